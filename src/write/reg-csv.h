/* The register as CSV, in the words of the schema (docs/REGISTER.md). */
#ifndef WRITE_REG_CSV_H
#define WRITE_REG_CSV_H

#include "base/err.h"
#include "spec/reg.h"

#include <stdio.h>

/*
 * One kind ("facts"), with its own columns; or, with `kind` NULL, every kind in one table whose
 * columns are those of all kinds, the first of them the kind. Every row ends with file, line, page.
 * Errors: ERR_IO; ERR_INVALID for a kind that does not exist.
 */
int reg_csv_write(FILE *file, const struct reg *r, const char *kind, struct err *err) MUST_USE;

#endif
