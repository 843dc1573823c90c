/*
 * HEIF and AVIF (ISO/IEC 23008-12 in the boxes of ISO/IEC 14496-12). The box `meta` lists items
 * (iinf) and where their bytes lie (iloc); those of EXIF and XMP are told, pictures passed over.
 */
#include "inspect/picture/picture.h"

#include "base/tr.h"

enum { MAX_ITEMS = 2000, MAX_BOXES = 10000, MAX_ITEM_BYTES = 64 * 1024 * 1024 };

/* Bytes that are read one number after the other; past the end everything is 0. */
struct cursor {
    struct str bytes;
    size_t at;
};

static uint64_t number(struct cursor *c, size_t bytes)
{
    uint64_t n = 0;

    for (size_t i = 0; i < bytes; i++, c->at++) {
        n = n << 8 | (unsigned char)(c->at < c->bytes.n ? c->bytes.p[c->at] : 0);
    }
    return n;
}

struct box {
    struct str type, data;
};

/* The next box, or false at the end or where it does not fit. */
static bool next_box(struct cursor *c, struct box *ret)
{
    size_t begin = c->at;

    if (c->bytes.n - MIN(begin, c->bytes.n) < 8) {
        return false;
    }
    uint64_t n = number(c, 4);

    ret->type = str_sub(c->bytes, c->at, c->at + 4);
    c->at += 4;
    if (n == 1) {
        n = number(c, 8);
    } else if (n == 0) {
        n = c->bytes.n - begin;
    }
    if (n < c->at - begin || n > c->bytes.n - begin) {
        c->at = begin;
        return false;
    }
    ret->data = str_sub(c->bytes, c->at, begin + (size_t)n);
    c->at = begin + (size_t)n;
    return true;
}

static bool find_box(struct str bytes, struct str type, struct str *ret_data)
{
    struct cursor c = {.bytes = bytes};
    struct box box;

    for (int i = 0; i < MAX_BOXES && next_box(&c, &box); i++) {
        if (str_eq(box.type, type)) {
            *ret_data = box.data;
            return true;
        }
    }
    return false;
}

bool picture_heif_recognise(struct str bytes)
{
    static const struct str brands[] = {STR("hei"),  STR("hev"),  STR("mif1"),
                                        STR("msf1"), STR("avif"), STR("avis")};

    for (size_t i = 0; str_at(bytes, 4, STR("ftyp")) && i < COUNT(brands); i++) {
        if (str_at(bytes, 8, brands[i])) {
            return true;
        }
    }
    return false;
}

struct meta {
    struct str bytes, list, data; /* the file; iinf; idat */
    void (*take)(void *user, const struct picture_heif_item *item);
    void *user;
    bool is_cut;   /* there is more than is followed */
    bool is_short; /* bytes of an item lie outside of the file */
};

/* The kind of an item ("Exif"), or that of its text ("mime" with application/rdf+xml). */
static struct str kind_of(const struct meta *m, uint64_t item)
{
    struct cursor c = {.bytes = m->list};
    uint64_t version = number(&c, 1);
    struct box box;

    c.at = version == 0 ? 6 : 8;
    for (int i = 0; i < MAX_ITEMS && next_box(&c, &box); i++) {
        struct cursor e = {.bytes = box.data};
        uint64_t edition = number(&e, 4) >> 24;

        if (!str_eq(box.type, STR("infe")) || edition < 2 ||
            number(&e, edition == 2 ? 2 : 4) != item) {
            continue;
        }
        e.at += 2;
        return str_sub(box.data, e.at, e.at + 4);
    }
    return (struct str){};
}

/* Sizes of the numbers in the list of places. */
struct widths {
    uint64_t version;
    size_t offset, length, base, index;
};

/* The next item of the list of places, with the pieces it lies in. */
static void take_place(struct meta *m, struct cursor *c, const struct widths *w)
{
    struct picture_heif_item item = {};
    uint64_t id = number(c, w->version < 2 ? 2 : 4);
    uint64_t method = w->version == 0 ? 0 : number(c, 2) & 15;

    number(c, 2);
    uint64_t base = number(c, w->base);
    uint64_t pieces = number(c, 2);
    struct str from = method == 1 ? m->data : m->bytes;

    item.kind = kind_of(m, id);
    for (uint64_t k = 0; k < pieces && c->at < c->bytes.n; k++) {
        number(c, w->index);
        uint64_t offset = base + number(c, w->offset);
        uint64_t length = number(c, w->length);

        m->is_short |= method < 2 && (offset > from.n || length > from.n - offset);
        if (item.piece_count == PICTURE_HEIF_MAX_PIECES) {
            m->is_cut = true;
        } else if (offset < from.n && method < 2) {
            item.pieces[item.piece_count++] =
                str_sub(from, (size_t)offset,
                        (size_t)offset + (size_t)MIN(length, (uint64_t)(from.n - offset)));
        }
    }
    if (item.piece_count > 0 &&
        (str_eq(item.kind, STR("Exif")) || str_eq(item.kind, STR("mime")))) {
        m->take(m->user, &item);
    }
}

