/*
 * JPEG is a row of segments (ITU-T T.81 annex B), JPEG 2000 a row of boxes (ISO 15444-1 annex I).
 * What is not the picture is left out; a file that does not read as such is left alone.
 */
#include "clean/pdf/pdf-picture.h"

#include "base/bytes.h"
#include "clean/jpeg-kept.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum { BOX_HEAD_BYTES = 8 };

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

static bool clean_jpeg(struct str bytes, struct buf *out)
{
    struct picture_jpeg_segment s;
    enum picture_jpeg_step step;
    bool dropped = false;
    bool has_scan = false;
    size_t at = 0;

    buf_add(out, str_sub(bytes, 0, 2));
    while ((step = picture_jpeg_next(bytes, &at, &s)) == PICTURE_JPEG_SEGMENT) {
        dropped |= jpeg_kept_add(out, bytes, &s);
        has_scan |= s.marker == PICTURE_JPEG_SOS;
    }
    if (step == PICTURE_JPEG_END) {
        buf_add(out, str_sub(bytes, s.beg, s.end));
        dropped |= str_trim(str_sub(bytes, s.end, bytes.n)).n > 0;
    } else if (step == PICTURE_JPEG_DAMAGED || s.beg < bytes.n) {
        return false;
    }
    /* Cut off before its end: what there is of it is kept. */
    return has_scan && dropped && !buf_is_full(out);
}

static bool clean_boxes(struct str bytes, struct buf *out)
{
    bool dropped = false;

    for (size_t at = 0; at < bytes.n;) {
        size_t length = bytes_be32(bytes, at);
        struct str kind = str_sub(bytes, at + 4, at + BOX_HEAD_BYTES);

        if (length == 1) {
            length = bytes_big(bytes, at + BOX_HEAD_BYTES, 8);
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
