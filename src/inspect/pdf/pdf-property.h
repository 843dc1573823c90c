/*
 * Property lists (ISO 32000-1 14.6.2) among the resources of pages and forms that no content names:
 * what they say belongs to nothing (PDF-131).
 */
#ifndef INSPECT_PDF_PROPERTY_H
#define INSPECT_PDF_PROPERTY_H

#include "base/arena.h"
#include "base/vec.h"
#include "inspect/pdf/pdf-texts.h"

#include <mupdf/pdf.h>

/* A list with words, by its name among those of some resources. */
struct pdf_property {
    pdf_obj *lists;   /* of the resources; held */
    const char *name; /* arena memory, as the rest */
    struct str use;   /* how it is known among the used ones */
    struct str place; /* the page or form that was met with it first */
};

struct pdf_properties {
    struct arena *arena;
    VEC(struct pdf_property) v;
    struct pdf_texts met, used;
};

/* To be ended with pdf_properties_done(). */
void pdf_properties_init(struct pdf_properties *p, struct arena *a);

/* Whether such resources make a content worth looking at. */
bool pdf_properties_asks(fz_context *ctx, pdf_obj *resources);

/* The content of a page or form; `resources` NULL: it has those of whoever draws it. May jump. */
void pdf_properties_look(struct pdf_properties *p, fz_context *ctx, struct str content,
                         pdf_obj *resources, struct str place);

/*
 * After all contents: those that none of them names; `text` is what it says. `take` may take the
 * list out of `lists`. May jump.
 */
void pdf_properties_unused(struct pdf_properties *p, fz_context *ctx,
                           void (*take)(void *user, const struct pdf_property *property,
                                        pdf_obj *text),
                           void *user);

/* Drops what is held. */
void pdf_properties_done(struct pdf_properties *p, fz_context *ctx);

#endif
