/*
 * Inspectors of pictures: JPEG, PNG, TIFF, WebP, GIF, HEIF, BMP, WMF, EMF. Pixels are never
 * decoded.
 */
#ifndef INSPECT_PICTURE_H
#define INSPECT_PICTURE_H

#include "inspect/found.h"

/* JPEG by its first bytes (picture-jpeg.c). */
bool picture_jpeg_recognise(struct str bytes);
/* Its segments that are not the picture, and what is behind its end. */
void picture_jpeg_inspect(struct found *f, struct str bytes);
/* One segment of a JPEG, what stands behind its marker and length. */
void picture_jpeg_segment(struct found *f, int marker, struct str data);

enum {
    PICTURE_JPEG_EOI = 0xD9,
    PICTURE_JPEG_SOS = 0xDA,
    PICTURE_JPEG_APP0 = 0xE0,
    PICTURE_JPEG_APP15 = 0xEF,
    PICTURE_JPEG_ADOBE_BYTES = 12, /* of Adobe's mark: the rest says nothing of the picture */
    PICTURE_JPEG_COM = 0xFE,
};

/* A segment of a JPEG: with its marker and, of a scan, the coded data behind it. */
struct picture_jpeg_segment {
    int marker;
    size_t beg, end;
    struct str data; /* behind the length */
};

enum picture_jpeg_step {
    PICTURE_JPEG_SEGMENT, /* there is one */
    PICTURE_JPEG_END,     /* it is the end marker */
    PICTURE_JPEG_CUT,     /* the file ends before, or something else stands there: at `beg` */
    PICTURE_JPEG_DAMAGED, /* its length is none */
};

/* The next segment; *at is 0 at first. */
enum picture_jpeg_step picture_jpeg_next(struct str bytes, size_t *at,
                                         struct picture_jpeg_segment *ret_segment);

/* PNG by its first bytes (picture.c, as TIFF and WebP). */
bool picture_png_recognise(struct str bytes);
/* Its segments that are not the picture, and what is behind its end. */
void picture_png_inspect(struct found *f, struct str bytes);
/* The name somebody gave the profile of colours of an iCCP chunk; "": a usual one. */
struct str picture_png_profile_name(struct str data);
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
/* A block of a GIF; `label` of an extension, else 0. */
struct picture_gif_block {
    size_t beg, end;
    unsigned char label;
    bool is_picture, is_end;
};
/* The next block; *at is 0 at first. False: it does not lie in the file. */
bool picture_gif_next(struct str bytes, size_t *at, struct picture_gif_block *ret_block);
/* Whether the block has to do with how the picture is shown. */
bool picture_gif_is_shown(struct str bytes, const struct picture_gif_block *block);
/* HEIF and AVIF by the brand of their first box (picture-heif.c). */
bool picture_heif_recognise(struct str bytes);
/* Its items that are not the picture. */
void picture_heif_inspect(struct found *f, struct str bytes);

enum { PICTURE_HEIF_MAX_PIECES = 64 };

/*
 * An item of a HEIF file that may be a record: "Exif", "mime" (XMP), or a box of its own: "uuid",
 * and "free" or "skip" that is not empty.
 */
struct picture_heif_item {
    struct str kind;
    struct str pieces[PICTURE_HEIF_MAX_PIECES]; /* where its bytes lie in the file */
    uint32_t piece_count;
};

/*
 * Tells each such item. Where the last box ends, or 0 when boxes are missing; *ret_is_cut: there is
 * more than is followed.
 */
size_t picture_heif_items(struct str bytes,
                          void (*take)(void *user, const struct picture_heif_item *item),
                          void *user, bool *ret_is_cut);

/* BMP by its two heads (picture-bmp.c). */
bool picture_bmp_recognise(struct str bytes);
/* What is behind it, and the path of a profile. */
void picture_bmp_inspect(struct found *f, struct str bytes);
/* Where the picture and its profile end; 0: not in the file. */
size_t picture_bmp_end(struct str bytes);

/* WMF and EMF by their heads (picture-metafile.c). */
bool picture_wmf_recognise(struct str bytes);
bool picture_emf_recognise(struct str bytes);
/* Their words; what is behind their last record. */
void picture_wmf_inspect(struct found *f, struct str bytes);
/* The same, and the title. */
void picture_emf_inspect(struct found *f, struct str bytes);
/* Behind the last record of either; 0: it has none. */
size_t picture_metafile_end(struct str bytes);
/* The names of program and picture that an EMF carries, UTF-16; may be empty. */
struct str picture_emf_description(struct str bytes);

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
