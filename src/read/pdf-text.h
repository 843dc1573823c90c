/*
 * Characters of a page as MuPDF shows them, put into runs. It stands where MuPDF's structured text
 * would: that does more than is needed here (blocks, spaces, directions, fonts of each character)
 * in a third of the time a page takes.
 */
#ifndef READ_PDF_TEXT_H
#define READ_PDF_TEXT_H

#include "read/pdf-sheet.h"

#include <mupdf/fitz.h>

enum { PDF_TEXT_FONTS = 16, PDF_TEXT_GLYPHS = 4096 };

/* How far the pen moves after a glyph. */
struct pdf_text_advance {
    int32_t glyph; /* + 1; 0 = none yet */
    float advance;
};

struct pdf_text_font {
    fz_font *font;                      /* held */
    const unsigned char *file;          /* its bytes; NULL = the widths are not those of the file */
    struct pdf_text_advance *glyphs[2]; /* by writing mode; malloc */
};

/* Advances of the fonts that were used last, kept from page to page. Zeroed: empty. */
struct pdf_text_fonts {
    struct pdf_text_font v[PDF_TEXT_FONTS];
    uint32_t n, next; /* next: to be replaced when all are taken */
};

/* Lets go of the fonts. */
void pdf_text_fonts_done(fz_context *ctx, struct pdf_text_fonts *fonts);

/* What has been put out of a page so far. */
struct pdf_text {
    struct pdf_sheet *page;
    struct pdf_text_fonts *fonts;
    fz_rect box;         /* of the page: what lies outside is not there */
    const fz_text *last; /* held: a text that is filled and stroked comes twice */
    struct pdf_run *run; /* open; NULL = none */
    fz_point direction;  /* of the open run, of length 1 */
    fz_point pen;        /* where the character before ended */
    int wmode, last_code;
    uint32_t
        turned[4]; /* characters by the quarter turns, clockwise, after which they stand upright */
};

/* Starts a page; the fonts are kept by the caller from page to page. */
void pdf_text_begin(struct pdf_text *t, struct pdf_sheet *page, struct pdf_text_fonts *fonts,
                    fz_rect box);

/* Takes a text that is shown; raises MuPDF's errors. */
void pdf_text_add(fz_context *ctx, struct pdf_text *t, const fz_text *text, fz_matrix ctm);

/* The end of the page: the last run is closed. */
void pdf_text_end(fz_context *ctx, struct pdf_text *t);

/* Quarter turns, clockwise, after which most characters stand upright; 0 when most do. */
int pdf_text_turns_needed(const struct pdf_text *t);

#endif
