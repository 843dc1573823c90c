/*
 * Zip packages; see package.h. The directory at the end of the file is read once, into a table; an
 * entry is unpacked when it is asked for: by libdeflate in one go, by zlib piece by piece when it
 * is too large for that. Nothing in the file is believed: every place is held against the length of
 * the file, every size against what comes out, every content against its checksum.
 *
 * Formats (PKWARE's APPNOTE 6.3): the end record (4.3.16), which a comment may follow; before it
 * the locator (4.3.15) and end record (4.3.14) of zip64; entries of the directory (4.3.12) with the
 * large numbers of zip64 in an extra field (4.5.3); local headers (4.3.7), of which only the length
 * counts. Something may stand before the zip: places are then counted from where the zip begins.
 */
#include "read/package.h"

#include "base/tr.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

enum {
    END_BYTES = 22,
    END_LONG_BYTES = 56,
    LOCATOR_BYTES = 20,
    COMMENT_MAX_BYTES = 65535,
    ENTRY_BYTES = 46,
    LOCAL_BYTES = 30,
    EXTRA_HEAD_BYTES = 4,
    EXTRA_ZIP64 = 1,
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    FLAG_ENCRYPTED = 1,
    SYSTEM_UNIX = 3,
    MODE_SHIFT = 16,
    MODE_TYPE = 0170000,
    MODE_LINK = 0120000,
};

#define ALL_16 0xFFFFu
#define ALL_32 0xFFFFFFFFu

/* A file of the package, as the directory says. */
struct package_file {
    struct package_entry entry;
    uint64_t entry_at;  /* its entry of the directory, in the bytes */
    uint64_t header_at; /* the local header */
    uint32_t crc;
    uint16_t method;
};

/* Where the directory is. */
struct directory {
    uint64_t at, bytes, count;
    uint64_t end; /* where it must have ended: the end records */
};

static uint64_t number_at(struct str bytes, uint64_t at, unsigned int width)
{
    uint64_t value = 0;

    for (unsigned int i = width; i > 0; i--) {
        value = value << 8 | (unsigned char)bytes.p[at + i - 1];
    }
    return value;
}

/* Whether `n` bytes stand at the place; neither may be believed. */
static bool has_bytes(struct str bytes, uint64_t at, uint64_t n)
{
    return at <= bytes.n && n <= bytes.n - at;
}

static bool has_mark(struct str bytes, uint64_t at, const char *mark)
{
    return has_bytes(bytes, at, 4) && memcmp(bytes.p + at, mark, 4) == 0;
}

static int refuse_damage(const char *why, struct err *err)
{
    err_set(err, ERR_INVALID, "the file is damaged: %s", why);
    return err_hint(err, "it may have been cut off when it was copied; ask for it again");
}

/* ---- the directory ---- */

/* The last end record whose comment reaches to the end of the file; else the last there is. */
static bool find_end(struct str bytes, uint64_t *ret_at)
{
    bool found = false;

    for (uint64_t back = END_BYTES; back <= bytes.n && back <= END_BYTES + COMMENT_MAX_BYTES;
         back++) {
        uint64_t at = bytes.n - back;

        if (bytes.p[at] == 'P' && has_mark(bytes, at, "PK\5\6")) {
            bool fits = number_at(bytes, at + 20, 2) == back - END_BYTES;

            if (fits || !found) {
                *ret_at = at;
            }
            if (fits) {
                return true;
            }
            found = true;
        }
    }
    return found;
}

/* The numbers of zip64, when it is there; false when it is announced and wrong. */
static bool read_long_end(struct str bytes, uint64_t end_at, struct directory *d)
{
    if (end_at < LOCATOR_BYTES || !has_mark(bytes, end_at - LOCATOR_BYTES, "PK\6\7")) {
        return true;
    }
    uint64_t at = number_at(bytes, end_at - LOCATOR_BYTES + 8, 8);

    if (!has_bytes(bytes, at, END_LONG_BYTES) || !has_mark(bytes, at, "PK\6\6")) {
        return false;
    }
    d->count = number_at(bytes, at + 32, 8);
    d->bytes = number_at(bytes, at + 40, 8);
    d->at = number_at(bytes, at + 48, 8);
    d->end = at;
    return true;
}

