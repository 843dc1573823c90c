/* Inspector of PDF files: what their objects say. Pages are not drawn yet (docs/INSPECT.md). */
#ifndef INSPECT_PDF_H
#define INSPECT_PDF_H

#include "inspect/found.h"

/* "%PDF-" near the start, of what is not a picture. */
bool pdf_recognise(struct str bytes);

/* Before the child is confined: the PDF library, as f->pdf. */
int pdf_prepare(struct found *f, struct str bytes, struct err *err) MUST_USE;

/* With f->pdf, which is NULL while it looks into a file: a PDF inside a PDF is left out. */
void pdf_inspect(struct found *f, struct str bytes);

#endif
