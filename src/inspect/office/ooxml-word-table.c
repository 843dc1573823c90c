/*
 * Tables; see ooxml-word-table.h. The parts of a style are laid over each other in the order of
 * ECMA-376-1 17.7.6: the whole, bands of columns, bands of rows, first and last column, first and
 * last row, corners. Which row is the last is known only when the file marks it (w:cnfStyle);
 * otherwise nothing is said of the ground where the style has a last row of its own.
 */
#include "inspect/office/ooxml-word-table.h"

#include "inspect/office/ooxml-value.h"

enum { FLAT_TWIPS = 40, MAX_TWIPS = 200000 };

struct word_table *word_table_last(struct word_tables *t)
{
    return t->depth == 0 || t->depth > WORD_MAX_TABLES ? NULL : &t->v[t->depth - 1];
}

static bool look_of(const struct xml_element *e, const char *name, uint32_t bits, uint32_t bit)
{
    struct str value;

    return xml_attribute(e, name, &value) ? ooxml_is_on(e, name) : (bits & bit) != 0;
}

static void take_look(struct word_table *t, const struct xml_element *e)
{
    char padded[6] = {'0', '0', '0', '0', '0', '0'};
    struct str value = {};
    uint32_t bits = 0;

    if (xml_attribute(e, "val", &value) && value.n <= sizeof(padded)) {
        memcpy(padded + sizeof(padded) - value.n, value.p, value.n);
        ooxml_rgb((struct str){.p = padded, .n = sizeof(padded)}, &bits);
    }
    t->first_row = look_of(e, "firstRow", bits, 0x20);
    t->last_row = look_of(e, "lastRow", bits, 0x40);
    t->first_column = look_of(e, "firstColumn", bits, 0x80);
    t->last_column = look_of(e, "lastColumn", bits, 0x100);
    t->row_bands = !look_of(e, "noHBand", bits, 0x200);
    t->column_bands = !look_of(e, "noVBand", bits, 0x400);
}

/* w:cnfStyle w:val="100000000000": a digit for each part. */
static uint32_t marks_of(const struct xml_element *e)
{
    struct str value = {};
    uint32_t marks = 0;

    xml_attribute(e, "val", &value);
    for (size_t i = 0; i < value.n && i < WORD_WHOLE_TABLE; i++) {
        marks |= value.p[i] == '1' ? 1u << i : 0;
    }
    return marks;
}

static void lay(struct word_table *t, enum word_table_part part)
{
    t->layer = word_layer_over(t->style->parts[part], &t->layer);
}

static bool has_ground(const struct word_table *t, enum word_table_part part)
{
    return t->style->parts[part].cell.paint != OOXML_UNSAID ||
           t->style->parts[part].run.text.paint != OOXML_UNSAID;
}

/* What the style says of the cell at hand. */
static void find_layer(struct word_table *t)
{
    if (t->style == NULL) {
        t->layer = (struct word_layer){.run = word_look_nothing};
        return;
    }
    t->layer = t->style->whole;
    t->layer_is_sure = true;
    if (t->style->parts == NULL) {
        return;
    }
    uint32_t marks = t->row_marks | t->cell_marks;
    bool first_row = t->first_row && t->row == 0;
    bool first_column = t->first_column && t->column == 0;
    bool last_row = t->last_row && (marks & 1u << WORD_LAST_ROW) != 0;
    bool last_column = t->last_column && (marks & 1u << WORD_LAST_COLUMN) != 0;

    t->layer_is_sure =
        !(t->last_row && !t->has_row_marks && t->row > 0 && has_ground(t, WORD_LAST_ROW)) &&
        !(t->last_column && !t->has_cell_marks && t->column > 0 && has_ground(t, WORD_LAST_COLUMN));
    lay(t, WORD_WHOLE_TABLE);
    if (t->column_bands && !first_column) {
        lay(t, (t->column - t->first_column) % 2 == 0 ? WORD_BAND_1_COLUMN : WORD_BAND_2_COLUMN);
    }
    if (t->row_bands && !first_row) {
        lay(t, (t->row - t->first_row) % 2 == 0 ? WORD_BAND_1_ROW : WORD_BAND_2_ROW);
    }
    if (first_column || last_column) {
        lay(t, first_column ? WORD_FIRST_COLUMN : WORD_LAST_COLUMN);
    }
    if (first_row || last_row) {
        lay(t, first_row ? WORD_FIRST_ROW : WORD_LAST_ROW);
    }
    if (first_row && first_column) {
        lay(t, WORD_NW_CELL);
    } else if (first_row && last_column) {
        lay(t, WORD_NE_CELL);
    } else if (last_row && (first_column || last_column)) {
        lay(t, first_column ? WORD_SW_CELL : WORD_SE_CELL);
    }
}

static int32_t twips_of(const struct xml_element *e, const char *name)
{
    return (int32_t)MIN(MAX(xml_attribute_int(e, name, 0), -(int64_t)MAX_TWIPS),
                        (int64_t)MAX_TWIPS);
}

static char anchor_of(const struct xml_element *e, const char *name, const char *otherwise)
{
    struct str value = {};

    if ((!xml_attribute(e, name, &value) && !xml_attribute(e, otherwise, &value)) || value.n == 0) {
        return 't';
    }
    return value.p[0];
}

