/*
 * Text of the quick run: state, position and showing (ISO 32000-1 9.3, 9.4). Each sum is made in
 * the order in which MuPDF makes it, so that places are the same to the last bit.
 */
#include "inspect/pdf/pdf-quick-text.h"

#include "inspect/pdf/pdf-quick-path.h"
#include "inspect/pdf/pdf-trace-text.h"

#include <math.h>

/* ---- showing ---- */

/* What all glyphs of one operator have in common. */
struct setting {
    struct pdf_font *font;
    fz_matrix size;  /* of the font, with scale and rise; its origin for text across */
    fz_matrix trm;   /* in the space of the content; its origin is that of each glyph */
    fz_matrix place; /* on the page; the same */
    float expansion;
};

/* Modes of rendering (ISO 32000-1 9.3.6) that are known here. */
enum { FILLED, STROKED, FILLED_AND_STROKED, INVISIBLE };

static void find_rgb(const struct pdf_quick *q, struct pdf_quick_paint *paint)
{
    if (!paint->has_rgb) {
        pdf_tracer_rgb(q->ctx, paint->space, paint->value, fz_default_color_params, paint->rgb);
        paint->way = pdf_trace_text_way(q->ctx, paint->space);
        paint->has_rgb = true;
    }
}

static void begin_text(struct pdf_quick *q, struct pdf_quick_state *s)
{
    static const uint8_t black[3];
    struct pdf_quick_paint *paint = s->render == STROKED ? &s->stroke : &s->fill;

    if (s->render == INVISIBLE) {
        pdf_trace_text_begin(q->tracer, black, 1, PDF_WAY_IGNORE);
        return;
    }
    find_rgb(q, paint);
    pdf_trace_text_begin(q->tracer, paint->rgb, paint->alpha,
                         s->render == STROKED ? PDF_WAY_STROKE : paint->way);
}

static bool begin_showing(struct pdf_quick *q, struct setting *ret_setting)
{
    struct pdf_quick_state *s = pdf_quick_state(q);

    if (!q->in_text || s->font == NULL || s->render < FILLED || s->render > INVISIBLE) {
        q->is_strange = true;
        return false;
    }
    if (q->tracer != NULL) {
        begin_text(q, s);
    } else if (s->render == FILLED_AND_STROKED && pdf_quick_is_mixed(s)) {
        q->is_strange = true;
        return false;
    }
    ret_setting->font = s->font;
    ret_setting->size = (fz_matrix){s->size * s->scale, 0, 0, s->size, 0, s->rise};
    ret_setting->trm = fz_concat(ret_setting->size, q->text);
    ret_setting->place = fz_concat(ret_setting->trm, s->ctm);
    ret_setting->expansion = fz_matrix_expansion(ret_setting->place);
    return true;
}

/* Where the next glyph stands. */
static void place_glyph(struct pdf_quick *q, struct setting *setting, const struct pdf_code *code)
{
    const fz_matrix *text = &q->text, *ctm = &pdf_quick_state(q)->ctm;
    float dx = setting->size.e, dy = setting->size.f;

    if (setting->font->is_upright) {
        dx -= code->x * fabsf(setting->size.d) * 0.001f;
        dy -= code->y * setting->size.d * 0.001f;
    }
    float x = dx * text->a + dy * text->c + text->e;
    float y = dx * text->b + dy * text->d + text->f;

    setting->trm.e = x;
    setting->trm.f = y;
    setting->place.e = x * ctm->a + y * ctm->c + ctm->e;
    setting->place.f = x * ctm->b + y * ctm->d + ctm->f;
}

/* As fz_transform_rect() does it, which takes much longer to find out that nothing is turned. */
static fz_rect transform(fz_rect r, const fz_matrix *m)
{
    if (m->b != 0 || m->c != 0 || m->a <= 0 || m->d >= 0 || fz_is_infinite_rect(r)) {
        return fz_transform_rect(r, *m);
    }
    return fz_make_rect(r.x0 * m->a + m->e, r.y1 * m->d + m->f, r.x1 * m->a + m->e,
                        r.y0 * m->d + m->f);
}

static void trace_glyph(struct pdf_quick *q, const struct setting *setting,
                        const struct pdf_code *code)
{
    struct pdf_ink ink = {.box = transform(code->box, &setting->place),
                          .x = setting->place.e,
                          .y = setting->place.f,
                          .size = setting->expansion,
                          .code_point = code->code_point,
                          .glyph = code->glyph,
                          .tail = &code->tail};

    if (fz_is_empty_rect(ink.box)) {
        ink = pdf_trace_text_ink(ink.box, setting->place, code->code_point, code->glyph);
        ink.tail = &code->tail;
        pdf_trace_text_look_blank(q->ctx, q->tracer, setting->font->desc->font, setting->place,
                                  &ink);
    }
    pdf_trace_text_add(q->tracer, &ink);
}

