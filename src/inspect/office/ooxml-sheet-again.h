/* What can be judged of cells only when all of them were read. */
#ifndef INSPECT_OOXML_SHEET_AGAIN_H
#define INSPECT_OOXML_SHEET_AGAIN_H

#include "inspect/office/ooxml-sheet-walk.h"

/* After the cells: XLS-243 by conditional formats, XLS-248 by filters. */
void sheet_again(struct sheet_walk *w);

#endif
