/*
 * The name that begins at a place, with what is said before it: the readings of personal-name.c are
 * tried one after the other, and the first one that is accepted (personal-accept.c) is taken.
 */
#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-walk.h"

enum { READING_UNITS = 14 /* of a cell that is the reading of a name */ };

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
    if (!s->head_is_names || t->n == 0 || end != t->n) {
        return false;
    }
    if (t->classes[0] != CHAR_KANJI) {
        /* Not readings of places and terms; under 名前 other words of katakana are listed too. */
        return !s->head_is_reading && (personal_word(t->u, t->n) & WORD_STRONG) == 0 &&
               (s->head_is_of_people || personal_is_kana_name(t, 0, t->n, false));
    }
    uint32_t flags = personal_word(t->u, t->n);

    if (end > PERSONAL_MAX_UNKNOWN ||
        (flags & (WORD_ROLE | WORD_TITLE | WORD_STRONG | WORD_END)) != 0) {
        return false;
    }
    if (t->u[end - 1] == 0x5148 || t->u[end - 1] == 0x6240 || /* 派遣先, 現住所, 添乗員 */
        (t->n > 2 && (flags & WORD_SURNAME) == 0 && personal_is_part(t->u[end - 1]))) {
        return false;
    }
    if ((flags & (WORD_SURNAME | WORD_GIVEN)) == 0 && personal_is_noun(t->u, t->n)) {
        return false; /* 用務, 目的: a form */
    }
    /* Under 名前 and 氏名 other things are listed too: 容量, 高. */
    return s->head_is_of_people ||
           (t->n == 1
                ? (flags & (WORD_SURNAME | WORD_COMMON_SURNAME | WORD_COMMON_GIVEN)) == WORD_SURNAME
                : (flags & WORD_SURNAME) != 0 || personal_may_be_unknown(t, 0, t->n));
}

/* 〇〇 stands for a name; 三五八一 is a number, 八十一歳 an age. */
static bool stands_for_another(const struct personal_text *t, size_t i)
{
    static const uint16_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    size_t k = i;

    while (k < t->n && personal_is_one_of(t->u[k], digits, COUNT(digits))) {
        k++;
    }
    return t->u[i] == 0x3007 ||
           (k > i + 1 && (!personal_is_class(t, k, CHAR_KANJI) || t->u[k] == 0x6B73));
}

/* Whether the words are a title or label themselves. */
static bool is_cue(const struct personal_text *t, const struct personal_name *x)
{
    const uint32_t cues = WORD_END | WORD_ROLE | WORD_STRONG | WORD_TITLE | WORD_RANK;

    return x->is_full && !x->is_spaced && x->end - x->beg <= PERSONAL_WORD_MAX &&
           (personal_word(t->u + x->beg, x->end - x->beg) & cues) != 0;
}

