/*
 * Folding with offsets; see fold.h. A switch over ranges for what is regular, tables for the
 * radicals. ASCII and plain kana and kanji, nearly all of a document, take the short way.
 */
#include "text/fold.h"

#include "base/radical.h"
#include "base/utf8.h"

static uint32_t fold_half_katakana(uint32_t cp)
{
    static const uint16_t wide[] = {
        0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9,
        0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB,
        0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1,
        0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5,
        0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9,
        0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x309B, 0x309C,
    };

    return wide[cp - 0xFF61];
}

/* The katakana with its sound mark as one character (ｶﾞ -> ガ, ﾊﾟ -> パ), or 0. */
static uint32_t compose_katakana(uint32_t base, bool is_half_voiced)
{
    bool is_ha = base >= 0x30CF && base <= 0x30DB && (base - 0x30CF) % 3 == 0;
    bool is_ka = (base >= 0x30AB && base <= 0x30C1 && base % 2 == 1) ||
                 (base >= 0x30C4 && base <= 0x30C8 && base % 2 == 0);

    if (is_half_voiced) {
        return is_ha ? base + 2 : 0;
    }
    return is_ha || is_ka ? base + 1 : base == 0x30A6 ? 0x30F4 : 0;
}

static uint32_t fold_general_punctuation(uint32_t cp)
{
    switch (cp) {
    case 0x2010 ... 0x2015:
        return '-';
    case 0x2000 ... 0x200A:
    case 0x202F:
    case 0x205F:
        return ' ';
    case 0x200B ... 0x200F:
    case 0x2060:
        return 0;
    default:
        return cp;
    }
}

uint32_t fold_code_point(uint32_t cp)
{
    if (cp < 0x80) {
        return cp == '\t' ? ' ' : cp;
    }
    if (cp >= 0x3041 && cp <= 0x9FFF) {
        return cp;
    }
    switch (cp) {
    case 0x00A0:
    case 0x3000:
        return ' ';
    case 0x00B7:
        return 0x30FB;
    case 0x02DC:
    case 0x223C:
    case 0x301C:
    case 0xFF5E:
        return '~';
    case 0x2212:
    case 0x2500:
    case 0x2501:
    case 0xFF0D:
        return '-';
    case 0xFEFF:
    case 0x00AD:
        return 0;
    case 0x2000 ... 0x206F:
        return fold_general_punctuation(cp);
    case 0x2E80 ... 0x2EF3:
    case 0x2F00 ... 0x2FD5:
        return radical_ideograph(cp);
    case 0xFF01 ... 0xFF0C:
    case 0xFF0E ... 0xFF5D:
        return cp - 0xFF01 + '!';
    case 0xFF61 ... 0xFF9F:
        return fold_half_katakana(cp);
    case 0xFFE5:
        return 0x00A5;
    default:
        return cp;
    }
}

void folder_init(struct folder *f, struct arena *a, size_t bytes)
{
    *f = (struct folder){.room = (uint32_t)bytes};
    f->bytes = arena_alloc(a, bytes + 1);
    f->src = ARENA_ARRAY(a, bytes + 1, uint32_t);
}

void folder_init_in(struct folder *f, char *text, uint32_t *src, size_t bytes)
{
    *f = (struct folder){.bytes = text, .src = src, .room = (uint32_t)bytes};
}

/* Whether p begins a character of three bytes, as far as its tail tells. */
static inline bool has_tail_of_two(const unsigned char *p, size_t left)
{
    return left >= 3 && ((p[1] ^ 0x80u) | (p[2] ^ 0x80u)) < 0x40;
}

/*
 * Whether a kana, an ideograph or a sign of U+3000 … U+9FFF stands at p that stays as it is: all
 * but the wide space (E3 80 80) and 〜 (E3 80 9C).
 */
static inline bool is_plain_wide(const unsigned char *p, size_t left)
{
    return p[0] >= 0xE3 && p[0] <= 0xE9 && has_tail_of_two(p, left) &&
           !(p[0] == 0xE3 && p[1] == 0x80 && (p[2] == 0x80 || p[2] == 0x9C));
}

/* The ASCII character of the full-width form at p (U+FF01 … U+FF5E), 0 when there is none. */
static inline char full_width_ascii(const unsigned char *p, size_t left)
{
    if (p[0] != 0xEF || !has_tail_of_two(p, left)) {
        return 0;
    }
    if (p[1] == 0xBC && p[2] >= 0x81) {
        return (char)(p[2] - 0x81 + '!');
    }
    return p[1] == 0xBD && p[2] <= 0x9E ? (char)(p[2] - 0x80 + '`') : 0;
}

