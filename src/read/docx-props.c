/* Properties of paragraphs and runs; see docx-props.h. */
#include "read/docx-props.h"

enum {
    COLUMN_TWIPS = 105, /* half of a character of 10.5 points, the default of Japanese Word */
    MAX_INDENT_COLUMNS = 400,
};

static int32_t clamp(int64_t value, int32_t low, int32_t high)
{
    return (int32_t)(value < low ? low : value > high ? high : value);
}

/* Hundredths of a character count before twips where both are given (17.3.1.12). */
static int64_t length_columns(const struct xml_element *e, const char *characters,
                              const char *twips)
{
    int64_t hundredths = xml_attribute_int(e, characters, 0);

    if (hundredths != 0) {
        return hundredths * 2 / 100;
    }
    return xml_attribute_int(e, twips, 0) / COLUMN_TWIPS;
}

static int32_t indent_columns(const struct xml_element *e)
{
    int64_t left = length_columns(e, "leftChars", "left");

    if (left == 0) {
        left = length_columns(e, "startChars", "start");
    }
    int64_t first = length_columns(e, "firstLineChars", "firstLine");
    int64_t hanging = length_columns(e, "hangingChars", "hanging");

    return clamp(left + (hanging != 0 ? -hanging : first), 0, MAX_INDENT_COLUMNS);
}

void docx_paragraph_props_take(struct docx_paragraph_props *props, const struct xml_element *e,
                               struct arena *a)
{
    struct str value;

    if (e->ns != XML_WORD) {
        return;
    }
    if (strcmp(e->name, "pStyle") == 0) {
        if (xml_attribute(e, "val", &value)) {
            props->style = arena_str(a, value);
        }
    } else if (strcmp(e->name, "numId") == 0) {
        props->list = clamp(xml_attribute_int(e, "val", 0), 0, INT32_MAX);
    } else if (strcmp(e->name, "ilvl") == 0) {
        props->level = clamp(xml_attribute_int(e, "val", 0), 0, DOCX_LEVELS - 1);
    } else if (strcmp(e->name, "outlineLvl") == 0) {
        props->outline = clamp(xml_attribute_int(e, "val", 9), 0, 9);
    } else if (strcmp(e->name, "ind") == 0) {
        props->indent = indent_columns(e);
    }
}

void docx_run_props_take(struct docx_run_props *props, const struct xml_element *e, struct arena *a)
{
    struct str value;

    if (e->ns != XML_WORD) {
        return;
    }
    if (strcmp(e->name, "vanish") == 0) {
        props->hidden = xml_is_on(e);
    } else if (strcmp(e->name, "sz") == 0) {
        props->half_points = clamp(xml_attribute_int(e, "val", DOCX_UNSET), DOCX_UNSET, 4000);
    } else if (strcmp(e->name, "rStyle") == 0) {
        if (xml_attribute(e, "val", &value)) {
            props->style = arena_str(a, value);
        }
    }
}
