/*
 * TIFF directories (TIFF 6.0): reading the orientation, writing nothing but it, and taking entries
 * out of the directories of a TIFF file in place. An entry that goes is closed up by those behind
 * it; its value is overwritten with zeros, so that the file keeps its length and all other places.
 */
#include "clean/picture/image.h"

#include "inspect/picture/picture.h"
#include "inspect/picture/tiff-gaps.h"

enum {
    MAX_DIRECTORIES = 256,
    MAX_ENTRIES = 4000,
    ENTRY_BYTES = 12,
    HEADER_BYTES = 8,
    TAG_ORIENTATION = 0x0112,
    TAG_EXIF = 0x8769,
    TAG_GPS = 0x8825,
    TAG_SUB_DIRECTORIES = 0x014A,
    MAX_SUB_DIRECTORIES = 32,
    MAX_DEPTH = 8,
};

struct tiff {
    char *p;
    size_t n;
    bool is_big_endian;
    size_t kept_beg, kept_end; /* the directory that stays: nothing in it is overwritten */
};

static uint32_t number(const struct tiff *t, size_t at, size_t bytes)
{
    uint32_t n = 0;

    if (at > t->n || bytes > t->n - at) {
        return 0;
    }
    for (size_t i = 0; i < bytes; i++) {
        n = n << 8 | (unsigned char)t->p[at + (t->is_big_endian ? i : bytes - 1 - i)];
    }
    return n;
}

static void put_number(struct tiff *t, size_t at, size_t bytes, uint32_t value)
{
    for (size_t i = 0; i < bytes; i++) {
        t->p[at + (t->is_big_endian ? bytes - 1 - i : i)] = (char)(value >> (8 * i));
    }
}

/* The entries of a directory that lies in the file, or 0. */
static uint32_t entry_count(const struct tiff *t, size_t at)
{
    uint32_t count = number(t, at, 2);

    return count <= MAX_ENTRIES && at + 2 + (size_t)count * ENTRY_BYTES <= t->n ? count : 0;
}

int image_exif_orientation(struct str bytes)
{
    const struct tiff t = {.p = (char *)(uintptr_t)bytes.p, /* only read */
                           .n = bytes.n,
                           .is_big_endian = str_starts(bytes, STR("MM"))};
    size_t at = number(&t, 4, 4);
    uint32_t count = at == 0 ? 0 : entry_count(&t, at);

    for (uint32_t i = 0; i < count; i++) {
        size_t entry = at + 2 + (size_t)i * ENTRY_BYTES;

        if (number(&t, entry, 2) == TAG_ORIENTATION) {
            uint32_t value = number(&t, entry + 8, 2);

            return value >= 1 && value <= 8 ? (int)value : 1;
        }
    }
    return 1;
}

struct str image_exif_only_orientation(struct arena *a, int orientation)
{
    char bytes[26] = "MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\0\0\0\0\0\0";

    bytes[19] = (char)orientation;
    return arena_str(a, (struct str){.p = bytes, .n = sizeof(bytes)});
}

/* ---- a TIFF file ---- */

/* Also the program (305) and the time (306), which nobody is told of. */
static const uint16_t records[] = {0x010D, 0x010E, 0x010F, 0x0110,   0x011D, 0x0131, 0x0132,
                                   0x013B, 0x013C, 0x8298, 0x02BC,   0x83BB, 0x8649, 0x9C9B,
                                   0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F,   0x9286, 0x927C, 0xA420,
                                   0xA430, 0xA431, 0xA435, TAG_EXIF, TAG_GPS};

static bool is_record(uint32_t tag)
{
    enum { TAG_PRIVATE = 65000 }; /* from here on one program's own */

    if (tag >= TAG_PRIVATE) {
        return true;
    }
    for (size_t i = 0; i < COUNT(records); i++) {
        if (records[i] == tag) {
            return true;
        }
    }
    return false;
}

/* A place that lies in the header or in the directory that stays is a lie, and left alone. */
static void wipe(struct tiff *t, size_t at, uint64_t bytes)
{
    bool is_kept = at < HEADER_BYTES || (at < t->kept_end && at + bytes > t->kept_beg);

    if (at < t->n && !is_kept) {
        memset(t->p + at, 0, (size_t)MIN(bytes, (uint64_t)(t->n - at)));
    }
}

