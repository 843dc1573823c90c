/*
 * Ages: those of people who are named, or who a column or label speaks of; not those of groups, on
 * average, or as bounds.
 */
#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-number.h"

enum {
    WORD_BYTES = 60, /* between a name and the age of the person */
    LEAST_AGE = 1,
    MOST_AGE = 120,
};

size_t personal_age_number(struct str s, size_t at)
{
    unsigned value = 0;
    size_t end = at;

    while (end < s.n && end - at < 4 && personal_is_digit(s.p[end])) {
        value = value * 10 + (unsigned)(s.p[end] - '0');
        end++;
    }
    return end > at && value >= LEAST_AGE && value <= MOST_AGE ? end : 0;
}

/* What makes an age that of a group, a bound or an average: behind it, before it. */
static bool is_of_group(struct str t, size_t beg, size_t end)
{
    static const struct str behind[] = {
        STR_IN_TABLE("以"),   STR_IN_TABLE("未満"), STR_IN_TABLE("代"),     STR_IN_TABLE("台"),
        STR_IN_TABLE("から"), STR_IN_TABLE("まで"), STR_IN_TABLE("~"),      STR_IN_TABLE("～"),
        STR_IN_TABLE("〜"),   STR_IN_TABLE("-"),    STR_IN_TABLE("児"),     STR_IN_TABLE("・"),
        STR_IN_TABLE("前後"), STR_IN_TABLE("程度"), STR_IN_TABLE("くらい"), STR_IN_TABLE("人口"),
        STR_IN_TABLE("を超"), STR_IN_TABLE("定年"), STR_IN_TABLE("に達"),   STR_IN_TABLE("時点"),
        STR_IN_TABLE("階級"), STR_IN_TABLE("時の"), STR_IN_TABLE("若"),     STR_IN_TABLE("差"),
        STR_IN_TABLE("年上"), STR_IN_TABLE("年下"), STR_IN_TABLE("より"),   STR_IN_TABLE("下")};
    static const struct str before[] = {
        STR_IN_TABLE("平均"), STR_IN_TABLE("約"),   STR_IN_TABLE("~"),    STR_IN_TABLE("～"),
        STR_IN_TABLE("〜"),   STR_IN_TABLE("-"),    STR_IN_TABLE("年齢"), STR_IN_TABLE("中央値"),
        STR_IN_TABLE("."),    STR_IN_TABLE("寿命"), STR_IN_TABLE("から"), STR_IN_TABLE("・")};

    for (size_t i = 0; i < COUNT(behind); i++) {
        if (str_at(t, end, behind[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(before); i++) {
        if (str_ends(str_sub(t, 0, beg), before[i])) {
            return true;
        }
    }
    return false;
}

/* Whether a name stands within so many bytes before the place, or right behind it. `next` is the
 * first hit that may; places come in ascending order. */
static bool is_near_name(const struct personal_scan *s, uint32_t names, uint32_t *next, size_t beg,
                         size_t end)
{
    const struct personal_hit *x = s->hits.v;

    while (*next < names &&
           (strcmp(x[*next].rule, "PII-305") != 0 || x[*next].end + WORD_BYTES < beg)) {
        ++*next;
    }
    return *next < names &&
           (x[*next].end <= beg || (x[*next].beg >= end && x[*next].beg - end <= 12));
}

/* (34) right behind a name and its honour. */
static void take_bracketed_age(struct personal_scan *s, size_t name_end)
{
    static const struct str honours[] = {
        STR_IN_TABLE("さん"),     STR_IN_TABLE("ちゃん"), STR_IN_TABLE("くん"),
        STR_IN_TABLE("君"),       STR_IN_TABLE("氏"),     STR_IN_TABLE("様"),
        STR_IN_TABLE("容疑者"),   STR_IN_TABLE("被告人"), STR_IN_TABLE("被告"),
        STR_IN_TABLE("受刑者"),   STR_IN_TABLE("選手"),   STR_IN_TABLE("死刑囚"),
        STR_IN_TABLE("元被告"),   STR_IN_TABLE("社長"),   STR_IN_TABLE("会長"),
        STR_IN_TABLE("教授"),     STR_IN_TABLE("議員"),   STR_IN_TABLE("巡査"),
        STR_IN_TABLE("巡査部長"), STR_IN_TABLE("警部補"), STR_IN_TABLE("教諭")};
    struct str t = s->text.folded.s;
    size_t open = name_end;

    for (size_t i = 0; i < COUNT(honours); i++) {
        open = str_at(t, name_end, honours[i]) ? MAX(open, name_end + honours[i].n) : open;
    }
    if (open >= t.n || t.p[open] != '(') {
        return;
    }
    size_t beg = open + 1;

    if (str_at(t, beg, STR("当時")) || str_at(t, beg, STR("享年"))) {
        beg += STR("当時").n;
    }
    beg += str_at(t, beg, STR("満")) ? STR("満").n : 0;
    size_t end = personal_age_number(t, beg);

    if (end == 0 || end >= t.n) {
        return;
    }
    bool has_unit = str_at(t, end, STR("歳")) || str_at(t, end, STR("才"));
    bool is_closed = t.p[end] == ')' || t.p[end] == '=' || str_at(t, end, STR("、"));

    if (has_unit || (is_closed && end - beg == 2)) {
        personal_hit(s, "PII-306", beg, has_unit ? end + 3 : end);
    }
}

/* A number of kanji that ends at `end`, two of them or three. */
static bool kanji_age(struct str s, size_t end, size_t *ret_beg)
{
    enum { LEAST = 2 * 3, MOST = 3 * 3 };
    size_t beg = end;

    while (beg >= 3 && end - beg < MOST && personal_kanji_number(s, beg - 3) >= end - (beg - 3)) {
        beg -= 3;
    }
    *ret_beg = beg;
    return end - beg >= LEAST;
}

void personal_take_ages(struct personal_scan *s)
{
    static const struct str sign = STR_IN_TABLE("歳");
    struct str t = s->text.folded.s;
    uint32_t names = s->hits.n;
    uint32_t next = 0;

    for (uint32_t i = 0; i < names; i++) {
        if (strcmp(s->hits.v[i].rule, "PII-305") == 0) {
            take_bracketed_age(s, s->hits.v[i].end);
        }
    }
    bool is_of_people = s->known != NULL && s->known->n > 0; /* the file so far */

    if (names == 0 && !s->is_beside_person && !is_of_people) {
        return;
    }
    for (ptrdiff_t at = str_find(t, sign, 0); at >= 0; at = str_find(t, sign, (size_t)at + 1)) {
        size_t end = (size_t)at;
        size_t beg = end;

        while (beg > 0 && personal_is_digit(t.p[beg - 1])) {
            beg--;
        }
        bool is_kanji = beg == end && kanji_age(t, end, &beg); /* 八十一歳 */

        if (end - beg == 0 ||
            (!is_kanji && (end - beg > 3 || personal_age_number(t, beg) != end)) ||
            is_of_group(t, beg, end + sign.n)) {
            continue;
        }
        if (is_near_name(s, names, &next, beg, end + sign.n) ||
            (s->is_beside_person && beg <= 30) ||
            (is_of_people && personal_is_labelled(s, beg, "年齢|年令"))) {
            personal_hit(s, "PII-306", beg, end + sign.n);
        }
    }
}

bool personal_is_age_head(struct str head)
{
    return personal_has_word(head, "年齢|年令|満年齢") &&
           !personal_has_word(head,
                              "平均|年齢層|年齢別|年齢階|年齢区分|年齢調|年齢制|人数|割合|比");
}

bool personal_is_age(struct str text)
{
    size_t end = personal_age_number(text, 0);

    return end > 0 && (end == text.n || str_eq(str_sub(text, end, text.n), STR("歳")) ||
                       str_eq(str_sub(text, end, text.n), STR("才")));
}
