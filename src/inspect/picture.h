/* Inspectors of pictures: JPEG, PNG, TIFF, WebP, GIF, HEIF. Pixels are never decoded. */
#ifndef INSPECT_PICTURE_H
#define INSPECT_PICTURE_H

#include "inspect/found.h"

/* JPEG by its first bytes. */
bool picture_jpeg_recognise(struct str bytes);
/* Its segments that are not the picture, and what is behind its end. */
void picture_jpeg_inspect(struct found *f, struct str bytes);
/* One segment of a JPEG, what stands behind its marker and length. */
void picture_jpeg_segment(struct found *f, int marker, struct str data);
/* Past the coded data of a JPEG that begins at `at`: the next marker that is no restart. */
size_t picture_jpeg_past_scan(struct str bytes, size_t at);
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

/* GIF by its first bytes (picture-gif.c). */
bool picture_gif_recognise(struct str bytes);
/* Its comments and extensions, and what is behind its end. */
void picture_gif_inspect(struct found *f, struct str bytes);
/* HEIF and AVIF by the brand of their first box (picture-heif.c). */
bool picture_heif_recognise(struct str bytes);
/* Its items that are not the picture. */
void picture_heif_inspect(struct found *f, struct str bytes);

/* ---- what formats share ---- */

/* The picture is not wholly inspected. */
void picture_damaged(struct found *f);
/* XMP: who and where, and the path of what it was made of. */
void picture_xmp(struct found *f, struct str xmp);
/* A text that somebody left in it. */
void picture_comment(struct found *f, struct str text, struct str place);
/* Bytes behind the end of the picture, unless they are empty. */
void picture_rest(struct found *f, struct str bytes, size_t end);

/* Directories of TIFF and EXIF; `is_exif`: the second one is the thumbnail's (exif.c). */
void exif_inspect(struct found *f, struct str tiff, bool is_exif);

#endif
