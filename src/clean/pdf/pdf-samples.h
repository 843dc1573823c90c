/*
 * The samples of a picture as its dictionary has them: unpacked, and packed again without loss.
 * Black and white becomes a fax, the rest Flate, with a predictor where that is shorter; a picture
 * that was packed with loss grows.
 */
#ifndef CLEAN_PDF_SAMPLES_H
#define CLEAN_PDF_SAMPLES_H

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <stdbool.h>

struct pdf_samples {
    fz_buffer *buffer;
    unsigned char *bytes; /* of the buffer: rows, each from a whole byte on */
    size_t row_bytes;
    int width, height;
    int colours, bits;    /* samples of a pixel, bits of each */
    fz_colorspace *space; /* NULL: a stencil, which has one bit */
    size_t rows_behind;   /* the last one that its dictionary tells of */
};

/*
 * How the samples of a picture lie, by its dictionary; `bytes` is not set. False: that is nothing
 * we know. To be released, in any case, with pdf_samples_done(). May jump.
 */
bool pdf_samples_find(fz_context *ctx, pdf_obj *picture, struct pdf_samples *s);

/*
 * Unpacks a picture. False: its samples do not lie in the file as the dictionary says (JPEG 2000,
 * damage), or are too many. To be released with pdf_samples_done().
 */
bool pdf_samples_load(fz_context *ctx, pdf_obj *picture, struct pdf_samples *ret_samples);

/* Zeroed ones too. */
void pdf_samples_done(fz_context *ctx, struct pdf_samples *s);

/* Whether a picture is a JPEG, maybe packed once more. */
bool pdf_samples_is_jpeg(fz_context *ctx, pdf_obj *picture);

/*
 * Packs them the way that is the shortest, and stores them as the stream of `picture`, of which
 * Filter and DecodeParms say then which one that is. Returns the bytes it takes. May jump.
 */
size_t pdf_samples_store(fz_context *ctx, pdf_document *doc, pdf_obj *picture,
                         const struct pdf_samples *s);

#endif
