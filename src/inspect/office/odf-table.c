/*
 * Sheets of OpenDocument: values of hidden sheets, rows and columns, values that cannot be seen by
 * their look (judged as those of workbooks, odf-format.c), under merged cells and under shapes.
 * Rows and columns have their measures in the file, so that a shape is held against the very
 * cells.
 */
#include "inspect/office/odf-table.h"

#include "inspect/office/odf-table-rule.h"
#include "inspect/office/ooxml-scene-judge.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"
#include "inspect/personal/personal.h"

#include <math.h>

enum {
    MAX_COVERS = 200,
    MAX_COLUMN_RANGES = 20000,
    MAX_MERGED = 5000,  /* that begin in hidden rows */
    WIDTH_EMU = 812800, /* of a column that does not say: 0.889 inch */
    HEIGHT_EMU = 162560,
};

/* ---- places ---- */

static const struct odf_columns *columns_of(struct odf_table *t)
{
    static const struct odf_columns none = {.width = WIDTH_EMU};

    while (t->columns_at < t->columns.n && t->columns.v[t->columns_at].last < t->column) {
        t->columns_at++;
    }
    return t->columns_at < t->columns.n ? &t->columns.v[t->columns_at] : &none;
}

/* ---- a sheet ---- */

static void start_table(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;

    memset(t, 0, sizeof(*t));
    t->name = ooxml_value(w->arena, e, "name");
    t->is_hidden = odf_style_of(&w->styles, "table", e)->hidden == 1;
}

static bool is_collapsed(const struct xml_element *e)
{
    struct str value;

    return xml_attribute(e, "visibility", &value) &&
           (str_eq(value, STR("collapse")) || str_eq(value, STR("filter")));
}

static uint32_t repeat_of(const struct xml_element *e, const char *name, uint32_t most)
{
    return (uint32_t)MIN(MAX(xml_attribute_int(e, name, 1), (int64_t)1), (int64_t)most);
}

/* The style of cells that name none; NULL when that is not said. */
static const struct odf_style *default_style(struct odf_walk *w, const struct xml_element *e)
{
    struct str name;

    return xml_attribute(e, "default-cell-style-name", &name)
               ? odf_style_find(&w->styles, "table-cell", name)
               : NULL;
}

static void start_columns(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;
    const struct odf_columns *before = t->columns.n > 0 ? &t->columns.v[t->columns.n - 1] : NULL;
    const struct odf_style *style = odf_style_of(&w->styles, "table-column", e);
    struct odf_columns c = {.width = style->extent >= 0 ? style->extent : WIDTH_EMU,
                            .is_hidden = is_collapsed(e),
                            .style = default_style(w, e)};

    if (t->columns.n >= MAX_COLUMN_RANGES) {
        return;
    }
    c.width = c.is_hidden ? 0 : c.width;
    c.last = repeat_of(e, "number-columns-repeated", SHEET_MAX_COLUMNS);
    if (before != NULL) {
        uint32_t first = t->columns.n > 1 ? t->columns.v[t->columns.n - 2].last : 0;

        c.x = before->x + before->width * (before->last - first);
        c.last = MIN(c.last + before->last, (uint32_t)SHEET_MAX_COLUMNS);
    }
    *VEC_ADD(w->arena, &t->columns) = c;
}

static void tell_cover(struct odf_walk *w, const struct odf_cover *cover)
{
    found_add_many(
        w->found, "XLS-249", INSPECT_HEURISTIC,
        arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->table.name), STR_ARG(cover->name)),
        (struct str){}, cover->values);
}

/* Shapes that end above the row are done with. */
static void drop_covers(struct odf_walk *w, double top)
{
    struct odf_table *t = &w->table;
    uint32_t n = 0;

    for (uint32_t i = 0; i < t->covers.n; i++) {
        if (t->covers.v[i].y1 > top) {
            t->covers.v[n++] = t->covers.v[i];
        } else {
            tell_cover(w, &t->covers.v[i]);
        }
    }
    t->covers.n = n;
}

