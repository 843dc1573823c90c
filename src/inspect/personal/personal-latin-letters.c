/*
 * Latin words as names, by their letters. Japanese names are looked up by their kana, in letters
 * made simple: the many ways to write a name (Ohno, Oono, Ono; Shinji, Sinzi) come to one, that of
 * romaji() in tools/person-table.py.
 */
#include "inspect/personal/personal-latin-word.h"
#include "inspect/personal/personal-walk.h"

/* Letters with accents without them, from U+00C0 on. */
static const char plain_letters[] =
    "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";

static uint16_t lower(uint16_t u)
{
    return u >= 'A' && u <= 'Z' ? (uint16_t)(u + 32) : u;
}

static bool is_vowel(uint16_t u)
{
    return u == 'a' || u == 'i' || u == 'u' || u == 'e' || u == 'o';
}

struct letters {
    uint16_t u[PERSONAL_LATIN_LETTERS + 2];
    size_t n;
};

static void add(struct letters *l, uint16_t u)
{
    uint16_t before = l->n == 0 ? 0 : l->u[l->n - 1];

    if ((u == 'u' && before == 'o') || (u == 'o' && before == 'o') || (u == 'u' && before == 'u')) {
        return; /* long ones are short */
    }
    l->u[l->n++] = u;
}

/* What the letters at `i` come to: sh to s or sy, f to h, j to z or zy …; letters taken. */
static size_t add_simple(struct letters *l, const uint16_t *u, size_t n, size_t i)
{
    uint16_t c = u[i];
    uint16_t next = i + 1 < n ? u[i + 1] : 0;
    uint16_t third = i + 2 < n ? u[i + 2] : 0;

    if ((c == 's' || c == 'c') && next == 'h') {
        add(l, c == 's' ? 's' : 't');
        if (third != 'i') {
            add(l, 'y');
        }
        return 2;
    }
    if (c == 't' && next == 's') {
        add(l, 't');
        return 2;
    }
    if (c == 'j') {
        add(l, 'z');
        if (next != 'i' && next != 'y') {
            add(l, 'y');
        }
        return 1;
    }
    if (c == 'h' && i > 0 && u[i - 1] == 'o' && !is_vowel(next) && next != 'y') {
        return 1; /* Ohno, Itoh */
    }
    if (c == 'm' && (next == 'b' || next == 'p' || next == 'm')) {
        add(l, 'n');
        return 1;
    }
    if (c == 't' && next == 'c') {
        add(l, 't');
        return 1;
    }
    add(l, c == 'f' ? 'h' : c == 0x14D || c == 0x14C ? 'o' : c == 0x16B || c == 0x16A ? 'u' : c);
    return 1;
}

uint32_t personal_latin_names(const struct personal_text *t, size_t beg, size_t end)
{
    uint16_t word[PERSONAL_LATIN_LETTERS];
    struct letters simple = {};
    size_t n = 0;

    for (size_t i = beg; i < end; i++) {
        if (t->u[i] == '\'' || t->u[i] == '-') {
            continue;
        }
        if (n == PERSONAL_LATIN_LETTERS) {
            return 0;
        }
        word[n++] = lower(t->u[i]);
    }
    for (size_t i = 0; i < n;) {
        i += add_simple(&simple, word, n, i);
    }
    return personal_word(simple.u, simple.n) & (WORD_KANA_SURNAME | WORD_KANA_GIVEN);
}

bool personal_is_before_own_mail(const struct personal_text *t, size_t i)
{
    enum { MOST = 64, LEAST_PART = 3 };
    size_t stop = MIN(t->n, i + MOST);
    bool has_name = false;

    if (!personal_is_class(t, i, CHAR_OPEN)) {
        return false;
    }
    for (size_t beg = ++i; i < stop; i++) {
        bool is_end = t->classes[i] != CHAR_LATIN;

        if (is_end && i >= beg + LEAST_PART) {
            has_name |= (personal_latin_names(t, beg, i) & WORD_KANA_SURNAME) != 0;
        }
        if (t->u[i] == '@') {
            return has_name;
        }
        if (is_end && t->classes[i] != CHAR_DIGIT && t->u[i] != '.' && t->u[i] != '-' &&
            t->u[i] != '_') {
            return false;
        }
        beg = is_end ? i + 1 : beg;
    }
    return false;
}

bool personal_latin_is_foreign(const struct personal_text *t, size_t beg, size_t end)
{
    enum { LEAST = 3 };
    uint16_t word[PERSONAL_LATIN_LETTERS];
    size_t n = 0;

    for (size_t i = beg; i < end && n < PERSONAL_LATIN_LETTERS; i++) {
        uint16_t u = lower(t->u[i]);

        word[n++] = u >= 0xC0 && u < 0x100 ? (uint16_t)plain_letters[u - 0xC0] : u;
    }
    return n >= LEAST && personal_is_foreign(word, n);
}