void word_spot_take(struct word_spot *spot, const struct xml_element *e)
{
    bool is_frame = ooxml_is(e->name, "framePr");
    struct str any;

    *spot = (struct word_spot){
        .x_from = anchor_of(e, "hAnchor", "horzAnchor"),
        .y_from = anchor_of(e, "vAnchor", "vertAnchor"),
        .x = twips_of(e, is_frame ? "x" : "tblpX"),
        .y = twips_of(e, is_frame ? "y" : "tblpY"),
        .width = is_frame ? twips_of(e, "w") : spot->width,
        .height = is_frame ? twips_of(e, "h") : 0,
    };
    /* What is aligned lies on the page. */
    spot->is_said = !xml_attribute(e, "xAlign", &any) && !xml_attribute(e, "yAlign", &any) &&
                    !xml_attribute(e, "tblpXSpec", &any) && !xml_attribute(e, "tblpYSpec", &any);
}

/* Where a table lies, if it floats or is indented, and how wide it is. */
static void take_spot(struct word_table *t, const struct xml_element *e)
{
    if (ooxml_is(e->name, "tblpPr")) {
        word_spot_take(&t->spot, e);
    } else if (ooxml_is(e->name, "tblInd") && !t->spot.is_said) {
        t->spot = (struct word_spot){
            .is_said = true, .x_from = 't', .y_from = 't', .x = twips_of(e, "w")};
    } else if (ooxml_is(e->name, "gridCol")) {
        t->spot.width = MIN(t->spot.width + MAX(twips_of(e, "w"), 0), (int32_t)MAX_TWIPS);
    }
}

void word_table_start(struct word_tables *tables, const struct word_styles *styles,
                      const struct xml_element *e, bool in_paragraph)
{
    struct word_table *t;

    if (ooxml_is(e->name, "tbl")) {
        tables->depth++;
        t = word_table_last(tables);
        if (t != NULL) {
            *t = (struct word_table){.style = word_style_find(styles, styles->table),
                                     .row = UINT32_MAX,
                                     .layer = {.run = word_look_nothing}};
        }
        return;
    }
    t = word_table_last(tables);
    if (t == NULL) {
        return;
    }
    struct str value;

    if (ooxml_is(e->name, "tblStyle") && xml_attribute(e, "val", &value)) {
        t->style = word_style_find(styles, value);
    } else if (ooxml_is(e->name, "tblLook")) {
        take_look(t, e);
    } else if (ooxml_is(e->name, "tr")) {
        t->row++;
        t->column = UINT32_MAX;
        t->row_marks = 0;
        t->has_row_marks = t->row_is_flat = t->row_is_hidden = false;
    } else if (ooxml_is(e->name, "trHeight")) {
        t->row_is_flat = xml_attribute(e, "hRule", &value) && str_eq(value, STR("exact")) &&
                         xml_attribute_int(e, "val", FLAT_TWIPS + 1) <= FLAT_TWIPS;
    } else if (ooxml_is(e->name, "hidden") && t->column == UINT32_MAX) {
        t->row_is_hidden = xml_is_on(e);
    } else if (ooxml_is(e->name, "tc")) {
        t->column++;
        t->cell_ground = (struct ooxml_colour){};
        t->cell_marks = 0;
        t->has_cell_marks = false;
        find_layer(t);
    } else if (ooxml_is(e->name, "cnfStyle") && !in_paragraph) {
        bool of_row = t->column == UINT32_MAX;

        *(of_row ? &t->row_marks : &t->cell_marks) = marks_of(e);
        *(of_row ? &t->has_row_marks : &t->has_cell_marks) = true;
        find_layer(t);
    } else if (ooxml_is(e->name, "shd") && !in_paragraph) {
        *(t->row == UINT32_MAX ? &t->table_ground : &t->cell_ground) =
            word_shading(&styles->theme, e);
    } else if (t->row == UINT32_MAX) {
        take_spot(t, e);
    }
}

void word_table_end(struct word_tables *tables, const char *name)
{
    if (ooxml_is(name, "tbl")) {
        tables->depth -= tables->depth > 0;
    }
}

bool word_table_row_is_hidden(const struct word_tables *tables)
{
    for (uint32_t i = MIN(tables->depth, (uint32_t)WORD_MAX_TABLES); i > 0; i--) {
        if (tables->v[i - 1].row_is_hidden) {
            return true;
        }
    }
    return false;
}

struct word_layer word_table_layer(const struct word_tables *tables)
{
    const struct word_table *t = word_table_last((struct word_tables *)tables);

    return t == NULL ? (struct word_layer){.run = word_look_nothing} : t->layer;
}

struct ooxml_colour word_table_ground(const struct word_tables *tables)
{
    for (uint32_t i = MIN(tables->depth, (uint32_t)WORD_MAX_TABLES); i > 0; i--) {
        const struct word_table *t = &tables->v[i - 1];

        if (t->cell_ground.paint > OOXML_CLEAR) {
            return t->cell_ground;
        }
        if (t->style != NULL && !t->layer_is_sure) {
            return (struct ooxml_colour){.paint = OOXML_UNKNOWN};
        }
        if (t->cell_ground.paint == OOXML_CLEAR) {
            continue;
        }
        if (t->layer.cell.paint > OOXML_CLEAR) {
            return t->layer.cell;
        }
        if (t->table_ground.paint > OOXML_CLEAR) {
            return t->table_ground;
        }
    }
    return (struct ooxml_colour){};
}
