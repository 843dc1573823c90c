/* Some letters of a page, to be left out when it is drawn, or drawn alone. */
#ifndef INSPECT_PDF_DROP_H
#define INSPECT_PDF_DROP_H

#include "inspect/pdf/pdf-hidden.h"
#include "inspect/pdf/pdf-region.h"

/* The letters. The user context of the library while it draws. */
struct pdf_drop {
    struct pdf_region region; /* first: see pdf_region_set() */
    const struct pdf_glyph *glyphs;
    uint32_t *slots; /* glyph + 1; 0 = free; NULL: none is left out */
    uint32_t mask;
    bool keeps; /* these are drawn, and nothing else */
    float zoom; /* pixels a point, a power of two: places come out as they are on the page */
};

/* An empty set of letters of the page. */
void pdf_drop_start(struct arena *a, struct pdf_drop *d, const struct pdf_hidden *h);

/* Adds a letter by its number; it is not in the set yet. */
void pdf_drop_put(struct pdf_drop *d, uint32_t index);

/* Whether a letter is in it. */
bool pdf_drop_has(const struct pdf_drop *d, int code_point, float x, float y);

/*
 * Puts functions into a drawing device that leave out the letters, `user` being the set: also what
 * does not touch its region; the letters only; or all but the shapes of the letters, which are
 * drawn black whatever clips them or lies over them.
 */
void pdf_drop_set(fz_device *device, void *user);
void pdf_drop_set_closely(fz_device *device, void *user);
void pdf_drop_set_shapes(fz_device *device, void *user);

#endif
