/*
 * Names of people by what stands around them. A walk over the units of a text stops where a name
 * may begin: at the first kanji of a run and behind every title or label. There it is read
 * (personal-name.c), and what stands before and behind decides:
 *
 *     before   a label (氏名：), a role (担当 …), a title, a name of the same list (山田、佐藤)
 *     behind   an honour (様), a title (部長), a particle, the end of the words
 *
 * A full name of usual words needs no cue; a family name alone, and words that are also places or
 * other nouns, need one. Every place of the text is looked at a bounded number of times.
 */
#include "inspect/personal/personal-walk.h"

enum {
    FIRST_UNITS = 14,     /* of a cell that may be a reading in hiragana */
    LIST_ITEM_UNITS = 12, /* of what is none in a list of names */
};

/* は と が の も: what a name in hiragana may stand behind. */
static bool is_before_names(uint16_t unit)
{
    static const uint16_t particles[] = {0x306F, 0x3068, 0x304C, 0x306E, 0x3082};

    return personal_is_one_of(unit, particles, COUNT(particles));
}

/* Where the name in hiragana that ends at `end` begins behind a particle; `beg` when nowhere. */
static size_t behind_particle(const struct personal_text *t, size_t beg, size_t end)
{
    enum { LEAST = 3 };

    for (size_t i = beg; i + LEAST <= end; i++) {
        if (i > 0 && is_before_names(t->u[i - 1]) && personal_is_kana_name(t, i, end, false)) {
            return i;
        }
    }
    return beg;
}

/* A family or given name in kana before the honour at `i`: えんどうさん, ヨシ子さん; past it, or 0.
 */
static size_t take_kana_before_honour(struct personal_walk *w, size_t i, size_t past)
{
    enum { MOST = 6 };
    const struct personal_text *t = w->t;
    bool ends_in_ko = i > 1 && t->u[i - 1] == 0x5B50; /* 子 */
    size_t last = i - ends_in_ko;
    enum char_class class = last > 0 ? (enum char_class)t->classes[last - 1] : CHAR_NONE;
    size_t beg = last;

    if (class != CHAR_HIRAGANA && class != CHAR_KATAKANA) {
        return 0;
    }
    while (beg > 0 && last - beg < MOST && t->classes[beg - 1] == class) {
        beg--;
    }
    /* 団長はみうらさん */
    if (class == CHAR_HIRAGANA && !ends_in_ko && !personal_is_kana_name(t, beg, last, false)) {
        beg = behind_particle(t, beg, last);
    }
    bool is_foreign = class == CHAR_KATAKANA && last - beg > 2 && beg + 1 < last && !ends_in_ko &&
                      last - beg <= PERSONAL_WORD_MAX &&
                      personal_is_foreign(t->u + beg, last - beg) &&
                      !personal_is_noun(t->u + beg, last - beg);

    /* What is said before in hiragana ends in a particle: このえんどうさん is not looked for. */
    bool is_due =
        w->due == beg && w->before >= BEFORE_ROLE && class == CHAR_KATAKANA && last - beg > 2 &&
        last - beg <= PERSONAL_WORD_MAX && !personal_is_noun(t->u + beg, last - beg) &&
        (personal_word(t->u + beg, last - beg) & WORD_NEVER) == 0; /* 係員：ソムチャイさん */

    if ((beg > 0 && t->classes[beg - 1] == class && !is_before_names(t->u[beg - 1])) ||
        last - beg < 2 ||
        (!is_foreign && !is_due && !personal_is_kana_name(t, beg, last, ends_in_ko))) {
        return 0;
    }
    struct personal_name x = {
        .beg = beg, .end = i, .is_kana = true, .after = AFTER_HONOUR, .past = past};

    return personal_accept(w, &x);
}

