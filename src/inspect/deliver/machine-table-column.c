/* What cells of data show, column by column; see machine-table-parts.h. */
#include "inspect/deliver/machine-table-parts.h"

enum {
    MAX_CHOICES = 48, /* different texts of a column that are compared */
};

void machine_table_tell(struct machine_table *t, enum machine_check check, struct str range,
                        struct str reads, uint32_t count)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str place = range;

    if (!t->which->wants[check]) {
        return;
    }
    if (t->sheet.n > 0) {
        place = arena_printf(&scratch, "%.*s%s%.*s", STR_ARG(t->sheet), range.n > 0 ? "!" : "",
                             STR_ARG(range));
    }
    found_add_many(t->found, machine_rule(check), INSPECT_HEURISTIC, place, reads, count);
}

/* "B2:D9", "B2" of columns and rows from 1. */
static struct str range_of(struct arena *a, uint32_t c1, uint32_t r1, uint32_t c2, uint32_t r2)
{
    struct str beg = column_name(a, c1);
    struct str end = column_name(a, c2);

    return c1 == c2 && r1 == r2
               ? arena_printf(a, "%.*s%u", STR_ARG(beg), r1)
               : arena_printf(a, "%.*s%u:%.*s%u", STR_ARG(beg), r1, STR_ARG(end), r2);
}

void machine_tell_range(struct machine_table *t, enum machine_check check, uint32_t c1, uint32_t r1,
                        uint32_t c2, uint32_t r2, struct str reads, uint32_t count)
{
    struct arena scratch CLEANUP(arena_done) = {};

    machine_table_tell(t, check, range_of(&scratch, c1, r1, c2, r2), reads, count);
}

void machine_run_note(struct arena *a, struct run *run, uint32_t row, struct str text)
{
    if (run->count++ == 0) {
        run->first = row;
        run->sample = arena_str(a, str_sub(text, 0, MAX_KEPT_BYTES));
    }
    run->last = row;
}

void machine_tell_fault(struct machine_table *t, enum machine_check check, enum fault fault,
                        bool (*is_so)(const struct machine_table *t, const struct column *c))
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        const struct run *run = &t->columns[i].runs[fault];
        uint32_t end = i;
        uint32_t count = run->count;

        if (run->count == 0 || !is_so(t, &t->columns[i])) {
            continue;
        }
        while (end < t->last_column && t->columns[end + 1].runs[fault].count == run->count &&
               t->columns[end + 1].runs[fault].first == run->first &&
               t->columns[end + 1].runs[fault].last == run->last &&
               is_so(t, &t->columns[end + 1])) {
            end++;
            count += run->count;
        }
        machine_tell_range(t, check, i, run->first, end, run->last, run->sample, count);
        i = end;
    }
}

struct column *machine_column_at(struct machine_table *t, uint32_t number)
{
    if (number >= t->column_room) {
        uint32_t room = MIN(MAX(number + 8, t->column_room * 2), (uint32_t)MAX_COLUMNS + 1);
        struct column *more = ARENA_ARRAY(&t->table_arena, room, struct column);

        if (t->column_room > 0) {
            memcpy(more, t->columns, t->column_room * sizeof(more[0]));
        }
        t->columns = more;
        t->column_room = room;
    }
    return &t->columns[number];
}

bool machine_column_any(const struct machine_table *t, const struct column *c)
{
    return true;
}

bool machine_column_is_numeric(const struct machine_table *t, const struct column *c)
{
    uint32_t numbers =
        c->numbers + c->runs[FAULT_DECORATED].count + c->runs[FAULT_TEXT_NUMBER].count;
    uint32_t others = c->values - numbers - c->runs[FAULT_SIGN].count;

    return numbers > 0 && numbers >= 2 * others && !machine_cell_is_code_head(c->name);
}

/* Nearly all of them: amounts may look like years too. */
bool machine_column_is_years(const struct column *c)
{
    return c->years > 0 && c->years * 10 >= (c->values - c->runs[FAULT_SIGN].count) * 9;
}

bool machine_column_is_text(const struct machine_table *t, const struct column *c)
{
    return !machine_column_is_numeric(t, c);
}

/* Whether an equal text in another writing was met before in the column. */
static bool is_other_writing(struct machine_table *t, struct column *c, struct str text)
{
    uint64_t same = machine_cell_same(text);
    uint64_t exact = str_hash(str_trim(text)); /* blanks at the ends are another fault */

    if (text.n > MAX_KEPT_BYTES || c->choice_count == UINT32_MAX) {
        return false;
    }
    for (uint32_t i = 0; i < c->choice_count; i++) {
        if (c->choices[i].same == same) {
            return c->choices[i].exact != exact;
        }
    }
    if (c->choice_count == MAX_CHOICES) {
        c->choice_count = UINT32_MAX; /* no choices: free text */
        return false;
    }
    if (c->choices == NULL) {
        c->choices = ARENA_ARRAY(&t->table_arena, MAX_CHOICES, struct choice);
    }
    c->choices[c->choice_count++] = (struct choice){.same = same, .exact = exact};
    return false;
}

