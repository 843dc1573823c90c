/* Some letters of a page, to be left out when it is drawn, or drawn alone. */
#ifndef INSPECT_PDF_DROP_H
#define INSPECT_PDF_DROP_H

#include "inspect/pdf/pdf-hidden.h"
#include "inspect/pdf/pdf-region.h"

/* The letters. The user context of the library while it draws. */
struct pdf_drop {
    struct pdf_region region; /* first: see pdf_region_set() */
    struct pdf_glyph *glyphs; /* those drawn apart are told when they are left out */
    uint32_t *slots;          /* glyph + 1; 0 = free; NULL: none is left out */
    uint32_t mask;
    bool keeps;       /* these are drawn, and nothing else */
    uint32_t layers;  /* of the device, that are open */
    uint64_t dropped; /* bits: of the outermost ones, which hold a letter that is left out */
    float zoom;       /* pixels a point, a power of two: places come out as they are on the page */
};

/* An empty set of letters of the page. */
void pdf_drop_start(struct arena *a, struct pdf_drop *d, const struct pdf_hidden *h);

/* Adds a letter by its number; it is not in the set yet. */
void pdf_drop_put(struct pdf_drop *d, uint32_t index);

/* Whether it has one of this character at this place. */
bool pdf_drop_has(const struct pdf_drop *d, const struct pdf_glyph *g);

/*
 * Puts functions into a drawing device that leave out the letters, `user` being the set: also what
 * does not touch its region; the letters only; or all but the shapes of the letters, which are
 * drawn black whatever clips them or lies over them.
 */
void pdf_drop_set(fz_device *device, void *user);
void pdf_drop_set_closely(fz_device *device, void *user);
void pdf_drop_set_shapes(fz_device *device, void *user);

#endif
