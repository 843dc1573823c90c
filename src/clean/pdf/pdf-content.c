/*
 * A page: its content and the looks of its annotations are walked (pdf-stream.c); what changed
 * becomes a new object. At the end, what was taken out everywhere loses its contents.
 */
#include "clean/pdf/pdf-content.h"

#include "clean/pdf/pdf-stream.h"

pdf_obj *pdf_cut_keep(struct pdf_cut *cut, pdf_obj *object)
{
    *VEC_ADD(cut->arena, &cut->held) = object;
    return object;
}

int pdf_cut_number(fz_context *ctx, pdf_obj *object)
{
    return pdf_is_indirect(ctx, object) ? pdf_to_num(ctx, object) : pdf_obj_parent_num(ctx, object);
}

pdf_obj *pdf_cut_page_object(fz_context *ctx, pdf_document *doc, int index)
{
    /* By its list of pages the library gives the object itself, which is then the caller's. */
    bool is_given = doc->fwd_page_map != NULL;
    pdf_obj *page = pdf_lookup_page_obj(ctx, doc, index);

    return is_given ? page : pdf_keep_obj(ctx, page);
}

void pdf_cut_init(struct pdf_cut *cut, fz_context *ctx, pdf_document *doc, struct arena *a)
{
    *cut = (struct pdf_cut){.ctx = ctx, .doc = doc, .arena = a};
    pdf_lexbuf_init(ctx, &cut->lexbuf.base, PDF_LEXBUF_LARGE);
}

void pdf_cut_done(struct pdf_cut *cut)
{
    if (cut->ctx == NULL) {
        return;
    }
    for (uint32_t i = 0; i < cut->held.n; i++) {
        pdf_drop_obj(cut->ctx, cut->held.v[i]);
    }
    for (uint32_t i = 0; i < cut->fonts.n; i++) {
        pdf_drop_font(cut->ctx, cut->fonts.v[i]);
    }
    pdf_lexbuf_fin(cut->ctx, &cut->lexbuf.base);
    *cut = (struct pdf_cut){};
}

/* A new stream object with these bytes, compressed, and the entries of `dictionary`; held. */
pdf_obj *pdf_cut_add_stream(struct pdf_cut *cut, pdf_obj *dictionary, struct str bytes)
{
    fz_context *ctx = cut->ctx;
    fz_buffer *volatile buffer = NULL;
    pdf_obj *volatile made = NULL;
    size_t n;
    unsigned char *data;

    fz_try(ctx)
    {
        data =
            fz_new_deflated_data(ctx, &n, (const unsigned char *)bytes.p, bytes.n, FZ_DEFLATE_BEST);
        buffer = fz_new_buffer_from_data(ctx, data, n);
        pdf_dict_del(ctx, dictionary, PDF_NAME(DecodeParms));
        pdf_dict_del(ctx, dictionary, PDF_NAME(DL));
        pdf_dict_put(ctx, dictionary, PDF_NAME(Filter), PDF_NAME(FlateDecode));
        made = pdf_add_stream(ctx, cut->doc, buffer, dictionary, 1);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, buffer);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return pdf_cut_keep(cut, made);
}

/* ---- what is still drawn ---- */

void pdf_cut_note_drawn(struct pdf_cut *cut, pdf_obj *object)
{
    int number = pdf_to_num(cut->ctx, object);

    if (number >= cut->is_drawn_room) {
        int room = MAX(number + 1, pdf_xref_len(cut->ctx, cut->doc) + 64);
        uint8_t *more = ARENA_ARRAY(cut->arena, (size_t)room, uint8_t);

        if (cut->is_drawn_room > 0) {
            memcpy(more, cut->is_drawn, (size_t)cut->is_drawn_room);
        }
        cut->is_drawn = more;
        cut->is_drawn_room = room;
    }
    cut->is_drawn[number] = 1;
}

void pdf_cut_note_taken(struct pdf_cut *cut, pdf_obj *object)
{
    if (pdf_is_indirect(cut->ctx, object)) {
        *VEC_ADD(cut->arena, &cut->taken) = pdf_to_num(cut->ctx, object);
    }
}

/* ---- the page ---- */

static fz_buffer *load_contents(fz_context *ctx, pdf_obj *contents)
{
    fz_buffer *volatile all = NULL;
    fz_buffer *volatile part = NULL;

    if (!pdf_is_array(ctx, contents)) {
        return pdf_is_stream(ctx, contents) ? pdf_load_stream(ctx, contents) : NULL;
    }
    fz_try(ctx)
    {
        all = fz_new_buffer(ctx, 1024);
        for (int i = 0; i < pdf_array_len(ctx, contents); i++) {
            pdf_obj *one = pdf_array_get(ctx, contents, i);

            if (pdf_is_stream(ctx, one)) {
                part = pdf_load_stream(ctx, one);
                fz_append_buffer(ctx, all, part);
                fz_append_byte(ctx, all, ' ');
                fz_drop_buffer(ctx, part);
                part = NULL;
            }
        }
    }
    fz_catch(ctx)
    {
        fz_drop_buffer(ctx, part);
        fz_drop_buffer(ctx, all);
        fz_rethrow(ctx);
    }
    return all;
}

