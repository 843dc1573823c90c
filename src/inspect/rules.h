/*
 * The rules: what is looked for, how grave it is, and what cleaning does about it. The table is
 * made of data/inspect/rules.txt.
 */
#ifndef INSPECT_RULES_H
#define INSPECT_RULES_H

#include "base/common.h"

enum inspect_severity { INSPECT_CRITICAL, INSPECT_HIGH, INSPECT_MEDIUM, INSPECT_LOW };

/* What `itaku clean` does about what a rule finds. */
enum inspect_cleaning {
    INSPECT_TOLD,    /* nothing: a person mends it where the file was made */
    INSPECT_ASKED,   /* takes it out when told so (--yes RULE, --hidden, --tracked) */
    INSPECT_CLEANED, /* takes it out */
};

/* A rule; the texts are one line each. */
struct inspect_rule {
    const char *id;
    enum inspect_severity severity;
    enum inspect_cleaning cleaning;
    const char *clause;                  /* of the standard or law it is about; may be "" */
    const char *what_ja, *what_en;       /* what was found */
    const char *sees_ja, *sees_en;       /* what a person sees of it */
    const char *fix_ja, *fix_en;         /* what mends it */
    const char *example_ja, *example_en; /* what it may be in the papers of an office */
};

/* All rules, in the order of their ids (data/inspect/rules.txt). */
extern const struct inspect_rule inspect_rules[];
extern const size_t inspect_rule_count;

/* The rule of an id, or NULL. */
const struct inspect_rule *inspect_rule_find(const char *id);

/* "C", "H", "M", "L"; "told", "asked", "cleaned": as reports have them, in no language. */
const char *inspect_severity_word(enum inspect_severity severity);
const char *inspect_cleaning_word(enum inspect_cleaning cleaning);

#endif
