/* The register as a workbook: what is due, and a sheet for each kind, ready to work with. */
#ifndef WRITE_REG_XLSX_H
#define WRITE_REG_XLSX_H

#include "base/err.h"
#include "spec/reg.h"

/* Writes the file `path`, which a caller may rename afterwards. Errors: ERR_IO. */
int reg_xlsx_write(const char *path, const struct reg *r, struct err *err) MUST_USE;

#endif
