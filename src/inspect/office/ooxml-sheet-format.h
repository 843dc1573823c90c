/* How cells look: the styles of a workbook and its format codes. */
#ifndef INSPECT_OOXML_SHEET_FORMAT_H
#define INSPECT_OOXML_SHEET_FORMAT_H

#include "inspect/office/ooxml-workbook.h"

/* Styles while they are read; zeroed but for the workbook. */
struct sheet_formats_walk {
    struct workbook *b;
    enum {
        SHEET_NO_FORMATS,
        SHEET_NUMBERS,
        SHEET_FONTS,
        SHEET_FILLS,
        SHEET_FORMATS,
        SHEET_CHANGES
    } where;
    bool in_fill, in_font;
    bool is_solid;  /* the fill says so */
    uint32_t stops; /* of a gradient, 0 = in none */
};

/* Reads theme, fonts, fills, format codes, formats and what conditional formats change. */
void sheet_formats_read(struct workbook *b);

/* An element of the styles, or of what a conditional format of a sheet changes itself. */
enum xml_step sheet_formats_start(struct sheet_formats_walk *w, const struct xml_element *e);
void sheet_formats_end(struct sheet_formats_walk *w, const char *name);

/*
 * What the style of a table lays under the own format of a cell of it: the cell's format with what
 * it leaves open (ECMA-376-1 18.8.40).
 */
struct sheet_format sheet_table_format(const struct workbook *b, const struct sheet_table *t,
                                       const struct sheet_format *own, uint32_t column,
                                       uint32_t row);

/* A colour of SpreadsheetML. */
struct ooxml_colour sheet_colour(const struct workbook *b, const struct xml_element *e);

/* Reads a format code. */
struct sheet_number_format sheet_number_format(uint32_t id, struct str code);

/* The words in quotes of a part (0 … 3) of a format code, "" when it has none or another rules. */
struct str sheet_number_words(struct str code, int section);

/* Whether it is only characters put in the place of what is not to be read. */
bool sheet_is_mask(struct str text);

/* 0 … 3: which part of a format code shows the value; `type`: 'n' a number, else text. */
int sheet_number_section(char type, struct str value);

#endif
