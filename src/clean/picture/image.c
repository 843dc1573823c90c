/*
 * Pictures as rows of pieces; see image.h. The inspector is asked first: a picture in which it
 * finds nothing to take out is left as it is; in any other all pieces go that are not the picture.
 */
#include "clean/picture/image.h"

#include "base/bytes.h"
#include "base/tr.h"
#include "clean/jpeg-kept.h"
#include "inspect/picture/picture.h"

static void put_big_endian(struct buf *out, uint32_t n, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--) {
        buf_add_char(out, (char)(n >> (8 * i)));
    }
}

static void put_little_endian(struct buf *out, uint32_t n)
{
    for (int i = 0; i < 4; i++) {
        buf_add_char(out, (char)(n >> (8 * i)));
    }
}

static int damaged(struct err *err)
{
    return err_set(err, ERR_INVALID, "the picture is damaged");
}

/* ---- JPEG (ITU-T T.81 annex B) ---- */

static void put_orientation(struct cleaning *c, int orientation, struct buf *out)
{
    struct str tiff = image_exif_only_orientation(c->arena, orientation);

    buf_add(out, STR("\xFF\xE1"));
    put_big_endian(out, (uint32_t)(2 + 6 + tiff.n), 2);
    buf_add(out, STR("Exif\0\0"));
    buf_add(out, tiff);
}

static bool is_exif(int marker, struct str data)
{
    return marker == 0xE1 && str_starts(data, STR("Exif\0"));
}

int image_jpeg_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct picture_jpeg_segment s;
    enum picture_jpeg_step step;
    size_t at = 0;

    if (!image_is_wanted(c, bytes, picture_jpeg_inspect)) {
        return CLEANING_NOTHING;
    }
    buf_add(out, str_sub(bytes, 0, 2));
    while ((step = picture_jpeg_next(bytes, &at, &s)) == PICTURE_JPEG_SEGMENT) {
        int orientation =
            is_exif(s.marker, s.data) ? image_exif_orientation(str_sub(s.data, 6, s.data.n)) : 0;

        if (orientation > 1) {
            put_orientation(c, orientation, out);
        } else {
            (void)jpeg_kept_add(out, bytes, &s);
        }
    }
    /* Cut off in the coded data: what there is of it is the picture. */
    if (step == PICTURE_JPEG_DAMAGED || (step == PICTURE_JPEG_CUT && s.beg < bytes.n)) {
        return damaged(err);
    }
    if (step == PICTURE_JPEG_END) {
        buf_add(out, STR("\xFF\xD9"));
    }
    return CLEANING_DONE;
}

/* ---- WebP (RFC 9649) ---- */

enum { WEBP_HAS_EXIF = 0x08, WEBP_HAS_XMP = 0x04 };

static void put_webp_piece(struct buf *out, struct str type, struct str data)
{
    buf_add(out, type);
    put_little_endian(out, (uint32_t)data.n);
    buf_add(out, data);
    if (data.n % 2 == 1) {
        buf_add_char(out, '\0');
    }
}

static bool webp_stays(struct str type)
{
    static const struct str kept[] = {STR_IN_TABLE("VP8 "), STR_IN_TABLE("VP8L"),
                                      STR_IN_TABLE("ALPH"), STR_IN_TABLE("ICCP"),
                                      STR_IN_TABLE("ANIM"), STR_IN_TABLE("ANMF")};

    for (size_t i = 0; i < COUNT(kept); i++) {
        if (str_eq(type, kept[i])) {
            return true;
        }
    }
    return false;
}

int image_webp_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    size_t at = 12;
    size_t end = bytes_le32(bytes, 4) + 8;
    size_t flags_at = 0;

    if (!image_is_wanted(c, bytes, picture_webp_inspect)) {
        return CLEANING_NOTHING;
    }
    if (end > bytes.n) {
        return damaged(err);
    }
    buf_add(out, str_sub(bytes, 0, at));
    while (at + 8 <= end) {
        struct str type = str_sub(bytes, at, at + 4);
        size_t n = bytes_le32(bytes, at + 4);

        if (n > end - at - 8) {
            return damaged(err);
        }
        struct str data = str_sub(bytes, at + 8, at + 8 + n);

        if (str_eq(type, STR("VP8X")) && n >= 10) {
            flags_at = out->n + 8;
            put_webp_piece(out, type, data);
            out->p[flags_at] &= (char)~(WEBP_HAS_EXIF | WEBP_HAS_XMP);
        } else if (str_eq(type, STR("EXIF"))) {
            struct str tiff = str_starts(data, STR("Exif\0")) ? str_sub(data, 6, data.n) : data;
            int orientation = image_exif_orientation(tiff);

            if (orientation > 1 && flags_at > 0) {
                put_webp_piece(out, type, image_exif_only_orientation(c->arena, orientation));
                out->p[flags_at] |= WEBP_HAS_EXIF;
            }
        } else if (webp_stays(type)) {
            put_webp_piece(out, type, data);
        }
        at += 8 + n + (n & 1);
    }
    uint32_t size = (uint32_t)out->n - 8;

    for (int i = 0; i < 4 && !buf_is_full(out); i++) {
        out->p[4 + i] = (char)(size >> (8 * i));
    }
    return CLEANING_DONE;
}
