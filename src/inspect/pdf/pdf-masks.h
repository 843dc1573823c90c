/* Pictures under boxes: what of a picture is covered and still in the file. */
#ifndef INSPECT_PDF_MASKS_H
#define INSPECT_PDF_MASKS_H

#include "inspect/pdf/pdf-proof.h"

/*
 * Draws the pictures that boxes lie on with the boxes and without, and gives pictures with
 * something under a box the reason PDF_IMAGE_COVERED. Raises errors of the library.
 */
void pdf_masks_find(fz_context *ctx, struct pdf_trace *trace, struct pdf_proof *proof,
                    struct pdf_page *page, fz_cookie *cookie);

#endif
