/* Inspectors of pictures: JPEG, PNG, TIFF, WebP. Pixels are never decoded. */
#ifndef INSPECT_PICTURE_H
#define INSPECT_PICTURE_H

#include "inspect/found.h"

/* JPEG by its first bytes. */
bool picture_jpeg_recognise(struct str bytes);
/* Its segments that are not the picture, and what is behind its end. */
void picture_jpeg_inspect(struct found *f, struct str bytes);
/* One segment of a JPEG, what stands behind its marker and length. */
void picture_jpeg_segment(struct found *f, int marker, struct str data);
/* PNG by its first bytes. */
bool picture_png_recognise(struct str bytes);
/* Its segments that are not the picture, and what is behind its end. */
void picture_png_inspect(struct found *f, struct str bytes);
/* TIFF by its first bytes. */
bool picture_tiff_recognise(struct str bytes);
/* Its segments that are not the picture, and what is behind its end. */
void picture_tiff_inspect(struct found *f, struct str bytes);
/* WebP by its first bytes. */
bool picture_webp_recognise(struct str bytes);
/* Its segments that are not the picture, and what is behind its end. */
void picture_webp_inspect(struct found *f, struct str bytes);

/* Directories of TIFF and EXIF; `is_exif`: the second one is the thumbnail's (exif.c). */
void exif_inspect(struct found *f, struct str tiff, bool is_exif);

#endif
