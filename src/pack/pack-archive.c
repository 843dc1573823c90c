/*
 * Archives written as they are read; see pack-archive.h. The header of an entry is written twice:
 * first to keep its place, and over it when sum and sizes are known. What grows when it is deflated
 * is put in once more as it is.
 */
#include "pack/pack-archive.h"

#include "base/arena.h"
#include "base/common.h"
#include "base/heap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
    CHUNK_BYTES = 256 * 1024,
    DIRECTORY_MAX_BYTES = 64 * 1024 * 1024,
    MAX_ENTRIES = 65534,
    LOCAL_BYTES = 30, /* of a local header, before the name */
    VERSION_NEEDED = 20,
    MADE_BY = 3 << 8 | 20, /* a system that has file modes */
    FLAG_UTF8 = 0x0800,
    FIRST_DATE = 0x0021, /* 1980-01-01 */
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    LEVEL = 6,
    MEMORY_LEVEL = 8,
    NEW_FILE_MODE = 0666,
};

static const uint32_t attributes = 0100644u << 16;

/* What the local header and the directory have in common. */
struct entry {
    struct str name;
    uint64_t at; /* of its local header */
    uint64_t packed, bytes;
    uint32_t crc;
    uint16_t method;
};

static int fail(const struct pack_archive *z, struct err *err)
{
    return err_set(err, ERR_IO, "'%s' could not be written: %s", z->path, err_reason(errno));
}

static int fail_limit(struct err *err)
{
    return err_set(err, ERR_LIMIT, "the result is too large for a zip archive");
}

int pack_archive_open(struct pack_archive *z, const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, NEW_FILE_MODE);

    if (fd < 0) {
        return err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_IO,
                       "'%s' could not be written: %s", path, err_reason(errno));
    }
    *z = (struct pack_archive){.path = heap_copy(path), .fd = fd};
    buf_init(&z->directory, DIRECTORY_MAX_BYTES);
    return 0;
}

/* Writes at a place of the file; false with errno. */
static bool write_at(const struct pack_archive *z, uint64_t at, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = pwrite(z->fd, bytes.p, bytes.n, (off_t)at);

        if (n < 0 && errno != EINTR) {
            return false;
        }
        bytes = str_sub(bytes, (size_t)MAX(n, (ssize_t)0), bytes.n);
        at += (uint64_t)MAX(n, (ssize_t)0);
    }
    return true;
}

/* ---- headers ---- */

static void put(struct buf *b, uint64_t number, int bytes)
{
    char little[8];

    for (int i = 0; i < bytes; i++) {
        little[i] = (char)(number >> (8 * i));
    }
    buf_add(b, (struct str){.p = little, .n = (size_t)bytes});
}

static void put_numbers(struct buf *b, const struct entry *e)
{
    put(b, VERSION_NEEDED, 2);
    put(b, FLAG_UTF8, 2);
    put(b, e->method, 2);
    put(b, 0, 2);
    put(b, FIRST_DATE, 2);
    put(b, e->crc, 4);
    put(b, e->packed, 4);
    put(b, e->bytes, 4);
    put(b, e->name.n, 2);
    put(b, 0, 2); /* extra fields */
}

static int put_local(struct pack_archive *z, const struct entry *e, struct err *err)
{
    struct buf header CLEANUP(buf_done);

    buf_init(&header, LOCAL_BYTES + e->name.n);
    put(&header, 0x04034b50, 4);
    put_numbers(&header, e);
    buf_add(&header, e->name);
    return write_at(z, e->at, buf_str(&header)) ? 0 : fail(z, err);
}

static void put_in_directory(struct pack_archive *z, const struct entry *e)
{
    struct buf *b = &z->directory;

    put(b, 0x02014b50, 4);
    put(b, MADE_BY, 2);
    put_numbers(b, e);
    put(b, 0, 2); /* comment */
    put(b, 0, 2); /* disk */
    put(b, 0, 2); /* internal attributes */
    put(b, attributes, 4);
    put(b, e->at, 4);
    buf_add(b, e->name);
    z->count++;
}

/* ---- contents ---- */

/* Chunks of the file, deflated, from `at` on; sum and sizes into the entry. */
struct deflating {
    const struct pack_archive *z;
    z_stream stream;
    unsigned char *in, *out; /* CHUNK_BYTES each */
    uint64_t at;
    struct entry *entry;
};

/* Writes what the stream gives for its input; at the `flush` of the end, all of it. */
static bool drain(struct deflating *d, int flush)
{
    do {
        d->stream.next_out = d->out;
        d->stream.avail_out = CHUNK_BYTES;
        deflate(&d->stream, flush);
        size_t n = CHUNK_BYTES - d->stream.avail_out;

        if (!write_at(d->z, d->at, (struct str){.p = (char *)d->out, .n = n})) {
            return false;
        }
        d->at += n;
        d->entry->packed += n;
    } while (d->stream.avail_out == 0);
    return true;
}

