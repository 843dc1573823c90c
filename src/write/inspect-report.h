/* What the inspector found, for people at a terminal and for programs (JSON, SARIF 2.1.0). */
#ifndef WRITE_INSPECT_REPORT_H
#define WRITE_INSPECT_REPORT_H

#include "base/tr.h"
#include "inspect/inspect.h"

#include <stdio.h>

struct inspect_shown {
    const struct inspect_report *report;
    enum inspect_severity gate; /* what is at or above it stops a delivery */
    const char *version;        /* of the program */
};

/* Files with their findings, gravest first, at 80 columns. Errors: ERR_IO. */
int inspect_terminal_write(FILE *file, const struct inspect_shown *shown, bool colour,
                           struct err *err) MUST_USE;

/* One rule: what it is, what is seen, what mends it. Errors: ERR_IO. */
int inspect_terminal_explain(FILE *file, const struct inspect_rule *rule, bool colour,
                             struct err *err) MUST_USE;

/*
 * {"files":[{"path","sha256","state","findings":[{"rule","severity","place","sees","reads",
 * "basis","fix"}]}]}; besides "kind", "why" of a state, and "what", "clean", "count" of a
 * finding.
 */
int inspect_json_write(FILE *file, const struct inspect_shown *shown, struct err *err) MUST_USE;

/* SARIF: C and H are errors, M a warning, L a note. */
int inspect_sarif_write(FILE *file, const struct inspect_shown *shown, struct err *err) MUST_USE;

/* A text of a rule in the language of the process. */
static inline const char *inspect_word(const char *ja, const char *en)
{
    return tr_language() == TR_JA ? ja : en;
}

#endif
