/* Files that are to leave, as pages of files, of deliverables and of sets show and change them. */
#ifndef WEB_FILES_H
#define WEB_FILES_H

#include "act/inspection.h"
#include "web/page.h"

/* The file of the path /contracts/{id}/files/{id}, which must be one of the contract. */
int files_load(const struct page_call *c, struct inspection *ret, struct err *err) MUST_USE;

/* Names to choose from where somebody signs: the list `people` (part people.html). */
int files_fill_people(const struct page_call *c, struct view *v, int64_t contract,
                      struct err *err) MUST_USE;

enum { FILES_MOST_BYTES = 512 << 20 }; /* of one form */

/* To the page of a file that came in (enum inspection_came), saying what became of it. */
int files_came(const struct page_call *c, struct http_response *r, int64_t id, int came,
               struct err *err) MUST_USE;

/* Name, size, state and figures of a file, as lists and its page show them. */
void files_row(const struct page_call *c, struct view *row, const struct inspection *x);

enum { FILES_MOST_DECIDED = 1000 }; /* at once */

/* What a form decides, in its inputs `choice` (allow, mend, none), `reason`, `who`. */
struct decision_call files_decision(const struct page_call *c);

/*
 * The same for one rule ("rule") of several files, whose numbers the input `files` has: in all or
 * in none. *ret_decided of *ret_files were; the others had changed. Errors of
 * act_inspections_decide().
 */
int files_decide(const struct page_call *c, const char *files, uint32_t *ret_decided,
                 uint32_t *ret_files, struct err *err) MUST_USE;

/* What was typed for this rule when its form came back: `typed_reason`, `typed_who`. */
void files_fill_typed(const struct page_call *c, struct view *row, struct str rule);

/*
 * The place of a finding in words. `file` is the name of its file: the ending tells the kind, which
 * tells the notation.
 */
struct str files_place_title(const struct page_call *c, struct str file, struct str place);

/* The list of the contract's files, for its page of deliverables: `files`, `files_open`. */
int files_fill(const struct page_call *c, struct view *v, int64_t contract,
               struct err *err) MUST_USE;

#endif
