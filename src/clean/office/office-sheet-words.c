/*
 * Words of a workbook that no cell shows: constants of names and remarks about them, texts in
 * formulas (the formula becomes its value), readings of other words, messages that come up beside a
 * cell, values that a filter lets through and no cell has. What of it goes is what the inspector
 * finds; see inspect/office/ooxml-sheet-words.c.
 */
#include "clean/office/office-found.h"
#include "clean/office/office-sheet.h"
#include "inspect/office/ooxml-sheet-text.h"

/* ---- what goes ---- */

/* "Sheet firstHeader": a header or footer that is never printed. */
static void plan_margin(struct office *o, struct str place)
{
    ptrdiff_t blank = str_rfind(place, STR(" "));

    for (uint32_t i = 0; i < o->sheet->sheets.n && blank > 0; i++) {
        struct sheet_item *sheet = &o->sheet->sheets.v[i];

        if (str_eq(office_found_decoded(o->arena, sheet->name), str_sub(place, 0, (size_t)blank))) {
            *VEC_ADD(o->arena, &sheet->margins) = str_sub(place, (size_t)blank + 1, place.n);
            o->sheet->drops_margins = true;
        }
    }
}

/* "sharedStrings #3", "Sheet!A2", or the remark of a name or a table, which is told by the part. */
static void plan_found(struct office *o, const struct inspect_finding *x)
{
    ptrdiff_t mark = str_rfind(x->place, STR("!"));
    struct sheet_unread cell = {};

    if (str_ends(x->place, STR("Header")) || str_ends(x->place, STR("Footer"))) {
        plan_margin(o, x->place);
        return;
    }
    if (str_starts(x->place, STR("sharedStrings #"))) {
        o->sheet->has_dropped_values = true;
        cleaning_log(o->c, "XLS-242", STR("xl/sharedStrings.xml"), x->count);
        return;
    }
    if (mark < 0 || !office_sheet_cell(str_sub(x->place, (size_t)mark + 1, x->place.n),
                                       &cell.column, &cell.row)) {
        return;
    }
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        struct sheet_item *sheet = &o->sheet->sheets.v[i];

        if (str_eq(office_found_decoded(o->arena, sheet->name),
                   str_sub(x->place, 0, (size_t)mark))) {
            *VEC_ADD(o->arena, &sheet->frozen) = cell;
            o->sheet->freezes_cells = true;
        }
    }
}

void office_sheet_words_plan(struct office *o)
{
    const struct inspect_finding *x;

    for (uint32_t at = 0;
         o->sheet->drops_hidden_names && office_found_next(o, "XLS-242", &at, &x);) {
        plan_found(o, x);
    }
    for (uint32_t at = 0; o->sheet->drops_views && office_found_next(o, "XLS-248", &at, &x);) {
        if (str_ends(x->place, STR(" filter"))) {
            *VEC_ADD(o->arena, &o->sheet->criteria) = arena_str(o->arena, x->reads);
        }
    }
}

bool office_sheet_words_freeze(const struct sheet_item *sheet, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; i < sheet->frozen.n; i++) {
        if (sheet->frozen.v[i].column == column && sheet->frozen.v[i].row == row) {
            return true;
        }
    }
    return false;
}

/* ---- filters ---- */

static bool is_unseen_value(struct office_edit *e, uint32_t node)
{
    const struct office_sheet *s = e->o->sheet;
    struct str value = sheet_criterion_text(
        office_found_decoded(&e->arena, xml_tree_value(&e->tree, node, "val")));

    for (uint32_t i = 0; i < s->criteria.n && value.n > 0; i++) {
        struct str told = s->criteria.v[i];
        bool is_cut = str_ends(told, STR("…"));

        told.n -= is_cut ? strlen("…") : 0;
        if (is_cut ? str_starts(value, told) : str_eq(value, told)) {
            return true;
        }
    }
    return false;
}