/* Notes the character of these bytes in the summary. */
static void summarise(struct folder *f, const char *bytes, size_t n)
{
    uint64_t bit = 1ull << ((unsigned char)bytes[n - 1] & 0x3F);

    if (n == 1) {
        f->summary.ascii |= bit;
    } else {
        f->summary.wide[(unsigned char)bytes[n - 2] & 1] |= bit;
    }
}

/*
 * A half-width sound mark directly behind its kana: the two become one character, whose first byte
 * leads to the kana and whose last to the mark, so that both ends of a span come out right.
 */
static bool add_sound_mark(struct folder *f, uint32_t cp, uint32_t source)
{
    enum { KANA_BYTES = 3 };
    uint32_t base;

    if ((cp != 0xFF9E && cp != 0xFF9F) || f->n < KANA_BYTES ||
        f->src[f->n - KANA_BYTES] + KANA_BYTES != source) {
        return false;
    }
    struct str last = {.p = f->bytes + f->n - KANA_BYTES, .n = KANA_BYTES};

    if (utf8_decode(last, 0, &base) != KANA_BYTES) {
        return false;
    }
    uint32_t composed = compose_katakana(base, cp == 0xFF9F);

    if (composed == 0) {
        return false;
    }
    utf8_write(composed, f->bytes + f->n - KANA_BYTES);
    summarise(f, f->bytes + f->n - KANA_BYTES, KANA_BYTES);
    f->src[f->n - 2] = source;
    f->src[f->n - 1] = source;
    return true;
}

/*
 * Copies the plain characters from `at` on, nearly all of a document: ASCII, kana, ideographs;
 * returns where they end.
 */
static size_t add_plain(struct folder *f, struct str piece, size_t at, uint32_t source_offset)
{
    const unsigned char *p = (const unsigned char *)piece.p;
    uint32_t *src = f->src + f->n;
    size_t end = MIN(piece.n, at + (f->room - f->n)); /* they take the room that they have */
    size_t from = at;

    while (at < end) {
        if (is_plain_wide(p + at, end - at)) {
            src[0] = src[1] = src[2] = source_offset + (uint32_t)at;
            f->summary.wide[p[at + 1] & 1] |= 1ull << (p[at + 2] & 0x3F);
            src += 3;
            at += 3;
        } else if (p[at] < 0x80 && p[at] != '\t') {
            *src++ = source_offset + (uint32_t)at;
            f->summary.ascii |= 1ull << (p[at] & 0x3F);
            at++;
        } else {
            break;
        }
    }
    if (at > from) {
        memcpy(f->bytes + f->n, piece.p + from, at - from);
        f->n += (uint32_t)(at - from);
    }
    return at;
}

/* Adds the character at `at`, folded; returns where it ends. */
static size_t add_folded(struct folder *f, struct str piece, size_t at, uint32_t source_offset)
{
    uint32_t source = source_offset + (uint32_t)at;
    char ascii = full_width_ascii((const unsigned char *)piece.p + at, piece.n - at);

    if (ascii != 0 && f->n < f->room) {
        f->src[f->n] = source;
        f->bytes[f->n++] = ascii;
        summarise(f, &ascii, 1);
        return at + 3;
    }
    uint32_t cp;
    size_t length = utf8_decode(piece, at, &cp);

    if (add_sound_mark(f, cp, source)) {
        return at + length;
    }
    uint32_t folded = fold_code_point(cp);
    char bytes[UTF8_MAX];
    size_t n = folded == 0 ? 0 : utf8_write(folded, bytes);

    /* A bad byte becomes three: the only growth, dropped when it does not fit. */
    if (n > 0 && n <= f->room - f->n) {
        summarise(f, bytes, n);
        for (size_t i = 0; i < n; i++) {
            f->src[f->n] = source;
            f->bytes[f->n++] = bytes[i];
        }
    }
    return at + length;
}

void folder_add(struct folder *f, struct str piece, uint32_t source_offset)
{
    for (size_t at = add_plain(f, piece, 0, source_offset); at < piece.n;) {
        at = add_folded(f, piece, at, source_offset);
        at = add_plain(f, piece, at, source_offset);
    }
    f->source_end = source_offset + (uint32_t)piece.n;
}

struct ftext folder_end(struct folder *f)
{
    f->src[f->n] = f->source_end;
    f->bytes[f->n] = '\0';
    return (struct ftext){.s = {.p = f->bytes, .n = f->n}, .src = f->src, .summary = f->summary};
}

struct ftext fold(struct arena *a, struct str text)
{
    struct folder f;

    folder_init(&f, a, text.n);
    folder_add(&f, text, 0);
    return folder_end(&f);
}

uint32_t ftext_end(const struct ftext *t, size_t at, struct str document)
{
    if (at == 0) {
        return t->src[0];
    }
    uint32_t last = t->src[at - 1];
    uint32_t cp;

    return last >= document.n ? last : last + (uint32_t)utf8_decode(document, last, &cp);
}
