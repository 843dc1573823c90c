/*
 * What changed between two registers: two drafts of a specification, last year's and this year's,
 * two editions of an annex. Orthography apart: full width, okurigana, spaces, 及び/および.
 *
 * Entries are matched first by their words, then (facts, items of the annex) by their key, then by
 * the likeness of their words, then (headings) by their place; a pair that differs in a value is
 * "changed", what finds no partner is "added" or "removed". Linear in the size of the registers.
 */
#ifndef SPEC_COMPARE_H
#define SPEC_COMPARE_H

#include "spec/reg.h"

enum change_how { CHANGE_CHANGED, CHANGE_ADDED, CHANGE_REMOVED };

/* One value of an entry before and after; both as a register shows them, empty = not stated. */
struct change_field {
    const char *name; /* of the schema: "due", "quote" */
    struct str before, after;
};

enum { CHANGE_MOST_FIELDS = 6 };

struct change {
    enum change_how how;
    const char *kind; /* of the schema: "facts", "annex" … */
    struct str key;   /* fact key, item id, path; empty where words tell entries apart */
    struct str name;  /* what it is about, a few words */
    const struct reg_src *before, *after; /* NULL = not there; borrowed from the registers */
    struct change_field fields[CHANGE_MOST_FIELDS]; /* those that differ; CHANGE_CHANGED only */
    uint32_t field_count;
};

struct changes {
    VEC(struct change) list; /* by kind, in the order of the new register, removed ones last */
};

/* All differences; none = the registers say the same. Arena memory; points into the registers. */
void compare_registers(struct arena *a, const struct reg *before, const struct reg *after,
                       struct changes *ret);

#endif
