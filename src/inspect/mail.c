/*
 * Mails; see mail.h. A mail is fields, an empty line, and a body; a body of several parts is cut at
 * its boundary, and each part is a mail again without addresses. Bodies are decoded and looked at
 * as files of their own, so that a text is read in its encoding and a workbook as a workbook.
 */
#include "inspect/mail.h"

#include "base/tr.h"
#include "inspect/mail-field.h"
#include "inspect/text.h"
#include "read/text-file.h"

#include <strings.h>

enum {
    HEAD_BYTES = 8192, /* of which a mail is recognised */
    MAX_PARTS = 1000,
    MAX_DEPTH = 8,
    MAX_BOUNDARY = 200,
    MAX_WORD = 4096, /* bytes of an encoded word; the standard has 75 */
};

/* A mail being taken apart. */
struct walk {
    struct arena *arena;
    struct str bytes;
    struct mail_parts *ret;
    uint32_t parts; /* with those that are made of parts */
};

static struct str line_at(struct str s, size_t at)
{
    const char *end = at >= s.n ? NULL : memchr(s.p + at, '\n', s.n - at);

    return str_sub(s, at, end == NULL ? s.n : (size_t)(end - s.p) + 1);
}

/* ---- fields ---- */

/* The field with its lines joined; empty when there is none. */
static struct str field(struct arena *a, struct str head, struct str name)
{
    struct mail_field x;

    for (size_t at = 0; mail_field_next(head, &at, &x);) {
        if (!str_eq_any_case(x.name, name)) {
            continue;
        }
        struct str value = arena_str(a, x.value);

        for (char *p = (char *)(uintptr_t)value.p; p < value.p + value.n; p++) {
            *p = *p == '\r' || *p == '\n' || *p == '\t' ? ' ' : *p;
        }
        return value;
    }
    return (struct str){};
}

/* A parameter of a field (boundary="…", filename=…), without its quotes. */
static struct str parameter(struct str value, struct str name)
{
    for (size_t at = 0; at + name.n < value.n; at++) {
        bool begins = at > 0 && strchr("; ", value.p[at - 1]) != NULL &&
                      strncasecmp(value.p + at, name.p, name.n) == 0;
        size_t beg = at + name.n;

        if (!begins || value.p[beg] != '=') {
            continue;
        }
        beg++;
        char stop = beg < value.n && value.p[beg] == '"' ? '"' : ';';

        beg += stop == '"';
        size_t end = beg;

        while (end < value.n && value.p[end] != stop) {
            end++;
        }
        return str_trim(str_sub(value, beg, end));
    }
    return (struct str){};
}

bool mail_recognise(struct str bytes)
{
    /* What only mails have, and what other heads of lines may be too. A draft has no sender yet. */
    static const struct str certain[] = {STR("Message-ID"), STR("MIME-Version"), STR("Received"),
                                         STR("Return-Path"), STR("Delivered-To")};
    static const struct str usual[] = {STR("From"),    STR("Date"),         STR("To"), STR("Cc"),
                                       STR("Subject"), STR("Content-Type"), STR("Bcc")};
    struct str head = str_sub(bytes, 0, HEAD_BYTES);
    bool has_usual = false, has_certain = false;
    struct mail_field x;

    head = str_sub(head, 0, mail_head_bytes(head));
    for (size_t at = 0; mail_field_next(head, &at, &x);) {
        for (size_t i = 0; i < COUNT(usual); i++) {
            has_usual |= str_eq_any_case(x.name, usual[i]);
        }
        for (size_t i = 0; i < COUNT(certain); i++) {
            has_certain |= str_eq_any_case(x.name, certain[i]);
        }
    }
    return has_usual && has_certain;
}

/* ---- encodings of a transfer ---- */

static int digit64(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c == '\0' ? NULL : strchr(digits, c);

    return at == NULL ? -1 : (int)(at - digits);
}

static struct str decode_base64(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n / 4 * 3 + 4);
    size_t n = 0;
    uint32_t bits = 0;
    int have = 0;

    for (size_t i = 0; i < s.n; i++) {
        int digit = digit64(s.p[i]);

        if (digit < 0) {
            have = s.p[i] == '=' ? 0 : have; /* what follows is another piece */
            continue;
        }
        bits = bits << 6 | (uint32_t)digit;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[n++] = (char)(bits >> have & 0xFF);
        }
    }
    return (struct str){.p = out, .n = n};
}

