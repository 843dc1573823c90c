/*
 * The desk as a folder: made, opened, locked, closed; reading on snapshots.
 *
 * The lock file holds the number of the owning process; the lock itself is flock(2), which ends
 * with the process, so a killed owner leaves nothing behind that must be cleaned up.
 * Readers' connections are opened when they are needed and kept.
 */
#include "base/heap.h"
#include "store/hash.h"
#include "store/inner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef ITAKU_VERSION
#define ITAKU_VERSION "0"
#endif

static const char *const append_only[] = {"event", "typedef", NULL};

char *store_path(const struct store *s, const char *name)
{
    return heap_printf("%s/%s", s->folder, name);
}

struct db_options store_db_options(const struct store *s, bool read_only)
{
    return (struct db_options){
        .read_only = read_only, .append_only = append_only, .faults = s->faults};
}

int tx_must_write(struct tx *tx, struct err *err)
{
    if (tx->by == NULL) {
        return err_set(err, ERR_INTERNAL, "a snapshot was asked to change");
    }
    return 0;
}

/* Takes the lock and notes who has it. */
static int take_lock(struct store *s, struct err *err)
{
    char *path AUTO_FREE = store_path(s, "lock");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0) {
        err_set(err, ERR_IO, "the desk \"%s\" cannot be written: %s", s->folder, err_reason(errno));
        return err_hint(err, "Look at the rights of the folder and at the disk.");
    }
    if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        char owner[32] = "";
        ssize_t n = pread(fd, owner, sizeof(owner) - 1, 0);

        close(fd);
        owner[n > 0 ? strspn(owner, "0123456789") : 0] = '\0';
        err_set(err, ERR_CONFLICT, "the desk \"%s\" is in use by process %s", s->folder,
                owner[0] == '\0' ? "?" : owner);
        return err_hint(err, "End that process first, or use its address in the browser.");
    }
    char me[32];
    int n = snprintf(me, sizeof(me), "%ld\n", (long)getpid());

    s->lock_fd = fd;
    if (ftruncate(fd, 0) < 0 || pwrite(fd, me, (size_t)n, 0) != n) {
        return err_set(err, ERR_IO, "the desk \"%s\" cannot be written: %s", s->folder,
                       err_reason(errno));
    }
    return 0;
}

/* Notes the tables of types as they are now; one that changed without a new rev is refused. */
static int note_types(struct db *db, void *arg, struct err *err);

static struct store *store_new(const char *folder, bool read_only, struct db_faults *faults)
{
    struct store *s = heap_new(sizeof(*s));

    if (sodium_init() < 0) {
        die_out_of_memory(0); /* no random numbers: there is nothing to be done here */
    }
    s->folder = heap_copy(folder);
    s->read_only = read_only;
    s->faults = faults;
    s->lock_fd = -1;
    s->last = &s->first;
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->wake, NULL);
    pthread_cond_init(&s->reader_free, NULL);
    return s;
}

/* Whether the folder is absent, empty, or holds only what a creation that was cut short left. */
static int check_free(const char *folder, struct err *err)
{
    DIR *dir = opendir(folder);

    if (dir == NULL) {
        return errno == ENOENT ? 0
                               : err_set(err, ERR_IO, "the folder \"%s\" cannot be read: %s",
                                         folder, err_reason(errno));
    }
    const struct dirent *entry;
    bool is_desk = false, is_used = false;

    while ((entry = readdir(dir)) != NULL) {
        const char *name = entry->d_name;

        is_desk |= strcmp(name, "desk.sqlite") == 0;
        is_used |= strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strcmp(name, "lock") != 0 &&
                   strcmp(name, "blobs") != 0;
    }
    closedir(dir);
    if (is_desk) {
        return err_set(err, ERR_CONFLICT, "there is a desk in \"%s\" already", folder);
    }
    if (is_used) {
        err_set(err, ERR_CONFLICT, "the folder \"%s\" is not empty", folder);
        return err_hint(err, "Name a folder that does not exist yet.");
    }
    return 0;
}

/* An empty file that only its owner reads; SQLite gives its other files the same rights. */
static int make_private(const char *path, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0) {
        return err_set(err, ERR_IO, "\"%s\" cannot be made: %s", path, strerror(errno));
    }
    close(fd);
    return 0;
}

int store_create(const char *folder, struct err *err)
{
    if (check_free(folder, err) < 0) {
        return -1;
    }
    if (mkdir(folder, 0700) < 0 && errno != EEXIST) {
        return err_set(err, ERR_IO, "the folder \"%s\" cannot be made: %s", folder,
                       err_reason(errno));
    }
    struct store *s = store_new(folder, false, NULL);
    char *blobs AUTO_FREE = store_path(s, "blobs");
    char *file AUTO_FREE = store_path(s, "desk.sqlite");
    struct db_options options = {.create = true, .append_only = append_only};
    int result = take_lock(s, err);

    if (result == 0 && mkdir(blobs, 0700) < 0 && errno != EEXIST) {
        result =
            err_set(err, ERR_IO, "the folder \"%s\" cannot be made: %s", blobs, err_reason(errno));
    }
    if (result == 0) {
        result = make_private(file, err);
    }
    if (result == 0) {
        result = db_open(file, &options, &s->writer, err);
    }
    if (result == 0) {
        result = db_migrate(s->writer, migrations, ITAKU_VERSION, err);
    }
    store_close(s);
    if (result < 0) {
        unlink(file);
    }
    return result;
}

