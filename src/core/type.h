/*
 * Types of records: what a duty, a meeting, a question holds. A type is a table; the store keys
 * and searches records by it, and knows nothing else of what they mean.
 *
 * A field has a permanent number and name: it may be retired, never reused. A change of a table
 * raises its `rev`; records remember the rev they were written under.
 */
#ifndef CORE_TYPE_H
#define CORE_TYPE_H

#include "base/str.h"

enum field_type {
    FIELD_TEXT, /* JSON string */
    FIELD_WORD, /* JSON string, one of few: state, party, modality */
    FIELD_INT,  /* JSON integer; money is whole yen */
    FIELD_DAY,  /* JSON string "YYYY-MM-DD"; keyed as the text */
    FIELD_BOOL,
    FIELD_RECORD, /* JSON integer: id of another record */
    FIELD_OTHER,  /* array or object: never keyed, never searched */
};

/* Who may see a field (DESIGN 4, rule 4). Until accounts exist everybody is a handler. */
enum field_class { CLASS_PUBLIC, CLASS_PROGRAM, CLASS_HANDLERS, CLASS_OFFICER, CLASS_PII };

struct field {
    uint16_t number;
    const char *name; /* member of the body */
    enum field_type type;
    enum field_class class;
    bool is_key;      /* lists filter and sort by it */
    bool is_searched; /* its words are found by the text search */
};

struct type {
    const char *name; /* "duty" */
    uint16_t rev;
    const char *const *states; /* all states, NULL at the end; the first is that of a new record */
    const struct field *fields;
    size_t field_count;
};

/* All types, NULL at the end (types.c). */
extern const struct type *const types[];

/* The type of this name, or NULL. */
const struct type *type_find(struct str name);
/* Its field of this name, or NULL. */
const struct field *type_field(const struct type *t, struct str name);
bool type_has_state(const struct type *t, struct str state);

extern const struct type type_contract, type_document, type_fact, type_duty, type_occasion,
    type_evidence, type_meeting, type_question, type_finding, type_deliverable, type_item,
    type_milestone, type_inspection, type_package, type_allowance, type_profile, type_names;

#endif
