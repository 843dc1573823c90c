/*
 * A worksheet: cells that lose their values, formulas that become the value they show, rows and
 * columns that are shown, views and scenarios. A cell keeps its place and its format, so that no
 * reference shifts.
 */
#include "base/tr.h"
#include "clean/office/office-sheet.h"
#include "inspect/office/ooxml-sheet-area.h"
#include "inspect/office/ooxml-value.h"

struct shared {
    VEC(struct str) frozen; /* numbers of shared formulas whose cells become values */
};

static uint32_t number_of(struct str s, uint32_t otherwise)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s.n && i < 9 && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        n = n * 10 + (uint32_t)(s.p[i] - '0');
    }
    return s.n == 0 ? otherwise : n;
}

static bool is_on(struct str value)
{
    return str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on"));
}

/* ---- what is hidden ---- */

/* Less than a point, as the inspector takes it. */
static bool is_nothing(struct str height)
{
    return ooxml_thousandths_of(height, SHEET_LEAST_HEIGHT) < SHEET_LEAST_HEIGHT;
}

static bool is_hidden_row(const struct xml_tree *t, uint32_t row, bool rows_are_hidden)
{
    struct xml_attr attr;
    bool has_height = xml_tree_attr(t, row, "ht", &attr);
    bool no_height = has_height && is_nothing(attr.value);
    bool says = xml_tree_attr(t, row, "hidden", &attr);

    return (says && is_on(attr.value)) || no_height || (rows_are_hidden && !says && !has_height);
}

static bool is_no_width(struct str width)
{
    return ooxml_thousandths_of(width, SHEET_LEAST_WIDTH) < SHEET_LEAST_WIDTH;
}

/* A text in it is seen where it flows on over the next cells. */
static bool is_narrow_column(const struct xml_tree *t, uint32_t column)
{
    return !is_on(xml_tree_value(t, column, "hidden")) &&
           ooxml_thousandths_of(xml_tree_value(t, column, "width"), 0) > 0;
}

static bool is_hidden_column(const struct xml_tree *t, uint32_t column)
{
    return is_on(xml_tree_value(t, column, "hidden")) ||
           is_no_width(xml_tree_value(t, column, "width"));
}

bool office_sheet_is_reckoned(const struct xml_tree *t, uint32_t cell)
{
    uint32_t value = xml_tree_child(t, cell, "v");

    return value != 0 &&
           (xml_tree_inside(t, value).n > 0 || str_eq(xml_tree_value(t, cell, "t"), STR("str")));
}

static void add_row(struct office *o, struct sheet_item *sheet, uint32_t row)
{
    struct sheet_rect *last = sheet->rows.n == 0 ? NULL : &sheet->rows.v[sheet->rows.n - 1];

    if (last != NULL && last->last_row + 1 == row) {
        last->last_row = row;
    } else {
        *VEC_ADD(o->arena, &sheet->rows) = (struct sheet_rect){.row = row, .last_row = row};
    }
}

static void add_area(struct office *o, struct sheet_item *sheet, struct sheet_rect area)
{
    struct sheet_rect *last =
        sheet->blanked.n == 0 ? NULL : &sheet->blanked.v[sheet->blanked.n - 1];

    if (area.last_row == SHEET_MAX_ROWS) {
        *VEC_ADD(o->arena, &sheet->columns) = area;
    } else if (area.last_column == SHEET_MAX_COLUMNS) {
        add_row(o, sheet, area.row);
    }
    if (last != NULL && last->last_row + 1 == area.row && last->column == area.column &&
        last->last_column == area.last_column) {
        last->last_row = area.last_row;
        return;
    }
    if (sheet->blanked.n >= SHEET_MAX_AREAS) {
        sheet->blanks_many = true;
        return;
    }
    *VEC_ADD(o->arena, &sheet->blanked) = area;
}

