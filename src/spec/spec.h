/*
 * From document models to a register. Pure: no I/O, and nothing here reads the clock.
 */
#ifndef SPEC_SPEC_H
#define SPEC_SPEC_H

#include "base/buf.h"
#include "base/err.h"
#include "spec/reg.h"

/*
 * Reads the documents of one call (specification, forms, annex) into one register. The register
 * and all it points to live as long as `a` and the documents.
 */
int spec_read(struct arena *a, const struct doc *docs, uint32_t count, struct reg *ret_reg,
              struct err *err) MUST_USE;

/*
 * Appends the fingerprints of a document's security annex, one line an item: id, tab, hashes.
 * With the edition's name before each line they are rows of data/annex/fingerprints.tsv.
 */
void spec_annex_fingerprints(struct arena *a, const struct doc *doc, struct buf *out);

#endif
