/*
 * What a PDF holds beside the look of its pages, and what of it must not leave: who made it, files
 * in it, scripts and actions, layers, notes, words that say again what was taken out of a page.
 *
 * Changes the document in place. Jumps out with errors of MuPDF: call inside fz_try.
 */
#ifndef CLEAN_PDF_SCRUB_H
#define CLEAN_PDF_SCRUB_H

#include "clean/cleaning.h"
#include "clean/pdf/pdf-content.h"
#include "inspect/pdf/pdf-element.h"
#include "inspect/pdf/pdf-readable.h"

/* A named place of the document whose name went. */
struct pdf_scrub_place {
    struct str name;
    pdf_obj *place;
};

struct pdf_scrub {
    struct cleaning *cleaning;
    fz_context *ctx;
    pdf_document *doc;
    struct arena *arena;
    struct pdf_cut *cut;           /* what went from pages, for echoes of it */
    struct pdf_readable *readable; /* what is seen on pages all the same is no echo */
    bool flattens; /* layers end; what those that are off contain has been taken out */
    VEC(struct pdf_scrub_place) places; /* of pdf-echo.c */
    struct pdf_elements unseen;         /* elements whose words no page shows (pdf-aside.c) */
    uint32_t removed;                   /* things taken out */
    uint8_t *is_page;                   /* by object number: in the tree of pages */
    int is_page_room;
};

/* ---- pdf-scrub-log.c ---- */

/* Whether what the rule finds goes. */
bool pdf_scrub_may(const struct pdf_scrub *s, const char *rule);

/* Logs what was taken out. */
void pdf_scrub_log(struct pdf_scrub *s, const char *rule, struct str place, uint32_t count);

/* ---- pdf-scrub.c ---- */

/* Whether a layer is off when the file is opened. */
bool pdf_scrub_has_hidden_layers(fz_context *ctx, pdf_document *doc);

/* A page's annotations and entries; `number` from 1. True when an annotation went. */
bool pdf_scrub_page(struct pdf_scrub *s, pdf_obj *page, int number);

/* The rest, after all pages. */
void pdf_scrub_document(struct pdf_scrub *s);

#endif
