/*
 * The cells of a sheet, in one walk: hidden rows and columns with values, cells that cannot be seen
 * for their own look, objects over cells, cells far outside, words with the head of their column.
 * What stands behind the cells in the file (conditional formats, merged cells, lists of values) is
 * judged at the end, by the places of the first so many values; only a conditional format that
 * hides makes a second walk (ooxml-sheet-again.c).
 */
#include "inspect/office/ooxml-sheet-cells.h"

#include "base/tr.h"
#include "inspect/office/column-name.h"
#include "inspect/office/ooxml-sheet-again.h"
#include "inspect/office/ooxml-sheet-around.h"
#include "inspect/office/ooxml-sheet-extension.h"
#include "inspect/office/ooxml-sheet-look.h"
#include "inspect/office/ooxml-sheet-pivot.h"
#include "inspect/office/ooxml-sheet-string.h"
#include "inspect/office/ooxml-sheet-text.h"
#include "inspect/office/ooxml-sheet-unseen.h"
#include "inspect/office/ooxml-sheet-words.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/personal/personal.h"

#include <stdio.h>

enum {
    MAX_CELL_BYTES = 64 * 1024,
    MAX_PLACES = 65536, /* of values, for merged cells */
    MAX_MERGED = 5000,
    MAX_INLINE_RUNS = 1000,
    FAR_ROWS = 200,
    FAR_COLUMNS = 40,
};

/* ---- rows and columns ---- */

static void start_row(struct sheet_walk *w, const struct xml_element *e)
{
    struct str value;
    int64_t height = ooxml_thousandths(e, "ht", INT32_MAX);
    int64_t row = xml_attribute_int(e, "r", (int64_t)w->row + 1);

    w->row = (uint32_t)MIN(MAX(row, (int64_t)1), (int64_t)SHEET_MAX_ROWS);
    w->column = 0;
    w->row_is_hidden = ooxml_is_on(e, "hidden") || height < SHEET_LEAST_HEIGHT ||
                       (w->rows_are_hidden && !xml_attribute(e, "hidden", &value) &&
                        !xml_attribute(e, "ht", &value));
    sheet_unseen_row(w);
    sheet_around_row(w);
    sheet_around_paint(w, (uint32_t)xml_attribute_int(e, "s", 0),
                       &(struct sheet_area){1, w->row, SHEET_MAX_COLUMNS, w->row});
}

static void start_columns(struct sheet_walk *w, const struct xml_element *e)
{
    uint32_t beg = (uint32_t)xml_attribute_int(e, "min", 0);
    uint32_t end = (uint32_t)xml_attribute_int(e, "max", 0);

    sheet_around_paint(w, (uint32_t)xml_attribute_int(e, "style", 0),
                       &(struct sheet_area){beg, 1, end, SHEET_MAX_ROWS});
    int64_t width = ooxml_thousandths(e, "width", INT32_MAX);
    bool is_hidden = ooxml_is_on(e, "hidden");

    if (is_hidden || width < SHEET_LEAST_WIDTH) {
        sheet_unseen_columns(w, beg, end, !is_hidden && width > 0);
    } else {
        sheet_seen_columns(w, beg, end);
    }
}

/* ---- what stands around the cells ---- */

static enum xml_step start_around(struct sheet_walk *w, const struct xml_element *e)
{
    struct found *f = w->book->o->found;
    struct sheet_area area;
    struct str value = {};