static int find_directory(struct str bytes, struct directory *ret, uint64_t *ret_shift,
                          struct err *err)
{
    struct directory d;
    uint64_t end_at = 0;

    *ret_shift = 0;
    if (!find_end(bytes, &end_at)) {
        return refuse_damage(tr("its directory is missing"), err);
    }
    d = (struct directory){.count = number_at(bytes, end_at + 10, 2),
                           .bytes = number_at(bytes, end_at + 12, 4),
                           .at = number_at(bytes, end_at + 16, 4),
                           .end = end_at};
    if (!read_long_end(bytes, end_at, &d) || !has_bytes(bytes, d.at, d.bytes) ||
        d.at + d.bytes > d.end) {
        return refuse_damage(tr("its directory is cut off"), err);
    }
    if (d.count > 0 && !has_mark(bytes, d.at, "PK\1\2")) {
        *ret_shift = d.end - d.bytes - d.at;
        d.at += *ret_shift;
    }
    *ret = d;
    return 0;
}

/* The large numbers of an entry, in the order in which its own fields are full. */
static void read_long_entry(struct str extra, struct package_file *f)
{
    for (uint64_t at = 0; has_bytes(extra, at, EXTRA_HEAD_BYTES);) {
        uint64_t n = number_at(extra, at + 2, 2);
        bool is_long = number_at(extra, at, 2) == EXTRA_ZIP64;

        at += EXTRA_HEAD_BYTES;
        if (!has_bytes(extra, at, n)) {
            return;
        }
        if (is_long) {
            uint64_t *const numbers[] = {&f->entry.bytes, &f->entry.packed_bytes, &f->header_at};
            uint64_t end = at + n;

            for (size_t i = 0; i < COUNT(numbers); i++) {
                if (*numbers[i] == ALL_32 && end - at >= 8) {
                    *numbers[i] = number_at(extra, at, 8);
                    at += 8;
                }
            }
            return;
        }
        at += n;
    }
}

/* One entry of the directory at `at`; how many bytes it takes, 0 when it is wrong. */
static uint64_t read_entry(struct package *p, uint64_t at, uint64_t end, uint64_t shift,
                           struct package_file *f)
{
    struct str bytes = p->bytes;

    if (at > end || end - at < ENTRY_BYTES || !has_mark(bytes, at, "PK\1\2")) {
        return 0;
    }
    uint64_t name_bytes = number_at(bytes, at + 28, 2);
    uint64_t extra_bytes = number_at(bytes, at + 30, 2);
    uint64_t all = ENTRY_BYTES + name_bytes + extra_bytes + number_at(bytes, at + 32, 2);
    uint64_t mode = number_at(bytes, at + 38, 4) >> MODE_SHIFT;

    if (all > end - at) {
        return 0;
    }
    struct str name = str_sub(bytes, at + ENTRY_BYTES, at + ENTRY_BYTES + name_bytes);
    struct str extra =
        str_sub(bytes, at + ENTRY_BYTES + name_bytes, at + ENTRY_BYTES + name_bytes + extra_bytes);

    *f = (struct package_file){
        .entry = {.name = arena_str(&p->arena, name),
                  .packed_bytes = number_at(bytes, at + 20, 4),
                  .bytes = number_at(bytes, at + 24, 4),
                  .is_encrypted = (number_at(bytes, at + 8, 2) & FLAG_ENCRYPTED) != 0,
                  .is_folder = str_ends(name, STR("/")),
                  .is_link = number_at(bytes, at + 5, 1) == SYSTEM_UNIX &&
                             (mode & MODE_TYPE) == MODE_LINK},
        .entry_at = at,
        .method = (uint16_t)number_at(bytes, at + 10, 2),
        .crc = (uint32_t)number_at(bytes, at + 16, 4),
        .header_at = number_at(bytes, at + 42, 4),
    };
    read_long_entry(extra, f);
    f->header_at += MIN(shift, UINT64_MAX - f->header_at);
    return all;
}

