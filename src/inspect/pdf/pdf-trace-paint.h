/* Paths, pictures, clips and groups of a traced page. */
#ifndef INSPECT_PDF_TRACE_PAINT_H
#define INSPECT_PDF_TRACE_PAINT_H

#include "inspect/pdf/pdf-tracer.h"

/* The functions of the device. */
void pdf_trace_paint_set(fz_device *device);

#endif
