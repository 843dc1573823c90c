/*
 * What can be reached from the trailer is used. Of the rest counts what a person could read: a
 * stream, or a dictionary with texts, that is not a part of how the file is stored. Such objects
 * are loaded last, since the library repairs the whole file when one of them is damaged.
 */
#include "clean/pdf/pdf-unused.h"

enum { MAX_NESTING = 300 };

struct walk {
    fz_context *ctx;
    struct arena *arena;
    struct pdf_used *used;
    VEC(int) waiting;
};

static void reach(struct walk *w, pdf_obj *object, int depth)
{
    fz_context *ctx = w->ctx;

    if (pdf_is_indirect(ctx, object)) {
        int number = pdf_to_num(ctx, object);

        if (number > 0 && number < w->used->room && w->used->is_used[number] == 0) {
            w->used->is_used[number] = 1;
            *VEC_ADD(w->arena, &w->waiting) = number;
        }
    } else if (pdf_is_dict(ctx, object) && depth < MAX_NESTING) {
        for (int i = 0; i < pdf_dict_len(ctx, object); i++) {
            reach(w, pdf_dict_get_val(ctx, object, i), depth + 1);
        }
    } else if (pdf_is_array(ctx, object) && depth < MAX_NESTING) {
        for (int i = 0; i < pdf_array_len(ctx, object); i++) {
            reach(w, pdf_array_get(ctx, object, i), depth + 1);
        }
    }
}

/* The object, or NULL when it is damaged. */
static pdf_obj *load(fz_context *ctx, pdf_document *doc, int number)
{
    pdf_obj *volatile object = NULL;

    fz_try(ctx)
    {
        object = pdf_load_object(ctx, doc, number);
    }
    fz_catch(ctx)
    {
        object = NULL;
    }
    return object;
}

void pdf_used_find(struct pdf_used *used, struct arena *a, fz_context *ctx, pdf_document *doc)
{
    struct walk w = {.ctx = ctx, .arena = a, .used = used};

    used->room = pdf_xref_len(ctx, doc);
    used->is_used = ARENA_ARRAY(a, (size_t)used->room + 1, uint8_t);
    reach(&w, pdf_trailer(ctx, doc), 0);
    while (w.waiting.n > 0) {
        pdf_obj *object = load(ctx, doc, w.waiting.v[--w.waiting.n]);

        reach(&w, object, 0);
        pdf_drop_obj(ctx, object);
    }
}

static bool has_text(fz_context *ctx, pdf_obj *object, int depth)
{
    if (pdf_is_string(ctx, object)) {
        return pdf_to_str_len(ctx, object) > 1;
    }
    for (int i = 0; i < pdf_dict_len(ctx, object) && depth < MAX_NESTING; i++) {
        pdf_obj *value = pdf_dict_get_val(ctx, object, i);

        if (!pdf_is_indirect(ctx, value) && has_text(ctx, value, depth + 1)) {
            return true;
        }
    }
    return false;
}

static bool is_left_over(fz_context *ctx, pdf_document *doc, int number)
{
    pdf_obj *object = load(ctx, doc, number);
    const char *kind = pdf_to_name(ctx, pdf_dict_gets(ctx, object, "Type"));
    bool is_of_file = strcmp(kind, "ObjStm") == 0 || strcmp(kind, "XRef") == 0 ||
                      pdf_dict_gets(ctx, object, "Linearized") != NULL;
    bool is = !is_of_file && pdf_is_dict(ctx, object) &&
              (pdf_obj_num_is_stream(ctx, doc, number) || has_text(ctx, object, 0));

    /* Where the hints of a linearized file are: a stream without a name. */
    is &= pdf_dict_gets(ctx, object, "S") == NULL ||
          !pdf_is_int(ctx, pdf_dict_gets(ctx, object, "S"));
    pdf_drop_obj(ctx, object);
    return is;
}

void pdf_unused_log(struct pdf_scrub *s, const struct pdf_used *used)
{
    uint32_t count = 0;

    for (int i = 1; i < MIN(used->room, pdf_xref_len(s->ctx, s->doc)); i++) {
        char type =
            used->is_used[i] != 0 ? 'f' : pdf_get_xref_entry_no_null(s->ctx, s->doc, i)->type;

        count += (type == 'n' || type == 'o') && is_left_over(s->ctx, s->doc, i);
    }
    pdf_scrub_log(s, "PDF-131", STR("xref"), count);
}
