/* Styles of a docx file (word/styles.xml), with what they inherit (w:basedOn). */
#ifndef READ_DOCX_STYLES_H
#define READ_DOCX_STYLES_H

#include "base/arena.h"
#include "read/docx-props.h"

struct docx_styles;

/*
 * Reads the part; it may be empty (a document without styles). What is damaged is left out;
 * *ret_result says so.
 */
struct docx_styles *docx_styles_read(struct arena *a, struct str xml, enum xml_result *ret_result);

/* Shown name of a style ("heading 1"), empty when there is no such style. */
struct str docx_style_name(const struct docx_styles *styles, struct str id);

/* Fills what is unset in the properties from the style and those it is based on, or the default. */
void docx_style_fill_paragraph(const struct docx_styles *styles, struct str id,
                               struct docx_paragraph_props *props);
void docx_style_fill_run(const struct docx_styles *styles, struct str id,
                         struct docx_run_props *props);

/* The style in the chain of `id` that states the list itself, or empty: w:lvl names it. */
struct str docx_style_of_list(const struct docx_styles *styles, struct str id);

/* w:numId of a numbering style (w:numStyleLink), or DOCX_UNSET. */
int32_t docx_style_list(const struct docx_styles *styles, struct str id);

#endif
