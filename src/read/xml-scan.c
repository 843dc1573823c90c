/*
 * The scanner of XML; see xml-scan.h. A table tells for each byte what it may be part of, and loops
 * run over it up to the first byte that needs a look; the NUL behind the buffer ends every loop. A tag
 * is read through first and cut up after: what is cut off by the end of a piece is read again, from
 * its start, when more is there.
 *
 * Against the letter of XML 1.0 two things are let pass: any character beyond ASCII in a name, and the
 * characters U+FFFE and U+FFFF.
 */
#include "read/xml-scan.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <strings.h>

enum {
    MAX_REFERENCE_BYTES = 32,
    FIRST_NAMES_ROOM = 512,
    DECLARATION_HEAD = 6, /* "<?xml " */
    MARK_BYTES = 3,       /* of UTF-8 at the start */
};

/* What a byte may be. */
enum {
    BEGINS_NAME = 1,
    IN_NAME = 2,
    IN_TEXT = 4, /* stands for itself there */
    IN_CDATA = 8,
    IN_VALUE = 16,
    IS_SPACE = 32,
    IS_HIGH = 64, /* beyond ASCII */
    PLAIN = IN_TEXT | IN_CDATA | IN_VALUE,
    LETTER = BEGINS_NAME | IN_NAME | PLAIN,
};

static const uint8_t classes[256] = {
    ['\t'] = IN_TEXT | IN_CDATA | IS_SPACE,
    ['\n'] = IN_TEXT | IN_CDATA | IS_SPACE,
    ['\r'] = IS_SPACE,
    [' '] = PLAIN | IS_SPACE,
    ['!'] = PLAIN,
    ['"'] = IN_TEXT | IN_CDATA,
    ['#' ... '%'] = PLAIN,
    ['&'] = IN_CDATA,
    ['\''] = IN_TEXT | IN_CDATA,
    ['(' ... ','] = PLAIN,
    ['-' ... '.'] = IN_NAME | PLAIN,
    ['/'] = PLAIN,
    ['0' ... '9'] = IN_NAME | PLAIN,
    [':'] = LETTER,
    [';'] = PLAIN,
    ['<'] = IN_CDATA,
    ['=' ... '@'] = PLAIN,
    ['A' ... 'Z'] = LETTER,
    ['[' ... '\\'] = PLAIN,
    [']'] = IN_VALUE,
    ['^'] = PLAIN,
    ['_'] = LETTER,
    ['`'] = PLAIN,
    ['a' ... 'z'] = LETTER,
    ['{' ... 0x7F] = PLAIN,
    [0x80 ... 0xFF] = LETTER | IS_HIGH,
};

/* What came of reading on. */
enum reading {
    TOLD,    /* a token is there */
    PASSED,  /* something that is not told was passed over */
    CUT_OFF, /* more bytes are needed */
    WRONG,
};

static unsigned int class_of(char c)
{
    return classes[(unsigned char)c];
}

/* What a byte that does not fit means: the end of the piece, or damage. */
static enum reading misfit(const struct xml_scan *s, const char *p)
{
    return p == s->end && !s->is_last ? CUT_OFF : WRONG;
}

static bool starts(const struct xml_scan *s, struct str head)
{
    return (size_t)(s->end - s->at) >= head.n && memcmp(s->at, head.p, head.n) == 0;
}

/* ---- the buffer ---- */

void xml_scan_init(struct xml_scan *s, bool is_decoded)
{
    memset(s, 0, offsetof(struct xml_scan, attributes));
    s->name_at[0] = 0;
    s->outcome = XML_TOKEN_MORE;
    s->is_decoded = is_decoded;
}

void xml_scan_done(struct xml_scan *s)
{
    free(s->buffer);
    free(s->names);
    s->buffer = s->names = NULL;
}

static char *grow(char *p, size_t bytes)
{
    p = realloc(p, bytes);
    if (p == NULL) {
        die_out_of_memory(bytes);
    }
    return p;
}

