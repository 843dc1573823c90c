/* The register as JSON, in the published schema (docs/REGISTER.md). */
#ifndef WRITE_REG_JSON_H
#define WRITE_REG_JSON_H

#include "base/json.h"
#include "spec/reg.h"

/* Writes one object with every kind of the register. Errors are told by json_finish. */
void reg_json_write(struct json *j, const struct reg *r);

/* `"source": {file, beg, end, line, page}` of one place. */
void reg_json_source(struct json *j, const struct reg *r, const struct reg_src *src);

#endif
