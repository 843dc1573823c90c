/*
 * A text made ready: folded, as units in their usual variants, with the class of each and with what
 * is to be looked at there. All of it is one look into a table of 64 KiB for each character
 * (tools/person-table.py), so that the passes over the text step from one place that matters to the
 * next and leave the rest alone.
 */
#include "inspect/personal-scan.h"

/* Where the arrays of a text stand while they are filled. */
struct arrays {
    uint16_t *u;
    uint32_t *at;
    uint8_t *classes, *wakes;
};

static struct arrays arrays_of(struct personal_room *room, struct arena *a, size_t n)
{
    if (room != NULL) {
        return (struct arrays){room->u, room->at, room->classes, room->wakes};
    }
    return (struct arrays){.u = ARENA_ARRAY(a, n + 1, uint16_t),
                           .at = ARENA_ARRAY(a, n + 1, uint32_t),
                           .classes = ARENA_ARRAY(a, n + 1, uint8_t),
                           .wakes = ARENA_ARRAY(a, n + 1, uint8_t)};
}

/* One character of folded text, which is UTF-8 throughout; its length. */
static inline size_t take(const unsigned char *p, uint32_t *ret_cp)
{
    if (p[0] >= 0xE0 && p[0] < 0xF0) {
        *ret_cp = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        return 3;
    }
    if (p[0] < 0x80) {
        *ret_cp = p[0];
        return 1;
    }
    if (p[0] < 0xE0) {
        *ret_cp = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        return 2;
    }
    *ret_cp = (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    return 4;
}

static size_t fill(struct str s, const struct arrays *to)
{
    enum char_class before = CHAR_NONE;
    size_t n = 0;

    for (size_t i = 0; i < s.n; n++) {
        uint32_t cp;
        uint16_t unit;
        uint8_t kind;

        to->at[n] = (uint32_t)i;
        i += take((const unsigned char *)s.p + i, &cp);
        if (cp < 0x10000 && (personal_kinds[cp] & PERSONAL_CLASS) != PERSONAL_VARIANT) {
            unit = (uint16_t)cp;
            kind = personal_kinds[unit];
        } else {
            unit = personal_usual(cp);
            kind = (uint8_t)((personal_kinds[unit] & ~PERSONAL_CLASS) |
                             (cp < 0x10000 || cp >= 0x20000 ? CHAR_KANJI : CHAR_OTHER));
        }
        enum char_class class = (enum char_class)(kind & PERSONAL_CLASS);

        to->u[n] = unit;
        to->classes[n] = (uint8_t) class;
        to->wakes[n] =
            (uint8_t)((kind & ~PERSONAL_CLASS) | (class != before || class == CHAR_OPEN));
        before = class;
    }
    to->at[n] = (uint32_t)s.n;
    return n;
}

void personal_text_init(struct personal_text *t, struct personal_room *room, struct arena *a,
                        struct str text)
{
    struct folder folder;

    room = text.n <= PERSONAL_ROOM_BYTES ? room : NULL;
    if (room != NULL) {
        folder_init_in(&folder, room->bytes, room->src, text.n);
    } else {
        folder_init(&folder, a, text.n);
    }
    folder_add(&folder, text.n == 0 ? STR("") : text, 0);
    t->folded = folder_end(&folder);

    struct arrays arrays = arrays_of(room, a, t->folded.s.n);

    t->n = fill(t->folded.s, &arrays);
    t->u = arrays.u;
    t->at = arrays.at;
    t->classes = arrays.classes;
    t->wakes = arrays.wakes;
}
