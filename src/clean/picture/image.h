/*
 * Pictures being cleaned: JPEG, PNG, WebP, TIFF, GIF, HEIF, BMP, WMF, EMF. Pieces that are not the
 * picture go, pixels are copied as they are. What stays: the orientation, colour profiles,
 * resolution, transparency.
 */
#ifndef CLEAN_IMAGE_H
#define CLEAN_IMAGE_H

#include "clean/cleaning.h"

/* As struct cleaner; recognised by picture.h of the inspector. */
int image_jpeg_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
int image_webp_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
int image_tiff_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* The same; its rows are packed anew where data lies behind the last one (image-png.c). */
int image_png_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* Its comments and records go, and what is behind its end (image-gif.c). */
int image_gif_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
/* Records are written over in their place, so that no other piece moves (image-heif.c). */
int image_heif_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* The title goes, and what is behind the end (image-drawing.c). */
int image_emf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
int image_wmf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
int image_bmp_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

/* Whether the inspector of the kind finds something that is to go; logs it (image-wanted.c). */
bool image_is_wanted(struct cleaning *c, struct str bytes,
                     void (*inspect)(struct found *f, struct str bytes));

/* ---- image-exif.c ---- */

/* The orientation that a TIFF directory tells, 1 when it tells none. */
int image_exif_orientation(struct str tiff);

/* A TIFF directory with nothing but this orientation. */
struct str image_exif_only_orientation(struct arena *a, int orientation);

#endif