static void put_page(struct pdf_stream *s, pdf_obj *page)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *dictionary = pdf_cut_keep(s->cut, pdf_new_dict(ctx, s->cut->doc, 4));

    pdf_dict_put(ctx, page, PDF_NAME(Contents),
                 pdf_cut_add_stream(s->cut, dictionary, pdf_stream_joined(s)));
    if (s->changed_resources != NULL) {
        pdf_dict_put(ctx, page, PDF_NAME(Resources), s->changed_resources);
    }
}

/* The look of an annotation that is drawn, in place of which another one may stand. */
static void put_look(struct pdf_cut *cut, pdf_annot *annotation, pdf_obj *look, int made)
{
    fz_context *ctx = cut->ctx;
    pdf_obj *object = pdf_annot_obj(ctx, annotation);
    pdf_obj *looks = pdf_dict_get(ctx, object, PDF_NAME(AP));
    pdf_obj *normal = pdf_dict_get(ctx, looks, PDF_NAME(N));
    pdf_obj *copy = pdf_cut_keep(cut, pdf_copy_dict(ctx, looks));
    pdf_obj *new_look = pdf_cut_keep(cut, pdf_new_indirect(ctx, cut->doc, made, 0));

    if (pdf_is_stream(ctx, normal)) {
        pdf_dict_put(ctx, copy, PDF_NAME(N), new_look);
    } else {
        pdf_obj *states = pdf_cut_keep(cut, pdf_copy_dict(ctx, normal));

        for (int i = 0; i < pdf_dict_len(ctx, states); i++) {
            if (pdf_objcmp(ctx, pdf_dict_get_val(ctx, states, i), look) == 0) {
                pdf_dict_put(ctx, states, pdf_dict_get_key(ctx, states, i), new_look);
            }
        }
        pdf_dict_put(ctx, copy, PDF_NAME(N), states);
    }
    pdf_dict_put(ctx, object, PDF_NAME(AP), copy);
    pdf_cut_note_taken(cut, look);
}

static bool cut_annotation(struct pdf_stream *page, pdf_annot *annotation, fz_matrix ctm)
{
    fz_context *ctx = page->cut->ctx;
    pdf_obj *look = pdf_annot_ap(ctx, annotation);
    int made;

    if (look == NULL || !pdf_is_stream(ctx, look) ||
        pdf_is_local_object(ctx, page->cut->doc, look)) {
        return false;
    }
    page->states.n = 0;
    *VEC_ADD(page->arena, &page->states) = (struct pdf_state){.text = {.scale = 1}};
    made = pdf_object_walk_form(page, look, fz_concat(pdf_annot_transform(ctx, annotation), ctm));
    if (made == 0) {
        pdf_cut_note_drawn(page->cut, look);
        return false;
    }
    put_look(page->cut, annotation, look, made);
    return true;
}

static bool cut_all(struct pdf_stream *s, pdf_page *page)
{
    fz_context *ctx = s->cut->ctx;
    fz_rect box;
    fz_matrix ctm;
    bool changed;

    pdf_page_transform(ctx, page, &box, &ctm);
    *VEC_ADD(s->arena, &s->states) = (struct pdf_state){.ctm = ctm, .text = {.scale = 1}};
    changed = pdf_stream_cut(s);
    s->what->open_states = s->states.n - 1;
    s->what->extra_ends = s->extra_ends;
    if (changed) {
        put_page(s, page->obj);
    }
    for (pdf_annot *a = pdf_first_annot(ctx, page); a != NULL; a = pdf_next_annot(ctx, a)) {
        changed |= cut_annotation(s, a, ctm);
    }
    for (pdf_annot *a = pdf_first_widget(ctx, page); a != NULL; a = pdf_next_widget(ctx, a)) {
        changed |= cut_annotation(s, a, ctm);
    }
    return changed;
}

