/*
 * A run goes on while characters follow each other in one direction: the pen may stray from the
 * baseline by less than most_aside of the size (raised figures), and jump by less than most_along
 * of it. Measures of a character: from where the pen is put to where its advance takes it.
 */
#include "read/pdf-text.h"

#include "base/heap.h"
#include "base/radical.h"

#include <float.h>
#include <ft2build.h>
#include <math.h>
#include <stdlib.h>

#include FT_FREETYPE_H
#include FT_ADVANCES_H

static const float most_aside = 0.8f;
static const float most_along = 0.8f;
static const float same_direction = 0.999f; /* of the product of two directions */
static const float straight = 0.9f;         /* along an axis, of a direction of length 1 */
static const float ascent = 0.88f;          /* of the size */
static const float descent = 0.12f;

/* ---- advances ---- */

static void let_font_go(fz_context *ctx, struct pdf_text_font *f)
{
    fz_drop_font(ctx, f->font);
    f->font = NULL;
    for (size_t i = 0; i < COUNT(f->glyphs); i++) {
        free(f->glyphs[i]);
        f->glyphs[i] = NULL;
    }
}

void pdf_text_fonts_done(fz_context *ctx, struct pdf_text_fonts *fonts)
{
    for (uint32_t i = 0; i < fonts->n; i++) {
        let_font_go(ctx, &fonts->v[i]);
    }
    *fonts = (struct pdf_text_fonts){};
}

/*
 * The font file; a font that is not in the PDF is loaded anew for each page from the same memory.
 */
static const unsigned char *file_of(fz_context *ctx, fz_font *font)
{
    unsigned char *data = NULL;

    if (font->buffer != NULL && font->width_table == NULL) {
        fz_buffer_storage(ctx, font->buffer, &data);
    }
    return data;
}

/* The place of a font among those held, new when it is not there. */
static struct pdf_text_font *hold_font(fz_context *ctx, struct pdf_text_fonts *fonts, fz_font *font)
{
    const unsigned char *file = file_of(ctx, font);

    for (uint32_t i = 0; i < fonts->n; i++) {
        if (fonts->v[i].font == font || (file != NULL && fonts->v[i].file == file)) {
            return &fonts->v[i];
        }
    }
    struct pdf_text_font *f = &fonts->v[fonts->next++ % PDF_TEXT_FONTS];

    let_font_go(ctx, f);
    fonts->n = MIN(fonts->n + 1, (uint32_t)PDF_TEXT_FONTS);
    f->font = fz_keep_font(ctx, font);
    f->file = file;
    return f;
}

static struct pdf_text_advance *advances_of(fz_context *ctx, struct pdf_text_fonts *fonts,
                                            fz_font *font, int wmode)
{
    struct pdf_text_advance **table = &hold_font(ctx, fonts, font)->glyphs[wmode];

    if (*table == NULL) {
        *table = heap_new(PDF_TEXT_GLYPHS * sizeof(**table));
    }
    return *table;
}

/*
 * How far the pen moves after a glyph. MuPDF, asked for one, asks FreeType for the 256 around it,
 * which for the scattered glyphs of Japanese text takes more time than all the rest of a page.
 */
static float ask_advance(fz_context *ctx, fz_font *font, int glyph, int wmode)
{
    const FT_Int32 how = FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_IGNORE_TRANSFORM |
                         (wmode != 0 ? FT_LOAD_VERTICAL_LAYOUT : 0);
    FT_Face face = fz_font_ft_face(ctx, font);
    FT_Fixed units;

    if (face != NULL && font->width_table == NULL && face->units_per_EM > 0 &&
        FT_Get_Advance(face, (FT_UInt)glyph, how, &units) == 0) {
        return (float)units / (float)face->units_per_EM;
    }
    return fz_advance_glyph(ctx, font, glyph, wmode);
}

static float advance_of(fz_context *ctx, struct pdf_text_advance *table, fz_font *font, int glyph,
                        int wmode)
{
    struct pdf_text_advance *known = &table[(uint32_t)glyph % PDF_TEXT_GLYPHS];

    if (known->glyph != glyph + 1) {
        known->advance = ask_advance(ctx, font, glyph, wmode);
        known->glyph = glyph + 1;
    }
    return known->advance;
}

/* ---- runs ---- */

static bool is_sane(float value)
{
    const float largest = 100000;

    return value > -largest && value < largest;
}

/* Nothing, or spaces only, which producers put where a line is empty. */
static bool is_blank(const struct pdf_sheet *page, const struct pdf_run *run)
{
    for (uint32_t i = 0; i < run->count; i++) {
        uint32_t cp = page->characters.v[run->first + i].code_point;

        if (cp != ' ' && cp != 0xA0 && cp != 0x3000) {
            return false;
        }
    }
    return true;
}

