/*
 * The walk over the words of a content stream: operands are collected, then the operator is asked
 * of each part in turn (pdf-quick-*.h), the most frequent first. Whatever is not well formed
 * ends the run; so does an error of the library.
 */
#include "inspect/pdf/pdf-quick.h"

#include "inspect/pdf/pdf-quick-colour.h"
#include "inspect/pdf/pdf-quick-object.h"
#include "inspect/pdf/pdf-quick-path.h"
#include "inspect/pdf/pdf-quick-text.h"
#include "inspect/pdf/pdf-remark.h"
#include "inspect/pdf/pdf-unpack.h"

enum { BYTES_A_GLYPH = 4, MAX_RESERVED = 4000 /* glyphs */ };

/* ---- operators of the state, and marks ---- */

static void concat(struct pdf_quick *q)
{
    struct pdf_quick_state *s = pdf_quick_state(q);
    const float *n = q->numbers;

    s->ctm = fz_concat(fz_make_matrix(n[0], n[1], n[2], n[3], n[4], n[5]), s->ctm);
}

static bool run_state(struct pdf_quick *q, uint32_t op)
{
    switch (op) {
    case PDF_OPERATOR('q', 0, 0):
        if (pdf_quick_has_outside(q, 0, 0)) {
            pdf_quick_save(q);
        }
        return true;
    case PDF_OPERATOR('Q', 0, 0):
        if (pdf_quick_has_outside(q, 0, 0) && q->states.n > q->first_state) {
            pdf_quick_restore(q);
        }
        return true;
    case PDF_OPERATOR('c', 'm', 0):
        if (pdf_quick_has_outside(q, 6, 0)) {
            concat(q);
        }
        return true;
    case PDF_OPERATOR('i', 0, 0):
        pdf_quick_has(q, 1, 0, 0);
        return true;
    case PDF_OPERATOR('r', 'i', 0):
        pdf_quick_has(q, 0, 1, 0);
        return true;
    default:
        return false;
    }
}

static void set_dashes(struct pdf_quick *q, fz_stroke_state *line)
{
    q->is_strange |= q->dash_count < 0;
    if (!q->is_strange) {
        line->dash_len = q->dash_count;
        line->dash_phase = q->numbers[0];
        memcpy(line->dash_list, q->dashes, (size_t)q->dash_count * sizeof(q->dashes[0]));
    }
}

/* The look of lines. */
static bool run_line(struct pdf_quick *q, uint32_t op)
{
    fz_stroke_state *line = &pdf_quick_state(q)->line;
    float value = q->numbers[0];

    switch (op) {
    case PDF_OPERATOR('w', 0, 0):
        line->linewidth = value;
        break;
    case PDF_OPERATOR('j', 0, 0):
        line->linejoin = fz_clampi((int)value, 0, 2);
        break;
    case PDF_OPERATOR('J', 0, 0):
        line->start_cap = line->dash_cap = line->end_cap = fz_clampi((int)value, 0, 2);
        break;
    case PDF_OPERATOR('M', 0, 0):
        line->miterlimit = value;
        break;
    case PDF_OPERATOR('d', 0, 0):
        set_dashes(q, line);
        break;
    default:
        return false;
    }
    pdf_quick_has(q, 1, 0, 0);
    return true;
}

/* Marked content says nothing of what is drawn, unless it is a layer. */
static bool run_mark(struct pdf_quick *q, uint32_t op)
{
    switch (op) {
    case PDF_OPERATOR('B', 'M', 'C'):
    case PDF_OPERATOR('B', 'D', 'C'):
    case PDF_OPERATOR('D', 'P', 0):
    case PDF_OPERATOR('M', 'P', 0):
        q->is_strange |= q->name_count == 0 || strcmp(q->names[0], "OC") == 0;
        q->lexer.has_remarks |=
            q->name_count == 2 &&
            pdf_remark_has_texts(q->ctx, pdf_quick_resource(q, PDF_NAME(Properties), q->names[1]));
        return true;
    case PDF_OPERATOR('E', 'M', 'C'):
        return true;
    default:
        return false;
    }
}

/* ---- the walk ---- */

static void add_name(struct pdf_quick *q, struct str name)
{
    if (q->name_count == PDF_QUICK_NAMES || name.n >= PDF_QUICK_NAME_BYTES) {
        q->is_strange = true;
        return;
    }
    memcpy(q->names[q->name_count], name.p, name.n);
    q->names[q->name_count++][name.n] = '\0';
}

