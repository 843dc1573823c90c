/*
 * Forms and pictures that pages have among their resources and that nothing draws: a page's content
 * lost them, the file did not (PDF-131).
 */
#ifndef INSPECT_PDF_DRAWN_H
#define INSPECT_PDF_DRAWN_H

#include "base/arena.h"
#include "base/vec.h"

struct pdf_mupdf;

struct pdf_undrawn {
    VEC(int) numbers; /* of the objects, in the order met */
};

/*
 * Looks at `pages` pages of the open document; finds none when its time is over. What cannot be
 * told counts as drawn: also what something else than the resources of a page or form refers to.
 * Arena memory. Raises errors of the library.
 */
void pdf_drawn_find(struct pdf_mupdf *pdf, struct arena *a, int pages,
                    struct pdf_undrawn *ret_undrawn);

#endif
