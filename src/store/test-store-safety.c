/*
 * What may go wrong: every database call fails in turn, the disk is full, the folder is read-only,
 * the file is damaged or changed behind our back, two processes want one desk, the desk is newer.
 */
#include "store/test-desk.h"

#include "store/hash.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- a story that touches everything ---- */

struct story {
    int64_t contract, duty;
    struct blob blob;
};

static int story_job(struct tx *tx, void *arg, struct err *err)
{
    struct story *story = arg;
    struct record contract = {.type = &type_contract, .body = STR("{\"title\":\"調査の委託\"}")};

    if (record_add(tx, &contract, "contract.open", err) < 0) {
        return -1;
    }
    struct record duty = {.type = &type_duty,
                          .contract = contract.id,
                          .body = STR("{\"quote\":\"月に一度報告する。\",\"order\":1}")};

    if (record_add(tx, &duty, "duty.add", err) < 0) {
        return -1;
    }
    struct clock_row clock = {
        .duty = duty.id, .key = STR("once"), .day_from = 5, .day_to = 5, .minute = -1};

    duty.body = STR("{\"quote\":\"月に一度報告する。\",\"order\":2,\"owner\":\"田中\"}");
    if (record_change(tx, &duty, "duty.assign", err) < 0 ||
        link_add(tx, contract.id, "part-of", duty.id, contract.id, err) < 0 ||
        clocks_replace(tx, contract.id, &clock, 1, err) < 0 ||
        blob_keep(tx, contract.id, &story->blob, err) < 0) {
        return -1;
    }
    story->contract = contract.id;
    story->duty = duty.id;
    return 0;
}

static int keep_file(struct desk *d, struct blob *ret, struct err *err)
{
    struct blob_writer *w;

    if (blob_begin(d->s, 100, &w, err) < 0) {
        return -1;
    }
    if (blob_add(w, "abc", 3, err) < 0) {
        blob_drop(w);
        return -1;
    }
    if (blob_finish(w, ret, err) < 0) {
        return -1;
    }
    ret->name = STR("abc.txt");
    return 0;
}

static int count_events(struct tx *tx, void *arg, struct err *err)
{
    struct event_head head;

    if (event_verify(tx, &head, err) < 0) {
        return -1;
    }
    *(int64_t *)arg = head.seq;
    return 0;
}

static int64_t events_of(struct desk *d)
{
    struct err err = {};
    int64_t n = -1;

    assert_int_equal(store_read(d->s, count_events, &n, &err), 0);
    return n;
}

static void every_call_may_fail(void **state)
{
    struct desk *d = *state;
    struct db_faults faults = {};
    struct story story = {};
    struct err err = {};
    bool done = false;
    int n;

    assert_int_equal(keep_file(d, &story.blob, &err), 0);
    assert_int_equal(desk_reopen(d, NULL, &faults, &err), 0);
    for (n = 1; !done && n < 500; n++) {
        faults.left = n;
        err = (struct err){};
        int result = desk_write(d, story_job, &story, &err);

        done = faults.left > 0; /* nothing was left to fail */
        faults.left = 0;
        if (result < 0) {
            assert_int_equal(err.kind, ERR_IO);
            assert_false(done);
        }
        assert_int_equal(result, done ? 0 : result);
        assert_int_equal(events_of(d) % 5, 0); /* whole stories only */
        desk_assert_sound(d);
        if (result == 0 && !done) {
            /* the failed call was one whose job could be run again */
            assert_true(events_of(d) >= 5);
        }
    }
    assert_true(done);
    assert_true(n > 30);
    assert_int_equal(store_rebuild(d->s, &err), 0);
}

/* Opening fails as a whole too, for every call, and then works. */
static void every_call_of_opening_may_fail(void **state)
{
    struct desk *d = *state;
    struct db_faults faults = {};
    int n;

    for (n = 1; n < 200; n++) {
        struct err err = {};

        faults.left = n;
        if (desk_reopen(d, NULL, &faults, &err) == 0) {
            break;
        }
        assert_int_equal(err.kind, ERR_IO);
        assert_null(d->s);
    }
    faults.left = 0;
    assert_true(n > 5 && n < 200);
    desk_assert_sound(d);
}

/* ---- the chain ---- */

