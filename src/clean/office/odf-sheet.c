/*
 * Sheets of OpenDocument being cleaned (ODF 1.3 part 3, 9): hidden sheets go, cells of hidden rows
 * and columns keep their place and lose their values, so that no reference shifts. A formula that
 * uses what goes, or that does not say what it uses, becomes the value it shows. A sheet that
 * something else than a formula needs stays, and that is said.
 */
#include "base/tr.h"
#include "clean/office/odf.h"
#include "inspect/office/ooxml-sheet-format.h"

enum { MAX_COLUMNS = 16384, MAX_ROWS = 1048576 };

static uint32_t repeat_of(const struct xml_tree *t, uint32_t node, const char *name, uint32_t most)
{
    struct str value = xml_tree_value(t, node, name);
    uint32_t n = 0;

    for (size_t i = 0; i < value.n && value.p[i] >= '0' && value.p[i] <= '9' && n < most; i++) {
        n = n * 10 + (uint32_t)(value.p[i] - '0');
    }
    return n == 0 ? 1 : MIN(n, most);
}

static bool is_collapsed(const struct xml_tree *t, uint32_t node)
{
    struct str value = xml_tree_value(t, node, "visibility");

    return str_eq(value, STR("collapse")) || str_eq(value, STR("filter"));
}

static bool has_words(const struct xml_tree *t, uint32_t node)
{
    struct buf text CLEANUP(buf_done);

    buf_init(&text, 4096);
    xml_tree_text(t, node, &text);
    return str_trim(buf_str(&text)).n > 0 || buf_is_full(&text);
}

static bool is_cell(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "table-cell") || xml_tree_is(t, node, "covered-table-cell");
}

static bool is_in(uint32_t at, const struct odf_stretch *v, uint32_t n)
{
    uint32_t beg = 0;

    while (beg < n) { /* they are in order */
        uint32_t middle = beg + (n - beg) / 2;

        if (at >= v[middle].end) {
            beg = middle + 1;
        } else if (at < v[middle].beg) {
            n = middle;
        } else {
            return true;
        }
    }
    return false;
}

static bool meets(uint32_t from, uint32_t to, const struct odf_stretch *v, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (from < v[i].end && to >= v[i].beg) {
            return true;
        }
    }
    return false;
}

/* ---- the plan ---- */

/* Whether a value names the sheet: 'Name'.A1, $Name.A1 */
static bool names_sheet(struct str value, struct str name)
{
    for (ptrdiff_t at = 0; (at = str_find(value, name, (size_t)at)) >= 0; at++) {
        size_t end = (size_t)at + name.n;

        end += end < value.n && value.p[end] == '\'';
        if (str_at(value, (size_t)at + name.n, STR("&apos;"))) {
            end = (size_t)at + name.n + 6;
        }
        if (end < value.n && value.p[end] == '.') {
            return true;
        }
    }
    return false;
}

/* Whether a chart or another object shows cells of the sheet. */
static bool is_shown_in_object(struct odf *o, struct str name)
{
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        struct err err = {};
        struct str bytes;

        if (str_find(o->parts.v[i].name, STR("/content.xml"), 0) <= 0) {
            continue;
        }
        o->package.total_bytes = 0;
        if (package_entry_bytes(&o->package, &scratch, o->parts.v[i].index, &bytes, &err) < 0 ||
            names_sheet(bytes, name)) {
            return true;
        }
    }
    return false;
}

/* Whether the cell is told to go: it looks empty, or lies under others. */
static bool is_unseen(const struct odf_edit *e, uint32_t cell)
{
    return odf_look_has(e, cell, ODF_MARK_VALUE) || odf_look_has(e, cell, ODF_MARK_COVERED);
}

/* Cells that look empty and are not. */
static void list_cells(struct odf_edit *e, uint32_t row, uint32_t number, struct odf_sheet *sheet)
{
    const struct xml_tree *t = &e->tree;
    uint32_t column = 0;

    for (uint32_t i = t->nodes.v[row].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        uint32_t n = is_cell(t, i) ? repeat_of(t, i, "number-columns-repeated", MAX_COLUMNS) : 0;

        if (n > 0 && is_unseen(e, i)) {
            if (sheet->cells.n < ODF_MAX_CELLS) {
                *VEC_ADD(e->o->arena, &sheet->cells) = (struct odf_place){number, column, n};
            } else {
                sheet->has_more_cells = true;
            }
        }
        column += n;
    }
}

