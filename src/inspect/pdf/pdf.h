/* Inspector of PDF files: their objects, their pages by their pixels, what they were before. */
#ifndef INSPECT_PDF_H
#define INSPECT_PDF_H

#include "inspect/found.h"

/* "%PDF-" near the start, of what is not a picture. */
bool pdf_recognise(struct str bytes);

/* Before the child is confined: the PDF library, as f->pdf. */
int pdf_prepare(struct found *f, struct str bytes, struct err *err) MUST_USE;

/* With f->pdf, which is NULL while it looks into a file. Files in the PDF come after it. */
void pdf_inspect(struct found *f, struct str bytes);

#endif