void machine_column_text(struct machine_table *t, struct column *c, uint32_t row, struct str text)
{
    if (machine_cell_has_layout(text)) {
        machine_run_note(&t->table_arena, &c->runs[FAULT_LAYOUT], row, text);
    }
    if (machine_cell_has_platform(text)) {
        machine_run_note(&t->table_arena, &c->runs[FAULT_PLATFORM], row, text);
    }
}

static void look_at_words(struct machine_table *t, struct column *c, uint32_t row, struct str text)
{
    static const enum fault faults[] = {[MACHINE_WORDS] = FAULT_WORDS,
                                        [MACHINE_PLAIN_NUMBER] = FAULT_TEXT_NUMBER,
                                        [MACHINE_DECORATED_NUMBER] = FAULT_DECORATED,
                                        [MACHINE_SIGN] = FAULT_SIGN};
    struct arena *a = &t->table_arena;

    if (machine_cell_is_year(text)) {
        c->years++;
    }
    machine_run_note(a, &c->runs[faults[machine_cell_look(text)]], row, text);
    machine_column_text(t, c, row, text);
    if (machine_cell_has_many(text)) {
        machine_run_note(a, &c->runs[FAULT_MANY], row, text);
    }
    if (machine_cell_is_other(text)) {
        machine_run_note(a, &c->runs[FAULT_OTHER], row, text);
    }
    if (machine_cell_is_era_only(text)) {
        machine_run_note(a, &c->runs[FAULT_ERA], row, text);
    }
    if (machine_cell_is_ditto(text)) {
        machine_run_note(a, &c->runs[FAULT_DITTO], row, text);
    } else if (is_other_writing(t, c, text)) {
        machine_run_note(a, &c->runs[FAULT_CHOICE], row, text);
    }
    c->places += machine_cell_is_prefecture(text);
    if (machine_cell_is_short_prefecture(text)) {
        c->short_places++;
        machine_run_note(a, &c->runs[FAULT_SHORT_PLACE], row, text);
    }
}

/* The ground that most cells of the row have. */
static uint32_t ground_of_row(const struct machine_cell *cells, uint32_t count)
{
    uint32_t ground = 0;
    uint32_t votes = 0;

    for (uint32_t i = 0; i < count; i++) { /* majority vote of Boyer and Moore */
        if (votes == 0) {
            ground = cells[i].ground;
        }
        votes = cells[i].ground == ground ? votes + 1 : votes - 1;
    }
    return ground;
}

void machine_column_row(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
                        uint32_t count)
{
    uint32_t ground = ground_of_row(cells, count);

    t->first_data = t->data_rows++ == 0 ? row : t->first_data;
    t->last_data = row;
    for (uint32_t i = 0; i < count; i++) {
        const struct machine_cell *cell = &cells[i];

        if (cell->column > MAX_COLUMNS) {
            break;
        }
        struct column *c = machine_column_at(t, cell->column);
        bool is_sure = cell->kind != MACHINE_TEXT;

        t->first_column = MIN(t->first_column, cell->column);
        t->last_column = MAX(t->last_column, cell->column);
        /* Rows that the table had since the last value of the column. */
        uint32_t rows_before = t->data_rows - 1;

        if (c->values + c->blanks < rows_before) {
            struct run *blank = &c->runs[FAULT_BLANK];
            uint32_t missing = rows_before - c->values - c->blanks;

            if (blank->count == 0) {
                blank->first = c->last_row > 0 ? c->last_row + 1 : t->first_data;
            }
            blank->count += missing;
            blank->last = row - 1;
            c->blanks += missing;
        }
        c->values++;
        c->last_row = row;
        c->numbers += cell->kind == MACHINE_NUMERIC;
        c->years += is_sure && machine_cell_is_year(cell->text);
        if (cell->is_formula) {
            machine_run_note(&t->table_arena, &c->runs[FAULT_FORMULA], row, cell->text);
        }
        if (cell->ground != ground) {
            machine_run_note(&t->table_arena, &c->runs[FAULT_COLOUR], row, cell->text);
        }
        if (cell->kind == MACHINE_TEXT) {
            look_at_words(t, c, row, cell->text);
        }
    }
}
