/*
 * Colours of office files: those of the theme with what makes them lighter or darker, as one RGB
 * value; and whether a text of one colour can be read on a ground of another.
 */
#ifndef INSPECT_OOXML_COLOUR_H
#define INSPECT_OOXML_COLOUR_H

#include "read/xml-walk.h"

enum ooxml_paint {
    OOXML_UNSAID,  /* nothing is said: what lies below counts */
    OOXML_AUTO,    /* the program chooses so that it can be read */
    OOXML_CLEAR,   /* nothing is painted */
    OOXML_SOLID,   /* `rgb` */
    OOXML_UNKNOWN, /* a picture, a gradient, a pattern */
};

struct ooxml_colour {
    uint8_t paint;   /* enum ooxml_paint */
    uint8_t opacity; /* percent; of OOXML_SOLID */
    uint32_t rgb;    /* 0xRRGGBB */
};

enum { OOXML_THEME_COLOURS = 12, OOXML_WHITE = 0xFFFFFF, OOXML_BLACK = 0 };

/* dk1 lt1 dk2 lt2 accent1 … accent6 hlink folHlink; and what tx1, bg1, tx2, bg2 stand for. */
struct ooxml_theme {
    uint32_t colours[OOXML_THEME_COLOURS];
    uint8_t text_1, ground_1, text_2, ground_2; /* index into the colours */
};

/* The colours of Office, where a file has no theme. */
struct ooxml_theme ooxml_theme_default(void);

/* Index of "accent1", "tx1", "dark1", "background1" …, or -1. */
int ooxml_theme_index(const struct ooxml_theme *theme, struct str name);

/* Takes p:clrMap or w:clrSchemeMapping. */
void ooxml_theme_map(struct ooxml_theme *theme, const struct xml_element *e);

/* Six hexadecimal digits (or eight, the first two are dropped). */
bool ooxml_rgb(struct str hex, uint32_t *ret_rgb);

/* Lighter (> 0) or darker (< 0) by thousandths, as workbooks have it. */
uint32_t ooxml_tint(uint32_t rgb, int64_t thousandths);

/*
 * A colour of DrawingML by its elements: srgbClr, schemeClr … set it, lumMod, alpha … change it.
 * False = another element.
 */
bool ooxml_colour_take(struct ooxml_colour *c, const struct ooxml_theme *theme,
                       const struct xml_element *e);

/* A gradient while its stops are read: one colour, as long as nobody can tell theirs apart. */
struct ooxml_blend {
    struct ooxml_colour whole, stop;
    uint32_t stops;
};

/*
 * An element in a:gradFill or w14:gradFill. The blend is {} at its beginning; at the end `whole` is
 * its colour once ooxml_blend_end() was called, or OOXML_UNKNOWN.
 */
void ooxml_blend_take(struct ooxml_blend *b, const struct ooxml_theme *theme,
                      const struct xml_element *e);
struct ooxml_colour ooxml_blend_end(struct ooxml_blend *b);

/* Whether a text of one colour is lost on a ground of the other. */
bool ooxml_is_near(uint32_t a, uint32_t b);

/* So dark that a text in black is lost, or is chosen white. */
bool ooxml_is_dark(uint32_t rgb);

#endif
