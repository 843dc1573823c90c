/*
 * Looks of annotations that no page shows: of states other than theirs, of a pointer over them or a
 * button pressed (ISO 32000-1 12.5.5). They say what the look that is shown says, in another form;
 * one with words of its own hides them (PDF-131).
 */
#ifndef INSPECT_PDF_APPEARANCE_H
#define INSPECT_PDF_APPEARANCE_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

struct pdf_mupdf;

struct pdf_unshown_look {
    int number;       /* of the stream */
    int page;         /* of the annotation, from 1 */
    struct str words; /* as the stream has them; in a font of its own they may be no letters */
};

struct pdf_unshown_looks {
    VEC(struct pdf_unshown_look) v;
};

/* Looks at `pages` pages of the open document. Arena memory. Raises errors of the library. */
void pdf_appearance_find(struct pdf_mupdf *pdf, struct arena *a, int pages,
                         struct pdf_unshown_looks *ret_looks);

#endif
