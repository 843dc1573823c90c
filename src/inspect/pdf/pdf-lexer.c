/* See pdf-lexer.h. A table tells white space, delimiters and digits; strings without escapes are
 * not copied. */
#include "inspect/pdf/pdf-lexer.h"

#include "inspect/pdf/pdf-remark.h"

#include <mupdf/fitz.h>

enum {
    MAX_NAME = 120,
    MAX_DIGITS = 9,  /* of a number; above MuPDF leaves some out */
    MAX_NUMBER = 40, /* characters */
    EXACT = 1 << 24, /* whole numbers below are exact in a float */
    MAX_NESTING = 20,
};

enum kind { REGULAR, WHITE, DELIMITER, DIGIT, SIGN };

static const uint8_t kinds[256] = {
    [0] = WHITE,       ['\t'] = WHITE,    ['\n'] = WHITE,    ['\f'] = WHITE,    ['\r'] = WHITE,
    [' '] = WHITE,     ['('] = DELIMITER, [')'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER,
    ['['] = DELIMITER, [']'] = DELIMITER, ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER,
    ['%'] = DELIMITER, ['+'] = SIGN,      ['-'] = SIGN,      ['.'] = SIGN,      ['0'] = DIGIT,
    ['1'] = DIGIT,     ['2'] = DIGIT,     ['3'] = DIGIT,     ['4'] = DIGIT,     ['5'] = DIGIT,
    ['6'] = DIGIT,     ['7'] = DIGIT,     ['8'] = DIGIT,     ['9'] = DIGIT,
};

void pdf_lexer_start(struct pdf_lexer *x, struct str bytes)
{
    x->at = (const unsigned char *)bytes.p;
    x->end = x->at + bytes.n;
    if (bytes.n > x->scratch_room) {
        x->scratch = arena_alloc(x->arena, bytes.n);
        x->scratch_room = bytes.n;
    }
}

static bool is_end_of_word(const struct pdf_lexer *x)
{
    return x->at == x->end || kinds[*x->at] == WHITE || kinds[*x->at] == DELIMITER;
}

/* ---- numbers ---- */

/* As the library reads and rounds it. */
static enum pdf_word take_long_number(struct pdf_lexer *x, const unsigned char *beg)
{
    char text[MAX_NUMBER + 1] = {};
    size_t n = (size_t)(x->at - beg);
    const unsigned char *point = memchr(beg, '.', n);

    /* A longer whole part is read in a way of its own. */
    if (n > MAX_NUMBER || point == NULL || point - beg > MAX_DIGITS) {
        return PDF_WORD_STRANGE;
    }
    memcpy(text, beg, n);
    x->number = fz_atof(text);
    return PDF_WORD_NUMBER;
}

static enum pdf_word take_number(struct pdf_lexer *x)
{
    static const float powers[] = {1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f};
    const unsigned char *beg = x->at;
    bool is_negative = *x->at == '-', has_point = false;
    uint32_t value = 0, digits = 0, decimals = 0;

    for (x->at += is_negative; !is_end_of_word(x); x->at++) {
        if (kinds[*x->at] == DIGIT) {
            if (++digits <= MAX_DIGITS) {
                value = value * 10 + (uint32_t)(*x->at - '0');
                decimals += has_point;
            }
        } else if (*x->at == '.' && !has_point) {
            has_point = true;
        } else {
            return PDF_WORD_STRANGE;
        }
    }
    if (digits == 0) {
        return PDF_WORD_STRANGE;
    }
    if (digits > MAX_DIGITS || (has_point && value >= EXACT)) {
        return take_long_number(x, beg);
    }
    /* Both are exact in a float, so their quotient is rounded once, as it should be. */
    x->number = (float)value / powers[decimals];
    x->number = is_negative ? -x->number : x->number;
    return PDF_WORD_NUMBER;
}

/* ---- strings ---- */

/* What follows a backslash; -1 = nothing. */
static int take_escape(struct pdf_lexer *x)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    int c = *x->at++;
    const char *letter = c == '\0' ? NULL : strchr(letters, c);

    if (letter != NULL) {
        return meant[letter - letters];
    }
    if (c >= '0' && c <= '7') {
        int value = c - '0';

        for (int i = 0; i < 2 && x->at < x->end && *x->at >= '0' && *x->at <= '7'; i++) {
            value = value * 8 + (*x->at++ - '0');
        }
        return value & 255;
    }
    if (c == '\r') {
        x->at += x->at < x->end && *x->at == '\n';
        return -1;
    }
    return c == '\n' ? -1 : c;
}

/* A string with escapes or brackets in it, from its beginning. */
static enum pdf_word take_long_string(struct pdf_lexer *x)
{
    char *out = x->scratch;
    size_t n = 0;
    int open = 1;

    while (x->at < x->end) {
        int c = *x->at++;

        if (c == '\\') {
            c = x->at < x->end ? take_escape(x) : -1;
            if (c < 0) {
                continue;
            }
        } else if (c == '(') {
            open++;
        } else if (c == ')' && --open == 0) {
            x->text = (struct str){.p = out, .n = n};
            return PDF_WORD_STRING;
        }
        out[n++] = (char)c;
    }
    return PDF_WORD_STRANGE;
}

static enum pdf_word take_string(struct pdf_lexer *x)
{
    const unsigned char *beg = ++x->at;

