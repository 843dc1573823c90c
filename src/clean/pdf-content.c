/*
 * The walk over content. Tokens are MuPDF's, so that what it draws and what is walked agree, also
 * in damaged streams: after an error both begin again behind it. An operator with what stands
 * before it is a piece; a stream is its pieces, most of them as they were.
 */
#include "clean/pdf-content.h"

#include "clean/pdf-redact.h"
#include "clean/pdf-stream.h"

#include <math.h>

enum {
    MAX_ERRORS = 10000, /* of a stream */
    MAX_NAME_BYTES = 32,
    MAX_PARTS = 64, /* of a picture, under boxes */
};

static void *keep(struct pdf_cut *cut, pdf_obj *object)
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

/* ---- pieces ---- */

/* What is said of the bytes from the last piece to `end`; as they are when it is not replaced. */
static void add_piece(struct pdf_stream *s, size_t end, bool apart)
{
    struct str text = str_sub(s->bytes, s->done, end);
    struct str *last = s->pieces.n > 0 ? &s->pieces.v[s->pieces.n - 1] : NULL;

    s->done = MAX(end, s->done);
    if (s->is_replaced) {
        s->is_changed = true;
        *VEC_ADD(s->arena, &s->pieces) = s->replacement;
    } else if (!apart && last != NULL && last->n > 0 && last->p + last->n == text.p) {
        last->n += text.n;
    } else if (text.n > 0 || apart) {
        *VEC_ADD(s->arena, &s->pieces) = text;
    }
    s->is_replaced = false;
}

static struct str joined(struct pdf_stream *s)
{
    struct buf all CLEANUP(buf_done) = {};

    buf_init(&all, PDF_STREAM_MAX_BYTES);
    for (uint32_t i = 0; i < s->pieces.n; i++) {
        buf_add(&all, s->pieces.v[i]);
    }
    return arena_str(s->arena, buf_str(&all));
}

/* A new stream object with these bytes, compressed, and the entries of `dictionary`; held. */
static pdf_obj *add_stream(struct pdf_cut *cut, pdf_obj *dictionary, struct str bytes)
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
    return keep(cut, made);
}

/* ---- what is still drawn ---- */

static void note_drawn(struct pdf_cut *cut, pdf_obj *object)
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

static void note_taken(struct pdf_cut *cut, pdf_obj *object)
{
    if (pdf_is_indirect(cut->ctx, object)) {
        *VEC_ADD(cut->arena, &cut->taken) = pdf_to_num(cut->ctx, object);
    }
}

/* ---- marked content ---- */

static pdf_obj *properties_of(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;

    return pdf_is_name(ctx, s->object)
               ? pdf_dict_get(ctx, pdf_dict_get(ctx, s->resources, PDF_NAME(Properties)), s->object)
               : s->object;
}

/* BMC, BDC: its tag is the first name, its properties a second name or a dictionary. */
static void begin_mark(struct pdf_stream *s, bool has_properties)
{
    fz_context *ctx = s->cut->ctx;
    struct str tag = arena_str(s->arena, str_of(s->name));
    struct pdf_mark mark = {.piece = s->pieces.n, .tag = tag};
    pdf_obj *properties = has_properties ? properties_of(s) : NULL;

    if (pdf_is_dict(ctx, properties)) {
        mark.properties = keep(s->cut, pdf_keep_obj(ctx, properties));
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
    }
}

static const char *const mark_words[] = {"ActualText", "Alt", "E"};

/* The mark without what it says in words; entries that refer to objects cannot stand there. */
static struct str mark_without_words(struct pdf_stream *s, const struct pdf_mark *mark)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *copy = keep(s->cut, pdf_copy_dict(ctx, mark->properties));
    char small[256];
    size_t n;

    for (int i = pdf_dict_len(ctx, copy) - 1; i >= 0; i--) {
        pdf_obj *key = pdf_dict_get_key(ctx, copy, i);
        pdf_obj *value = pdf_dict_get_val(ctx, copy, i);
        bool goes = pdf_is_indirect(ctx, value) || pdf_is_dict(ctx, value);

        for (size_t k = 0; k < COUNT(mark_words); k++) {
            goes |= strcmp(pdf_to_name(ctx, key), mark_words[k]) == 0;
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
            s->pieces.v[mark->piece] = mark_without_words(s, mark);
        }
        s->is_changed = true;
    }
}

static void end_mark(struct pdf_stream *s)
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

/* ---- pictures and forms ---- */

static bool cut_stream(struct pdf_stream *s);

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
        *VEC_ADD(s->cut->arena, &s->what->gone) = box;
        s->cut->pictures++;
    }
    return goes;
}

static void take_out(struct pdf_stream *s, pdf_obj *object)
{
    note_taken(s->cut, object);
    pdf_stream_touch(s);
    pdf_stream_replace(s, (struct str){});
}

