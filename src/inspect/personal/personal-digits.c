/*
 * Digits with their separators, taken as one number of groups as far as one can go on. A blank may
 * be part of a number or lie between two; more than one lie between two.
 */
#include "inspect/personal/personal-number.h"

/*
 * Bytes of one separator between groups of a number, or 0: -, ー, brackets, one blank. More blanks
 * lie between two numbers.
 */
static size_t separator(struct str s, size_t at)
{
    size_t n = 0;

    while (n < 3 && at + n < s.n && s.p[at + n] != '\0' && memchr("-() ", s.p[at + n], 4) != NULL) {
        if (n > 0 && s.p[at + n] == ' ' && s.p[at + n - 1] == ' ') {
            return 0;
        }
        n++;
    }
    if (n == 0 && str_at(s, at, STR("ー"))) {
        n = 3;
    }
    if (n == 2 && s.p[at] == ' ' && s.p[at + 1] == '-') {
        return 0; /* a sign, no hyphen */
    }
    return n > 0 && at + n < s.n && personal_is_digit(s.p[at + n]) ? n : 0;
}

/* 080-…: two numbers with a slash between them, no date. */
static bool begins_area_code(struct str s, size_t at)
{
    enum { LEAST = 2, MOST = 5 };
    size_t end = at;

    while (end < s.n && personal_is_digit(s.p[end])) {
        end++;
    }
    return s.p[at] == '0' && end >= at + LEAST && end <= at + MOST && end < s.n &&
           (s.p[end] == '-' || s.p[end] == '(');
}

/* What stands before the first digit says that this is the end of something else. */
static void look_before(struct str s, size_t at, struct personal_number *x)
{
    x->has_plus = at > 0 && s.p[at - 1] == '+';
    x->is_assigned = at > 0 && s.p[at - 1] == '=';
    if (at > 0 && (personal_is_latin(s.p[at - 1]) || s.p[at - 1] == '-')) {
        struct str label = str_sub(s, at > 3 ? at - 3 : 0, at);

        x->is_joined = at < 3 || personal_last_word(label, "tel|fax") < 0;
    }
    x->is_broken = (at > 0 && memchr("_\\,#%", s.p[at - 1], 5) != NULL) ||
                   (at > 1 && s.p[at - 1] == '.' && !personal_is_latin(s.p[at - 2]) &&
                    (unsigned char)s.p[at - 2] < 0x80) ||
                   (at > 1 && s.p[at - 1] == '/' && personal_is_digit(s.p[at - 2]) &&
                    !begins_area_code(s, at));
}

/* Whether the digits that end at `at` go on as something else: 1234,567, 12.5, 12_a, 2031/5/8. */
static bool is_cut_at(struct str s, size_t at)
{
    if (at >= s.n) {
        return false;
    }
    bool is_before_digit = at + 1 < s.n && personal_is_digit(s.p[at + 1]);

    return s.p[at] == '_' || (s.p[at] == '.' && is_before_digit) ||
           (s.p[at] == ',' && is_before_digit && at + 4 <= s.n && personal_is_digit(s.p[at + 2]) &&
            personal_is_digit(s.p[at + 3]));
}

/* The next digits; false: there are more than a number has. */
static bool take_group(struct str s, size_t *at, struct personal_number *x)
{
    size_t end = *at;

    while (end < s.n && personal_is_digit(s.p[end])) {
        end++;
    }
    size_t digits = end - *at;

    if (x->group_count == PERSONAL_MAX_GROUPS || digits > PERSONAL_MAX_DIGITS - x->n) {
        *at = end;
        return false;
    }
    for (; *at < end; (*at)++) {
        x->digits[x->n++] = (uint8_t)(s.p[*at] - '0');
    }
    x->groups[x->group_count++] = (uint8_t)digits;
    x->end = end;
    return true;
}

struct personal_number personal_number_first(struct str s, const struct personal_number *x,
                                             size_t groups)
{
    struct personal_number part = *x;
    size_t digits = 0;

    part.n = 0;
    part.is_cut = false;
    part.piece_groups = 0;
    part.group_count = groups;
    for (size_t i = 0; i < groups; i++) {
        part.n += x->groups[i];
    }
    part.end = x->beg;
    while (digits < part.n) {
        digits += personal_is_digit(s.p[part.end]);
        part.end++;
    }
    return part;
}

/* Whether a number that begins like this may have blanks between its groups: a telephone, an
 * individual number, a card or pension, the sign of the post bank. */
static bool may_have_blanks(const struct personal_number *x)
{
    return x->has_plus || x->digits[0] == 0 || x->groups[0] == 4 ||
           (x->groups[0] == 5 && x->digits[0] == 1 && x->digits[4] == 0);
}

void personal_number_take(struct str s, size_t at, struct personal_number *ret)
{
    *ret = (struct personal_number){.beg = at};
    look_before(s, at, ret);
    while (take_group(s, &at, ret)) {
        size_t n = separator(s, at);
        bool is_blank = n == 1 && s.p[at] == ' ';

        if (n == 0) {
            ret->is_cut = is_cut_at(s, at);
            return;
        }
        if (is_blank && !may_have_blanks(ret)) {
            return;
        }
        if (is_blank && ret->piece_groups == 0) {
            ret->piece_groups = ret->group_count;
        }
        at += n;
    }
    if (ret->piece_groups > 0) {
        *ret = personal_number_first(s, ret, ret->piece_groups);
    } else {
        ret->is_cut = true;
        ret->end = at;
    }
}