static int digit16(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* Quoted-printable with `=`, or what RFC 2231 writes with `%`; in a field `_` is a blank. */
static struct str decode_quoted(struct arena *a, struct str s, char mark, bool in_field)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        int high = i + 2 < s.n ? digit16(s.p[i + 1]) : -1;
        int low = i + 2 < s.n ? digit16(s.p[i + 2]) : -1;

        if (s.p[i] != mark) {
            out[n++] = in_field && s.p[i] == '_' ? ' ' : s.p[i];
        } else if (high >= 0 && low >= 0) {
            out[n++] = (char)(high << 4 | low);
            i += 2;
        } else if (mark == '=') {
            /* A soft line break. */
            i += i + 1 < s.n && s.p[i + 1] == '\r';
            i += i + 1 < s.n && s.p[i + 1] == '\n';
        }
    }
    return (struct str){.p = out, .n = n};
}

/* The bytes of "=?charset?B?…?=" at `at`, and its length; 0 when there is none. */
static size_t encoded_word(struct arena *a, struct str s, size_t at, struct str *ret)
{
    if (!str_at(s, at, STR("=?"))) {
        return 0;
    }
    s = str_sub(s, 0, at + MAX_WORD);
    ptrdiff_t kind = str_find(s, STR("?"), at + 2);
    ptrdiff_t text = kind < 0 || (size_t)kind + 2 >= s.n || s.p[kind + 2] != '?' ? -1 : kind + 3;
    ptrdiff_t end = text < 0 ? -1 : str_find(s, STR("?="), (size_t)text);

    if (end < 0) {
        return 0;
    }
    struct str inner = str_sub(s, (size_t)text, (size_t)end);

    *ret = (s.p[kind + 1] | 0x20) == 'b' ? decode_base64(a, inner)
                                         : decode_quoted(a, inner, '=', true);
    return (size_t)end + 2 - at;
}

/* A field with its encoded words as bytes of their charset; blanks between two words go. */
static struct str decode_words(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0, word_end = 0;

    for (size_t at = 0; at < s.n;) {
        struct str word;
        size_t length = encoded_word(a, s, at, &word);

        if (length == 0) {
            out[n++] = s.p[at++];
            continue;
        }
        if (word_end > 0 && str_trim(str_sub(s, word_end, at)).n == 0) {
            n -= at - word_end;
        }
        memcpy(out + n, word.p, word.n);
        n += word.n;
        at += length;
        word_end = at;
    }
    return (struct str){.p = out, .n = n};
}

/* ---- parts ---- */

static struct str name_of(struct arena *a, struct str head, struct str type)
{
    struct str disposition = field(a, head, STR("Content-Disposition"));
    struct str name = parameter(disposition, STR("filename*"));

    if (name.n > 0) {
        ptrdiff_t quote = str_rfind(name, STR("'"));

        return decode_quoted(a, str_sub(name, (size_t)(quote + 1), name.n), '%', false);
    }
    name = parameter(disposition, STR("filename"));
    return decode_words(a, name.n > 0 ? name : parameter(type, STR("name")));
}

static void add(struct walk *w, struct str body, struct mail_part part)
{
    part.beg = (size_t)(body.p - w->bytes.p);
    part.end = part.beg + body.n;
    *VEC_ADD(w->arena, &w->ret->v) = part;
}

static void take_part(struct walk *w, struct str part, int depth);

/* The parts between the boundaries, and what is beside them (RFC 2046 5.1.1). */
static void take_parts(struct walk *w, struct str body, struct str boundary, int depth)
{
    const struct mail_part beside = {.name = STR("multipart"), .is_beside = true};
    struct str mark = arena_printf(w->arena, "--%.*s", STR_ARG(boundary));
    size_t begin = 0;
    bool inside = false;

    for (size_t at = 0; at < body.n && w->parts < MAX_PARTS;) {
        struct str line = line_at(body, at);

        if (str_starts(line, mark)) {
            if (inside) {
                take_part(w, str_sub(body, begin, at), depth + 1);
            } else {
                add(w, str_sub(body, begin, at), beside);
            }
            inside = !str_at(line, mark.n, STR("--"));
            begin = at + line.n;
        }
        at += line.n;
    }
    if (inside) {
        w->ret->is_cut = true;
        take_part(w, str_sub(body, begin, body.n), depth + 1);
    } else {
        add(w, str_sub(body, begin, body.n), beside);
    }
}

static enum mail_encoding encoding_of(struct walk *w, struct str head)
{
    struct str how = field(w->arena, head, STR("Content-Transfer-Encoding"));

    return str_starts_any_case(how, STR("base64"))             ? MAIL_BASE64
           : str_starts_any_case(how, STR("quoted-printable")) ? MAIL_QUOTED
                                                               : MAIL_PLAIN;
}

