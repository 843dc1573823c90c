/*
 * Resources may belong to many pages. So a list counts as used when any content with the same
 * resources names it, or a form without resources of its own names one like it; what is left after
 * all contents nothing names.
 */
#include "inspect/pdf/pdf-property.h"

#include "inspect/pdf/pdf-named.h"
#include "inspect/pdf/pdf-remark.h"

#include <stdio.h>

enum { MAX_LISTS = 20000, MAX_USE = 256 };

struct look {
    struct pdf_properties *p;
    int owner; /* of the lists; 0: whoever draws the form */
};

void pdf_properties_init(struct pdf_properties *p, struct arena *a)
{
    *p = (struct pdf_properties){.arena = a};
}

/* A layer's name is shown in a list of layers. */
static bool is_layer(fz_context *ctx, pdf_obj *list)
{
    pdf_obj *type = pdf_dict_get(ctx, list, PDF_NAME(Type));

    return pdf_name_eq(ctx, type, PDF_NAME(OCG)) || pdf_name_eq(ctx, type, PDF_NAME(OCMD));
}

static bool has_words(fz_context *ctx, pdf_obj *list)
{
    return !is_layer(ctx, list) && pdf_remark_has_texts(ctx, list);
}

bool pdf_properties_asks(fz_context *ctx, pdf_obj *resources)
{
    pdf_obj *lists = pdf_dict_get(ctx, resources, PDF_NAME(Properties));
    bool asks = resources == NULL;

    for (int i = 0; i < pdf_dict_len(ctx, lists) && !asks; i++) {
        asks = has_words(ctx, pdf_dict_get_val(ctx, lists, i));
    }
    return asks;
}

static void note_lists(struct pdf_properties *p, fz_context *ctx, pdf_obj *lists, int owner,
                       struct str place)
{
    for (int i = 0; i < pdf_dict_len(ctx, lists) && p->v.n < MAX_LISTS; i++) {
        const char *name = pdf_to_name(ctx, pdf_dict_get_key(ctx, lists, i));
        pdf_obj *list = pdf_dict_get_val(ctx, lists, i);

        if (!has_words(ctx, list)) {
            continue;
        }
        struct str use = arena_printf(p->arena, "%d %s", owner, name);

        if (!pdf_texts_has(&p->met, use)) {
            pdf_texts_add(p->arena, &p->met, use);
            *VEC_ADD(p->arena, &p->v) =
                (struct pdf_property){.lists = pdf_keep_obj(ctx, lists),
                                      .name = arena_str(p->arena, str_of(name)).p,
                                      .use = use,
                                      .place = arena_str(p->arena, place)};
        }
    }
}

static void note_use(void *user, const char *name)
{
    struct look *l = user;
    char use[MAX_USE];
    int n = snprintf(use, sizeof(use), "%d %s", l->owner, name);

    pdf_texts_add(l->p->arena, &l->p->used,
                  (struct str){.p = use, .n = MIN((size_t)n, sizeof(use) - 1)});
}

void pdf_properties_look(struct pdf_properties *p, fz_context *ctx, struct str content,
                         pdf_obj *resources, struct str place)
{
    pdf_obj *lists = pdf_dict_get(ctx, resources, PDF_NAME(Properties));
    struct look l = {.p = p, .owner = lists == NULL ? 0 : pdf_obj_parent_num(ctx, lists)};

    if (pdf_properties_asks(ctx, resources)) {
        note_lists(p, ctx, lists, l.owner, place);
        pdf_named_find(content, STR("BDC"), note_use, &l);
        pdf_named_find(content, STR("DP"), note_use, &l);
    }
}

/* A text of the list that says something. */
static pdf_obj *text_of(fz_context *ctx, pdf_obj *list)
{
    for (int i = 0; i < pdf_dict_len(ctx, list); i++) {
        pdf_obj *value = pdf_dict_get_val(ctx, list, i);

        if (pdf_is_string(ctx, value) && pdf_remark_says(str_of(pdf_to_text_string(ctx, value)))) {
            return value;
        }
    }
    return NULL;
}

void pdf_properties_unused(struct pdf_properties *p, fz_context *ctx,
                           void (*take)(void *user, const struct pdf_property *property,
                                        pdf_obj *text),
                           void *user)
{
    for (uint32_t i = 0; i < p->v.n; i++) {
        const struct pdf_property *x = &p->v.v[i];
        struct str of_any = arena_printf(p->arena, "0 %s", x->name);
        pdf_obj *text = text_of(ctx, pdf_dict_gets(ctx, x->lists, x->name));

        if (text != NULL && !pdf_texts_has(&p->used, x->use) && !pdf_texts_has(&p->used, of_any)) {
            take(user, x, text);
        }
    }
}

void pdf_properties_done(struct pdf_properties *p, fz_context *ctx)
{
    for (uint32_t i = 0; i < p->v.n; i++) {
        pdf_drop_obj(ctx, p->v.v[i].lists);
    }
    *p = (struct pdf_properties){};
}
