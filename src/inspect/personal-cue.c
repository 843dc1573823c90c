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
#include "inspect/personal-walk.h"

enum {
    READING_UNITS = 14,   /* of a cell that is the reading of a name */
    LIST_ITEM_UNITS = 12, /* of what is none in a list of names */
};

/* ---- what belongs to it ---- */

static bool is_sui(uint16_t unit) /* 歳 才 */
{
    return unit == 0x6B73 || unit == 0x624D;
}

/* "(34歳)" behind the name, "72歳の" before it: PII-306. */
static void take_age(struct personal_scan *s, const struct personal_name *x)
{
    enum { MOST_BEFORE = 9 };
    const struct personal_text *t = &s->text;
    size_t i = x->past;

    if (personal_is_class(t, i, CHAR_SPACE)) {
        i++;
    }
    bool in_brackets = personal_is_class(t, i, CHAR_OPEN);

    /* (農家・56歳), (男性、34歳) */
    for (size_t k = 0; k < MOST_BEFORE && i < t->n && t->classes[i] != CHAR_DIGIT; k++) {
        bool is_word = t->classes[i] == CHAR_KANJI || t->classes[i] == CHAR_KATAKANA ||
                       t->classes[i] == CHAR_HIRAGANA;

        i += t->classes[i] == CHAR_OPEN || t->classes[i] == CHAR_COMMA || t->u[i] == 0x30FB ||
             (in_brackets && is_word) || t->u[i] == 0x7537 || t->u[i] == 0x5973 ||
             t->u[i] == 0x6027; /* ・男女性 */
    }
    size_t digits = personal_run_end(t, i, CHAR_DIGIT, 3);

    bool is_bare = digits == i + 2 && i > x->past && t->classes[i - 1] == CHAR_OPEN &&
                   (x->is_full || x->after == AFTER_HONOUR) && t->u[i] >= '1' &&
                   personal_is_class(t, digits, CHAR_CLOSE); /* 辻本拓也さん(34) */

    if (digits > i && digits < t->n && i > x->past && (is_sui(t->u[digits]) || is_bare)) {
        personal_hit_units(s, "PII-306", i, digits + !is_bare);
    }
    size_t end = x->beg;

    if (end >= 3 && t->u[end - 1] == 0x306E && is_sui(t->u[end - 2]) &&
        t->classes[end - 3] == CHAR_DIGIT) {
        size_t beg = end - 3;

        while (beg > 0 && t->classes[beg - 1] == CHAR_DIGIT) {
            beg--;
        }
        personal_hit_units(s, "PII-306", beg, end - 1);
    }
}

/* Past と, 及び, 並びに and the like at `i`, or 0. */
static size_t conjunction_end(const struct personal_text *t, size_t i)
{
    if (personal_is_class(t, i, CHAR_COMMA)) {
        i++;
    }
    return personal_stands(t, i, "及び|並びに|ならびに|および")
               ? i + (t->classes[i] == CHAR_KANJI ? 2u : 3u) +
                     (personal_stands(t, i, "並びに") ? 1u : 0u) +
                     (personal_stands(t, i, "ならびに") ? 1u : 0u)
           : personal_is_unit(t, i, 0x3068) ? i + 1
                                            : 0;
}

/* A name is due behind what goes on as a list, if it does. */
static void expect_next(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;

    /* (代理), (会長) behind the name */
    if (personal_is_class(t, i, CHAR_OPEN)) {
        size_t close = i + 1;

        while (close < t->n && close - i < 16 && t->classes[close] != CHAR_CLOSE) {
            close++;
        }
        i = close < t->n && t->classes[close] == CHAR_CLOSE ? close + 1 : i;
    }
    size_t behind = conjunction_end(t, i);
    size_t next = personal_run_end(t, i, CHAR_SPACE, PERSONAL_MAX_SPACES);
    bool has_sign = next < t->n && (t->classes[next] == CHAR_COMMA || t->u[next] == 0x30FB ||
                                    t->u[next] == 0x2192 || t->u[next] == '/'); /* ・ → */

    w->list_end = i;
    if (personal_is_unit(t, next, 0x300D) && personal_is_unit(t, next + 1, 0x300C)) { /* 」「 */
        w->due = next + 2;
        w->before = BEFORE_LIST;
        return;
    }

    if (behind > 0) {
        w->due = behind;
        w->before = BEFORE_AND;
    } else if (has_sign || next > i) {
        w->due = has_sign ? personal_run_end(t, next + 1, CHAR_SPACE, PERSONAL_MAX_SPACES) : next;
        w->before = BEFORE_LIST;
    }
}

