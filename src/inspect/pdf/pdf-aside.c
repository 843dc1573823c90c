/*
 * What a PDF says aside: comments and marks in the content of pages and forms (pdf-remark.h), forms
 * that nothing draws (pdf-drawn.h), bytes that belong to no object (pdf-gap.h). No page shows it.
 */
#include "inspect/pdf/pdf-aside.h"

#include "inspect/pdf/pdf-appearance.h"
#include "inspect/pdf/pdf-drawn.h"
#include "inspect/pdf/pdf-element.h"
#include "inspect/pdf/pdf-gap.h"
#include "inspect/pdf/pdf-property.h"
#include "inspect/pdf/pdf-remark.h"
#include "inspect/pdf/pdf-unpack.h"

enum {
    MAX_CONTENT = 64 * 1024 * 1024,
};

/* ---- content ---- */

struct comments {
    struct pdf_walk *w;
    struct str place;
};

static void take_comment(void *user, struct str comment)
{
    struct comments *c = user;

    pdf_walk_add(c->w, "PDF-131", c->place, str_trim(comment));
}

static void take_marks(struct pdf_walk *w, pdf_obj *contents, pdf_obj *resources, struct str place)
{
    struct pdf_remarks remarks;

    pdf_remark_marks(w->ctx, w->doc, w->arena, contents, resources, &remarks);
    for (uint32_t i = 0; i < remarks.v.n; i++) {
        const struct pdf_remark *r = &remarks.v.v[i];

        pdf_walk_add(w, r->is_private ? "PDF-131" : "PDF-111",
                     arena_printf(w->arena, "%.*s %s", STR_ARG(place), r->key), r->text);
    }
}

static struct str bytes_of(fz_context *ctx, fz_buffer *buffer)
{
    unsigned char *data;
    size_t n = fz_buffer_storage(ctx, buffer, &data);

    return (struct str){.p = (const char *)data, .n = n};
}

static void take_bytes(struct pdf_walk *w, struct str bytes, pdf_obj *contents, pdf_obj *resources,
                       struct str place)
{
    struct comments comments = {.w = w, .place = place};

    pdf_remark_comments(bytes, true, take_comment, &comments);
    pdf_properties_look(w->properties, w->ctx, bytes, resources, place);
    if (pdf_remark_may_have_marks(w->ctx, bytes, resources)) {
        take_marks(w, contents, resources, place);
    }
}

static void take_content(struct pdf_walk *w, pdf_obj *contents, pdf_obj *resources,
                         struct str place)
{
    fz_context *ctx = w->ctx;
    fz_buffer *buffer = pdf_unpack_most(ctx, w->doc, contents, MAX_CONTENT);

    fz_try(ctx)
    {
        take_bytes(w, bytes_of(ctx, buffer), contents, resources, place);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, buffer);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

void pdf_aside_page(struct pdf_walk *w)
{
    pdf_obj *page = pdf_walk_page(w->ctx, w->doc, w->page);
    pdf_obj *contents = pdf_dict_get(w->ctx, page, PDF_NAME(Contents));

    if (contents != NULL) {
        take_content(w, contents, pdf_dict_get_inheritable(w->ctx, page, PDF_NAME(Resources)),
                     arena_printf(w->arena, "p%d", w->page));
    }
}

void pdf_aside_form(struct pdf_walk *w, pdf_obj *form, int number)
{
    take_content(w, form, pdf_dict_get(w->ctx, form, PDF_NAME(Resources)),
                 arena_printf(w->arena, "%d 0 R", number));
}

void pdf_aside_elements(struct pdf_walk *w)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct pdf_elements all = {}, unseen;

    for (uint32_t i = 0; i < w->anywhere.n; i++) {
        const struct pdf_anywhere *a = &w->anywhere.v[i];

        if (a->what == PDF_ANY_ELEMENT) {
            *VEC_ADD(&arena, &all.v) =
                (struct pdf_element){.object = a->object, .number = a->number};
        }
    }
    if (all.v.n == 0) {
        return;
    }
    pdf_element_judge(w->ctx, w->doc, &arena, &all, &unseen);
    for (uint32_t i = 0; i < unseen.v.n; i++) {
        const struct pdf_element *e = &unseen.v.v[i];

        pdf_walk_add(w, e->is_hollow ? "PDF-131" : "PDF-111",
                     arena_printf(&arena, "%d 0 R %s", e->number, e->key), e->text);
    }
}

static void take_property(void *user, const struct pdf_property *property, pdf_obj *text)
{
    struct pdf_walk *w = user;

    pdf_walk_add(
        w, "PDF-131",
        arena_printf(w->arena, "%.*s Properties %s", STR_ARG(property->place), property->name),
        pdf_walk_text(w, text));
}

void pdf_aside_properties(struct pdf_walk *w)
{
    pdf_properties_unused(w->properties, w->ctx, take_property, w);
}

void pdf_aside_looks(struct pdf_walk *w)
{
    struct pdf_unshown_looks looks;

    pdf_appearance_find(w->pdf, w->arena, w->pages, &looks);
    for (uint32_t i = 0; i < looks.v.n; i++) {
        const struct pdf_unshown_look *x = &looks.v.v[i];

        pdf_walk_add(w, "PDF-131", arena_printf(w->arena, "p%d %d 0 R AP", x->page, x->number),
                     x->words);
    }
}

void pdf_aside_undrawn(struct pdf_walk *w)
{
    struct pdf_undrawn undrawn;
    struct pdf_procs procs = {};

    if (w->has_lettered_glyphs) {
        pdf_proc_unused(w->pdf, w->arena, w->pages, &procs);
    }
    for (uint32_t i = 0; i < procs.numbers.n; i++) {
        pdf_walk_add(w, "PDF-131", arena_printf(w->arena, "%d 0 R", procs.numbers.v[i]),
                     (struct str){});
    }
    pdf_drawn_find(w->pdf, w->arena, w->pages, &undrawn);
    for (uint32_t i = 0; i < undrawn.numbers.n; i++) {
        pdf_walk_add(w, "PDF-131", arena_printf(w->arena, "%d 0 R", undrawn.numbers.v[i]),
                     (struct str){});
    }
}

/* ---- the file ---- */

static void take_lost(void *user, struct str text, size_t at)
{
    struct pdf_walk *w = user;

    pdf_walk_add(w, "PDF-132", arena_printf(w->arena, "%zu + %zu bytes", at, text.n), text);
}

void pdf_aside_file(struct pdf_walk *w)
{
    pdf_gap_find(w->ctx, w->doc, w->bytes, take_lost, w);
}