    if (ooxml_is(e->name, "sheetFormatPr")) {
        /* Not zeroHeight: it hides the rows that are not written, and these have no cells. */
        w->rows_are_hidden =
            ooxml_thousandths(e, "defaultRowHeight", INT32_MAX) < SHEET_LEAST_HEIGHT;
        if (ooxml_thousandths(e, "defaultColWidth", INT32_MAX) < SHEET_LEAST_WIDTH) {
            sheet_unseen_columns(w, 1, SHEET_MAX_COLUMNS, false);
        }
    } else if (ooxml_is(e->name, "sheetView") && xml_attribute(e, "topLeftCell", &value)) {
        size_t n;

        sheet_reference(value, &w->view_column, &w->view_row, &n);
    } else if (ooxml_is(e->name, "pane") && xml_attribute(e, "state", &value)) {
        w->is_frozen |= str_starts(value, STR("frozen"));
    } else if (ooxml_is(e->name, "col")) {
        start_columns(w, e);
    } else if (ooxml_is(e->name, "mergeCell") && w->merged.n < MAX_MERGED) {
        if (xml_attribute(e, "ref", &value) && sheet_area_of(value, &area)) {
            *VEC_ADD(w->arena, &w->merged) = area;
        }
    } else if (ooxml_is(e->name, "conditionalFormatting")) {
        w->rule_areas = ooxml_value(w->arena, e, "sqref");
        if (w->rule_areas.n == 0) {
            sheet_extension_open(w);
        }
    } else if (ooxml_is(e->name, "cfRule")) {
        sheet_around_rule(w, e);
    } else if (ooxml_is(e->name, "formula")) {
        w->in_formula = w->rule_is_kept;
        buf_clear(&w->value);
    } else if (ooxml_is(e->name, "dataValidation")) {
        w->list_areas = ooxml_value(w->arena, e, "sqref");
        sheet_words_prompt(w, e);
    } else if (ooxml_is(e->name, "formula1")) {
        w->in_formula = true;
        buf_clear(&w->value);
    } else if (ooxml_is(e->name, "sheetProtection") && ooxml_is_on(e, "sheet")) {
        found_add(f, "OOX-218", INSPECT_STRUCTURAL, w->sheet->name, (struct str){});
    } else if (ooxml_is(e->name, "scenario") || ooxml_is(e->name, "customSheetView")) {
        found_add(f, "XLS-248", INSPECT_STRUCTURAL, w->sheet->name,
                  ooxml_value(w->arena, e, ooxml_is(e->name, "scenario") ? "user" : "guid"));
    } else if (ooxml_is(e->name, "control") || ooxml_is(e->name, "oleObject")) {
        w->has_objects = true;
        found_add(f, ooxml_is(e->name, "control") ? "OOX-208" : "OOX-207", INSPECT_STRUCTURAL,
                  w->sheet->name, ooxml_value(w->arena, e, "progId"));
    } else if (ooxml_is(e->name, "filter") || ooxml_is(e->name, "customFilter")) {
        sheet_words_criterion(w, e);
    } else if (ooxml_is(e->name, "drawing") || ooxml_is(e->name, "picture")) {
        w->has_objects = true;
        w->has_ground |= ooxml_is(e->name, "picture");
    } else if (ooxml_is(e->name, "headerFooter")) {
        w->has_first_margin = ooxml_is_on(e, "differentFirst");
        w->has_even_margin = ooxml_is_on(e, "differentOddEven");
    } else if (ooxml_starts(str_of(e->name), "odd") || ooxml_starts(str_of(e->name), "even") ||
               ooxml_starts(str_of(e->name), "first")) {
        w->in_margin = true;
        buf_clear(&w->value);
    }
    return XML_ENTER;
}

/* ---- cells ---- */

static enum xml_step sheet_start(void *user, const struct xml_element *e)
{
    struct sheet_walk *w = user;

    if (w->in_extension) {
        return sheet_extension_start(w, e);
    }
    machine_sheet_element(w->machine, e);
    if (ooxml_is(e->name, "c")) {
        sheet_walk_cell(w, e);
        sheet_around_paint(w, w->format,
                           &(struct sheet_area){w->column, w->row, w->column, w->row});
    } else if (ooxml_is(e->name, "v") || ooxml_is(e->name, "t")) {
        w->in_value = true;
    } else if (ooxml_is(e->name, "row")) {
        start_row(w, e);
    } else if (ooxml_is(e->name, "f")) {
        w->in_cell_formula = true;
        buf_clear(&w->formula);
    } else if (ooxml_is(e->name, "rPh")) {
        return XML_SKIP;
    } else if (ooxml_is(e->name, "r") && w->type == 'i' && w->runs.n < MAX_INLINE_RUNS) {
        *VEC_ADD(w->arena, &w->runs) = (struct sheet_inline_run){.beg = w->value.n};
    } else if (ooxml_is(e->name, "color") && w->runs.n > 0) {
        w->runs.v[w->runs.n - 1].colour = sheet_colour(w->book, e);
    } else {
        return start_around(w, e);
    }
    return XML_ENTER;
}

/* The first words of a column are its head, unless they carry digits as values do. */
static void keep_head(struct sheet_walk *w, struct str text)
{
    if (w->column > SHEET_HEAD_COLUMNS || w->heads[w->column - 1].p != NULL ||
        text.n >= SHEET_HEAD_BYTES) {
        return;
    }
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] >= '0' && text.p[i] <= '9') {
            return;
        }
    }
    w->heads[w->column - 1] = arena_str(w->arena, text);
}