int package_open(struct package *p, struct str bytes, struct err *err)
{
    struct directory d = {};
    uint64_t shift;

    *p = (struct package){.bytes = bytes};
    if (find_directory(bytes, &d, &shift, err) < 0) {
        return -1;
    }
    if (d.count > PACKAGE_MAX_PARTS) {
        return err_set(err, ERR_LIMIT, "the file holds more than %d parts", PACKAGE_MAX_PARTS);
    }
    if (d.count * ENTRY_BYTES > d.bytes) {
        return refuse_damage(tr("its directory is cut off"), err);
    }
    p->files = ARENA_ARRAY(&p->arena, d.count + 1, struct package_file);
    for (uint64_t at = d.at, end = d.at + d.bytes; p->count < d.count; p->count++) {
        uint64_t n = read_entry(p, at, end, shift, &p->files[p->count]);

        if (n == 0) {
            package_close(p);
            return refuse_damage(tr("its directory is wrong"), err);
        }
        at += n;
    }
    return 0;
}

void package_close(struct package *p)
{
    libdeflate_free_decompressor(p->unpacker);
    arena_done(&p->arena);
    *p = (struct package){};
}

uint32_t package_count(const struct package *p)
{
    return p->count;
}

int package_entry(struct package *p, uint32_t index, struct package_entry *ret_entry,
                  struct err *err)
{
    if (index >= p->count) {
        return err_set(err, ERR_INVALID, "the part '%s' is damaged", "?");
    }
    *ret_entry = p->files[index].entry;
    return 0;
}

/* ---- one part ---- */

static int refuse_size(const char *name, uint64_t bytes, struct err *err)
{
    err_set(err, ERR_LIMIT, "the part '%s' unpacks to %llu MB, more than a document has", name,
            (unsigned long long)(bytes >> 20));
    return err_hint(err, "the file may be made to do harm (zip bomb); do not open it elsewhere");
}

/* Zip bombs. */
static bool unpacks_too_far(const struct package_entry *entry)
{
    return entry->bytes > PACKAGE_RATIO_FREE_BYTES &&
           entry->bytes / PACKAGE_MAX_RATIO > entry->packed_bytes;
}

static int refuse_part(const char *name, struct err *err)
{
    return err_set(err, ERR_INVALID, "the part '%s' is damaged", name);
}

/* The bytes of a file as they are packed. */
static bool find_packed(const struct package *p, const struct package_file *f, struct str *ret)
{
    if (!has_bytes(p->bytes, f->header_at, LOCAL_BYTES) ||
        !has_mark(p->bytes, f->header_at, "PK\3\4")) {
        return false;
    }
    uint64_t at = f->header_at + LOCAL_BYTES + number_at(p->bytes, f->header_at + 26, 2) +
                  number_at(p->bytes, f->header_at + 28, 2);

    if (!has_bytes(p->bytes, at, f->entry.packed_bytes)) {
        return false;
    }
    *ret = str_sub(p->bytes, at, at + f->entry.packed_bytes);
    return true;
}

static int refuse_lie(const char *name, struct err *err)
{
    return err_set(err, ERR_LIMIT, "the part '%s' is larger than the file says", name);
}

/* Unpacks what gives at most `room` bytes; one more is a lie of the directory. */
static int unpack_whole(struct package *p, struct str packed, const char *name, char *to,
                        size_t room, size_t *ret_n, struct err *err)
{
    size_t n = 0;

    if (p->unpacker == NULL) {
        p->unpacker = libdeflate_alloc_decompressor();
    }
    if (p->unpacker == NULL) {
        return err_set(err, ERR_INTERNAL, "no memory for the file");
    }
    switch (libdeflate_deflate_decompress(p->unpacker, packed.p, packed.n, to, room, &n)) {
    case LIBDEFLATE_SUCCESS:
        *ret_n = n;
        return 0;
    case LIBDEFLATE_INSUFFICIENT_SPACE:
        return refuse_lie(name, err);
    default:
        return refuse_part(name, err);
    }
}

