/* What is known of a table only when it is over; see machine-table-parts.h. */
#include "inspect/deliver/machine-table-parts.h"

enum {
    MIN_CHOICE_ROWS = 6,
};

/* In two places of the head the same name. */
static void tell_same_names(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        uint64_t hash = str_hash(t->columns[i].name);

        for (uint32_t k = i + 1; k <= MIN(t->last_column, i + 256); k++) {
            if (t->columns[i].name.n > 0 && str_hash(t->columns[k].name) == hash &&
                str_eq(t->columns[k].name, t->columns[i].name)) {
                machine_tell_range(t, MACHINE_HEAD, k, t->head_row, k, t->head_row,
                                   t->columns[k].name, 1);
                break;
            }
        }
    }
}

static void tell_names(struct machine_table *t)
{
    uint32_t last = t->head_row + MAX(t->head_rows, 1u) - 1;

    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        const struct column *c = &t->columns[i];
        uint32_t end = i;

        if (c->name.n > 0 || c->values == 0) {
            continue;
        }
        while (end < t->last_column && t->columns[end + 1].name.n == 0 &&
               t->columns[end + 1].values > 0) {
            end++;
        }
        machine_tell_range(t, MACHINE_UNNAMED, i, t->head_row, end, last, (struct str){},
                           end - i + 1);
        i = end;
    }
    if (t->last_column - t->first_column < 512) {
        tell_same_names(t);
    }
}

/* Columns without any value between columns with some. */
static void tell_empty_columns(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i < t->last_column; i++) {
        const struct column *c = &t->columns[i];

        if (c->values == 0 && c->name.n == 0) {
            machine_tell_range(t, MACHINE_SPLIT, i, t->head_row, i, t->last_data, (struct str){},
                               1);
        }
    }
}

/*
 * Repeats left out: among the columns before the first of numbers, one that begins with a value, is
 * empty in many rows, and has a fuller one to its right.
 */
static void tell_omitted(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i < t->last_column; i++) {
        struct column *c = &t->columns[i];
        uint32_t blanks = t->data_rows - c->values;
        const struct column *next = &t->columns[i + 1];

        if (machine_column_is_numeric(t, c)) {
            break;
        }
        if (c->name.n > 0 && c->values > 0 && blanks * 3 >= t->data_rows && blanks > 0 &&
            t->data_rows >= 3 && next->values > c->values &&
            (c->runs[FAULT_BLANK].count == 0 || c->runs[FAULT_BLANK].first > t->first_data)) {
            machine_tell_range(t, MACHINE_OMITTED, i, t->first_data, i, t->last_data, c->name,
                               blanks);
        }
    }
    machine_tell_fault(t, MACHINE_OMITTED, FAULT_DITTO, machine_column_any);
}

static bool has_code_column(const struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        if (str_has(t->columns[i].name, STR("コード")) ||
            str_has(t->columns[i].name, STR("code"))) {
            return true;
        }
    }
    return false;
}

static bool has_year_column(const struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        if (machine_column_is_years(&t->columns[i])) {
            return true;
        }
    }
    return false;
}

static bool is_unit_missing(const struct machine_table *t, const struct column *c)
{
    /* What all cells carry themselves is another fault. */
    return machine_column_is_numeric(t, c) && c->name.n > 0 && !machine_cell_has_unit(c->name) &&
           !machine_cell_is_year(c->name) && !machine_column_is_years(c) &&
           c->runs[FAULT_DECORATED].count * 2 < c->values;
}

static void tell_units(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        t->unit_is_told |= str_has(t->columns[i].name, STR("単位"));
    }
    for (uint32_t i = t->first_column; i <= t->last_column && !t->unit_is_told; i++) {
        uint32_t end = i;

        if (!is_unit_missing(t, &t->columns[i])) {
            continue;
        }
        while (end < t->last_column && is_unit_missing(t, &t->columns[end + 1])) {
            end++;
        }
        machine_tell_range(t, MACHINE_UNIT, i, t->head_row, end, t->head_row, t->columns[i].name,
                           end - i + 1);
        i = end;
    }
}