    while (x->at < x->end && *x->at != ')' && *x->at != '(' && *x->at != '\\') {
        x->at++;
    }
    if (x->at == x->end || *x->at != ')') {
        x->at = beg;
        return take_long_string(x);
    }
    x->text = (struct str){.p = (const char *)beg, .n = (size_t)(x->at++ - beg)};
    return PDF_WORD_STRING;
}

/* Of a hexadecimal digit one more than it stands for. */
static const uint8_t digits_plus_one[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
    ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

static void skip_white(struct pdf_lexer *x)
{
    while (x->at < x->end && kinds[*x->at] == WHITE) {
        x->at++;
    }
}

/* A digit and white space before it; -1 = something else. */
static int take_digit(struct pdf_lexer *x)
{
    skip_white(x);
    int digit = x->at < x->end ? digits_plus_one[*x->at] - 1 : -1;

    x->at += digit >= 0;
    return digit;
}

static enum pdf_word take_hexadecimal(struct pdf_lexer *x)
{
    char *out = x->scratch;
    size_t n = 0;

    for (;;) {
        /* Most strings are digits and nothing else. */
        while (x->end - x->at >= 2 && digits_plus_one[x->at[0]] > 0 &&
               digits_plus_one[x->at[1]] > 0) {
            out[n++] =
                (char)((digits_plus_one[x->at[0]] - 1) << 4 | (digits_plus_one[x->at[1]] - 1));
            x->at += 2;
        }
        int high = take_digit(x), low = high < 0 ? -1 : take_digit(x);

        if (low < 0) {
            bool is_end = high < 0 && x->at < x->end && *x->at == '>';

            x->at += is_end;
            x->text = (struct str){.p = out, .n = n};
            return is_end ? PDF_WORD_STRING : PDF_WORD_STRANGE;
        }
        out[n++] = (char)(high << 4 | low);
    }
}

/* ---- words ---- */

static enum pdf_word take_name(struct pdf_lexer *x)
{
    const unsigned char *beg = ++x->at;

    for (; !is_end_of_word(x); x->at++) {
        if (*x->at == '#') {
            return PDF_WORD_STRANGE;
        }
    }
    x->text = (struct str){.p = (const char *)beg, .n = (size_t)(x->at - beg)};
    return x->text.n <= MAX_NAME ? PDF_WORD_NAME : PDF_WORD_STRANGE;
}

static enum pdf_word take_operator(struct pdf_lexer *x)
{
    const unsigned char *beg = x->at;

    while (!is_end_of_word(x)) {
        x->at++;
    }
    size_t n = (size_t)(x->at - beg);

    x->text = (struct str){.p = (const char *)beg, .n = n};
    x->op = n > 3 ? 0 : PDF_OPERATOR(beg[0], n > 1 ? beg[1] : 0, n > 2 ? beg[2] : 0);
    return PDF_WORD_OPERATOR;
}

static enum pdf_word take_bracket(struct pdf_lexer *x)
{
    int c = *x->at++;
    bool is_double = x->at < x->end && *x->at == c;

    switch (c) {
    case '[':
        return PDF_WORD_ARRAY;
    case ']':
        return PDF_WORD_ARRAY_END;
    case '<':
        x->at += is_double;
        return is_double ? PDF_WORD_DICTIONARY : take_hexadecimal(x);
    case '>':
        x->at += is_double;
        return is_double ? PDF_WORD_DICTIONARY_END : PDF_WORD_STRANGE;
    default:
        return PDF_WORD_STRANGE;
    }
}

enum pdf_word pdf_lexer_next(struct pdf_lexer *x)
{
    for (;;) {
        skip_white(x);
        if (x->at == x->end || *x->at != '%') {
            break;
        }
        x->has_remarks = true;
        while (x->at < x->end && *x->at != '\n' && *x->at != '\r') {
            x->at++;
        }
    }
    if (x->at == x->end) {
        return PDF_WORD_END;
    }
    switch (kinds[*x->at]) {
    case DIGIT:
    case SIGN:
        return take_number(x);
    case DELIMITER:
        return *x->at == '/' ? take_name(x) : *x->at == '(' ? take_string(x) : take_bracket(x);
    default:
        return take_operator(x);
    }
}

/* ---- values that are not looked at ---- */

static bool skip_value(struct pdf_lexer *x, enum pdf_word first, int depth)
{
    enum pdf_word word;
    struct str key;

    switch (first) {
    case PDF_WORD_NUMBER:
    case PDF_WORD_NAME:
    case PDF_WORD_STRING:
        return true;
    case PDF_WORD_OPERATOR:
        return str_eq(x->text, STR("true")) || str_eq(x->text, STR("false")) ||
               str_eq(x->text, STR("null"));
    case PDF_WORD_ARRAY:
        for (word = pdf_lexer_next(x); word != PDF_WORD_ARRAY_END; word = pdf_lexer_next(x)) {
            if (depth >= MAX_NESTING || !skip_value(x, word, depth + 1)) {
                return false;
            }
        }
        return true;
    case PDF_WORD_DICTIONARY:
        for (word = pdf_lexer_next(x); word != PDF_WORD_DICTIONARY_END; word = pdf_lexer_next(x)) {
            key = x->text;
            if (depth >= MAX_NESTING || word != PDF_WORD_NAME ||
                !skip_value(x, word = pdf_lexer_next(x), depth + 1)) {
                return false;
            }
            x->has_remarks |= word == PDF_WORD_STRING && pdf_remark_may_say(key, x->text.n);
        }
        return true;
    default:
        return false;
    }
}

bool pdf_lexer_skip(struct pdf_lexer *x, enum pdf_word first)
{
    return skip_value(x, first, 0);
}
