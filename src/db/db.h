/*
 * Connections, queries, transactions, migrations. SQLite today; the header says nothing that
 * PostgreSQL could not do, and what differs between the two stays in db-sqlite.c.
 *
 * A query is text that cannot be a variable, written above the one function that uses it:
 *
 *     static const struct query find = SQL("SELECT id FROM record WHERE type = ?1 AND state = ?2");
 *
 * Parameters are ?1, ?2 …, appearing first in rising order. It is prepared once per connection.
 *
 *     struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
 *     if (db_query(db, &find, DB(db_text(type), db_text(state)), &rows, err) < 0) …
 *     while ((more = db_next(rows, err)) > 0) { id = db_row_int(rows, 0); }
 *
 * A connection is used by one thread at a time.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct db;
struct db_rows;

struct query {
    const char *text;
    size_t bytes;
};
/* A query of a string literal; anything else does not compile. */
#define SQL(literal)                                                                               \
    {                                                                                              \
        .text = "" literal "", .bytes = sizeof("" literal "") - 1                                  \
    }

enum db_kind { DB_NULL, DB_INT, DB_TEXT, DB_BYTES };

struct db_value {
    enum db_kind kind;
    int64_t number;
    struct str bytes; /* borrowed until the query was run or its rows are closed */
};

static inline struct db_value db_int(int64_t number)
{
    return (struct db_value){.kind = DB_INT, .number = number};
}

static inline struct db_value db_text(struct str text)
{
    return (struct db_value){.kind = DB_TEXT, .bytes = text};
}

static inline struct db_value db_bytes(const void *bytes, size_t n)
{
    return (struct db_value){.kind = DB_BYTES, .bytes = {.p = bytes, .n = n}};
}

static inline struct db_value db_none(void)
{
    return (struct db_value){.kind = DB_NULL};
}

struct db_values {
    const struct db_value *v;
    size_t n;
};
/* The values of the parameters, in order: DB(db_int(3), db_text(name)). */
#define DB(...)                                                                                    \
    ((struct db_values){.v = (const struct db_value[]){__VA_ARGS__},                               \
                        .n = COUNT(((const struct db_value[]){__VA_ARGS__}))})
/* No parameters. */
#define DB_NO_VALUES ((struct db_values){.v = NULL, .n = 0})

/* ---- connections ---- */

/* For tests: the call that finds `left` at 1 fails as a broken disk would. */
struct db_faults {
    int left;  /* 0 = nothing fails */
    int count; /* calls seen */
};

struct db_options {
    bool create; /* makes the file when it is absent */
    bool read_only;
    const char *const *append_only; /* tables that refuse UPDATE and DELETE, NULL at the end */
    struct db_faults *faults;       /* NULL in the product */
};

/* Opens the database file. ERR_NOT_FOUND, ERR_IO (damaged, no right). Caller closes. */
int db_open(const char *path, const struct db_options *options, struct db **ret,
            struct err *err) MUST_USE;
void db_close(struct db *db);

/* ---- queries ---- */

/* Runs a statement that returns no rows. ret_changed (may be NULL): rows it touched. */
int db_run(struct db *db, const struct query *q, struct db_values values, int64_t *ret_changed,
           struct err *err) MUST_USE;

/* Starts a statement that returns rows; close them before the next one of the same text. */
int db_query(struct db *db, const struct query *q, struct db_values values, struct db_rows **ret,
             struct err *err) MUST_USE;
/* 1: a row is there; 0: no more; <0 failed. */
int db_next(struct db_rows *rows, struct err *err) MUST_USE;
void db_rows_close(struct db_rows *rows);
void db_rows_cleanup(struct db_rows **rows);

/* Runs the same statement again with other values. */
int db_again(struct db_rows *rows, struct db_values values, struct err *err) MUST_USE;

/* Values of the row, by column from 0; text and bytes are borrowed until the next db_next. */
bool db_row_is_null(const struct db_rows *rows, int column);
int64_t db_row_int(const struct db_rows *rows, int column);
struct str db_row_text(const struct db_rows *rows, int column);

/* The first column of the first row as a number; `absent` when there is none. */
int db_query_int(struct db *db, const struct query *q, struct db_values values, int64_t absent,
                 int64_t *ret, struct err *err) MUST_USE;

/* ---- queries put together from literals (lists with filters); parameters are plain ? ---- */

enum { DB_MAX_BUILT = 8 * 1024, DB_MAX_VALUES = 96 };

struct db_build {
    struct buf text;
    struct db_value values[DB_MAX_VALUES];
    size_t value_count;
};
/* An empty query. */
void db_build_init(struct db_build *b);
/* Frees its text; values are borrowed. */
void db_build_done(struct db_build *b);
/* Adds a piece and the values of its ?s. */
void db_build_add(struct db_build *b, const struct query *piece, struct db_values values);
/* Starts what was built; `b` stays as long as the rows. ERR_LIMIT when too much was added. */
int db_build_query(struct db *db, struct db_build *b, struct db_rows **ret,
                   struct err *err) MUST_USE;

/* ---- transactions ---- */

enum db_mode { DB_READ, DB_WRITE };

/*
 * Begins, runs, commits; rolls back when `run` returns <0. Repeats when the database asks for it,
 * so `run` changes nothing but the database.
 */
int db_transact(struct db *db, enum db_mode mode,
                int (*run)(struct db *db, void *arg, struct err *), void *arg,
                struct err *err) MUST_USE;

/* The pieces, for the writer that joins many jobs in one commit. */
int db_begin(struct db *db, enum db_mode mode, struct err *err) MUST_USE;
int db_commit(struct db *db, struct err *err) MUST_USE;
void db_rollback(struct db *db);
/* False after the database itself rolled back (disk full, broken file). */
bool db_in_transaction(const struct db *db);

/* One savepoint at a time: what follows can be taken back alone. */
int db_savepoint(struct db *db, struct err *err) MUST_USE;
int db_savepoint_keep(struct db *db, struct err *err) MUST_USE;
int db_savepoint_undo(struct db *db, struct err *err) MUST_USE;

/* ---- upkeep ---- */

struct migration {
    int number;       /* from 1, no gaps */
    const char *name; /* "0001-desk" */
    const char *sql;
    const char *sha256; /* hexadecimal, of the file */
};
/* All of them in order, sql = NULL at the end (made from sql/ at build time). */
extern const struct migration migrations[];

/*
 * Brings the schema up to date, each step in a transaction with its row in `migration`.
 * ERR_UNSUPPORTED: made by a newer version, or a step's text is not the one that was run.
 * A connection that only reads is checked; an older schema is ERR_UNSUPPORTED there.
 */
int db_migrate(struct db *db, const struct migration *steps, const char *version,
               struct err *err) MUST_USE;

/* A copy of the database, as one consistent file that did not exist before. */
int db_copy_to(struct db *db, const char *path, struct err *err) MUST_USE;

/* Looks the whole file over; `ret_found` lives in the arena and is empty when all is well. */
int db_check(struct db *db, struct arena *a, struct str *ret_found, struct err *err) MUST_USE;

#endif
