/* Conditional formats in extensions of a sheet. */
#ifndef INSPECT_OOXML_SHEET_EXTENSION_H
#define INSPECT_OOXML_SHEET_EXTENSION_H

#include "inspect/office/ooxml-sheet-walk.h"

/* A format of an extension begins, an element in it, its end. */
void sheet_extension_open(struct sheet_walk *w);
enum xml_step sheet_extension_start(struct sheet_walk *w, const struct xml_element *e);
void sheet_extension_end(struct sheet_walk *w, const char *name);

#endif
