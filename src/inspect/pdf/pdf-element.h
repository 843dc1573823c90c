/* Elements of the structure tree (ISO 32000-1 section 14.7) that say what no page shows. */
#ifndef INSPECT_PDF_ELEMENT_H
#define INSPECT_PDF_ELEMENT_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#include <mupdf/pdf.h>

struct pdf_element {
    pdf_obj *object; /* borrowed from the list it was found in */
    int number;      /* of the object it is, or stands in */
    const char *key; /* of its words: ActualText … */
    struct str text; /* UTF-8, arena memory */
    bool is_hollow;  /* nothing belongs to it at all */
};

struct pdf_elements {
    VEC(struct pdf_element) v;
};

/*
 * Under which key a dictionary has words that stand for its content, when it is an element; or
 * NULL.
 */
const char *pdf_element_key(fz_context *ctx, pdf_obj *dictionary);

/*
 * Of the elements in `all` (such as have a key; object and number are set, the rest gets set) those
 * whose content shows nothing, or boxes and other words. Pages that are damaged are left out.
 */
void pdf_element_judge(fz_context *ctx, pdf_document *doc, struct arena *a,
                       struct pdf_elements *all, struct pdf_elements *ret_unseen);

#endif
