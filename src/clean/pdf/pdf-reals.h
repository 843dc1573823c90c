/*
 * Numbers of a PDF as they were written. MuPDF keeps a real in single precision; a reader that
 * computes in double would draw the shortest writing of that a hair apart from the author's
 * (.00100000005 is no .001). Those with more digits than single precision holds are remembered.
 */
#ifndef CLEAN_PDF_REALS_H
#define CLEAN_PDF_REALS_H

#include "base/arena.h"
#include "base/str.h"

enum { PDF_REALS_MAX = 1 << 20 }; /* remembered; more are written the short way */

struct pdf_real;

struct pdf_reals {
    struct pdf_real *slots;
    uint32_t n, room;
};

/*
 * Remembers the numbers in a piece of the file, or in what an object stream holds; text is copied.
 */
void pdf_reals_note(struct pdf_reals *r, struct arena *a, struct str bytes);

/* How the number was written; empty when its shortest form is all there was. */
struct str pdf_reals_text(const struct pdf_reals *r, float value);

#endif
