/*
 * Pictures and forms that content draws. A picture stays, goes, or is drawn with a part painted
 * over; a form is walked like a page, with the state it is drawn in.
 */
#include "clean/pdf/pdf-redact.h"
#include "clean/pdf/pdf-stream.h"
#include "inspect/pdf/pdf-hidden-meet.h"

#include <math.h>

/* Whether a picture drawn here goes. */
static bool does_picture_go(struct pdf_stream *s, int width, int height)
{
    fz_rect box = fz_transform_rect(fz_unit_rect, pdf_stream_state(s)->ctm);
    bool goes =
        s->what->hidden != NULL && pdf_hidden_meet_image(s->what->hidden, width, height, box);

    if (pdf_stream_is_off(s)) {
        s->cut->layered++;
        return true;
    }
    if (goes) {
        *VEC_ADD(s->cut->arena, &s->what->gone) = (struct pdf_gone){.box = box, .is_unseen = true};
        s->cut->pictures++;
    }
    return goes;
}

static void take_out(struct pdf_stream *s, pdf_obj *object)
{
    pdf_cut_note_taken(s->cut, object);
    pdf_stream_touch(s);
    pdf_stream_replace(s, (struct str){});
}

static pdf_obj *copy_of(struct pdf_stream *s, pdf_obj *dictionary)
{
    return pdf_is_dict(s->cut->ctx, dictionary) ? pdf_copy_dict(s->cut->ctx, dictionary)
                                                : pdf_new_dict(s->cut->ctx, s->cut->doc, 4);
}

/* The resources of the stream, its own copy once something new is to be named there. */
static pdf_obj *own_resources(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;

    if (s->changed_resources == NULL) {
        pdf_obj *xobjects = pdf_dict_get(ctx, s->resources, PDF_NAME(XObject));

        pdf_obj *named = pdf_cut_keep(s->cut, copy_of(s, xobjects));

        s->changed_resources = pdf_cut_keep(s->cut, copy_of(s, s->resources));
        pdf_dict_put(ctx, s->changed_resources, PDF_NAME(XObject), named);
        *VEC_ADD(s->cut->arena, &s->cut->named) = named;
    }
    return s->changed_resources;
}

/* Another object is drawn in place of this one. */
static void draw_instead(struct pdf_stream *s, pdf_obj *object, int made)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *names = pdf_dict_get(ctx, own_resources(s), PDF_NAME(XObject));
    struct str name = arena_printf(s->arena, "Ik%d", made);

    take_out(s, object);
    pdf_dict_puts_drop(ctx, names, name.p, pdf_new_indirect(ctx, s->cut->doc, made, 0));
    pdf_stream_replace(s, arena_printf(s->arena, "\n/%.*s Do", STR_ARG(name)));
}

bool pdf_cut_is_near(fz_rect a, fz_rect b)
{
    const float near = 0.5f;

    return fabsf(a.x0 - b.x0) < near && fabsf(a.y0 - b.y0) < near && fabsf(a.x1 - b.x1) < near &&
           fabsf(a.y1 - b.y1) < near;
}

/* The parts of a picture that lie under a cover. To be asked once for each that is drawn. */
static struct pdf_redactions parts_of(struct pdf_stream *s, fz_matrix ctm, int width, int height)
{
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);
    struct pdf_redactions parts = {};

    for (uint32_t i = 0; i < s->what->parts.n; i++) {
        struct pdf_cut_part *p = &s->what->parts.v[i];

        if (p->width == width && p->height == height && pdf_cut_is_near(p->box, box) &&
            p->met++ == p->before) {
            for (uint32_t k = 0; k < p->area_count; k++) {
                *VEC_ADD(s->arena, &parts.areas) = p->areas[k];
                *VEC_ADD(s->arena, &parts.colours) = p->colour;
            }
        }
    }
    return parts;
}

/* The picture without what is to be painted: 0: it stays; -1: it goes. */
static int painted(struct pdf_stream *s, pdf_obj *picture, int width, int height)
{
    fz_matrix ctm = pdf_stream_state(s)->ctm;
    int made = pdf_redact_picture(s->cut, picture, ctm, s->what->redacted, s->what->redacted_count);

    if (made == 0) {
        struct pdf_redactions parts = parts_of(s, ctm, width, height);

        made = parts.areas.n == 0 ? 0 : pdf_redact_under(s->cut, picture, ctm, &parts);
    }
    return made;
}

static void do_picture(struct pdf_stream *s, pdf_obj *picture)
{
    fz_context *ctx = s->cut->ctx;
    int width = pdf_to_int(ctx, pdf_dict_geta(ctx, picture, PDF_NAME(Width), PDF_NAME(W)));
    int height = pdf_to_int(ctx, pdf_dict_geta(ctx, picture, PDF_NAME(Height), PDF_NAME(H)));
    int made = does_picture_go(s, width, height) ? -1 : painted(s, picture, width, height);

    if (made < 0) {
        take_out(s, picture);
    } else if (made > 0) {
        draw_instead(s, picture, made);
    } else {
        pdf_cut_note_drawn(s->cut, picture);
    }
}

/* A changed form as an object; the same change of the same form gives the same one. */
static int made_of(struct pdf_stream *s, pdf_obj *form, struct str bytes, pdf_obj *resources)
{
    struct pdf_cut *cut = s->cut;
    fz_context *ctx = cut->ctx;
    uint64_t hash = str_hash(bytes);
    int from = pdf_to_num(ctx, form);

    for (uint32_t i = 0; i < cut->forms.n; i++) {
        if (cut->forms.v[i].from == from && cut->forms.v[i].hash == hash) {
            return cut->forms.v[i].made;
        }
    }
    pdf_obj *dictionary = pdf_cut_keep(cut, pdf_copy_dict(ctx, form));

    if (resources != NULL) {
        pdf_dict_put(ctx, dictionary, PDF_NAME(Resources), resources);
    }
    int made = pdf_to_num(ctx, pdf_cut_add_stream(cut, dictionary, bytes));

    *VEC_ADD(cut->arena, &cut->forms) =
        (struct pdf_cut_form){.from = from, .hash = hash, .made = made};
    return made;
}

