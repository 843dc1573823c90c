/* JSON out; see json.h. State is a stack of "object or array" and "has a member already". */
#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <math.h>

void json_init(struct json *j, FILE *file, enum json_layout layout)
{
    *j = (struct json){.file = file, .layout = layout};
}

static void write_byte(struct json *j, char c)
{
    putc_unlocked(c, j->file);
}

static void write_bytes(struct json *j, const char *p, size_t n)
{
    enum { SHORT = 16 }; /* bytes up to which a call costs more than what it does */

    if (n > SHORT) {
        fwrite_unlocked(p, 1, n, j->file);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        write_byte(j, p[i]);
    }
}

static void new_line(struct json *j)
{
    static const char spaces[] = "\n                                                                ";

    if (j->layout == JSON_INDENTED) {
        write_bytes(j, spaces, 1 + MIN((size_t)j->depth, sizeof(spaces) - 2));
    }
}

/* What stands before a value or a key. */
static void separate(struct json *j)
{
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    if (j->depth == 0) {
        return;
    }
    if (j->has_member[j->depth - 1]) {
        write_byte(j, ',');
    }
    j->has_member[j->depth - 1] = true;
    new_line(j);
}

static void open_level(struct json *j, bool is_object)
{
    separate(j);
    assert(j->depth < JSON_MAX_DEPTH);
    write_byte(j, is_object ? '{' : '[');
    j->is_object[j->depth] = is_object;
    j->has_member[j->depth] = false;
    j->depth++;
}

void json_begin_object(struct json *j)
{
    open_level(j, true);
}

void json_begin_array(struct json *j)
{
    open_level(j, false);
}

void json_end(struct json *j)
{
    assert(j->depth > 0);
    j->depth--;
    if (j->has_member[j->depth]) {
        new_line(j);
    }
    write_byte(j, j->is_object[j->depth] ? '}' : ']');
}

static void write_string(struct json *j, struct str s)
{
    size_t plain = 0;

    write_byte(j, '"');
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        uint32_t cp = c;
        size_t length = c < 0x80 ? 1 : utf8_decode(s, at, &cp);
        char escape[8];
        int n = 0;

        if (c == '"' || c == '\\') {
            n = snprintf(escape, sizeof(escape), "\\%c", c);
        } else if (c == '\n') {
            n = snprintf(escape, sizeof(escape), "\\n");
        } else if (c < 0x20 || c == 0x7F || (c >= 0x80 && length == 1)) {
            n = snprintf(escape, sizeof(escape), "\\u%04x", (unsigned)cp & 0xFFFF);
        }
        if (n > 0) {
            write_bytes(j, s.p + plain, at - plain);
            write_bytes(j, escape, (size_t)n);
            plain = at + length;
        }
        at += length;
    }
    write_bytes(j, s.p + plain, s.n - plain);
    write_byte(j, '"');
}

void json_key(struct json *j, const char *key)
{
    separate(j);
    write_string(j, str_of(key));
    write_bytes(j, ": ", j->layout == JSON_INDENTED ? 2 : 1);
    j->after_key = true;
}

void json_str(struct json *j, struct str value)
{
    separate(j);
    write_string(j, value);
}

void json_int(struct json *j, int64_t value)
{
    char digits[24];
    size_t at = sizeof(digits);
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;

    separate(j);
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0) {
        digits[--at] = '-';
    }
    write_bytes(j, digits + at, sizeof(digits) - at);
}

void json_double(struct json *j, double value)
{
    separate(j);
    if (isfinite(value)) {
        fprintf(j->file, "%.15g", value);
    } else {
        write_bytes(j, "null", 4);
    }
}

void json_bool(struct json *j, bool value)
{
    separate(j);
    write_bytes(j, value ? "true" : "false", value ? 4 : 5);
}

void json_none(struct json *j)
{
    separate(j);
    write_bytes(j, "null", 4);
}

void json_raw(struct json *j, struct str value)
{
    separate(j);
    write_bytes(j, value.p, value.n);
}

void json_member(struct json *j, const char *key, struct str value)
{
    json_key(j, key);
    if (value.n == 0) {
        json_none(j);
    } else {
        json_str(j, value);
    }
}

int json_finish(struct json *j, struct err *err)
{
    assert(j->depth == 0);
    fputc('\n', j->file);
    if (fflush(j->file) != 0 || ferror(j->file)) {
        return err_set(err, ERR_IO, "could not write JSON: %s", err_reason(errno));
    }
    return 0;
}