static void close_run(struct pdf_text *t)
{
    struct pdf_sheet *page = t->page;
    struct pdf_run *run = t->run;

    t->run = NULL;
    if (run == NULL) {
        return;
    }
    run->count = page->characters.n - run->first;
    if (is_blank(page, run)) {
        page->characters.n = run->first;
        page->runs.n--;
    } else if (!run->is_turned) {
        const struct pdf_character *first = &page->characters.v[run->first];

        run->box = (struct doc_box){.x0 = first->x0,
                                    .x1 = first[run->count - 1].x1,
                                    .y0 = run->baseline - run->size * ascent,
                                    .y1 = run->baseline + run->size * descent};
    }
}

static int turn_of(fz_point direction, int wmode)
{
    return wmode != 0                ? 0
           : direction.y < -straight ? 1
           : direction.x < -straight ? 2
           : direction.y > straight  ? 3
                                     : 0;
}

static void open_run(struct pdf_text *t, fz_point direction, int wmode)
{
    struct pdf_sheet *page = t->page;

    close_run(t);
    t->run = VEC_ADD(page->arena, &page->runs);
    *t->run = (struct pdf_run){.first = page->characters.n,
                               .is_turned = wmode != 0 || direction.x < straight};
    t->direction = direction;
    t->wmode = wmode;
}

/* A character as it is shown. */
struct shown {
    int code;
    fz_point from, to, direction;
    float size;
};

/* What a turned run covers: the heights of its characters stand across its direction. */
static void cover(struct pdf_run *run, const struct shown *s, bool is_first)
{
    float up = s->size * ascent;
    float down = s->size * descent;
    fz_point across = {s->direction.y, -s->direction.x}; /* to where the head of a character is */
    struct doc_box box = {.x0 = fminf(s->from.x, s->to.x) + fminf(across.x * up, -across.x * down),
                          .y0 = fminf(s->from.y, s->to.y) + fminf(across.y * up, -across.y * down),
                          .x1 = fmaxf(s->from.x, s->to.x) + fmaxf(across.x * up, -across.x * down),
                          .y1 = fmaxf(s->from.y, s->to.y) + fmaxf(across.y * up, -across.y * down)};

    if (is_first) {
        run->box = box;
        return;
    }
    run->box = (struct doc_box){.x0 = fminf(run->box.x0, box.x0),
                                .y0 = fminf(run->box.y0, box.y0),
                                .x1 = fmaxf(run->box.x1, box.x1),
                                .y1 = fmaxf(run->box.y1, box.y1)};
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

static void put_character(struct pdf_text *t, const struct shown *s)
{
    struct pdf_sheet *page = t->page;
    uint32_t cp = (uint32_t)s->code;

    if (page->characters.n >= PDF_MAX_PAGE_CHARACTERS) {
        page->is_cut = true;
        return;
    }
    if (!is_sane(s->from.x) || !is_sane(s->from.y) || !is_sane(s->to.x) || !is_sane(s->to.y) ||
        !is_sane(s->size)) {
        return;
    }
    if (is_control(cp)) {
        cp = ' ';
    } else if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) {
        cp = 0xFFFD;
    }
    cp = radical_ideograph(cp); /* producers name a glyph by either of its codes */
    page->unknown += cp == 0xFFFD;
    t->turned[turn_of(t->direction, t->wmode)]++;
    if (s->size > t->run->size) {
        t->run->size = s->size;
        t->run->baseline = s->from.y;
    }
    if (t->run->is_turned) {
        cover(t->run, s, page->characters.n == t->run->first);
    }
    *VEC_ADD(page->arena, &page->characters) =
        (struct pdf_character){.code_point = cp,
                               .x0 = fminf(s->from.x, s->to.x),
                               .x1 = fmaxf(s->from.x, s->to.x),
                               .baseline = s->from.y,
                               .size = s->size};
}

/* Printed twice in one place, to look bold. */
static bool is_again(const struct pdf_text *t, const struct shown *s)
{
    return s->code == t->last_code && fabsf(s->to.x - t->pen.x) < FLT_EPSILON &&
           fabsf(s->to.y - t->pen.y) < FLT_EPSILON;
}

static bool goes_on(const struct pdf_text *t, const struct shown *s)
{
    float x = s->from.x - t->pen.x;
    float y = s->from.y - t->pen.y;

    return fabsf(s->direction.x * y - s->direction.y * x) < s->size * most_aside &&
           fabsf(s->direction.x * x + s->direction.y * y) <= s->size * most_along;
}

