/*
 * Fields of mails; see mail-field.h. Which of them say something is a table; those that tell the
 * way of a mail, and the numbers of mails, are looked through for hosts that only a network of
 * its own knows.
 */
#include "inspect/mail-field.h"

#include "inspect/local-path.h"

enum { MAX_FIELD_BYTES = 64 * 1024 };

/* ---- taking them apart ---- */

static size_t line_bytes(struct str s, size_t at)
{
    const char *end = at >= s.n ? NULL : memchr(s.p + at, '\n', s.n - at);

    return end == NULL ? s.n - at : (size_t)(end - s.p) + 1 - at;
}

size_t mail_head_bytes(struct str mail)
{
    size_t at = 0;

    while (at < mail.n && mail.p[at] != '\n' && mail.p[at] != '\r') {
        at += line_bytes(mail, at);
    }
    return at;
}

bool mail_field_next(struct str head, size_t *at, struct mail_field *ret)
{
    while (*at < head.n) {
        size_t beg = *at;
        size_t end = beg + line_bytes(head, beg);

        while (end < head.n && (head.p[end] == ' ' || head.p[end] == '\t')) {
            end += line_bytes(head, end);
        }
        *at = end;
        const char *colon = memchr(head.p + beg, ':', end - beg);

        if (colon != NULL) {
            size_t name_end = (size_t)(colon - head.p);

            *ret = (struct mail_field){
                .name = str_sub(head, beg, name_end),
                .value =
                    str_trim(str_sub(head, name_end + 1, MIN(end, name_end + 1 + MAX_FIELD_BYTES))),
                .beg = beg,
                .end = end};
            return true;
        }
    }
    return false;
}

/* ---- hosts ---- */

static bool is_between_words(char c)
{
    return c <= ' ' || memchr("()[]<>;,=@\"", c, 11) != NULL;
}

/* The next word of a value at or after *at, and *at behind it; empty = none. */
static struct str next_word(struct str value, size_t *at)
{
    size_t beg = *at;

    while (beg < value.n && is_between_words(value.p[beg])) {
        beg++;
    }
    size_t end = beg;

    while (end < value.n && !is_between_words(value.p[end])) {
        end++;
    }
    *at = end;
    return str_sub(value, beg, end);
}

/* An address that is given to machines of a network of its own (RFC 4193, RFC 4291 2.5.6). */
static bool is_inner_address_6(struct str word)
{
    if (str_starts_any_case(word, STR("IPv6:"))) {
        word = str_sub(word, 5, word.n);
    }
    const char *colon = word.n == 0 ? NULL : memchr(word.p, ':', word.n);

    return colon != NULL && colon - word.p == 4 &&
           (str_starts_any_case(word, STR("fe80")) || str_starts_any_case(word, STR("fd")));
}

static bool is_inner_host(struct str word)
{
    return is_inner_address_6(word) ||
           (word.n > 0 && memchr(word.p, '.', word.n) != NULL && !str_starts(word, STR("127.")) &&
            !str_ends(word, STR(".localdomain")) && local_path_is_inner_host(word));
}

/* Names without a dot that say nothing about where a machine is. */
static bool is_nowhere(struct str word)
{
    static const struct str names[] = {STR_IN_TABLE("localhost"), STR_IN_TABLE("unknown"),
                                       STR_IN_TABLE("invalid"), STR_IN_TABLE("mail"),
                                       STR_IN_TABLE("smtp")};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq_any_case(word, names[i])) {
            return true;
        }
    }
    return word.n == 0 || memchr(word.p, '.', word.n) != NULL ||
           memchr(word.p, ':', word.n) != NULL;
}

/*
 * Whether the way of a mail leads through an own network: an address or a name of one, or a machine
 * that is called by a name without a dot ("from PC-12 by …").
 */
static bool has_inner_host(struct str value)
{
    size_t at = 0, counted = 0;
    int depth = 0; /* of remarks in brackets */
    bool is_of_way = false;

    for (struct str word; (word = next_word(value, &at)).n > 0;) {
        for (; counted < at; counted++) {
            depth += (value.p[counted] == '(') - (value.p[counted] == ')');
        }
        if (is_inner_host(word) || (is_of_way && !is_nowhere(word))) {
            return true;
        }
        is_of_way =
            depth == 0 && (str_eq_any_case(word, STR("from")) || str_eq_any_case(word, STR("by")));
    }
    return false;
}

struct str mail_field_next_host(struct str value, struct str last)
{
    size_t from = last.n == 0 ? 0 : (size_t)(last.p - value.p) + last.n;

