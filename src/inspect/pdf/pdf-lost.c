/*
 * What pages name and the file does not have. A reference to an object that no table of the file
 * lists is null by the standard (ISO 32000-1 7.3.10), and in most places that is harmless: somebody
 * took out what it led to. The content of a page and the fonts and forms that it draws with are not
 * left out by anybody; when they are gone the file has lost a part, and nobody knows what it said.
 */
#include "inspect/pdf/pdf-lost.h"

#include "base/tr.h"

enum { MAX_NAMED = 2000 }; /* of one page */

/* A reference to an object that no table lists; one that is null in the file is as it should be. */
static bool is_lost(struct pdf_walk *w, pdf_obj *o)
{
    fz_context *ctx = w->ctx;
    int number = pdf_is_indirect(ctx, o) ? pdf_to_num(ctx, o) : 0;

    if (number <= 0 || !pdf_is_null(ctx, o)) {
        return false;
    }
    return number >= pdf_xref_len(ctx, w->doc) ||
           (pdf_get_xref_entry_no_null(ctx, w->doc, number)->type != 'n' &&
            pdf_get_xref_entry_no_null(ctx, w->doc, number)->type != 'o');
}

/* A font without what it is made of. */
static bool is_font_lost(struct pdf_walk *w, pdf_obj *font)
{
    static const char *const files[] = {"FontFile", "FontFile2", "FontFile3"};
    fz_context *ctx = w->ctx;
    pdf_obj *below = pdf_dict_get(ctx, font, PDF_NAME(DescendantFonts));
    pdf_obj *cid = pdf_array_get(ctx, below, 0);
    pdf_obj *of = pdf_is_dict(ctx, cid) ? cid : font;
    pdf_obj *descriptor = pdf_dict_get(ctx, of, PDF_NAME(FontDescriptor));
    bool lost = is_lost(w, font) || is_lost(w, below) || is_lost(w, cid) || is_lost(w, descriptor);

    for (size_t i = 0; i < COUNT(files); i++) {
        lost |= is_lost(w, pdf_dict_gets(ctx, descriptor, files[i]));
    }
    return lost;
}

static bool is_content_lost(struct pdf_walk *w, pdf_obj *contents)
{
    bool lost = is_lost(w, contents);

    for (int i = 0; i < MIN(pdf_array_len(w->ctx, contents), MAX_NAMED); i++) {
        lost |= is_lost(w, pdf_array_get(w->ctx, contents, i));
    }
    return lost;
}

void pdf_lost_page(struct pdf_walk *w)
{
    fz_context *ctx = w->ctx;
    pdf_obj *page = pdf_walk_page(ctx, w->doc, w->page);
    pdf_obj *resources = pdf_dict_get_inheritable(ctx, page, PDF_NAME(Resources));
    pdf_obj *fonts = pdf_dict_get(ctx, resources, PDF_NAME(Font));
    pdf_obj *drawn = pdf_dict_get(ctx, resources, PDF_NAME(XObject));
    bool lost = is_lost(w, resources) || is_lost(w, fonts) || is_lost(w, drawn) ||
                is_content_lost(w, pdf_dict_get(ctx, page, PDF_NAME(Contents)));

    for (int i = 0; i < MIN(pdf_dict_len(ctx, fonts), MAX_NAMED) && !lost; i++) {
        lost = is_font_lost(w, pdf_dict_get_val(ctx, fonts, i));
    }
    for (int i = 0; i < MIN(pdf_dict_len(ctx, drawn), MAX_NAMED) && !lost; i++) {
        lost = is_lost(w, pdf_dict_get_val(ctx, drawn, i));
    }
    if (lost) {
        pdf_walk_add(w, "PDF-171", arena_printf(w->arena, "p%d", w->page), (struct str){});
        found_less(w->f, INSPECT_PARTIAL, tr("part of the PDF is damaged and could not be read"));
    }
}
