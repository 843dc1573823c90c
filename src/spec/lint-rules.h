/*
 * The rules of the linter as a table: ids, classes, severities, titles. What an exporter needs to
 * describe a finding's rule (SARIF), and what docs/RULES are checked against.
 */
#ifndef SPEC_LINT_RULES_H
#define SPEC_LINT_RULES_H

#include "spec/reg.h"

struct lint;

struct lint_rule {
    const char *id;             /* date-before-notice */
    const char *kind;           /* class of the schema: wrong-year */
    enum reg_severity severity; /* of a finding that is sure; softer ones are lowered */
    const char *title_ja;       /* what is wrong, one line */
    const char *title_en;
    void (*run)(struct lint *l); /* NULL: reported by another stage of the reader */
};

extern const struct lint_rule lint_rules[];
extern const size_t lint_rule_count;

/* The rule with this id, or NULL. */
const struct lint_rule *lint_rule_find(struct str id);

#endif
