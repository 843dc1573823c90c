/* SVG pictures being cleaned. */
#ifndef CLEAN_SVG_H
#define CLEAN_SVG_H

#include "clean/cleaning.h"

/*
 * Takes out what the inspector finds (inspect/svg/svg.h), each with the bytes it stands for:
 * elements, attributes, comments. Pictures in it are cleaned themselves. All other bytes stay.
 */
int svg_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);

#endif
