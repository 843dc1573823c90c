/* What is compared of each kind of entry. Private to src/spec. */
#ifndef SPEC_COMPARE_ENTRY_H
#define SPEC_COMPARE_ENTRY_H

#include "spec/compare.h"

struct compare_field {
    const char *name;
    struct str value;
};

/* One entry of a register, ready to be matched. */
struct compare_entry {
    const struct reg_src *src;
    struct str key;   /* only entries of one key can be partners; shown */
    bool is_keyed;    /* the key is unique: entries of one key are partners whatever they say */
    struct str name;  /* shown */
    struct str whole; /* folded words with values: same in both = nothing changed */
    struct str text;  /* folded words without values, for likeness */
    struct str place; /* what stands in the same place is the same entry, if nothing else says so */
    struct compare_field fields[CHANGE_MOST_FIELDS];
    uint32_t field_count;
    uint32_t partner; /* index in the other list, or REG_NO_INDEX */
};

struct compare_entries {
    VEC(struct compare_entry) list;
};

struct compare_kind {
    const char *name; /* of the schema */
    void (*collect)(struct arena *a, const struct reg *r, struct compare_entries *ret);
};

extern const struct compare_kind compare_kinds[];
extern const size_t compare_kind_count;

#endif
