/*
 * A sheet as tables. Rows come in order; a gap in their numbers is an empty row.
 *
 *     BEFORE   rows with one value over the table: titles and notes
 *     HEAD     rows are kept until it is clear which of them are the head: those before the first
 *              with an amount in it, as long as their first column is empty (a head of two tiers)
 *     DATA     figures for each column
 *
 * What a cell shows by itself is told for runs of cells in a column; what a column shows (text among
 * numbers, no unit, repeats left out) is told when the table ends, because only then is it known
 * what the column holds. A head that comes again behind an empty row begins another table.
 */
#include "inspect/machine-table.h"

#include "inspect/machine-cell.h"

enum {
    WINDOW_ROWS = 64,      /* kept to find the head */
    MAX_COLUMNS = 2048,    /* looked at; more are told by nobody's hand */
    MAX_HEAD_ROWS = 4,
    MAX_KEPT_BYTES = 200,  /* of a cell in the window, and of a sample */
    MAX_HEAD_BYTES = 300,  /* of the names of a column over all rows of the head */
    MAX_CHOICES = 48,      /* different texts of a column that are compared */
    MIN_WIDE = 3,          /* years or prefectures side by side in a head */
    MIN_CHOICE_ROWS = 6,
    MAX_NOTES = 10,        /* over a table */
};

/* Cells of one column that have the same fault. */
struct run {
    uint32_t first, last, count;
    struct str sample;
};

/* Faults that a cell or a column has, each with its run. */
enum fault {
    FAULT_MANY,
    FAULT_LAYOUT,
    FAULT_PLATFORM,
    FAULT_FORMULA,
    FAULT_OTHER,
    FAULT_ERA,
    FAULT_DITTO,
    /* Told only when the column turns out to be one of numbers … */
    FAULT_DECORATED,
    FAULT_TEXT_NUMBER,
    FAULT_SIGN,
    FAULT_WORDS,
    FAULT_BLANK,
    FAULT_SHORT_PLACE,
    FAULT_COLOUR,
    FAULT_CHOICE,
    FAULTS,
};

struct choice {
    uint64_t same, exact;
};

struct column {
    struct run runs[FAULTS];
    uint32_t values, numbers, years, short_places, places;
    uint32_t last_row;  /* with a value */
    uint32_t blanks;    /* rows of the table without a value, between rows with one */
    struct str name;    /* of all rows of the head */
    struct choice *choices;
    uint32_t choice_count;
};

struct kept_row {
    uint32_t row, count;
    struct machine_cell *cells;
};

struct machine_table {
    struct arena *arena;
    struct found *found;
    const struct machine *which;
    struct str sheet;
    enum { BEFORE, HEAD, DATA } state;
    struct kept_row window[WINDOW_ROWS];
    uint32_t window_count, window_last_column;
    struct arena window_arena;
    struct arena table_arena; /* columns; dropped with the table */
    struct column *columns;   /* from 1 */
    uint32_t column_room;
    uint32_t first_column, last_column; /* of the table */
    uint32_t head_row, head_rows, first_data, last_data, data_rows;
    uint32_t last_row; /* any with values */
    uint32_t tables;
    bool after_gap, unit_is_told, has_signs, has_codes;
    struct run notes;
    uint32_t note_column;
};

struct str machine_column_name(struct arena *a, uint32_t column)
{
    char name[8];
    size_t at = sizeof(name);

    while (column > 0 && at > 0) {
        column--;
        name[--at] = (char)('A' + column % 26);
        column /= 26;
    }
    return arena_str(a, (struct str){.p = name + at, .n = sizeof(name) - at});
}

struct machine_table *machine_table_new(struct arena *a, struct found *f, const struct machine *which,
                                        struct str sheet)
{
    struct machine_table *t = ARENA_NEW(a, struct machine_table);

    t->arena = a;
    t->found = f;
    t->which = which;
    t->sheet = sheet;
    return t;
}

