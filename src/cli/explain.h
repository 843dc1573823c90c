/* itaku inspect --explain: what the rules are about, for people and for programs. */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include "base/err.h"

#include <stdbool.h>

/*
 * Says on standard output what a rule is about; "all" is every rule. Capitals do not matter, and a
 * number alone ("305") will do, as no two rules share one. Errors: ERR_INVALID (no such rule),
 * ERR_IO.
 */
int explain_rules(const char *id, bool as_json, struct err *err) MUST_USE;

#endif