void odf_table_cover(struct odf_walk *w, const struct scene_shape *x)
{
    struct odf_table *t = &w->table;

    if (!x->is_behind && !x->is_hidden && x->is_placed && t->covers.n < MAX_COVERS &&
        (scene_is_opaque(x) || x->is_frame || x->is_picture)) {
        *VEC_ADD(w->arena, &t->covers) = (struct odf_cover){
            .x0 = x->x, .y0 = x->y, .x1 = x->x + x->width, .y1 = x->y + x->height, .name = x->name};
    }
}

static void count_hidden(struct odf_walk *w, struct str text)
{
    w->table.hidden_values++;
    found_sample(w->arena, &w->table.hidden_sample, text);
}

/* Merged cells that begin above: those that reach a row that is seen are seen. */
static void settle_merged(struct odf_walk *w, bool ends)
{
    struct odf_table *t = &w->table;
    uint32_t n = 0;

    for (uint32_t i = 0; i < t->merged.n; i++) {
        const struct odf_merged *m = &t->merged.v[i];
        bool is_over = ends || t->row > m->last_row;

        if (is_over) {
            count_hidden(w, m->text);
        } else if (t->row_is_hidden) {
            t->merged.v[n++] = *m;
        }
    }
    t->merged.n = n;
}

static void start_row(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;
    const struct odf_style *style = odf_style_of(&w->styles, "table-row", e);

    t->row_y += t->row_height * t->repeat;
    t->row += t->repeat == 0 ? 1 : t->repeat;
    t->repeat = repeat_of(e, "number-rows-repeated", SHEET_MAX_ROWS);
    t->row_is_hidden = is_collapsed(e);
    t->row_height = t->row_is_hidden ? 0 : style->extent >= 0 ? style->extent : HEIGHT_EMU;
    t->row_style = default_style(w, e);
    t->column = 0;
    t->columns_at = 0;
    if (t->covers.n > 0) {
        drop_covers(w, t->row_y);
    }
    if (t->merged.n > 0) {
        settle_merged(w, false);
    }
}

/* ---- a cell ---- */

/* Its own style, or that of its row or column. */
static const struct odf_style *style_of_cell(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;
    const struct odf_style *of_column = columns_of(t)->style;
    struct str name = {};

    xml_attribute(e, "style-name", &name);
    return name.n > 0             ? odf_style_find(&w->styles, "table-cell", name)
           : t->row_style != NULL ? t->row_style
           : of_column != NULL    ? of_column
                                  : odf_style_find(&w->styles, "table-cell", name);
}

static void start_cell(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;
    struct str type = {};
    struct str value = {};

    t->column = MIN(t->column + 1, (uint32_t)SHEET_MAX_COLUMNS);
    t->in_cell = true;
    t->is_covered = ooxml_is(e->name, "covered-table-cell");
    t->cell_style = style_of_cell(w, e);
    t->cell_element = w->element;
    t->span = repeat_of(e, "number-columns-repeated", SHEET_MAX_COLUMNS);
    t->columns_spanned = repeat_of(e, "number-columns-spanned", SHEET_MAX_COLUMNS);
    t->rows_spanned = repeat_of(e, "number-rows-spanned", SHEET_MAX_ROWS);
    t->run_count = 0;
    xml_attribute(e, "value-type", &type);
    t->value.type = type.n == 0 || str_eq(type, STR("string")) ? 's' : 'n';
    if (t->value.type == 'n') {
        xml_attribute(e, "value", &value);
        value = str_sub(value, 0, ODF_NUMBER_BYTES);
        memcpy(t->number, value.p, value.n);
    }
    t->value.value = (struct str){.p = t->number, .n = value.n};
    buf_clear(&w->value);
}