/* ---- telling ---- */

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
    struct str beg = machine_column_name(a, c1);
    struct str end = machine_column_name(a, c2);

    return c1 == c2 && r1 == r2
               ? arena_printf(a, "%.*s%u", STR_ARG(beg), r1)
               : arena_printf(a, "%.*s%u:%.*s%u", STR_ARG(beg), r1, STR_ARG(end), r2);
}

static void tell_range(struct machine_table *t, enum machine_check check, uint32_t c1, uint32_t r1,
                       uint32_t c2, uint32_t r2, struct str reads, uint32_t count)
{
    struct arena scratch CLEANUP(arena_done) = {};

    machine_table_tell(t, check, range_of(&scratch, c1, r1, c2, r2), reads, count);
}

static void note_run(struct arena *a, struct run *run, uint32_t row, struct str text)
{
    if (run->count++ == 0) {
        run->first = row;
        run->sample = arena_str(a, str_sub(text, 0, MAX_KEPT_BYTES));
    }
    run->last = row;
}

/* A fault of the columns for which `is_so` holds; neighbours with one and the same range as one. */
static void tell_fault(struct machine_table *t, enum machine_check check, enum fault fault,
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
        tell_range(t, check, i, run->first, end, run->last, run->sample, count);
        i = end;
    }
}

/* ---- columns ---- */

static struct column *column_at(struct machine_table *t, uint32_t number)
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

static bool any_column(const struct machine_table *t, const struct column *c)
{
    return true;
}

/* Most of what it holds are numbers, and its name does not say they are codes. */
static bool is_numeric(const struct machine_table *t, const struct column *c)
{
    uint32_t numbers = c->numbers + c->runs[FAULT_DECORATED].count + c->runs[FAULT_TEXT_NUMBER].count;
    uint32_t others = c->values - numbers - c->runs[FAULT_SIGN].count;

    return numbers > 0 && numbers >= 2 * others && !machine_cell_is_code_head(c->name);
}

/* Nearly all of them: amounts may look like years too. */
static bool is_years(const struct column *c)
{
    return c->years > 0 && c->years * 10 >= (c->values - c->runs[FAULT_SIGN].count) * 9;
}

static bool is_text(const struct machine_table *t, const struct column *c)
{
    return !is_numeric(t, c);
}

/* ---- data ---- */

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

/* What a cell of the head and one of the data both may have. */
static void look_at_text(struct machine_table *t, struct column *c, uint32_t row, struct str text)
{
    if (machine_cell_has_layout(text)) {
        note_run(&t->table_arena, &c->runs[FAULT_LAYOUT], row, text);
    }
    if (machine_cell_has_platform(text)) {
        note_run(&t->table_arena, &c->runs[FAULT_PLATFORM], row, text);
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
    note_run(a, &c->runs[faults[machine_cell_look(text)]], row, text);
    look_at_text(t, c, row, text);
    if (machine_cell_has_many(text)) {
        note_run(a, &c->runs[FAULT_MANY], row, text);
    }
    if (machine_cell_is_other(text)) {
        note_run(a, &c->runs[FAULT_OTHER], row, text);
    }
    if (machine_cell_is_era_only(text)) {
        note_run(a, &c->runs[FAULT_ERA], row, text);
    }
    if (machine_cell_is_ditto(text)) {
        note_run(a, &c->runs[FAULT_DITTO], row, text);
    } else if (is_other_writing(t, c, text)) {
        note_run(a, &c->runs[FAULT_CHOICE], row, text);
    }
    c->places += machine_cell_is_prefecture(text);
    if (machine_cell_is_short_prefecture(text)) {
        c->short_places++;
        note_run(a, &c->runs[FAULT_SHORT_PLACE], row, text);
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

static void add_data(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
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
        struct column *c = column_at(t, cell->column);
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
            note_run(&t->table_arena, &c->runs[FAULT_FORMULA], row, cell->text);
        }
        if (cell->ground != ground) {
            note_run(&t->table_arena, &c->runs[FAULT_COLOUR], row, cell->text);
        }
        if (cell->kind == MACHINE_TEXT) {
            look_at_words(t, c, row, cell->text);
        }
    }
}

/* ---- the head ---- */

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

static bool has_amount(const struct machine_cell *cells, uint32_t count)
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

    while (first < t->window_count && !has_amount(rows[first].cells, rows[first].count)) {
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
    struct column *c = column_at(t, column);

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
        struct column *c = column_at(t, cell->column);

        t->first_column = MIN(t->first_column, cell->column);
        t->last_column = MAX(t->last_column, cell->column);
        if (cell->kind == MACHINE_TEXT) {
            look_at_text(t, c, row->row, cell->text);
        }
        if (cell->is_formula) {
            note_run(&t->table_arena, &c->runs[FAULT_FORMULA], row->row, cell->text);
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
            tell_range(t, MACHINE_WIDE, first, row->row, last, row->row, (struct str){},
                       MAX(times, places));
        }
    }
}

