/* The head of a table among the rows kept for it; see machine-table-parts.h. */
#include "inspect/deliver/machine-table-parts.h"

enum {
    MAX_HEAD_ROWS = 4,
    MAX_HEAD_BYTES = 300, /* of the names of a column over all rows of the head */
    MIN_WIDE = 3,         /* years or prefectures side by side in a head */
};

/* An amount: a number that is no year. */
static bool is_amount(const struct machine_cell *cell)
{
    if (cell->kind == MACHINE_TEXT) {
        enum machine_look look = machine_cell_look(cell->text);

        return (look == MACHINE_PLAIN_NUMBER || look == MACHINE_DECORATED_NUMBER) &&
               !machine_cell_is_year(cell->text);
    }
    return cell->kind == MACHINE_NUMERIC && !machine_cell_is_year(cell->text);
}

bool machine_head_has_amount(const struct machine_cell *cells, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (is_amount(&cells[i])) {
            return true;
        }
    }
    return false;
}

/* Rows of the window that are the head. */
static uint32_t count_head(const struct machine_table *t)
{
    const struct kept_row *rows = t->window;
    uint32_t first = 0;
    uint32_t n = 1;

    while (first < t->window_count &&
           !machine_head_has_amount(rows[first].cells, rows[first].count)) {
        first++;
    }
    if (first == 0 && t->window_count > 0) {
        return 0; /* begins with amounts: no head */
    }
    uint32_t stub = rows[0].cells[0].column;

    while (n < MIN(first, (uint32_t)MAX_HEAD_ROWS) && n < t->window_count &&
           first < t->window_count && rows[n].cells[0].column > stub) {
        n++;
    }
    return n;
}

static void add_name(struct machine_table *t, uint32_t column, struct str text)
{
    struct column *c = machine_column_at(t, column);

    if (c->name.n + text.n < MAX_HEAD_BYTES) {
        c->name = arena_printf(&t->table_arena, "%.*s%s%.*s", STR_ARG(c->name),
                               c->name.n > 0 ? " " : "", STR_ARG(text));
    }
}

static void name_by_row(struct machine_table *t, const struct kept_row *row, bool is_last)
{
    for (uint32_t i = 0; i < row->count && row->cells[i].column <= MAX_COLUMNS; i++) {
        const struct machine_cell *cell = &row->cells[i];
        uint32_t next = i + 1 < row->count ? row->cells[i + 1].column : t->window_last_column + 1;
        struct column *c = machine_column_at(t, cell->column);

        t->first_column = MIN(t->first_column, cell->column);
        t->last_column = MAX(t->last_column, cell->column);
        if (cell->kind == MACHINE_TEXT) {
            machine_column_text(t, c, row->row, cell->text);
        }
        if (cell->is_formula) {
            machine_run_note(&t->table_arena, &c->runs[FAULT_FORMULA], row->row, cell->text);
        }
        add_name(t, cell->column, cell->text);
        /* The name of an upper tier holds for the empty cells to its right too. */
        for (uint32_t k = cell->column + 1; !is_last && k < MIN(next, (uint32_t)MAX_COLUMNS); k++) {
            add_name(t, k, cell->text);
        }
    }
}

static void name_columns(struct machine_table *t)
{
    t->window_last_column = 0;
    for (uint32_t r = 0; r < t->window_count; r++) {
        const struct kept_row *row = &t->window[r];

        t->window_last_column = MAX(t->window_last_column, row->cells[row->count - 1].column);
    }
    for (uint32_t r = 0; r < t->head_rows; r++) {
        name_by_row(t, &t->window[r], r + 1 == t->head_rows);
    }
}

/* Years, or prefectures, side by side in a row of the head. */
static void look_for_wide(struct machine_table *t)
{
    for (uint32_t r = 0; r < t->head_rows; r++) {
        const struct kept_row *row = &t->window[r];
        uint32_t times = 0;
        uint32_t places = 0;
        uint32_t first = 0;
        uint32_t last = 0;

        for (uint32_t i = 0; i < row->count; i++) {
            struct str text = row->cells[i].text;
            bool time = machine_cell_is_year(text) || machine_cell_is_era_only(text);
            bool place = machine_cell_is_prefecture(text) || machine_cell_is_short_prefecture(text);

            times += time;
            places += place;
            if (time || place) {
                first = first == 0 ? row->cells[i].column : first;
                last = row->cells[i].column;
            }
        }
        if (times >= MIN_WIDE || places >= MIN_WIDE) {
            machine_tell_range(t, MACHINE_WIDE, first, row->row, last, row->row, (struct str){},
                               MAX(times, places));
        }
    }
}

static void tell_head(struct machine_table *t)
{
    if (t->head_rows > 1) {
        machine_tell_range(t, MACHINE_HEAD, t->first_column, t->head_row, t->last_column,
                           t->head_row + t->head_rows - 1, (struct str){}, 1);
    }
    if (t->head_row > 1 && t->tables == 1) {
        machine_tell_range(t, MACHINE_FIRST_ROW, t->first_column, t->head_row, t->last_column,
                           t->head_row, (struct str){}, 1);
    }
    look_for_wide(t);
}

void machine_head_settle(struct machine_table *t)
{
    t->tables++;
    t->head_row = t->window[0].row;
    t->head_rows = count_head(t);
    t->first_column = MAX_COLUMNS;
    t->last_column = 0;
    t->columns = NULL;
    t->column_room = 0;
    t->data_rows = 0;
    name_columns(t);
    if (t->first_column <= t->last_column) {
        tell_head(t);
    }
    t->state = DATA;
    for (uint32_t r = t->head_rows; r < t->window_count; r++) {
        machine_column_row(t, t->window[r].row, t->window[r].cells, t->window[r].count);
    }
    t->window_count = 0;
    arena_done(&t->window_arena);
}
