/* The register at a terminal: 80 columns, in the language of the process. */
#ifndef WRITE_REG_TERMINAL_H
#define WRITE_REG_TERMINAL_H

#include "base/err.h"
#include "spec/reg.h"

#include <stdio.h>

struct reg_terminal_options {
    bool colour;
    bool brief; /* long lists are cut, and say so */
    const char
        *kind; /* only this kind of entry ("dates"), all of its columns; NULL = the overview */
};

/* Errors: ERR_IO; ERR_INVALID for a kind that does not exist. */
int reg_terminal_write(FILE *file, const struct reg *r, const struct reg_terminal_options *options,
                       struct err *err) MUST_USE;

/* Only the findings, with their questions. Errors: ERR_IO. */
int reg_terminal_findings_write(FILE *file, const struct reg *r, bool colour,
                                struct err *err) MUST_USE;

#endif