bool pdf_cut_page(struct pdf_cut *cut, pdf_page *page, struct pdf_cut_page *what)
{
    fz_context *ctx = cut->ctx;
    struct arena arena = {};
    fz_buffer *buffer = load_contents(ctx, pdf_page_contents(ctx, page));
    struct pdf_stream s = {.cut = cut,
                           .what = what,
                           .arena = &arena,
                           .owner = pdf_cut_number(ctx, page->obj),
                           .resources = pdf_page_resources(ctx, page)};
    volatile bool changed = false;

    fz_try(ctx)
    {
        unsigned char *data = NULL;

        if (buffer != NULL) {
            s.bytes.n = fz_buffer_storage(ctx, buffer, &data);
            s.bytes.p = (const char *)data;
        }
        changed = cut_all(&s, page);
    }
    fz_always(ctx)
    {
        buf_done(&s.string);
        fz_drop_buffer(ctx, buffer);
        arena_done(&arena);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return changed;
}

/* ---- what is said aside ---- */

/* The form with another content, in place. */
static void put_form(struct pdf_stream *s, pdf_obj *form)
{
    fz_context *ctx = s->cut->ctx;
    struct str all = pdf_stream_joined(s);
    fz_buffer *bytes = fz_new_buffer_from_copied_data(ctx, (const unsigned char *)all.p, all.n);

    fz_try(ctx)
    {
        pdf_update_stream(ctx, s->cut->doc, form, bytes, 0);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, bytes);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

bool pdf_cut_remarks(struct pdf_cut *cut, pdf_obj *object, struct str bytes, bool is_changed,
                     const struct pdf_remarks *remarks)
{
    fz_context *ctx = cut->ctx;
    bool is_form = pdf_is_stream(ctx, object);
    struct arena arena = {};
    struct pdf_cut_page nothing = {};
    struct pdf_stream s = {.cut = cut,
                           .what = &nothing,
                           .arena = &arena,
                           .owner = pdf_cut_number(ctx, object),
                           .bytes = bytes,
                           .remarks = remarks,
                           .is_changed = is_changed,
                           .resources = pdf_dict_get_inheritable(ctx, object, PDF_NAME(Resources))};
    volatile bool changed = false;

    fz_try(ctx)
    {
        *VEC_ADD(s.arena, &s.states) = (struct pdf_state){.text = {.scale = 1}};
        changed = pdf_stream_cut(&s);
        if (changed && is_form) {
            put_form(&s, object);
        } else if (changed) {
            put_page(&s, object);
        }
    }
    fz_always(ctx)
    {
        buf_done(&s.string);
        arena_done(&arena);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return changed;
}

/* ---- what nobody draws any more ---- */

void pdf_cut_empty(struct pdf_cut *cut, int number)
{
    fz_context *ctx = cut->ctx;
    pdf_obj *reference = pdf_cut_keep(cut, pdf_new_indirect(ctx, cut->doc, number, 0));
    pdf_obj *form = pdf_cut_keep(cut, pdf_new_dict(ctx, cut->doc, 4));
    fz_buffer *nothing;

    pdf_dict_put(ctx, form, PDF_NAME(Type), PDF_NAME(XObject));
    pdf_dict_put(ctx, form, PDF_NAME(Subtype), PDF_NAME(Form));
    pdf_dict_put_rect(ctx, form, PDF_NAME(BBox), (fz_rect){0, 0, 0, 0});
    nothing = fz_new_buffer(ctx, 1);
    pdf_update_object(ctx, cut->doc, number, form);
    pdf_update_stream(ctx, cut->doc, reference, nothing, 0);
    fz_drop_buffer(ctx, nothing);
}

static bool is_still_drawn(const struct pdf_cut *cut, int number)
{
    return number < cut->is_drawn_room && cut->is_drawn[number];
}

/* What was emptied is named no more by content that draws something else in its place. */
static void forget_names(struct pdf_cut *cut, pdf_obj *named, const uint8_t *emptied, int room)
{
    fz_context *ctx = cut->ctx;

    for (int i = pdf_dict_len(ctx, named) - 1; i >= 0; i--) {
        int number = pdf_to_num(ctx, pdf_dict_get_val(ctx, named, i));

        if (number > 0 && number < room && emptied[number]) {
            pdf_dict_del(ctx, named, pdf_dict_get_key(ctx, named, i));
        }
    }
}

void pdf_cut_end(struct pdf_cut *cut)
{
    int room = pdf_xref_len(cut->ctx, cut->doc);
    uint8_t *emptied = ARENA_ARRAY(cut->arena, (size_t)room + 1, uint8_t);

    for (uint32_t i = 0; i < cut->taken.n; i++) {
        int number = cut->taken.v[i];

        if (!is_still_drawn(cut, number)) {
            pdf_cut_empty(cut, number);
            emptied[MIN(number, room)] = 1;
        }
    }
    for (uint32_t i = 0; i < cut->named.n; i++) {
        forget_names(cut, cut->named.v[i], emptied, room);
    }
}
