/*
 * Every kind of the register as a plain table: the kinds of reg_kinds by their columns, the items
 * of the annex and the fields of the forms likewise. CSV, xlsx and lists are driven by it.
 */
#ifndef WRITE_TABLE_H
#define WRITE_TABLE_H

#include "base/tr.h"
#include "spec/reg.h"

struct table {
    const char *key;   /* "obligations" */
    const char *title; /* 義務 */
    uint32_t rows;
    size_t columns;
    /* private to table.c */
    const struct reg_kind *kind;
    const char *entries;
};

/* A value as text, and as a number where it is one. */
struct table_cell {
    struct str text; /* empty = nothing */
    bool is_number;
    double number;
};

/* How many tables there are, the same for every register. */
size_t table_count(void);
/* The table at an index below table_count(); lives as long as the register and the arena. */
void table_at(struct arena *a, const struct reg *r, size_t index, struct table *ret);
/* The table with this key; false when there is none. */
bool table_find(struct arena *a, const struct reg *r, const char *key, struct table *ret);

/* The head of a column in machine formats and in Japanese, and its width in a sheet. */
const char *table_column_key(const struct table *t, size_t column);
const char *table_column_title(const struct table *t, size_t column);
int table_column_width(const struct table *t, size_t column);

/* Where the entry of a row stands. */
const struct reg_src *table_src(const struct table *t, uint32_t row);

/* In the words of the schema. Borrows from the register and the arena. */
struct table_cell table_cell_plain(const struct table *t, struct arena *a, uint32_t row,
                                   size_t column);
/* In the words people read (words.h). */
struct table_cell table_cell(const struct table *t, struct arena *a, uint32_t row, size_t column,
                             enum tr_language language);

/* Keys of all tables, for the help: "facts|dates|…" */
#define TABLE_KEYS                                                                                 \
    "facts|dates|rules|quantities|obligations|deliverables|references|outline|anomalies|annex|"    \
    "forms"

#endif