/* (林田環境課長): nothing else in the brackets, and no place and no firm before the title. */
static bool is_in_brackets(const struct personal_text *t, size_t beg, size_t end, size_t close)
{
    return beg > 0 && t->classes[beg - 1] == CHAR_OPEN && personal_is_class(t, close, CHAR_CLOSE) &&
           (personal_word(t->u + beg, end - beg) &
            (WORD_PLACE | WORD_COMMON_SURNAME | WORD_FIRM)) == 0 &&
           personal_longest(t->u + end, close - end, WORD_FIRM, NULL) == 0;
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
        if ((surnames >> n & 1) == 0 || i + n + LEAST >= end || personal_is_behind_firm(t, i)) {
            continue;
        }
        bool is_known =
            before == BEFORE_SPEAKER || is_in_brackets(t, i, i + n, end) ||
            personal_is_remembered(w->s, i, i + n) ||
            (before == BEFORE_LIST && personal_longest(t->u + i + n, end - i - n, WORD_FIRM, NULL) <
                                          LEAST); /* 東海大学教授 */

        if (!is_known) {
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

/* 3番 江川 湊 …: a family name and one more kanji in a numbered row. */
static bool is_numbered_person(const struct personal_text *t, const struct personal_name *x)
{
    const uint32_t other = WORD_FIRM | WORD_END | WORD_NEVER | WORD_TITLE | WORD_PLACE;
    const uint32_t doubtful = WORD_COMMON_SURNAME | WORD_PLACE | WORD_FIRM;
    size_t i = personal_run_end(t, 0, CHAR_DIGIT, 3);
    size_t beg = personal_run_end(t, i + 1, CHAR_SPACE, PERSONAL_MAX_SPACES);

    return i > 0 && personal_is_unit(t, i, 0x756A) && beg == x->beg && /* 番 */
           x->after == AFTER_EDGE && x->surname >= 2 &&
           (x->surname_flags & (WORD_SURNAME | doubtful)) == WORD_SURNAME &&
           t->classes[x->end - 1] == CHAR_KANJI && (x->given_flags & other) == 0;
}

/* Whether two words that are not both known are a name here. */
static bool is_pair_accepted(const struct personal_walk *w, const struct personal_name *x,
                             enum personal_before before)
{
    const struct personal_text *t = w->t;
    bool half = (x->surname_flags & (WORD_SURNAME | WORD_COMMON_SURNAME)) == WORD_SURNAME ||
                (x->given_flags & (WORD_GIVEN | WORD_COMMON_GIVEN)) == WORD_GIVEN;
    bool is_known = x->surname >= 2 && personal_is_remembered(w->s, x->beg, x->beg + x->surname);
    bool is_apart =
        x->beg == 0 || (t->classes[x->beg - 1] != CHAR_HIRAGANA && personal_begins_word(t, x->beg));

    bool is_heading = x->after == AFTER_HONOUR && (x->given_flags & WORD_SURNAME) != 0 &&
                      (x->surname_flags & WORD_SURNAME) == 0 &&
                      personal_is_noun(t->u + x->beg, x->surname);

    if (is_heading) {
        return false; /* 処置 蓮見さん */
    }
    return ((before == BEFORE_STRONG || is_known) && x->after >= AFTER_EDGE) ||
           (personal_begins_word(t, x->beg) && (half || x->beg == 0) && x->after == AFTER_HONOUR) ||
           (half && (before >= BEFORE_ROLE || before == BEFORE_LIST || before == BEFORE_AND) &&
            x->after >= AFTER_EDGE) ||
           (is_apart && (personal_is_like_pair(t, x) || is_numbered_person(t, x)));
}

/* A cell below or beside a label of people: 決裁, 対応者. */
static bool is_in_column(const struct personal_scan *s, enum personal_before before)
{
    return (before == BEFORE_ROLE && s->head_is_part) ||
           (before >= BEFORE_COLON && s->head_flags != 0 && !s->head_is_line &&
            (!s->head_is_names || s->head_is_of_people));
}

bool personal_is_behind_part(const struct personal_text *t, size_t i)
{
    while (i > 0 && (t->classes[i - 1] == CHAR_SPACE || t->u[i - 1] == ':')) {
        i--;
    }
    return i >= 2 && (personal_is_part(t->u[i - 1]) || t->u[i - 1] == 0x540D); /* 名 */
}

/* 担当　… 廿日市店　中土井: the last word of a line that says who is in charge. */
static bool is_last_of_charge(const struct personal_text *t, const struct personal_name *x)
{
    return x->end == t->n && personal_is_rare_surname(t->u + x->beg, x->surname) &&
           personal_has_word(str_sub(t->folded.s, 0, t->at[x->beg]), "担当|窓口|責任者");
}

/* (旧姓 頼): whatever kanji stand behind the label, up to the bracket. */
static bool find_maiden(const struct personal_text *t, size_t i, struct personal_name *ret)
{
    size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_MAX_UNKNOWN);
    size_t label = i;

    while (label > 0 && (t->classes[label - 1] == CHAR_SPACE || t->u[label - 1] == ':')) {
        label--;
    }
    if (label < 2 || !personal_stands(t, label - 2, "旧姓") ||
        !personal_is_class(t, end, CHAR_CLOSE)) {
        return false;
    }
    *ret = (struct personal_name){
        .beg = i, .end = end, .surname = end - i, .after = AFTER_EDGE, .past = end};
    return true;
}

/* A name of which one part is known, or none. */
static bool find_half_known(const struct personal_walk *w, size_t i, enum personal_before before,
                            uint32_t surnames, struct personal_name *ret)
{
    const struct personal_text *t = w->t;
    bool is_listed = before == BEFORE_LIST || before == BEFORE_AND;
    bool is_due = before >= BEFORE_ROLE || is_listed;
    bool is_word = personal_begins_word(t, i);

    if (!is_word && before < BEFORE_ROLE) {
        return false;
    }
    if (before == BEFORE_STRONG && find_maiden(t, i, ret)) {
        return true;
    }
    if (surnames != 0 && personal_half_at(t, i, surnames, ret) &&
        (ret->after == AFTER_HONOUR || (is_due && ret->after >= AFTER_EDGE))) {
        return true;
    }
    if ((is_due || before == BEFORE_TITLE) && personal_tail_at(t, i, before >= BEFORE_ROLE, ret)) {
        return true;
    }
    if (i == 0 && before >= BEFORE_ROLE && !w->s->head_is_line &&
        personal_whole_at(t, surnames, ret)) {
        return true;
    }
    if (!is_word) {
        return false;
    }
    if (i == 0 && is_in_column(w->s, before) && personal_unlisted_at(t, i, ret) &&
        ret->end == t->n) {
        return true;
    }
    if (before >= BEFORE_ROLE && personal_is_behind_part(t, i) && personal_unlisted_at(t, i, ret) &&
        (before >= BEFORE_COLON || ret->end == t->n)) {
        return true;
    }
    if ((i == 0 || before == BEFORE_OF) && personal_unlisted_at(t, i, ret) &&
        (personal_is_before_number(t, ret->end) || is_last_of_charge(t, ret))) {
        return true;
    }
    return personal_given_at(t, i, ret) ||
           ((i == 0 || t->u[i - 1] != 0x304A) && personal_unknown_at(t, i, ret)) || /* お */
           personal_titled_at(t, i, is_listed || before == BEFORE_SPEAKER, ret);
}

/* 林部長 is no 林部 長: a family name and a title that goes on to the end of that reading. */
static bool find_before_title(const struct personal_walk *w, size_t i, enum personal_before before,
                              uint32_t surnames, size_t end, struct personal_name *ret)
{
    const struct personal_text *t = w->t;

    for (size_t n = 1; n <= PERSONAL_MAX_UNKNOWN && i + n < end; n++) {
        size_t past;

        if ((surnames >> n & 1) == 0 || personal_is_noun(t->u + i, n + 1) ||
            personal_after_word(t, i + n, &past) < AFTER_RANK || past < end) {
            continue;
        }
        *ret = (struct personal_name){.beg = i,
                                      .end = i + n,
                                      .surname = n,
                                      .surname_flags = personal_word(t->u + i, n),
                                      .is_known = true,
                                      .after = personal_after_word(t, i + n, &past),
                                      .past = past};
        return personal_is_surname_accepted(w, ret, before);
    }
    return false;
}

/* The given name of somebody who was named in full, as a word for itself: 公彦が取得する. */
static bool is_known_given(const struct personal_walk *w, size_t i, struct personal_name *ret)
{
    const struct personal_text *t = w->t;
    size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_MAX_UNKNOWN + 1);
    size_t past;

    if (w->s->known == NULL || w->s->known->n == 0 || end < i + 2 ||
        end - i > PERSONAL_MAX_UNKNOWN || !personal_begins_word(t, i) ||
        (personal_word(t->u + i, end - i) & (WORD_SURNAME | WORD_PLACE)) != 0 ||
        !personal_is_remembered(w->s, i, end) || personal_is_noun(t->u + i, end - i)) {
        return false;
    }
    enum personal_after after = personal_after_at(t, end, &past);

    *ret = (struct personal_name){
        .beg = i, .end = end, .surname = end - i, .after = after, .past = past};
    return after >= AFTER_PARTICLE;
}

