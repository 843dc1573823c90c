/*
 * Lists an office brings: people who must be found in any case (the contract's roster), firms and
 * people who may stand in what is delivered, words that are for the office only.
 */
#ifndef INSPECT_PERSONAL_LIST_H
#define INSPECT_PERSONAL_LIST_H

#include "base/arena.h"
#include "base/err.h"

struct personal_known;
struct personal_lists;
struct personal_scan;

enum personal_list {
    PERSONAL_PEOPLE,  /* names, mail addresses, telephone numbers */
    PERSONAL_ALLOWED, /* names, firms, addresses that may stay */
    PERSONAL_WORDS,
    PERSONAL_LISTS
};

enum {
    PERSONAL_LIST_MAX_BYTES = 16 * 1024 * 1024,
    PERSONAL_LIST_MAX_ENTRIES = 200000,
    PERSONAL_LISTS_EMPTY = 1,
};

/*
 * Adds the entries of a file to *lists, which is made when NULL: one a line, or a table with commas
 * or tabs. Of a table with heads the columns of names, mail and telephone count (of other lists
 * all), of one without what looks like these. Any Japanese encoding. PERSONAL_LISTS_EMPTY: it has
 * no entry, and nothing was added. Errors: ERR_NOT_FOUND, ERR_INVALID (no text), ERR_LIMIT.
 */
int personal_lists_read(struct arena *a, enum personal_list list, const char *path,
                        struct personal_lists **lists, struct err *err) MUST_USE;

/* The same from text in memory. */
int personal_lists_add(struct arena *a, enum personal_list list, struct str text,
                       struct personal_lists **lists, struct err *err) MUST_USE;

/* How many entries they have; NULL has none. */
uint32_t personal_lists_count(const struct personal_lists *lists);

/* The family names of the people on the lists: known in every file from the beginning. */
void personal_lists_remember(const struct personal_lists *lists, struct personal_known *known);

/*
 * Adds hits for people and words of the lists, written with or without blanks, wide or narrow, in
 * any variant of characters; takes hits away that lie in what is allowed. Linear time.
 */
void personal_lists_apply(const struct personal_lists *lists, struct personal_scan *s);

#endif