static void tell_head(struct machine_table *t)
{
    if (t->head_rows > 1) {
        tell_range(t, MACHINE_HEAD, t->first_column, t->head_row, t->last_column,
                   t->head_row + t->head_rows - 1, (struct str){}, 1);
    }
    if (t->head_row > 1 && t->tables == 1) {
        tell_range(t, MACHINE_FIRST_ROW, t->first_column, t->head_row, t->last_column, t->head_row,
                   (struct str){}, 1);
    }
    look_for_wide(t);
}

/* The window is full, or the table has come to its end: head and data part. */
static void end_window(struct machine_table *t)
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
        add_data(t, t->window[r].row, t->window[r].cells, t->window[r].count);
    }
    t->window_count = 0;
    arena_done(&t->window_arena);
}

/* ---- the end of a table ---- */

/* In two places of the head the same name. */
static void tell_same_names(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        uint64_t hash = str_hash(t->columns[i].name);

        for (uint32_t k = i + 1; k <= MIN(t->last_column, i + 256); k++) {
            if (t->columns[i].name.n > 0 && str_hash(t->columns[k].name) == hash &&
                str_eq(t->columns[k].name, t->columns[i].name)) {
                tell_range(t, MACHINE_HEAD, k, t->head_row, k, t->head_row, t->columns[k].name, 1);
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
        tell_range(t, MACHINE_UNNAMED, i, t->head_row, end, last, (struct str){}, end - i + 1);
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
            tell_range(t, MACHINE_SPLIT, i, t->head_row, i, t->last_data, (struct str){}, 1);
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

        if (is_numeric(t, c)) {
            break;
        }
        if (c->name.n > 0 && c->values > 0 && blanks * 3 >= t->data_rows && blanks > 0 &&
            t->data_rows >= 3 && next->values > c->values &&
            (c->runs[FAULT_BLANK].count == 0 || c->runs[FAULT_BLANK].first > t->first_data)) {
            tell_range(t, MACHINE_OMITTED, i, t->first_data, i, t->last_data, c->name, blanks);
        }
    }
    tell_fault(t, MACHINE_OMITTED, FAULT_DITTO, any_column);
}

static bool has_code_column(const struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        if (str_has(t->columns[i].name, STR("コード")) || str_has(t->columns[i].name, STR("code"))) {
            return true;
        }
    }
    return false;
}

static bool has_year_column(const struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        if (is_years(&t->columns[i])) {
            return true;
        }
    }
    return false;
}

