/* A page of a PDF as an SVG: its picture with numbered marks on it. */
#ifndef WRITE_PAGE_SVG_H
#define WRITE_PAGE_SVG_H

#include "base/html.h"
#include "inspect/pdf/page-picture.h"

struct page_mark {
    uint32_t number; /* as the list beside the page says it */
    struct page_box box;
};

/*
 * Writes an element svg that needs nothing else: the picture as a data URI, its marks in units of
 * the page. The picture must have been drawn (png.n > 0).
 */
void page_svg(struct html *h, struct arena *a, const struct page_picture *picture,
              const struct page_mark *marks, uint32_t count);

#endif
