/* What uploaded documents would do to the desk, shown before it is done (opening.c). */
#ifndef WEB_OPENING_H
#define WEB_OPENING_H

#include "web/page.h"

/*
 * Reads the uploaded files of the input "files" and answers with the page that says what opening
 * them means: a new contract, nothing, or a revision with its comparison. Changes nothing but keeps
 * the bytes. contract: 0 = found by title; else the contract the files belong to.
 */
int opening_preview(const struct page_call *c, int64_t contract, struct http_response *r,
                    struct err *err) MUST_USE;

#endif
