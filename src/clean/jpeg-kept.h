/* What stays of a JPEG, by itself or in a PDF: what it takes to show it. */
#ifndef CLEAN_JPEG_KEPT_H
#define CLEAN_JPEG_KEPT_H

#include "base/buf.h"
#include "inspect/picture/picture.h"

/* Adds the segment as far as it stays; whether something of it went. */
bool jpeg_kept_add(struct buf *out, struct str bytes, const struct picture_jpeg_segment *s);

#endif
