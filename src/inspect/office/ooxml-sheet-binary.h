/* Binary workbooks (.xlsb). */
#ifndef INSPECT_OOXML_SHEET_BINARY_H
#define INSPECT_OOXML_SHEET_BINARY_H

#include "inspect/office/ooxml-part.h"

/* A binary workbook (.xlsb). */
void sheet_binary_inspect(struct ooxml *o);

#endif
