/*
 * Fonts of an open PDF as text is read with them: each is loaded once a document, and what a code
 * stands for is worked out once a font.
 */
#ifndef INSPECT_PDF_FONTS_H
#define INSPECT_PDF_FONTS_H

#include "base/common.h"
#include "inspect/pdf/pdf-hidden.h"

#include <mupdf/pdf.h>

enum {
    PDF_FONTS_CODES = 64, /* of one piece of a font's table */
    PDF_FONTS_PIECES = 65536 / PDF_FONTS_CODES,
};

/* What a code of a font stands for. */
struct pdf_code {
    fz_rect box;          /* of its ink, the size of the font being 1 */
    float advance;        /* along the line, the size of the font being 1 */
    float x, y;           /* where its origin is when it is written down, in thousandths */
    int32_t code_point;   /* the first of what it stands for; 0xFFFD when the file does not tell */
    int32_t glyph;        /* of the font */
    struct pdf_tail tail; /* what it stands for behind the first one; its glyph is not set */
    bool is_known;
    bool has_ink;
    bool is_none; /* the font has nothing for it: it does not even advance */
};

struct pdf_font {
    pdf_font_desc *desc; /* NULL: not one of ours */
    pdf_obj *dictionary; /* of a font that has no number */
    int number;
    uint8_t code_bytes[256]; /* of a code that begins so; 0: the encoding tells */
    bool is_upright;         /* written down, not across */
    struct pdf_code *pieces[PDF_FONTS_PIECES];
    struct pdf_code rare; /* the last one above the table */
};

struct pdf_fonts;

/* Fonts of `doc`, none yet; freed by pdf_fonts_free() before the document is closed. */
struct pdf_fonts *pdf_fonts_new(fz_context *ctx, pdf_document *doc);
void pdf_fonts_free(struct pdf_fonts *fonts);

/*
 * The font of a dictionary; NULL when its glyphs are drawings (Type 3) or there are too many.
 * Borrowed. Raises errors of the library.
 */
struct pdf_font *pdf_fonts_get(struct pdf_fonts *fonts, pdf_obj *resources, pdf_obj *dictionary);

/* Works out what a code stands for. Borrowed until the next call. Raises errors of the library. */
const struct pdf_code *pdf_fonts_code(struct pdf_fonts *fonts, struct pdf_font *font,
                                      uint32_t code);

static inline const struct pdf_code *pdf_font_code(struct pdf_fonts *fonts, struct pdf_font *font,
                                                   uint32_t code)
{
    const struct pdf_code *piece = code < 65536 ? font->pieces[code / PDF_FONTS_CODES] : NULL;

    return piece != NULL && piece[code % PDF_FONTS_CODES].is_known
               ? &piece[code % PDF_FONTS_CODES]
               : pdf_fonts_code(fonts, font, code);
}

/* Takes a code off the front of a text, which is not empty. */
static inline uint32_t pdf_font_take(const struct pdf_font *font, const unsigned char **at,
                                     const unsigned char *end)
{
    const unsigned char *p = *at;
    int bytes = font->code_bytes[p[0]];
    unsigned int code;

    if (bytes == 1) {
        *at = p + 1;
        return p[0];
    }
    if (bytes == 2 && end - p >= 2) {
        *at = p + 2;
        return (uint32_t)p[0] << 8 | p[1];
    }
    *at =
        p + pdf_decode_cmap(font->desc->encoding, (unsigned char *)p, (unsigned char *)end, &code);
    return code;
}

/*
 * Whether this of a text is listed: it has a glyph (from 0) and is no white space, or it is said to
 * be white space and has a shape.
 */
bool pdf_fonts_has_ink(fz_context *ctx, fz_font *font, int glyph, int code_point);

#endif
