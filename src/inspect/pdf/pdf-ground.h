/* What was painted on a traced page: which glyphs it may hide. */
#ifndef INSPECT_PDF_GROUND_H
#define INSPECT_PDF_GROUND_H

#include "inspect/pdf/pdf-tracer.h"

/* A path or picture begins: what is stamped until the next one is of it. */
void pdf_ground_start(struct pdf_tracer *t);

/* The paint covers this box, in one colour, PDF_TRACER_GREY or PDF_TRACER_UNKNOWN. */
void pdf_ground_stamp(struct pdf_tracer *t, fz_rect box, uint32_t colour);

/* Whether the ground may have the colour of paper there. */
bool pdf_ground_is_paper_like(const uint8_t rgb[3]);

/* Whether what was painted where the glyph is about to be drawn may have its colour. */
bool pdf_ground_may_vanish(const struct pdf_tracer *t, const struct pdf_glyph *g);

/* Earlier glyphs that the last one lies over become suspects. */
void pdf_ground_cover(struct pdf_tracer *t, const struct pdf_glyph *g);

/* Whether all of the box on the page was painted over after the paint of this number. */
bool pdf_ground_is_buried(const struct pdf_tracer *t, fz_rect box, uint32_t order);

/* Suspects by what was painted after them; counts all suspects. */
void pdf_ground_end(struct pdf_tracer *t);

#endif
