/*
 * Pictures of pages of a PDF, for a report that marks places on them. A picture for a report that
 * goes to others is so small that nothing can be read in it: the place is known, the words are not.
 */
#ifndef INSPECT_PAGE_PICTURE_H
#define INSPECT_PAGE_PICTURE_H

#include "base/err.h"
#include "inspect/finding.h"

enum {
    PAGE_PICTURE_BLURRED = 110, /* pixels across: a heading of 40 points has four rows of them */
    PAGE_PICTURE_PLAIN = 800,
    PAGE_PICTURE_MAX_PAGES = 60,
};

struct page_picture {
    uint32_t page;       /* from 1 */
    struct str png;      /* empty: the page could not be drawn in its time */
    float width, height; /* of the page, in the units of places: points, from the top left */
};

/* A place on a page, as findings name it: "p3 [72 90 210 104]". */
struct page_box {
    uint32_t page;
    float x0, y0, x1, y1;
};

/* Whether the place is one on a page of the file itself, and which. */
bool page_box_of(struct str place, struct page_box *ret);

/*
 * Draws pages of the file that is open, `pixels` across, in a confined child. `pages` has `count`
 * numbers from 1, at most PAGE_PICTURE_MAX_PAGES; the pictures stand in their order. Arena memory.
 * ERR_INVALID (no PDF, damaged, a password), ERR_LIMIT, ERR_INTERNAL.
 */
int page_pictures(struct arena *a, int fd, const uint32_t *pages, uint32_t count, uint32_t pixels,
                  struct page_picture **ret_pictures, struct err *err) MUST_USE;

/*
 * The pages that findings of the file name, gravest first, drawn: at most PAGE_PICTURE_MAX_PAGES,
 * in the order of the pages. 0 pictures for what is no PDF. Errors as above, and ERR_NOT_FOUND.
 */
int page_pictures_of(struct arena *a, const struct inspect_file *file, uint32_t pixels,
                     struct page_picture **ret_pictures, uint32_t *ret_count,
                     struct err *err) MUST_USE;

#endif
