/*
 * Marked content (ISO 32000-1 section 14.6): layers that are off, whose content goes, and words
 * that stand for content of which something went.
 */
#include "clean/pdf/pdf-stream.h"

enum { MAX_KEYS = 64 };

static pdf_obj *properties_of(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;

    return pdf_is_name(ctx, s->object)
               ? pdf_dict_get(ctx, pdf_dict_get(ctx, s->resources, PDF_NAME(Properties)), s->object)
               : s->object;
}

static const char *const mark_words[] = {"ActualText", "Alt", "E"};

/* The mark without these entries; those that refer to objects cannot stand in content. */
static struct str mark_without(struct pdf_stream *s, const struct pdf_mark *mark,
                               const char *const *keys, size_t count)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *copy = pdf_cut_keep(s->cut, pdf_copy_dict(ctx, mark->properties));
    char small[256];
    size_t n;

    for (int i = pdf_dict_len(ctx, copy) - 1; i >= 0; i--) {
        pdf_obj *key = pdf_dict_get_key(ctx, copy, i);
        pdf_obj *value = pdf_dict_get_val(ctx, copy, i);
        bool goes = pdf_is_indirect(ctx, value) || pdf_is_dict(ctx, value);

        for (size_t k = 0; k < count; k++) {
            goes |= strcmp(pdf_to_name(ctx, key), keys[k]) == 0;
        }
        if (goes) {
            pdf_dict_del(ctx, copy, key);
        }
    }
    char *text = pdf_sprint_obj(ctx, small, sizeof(small), &n, copy, 1, 1);
    struct str all = arena_printf(s->arena, "\n/%.*s %.*s BDC", STR_ARG(mark->tag), (int)n, text);

    if (text != small) {
        fz_free(ctx, text);
    }
    return all;
}

/* What the mark says that goes whatever stands in it. */
static void take_remarks(struct pdf_stream *s, const struct pdf_mark *mark, uint32_t number)
{
    const char *keys[MAX_KEYS];
    size_t count = 0;

    for (uint32_t i = 0; s->remarks != NULL && i < s->remarks->v.n && count < MAX_KEYS; i++) {
        if (s->remarks->v.v[i].mark == number) {
            keys[count++] = s->remarks->v.v[i].key;
        }
    }
    if (count == 0 || mark->properties == NULL) {
        return;
    }
    if (!mark->is_named) {
        pdf_stream_replace(s, mark_without(s, mark, keys, count));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        pdf_dict_dels(s->cut->ctx, mark->properties, keys[i]);
    }
    s->is_changed = true;
}

/* BMC, BDC: its tag is the first name, its properties a second name or a dictionary. */
void pdf_mark_begin(struct pdf_stream *s, bool has_properties)
{
    fz_context *ctx = s->cut->ctx;
    struct str tag = arena_str(s->arena, str_of(s->name));
    struct pdf_mark mark = {.piece = s->pieces.n, .tag = tag};
    pdf_obj *properties = has_properties ? properties_of(s) : NULL;

    if (pdf_is_dict(ctx, properties)) {
        mark.properties = pdf_cut_keep(s->cut, pdf_keep_obj(ctx, properties));
        mark.is_named = pdf_is_name(ctx, s->object);
        mark.hides = s->cut->drops_layers && str_eq(tag, STR("OC")) &&
                     pdf_is_ocg_hidden(ctx, s->cut->doc, s->resources, "View", properties);
    }
    if (s->marks.n >= PDF_STREAM_MAX_MARKS) {
        fz_throw(ctx, FZ_ERROR_GENERIC, "marks nested too deeply");
    }
    *VEC_ADD(s->arena, &s->marks) = mark;
    s->hides += mark.hides;
    if (mark.hides) {
        pdf_stream_replace(s, (struct str){});
    } else if (has_properties) {
        take_remarks(s, &mark, s->mark_count);
    }
    s->mark_count += has_properties;
}

static void touch_mark(struct pdf_stream *s, const struct pdf_mark *mark)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *id = pdf_dict_gets(ctx, mark->properties, "MCID");

    pdf_stream_touch(s);
    if (pdf_is_int(ctx, id)) {
        *VEC_ADD(s->cut->arena, &s->cut->marks) =
            (struct pdf_cut_mark){.page = s->owner, .id = pdf_to_int(ctx, id)};
    }
    for (size_t i = 0; i < COUNT(mark_words) && !mark->hides; i++) {
        if (pdf_dict_gets(ctx, mark->properties, mark_words[i]) == NULL) {
            continue;
        }
        if (mark->is_named) {
            pdf_dict_dels(ctx, mark->properties, mark_words[i]);
        } else {
            s->pieces.v[mark->piece] = mark_without(s, mark, mark_words, COUNT(mark_words));
        }
        s->is_changed = true;
    }
}

void pdf_mark_end(struct pdf_stream *s)
{
    if (s->marks.n == 0) {
        return;
    }
    struct pdf_mark mark = s->marks.v[--s->marks.n];

    s->hides -= mark.hides;
    if (mark.is_touched || mark.hides) {
        touch_mark(s, &mark);
    }
    if (mark.hides) {
        pdf_stream_replace(s, (struct str){});
    }
}
