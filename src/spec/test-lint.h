/* What the tests of the lint rules share: short documents, and the findings of one rule on them. */
#ifndef SPEC_TEST_LINT_H
#define SPEC_TEST_LINT_H

/* A document and what one rule must say of it. */
struct lint_case {
    const char *rule;
    const char *text;  /* lines */
    const char *quote; /* words the finding's quote holds (spaces as in the text); NULL = silence */
};

/* Fails the running test at the first case that does not hold. */
void lint_check(const struct lint_case *cases, size_t count);

#endif
