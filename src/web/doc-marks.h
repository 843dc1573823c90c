/* The text of a document with its duties marked, as pieces for a template. */
#ifndef WEB_DOC_MARKS_H
#define WEB_DOC_MARKS_H

#include "web/say.h"

/*
 * Adds the list "pieces" to the view: {text, duty, modality_word, starts: [{duty}], is_at}. Pieces
 * cover the text from first to last byte; where duties overlap, a piece belongs to the shortest.
 * `at` is a byte to point at; UINT32_MAX = none.
 */
void doc_marks_fill(struct arena *a, struct view *v, struct str text, int64_t document,
                    const struct duty_list *duties, uint32_t at);

#endif