static void add_number(struct pdf_quick *q, float number)
{
    if (q->number_count == PDF_QUICK_OPERANDS) {
        q->is_strange = true;
        return;
    }
    q->numbers[q->number_count++] = number;
}

static void run_operator(struct pdf_quick *q, uint32_t op)
{
    q->is_strange |= q->is_shown && op != PDF_OPERATOR('T', 'J', 0);
    if (!q->is_strange) {
        bool is_known = pdf_quick_text(q, op) || run_state(q, op) || run_line(q, op) ||
                        run_mark(q, op) || pdf_quick_colour(q, op) || pdf_quick_path(q, op) ||
                        pdf_quick_object(q, op);

        q->is_strange |= !is_known;
    }
    q->number_count = q->name_count = q->string_count = 0;
    q->is_shown = false;
    q->dash_count = -1;
}

/* An array outside of text: the dashes of a line, or something that is not looked at. */
static void take_array(struct pdf_quick *q)
{
    enum pdf_word word = pdf_lexer_next(&q->lexer);
    int n = 0;

    for (; word == PDF_WORD_NUMBER && n < PDF_QUICK_OPERANDS; word = pdf_lexer_next(&q->lexer)) {
        q->dashes[n++] = q->lexer.number;
    }
    q->dash_count = word == PDF_WORD_ARRAY_END ? n : -1;
    q->is_strange |= q->dash_count < 0;
}

static void take_string(struct pdf_quick *q)
{
    q->string = q->lexer.text;
    q->string_count++;
}

/* Operands and operators, until the end or something strange. */
static void run_words(struct pdf_quick *q)
{
    enum pdf_word word = pdf_lexer_next(&q->lexer);

    for (; word != PDF_WORD_END && !q->is_strange && !q->cookie->abort;
         word = pdf_lexer_next(&q->lexer)) {
        switch (word) {
        case PDF_WORD_NUMBER:
            add_number(q, q->lexer.number);
            break;
        case PDF_WORD_STRING:
            take_string(q);
            break;
        case PDF_WORD_OPERATOR:
            run_operator(q, q->lexer.op);
            break;
        case PDF_WORD_NAME:
            add_name(q, q->lexer.text);
            break;
        case PDF_WORD_ARRAY:
            if (q->in_text) {
                pdf_quick_text_array(q);
            } else {
                take_array(q);
            }
            break;
        default:
            q->is_strange |= !pdf_lexer_skip(&q->lexer, word);
        }
    }
}

static void load(struct pdf_quick *q, pdf_obj *contents)
{
    unsigned char *bytes;
    size_t n;

    if (q->depth == 0 && q->content != NULL) {
        q->contents[0] = fz_keep_buffer(q->ctx, q->content);
    } else {
        q->contents[q->depth] = pdf_unpack(q->ctx, q->doc, contents);
    }
    if (q->depth == 0 && q->tracer != NULL) {
        q->tracer->trace->content = fz_keep_buffer(q->ctx, q->contents[0]);
    }
    n = fz_buffer_storage(q->ctx, q->contents[q->depth], &bytes);
    pdf_lexer_start(&q->lexer, (struct str){.p = (const char *)bytes, .n = n});
}

/* Room for the glyphs that a stream of this length may show, so that they are not moved often. */
static void reserve_glyphs(struct pdf_quick *q)
{
    size_t bytes = (size_t)(q->lexer.end - q->lexer.at);

    if (q->tracer != NULL && q->depth == 0) {
        VEC_RESERVE(q->arena, &q->tracer->trace->hidden->glyphs,
                    (uint32_t)MIN(bytes / BYTES_A_GLYPH, (size_t)MAX_RESERVED));
    }
}

static void run_contents(struct pdf_quick *q, pdf_obj *contents, pdf_obj *resources)
{
    struct pdf_lexer lexer = q->lexer;
    pdf_obj *outer = q->resources;
    uint32_t first_state = q->first_state;

    q->is_strange |= q->depth >= PDF_QUICK_MAX_DEPTH;
    if (contents == NULL || q->is_strange) {
        return;
    }
    load(q, contents);
    reserve_glyphs(q);
    q->resources = resources;
    q->first_state = q->states.n;
    q->number_count = q->name_count = q->string_count = 0;
    q->depth++;
    run_words(q);
    q->depth--;
    q->is_strange |= q->in_text;
    while (q->states.n > q->first_state) {
        pdf_quick_restore(q);
    }
    fz_drop_buffer(q->ctx, q->contents[q->depth]);
    q->contents[q->depth] = NULL;
    q->lexer.at = lexer.at;
    q->lexer.end = lexer.end;
    q->resources = outer;
    q->first_state = first_state;
}