/* The bytes that the blanks between two units had in the text. */
static size_t gap_bytes(const struct personal_text *t, size_t beg, size_t end)
{
    return t->folded.src[t->at[end]] - t->folded.src[t->at[beg]];
}

/*
 * 粟野　安村　堂本: a family name, and another one behind a gap as wide as the next; no family and given
 * name. Such a given name is no family name, or its gap is narrower.
 */
static bool is_in_even_row(const struct personal_text *t, size_t i)
{
    size_t end = personal_run_end(t, i, CHAR_KANJI, PERSONAL_MAX_UNKNOWN);
    size_t next = personal_run_end(t, end, CHAR_SPACE, PERSONAL_MAX_SPACES);
    size_t past = next > end ? personal_run_end(t, next, CHAR_KANJI, PERSONAL_WORD_MAX) : next;
    size_t last = personal_run_end(t, past, CHAR_SPACE, PERSONAL_MAX_SPACES);

    if (past == next || past - next > PERSONAL_MAX_UNKNOWN) {
        return false;
    }
    uint32_t flags = personal_word(t->u + next, past - next);
    bool is_family = (flags & (WORD_SURNAME | WORD_GIVEN | WORD_RARE_GIVEN)) == WORD_SURNAME;
    bool is_even_behind = last > past && personal_is_class(t, last, CHAR_KANJI) &&
                          gap_bytes(t, past, last) == gap_bytes(t, end, next);
    bool is_even_before = i >= 2 && t->classes[i - 1] == CHAR_SPACE &&
                          t->classes[i - 2] == CHAR_KANJI &&
                          gap_bytes(t, i - 1, i) == gap_bytes(t, end, next);

    return is_family && (is_even_behind || is_even_before) &&
           (personal_word(t->u + i, end - i) & WORD_SURNAME) != 0;
}

