/*
 * The only door to MuPDF: a PDF opened from memory, its pages, its outline. MuPDF raises errors by
 * jumping; none passes this door. JavaScript is never on; nothing outside the bytes is loaded.
 */
#ifndef READ_PDF_MUPDF_H
#define READ_PDF_MUPDF_H

#include "base/err.h"
#include "read/pdf-sheet.h"

struct pdf_mupdf;

/*
 * Before the process is confined: what MuPDF needs of the system. Hand it to pdf_mupdf_open(), with
 * which the library starts.
 * Reading is told to stop after so many seconds of processor time. ERR_INTERNAL. The result is
 * freed by pdf_mupdf_close().
 */
int pdf_mupdf_new(int seconds, struct pdf_mupdf **ret_pdf, struct err *err) MUST_USE;

/*
 * Opens the file in `bytes`, which stay where they are; one that was open is let go. ERR_INVALID
 * (damaged), ERR_UNSUPPORTED (password).
 */
int pdf_mupdf_open(struct pdf_mupdf *pdf, struct str bytes, struct err *err) MUST_USE;
void pdf_mupdf_close(struct pdf_mupdf *pdf);

/* Lets go of the file; another one may be opened, within what is left of the time. */
void pdf_mupdf_reset(struct pdf_mupdf *pdf);

/* Pages the file says it has (0 when that is damaged), and whether its structure was repaired. */
uint32_t pdf_mupdf_pages(struct pdf_mupdf *pdf);
bool pdf_mupdf_was_repaired(struct pdf_mupdf *pdf);

/* What of all that was asked for so far could not be read, and was passed over. */
enum pdf_loss {
    PDF_LOSS_OBJECT = 1, /* an object that is there, or a page's content */
    PDF_LOSS_STREAM = 2, /* bytes of a stream */
};
unsigned pdf_mupdf_losses(struct pdf_mupdf *pdf);

/*
 * Reads a page, `number` from 1, into *page, whose arena must be set. What is damaged is left
 * out and noted in the page, and so is what takes longer than a page may.
 */
void pdf_mupdf_read_page(struct pdf_mupdf *pdf, uint32_t number, struct pdf_sheet *page);

/* For the inspector, which looks at objects and pixels by itself: what the door opens to. */
struct fz_context;
struct pdf_document;
struct pdf_guard;
struct fz_context *pdf_mupdf_context(struct pdf_mupdf *pdf); /* from now on; starts the library */
struct pdf_document *pdf_mupdf_document(struct pdf_mupdf *pdf);
struct pdf_guard *pdf_mupdf_guard(struct pdf_mupdf *pdf);

/* Pages a document says it has; 0 when that is damaged. */
int pdf_mupdf_count(struct fz_context *ctx, struct pdf_document *doc);

/* Whether the time of the file is over: no more pages should be read. */
bool pdf_mupdf_is_late(const struct pdf_mupdf *pdf);

/* An entry of the outline (bookmarks of the file). */
struct pdf_heading {
    struct str title;
    uint32_t page, level; /* from 1 */
};

struct pdf_outline {
    VEC(struct pdf_heading) headings;
};

/* The outline in the order of the file; empty when there is none. */
void pdf_mupdf_outline(struct pdf_mupdf *pdf, struct arena *a, struct pdf_outline *ret_outline);

#endif