static bool is_own_head(const struct sheet_walk *w, struct str text)
{
    bool is_own = w->tables.n > 0 && sheet_is_own_head(text);

    for (uint32_t i = 0; i < w->tables.n && is_own; i++) {
        const struct sheet_table *t = &w->tables.v[i];

        if (w->row == t->head_row && sheet_area_has(&t->area, w->column, w->row)) {
            return true;
        }
    }
    return false;
}

/* A value: where it stands, and under what. */
static void count_value(struct sheet_walk *w, struct str text)
{
    uint64_t place = (uint64_t)w->row << 14 | w->column;

    if (is_own_head(w, text)) {
        return;
    }
    w->values++;
    w->lost_values += w->is_frozen && (w->row < w->view_row || w->column < w->view_column);
    if (w->sheet->is_hidden) {
        found_sample(w->arena, &w->sample, text);
    }
    if (!sheet_unseen_value(w, text) && !w->sheet->is_hidden) {
        sheet_pivot_keep(w->book, w->type, text);
    }
    for (uint32_t i = 0; i < w->covers.n; i++) {
        if (sheet_area_has(&w->covers.v[i].area, w->column, w->row)) {
            w->covers.v[i].values++;
            found_sample(w->arena, &w->covers.v[i].sample, text);
        }
    }
    if (w->last_row > 0 &&
        (w->row > w->last_row + FAR_ROWS || w->column > w->last_column + FAR_COLUMNS)) {
        if (w->far_values++ == 0) {
            w->far_place = arena_str(w->arena, sheet_cell_place(w, w->column, w->row));
        }
    } else {
        w->last_row = MAX(w->last_row, w->row);
        w->last_column = MAX(w->last_column, w->column);
    }
    buf_add(&w->places, (struct str){.p = (const char *)&place, .n = sizeof(place)});
}

/* A number for the ground of the cell, 0 when it has none: for comparing. */
static uint32_t ground_of(const struct sheet_walk *w)
{
    const struct workbook *b = w->book;
    const struct ooxml_colour *ground =
        w->format < b->formats.n ? &b->formats.v[w->format].ground : NULL;

    return ground == NULL || ground->paint <= OOXML_CLEAR ||
                   (ground->paint == OOXML_SOLID && ground->rgb == OOXML_WHITE)
               ? 0
               : (uint32_t)ground->paint << 24 ^ ground->rgb;
}

/*
 * The day that a sheet counts as this number of days from 1900 on (ECMA-376 part 1, 18.17.4.1), as
 * a date; or the figure itself when it can be none.
 */
static struct str date_of(struct str figure, uint32_t shift, char room[static 16])
{
    static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    enum { MOST = 73050 /* end of 2099 */ };
    uint64_t days = sheet_figure(figure) + shift;
    unsigned year = 1900, month = 0;

    if (days <= 60 || days > MOST) {
        return figure;
    }
    days -= 2; /* 1 is the first day; the 60th, 29 February 1900, never was */
    for (;; year++) {
        unsigned length = year % 4 == 0 && year != 1900 ? 366 : 365;

        if (days < length) {
            break;
        }
        days -= length;
    }
    for (;; month++) {
        unsigned length = lengths[month] + (month == 1 && year % 4 == 0 && year != 1900);

        if (days < length) {
            break;
        }
        days -= length;
    }
    int n = snprintf(room, 16, "%u-%02u-%02u", year, month + 1, (unsigned)days + 1);

    return (struct str){.p = room, .n = (size_t)n};
}

/* The cell is looked through; of bare figures those that can say something. */
static void look_for_persons(struct sheet_walk *w, struct str text)
{
    struct found *f = w->book->o->found;
    bool is_text = w->type == 's' || w->type == 'i' || w->type == 'r';
    bool is_date = false;
    char date[16];

    if (!is_text && text.n < 6) {
        if (!personal_wants_figure(f, w->row, w->column, &is_date)) {
            return;
        }
        text = is_date ? date_of(text, w->book->days_shift, date) : text;
    }
    personal_cell(f, text, (struct str){}, sheet_cell_place(w, w->column, w->row), w->row,
                  w->column);
}