/* Rows and columns that are not shown; what is in them is found by their numbers. */
static void list_hidden(struct odf_edit *e, uint32_t table, struct odf_sheet *sheet)
{
    const struct xml_tree *t = &e->tree;
    bool empties = cleaning_hidden(e->o->c, "XLS-241") == CLEANING_REMOVE;
    uint32_t end = xml_tree_past(t, table);
    uint32_t row = 0, column = 0;

    for (uint32_t i = table + 1; i < t->nodes.n && i != end; i++) {
        if (xml_tree_is(t, i, "table-row")) {
            uint32_t n = repeat_of(t, i, "number-rows-repeated", MAX_ROWS);

            list_cells(e, i, row, sheet);
            if (empties && is_collapsed(t, i) && has_words(t, i)) {
                *VEC_ADD(e->o->arena, &sheet->rows) = (struct odf_stretch){row, row + n};
            }
            row += n;
        } else if (xml_tree_is(t, i, "table-column")) {
            uint32_t n = repeat_of(t, i, "number-columns-repeated", MAX_COLUMNS);

            if (empties && is_collapsed(t, i)) {
                *VEC_ADD(e->o->arena, &sheet->columns) = (struct odf_stretch){column, column + n};
            }
            column += n;
        }
    }
}

static bool is_hidden_sheet(const struct odf_edit *e, uint32_t node)
{
    return e->styles != NULL &&
           odf_style_find(e->styles, "table", xml_tree_value(&e->tree, node, "style-name"))
                   ->hidden == 1;
}

void odf_sheet_plan(struct odf_edit *e)
{
    const struct xml_tree *t = &e->tree;
    bool drops = cleaning_hidden(e->o->c, "XLS-240") == CLEANING_REMOVE;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (!xml_tree_is(t, i, "table") || !xml_tree_is(t, t->nodes.v[i].parent, "spreadsheet")) {
            continue;
        }
        struct odf_sheet *sheet = VEC_ADD(e->o->arena, &e->o->sheets);

        sheet->node = i;
        sheet->name = arena_str(e->o->arena, xml_tree_value(t, i, "name"));
        sheet->is_gone = drops && is_hidden_sheet(e, i) && has_words(t, i) && sheet->name.n > 0;
        if (sheet->is_gone && is_shown_in_object(e->o, sheet->name)) {
            sheet->is_gone = false;
            cleaning_kept(e->o->c, "XLS-240", sheet->name, 1,
                          tr("a chart, a list or a pivot table uses it; --hidden show, or mend it "
                             "where the file was made"));
        }
        if (!sheet->is_gone) {
            list_hidden(e, i, sheet);
        }
    }
}

/* ---- formulas ---- */

static struct odf_sheet *find_sheet(const struct odf *o, struct str name)
{
    for (uint32_t i = 0; i < o->sheets.n; i++) {
        if (str_eq(o->sheets.v[i].name, name)) {
            return &o->sheets.v[i];
        }
    }
    return NULL;
}

static struct odf_sheet *sheet_of(const struct odf *o, uint32_t table)
{
    for (uint32_t i = 0; i < o->sheets.n; i++) {
        if (o->sheets.v[i].node == table) {
            return &o->sheets.v[i];
        }
    }
    return NULL;
}

/* "$B$12" as column and row from 0; false: it is no cell. */
static bool cell_of(struct str s, uint32_t *ret_column, uint32_t *ret_row)
{
    uint32_t column = 0, row = 0;
    size_t i = 0;

    i += i < s.n && s.p[i] == '$';
    for (; i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z' && column < MAX_COLUMNS; i++) {
        column = column * 26 + (uint32_t)(s.p[i] - 'A' + 1);
    }
    i += i < s.n && s.p[i] == '$';
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && row <= MAX_ROWS; i++) {
        row = row * 10 + (uint32_t)(s.p[i] - '0');
    }
    *ret_column = column - 1;
    *ret_row = row - 1;
    return i == s.n && column > 0 && row > 0;
}

