/* What was cleaned and what remains, for people at a terminal and for programs (JSON). */
#ifndef WRITE_CLEAN_REPORT_H
#define WRITE_CLEAN_REPORT_H

#include "clean/clean.h"

#include <stdio.h>

struct clean_shown {
    const struct clean_report *report;
    bool dry_run; /* nothing was put in place */
};

/* Each file with what went and what remains, at 80 columns. Errors: ERR_IO. */
int clean_terminal_write(FILE *file, const struct clean_shown *shown, bool colour,
                         struct err *err) MUST_USE;

/*
 * {"files":[{"path","out","kind","state","why","hint","sha256","out_sha256","bytes","out_bytes",
 * "removed":[{"rule","severity","place","count"}],
 * "left":[{"rule","severity","clean","place","count","why","fix"}]}]}
 */
int clean_json_write(FILE *file, const struct clean_shown *shown, struct err *err) MUST_USE;

#endif
