/*
 * A PDF written anew: what can be reached from its catalogue, and nothing else. Numbers of objects,
 * their order and the file's ID follow from the contents alone, so that the same document gives the
 * same bytes, and writing what was written gives it again.
 *
 * Jumps out with errors of MuPDF, like every function of it: call inside fz_try.
 */
#ifndef CLEAN_PDF_OUT_H
#define CLEAN_PDF_OUT_H

#include "base/arena.h"
#include "base/buf.h"

struct fz_context;
struct pdf_document;

enum {
    PDF_OUT_MAX_OBJECTS = 4 * 1000 * 1000,
    PDF_OUT_MAX_NESTING = 300, /* arrays and dictionaries in each other */
};

struct pdf_out_counts {
    uint32_t pictures; /* whose metadata was dropped (pdf-picture.h) */
    uint32_t tails;    /* streams with bytes behind their data, which were dropped */
    uint32_t damaged;  /* streams that could not be read; written empty */
    uint32_t objects;
};

/*
 * Adds the file to `out`. The catalogue comes from the trailer; Info and all else of the trailer
 * is left out. Streams are copied as they are stored; objects stand in object streams when they did
 * before. `source`: the bytes of the document, for its numbers as they are written (pdf-reals.h).
 */
void pdf_out_write(struct fz_context *ctx, struct pdf_document *doc, struct str source,
                   struct arena *a, struct buf *out, struct pdf_out_counts *ret_counts);

#endif