static int open_files(struct store *s, struct err *err)
{
    char *file AUTO_FREE = store_path(s, "desk.sqlite");
    struct db_options options = store_db_options(s, s->read_only);
    struct stat about;

    if (stat(file, &about) < 0) {
        if (errno != ENOENT && errno != ENOTDIR) {
            return err_set(err, ERR_IO, "the desk \"%s\" cannot be read: %s", s->folder,
                           err_reason(errno));
        }
        err_set(err, ERR_NOT_FOUND, "there is no desk in \"%s\"", s->folder);
        return err_hint(err, "Make one with `itaku init`, or name its folder with --desk.");
    }
    if (s->read_only) {
        struct db *db;

        if (db_open(file, &options, &db, err) < 0) {
            return -1;
        }
        s->readers[s->free_readers++] = db;
        s->all_readers++;
        return db_migrate(db, migrations, ITAKU_VERSION, err);
    }
    if (take_lock(s, err) < 0 || db_open(file, &options, &s->writer, err) < 0 ||
        db_migrate(s->writer, migrations, ITAKU_VERSION, err) < 0 ||
        db_transact(s->writer, DB_WRITE, note_types, NULL, err) < 0) {
        return -1;
    }
    return writer_start(s, err);
}

int store_open_with(const char *folder, const struct store_options *options,
                    struct db_faults *faults, struct store **ret, struct err *err)
{
    struct store *s = store_new(folder, options != NULL && options->read_only, faults);

    if (open_files(s, err) < 0) {
        store_close(s);
        return -1;
    }
    *ret = s;
    return 0;
}

int store_open(const char *folder, const struct store_options *options, struct store **ret,
               struct err *err)
{
    return store_open_with(folder, options, NULL, ret, err);
}

void store_close(struct store *s)
{
    if (s == NULL) {
        return;
    }
    writer_end(s);
    for (int i = 0; i < s->free_readers; i++) {
        db_close(s->readers[i]);
    }
    db_close(s->writer); /* last, so that it folds the log into the database */
    if (s->lock_fd >= 0) {
        close(s->lock_fd);
    }
    pthread_mutex_destroy(&s->mutex);
    pthread_cond_destroy(&s->wake);
    pthread_cond_destroy(&s->reader_free);
    free(s->folder);
    free(s);
}

/* A free connection, a new one, or one that another thread gives back. */
static int take_reader(struct store *s, struct db **ret, struct err *err)
{
    char *file AUTO_FREE = store_path(s, "desk.sqlite");
    struct db_options options = store_db_options(s, true);

    pthread_mutex_lock(&s->mutex);
    while (s->free_readers == 0 && s->all_readers == STORE_MAX_READERS) {
        pthread_cond_wait(&s->reader_free, &s->mutex);
    }
    if (s->free_readers > 0) {
        *ret = s->readers[--s->free_readers];
        pthread_mutex_unlock(&s->mutex);
        return 0;
    }
    s->all_readers++;
    pthread_mutex_unlock(&s->mutex);
    if (db_open(file, &options, ret, err) == 0) {
        return 0;
    }
    pthread_mutex_lock(&s->mutex);
    s->all_readers--;
    pthread_cond_signal(&s->reader_free);
    pthread_mutex_unlock(&s->mutex);
    return -1;
}

static void give_back(struct store *s, struct db *db)
{
    pthread_mutex_lock(&s->mutex);
    s->readers[s->free_readers++] = db;
    pthread_cond_signal(&s->reader_free);
    pthread_mutex_unlock(&s->mutex);
}

int store_read(struct store *s, store_job run, void *arg, struct err *err)
{
    struct db *db;

    if (take_reader(s, &db, err) < 0) {
        return -1;
    }
    struct tx tx = {.s = s, .db = db};
    int result = db_begin(db, DB_READ, err);

    if (result == 0) {
        result = run(&tx, arg, err);
        if (result >= 0 && db_commit(db, err) < 0) {
            result = -1;
        }
        db_rollback(db);
    }
    give_back(s, db);
    return result;
}

static const char *field_type_name(enum field_type type)
{
    static const char *const names[] = {
        [FIELD_TEXT] = "text",  [FIELD_WORD] = "word", [FIELD_INT] = "int",
        [FIELD_DAY] = "day",    [FIELD_BOOL] = "bool", [FIELD_RECORD] = "record",
        [FIELD_OTHER] = "other"};

    return names[type];
}

static char *describe(const struct type *t)
{
    json_t *states = json_array(), *fields = json_array();

    for (size_t i = 0; t->states[i] != NULL; i++) {
        json_array_append_new(states, json_string(t->states[i]));
    }
    for (size_t i = 0; i < t->field_count; i++) {
        const struct field *f = &t->fields[i];

        json_array_append_new(fields, json_pack("{s:i, s:s, s:s}", "number", (int)f->number, "name",
                                                f->name, "type", field_type_name(f->type)));
    }
    json_t *whole = json_pack("{s:s, s:i, s:o, s:o}", "type", t->name, "rev", (int)t->rev, "states",
                              states, "fields", fields);
    char *text = json_dumps(whole, JSON_COMPACT);

    json_decref(whole);
    return text;
}

static int note_types(struct db *db, void *arg, struct err *err)
{
    static const struct query note = SQL("INSERT INTO typedef (type, rev, hash, body)"
                                         " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");

    for (size_t i = 0; types[i] != NULL; i++) {
        char *body AUTO_FREE = describe(types[i]);
        uint8_t hash[STORE_HASH_BYTES];

        hash_bytes(str_of(body), hash);
        if (db_run(db, &note,
                   DB(db_text(str_of(types[i]->name)), db_int(types[i]->rev),
                      db_bytes(hash, sizeof(hash)), db_text(str_of(body))),
                   NULL, err) < 0) {
            return -1;
        }
    }
    return 0;
}
