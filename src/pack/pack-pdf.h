/*
 * The PDF that is published: pages of a report, behind them the list of what may not be used
 * further, properties of the file gone. Made in a confined child.
 */
#ifndef PACK_PACK_PDF_H
#define PACK_PACK_PDF_H

#include "pack/pack-input.h"

enum { PACK_MAX_REPORTS = 50 };

/* A PDF to go behind another one. */
struct pack_pdf_more {
    const char *path;
    struct str title; /* of it in the outline */
};

/* What is to be made of a report. */
struct pack_pdf {
    const char *report;               /* path */
    const struct pack_pdf_more *more; /* volumes that follow it; with all pages only */
    uint32_t more_count;
    uint32_t first, last;             /* pages; 0 = all of them */
    struct str title;                 /* of the file's properties; empty = none at all */
    const struct pack_facts *facts;   /* over the list */
    const struct pack_rights *rights; /* those that are not free; NULL = no list */
};

/*
 * Writes it to the open descriptor. ERR_INVALID (damaged), ERR_UNSUPPORTED (password), ERR_LIMIT,
 * ERR_IO.
 */
int pack_pdf_write(const struct pack_pdf *what, int fd, struct err *err) MUST_USE;

#endif
