/*
 * Layers of a PDF (optional content, ISO 32000-1 8.11): which are seen, on the screen and in print.
 */
#ifndef INSPECT_PDF_LAYERS_H
#define INSPECT_PDF_LAYERS_H

#include <mupdf/pdf.h>
#include <stdbool.h>

struct pdf_layers {
    bool any;           /* the file has layers */
    bool print_differs; /* one of them is seen on the screen or in print only */
};

/*
 * Works out the state of each layer and of each membership by the standard's rules, and writes it
 * into the open document in the form that MuPDF understands: it knows neither expressions nor
 * which usages the file asks to be applied. The document in memory is changed; a document that
 * will be saved must not come here. Raises errors of the library.
 */
struct pdf_layers pdf_layers_settle(fz_context *ctx, pdf_document *doc);

#endif
