/*
 * Files as they came, named by their SHA-256: DESK/blobs/ab/cdef….
 *
 * A file is written under a passing name (blobs/new-XXXXXX), synced, and renamed to its own; then
 * its folder is synced. So a name is there whole or not at all, and the same bytes are kept once. A
 * passing name that a killed process left is swept away by the doctor.
 */
#include "base/heap.h"
#include "store/hash.h"
#include "store/inner.h"

#include "base/json.h"
#include "base/tr.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024 };

struct blob_writer {
    struct store *s;
    char *path; /* passing name */
    int fd;
    int64_t bytes, max_bytes;
    struct hash hash;
};

void blob_file_name(const uint8_t sha256[static 32], char ret[static BLOB_NAME_BYTES])
{
    char hex[65];

    sodium_bin2hex(hex, sizeof(hex), sha256, 32);
    snprintf(ret, BLOB_NAME_BYTES, "%.2s/%s", hex, hex + 2);
}

static int fail_io(struct err *err, const char *what)
{
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG) {
        err_set(err, ERR_IO, "the disk is full; nothing was written");
        return err_hint(err, "Make room on the disk, then try again.");
    }
    return err_set(err, ERR_IO, "the file cannot be %s: %s", tr(what), err_reason(errno));
}

static void writer_free(struct blob_writer *w)
{
    if (w->fd >= 0) {
        close(w->fd);
    }
    free(w->path);
    free(w);
}

int blob_begin(struct store *s, int64_t max_bytes, struct blob_writer **ret, struct err *err)
{
    if (s->read_only) {
        return err_set(err, ERR_DENIED, "the desk was opened for reading only");
    }
    struct blob_writer *w = heap_new(sizeof(*w));

    w->s = s;
    w->max_bytes = max_bytes;
    w->path = store_path(s, "blobs/new-XXXXXX");
    w->fd = mkostemp(w->path, O_CLOEXEC);
    hash_init(&w->hash);
    if (w->fd < 0) {
        fail_io(err, TR_ID("made"));
        writer_free(w);
        return -1;
    }
    *ret = w;
    return 0;
}

int blob_add(struct blob_writer *w, const void *bytes, size_t n, struct err *err)
{
    const char *p = bytes;

    if ((uint64_t)n > (uint64_t)(w->max_bytes - w->bytes)) {
        return err_set(err, ERR_LIMIT, "the file is larger than %" PRId64 " bytes", w->max_bytes);
    }
    hash_add(&w->hash, bytes, n);
    w->bytes += (int64_t)n;
    while (n > 0) {
        ssize_t done = write(w->fd, p, n);

        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done <= 0) {
            return fail_io(err, TR_ID("written"));
        }
        p += done;
        n -= (size_t)done;
    }
    return 0;
}

void blob_drop(struct blob_writer *w)
{
    if (w != NULL) {
        unlink(w->path);
        writer_free(w);
    }
}

static int sync_folder(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0 || fsync(fd) < 0) {
        fail_io(err, TR_ID("written"));
        if (fd >= 0) {
            close(fd);
        }
        return -1;
    }
    close(fd);
    return 0;
}

/* Gives the file its name and makes that last. */
static int give_name(struct blob_writer *w, const uint8_t sha256[static 32], struct err *err)
{
    char *blobs AUTO_FREE = store_path(w->s, "blobs");
    char *folder AUTO_FREE = NULL, *file AUTO_FREE = NULL;
    char name[BLOB_NAME_BYTES];

    blob_file_name(sha256, name);
    folder = heap_printf("%s/%.2s", blobs, name);
    file = heap_printf("%s/%s", blobs, name);
    if (mkdir(folder, 0700) == 0) {
        if (sync_folder(blobs, err) < 0) {
            return -1;
        }
    } else if (errno != EEXIST) {
        return fail_io(err, TR_ID("written"));
    }
    if (fchmod(w->fd, 0400) < 0 || fsync(w->fd) < 0 || rename(w->path, file) < 0) {
        return fail_io(err, TR_ID("written"));
    }
    return sync_folder(folder, err);
}