void odf_table_words(struct odf_walk *w, struct str text, const struct odf_open *look)
{
    struct odf_table *t = &w->table;
    size_t before = text.n + w->paragraphs[0];

    if (!look->has_run || t->run_count >= ODF_MAX_RUNS || ooxml_is_blank(text) ||
        w->text.n < before) {
        return;
    }
    size_t beg = w->text.n - before + w->value.n;

    t->runs[t->run_count++] = (struct odf_run){.style = {.text = look->text,
                                                         .mark = look->mark,
                                                         .latin_size = look->latin_size,
                                                         .asian_size = look->asian_size,
                                                         .scale = look->scale},
                                               .beg = beg,
                                               .end = beg + text.n,
                                               .element = odf_walk_element(w)};
}

static void judge_cell(struct odf_walk *w, struct str text)
{
    struct odf_table *t = &w->table;
    const struct odf_style *style = t->cell_style;
    struct odf_value value = {.type = t->value.type,
                              .value = t->value.type == 's' ? text : t->value.value,
                              .column = t->column,
                              .row = t->row};
    enum odf_sight sight = odf_format_judge(&w->styles, style, value);
    bool is_one_run = t->run_count == 1 && t->runs[0].beg == 0 && t->runs[0].end >= text.n;

    odf_table_rule_ask(w, value, sight == ODF_SEEN);
    if (sight != ODF_SEEN && !is_one_run) {
        odf_table_rule_tell(w, sight, text, t->cell_element, false);
        return;
    }
    odf_table_rule_keep(w, text);
    for (uint32_t i = 0; i < t->run_count; i++) {
        const struct odf_run *run = &t->runs[i];
        struct odf_value words = {.type = 's',
                                  .value = str_sub(text, run->beg, run->end),
                                  .column = t->column,
                                  .row = t->row};

        odf_table_rule_tell(w, odf_format_judge_run(&w->styles, style, &run->style, words),
                            words.value, run->element, true);
    }
}

/* Shapes over the middle of the cell. */
static void count_covers(struct odf_walk *w)
{
    struct odf_table *t = &w->table;
    const struct odf_columns *c = columns_of(t);
    uint32_t first = t->columns_at > 0 ? t->columns.v[t->columns_at - 1].last : 0;
    double x = c->x + c->width * (t->column - first - 0.5);
    double y = t->row_y + t->row_height / 2;

    for (uint32_t i = 0; i < t->covers.n && !t->row_is_hidden && !c->is_hidden; i++) {
        struct odf_cover *cover = &t->covers.v[i];

        cover->values += x > cover->x0 && x < cover->x1 && y > cover->y0 && y < cover->y1;
    }
}

/* The head of the column, which tells what the values under it are. */
static struct str head_of(struct odf_table *t, struct str text)
{
    struct str head = {};

    if (t->column <= ODF_HEAD_COLUMNS) {
        head = (struct str){.p = t->heads[t->column - 1], .n = t->head_bytes[t->column - 1]};
        if (head.n == 0 && text.n < ODF_HEAD_BYTES) {
            memcpy(t->heads[t->column - 1], text.p, text.n);
            t->head_bytes[t->column - 1] = (uint8_t)text.n;
        }
    }
    return head;
}

/* Whether the cell at hand, or one that is merged with it, stands in a column that is seen. */
static bool reaches_seen_column(struct odf_table *t)
{
    uint32_t last = MIN(t->column + t->columns_spanned - 1, (uint32_t)SHEET_MAX_COLUMNS);
    bool is_seen = !columns_of(t)->is_hidden;

    for (uint32_t i = t->columns_at + 1; i < t->columns.n && !is_seen; i++) {
        if (t->columns.v[i - 1].last >= last) {
            break;
        }
        is_seen = !t->columns.v[i].is_hidden;
    }
    return is_seen;
}