static void finds_tampering(void **state)
{
    static const char *const changes[] = {
        "UPDATE event SET body = replace(body, '田中', '山田') WHERE seq = 3",
        "UPDATE event SET actor = 'nobody' WHERE seq = 2",
        "UPDATE event SET happened_ms = happened_ms + 1 WHERE seq = 1",
        "UPDATE event SET contract = 9 WHERE seq = 2",
        "UPDATE event SET salt = zeroblob(16) WHERE seq = 4",
        "DELETE FROM event WHERE seq = 2",
        "UPDATE event SET hash = zeroblob(32) WHERE seq = 5",
        "UPDATE event SET commitment = zeroblob(31) WHERE seq = 5",
    };
    static const int64_t named[] = {3, 2, 1, 2, 4, 3, 5, 5};

    for (size_t i = 0; i < COUNT(changes); i++) {
        struct desk *d;
        struct story story = {.blob = {.name = STR("x")}};
        struct err err = {};
        char expected[32];
        int64_t n;

        assert_int_equal(desk_setup((void **)&d), 0);
        assert_int_equal(desk_write(d, story_job, &story, &err), 0);
        assert_int_equal(desk_tamper(d, changes[i]), 0);
        assert_int_equal(store_read(d->s, count_events, &n, &err), -1);
        assert_int_equal(err.kind, ERR_INVALID);
        snprintf(expected, sizeof(expected), "event %lld ", (long long)named[i]);
        assert_non_null(strstr(err.message, expected));
        desk_teardown((void **)&d);
    }
}

/* Body and salt erased together leave a chain that verifies. */
static void an_erased_body_keeps_the_chain(void **state)
{
    struct desk *d = *state;
    struct story story = {.blob = {.name = STR("x")}};
    struct err err = {};

    assert_int_equal(desk_write(d, story_job, &story, &err), 0);
    assert_int_equal(desk_tamper(d, "UPDATE event SET body = NULL, salt = NULL WHERE seq = 2"), 0);
    assert_int_equal(events_of(d), 5);
}

static void rebuilds(void **state)
{
    struct desk *d = *state;
    struct story story = {.blob = {.name = STR("x")}};
    struct err err = {};
    struct record_filter f = {.words = STR("報告"),
                              .type = &type_duty,
                              .where = {{"owner", OP_EQUAL, {"田中", 6}, 0}},
                              .where_count = 1};
    char ids[64];

    assert_int_equal(desk_write(d, story_job, &story, &err), 0);
    assert_int_equal(desk_write(d, story_job, &story, &err), 0);
    assert_int_equal(store_rebuild(d->s, &err), 0);
    assert_int_equal(desk_tamper(d, "UPDATE record SET state = 'done' WHERE id = 2;"
                                    "DELETE FROM field_key; DELETE FROM search_gram;"
                                    "DELETE FROM link; DELETE FROM blob; DELETE FROM record"
                                    " WHERE id = 4; INSERT INTO link VALUES (1, 'x', 8, 9)"),
                     0);
    assert_int_equal(store_rebuild(d->s, &err), 1);
    assert_int_equal(store_rebuild(d->s, &err), 0);
    assert_string_equal(desk_ids(d, &f, ids, sizeof(ids)), "2 4");
    desk_assert_sound(d);
}

/* ---- the folder ---- */

