/*
 * Styles of Word: what the document's defaults, the styles and what they are based on, and the
 * parts of table styles say of a run, its paragraph and its cell.
 */
#ifndef INSPECT_OOXML_WORD_STYLE_H
#define INSPECT_OOXML_WORD_STYLE_H

#include "inspect/office/ooxml-colour.h"
#include "inspect/office/ooxml-part.h"

/* What is said of a run; unsaid: -1, OOXML_UNSAID. */
struct word_look {
    int8_t hidden;     /* 0, 1 */
    bool is_separator; /* specVanish: the mark between a run-in heading and its text */
    bool has_effect;   /* outlined, embossed …: seen whatever the colour */
    bool is_pressed;   /* letters scaled to next to no width */
    int16_t half_points;
    int16_t spacing;  /* between letters, 20ths of a point */
    int16_t position; /* raised by so many half points, lowered when negative */
    int32_t fit;      /* all of it is to be so wide, 20ths of a point; 0 = not said */
    struct ooxml_colour text, ground, highlight;
};

/* The parts of a table that its style tells apart, in the order of cnfStyle. */
enum word_table_part {
    WORD_FIRST_ROW,
    WORD_LAST_ROW,
    WORD_FIRST_COLUMN,
    WORD_LAST_COLUMN,
    WORD_BAND_1_COLUMN,
    WORD_BAND_2_COLUMN,
    WORD_BAND_1_ROW,
    WORD_BAND_2_ROW,
    WORD_NE_CELL,
    WORD_NW_CELL,
    WORD_SE_CELL,
    WORD_SW_CELL,
    WORD_WHOLE_TABLE,
    WORD_TABLE_PARTS,
};

/* How far the lines of paragraphs are apart, in 20ths of a point. */
struct word_spacing {
    int32_t line_exact;    /* height of lines; 0 = not exact */
    int32_t line;          /* in 240ths of that of the letters; 0 = not said */
    int32_t before, after; /* -1 = not said */
    int8_t is_tight;       /* nothing between paragraphs of one style; -1 = not said */
};

struct word_layer {
    struct word_look run;
    struct ooxml_colour paragraph, cell; /* their shading */
    struct word_spacing spacing;
    int32_t left, right; /* indents, 20ths of a point */
};

struct word_style {
    struct str id, based_on;
    struct word_layer whole;  /* flat: with what it is based on */
    struct word_layer *parts; /* WORD_TABLE_PARTS of a table style, or NULL */
    bool is_flat;
};

struct word_styles {
    struct ooxml_theme theme;
    struct word_look defaults;
    struct word_spacing spacing; /* of paragraphs that say nothing */
    VEC(struct word_style) all;  /* by id */
    struct str paragraph, table; /* ids of the styles of what names none */
};

extern const struct word_look word_look_nothing;
extern const struct word_spacing word_spacing_nothing;

/* Reads theme and styles; the theme's mapping must be set before. Memory is of the arena. */
void word_styles_read(struct ooxml *o, struct arena *a, struct word_styles *s);

/* The style of an id, or NULL. */
const struct word_style *word_style_find(const struct word_styles *s, struct str id);

/* Takes a property of a run (a child of w:rPr). */
void word_look_take(struct word_look *look, const struct ooxml_theme *theme,
                    const struct xml_element *e);

/* w:ind: its two indents, the first line's with the left one; what it does not say stays. */
void word_indents(const struct xml_element *e, int32_t *left, int32_t *right);

/* Takes w:spacing or w:contextualSpacing of a paragraph; any other element does nothing. */
void word_spacing_take(struct word_spacing *s, const struct xml_element *e);

/* What `over` leaves open is as `under` has it. */
struct word_spacing word_spacing_over(struct word_spacing over, const struct word_spacing *under);

/* w:shd */
struct ooxml_colour word_shading(const struct ooxml_theme *theme, const struct xml_element *e);

/* What `over` leaves open is as `under` has it. */
struct word_look word_look_over(struct word_look over, const struct word_look *under);

/* The same for layers. */
struct word_layer word_layer_over(struct word_layer over, const struct word_layer *under);

#endif