/* The reading in brackets behind a name: 綿貫昌平(わたぬき しょうへい); past it, or `i`. */
static size_t take_reading(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    size_t open = personal_run_end(t, i, CHAR_SPACE, 1);
    struct personal_name x;

    if (!personal_is_class(t, open, CHAR_OPEN) || open + 1 >= t->n ||
        (t->classes[open + 1] != CHAR_HIRAGANA && t->classes[open + 1] != CHAR_KATAKANA) ||
        !personal_kana_at(t, open + 1, &x) || !x.is_full ||
        !personal_is_class(t, x.end, CHAR_CLOSE)) {
        return i;
    }
    personal_hit_units(w->s, "PII-305", x.beg, x.end);
    return x.end + 1;
}

/* Its family name, of a foreign one every part: マイケル・ハドソン. */
static void remember(struct personal_scan *s, const struct personal_name *x)
{
    if (x->is_kana && x->is_full && !x->is_spaced) {
        for (size_t beg = x->beg, i = x->beg; i <= x->end; i++) {
            if (i == x->end || s->text.u[i] == 0x30FB) {
                personal_remember(s, beg, i);
                beg = i + 1;
            }
        }
    } else if (!x->is_kana) {
        personal_remember(s, x->beg, x->beg + x->surname);
    }
}

size_t personal_accept(struct personal_walk *w, const struct personal_name *found)
{
    struct personal_name read = *found;
    const struct personal_name *x = &read;

    personal_hit_units(w->s, "PII-305", x->beg, x->end);
    read.past = take_reading(w, x->past);
    take_age(w->s, x);
    expect_next(w, x->past);
    remember(w->s, x);
    return x->past;
}

/* ---- the walk ---- */

/* Nothing but kana in two parts: り せいこう. */
static bool is_reading(const struct personal_text *t)
{
    enum char_class class = (enum char_class)t->classes[0];
    size_t middle = personal_run_end(t, 0, class, t->n);
    size_t next = personal_run_end(t, middle, CHAR_SPACE, PERSONAL_MAX_SPACES);

    return (class == CHAR_HIRAGANA || class == CHAR_KATAKANA) && next > middle && next < t->n &&
           personal_run_end(t, next, class, t->n) == t->n;
}

/* A cell of a column of family or of given names: 姓, 氏, 名. */
static bool is_column_of_parts(const struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    size_t end = personal_part_end(t, 0);

    if (t->n == 1 && (t->u[0] == 0x59D3 || t->u[0] == 0x6C0F || t->u[0] == 0x540D)) {
        return false; /* 姓 氏 名: heads themselves */
    }
    if (s->head_is_names && t->n > 0 && t->n <= READING_UNITS && is_reading(t)) {
        return true;
    }
    return s->head_is_names && t->n > 0 && end == t->n &&
           (t->classes[0] != CHAR_KANJI || end <= PERSONAL_MAX_UNKNOWN) &&
           (personal_word(t->u, t->n) & (WORD_ROLE | WORD_TITLE | WORD_STRONG | WORD_END)) == 0;
}

/* 〇〇 stands for a name; 三五八一 is a number. */
static bool stands_for_another(const struct personal_text *t, size_t i)
{
    static const uint16_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    size_t k = i;

    while (k < t->n && personal_is_one_of(t->u[k], digits, COUNT(digits))) {
        k++;
    }
    return t->u[i] == 0x3007 || (k > i + 1 && !personal_is_class(t, k, CHAR_KANJI));
}

/* Whether the words are a title or label themselves. */
static bool is_cue(const struct personal_text *t, const struct personal_name *x)
{
    const uint32_t cues = WORD_END | WORD_ROLE | WORD_STRONG | WORD_TITLE | WORD_RANK;

    return x->is_full && !x->is_spaced && x->end - x->beg <= PERSONAL_WORD_MAX &&
           (personal_word(t->u + x->beg, x->end - x->beg) & cues) != 0;
}