/* Walks a form as it is drawn here; the number of what it becomes, or 0 when it stays. */
int pdf_object_walk_form(struct pdf_stream *s, pdf_obj *form, fz_matrix ctm)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *resources = pdf_dict_get(ctx, form, PDF_NAME(Resources));
    struct pdf_stream inner = {.cut = s->cut,
                               .what = s->what,
                               .arena = s->arena,
                               .outer = s,
                               .depth = s->depth + 1,
                               .owner = pdf_to_num(ctx, form),
                               .resources = resources != NULL ? resources : s->resources,
                               .is_off = pdf_stream_is_off(s)};
    fz_buffer *buffer;
    volatile int made = 0;

    for (const struct pdf_stream *outer = s; outer != NULL; outer = outer->outer) {
        if (outer->owner == inner.owner) {
            return 0;
        }
    }
    if (inner.depth > PDF_STREAM_MAX_DEPTH) {
        return 0;
    }
    buffer = pdf_load_stream(ctx, form);
    fz_try(ctx)
    {
        unsigned char *data;

        inner.bytes.n = fz_buffer_storage(ctx, buffer, &data);
        inner.bytes.p = (const char *)data;
        *VEC_ADD(s->arena, &inner.states) =
            (struct pdf_state){.ctm = fz_concat(pdf_xobject_matrix(ctx, form), ctm),
                               .text = pdf_stream_state(s)->text};
        if (pdf_stream_cut(&inner) && !inner.is_off) {
            made = made_of(s, form, pdf_stream_joined(&inner), inner.changed_resources);
        }
    }
    fz_always(ctx)
    {
        buf_done(&inner.string);
        fz_drop_buffer(ctx, buffer);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return made;
}

static void do_form(struct pdf_stream *s, pdf_obj *form)
{
    int made = pdf_object_walk_form(s, form, pdf_stream_state(s)->ctm);

    if (pdf_stream_is_off(s)) {
        s->cut->layered++;
        take_out(s, form);
    } else if (made == 0) {
        pdf_cut_note_drawn(s->cut, form);
    } else {
        draw_instead(s, form, made);
    }
}

void pdf_object_do(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *all = pdf_dict_get(ctx, s->resources, PDF_NAME(XObject));
    pdf_obj *object = pdf_dict_gets(ctx, all, s->name);
    pdf_obj *kind = pdf_dict_get(ctx, object, PDF_NAME(Subtype));
    pdf_obj *layer = pdf_dict_get(ctx, object, PDF_NAME(OC));
    bool is_off = s->cut->drops_layers && layer != NULL &&
                  pdf_is_ocg_hidden(ctx, s->cut->doc, s->resources, "View", layer);

    s->hides += is_off;
    if (pdf_name_eq(ctx, kind, PDF_NAME(Form))) {
        do_form(s, object);
    } else if (pdf_name_eq(ctx, kind, PDF_NAME(Image))) {
        do_picture(s, object);
    }
    s->hides -= is_off;
}

/* Whether parts of pictures of the page are painted over. */
static bool is_painted_over(const struct pdf_stream *s)
{
    return s->what->parts.n > 0 || s->what->redacted_count > 0;
}

/* The picture as an object that may be painted; NULL: it cannot be one. */
static pdf_obj *object_of(struct pdf_stream *s, fz_image *image)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *volatile object = NULL;

    fz_try(ctx)
    {
        object = pdf_cut_keep(s->cut, pdf_add_image(ctx, s->cut->doc, image));
    }
    fz_catch(ctx)
    {
        object = NULL;
    }
    return object;
}

static void do_inline_picture(struct pdf_stream *s, pdf_obj *object, int width, int height)
{
    int made = does_picture_go(s, width, height) ? -1
               : is_painted_over(s)              ? painted(s, object, width, height)
                                                 : 0;

    if (made < 0) {
        pdf_stream_touch(s);
        pdf_stream_replace(s, (struct str){});
    } else if (made > 0) {
        draw_instead(s, object, made);
    }
}

/* An inline picture: its dictionary, then its bytes, which the library knows the length of. */
void pdf_object_do_inline(struct pdf_stream *s, fz_stream *in)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *dictionary =
        pdf_cut_keep(s->cut, pdf_parse_dict(ctx, s->cut->doc, in, &s->cut->lexbuf.base));
    int c = fz_read_byte(ctx, in);

    if (c == '\r' && fz_peek_byte(ctx, in) == '\n') {
        fz_read_byte(ctx, in);
    }
    fz_image *image = pdf_load_inline_image(ctx, s->cut->doc, s->resources, dictionary, in);
    int width = image->w;
    int height = image->h;
    pdf_obj *object = is_painted_over(s) ? object_of(s, image) : NULL;

    fz_drop_image(ctx, image);
    for (c = fz_read_byte(ctx, in); c != EOF; c = fz_read_byte(ctx, in)) {
        if (c == 'E' && fz_peek_byte(ctx, in) == 'I') {
            fz_read_byte(ctx, in);
            c = fz_peek_byte(ctx, in);
            if (c == EOF || c <= ' ' || c == '<' || c == '/') {
                break;
            }
        }
    }
    do_inline_picture(s, object, width, height);
}
