/* Inspectors of pictures: JPEG, PNG, TIFF, WebP. Pixels are never decoded. */
#ifndef INSPECT_PICTURE_H
#define INSPECT_PICTURE_H

#include "inspect/found.h"

bool picture_jpeg_recognise(struct str bytes);
void picture_jpeg_inspect(struct found *f, struct str bytes);
bool picture_png_recognise(struct str bytes);
void picture_png_inspect(struct found *f, struct str bytes);
bool picture_tiff_recognise(struct str bytes);
void picture_tiff_inspect(struct found *f, struct str bytes);
bool picture_webp_recognise(struct str bytes);
void picture_webp_inspect(struct found *f, struct str bytes);

/* Directories of TIFF and EXIF; `is_exif`: the second one is the thumbnail's (exif.c). */
void exif_inspect(struct found *f, struct str tiff, bool is_exif);

#endif
