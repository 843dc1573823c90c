/* A desk in a folder of its own; see test-desk.h. */
#include "store/test-desk.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    return remove(path);
}

void remove_folder(const char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

int desk_setup(void **state)
{
    struct desk *d = calloc(1, sizeof(*d));
    struct err err = {};

    if (d == NULL) {
        return -1;
    }
    *state = d;
    snprintf(d->folder, sizeof(d->folder), "/tmp/itaku-test.XXXXXX");
    if (mkdtemp(d->folder) == NULL) {
        return -1;
    }
    snprintf(d->path, sizeof(d->path), "%s/desk", d->folder);
    d->by = (struct store_by){.actor = STR("tester"), .received_ms = 1000};
    if (store_create(d->path, &err) < 0 || store_open(d->path, NULL, &d->s, &err) < 0) {
        print_error("%s\n", err.message);
        return -1;
    }
    return 0;
}

int desk_teardown(void **state)
{
    struct desk *d = *state;

    store_close(d->s);
    remove_folder(d->folder);
    free(d);
    return 0;
}

int desk_reopen(struct desk *d, const struct store_options *options, struct db_faults *faults,
                struct err *err)
{
    store_close(d->s);
    d->s = NULL;
    return store_open_with(d->path, options, faults, &d->s, err);
}

int desk_write(struct desk *d, store_job run, void *arg, struct err *err)
{
    d->by.received_ms += 1000;
    return store_write(d->s, &d->by, run, arg, err);
}

static int add_job(struct tx *tx, void *arg, struct err *err)
{
    return record_add(tx, arg, "test.add", err);
}

int64_t desk_add(struct desk *d, const struct type *type, int64_t contract, const char *body)
{
    struct record r = {.type = type, .contract = contract, .body = str_of(body)};
    struct err err = {};

    if (desk_write(d, add_job, &r, &err) < 0) {
        print_error("%s\n", err.message);
        return -1;
    }
    return r.id;
}

struct asked {
    const struct record_filter *filter;
    char *out;
    size_t room;
};

static int list_job(struct tx *tx, void *arg, struct err *err)
{
    struct asked *asked = arg;
    struct arena a CLEANUP(arena_done) = {};
    struct record_list list;
    struct str cursor;
    size_t n = 0;

    if (record_list(tx, &a, asked->filter, &list, &cursor, err) < 0) {
        return -1;
    }
    asked->out[0] = '\0';
    for (uint32_t i = 0; i < list.n && n + 24 < asked->room; i++) {
        n += (size_t)snprintf(asked->out + n, asked->room - n, "%s%lld", i > 0 ? " " : "",
                              (long long)list.v[i].id);
    }
    if (cursor.n > 0) {
        snprintf(asked->out + n, asked->room - n, "|");
    }
    return 0;
}

const char *desk_ids(struct desk *d, const struct record_filter *filter, char *out, size_t room)
{
    struct asked asked = {filter, out, room};
    struct err err = {};

    if (store_read(d->s, list_job, &asked, &err) < 0) {
        snprintf(out, room, "failed: %s", err.message);
    }
    return out;
}

int desk_tamper(struct desk *d, const char *sql)
{
    char path[128];
    sqlite3 *handle = NULL;
    struct err err = {};

    store_close(d->s);
    d->s = NULL;
    snprintf(path, sizeof(path), "%s/desk.sqlite", d->path);
    int code = sqlite3_open(path, &handle);

    if (code == SQLITE_OK) {
        code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    }
    sqlite3_close(handle);
    return code == SQLITE_OK ? store_open(d->path, NULL, &d->s, &err) : -1;
}

static int sound_job(struct tx *tx, void *arg, struct err *err)
{
    struct event_head head;
    int64_t count, bad;

    if (event_verify(tx, &head, err) < 0 || rebuild_compare(tx, &count, &bad, err) < 0) {
        return -1;
    }
    return bad != 0 ? err_set(err, ERR_INVALID, "record %lld differs", (long long)bad) : 0;
}

void desk_assert_sound(struct desk *d)
{
    struct err err = {};

    if (store_read(d->s, sound_job, NULL, &err) < 0) {
        fail_msg("%s", err.message);
    }
}
