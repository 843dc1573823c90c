/* The register as CSV; see reg-csv.h. Driven by the tables of table.h. */
#include "write/reg-csv.h"

#include "base/csv.h"
#include "write/table.h"

enum { MAX_COLUMNS = 96 };

/* Columns of the output by key. */
struct columns {
    const char *keys[MAX_COLUMNS];
    size_t n;
};

static void add_columns(struct columns *all, const struct table *t)
{
    for (size_t c = 0; c < t->columns; c++) {
        const char *key = table_column_key(t, c);
        size_t i = 0;

        while (i < all->n && strcmp(all->keys[i], key) != 0) {
            i++;
        }
        if (i == all->n && all->n < MAX_COLUMNS) {
            all->keys[all->n++] = key;
        }
    }
}

static void put_head(struct csv *csv, const struct columns *all, bool combined)
{
    static const char *const tail[] = {"file", "line", "page"};

    if (combined) {
        csv_text(csv, STR("entry"));
    }
    csv_text(csv, STR("no"));
    for (size_t i = 0; i < all->n; i++) {
        csv_text(csv, str_of(all->keys[i]));
    }
    for (size_t i = 0; i < COUNT(tail); i++) {
        csv_text(csv, str_of(tail[i]));
    }
    csv_end_row(csv);
}

static void put_cell(struct csv *csv, const struct table_cell *cell)
{
    cell->is_number ? csv_number(csv, cell->text) : csv_text(csv, cell->text);
}

static void put_rows(struct csv *csv, const struct reg *r, const struct table *t,
                     const struct columns *all, bool combined)
{
    size_t at[MAX_COLUMNS];

    for (size_t i = 0; i < all->n; i++) {
        at[i] = t->columns;
        for (size_t c = 0; c < t->columns && at[i] == t->columns; c++) {
            at[i] = strcmp(all->keys[i], table_column_key(t, c)) == 0 ? c : t->columns;
        }
    }
    for (uint32_t row = 0; row < t->rows; row++) {
        struct arena a CLEANUP(arena_done) = {};
        const struct reg_src *src = table_src(t, row);

        if (combined) {
            csv_text(csv, str_of(t->key));
        }
        csv_number(csv, arena_printf(&a, "%u", row + 1));
        for (size_t i = 0; i < all->n; i++) {
            struct table_cell cell = {};

            if (at[i] < t->columns) {
                cell = table_cell_plain(t, &a, row, at[i]);
            }
            put_cell(csv, &cell);
        }
        csv_text(csv, r->documents.v[src->file]->name);
        csv_number(csv, arena_printf(&a, "%u", src->line));
        csv_number(csv, src->page > 0 ? arena_printf(&a, "%u", src->page) : STR(""));
        csv_end_row(csv);
    }
}

int reg_csv_write(FILE *file, const struct reg *r, const char *kind, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct columns all = {};
    struct table t;
    struct csv csv;

    if (kind != NULL) {
        if (!table_find(&arena, r, kind, &t)) {
            return err_set(err, ERR_INVALID, "there is no kind '%s'", kind);
        }
        csv_init(&csv, file);
        add_columns(&all, &t);
        put_head(&csv, &all, false);
        put_rows(&csv, r, &t, &all, false);
        return csv_finish(&csv, err);
    }
    for (size_t i = 0; i < table_count(); i++) {
        table_at(&arena, r, i, &t);
        add_columns(&all, &t);
    }
    csv_init(&csv, file);
    put_head(&csv, &all, true);
    for (size_t i = 0; i < table_count(); i++) {
        table_at(&arena, r, i, &t);
        put_rows(&csv, r, &t, &all, true);
    }
    return csv_finish(&csv, err);
}
