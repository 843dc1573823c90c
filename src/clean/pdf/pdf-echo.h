/*
 * Words of a PDF that say again what was taken out of a page: the alternative texts of the
 * structure tree go with it; bookmarks and other names are asked for (PDF-111).
 *
 * Jumps out with errors of MuPDF: call inside fz_try.
 */
#ifndef CLEAN_PDF_ECHO_H
#define CLEAN_PDF_ECHO_H

#include "base/common.h"

#include <mupdf/pdf.h>

struct pdf_scrub;

/* Makes the words ready; before the first dictionary. */
void pdf_echo_begin(struct pdf_scrub *s);

/* A dictionary, whatever it is: an element of the structure tree, a bookmark, a field, a layer. */
void pdf_echo_scrub(struct pdf_scrub *s, pdf_obj *dictionary);

/* After the last. */
void pdf_echo_end(struct pdf_scrub *s);

#endif