/* A name before the honour at `i` that the walk did not come upon: 営業部山田様. */
static size_t take_before_honour(struct personal_walk *w, size_t i, size_t past)
{
    /* 部 課 室 係 所 局 店 長 員 者 科 */
    static const uint16_t heads[] = {0x90E8, 0x8AB2, 0x5BA4, 0x4FC2, 0x6240, 0x5C40,
                                     0x5E97, 0x9577, 0x54E1, 0x8005, 0x79D1};
    const struct personal_text *t = w->t;
    size_t kana = take_kana_before_honour(w, i, past);

    if (kana > 0) {
        return kana;
    }
    for (size_t n = 2; n <= 4 && n < i; n++) {
        size_t beg = i - n;
        struct personal_name x;

        if (personal_is_class(t, beg, CHAR_KANJI) && personal_is_class(t, beg - 1, CHAR_KANJI) &&
            (personal_is_one_of(t->u[beg - 1], heads, COUNT(heads)) ||
             personal_is_remembered(w->s, beg, i)) && /* 当日小西さん */
            personal_name_at(t, beg, personal_surnames_at(t, beg), &x) &&
            x.end == i && x.past == past &&
            (x.surname_flags & (WORD_NEVER | WORD_COMMON_SURNAME)) == 0) {
            return personal_accept(w, &x);
        }
    }
    return 0;
}

bool personal_is_office(uint16_t unit)
{
    /* 部 課 室 係 社 局 班 所 院 学 店 会 校 庁 団 研 */
    static const uint16_t offices[] = {0x90E8, 0x8AB2, 0x5BA4, 0x4FC2, 0x793E, 0x5C40,
                                       0x73ED, 0x6240, 0x9662, 0x5B66, 0x5E97, 0x4F1A,
                                       0x6821, 0x5E81, 0x56E3, 0x7814};

    return personal_is_one_of(unit, offices, COUNT(offices));
}

/* 研究所郷主任研究員: one character between an office and a long title; past it, or 0. */
static size_t take_joined_single(struct personal_walk *w, size_t i)
{
    enum { LEAST_TITLE = 4 };
    const uint32_t other = WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM | WORD_NEVER | WORD_END |
                           WORD_TITLE | WORD_RANK | WORD_ROLE;
    const struct personal_text *t = w->t;
    size_t past;

    if (!personal_is_class(t, i, CHAR_KANJI) || !personal_is_class(t, i + 1, CHAR_KANJI) ||
        (t->wakes[i + 1] & PERSONAL_WAKE_CUE) == 0 || !personal_is_office(t->u[i - 1]) ||
        (personal_word(t->u + i, 1) & (WORD_SURNAME | other)) != WORD_SURNAME ||
        personal_stands(t, i, "長|員|付|内|間|外|別|各|本|元|前|現|新|旧|総|正|副|主") ||
        personal_after_word(t, i + 1, &past) != AFTER_TITLE || past - i <= LEAST_TITLE) {
        return 0;
    }
    struct personal_name x = {
        .beg = i, .end = i + 1, .surname = 1, .after = AFTER_TITLE, .past = past};

    return personal_accept(w, &x);
}

/*
 * A name right behind the part of a person, a full one: 請求人堀之内 徹, 契約担当官久世礼司; or
 * behind an office, one with a title: 区役所大友主任. Past it, or 0.
 */
static size_t take_joined(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    struct personal_name x;

    /* 総務課大友主任, 1班大友洋子 */
    if (i < 2 || (t->classes[i - 2] != CHAR_KANJI && t->classes[i - 2] != CHAR_DIGIT) ||
        !personal_is_class(t, i, CHAR_KANJI) || i + 1 >= t->n ||
        !personal_may_be_surname(t->u + i) ||
        !personal_name_at(t, i, personal_surnames_at(t, i), &x) || x.surname < 2) {
        return 0;
    }
    bool is_before_number = personal_is_joined_to_number(t, x.end) && x.is_full &&
                            personal_certainty(t, &x) > 0 &&
                            (x.surname_flags & (WORD_COMMON_SURNAME | WORD_PLACE)) == 0;
    bool is_person = is_before_number ||
                     (personal_is_part(t->u[i - 1]) && x.is_full && personal_certainty(t, &x) == 2);
    bool is_titled =
        personal_is_office(t->u[i - 1]) && (x.after == AFTER_TITLE || x.after == AFTER_HONOUR) &&
        (x.is_full ? personal_certainty(t, &x) == 2
                   : (x.surname_flags & (WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM)) == 0);

    return is_person || is_titled ? personal_accept(w, &x) : 0;
}

