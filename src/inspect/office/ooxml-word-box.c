/*
 * Words below the edge of a text box: one of a fixed size cuts off what does not fit. Lines are set
 * by the least room that they can take (letters narrower and lines lower than those of any usual
 * font), so that what lies below the edge here does so in every program. How the box treats its
 * words stands behind them in the file: runs are kept until their drawing is over.
 */
#include "inspect/office/ooxml-word-box.h"

#include "base/utf8.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"

enum {
    EMU_PER_HALF_POINT = 6350,
    EMU_PER_TWIP = 635,
    INSET_EMU = 45720,      /* above the text, when it is not said */
    LEAST_HALF_POINTS = 20, /* of letters of which no style says how large they are */
    NARROW_PERCENT = 80,    /* of the width that letters have mostly */
    LINE_PERCENT = 115,     /* of the letters' height */
    ONE_LINE = 240,
    MAX_RUNS = 1000,
    MAX_LINES = 10000,
    MAX_WORDS = 4096,
};

void word_box_start(struct word_walk *w, const struct scene_shape *shape)
{
    struct word_box *b = &w->text_box;

    b->is_open = shape->is_placed && shape->height > 0 && w->box_depth == 0 && !b->is_linked;
    b->paragraphs = w->open_depth + 1;
    b->tables = w->tables.depth;
    b->width = shape->width;
    b->height = shape->height;
}

void word_box_end(struct word_walk *w)
{
    w->text_box.is_open = w->text_box.is_open && w->box_depth > 0;
}

/* Whether the words at hand are lines of the box, in contrast to those of a table in it. */
static bool is_line_of_box(const struct word_walk *w)
{
    return w->text_box.is_open && w->open_depth == w->text_box.paragraphs &&
           w->tables.depth == w->text_box.tables;
}

/* How many lines such a length fills. */
static uint32_t lines_of(const struct word_box *b, double length)
{
    return b->width <= 0 ? 0 : (uint32_t)MIN(length / b->width, (double)MAX_LINES);
}

void word_box_run(struct word_walk *w, const struct word_look *look, struct str text)
{
    struct word_box *b = &w->text_box;
    int32_t half_points = look->half_points > 0 ? look->half_points : LEAST_HALF_POINTS;
    double half_em = half_points * (double)EMU_PER_HALF_POINT / 2 * NARROW_PERCENT / 100;
    double from = b->x;

    if (!is_line_of_box(w)) {
        return;
    }
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        b->x += c < 0x80 ? half_em : (c & 0xC0) != 0x80 ? half_em * 2 : 0;
    }
    if (w->cut_runs.n < MAX_RUNS) {
        *VEC_ADD(w->arena, &w->cut_runs) =
            (struct word_cut_run){.place = word_walk_place(w),
                                  .words = arena_str(w->arena, str_sub(text, 0, MAX_WORDS)),
                                  .line = b->lines + lines_of(b, from),
                                  .last_line = b->lines + lines_of(b, b->x),
                                  .from = from - lines_of(b, from) * b->width,
                                  .half_em = half_em};
    }
}

void word_box_break(struct word_walk *w)
{
    struct word_box *b = &w->text_box;

    if (is_line_of_box(w)) {
        b->lines += lines_of(b, b->x) + 1;
        b->x = 0;
    }
}

/* The height of a line of the paragraph, EMU. */
static double line_of(struct word_walk *w, const struct word_spacing *s)
{
    const struct word_paragraph *p = word_paragraph_last(w);
    int32_t half_points = p->half_points;

    if (half_points <= 0 && p->style != NULL) {
        half_points = p->style->whole.run.half_points;
    }
    if (half_points <= 0) {
        half_points = w->styles->defaults.half_points;
    }
    if (half_points <= 0) {
        half_points = LEAST_HALF_POINTS;
    }
    double line = half_points * (double)EMU_PER_HALF_POINT * LINE_PERCENT / 100;

    return s->line_exact > 0 ? s->line_exact * (double)EMU_PER_TWIP
           : s->line > 0     ? line * s->line / ONE_LINE
                             : line;
}

