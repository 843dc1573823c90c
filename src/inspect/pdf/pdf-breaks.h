/*
 * What runs over the end of a page and is seen on another one. A sheet wider than its paper is
 * printed on several pages, and whatever lies over a break is drawn on each of them, cut at the
 * edge: what one page hides the next one shows.
 */
#ifndef INSPECT_PDF_BREAKS_H
#define INSPECT_PDF_BREAKS_H

#include "inspect/pdf/pdf-crops.h"
#include "inspect/pdf/pdf-hidden.h"

#include <mupdf/pdf.h>

/* What the pages of one document draw beyond their edges; zeroed at first. */
struct pdf_breaks {
    struct arena arena;
    struct pdf_break_page *pages; /* NULL: not looked at yet */
    int page_count;
    VEC(struct pdf_break_letter) letters; /* of pages that have an edge, in the order drawn */
    uint32_t *rows, *columns;             /* the last letter of each line, from 1 */
    uint32_t table_size, steps;
    struct pdf_crops crops; /* memory of the same arena */
};

/* Lets go of it; it is as at first. */
void pdf_breaks_done(struct pdf_breaks *breaks);

/*
 * Takes those runs of the page `number`, from 1, out of its list whose letters lie beyond an edge
 * and are all seen on other pages, at one distance each: their glyphs become PDF_SHOWN. The first
 * time that there is such a run all pages are looked through. No page is being looked at by
 * `guard`.
 */
void pdf_breaks_settle(struct pdf_breaks *breaks, fz_context *ctx, struct pdf_guard *guard,
                       pdf_document *doc, int number, const struct pdf_hidden_options *options,
                       struct pdf_hidden *h);

#endif
