/*
 * A sheet as tables. Rows come in order; a gap in their numbers is an empty row.
 *
 *     BEFORE   rows with one value over the table: titles and notes
 *     HEAD     rows are kept until it is clear which of them are the head: those before the first
 *              with an amount in it, as long as their first column is empty (a head of two tiers)
 *     DATA     figures for each column
 *
 * What a cell shows by itself is told for runs of cells in a column; what a column shows (text
 * among numbers, no unit, repeats left out) is told when the table ends, because only then is it
 * known what the column holds. A head that comes again behind an empty row begins another table.
 */
#include "inspect/deliver/machine-table-parts.h"

enum {
    MAX_NOTES = 10, /* over a table */
};

struct machine_table *machine_table_new(struct arena *a, struct found *f,
                                        const struct machine *which, struct str sheet)
{
    struct machine_table *t = ARENA_NEW(a, struct machine_table);

    t->arena = a;
    t->found = f;
    t->which = which;
    t->sheet = sheet;
    return t;
}

static void tell_notes(struct machine_table *t)
{
    /* So many at the start are a list of one column. */
    if (t->notes.count > 0 && (t->tables > 0 || t->notes.count <= MAX_NOTES)) {
        machine_tell_range(t, MACHINE_NOTE, t->note_column, t->notes.first, t->note_column,
                           t->notes.last, t->notes.sample, t->notes.count);
    }
    t->notes = (struct run){};
}

static void add_note(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
                     uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        t->unit_is_told |= str_has(cells[i].text, STR("単位"));
    }
    if (t->notes.count > 0 && (row != t->notes.last + 1 || cells[0].column != t->note_column)) {
        tell_notes(t);
    }
    t->note_column = cells[0].column;
    machine_run_note(t->arena, &t->notes, row, cells[0].text);
}

/* One value, or several of which each is a note. */
static bool is_note_row(const struct machine_table *t, const struct machine_cell *cells,
                        uint32_t count)
{
    uint32_t notes = 0;

    for (uint32_t i = 0; i < count; i++) {
        notes += cells[i].kind == MACHINE_TEXT && machine_cell_is_note(cells[i].text);
    }
    if (notes == count || (count == 2 && notes == 1 && t->state == BEFORE)) {
        return true;
    }
    /* One value where the table has at least three columns; a table of one or two may have that. */
    return count == 1 && cells[0].kind == MACHINE_TEXT &&
           (t->state == BEFORE || (t->state == DATA && t->last_column - t->first_column >= 2));
}

static void keep_row(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
                     uint32_t count)
{
    struct kept_row *kept = &t->window[t->window_count++];

    *kept = (struct kept_row){.row = row,
                              .count = count,
                              .cells = ARENA_ARRAY(&t->window_arena, count, struct machine_cell)};
    for (uint32_t i = 0; i < count; i++) {
        kept->cells[i] = cells[i];
        kept->cells[i].text =
            arena_str(&t->window_arena, str_sub(cells[i].text, 0, MAX_KEPT_BYTES));
    }
    if (t->window_count == WINDOW_ROWS) {
        machine_head_settle(t);
    }
}

/* A row of words where the table has numbers. */
static bool is_head_again(const struct machine_table *t, const struct machine_cell *cells,
                          uint32_t count)
{
    bool over_numbers = false;

    if (machine_head_has_amount(cells, count)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t column = cells[i].column;

        if (column >= t->column_room || cells[i].kind != MACHINE_TEXT) {
            continue;
        }
        over_numbers |= machine_column_is_numeric(t, &t->columns[column]) &&
                        machine_cell_look(cells[i].text) == MACHINE_WORDS;
        if (i == 0 && t->columns[column].name.n > 0 &&
            str_eq(t->columns[column].name, cells[i].text)) {
            return true;
        }
    }
    return over_numbers;
}

static void take_gap(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
                     uint32_t count)
{
    if (t->state == HEAD && t->window_count == 1) {
        /* A line of its own over the table. */
        add_note(t, t->window[0].row, t->window[0].cells, t->window[0].count);
        t->window_count = 0;
        t->state = BEFORE;
        return;
    }
    if (t->state == HEAD) {
        machine_head_settle(t);
    }
    if (t->state != DATA) {
        return;
    }
    if (is_head_again(t, cells, count)) {
        machine_end_tell(t);
        machine_tell_range(t, MACHINE_ONE_TABLE, cells[0].column, row, cells[count - 1].column, row,
                           cells[0].text, 1);
    } else {
        machine_tell_range(t, MACHINE_SPLIT, t->first_column, t->last_row + 1, t->last_column,
                           row - 1, (struct str){}, 1);
    }
}

void machine_table_row(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
                       uint32_t count)
{
    bool gap = t->last_row > 0 && row > t->last_row + 1;

    if (count == 0) {
        return;
    }
    t->after_gap |= gap;
    if (t->state == HEAD && t->after_gap && t->window_count > 1) {
        machine_head_settle(t);
    }
    if (is_note_row(t, cells, count)) {
        add_note(t, row, cells, count);
        t->last_row = row;
        return;
    }
    if (t->after_gap) {
        take_gap(t, row, cells, count);
        t->after_gap = false;
    }
    tell_notes(t);
    t->last_row = row;
    if (t->state == BEFORE) {
        t->state = HEAD;
    }
    if (t->state == HEAD) {
        keep_row(t, row, cells, count);
    } else {
        machine_column_row(t, row, cells, count);
    }
}

void machine_table_end(struct machine_table *t)
{
    if (t->tables > 0 || t->state != BEFORE) {
        tell_notes(t);
    }
    machine_end_tell(t);
    arena_done(&t->window_arena);
    arena_done(&t->table_arena);
}

bool machine_table_has_signs(const struct machine_table *t)
{
    return t->has_signs;
}

bool machine_table_has_codes(const struct machine_table *t)
{
    return t->has_codes;
}
