/*
 * Gaps of a TIFF; see tiff-gaps.h. Every directory that can be reached is read, each once; what its
 * entries point to is noted as a span. Spans in order of their place leave the gaps. Anything odd
 * (a place outside of the file, more than the limits) makes the whole answer "none": a gap that is
 * told must be one.
 */
#include "inspect/picture/tiff-gaps.h"

#include "base/vec.h"

#include <stdlib.h>

enum {
    HEADER_BYTES = 8,
    ENTRY_BYTES = 12,
    MAX_DIRECTORIES = 256,
    MAX_ENTRIES = 1000,
    MAX_SPANS = 1 << 20,
    MIN_GAP_BYTES = 16, /* less is alignment */
    MIN_END_BYTES = 4,  /* … of the whole file */
    TAG_STRIP_OFFSETS = 273,
    TAG_STRIP_BYTES = 279,
    TAG_TILE_OFFSETS = 324,
    TAG_TILE_BYTES = 325,
    TAG_SUB_DIRECTORIES = 330,
    TAG_JPEG_OFFSET = 513,
    TAG_JPEG_BYTES = 514,
    TAG_EXIF = 0x8769,
    TAG_GPS = 0x8825,
    TAG_INTEROPERABILITY = 0xA005,
    TAG_DNG_VERSION = 0xC612, /* its private data have places of their own */
};

struct span {
    size_t beg, end;
};

struct cover {
    struct arena *arena;
    struct str bytes;
    bool is_big_endian, is_odd, is_cut;
    VEC(struct span) spans;
    uint32_t directories[MAX_DIRECTORIES];
    uint32_t directory_count, visited;
};

/* Numbers of an entry: its values, where they are, in the entry or elsewhere. */
struct values {
    uint32_t type, count;
    size_t at;
};

static uint32_t number(const struct cover *c, size_t at, size_t bytes)
{
    uint32_t n = 0;

    if (at > c->bytes.n || bytes > c->bytes.n - at) {
        return 0;
    }
    for (size_t i = 0; i < bytes; i++) {
        n = n << 8 | (unsigned char)c->bytes.p[at + (c->is_big_endian ? i : bytes - 1 - i)];
    }
    return n;
}

static void add_span(struct cover *c, size_t at, uint64_t bytes)
{
    if (at > c->bytes.n || bytes > c->bytes.n - at || c->spans.n == MAX_SPANS) {
        c->is_odd = true;
        return;
    }
    *VEC_ADD(c->arena, &c->spans) = (struct span){.beg = at, .end = at + (size_t)bytes};
}

static void add_directory(struct cover *c, uint32_t at)
{
    for (uint32_t i = 0; i < c->directory_count; i++) {
        if (c->directories[i] == at) {
            return;
        }
    }
    if (at == 0) {
        return;
    }
    if (c->directory_count == MAX_DIRECTORIES) {
        c->is_odd = true;
        return;
    }
    c->directories[c->directory_count++] = at;
}

static struct values take_values(struct cover *c, size_t entry)
{
    static const uint8_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    struct values v = {.type = number(c, entry + 2, 2), .count = number(c, entry + 4, 4)};
    uint64_t bytes = v.type < COUNT(sizes) ? (uint64_t)v.count * sizes[v.type] : 0;

    v.at = entry + 8;
    if (bytes > 4) {
        v.at = number(c, entry + 8, 4);
        add_span(c, v.at, bytes);
    }
    c->is_odd |= v.type == 0 || v.type >= COUNT(sizes);
    return v;
}

/* Value number i, of the types that offsets and lengths are written in. */
static uint32_t value_at(const struct cover *c, const struct values *v, uint32_t i)
{
    enum { SHORT = 3 };
    size_t bytes = v->type == SHORT ? 2 : 4;

    return i < v->count ? number(c, v->at + i * bytes, bytes) : 0;
}