static int unpack(struct package *p, struct arena *a, const struct package_file *f,
                  struct str *ret_bytes, struct err *err)
{
    const char *name = f->entry.name.p;
    size_t n = (size_t)f->entry.bytes;
    struct str packed;

    if (!find_packed(p, f, &packed) || packed.n > PACKAGE_MAX_PART_BYTES) {
        return refuse_part(name, err);
    }
    char *bytes = arena_alloc(a, n + 1);

    if (f->method == METHOD_DEFLATED) {
        size_t got = 0;

        if (unpack_whole(p, packed, name, bytes, n, &got, err) < 0) {
            return -1;
        }
        if (got < n) {
            return refuse_part(name, err);
        }
    } else if (f->method == METHOD_STORED && packed.n == n) {
        memcpy(bytes, packed.p, n);
    } else if (f->method == METHOD_STORED) {
        return refuse_part(name, err);
    } else {
        return err_set(err, ERR_UNSUPPORTED, "the part '%s' is packed in a way that is not read",
                       name);
    }
    bytes[n] = '\0';
    if (libdeflate_crc32(0, bytes, n) != f->crc) {
        return refuse_part(name, err);
    }
    *ret_bytes = (struct str){.p = bytes, .n = n};
    return 0;
}

int package_entry_bytes(struct package *p, struct arena *a, uint32_t index, struct str *ret_bytes,
                        struct err *err)
{
    struct package_entry entry;

    if (package_entry(p, index, &entry, err) < 0) {
        return -1;
    }
    if (entry.is_encrypted) {
        return err_set(err, ERR_UNSUPPORTED, "the file is protected by a password");
    }
    if (entry.bytes > PACKAGE_MAX_PART_BYTES ||
        p->total_bytes + entry.bytes > PACKAGE_MAX_TOTAL_BYTES || unpacks_too_far(&entry)) {
        return refuse_size(entry.name.p, entry.bytes, err);
    }
    p->total_bytes += entry.bytes;
    return unpack(p, a, &p->files[index], ret_bytes, err);
}

int package_entry_packed(const struct package *p, uint32_t index, struct package_packed *ret_packed,
                         struct err *err)
{
    if (index >= p->count) {
        return refuse_part("?", err);
    }
    const struct package_file *f = &p->files[index];
    struct package_packed packed = {.unpacked = f->entry.bytes,
                                    .crc = f->crc,
                                    .attributes =
                                        (uint32_t)number_at(p->bytes, f->entry_at + 38, 4),
                                    .method = f->method,
                                    .flags = (uint16_t)number_at(p->bytes, f->entry_at + 8, 2),
                                    .time = (uint16_t)number_at(p->bytes, f->entry_at + 12, 2),
                                    .date = (uint16_t)number_at(p->bytes, f->entry_at + 14, 2),
                                    .made_by = (uint16_t)number_at(p->bytes, f->entry_at + 4, 2)};

    if (f->entry.is_encrypted) {
        return err_set(err, ERR_UNSUPPORTED, "the file is protected by a password");
    }
    if (!find_packed(p, f, &packed.bytes)) {
        return refuse_part(f->entry.name.p, err);
    }
    *ret_packed = packed;
    return 0;
}

int package_stream_open(struct package *p, uint32_t index, struct package_stream *ret_stream,
                        struct err *err)
{
    struct package_entry entry;
    struct package_stream s = {};

    if (package_entry(p, index, &entry, err) < 0) {
        return -1;
    }
    if (entry.is_encrypted) {
        return err_set(err, ERR_UNSUPPORTED, "the file is protected by a password");
    }
    if (entry.bytes > PACKAGE_MAX_STREAM_BYTES || unpacks_too_far(&entry)) {
        return refuse_size(entry.name.p, entry.bytes, err);
    }
    const struct package_file *f = &p->files[index];

    s.package = p;
    s.name = entry.name.p;
    s.left = entry.bytes;
    s.promised_crc = f->crc;
    s.is_packed = f->method == METHOD_DEFLATED;
    if (!find_packed(p, f, &s.packed) || s.packed.n > PACKAGE_MAX_STREAM_BYTES) {
        return refuse_part(s.name, err);
    }
    if (!s.is_packed && (f->method != METHOD_STORED || s.packed.n != s.left)) {
        return refuse_part(s.name, err);
    }
    *ret_stream = s;
    return 0;
}

