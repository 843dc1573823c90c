/*
 * How the cells of OpenDocument sheets show their values: number styles and conditional styles,
 * put in the terms of the workbooks' judges (ooxml-sheet.h), which then say what can be seen.
 */
#ifndef INSPECT_ODF_FORMAT_H
#define INSPECT_ODF_FORMAT_H

#include "inspect/office/odf-style.h"
#include "inspect/office/ooxml-sheet.h"

/* A value as it is kept: 'n' a number in digits, 's' a text. */
struct odf_value {
    char type;
    struct str value;
};

enum odf_sight {
    ODF_SEEN,
    ODF_LOST,
    ODF_PALE, /* in white on nothing: it is lost unless something else paints the cell */
};

/* Whether the value can be seen in a cell of the style, as far as that can be told from the two. */
enum odf_sight odf_format_judge(struct odf_styles *styles, const struct odf_style *cell,
                                struct odf_value value);

/* The same of letters in it that have a style of their own. */
enum odf_sight odf_format_judge_run(struct odf_styles *styles, const struct odf_style *cell,
                                    const struct odf_style *run, struct odf_value value);

#endif