/* The value of an entry that does not stand in it. */
static void wipe_value(struct tiff *t, size_t entry)
{
    static const uint8_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    uint32_t type = number(t, entry + 2, 2);
    uint64_t bytes = (uint64_t)number(t, entry + 4, 4) * (type < COUNT(sizes) ? sizes[type] : 0);

    if (bytes > 4) {
        wipe(t, number(t, entry + 8, 4), bytes);
    }
}

/* A directory that goes whole: what it points to, then itself. */
static void wipe_directory(struct tiff *t, size_t at)
{
    uint32_t count = at < 8 ? 0 : entry_count(t, at);

    for (uint32_t i = 0; i < count; i++) {
        wipe_value(t, at + 2 + (size_t)i * ENTRY_BYTES);
    }
    wipe(t, at, count == 0 ? 0 : 2 + (uint64_t)count * ENTRY_BYTES + 4);
}

static uint32_t clean_directory(struct tiff *t, size_t at, int depth);

/* The directories that an entry points to, and those they go on to. */
static void clean_sub_directories(struct tiff *t, size_t entry, int depth)
{
    uint32_t count = MIN(number(t, entry + 4, 4), (uint32_t)MAX_SUB_DIRECTORIES);
    size_t list = count == 1 ? entry + 8 : number(t, entry + 8, 4);

    for (uint32_t i = 0; i < count && depth < MAX_DEPTH; i++) {
        size_t at = number(t, list + (size_t)i * 4, 4);

        for (int k = 0; k < MAX_SUB_DIRECTORIES && at >= HEADER_BYTES; k++) {
            at = clean_directory(t, at, depth + 1);
        }
    }
}

/* Takes the records out of a directory; where the next one is. */
static uint32_t clean_directory(struct tiff *t, size_t at, int depth)
{
    uint32_t count = entry_count(t, at);
    uint32_t kept = 0;
    size_t end = at + 2 + (size_t)count * ENTRY_BYTES;
    uint32_t next = number(t, end, 4);

    for (uint32_t i = 0; i < count; i++) {
        size_t entry = at + 2 + (size_t)i * ENTRY_BYTES;

        if (number(t, entry, 2) == TAG_SUB_DIRECTORIES) {
            clean_sub_directories(t, entry, depth);
        }
    }
    t->kept_beg = at;
    t->kept_end = end + 4;
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = at + 2 + (size_t)i * ENTRY_BYTES;
        uint32_t tag = number(t, entry, 2);

        if (!is_record(tag)) {
            memmove(t->p + at + 2 + (size_t)kept * ENTRY_BYTES, t->p + entry, ENTRY_BYTES);
            kept++;
        } else if (tag == TAG_EXIF || tag == TAG_GPS) {
            wipe_directory(t, number(t, entry + 8, 4));
        } else {
            wipe_value(t, entry);
        }
    }
    if (kept < count && end + 4 <= t->n) {
        size_t tail = at + 2 + (size_t)kept * ENTRY_BYTES;

        put_number(t, at, 2, kept);
        put_number(t, tail, 4, next);
        memset(t->p + tail + 4, 0, (size_t)(count - kept) * ENTRY_BYTES);
    }
    return next;
}

int image_tiff_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    if (!image_is_wanted(c, bytes, picture_tiff_inspect)) {
        return CLEANING_NOTHING;
    }
    buf_add(out, bytes);
    struct tiff t = {.p = out->p, .n = out->n, .is_big_endian = str_starts(bytes, STR("MM"))};
    size_t at = number(&t, 4, 4);

    for (int i = 0; i < MAX_DIRECTORIES && at != 0; i++) {
        at = clean_directory(&t, at, 0);
    }
    struct tiff_gaps gaps = tiff_gaps_find(c->arena, (struct str){.p = out->p, .n = out->n});

    for (uint32_t i = 0; i < gaps.n; i++) {
        memset(out->p + gaps.v[i].at, 0, gaps.v[i].bytes);
    }
    return CLEANING_DONE;
}