static void draw_glyph(struct pdf_quick *q, const struct setting *setting,
                       const struct pdf_code *code)
{
    fz_font *font = setting->font->desc->font;

    if (!pdf_region_touches_glyph(q->ctx, q->region, font, code->glyph, setting->place)) {
        return;
    }
    if (q->glyphs == NULL) {
        q->glyphs = fz_new_text(q->ctx);
    }
    fz_show_glyph(q->ctx, q->glyphs, font, setting->trm, code->glyph, code->code_point,
                  setting->font->is_upright, 0, FZ_BIDI_NEUTRAL, FZ_LANG_UNSET);
}

static void advance(struct pdf_quick *q, float dx, float dy)
{
    q->text.e += dx * q->text.a + dy * q->text.c;
    q->text.f += dx * q->text.b + dy * q->text.d;
}

/* A space between glyphs, of the size of the text. */
static void advance_space(struct pdf_quick *q, float space)
{
    const struct pdf_quick_state *s = pdf_quick_state(q);

    if (s->font->is_upright) {
        advance(q, 0, space);
    } else {
        advance(q, space * s->scale, 0);
    }
}

static void show(struct pdf_quick *q, struct setting *setting, struct str text)
{
    const struct pdf_quick_state *s = pdf_quick_state(q);
    const unsigned char *at = (const unsigned char *)text.p, *end = at + text.n;
    struct pdf_font *font = setting->font;

    while (at < end) {
        const unsigned char *beg = at;
        uint32_t number = pdf_font_take(font, &at, end);
        const struct pdf_code *code = pdf_font_code(q->fonts, font, number);

        if (q->tracer != NULL && code->has_ink) {
            place_glyph(q, setting, code);
            trace_glyph(q, setting, code);
        } else if (q->tracer == NULL && !code->is_none && code->glyph >= 0) {
            place_glyph(q, setting, code);
            draw_glyph(q, setting, code);
        }
        if (!code->is_none && font->is_upright) {
            advance(q, 0, code->advance * s->size + s->char_space);
        } else if (!code->is_none) {
            advance(q, (code->advance * s->size + s->char_space) * s->scale, 0);
        }
        if (number == ' ' && at - beg == 1) {
            advance_space(q, s->word_space);
        }
    }
}

static void draw_text(struct pdf_quick *q, const struct pdf_quick_state *s)
{
    if (s->render == FILLED || s->render == FILLED_AND_STROKED) {
        fz_fill_text(q->ctx, q->device, q->glyphs, s->ctm, s->fill.space, s->fill.value,
                     s->fill.alpha, fz_default_color_params);
    }
    if (s->render == STROKED || s->render == FILLED_AND_STROKED) {
        fz_stroke_text(q->ctx, q->device, q->glyphs, &s->line, s->ctm, s->stroke.space,
                       s->stroke.value, s->stroke.alpha, fz_default_color_params);
    }
    fz_drop_text(q->ctx, q->glyphs);
    q->glyphs = NULL;
}

/* Text was shown; `first` of the glyphs traced. */
static void end_showing(struct pdf_quick *q, uint32_t first)
{
    struct pdf_quick_state *s = pdf_quick_state(q);

    if (q->tracer != NULL && s->render == FILLED_AND_STROKED) {
        find_rgb(q, &s->stroke);
        pdf_trace_text_stroke(q->tracer, first, s->stroke.rgb, s->stroke.alpha);
    }
    if (q->glyphs != NULL) {
        draw_text(q, s);
    }
}

static uint32_t glyphs_so_far(const struct pdf_quick *q)
{
    return q->tracer != NULL ? q->tracer->trace->hidden->glyphs.n : 0;
}

static void show_string(struct pdf_quick *q)
{
    uint32_t first = glyphs_so_far(q);
    struct setting setting;

    if (begin_showing(q, &setting)) {
        show(q, &setting, q->string);
        end_showing(q, first);
    }
}

void pdf_quick_text_array(struct pdf_quick *q)
{
    uint32_t first = glyphs_so_far(q);
    struct setting setting;
    enum pdf_word word;

    if (q->is_shown || !begin_showing(q, &setting)) {
        q->is_strange = true;
        return;
    }
    for (word = pdf_lexer_next(&q->lexer); word != PDF_WORD_ARRAY_END;
         word = pdf_lexer_next(&q->lexer)) {
        if (word == PDF_WORD_STRING) {
            show(q, &setting, q->lexer.text);
        } else if (word == PDF_WORD_NUMBER) {
            advance_space(q, -q->lexer.number * pdf_quick_state(q)->size * 0.001f);
        } else {
            q->is_strange = true;
            return;
        }
    }
    end_showing(q, first);
    q->is_shown = true;
}

