/*
 * JPEG is a row of segments (ITU-T T.81 annex B), JPEG 2000 a row of boxes (ISO 15444-1 annex I).
 * What is not the picture is left out; a file that does not read as such is left alone.
 */
#include "clean/pdf/pdf-picture.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum {
    JPEG_RST0 = 0xD0,
    JPEG_RST7 = 0xD7,
    JPEG_SOS = 0xDA,
    JPEG_EOI = 0xD9,
    JPEG_COM = 0xFE,
    JPEG_APP0 = 0xE0,
    JPEG_APP2 = 0xE2,
    JPEG_APP14 = 0xEE,
    JPEG_APP15 = 0xEF,
    BOX_HEAD_BYTES = 8,
};

bool pdf_picture_is_coded(fz_context *ctx, pdf_obj *stream)
{
    pdf_obj *filter = pdf_dict_get(ctx, stream, PDF_NAME(Filter));

    if (pdf_is_array(ctx, filter)) {
        if (pdf_array_len(ctx, filter) != 1) {
            return false;
        }
        filter = pdf_array_get(ctx, filter, 0);
    }
    return pdf_name_eq(ctx, filter, PDF_NAME(DCTDecode)) ||
           pdf_name_eq(ctx, filter, PDF_NAME(DCT)) || pdf_name_eq(ctx, filter, PDF_NAME(JPXDecode));
}

static size_t big_endian(struct str s, size_t at, size_t bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < bytes; i++) {
        n = n << 8 | (unsigned char)(at + i < s.n ? s.p[at + i] : 0);
    }
    return n;
}

/* The end of the coded data that begins at `at`: the next marker that is no restart. */
static size_t end_of_scan(struct str bytes, size_t at)
{
    while (at + 1 < bytes.n) {
        const char *next = memchr(bytes.p + at, 0xFF, bytes.n - at - 1);

        if (next == NULL) {
            break;
        }
        at = (size_t)(next - bytes.p);
        int code = (unsigned char)bytes.p[at + 1];

        if (code != 0 && code != 0xFF && !(code >= JPEG_RST0 && code <= JPEG_RST7)) {
            return at;
        }
        at += code == 0xFF ? 1 : 2;
    }
    return bytes.n;
}

static bool is_dropped(int marker, struct str data)
{
    if (marker == JPEG_COM) {
        return true;
    }
    /* JFIF, colour profiles and Adobe's mark tell how the picture is to be drawn. */
    return marker >= JPEG_APP0 && marker <= JPEG_APP15 &&
           !(marker == JPEG_APP0 && str_starts(data, STR("JFIF\0"))) &&
           !(marker == JPEG_APP2 && str_starts(data, STR("ICC_PROFILE\0"))) &&
           !(marker == JPEG_APP14 && str_starts(data, STR("Adobe")));
}

/* JFIF may carry a small picture of its own: `data` without it. */
static struct str without_thumbnail(struct buf *kept, struct str data)
{
    enum { JFIF_BYTES = 14 };

    if (data.n <= JFIF_BYTES || !str_starts(data, STR("JFIF\0"))) {
        return data;
    }
    buf_add(kept, str_sub(data, 0, JFIF_BYTES - 2));
    buf_add(kept, STR("\0\0"));
    return buf_str(kept);
}

/* Adds a segment but what is dropped of it; whether something was. */
static bool add_segment(struct buf *out, int marker, struct str segment)
{
    struct buf kept CLEANUP(buf_done) = {};
    struct str data = str_sub(segment, 4, segment.n);

    buf_init(&kept, segment.n);
    if (is_dropped(marker, data)) {
        return true;
    }
    struct str smaller = marker == JPEG_APP0 ? without_thumbnail(&kept, data) : data;

    buf_add(out, str_sub(segment, 0, 2));
    buf_add_char(out, (char)((smaller.n + 2) >> 8));
    buf_add_char(out, (char)(smaller.n + 2));
    buf_add(out, smaller);
    return smaller.n < data.n;
}

static bool clean_jpeg(struct str bytes, struct buf *out)
{
    bool dropped = false;
    bool has_scan = false;
    size_t at = 2;

    buf_add(out, str_sub(bytes, 0, 2));
    while (at + 2 <= bytes.n && (unsigned char)bytes.p[at] == 0xFF) {
        int marker = (unsigned char)bytes.p[at + 1];
        size_t length = big_endian(bytes, at + 2, 2);

        if (marker == JPEG_EOI) {
            buf_add(out, str_sub(bytes, at, at + 2));
            dropped |= str_trim(str_sub(bytes, at + 2, bytes.n)).n > 0;
            return has_scan && dropped && !buf_is_full(out);
        }
        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (length < 2 || length > bytes.n - at - 2) {
            return false;
        }
        dropped |= add_segment(out, marker, str_sub(bytes, at, at + 2 + length));
        at += 2 + length;
        if (marker == JPEG_SOS) {
            size_t end = end_of_scan(bytes, at);

            has_scan = true;
            buf_add(out, str_sub(bytes, at, end));
            at = end;
        }
    }
    /* Cut off before its end: what there is of it is kept. */
    return has_scan && at >= bytes.n && dropped && !buf_is_full(out);
}

static bool clean_boxes(struct str bytes, struct buf *out)
{
    bool dropped = false;

    for (size_t at = 0; at < bytes.n;) {
        size_t length = big_endian(bytes, at, 4);
        struct str kind = str_sub(bytes, at + 4, at + BOX_HEAD_BYTES);

        if (length == 1) {
            length = big_endian(bytes, at + BOX_HEAD_BYTES, 8);
        } else if (length == 0) {
            length = bytes.n - at;
        }
        if (kind.n < 4 || length < BOX_HEAD_BYTES || length > bytes.n - at) {
            return false;
        }
        if (str_eq(kind, STR("uuid")) || str_eq(kind, STR("xml ")) || str_eq(kind, STR("uinf"))) {
            dropped = true;
        } else {
            buf_add(out, str_sub(bytes, at, at + length));
        }
        at += length;
    }
    return dropped && !buf_is_full(out);
}

bool pdf_picture_clean(struct str bytes, struct buf *out)
{
    if (str_starts(bytes, STR("\xFF\xD8\xFF"))) {
        return clean_jpeg(bytes, out);
    }
    return str_at(bytes, 4, STR("jP  ")) && clean_boxes(bytes, out);
}
