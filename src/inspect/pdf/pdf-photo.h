/* Whether a cover hides a part of a photograph or of a pale drawing, which has no writing. */
#ifndef INSPECT_PDF_PHOTO_H
#define INSPECT_PDF_PHOTO_H

#include "inspect/pdf/pdf-writing.h"

/*
 * Whether the cover is of one piece that is seen as a whole, of some size in each direction: no
 * line or point, and nothing is drawn on it.
 */
bool pdf_photo_is_plain(const fz_pixmap *seen, const struct pdf_cover *cover);

/*
 * Whether what lies below the cover has more to it than one tone or one that fades; with `is_all`
 * it is a picture as a whole, and less is enough.
 */
bool pdf_photo_is_under(const fz_pixmap *seen, const fz_pixmap *below,
                        const struct pdf_cover *cover, bool is_all);

#endif
