/*
 * Tags of the scanner of XML; see xml-tag.h. A tag is read through first, which changes nothing,
 * and cut up in the buffer when it is whole.
 */
#include "read/xml-tag.h"

#include "base/heap.h"
#include "base/utf8.h"
#include "read/xml-reference.h"

#include <stdlib.h>

enum { FIRST_NAMES_ROOM = 512 };

/* ---- names and attributes ---- */

/* A value with its quotes from *p on. */
static enum xml_reading read_value(const struct xml_scan *s, char **p, struct str *ret_value,
                                   bool *ret_is_plain, unsigned int *seen)
{
    char quote = **p;
    char *beg = *p + 1;
    char *q = beg;
    bool is_plain = true;

    if (quote != '"' && quote != '\'') {
        return xml_tag_misfit(s, *p);
    }
    for (;; q++) {
        q = xml_class_skip_value(q, seen);
        if (*q == quote) {
            *ret_value = (struct str){.p = beg, .n = (size_t)(q - beg)};
            *ret_is_plain = is_plain;
            *p = q + 1;
            return XML_TOLD;
        }
        if (*q == '&' || (xml_class_of(*q) & XML_IS_SPACE) != 0) {
            is_plain = false;
        } else if (*q != '"' && *q != '\'') {
            return xml_tag_misfit(s, q);
        }
    }
}

enum xml_reading xml_tag_attributes(struct xml_scan *s, char **p, unsigned int *seen)
{
    s->found_count = 0;
    for (;;) {
        char *name = xml_class_skip_spaces(*p);

        if ((xml_class_of(*name) & XML_BEGINS_NAME) == 0) {
            *p = name;
            return XML_TOLD;
        }
        if (name == *p || s->found_count == XML_MAX_ATTRIBUTES) {
            return XML_WRONG;
        }
        struct xml_attribute *a = &s->attributes[s->found_count];
        char *name_end = xml_class_skip_name(name, seen);
        char *equals = xml_class_skip_spaces(name_end);

        a->name = name;
        a->local = name_end;
        if (*equals != '=') {
            return xml_tag_misfit(s, equals);
        }
        *p = xml_class_skip_spaces(equals + 1);
        enum xml_reading r = read_value(s, p, &a->value, &s->is_plain[s->found_count], seen);

        if (r != XML_TOLD) {
            return r;
        }
        s->found_count++;
    }
}

/* Whether two attributes have one name. Names are compared only when their ends are alike. */
static bool has_twice(const struct xml_scan *s)
{
    uint64_t met = 0;

    for (uint32_t i = 0; i < s->found_count; i++) {
        const struct xml_attribute *a = &s->attributes[i];
        size_t n = (size_t)(a->local - a->name);
        uint64_t bit = (uint64_t)1 << ((n * 7 + (unsigned char)a->local[-1] * 3 +
                                        (unsigned char)a->local[-(ptrdiff_t)(n + 1) / 2]) %
                                       64);

        for (uint32_t k = (met & bit) != 0 ? i : 0; k > 0; k--) {
            const struct xml_attribute *b = &s->attributes[k - 1];

            if ((size_t)(b->local - b->name) == n && memcmp(a->name, b->name, n) == 0) {
                return true;
            }
        }
        met |= bit;
    }
    return false;
}

/* Where the scanner told what it found, in its own buffer, as what it may change. */
static char *in_buffer(const struct xml_scan *s, const char *p)
{
    return s->buffer + (p - s->buffer);
}

/* Makes the value in place what it stands for: no reference is shorter than its character. */
static bool resolve_value(const struct xml_scan *s, struct str *value)
{
    char *to = in_buffer(s, value->p);

    for (const char *from = value->p, *end = from + value->n; from < end;) {
        char character[UTF8_MAX];
        size_t bytes;

        if (*from == '&') {
            size_t n = xml_reference(from, (size_t)(end - from), character, &bytes);

            if (n == 0) {
                return false;
            }
            memcpy(to, character, bytes);
            to += bytes;
            from += n;
        } else {
            bool is_space = (xml_class_of(*from) & XML_IS_SPACE) != 0;

            from += *from == '\r' && from[1] == '\n' ? 1 : 0;
            *to++ = is_space ? ' ' : *from;
            from++;
        }
    }
    value->n = (size_t)(to - value->p);
    return true;
}

