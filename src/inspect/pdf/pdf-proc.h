/*
 * Glyphs that are drawings (Type 3) may have text of their own in them: a word or a line that no
 * machine reads with the page, and that the file has.
 */
#ifndef INSPECT_PDF_PROC_H
#define INSPECT_PDF_PROC_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#include <mupdf/fitz.h>

struct pdf_mupdf;

/* What a glyph of the page says itself. */
struct pdf_inner {
    uint32_t glyph; /* its index */
    struct str text;
};

/*
 * The words in a glyph of a font, arena memory; "" when it has none, as nearly always. Raises
 * errors of the library.
 */
struct str pdf_proc_text(fz_context *ctx, struct arena *a, fz_font *font, int glyph);

struct pdf_procs {
    VEC(int) numbers; /* of the streams */
};

/*
 * Drawings with text of fonts in which no page, 1 to `pages`, shows them. Finds none when its time
 * is over. Arena memory. Raises errors of the library.
 */
void pdf_proc_unused(struct pdf_mupdf *pdf, struct arena *a, int pages,
                     struct pdf_procs *ret_procs);

#endif
