/* GIF being cleaned: blocks that have nothing to do with how it is shown go; see image.h. */
#include "clean/picture/image.h"

#include "inspect/picture/picture.h"

int image_gif_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct picture_gif_block x = {};
    size_t kept = 0; /* up to here all is written, or gone */
    size_t at = 0;

    if (!image_is_wanted(c, bytes, picture_gif_inspect)) {
        return CLEANING_NOTHING;
    }
    while (!x.is_end) {
        if (!picture_gif_next(bytes, &at, &x)) {
            return err_set(err, ERR_INVALID, "the picture is damaged");
        }
        if (!picture_gif_is_shown(bytes, &x)) {
            buf_add(out, str_sub(bytes, kept, x.beg));
            kept = x.end;
        }
    }
    buf_add(out, str_sub(bytes, kept, at));
    return CLEANING_DONE;
}