/* ---- tags ---- */

/* What stands behind the first colon of a name; all of it when there is none. */
static const char *behind_prefix(const char *name)
{
    for (const char *p = name; *p != '\0'; p++) {
        if (*p == ':') {
            return p + 1;
        }
    }
    return name;
}

static bool is_declaration(const char *name)
{
    return name[0] == 'x' && strncmp(name, "xmlns", 5) == 0 && (name[5] == ':' || name[5] == '\0');
}

/* Ends names and values where they end. */
static bool cut_attributes(struct xml_scan *s)
{
    for (uint32_t i = 0; i < s->found_count; i++) {
        struct xml_attribute *a = &s->attributes[i];

        if (!s->is_plain[i] && !resolve_value(s, &a->value)) {
            return false;
        }
        *in_buffer(s, a->local) = *in_buffer(s, a->value.p + a->value.n) = '\0';
        a->local = is_declaration(a->name) ? a->name : behind_prefix(a->name);
    }
    s->attributes[s->found_count].name = NULL;
    return true;
}

static void make_room(struct xml_scan *s, size_t bytes)
{
    if (bytes > s->names_room) {
        s->names_room = MAX(s->names_room * 2, bytes + FIRST_NAMES_ROOM);
        s->names = heap_resize(s->names, s->names_room);
    }
}

static void open_element(struct xml_scan *s, const char *name, size_t n)
{
    size_t at = s->name_at[s->depth];

    make_room(s, at + n + 1);
    memcpy(s->names + at, name, n);
    s->names[at + n] = '\0';
    s->name = s->names + at;
    s->local = behind_prefix(s->name);
    s->local_at[s->depth] = (size_t)(s->local - s->names);
    s->name_at[++s->depth] = at + n + 1;
}

void xml_tag_close(struct xml_scan *s)
{
    s->depth--;
    s->name = s->names + s->name_at[s->depth];
    s->local = s->names + s->local_at[s->depth];
}

enum xml_reading xml_tag_start(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *name = s->at + 1;
    char *name_end = xml_class_skip_name(name, &seen);
    char *p = name_end;
    enum xml_reading r = (xml_class_of(*name) & XML_BEGINS_NAME) != 0
                             ? xml_tag_attributes(s, &p, &seen)
                             : xml_tag_misfit(s, name);

    if (r != XML_TOLD) {
        return r;
    }
    bool is_empty = *p == '/';

    p += is_empty;
    if (*p != '>') {
        return xml_tag_misfit(s, p);
    }
    struct str tag = {.p = s->at, .n = (size_t)(p - s->at)};

    if (((seen & XML_IS_HIGH) != 0 && utf8_find_bad(tag) >= 0) || has_twice(s) ||
        (s->depth == 0 && s->has_root)) {
        return XML_WRONG;
    }
    if (s->depth == XML_MAX_DEPTH) {
        s->outcome = XML_TOKEN_TOO_DEEP;
        return XML_PASSED;
    }
    if (!cut_attributes(s)) {
        return XML_WRONG;
    }
    open_element(s, name, (size_t)(name_end - name));
    s->at = p + 1;
    s->is_empty = is_empty;
    s->has_root = true;
    return XML_TOLD;
}

enum xml_reading xml_tag_end(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *name = s->at + 2;
    char *name_end = xml_class_skip_name(name, &seen);
    char *p = xml_class_skip_spaces(name_end);
    size_t n = (size_t)(name_end - name);

    if (*p != '>') {
        return xml_tag_misfit(s, p);
    }
    if (s->depth == 0 || s->name_at[s->depth] - s->name_at[s->depth - 1] != n + 1 ||
        memcmp(s->names + s->name_at[s->depth - 1], name, n) != 0) {
        return XML_WRONG;
    }
    xml_tag_close(s);
    s->at = p + 1;
    return XML_TOLD;
}