/* Past a remark in brackets that more follows: 口座名義(カナ) … */
static size_t skip_remark(const struct personal_text *t, size_t i)
{
    enum { MOST = 10 };
    size_t end = i + 1;

    while (end < t->n && end - i < MOST && t->classes[end] != CHAR_CLOSE) {
        end++;
    }
    if (personal_is_class(t, i + 1, CHAR_KANJI) &&
        (personal_surnames_at(t, i + 1) >> (end - i - 1) & 1) != 0) {
        return i; /* 事務局(木暮) … */
    }
    return personal_is_class(t, i, CHAR_OPEN) && personal_is_class(t, end, CHAR_CLOSE) &&
                   end + 1 < t->n && (t->u[end + 1] == ':' || t->classes[end + 1] == CHAR_SPACE)
               ? end + 1
               : i;
}

size_t personal_skip_separators(const struct personal_text *t, size_t i, bool *ret_colon)
{
    i += personal_is_unit(t, i, 0x5074) && personal_is_unit(t, i + 1, ':'); /* 発注者側: */
    i = skip_remark(t, i);
    size_t end = MIN(t->n, i + 8);

    while (i < end &&
           (t->classes[i] == CHAR_SPACE || t->u[i] == ':' || t->u[i] == '/' || t->u[i] == '(' ||
            t->u[i] == ')' || t->u[i] == '=' || t->u[i] == ']' || t->u[i] == '[' ||
            t->u[i] == 0x3011 || t->u[i] == 0x30FB || t->u[i] == 0x3010 || t->u[i] == 0x306E ||
            t->u[i] == 0x300C || t->u[i] == 0x2192)) { /* 】・【の「→ */
        *ret_colon |= t->u[i] == ':' || t->u[i] == '/' || t->u[i] == 0x2192;
        i++;
    }
    return i;
}

/* A title or label at `i`: past it, or 0. A name is due behind it. */
static size_t take_cue(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    uint32_t flags = 0;
    size_t n = personal_longest(
        t->u + i, t->n - i, WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG | WORD_HONOUR, &flags);

    if (n == 0) {
        return 0;
    }
    if ((flags & WORD_HONOUR) != 0) {
        size_t past = personal_ends_title(t, i + n) ? take_before_honour(w, i, i + n) : 0;

        return past > 0 ? past : i + n;
    }
    /* カナダ・ドル, プログラマーズ */
    if (t->classes[i + n - 1] == CHAR_KATAKANA &&
        (personal_is_class(t, i + n, CHAR_KATAKANA) ||
         ((flags & WORD_STRONG) != 0 && i > 0 && t->classes[i - 1] == CHAR_KATAKANA))) {
        return 0;
    }
    bool has_colon = false;
    size_t next = personal_skip_separators(t, i + n, &has_colon);
    bool is_joined = next == i + n && personal_is_class(t, next, CHAR_KANJI);

    /* In the midst of a word it says something only when it is a word of titles: 営業部長. */
    bool is_end_of_word = n == 1 && !has_colon && personal_stands(t, i, "作|文"); /* 美作　津山 */

    if (!personal_begins_word(t, i) && (flags & (WORD_TITLE | WORD_RANK)) == 0 && n < 3 &&
        (is_joined || is_end_of_word)) {
        return i + n;
    }
    /* 細野忠義(座長)、…: the list goes on behind the bracket. */
    if (personal_is_class(t, i + n, CHAR_CLOSE) && w->before == BEFORE_LIST && w->due != SIZE_MAX &&
        w->due > i) {
        return i + n;
    }
    /* テンプスタッフ高松 */
    if (is_joined && i > 0 && t->classes[i - 1] == CHAR_KATAKANA && (flags & WORD_ROLE) != 0) {
        return i + n;
    }
    /* 窓口は室井に変更 */
    if (next == i + n && personal_is_unit(t, next, 0x306F) &&
        personal_is_class(t, next + 1, CHAR_KANJI)) {
        w->due = next + 1;
        w->before = BEFORE_OF;
        return i + n;
    }
    w->due = next;
    w->before = (flags & WORD_STRONG) != 0 && !is_joined ? BEFORE_STRONG
                : has_colon                              ? BEFORE_COLON
                : (flags & WORD_ROLE) != 0               ? BEFORE_ROLE
                                                         : BEFORE_TITLE;
    return i + n;
}

