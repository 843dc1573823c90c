/*
 * The schema, step by step. Each step is a file of sql/, run once in a transaction that also notes
 * its number, its SHA-256, when and by which version. A released file is never edited: one whose
 * hash differs from what was run is refused, and so is a database that knows more steps than we do.
 */
#include "db/driver.h"

#include "base/now.h"

static int note_table(struct db *db, struct err *err)
{
    return db->driver->script(db,
                              "CREATE TABLE IF NOT EXISTS migration ("
                              "number INTEGER PRIMARY KEY,"
                              "name TEXT NOT NULL,"
                              "sha256 TEXT NOT NULL,"
                              "at_ms INTEGER NOT NULL,"
                              "version TEXT NOT NULL) STRICT",
                              err);
}

static int run_step(struct db *db, void *arg, struct err *err)
{
    static const struct query note =
        SQL("INSERT INTO migration (number, name, sha256, at_ms, version)"
            " VALUES (?1, ?2, ?3, ?4, ?5)");
    const struct {
        const struct migration *step;
        const char *version;
    } *job = arg;

    if (db_fault(db, err) || db->driver->script(db, job->step->sql, err) < 0) {
        return err_in(err, "while changing the database by \"%s\"", job->step->name);
    }
    return db_run(db, &note,
                  DB(db_int(job->step->number), db_text(str_of(job->step->name)),
                     db_text(str_of(job->step->sha256)),
                     db_int(now_ms()), /* when this machine ran it; no rule depends on it */
                     db_text(str_of(job->version))),
                  NULL, err);
}

/* How many steps were run, after comparing each with ours. */
static int compare(struct db *db, const struct migration *steps, int *ret_done, struct err *err)
{
    static const struct query all = SQL("SELECT number, sha256, version FROM migration"
                                        " ORDER BY number");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int done = 0, more;

    if (db_query(db, &all, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        struct str version = db_row_text(rows, 2);

        if (steps[done].sql == NULL) {
            err_set(err, ERR_UNSUPPORTED, "the desk was made by a newer itaku, %.*s",
                    STR_ARG(version));
            return err_hint(err, "Use that version or a later one.");
        }
        if (db_row_int(rows, 0) != steps[done].number ||
            !str_eq(db_row_text(rows, 1), str_of(steps[done].sha256))) {
            return err_set(err, ERR_UNSUPPORTED,
                           "the desk was made by another itaku (%.*s): step \"%s\" differs",
                           STR_ARG(version), steps[done].name);
        }
        done++;
    }
    *ret_done = done;
    return more;
}

int db_migrate(struct db *db, const struct migration *steps, const char *version, struct err *err)
{
    static const struct query is_there = SQL("SELECT count(*) FROM sqlite_schema"
                                             " WHERE name = 'migration'");
    int done = 0;
    int64_t exists;

    if (db_query_int(db, &is_there, DB_NO_VALUES, 0, &exists, err) < 0 ||
        (exists > 0 && compare(db, steps, &done, err) < 0)) {
        return -1;
    }
    if (steps[done].sql == NULL) {
        return 0;
    }
    if (db->options.read_only) {
        err_set(err, ERR_UNSUPPORTED, "the desk was made by an older itaku");
        return err_hint(err, "Open it for writing once, so that it is brought up to date.");
    }
    if (exists == 0 && (db_fault(db, err) || note_table(db, err) < 0)) {
        return -1;
    }
    for (; steps[done].sql != NULL; done++) {
        struct {
            const struct migration *step;
            const char *version;
        } job = {&steps[done], version};

        if (db_transact(db, DB_WRITE, run_step, &job, err) < 0) {
            return -1;
        }
    }
    return 0;
}
