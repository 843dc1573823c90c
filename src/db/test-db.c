/* Connections, rows, transactions, savepoints, migrations, and what happens when calls fail. */
#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct place {
    char folder[64];
    char file[96];
};

static int make_place(void **state)
{
    struct place *p = calloc(1, sizeof(*p));

    snprintf(p->folder, sizeof(p->folder), "/tmp/test-db-XXXXXX");
    if (p == NULL || mkdtemp(p->folder) == NULL) {
        return -1;
    }
    snprintf(p->file, sizeof(p->file), "%s/x.sqlite", p->folder);
    *state = p;
    return 0;
}

static int drop_place(void **state)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".copy"};
    struct place *p = *state;

    for (size_t i = 0; i < COUNT(ends); i++) {
        char name[128];

        snprintf(name, sizeof(name), "%s%s", p->file, ends[i]);
        unlink(name);
    }
    int result = rmdir(p->folder);

    free(p);
    return result;
}

static const struct migration steps[] = {
    {1, "0001-a", "CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT NOT NULL) STRICT;", "aa"},
    {2, "0002-b", "CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT; INSERT INTO a VALUES (1, 'x');",
     "bb"},
    {},
};

static struct db *open_it(const struct place *p, struct db_faults *faults)
{
    static const char *const append_only[] = {"b", NULL};
    struct db_options options = {.create = true, .append_only = append_only, .faults = faults};
    struct db *db = NULL;
    struct err err = {};

    if (db_open(p->file, &options, &db, &err) < 0) {
        return NULL;
    }
    return db;
}

static int64_t count_a(struct db *db)
{
    static const struct query count = SQL("SELECT count(*) FROM a");
    int64_t n = -1;
    struct err err = {};

    assert_int_equal(db_query_int(db, &count, DB_NO_VALUES, -1, &n, &err), 0);
    return n;
}

static const struct query add = SQL("INSERT INTO a (id, t) VALUES (?1, ?2)");

static int add_row(struct db *db, int64_t id, struct err *err)
{
    return db_run(db, &add, DB(db_int(id), db_text(STR("文"))), NULL, err);
}

static void reads_what_it_wrote(void **state)
{
    static const struct query all = SQL("SELECT id, t, NULL FROM a WHERE id > ?1 ORDER BY id");
    struct db *db = open_it(*state, NULL);
    struct db_rows *rows = NULL, *again = NULL;
    struct err err = {};

    assert_non_null(db);
    assert_int_equal(db_migrate(db, steps, "1", &err), 0);
    assert_int_equal(db_migrate(db, steps, "1", &err), 0);
    assert_int_equal(add_row(db, 7, &err), 0);
    assert_int_equal(db_query(db, &all, DB(db_int(1)), &rows, &err), 0);
    assert_int_equal(db_next(rows, &err), 1);
    assert_int_equal(db_row_int(rows, 0), 7);
    assert_true(str_eq(db_row_text(rows, 1), STR("文")));
    assert_true(db_row_is_null(rows, 2));
    /* the same text while it is running */
    assert_int_equal(db_query(db, &all, DB(db_int(0)), &again, &err), 0);
    assert_int_equal(db_next(again, &err), 1);
    assert_int_equal(db_row_int(again, 0), 1);
    db_rows_close(again);
    assert_int_equal(db_next(rows, &err), 0);
    db_rows_close(rows);
    /* a text in a number column, and a wrong count of values */
    assert_int_equal(db_run(db, &add, DB(db_text(STR("x")), db_text(STR("x"))), NULL, &err), -1);
    assert_int_equal(db_run(db, &add, DB(db_int(9)), NULL, &err), -1);
    assert_int_equal(err.kind, ERR_INTERNAL);
    db_close(db);
}

static void builds_queries(void **state)
{
    static const struct query head = SQL("SELECT count(*) FROM a WHERE id >= ?");
    static const struct query tail = SQL(" AND t = ?");
    struct db *db = open_it(*state, NULL);
    struct err err = {};

    assert_int_equal(db_migrate(db, steps, "1", &err), 0);
    for (int i = 0; i < 3; i++) {
        struct db_rows *rows = NULL;
        struct db_build b;

        db_build_init(&b);
        db_build_add(&b, &head, DB(db_int(1)));
        db_build_add(&b, &tail, DB(db_text(i == 2 ? STR("x' OR 1") : STR("x"))));
        assert_int_equal(db_build_query(db, &b, &rows, &err), 0);
        assert_int_equal(db_next(rows, &err), 1);
        assert_int_equal(db_row_int(rows, 0), i == 2 ? 0 : 1);
        db_rows_close(rows);
        db_build_done(&b);
    }
    db_close(db);
}

static void takes_back(void **state)
{
    struct db *db = open_it(*state, NULL);
    struct err err = {};

    assert_int_equal(db_migrate(db, steps, "1", &err), 0);
    assert_int_equal(db_begin(db, DB_WRITE, &err), 0);
    assert_int_equal(db_savepoint(db, &err), 0);
    assert_int_equal(add_row(db, 2, &err), 0);
    assert_int_equal(db_savepoint_keep(db, &err), 0);
    assert_int_equal(db_savepoint(db, &err), 0);
    assert_int_equal(add_row(db, 3, &err), 0);
    assert_int_equal(db_savepoint_undo(db, &err), 0);
    assert_int_equal(db_commit(db, &err), 0);
    assert_int_equal(count_a(db), 2);
    assert_int_equal(db_begin(db, DB_WRITE, &err), 0);
    assert_int_equal(add_row(db, 4, &err), 0);
    db_rollback(db);
    assert_false(db_in_transaction(db));
    assert_int_equal(count_a(db), 2);
    db_close(db);
}