static bool is_unreadable(const struct office *o, const struct sheet_item *sheet,
                          const struct xml_tree *t, uint32_t cell, uint32_t column, uint32_t row)
{
    uint32_t format = number_of(xml_tree_value(t, cell, "s"), 0);

    if (!o->sheet->blanks_unreadable || !office_sheet_has_value(t, cell)) {
        return false;
    }
    for (uint32_t i = 0; i < sheet->unread.n; i++) {
        if (sheet->unread.v[i].column == column && sheet->unread.v[i].row == row) {
            return true;
        }
    }
    return !o->sheet->knows_unreadable && format < o->sheet->format_count &&
           o->sheet->unreadable_formats[format];
}

/* Whether a cell lies in merged ones and is not their first, which is the one that is seen. */
static bool is_merged_away(const struct sheet_item *sheet, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; i < sheet->merged.n; i++) {
        const struct sheet_rect *m = &sheet->merged.v[i];

        if (row >= m->row && row <= m->last_row && column >= m->column &&
            column <= m->last_column && (row != m->row || column != m->column)) {
            return true;
        }
    }
    return false;
}

static void take_merged(struct office *o, struct sheet_item *sheet, const struct xml_tree *t,
                        uint32_t node)
{
    struct str reference = xml_tree_value(t, node, "ref");
    ptrdiff_t colon = str_find(reference, STR(":"), 0);
    struct sheet_rect a = {};

    if (colon > 0 && office_sheet_cell(str_sub(reference, 0, (size_t)colon), &a.column, &a.row) &&
        office_sheet_cell(str_sub(reference, (size_t)colon + 1, reference.n), &a.last_column,
                          &a.last_row)) {
        *VEC_ADD(o->arena, &sheet->merged) = a;
    }
}

void office_sheet_cell_plan(struct office *o, struct sheet_item *sheet)
{
    struct office_edit e;
    bool rows_are_hidden = false;
    bool blanks_rows = o->sheet->hidden_rows == CLEANING_REMOVE;
    bool shows_rows = o->sheet->hidden_rows == CLEANING_SHOW;
    uint32_t row = 0;
    uint32_t column = 0;

    if (office_edit_begin(&e, o, office_part(o, sheet->part))) {
        const struct xml_tree *t = &e.tree;

        for (uint32_t i = xml_tree_child(t, 1, "mergeCells");
             i != XML_TREE_NONE && i < t->nodes.n && o->sheet->blanks_merged; i++) {
            if (xml_tree_is(t, i, "mergeCell") && sheet->merged.n < SHEET_MAX_AREAS) {
                take_merged(o, sheet, t, i);
            }
        }
        for (uint32_t i = 1; i < t->nodes.n; i++) {
            if (xml_tree_is(t, i, "sheetFormatPr")) {
                rows_are_hidden = is_nothing(xml_tree_value(t, i, "defaultRowHeight"));
            } else if (xml_tree_is(t, i, "col") && blanks_rows && is_hidden_column(t, i)) {
                add_area(
                    o, sheet,
                    (struct sheet_rect){.row = 1,
                                        .last_row = SHEET_MAX_ROWS,
                                        .column = number_of(xml_tree_value(t, i, "min"), 1),
                                        .last_column = number_of(xml_tree_value(t, i, "max"), 1),
                                        .is_narrow = is_narrow_column(t, i)});
            } else if (xml_tree_is(t, i, "col") && shows_rows && is_hidden_column(t, i)) {
                *VEC_ADD(o->arena, &sheet->columns) =
                    (struct sheet_rect){.column = number_of(xml_tree_value(t, i, "min"), 1),
                                        .last_column = number_of(xml_tree_value(t, i, "max"), 1)};
            } else if (xml_tree_is(t, i, "row")) {
                row = number_of(xml_tree_value(t, i, "r"), row + 1);
                column = 0;
                if (blanks_rows && is_hidden_row(t, i, rows_are_hidden)) {
                    add_area(o, sheet,
                             (struct sheet_rect){.row = row,
                                                 .last_row = row,
                                                 .column = 1,
                                                 .last_column = SHEET_MAX_COLUMNS});
                }
            } else if (xml_tree_is(t, i, "c")) {
                struct sheet_rect a = {};

                column++;
                if (office_sheet_cell(xml_tree_value(t, i, "r"), &a.column, &a.row)) {
                    column = a.column;
                }
                sheet->has_values |= office_sheet_has_value(t, i);
                for (uint32_t k = 0; k < sheet->columns.n && office_sheet_has_value(t, i); k++) {
                    sheet->columns.v[k].has_values |= column >= sheet->columns.v[k].column &&
                                                      column <= sheet->columns.v[k].last_column;
                }
                if (a.column > 0 && office_sheet_has_value(t, i) &&
                    (is_unreadable(o, sheet, t, i, a.column, a.row) ||
                     is_merged_away(sheet, a.column, a.row))) {
                    a.last_column = a.column;
                    a.last_row = a.row;
                    add_area(o, sheet, a);
                }
            }
        }
    }
    if (blanks_rows) {
        office_sheet_shown_find(o, sheet, &e.tree);
    }
    office_edit_end(&e);
    office_sheet_table_plan(o, sheet);
}