/* Counts a value that is there, seen or not. */
static void count_value(struct odf_walk *w, struct str text)
{
    struct odf_table *t = &w->table;
    bool is_hidden = !reaches_seen_column(t);

    t->values++;
    if (t->is_hidden) {
        found_sample(w->arena, &t->sample, text);
    }
    if (t->row_is_hidden && t->rows_spanned > t->repeat && !is_hidden && t->merged.n < MAX_MERGED) {
        *VEC_ADD(w->arena, &t->merged) = (struct odf_merged){
            .last_row = t->row + t->rows_spanned - 1, .text = arena_str(w->arena, text)};
    } else if (t->row_is_hidden) {
        count_hidden(w, text);
    } else if (is_hidden) {
        t->column_values++;
        found_sample(w->arena, &t->column_sample, text);
    }
}

static void end_cell(struct odf_walk *w)
{
    struct odf_table *t = &w->table;
    struct str text = buf_str(&w->value);

    /* A number that is shown as nothing is there all the same. */
    if (str_trim(text).n == 0 && t->value.type == 'n') {
        text = t->value.value;
    }
    t->in_cell = false;
    if (!ooxml_is_blank(text)) {
        count_value(w, text);
        if (t->is_covered) {
            odf_walk_add(w, "XLS-249", INSPECT_HEURISTIC, text);
            odf_walk_mark(w, ODF_MARK_COVERED, t->cell_element);
        } else {
            judge_cell(w, text);
            count_covers(w);
        }
        personal_scan(w->found, text, head_of(t, text), odf_walk_place(w));
    }
    t->column = MIN(t->column + t->span - 1, (uint32_t)SHEET_MAX_COLUMNS);
}

/* ---- behind the cells ---- */

static void end_table(struct odf_walk *w)
{
    struct odf_table *t = &w->table;

    drop_covers(w, HUGE_VAL);
    settle_merged(w, true);
    odf_table_rule_judge(w);
    if (t->is_hidden) {
        found_add_many(w->found, "XLS-240", INSPECT_STRUCTURAL, t->name, t->sample, t->values);
    }
    found_add_many(w->found, "XLS-241", INSPECT_STRUCTURAL,
                   arena_printf(w->arena, "%.*s R", STR_ARG(t->name)), t->hidden_sample,
                   t->hidden_values);
    found_add_many(w->found, "XLS-241", INSPECT_STRUCTURAL,
                   arena_printf(w->arena, "%.*s C", STR_ARG(t->name)), t->column_sample,
                   t->column_values);
    t->name = (struct str){};
}

/* ---- messages of cells that are filled in ---- */

static void start_prompt(struct odf_walk *w)
{
    w->in_prompt = true;
    w->prompt_element = w->element;
    buf_clear(&w->note);
}

static void end_prompt(struct odf_walk *w)
{
    struct str words = str_trim(buf_str(&w->note));

    if (words.n > 0) {
        odf_walk_add(w, "XLS-248", INSPECT_STRUCTURAL, words);
        odf_walk_mark(w, ODF_MARK_PROMPT, w->prompt_element);
    }
    w->in_prompt = false;
}

/* ---- the walk ---- */

void odf_table_start(struct odf_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "table")) {
        start_table(w, e);
    } else if (ooxml_is(e->name, "table-column")) {
        start_columns(w, e);
    } else if (ooxml_is(e->name, "table-row")) {
        start_row(w, e);
    } else if (ooxml_is(e->name, "table-cell") || ooxml_is(e->name, "covered-table-cell")) {
        start_cell(w, e);
    } else if (ooxml_is(e->name, "scenario")) {
        odf_walk_add(w, "XLS-248", INSPECT_STRUCTURAL, ooxml_value(w->arena, e, "comment"));
    } else if (ooxml_is(e->name, "help-message") || ooxml_is(e->name, "error-message")) {
        start_prompt(w);
    } else {
        odf_table_rule_start(w, e);
    }
}

void odf_table_end(struct odf_walk *w, const char *name)
{
    if (ooxml_is(name, "table-cell") || ooxml_is(name, "covered-table-cell")) {
        end_cell(w);
    } else if (ooxml_is(name, "table")) {
        end_table(w);
    } else if (ooxml_is(name, "help-message") || ooxml_is(name, "error-message")) {
        end_prompt(w);
    }
}
