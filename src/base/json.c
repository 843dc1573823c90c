/* JSON out; see json.h. State is a stack of "object or array" and "has a member already". */
#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <math.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

void json_init(struct json *j, FILE *file, enum json_layout layout)
{
    *j = (struct json){.file = file, .layout = layout};
}

/* What is gathered goes to the file; errors stay with the file until json_finish(). */
static void flush(struct json *j)
{
    fwrite_unlocked(j->gathered, 1, j->gathered_bytes, j->file);
    j->gathered_bytes = 0;
}

static void write_byte(struct json *j, char c)
{
    if (j->gathered_bytes == sizeof(j->gathered)) {
        flush(j);
    }
    j->gathered[j->gathered_bytes++] = c;
}

static void write_bytes(struct json *j, const char *p, size_t n)
{
    if (n > sizeof(j->gathered) - j->gathered_bytes) {
        flush(j);
    }
    if (n > sizeof(j->gathered)) {
        fwrite_unlocked(p, 1, n, j->file);
    } else if (n > 0) {
        memcpy(j->gathered + j->gathered_bytes, p, n);
        j->gathered_bytes += n;
    }
}

/* Room for n bytes (not more than are gathered), which the caller writes and counts. */
static char *room_for(struct json *j, size_t n)
{
    if (n > sizeof(j->gathered) - j->gathered_bytes) {
        flush(j);
    }
    return j->gathered + j->gathered_bytes;
}

static void new_line(struct json *j)
{
    static const char spaces[65] =
        "\n                                                                ";

    if (j->layout == JSON_INDENTED) {
        memcpy(room_for(j, sizeof(spaces)), spaces,
               sizeof(spaces)); /* all: no call for a few bytes */
        j->gathered_bytes += 1 + MIN((size_t)j->depth, sizeof(spaces) - 1);
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
    if (j->depth == 0) {
        flush(j);
    }
}

static bool must_escape(char c)
{
    return c == '"' || c == '\\' || (unsigned char)c < 0x20 || c == 0x7F;
}

/*
 * Byte of the next character at or after `at` that may not stand as it is; s.n when there is none.
 */
static size_t next_escape(struct str s, size_t at)
{
#ifdef __SSE2__
    for (; at + 16 <= s.n; at += 16) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(s.p + at));
        const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const __m128i rubout = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F));
        unsigned hits = (unsigned)_mm_movemask_epi8(
            _mm_or_si128(_mm_or_si128(low, rubout), _mm_or_si128(quote, slash)));

        if (hits != 0) {
            return at + (unsigned)__builtin_ctz(hits);
        }
    }
#endif
    while (at < s.n && !must_escape(s.p[at])) {
        at++;
    }
    return at;
}

/* UTF-8 with its escapes. */
static void write_escaped(struct json *j, struct str s)
{
    size_t plain = 0;

    for (size_t at = next_escape(s, 0); at < s.n; at = next_escape(s, plain)) {
        char escape[8];
        unsigned c = (unsigned char)s.p[at];
        int n = c == '"' || c == '\\' ? snprintf(escape, sizeof(escape), "\\%c", (int)c)
                : c == '\n'           ? snprintf(escape, sizeof(escape), "\\n")
                                      : snprintf(escape, sizeof(escape), "\\u%04x", c);

        write_bytes(j, s.p + plain, at - plain);
        write_bytes(j, escape, (size_t)n);
        plain = at + 1;
    }
    write_bytes(j, s.p + plain, s.n - plain);
}

enum { SHORT_WORD = 32 };

/* Keys and the words of the schema: short, ASCII, nothing to escape. */
static const bool is_plain[256] = {
    [' ' ... '!'] = true,
    ['#' ... '['] = true,
    [']' ... '~'] = true,
};

static bool write_short_word(struct json *j, struct str s)
{
    if (s.n > SHORT_WORD) {
        return false;
    }
    char *room = room_for(j, SHORT_WORD + 2);

    room[0] = '"';
    for (size_t i = 0; i < s.n; i++) {
        if (!is_plain[(unsigned char)s.p[i]]) {
            return false;
        }
        room[i + 1] = s.p[i];
    }
    room[s.n + 1] = '"';
    j->gathered_bytes += s.n + 2;
    return true;
}

static void write_string(struct json *j, struct str s)
{
    static const char replacement[] = "\\ufffd";

    if (write_short_word(j, s)) {
        return;
    }
    write_byte(j, '"');
    for (ptrdiff_t bad = utf8_find_bad(s); bad >= 0; bad = utf8_find_bad(s)) {
        write_escaped(j, str_sub(s, 0, (size_t)bad));
        write_bytes(j, replacement, sizeof(replacement) - 1);
        s = str_sub(s, (size_t)bad + 1, s.n);
    }
    write_escaped(j, s);
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
        char digits[32];

        write_bytes(j, digits, (size_t)snprintf(digits, sizeof(digits), "%.15g", value));
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
    write_byte(j, '\n');
    flush(j);
    if (fflush(j->file) != 0 || ferror(j->file)) {
        return err_set(err, ERR_IO, "could not write JSON: %s", err_reason(errno));
    }
    return 0;
}
