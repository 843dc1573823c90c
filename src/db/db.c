/*
 * What is the same for every database: the cache of prepared statements, values and rows,
 * transactions and savepoints.
 *
 * The cache is an open hash table per connection that only grows, up to DB_CACHE_MAX statements;
 * a static query is found by its address, a built one by its text. A statement that is running is
 * not shared: a second run of the same text gets one of its own.
 *
 * Every call that can fail asks db_fault() first, so that a test can break each of them in turn.
 */
#include "db/db.h"

#include "base/heap.h"
#include "db/driver.h"

#include <stdlib.h>

enum { MAX_REPEATS = 10 };

bool db_fault(struct db *db, struct err *err)
{
    struct db_faults *faults = db->options.faults;

    if (faults == NULL) {
        return false;
    }
    faults->count++;
    if (faults->left == 0 || --faults->left > 0) {
        return false;
    }
    err_set(err, ERR_IO, "the database could not be used: %s", "fault asked for by a test");
    return true;
}

int db_open(const char *path, const struct db_options *options, struct db **ret, struct err *err)
{
    struct db *db = heap_new(sizeof(*db));

    db->driver = &db_sqlite;
    db->options = *options;
    if (db->driver->open(db, path, err) < 0) {
        db_close(db);
        return -1;
    }
    *ret = db;
    return 0;
}

void db_close(struct db *db)
{
    if (db == NULL) {
        return;
    }
    for (size_t i = 0; i < DB_CACHE_SLOTS; i++) {
        if (db->cache[i].handle != NULL) {
            db->driver->drop(db, db->cache[i].handle);
            free(db->cache[i].text);
        }
    }
    db->driver->close(db);
    free(db);
}

static bool is_the_one(const struct db_statement *slot, const struct query *q, bool is_static,
                       uint64_t hash)
{
    if (slot->hash != hash) {
        return false;
    }
    return is_static ? slot->query == q : slot->text != NULL && strcmp(slot->text, q->text) == 0;
}

/* Finds or prepares the statement; ret_slot is NULL when it is the caller's alone. */
static int prepare(struct db *db, const struct query *q, bool is_static, void **ret,
                   struct db_statement **ret_slot, struct err *err)
{
    uint64_t hash = is_static ? (uint64_t)(uintptr_t)q * 0x9E3779B97F4A7C15u
                              : str_hash((struct str){.p = q->text, .n = q->bytes});
    size_t at = hash >> 32 & (DB_CACHE_SLOTS - 1);

    while (db->cache[at].handle != NULL && !is_the_one(&db->cache[at], q, is_static, hash)) {
        at = (at + 1) & (DB_CACHE_SLOTS - 1);
    }
    struct db_statement *slot = &db->cache[at];
    bool is_full = slot->handle == NULL && db->cached >= DB_CACHE_MAX;

    if (slot->handle == NULL || slot->in_use) {
        void *made;

        if (db->driver->prepare(db, q->text, q->bytes, &made, err) < 0) {
            return -1;
        }
        if (slot->in_use || is_full) {
            *ret = made;
            *ret_slot = NULL;
            return 0;
        }
        *slot = (struct db_statement){.handle = made, .hash = hash};
        slot->query = is_static ? q : NULL;
        slot->text = is_static ? NULL : heap_copy(q->text);
        db->cached++;
    }
    slot->in_use = true;
    *ret = slot->handle;
    *ret_slot = slot;
    return 0;
}

static void put_back(struct db *db, void *statement, struct db_statement *slot)
{
    if (slot == NULL) {
        db->driver->drop(db, statement);
    } else {
        db->driver->reset(statement);
        slot->in_use = false;
    }
}

static int start(struct db *db, const struct query *q, bool is_static, struct db_values values,
                 void **ret, struct db_statement **ret_slot, struct err *err)
{
    if (db_fault(db, err) || prepare(db, q, is_static, ret, ret_slot, err) < 0) {
        return -1;
    }
    if (db->driver->bind(db, *ret, values, err) < 0) {
        put_back(db, *ret, *ret_slot);
        return -1;
    }
    return 0;
}

int db_run(struct db *db, const struct query *q, struct db_values values, int64_t *ret_changed,
           struct err *err)
{
    void *statement;
    struct db_statement *slot;

    if (start(db, q, true, values, &statement, &slot, err) < 0) {
        return -1;
    }
    int result;

    do {
        result = db->driver->step(db, statement, err);
    } while (result > 0);
    put_back(db, statement, slot);
    if (result == 0 && ret_changed != NULL) {
        *ret_changed = db->driver->changed(db);
    }
    return result;
}

static int query(struct db *db, const struct query *q, bool is_static, struct db_values values,
                 struct db_rows **ret, struct err *err)
{
    struct db_rows *rows = heap_new(sizeof(*rows));

    rows->db = db;
    if (start(db, q, is_static, values, &rows->handle, &rows->slot, err) < 0) {
        free(rows);
        return -1;
    }
    *ret = rows;
    return 0;
}

int db_query(struct db *db, const struct query *q, struct db_values values, struct db_rows **ret,
             struct err *err)
{
    return query(db, q, true, values, ret, err);
}

int db_next(struct db_rows *rows, struct err *err)
{
    return rows->db->driver->step(rows->db, rows->handle, err);
}

