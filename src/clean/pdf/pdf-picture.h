/* Pictures in a PDF that are files of their own kind (JPEG, JPEG 2000): who made them, where, when.
 */
#ifndef CLEAN_PDF_PICTURE_H
#define CLEAN_PDF_PICTURE_H

#include "base/buf.h"

struct fz_context;
struct pdf_obj;

/* Whether the bytes stored of a stream are such a file. */
bool pdf_picture_is_coded(struct fz_context *ctx, struct pdf_obj *stream);

/*
 * Adds the picture to `out` without its metadata (EXIF, XMP, IPTC, comments, what follows its end);
 * the picture itself stays bit for bit. False: nothing to drop, or no such file; `out` is not to be
 * used then. Kept: JFIF and Adobe's mark of the colours, without which it looks different.
 */
bool pdf_picture_clean(struct str bytes, struct buf *out);

#endif