/*
 * A family name before a title that has more before it: ◎岩佐建設部長. Such words are also offices
 * and firms, so that it must speak, or be known.
 */
static bool find_before_long_title(const struct personal_walk *w, size_t i,
                                   enum personal_before before, uint32_t surnames,
                                   struct personal_name *ret)
{
    enum { MOST = 8, LEAST = 2 };
    const struct personal_text *t = w->t;
    size_t end = i;

    while (end < t->n && end - i < MOST + PERSONAL_MAX_UNKNOWN &&
           (t->classes[end] == CHAR_KANJI || t->classes[end] == CHAR_HIRAGANA ||
            t->classes[end] == CHAR_KATAKANA)) {
        end++;
    }

    for (size_t n = PERSONAL_MAX_UNKNOWN; n >= LEAST; n--) {
        bool is_known =
            before == BEFORE_SPEAKER || personal_is_remembered(w->s, i, i + n) ||
            (before == BEFORE_LIST && personal_longest(t->u + i + n, end - i - n, WORD_FIRM, NULL) <
                                          LEAST); /* 東海大学教授 */

        if ((surnames >> n & 1) == 0 || i + n + LEAST >= end || !is_known) {
            continue;
        }
        for (size_t k = i + n + LEAST; k < end; k++) {
            if (personal_may_begin_cue(t, k) &&
                personal_longest(t->u + k, t->n - k, WORD_TITLE | WORD_RANK, NULL) == end - k) {
                *ret = (struct personal_name){
                    .beg = i, .end = i + n, .surname = n, .after = AFTER_TITLE, .past = end};
                return true;
            }
        }
    }
    return false;
}

/* The name that begins at `i`, with what is said before it. */
static bool find_name(struct personal_walk *w, size_t i, enum personal_before before,
                      struct personal_name *ret)
{
    const struct personal_text *t = w->t;
    struct personal_name x;

    if (stands_for_another(t, i)) {
        return false;
    }
    if (is_column_of_parts(w->s) && i == 0) {
        *ret = (struct personal_name){.end = t->n, .past = t->n};
        return true;
    }
    if (t->classes[i] == CHAR_KATAKANA || t->classes[i] == CHAR_HIRAGANA) {
        return personal_kana_at(t, i, ret) && personal_is_kana_accepted(w, ret, before);
    }
    uint32_t surnames = personal_surnames_at(t, i);

    if (personal_name_at(t, i, surnames, &x)) {
        if (is_cue(t, &x)) {
            return false; /* 使者・代理人 */
        }
        if (x.is_full ? personal_is_full_accepted(w, &x, before)
                      : personal_is_surname_accepted(w, &x, before)) {
            *ret = x;
            return true;
        }
    }
    if (surnames > 1u << 1 && personal_begins_word(t, i) &&
        find_before_long_title(w, i, before, surnames, ret)) {
        return true;
    }
    if (personal_pair_at(t, i, &x)) {
        bool half = (x.surname_flags & (WORD_SURNAME | WORD_COMMON_SURNAME)) == WORD_SURNAME ||
                    (x.given_flags & (WORD_GIVEN | WORD_COMMON_GIVEN)) == WORD_GIVEN;

        bool is_known = personal_is_remembered(w->s, i, i + x.surname);

        if (((before == BEFORE_STRONG || is_known) && x.after >= AFTER_EDGE) ||
            (personal_begins_word(t, i) && (half || i == 0) && x.after == AFTER_HONOUR) ||
            (half && (before >= BEFORE_ROLE || before == BEFORE_LIST || before == BEFORE_AND) &&
             x.after >= AFTER_EDGE)) {
            *ret = x;
            return true;
        }
    }
    if (surnames != 0 && (personal_begins_word(t, i) || before >= BEFORE_ROLE) &&
        personal_half_at(t, i, surnames, &x) &&
        (x.after == AFTER_HONOUR || (before >= BEFORE_ROLE && x.after >= AFTER_EDGE) ||
         ((before == BEFORE_LIST || before == BEFORE_AND) && x.after >= AFTER_EDGE))) {
        *ret = x;
        return true;
    }
    if (personal_begins_word(t, i) && personal_given_at(t, i, &x)) {
        *ret = x;
        return true;
    }
    if (personal_begins_word(t, i) && (i == 0 || t->u[i - 1] != 0x304A) &&
        personal_unknown_at(t, i, &x)) { /* お */
        *ret = x;
        return true;
    }
    return false;
}

