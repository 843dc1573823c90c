/*
 * A text made ready: folded, as units in their usual variants, with the class of each and with what
 * is to be looked at there. What text is made of - ASCII, kana, kanji, wide blanks, letters and
 * figures of full width - is taken in one go, with one look into a table of 64 KiB for each
 * character (tools/person-table.py); the rest is folded first (text/fold.h). The passes over the
 * text then step from one place that matters to the next and leave the others alone.
 */
#include "inspect/personal/personal-scan.h"

/* Where a text is written to, and how far it is. */
struct writing {
    char *bytes;
    uint32_t *src, *at;
    uint16_t *u;
    uint8_t *classes, *wakes;
    size_t bytes_n, n;
    enum char_class before;
};

/* For a text of `n` bytes; what is of the largest type comes first. */
static struct writing writing_in(struct personal_room *room, struct arena *a, size_t n)
{
    size_t most = n + 1;
    char *memory =
        room != NULL ? room->memory : arena_alloc(a, most * (size_t)PERSONAL_BYTES_A_BYTE);
    uint32_t *src = (uint32_t *)memory;
    uint32_t *at = src + most;
    uint16_t *u = (uint16_t *)(at + most);
    uint8_t *classes = (uint8_t *)(u + most);
    uint8_t *wakes = classes + most;

    return (struct writing){.src = src,
                            .at = at,
                            .u = u,
                            .classes = classes,
                            .wakes = wakes,
                            .bytes = (char *)(wakes + most)};
}

_Static_assert(PERSONAL_BYTES_A_BYTE ==
                   2 * sizeof(uint32_t) + sizeof(uint16_t) + 2 * sizeof(uint8_t) + sizeof(char),
               "all that is kept of a byte has room");

/* The classes whose runs are looked at where they begin: hiragana, blanks and figures are none. */
static const unsigned run_classes = 1u << CHAR_KANJI | 1u << CHAR_KATAKANA | 1u << CHAR_LATIN |
                                    1u << CHAR_OPEN | 1u << CHAR_CLOSE | 1u << CHAR_COMMA;

/* What is to be looked at where a character of this kind stands behind one of the class `before`.
 */
static inline uint8_t wakes_of(unsigned kind, unsigned class, unsigned before)
{
    unsigned begins = class != before || class == CHAR_OPEN;

    return (uint8_t)((kind & ~(unsigned)PERSONAL_CLASS) | (begins & run_classes >> class));
}

/* Adds a folded character, whose bytes begin where the writing is. */
static inline void add_unit(struct writing *w, uint32_t cp)
{
    uint16_t unit = (uint16_t)cp;
    uint8_t kind = personal_kinds[unit];

    if (cp >= 0x10000 || (kind & PERSONAL_CLASS) == PERSONAL_VARIANT) {
        unit = personal_usual(cp);
        kind = (uint8_t)((personal_kinds[unit] & ~PERSONAL_CLASS) |
                         (cp < 0x10000 || cp >= 0x20000 ? CHAR_KANJI : CHAR_OTHER));
    }
    enum char_class class = (enum char_class)(kind & PERSONAL_CLASS);

    w->at[w->n] = (uint32_t)w->bytes_n;
    w->u[w->n] = unit;
    w->classes[w->n] = (uint8_t) class;
    w->wakes[w->n] = wakes_of(kind, class, w->before);
    w->before = class;
    w->n++;
}

/* The ASCII character of a wide one: of U+3000, the letters and figures of full width; or 0. */
static inline uint32_t ascii_of_wide(uint32_t cp)
{
    return cp == 0x3000 ? ' ' : cp >= 0xFF01 && cp <= 0xFF5D && cp != 0xFF0D ? cp - 0xFEE0 : 0;
}

/*
 * Writes the text as far as its characters are plain: the same after folding, or ASCII then.
 * Returns where the first other one stands. What is written to does not overlap, which only
 * `restrict` says.
 */
static size_t write_plain(struct writing *w, struct str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    char *restrict bytes = w->bytes;
    uint32_t *restrict src = w->src;
    uint32_t *restrict at = w->at;
    uint16_t *restrict u = w->u;
    uint8_t *restrict classes = w->classes;
    uint8_t *restrict wakes = w->wakes;
    unsigned before = CHAR_NONE;
    size_t written = 0;
    size_t n = 0;
    size_t i = 0;

    while (i < text.n) {
        uint32_t cp = p[i];
        size_t length = 1;

        at[n] = (uint32_t)written;
        if (cp >= 0xE3 && text.n - i >= 3 && ((p[i + 1] ^ 0x80u) | (p[i + 2] ^ 0x80u)) < 0x40) {
            cp = (cp & 0x0Fu) << 12 | (p[i + 1] & 0x3Fu) << 6 | (p[i + 2] & 0x3Fu);
            length = 3;
        }
        if (length == 3 && cp <= 0x9FFF && cp != 0x3000 && cp != 0x301C) {
            memcpy(bytes + written, p + i, 3);
            src[written] = src[written + 1] = src[written + 2] = (uint32_t)i;
            written += 3;
        } else {
            cp = length == 3 ? ascii_of_wide(cp) : cp == '\t' || cp >= 0x80 ? 0 : cp;
            if (cp == 0) {
                break;
            }
            bytes[written] = (char)cp;
            src[written++] = (uint32_t)i;
        }
        unsigned kind = personal_kinds[cp];

        u[n] = (uint16_t)cp;
        if ((kind & PERSONAL_CLASS) == PERSONAL_VARIANT) {
            u[n] = personal_usual(cp);
            kind = (personal_kinds[u[n]] & ~(unsigned)PERSONAL_CLASS) | CHAR_KANJI;
        }
        unsigned class = kind & PERSONAL_CLASS;

        classes[n] = (uint8_t) class;
        wakes[n++] = wakes_of(kind, class, before);
        before = class;
        i += length;
    }
    w->bytes_n = written;
    w->n = n;
    return i;
}

/* The units of what was folded. */
static void add_folded(struct writing *w, struct ftext folded)
{
    for (size_t i = 0; i < folded.s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(folded.s, i, &cp);

        w->bytes_n = i;
        add_unit(w, cp);
        i += n;
    }
    w->bytes_n = folded.s.n;
}

void personal_text_init(struct personal_text *t, struct personal_room *room, struct arena *a,
                        struct str text)
{
    struct writing w = writing_in(text.n <= PERSONAL_ROOM_BYTES ? room : NULL, a, text.n);
    size_t i = write_plain(&w, text);

    if (i < text.n) {
        struct folder folder;

        folder_init_in(&folder, w.bytes, w.src, text.n);
        folder_add(&folder, text, 0);
        t->folded = folder_end(&folder);
        w.n = w.bytes_n = 0;
        w.before = CHAR_NONE;
        add_folded(&w, t->folded);
    } else {
        w.src[w.bytes_n] = (uint32_t)text.n;
        w.bytes[w.bytes_n] = '\0';
        /* Without a summary: nobody asks. */
        t->folded = (struct ftext){.s = {.p = w.bytes, .n = w.bytes_n}, .src = w.src};
    }
    w.at[w.n] = (uint32_t)w.bytes_n;
    t->u = w.u;
    t->at = w.at;
    t->classes = w.classes;
    t->wakes = w.wakes;
    t->n = w.n;
}