static void take_places(struct meta *m, struct str places)
{
    struct cursor c = {.bytes = places};
    struct widths w = {.version = number(&c, 4) >> 24};
    uint64_t sizes = number(&c, 2);

    w.offset = MIN(sizes >> 12 & 15, (uint64_t)8);
    w.length = MIN(sizes >> 8 & 15, (uint64_t)8);
    w.base = MIN(sizes >> 4 & 15, (uint64_t)8);
    w.index = w.version == 0 ? 0 : MIN(sizes & 15, (uint64_t)8);
    uint64_t items = number(&c, w.version < 2 ? 2 : 4);

    m->is_cut |= items > MAX_ITEMS;
    for (uint64_t i = 0; i < MIN(items, (uint64_t)MAX_ITEMS) && c.at < places.n; i++) {
        take_place(m, &c, &w);
    }
}

/* A box for nothing, which has something in it (ISO/IEC 14496-12 8.1.2). */
static bool is_filled_gap(const struct box *box)
{
    bool is_empty = true;

    if (!str_eq(box->type, STR("free")) && !str_eq(box->type, STR("skip"))) {
        return false;
    }
    for (size_t i = 0; i < box->data.n && is_empty; i++) {
        is_empty = box->data.p[i] == '\0';
    }
    return !is_empty;
}

size_t picture_heif_items(struct str bytes,
                          void (*take)(void *user, const struct picture_heif_item *item),
                          void *user, bool *ret_is_cut)
{
    struct cursor c = {.bytes = bytes};
    struct meta m = {.bytes = bytes, .take = take, .user = user};
    bool has_meta = false;
    struct box box;

    for (int i = 0; i < MAX_BOXES && next_box(&c, &box); i++) {
        struct str inner = str_sub(box.data, 4, box.data.n);
        struct str places;

        if (str_eq(box.type, STR("uuid")) || is_filled_gap(&box)) {
            take(user, &(struct picture_heif_item){
                           .kind = box.type, .pieces = {box.data}, .piece_count = 1});
        }
        has_meta |= str_eq(box.type, STR("meta"));
        if (str_eq(box.type, STR("meta")) && find_box(inner, STR("iinf"), &m.list) &&
            find_box(inner, STR("iloc"), &places)) {
            find_box(inner, STR("idat"), &m.data);
            take_places(&m, places);
        }
    }
    /*
     * What looks like a box that was cut off is one only when something of the picture is missing.
     */
    if (str_at(bytes, c.at + 4, STR("moov")) || m.is_short) {
        has_meta = false;
    }
    *ret_is_cut = m.is_cut;
    return has_meta ? c.at : 0;
}

static void take_item(void *user, const struct picture_heif_item *item)
{
    struct found *f = user;
    struct arena scratch CLEANUP(arena_done) = {};
    size_t bytes = 0, n = 0;

    for (uint32_t i = 0; i < item->piece_count; i++) {
        bytes += item->pieces[i].n;
    }
    if (bytes > MAX_ITEM_BYTES) {
        found_less(f, INSPECT_PARTIAL, tr("the picture has more parts than are looked through"));
        return;
    }
    char *all = arena_alloc(&scratch, bytes + 1);

    for (uint32_t i = 0; i < item->piece_count; i++) {
        memcpy(all + n, item->pieces[i].p, item->pieces[i].n);
        n += item->pieces[i].n;
    }
    struct str data = {.p = all, .n = n};
    struct cursor c = {.bytes = data};

    if (str_eq(item->kind, STR("free")) || str_eq(item->kind, STR("skip"))) {
        found_add(f, "IMG-282", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "HEIF %.*s %zu bytes", STR_ARG(item->kind), data.n),
                  (struct str){});
    } else if (str_eq(item->kind, STR("Exif"))) {
        uint64_t offset = number(&c, 4);

        if (offset < data.n) {
            exif_inspect(f, str_sub(data, 4 + (size_t)offset, data.n), true);
        }
    } else if (str_has(data, STR("xmpmeta"))) {
        picture_xmp(f, data);
    }
}

void picture_heif_inspect(struct found *f, struct str bytes)
{
    bool is_cut = false;
    size_t end = picture_heif_items(bytes, take_item, f, &is_cut);

    if (is_cut) {
        found_less(f, INSPECT_PARTIAL, tr("the picture has more parts than are looked through"));
    }
    if (end == 0) {
        picture_damaged(f);
        return;
    }
    picture_rest(f, bytes, end);
}