int blob_finish(struct blob_writer *w, struct blob *ret, struct err *err)
{
    struct blob blob = {.bytes = w->bytes};

    hash_end(&w->hash, blob.sha256);
    if (give_name(w, blob.sha256, err) < 0) {
        blob_drop(w);
        return -1;
    }
    writer_free(w);
    *ret = blob;
    return 0;
}

static struct str keep_body(struct arena *a, const struct blob *b)
{
    char *text AUTO_FREE = NULL, hex[65];
    size_t n = 0;
    FILE *file = open_memstream(&text, &n);
    struct json j;

    if (file == NULL) {
        die_out_of_memory(0);
    }
    sodium_bin2hex(hex, sizeof(hex), b->sha256, 32);
    json_init(&j, file, JSON_TIGHT);
    json_begin_object(&j);
    json_member(&j, "sha256", str_of(hex));
    json_key(&j, "bytes");
    json_int(&j, b->bytes);
    json_member(&j, "name", b->name);
    json_end(&j);
    if (fclose(file) != 0) {
        die_out_of_memory(0);
    }
    return arena_str(a, (struct str){.p = text, .n = n});
}

int blob_keep(struct tx *tx, int64_t contract, const struct blob *b, struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO blob (contract, sha256, name, bytes, kept_ms) VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT DO NOTHING");
    struct arena a CLEANUP(arena_done) = {};
    int64_t changed;

    if (tx_must_write(tx, err) < 0 ||
        db_run(tx->db, &insert,
               DB(db_int(contract), db_bytes(b->sha256, 32), db_text(b->name), db_int(b->bytes),
                  db_int(tx->by->received_ms)),
               &changed, err) < 0) {
        return -1;
    }
    if (changed > 0 && event_append(tx, contract, 0, "blob.keep", 0, keep_body(&a, b), err) < 0) {
        tx->broken = true;
        return -1;
    }
    return 0;
}

int blob_fits(int fd, const uint8_t sha256[static 32], bool *ret, struct err *err)
{
    char *bytes AUTO_FREE = heap_room(READ_BYTES);
    uint8_t computed[STORE_HASH_BYTES];
    struct hash h;
    ssize_t n;

    hash_init(&h);
    while ((n = read(fd, bytes, READ_BYTES)) != 0) {
        if (n < 0 && errno != EINTR) {
            return fail_io(err, TR_ID("read"));
        }
        if (n > 0) {
            hash_add(&h, bytes, (size_t)n);
        }
    }
    hash_end(&h, computed);
    *ret = memcmp(computed, sha256, sizeof(computed)) == 0;
    return 0;
}

int blob_open(struct store *s, const uint8_t sha256[32], int *ret_fd, int64_t *ret_bytes,
              struct err *err)
{
    char name[BLOB_NAME_BYTES];
    char *blobs AUTO_FREE = store_path(s, "blobs");
    char *path AUTO_FREE = NULL;
    struct stat about;
    bool fits = false;

    blob_file_name(sha256, name);
    path = heap_printf("%s/%s", blobs, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0) {
        return errno == ENOENT
                   ? err_set(err, ERR_NOT_FOUND, "the desk has no file \"%.8s…\"", name + 3)
                   : fail_io(err, TR_ID("read"));
    }
    if (fstat(fd, &about) < 0 || blob_fits(fd, sha256, &fits, err) < 0 || !fits ||
        lseek(fd, 0, SEEK_SET) < 0) {
        close(fd);
        return fits ? fail_io(err, TR_ID("read"))
                    : err_set(err, ERR_INVALID, "the file \"%.8s…\" of the desk was changed",
                              name + 3);
    }
    *ret_fd = fd;
    *ret_bytes = about.st_size;
    return 0;
}
