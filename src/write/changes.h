/* What changed between two registers (spec/compare.h), for a terminal and for a program. */
#ifndef WRITE_CHANGES_H
#define WRITE_CHANGES_H

#include "base/err.h"
#include "spec/compare.h"

#include <stdio.h>

/* The two registers and their differences. */
struct changes_view {
    const struct reg *before, *after;
    const struct changes *changes;
    bool colour; /* of the text view */
};

/* 80 columns, in the language of the process. Errors: ERR_IO. */
int changes_text_write(FILE *file, const struct changes_view *v, struct err *err) MUST_USE;

/*
 * {"same", "changes":[{"kind","change","key","name","fields":[{"name","before","after"}],
 * "before","after"}]}: change is changed, added or removed; before and after are
 * {"quote","source"} or null. Errors: ERR_IO.
 */
int changes_json_write(FILE *file, const struct changes_view *v, struct err *err) MUST_USE;

#endif
