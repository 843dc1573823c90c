/*
 * Mail addresses: around an "@", or around one of the words and signs that are written for it.
 */
#include "inspect/personal-scan.h"

static bool is_mail_character(char c)
{
    return personal_is_digit(c) || personal_is_latin(c) || memchr("._%+-", c, 5) != NULL;
}

/* RFC 2606, and what JPRS keeps for examples: a part of the name that is one of these words. */
static bool is_for_examples(struct str host)
{
    static const struct str words[] = {STR_IN_TABLE("example"), STR_IN_TABLE("invalid"),
                                       STR_IN_TABLE("test"), STR_IN_TABLE("localhost")};

    for (size_t beg = 0; beg < host.n;) {
        const char *dot = memchr(host.p + beg, '.', host.n - beg);
        size_t end = dot == NULL ? host.n : (size_t)(dot - host.p);
        struct str part = str_sub(host, beg, end);

        for (size_t i = 0; i < COUNT(words); i++) {
            if (str_eq(part, words[i]) && (i == 0 || end == host.n)) {
                return true;
            }
        }
        if (str_starts(part, words[0]) && part.n == words[0].n + 1 &&
            personal_is_digit(part.p[part.n - 1])) {
            return true; /* example1.jp */
        }
        beg = end + 1;
    }
    return false;
}

/* The address whose "@" is the bytes from `at` to `past`. */
static void take_mail_around(struct personal_scan *s, size_t at, size_t past)
{
    struct str t = s->text.folded.s;
    size_t beg = at;
    size_t end = past;
    size_t last_dot = 0;

    while (beg > 0 && at - beg < 64 && is_mail_character(t.p[beg - 1])) {
        beg--;
    }
    while (end < t.n && end - past < 255 &&
           (personal_is_digit(t.p[end]) || personal_is_latin(t.p[end]) || t.p[end] == '-' ||
            t.p[end] == '.')) {
        if (t.p[end] == '.') {
            last_dot = end;
        }
        end++;
    }
    while (end > past && (t.p[end - 1] == '.' || t.p[end - 1] == '-')) {
        end--;
    }
    if (last_dot >= end) {
        last_dot = (size_t)MAX(str_rfind(str_sub(t, 0, end), STR(".")), 0);
    }
    struct str host = str_sub(t, past, end);

    if (beg == at || last_dot < past || last_dot + 2 >= end ||
        !personal_is_latin(t.p[last_dot + 1])) {
        return;
    }
    if (!is_for_examples(host)) {
        personal_hit(s, "PII-303", beg, end);
    }
}

void personal_take_mail(struct personal_scan *s, size_t at)
{
    static const struct str words[] = {STR_IN_TABLE("@"),
                                       STR_IN_TABLE("[at]"),
                                       STR_IN_TABLE("(at)"),
                                       STR_IN_TABLE("<at>"),
                                       STR_IN_TABLE("{at}"),
                                       STR_IN_TABLE("[AT]"),
                                       STR_IN_TABLE("(AT)"),
                                       STR_IN_TABLE("(a)"),
                                       STR_IN_TABLE("[アット]"),
                                       STR_IN_TABLE("[アットマーク]"),
                                       STR_IN_TABLE("(アットマーク)"),
                                       STR_IN_TABLE("[at]"),
                                       STR_IN_TABLE("[a]"),
                                       STR_IN_TABLE("<アットマーク>"),
                                       STR_IN_TABLE("<アット>"),
                                       STR_IN_TABLE("(アット)"),
                                       STR_IN_TABLE("_at_"),
                                       STR_IN_TABLE("★"),
                                       STR_IN_TABLE("☆"),
                                       STR_IN_TABLE("●"),
                                       STR_IN_TABLE("◎"),
                                       STR_IN_TABLE("■")};
    struct str t = s->text.folded.s;

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_at(t, at, words[i])) {
            bool has_gap = words[i].n > 1 && at > 1 && t.p[at - 1] == ' ' &&
                           is_mail_character(t.p[at - 2]) &&
                           (t.p[at] == '(' || t.p[at] == '[' || t.p[at] == '<');

            take_mail_around(s, at - has_gap, skip_spaces(t, at + words[i].n));
            return;
        }
    }
}
