/*
 * What is done with words that are a name: they are told, with the reading and the age that stand
 * beside them; the family name is remembered for the rest of the file; and where a list of names
 * may go on, the next one is due.
 */
#include "inspect/personal/personal-walk.h"

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

void personal_expect_next(struct personal_walk *w, size_t i)
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
    w->is_list_of_names = true;
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

bool personal_ends_reading(const struct personal_text *t, size_t i)
{
    i = personal_run_end(t, i, CHAR_SPACE, 1);
    return personal_is_class(t, i, CHAR_CLOSE) || personal_is_unit(t, i, '/') ||
           personal_is_class(t, i, CHAR_COMMA);
}

/* / Oki Tsuyoshi behind the kana, up to the bracket: the same in Latin letters. */
static void take_latin_reading(struct personal_walk *w, size_t i)
{
    enum { MOST = 40 };
    const struct personal_text *t = w->t;
    size_t beg = personal_run_end(t, i + 1, CHAR_SPACE, 1);
    size_t middle = personal_run_end(t, beg, CHAR_LATIN, MOST);
    size_t end = personal_run_end(t, middle + 1, CHAR_LATIN, MOST);

    if (personal_is_unit(t, i, '/') && middle > beg && end > middle + 1 &&
        personal_is_class(t, middle, CHAR_SPACE) && personal_is_class(t, end, CHAR_CLOSE)) {
        personal_hit_units(w->s, "PII-305", beg, end);
    }
}

/* The reading in brackets behind a name: 綿貫昌平(わたぬき しょうへい); past it, or `i`. */
static size_t take_reading(struct personal_walk *w, size_t i, bool is_full)
{
    enum { LEAST = 4, MOST = 10 }; /* of one without a blank: かこれん */
    const struct personal_text *t = w->t;
    size_t mark = personal_is_unit(t, i, '*') && personal_is_unit(t, i + 1, '*') ? i + 2 : i;
    size_t open = personal_run_end(t, mark, CHAR_SPACE, PERSONAL_MAX_SPACES);
    size_t beg = open + 1;
    struct personal_name x;

    if (!personal_is_class(t, open, CHAR_OPEN) || beg >= t->n ||
        (t->classes[beg] != CHAR_HIRAGANA && t->classes[beg] != CHAR_KATAKANA)) {
        return i;
    }
    size_t end = personal_run_end(t, beg, (enum char_class)t->classes[beg], MOST + 1);
    bool is_one = is_full && end - beg >= LEAST && end - beg <= MOST &&
                  personal_is_class(t, end, CHAR_CLOSE) &&
                  !personal_is_noun(t->u + beg, end - beg) &&
                  (personal_word(t->u + beg, end - beg) & WORD_NEVER) == 0;

    if (!is_one) {
        if (!personal_kana_at(t, beg, &x) || !x.is_full) {
            return i;
        }
        end = x.end;
    }
    if (!personal_ends_reading(t, end)) {
        return i;
    }
    personal_hit_units(w->s, "PII-305", beg, end);
    take_latin_reading(w, personal_run_end(t, end, CHAR_SPACE, 1));
    return end + personal_is_class(t, end, CHAR_CLOSE);
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
    } else if (x->is_kana && !x->is_full && s->text.classes[x->beg] == CHAR_KATAKANA) {
        personal_remember(s, x->beg, x->end);
    } else if (!x->is_kana) {
        size_t given = personal_run_end(&s->text, x->beg + x->surname, CHAR_SPACE, SIZE_MAX);

        personal_remember(s, x->beg, x->beg + x->surname);
        if (x->is_full && x->surname > 0 && x->end >= given + 2 &&
            (x->given_flags & (WORD_SURNAME | WORD_PLACE | WORD_COMMON_GIVEN)) == 0) {
            personal_remember(s, given, x->end);
        }
    }
}

