/*
 * What the linter found, for a program (JSON, SARIF 2.1.0) and for the issuer (質問票). For people
 * at a terminal see reg-terminal.h.
 */
#ifndef WRITE_FINDINGS_H
#define WRITE_FINDINGS_H

#include "base/err.h"
#include "spec/reg.h"

#include <stdio.h>

/* What SARIF says of a rule. */
struct finding_rule {
    const char *id;
    const char *title_ja;
    const char *title_en;
    enum reg_severity severity;
};

struct findings {
    const struct reg *reg;
    const struct finding_rule *rules; /* every rule there is; a finding may have one besides */
    size_t rule_count;
    const char *version; /* of the program */
};

/*
 * {"findings":[{"rule","severity","file","line","quote","other","why","question"}]}: severity is
 * error, warning or note; `other` is {"file","line","quote"} or null; so is what is not stated.
 * Errors: ERR_IO.
 */
int findings_json_write(FILE *file, const struct findings *f, struct err *err) MUST_USE;

/* SARIF 2.1.0 with columns in code points. Errors: ERR_IO. */
int findings_sarif_write(FILE *file, const struct findings *f, struct err *err) MUST_USE;

/*
 * A workbook with one numbered question a row and an empty column for the answer; findings without
 * a question are no business of the issuer's and are left out. Errors: ERR_IO.
 */
int findings_xlsx_write(const char *path, const struct findings *f, struct err *err) MUST_USE;

#endif
