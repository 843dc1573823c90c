/*
 * Text operators (ISO 32000-1 section 9). Each glyph is placed with MuPDF's own functions, so that
 * it lies exactly where the list of hidden glyphs has it. A showing operator that loses glyphs
 * becomes TJ: what stays keeps its bytes, what goes becomes a gap as wide as it was. The gaps of
 * neighbours are one, so that the width of a single glyph cannot be read from it.
 *
 * Gaps are reckoned from where the next glyph is, for readers that count in double precision and
 * for those in single precision, with their rounding: a glyph that stays is drawn in the same
 * pixels.
 */
#include "clean/pdf/pdf-stream.h"
#include "inspect/pdf/pdf-hidden-meet.h"
#include "inspect/pdf/pdf-reason.h"

#include <math.h>
#include <stdio.h>

enum { UNKNOWN = 0xFFFD, GAP_TRIES = 1000, GAP_DIGITS = 4 };

#define ROUNDING     3e-7f /* of a place in single precision */
#define SMALLEST_GAP 1e-5f /* thousandths of the size */

/* Of a glyph's box: a redaction that leaves more than so much of it to be read does not take it. */
#define REDACT_INSET 0.35f

/* A code of a string, or a number between strings. */
struct shown {
    struct str code; /* empty: a number */
    float number;
    fz_point after; /* where the next one begins */
    int32_t code_point;
    bool goes;
};

struct line {
    struct pdf_stream *s;
    fz_point begin;
    VEC(struct shown) shown;
    bool changed;
};

/* An operator being written anew. */
struct writing {
    struct pdf_stream *s;
    struct buf *to;
    fz_point at; /* where a reader is */
    bool in_string;
};

static bool is_blank(int32_t code_point)
{
    return code_point <= ' ' || code_point == 0xA0 || code_point == 0x3000;
}

pdf_font_desc *pdf_text_font(struct pdf_stream *s, pdf_obj *dictionary)
{
    fz_context *ctx = s->cut->ctx;
    pdf_font_desc *volatile font = NULL;

    fz_try(ctx)
    {
        if (pdf_is_dict(ctx, dictionary)) {
            font = pdf_load_font(ctx, s->cut->doc, s->resources, dictionary);
        }
    }
    fz_catch(ctx)
    {
        font = NULL;
    }
    if (font == NULL) {
        font = pdf_load_hail_mary_font(ctx, s->cut->doc);
    }
    for (uint32_t i = 0; i < s->cut->fonts.n; i++) {
        if (s->cut->fonts.v[i] == font) {
            pdf_drop_font(ctx, font);
            return font;
        }
    }
    *VEC_ADD(s->cut->arena, &s->cut->fonts) = font;
    return font;
}

static void set_font(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *fonts = pdf_dict_get(ctx, s->resources, PDF_NAME(Font));

    pdf_stream_state(s)->text.size = s->numbers[0];
    pdf_stream_state(s)->text.font = pdf_text_font(s, pdf_dict_gets(ctx, fonts, s->name));
}

/* The first character that a code stands for, as MuPDF has it. */
static int32_t code_point_of(pdf_font_desc *font, int cid)
{
    int ucs[PDF_MRANGE_CAP] = {};
    int n =
        font->to_unicode != NULL ? pdf_lookup_cmap_full(font->to_unicode, (unsigned)cid, ucs) : 0;

    if (n == 0 && (size_t)cid < font->cid_to_ucs_len) {
        ucs[0] = font->cid_to_ucs[cid];
        n = 1;
    }
    return n == 0 || (n == 1 && ucs[0] == 0) ? UNKNOWN : ucs[0];
}

/* ---- whether a glyph goes ---- */

static bool is_redacted(const struct pdf_stream *s, fz_rect box)
{
    float dx = (box.x1 - box.x0) * REDACT_INSET;
    float dy = (box.y1 - box.y0) * REDACT_INSET;

    box = (fz_rect){box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy};
    for (uint32_t i = 0; i < s->what->redacted_count; i++) {
        fz_rect area = s->what->redacted[i];

        if (box.x0 < area.x1 && box.x1 > area.x0 && box.y0 < area.y1 && box.y1 > area.y0) {
            return true;
        }
    }
    return false;
}

