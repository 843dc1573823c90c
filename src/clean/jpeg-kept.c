/*
 * What stays of a JPEG; see jpeg-kept.h. JFIF, colour profiles and Adobe's mark say how the picture
 * is to be drawn; comments and all other segments of programs go.
 */
#include "clean/jpeg-kept.h"

enum { JFIF_HEAD_BYTES = 14 }; /* behind it stands its thumbnail */

static bool stays(int marker, struct str data)
{
    if (marker == PICTURE_JPEG_COM) {
        return false;
    }
    if (marker < PICTURE_JPEG_APP0 || marker > PICTURE_JPEG_APP15) {
        return true;
    }
    return (marker == PICTURE_JPEG_APP0 && str_starts(data, STR("JFIF\0"))) ||
           (marker == PICTURE_JPEG_APP0 + 2 && str_starts(data, STR("ICC_PROFILE\0"))) ||
           (marker == PICTURE_JPEG_APP0 + 14 && str_starts(data, STR("Adobe")));
}

bool jpeg_kept_add(struct buf *out, struct str bytes, const struct picture_jpeg_segment *s)
{
    if (!stays(s->marker, s->data)) {
        return true;
    }
    if (s->marker == PICTURE_JPEG_APP0 && s->data.n > JFIF_HEAD_BYTES) {
        buf_add(out, STR("\xFF\xE0\0\x10")); /* with its length */
        buf_add(out, str_sub(s->data, 0, JFIF_HEAD_BYTES - 2));
        buf_add(out, STR("\0\0")); /* the thumbnail's width and height */
        return true;
    }
    if (s->marker == PICTURE_JPEG_APP0 + 14 && s->data.n > PICTURE_JPEG_ADOBE_BYTES) {
        buf_add(out, STR("\xFF\xEE\0\x0E"));
        buf_add(out, str_sub(s->data, 0, PICTURE_JPEG_ADOBE_BYTES));
        return true;
    }
    buf_add(out, str_sub(bytes, s->beg, s->end));
    return false;
}