static int pack(struct deflating *d, int from, const char *path, struct err *err)
{
    ssize_t n;

    while ((n = read(from, d->in, CHUNK_BYTES)) != 0) {
        if (n < 0 && errno != EINTR) {
            return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(errno));
        }
        if (n < 0) {
            continue;
        }
        d->entry->crc = (uint32_t)crc32(d->entry->crc, d->in, (uInt)n);
        d->entry->bytes += (uint64_t)n;
        d->stream.next_in = d->in;
        d->stream.avail_in = (uInt)n;
        if (d->entry->bytes > UINT32_MAX) {
            return fail_limit(err);
        }
        if (!drain(d, Z_NO_FLUSH)) {
            return fail(d->z, err);
        }
    }
    return drain(d, Z_FINISH) ? 0 : fail(d->z, err);
}

/* As it is, over what was deflated. */
static int store(struct deflating *d, int from, const char *path, uint64_t at, struct err *err)
{
    uint64_t done = 0;
    ssize_t n;

    while ((n = pread(from, d->in, CHUNK_BYTES, (off_t)done)) != 0) {
        if (n < 0 && errno != EINTR) {
            return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(errno));
        }
        if (n > 0 && !write_at(d->z, at + done, (struct str){.p = (char *)d->in, .n = (size_t)n})) {
            return fail(d->z, err);
        }
        done += (uint64_t)MAX(n, (ssize_t)0);
    }
    d->entry->method = METHOD_STORED;
    d->entry->packed = done;
    return done == d->entry->bytes && ftruncate(d->z->fd, (off_t)(at + done)) == 0
               ? 0
               : err_set(err, ERR_CONFLICT, "'%s' was changed while the package was made", path);
}

static int add_bytes(struct pack_archive *z, struct entry *e, int from, const char *path,
                     struct err *err)
{
    uint64_t begin = e->at + LOCAL_BYTES + e->name.n;
    unsigned char *room AUTO_FREE = heap_room(2 * (size_t)CHUNK_BYTES);
    struct deflating d = {.z = z, .in = room, .out = room + CHUNK_BYTES, .at = begin, .entry = e};

    if (deflateInit2(&d.stream, LEVEL, Z_DEFLATED, -MAX_WBITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        die_out_of_memory(0);
    }
    int status = pack(&d, from, path, err);

    deflateEnd(&d.stream);
    return status == 0 && e->packed >= e->bytes ? store(&d, from, path, begin, err) : status;
}

int pack_archive_add(struct pack_archive *z, struct str name, const char *path, struct err *err)
{
    struct entry e = {
        .name = name, .at = z->at, .crc = (uint32_t)crc32(0, NULL, 0), .method = METHOD_DEFLATED};
    int from = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (from < 0) {
        return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(errno));
    }
    int status = name.n > UINT16_MAX || z->count >= MAX_ENTRIES ? fail_limit(err) : 0;

    if (status == 0) {
        status = add_bytes(z, &e, from, path, err);
    }
    close(from);
    if (status == 0) {
        status = put_local(z, &e, err);
    }
    if (status == 0) {
        put_in_directory(z, &e);
        z->at = e.at + LOCAL_BYTES + name.n + e.packed;
    }
    return status == 0 && z->at > UINT32_MAX ? fail_limit(err) : status;
}

/* ---- the end ---- */

int pack_archive_end(struct pack_archive *z, uint64_t *ret_bytes, struct err *err)
{
    uint64_t at = z->at;
    uint64_t bytes = z->directory.n;

    put(&z->directory, 0x06054b50, 4);
    put(&z->directory, 0, 4); /* disks */
    put(&z->directory, z->count, 2);
    put(&z->directory, z->count, 2);
    put(&z->directory, bytes, 4);
    put(&z->directory, at, 4);
    put(&z->directory, 0, 2); /* comment */
    if (buf_is_full(&z->directory)) {
        return fail_limit(err);
    }
    if (!write_at(z, at, buf_str(&z->directory)) || fsync(z->fd) < 0) {
        return fail(z, err);
    }
    close(z->fd); /* it is on the disk: nothing is left to fail */
    if (ret_bytes != NULL) {
        *ret_bytes = at + z->directory.n;
    }
    free(z->path);
    z->path = NULL;
    buf_done(&z->directory);
    return 0;
}

void pack_archive_drop(struct pack_archive *z)
{
    if (z->path != NULL) {
        close(z->fd);
        unlink(z->path);
        free(z->path);
        buf_done(&z->directory);
    }
    *z = (struct pack_archive){};
}