/* Asks for every glyph, also where the answer is known: the list is gone through in order. */
static bool does_go(struct pdf_stream *s, fz_matrix place, int32_t code_point)
{
    bool is_hidden = s->what->hidden != NULL &&
                     pdf_hidden_meet_glyph(s->what->hidden, code_point, place.e, place.f);
    fz_rect box = fz_transform_rect(s->tos.char_bbox, pdf_stream_state(s)->ctm);

    if (pdf_stream_is_off(s)) {
        s->cut->layered++;
        return true;
    }
    struct pdf_gone gone = {.box = box};

    if (s->what->redacted_count == 0 || !is_redacted(s, box)) {
        if (!is_hidden) {
            return false;
        }
        gone.is_unseen = pdf_reason_is_unseen((enum pdf_reason)s->what->hidden->last_reason);
    }
    *VEC_ADD(s->cut->arena, &s->what->gone) = gone;
    return true;
}

static fz_point here(const struct pdf_stream *s)
{
    return fz_make_point(s->tos.tm.e, s->tos.tm.f);
}

/* Along the line, without showing anything. */
static void move(struct pdf_stream *s, float by)
{
    const pdf_text_state *text = &pdf_stream_state(s)->text;
    bool is_down = text->font != NULL && text->font->wmode != 0;

    s->tos.tm = fz_pre_translate(s->tos.tm, is_down ? 0 : by * text->scale, is_down ? by : 0);
}

static void show_string(struct line *line, struct str string)
{
    struct pdf_stream *s = line->s;
    struct pdf_state *state = pdf_stream_state(s);
    pdf_font_desc *font = state->text.font;
    unsigned char *at = (unsigned char *)string.p;
    unsigned char *end = at + string.n;

    while (font != NULL && at < end) {
        unsigned int code = 0;
        int n = pdf_decode_cmap(font->encoding, at, end, &code);
        int cid = pdf_lookup_cmap(font->encoding, code);
        struct shown shown = {.code = {.p = (char *)at, .n = (size_t)MAX(n, 1)}};
        float space = code == ' ' && n == 1 ? state->text.word_space : 0;

        shown.code.n = MIN(shown.code.n, (size_t)(end - at));
        at += shown.code.n;
        if (cid >= 0) {
            fz_matrix trm;

            pdf_tos_make_trm(s->cut->ctx, &s->tos, &state->text, font, cid, &trm);
            shown.code_point = code_point_of(font, cid);
            shown.goes = does_go(s, fz_concat(trm, state->ctm), shown.code_point);
            line->changed |= shown.goes;
            pdf_tos_move_after_char(s->cut->ctx, &s->tos);
        }
        if (space != 0) {
            move(s, space);
        }
        shown.after = here(s);
        *VEC_ADD(s->arena, &line->shown) = shown;
    }
}

static void show_number(struct line *line, float number)
{
    struct pdf_stream *s = line->s;

    move(s, -number * pdf_stream_state(s)->text.size * 0.001f);
    *VEC_ADD(s->arena, &line->shown) = (struct shown){.number = number, .after = here(s)};
}

/* ---- the operator written anew ---- */

/* Blanks between glyphs that go tell how long the words were: they go too. */
static void take_blanks(struct line *line)
{
    bool after_gone = false;
    uint32_t first = 0;

    for (uint32_t i = 0; i < line->shown.n; i++) {
        struct shown *shown = &line->shown.v[i];

        if (shown->code.n == 0 || (is_blank(shown->code_point) && !shown->goes)) {
            continue;
        }
        if (shown->goes && after_gone) {
            for (uint32_t k = first; k < i; k++) {
                line->shown.v[k].goes |= line->shown.v[k].code.n > 0;
            }
        }
        after_gone = shown->goes;
        first = i + 1;
    }
}

static void add_code(struct buf *b, struct str code)
{
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];

        if (c == '(' || c == ')' || c == '\\') {
            buf_add_char(b, '\\');
        }
        if (c == '\r') {
            buf_add(b, STR("\\r"));
        } else {
            buf_add_char(b, c);
        }
    }
}

/* As MuPDF writes a number: the shortest that reads as the same one. */
static void add_number(struct buf *b, float number)
{
    char text[128];

    fz_snprintf(text, sizeof(text), "%g", (double)number);
    if (b->n > 0 && strchr("[)( ", b->p[b->n - 1]) == NULL) {
        buf_add_char(b, ' ');
    }
    buf_add(b, str_of(text));
}