static void add_pieces(struct cover *c, const struct values *offsets, const struct values *lengths)
{
    c->is_odd |= offsets->count != lengths->count || offsets->count > MAX_SPANS;
    for (uint32_t i = 0; i < offsets->count && !c->is_odd; i++) {
        size_t at = value_at(c, offsets, i);

        c->is_cut |= at > c->bytes.n || value_at(c, lengths, i) > c->bytes.n - at;
        add_span(c, at, value_at(c, lengths, i));
    }
}

static void take_directory(struct cover *c, uint32_t at)
{
    uint32_t count = number(c, at, 2);
    struct values offsets[3] = {};
    struct values lengths[3] = {};

    add_span(c, at, 2 + (uint64_t)count * ENTRY_BYTES + 4);
    c->is_odd |= count > MAX_ENTRIES;
    for (uint32_t i = 0; i < count && !c->is_odd; i++) {
        size_t entry = at + 2 + (size_t)i * ENTRY_BYTES;
        struct values v = take_values(c, entry);

        switch (number(c, entry, 2)) {
        case TAG_STRIP_OFFSETS:
            offsets[0] = v;
            break;
        case TAG_STRIP_BYTES:
            lengths[0] = v;
            break;
        case TAG_TILE_OFFSETS:
            offsets[1] = v;
            break;
        case TAG_TILE_BYTES:
            lengths[1] = v;
            break;
        case TAG_JPEG_OFFSET:
            offsets[2] = v;
            break;
        case TAG_JPEG_BYTES:
            lengths[2] = v;
            break;
        case TAG_SUB_DIRECTORIES:
        case TAG_EXIF:
        case TAG_GPS:
        case TAG_INTEROPERABILITY:
            for (uint32_t k = 0; k < v.count && k < MAX_DIRECTORIES; k++) {
                add_directory(c, value_at(c, &v, k));
            }
            break;
        case TAG_DNG_VERSION:
            c->is_odd = true;
            break;
        default:
            break;
        }
    }
    for (size_t i = 0; i < COUNT(offsets); i++) {
        add_pieces(c, &offsets[i], &lengths[i]);
    }
    add_directory(c, number(c, at + 2 + (size_t)count * ENTRY_BYTES, 4));
}

static int by_place(const void *a, const void *b)
{
    const struct span *x = a;
    const struct span *y = b;

    return (x->beg > y->beg) - (x->beg < y->beg);
}

static bool is_empty(struct str bytes)
{
    return bytes.n == 0 || (bytes.p[0] == '\0' && memcmp(bytes.p, bytes.p + 1, bytes.n - 1) == 0);
}

struct tiff_gaps tiff_gaps_find(struct arena *a, struct str bytes)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct cover c = {
        .arena = &scratch, .bytes = bytes, .is_big_endian = str_starts(bytes, STR("MM"))};
    VEC(struct tiff_gap) gaps = {};
    size_t past = 0;

    add_span(&c, 0, HEADER_BYTES);
    add_directory(&c, number(&c, 4, 4));
    while (c.visited < c.directory_count && !c.is_odd) {
        take_directory(&c, c.directories[c.visited++]);
    }
    if (c.is_odd) {
        return (struct tiff_gaps){.is_cut = c.is_cut};
    }
    add_span(&c, bytes.n, 0);
    qsort(c.spans.v, c.spans.n, sizeof(c.spans.v[0]), by_place);
    for (uint32_t i = 0; i < c.spans.n; i++) {
        struct span s = c.spans.v[i];
        size_t least = s.beg == bytes.n ? MIN_END_BYTES : MIN_GAP_BYTES;

        if (s.beg >= past + least && !is_empty(str_sub(bytes, past, s.beg))) {
            *VEC_ADD(a, &gaps) = (struct tiff_gap){.at = past, .bytes = s.beg - past};
        }
        past = MAX(past, s.end);
    }
    return (struct tiff_gaps){.v = gaps.v, .n = gaps.n};
}
