/*
 * Whether a person can read a run.
 *
 * What a run looks like follows from its own properties, its character style, the style of its
 * paragraph, the style of its table and the defaults, in this order; only "hidden" is turned around
 * by each style that says it (ECMA-376-1 17.7.3). Its ground is what is painted nearest under it:
 * highlight, shading of the run, the paragraph, the cell, the box, the page.
 */
#include "inspect/office/ooxml-word-judge.h"

#include "inspect/office/ooxml-word-box.h"
#include "inspect/office/ooxml-word-edge.h"
#include "inspect/office/ooxml-words.h"

enum {
    TINY_HALF_POINTS = 2,
    TINY_LINE = 40, /* 20ths of a point */
    DEFAULT_HALF_POINTS = 21,
};

struct word_look word_judge_look(struct word_walk *w)
{
    const struct word_paragraph *p = word_paragraph_last(w);
    struct word_layer table = word_table_layer(&w->tables);
    struct word_look look = w->run;
    int turned = table.run.hidden == 1;

    if (w->run_style != NULL) {
        look = word_look_over(look, &w->run_style->whole.run);
        turned += w->run_style->whole.run.hidden == 1;
    }
    if (p->style != NULL) {
        look = word_look_over(look, &p->style->whole.run);
        turned += p->style->whole.run.hidden == 1;
    }
    look = word_look_over(look, &table.run);
    look = word_look_over(look, &w->styles->defaults);
    if (w->run.hidden < 0) {
        look.hidden = turned % 2 == 1 || w->styles->defaults.hidden == 1;
    }
    if (word_table_row_is_hidden(&w->tables)) {
        look.hidden = 1;
    }
    return look;
}

/* What is painted nearest under the run. */
static struct ooxml_colour ground_of(struct word_walk *w, const struct word_look *look)
{
    const struct word_paragraph *p = word_paragraph_last(w);
    struct ooxml_colour ground = look->highlight;

    if (ground.paint <= OOXML_CLEAR) {
        ground = look->ground;
    }
    if (ground.paint <= OOXML_CLEAR) {
        ground = p->ground.paint == OOXML_UNSAID && p->style != NULL ? p->style->whole.paragraph
                                                                     : p->ground;
    }
    if (ground.paint <= OOXML_CLEAR) {
        ground = word_table_ground(&w->tables);
    }
    if (ground.paint <= OOXML_CLEAR && w->box_depth > 0) {
        /* What lies under a box that is not filled is not known. */
        ground =
            w->box.paint == OOXML_SOLID ? w->box : (struct ooxml_colour){.paint = OOXML_UNKNOWN};
    }
    return ground;
}

/* Letters in a colour that nobody can tell from their ground; *ret_by_page: that of the page. */
static bool is_lost_in_colour(struct word_walk *w, const struct word_look *look, bool *ret_by_page)
{
    struct ooxml_colour ground = ground_of(w, look);
    bool lost = false;

    *ret_by_page = ground.paint <= OOXML_CLEAR;
    if (*ret_by_page) {
        ground = w->page;
    }
    if (look->text.paint == OOXML_CLEAR) {
        lost = true;
    } else if (look->text.paint == OOXML_SOLID) {
        lost = ground.paint == OOXML_SOLID && !look->has_effect &&
               ooxml_is_near(look->text.rgb, ground.rgb);
    } else if (look->highlight.paint == OOXML_SOLID) {
        lost = ooxml_is_dark(look->highlight.rgb);
    } else {
        /* Word then chooses white for what is dark; other programs do not. */
        lost = w->run.ground.paint == OOXML_SOLID && ooxml_is_dark(w->run.ground.rgb);
        *ret_by_page |= lost;
    }
    return lost || (look->text.paint == OOXML_SOLID && look->highlight.paint == OOXML_SOLID &&
                    ooxml_is_dark(look->highlight.rgb) && ooxml_is_dark(look->text.rgb));
}

/* Letters drawn one over the other until nobody reads them. */
static bool is_collapsed(const struct word_look *look, struct str text)
{
    enum { LEAST_LETTERS = 3, LEAST_PITCH = 20 /* 20ths of a point */ };
    int32_t size = 10 * (look->half_points > 0 ? look->half_points : DEFAULT_HALF_POINTS);
    int32_t narrow = 0;
    int32_t wide = 0;

    if (look->spacing >= 0 && look->fit == 0) {
        return false;
    }
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        narrow += c < 0x80;
        wide += c >= 0xC0;
    }
    /* A letter of the Latin script is about half as wide as high. */
    return narrow + wide >= LEAST_LETTERS &&
           ((look->fit > 0 && look->fit < (narrow + wide) * LEAST_PITCH) ||
            -look->spacing * 4 >= size * (narrow > wide ? 2 : 3));
}

/* Letters that are too small, too near to each other, or raised or lowered off the page. */
static bool is_out_of_shape(struct word_walk *w, const struct word_look *look, struct str text)
{
    enum { MOST_RAISED = 400 }; /* half points: no line is so high */
    const struct word_paragraph *p = word_paragraph_last(w);
    const struct word_table *table = word_table_last(&w->tables);
    int32_t line_exact = p->style == NULL
                             ? p->spacing.line_exact
                             : word_spacing_over(p->spacing, &p->style->whole.spacing).line_exact;

    return look->is_pressed || (look->half_points >= 0 && look->half_points <= TINY_HALF_POINTS) ||
           (line_exact > 0 && line_exact <= TINY_LINE) || (table != NULL && table->row_is_flat) ||
           look->position > MOST_RAISED || look->position < -MOST_RAISED ||
           is_collapsed(look, text);
}

void word_judge_run(struct word_walk *w, const struct word_look *look, struct str text)
{
    bool by_page = false;

    if (w->margin_is_unseen || ooxml_is_blank(text)) {
        return;
    }
    if (look->hidden == 1) {
        buf_add(&w->hidden, text);
    } else if (w->box_is_unseen || w->note_is_unseen) {
        word_walk_add(w, "DOC-222", INSPECT_STRUCTURAL, text);
    } else if (is_lost_in_colour(w, look, &by_page)) {
        word_walk_add(w, "DOC-222", by_page ? INSPECT_HEURISTIC : INSPECT_STRUCTURAL, text);
    } else if (is_out_of_shape(w, look, text)) {
        word_walk_add(w, "DOC-222", INSPECT_HEURISTIC, text);
    } else {
        word_edge_run(w, text);
        word_box_run(w, look, text);
    }
}

void word_judge_end(struct word_walk *w)
{
    if (w->hidden.n > 0) {
        word_walk_add(w, "DOC-221", INSPECT_STRUCTURAL, buf_str(&w->hidden));
        buf_clear(&w->hidden);
    }
}