int db_again(struct db_rows *rows, struct db_values values, struct err *err)
{
    if (db_fault(rows->db, err)) {
        return -1;
    }
    rows->db->driver->reset(rows->handle);
    return rows->db->driver->bind(rows->db, rows->handle, values, err);
}

void db_rows_close(struct db_rows *rows)
{
    if (rows != NULL) {
        put_back(rows->db, rows->handle, rows->slot);
        free(rows);
    }
}

void db_rows_cleanup(struct db_rows **rows)
{
    db_rows_close(*rows);
}

bool db_row_is_null(const struct db_rows *rows, int column)
{
    return rows->db->driver->row_is_null(rows->handle, column);
}

int64_t db_row_int(const struct db_rows *rows, int column)
{
    return rows->db->driver->row_int(rows->handle, column);
}

struct str db_row_text(const struct db_rows *rows, int column)
{
    return rows->db->driver->row_text(rows->handle, column);
}

int db_query_int(struct db *db, const struct query *q, struct db_values values, int64_t absent,
                 int64_t *ret, struct err *err)
{
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;

    if (db_query(db, q, values, &rows, err) < 0) {
        return -1;
    }
    int more = db_next(rows, err);

    if (more < 0) {
        return -1;
    }
    *ret = more == 0 || db_row_is_null(rows, 0) ? absent : db_row_int(rows, 0);
    return 0;
}

void db_build_init(struct db_build *b)
{
    buf_init(&b->text, DB_MAX_BUILT);
    b->value_count = 0;
}

void db_build_done(struct db_build *b)
{
    buf_done(&b->text);
}

void db_build_add(struct db_build *b, const struct query *piece, struct db_values values)
{
    buf_add(&b->text, (struct str){.p = piece->text, .n = piece->bytes});
    for (size_t i = 0; i < values.n; i++) {
        if (b->value_count == DB_MAX_VALUES) {
            b->text.full = true;
            return;
        }
        b->values[b->value_count++] = values.v[i];
    }
}

int db_build_query(struct db *db, struct db_build *b, struct db_rows **ret, struct err *err)
{
    if (buf_is_full(&b->text)) {
        return err_set(err, ERR_LIMIT, "the list has too many conditions");
    }
    struct query q = {.text = b->text.p, .bytes = b->text.n};

    return query(db, &q, false, (struct db_values){.v = b->values, .n = b->value_count}, ret, err);
}

int db_begin(struct db *db, enum db_mode mode, struct err *err)
{
    static const struct query begin_read = SQL("BEGIN");
    static const struct query begin_write = SQL("BEGIN IMMEDIATE");

    db->repeat = false;
    return db_run(db, mode == DB_WRITE ? &begin_write : &begin_read, DB_NO_VALUES, NULL, err);
}

int db_commit(struct db *db, struct err *err)
{
    static const struct query commit = SQL("COMMIT");

    return db_run(db, &commit, DB_NO_VALUES, NULL, err);
}

void db_rollback(struct db *db)
{
    static const struct query rollback = SQL("ROLLBACK");
    struct db_faults *faults = db->options.faults;

    if (db_in_transaction(db)) {
        db->options.faults = NULL; /* a rollback has no one to tell that it failed */
        struct err ignored;
        if (db_run(db, &rollback, DB_NO_VALUES, NULL, &ignored) < 0) {
            /* nothing was committed: the next BEGIN, or closing, says what is wrong */
        }
        db->options.faults = faults;
    }
}

bool db_in_transaction(const struct db *db)
{
    return db->driver->in_transaction(db);
}

int db_savepoint(struct db *db, struct err *err)
{
    static const struct query savepoint = SQL("SAVEPOINT job");

    return db_run(db, &savepoint, DB_NO_VALUES, NULL, err);
}

int db_savepoint_keep(struct db *db, struct err *err)
{
    static const struct query release = SQL("RELEASE SAVEPOINT job");

    return db_run(db, &release, DB_NO_VALUES, NULL, err);
}

int db_savepoint_undo(struct db *db, struct err *err)
{
    static const struct query undo = SQL("ROLLBACK TO SAVEPOINT job");

    if (db_run(db, &undo, DB_NO_VALUES, NULL, err) < 0) {
        return -1;
    }
    return db_savepoint_keep(db, err);
}

int db_transact(struct db *db, enum db_mode mode,
                int (*run)(struct db *db, void *arg, struct err *), void *arg, struct err *err)
{
    for (int i = 0;; i++) {
        int result = db_begin(db, mode, err);

        if (result == 0) {
            result = run(db, arg, err);
            if (result >= 0 && db_commit(db, err) < 0) {
                result = -1;
            }
            if (result < 0) {
                db_rollback(db);
            }
        }
        if (result >= 0 || !db->repeat || i >= MAX_REPEATS) {
            return result;
        }
    }
}

int db_copy_to(struct db *db, const char *path, struct err *err)
{
    return db_fault(db, err) ? -1 : db->driver->copy_to(db, path, err);
}

int db_check(struct db *db, struct arena *a, struct str *ret_found, struct err *err)
{
    return db_fault(db, err) ? -1 : db->driver->check(db, a, ret_found, err);
}
