/* Marks of converters; see text-marks.h. */
#include "read/text-marks.h"

#include "base/utf8.h"

#include <strings.h>

enum {
    MARK_MAX_BYTES = 200, /* a bookmark or tag that is longer is text */
    NOTE_MAX_NUMBER = 999,
    MARKER_MAX_CHARACTERS = 6,
};

static const struct {
    const char *name;
    enum text_tag tag;
} tags[] = {
    {"p", TEXT_TAG_BREAK},     {"br", TEXT_TAG_BREAK},    {"ol", TEXT_TAG_BREAK},
    {"ul", TEXT_TAG_BREAK},    {"li", TEXT_TAG_BREAK},    {"div", TEXT_TAG_BREAK},
    {"hr", TEXT_TAG_BREAK},    {"thead", TEXT_TAG_BREAK}, {"tbody", TEXT_TAG_BREAK},
    {"table", TEXT_TAG_TABLE}, {"tr", TEXT_TAG_ROW},      {"td", TEXT_TAG_CELL},
    {"th", TEXT_TAG_CELL},
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

enum text_tag text_mark_tag(struct str s, size_t at, size_t *ret_bytes)
{
    size_t limit = MIN(s.n, at + MARK_MAX_BYTES);
    size_t name = at + 1;

    if (name < limit && s.p[name] == '/') {
        name++;
    }
    bool closes = name > at + 1;
    size_t name_end = name;

    while (name_end < limit && is_letter(s.p[name_end])) {
        name_end++;
    }
    if (name_end == name || name_end == limit ||
        (s.p[name_end] != '>' && s.p[name_end] != ' ' && s.p[name_end] != '/')) {
        return TEXT_TAG_NONE;
    }
    const char *close = memchr(s.p + name_end, '>', limit - name_end);

    if (close == NULL) {
        return TEXT_TAG_NONE;
    }
    for (size_t i = 0; i < COUNT(tags); i++) {
        if (strlen(tags[i].name) == name_end - name &&
            strncasecmp(tags[i].name, s.p + name, name_end - name) == 0) {
            *ret_bytes = (size_t)(close - s.p) + 1 - at;
            if (!closes) {
                return tags[i].tag;
            }
            return tags[i].tag == TEXT_TAG_TABLE ? TEXT_TAG_TABLE_END : TEXT_TAG_BREAK;
        }
    }
    return TEXT_TAG_NONE;
}

size_t text_mark_bookmark(struct str s, size_t at)
{
    struct str rest = str_sub(s, at, MIN(s.n, at + MARK_MAX_BYTES));

    if (!str_starts(rest, STR("[bookmark:"))) {
        return 0;
    }
    const char *close = memchr(rest.p, ']', rest.n);

    return close == NULL ? 0 : (size_t)(close - rest.p) + 1;
}

static int raised_digit(uint32_t cp)
{
    switch (cp) {
    case 0xB9:
        return 1;
    case 0xB2:
        return 2;
    case 0xB3:
        return 3;
    case 0x2070:
        return 0;
    default:
        return cp >= 0x2074 && cp <= 0x2079 ? (int)(cp - 0x2070) : -1;
    }
}

/* Digits, also of full width, from `at`; returns their bytes. */
static size_t number_at(struct str s, size_t at, bool raised, uint32_t *ret_number)
{
    size_t beg = at;
    uint32_t number = 0;

    while (at < s.n && number <= NOTE_MAX_NUMBER) {
        uint32_t cp;
        size_t n = utf8_decode(s, at, &cp);
        int digit = raised                         ? raised_digit(cp)
                    : cp >= '0' && cp <= '9'       ? (int)(cp - '0')
                    : cp >= 0xFF10 && cp <= 0xFF19 ? (int)(cp - 0xFF10)
                                                   : -1;

        if (digit < 0) {
            break;
        }
        number = number * 10 + (uint32_t)digit;
        at += n;
    }
    *ret_number = number;
    return number == 0 || number > NOTE_MAX_NUMBER ? 0 : at - beg;
}

/* "^{*1}", "^{1)}", "[^1]": what `open` begins and `close` ends. */
static size_t enclosed_note(struct str s, size_t at, struct str open, char close,
                            uint32_t *ret_number)
{
    if (!str_starts(str_sub(s, at, s.n), open)) {
        return 0;
    }
    size_t i = at + open.n;

    while (i < s.n && (s.p[i] == '*' || s.p[i] == '(' || s.p[i] == ' ')) {
        i++;
    }
    if (str_starts(str_sub(s, i, s.n), STR("※")) || str_starts(str_sub(s, i, s.n), STR("注"))) {
        i += 3;
    }
    size_t n = number_at(s, i, false, ret_number);

    if (n == 0) {
        return 0;
    }
    i += n;
    while (i < s.n && (s.p[i] == ')' || s.p[i] == ' ')) {
        i++;
    }
    return i < s.n && s.p[i] == close ? i + 1 - at : 0;
}

size_t text_mark_note(struct str s, size_t at, uint32_t *ret_number)
{
    size_t n;

    switch ((unsigned char)s.p[at]) {
    case 0xC2:
    case 0xE2:
        return number_at(s, at, true, ret_number);
    case '^':
        return enclosed_note(s, at, STR("^{"), '}', ret_number);
    case '[':
        return enclosed_note(s, at, STR("[^"), ']', ret_number);
    case '*':
        n = number_at(s, at + 1, false, ret_number);
        return n == 0 ? 0 : n + 1;
    case 0xEF:
        if (!str_starts(str_sub(s, at, s.n), STR("＊"))) {
            return 0;
        }
        n = number_at(s, at + 3, false, ret_number);
        return n == 0 ? 0 : n + 3;
    default:
        return 0;
    }
}

size_t text_mark_blank(struct str s, size_t at)
{
    if (at >= s.n) {
        return 0;
    }
    switch ((unsigned char)s.p[at]) {
    case ' ':
    case '\t':
    case '\f':
    case '\v':
    case '\r':
        return 1;
    case 0xC2:
        return at + 1 < s.n && (unsigned char)s.p[at + 1] == 0xA0 ? 2 : 0;
    case 0xE3:
        return str_starts(str_sub(s, at, s.n), STR("\xE3\x80\x80")) ? 3 : 0;
    case 0xEF:
        return str_starts(str_sub(s, at, s.n), STR("\xEF\xBB\xBF")) ? 3 : 0;
    default:
        return 0;
    }
}

struct str text_mark_trim_end(struct str s)
{
    for (;;) {
        if (s.n >= 1 && text_mark_blank(s, s.n - 1) == 1) {
            s.n -= 1;
        } else if (s.n >= 2 && text_mark_blank(s, s.n - 2) == 2) {
            s.n -= 2;
        } else if (s.n >= 3 && text_mark_blank(s, s.n - 3) == 3) {
            s.n -= 3;
        } else {
            return s;
        }
    }
}

/* Brackets and points around a number, and the words of 第３条. */
static bool is_marker_sign(uint32_t cp)
{
    static const uint32_t signs[] = {'(',    ')',    '.',    '-',    0xFF08, 0xFF09, 0xFF0E, 0x3001,
                                     0x7B2C, 0x6761, 0x9805, 0x7AE0, 0x7BC0, 0x53F7, 0x30FB, 0x25CF,
                                     0x25CB, 0x25A0, 0x25A1, 0x25C6, 0x25C7, 0x203B, 0x25AA};

    for (size_t i = 0; i < COUNT(signs); i++) {
        if (cp == signs[i]) {
            return true;
        }
    }
    return false;
}

static bool is_marker_number(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19) ||
           (cp >= 0x2460 && cp <= 0x249B) || (cp >= 0x2160 && cp <= 0x217F) || cp == 0x4E00 ||
           cp == 0x4E8C || cp == 0x4E09 || cp == 0x56DB || cp == 0x4E94 || cp == 0x516D ||
           cp == 0x4E03 || cp == 0x516B || cp == 0x4E5D || cp == 0x5341;
}

bool text_mark_is_marker(struct str s)
{
    size_t characters = 0;
    size_t letters = 0; /* ア, (a): one at most */
    size_t numbers = 0;
    size_t signs = 0;

    for (size_t at = 0; at < s.n; characters++) {
        uint32_t cp;
        size_t blank = text_mark_blank(s, at);

        if (blank > 0) {
            at += blank;
            continue;
        }
        at += utf8_decode(s, at, &cp);
        if (is_marker_number(cp)) {
            numbers++;
        } else if (is_marker_sign(cp)) {
            signs++;
        } else if ((cp >= 0x30A2 && cp <= 0x30F3) || (cp < 0x80 && is_letter((char)cp)) ||
                   (cp >= 0xFF41 && cp <= 0xFF5A)) {
            letters++;
        } else {
            return false;
        }
    }
    return characters <= MARKER_MAX_CHARACTERS && letters <= 1 && numbers + letters + signs > 0 &&
           (letters == 0 || numbers == 0);
}