/* 李 承佑, 寺井 Alan 亮 in a cell of names: whatever stands behind the family name; its end, or 0. */
static size_t rest_of_cell(const struct personal_scan *s, size_t i)
{
    enum { MOST = 16, MOST_PARTS = 2 };
    const uint32_t cues =
        WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG | WORD_HONOUR | WORD_END | WORD_FIRM;
    const struct personal_text *t = &s->text;
    size_t parts = 0;

    if ((!s->head_is_names && !s->head_is_part) || s->head_is_line || t->n > MOST) {
        return 0;
    }
    while (i < t->n && t->classes[i] == CHAR_SPACE) {
        size_t beg = personal_run_end(t, i, CHAR_SPACE, PERSONAL_MAX_SPACES);
        enum char_class class = beg < t->n ? (enum char_class)t->classes[beg] : CHAR_NONE;

        i = personal_run_end(t, beg, class, t->n);
        if (++parts > MOST_PARTS || i == beg || (personal_word(t->u + beg, i - beg) & cues) != 0 ||
            (class == CHAR_KANJI ? i - beg > PERSONAL_MAX_UNKNOWN
                                 : class != CHAR_LATIN || parts == MOST_PARTS)) {
            return 0;
        }
    }
    return i == t->n && t->classes[i - 1] == CHAR_KANJI ? i : 0;
}

/* 柏木 エリカ: a given name in katakana behind the family name; its end, or 0. */
static size_t kana_given_end(const struct personal_text *t, size_t beg)
{
    size_t end = personal_run_end(t, beg, CHAR_KATAKANA, PERSONAL_WORD_MAX);
    bool is_apart = end >= t->n || t->classes[end] == CHAR_SPACE || t->classes[end] == CHAR_OPEN ||
                    t->classes[end] == CHAR_CLOSE || t->classes[end] == CHAR_COMMA;

    return end > beg + 1 && is_apart &&
                   (personal_word(t->u + beg, end - beg) & WORD_KANA_GIVEN) != 0
               ? end
               : 0;
}

/* 二木 蒼真: a word behind the family name that the dictionaries do not have; its end, or 0. */
static size_t unknown_given_end(const struct personal_walk *w, const struct personal_name *x)
{
    const struct personal_scan *s = w->s;
    const struct personal_text *t = &s->text;
    const uint32_t harmless = WORD_GIVEN | WORD_GIVEN_PART | WORD_SURNAME_PART | WORD_RARE_GIVEN;
    size_t beg = x->end + 1;
    size_t end = personal_run_end(t, MIN(beg, t->n), CHAR_KANJI, PERSONAL_MAX_UNKNOWN + 1);

    if (x->is_full || x->is_kana || x->end >= t->n || t->classes[x->end] != CHAR_SPACE) {
        return 0;
    }
    size_t rest = rest_of_cell(s, x->end);

    if (rest > 0) {
        return rest;
    }
    if (personal_is_class(t, beg, CHAR_KATAKANA)) {
        return kana_given_end(t, beg);
    }
    if (x->is_full || x->is_kana || x->surname < 2 || x->after != AFTER_EDGE || beg >= t->n ||
        t->classes[x->end] != CHAR_SPACE || end < beg + 2 || end - beg > PERSONAL_MAX_UNKNOWN ||
        (end < t->n && t->classes[end] != CHAR_SPACE && t->classes[end] != CHAR_OPEN) ||
        (personal_word(t->u + beg, end - beg) & ~harmless) != 0) {
        return 0;
    }
    bool is_announced = w->due == x->beg && w->before >= BEFORE_ROLE && end == t->n;

    for (size_t i = beg; i < end && !is_announced; i++) { /* 承認者 辻本 蔵人 */
        if ((personal_word(t->u + i, 1) & (WORD_GIVEN_PART | WORD_RARE_GIVEN)) == 0) {
            return 0;
        }
    }
    return personal_is_noun(t->u + beg, end - beg) ||
                   personal_is_rare_surname(t->u + beg, end - beg)
               ? 0
               : end;
}

size_t personal_accept(struct personal_walk *w, const struct personal_name *found)
{
    struct personal_name read = *found;
    const struct personal_name *x = &read;
    if (personal_is_of_thing(w->t, x)) {
        return 0;
    }
    size_t given = unknown_given_end(w, x);

    if (given > 0) {
        read.end = read.past = given;
    }
    personal_hit_units(w->s, "PII-305", x->beg, x->end);
    read.past = take_reading(w, x->past, x->is_full);
    take_age(w->s, x);
    personal_expect_next(w, x->past);
    remember(w->s, x);
    return x->past;
}
