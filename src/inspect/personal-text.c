/*
 * A text made ready: folded, as units in their usual variants, with the class of each and with what
 * is to be looked at there. What text is made of - ASCII, kana, kanji, wide blanks, letters and
 * figures of full width - is taken in one go, with one look into a table of 64 KiB for each
 * character (tools/person-table.py); the rest is folded first (text/fold.h). The passes over the
 * text then step from one place that matters to the next and leave the others alone.
 */
#include "inspect/personal-scan.h"

/* Where a text is written to, and how far it is. */
struct writing {
    char *bytes;
    uint32_t *src, *at;
    uint16_t *u;
    uint8_t *classes, *wakes;
    size_t bytes_n, n;
    enum char_class before;
};

static struct writing writing_in(struct personal_room *room, struct arena *a, size_t n)
{
    if (room != NULL) {
        return (struct writing){.bytes = room->bytes,
                                .src = room->src,
                                .at = room->at,
                                .u = room->u,
                                .classes = room->classes,
                                .wakes = room->wakes};
    }
    return (struct writing){.bytes = arena_alloc(a, n + 1),
                            .src = ARENA_ARRAY(a, n + 1, uint32_t),
                            .at = ARENA_ARRAY(a, n + 1, uint32_t),
                            .u = ARENA_ARRAY(a, n + 1, uint16_t),
                            .classes = ARENA_ARRAY(a, n + 1, uint8_t),
                            .wakes = ARENA_ARRAY(a, n + 1, uint8_t)};
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
    w->wakes[w->n] =
        (uint8_t)((kind & ~PERSONAL_CLASS) | (class != w->before || class == CHAR_OPEN));
    w->before = class;
    w->n++;
}

/* One character of the text at `i` that is no other after folding, or becomes ASCII: its bytes, or
 * 0. */
static inline size_t add_plain(struct writing *w, const unsigned char *p, size_t i, size_t left)
{
    uint32_t ascii = p[0] < 0x80 && p[0] != '\t' ? p[0] : 0;

    if (ascii == 0) {
        if (p[0] < 0xE3 || left < 3 || ((p[1] ^ 0x80u) | (p[2] ^ 0x80u)) >= 0x40) {
            return 0;
        }
        uint32_t cp = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);

        if (cp <= 0x9FFF && cp != 0x3000 && cp != 0x301C) {
            add_unit(w, cp);
            memcpy(w->bytes + w->bytes_n, p, 3);
            for (size_t k = 0; k < 3; k++) {
                w->src[w->bytes_n + k] = (uint32_t)i;
            }
            w->bytes_n += 3;
            return 3;
        }
        ascii = cp == 0x3000 ? ' ' : cp >= 0xFF01 && cp <= 0xFF5D && cp != 0xFF0D ? cp - 0xFEE0 : 0;
        if (ascii == 0) {
            return 0;
        }
    }
    add_unit(w, ascii);
    w->src[w->bytes_n] = (uint32_t)i;
    w->bytes[w->bytes_n++] = (char)ascii;
    return p[0] < 0x80 ? 1 : 3;
}

/* Writes as far as there is no character but these; `ret_end` is where the first other one stands.
 * By value, so that the compiler keeps it in registers: what it points to could be itself. */
static struct writing write_plain(struct writing w, struct str text, size_t *ret_end)
{
    const unsigned char *p = (const unsigned char *)text.p;
    size_t i = 0;

    while (i < text.n) {
        size_t n = add_plain(&w, p + i, i, text.n - i);

        if (n == 0) {
            break;
        }
        i += n;
    }
    *ret_end = i;
    return w;
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
    size_t i;
    struct writing w =
        write_plain(writing_in(text.n <= PERSONAL_ROOM_BYTES ? room : NULL, a, text.n), text, &i);

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
        t->folded = (struct ftext){.s = {.p = w.bytes, .n = w.bytes_n}, .src = w.src};
    }
    w.at[w.n] = (uint32_t)w.bytes_n;
    t->u = w.u;
    t->at = w.at;
    t->classes = w.classes;
    t->wakes = w.wakes;
    t->n = w.n;
}