/*
 * The last character of an office or of a person's part, with の, a blank or a colon behind it:
 * 総務課の山田, 企画課 山田, 検収者：山田. A name is due there.
 */
static void take_head(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    bool is_of_office = personal_is_office(t->u[i]);
    bool has_colon = false;

    if (t->u[i] == 0x756A && i > 0 && t->classes[i - 1] == CHAR_DIGIT) {
        struct personal_name x;

        /* 15番鷹野議員, but not 2番出口 */
        if (personal_name_at(t, i + 1, personal_surnames_at(t, MIN(i + 1, t->n)), &x) &&
            (x.after >= AFTER_RANK || x.is_full)) {
            w->due = i + 1;
            w->before = BEFORE_TITLE;
        }
        return;
    }
    if ((!is_of_office && !personal_is_part(t->u[i])) || i == 0 || i + 1 >= t->n ||
        t->classes[i - 1] != CHAR_KANJI || t->classes[i + 1] == CHAR_KANJI) {
        return;
    }
    if (!is_of_office && t->classes[i + 1] == CHAR_KATAKANA) { /* 賃借人アミナ・ハッサン */
        struct personal_name x;

        if (personal_kana_at(t, i + 1, &x) && x.is_full && !x.is_spaced &&
            personal_foreign_of(t, x.beg, x.end) >= PERSONAL_FOREIGN_LIKELY) {
            w->due = i + 1;
            w->before = BEFORE_ROLE;
        }
        return;
    }
    size_t next = personal_skip_separators(t, i + 1, &has_colon);

    if (has_colon && (t->u[i] == 0x5E97 || t->u[i] == 0x6821)) {
        return; /* 取扱店:, 対象校: firms and towns */
    }
    if (next > i + 1 && t->classes[i + 1] != CHAR_OPEN && t->classes[i + 1] != CHAR_CLOSE) {
        w->due = next;
        w->before = has_colon && !is_of_office ? BEFORE_COLON : BEFORE_OF;
    }
}

/* 姓：鳥飼, 名：順平: a part of a name by itself; past it, or 0. */
static size_t take_part(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    bool is_label = t->u[i] == 0x59D3 || t->u[i] == 0x6C0F || t->u[i] == 0x540D; /* 姓 氏 名 */

    if (!is_label || !personal_is_unit(t, i + 1, ':') || !personal_begins_word(t, i) ||
        (i > 0 && t->classes[i - 1] == CHAR_HIRAGANA)) { /* 馬の名: */
        return 0;
    }
    size_t beg = personal_run_end(t, i + 2, CHAR_SPACE, PERSONAL_MAX_SPACES);
    size_t end = personal_part_end(t, beg);
    bool is_part = end > beg &&
                   (t->classes[beg] != CHAR_KANJI || end - beg <= PERSONAL_MAX_UNKNOWN) &&
                   (end >= t->n || t->classes[end] == CHAR_SPACE || t->classes[end] == CHAR_COMMA);

    if (!is_part) {
        return 0;
    }
    personal_hit_units(w->s, "PII-305", beg, end);
    return end;
}

/* "○新井　…" at the beginning of minutes. */
static size_t take_speaker_mark(struct personal_walk *w)
{
    static const uint16_t marks[] = {0x25CB, 0x25CE, 0x25CF, 0x25EF, 0x25C7,
                                     0x25C6, 0x25A0, 0x25A1, 0x3010, 0x3007};
    size_t i = personal_run_end(w->t, 0, CHAR_SPACE, PERSONAL_MAX_SPACES);

    if (i < w->t->n && personal_is_one_of(w->t->u[i], marks, COUNT(marks))) {
        w->due = personal_run_end(w->t, i + 1, CHAR_SPACE, 1);
        w->before = BEFORE_SPEAKER;
        return i + 1;
    }
    return i;
}