static void end_cell(struct sheet_walk *w)
{
    struct str text = buf_str(&w->value);
    uint64_t string = 0;
    bool kept = true;

    if (text.n == 0 || w->column == 0 || w->column > SHEET_MAX_COLUMNS) {
        return;
    }
    if (w->type == 's') {
        string = sheet_figure(text);
        sheet_string_use(w->book, string);
        text = sheet_string(w->book, string, &kept);
        if (!kept && string < w->book->strings_in_all) {
            text = STR("…");
        }
    }
    if (str_trim(text).n == 0) {
        return;
    }
    machine_sheet_cell(w->machine, w->row, w->column, w->type, ground_of(w), text);
    count_value(w, text);
    sheet_look_judge(w, text, string);
    if (kept) {
        look_for_persons(w, text);
    }
    if (w->type == 's' || w->type == 'i') {
        keep_head(w, text);
    }
}

static void sheet_end(void *user, const char *name, enum xml_namespace ns)
{
    struct sheet_walk *w = user;

    w->in_value = false;
    if (ooxml_is(name, "c")) {
        end_cell(w);
    } else if (w->in_extension) {
        sheet_extension_end(w, name);
    } else if (w->in_cell_formula) {
        sheet_words_formula(w, buf_str(&w->formula));
        w->in_cell_formula = false;
    } else if (w->in_formula && ooxml_is(name, "formula")) {
        struct sheet_rule *rule = &w->rules.v[w->rules.n - 1];

        *(rule->formula.n == 0 ? &rule->formula : &rule->second) =
            arena_str(w->arena, buf_str(&w->value));
        w->in_formula = false;
    } else if (w->in_formula && ooxml_is(name, "formula1")) {
        sheet_around_list(w);
    } else if (w->in_margin) {
        sheet_words_margin(w, name);
        w->in_margin = false;
    }
}

static void sheet_text(void *user, struct str text)
{
    struct sheet_walk *w = user;

    if (w->in_value || w->in_formula || w->in_margin) {
        buf_add(&w->value, text);
    } else if (w->in_cell_formula) {
        buf_add(&w->formula, text);
    }
}

/* ---- the sheet ---- */

static void tell_sheet(struct sheet_walk *w)
{
    struct found *f = w->book->o->found;

    sheet_unseen_tell(w);
    if (w->sheet->is_hidden && (w->values > 0 || w->has_objects)) {
        found_add_many(f, "XLS-240", INSPECT_STRUCTURAL,
                       arena_printf(w->arena, "%.*s%s", STR_ARG(w->sheet->name),
                                    w->sheet->is_very_hidden ? " (veryHidden)" : ""),
                       w->sample, MAX(w->values, 1u));
    }
    found_add_many(f, "XLS-241", INSPECT_HEURISTIC,
                   arena_printf(w->arena, "%.*s!A1:%.*s%u", STR_ARG(w->sheet->name),
                                STR_ARG(column_name(w->arena, w->view_column)), w->view_row),
                   (struct str){}, w->lost_values);
    found_add_many(f, "XLS-250", INSPECT_STRUCTURAL, w->far_place, (struct str){}, w->far_values);
}

void sheet_cells_read(struct workbook *b, const struct sheet *sheet)
{
    static const struct xml_handler handler = {
        .start = sheet_start, .end = sheet_end, .text = sheet_text};
    struct arena arena CLEANUP(arena_done) = {};
    struct sheet_walk *w = ARENA_NEW(&arena, struct sheet_walk);

    w->book = b;
    w->sheet = sheet;
    w->arena = &arena;
    w->place_bytes = MIN(sheet->name.n, (size_t)SHEET_PLACE_BYTES - 20);
    memcpy(w->place, sheet->name.p, w->place_bytes);
    w->place[w->place_bytes++] = '!';
    buf_init(&w->value, MAX_CELL_BYTES);
    buf_init(&w->formula, MAX_CELL_BYTES);
    buf_init(&w->margins, MAX_CELL_BYTES);
    buf_init(&w->places, MAX_PLACES * sizeof(uint64_t));
    sheet_around_read(w);
    w->machine = machine_sheet_open(b->o->found, sheet->name);
    if (!ooxml_walk(b->o, sheet->part, &handler, w)) {
        found_less(b->o->found, INSPECT_PARTIAL, tr("a sheet of the workbook is missing"));
    }
    personal_end(b->o->found);
    machine_sheet_close(w->machine);
    tell_sheet(w);
    sheet_around_judge(w);
    sheet_again(w);
    buf_done(&w->value);
    buf_done(&w->formula);
    buf_done(&w->margins);
    buf_done(&w->places);
}
