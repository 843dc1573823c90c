/*
 * BMP, WMF and EMF being cleaned; see image.h. The title of an EMF is written over with zeros in
 * its place; what lies behind the end goes. Words that are drawn are the picture.
 */
#include "clean/picture/image.h"

#include "inspect/picture/picture.h"

static void zero(struct buf *out, struct str bytes, struct str part)
{
    if (part.n > 0 && !buf_is_full(out)) {
        memset(out->p + (part.p - bytes.p), 0, part.n);
    }
}

static int finish(struct buf *out, size_t end, struct err *err)
{
    if (end == 0) {
        return err_set(err, ERR_INVALID, "the picture is damaged");
    }
    if (buf_is_full(out)) {
        return err_set(err, ERR_LIMIT, "the cleaned picture is too large");
    }
    out->n = end;
    return CLEANING_DONE;
}

int image_emf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    if (!image_is_wanted(c, bytes, picture_emf_inspect)) {
        return CLEANING_NOTHING;
    }
    buf_add(out, bytes);
    zero(out, bytes, picture_emf_description(bytes));
    return finish(out, picture_metafile_end(bytes), err);
}

int image_wmf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    if (!image_is_wanted(c, bytes, picture_wmf_inspect)) {
        return CLEANING_NOTHING;
    }
    buf_add(out, bytes);
    return finish(out, picture_metafile_end(bytes), err);
}

int image_bmp_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    if (!image_is_wanted(c, bytes, picture_bmp_inspect)) {
        return CLEANING_NOTHING;
    }
    buf_add(out, bytes);
    return finish(out, picture_bmp_end(bytes), err);
}