static bool is_coloured(const struct machine_table *t, const struct column *c)
{
    /* A column that is coloured as a whole has a looks of its own and no meaning. */
    return c->runs[FAULT_COLOUR].count * 2 < c->values;
}

static bool is_place(const struct machine_table *t, const struct column *c)
{
    return c->short_places >= 2 && c->short_places * 2 >= c->values - c->places;
}

static bool is_choice(const struct machine_table *t, const struct column *c)
{
    return machine_column_is_text(t, c) && c->choice_count != UINT32_MAX &&
           c->values >= MIN_CHOICE_ROWS && c->choice_count * 2 <= c->values;
}

/* Times in the head without the western year. */
static void tell_era_heads(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        if (machine_cell_is_era_only(t->columns[i].name)) {
            machine_tell_range(t, MACHINE_TIME, i, t->head_row, i, t->head_row, t->columns[i].name,
                               1);
        }
    }
}

/* Rows at the end that the column lacks. */
static void count_last_blanks(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        struct column *c = &t->columns[i];
        struct run *blank = &c->runs[FAULT_BLANK];
        uint32_t missing = t->data_rows - c->values - c->blanks;

        if (missing > 0 && c->values > 0) {
            blank->first = blank->count == 0 ? c->last_row + 1 : blank->first;
            blank->count += missing;
            blank->last = t->last_data;
        }
    }
}

static void note_legends(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        const struct column *c = &t->columns[i];

        t->has_signs |= machine_column_is_numeric(t, c) && c->runs[FAULT_SIGN].count > 0;
        t->has_codes |= c->values > 0 && str_has(c->name, STR("コード"));
    }
}

void machine_end_tell(struct machine_table *t)
{
    if (t->state == HEAD) {
        machine_head_settle(t);
    }
    if (t->state != DATA || t->first_column > t->last_column) {
        return;
    }
    if (t->data_rows > 0) {
        count_last_blanks(t);
        tell_names(t);
        tell_empty_columns(t);
        tell_omitted(t);
        tell_units(t);
        tell_era_heads(t);
        machine_tell_fault(t, MACHINE_NUMBER, FAULT_DECORATED, machine_column_is_numeric);
        machine_tell_fault(t, MACHINE_NUMBER, FAULT_TEXT_NUMBER, machine_column_is_numeric);
        machine_tell_fault(t, MACHINE_NUMBER, FAULT_WORDS, machine_column_is_numeric);
        machine_tell_fault(t, MACHINE_SYMBOL, FAULT_SIGN, machine_column_is_numeric);
        machine_tell_fault(t, MACHINE_BLANK, FAULT_BLANK, machine_column_is_numeric);
        machine_tell_fault(t, MACHINE_ONE_DATUM, FAULT_MANY, machine_column_any);
        machine_tell_fault(t, MACHINE_OTHER, FAULT_OTHER, machine_column_any);
        machine_tell_fault(t, MACHINE_COLOUR, FAULT_COLOUR, is_coloured);
        machine_tell_fault(t, MACHINE_CHOICE, FAULT_CHOICE, is_choice);
        if (!has_year_column(t)) {
            machine_tell_fault(t, MACHINE_TIME, FAULT_ERA, machine_column_any);
        }
        if (!has_code_column(t)) {
            machine_tell_fault(t, MACHINE_REGION, FAULT_SHORT_PLACE, is_place);
        }
        note_legends(t);
    }
    machine_tell_fault(t, MACHINE_LAYOUT, FAULT_LAYOUT, machine_column_any);
    machine_tell_fault(t, MACHINE_PLATFORM, FAULT_PLATFORM, machine_column_any);
    machine_tell_fault(t, MACHINE_FORMULA, FAULT_FORMULA, machine_column_any);
    arena_done(&t->table_arena);
    t->columns = NULL;
    t->column_room = 0;
    t->state = BEFORE;
}