void personal_take_names(struct personal_scan *s, size_t end)
{
    struct personal_walk w = {.s = s, .t = &s->text, .due = SIZE_MAX};
    const struct personal_text *t = w.t;

    const unsigned wakes = PERSONAL_WAKE_RUN | PERSONAL_WAKE_CUE | PERSONAL_WAKE_HEAD;

    if ((s->head_flags & WORD_STRONG) != 0 && !s->head_is_line &&
        personal_is_class(t, 0, CHAR_LATIN)) {
        w.due = 0;
        w.before = BEFORE_STRONG;
    }
    for (size_t i = take_speaker_mark(&w); i < end;) {
        enum char_class class = (enum char_class)t->classes[i];
        bool is_start = i == 0 || t->classes[i - 1] != class;
        size_t past = 0;

        if (class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_HIRAGANA) {
            if (is_start && class == CHAR_KANJI && personal_is_class(t, i + 1, CHAR_SPACE)) {
                past = personal_take_spaced(&w, i);
            } else if (is_start && class == CHAR_KANJI && i + 1 < t->n) {
                past = personal_is_unit(t, i + 1, ':')     ? take_part(&w, i)
                       : personal_may_be_surname(t->u + i) ? personal_take_counted(&w, i)
                                                           : 0;
                if (past == 0 && personal_is_unit(t, i + 1, ':')) { /* 受:本多 */
                    w.due = personal_run_end(t, i + 2, CHAR_SPACE, PERSONAL_MAX_SPACES);
                    w.before = BEFORE_OF;
                }
            }
            if (past > 0) {
                i = past;
                continue;
            }
            if (i == w.due || (is_start && class != CHAR_HIRAGANA) ||
                (i == 0 && (s->head_flags != 0 || t->n <= FIRST_UNITS))) {
                past = i == w.due && w.before >= BEFORE_TITLE ? personal_take_relatives(&w, i) : 0;
                past = past > 0 ? past : personal_take_name(&w, i);
            }
            if (past == 0 && (t->wakes[i] & PERSONAL_WAKE_CUE) != 0 &&
                personal_may_begin_cue(t, i)) {
                past = take_cue(&w, i);
            }
            bool is_head = (t->wakes[i] & PERSONAL_WAKE_HEAD) != 0;

            if (past == 0 && (t->u[i] == 0x756A || /* 番 */
                              (is_head && i + 1 < t->n && t->classes[i + 1] != CHAR_KANJI))) {
                take_head(&w, i);
            } else if (past == 0 && is_head) {
                past = take_joined(&w, i + 1);
                past = past > 0 ? past : take_joined_single(&w, i + 1);
            }
        } else if (class == CHAR_LATIN) {
            past = personal_take_latin(&w, i);
        } else if (class == CHAR_CLOSE && personal_is_behind_firm(t, i + 1) && i >= 3 &&
                   (t->classes[i - 3] == CHAR_KANJI || t->classes[i - 3] == CHAR_KATAKANA)) {
            w.due =
                personal_run_end(t, i + 1, CHAR_SPACE, PERSONAL_MAX_SPACES); /* 伊予物産(株)白石 */
            w.before = BEFORE_OF;
        } else if (class == CHAR_COMMA && w.list_end > 0 && i - w.list_end <= LIST_ITEM_UNITS &&
                   (w.due < i || w.due > t->n)) {
            w.due = personal_run_end(t, i + 1, CHAR_SPACE, 1); /* an item that was none is passed */
            w.before = BEFORE_LIST;
            w.list_end = i;
            w.is_list_of_names = false;
        } else if (class == CHAR_OPEN && i != w.due) {
            past = personal_take_bracketed(&w, i);
            past = past > 0 ? past : personal_take_in_brackets(&w, i);
        }
        i = past > i ? past : i + 1;
        i = personal_next(t, i, w.due >= i ? MIN(w.due, end) : end, wakes);
    }
}