    for (ptrdiff_t sign = str_find(value, STR("@"), from); sign >= 0;
         sign = str_find(value, STR("@"), (size_t)sign + 1)) {
        size_t at = (size_t)sign;
        struct str host = next_word(value, &at);

        if (is_inner_host(host) || !is_nowhere(host)) {
            return host;
        }
    }
    return (struct str){};
}

/* ---- which say something ---- */

bool mail_field_is_reference(const struct mail_field *field)
{
    static const struct str names[] = {STR_IN_TABLE("Message-ID"), STR_IN_TABLE("In-Reply-To"),
                                       STR_IN_TABLE("References"),
                                       STR_IN_TABLE("Resent-Message-ID")};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq_any_case(field->name, names[i])) {
            return true;
        }
    }
    return false;
}

/* A name, or with a '-' at its end how names begin. */
static bool is_one_of(struct str name, const struct str *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_ends(names[i], STR("-")) ? str_starts_any_case(name, names[i])
                                         : str_eq_any_case(name, names[i])) {
            return true;
        }
    }
    return false;
}

const char *mail_field_rule(const struct mail_field *field, struct str *ret_part)
{
    static const struct str machines[] = {
        STR_IN_TABLE("Bcc"),
        STR_IN_TABLE("Resent-Bcc"),
        STR_IN_TABLE("X-Originating-IP"),
        STR_IN_TABLE("X-Originating-Client"),
        STR_IN_TABLE("X-Sender-IP"),
        STR_IN_TABLE("X-Client-IP"),
        STR_IN_TABLE("X-Remote-IP"),
        STR_IN_TABLE("X-Source-"),
        STR_IN_TABLE("X-ClientProxiedBy"),
        STR_IN_TABLE("X-Authenticated-Sender"),
        STR_IN_TABLE("X-Authenticated-User"),
        STR_IN_TABLE("X-Authentication-Warning"),
        STR_IN_TABLE("X-AuthUser"),
        STR_IN_TABLE("X-PHP-"),
        STR_IN_TABLE("X-MS-Exchange-Organization-"),
        STR_IN_TABLE("X-MS-Exchange-CrossTenant-"),
        STR_IN_TABLE("X-Delivered-To"),
        STR_IN_TABLE("Delivered-To"),
        STR_IN_TABLE("X-Original-To"),
        STR_IN_TABLE("X-Forwarded-"),
        STR_IN_TABLE("Envelope-To"),
    };
    enum { OF_WAY = 2 }; /* the first of them tell the machines it went through */
    static const struct str programs[] = {
        STR_IN_TABLE("Received"),        STR_IN_TABLE("X-Received"),
        STR_IN_TABLE("Received-SPF"),    STR_IN_TABLE("Authentication-Results"),
        STR_IN_TABLE("X-Mailer"),        STR_IN_TABLE("User-Agent"),
        STR_IN_TABLE("X-MimeOLE"),       STR_IN_TABLE("X-MS-Exchange-"),
        STR_IN_TABLE("X-MS-Office365-"), STR_IN_TABLE("X-Forefront-"),
        STR_IN_TABLE("X-Microsoft-"),    STR_IN_TABLE("X-Mozilla-"),
        STR_IN_TABLE("X-Account-"),      STR_IN_TABLE("X-Identity-"),
        STR_IN_TABLE("X-Evolution-"),    STR_IN_TABLE("X-Apple-"),
        STR_IN_TABLE("X-Uniform-"),      STR_IN_TABLE("X-Universally-"),
        STR_IN_TABLE("X-UIDL"),          STR_IN_TABLE("Thread-Index"),
        STR_IN_TABLE("X-Spam-"),         STR_IN_TABLE("X-Virus-"),
    };
    /* What programs show, or treat the mail by. */
    static const struct str shown[] = {STR_IN_TABLE("X-Priority"),
                                       STR_IN_TABLE("X-MSMail-Priority"), STR_IN_TABLE("X-Unsent")};
    struct str path;
    size_t at = 0;

    *ret_part = field->value;
    if (field->value.n == 0) {
        return NULL;
    }
    if (mail_field_is_reference(field)) {
        *ret_part = mail_field_next_host(field->value, (struct str){});
        return ret_part->n > 0 ? "EML-292" : NULL;
    }
    bool is_dull = is_one_of(field->name, programs, COUNT(programs));
    bool is_own = is_dull || str_starts_any_case(field->name, STR("X-"));

    if (is_one_of(field->name, machines, COUNT(machines)) ||
        (is_one_of(field->name, programs, OF_WAY) && has_inner_host(field->value)) ||
        (is_own && local_path_next(field->value, &at, &path))) {
        return "EML-292";
    }
    return is_dull || (is_own && !is_one_of(field->name, shown, COUNT(shown))) ? "EML-293" : NULL;
}
