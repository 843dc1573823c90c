/* What the parts of the PDF inspector have in common; see pdf-walk.h. */
#include "inspect/pdf/pdf-walk.h"

#include "base/buf.h"
#include "base/hex.h"
#include "base/tr.h"

#include <math.h>
#include <stdio.h>

enum { MAX_FOLDED = 4096, MAX_MASKED_BYTES = 1024 };

void pdf_walk_add(struct pdf_walk *w, const char *rule, struct str place, struct str reads)
{
    found_add(w->f, rule, INSPECT_STRUCTURAL, place, reads);
}

struct str pdf_walk_text(struct pdf_walk *w, pdf_obj *o)
{
    return pdf_is_string(w->ctx, o) ? arena_str(w->arena, str_of(pdf_to_text_string(w->ctx, o)))
           : pdf_is_name(w->ctx, o) ? arena_str(w->arena, str_of(pdf_to_name(w->ctx, o)))
                                    : (struct str){};
}

struct str pdf_walk_text_at(struct pdf_walk *w, pdf_obj *dictionary, const char *key)
{
    return pdf_walk_text(w, pdf_dict_gets(w->ctx, dictionary, key));
}

pdf_obj *pdf_walk_page(fz_context *ctx, pdf_document *doc, int number)
{
    pdf_obj *page = pdf_lookup_page_obj(ctx, doc, number - 1);

    /* The library lends a page that it looks for, and hands over one of its list of all pages. */
    if (doc->fwd_page_map != NULL) {
        pdf_drop_obj(ctx, page);
    }
    return page;
}

void pdf_walk_attempt(struct pdf_walk *w, void (*step)(struct pdf_walk *w))
{
    fz_try(w->ctx)
    {
        step(w);
    }
    fz_catch(w->ctx)
    {
        found_less(w->f, INSPECT_PARTIAL, tr("a part of the PDF is damaged"));
    }
}

static void walk_node(struct pdf_walk *w, pdf_obj *node, int depth, uint32_t *left,
                      void (*take)(struct pdf_walk *w, pdf_obj *value, struct str name))
{
    pdf_obj *names = pdf_dict_gets(w->ctx, node, "Names");
    pdf_obj *kids = pdf_dict_gets(w->ctx, node, "Kids");

    for (int i = 0; i + 1 < pdf_array_len(w->ctx, names) && *left > 0; i += 2) {
        --*left;
        take(w, pdf_array_get(w->ctx, names, i + 1),
             pdf_walk_text(w, pdf_array_get(w->ctx, names, i)));
    }
    for (int i = 0; i < pdf_array_len(w->ctx, kids) && depth<PDF_WALK_MAX_DEPTH && * left> 0; i++) {
        --*left;
        walk_node(w, pdf_array_get(w->ctx, kids, i), depth + 1, left, take);
    }
}

void pdf_walk_names(struct pdf_walk *w, pdf_obj *tree,
                    void (*take)(struct pdf_walk *w, pdf_obj *value, struct str name))
{
    uint32_t left = PDF_WALK_MAX_NAMES * 10;

    walk_node(w, tree, 0, &left, take);
}

/* ---- texts ---- */

struct str pdf_walk_fold(struct arena *a, struct str text)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, MAX_FOLDED + 1);
    for (size_t i = 0; i < text.n && out.n < MAX_FOLDED; i++) {
        char c = text.p[i];

        if (c == '%' && i + 2 < text.n && hex_digit(text.p[i + 1]) >= 0 &&
            hex_digit(text.p[i + 2]) >= 0) {
            c = (char)(hex_digit(text.p[i + 1]) * 16 + hex_digit(text.p[i + 2])); /* of a URL */
            i += 2;
        }
        if (str_at(text, i, STR("\xE3\x80\x80"))) { /* U+3000 */
            i += 2;
        } else if ((unsigned char)c > ' ') {
            buf_add_char(&out, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
        }
    }
    return arena_str(a, buf_str(&out));
}

void pdf_walk_mask(struct pdf_walk *w, struct str text, int page)
{
    struct str folded = pdf_walk_fold(w->f->arena, str_sub(text, 0, MAX_MASKED_BYTES));

    if (w->masked.n < PDF_WALK_MAX_MASKED && folded.n > 0) {
        *VEC_ADD(w->f->arena, &w->masked) = (struct pdf_masked){.text = folded, .page = page};
    }
}

bool pdf_walk_is_first_of(struct pdf_walk *w, int number, const char *rule)
{
    char key[64];
    int n = snprintf(key, sizeof(key), "%d %s", number, rule);
    struct str text = {.p = key, .n = (size_t)n};

    if (pdf_texts_has(&w->told, text)) {
        return false;
    }
    pdf_texts_add(w->f->arena, &w->told, text);
    return true;
}

bool pdf_walk_is_first(struct pdf_walk *w, pdf_obj *object, const char *rule)
{
    return pdf_walk_is_first_of(w,
                                pdf_is_indirect(w->ctx, object)
                                    ? pdf_to_num(w->ctx, object)
                                    : pdf_obj_parent_num(w->ctx, object),
                                rule);
}

static struct str key_of(int page, int what, float x, float y, int keys[static 4])
{
    keys[0] = page;
    keys[1] = what;
    keys[2] = fabsf(x) < 1e6f ? (int)roundf(x) : 0;
    keys[3] = fabsf(y) < 1e6f ? (int)roundf(y) : 0;
    return (struct str){.p = (const char *)keys, .n = sizeof(int[4])};
}

uint32_t pdf_walk_drawn(struct pdf_walk *w, const struct pdf_hidden *h, int number, bool keep)
{
    uint32_t lost = 0;
    int keys[4];

    for (uint32_t i = 0; i < h->glyphs.n + h->pictures.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];
        const struct pdf_picture *p = &h->pictures.v[i - MIN(i, h->glyphs.n)];
        struct str key = i < h->glyphs.n ? key_of(number, g->code_point, g->x, g->y, keys)
                                         : key_of(number, -p->width * 65536 - p->height, p->box.x0,
                                                  p->box.y0, keys);

        if (keep) {
            pdf_texts_add(w->f->arena, &w->lines, key);
        } else {
            lost += !pdf_texts_has(&w->lines, key);
        }
    }
    return lost;
}
