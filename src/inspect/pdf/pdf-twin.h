/* Letters that no pixel of their own shows, and that are seen on the page all the same. */
#ifndef INSPECT_PDF_TWIN_H
#define INSPECT_PDF_TWIN_H

#include "inspect/pdf/pdf-look.h"

/* The glyphs of a run. */
struct pdf_letters {
    VEC(const struct pdf_glyph *) glyphs;
    VEC(fz_rect) boxes;
};

/* Adds the glyphs of a run; arena memory. */
void pdf_twin_letters(const struct pdf_look *p, const struct pdf_hidden_run *run,
                      struct pdf_letters *l);

/* Whether the glyph is seen all the same: again at its place, or as the letter of its shadow. */
bool pdf_twin_has(const struct pdf_hidden *h, const struct pdf_glyph *g);

/* Whether something else shows the letters: an outline, a gradient, the picture of a scan. */
bool pdf_twin_is_seen(struct pdf_look *p, const struct pdf_hidden_run *run);

#endif
