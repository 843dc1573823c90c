/* Operators of paths (ISO 32000-1 8.5). */
#ifndef INSPECT_PDF_QUICK_PATH_H
#define INSPECT_PDF_QUICK_PATH_H

#include "inspect/pdf/pdf-quick-run.h"

/* Built, painted, clipped to; false: it is none of these. */
bool pdf_quick_path(struct pdf_quick *q, uint32_t op);

/* Whether what is filled and stroked needs a group of its own, which is not made here. */
bool pdf_quick_is_mixed(const struct pdf_quick_state *s);

/* Clips to the path, or to the box of a form. */
void pdf_quick_path_clip(struct pdf_quick *q, const fz_path *path, bool even_odd);

#endif
