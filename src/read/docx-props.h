/* Properties of paragraphs and runs as docx files state them: direct, in styles, in lists. */
#ifndef READ_DOCX_PROPS_H
#define READ_DOCX_PROPS_H

#include "base/arena.h"
#include "read/xml-walk.h"

enum { DOCX_UNSET = -1, DOCX_LEVELS = 9 };

/* What a w:pPr says; DOCX_UNSET = not stated. */
struct docx_paragraph_props {
    int32_t list;     /* w:numId; 0 = taken out of the list */
    int32_t level;    /* w:ilvl */
    int32_t outline;  /* w:outlineLvl: 0-8, 9 = body text */
    int32_t indent;   /* columns of half width to the text */
    struct str style; /* w:pStyle */
};

/* What a w:rPr says. */
struct docx_run_props {
    int8_t hidden;       /* w:vanish */
    int32_t half_points; /* w:sz */
    struct str style;    /* w:rStyle */
};

#define DOCX_PARAGRAPH_PROPS_NONE                                                                  \
    ((struct docx_paragraph_props){                                                                \
        .list = DOCX_UNSET, .level = DOCX_UNSET, .outline = DOCX_UNSET, .indent = DOCX_UNSET})
#define DOCX_RUN_PROPS_NONE                                                                        \
    ((struct docx_run_props){.hidden = DOCX_UNSET, .half_points = DOCX_UNSET})

/* Takes in one child element of w:pPr or w:numPr; strings are copied to the arena. */
void docx_paragraph_props_take(struct docx_paragraph_props *props, const struct xml_element *e,
                               struct arena *a);
/* Takes in one child element of w:rPr. */
void docx_run_props_take(struct docx_run_props *props, const struct xml_element *e,
                         struct arena *a);

#endif