/* What stands between brackets: ".A1", "$Sheet.A1:.B2". Whether it may need what goes. */
static bool needs_gone(const struct odf *o, struct str reference, const struct odf_sheet *own)
{
    ptrdiff_t colon = str_rfind(reference, STR(":"));
    struct str first = colon < 0 ? reference : str_sub(reference, 0, (size_t)colon);
    struct str second = colon < 0 ? reference : str_sub(reference, (size_t)colon + 1, reference.n);
    ptrdiff_t dot = str_rfind(first, STR("."));
    ptrdiff_t second_dot = str_rfind(second, STR("."));
    uint32_t c0, r0, c1, r1;

    if (dot < 0 || second_dot < 0) {
        return true;
    }
    struct str name = str_sub(first, 0, (size_t)dot);

    name = str_starts(name, STR("$")) ? str_sub(name, 1, name.n) : name;
    if (name.n >= 2 && name.p[0] == '\'' && name.p[name.n - 1] == '\'') {
        name = str_sub(name, 1, name.n - 1);
    }
    const struct odf_sheet *sheet = name.n == 0 ? own : find_sheet(o, name);

    if (sheet == NULL || sheet->is_gone ||
        !cell_of(str_sub(first, (size_t)dot + 1, first.n), &c0, &r0) ||
        !cell_of(str_sub(second, (size_t)second_dot + 1, second.n), &c1, &r1)) {
        return true;
    }
    for (uint32_t i = 0; i < sheet->cells.n; i++) {
        const struct odf_place *cell = &sheet->cells.v[i];

        if (cell->row >= r0 && cell->row <= r1 && cell->column <= c1 &&
            cell->column + cell->columns > c0) {
            return true;
        }
    }
    return sheet->has_more_cells || meets(r0, r1, sheet->rows.v, sheet->rows.n) ||
           meets(c0, c1, sheet->columns.v, sheet->columns.n);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

/* Whether a formula may use what goes: by a reference, a name, or a function that makes one. */
static bool uses_gone(const struct odf *o, struct str formula, const struct odf_sheet *own)
{
    ptrdiff_t begin = str_find(formula, STR("="), 0);

    for (size_t i = begin < 0 ? 0 : (size_t)begin + 1; i < formula.n; i++) {
        const char *close = NULL;
        char c = formula.p[i];

        if (c == '[') {
            close = memchr(formula.p + i, ']', formula.n - i);
            size_t end = close == NULL ? formula.n : (size_t)(close - formula.p);

            if (close == NULL || needs_gone(o, str_sub(formula, i + 1, end), own)) {
                return true;
            }
            i = end;
        } else if (str_at(formula, i, STR("&quot;"))) {
            ptrdiff_t end = str_find(formula, STR("&quot;"), i + 6);

            i = end < 0 ? formula.n : (size_t)end + 5;
        } else if (c == '"') {
            close = memchr(formula.p + i + 1, '"', formula.n - i - 1);
            i = close == NULL ? formula.n : (size_t)(close - formula.p);
        } else if (c == '&') { /* &lt; and &gt; */
            while (i + 1 < formula.n && formula.p[i] != ';') {
                i++;
            }
        } else if (is_letter(c)) {
            size_t beg = i;

            while (i + 1 < formula.n && (is_letter(formula.p[i + 1]) || formula.p[i + 1] == '.' ||
                                         (formula.p[i + 1] >= '0' && formula.p[i + 1] <= '9'))) {
                i++;
            }
            struct str word = str_sub(formula, beg, i + 1);

            if (i + 1 >= formula.n || formula.p[i + 1] != '(' || str_eq(word, STR("INDIRECT")) ||
                str_eq(word, STR("OFFSET"))) {
                return true;
            }
        }
    }
    return false;
}

/* ---- edits ---- */

static bool loses_something(const struct odf *o)
{
    for (uint32_t i = 0; i < o->sheets.n; i++) {
        const struct odf_sheet *x = &o->sheets.v[i];

        if (x->is_gone || x->rows.n > 0 || x->columns.n > 0 || x->cells.n > 0) {
            return true;
        }
    }
    return false;
}

/* Whether what the cell shows is only put in the place of its value: "***". */
static bool shows_mask(const struct xml_tree *t, uint32_t cell)
{
    uint32_t words = xml_tree_child(t, cell, "p");
    struct str text = words == XML_TREE_NONE ? (struct str){} : str_trim(xml_tree_inside(t, words));

    return text.n > 0 && sheet_is_mask(text) &&
           !str_eq(xml_tree_value(t, cell, "value-type"), STR("string"));
}

/* The value goes; what stood in its place for the eye becomes the text of the cell. */
static void empty_cell(struct odf_edit *e, uint32_t node)
{
    static const char *const values[] = {"value",         "date-value",   "time-value",
                                         "boolean-value", "string-value", "currency",
                                         "formula",       "value-type"};
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[node];
    bool stays = shows_mask(t, node);
    struct xml_attr attr;

    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        ptrdiff_t colon = str_find(attr.name, STR(":"), 0);
        struct str name = str_sub(attr.name, (size_t)(colon + 1), attr.name.n);
        size_t beg = (size_t)(attr.value.p - t->bytes.p);

        if (stays && str_eq(name, STR("value-type"))) {
            xml_edit_put(&e->edits, beg, beg + attr.value.n, STR("string"));
            continue;
        }
        for (size_t i = 0; i < COUNT(values); i++) {
            if (str_eq(name, str_of(values[i]))) {
                xml_edit_cut(&e->edits, attr.beg, attr.end);
            }
        }
    }
    for (uint32_t i = x->child; i != XML_TREE_NONE && !stays; i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, "p")) {
            xml_edit_remove(&e->edits, t, i);
        }
    }
}