/* ---- position ---- */

static void move(struct pdf_quick *q, float dx, float dy)
{
    q->line.e += dx * q->line.a + dy * q->line.c;
    q->line.f += dx * q->line.b + dy * q->line.d;
    q->text = q->line;
}

static void set_font(struct pdf_quick *q)
{
    struct pdf_quick_state *s = pdf_quick_state(q);
    pdf_obj *dictionary = pdf_quick_resource(q, PDF_NAME(Font), q->names[0]);

    s->font =
        pdf_is_dict(q->ctx, dictionary) ? pdf_fonts_get(q->fonts, q->resources, dictionary) : NULL;
    s->size = q->numbers[0];
    q->is_strange |= s->font == NULL;
}

static void begin_object(struct pdf_quick *q)
{
    q->is_strange |= q->in_text;
    q->in_text = true;
    q->text = q->line = fz_identity;
}

static void end_object(struct pdf_quick *q)
{
    q->is_strange |= !q->in_text;
    q->in_text = false;
}

/* ---- operators ---- */

static bool set_state(struct pdf_quick *q, uint32_t op)
{
    struct pdf_quick_state *s = pdf_quick_state(q);
    float value = q->numbers[0];

    switch (op) {
    case PDF_OPERATOR('T', 'c', 0):
        s->char_space = value;
        break;
    case PDF_OPERATOR('T', 'w', 0):
        s->word_space = value;
        break;
    case PDF_OPERATOR('T', 'z', 0):
        s->scale = value / 100;
        break;
    case PDF_OPERATOR('T', 'L', 0):
        s->leading = value;
        break;
    case PDF_OPERATOR('T', 'r', 0):
        s->render = value >= 0 && value <= 7 ? (int)value : -1;
        break;
    case PDF_OPERATOR('T', 's', 0):
        s->rise = value;
        break;
    default:
        return false;
    }
    pdf_quick_has(q, 1, 0, 0);
    return true;
}

static void place_text(struct pdf_quick *q)
{
    q->text = q->line = fz_make_matrix(q->numbers[0], q->numbers[1], q->numbers[2], q->numbers[3],
                                       q->numbers[4], q->numbers[5]);
}

static bool set_place(struct pdf_quick *q, uint32_t op)
{
    switch (op) {
    case PDF_OPERATOR('T', 'D', 0):
        pdf_quick_state(q)->leading = -q->numbers[1];
        if (pdf_quick_has(q, 2, 0, 0)) {
            move(q, q->numbers[0], q->numbers[1]);
        }
        return true;
    case PDF_OPERATOR('T', 'd', 0):
        if (pdf_quick_has(q, 2, 0, 0)) {
            move(q, q->numbers[0], q->numbers[1]);
        }
        return true;
    case PDF_OPERATOR('T', 'm', 0):
        if (pdf_quick_has(q, 6, 0, 0)) {
            place_text(q);
        }
        return true;
    case PDF_OPERATOR('T', '*', 0):
        if (pdf_quick_has(q, 0, 0, 0)) {
            move(q, 0, -pdf_quick_state(q)->leading);
        }
        return true;
    default:
        return false;
    }
}

static bool show_text(struct pdf_quick *q, uint32_t op)
{
    struct pdf_quick_state *s = pdf_quick_state(q);

    switch (op) {
    case PDF_OPERATOR('T', 'J', 0):
        q->is_strange |= !q->is_shown;
        pdf_quick_has(q, 0, 0, 0);
        return true;
    case PDF_OPERATOR('T', 'j', 0):
        if (pdf_quick_has(q, 0, 0, 1)) {
            show_string(q);
        }
        return true;
    case PDF_OPERATOR('\'', 0, 0):
        if (pdf_quick_has(q, 0, 0, 1)) {
            move(q, 0, -s->leading);
            show_string(q);
        }
        return true;
    case PDF_OPERATOR('"', 0, 0):
        if (pdf_quick_has(q, 2, 0, 1)) {
            s->word_space = q->numbers[0];
            s->char_space = q->numbers[1];
            move(q, 0, -s->leading);
            show_string(q);
        }
        return true;
    default:
        return false;
    }
}

bool pdf_quick_text(struct pdf_quick *q, uint32_t op)
{
    switch (op) {
    case PDF_OPERATOR('B', 'T', 0):
        begin_object(q);
        return true;
    case PDF_OPERATOR('E', 'T', 0):
        end_object(q);
        return true;
    case PDF_OPERATOR('T', 'f', 0):
        if (pdf_quick_has(q, 1, 1, 0)) {
            set_font(q);
        }
        return true;
    default:
        return show_text(q, op) || set_place(q, op) || set_state(q, op);
    }
}