/*
 * Whether a name may begin at `i`, the first kanji or katakana of a run that nothing announces: it
 * looks no word up, and most runs of a text end here. A name of kanji begins like a family name, or
 * a blank is near behind it, or an honour or title, or it is one kanji and a given name.
 */
static bool may_begin_name(const struct personal_text *t, size_t i)
{
    enum { NEAR = 4 };
    enum char_class class = (enum char_class)t->classes[i];
    size_t end = personal_run_end(t, i, class, PERSONAL_WORD_MAX + 1);

    if (class == CHAR_KATAKANA) {
        return end < t->n && (t->classes[end] == CHAR_SPACE || t->u[end] == 0x30FB ||
                              (t->wakes[end] & PERSONAL_WAKE_CUE) != 0);
    }
    if (i + 1 < t->n && personal_may_be_surname(t->u + i)) {
        return true;
    }
    if (end - i <= NEAR && personal_is_class(t, end, CHAR_SPACE)) {
        return true;
    }
    for (size_t k = i + 1; k < t->n && k <= end && k - i <= NEAR; k++) {
        if ((t->wakes[k] & PERSONAL_WAKE_CUE) != 0 && personal_may_begin_cue(t, k)) {
            return true;
        }
    }
    return i + 2 < t->n && personal_may_be_given(t->u + i + 1) &&
           (personal_word(t->u + i, 1) & WORD_SURNAME) != 0;
}

/* A name that begins at `i`: past it, or 0. */
static size_t take_name(struct personal_walk *w, size_t i)
{
    enum personal_before before = w->due == i ? w->before : BEFORE_NOTHING;
    bool by_head = i == 0 && before == BEFORE_NOTHING && w->s->head_flags != 0;

    if (i == 0 && before == BEFORE_NOTHING && w->s->head_is_part) {
        before = BEFORE_ROLE;
    }
    if (before == BEFORE_NOTHING && !by_head && w->t->classes[i] != CHAR_HIRAGANA &&
        !may_begin_name(w->t, i)) {
        return 0;
    }
    struct personal_name x;

    if (by_head) {
        before = (w->s->head_flags & WORD_STRONG) != 0 ? BEFORE_STRONG : BEFORE_COLON;
    }
    if (!find_name(w, i, before, &x)) {
        return 0;
    }
    /* The line before says something of a line that is a name, not of one that begins like one. */
    if (by_head && w->s->head_is_line &&
        personal_run_end(w->t, x.past, CHAR_SPACE, w->t->n) < w->t->n &&
        !find_name(w, i, BEFORE_NOTHING, &x)) {
        return 0;
    }
    return personal_accept(w, &x);
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
    /* What is said before in hiragana ends in a particle: このえんどうさん is not looked for. */
    if ((beg > 0 && t->classes[beg - 1] == class) || last - beg < 2 ||
        !personal_is_kana_name(t, beg, last, ends_in_ko)) {
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
            personal_is_one_of(t->u[beg - 1], heads, COUNT(heads)) &&
            personal_name_at(t, beg, personal_surnames_at(t, beg), &x) && x.end == i &&
            x.past == past && (x.surname_flags & (WORD_NEVER | WORD_COMMON_SURNAME)) == 0) {
            return personal_accept(w, &x);
        }
    }
    return 0;
}

static bool is_office(uint16_t unit)
{
    /* 部 課 室 係 社 局 班 所 院 学 店 会 校 庁 団 */
    static const uint16_t offices[] = {0x90E8, 0x8AB2, 0x5BA4, 0x4FC2, 0x793E,
                                       0x5C40, 0x73ED, 0x6240, 0x9662, 0x5B66,
                                       0x5E97, 0x4F1A, 0x6821, 0x5E81, 0x56E3};

    return personal_is_one_of(unit, offices, COUNT(offices));
}

/*
 * A name right behind the part of a person, a full one: 請求人堀之内 徹, 契約担当官久世礼司; or
 * behind an office, one with a title: 区役所大友主任. Past it, or 0.
 */