/* ---- edits ---- */

static void drop_calc_chain(struct office *o)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        struct office_relation *r = &o->relations.v[i];

        if (str_eq(r->type, STR("calcChain")) && !r->is_gone) {
            r->is_gone = true;
            if (r->to != NULL) {
                r->to->is_gone = true;
            }
        }
    }
}

static bool is_frozen(const struct shared *shared, struct str number)
{
    for (uint32_t i = 0; i < shared->frozen.n; i++) {
        if (str_eq(shared->frozen.v[i], number)) {
            return true;
        }
    }
    return false;
}

/* A cell in an area loses all but its place and format; `rest` stays of its text. */
static void blank_cell(struct office_edit *e, uint32_t cell, struct str rest)
{
    const struct xml_tree *t = &e->tree;
    struct xml_attr type;

    for (uint32_t i = t->nodes.v[cell].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, "f")) {
            drop_calc_chain(e->o);
        }
        xml_edit_remove(&e->edits, t, i);
    }
    if (rest.n > 0) {
        office_sheet_put_string(e, cell, rest);
    } else if (xml_tree_attr(t, cell, "t", &type)) {
        xml_edit_cut(&e->edits, type.beg, type.end);
    }
    e->o->sheet->has_dropped_values = true;
}

static bool is_shared(const struct xml_tree *t, uint32_t formula)
{
    return str_eq(xml_tree_value(t, formula, "t"), STR("shared"));
}

/* Whether a formula is to become its value. */
static bool freezes(const struct office_edit *e, const struct sheet_item *sheet, uint32_t formula)
{
    struct str text = xml_tree_inside(&e->tree, formula);

    return text.n > 0 &&
           (office_sheet_formula_breaks(e->o, text) ||
            office_sheet_formula_uses_blanked(e->o, text, sheet, is_shared(&e->tree, formula)));
}

static bool is_in_column(const struct sheet_item *sheet, uint32_t column)
{
    for (uint32_t i = 0; i < sheet->columns.n; i++) {
        if (column >= sheet->columns.v[i].column && column <= sheet->columns.v[i].last_column) {
            return true;
        }
    }
    return false;
}

struct cells {
    struct sheet_item *sheet;
    struct shared shared;
    bool rows_are_hidden, row_is_hidden;
    uint32_t row, column;
    uint32_t frozen;
    uint32_t blanked_hidden, blanked_unreadable, blanked_merged;
};

static bool is_hidden_cell(const struct office_edit *e, const struct cells *c)
{
    return e->o->sheet->hidden_rows == CLEANING_REMOVE &&
           (c->row_is_hidden || is_in_column(c->sheet, c->column)) &&
           !office_sheet_shown_has(c->sheet, c->column, c->row);
}

