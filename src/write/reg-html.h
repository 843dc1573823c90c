/*
 * The register as one self-contained page: the document left with its entries marked, the register
 * right. No outside host, no inline handler, a policy that allows only the embedded style and
 * script. Japanese. The look and the behaviour are in ui/register.*.
 */
#ifndef WRITE_REG_HTML_H
#define WRITE_REG_HTML_H

#include "base/err.h"
#include "spec/reg.h"

#include <stdio.h>

/* Errors: ERR_IO. */
int reg_html_write(FILE *file, const struct reg *r, struct err *err) MUST_USE;

#endif
