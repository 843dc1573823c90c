/*
 * SQLite behind db.h, and everything that is SQLite's alone.
 *
 * WAL with synchronous=FULL: a COMMIT that returned is on disk. secure_delete overwrites what was
 * deleted. Connections are opened without SQLite's own locks: one thread uses one at a time.
 * A table named in `append_only` refuses UPDATE and DELETE when such a statement is prepared.
 */
#include "db/driver.h"

#include <sqlite3.h>

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { BUSY_WAIT_MS = 5000, MAX_NAME_BYTES = 16 * 1024 };

static int fail(struct db *db, int code, struct err *err)
{
    sqlite3 *handle = db->handle;
    const char *why = handle != NULL ? sqlite3_errmsg(handle) : sqlite3_errstr(code);

    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        db->repeat = true;
        return err_set(err, ERR_CONFLICT, "the database is in use by another process");
    case SQLITE_FULL:
        err_set(err, ERR_IO, "the disk is full; nothing was written");
        return err_hint(err, "Make room on the disk, then try again.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        err_set(err, ERR_IO, "the database is damaged: %s", why);
        return err_hint(err, "Run `itaku doctor`, then restore the newest backup.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        err_set(err, ERR_IO, "the database cannot be written: %s", why);
        return err_hint(err, "Look at the rights of the desk's folder.");
    case SQLITE_IOERR:
        return err_set(err, ERR_IO, "the database could not be read or written: %s", why);
    case SQLITE_TOOBIG:
        return err_set(err, ERR_LIMIT, "a value is too large for the database");
    case SQLITE_NOMEM:
        die_out_of_memory(0);
    default:
        return err_set(err, ERR_INTERNAL, "the database refused: %s", why);
    }
}

static int refuse_changes(void *tables, int action, const char *table, const char *column,
                          const char *schema, const char *trigger)
{
    const char *const *append_only = tables;

    if (action != SQLITE_UPDATE && action != SQLITE_DELETE) {
        return SQLITE_OK;
    }
    for (size_t i = 0; append_only[i] != NULL; i++) {
        if (table != NULL && strcmp(table, append_only[i]) == 0) {
            return SQLITE_DENY;
        }
    }
    return SQLITE_OK;
}

static int set_up(struct db *db, struct err *err)
{
    static const char writing[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                  "PRAGMA wal_autocheckpoint=4000;"
                                  "PRAGMA journal_size_limit=33554432;";
    static const char always[] = "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                                 "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON;"
                                 "PRAGMA cache_size=-4000; PRAGMA trusted_schema=OFF;";
    static const char reading[] = "PRAGMA query_only=ON;";
    sqlite3 *handle = db->handle;

    sqlite3_busy_timeout(handle, BUSY_WAIT_MS);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);
    int code = sqlite3_exec(handle, always, NULL, NULL, NULL);

    if (code == SQLITE_OK) {
        code = sqlite3_exec(handle, db->options.read_only ? reading : writing, NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) { /* reads the header, so that a damaged file is told here */
        code = sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    }
    if (code != SQLITE_OK) {
        return fail(db, code, err);
    }
    if (db->options.append_only != NULL) {
        sqlite3_set_authorizer(handle, refuse_changes, (void *)(uintptr_t)db->options.append_only);
    }
    return 0;
}

/*
 * A folder that cannot be written has no place for the files of WAL: there the database is read as
 * it stands, when no log of an unfinished process lies beside it.
 */
static int open_as_it_stands(struct db *db, const char *path, struct err *err)
{
    struct buf name CLEANUP(buf_done);
    struct stat about;

    buf_init(&name, MAX_NAME_BYTES);
    buf_printf(&name, "%s-wal", path);
    if (buf_is_full(&name) || (stat(name.p, &about) == 0 && about.st_size > 0)) {
        return fail(db, SQLITE_CANTOPEN, err);
    }
    sqlite3_close(db->handle);
    db->handle = NULL;
    buf_clear(&name);
    buf_add(&name, STR("file:"));
    for (const char *p = path; *p != '\0'; p++) {
        if (*p == '?' || *p == '#' || *p == '%') {
            buf_printf(&name, "%%%02X", (unsigned char)*p);
        } else {
            buf_add_char(&name, *p);
        }
    }
    buf_add(&name, STR("?immutable=1"));
    int code = sqlite3_open_v2(name.p, (sqlite3 **)&db->handle,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);

    return code != SQLITE_OK ? fail(db, code, err) : set_up(db, err);
}

static int sqlite_open(struct db *db, const char *path, struct err *err)
{
    struct stat about;

    if (!db->options.create && stat(path, &about) < 0 && errno == ENOENT) {
        return err_set(err, ERR_NOT_FOUND, "there is no database \"%s\"", path);
    }
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

    flags |= db->options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    flags |= db->options.create ? SQLITE_OPEN_CREATE : 0;
    int code = sqlite3_open_v2(path, (sqlite3 **)&db->handle, flags, NULL);

    if (code != SQLITE_OK) {
        return fail(db, code, err);
    }
    int result = set_up(db, err);

    if (result < 0 && db->options.read_only &&
        (sqlite3_errcode(db->handle) & 0xFF) != SQLITE_NOTADB &&
        (sqlite3_errcode(db->handle) & 0xFF) != SQLITE_CORRUPT) {
        result = open_as_it_stands(db, path, err);
    }
    return result;
}

static void sqlite_close(struct db *db)
{
    sqlite3_close(db->handle);
    db->handle = NULL;
}

static int sqlite_prepare(struct db *db, const char *text, size_t bytes, void **ret,
                          struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(db->handle, text, (int)bytes + 1, SQLITE_PREPARE_PERSISTENT,
                                  &statement, NULL);

    if (code != SQLITE_OK) {
        return fail(db, code, err);
    }
    *ret = statement;
    return 0;
}

static void sqlite_drop(struct db *db, void *statement)
{
    sqlite3_finalize(statement);
}

static int sqlite_bind(struct db *db, void *statement, struct db_values values, struct err *err)
{
    if ((size_t)sqlite3_bind_parameter_count(statement) != values.n) {
        return err_set(err, ERR_INTERNAL, "a query was given %zu values", values.n);
    }
    for (size_t i = 0; i < values.n; i++) {
        const struct db_value *v = &values.v[i];
        const char *bytes = v->bytes.p == NULL ? "" : v->bytes.p;
        int code = SQLITE_OK;

        switch (v->kind) {
        case DB_NULL:
            code = sqlite3_bind_null(statement, (int)i + 1);
            break;
        case DB_INT:
            code = sqlite3_bind_int64(statement, (int)i + 1, v->number);
            break;
        case DB_TEXT:
            code = sqlite3_bind_text64(statement, (int)i + 1, bytes, v->bytes.n, SQLITE_STATIC,
                                       SQLITE_UTF8);
            break;
        case DB_BYTES:
            code = sqlite3_bind_blob64(statement, (int)i + 1, bytes, v->bytes.n, SQLITE_STATIC);
            break;
        }
        if (code != SQLITE_OK) {
            return fail(db, code, err);
        }
    }
    return 0;
}

static int sqlite_step(struct db *db, void *statement, struct err *err)
{
    switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
        return 1;
    case SQLITE_DONE:
        return 0;
    default:
        return fail(db, sqlite3_extended_errcode(db->handle), err);
    }
}

static void sqlite_reset(void *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

static int64_t sqlite_changed(struct db *db)
{
    return sqlite3_changes64(db->handle);
}

static bool sqlite_in_transaction(const struct db *db)
{
    return sqlite3_get_autocommit(db->handle) == 0;
}

static bool sqlite_row_is_null(void *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL;
}

static int64_t sqlite_row_int(void *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

static struct str sqlite_row_text(void *statement, int column)
{
    const char *p = sqlite3_column_blob(statement, column);

    return (struct str){.p = p == NULL ? "" : p,
                        .n = (size_t)sqlite3_column_bytes(statement, column)};
}

static int sqlite_script(struct db *db, const char *text, struct err *err)
{
    int code = sqlite3_exec(db->handle, text, NULL, NULL, NULL);

    return code == SQLITE_OK ? 0 : fail(db, code, err);
}

static int sqlite_copy_to(struct db *db, const char *path, struct err *err)
{
    static const char vacuum[] = "VACUUM INTO ?1";
    void *statement = NULL;

    /* the copy counts as writing, even where only the copy is written */
    if (sqlite_script(db, "PRAGMA query_only=OFF", err) < 0 ||
        sqlite_prepare(db, vacuum, sizeof(vacuum) - 1, &statement, err) < 0) {
        return -1;
    }
    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
    int result = sqlite_step(db, statement, err);

    sqlite3_finalize(statement);
    if (result == 0 && db->options.read_only) {
        result = sqlite_script(db, "PRAGMA query_only=ON", err);
    }
    return result;
}

static int sqlite_check(struct db *db, struct arena *a, struct str *ret_found, struct err *err)
{
    static const char *const checks[] = {"PRAGMA integrity_check(10)", "PRAGMA foreign_key_check"};
    struct str found = {};

    for (size_t i = 0; i < COUNT(checks); i++) {
        sqlite3_stmt *statement = NULL;
        int code = sqlite3_prepare_v2(db->handle, checks[i], -1, &statement, NULL);

        while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
            struct str line = sqlite_row_text(statement, 0);

            code = SQLITE_OK;
            if (found.n == 0 && !str_eq(line, STR("ok"))) {
                found = arena_str(a, line);
            }
        }
        sqlite3_finalize(statement);
        if (code != SQLITE_DONE) {
            found = arena_str(a, str_of(sqlite3_errmsg(db->handle)));
        }
    }
    *ret_found = found;
    return 0;
}

const struct db_driver db_sqlite = {
    .open = sqlite_open,
    .close = sqlite_close,
    .prepare = sqlite_prepare,
    .drop = sqlite_drop,
    .bind = sqlite_bind,
    .step = sqlite_step,
    .reset = sqlite_reset,
    .changed = sqlite_changed,
    .in_transaction = sqlite_in_transaction,
    .row_is_null = sqlite_row_is_null,
    .row_int = sqlite_row_int,
    .row_text = sqlite_row_text,
    .script = sqlite_script,
    .copy_to = sqlite_copy_to,
    .check = sqlite_check,
};