static void take_part(struct walk *w, struct str part, int depth)
{
    size_t n = mail_head_bytes(part);
    struct str head = str_sub(part, 0, n);
    struct str body = str_sub(part, n + line_at(part, n).n, part.n);
    struct str type = field(w->arena, head, STR("Content-Type"));
    struct str boundary = parameter(type, STR("boundary"));

    w->parts++;
    w->ret->is_signed |= str_starts_any_case(type, STR("multipart/signed")) ||
                         str_starts_any_case(type, STR("application/pkcs7-mime")) ||
                         str_starts_any_case(type, STR("application/x-pkcs7-mime"));
    if (depth > MAX_DEPTH) {
        w->ret->is_too_deep = true;
    } else if (str_starts_any_case(type, STR("multipart/")) && boundary.n > 0 &&
               boundary.n <= MAX_BOUNDARY) {
        take_parts(w, body, boundary, depth);
    } else {
        struct str name = name_of(w->arena, head, type);

        if (name.n == 0) {
            name = arena_printf(w->arena, "part %u", w->parts);
        }
        add(w, body, (struct mail_part){.name = name, .encoding = encoding_of(w, head)});
    }
}

void mail_parts_find(struct arena *a, struct str bytes, struct mail_parts *ret)
{
    struct walk w = {.arena = a, .bytes = bytes, .ret = ret};

    *ret = (struct mail_parts){};
    take_part(&w, bytes, 0);
    ret->is_too_deep |= w.parts >= MAX_PARTS;
}

struct str mail_part_body(struct arena *a, struct str bytes, const struct mail_part *part)
{
    struct str body = str_sub(bytes, part->beg, part->end);

    return part->encoding == MAIL_BASE64   ? decode_base64(a, body)
           : part->encoding == MAIL_QUOTED ? decode_quoted(a, body, '=', false)
                                           : body;
}

bool mail_is_remark(struct str beside)
{
    struct str words = str_trim(beside);

    /* What programs write for those that know no MIME. */
    return words.n > 0 && !str_has(words, STR("MIME")) && !str_has(words, STR("multi-part"));
}

/* ---- what is told ---- */

static void look_at_fields(struct found *f, struct str head)
{
    static const struct str names[] = {STR("From"),    STR("To"),         STR("Cc"),
                                       STR("Bcc"),     STR("Reply-To"),   STR("Sender"),
                                       STR("Subject"), STR("Return-Path")};
    struct str prefix = f->prefix;

    for (size_t i = 0; i < COUNT(names); i++) {
        struct str value = field(f->arena, head, names[i]);

        if (value.n > 0) {
            f->prefix = prefix.n == 0 ? names[i]
                                      : arena_printf(f->arena, "%.*s › %.*s", STR_ARG(prefix),
                                                     STR_ARG(names[i]));
            (void)text_inspect(f, decode_words(f->arena, value), false);
        }
    }
    f->prefix = prefix;
}

/* The words of a field, as people wrote them. */
static struct str readable(struct found *f, struct str value)
{
    struct doc doc = {};
    struct err err = {};

    return str_has(value, STR("=?")) &&
                   text_file_read_prepared(f->arena, decode_words(f->arena, value), NULL, f->jis,
                                           &doc, &err) == 0
               ? str_trim(doc.text)
               : value;
}

/* Fields that nobody sees: the way it took, machines, programs. */
static void tell_unseen_fields(struct found *f, struct str head)
{
    struct mail_field x;
    struct str part;

    for (size_t at = 0; mail_field_next(head, &at, &x);) {
        const char *rule = mail_field_rule(&x, &part);

        if (rule != NULL) {
            found_add(f, rule, INSPECT_STRUCTURAL, x.name, readable(f, part));
        }
    }
}

void mail_inspect(struct found *f, struct str bytes)
{
    struct mail_parts parts;

    struct str head = str_sub(bytes, 0, mail_head_bytes(bytes));

    look_at_fields(f, head);
    tell_unseen_fields(f, head);
    mail_parts_find(f->arena, bytes, &parts);
    for (uint32_t i = 0; i < parts.v.n; i++) {
        const struct mail_part *part = &parts.v.v[i];
        struct str body = mail_part_body(f->arena, bytes, part);

        if (!part->is_beside) {
            found_member(f, body, part->name);
        } else if (mail_is_remark(body)) {
            found_add(f, "TXT-291", INSPECT_STRUCTURAL, part->name, str_trim(body));
        }
    }
    if (parts.is_signed) {
        found_add(f, "OOX-217", INSPECT_STRUCTURAL, STR("multipart/signed"), (struct str){});
    }
    if (parts.is_cut) {
        found_less(f, INSPECT_PARTIAL, tr("the mail ends before its last part"));
    }
    if (parts.is_too_deep) {
        found_less(f, INSPECT_PARTIAL, tr("files in files are not followed any deeper"));
    }
}
