/*
 * Machine readability of tables (xlsx, csv): which checks there are, and which apply. The editions
 * of the rules are data (data/machine/rules.tsv): each line names the check that looks for it.
 * They apply only when asked for.
 */
#ifndef INSPECT_MACHINE_H
#define INSPECT_MACHINE_H

#include "base/err.h"
#include "base/str.h"

enum machine_check {
    MACHINE_FORMAT,
    MACHINE_ONE_DATUM,
    MACHINE_NUMBER,
    MACHINE_MERGED,
    MACHINE_LAYOUT,
    MACHINE_OMITTED,
    MACHINE_FORMULA,
    MACHINE_OBJECT,
    MACHINE_UNIT,
    MACHINE_PLATFORM,
    MACHINE_TIME,
    MACHINE_REGION,
    MACHINE_SYMBOL,
    MACHINE_SPLIT,
    MACHINE_ONE_TABLE,
    MACHINE_NOTE,
    MACHINE_UNNAMED,
    MACHINE_BLANK,
    MACHINE_COLOUR,
    MACHINE_HIDDEN,
    MACHINE_CSV_LINE,
    MACHINE_CSV_QUOTE,
    MACHINE_HEAD,
    MACHINE_CHOICE,
    MACHINE_OTHER,
    MACHINE_FIRST_ROW,
    MACHINE_CODES,
    MACHINE_LEGEND,
    MACHINE_DEFINITION,
    MACHINE_WIDE,
    MACHINE_CHECKS,
};

/* A rule of an edition; generated. */
struct machine_clause {
    const char *edition; /* the day it was decided: "2026-03-31" */
    const char *id;      /* in the edition: "L1-07" */
    const char *key;     /* of the check; "-" = left to people */
    const char *title;   /* Japanese, our own words */
};

extern const struct machine_clause machine_clauses[];
extern const size_t machine_clause_count;

/* Which checks apply. Zeroed: none. */
struct machine {
    bool wants[MACHINE_CHECKS];
};

/* Adds the checks of an edition; "" adds those of all. ERR_INVALID with the list of editions. */
int machine_choose(struct machine *m, struct str edition, struct err *err) MUST_USE;

/* The rule of the inspector that a check reports ("MRD-331"). */
const char *machine_rule(enum machine_check check);

/* The check of a clause, or MACHINE_CHECKS. */
enum machine_check machine_check_of(const char *key);

#endif