static bool is_unit_missing(const struct machine_table *t, const struct column *c)
{
    /* What all cells carry themselves is another fault. */
    return is_numeric(t, c) && c->name.n > 0 && !machine_cell_has_unit(c->name) &&
           !machine_cell_is_year(c->name) && !is_years(c) &&
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
        tell_range(t, MACHINE_UNIT, i, t->head_row, end, t->head_row, t->columns[i].name,
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
    return is_text(t, c) && c->choice_count != UINT32_MAX && c->values >= MIN_CHOICE_ROWS &&
           c->choice_count * 2 <= c->values;
}

/* Times in the head without the western year. */
static void tell_era_heads(struct machine_table *t)
{
    for (uint32_t i = t->first_column; i <= t->last_column; i++) {
        if (machine_cell_is_era_only(t->columns[i].name)) {
            tell_range(t, MACHINE_TIME, i, t->head_row, i, t->head_row, t->columns[i].name, 1);
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

        t->has_signs |= is_numeric(t, c) && c->runs[FAULT_SIGN].count > 0;
        t->has_codes |= c->values > 0 && str_has(c->name, STR("コード"));
    }
}

static void end_table(struct machine_table *t)
{
    if (t->state == HEAD) {
        end_window(t);
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
        tell_fault(t, MACHINE_NUMBER, FAULT_DECORATED, is_numeric);
        tell_fault(t, MACHINE_NUMBER, FAULT_TEXT_NUMBER, is_numeric);
        tell_fault(t, MACHINE_NUMBER, FAULT_WORDS, is_numeric);
        tell_fault(t, MACHINE_SYMBOL, FAULT_SIGN, is_numeric);
        tell_fault(t, MACHINE_BLANK, FAULT_BLANK, is_numeric);
        tell_fault(t, MACHINE_ONE_DATUM, FAULT_MANY, any_column);
        tell_fault(t, MACHINE_OTHER, FAULT_OTHER, any_column);
        tell_fault(t, MACHINE_COLOUR, FAULT_COLOUR, is_coloured);
        tell_fault(t, MACHINE_CHOICE, FAULT_CHOICE, is_choice);
        if (!has_year_column(t)) {
            tell_fault(t, MACHINE_TIME, FAULT_ERA, any_column);
        }
        if (!has_code_column(t)) {
            tell_fault(t, MACHINE_REGION, FAULT_SHORT_PLACE, is_place);
        }
        note_legends(t);
    }
    tell_fault(t, MACHINE_LAYOUT, FAULT_LAYOUT, any_column);
    tell_fault(t, MACHINE_PLATFORM, FAULT_PLATFORM, any_column);
    tell_fault(t, MACHINE_FORMULA, FAULT_FORMULA, any_column);
    arena_done(&t->table_arena);
    t->columns = NULL;
    t->column_room = 0;
    t->state = BEFORE;
}

/* ---- rows ---- */

static void tell_notes(struct machine_table *t)
{
    /* So many at the start are a list of one column. */
    if (t->notes.count > 0 && (t->tables > 0 || t->notes.count <= MAX_NOTES)) {
        tell_range(t, MACHINE_NOTE, t->note_column, t->notes.first, t->note_column, t->notes.last,
                   t->notes.sample, t->notes.count);
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
    note_run(t->arena, &t->notes, row, cells[0].text);
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
        kept->cells[i].text = arena_str(&t->window_arena, str_sub(cells[i].text, 0, MAX_KEPT_BYTES));
    }
    if (t->window_count == WINDOW_ROWS) {
        end_window(t);
    }
}

/* A row of words where the table has numbers. */
static bool is_head_again(const struct machine_table *t, const struct machine_cell *cells,
                          uint32_t count)
{
    bool over_numbers = false;

    if (has_amount(cells, count)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t column = cells[i].column;

        if (column >= t->column_room || cells[i].kind != MACHINE_TEXT) {
            continue;
        }
        over_numbers |= is_numeric(t, &t->columns[column]) &&
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
        end_window(t);
    }
    if (t->state != DATA) {
        return;
    }
    if (is_head_again(t, cells, count)) {
        end_table(t);
        tell_range(t, MACHINE_ONE_TABLE, cells[0].column, row, cells[count - 1].column, row,
                   cells[0].text, 1);
    } else {
        tell_range(t, MACHINE_SPLIT, t->first_column, t->last_row + 1, t->last_column, row - 1,
                   (struct str){}, 1);
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
        end_window(t);
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
        add_data(t, row, cells, count);
    }
}

void machine_table_end(struct machine_table *t)
{
    if (t->tables > 0 || t->state != BEFORE) {
        tell_notes(t);
    }
    end_table(t);
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