/* The colour space of a page that is a group, as the library chooses it; NULL = none. */
static fz_colorspace *space_of_group(struct pdf_quick *q, struct pdf_page *page,
                                     fz_default_colorspaces *defaults)
{
    pdf_obj *group = pdf_page_group(q->ctx, page);
    pdf_obj *named = pdf_dict_get(q->ctx, group, PDF_NAME(CS));
    fz_colorspace **space = VEC_ADD(q->arena, &q->spaces);

    if (group == NULL) {
        return fz_default_output_intent(q->ctx, defaults);
    }
    if (named != NULL) {
        *space = pdf_load_colorspace(q->ctx, named);
    }
    return *space != NULL && fz_is_valid_blend_colorspace(q->ctx, *space) ? *space : NULL;
}

static void begin_page(struct pdf_quick *q, struct pdf_page *page, fz_rect box)
{
    q->defaults = pdf_load_default_colorspaces(q->ctx, q->doc, page);
    if (q->defaults != NULL) {
        fz_set_default_colorspaces(q->ctx, q->device, q->defaults);
    }
    if (page->transparency) {
        fz_begin_group(q->ctx, q->device, fz_transform_rect(box, pdf_quick_state(q)->ctm),
                       space_of_group(q, page, q->defaults), 1, 0, FZ_BLEND_NORMAL, 1);
    }
}

static void run_page(struct pdf_quick *q, struct pdf_page *page)
{
    struct pdf_quick_state *s = VEC_ADD(q->arena, &q->states);
    fz_rect box;

    *s = (struct pdf_quick_state){.line = fz_default_stroke_state, .scale = 1, .size = -1};
    s->fill.space = s->stroke.space = fz_device_gray(q->ctx);
    s->fill.alpha = s->stroke.alpha = 1;
    pdf_page_transform(q->ctx, page, &box, &s->ctm);
    begin_page(q, page, box);
    run_contents(q, pdf_page_contents(q->ctx, page), pdf_page_resources(q->ctx, page));
    for (int clips = pdf_quick_state(q)->clips; clips > 0; clips--) {
        fz_pop_clip(q->ctx, q->device);
    }
    if (page->transparency) {
        fz_end_group(q->ctx, q->device);
    }
}

static bool run(struct pdf_quick *q, struct pdf_page *page)
{
    fz_context *ctx = q->ctx;

    q->lexer.arena = q->arena;
    q->dash_count = -1;
    fz_try(ctx)
    {
        run_page(q, page);
    }
    fz_always(ctx)
    {
        fz_drop_default_colorspaces(ctx, q->defaults);
        fz_drop_path(ctx, q->path);
        fz_drop_text(ctx, q->glyphs);
        for (int i = 0; i < PDF_QUICK_MAX_DEPTH; i++) {
            fz_drop_buffer(ctx, q->contents[i]);
        }
        for (uint32_t i = 0; i < q->spaces.n; i++) {
            fz_drop_colorspace(ctx, q->spaces.v[i]);
        }
    }
    fz_catch(ctx)
    {
        q->is_strange = true;
    }
    return !q->is_strange;
}

bool pdf_quick_run(fz_context *ctx, struct pdf_tracer *t, struct pdf_fonts *fonts,
                   struct pdf_page *page, fz_cookie *cookie)
{
    struct pdf_quick *q = ARENA_NEW(t->trace->arena, struct pdf_quick);

    *q = (struct pdf_quick){.ctx = ctx,
                            .device = &t->device,
                            .tracer = t,
                            .fonts = fonts,
                            .doc = page->doc,
                            .cookie = cookie,
                            .run_contents = run_contents,
                            .arena = t->trace->arena};
    bool is_done = run(q, page);

    t->trace->hidden->has_remarks = q->lexer.has_remarks;
    return is_done;
}

bool pdf_quick_draw(fz_context *ctx, fz_device *device, const struct pdf_region *region,
                    struct pdf_fonts *fonts, struct pdf_page *page, fz_buffer *content,
                    fz_cookie *cookie)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct pdf_quick *q = ARENA_NEW(&arena, struct pdf_quick);

    *q = (struct pdf_quick){.ctx = ctx,
                            .device = device,
                            .region = region,
                            .content = content,
                            .fonts = fonts,
                            .doc = page->doc,
                            .cookie = cookie,
                            .run_contents = run_contents,
                            .arena = &arena};
    return run(q, page);
}
