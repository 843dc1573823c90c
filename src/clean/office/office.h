/*
 * Office files being cleaned (docx, xlsx, pptx with their macro and template kinds). What goes is
 * first planned (relations that go take with them all parts that nothing else leads to), then each
 * part that needs it is edited; all other parts are copied as they are packed.
 */
#ifndef CLEAN_OFFICE_H
#define CLEAN_OFFICE_H

#include "clean/cleaning.h"

/* An office file that is not a binary workbook. */
bool office_recognise(struct str bytes);
int office_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

#endif
