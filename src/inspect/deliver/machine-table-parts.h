/*
 * What the files of machine-table.h share: the table while its rows come, and its columns. Private
 * to machine-table*.c.
 *
 *     machine-table.c         rows as they come: notes, gaps, where head and data begin
 *     machine-table-head.c    the rows kept until the head is known
 *     machine-table-column.c  what cells of data show, column by column
 *     machine-table-end.c     what is known only when the table is over
 */
#ifndef INSPECT_MACHINE_TABLE_PARTS_H
#define INSPECT_MACHINE_TABLE_PARTS_H

#include "inspect/deliver/machine-cell.h"
#include "inspect/deliver/machine-table.h"

enum {
    WINDOW_ROWS = 64,     /* kept to find the head */
    MAX_COLUMNS = 2048,   /* looked at; more are told by nobody's hand */
    MAX_KEPT_BYTES = 200, /* of a cell in the window, and of a sample */
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
    uint32_t last_row; /* with a value */
    uint32_t blanks;   /* rows of the table without a value, between rows with one */
    struct str name;   /* of all rows of the head */
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

/* Tells a finding about "B2:D9", columns and rows from 1. */
void machine_tell_range(struct machine_table *t, enum machine_check check, uint32_t c1, uint32_t r1,
                        uint32_t c2, uint32_t r2, struct str reads, uint32_t count);

/* Tells a fault of the columns for which `is_so` holds; neighbours of one range as one. */
void machine_tell_fault(struct machine_table *t, enum machine_check check, enum fault fault,
                        bool (*is_so)(const struct machine_table *t, const struct column *c));

/* Adds a row to a run; its sample is copied to the arena. */
void machine_run_note(struct arena *a, struct run *run, uint32_t row, struct str text);

/* The column of a number up to MAX_COLUMNS; made when it is not there. */
struct column *machine_column_at(struct machine_table *t, uint32_t number);

/* All columns; those of numbers that are no codes; those of years; all but the second. */
bool machine_column_any(const struct machine_table *t, const struct column *c);
bool machine_column_is_numeric(const struct machine_table *t, const struct column *c);
bool machine_column_is_years(const struct column *c);
bool machine_column_is_text(const struct machine_table *t, const struct column *c);

/* Notes what a cell of the head and one of the data both may have. */
void machine_column_text(struct machine_table *t, struct column *c, uint32_t row, struct str text);

/* A row of data: figures and faults of its columns. */
void machine_column_row(struct machine_table *t, uint32_t row, const struct machine_cell *cells,
                        uint32_t count);

/* Whether the row holds an amount: a number that is no year. */
bool machine_head_has_amount(const struct machine_cell *cells, uint32_t count);

/* The window is full, or the table has come to its end: head and data part. */
void machine_head_settle(struct machine_table *t);

/* The table is over: what is known only now is told. */
void machine_end_tell(struct machine_table *t);

#endif
