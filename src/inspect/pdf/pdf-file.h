/* Files in the file. */
#ifndef INSPECT_PDF_FILE_H
#define INSPECT_PDF_FILE_H

#include "inspect/pdf/pdf-walk.h"

/* Files in the file, by their specification or stream (pdf-file.c). */
void pdf_file_take(struct pdf_walk *w, pdf_obj *spec, struct str place);
void pdf_file_take_stream(struct pdf_walk *w, pdf_obj *stream, struct str place);

/* Looks into them when the PDF is closed and the library is free again. */
void pdf_file_inspect_all(struct pdf_walk *w);

#endif