/* 小鳥遊 翔: what reads like both parts of a name is a rare family name before a gap. */
static bool is_first_half(const struct personal_text *t, const struct personal_name *x)
{
    return x->is_full && !x->is_spaced && x->end - x->beg <= PERSONAL_MAX_UNKNOWN &&
           personal_is_class(t, x->end, CHAR_SPACE) &&
           personal_is_rare_surname(t->u + x->beg, x->end - x->beg) &&
           !personal_is_noun(t->u + x->beg, x->end - x->beg);
}

/* The name that begins at `i`, with what is said before it. */
static bool find_name(struct personal_walk *w, size_t i, enum personal_before before,
                      struct personal_name *ret)
{
    const struct personal_text *t = w->t;
    struct personal_name read;
    struct personal_name x;

    if (stands_for_another(t, i)) {
        return false;
    }
    if (is_column_of_parts(w->s) && i == 0) {
        *ret = (struct personal_name){.end = t->n, .past = t->n};
        return true;
    }
    if (t->classes[i] == CHAR_KATAKANA || t->classes[i] == CHAR_HIRAGANA) {
        if ((personal_kana_at(t, i, ret) && personal_is_kana_accepted(w, ret, before)) ||
            (t->classes[i] == CHAR_KATAKANA && personal_pair_at(t, i, ret) &&
             t->classes[ret->end - 1] == CHAR_KANJI && personal_begins_word(t, i) &&
             (personal_is_like_pair(t, ret) || /* ブラウン 沙羅 */
              (before == BEFORE_STRONG && (ret->surname_flags & WORD_KANA_SURNAME) != 0)))) {
            return true;
        }
        if (t->classes[i] == CHAR_KATAKANA) {
            personal_suspect(w, i, NULL);
        }
        return false;
    }
    uint32_t surnames = personal_surnames_at(t, i);
    bool is_even = is_in_even_row(t, i);
    bool is_read = personal_name_at(t, i, surnames, &read);

    if (is_read && is_even && read.is_full && read.is_spaced) {
        read.is_full = read.is_spaced = false;
        read.end = read.past = i + read.surname;
        read.after = AFTER_EDGE;
    }
    if (is_read && is_first_half(t, &read) && personal_pair_at(t, i, &x) &&
        x.surname == read.end - i && is_pair_accepted(w, &x, before)) {
        *ret = x;
        return true;
    }
    if (is_read) {
        x = read;
        if (is_cue(t, &x)) {
            return false; /* 使者・代理人 */
        }
        if (x.is_full ? personal_is_full_accepted(w, &x, before)
                      : personal_is_surname_accepted(w, &x, before)) {
            *ret = x;
            return true;
        }
        if (x.is_full && !x.is_spaced && find_before_title(w, i, before, surnames, x.end, ret)) {
            return true;
        }
    }
    if (surnames > 1u << 1 && personal_begins_word(t, i) &&
        find_before_long_title(w, i, before, surnames, ret)) {
        return true;
    }
    if ((!is_even && personal_pair_at(t, i, &x) && is_pair_accepted(w, &x, before)) ||
        (!is_even &&
         (personal_begins_word(t, i) ||
          (before >= BEFORE_TITLE && personal_is_behind_relative(t, i))) &&
         personal_likely_at(w, i, before, &x)) ||
        find_half_known(w, i, before, surnames, &x) ||
        (personal_begins_word(t, i) && personal_read_at(t, i, surnames, &x)) ||
        (personal_begins_word(t, i) && personal_lone_at(w, i, before, surnames, &x))) {
        *ret = x;
        return true;
    }
    if (is_known_given(w, i, ret) || personal_single_at(w, i, before, ret)) {
        return true;
    }
    personal_suspect(w, i, is_read && !read.is_full ? &read : NULL);
    return false;
}

