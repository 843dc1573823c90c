/* Hashes of texts, to ask whether one is there. */
#ifndef INSPECT_PDF_TEXTS_H
#define INSPECT_PDF_TEXTS_H

#include "base/arena.h"
#include "base/str.h"

struct pdf_texts {
    uint64_t *slots;
    uint32_t n, room; /* room: power of two, or 0 */
};

/* Adds a text, and asks for one. Only hashes are kept; memory of the arena. */
void pdf_texts_add(struct arena *a, struct pdf_texts *texts, struct str text);
/* Whether the text was added. */
bool pdf_texts_has(const struct pdf_texts *texts, struct str text);

#endif
