/*
 * HEIF and AVIF (ISO/IEC 23008-12 in the boxes of ISO/IEC 14496-12). The box `meta` lists items
 * (iinf) and where their bytes lie (iloc); those of EXIF and XMP are told, pictures passed over.
 */
#include "inspect/picture.h"

#include "base/tr.h"

enum { MAX_ITEMS = 2000, MAX_EXTENTS = 64, MAX_BOXES = 10000 };

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
    static const struct str brands[] = {STR("hei"), STR("hev"), STR("mif1"), STR("msf1"), STR("avif"),
                                        STR("avis")};

    for (size_t i = 0; str_at(bytes, 4, STR("ftyp")) && i < COUNT(brands); i++) {
        if (str_at(bytes, 8, brands[i])) {
            return true;
        }
    }
    return false;
}

struct meta {
    struct found *f;
    struct str bytes, list, data; /* the file; iinf; idat */
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

static void take_item(const struct meta *m, struct str kind, struct str data)
{
    struct cursor c = {.bytes = data};

    if (str_eq(kind, STR("Exif"))) {
        uint64_t offset = number(&c, 4);

        if (offset < data.n) {
            exif_inspect(m->f, str_sub(data, 4 + (size_t)offset, data.n), true);
        }
    } else if (str_eq(kind, STR("mime")) && str_has(data, STR("xmpmeta"))) {
        picture_xmp(m->f, data);
    }
}

/* Items and where they lie; an item in several pieces is looked at piece by piece. */
static void take_places(const struct meta *m, struct str places)
{
    struct cursor c = {.bytes = places};
    uint64_t version = number(&c, 4) >> 24;
    uint64_t sizes = number(&c, 2);
    size_t offset_size = sizes >> 12 & 15, length_size = sizes >> 8 & 15, base_size = sizes >> 4 & 15;
    size_t index_size = version == 0 ? 0 : sizes & 15;
    uint64_t items = number(&c, version < 2 ? 2 : 4);

    if (items > MAX_ITEMS) {
        found_less(m->f, INSPECT_PARTIAL, tr("the picture has more parts than are looked through"));
    }
    for (uint64_t i = 0; i < MIN(items, (uint64_t)MAX_ITEMS) && c.at < places.n; i++) {
        uint64_t item = number(&c, version < 2 ? 2 : 4);
        uint64_t method = version == 0 ? 0 : number(&c, 2) & 15;

        number(&c, 2);
        uint64_t base = number(&c, MIN(base_size, (size_t)8));
        uint64_t pieces = number(&c, 2);
        struct str kind = kind_of(m, item);

        for (uint64_t k = 0; k < pieces && c.at < places.n; k++) {
            number(&c, MIN(index_size, (size_t)8));
            uint64_t offset = base + number(&c, MIN(offset_size, (size_t)8));
            uint64_t length = number(&c, MIN(length_size, (size_t)8));
            struct str from = method == 1 ? m->data : m->bytes;

            if (k < MAX_EXTENTS && offset < from.n && kind.n > 0) {
                take_item(m, kind,
                          str_sub(from, (size_t)offset,
                                  (size_t)offset + (size_t)MIN(length, (uint64_t)(from.n - offset))));
            }
        }
    }
}

void picture_heif_inspect(struct found *f, struct str bytes)
{
    struct cursor c = {.bytes = bytes};
    struct box box;
    bool has_meta = false;

    for (int i = 0; i < MAX_BOXES && next_box(&c, &box); i++) {
        if (str_eq(box.type, STR("uuid")) && str_has(box.data, STR("xmpmeta"))) {
            picture_xmp(f, box.data);
        }
        if (!str_eq(box.type, STR("meta"))) {
            continue;
        }
        struct str inner = str_sub(box.data, 4, box.data.n);
        struct meta m = {.f = f, .bytes = bytes};
        struct str places;

        has_meta = true;
        if (find_box(inner, STR("iinf"), &m.list) && find_box(inner, STR("iloc"), &places)) {
            find_box(inner, STR("idat"), &m.data);
            take_places(&m, places);
        }
    }
    static const struct str cut[] = {STR("mdat"), STR("meta"), STR("moov"), STR("free")};

    for (size_t i = 0; i < COUNT(cut); i++) {
        has_meta &= !str_at(bytes, c.at + 4, cut[i]);
    }
    if (!has_meta || c.at == 0) {
        picture_damaged(f);
        return;
    }
    picture_rest(f, bytes, c.at);
}