static void edit_cell(struct office_edit *e, struct cells *c, uint32_t cell)
{
    const struct xml_tree *t = &e->tree;
    uint32_t formula = xml_tree_child(t, cell, "f");

    c->column++;
    (void)(office_sheet_cell(xml_tree_value(t, cell, "r"), &c->column, &c->row));
    bool unreadable = is_unreadable(e->o, c->sheet, t, cell, c->column, c->row);
    bool merged = is_merged_away(c->sheet, c->column, c->row);
    bool blanks = unreadable || merged || is_hidden_cell(e, c);
    bool is_frozen_here = office_sheet_words_freeze(c->sheet, c->column, c->row);

    if (formula != 0 && is_shared(t, formula) && xml_tree_inside(t, formula).n > 0 &&
        (blanks || is_frozen_here || freezes(e, c->sheet, formula))) {
        *VEC_ADD(&e->arena, &c->shared.frozen) = xml_tree_value(t, formula, "si");
    }
    if (blanks) {
        if (office_sheet_has_value(t, cell)) {
            *(unreadable ? &c->blanked_unreadable
              : merged   ? &c->blanked_merged
                         : &c->blanked_hidden) += 1;
            struct str head = office_sheet_table_head(c->sheet, c->column, c->row);
            struct str rest = head.n > 0 ? office_sheet_text(e, head)
                              : unreadable && !merged && !is_hidden_cell(e, c)
                                  ? office_sheet_rest(e, c->sheet, cell, c->column, c->row)
                                  : (struct str){};

            blank_cell(e, cell, rest);
        }
        return;
    }
    if (formula != 0 &&
        ((is_shared(t, formula) && is_frozen(&c->shared, xml_tree_value(t, formula, "si"))) ||
         is_frozen_here || freezes(e, c->sheet, formula))) {
        if (!office_sheet_is_reckoned(t, cell)) {
            /* Who opens it works it out: without its formula it would show nothing. */
            cleaning_kept(e->o->c, is_frozen_here ? "XLS-242" : "XLS-241", c->sheet->name, 1,
                          tr("the file has no value of the formula; open and save it where it was "
                             "made"));
            return;
        }
        c->frozen += is_frozen_here;
        xml_edit_remove(&e->edits, t, formula);
        drop_calc_chain(e->o);
    }
}

static void cut_attr(struct office_edit *e, uint32_t node, const char *name)
{
    struct xml_attr attr;

    if (xml_tree_attr(&e->tree, node, name, &attr)) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
    }
}

static void show_row(struct office_edit *e, uint32_t node, bool is_row)
{
    struct str size = xml_tree_value(&e->tree, node, is_row ? "ht" : "width");

    cut_attr(e, node, "hidden");
    if (is_row ? is_nothing(size) : is_no_width(size)) {
        cut_attr(e, node, is_row ? "ht" : "width");
        cut_attr(e, node, is_row ? "customHeight" : "customWidth");
    }
    office_log(e, "XLS-241", 1);
}

static bool row_has_values(const struct xml_tree *t, uint32_t row)
{
    for (uint32_t i = t->nodes.v[row].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (office_sheet_has_value(t, i)) {
            return true;
        }
    }
    return false;
}

static bool column_has_values(const struct office_edit *e, const struct cells *c, uint32_t node)
{
    uint32_t first = number_of(xml_tree_value(&e->tree, node, "min"), 1);

    for (uint32_t i = 0; i < c->sheet->columns.n; i++) {
        if (c->sheet->columns.v[i].column == first) {
            return c->sheet->columns.v[i].has_values;
        }
    }
    return false;
}

/* A link in a cell that lost its value says what stood there. */
static void edit_link(struct office_edit *e, const struct cells *c, uint32_t node)
{
    struct str reference = xml_tree_value(&e->tree, node, "ref");
    ptrdiff_t colon = str_find(reference, STR(":"), 0);
    uint32_t column, row;

    bool is_dead = office_sheet_formula_breaks(e->o, xml_tree_value(&e->tree, node, "location"));

    if (is_dead ||
        (office_sheet_cell(str_sub(reference, 0, colon < 0 ? reference.n : (size_t)colon), &column,
                           &row) &&
         office_sheet_cell_goes(c->sheet, column, row))) {
        office_remove_from_list(e, node);
    }
}