/* What comes in pieces needs a memory of what came before. */
static int begin_pieces(struct package_stream *s, struct err *err)
{
    s->z = calloc(1, sizeof(*s->z));
    if (s->z == NULL || inflateInit2(s->z, -MAX_WBITS) != Z_OK) {
        free(s->z);
        s->z = NULL;
        return err_set(err, ERR_INTERNAL, "no memory for the file");
    }
    s->z->next_in = (unsigned char *)(uintptr_t)s->packed.p;
    s->z->avail_in = (uInt)s->packed.n;
    return 0;
}

static int unpack_piece(struct package_stream *s, char *room, size_t n, size_t *ret_n,
                        struct err *err)
{
    if (s->z == NULL && begin_pieces(s, err) < 0) {
        return -1;
    }
    s->z->next_out = (unsigned char *)room;
    s->z->avail_out = (uInt)n;
    while (!s->has_ended && s->z->avail_out > 0) {
        int r = inflate(s->z, Z_NO_FLUSH);

        s->has_ended = r == Z_STREAM_END;
        if (r != Z_OK && r != Z_STREAM_END && (r != Z_BUF_ERROR || s->z->avail_out > 0)) {
            return refuse_part(s->name, err);
        }
    }
    s->taken = s->packed.n - s->z->avail_in;
    *ret_n = n - s->z->avail_out;
    return 0;
}

/* The next bytes of a packed part; *ret_n is 0 at its end. */
static int unpack_next(struct package_stream *s, char *room, size_t n, size_t *ret_n,
                       struct err *err)
{
    if (s->has_ended) {
        *ret_n = 0;
        return 0;
    }
    if (s->z != NULL || n <= s->left) {
        return unpack_piece(s, room, n, ret_n, err);
    }
    s->has_ended = true;
    s->taken = s->packed.n;
    return unpack_whole(s->package, s->packed, s->name, room, s->left, ret_n, err);
}

int package_stream_read(struct package_stream *s, char *room, size_t n, size_t *ret_n,
                        struct err *err)
{
    size_t got = MIN(n, s->packed.n - s->taken);

    if (s->is_packed) {
        if (unpack_next(s, room, n, &got, err) < 0) {
            return -1;
        }
    } else if (got > 0) {
        memcpy(room, s->packed.p + s->taken, got);
        s->taken += got;
    }
    if (got > s->left) {
        return refuse_lie(s->name, err);
    }
    s->left -= got;
    s->crc = libdeflate_crc32(s->crc, room, got);
    if (got == 0 && (s->left > 0 || s->crc != s->promised_crc)) {
        return refuse_part(s->name, err);
    }
    *ret_n = got;
    return 0;
}

size_t package_stream_done(const struct package_stream *s, struct str *ret_packed)
{
    *ret_packed = s->packed;
    return s->taken;
}

void package_stream_close(struct package_stream *s)
{
    if (s->z != NULL) {
        inflateEnd(s->z);
        free(s->z);
    }
    *s = (struct package_stream){};
}

void package_warm_up(void)
{
    static const char nothing[] = {3, 0}; /* packed */
    struct package p = {};
    struct err err = {};
    char none[1];
    size_t n = 0;

    if (unpack_whole(&p, (struct str){.p = nothing, .n = sizeof(nothing)}, "", none, 0, &n, &err) ==
        0) {
        n = libdeflate_crc32(0, none, 0);
    }
    package_close(&p);
}

int package_part(struct package *p, struct arena *a, const char *name, struct str *ret_bytes,
                 struct err *err)
{
    struct str wanted = str_of(name);

    for (uint32_t i = 0; i < p->count; i++) {
        if (str_eq(p->files[i].entry.name, wanted)) {
            return package_entry_bytes(p, a, i, ret_bytes, err);
        }
    }
    return PACKAGE_NO_SUCH_PART;
}