char *xml_scan_room(struct xml_scan *s, size_t n)
{
    size_t rest = (size_t)(s->end - s->at);

    if (rest > XML_MAX_TOKEN_BYTES) {
        s->outcome = XML_TOKEN_DAMAGED;
    }
    if (s->outcome != XML_TOKEN_MORE) {
        return NULL;
    }
    if (rest > 0) {
        memmove(s->buffer, s->at, rest);
    }
    if (rest + n + 1 > s->room) {
        s->room = rest + n + 1;
        s->buffer = grow(s->buffer, s->room);
    }
    s->at = s->buffer;
    s->end = s->buffer + rest;
    return s->end;
}

void xml_scan_add(struct xml_scan *s, size_t n, bool is_last)
{
    if (s->outcome == XML_TOKEN_MORE) {
        s->end += n;
        *s->end = '\0';
        s->is_last = is_last;
    }
}

/* ---- names and attributes ---- */

static char *skip_spaces(char *p)
{
    while ((class_of(*p) & IS_SPACE) != 0) {
        p++;
    }
    return p;
}

static char *skip_name(char *p, unsigned int *seen)
{
    for (unsigned int c = class_of(*p); (c & IN_NAME) != 0; c = class_of(*++p)) {
        *seen |= c;
    }
    return p;
}

/* A value with its quotes from *p on. */
static enum reading read_value(const struct xml_scan *s, char **p, struct xml_attribute_at *a,
                               unsigned int *seen)
{
    char quote = **p;
    char *q = *p + 1;

    if (quote != '"' && quote != '\'') {
        return misfit(s, *p);
    }
    a->value = q;
    a->is_plain = true;
    for (;; q++) {
        for (unsigned int c = class_of(*q); (c & IN_VALUE) != 0; c = class_of(*++q)) {
            *seen |= c;
        }
        if (*q == quote) {
            a->value_end = q;
            *p = q + 1;
            return TOLD;
        }
        if (*q == '&' || (class_of(*q) & IS_SPACE) != 0) {
            a->is_plain = false;
        } else if (*q != '"' && *q != '\'') {
            return misfit(s, q);
        }
    }
}

