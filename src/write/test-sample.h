/* For tests of this folder: a register filled from a document and its expected register. */
#ifndef WRITE_TEST_SAMPLE_H
#define WRITE_TEST_SAMPLE_H

#include "base/err.h"
#include "spec/reg.h"

/*
 * `folder` holds spec.txt and expected.json (tests/fixtures); or `text_path` and `json_path` name
 * them. Every quote is looked for in the text; an entry whose quote is not there stands at its
 * beginning. Fills the outline, annex and forms too, and two findings of its own.
 */
int test_sample_load(struct arena *a, const char *text_path, const char *json_path,
                     struct reg *ret_reg, struct err *err);

#endif