void word_box_paragraph(struct word_walk *w)
{
    struct word_box *b = &w->text_box;
    const struct word_paragraph *p = word_paragraph_last(w);
    struct word_spacing s = p->spacing;

    if (!is_line_of_box(w)) {
        return;
    }
    s = p->style == NULL ? s : word_spacing_over(s, &p->style->whole.spacing);
    s = word_spacing_over(s, &w->styles->spacing);
    double line = line_of(w, &s);
    bool is_tight = s.is_tight == 1 && p->style == b->style;
    double before = MAX(s.before, 0) * (double)EMU_PER_TWIP;

    /* Of the room below a paragraph and that above the next one the larger counts. */
    b->y += is_tight ? 0 : MAX(before, b->after);
    for (uint32_t i = w->cut_runs.n; i > 0 && w->cut_runs.v[i - 1].line_height == 0; i--) {
        w->cut_runs.v[i - 1].y = b->y;
        w->cut_runs.v[i - 1].line_height = line;
    }
    b->y += (b->lines + lines_of(b, b->x) + 1) * line;
    b->after = s.is_tight == 1 ? 0 : MAX(s.after, 0) * (double)EMU_PER_TWIP;
    b->style = p->style;
    b->lines = 0;
    b->x = 0;
}

/* a:bodyPr: how the box at hand treats its words. */
static void take_body(struct word_box *b, const struct xml_element *e)
{
    struct str value = {};

    b->inset = (double)xml_attribute_int(e, "tIns", INSET_EMU);
    b->is_fixed = (!xml_attribute(e, "vert", &value) || str_eq(value, STR("horz"))) &&
                  (!xml_attribute(e, "anchor", &value) || str_eq(value, STR("t"))) &&
                  (!xml_attribute(e, "wrap", &value) || !str_eq(value, STR("none")));
}

void word_box_take(struct word_walk *w, const struct xml_element *e)
{
    struct word_box *b = &w->text_box;
    struct str value = {};

    if (b->is_open) {
        return; /* its words */
    }
    if (ooxml_is(e->name, "wsp")) {
        *b = (struct word_box){.first = w->cut_runs.n};
    } else if (ooxml_is(e->name, "txbx")) {
        b->is_linked =
            xml_attribute(e, "id", &value); /* what does not fit goes on in another box */
    } else if (ooxml_is(e->name, "bodyPr")) {
        take_body(b, e);
    } else if (ooxml_is(e->name, "spAutoFit") || ooxml_is(e->name, "normAutofit") ||
               ooxml_is(e->name, "prstTxWarp")) {
        b->is_fixed = false;
    }
}

/* Of the words of a run those that lie below the edge; "" = none. */
static struct str cut_words(const struct word_box *b, const struct word_cut_run *run)
{
    double seen = (b->height - b->inset - run->y) / run->line_height; /* lines of the paragraph */
    double at = run->from;
    uint32_t lines = (uint32_t)MIN(MAX(seen, 0.0), (double)MAX_LINES);
    size_t n = 0;

    lines += lines < seen; /* one of which a part is seen */
    if (lines <= run->line) {
        return run->words;
    }
    if (lines > run->last_line) {
        return (struct str){};
    }
    for (double end = (lines - run->line) * b->width; n < run->words.n && at < end;) {
        uint32_t cp;

        n += utf8_decode(run->words, n, &cp);
        at += cp < 0x80 ? run->half_em : run->half_em * 2;
    }
    return str_sub(run->words, n, run->words.n);
}

void word_box_shape(struct word_walk *w)
{
    struct word_box *b = &w->text_box;

    for (uint32_t i = b->first; i < w->cut_runs.n; i++) {
        struct word_cut_run *run = &w->cut_runs.v[i];

        run->words = b->is_fixed && run->line_height > 0 ? cut_words(b, run) : (struct str){};
        run->is_judged = true;
    }
    *b = (struct word_box){.first = w->cut_runs.n};
}

void word_box_judge(struct word_walk *w)
{
    for (uint32_t i = 0; i < w->cut_runs.n; i++) {
        const struct word_cut_run *run = &w->cut_runs.v[i];

        if (run->is_judged && !w->drawing.is_high_by_page && !ooxml_is_blank(run->words)) {
            found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC, run->place, run->words);
        }
    }
    w->cut_runs.n = 0;
    w->text_box = (struct word_box){};
}