/* Whether merged cells that begin in a row, or column, of their sheet reach one that is seen. */
static bool reaches_seen_row(const struct xml_tree *t, uint32_t row, uint32_t span)
{
    uint32_t met = 0;

    for (uint32_t i = row; i < t->nodes.n && met < span && !xml_tree_is(t, i, "table"); i++) {
        if (xml_tree_is(t, i, "table-row") && !is_collapsed(t, i)) {
            return true;
        }
        met +=
            xml_tree_is(t, i, "table-row") ? repeat_of(t, i, "number-rows-repeated", MAX_ROWS) : 0;
    }
    return false;
}

static bool reaches_seen_column(const struct odf_sheet *sheet, uint32_t column, uint32_t span)
{
    for (uint32_t i = column; i < column + span; i++) {
        if (!is_in(i, sheet->columns.v, sheet->columns.n)) {
            return true;
        }
    }
    return false;
}

/* Cells of a row: those that are not shown lose their values, others formulas that need them. */
static void edit_row(struct odf_edit *e, uint32_t row, const struct odf_sheet *sheet)
{
    const struct xml_tree *t = &e->tree;
    bool is_hidden = is_collapsed(t, row) && sheet->rows.n > 0;
    uint32_t emptied = 0, blanked = 0, uncovered = 0;
    uint32_t column = 0;

    for (uint32_t i = t->nodes.v[row].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (!is_cell(t, i)) {
            continue;
        }
        uint32_t n = repeat_of(t, i, "number-columns-repeated", MAX_COLUMNS);

        uint32_t across = repeat_of(t, i, "number-columns-spanned", MAX_COLUMNS);
        uint32_t down = repeat_of(t, i, "number-rows-spanned", MAX_ROWS);
        bool is_seen = (!is_hidden || (down > 1 && reaches_seen_row(t, row, down))) &&
                       reaches_seen_column(sheet, column, across);

        if (!is_seen && has_words(t, i)) {
            empty_cell(e, i);
            emptied++;
        } else if (is_unseen(e, i)) {
            empty_cell(e, i);
            blanked += odf_look_has(e, i, ODF_MARK_VALUE);
            uncovered += odf_look_has(e, i, ODF_MARK_COVERED);
        } else if (uses_gone(e->o, xml_tree_value(t, i, "formula"), sheet)) {
            odf_remove_attr(e, i, "formula");
        }
        column += n;
    }
    cleaning_log(e->o->c, "XLS-241", sheet->name, emptied);
    cleaning_log(e->o->c, "XLS-243", sheet->name, blanked);
    cleaning_log(e->o->c, "XLS-249", sheet->name, uncovered);
}

/* Names and lists about a sheet that goes. */
static bool is_about_gone(const struct odf *o, const struct xml_tree *t, uint32_t node)
{
    static const char *const attributes[] = {"cell-range-address", "base-cell-address",
                                             "expression", "target-range-address", "condition"};
    static const char *const elements[] = {"named-range", "named-expression", "database-range",
                                           "data-pilot-table", "content-validation"};
    bool is_one = false;

    for (size_t i = 0; i < COUNT(elements); i++) {
        is_one |= xml_tree_is(t, node, elements[i]);
    }
    for (uint32_t k = 0; k < o->sheets.n && is_one; k++) {
        for (size_t i = 0; i < COUNT(attributes) && o->sheets.v[k].is_gone; i++) {
            if (names_sheet(xml_tree_value(t, node, attributes[i]), o->sheets.v[k].name)) {
                return true;
            }
        }
    }
    return false;
}

bool odf_sheet_edit(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    const struct odf_sheet *sheet;
    uint32_t table;

    if (xml_tree_is(t, node, "table") && xml_tree_is(t, t->nodes.v[node].parent, "spreadsheet")) {
        sheet = sheet_of(e->o, node);
        if (sheet != NULL && sheet->is_gone) {
            odf_remove(e, node, "XLS-240");
            return true;
        }
        return false;
    }
    if ((xml_tree_is(t, node, "table-row") || xml_tree_is(t, node, "table-column")) &&
        is_collapsed(t, node) && cleaning_hidden(e->o->c, "XLS-241") == CLEANING_SHOW) {
        odf_remove_attr(e, node, "visibility");
        cleaning_log(e->o->c, "XLS-241", e->part, 1);
        return false;
    }
    if (!loses_something(e->o)) {
        return false;
    }
    if (xml_tree_is(t, node, "table-row") && xml_tree_is_in(t, node, "table", &table)) {
        sheet = sheet_of(e->o, table);
        if (sheet != NULL) {
            edit_row(e, node, sheet);
        }
        return false;
    }
    if (is_about_gone(e->o, t, node)) {
        xml_edit_remove(&e->edits, t, node);
        return true;
    }
    return false;
}