static size_t take_joined(struct personal_walk *w, size_t i)
{
    const struct personal_text *t = w->t;
    struct personal_name x;

    if (i < 2 || t->classes[i - 2] != CHAR_KANJI || !personal_is_class(t, i, CHAR_KANJI) ||
        i + 1 >= t->n || !personal_may_be_surname(t->u + i) ||
        !personal_name_at(t, i, personal_surnames_at(t, i), &x) || x.surname < 2) {
        return 0;
    }
    bool is_person = personal_is_part(t->u[i - 1]) && x.is_full && personal_certainty(t, &x) == 2;
    bool is_titled =
        is_office(t->u[i - 1]) && (x.after == AFTER_TITLE || x.after == AFTER_HONOUR) &&
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
    return personal_is_class(t, i, CHAR_OPEN) && personal_is_class(t, end, CHAR_CLOSE) &&
                   end + 1 < t->n && (t->u[end + 1] == ':' || t->classes[end + 1] == CHAR_SPACE)
               ? end + 1
               : i;
}

size_t personal_skip_separators(const struct personal_text *t, size_t i, bool *ret_colon)
{
    i = skip_remark(t, i);
    size_t end = MIN(t->n, i + 8);

    while (i < end && (t->classes[i] == CHAR_SPACE || t->u[i] == ':' || t->u[i] == '/' ||
                       t->u[i] == '(' || t->u[i] == ')' || t->u[i] == '=' || t->u[i] == ']' ||
                       t->u[i] == 0x3011 || t->u[i] == 0x30FB || t->u[i] == 0x3010 ||
                       t->u[i] == 0x306E || t->u[i] == 0x300C)) { /* 】・【の「 */
        *ret_colon |= t->u[i] == ':' || t->u[i] == '/';
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
    bool has_colon = false;
    size_t next = personal_skip_separators(t, i + n, &has_colon);
    bool is_joined = next == i + n && personal_is_class(t, next, CHAR_KANJI);

    /* In the midst of a word it says something only when it is a word of titles: 営業部長. */
    if (!personal_begins_word(t, i) && (flags & (WORD_TITLE | WORD_RANK)) == 0 && n < 3 &&
        is_joined) {
        return i + n;
    }
    /* 細野忠義(座長)、…: the list goes on behind the bracket. */
    if (personal_is_class(t, i + n, CHAR_CLOSE) && w->before == BEFORE_LIST && w->due != SIZE_MAX &&
        w->due > i) {
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
    bool is_of_office = is_office(t->u[i]);
    bool has_colon = false;

    if (t->u[i] == 0x756A && i > 0 && t->classes[i - 1] == CHAR_DIGIT) { /* 15番鷹野議員 */
        w->due = i + 1;
        w->before = BEFORE_TITLE;
        return;
    }
    if ((!is_of_office && !personal_is_part(t->u[i])) || i == 0 || i + 1 >= t->n ||
        t->classes[i - 1] != CHAR_KANJI || t->classes[i + 1] == CHAR_KANJI) {
        return;
    }
    size_t next = personal_skip_separators(t, i + 1, &has_colon);

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

    if (!is_label || !personal_is_unit(t, i + 1, ':') || !personal_begins_word(t, i)) {
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
            }
            if (past > 0) {
                i = past;
                continue;
            }
            if (i == w.due || (is_start && class != CHAR_HIRAGANA) ||
                (i == 0 && (s->head_flags != 0 || t->n <= READING_UNITS))) {
                past = take_name(&w, i);
            }
            if (past == 0 && (t->wakes[i] & PERSONAL_WAKE_CUE) != 0 &&
                personal_may_begin_cue(t, i)) {
                past = take_cue(&w, i);
            }
            if (past == 0 && class == CHAR_KANJI && i + 1 < t->n &&
                t->classes[i + 1] != CHAR_KANJI) {
                take_head(&w, i);
            } else if (past == 0 && (t->wakes[i] & PERSONAL_WAKE_HEAD) != 0) {
                past = take_joined(&w, i + 1);
            } else if (past == 0 && t->u[i] == 0x756A) {
                take_head(&w, i);
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
        } else if (class == CHAR_OPEN && i != w.due) {
            past = personal_take_bracketed(&w, i);
        }
        i = past > i ? past : i + 1;
        i = personal_next(t, i, w.due >= i ? MIN(w.due, end) : end, wakes);
    }
}