/* All attributes from *p on, into `found`; leaves *p at what is none. */
static enum reading read_attributes(struct xml_scan *s, char **p, unsigned int *seen)
{
    s->found_count = 0;
    for (;;) {
        char *name = skip_spaces(*p);

        if ((class_of(*name) & BEGINS_NAME) == 0) {
            *p = name;
            return TOLD;
        }
        if (name == *p || s->found_count == XML_MAX_ATTRIBUTES) {
            return WRONG;
        }
        struct xml_attribute_at *a = &s->found[s->found_count];

        a->name = name;
        a->name_end = skip_name(name, seen);
        char *equals = skip_spaces(a->name_end);

        if (*equals != '=') {
            return misfit(s, equals);
        }
        *p = skip_spaces(equals + 1);
        enum reading r = read_value(s, p, a, seen);

        if (r != TOLD) {
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
        const struct xml_attribute_at *a = &s->found[i];
        size_t n = (size_t)(a->name_end - a->name);
        uint64_t bit = (uint64_t)1 << ((n * 7 + (unsigned char)a->name_end[-1] * 3 +
                                        (unsigned char)a->name_end[-(ptrdiff_t)(n + 1) / 2]) % 64);

        for (uint32_t k = (met & bit) != 0 ? i : 0; k > 0; k--) {
            const struct xml_attribute_at *b = &s->found[k - 1];

            if ((size_t)(b->name_end - b->name) == n && memcmp(a->name, b->name, n) == 0) {
                return true;
            }
        }
        met |= bit;
    }
    return false;
}

/* ---- references ---- */

static bool is_character(uint32_t cp)
{
    return (cp >= 0x20 || cp == '\t' || cp == '\n' || cp == '\r') && cp <= 0x10FFFF &&
           (cp < 0xD800 || cp > 0xDFFF) && cp != 0xFFFE && cp != 0xFFFF;
}

/* "x3042" or "12354"; 0: no character. */
static uint32_t character_of(struct str digits)
{
    bool is_hex = str_starts(digits, STR("x"));
    uint32_t cp = 0;

    for (size_t i = is_hex ? 1 : 0; i < digits.n; i++) {
        char c = digits.p[i];
        char lower = (char)(c | 0x20);

        if (c >= '0' && c <= '9') {
            cp = cp * (is_hex ? 16 : 10) + (uint32_t)(c - '0');
        } else if (is_hex && lower >= 'a' && lower <= 'f') {
            cp = cp * 16 + (uint32_t)(lower - 'a') + 10;
        } else {
            return 0;
        }
        if (cp > 0x10FFFF) {
            return 0;
        }
    }
    return is_character(cp) ? cp : 0;
}

/* The reference at `p` as UTF-8; how many bytes it takes, 0: there is none within `n` bytes. */
static size_t resolve(const char *p, size_t n, char character[UTF8_MAX], size_t *ret_bytes)
{
    static const struct {
        struct str name;
        char c;
    } known[] = {{STR_IN_TABLE("lt"), '<'},
                 {STR_IN_TABLE("gt"), '>'},
                 {STR_IN_TABLE("amp"), '&'},
                 {STR_IN_TABLE("quot"), '"'},
                 {STR_IN_TABLE("apos"), '\''}};
    const char *end = memchr(p, ';', MIN(n, (size_t)MAX_REFERENCE_BYTES));
    struct str name = {.p = p + 1, .n = end == NULL ? 0 : (size_t)(end - p) - 1};

    if (name.n > 0 && name.p[0] == '#') {
        uint32_t cp = character_of(str_sub(name, 1, name.n));

        *ret_bytes = cp == 0 ? 0 : utf8_encode(cp, character);
        return cp == 0 ? 0 : name.n + 2;
    }
    for (size_t i = 0; i < COUNT(known); i++) {
        if (str_eq(name, known[i].name)) {
            character[0] = known[i].c;
            *ret_bytes = 1;
            return name.n + 2;
        }
    }
    return 0;
}

/* Makes the value in place what it stands for: no reference is shorter than its character. */
static bool resolve_value(struct xml_attribute_at *a)
{
    char *to = a->value;

    for (const char *from = a->value; from < a->value_end;) {
        char character[UTF8_MAX];
        size_t bytes;

        if (*from == '&') {
            size_t n = resolve(from, (size_t)(a->value_end - from), character, &bytes);

            if (n == 0) {
                return false;
            }
            memcpy(to, character, bytes);
            to += bytes;
            from += n;
        } else {
            bool is_space = (class_of(*from) & IS_SPACE) != 0;

            from += *from == '\r' && from[1] == '\n' ? 1 : 0;
            *to++ = is_space ? ' ' : *from;
            from++;
        }
    }
    a->value_end = to;
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

/* Ends names and values where they end, and lists them. */
static bool cut_attributes(struct xml_scan *s)
{
    for (uint32_t i = 0; i < s->found_count; i++) {
        struct xml_attribute_at *a = &s->found[i];

        if (!a->is_plain && !resolve_value(a)) {
            return false;
        }
        *a->name_end = *a->value_end = '\0';
        s->attributes[i] = (struct xml_attribute){
            .name = a->name,
            .local = is_declaration(a->name) ? a->name : behind_prefix(a->name),
            .value = {.p = a->value, .n = (size_t)(a->value_end - a->value)}};
    }
    s->attributes[s->found_count].name = NULL;
    return true;
}

static void open_element(struct xml_scan *s, const char *name, size_t n)
{
    size_t at = s->name_at[s->depth];

    if (at + n + 1 > s->names_room) {
        s->names_room = MAX(s->names_room * 2, at + n + FIRST_NAMES_ROOM);
        s->names = grow(s->names, s->names_room);
    }
    memcpy(s->names + at, name, n);
    s->names[at + n] = '\0';
    s->name = s->names + at;
    s->local = behind_prefix(s->name);
    s->local_at[s->depth] = (size_t)(s->local - s->names);
    s->name_at[++s->depth] = at + n + 1;
}

static void close_element(struct xml_scan *s)
{
    s->depth--;
    s->name = s->names + s->name_at[s->depth];
    s->local = s->names + s->local_at[s->depth];
}

static enum reading read_start(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *name = s->at + 1;
    char *name_end = skip_name(name, &seen);
    char *p = name_end;
    enum reading r = (class_of(*name) & BEGINS_NAME) != 0 ? read_attributes(s, &p, &seen)
                                                         : misfit(s, name);

    if (r != TOLD) {
        return r;
    }
    bool is_empty = *p == '/';

    p += is_empty;
    if (*p != '>') {
        return misfit(s, p);
    }
    struct str tag = {.p = s->at, .n = (size_t)(p - s->at)};

    if (((seen & IS_HIGH) != 0 && utf8_find_bad(tag) >= 0) || has_twice(s) ||
        (s->depth == 0 && s->has_root)) {
        return WRONG;
    }
    if (s->depth == XML_MAX_DEPTH) {
        s->outcome = XML_TOKEN_TOO_DEEP;
        return PASSED;
    }
    if (!cut_attributes(s)) {
        return WRONG;
    }
    open_element(s, name, (size_t)(name_end - name));
    s->at = p + 1;
    s->is_empty = is_empty;
    s->has_root = true;
    return TOLD;
}

static enum reading read_end(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *name = s->at + 2;
    char *name_end = skip_name(name, &seen);
    char *p = skip_spaces(name_end);
    size_t n = (size_t)(name_end - name);

    if (*p != '>') {
        return misfit(s, p);
    }
    if (s->depth == 0 || s->name_at[s->depth] - s->name_at[s->depth - 1] != n + 1 ||
        memcmp(s->names + s->name_at[s->depth - 1], name, n) != 0) {
        return WRONG;
    }
    close_element(s);
    s->at = p + 1;
    return TOLD;
}

/* ---- what is passed over ---- */

/* Whether XML allows all characters; those of comments are not told. */
static bool is_allowed(struct str s)
{
    for (size_t at = utf8_find_control(s, 0); at < s.n; at = utf8_find_control(s, at + 1)) {
        if ((class_of(s.p[at]) & IS_SPACE) == 0) {
            return false;
        }
    }
    return utf8_find_bad(s) < 0;
}

/* Passes what stands from `head` bytes on up to the first `mark`, and `tail` bytes more. */
static enum reading pass(struct xml_scan *s, size_t head, struct str mark, size_t tail)
{
    struct str rest = {.p = s->at, .n = (size_t)(s->end - s->at)};
    ptrdiff_t stop = str_find(rest, mark, head);
    size_t n = (size_t)stop + mark.n + tail;

    if (stop < 0 || n > rest.n) {
        return misfit(s, s->end);
    }
    if (rest.p[n - 1] != '>' || !is_allowed(str_sub(rest, 0, n))) {
        return WRONG;
    }
    s->at += n;
    return PASSED;
}

/* "<?": an instruction for some program; "xml" may be none. */
static enum reading pass_instruction(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *name = s->at + 2;
    char *end = skip_name(name, &seen);

    if (s->end - end < 2) {
        return misfit(s, s->end);
    }
    if ((class_of(*name) & BEGINS_NAME) == 0 ||
        ((class_of(*end) & IS_SPACE) == 0 && memcmp(end, "?>", 2) != 0) ||
        (end - name == 3 && strncasecmp(name, "xml", 3) == 0)) {
        return WRONG;
    }
    return pass(s, (size_t)(end - s->at), STR("?>"), 0);
}

/* "<!": a comment, text as it stands, a document type. */
static enum reading pass_declaration(struct xml_scan *s)
{
    if (starts(s, STR("<!--"))) {
        return pass(s, 4, STR("--"), 1);
    }
    if (starts(s, STR("<![CDATA[")) && s->depth > 0) {
        s->at += STR("<![CDATA[").n;
        s->is_in_cdata = true;
        return PASSED;
    }
    if (starts(s, STR("<!DOCTYPE")) && !s->has_root) {
        s->outcome = XML_TOKEN_HAS_DTD;
        return PASSED;
    }
    return (size_t)(s->end - s->at) < STR("<![CDATA[").n ? misfit(s, s->end) : WRONG;
}

/* ---- the XML declaration ---- */

/* Whether it is the attribute of that name, with a value of letters, digits, dots and dashes. */
static bool attribute_is(const struct xml_scan *s, uint32_t i, const char *name)
{
    const struct xml_attribute_at *a = &s->found[i];

    if (i >= s->found_count ||
        !str_eq((struct str){.p = a->name, .n = (size_t)(a->name_end - a->name)}, str_of(name))) {
        return false;
    }
    for (const char *p = a->value; p < a->value_end; p++) {
        if ((class_of(*p) & (IN_NAME | IS_HIGH)) != IN_NAME || *p == ':') {
            return false;
        }
    }
    return true;
}

static struct str value_of(const struct xml_scan *s, uint32_t i)
{
    const struct xml_attribute_at *a = &s->found[i];

    return (struct str){.p = a->value, .n = (size_t)(a->value_end - a->value)};
}

/* Whether it is a name, and of what is read here, unless that is known already. */
static bool encoding_is_good(const struct xml_scan *s, struct str name)
{
    bool is_name = name.n > 0 && (name.p[0] | 0x20) >= 'a' && (name.p[0] | 0x20) <= 'z';

    return is_name &&
           (s->is_decoded || str_eq_any_case(name, STR("UTF-8")) ||
            str_eq_any_case(name, STR("US-ASCII")));
}

static bool declaration_is_good(const struct xml_scan *s)
{
    uint32_t i = 1;

    if (attribute_is(s, i, "encoding")) {
        if (!encoding_is_good(s, value_of(s, i))) {
            return false;
        }
        i++;
    }
    if (attribute_is(s, i, "standalone")) {
        if (!str_eq(value_of(s, i), STR("yes")) && !str_eq(value_of(s, i), STR("no"))) {
            return false;
        }
        i++;
    }
    return attribute_is(s, 0, "version") && i == s->found_count;
}

/* The mark of UTF-8 and the XML declaration, neither of which need be there. */
static enum reading begin(struct xml_scan *s)
{
    unsigned int seen = 0;
    char *start = s->at;

    if (s->end - s->at < MARK_BYTES + DECLARATION_HEAD && !s->is_last) {
        return CUT_OFF;
    }
    if (starts(s, STR("\xEF\xBB\xBF"))) {
        s->at += MARK_BYTES;
    }
    if (starts(s, STR("<?xml")) && (class_of(s->at[DECLARATION_HEAD - 1]) & IS_SPACE) != 0) {
        char *p = s->at + DECLARATION_HEAD - 1;
        enum reading r = read_attributes(s, &p, &seen);

        if (r == TOLD && (p[0] != '?' || p[1] != '>')) {
            r = misfit(s, p[0] == '?' ? p + 1 : p);
        }
        if (r != TOLD) {
            s->at = start;
            return r;
        }
        if (!declaration_is_good(s)) {
            return WRONG;
        }
        s->at = p + 2;
    }
    s->has_begun = true;
    return PASSED;
}

/* ---- text ---- */

/* Bytes of a character at the end of the text that are not all there yet. */
static size_t cut_bytes(const char *beg, const char *end)
{
    for (size_t n = 1; n < UTF8_MAX && n <= (size_t)(end - beg); n++) {
        unsigned char c = (unsigned char)end[-(ptrdiff_t)n];

        if (c >= 0xC0) {
            size_t whole = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

            return whole > n ? n : 0;
        }
        if (c < 0x80) {
            return 0;
        }
    }
    return 0;
}

/* Where the text that stands for itself ends. */
static char *plain_end(const struct xml_scan *s)
{
    unsigned int wanted = s->is_in_cdata ? IN_CDATA : IN_TEXT;
    unsigned int seen = 0;
    char *p = s->at;

    for (;;) {
        for (unsigned int c = class_of(*p); (c & wanted) != 0; c = class_of(*++p)) {
            seen |= c;
        }
        bool may_close = *p == ']' && (s->end - p < 3 ? !s->is_last : p[1] == ']' && p[2] == '>');

        if (*p != ']' || may_close) {
            break;
        }
        p++;
    }
    if ((seen & IS_HIGH) == 0) {
        return p;
    }
    if (p == s->end && !s->is_last) {
        p -= cut_bytes(s->at, p);
    }
    ptrdiff_t bad = utf8_find_bad((struct str){.p = s->at, .n = (size_t)(p - s->at)});

    return bad < 0 ? p : s->at + bad;
}

/* One character that does not stand for itself: a reference, the end of a line. */
static enum reading read_special(struct xml_scan *s)
{
    size_t left = (size_t)(s->end - s->at);
    size_t bytes = 1;
    size_t n = 0;

    if (*s->at == '\r') {
        if (left < 2 && !s->is_last) {
            return CUT_OFF;
        }
        s->character[0] = '\n';
        n = left >= 2 && s->at[1] == '\n' ? 2 : 1;
    } else if (*s->at == '&') {
        n = resolve(s->at, left, s->character, &bytes);
        if (n == 0) {
            bool may_go_on = left < MAX_REFERENCE_BYTES && memchr(s->at, ';', left) == NULL;

            return may_go_on ? misfit(s, s->end) : WRONG;
        }
    } else if ((class_of(*s->at) & IS_HIGH) != 0 && left < UTF8_MAX) {
        return misfit(s, s->end);
    } else {
        return misfit(s, s->at);
    }
    s->text = (struct str){.p = s->character, .n = bytes};
    s->at += n;
    return TOLD;
}

static enum reading read_text(struct xml_scan *s)
{
    char *end = plain_end(s);

    if (end > s->at) {
        s->text = (struct str){.p = s->at, .n = (size_t)(end - s->at)};
        s->at = end;
        return TOLD;
    }
    if (*end != ']') {
        return read_special(s);
    }
    if (s->end - end < 3) {
        return CUT_OFF;
    }
    if (!s->is_in_cdata) {
        return WRONG; /* "]]>" */
    }
    s->at += 3;
    s->is_in_cdata = false;
    return PASSED;
}

/* ---- all together ---- */

static enum reading read_markup(struct xml_scan *s, enum xml_token *ret_token)
{
    if (s->at[1] == '!') {
        return pass_declaration(s);
    }
    if (s->looked > 0 &&
        memchr(s->at + s->looked, '>', (size_t)(s->end - s->at) - s->looked) == NULL) {
        return misfit(s, s->end);
    }
    switch (s->at[1]) {
    case '/':
        *ret_token = XML_TOKEN_END;
        return read_end(s);
    case '?':
        return pass_instruction(s);
    default:
        *ret_token = XML_TOKEN_START;
        return read_start(s);
    }
}

static enum reading read_on(struct xml_scan *s, enum xml_token *ret_token)
{
    if (!s->has_begun) {
        return begin(s);
    }
    if (s->at == s->end && s->is_last && !s->is_in_cdata && s->depth == 0 && s->has_root) {
        s->outcome = XML_TOKEN_DONE;
        return PASSED;
    }
    if (s->at == s->end) {
        return misfit(s, s->end);
    }
    if (*s->at == '<' && !s->is_in_cdata) {
        return read_markup(s, ret_token);
    }
    if (s->depth > 0) {
        *ret_token = XML_TOKEN_TEXT;
        return read_text(s);
    }
    char *rest = s->at;

    s->at = skip_spaces(s->at);
    return s->at > rest ? PASSED : WRONG;
}

enum xml_token xml_scan_next(struct xml_scan *s)
{
    enum xml_token token = XML_TOKEN_MORE;

    if (s->is_empty) {
        s->is_empty = false;
        close_element(s);
        return XML_TOKEN_END;
    }
    while (s->outcome == XML_TOKEN_MORE) {
        switch (read_on(s, &token)) {
        case TOLD:
            s->looked = 0;
            return token;
        case PASSED:
            s->looked = 0;
            break;
        case CUT_OFF:
            s->looked = (size_t)(s->end - s->at);
            return XML_TOKEN_MORE;
        case WRONG:
            s->outcome = XML_TOKEN_DAMAGED;
            break;
        }
    }
    return s->outcome;
}
