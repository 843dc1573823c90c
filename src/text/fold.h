/*
 * Folding: one writing for the many ways a Japanese document writes the same character,
 * one character to one character, with the place of every character kept.
 *
 * Never NFKC (it makes "14." of "①４．"). Folded are:
 *     full-width ASCII, half-width katakana     -> ASCII, full-width katakana
 *     ｶﾞ ﾊﾟ (two characters)                     -> ガ パ (one, that leads back to both)
 *     U+3000, U+00A0, U+2000-200A, U+202F, tab  -> ' '
 *     ～ 〜 ∼ ˜                                  -> '~'
 *     － ‐ ‑ ‒ – — ― − ─ ━                      -> '-'   (ー stays: it belongs to katakana words)
 *     ･ ·                                       -> '・'
 *     Kangxi radicals U+2F00-2FD5, CJK radicals -> the ideograph (PDF text layers)
 *     ， ． ： ； （ ） ［ ］ ｛ ｝ ＜ ＞        -> ASCII; 、。「」『』【】〈〉《》〔〕 stay
 *     zero-width characters and BOM             -> dropped
 * Circled digits, ㋿, ㈪, Ⅲ, ㎡ keep themselves: they are classes of their own.
 *
 * Matching is done on the folded bytes with ordinary string literals; `src` leads back.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/arena.h"

/*
 * Which characters stand in a text, in a few bits: one for those of ASCII that agree in their last
 * six bits, one for wider ones that agree in their last seven. What it says is not there is not
 * there.
 */
struct fold_summary {
    uint64_t ascii, wide[2];
};

struct ftext {
    struct str s;        /* folded UTF-8 */
    const uint32_t *src; /* for folded byte i the source offset of its character; src[s.n] = end */
    struct fold_summary summary;
};

/* The code point that stands for `cp` after folding; 0 when it is dropped. */
uint32_t fold_code_point(uint32_t cp);

/* Builds an ftext from pieces that may lie apart in the source (wrapped lines). */
struct folder {
    char *bytes;
    uint32_t *src;
    uint32_t n, room;
    uint32_t source_end; /* end of the last piece */
    struct fold_summary summary;
};

/* `bytes` is the sum of the lengths of the pieces to come, an upper bound. Arena memory. */
void folder_init(struct folder *f, struct arena *a, size_t bytes);
/* The same in memory of the caller: room for `bytes` + 1 of each. */
void folder_init_in(struct folder *f, char *text, uint32_t *src, size_t bytes);
/* Adds a piece whose first byte stands at `source_offset` of the document. */
void folder_add(struct folder *f, struct str piece, uint32_t source_offset);
/* Hands the result over; it lives as long as the arena. */
struct ftext folder_end(struct folder *f);

/* Folds one text that starts at source offset 0. */
struct ftext fold(struct arena *a, struct str text);

/*
 * Whether all characters of `word` (folded) may stand in the text: asked before a search, or before
 * a text is touched at all.
 */
static inline bool ftext_may_have(const struct ftext *t, struct str word)
{
    unsigned char before = 0;

    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        uint64_t set = c < 0x80 ? t->summary.ascii : t->summary.wide[before & 1];
        bool is_last = i + 1 == word.n || ((unsigned char)word.p[i + 1] & 0xC0) != 0x80;

        if (is_last && (set >> (c & 0x3F) & 1) == 0) {
            return false;
        }
        before = c;
    }
    return true;
}

/* Whether `word` stands in the text. */
static inline bool ftext_has(const struct ftext *t, struct str word)
{
    return ftext_may_have(t, word) && str_has(t->s, word);
}

/* Whether the text may have a digit, a capital letter. */
static inline bool ftext_may_have_digit(const struct ftext *t)
{
    return (t->summary.ascii & 0x3FFull << ('0' & 0x3F)) != 0;
}

static inline bool ftext_may_have_capital(const struct ftext *t)
{
    return (t->summary.ascii & 0x3FFFFFFull << ('A' & 0x3F)) != 0;
}

/* Source offsets of a folded byte range. */
static inline uint32_t ftext_beg(const struct ftext *t, size_t at)
{
    return t->src[at];
}

/* The end of the last character of the range that ends (exclusively) at folded byte `at`. */
uint32_t ftext_end(const struct ftext *t, size_t at, struct str document);

#endif