static void end_string(struct writing *w)
{
    buf_add(w->to, w->in_string ? STR(")") : STR(""));
    w->in_string = false;
}

/* Where a reader is after a number, in single precision. */
static fz_point moved_by(const struct writing *w, fz_point from, float number)
{
    const pdf_text_state *text = &pdf_stream_state(w->s)->text;
    fz_matrix tm = w->s->tos.tm;
    bool is_down = text->font != NULL && text->font->wmode != 0;
    float by = -number * text->size * 0.001f;

    by = is_down ? by : by * text->scale;
    return fz_make_point(by * (is_down ? tm.c : tm.a) + from.x,
                         by * (is_down ? tm.d : tm.b) + from.y);
}

static bool is_about(fz_point a, fz_point b)
{
    return fabsf(a.x - b.x) <= ROUNDING * fmaxf(fabsf(b.x), 1) &&
           fabsf(a.y - b.y) <= ROUNDING * fmaxf(fabsf(b.y), 1);
}

/* The number with as few digits as lead about there: that of the widths themselves. */
static float shortest(const struct writing *w, double number, fz_point there)
{
    double power = 1;

    for (int digits = 0; digits <= GAP_DIGITS; digits++, power *= 10) {
        float rounded = (float)(round(number * power) / power);

        if (is_about(moved_by(w, w->at, rounded), there)) {
            return rounded;
        }
    }
    return (float)number;
}

static void add_move(struct writing *w, float number)
{
    end_string(w);
    add_number(w->to, number);
    w->at = moved_by(w, w->at, number);
}

/*
 * A gap up to there. A reader that counts in double precision comes to the place by the sum of the
 * widths, one that counts in single precision only with the rounding of the glyphs that are gone:
 * so the sum is parted in two in such a way that this one gets there too.
 */
static void add_gap(struct writing *w, fz_point there)
{
    const pdf_text_state *text = &pdf_stream_state(w->s)->text;
    fz_matrix tm = w->s->tos.tm;
    bool is_down = text->font != NULL && text->font->wmode != 0;
    float x = is_down ? tm.c : tm.a;
    float y = is_down ? tm.d : tm.b;
    float unit = text->size * (is_down ? 1 : text->scale);
    double by = fabsf(x) > fabsf(y) ? ((double)there.x - (double)w->at.x) / (double)x
                                    : ((double)there.y - (double)w->at.y) / (double)y;
    float number = shortest(w, -by * 1000 / (double)unit, there);

    if (!isfinite(number) || fabsf(number) < SMALLEST_GAP) {
        return;
    }
    for (int i = 0; i < GAP_TRIES; i++) {
        float first = roundf(number * (float)i / GAP_TRIES);
        float second = number - first;
        fz_point at = moved_by(w, moved_by(w, w->at, first), second);

        if (at.x == there.x && at.y == there.y) {
            if (first != 0) {
                add_move(w, first);
            }
            add_move(w, second);
            return;
        }
    }
    add_move(w, number);
}

static void add_shown(struct buf *b, const struct line *line)
{
    struct writing w = {.s = line->s, .to = b, .at = line->begin};
    fz_point begin = line->begin;
    bool has_gap = false;

    buf_add_char(b, '[');
    for (uint32_t i = 0; i < line->shown.n; i++) {
        const struct shown *shown = &line->shown.v[i];

        if (shown->goes) {
            has_gap = true;
        } else if (shown->code.n > 0) {
            if (has_gap) {
                add_gap(&w, begin);
            }
            buf_add(b, w.in_string ? STR("") : STR("("));
            w.in_string = true;
            add_code(b, shown->code);
            w.at = shown->after;
            has_gap = false;
        } else if (!has_gap) {
            end_string(&w);
            add_number(b, shown->number);
            w.at = shown->after;
        }
        begin = shown->after;
    }
    if (has_gap) {
        add_gap(&w, begin);
    }
    end_string(&w);
    buf_add(b, STR("]TJ"));
}

/* What went is kept in mind: alternative texts and bookmarks may say it again. */
static void remember(struct line *line)
{
    struct pdf_stream *s = line->s;
    struct buf words CLEANUP(buf_done) = {};

    buf_init(&words, PDF_STREAM_MAX_BYTES);
    for (uint32_t i = 0; i < line->shown.n; i++) {
        const struct shown *shown = &line->shown.v[i];

        if (shown->goes && !is_blank(shown->code_point) && shown->code_point != UNKNOWN) {
            buf_add_code_point(&words, (uint32_t)shown->code_point);
        }
        s->cut->glyphs += shown->goes;
    }
    if (words.n > 0) {
        *VEC_ADD(s->cut->arena, &s->cut->words) = arena_str(s->cut->arena, buf_str(&words));
    }
}

