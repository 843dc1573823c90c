/* Soft masks with a transfer function (TR), which the library leaves out of account. */
#ifndef INSPECT_PDF_TRANSFER_H
#define INSPECT_PDF_TRANSFER_H

#include <mupdf/pdf.h>

struct pdf_transfers;

/*
 * Puts masks without such a function, which mask the same, in the place of those that the page
 * draws with, until pdf_transfer_end(). NULL: there are none. One that is damaged stays as it is.
 */
struct pdf_transfers *pdf_transfer_set(fz_context *ctx, struct pdf_page *page);

/* As it was before. NULL is accepted. */
void pdf_transfer_end(fz_context *ctx, struct pdf_transfers *transfers);

#endif
