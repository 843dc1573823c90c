/*
 * How the cells of OpenDocument sheets show their values: number styles and conditional styles,
 * put in the terms of the workbooks' judges (ooxml-sheet.h), which then say what can be seen.
 */
#ifndef INSPECT_ODF_FORMAT_H
#define INSPECT_ODF_FORMAT_H

#include "inspect/office/odf-style.h"
#include "inspect/office/ooxml-sheet-rule.h"

/* A value as it is kept: 'n' a number in digits, 's' a text. */
struct odf_value {
    char type;
    struct str value;
    uint32_t column, row;             /* where it stands; 0 = nowhere */
    const struct sheet_asked *others; /* what conditions may ask; NULL = not known yet */
};

enum odf_sight {
    ODF_SEEN,
    ODF_LOST,
    ODF_PALE, /* in white on nothing: it is lost unless something else paints the cell */
};

/* Whether a condition of the style asks other cells than the one it is judged for. */
bool odf_format_asks(const struct odf_styles *styles, const struct odf_style *cell);

/* Whether the value can be seen in a cell of the style, as far as that can be told from the two. */
enum odf_sight odf_format_judge(struct odf_styles *styles, const struct odf_style *cell,
                                struct odf_value value);

/* The same of letters in it that have a style of their own. */
enum odf_sight odf_format_judge_run(struct odf_styles *styles, const struct odf_style *cell,
                                    const struct odf_style *run, struct odf_value value);

/*
 * A condition on the words of a cell as LibreOffice writes it beside the styles:
 * contains-text("…"), begins-with, ends-with, not-contains-text. False: it is another.
 */
bool odf_format_words_rule(struct arena *a, struct str condition, struct sheet_rule *ret_rule);

/* Whether words can be seen in a cell of the style, where such a rule lays another over it. */
enum odf_sight odf_format_judge_rule(struct odf_styles *styles, const struct odf_style *cell,
                                     const struct sheet_rule *rule, const struct odf_style *over,
                                     struct str words);

/* A style by the name a person knows: "My style" stands as "My_20_style". */
const struct odf_style *odf_format_named(struct odf_styles *styles, struct str display_name);

#endif
