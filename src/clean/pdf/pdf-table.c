/*
 * A font goes without its table when that has three letters for one shape, which is not that of
 * what the font has not: no other font has.
 */
#include "clean/pdf/pdf-table.h"

#include "inspect/pdf/pdf-differ.h"

enum { MAX_OBJECTS = 1000000, CODES = 65536, SHAPES = 65536, LEAST_LETTERS = 3 };

/* Letters of one shape, the last one. */
struct shape {
    uint8_t letters;
    uint32_t last;
};

static bool has_one_sign(fz_context *ctx, pdf_font_desc *font, struct shape *shapes)
{
    for (unsigned int cid = 0; cid < CODES && font->to_unicode != NULL; cid++) {
        int unicode[PDF_MRANGE_CAP] = {};
        int n = pdf_lookup_cmap_full(font->to_unicode, cid, unicode);
        int glyph = n > 0 && pdf_differ_is_letter((uint32_t)unicode[0])
                        ? pdf_font_cid_to_gid(ctx, font, (int)cid)
                        : 0;

        if (glyph > 0 && glyph < SHAPES && shapes[glyph].last != (uint32_t)unicode[0]) {
            shapes[glyph].last = (uint32_t)unicode[0];
            if (++shapes[glyph].letters == LEAST_LETTERS) {
                return true;
            }
        }
    }
    return false;
}

static bool is_of_one_sign(fz_context *ctx, pdf_document *doc, pdf_obj *dictionary)
{
    pdf_font_desc *volatile font = NULL;
    struct shape *volatile shapes = NULL;
    volatile bool is = false;

    fz_try(ctx)
    {
        font = pdf_load_font(ctx, doc, NULL, dictionary);
        shapes = fz_calloc(ctx, SHAPES, sizeof(struct shape));
        is = has_one_sign(ctx, font, shapes);
    }
    fz_always(ctx)
    {
        fz_free(ctx, shapes);
        pdf_drop_font(ctx, font);
    }
    fz_catch(ctx)
    {
        is = false; /* nothing is drawn with it */
    }
    return is;
}

void pdf_table_scrub(struct pdf_scrub *s)
{
    fz_context *ctx = s->ctx;
    int objects = MIN(pdf_xref_len(ctx, s->doc), MAX_OBJECTS);

    for (int i = 1; i < objects && pdf_scrub_may(s, "PDF-111"); i++) {
        pdf_obj *font = pdf_new_indirect(ctx, s->doc, i, 0);

        fz_try(ctx)
        {
            if (pdf_name_eq(ctx, pdf_dict_get(ctx, font, PDF_NAME(Type)), PDF_NAME(Font)) &&
                pdf_is_stream(ctx, pdf_dict_get(ctx, font, PDF_NAME(ToUnicode))) &&
                is_of_one_sign(ctx, s->doc, font)) {
                pdf_dict_del(ctx, font, PDF_NAME(ToUnicode));
                pdf_scrub_log(s, "PDF-111", STR("ToUnicode"), 1);
            }
        }
        fz_always(ctx)
        {
            pdf_drop_obj(ctx, font);
        }
        fz_catch(ctx)
        {
            continue; /* damaged: it is written as nothing */
        }
    }
}