/* 秦繁(はた, 黄美玲 <…, 谷修 080-…: a short word of kanji, and what stands behind names. */
static bool is_before_sign_of_person(const struct personal_text *t, size_t i, size_t end)
{
    enum { LEAST = 2, MOST = 4 };

    if (end - i < LEAST || end - i > MOST || end >= t->n || t->classes[end] == CHAR_HIRAGANA) {
        return false;
    }
    size_t next = personal_run_end(t, end, CHAR_SPACE, PERSONAL_MAX_SPACES);

    return next < t->n &&
           (t->u[next] == '<' || (t->u[end] == ':' && personal_begins_row(t, i)) ||
            (t->classes[next] == CHAR_DIGIT && next > end) ||
            (t->classes[next] == CHAR_OPEN && personal_is_class(t, next + 1, CHAR_HIRAGANA)));
}

/* 事業を, 計画、: a word of the dictionary and no family name, in a sentence. */
static bool is_plain_noun(const struct personal_text *t, size_t i, size_t end)
{
    enum { MOST = 4 };

    return end - i >= 2 && end - i <= MOST && end < t->n &&
           (t->classes[end] == CHAR_HIRAGANA || t->classes[end] == CHAR_COMMA ||
            t->classes[end] == CHAR_STOP) &&
           (t->wakes[end] & PERSONAL_WAKE_CUE) == 0 && personal_is_noun(t->u + i, end - i) &&
           (personal_word(t->u + i, end - i) & (WORD_SURNAME | WORD_GIVEN)) == 0;
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
        return !is_plain_noun(t, i, end);
    }
    if (end - i <= NEAR && personal_is_class(t, end, CHAR_SPACE)) {
        return true;
    }
    if (is_before_sign_of_person(t, i, end)) {
        return true;
    }
    for (size_t k = i + 1; k < t->n && k <= end && k - i <= NEAR; k++) {
        if ((t->wakes[k] & PERSONAL_WAKE_CUE) != 0 && personal_may_begin_cue(t, k)) {
            return true;
        }
    }
    if (personal_is_unit(t, i + 1, ':') || personal_is_joined_to_number(t, end)) {
        return true;
    }
    /* 09:30 秦(…) */
    if (end == i + 1 && i >= 2 && t->classes[i - 1] == CHAR_SPACE &&
        t->classes[i - 2] == CHAR_DIGIT && (end == t->n || t->classes[end] == CHAR_OPEN)) {
        return (personal_word(t->u + i, 1) & WORD_SURNAME) != 0;
    }
    if (end == i + 1 && end < t->n && t->classes[end] == CHAR_HIRAGANA) {
        static const uint16_t particles[] = {0x304C, 0x306F, 0x3068,
                                             0x3082, 0x307E, 0x304B}; /* が は と も まで から */

        return personal_is_one_of(t->u[end], particles, COUNT(particles)) &&
               (personal_word(t->u + i, 1) & WORD_SURNAME) != 0; /* 梶が, 槙と再訪 */
    }
    return i + 2 < t->n && personal_may_be_given(t->u + i + 1) &&
           (personal_word(t->u + i, 1) & WORD_SURNAME) != 0;
}

size_t personal_take_name(struct personal_walk *w, size_t i)
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
    struct personal_name full;

    if (by_head) {
        before = (w->s->head_flags & WORD_STRONG) != 0 ? BEFORE_STRONG : BEFORE_COLON;
    }
    if (!find_name(w, i, before, &x) ||
        (before == BEFORE_ROLE && personal_begins_title_of_talk(w->t, &x))) {
        return 0;
    }
    /* The line before says something of a line that is a name, not of one that begins like one. */
    if (by_head && w->s->head_is_line &&
        personal_run_end(w->t, x.past, CHAR_SPACE, w->t->n) < w->t->n &&
        !find_name(w, i, BEFORE_NOTHING, &x)) {
        return 0;
    }
    /* 劉 暁東, 小鳥遊 喜代: the half that is known is not all. */
    if (!x.is_full && !x.is_kana && x.end < w->t->n && w->t->classes[x.end] == CHAR_SPACE &&
        personal_likely_at(w, i, before, &full) && full.is_spaced && full.end > x.end) {
        x = full;
    }
    return personal_accept(w, &x);
}