static void keeps_what_is_only_added_to(void **state)
{
    static const struct query insert = SQL("INSERT INTO b (id) VALUES (1)");
    static const struct query change = SQL("UPDATE b SET id = 2");
    static const struct query drop = SQL("DELETE FROM b");
    struct db *db = open_it(*state, NULL);
    struct err err = {};

    assert_int_equal(db_migrate(db, steps, "1", &err), 0);
    assert_int_equal(db_run(db, &insert, DB_NO_VALUES, NULL, &err), 0);
    assert_int_equal(db_run(db, &change, DB_NO_VALUES, NULL, &err), -1);
    assert_int_equal(db_run(db, &drop, DB_NO_VALUES, NULL, &err), -1);
    db_close(db);
}

static void refuses_other_schemas(void **state)
{
    struct migration changed[] = {steps[0], steps[1], {}};
    struct migration older[] = {steps[0], {}};
    struct db *db = open_it(*state, NULL);
    struct err err = {};

    changed[1].sha256 = "cc";
    assert_int_equal(db_migrate(db, older, "1", &err), 0);
    assert_int_equal(db_migrate(db, steps, "2", &err), 0);
    assert_int_equal(db_migrate(db, older, "1", &err), -1);
    assert_int_equal(err.kind, ERR_UNSUPPORTED);
    assert_int_equal(db_migrate(db, changed, "2", &err), -1);
    assert_int_equal(err.kind, ERR_UNSUPPORTED);
    db_close(db);
}

static int two_rows(struct db *db, void *arg, struct err *err)
{
    return add_row(db, 10, err) < 0 || add_row(db, 11, err) < 0 ? -1 : 0;
}

static void fails_whole(void **state)
{
    struct db_faults faults = {};
    struct db *db = open_it(*state, &faults);
    struct err err = {};
    int n = 0;

    assert_int_equal(db_migrate(db, steps, "1", &err), 0);
    do {
        n++;
        faults.left = n;
        err = (struct err){};
        int result = db_transact(db, DB_WRITE, two_rows, NULL, &err);

        faults.left = 0;
        assert_false(db_in_transaction(db));
        assert_int_equal(count_a(db), result < 0 ? 1 : 3);
        assert_int_equal(err.kind, result < 0 ? ERR_IO : ERR_NONE);
        if (result == 0) {
            break;
        }
    } while (n < 100);
    assert_int_equal(n, 5); /* BEGIN, two rows, COMMIT, then nothing is left to fail */
    db_close(db);
}

static void migrates_whole(void **state)
{
    for (int n = 1; n < 100; n++) {
        struct db_faults faults = {.left = n};
        struct db *db = open_it(*state, &faults);
        struct err err = {};
        int result = db_migrate(db, steps, "1", &err);

        db_close(db);
        if (result == 0) {
            assert_true(n > 5);
            return;
        }
    }
    fail();
}

static void tells_a_damaged_file(void **state)
{
    const struct place *p = *state;
    FILE *f = fopen(p->file, "w");
    struct db_options options = {};
    struct db *db = NULL;
    struct err err = {};

    for (int i = 0; i < 5000; i++) {
        fputc(i * 7 & 0xFF, f);
    }
    fclose(f);
    assert_int_equal(db_open(p->file, &options, &db, &err), -1);
    assert_int_equal(err.kind, ERR_IO);
    assert_null(db);
    unlink(p->file);
    assert_int_equal(db_open(p->file, &options, &db, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void copies(void **state)
{
    const struct place *p = *state;
    struct db *db = open_it(p, NULL);
    struct db_options options = {.read_only = true};
    struct err err = {};
    struct arena a = {};
    struct str found;
    char copy[128];

    assert_int_equal(db_migrate(db, steps, "1", &err), 0);
    snprintf(copy, sizeof(copy), "%s.copy", p->file);
    assert_int_equal(db_copy_to(db, copy, &err), 0);
    assert_int_equal(db_copy_to(db, copy, &err), -1);
    db_close(db);
    assert_int_equal(db_open(copy, &options, &db, &err), 0);
    assert_int_equal(count_a(db), 1);
    assert_int_equal(db_check(db, &a, &found, &err), 0);
    assert_int_equal(found.n, 0);
    assert_int_equal(add_row(db, 5, &err), -1);
    db_close(db);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_what_it_wrote, make_place, drop_place),
        cmocka_unit_test_setup_teardown(builds_queries, make_place, drop_place),
        cmocka_unit_test_setup_teardown(takes_back, make_place, drop_place),
        cmocka_unit_test_setup_teardown(keeps_what_is_only_added_to, make_place, drop_place),
        cmocka_unit_test_setup_teardown(refuses_other_schemas, make_place, drop_place),
        cmocka_unit_test_setup_teardown(fails_whole, make_place, drop_place),
        cmocka_unit_test_setup_teardown(migrates_whole, make_place, drop_place),
        cmocka_unit_test_setup_teardown(tells_a_damaged_file, make_place, drop_place),
        cmocka_unit_test_setup_teardown(copies, make_place, drop_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
