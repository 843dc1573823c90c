/* Whether layers hide anything: programs leave empty ones behind, of guides and of templates. */
#ifndef INSPECT_PDF_LAYER_USE_H
#define INSPECT_PDF_LAYER_USE_H

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <stdbool.h>

struct pdf_guard;

/*
 * Whether a page, `number` from 1, draws more with all layers on than it shows on the screen: its
 * content, annotations and fields. Layers are those of pdf_layers_settle(). What cannot be told
 * counts as hidden. Raises no errors.
 */
bool pdf_layer_use_hides(fz_context *ctx, struct pdf_guard *guard, pdf_document *doc, int number);

#endif
