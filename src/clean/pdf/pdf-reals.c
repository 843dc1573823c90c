/*
 * Numbers as they were written; see pdf-reals.h. A table by the bits of the number, with free
 * places searched from its hash on; the first writing of a number is the one that counts.
 */
#include "clean/pdf/pdf-reals.h"

#include <mupdf/fitz.h>

enum {
    DIGITS_OF_SINGLE = 7, /* a number of so many is its shortest form */
    LONGEST_NUMBER = 40,
    FIRST_ROOM = 256,
};

struct pdf_real {
    uint32_t bits;
    struct str text; /* empty = a free place */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t bits_of(float value)
{
    uint32_t bits;

    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

/* The place of a number, or the free one for it. */
static struct pdf_real *slot_of(const struct pdf_reals *r, uint32_t bits)
{
    uint32_t at = bits * 2654435769u; /* Knuth's multiplicative hash */

    for (at ^= at >> 15;; at++) {
        struct pdf_real *slot = &r->slots[at & (r->room - 1)];

        if (slot->text.n == 0 || slot->bits == bits) {
            return slot;
        }
    }
}

static void grow(struct pdf_reals *r, struct arena *a)
{
    struct pdf_reals more = {.n = r->n, .room = r->room == 0 ? FIRST_ROOM : r->room * 2};

    more.slots = ARENA_ARRAY(a, more.room, struct pdf_real);
    for (uint32_t i = 0; i < r->room; i++) {
        if (r->slots[i].text.n > 0) {
            *slot_of(&more, r->slots[i].bits) = r->slots[i];
        }
    }
    *r = more;
}

static void remember(struct pdf_reals *r, struct arena *a, struct str text)
{
    char copy[LONGEST_NUMBER + 1];

    memcpy(copy, text.p, text.n);
    copy[text.n] = '\0';
    if (r->n * 2 >= r->room) {
        grow(r, a);
    }
    uint32_t bits = bits_of(fz_atof(copy));
    struct pdf_real *slot = slot_of(r, bits);

    if (slot->text.n == 0) {
        *slot = (struct pdf_real){.bits = bits, .text = arena_str(a, text)};
        r->n++;
    }
}

/* The number around its point, with its sign. */
static struct str number_around(struct str s, size_t point)
{
    size_t beg = point;
    size_t end = point + 1;

    while (beg > 0 && is_digit(s.p[beg - 1])) {
        beg--;
    }
    if (beg > 0 && (s.p[beg - 1] == '-' || s.p[beg - 1] == '+')) {
        beg--;
    }
    while (end < s.n && is_digit(s.p[end])) {
        end++;
    }
    return str_sub(s, beg, end);
}

static size_t significant_digits(struct str number)
{
    size_t n = 0;

    for (size_t i = 0; i < number.n; i++) {
        n += is_digit(number.p[i]) && (n > 0 || number.p[i] != '0');
    }
    return n;
}

void pdf_reals_note(struct pdf_reals *r, struct arena *a, struct str bytes)
{
    for (size_t at = 0; at < bytes.n && r->n < PDF_REALS_MAX;) {
        const char *point = memchr(bytes.p + at, '.', bytes.n - at);

        if (point == NULL) {
            return;
        }
        at = (size_t)(point - bytes.p) + 1;
        if (at < bytes.n && is_digit(*(point + 1))) {
            struct str number = number_around(bytes, at - 1);

            if (number.n <= LONGEST_NUMBER && significant_digits(number) > DIGITS_OF_SINGLE) {
                remember(r, a, number);
            }
        }
    }
}

struct str pdf_reals_text(const struct pdf_reals *r, float value)
{
    return r->n == 0 ? (struct str){} : slot_of(r, bits_of(value))->text;
}
