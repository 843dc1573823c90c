/*
 * Styles of an OpenDocument file: whether what has them is shown, in which colours and how large,
 * and how shapes and cells lie. Number styles are kept with them, as the family "data".
 */
#ifndef INSPECT_ODF_STYLE_H
#define INSPECT_ODF_STYLE_H

#include "base/vec.h"
#include "inspect/office/ooxml-colour.h"

enum { ODF_EMU_PER_POINT = 12700 };

/* What a style says; `unsaid` where the comment says no other value. */
struct odf_style {
    struct str family, name, parent;
    struct str data;   /* the number style of a cell; "" = not said */
    struct str master; /* the master page that begins with what has it; "" = not said */

    struct ooxml_colour text;   /* its opacity counts */
    struct ooxml_colour mark;   /* behind the letters only */
    struct ooxml_colour ground; /* of a paragraph, cell, shape or page */
    struct ooxml_colour line;
    double line_width;              /* EMU; < 0 = not said */
    int32_t latin_size, asian_size; /* hundredths of a point; 0 = not said */
    int16_t scale;                  /* width of letters, percent; 0 = not said */
    int32_t line_height;      /* hundredths of a point; 0 = not said, -1 = as the letters are */
    double extent;            /* of a column or a row that is no higher, EMU; < 0 = not said */
    int8_t hidden;            /* 1: its text, sheet or slide is not shown; -1: not said */
    int8_t runs_through;      /* 1: the text runs under or over the shape; -1: not said */
    int8_t is_behind;         /* 1: the shape lies under the text; -1: not said */
    int8_t fills_opaque;      /* 1: with more than one colour, none of which is seen through; -1 */
    int8_t is_see_through;    /* 1: a picture that something is seen through; -1: not said */
    char align;               /* 'l' 'c' 'r'; 0 = not said */
    char anchor;              /* of the text in its shape: 't' 'c' 'b'; 0 = not said */
    char top_from, left_from; /* 'p': the page counts, 't': the text; 0 = not said */
    char top, left;           /* 'f': an offset counts, 's': at the start, '?': elsewhere; 0 */

    double page_width, page_height; /* of a layout of pages, EMU; 0 = not said */

    bool shows;               /* a number style shows something of the value */
    struct str words;         /* what a number style shows beside it */
    uint32_t first_map, maps; /* conditions under which others apply; none = those of the parent */
};

/* A condition, and the style that then applies (ODF 1.3 part 3, 16.3). */
struct odf_map {
    struct str condition, style;
    uint32_t base_column, base_row; /* the cell its formula is written for; 0 = not said */
    bool asks;                      /* it has a formula with references */
};

struct odf_styles {
    struct arena *arena;
    VEC(struct odf_style) all;
    VEC(const struct odf_style *)
    whole; /* as each is with what it is based on; NULL = not asked yet */
    VEC(struct odf_map) maps;
    bool asks;            /* a condition of some style asks cells */
    uint32_t *index;      /* of styles by hash; 0 = free, else one more */
    int open;             /* the style being read, or -1 */
    bool page_is_painted; /* a layout of pages has a ground other than paper */
};

/* None yet; styles live in the arena. odf_styles_done() frees the index. */
void odf_styles_init(struct odf_styles *s, struct arena *a);
void odf_styles_done(struct odf_styles *s);

/*
 * Elements and words of the part, in their order. True: they are of a style, and of nothing else.
 */
bool odf_style_start(struct odf_styles *s, const struct xml_element *e);
bool odf_style_end(struct odf_styles *s, const char *name);
bool odf_style_words(struct odf_styles *s, struct str words);

/* What the style and those it is based on say; one that says nothing when there is none. */
const struct odf_style *odf_style_find(struct odf_styles *s, const char *family, struct str name);

/* The same of the style that the element names. */
const struct odf_style *odf_style_of(struct odf_styles *s, const char *family,
                                     const struct xml_element *e);

/* What the style itself says, valid until the next style begins. */
const struct odf_style *odf_style_own(const struct odf_styles *s, const char *family,
                                      struct str name);

/*
 * Whether the words are in letters too small for the eye; the sizes are hundredths of a point, the
 * scale percent of their width, 0 = not said.
 */
bool odf_size_is_tiny(int32_t latin_size, int32_t asian_size, int16_t scale, struct str words);

/* "2.5cm" as EMU; false: it is no length, or absent. */
bool odf_length_of(struct str value, double *ret_emu);
bool odf_length(const struct xml_element *e, const char *name, double *ret_emu);

#endif