void office_sheet_words_filter(struct office_edit *e, uint32_t column)
{
    const struct xml_tree *t = &e->tree;
    uint32_t list = xml_tree_child(t, column, "filters");
    bool is_list = list != 0;
    uint32_t gone = 0, left = 0;

    list = is_list ? list : xml_tree_child(t, column, "customFilters");
    for (uint32_t i = list == 0 ? XML_TREE_NONE : t->nodes.v[list].child; i != XML_TREE_NONE;
         i = t->nodes.v[i].next) {
        bool goes = is_unseen_value(e, i);

        gone += goes;
        left += !goes;
    }
    if (gone == 0) {
        return;
    }
    if (left == 0 || !is_list) {
        office_remove_from_list(e, column);
    }
    for (uint32_t i = t->nodes.v[list].child; i != XML_TREE_NONE && left > 0 && is_list;
         i = t->nodes.v[i].next) {
        if (is_unseen_value(e, i)) {
            xml_edit_remove(&e->edits, t, i);
        }
    }
    office_log(e, "XLS-248", gone);
}

/* ---- messages ---- */

static void cut_attr(struct office_edit *e, uint32_t node, const char *name)
{
    struct xml_attr attr;

    if (xml_tree_attr(&e->tree, node, name, &attr)) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
    }
}

void office_sheet_words_prompt(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;

    if (sheet_prompt_is_told(xml_tree_value(t, node, "promptTitle"),
                             xml_tree_value(t, node, "prompt"))) {
        cut_attr(e, node, "prompt");
        cut_attr(e, node, "promptTitle");
        office_log(e, "XLS-248", 1);
    }
}

void office_sheet_words_remark(struct office_edit *e, uint32_t node)
{
    if (str_trim(xml_tree_value(&e->tree, node, "comment")).n > 0) {
        cut_attr(e, node, "comment");
        office_log(e, "XLS-242", 1);
    }
}

/* ---- readings ---- */

bool office_sheet_words_may_read(const struct office *o, const struct office_part *part,
                                 struct str bytes)
{
    return office_is_named(part->name, "xl/sharedStrings", ".xml") &&
           cleaning_may(o->c, "OOX-212") && str_has(bytes, STR("rPh"));
}

static uint32_t number_of(struct str value)
{
    uint32_t n = 0;

    for (size_t i = 0; i < value.n && i < 6 && value.p[i] >= '0' && value.p[i] <= '9'; i++) {
        n = n * 10 + (uint32_t)(value.p[i] - '0');
    }
    return n;
}

/* The words of a string, without its readings. */
static struct str words_of(struct office_edit *e, uint32_t string)
{
    const struct xml_tree *t = &e->tree;
    struct buf text CLEANUP(buf_done);

    buf_init(&text, SHEET_MAX_CELL_BYTES);
    for (uint32_t i = t->nodes.v[string].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        uint32_t words = xml_tree_is(t, i, "t")   ? i
                         : xml_tree_is(t, i, "r") ? xml_tree_child(t, i, "t")
                                                  : 0;

        if (words != 0) {
            buf_add(&text, xml_tree_inside(t, words));
        }
    }
    return office_found_decoded(&e->arena, buf_str(&text));
}

void office_sheet_words_readings(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        uint32_t text = xml_tree_is(t, i, "rPh") ? xml_tree_child(t, i, "t") : 0;

        if (text == 0) {
            continue;
        }
        struct str reading = str_trim(office_found_decoded(&e->arena, xml_tree_inside(t, text)));
        uint32_t beg = number_of(xml_tree_value(t, i, "sb"));
        uint32_t end = number_of(xml_tree_value(t, i, "eb"));

        if (!sheet_reading_fits(reading, words_of(e, t->nodes.v[i].parent),
                                end > beg ? end - beg : 1)) {
            xml_edit_remove(&e->edits, t, i);
            office_log(e, "OOX-212", 1);
        }
    }
}
