/*
 * PNG (ISO/IEC 15948) being cleaned: chunks that are not the picture go. Where data is packed
 * behind the last row, or lies behind the packed rows, the rows are packed anew without it: they
 * are the same bytes, filters and all.
 */
#include "clean/picture/image.h"

#include "inspect/picture/picture.h"
#include "read/png-pixels.h"

#include <zlib.h>

enum { ROOM_BYTES = 64 * 1024 };

static void put_number(struct buf *out, uint32_t n)
{
    for (int i = 3; i >= 0; i--) {
        buf_add_char(out, (char)(n >> (8 * i)));
    }
}

static bool stays(struct str type)
{
    static const struct str kept[] = {
        STR_IN_TABLE("IHDR"), STR_IN_TABLE("PLTE"), STR_IN_TABLE("IDAT"), STR_IN_TABLE("IEND"),
        STR_IN_TABLE("tRNS"), STR_IN_TABLE("cHRM"), STR_IN_TABLE("gAMA"), STR_IN_TABLE("iCCP"),
        STR_IN_TABLE("sBIT"), STR_IN_TABLE("sRGB"), STR_IN_TABLE("bKGD"), STR_IN_TABLE("hIST"),
        STR_IN_TABLE("pHYs"), STR_IN_TABLE("sPLT"), STR_IN_TABLE("cICP"), STR_IN_TABLE("mDCv"),
        STR_IN_TABLE("cLLi"), STR_IN_TABLE("acTL"), STR_IN_TABLE("fcTL"), STR_IN_TABLE("fdAT")};

    for (size_t i = 0; i < COUNT(kept); i++) {
        if (str_eq(type, kept[i])) {
            return true;
        }
    }
    return (type.p[0] & 0x20) == 0; /* what no reader may leave out */
}

static void put_chunk(struct buf *out, struct str type, struct str data)
{
    unsigned long crc = crc32(0, (const unsigned char *)type.p, (unsigned)type.n);

    put_number(out, (uint32_t)data.n);
    buf_add(out, type);
    buf_add(out, data);
    put_number(out, (uint32_t)crc32(crc, (const unsigned char *)data.p, (unsigned)data.n));
}

/* ---- rows ---- */

struct packing {
    z_stream z;
    struct buf *out;
};

static void pack(struct packing *p, struct str piece, int flush)
{
    unsigned char room[ROOM_BYTES];

    p->z.next_in = (unsigned char *)(uintptr_t)piece.p;
    p->z.avail_in = (uInt)piece.n;
    do {
        p->z.next_out = room;
        p->z.avail_out = sizeof(room);
        deflate(&p->z, flush);
        buf_add(p->out, (struct str){.p = (const char *)room, .n = sizeof(room) - p->z.avail_out});
    } while (p->z.avail_out == 0);
}

static void take_rows(void *user, struct str piece)
{
    pack(user, piece, Z_NO_FLUSH);
}

/* One chunk with the rows and nothing else; false when there are fewer. */
static bool put_rows(struct buf *out, struct str bytes, uint64_t rows_bytes)
{
    struct buf packed CLEANUP(buf_done) = {};
    struct packing p = {.out = &packed};

    buf_init(&packed, CLEANING_MAX_BYTES);
    if (deflateInit(&p.z, Z_BEST_COMPRESSION) != Z_OK) {
        return false;
    }
    bool is_whole = png_pixels_unpack(bytes, rows_bytes, take_rows, &p);

    pack(&p, (struct str){}, Z_FINISH);
    deflateEnd(&p.z);
    put_chunk(out, STR("IDAT"), buf_str(&packed));
    return is_whole && !buf_is_full(&packed);
}

/* With a name that says nothing, where somebody gave it another. */
static void put_profile(struct buf *out, struct str data)
{
    struct buf renamed CLEANUP(buf_done) = {};
    size_t name = picture_png_profile_name(data).n;

    buf_init(&renamed, CLEANING_MAX_BYTES);
    if (name > 0) {
        buf_add(&renamed, STR("icc"));
    }
    buf_add(&renamed, str_sub(data, name, data.n));
    put_chunk(out, STR("iCCP"), buf_str(&renamed));
}

int image_png_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct png_pixels pixels;
    struct png_chunk chunk;
    bool has_rows = false;

    if (!image_is_wanted(c, bytes, picture_png_inspect)) {
        return CLEANING_NOTHING;
    }
    png_pixels_read(bytes, 0, &pixels);
    buf_add(out, str_sub(bytes, 0, 8));
    for (size_t beg = 8, at = beg; png_chunk_next(bytes, &at, &chunk); beg = at) {
        if (str_eq(chunk.type, STR("eXIf"))) {
            int orientation = image_exif_orientation(chunk.data);

            if (orientation > 1) {
                put_chunk(out, chunk.type, image_exif_only_orientation(c->arena, orientation));
            }
        } else if (pixels.spare > 0 && str_eq(chunk.type, STR("IDAT"))) {
            if (!has_rows && !put_rows(out, bytes, pixels.rows_bytes)) {
                break;
            }
            has_rows = true;
        } else if (str_eq(chunk.type, STR("iCCP"))) {
            put_profile(out, chunk.data);
        } else if (stays(chunk.type)) {
            buf_add(out, str_sub(bytes, beg, at));
        }
        if (str_eq(chunk.type, STR("IEND"))) {
            return CLEANING_DONE;
        }
    }
    return err_set(err, ERR_INVALID, "the picture is damaged");
}