static void edit_other(struct office_edit *e, struct cells *c, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    const struct office_sheet *s = e->o->sheet;
    bool shows = s->hidden_rows == CLEANING_SHOW;

    if (xml_tree_is(t, node, "sheetFormatPr")) {
        struct xml_attr height;

        c->rows_are_hidden = is_nothing(xml_tree_value(t, node, "defaultRowHeight"));
        if (shows && c->rows_are_hidden && xml_tree_attr(t, node, "defaultRowHeight", &height)) {
            size_t beg = (size_t)(height.value.p - t->bytes.p);

            xml_edit_put(&e->edits, beg, beg + height.value.n, STR("15"));
        }
    } else if (xml_tree_is(t, node, "col") && shows && is_hidden_column(t, node) &&
               column_has_values(e, c, node)) {
        show_row(e, node, false);
    } else if (xml_tree_is(t, node, "filterColumn") && shows) {
        xml_edit_remove(&e->edits, t, node);
    } else if (xml_tree_is(t, node, "hyperlink")) {
        edit_link(e, c, node);
    } else if ((xml_tree_is(t, node, "scenarios") || xml_tree_is(t, node, "customSheetViews")) &&
               s->drops_views) {
        xml_edit_remove(&e->edits, t, node);
        office_log(e, "XLS-248", 1);
    } else if (xml_tree_is(t, node, "filterColumn") && s->criteria.n > 0) {
        office_sheet_words_filter(e, node);
    } else if (xml_tree_is(t, node, "dataValidation") && s->drops_views) {
        office_sheet_words_prompt(e, node);
    } else if (xml_tree_is(t, t->nodes.v[node].parent, "headerFooter")) {
        for (uint32_t i = 0; i < c->sheet->margins.n; i++) {
            if (str_eq(xml_tree_name(t, node), c->sheet->margins.v[i])) {
                xml_edit_remove(&e->edits, t, node);
                office_log(e, "XLS-242", 1);
            }
        }
    } else if (xml_tree_is(t, node, "sheetProtection") && s->lifts_protection) {
        xml_edit_remove(&e->edits, t, node);
        office_log(e, "OOX-218", 1);
    }
}

static bool needs_cells(const struct office *o)
{
    const struct office_sheet *s = o->sheet;

    if (s->hidden_rows != CLEANING_KEEP || s->blanks_unreadable || s->blanks_merged ||
        s->drops_outside || s->freezes_cells || s->gone_names.n > 0) {
        return true;
    }
    for (uint32_t i = 0; i < s->sheets.n; i++) {
        if (s->sheets.v[i].goes) {
            return true;
        }
    }
    return false;
}

void office_sheet_cell_edit(struct office_edit *e, struct sheet_item *sheet)
{
    const struct xml_tree *t = &e->tree;
    struct cells c = {.sheet = sheet};
    bool cells = needs_cells(e->o);

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (xml_tree_is(t, i, "c") && cells) {
            edit_cell(e, &c, i);
        } else if (xml_tree_is(t, i, "row")) {
            c.row = number_of(xml_tree_value(t, i, "r"), c.row + 1);
            c.column = 0;
            c.row_is_hidden = is_hidden_row(t, i, c.rows_are_hidden);
            if (c.row_is_hidden && e->o->sheet->hidden_rows == CLEANING_SHOW &&
                row_has_values(t, i)) {
                show_row(e, i, true);
            }
        } else {
            edit_other(e, &c, i);
        }
    }
    cleaning_log(e->o->c, "XLS-242", e->part->name, c.frozen);
    cleaning_log(e->o->c, "XLS-241", e->part->name, c.blanked_hidden);
    cleaning_log(e->o->c, "XLS-243", e->part->name, c.blanked_unreadable);
    cleaning_log(e->o->c, "XLS-249", e->part->name, c.blanked_merged);
}