static void end_line(struct line *line, struct str before)
{
    struct pdf_stream *s = line->s;
    struct buf text CLEANUP(buf_done) = {};

    if (!line->changed) {
        return;
    }
    take_blanks(line);
    remember(line);
    buf_init(&text, PDF_STREAM_MAX_BYTES);
    buf_add_char(&text, '\n');
    buf_add(&text, before);
    add_shown(&text, line);
    pdf_stream_touch(s);
    pdf_stream_replace(s, arena_str(s->arena, buf_str(&text)));
}

static void show(struct pdf_stream *s, struct str before)
{
    struct line line = {.s = s, .begin = here(s)};

    show_string(&line, buf_str(&s->string));
    end_line(&line, before);
}

static void show_array(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;
    struct line line = {.s = s, .begin = here(s)};

    for (int i = 0; i < pdf_array_len(ctx, s->object); i++) {
        pdf_obj *item = pdf_array_get(ctx, s->object, i);

        if (pdf_is_string(ctx, item)) {
            show_string(&line, (struct str){.p = pdf_to_str_buf(ctx, item),
                                            .n = pdf_to_str_len(ctx, item)});
        } else {
            show_number(&line, pdf_to_real(ctx, item));
        }
    }
    end_line(&line, (struct str){});
}

static void show_spaced(struct pdf_stream *s)
{
    struct buf before CLEANUP(buf_done) = {};
    pdf_text_state *text = &pdf_stream_state(s)->text;

    text->word_space = s->numbers[0];
    text->char_space = s->numbers[1];
    pdf_tos_newline(&s->tos, text->leading);
    buf_init(&before, 256);
    add_number(&before, s->numbers[0]);
    buf_add(&before, STR(" Tw "));
    add_number(&before, s->numbers[1]);
    buf_add(&before, STR(" Tc T*"));
    show(s, buf_str(&before));
}

/* ---- which operator ---- */

static bool set_state(struct pdf_stream *s, const char *word)
{
    pdf_text_state *text = &pdf_stream_state(s)->text;

    switch (word[1]) {
    case 'c':
        text->char_space = s->numbers[0];
        return true;
    case 'w':
        text->word_space = s->numbers[0];
        return true;
    case 'z':
        text->scale = s->numbers[0] / 100;
        return true;
    case 'L':
        text->leading = s->numbers[0];
        return true;
    case 'f':
        set_font(s);
        return true;
    case 'r':
        text->render = (int)s->numbers[0];
        return true;
    case 's':
        text->rise = s->numbers[0];
        return true;
    default:
        return false;
    }
}

bool pdf_text_operator(struct pdf_stream *s, const char *word)
{
    pdf_text_state *text = &pdf_stream_state(s)->text;

    if (strcmp(word, "BT") == 0) {
        s->tos.tm = s->tos.tlm = fz_identity;
    } else if (strcmp(word, "Td") == 0) {
        pdf_tos_translate(&s->tos, s->numbers[0], s->numbers[1]);
    } else if (strcmp(word, "TD") == 0) {
        text->leading = -s->numbers[1];
        pdf_tos_translate(&s->tos, s->numbers[0], s->numbers[1]);
    } else if (strcmp(word, "Tm") == 0) {
        const float *n = s->numbers;

        pdf_tos_set_matrix(&s->tos, n[0], n[1], n[2], n[3], n[4], n[5]);
    } else if (strcmp(word, "T*") == 0) {
        pdf_tos_newline(&s->tos, text->leading);
    } else if (strcmp(word, "Tj") == 0) {
        show(s, (struct str){});
    } else if (strcmp(word, "TJ") == 0) {
        show_array(s);
    } else if (strcmp(word, "'") == 0) {
        pdf_tos_newline(&s->tos, text->leading);
        show(s, STR("T*"));
    } else if (strcmp(word, "\"") == 0) {
        show_spaced(s);
    } else {
        return word[0] == 'T' && word[1] != '\0' && word[2] == '\0' && set_state(s, word);
    }
    return true;
}