/* A character with its glyph. */
static void add_glyph(struct pdf_text *t, const struct shown *s, int wmode)
{
    bool same = t->run != NULL && t->wmode == wmode &&
                s->direction.x * t->direction.x + s->direction.y * t->direction.y >= same_direction;

    if (same && is_again(t, s)) {
        return;
    }
    if (!same || !goes_on(t, s)) {
        open_run(t, s->direction, wmode);
    }
    put_character(t, s);
    t->last_code = s->code;
    t->pen = s->to;
}

/* A further character of the glyph before. */
static void add_without_glyph(struct pdf_text *t, struct shown *s, int wmode)
{
    if (t->run == NULL) {
        open_run(t, s->direction, wmode);
        t->pen = s->from;
    }
    s->from = s->to = t->pen;
    put_character(t, s);
    t->last_code = s->code;
}

/* What a glyph that stands for several letters is read as. */
static const char *letters_of(int code)
{
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

    return code >= 0xFB00 && code <= 0xFB06 ? letters[code - 0xFB00] : NULL;
}

static void add_shown(struct pdf_text *t, struct shown *s, int glyph, int wmode)
{
    const char *letters = letters_of(s->code);

    if (letters != NULL) {
        s->code = letters[0];
    }
    if (glyph < 0) {
        add_without_glyph(t, s, wmode);
    } else {
        add_glyph(t, s, wmode);
    }
    for (size_t i = 1; letters != NULL && letters[i] != '\0'; i++) {
        s->code = letters[i];
        add_without_glyph(t, s, wmode);
    }
}

/* Whether nothing of the character can lie on the page. */
static bool is_outside(const struct pdf_text *t, const struct shown *s)
{
    return fmaxf(s->from.x, s->to.x) + s->size < t->box.x0 ||
           fminf(s->from.x, s->to.x) - s->size > t->box.x1 ||
           fmaxf(s->from.y, s->to.y) + s->size < t->box.y0 ||
           fminf(s->from.y, s->to.y) - s->size > t->box.y1;
}

static void add_span(fz_context *ctx, struct pdf_text *t, const fz_text_span *span, fz_matrix ctm)
{
    const int wmode = span->wmode;
    struct pdf_text_advance *table = advances_of(ctx, t->fonts, span->font, wmode);

    /*
     * From here on MuPDF takes the box of the font for that of each of its glyphs: nothing here
     * looks at the latter, and to know it MuPDF would draw the glyph.
     */
    span->font->use_glyph_bbox = 0;

    fz_matrix trm = span->trm;

    trm.e = trm.f = 0;
    trm = fz_concat(trm, (fz_matrix){ctm.a, ctm.b, ctm.c, ctm.d, 0, 0});
    fz_point move = wmode == 0 ? fz_make_point(trm.a, trm.b) : fz_make_point(-trm.c, -trm.d);
    struct shown s = {.direction = fz_normalize_vector(move), .size = fz_matrix_expansion(trm)};

    for (int i = 0; i < span->len; i++) {
        const fz_text_item *item = &span->items[i];
        fz_point at = fz_transform_point_xy(item->x, item->y, ctm);
        float advance = item->gid < 0 ? 0 : advance_of(ctx, table, span->font, item->gid, wmode);
        fz_point by = {move.x * advance, move.y * advance};

        s.code = item->ucs;
        s.from = wmode == 0 ? at : fz_make_point(at.x - by.x, at.y - by.y);
        s.to = wmode == 0 ? fz_make_point(at.x + by.x, at.y + by.y) : at;
        /* -1: one of several glyphs for a character that was told before. */
        if (s.code != -1 && !is_outside(t, &s)) {
            add_shown(t, &s, item->gid, wmode);
        }
    }
}

void pdf_text_begin(struct pdf_text *t, struct pdf_sheet *page, struct pdf_text_fonts *fonts,
                    fz_rect box)
{
    *t = (struct pdf_text){.page = page, .fonts = fonts, .box = box};
}

void pdf_text_add(fz_context *ctx, struct pdf_text *t, const fz_text *text, fz_matrix ctm)
{
    if (text == t->last) {
        return;
    }
    for (const fz_text_span *span = text->head; span != NULL; span = span->next) {
        if (span->len > 0) {
            add_span(ctx, t, span, ctm);
        }
    }
    fz_drop_text(ctx, t->last);
    t->last = fz_keep_text(ctx, text);
}

void pdf_text_end(fz_context *ctx, struct pdf_text *t)
{
    close_run(t);
    fz_drop_text(ctx, t->last);
    t->last = NULL;
}

int pdf_text_turns_needed(const struct pdf_text *t)
{
    int most = 0;

    for (int i = 1; i < 4; i++) {
        most = t->turned[i] > t->turned[most] ? i : most;
    }
    return most;
}