static void has_one_owner(void **state)
{
    struct desk *d = *state;
    struct store *second = NULL;
    struct err err = {};
    struct store_options read_only = {.read_only = true};
    char me[32];

    snprintf(me, sizeof(me), "process %ld", (long)getpid());
    assert_int_equal(store_open(d->path, NULL, &second, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_non_null(strstr(err.message, me));
    assert_null(second);
    /* reading beside the owner is fine */
    assert_true(desk_add(d, &type_contract, 0, "{}") > 0);
    assert_int_equal(store_open(d->path, &read_only, &second, &err), 0);
    int64_t n = 0;

    assert_int_equal(store_read(second, count_events, &n, &err), 0);
    assert_int_equal(n, 1);
    assert_int_equal(store_write(second, &d->by, count_events, &n, &err), -1);
    assert_int_equal(err.kind, ERR_DENIED);
    store_close(second);
}

static void refuses_folders(void **state)
{
    struct desk *d = *state;
    struct store *s = NULL;
    struct err err = {};
    char other[96];
    struct stat about;

    snprintf(other, sizeof(other), "%s/desk.sqlite", d->path);
    assert_int_equal(stat(other, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(store_create(d->path, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(store_create(d->folder, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(store_open(d->folder, NULL, &s, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    snprintf(other, sizeof(other), "%s/a/b", d->folder);
    assert_int_equal(store_create(other, &err), -1);
    assert_int_equal(err.kind, ERR_IO);
    assert_int_equal(store_open(other, NULL, &s, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void refuses_a_newer_desk(void **state)
{
    struct desk *d = *state;
    struct err err = {};

    assert_int_equal(desk_tamper(d, "INSERT INTO migration VALUES (9999, 'later', 'x', 0, '9')"),
                     -1);
    assert_int_equal(store_open(d->path, NULL, &d->s, &err), -1);
    assert_int_equal(err.kind, ERR_UNSUPPORTED);
    assert_null(d->s);
}

static void tells_a_damaged_desk(void **state)
{
    struct desk *d = *state;
    struct err err = {};
    char path[128];

    for (int i = 0; i < 50; i++) {
        desk_add(d, &type_duty, 0, "{\"quote\":\"この文は表を大きくするためにある。\"}");
    }
    store_close(d->s);
    d->s = NULL;
    snprintf(path, sizeof(path), "%s/desk.sqlite", d->path);
    int fd = open(path, O_WRONLY);
    char noise[4096];
    struct stat about;

    memset(noise, 0x5A, sizeof(noise));
    assert_int_equal(fstat(fd, &about), 0);
    for (off_t at = 8192; at < about.st_size; at += 8192) {
        assert_int_equal(pwrite(fd, noise, sizeof(noise), at), sizeof(noise));
    }
    close(fd);
    if (store_open(d->path, NULL, &d->s, &err) < 0) {
        assert_int_equal(err.kind, ERR_IO);
    } else {
        struct arena a CLEANUP(arena_done) = {};
        struct check_list checks = {};

        assert_int_equal(store_doctor(d->s, &a, &checks, &err), 0);
        assert_false(checks.v[0].good);
    }
    /* the first page gone: no database at all */
    store_close(d->s);
    d->s = NULL;
    fd = open(path, O_WRONLY);
    assert_int_equal(pwrite(fd, noise, sizeof(noise), 0), sizeof(noise));
    close(fd);
    assert_int_equal(store_open(d->path, NULL, &d->s, &err), -1);
    assert_int_equal(err.kind, ERR_IO);
    assert_non_null(strstr(err.message, "damaged"));
}

/* In a child, as somebody who may not write there. */
static int open_as_stranger(struct desk *d, const struct store_options *options)
{
    pid_t child = fork();

    if (child == 0) {
        struct store *s = NULL;
        struct err err = {};
        int64_t n;

        if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0)) {
            _exit(99);
        }
        if (store_open(d->path, options, &s, &err) < 0) {
            _exit(err.kind);
        }
        _exit(store_read(s, count_events, &n, &err) < 0 ? 50 + err.kind : 0);
    }
    int status = 0;

    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static void reads_a_folder_it_cannot_write(void **state)
{
    struct desk *d = *state;
    struct store_options read_only = {.read_only = true};
    char path[128];

    assert_true(desk_add(d, &type_contract, 0, "{}") > 0);
    store_close(d->s);
    d->s = NULL;
    snprintf(path, sizeof(path), "%s/desk.sqlite", d->path);
    chmod(path, 0444);
    snprintf(path, sizeof(path), "%s/lock", d->path);
    chmod(path, 0444);
    chmod(d->path, 0555);
    chmod(d->folder, 0755);
    assert_int_equal(open_as_stranger(d, NULL), ERR_IO);
    assert_int_equal(open_as_stranger(d, &read_only), 0);
    chmod(d->path, 0755);
}

static void tells_a_full_disk(void **state)
{
    struct desk *d = *state;
    struct rlimit whole, small;
    int64_t before = 0;
    bool refused = false;

    /* no file may grow past 400 KiB from here on */
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &whole), 0);
    small = whole;
    small.rlim_cur = 400 * 1024;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    for (int i = 0; i < 200 && !refused; i++) {
        char name[4000];
        struct story story = {.blob = {.name = {.p = name, .n = sizeof(name)}}};
        struct err err = {};

        memset(name, 'x', sizeof(name));
        before = events_of(d);
        refused = desk_write(d, story_job, &story, &err) < 0;
        if (refused) {
            assert_int_equal(err.kind, ERR_IO);
        }
    }
    assert_true(refused);
    setrlimit(RLIMIT_FSIZE, &whole);
    assert_int_equal(events_of(d), before);
    desk_assert_sound(d);
    /* there is room again */
    assert_true(desk_add(d, &type_contract, 0, "{}") > 0);
    assert_int_equal(events_of(d), before + 1);
}

/* ---- files ---- */

static void keeps_files(void **state)
{
    struct desk *d = *state;
    struct blob blob = {}, again = {};
    struct blob_writer *w;
    struct err err = {};
    int64_t bytes = 0;
    int fd = -1;
    char name[BLOB_NAME_BYTES], path[256], read_back[8] = "";

    assert_int_equal(keep_file(d, &blob, &err), 0);
    assert_int_equal(keep_file(d, &again, &err), 0);
    assert_memory_equal(blob.sha256, again.sha256, 32);
    assert_int_equal(blob.sha256[0], 0xBA); /* FIPS 180-2, SHA-256 of "abc" */
    assert_int_equal(blob.sha256[1], 0x78);
    assert_int_equal(blob_open(d->s, blob.sha256, &fd, &bytes, &err), 0);
    assert_int_equal(bytes, 3);
    assert_int_equal(read(fd, read_back, 8), 3);
    assert_string_equal(read_back, "abc");
    close(fd);
    assert_int_equal(blob_begin(d->s, 2, &w, &err), 0);
    assert_int_equal(blob_add(w, "abc", 3, &err), -1);
    assert_int_equal(err.kind, ERR_LIMIT);
    blob_drop(w);
    blob.sha256[5] ^= 1;
    assert_int_equal(blob_open(d->s, blob.sha256, &fd, &bytes, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    blob_file_name(again.sha256, name);
    snprintf(path, sizeof(path), "%s/blobs/%s", d->path, name);
    chmod(path, 0600);
    fd = open(path, O_WRONLY | O_TRUNC);
    assert_int_equal(write(fd, "abd", 3), 3);
    close(fd);
    assert_int_equal(blob_open(d->s, again.sha256, &fd, &bytes, &err), -1);
    assert_int_equal(err.kind, ERR_INVALID);
}

static bool all_good(struct desk *d, int *ret_bad)
{
    struct arena a CLEANUP(arena_done) = {};
    struct check_list checks = {};
    struct err err = {};
    bool good = true;

    assert_int_equal(store_doctor(d->s, &a, &checks, &err), 0);
    assert_int_equal(checks.n, 4);
    for (uint32_t i = 0; i < checks.n; i++) {
        if (!checks.v[i].good) {
            good = false;
            *ret_bad = (int)i;
        }
    }
    return good;
}

static void backs_up_and_looks_over(void **state)
{
    struct desk *d = *state;
    struct desk copy = {};
    struct story story = {};
    struct err err = {};
    char ids[64], name[BLOB_NAME_BYTES], path[256];
    struct record_filter duties = {.type = &type_duty, .words = STR("月")};
    int bad = -1;

    assert_int_equal(keep_file(d, &story.blob, &err), 0);
    assert_int_equal(desk_write(d, story_job, &story, &err), 0);
    assert_true(all_good(d, &bad));
    snprintf(copy.path, sizeof(copy.path), "%s/copy", d->folder);
    assert_int_equal(store_backup(d->s, copy.path, &err), 0);
    assert_int_equal(store_backup(d->s, copy.path, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(store_open(copy.path, NULL, &copy.s, &err), 0);
    assert_true(all_good(&copy, &bad));
    assert_string_equal(desk_ids(&copy, &duties, ids, sizeof(ids)), "2");
    assert_true(desk_add(&copy, &type_contract, 0, "{}") > 0);
    store_close(copy.s);

    blob_file_name(story.blob.sha256, name);
    snprintf(path, sizeof(path), "%s/blobs/%s", d->path, name);
    unlink(path);
    assert_false(all_good(d, &bad));
    assert_int_equal(bad, 3);
    assert_int_equal(desk_tamper(d, "UPDATE record SET version = 9 WHERE id = 2"), 0);
    assert_false(all_good(d, &bad));
}

/* ---- many at once ---- */

struct worker {
    struct desk *d;
    int done, refused;
};

static int maybe_job(struct tx *tx, void *arg, struct err *err)
{
    struct record r = {.type = &type_question, .body = STR("{\"text\":\"同時に書く\"}")};

    if (record_add(tx, &r, "test.add", err) < 0) {
        return -1;
    }
    return *(int *)arg % 5 == 0 ? err_set(err, ERR_CONFLICT, "not this one") : 0;
}

static void *work(void *arg)
{
    struct worker *w = arg;
    struct store_by by = {.actor = STR("worker"), .received_ms = 5};

    for (int i = 0; i < 100; i++) {
        struct err err = {};

        if (store_write(w->d->s, &by, maybe_job, &i, &err) < 0) {
            w->refused += err.kind == ERR_CONFLICT;
        } else {
            w->done++;
        }
    }
    return NULL;
}

static void a_refused_job_takes_nobody_along(void **state)
{
    enum { WORKERS = 8 };
    struct desk *d = *state;
    struct worker workers[WORKERS];
    pthread_t threads[WORKERS];

    for (int i = 0; i < WORKERS; i++) {
        workers[i] = (struct worker){.d = d};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(workers[i].done, 80);
        assert_int_equal(workers[i].refused, 20);
    }
    assert_int_equal(events_of(d), WORKERS * 80);
    desk_assert_sound(d);
}

#define with_desk(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_desk(every_call_may_fail),
        with_desk(every_call_of_opening_may_fail),
        cmocka_unit_test(finds_tampering),
        with_desk(an_erased_body_keeps_the_chain),
        with_desk(rebuilds),
        with_desk(has_one_owner),
        with_desk(refuses_folders),
        with_desk(refuses_a_newer_desk),
        with_desk(tells_a_damaged_desk),
        with_desk(reads_a_folder_it_cannot_write),
        with_desk(tells_a_full_disk),
        with_desk(keeps_files),
        with_desk(backs_up_and_looks_over),
        with_desk(a_refused_job_takes_nobody_along),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
