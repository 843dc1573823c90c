/*
 * Pictures being cleaned: JPEG, PNG, WebP, TIFF. Pieces that are not the picture go, pixels are
 * copied as they are. What stays: the orientation, colour profiles, resolution, transparency.
 */
#ifndef CLEAN_IMAGE_H
#define CLEAN_IMAGE_H

#include "clean/cleaning.h"

/* As struct cleaner; recognised by picture.h of the inspector. */
int image_jpeg_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
int image_png_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
int image_webp_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
int image_tiff_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* ---- image-exif.c ---- */

/* The orientation that a TIFF directory tells, 1 when it tells none. */
int image_exif_orientation(struct str tiff);

/* A TIFF directory with nothing but this orientation. */
struct str image_exif_only_orientation(struct arena *a, int orientation);

#endif
