/*
 * A JPEG (ITU-T T.81) with parts of it painted over. Only the blocks of 8 x 8 samples that are
 * painted are coded anew, with the picture's own tables; all others keep their coefficients to the
 * last bit, so the picture stays as small as it was and what is not painted looks the same.
 */
#ifndef CLEAN_PDF_JPEG_H
#define CLEAN_PDF_JPEG_H

#include "base/buf.h"

enum { PDF_JPEG_MAX_COLOURS = 4 };

struct pdf_jpeg_paint {
    int width, height, colours; /* which it must have */
    const uint16_t *marks;      /* of each pixel, row by row: 0 stays, others from 1 on are … */
    /* … the entry of this list: a sample for each of the colours, as the picture is unpacked */
    const uint8_t (*values)[PDF_JPEG_MAX_COLOURS];
    int transform; /* of colours, as a PDF says it (ColorTransform); -1: it does not */
    int reach;     /* painted pixels so near to others are as those */
};

/* False: it is damaged, or of a kind that this does not know; `out` does not count then. */
bool pdf_jpeg_paint(struct str bytes, const struct pdf_jpeg_paint *paint, struct buf *out);

#endif
