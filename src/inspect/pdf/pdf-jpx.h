/* JPEG 2000 at the size at which it is drawn. */
#ifndef INSPECT_PDF_JPX_H
#define INSPECT_PDF_JPX_H

#include "base/str.h"

#include <mupdf/fitz.h>

/*
 * The picture in `bytes`, each side halved `halvings` times while it is unpacked, which leaves most
 * of the work undone. NULL when it is not plain: grey, RGB or CMYK of 8 bits, all components of one
 * size. `space` as the file names it, or NULL. Raises errors of the library.
 */
fz_pixmap *pdf_jpx_decode(fz_context *ctx, struct str bytes, fz_colorspace *space, int halvings);

#endif
