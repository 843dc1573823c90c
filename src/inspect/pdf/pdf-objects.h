/* Every object of the file. */
#ifndef INSPECT_PDF_OBJECTS_H
#define INSPECT_PDF_OBJECTS_H

#include "inspect/pdf/pdf-walk.h"

/* Every object of the file: unused ones, pictures' own metadata, fonts left out (pdf-objects.c). */
void pdf_objects_inspect(struct pdf_walk *w);

#endif