/* The resources of the stream, its own copy once something new is to be named there. */
static pdf_obj *own_resources(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;

    if (s->changed_resources == NULL) {
        pdf_obj *xobjects = pdf_dict_get(ctx, s->resources, PDF_NAME(XObject));

        s->changed_resources = keep(s->cut, pdf_copy_dict(ctx, s->resources));
        pdf_dict_put_drop(ctx, s->changed_resources, PDF_NAME(XObject),
                          pdf_copy_dict(ctx, xobjects));
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

/* The picture without its parts that lie under a box, or 0. */
static int paint_parts(struct pdf_stream *s, pdf_obj *picture, fz_matrix ctm)
{
    const float near = 0.5f;
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);
    fz_rect parts[MAX_PARTS];
    uint32_t count = 0;

    for (uint32_t i = 0; i < s->what->parts.n && count < MAX_PARTS; i++) {
        const struct pdf_cut_part *p = &s->what->parts.v[i];

        if (fabsf(p->box.x0 - box.x0) < near && fabsf(p->box.y0 - box.y0) < near &&
            fabsf(p->box.x1 - box.x1) < near && fabsf(p->box.y1 - box.y1) < near) {
            parts[count++] = p->part;
        }
    }
    return count == 0 ? 0 : MAX(pdf_redact_under(s->cut, picture, ctm, parts, count), 0);
}

static void do_picture(struct pdf_stream *s, pdf_obj *picture)
{
    fz_context *ctx = s->cut->ctx;
    fz_matrix ctm = pdf_stream_state(s)->ctm;
    int width = pdf_to_int(ctx, pdf_dict_geta(ctx, picture, PDF_NAME(Width), PDF_NAME(W)));
    int height = pdf_to_int(ctx, pdf_dict_geta(ctx, picture, PDF_NAME(Height), PDF_NAME(H)));

    bool goes = does_picture_go(s, width, height);
    int made =
        goes ? -1
             : pdf_redact_picture(s->cut, picture, ctm, s->what->redacted, s->what->redacted_count);

    if (made == 0) {
        made = paint_parts(s, picture, ctm);
    }
    if (made < 0) {
        take_out(s, picture);
    } else if (made > 0) {
        draw_instead(s, picture, made);
    } else {
        note_drawn(s->cut, picture);
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
    pdf_obj *dictionary = keep(cut, pdf_copy_dict(ctx, form));

    if (resources != NULL) {
        pdf_dict_put(ctx, dictionary, PDF_NAME(Resources), resources);
    }
    int made = pdf_to_num(ctx, add_stream(cut, dictionary, bytes));

    *VEC_ADD(cut->arena, &cut->forms) =
        (struct pdf_cut_form){.from = from, .hash = hash, .made = made};
    return made;
}

/* Walks a form as it is drawn here; the number of what it becomes, or 0 when it stays. */
static int walk_form(struct pdf_stream *s, pdf_obj *form, fz_matrix ctm)
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
        if (cut_stream(&inner) && !inner.is_off) {
            made = made_of(s, form, joined(&inner), inner.changed_resources);
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
    int made = walk_form(s, form, pdf_stream_state(s)->ctm);

    if (pdf_stream_is_off(s)) {
        s->cut->layered++;
        take_out(s, form);
    } else if (made == 0) {
        note_drawn(s->cut, form);
    } else {
        draw_instead(s, form, made);
    }
}

static void do_object(struct pdf_stream *s)
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

/* An inline picture: its dictionary, then its bytes, which the library knows the length of. */
static void do_inline(struct pdf_stream *s, fz_stream *in)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *dictionary = keep(s->cut, pdf_parse_dict(ctx, s->cut->doc, in, &s->cut->lexbuf.base));
    int c = fz_read_byte(ctx, in);

    if (c == '\r' && fz_peek_byte(ctx, in) == '\n') {
        fz_read_byte(ctx, in);
    }
    fz_image *image = pdf_load_inline_image(ctx, s->cut->doc, s->resources, dictionary, in);
    int width = image->w;
    int height = image->h;

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
    if (does_picture_go(s, width, height) ||
        pdf_redact_picture(s->cut, NULL, pdf_stream_state(s)->ctm, s->what->redacted,
                           s->what->redacted_count) < 0) {
        pdf_stream_touch(s);
        pdf_stream_replace(s, (struct str){});
    }
}

/* ---- other operators ---- */

static void save_state(struct pdf_stream *s)
{
    if (s->states.n >= PDF_STREAM_MAX_STATES) {
        fz_throw(s->cut->ctx, FZ_ERROR_GENERIC, "states nested too deeply");
    }
    struct pdf_state *state = VEC_ADD(s->arena, &s->states);

    *state = state[-1];
}

static void set_extended_state(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *all = pdf_dict_get(ctx, s->resources, PDF_NAME(ExtGState));
    pdf_obj *set = pdf_dict_gets(ctx, all, s->name);
    pdf_obj *font = pdf_dict_get(ctx, set, PDF_NAME(Font));

    note_drawn(s->cut, pdf_dict_getp(ctx, set, "SMask/G"));
    if (pdf_is_array(ctx, font)) {
        pdf_stream_state(s)->text.font = pdf_text_font(s, pdf_array_get(ctx, font, 0));
        pdf_stream_state(s)->text.size = pdf_to_real(ctx, pdf_array_get(ctx, font, 1));
    }
}

/* A path in a layer that is off is not drawn; when it clips, it still does. */
static void paint_path(struct pdf_stream *s)
{
    if (s->is_in_path && pdf_stream_is_off(s)) {
        s->cut->layered++;
        if (s->clips) {
            pdf_stream_replace(s, STR(" n"));
        } else {
            for (uint32_t i = s->first_of_path; i < s->pieces.n; i++) {
                s->pieces.v[i] = (struct str){};
            }
            pdf_stream_replace(s, (struct str){});
        }
    }
    s->is_in_path = s->clips = false;
}

static bool is_word(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void path_operator(struct pdf_stream *s, const char *word)
{
    static const char *const building[] = {"m", "l", "c", "v", "y", "h", "re"};
    static const char *const painting[] = {"S", "s", "F", "f", "f*", "B", "B*", "b", "b*", "n"};

    if (is_word(word, building, COUNT(building))) {
        if (!s->is_in_path) {
            s->first_of_path = s->pieces.n;
            s->is_in_path = true;
        }
    } else if (is_word(word, painting, COUNT(painting))) {
        paint_path(s);
    } else if (strcmp(word, "W") == 0 || strcmp(word, "W*") == 0) {
        s->clips = true;
    } else if (strcmp(word, "sh") == 0 && pdf_stream_is_off(s)) {
        s->cut->layered++;
        pdf_stream_replace(s, (struct str){});
    }
}

static void state_operator(struct pdf_stream *s, const char *word)
{
    const float *n = s->numbers;

    if (strcmp(word, "q") == 0) {
        save_state(s);
    } else if (strcmp(word, "Q") == 0) {
        if (s->states.n > 1) {
            s->states.n--;
        } else {
            s->extra_ends++;
        }
    } else if (strcmp(word, "cm") == 0) {
        struct pdf_state *state = pdf_stream_state(s);

        state->ctm = fz_concat(fz_make_matrix(n[0], n[1], n[2], n[3], n[4], n[5]), state->ctm);
    } else if (strcmp(word, "gs") == 0) {
        set_extended_state(s);
    } else if (strcmp(word, "Do") == 0) {
        do_object(s);
    }
}

static void operator(struct pdf_stream *s, const char *word, fz_stream *in)
{
    if (pdf_text_operator(s, word)) {
        return;
    }
    if (strcmp(word, "BI") == 0) {
        do_inline(s, in);
    } else if (strcmp(word, "BMC") == 0 || strcmp(word, "BDC") == 0) {
        begin_mark(s, word[1] == 'D');
    } else if (strcmp(word, "EMC") == 0) {
        end_mark(s);
    } else {
        state_operator(s, word);
        path_operator(s, word);
    }
}

/* ---- tokens ---- */

static void clear_operands(struct pdf_stream *s)
{
    pdf_drop_obj(s->cut->ctx, s->object);
    s->object = NULL;
    s->top = 0;
    s->name[0] = '\0';
    buf_clear(&s->string);
    memset(s->numbers, 0, sizeof(s->numbers));
}

static void push_number(struct pdf_stream *s, float number)
{
    if (s->top >= PDF_STREAM_OPERANDS) {
        fz_throw(s->cut->ctx, FZ_ERROR_GENERIC, "too many operands");
    }
    s->numbers[s->top++] = number;
}

static void push_object(struct pdf_stream *s, pdf_obj *object)
{
    pdf_drop_obj(s->cut->ctx, s->object);
    s->object = object;
}

/* Reads operands until an operator was read and done; false at the end. */
static bool step(struct pdf_stream *s, fz_stream *in)
{
    fz_context *ctx = s->cut->ctx;
    pdf_lexbuf *lex = &s->cut->lexbuf.base;

    for (;;) {
        switch (pdf_lex(ctx, in, lex)) {
        case PDF_TOK_EOF:
        case PDF_TOK_ENDSTREAM:
            return false;
        case PDF_TOK_OPEN_ARRAY:
            push_object(s, pdf_parse_array(ctx, s->cut->doc, in, lex));
            break;
        case PDF_TOK_OPEN_DICT:
            push_object(s, pdf_parse_dict(ctx, s->cut->doc, in, lex));
            break;
        case PDF_TOK_NAME:
            if (s->name[0] != '\0') {
                push_object(s, pdf_new_name(ctx, lex->scratch));
            } else {
                fz_strlcpy(s->name, lex->scratch, sizeof(s->name));
            }
            break;
        case PDF_TOK_INT:
            push_number(s, (float)lex->i);
            break;
        case PDF_TOK_REAL:
            push_number(s, lex->f);
            break;
        case PDF_TOK_STRING:
            buf_clear(&s->string);
            buf_add(&s->string, (struct str){.p = lex->scratch, .n = lex->len});
            break;
        case PDF_TOK_KEYWORD: {
            char word[MAX_NAME_BYTES];

            fz_strlcpy(word, lex->scratch, sizeof(word));
            operator(s, word, in);
            bool apart = word[0] == 'B' || (s->is_in_path && pdf_stream_is_off(s));

            add_piece(s, (size_t)fz_tell(ctx, in), apart);
            clear_operands(s);
            return true;
        }
        case PDF_TOK_TRUE:
        case PDF_TOK_FALSE:
        case PDF_TOK_NULL:
            break;
        default:
            fz_throw(ctx, FZ_ERROR_GENERIC, "not content");
        }
    }
}

/* Walks the whole stream; true when it changed: its pieces are the new one. */
static bool cut_stream(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;
    fz_stream *in = fz_open_memory(ctx, (const unsigned char *)s->bytes.p, s->bytes.n);
    volatile bool is_over = false;
    volatile int errors = 0;

    buf_init(&s->string, PDF_STREAM_MAX_BYTES);
    while (!is_over) {
        fz_try(ctx)
        {
            while (step(s, in)) {
            }
            is_over = true;
        }
        fz_catch(ctx)
        {
            /* As MuPDF does when it draws: the operator is lost, the next one counts. */
            clear_operands(s);
            s->is_replaced = false;
            is_over = ++errors > MAX_ERRORS;
        }
    }
    fz_drop_stream(ctx, in);
    while (s->marks.n > 0) {
        uint32_t left = s->marks.n;

        end_mark(s);
        s->is_replaced = false;
        s->marks.n = left - 1;
    }
    add_piece(s, s->bytes.n, false);
    return s->is_changed;
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
    pdf_obj *dictionary = keep(s->cut, pdf_new_dict(ctx, s->cut->doc, 4));

    pdf_dict_put(ctx, page, PDF_NAME(Contents), add_stream(s->cut, dictionary, joined(s)));
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
    pdf_obj *copy = keep(cut, pdf_copy_dict(ctx, looks));
    pdf_obj *new_look = keep(cut, pdf_new_indirect(ctx, cut->doc, made, 0));

    if (pdf_is_stream(ctx, normal)) {
        pdf_dict_put(ctx, copy, PDF_NAME(N), new_look);
    } else {
        pdf_obj *states = keep(cut, pdf_copy_dict(ctx, normal));

        for (int i = 0; i < pdf_dict_len(ctx, states); i++) {
            if (pdf_objcmp(ctx, pdf_dict_get_val(ctx, states, i), look) == 0) {
                pdf_dict_put(ctx, states, pdf_dict_get_key(ctx, states, i), new_look);
            }
        }
        pdf_dict_put(ctx, copy, PDF_NAME(N), states);
    }
    pdf_dict_put(ctx, object, PDF_NAME(AP), copy);
    note_taken(cut, look);
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
    made = walk_form(page, look, fz_concat(pdf_annot_transform(ctx, annotation), ctm));
    if (made == 0) {
        note_drawn(page->cut, look);
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
    changed = cut_stream(s);
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

/* ---- what nobody draws any more ---- */

static void empty_form(struct pdf_cut *cut, int number)
{
    fz_context *ctx = cut->ctx;
    pdf_obj *reference = keep(cut, pdf_new_indirect(ctx, cut->doc, number, 0));
    pdf_obj *form = keep(cut, pdf_new_dict(ctx, cut->doc, 4));
    fz_buffer *nothing;

    pdf_dict_put(ctx, form, PDF_NAME(Type), PDF_NAME(XObject));
    pdf_dict_put(ctx, form, PDF_NAME(Subtype), PDF_NAME(Form));
    pdf_dict_put_rect(ctx, form, PDF_NAME(BBox), (fz_rect){0, 0, 0, 0});
    nothing = fz_new_buffer(ctx, 1);
    pdf_update_object(ctx, cut->doc, number, form);
    pdf_update_stream(ctx, cut->doc, reference, nothing, 0);
    fz_drop_buffer(ctx, nothing);
}

void pdf_cut_end(struct pdf_cut *cut)
{
    for (uint32_t i = 0; i < cut->taken.n; i++) {
        int number = cut->taken.v[i];

        if (number >= cut->is_drawn_room || !cut->is_drawn[number]) {
            empty_form(cut, number);
        }
    }
}
