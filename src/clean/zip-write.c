/*
 * Zip archives; see zip-write.h. Sizes are known before an entry is written: no data descriptors.
 */
#include "clean/zip-write.h"

#include "base/heap.h"

#include <stdlib.h>
#include <zlib.h>

enum {
    FLAG_KEPT = 0x0806, /* names are UTF-8; how hard it was packed */
    VERSION_NEEDED = 20,
    FIRST_DATE = 0x0021, /* 1980-01-01 */
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    DIRECTORY_MAX_BYTES = 64 * 1024 * 1024,
    MAX_ENTRIES = 65534,
    MEMORY_LEVEL = 8,
    USUAL_LEVEL = 6,
    BEST_LEVEL = 9,
};

void zip_write_init(struct zip_write *z, struct buf *out, bool keeps_times)
{
    *z = (struct zip_write){.out = out, .keeps_times = keeps_times};
    buf_init(&z->directory, DIRECTORY_MAX_BYTES);
}

void zip_write_done(struct zip_write *z)
{
    buf_done(&z->directory);
}

static void put(struct buf *b, uint64_t number, int bytes)
{
    char little[8];

    for (int i = 0; i < bytes; i++) {
        little[i] = (char)(number >> (8 * i));
    }
    buf_add(b, (struct str){.p = little, .n = (size_t)bytes});
}

/* What the local header and the directory have in common. */
static void put_numbers(struct buf *b, const struct zip_write *z,
                        const struct package_packed *packed, struct str name, uint64_t bytes)
{
    put(b, VERSION_NEEDED, 2);
    put(b, packed->flags & FLAG_KEPT, 2);
    put(b, packed->method, 2);
    put(b, z->keeps_times ? packed->time : 0, 2);
    put(b, z->keeps_times ? packed->date : FIRST_DATE, 2);
    put(b, packed->crc, 4);
    put(b, packed->bytes.n, 4);
    put(b, bytes, 4);
    put(b, name.n, 2);
    put(b, 0, 2); /* extra fields */
}

static void put_entry(struct zip_write *z, struct str name, const struct package_packed *packed,
                      uint64_t bytes)
{
    uint64_t at = z->out->n;

    put(z->out, 0x04034b50, 4);
    put_numbers(z->out, z, packed, name, bytes);
    buf_add(z->out, name);
    buf_add(z->out, packed->bytes);

    put(&z->directory, 0x02014b50, 4);
    put(&z->directory, packed->made_by, 2);
    put_numbers(&z->directory, z, packed, name, bytes);
    put(&z->directory, 0, 2); /* comment */
    put(&z->directory, 0, 2); /* disk */
    put(&z->directory, 0, 2); /* internal attributes */
    put(&z->directory, packed->attributes, 4);
    put(&z->directory, at, 4);
    buf_add(&z->directory, name);
    z->count++;
}

void zip_write_copy(struct zip_write *z, struct str name, const struct package_packed *packed)
{
    put_entry(z, name, packed, packed->unpacked);
}

/* Raw deflate; false when the library fails. Caller frees. */
static bool deflated(struct str bytes, int level, char **ret, size_t *ret_n)
{
    z_stream s = {.next_in = (unsigned char *)(uintptr_t)bytes.p, .avail_in = (uInt)bytes.n};

    if (deflateInit2(&s, level, Z_DEFLATED, -MAX_WBITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK) {
        return false;
    }
    size_t room = deflateBound(&s, (uLong)bytes.n);
    char *out = heap_room(room);

    s.next_out = (unsigned char *)out;
    s.avail_out = (uInt)room;
    int r = deflate(&s, Z_FINISH);

    *ret = out;
    *ret_n = room - s.avail_out;
    deflateEnd(&s);
    return r == Z_STREAM_END;
}

int zip_write_new(struct zip_write *z, struct str name, const struct package_packed *old,
                  struct str bytes, struct err *err)
{
    struct package_packed packed = *old;
    char *out AUTO_FREE = NULL;
    size_t n = 0;

    packed.crc = (uint32_t)crc32(crc32(0, NULL, 0), (const unsigned char *)bytes.p, (uInt)bytes.n);
    if (old->method == METHOD_DEFLATED) {
        bool good = deflated(bytes, USUAL_LEVEL, &out, &n);

        if (good && old->bytes.n > 0 && n > old->bytes.n) {
            free(out);
            out = NULL;
            good = deflated(bytes, BEST_LEVEL, &out, &n);
        }
        if (!good) {
            return err_set(err, ERR_INTERNAL, "the part '%.*s' could not be packed", STR_ARG(name));
        }
    }
    if (out == NULL || n >= bytes.n) {
        packed.method = METHOD_STORED;
        packed.bytes = bytes;
    } else {
        packed.bytes = (struct str){.p = out, .n = n};
    }
    put_entry(z, name, &packed, bytes.n);
    return 0;
}

int zip_write_entry(struct zip_write *z, struct package *from, uint32_t index, struct str name,
                    const struct str *changed, struct err *err)
{
    struct package_packed packed;

    if (package_entry_packed(from, index, &packed, err) < 0) {
        return -1;
    }
    if (changed != NULL) {
        return zip_write_new(z, name, &packed, *changed, err);
    }
    zip_write_copy(z, name, &packed);
    return 0;
}

int zip_write_end(struct zip_write *z, struct err *err)
{
    uint64_t at = z->out->n;

    buf_add(z->out, buf_str(&z->directory));
    put(z->out, 0x06054b50, 4);
    put(z->out, 0, 4); /* disks */
    put(z->out, z->count, 2);
    put(z->out, z->count, 2);
    put(z->out, z->directory.n, 4);
    put(z->out, at, 4);
    put(z->out, 0, 2); /* comment */
    if (buf_is_full(z->out) || buf_is_full(&z->directory) || z->count > MAX_ENTRIES ||
        at > UINT32_MAX) {
        return err_set(err, ERR_LIMIT, "the result is too large for a zip archive");
    }
    return 0;
}
