/*
 * Mail addresses, with "@" or with one of the words and signs that people write for it. Addresses
 * of the domains that are kept for examples are told too: texts that look like real ones use them;
 * not those that a form has for somebody to write his own over.
 */
#include "inspect/personal/personal.h"
#include "inspect/personal/personal-number.h"

static bool is_mail_character(char c)
{
    return personal_is_digit(c) || personal_is_latin(c) || memchr("._%+-", c, 5) != NULL;
}

static bool is_for_examples(struct str host)
{
    return str_starts(host, STR("example")) || str_has(host, STR(".example"));
}

/* A form's place for an address, nobody's: user@example.com, one letter again and again. */
static bool is_placeholder(struct str local, struct str host)
{
    static const struct str words[] = {
        STR_IN_TABLE("user"),    STR_IN_TABLE("username"), STR_IN_TABLE("name"),
        STR_IN_TABLE("address"), STR_IN_TABLE("mail"),     STR_IN_TABLE("email"),
        STR_IN_TABLE("sample"),  STR_IN_TABLE("example"),  STR_IN_TABLE("foo"),
        STR_IN_TABLE("bar"),     STR_IN_TABLE("hoge"),     STR_IN_TABLE("test"),
        STR_IN_TABLE("abc"),     STR_IN_TABLE("account"),  STR_IN_TABLE("someone")};
    size_t same = 1;

    while (same < local.n && (local.p[same] | 32) == (local.p[0] | 32)) {
        same++;
    }
    if (same == local.n && (local.n >= 3 || (local.p[0] | 32) == 'x')) {
        return true;
    }
    if (str_starts(local, STR("your"))) {
        return is_for_examples(host);
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(local, words[i])) {
            return is_for_examples(host);
        }
    }
    return false;
}

/* 例：…, … のように入力する: words around an address that make it a pattern. */
static bool is_pattern(struct str before, struct str rest)
{
    static const struct str words[] = {
        STR_IN_TABLE("のよう"),  STR_IN_TABLE("と入力"),  STR_IN_TABLE("と記入"),
        STR_IN_TABLE("の形式"),  STR_IN_TABLE("の形で"),  STR_IN_TABLE("(記入例"),
        STR_IN_TABLE("(入力例"), STR_IN_TABLE("(記載例"), STR_IN_TABLE("といった")};

    while (before.n > 0 && memchr(" :)(", before.p[before.n - 1], 4) != NULL) {
        before.n--;
    }
    if (str_ends(before, STR("例")) || str_ends(before, STR("見本"))) {
        return true;
    }
    rest = str_sub(rest, skip_spaces(rest, 0), rest.n);
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_starts(rest, words[i])) {
            return true;
        }
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
    if (!is_placeholder(str_sub(t, beg, at), host) &&
        !(is_for_examples(host) && is_pattern(str_sub(t, 0, beg), str_sub(t, end, t.n)))) {
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

/* Past the part of a name that begins at `at`. */
static size_t part_end(struct str t, size_t at)
{
    while (at < t.n &&
           (personal_is_digit(t.p[at]) || personal_is_latin(t.p[at]) || t.p[at] == '-')) {
        at++;
    }
    return at;
}

void personal_take_spelled_mail(struct personal_scan *s)
{
    static const struct str dot = STR_IN_TABLE(" dot ");
    struct str t = s->text.folded.s;

    for (ptrdiff_t found = str_find(t, dot, 0); found >= 0;) {
        size_t host = (size_t)found;
        size_t end = (size_t)found;

        while (host > 0 && part_end(t, host - 1) > host - 1 && t.p[host - 1] != ' ') {
            host--;
        }
        while (str_at(t, end, dot) && part_end(t, end + dot.n) > end + dot.n) {
            end = part_end(t, end + dot.n);
        }
        size_t beg = host >= 4 && str_at(t, host - 4, STR(" at ")) ? host - 4 : 0;
        size_t at = beg;

        while (beg > 0 && is_mail_character(t.p[beg - 1])) {
            beg--;
        }
        if (beg < at && end > (size_t)found) {
            personal_hit(s, "PII-303", beg, end);
        }
        found = str_find(t, dot, MAX(end, (size_t)found + 1));
    }
}

bool personal_ends_in_cut_mail(struct str text)
{
    static const struct str whole[] = {STR_IN_TABLE("jp"),  STR_IN_TABLE("com"),
                                       STR_IN_TABLE("net"), STR_IN_TABLE("org"),
                                       STR_IN_TABLE("edu"), STR_IN_TABLE("info")};
    size_t beg = text.n, at = text.n;

    while (beg > 0 && (personal_is_latin(text.p[beg - 1]) || personal_is_digit(text.p[beg - 1]) ||
                       memchr("@._-+", text.p[beg - 1], 5) != NULL)) {
        beg--;
    }
    while (at > beg && text.p[at - 1] != '@' && text.p[at - 1] != '.') {
        at--;
    }
    struct str last = str_sub(text, at, text.n);

    for (size_t i = 0; i < COUNT(whole); i++) {
        if (str_eq(last, whole[i])) {
            return false;
        }
    }
    return at > beg + 1 && str_has(str_sub(text, beg, at), STR("@"));
}
