/* Sentences and the values a person reads out of them; see test-value.c. */
#ifndef SPEC_TEST_VALUE_CASES_H
#define SPEC_TEST_VALUE_CASES_H

#include <stddef.h>

/*
 * Expected values are joined by " | " in the order of the text; empty = none.
 *
 *     quantity  =3 地区   ~100 名   >=5 社   <=30 ページ   3..5 回
 *     rule      the words of the register; of before, after, by, until, on, at … the head only
 *     date      the words of the register
 *     deliverable  its name, copies and due joined by "/"; the text may have several lines
 */
struct value_case {
    const char *text;
    const char *expected;
};

extern const struct value_case quantity_cases[];
extern const size_t quantity_case_count;
extern const struct value_case rule_cases[];
extern const size_t rule_case_count;
extern const struct value_case date_cases[];
extern const size_t date_case_count;
extern const struct value_case deliverable_cases[];
extern const size_t deliverable_case_count;

#endif
