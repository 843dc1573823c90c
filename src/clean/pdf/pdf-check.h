/* Whether pages of a cleaned PDF look as they did, but for where something went. */
#ifndef CLEAN_PDF_CHECK_H
#define CLEAN_PDF_CHECK_H

#include "base/vec.h"
#include "read/pdf-mupdf.h"

#include <mupdf/fitz.h>

/* Where something went. */
struct pdf_gone {
    fz_rect box; /* points of the page */
    /* Nobody sees it: the page changes there by less than any writing does. Else as it likes. */
    bool is_unseen;
};

struct pdf_check_page {
    int number; /* from 1 */
    struct pdf_gone *gone;
    uint32_t gone_count;
    bool is_stored_anew; /* a picture of it: unpacked in another way, its pixels differ a little */
};

/* What of a page stays as it was. */
enum pdf_spared { PDF_SPARED_NOTHING, PDF_SPARED_PICTURES, PDF_SPARED_ALL };

struct pdf_check {
    VEC(struct pdf_check_page) pages;
};

/* A page that was changed; the areas are copied. The last page again joins it. */
void pdf_check_add(struct pdf_check *check, struct arena *a, struct pdf_check_page page);

/*
 * Draws each of them from both files, of very many those at even distances; no file may be open in
 * `pdf`. True when all look the same; otherwise spared[number - 1] is set for those that do not:
 * where pictures were stored anew they stay first (enum pdf_spared).
 */
bool pdf_check_run(const struct pdf_check *check, struct pdf_mupdf *pdf, struct str before,
                   struct str after, uint8_t *spared);

/*
 * Whether both files have the same pages: their number, boxes, and that each has its content. No
 * file may be open in `pdf`.
 */
bool pdf_check_pages(struct pdf_mupdf *pdf, struct str before, struct str after);

#endif
