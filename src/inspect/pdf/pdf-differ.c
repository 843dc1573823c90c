/*
 * Two sentences have few pieces of three letters in common (two of wide ones), two spellings of one
 * sentence nearly all. Before that is asked everything is ruled out for which words stand in place
 * of letters by right: they are read aloud in kana, written out in full, or put right where a font
 * calls its letters by other names.
 */
#include "inspect/pdf/pdf-differ.h"

#include "base/common.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_LETTERS = 1500,
    LEAST_WIDE = 6,
    LEAST_NARROW = 12,
    DIGIT_SHARE = 3, /* at most one of so many letters is a digit */
    SIGN_SHARE = 4,
    COMMON_SHARE = 7,  /* less than one of so many pieces is common to both */
    VOWELS_LEAST = 22, /* per cent of Latin letters: less are no words */
    VOWELS_MOST = 65,
};

/* The letters of a text, small, and what kinds there are. */
struct letters {
    uint32_t v[MAX_LETTERS];
    uint32_t n, digits, latin, vowels, kana, han, others;
};

static void add(struct letters *l, uint32_t cp)
{
    cp = cp >= 'A' && cp <= 'Z' ? cp | 0x20 : cp;
    l->digits += cp >= '0' && cp <= '9';
    if (cp < 0x250) {
        l->latin += cp > '9';
        l->vowels += cp > '9' && (cp >= 0xC0 || strchr("aeiouy", (int)cp) != NULL);
    } else if (cp >= 0x3041 && cp < 0x3100) {
        l->kana++;
    } else if (cp >= 0x3400 && cp < 0xA000) {
        l->han++;
    } else {
        l->others++;
    }
    l->v[l->n++] = cp;
}

/* False: there are too many. */
static bool read_letters(struct str text, struct letters *l)
{
    *l = (struct letters){};
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        if (pdf_differ_is_letter(cp)) {
            if (l->n == MAX_LETTERS) {
                return false;
            }
            add(l, cp);
        }
    }
    return true;
}

static bool is_wide(const struct letters *l)
{
    return (l->kana + l->han) * 2 > l->n;
}

/* Whether it is long enough, of one script that is known here, and words. */
static bool is_sentence(const struct letters *l)
{
    if (l->digits * DIGIT_SHARE > l->n || l->others * 10 > l->n) {
        return false;
    }
    if (is_wide(l)) {
        return l->n >= LEAST_WIDE;
    }
    return l->n >= LEAST_NARROW && l->vowels * 100 >= l->latin * VOWELS_LEAST &&
           l->vowels * 100 <= l->latin * VOWELS_MOST;
}

/* Whether one is the other with letters left out: an abbreviation. */
static bool is_within(const struct letters *few, const struct letters *many)
{
    uint32_t at = 0;

    for (uint32_t i = 0; i < many->n && at < few->n; i++) {
        at += few->v[at] == many->v[i];
    }
    return at == few->n;
}

/* Whether each letter stands for one and the same letter: a font with names of its own. */
static bool is_cipher(const struct letters *a, const struct letters *b)
{
    if (a->n != b->n) {
        return false;
    }
    for (uint32_t i = 0; i < a->n; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if ((a->v[i] == a->v[k]) != (b->v[i] == b->v[k])) {
                return false;
            }
        }
    }
    return true;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Pieces of so many letters that follow each other, sorted; how many. */
static uint32_t find_pieces(const struct letters *l, uint32_t length,
                            uint64_t ret_pieces[static MAX_LETTERS])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i + length <= l->n; i++) {
        uint64_t piece = 0;

        for (uint32_t k = 0; k < length; k++) {
            piece = piece << 21 | l->v[i + k];
        }
        ret_pieces[n++] = piece;
    }
    qsort(ret_pieces, n, sizeof(ret_pieces[0]), by_value);
    return n;
}

static bool is_alike(const struct letters *a, const struct letters *b)
{
    uint64_t x[MAX_LETTERS], y[MAX_LETTERS];
    uint32_t length = is_wide(a) ? 2 : 3, common = 0;
    uint32_t nx = find_pieces(a, length, x), ny = find_pieces(b, length, y);

    for (uint32_t i = 0, k = 0; i < nx && k < ny;) {
        if (x[i] == y[k]) {
            common++;
            i++;
            k++;
        } else if (x[i] < y[k]) {
            i++;
        } else {
            k++;
        }
    }
    return common * COMMON_SHARE >= MIN(nx, ny);
}

/* Whether the words are code: of formulas, mostly. */
static bool is_code(struct str words)
{
    for (size_t i = 0; i < words.n; i++) {
        if (strchr("\\^_{}=", words.p[i]) != NULL) {
            return true;
        }
    }
    return false;
}

bool pdf_differ_is_other(struct str shown, uint32_t signs, struct str words)
{
    struct letters a, b;

    if (is_code(words) || !read_letters(shown, &a) || !read_letters(words, &b) ||
        !is_sentence(&a) || !is_sentence(&b) || signs * SIGN_SHARE > a.n ||
        is_wide(&a) != is_wide(&b)) {
        return false;
    }
    bool is_reading = b.han == 0 && b.kana > 0 && a.han > 0;

    return !is_reading && !is_within(&a, &b) && !is_within(&b, &a) && !is_cipher(&a, &b) &&
           !is_alike(&a, &b);
}
