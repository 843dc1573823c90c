/*
 * Archives for mail: the files of a set in their order, each in the first archive with room. A mail
 * carries its attachment in base64, four bytes for three, with line breaks; the limit holds for
 * that. Times in the archives are those of 1980, so that the same files give the same bytes.
 */
#include "pack/pack-set.h"

#include "base/out-file.h"
#include "clean/zip-write.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
    MAX_PARTS = 999,
    ENTRY_BYTES = 512, /* of the directory, for a name of usual length */
    LETTER_BYTES = 64 * 1024, /* left for the letter itself */
};

struct part {
    uint64_t bytes;
    VEC(uint32_t) items;
};

/* Bytes of files that a mail of the limit can carry. */
static uint64_t room_of(uint64_t max_bytes)
{
    return max_bytes > LETTER_BYTES ? (max_bytes - LETTER_BYTES) / 78 * 57 : 0;
}

static int refuse(const struct pack_item *item, uint64_t max_bytes, struct err *err)
{
    err_set(err, ERR_LIMIT, "'%.*s' (%llu bytes) is too large for a mail of %llu bytes",
            STR_ARG(item->name), (unsigned long long)item->bytes, (unsigned long long)max_bytes);
    return err_hint(err, "leave --mail out and hand it over by a file exchange, as the contract allows");
}

/* The bytes of a file of the set, which is not larger than a mail. */
static int read_item(struct arena *a, const char *path, const struct pack_item *item,
                     struct str *ret_bytes, struct err *err)
{
    char *bytes = arena_alloc(a, item->bytes + 1);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    uint64_t n = 0;
    ssize_t got = 0;

    while (fd >= 0 && n < item->bytes &&
           ((got = read(fd, bytes + n, item->bytes - n)) > 0 || (got < 0 && errno == EINTR))) {
        n += (uint64_t)MAX(got, (ssize_t)0);
    }
    int number = errno;

    if (fd >= 0) {
        close(fd);
    }
    if (fd < 0 || n < item->bytes) {
        return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(number));
    }
    *ret_bytes = (struct str){.p = bytes, .n = n};
    return 0;
}

static int add_items(struct zip_write *zip, const char *root, const char *folder,
                     const struct pack_set *set, const struct part *part, struct err *err)
{
    /* UTF-8 names, deflated, by a system that has file modes. */
    const struct package_packed kind = {.flags = 0x0800,
                                        .method = 8,
                                        .made_by = 3 << 8 | 20,
                                        .attributes = 0100644u << 16};

    for (uint32_t i = 0; i < part->items.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        const struct pack_item *item = &set->items.v[part->items.v[i]];
        struct str name = arena_printf(&scratch, "%s/%.*s", folder, STR_ARG(item->name));
        struct str bytes;

        if (read_item(&scratch, arena_printf(&scratch, "%s/%.*s", root, STR_ARG(name)).p, item,
                      &bytes, err) < 0 ||
            zip_write_new(zip, name, &kind, bytes, err) < 0) {
            return -1;
        }
    }
    return zip_write_end(zip, err);
}

static int write_part(const char *root, const char *folder, const struct pack_set *set,
                      const struct part *part, uint64_t max_bytes, const char *path,
                      struct err *err)
{
    struct buf bytes CLEANUP(buf_done);
    struct out_file out CLEANUP(out_file_done) = {};
    struct zip_write zip;

    buf_init(&bytes, max_bytes);
    zip_write_init(&zip, &bytes, false);
    int status = add_items(&zip, root, folder, set, part, err);

    zip_write_done(&zip);
    if (status < 0 || out_file_open(&out, path, err) < 0) {
        return -1;
    }
    fwrite(bytes.p, 1, bytes.n, out.file);
    return out_file_commit(&out, NULL, err);
}

int pack_mail_write(struct arena *a, const char *root, const char *folder, enum pack_side side,
                    const struct pack_set *set, uint64_t max_bytes, uint32_t *ret_count,
                    struct err *err)
{
    VEC(struct part) parts = {};
    uint64_t room = room_of(max_bytes);

    for (uint32_t i = 0; i < set->items.n; i++) {
        const struct pack_item *item = &set->items.v[i];
        uint64_t bytes = item->bytes + ENTRY_BYTES;
        uint32_t at = 0;

        if (bytes > room) {
            return refuse(item, max_bytes, err);
        }
        while (at < parts.n && parts.v[at].bytes + bytes > room) {
            at++;
        }
        if (at == MAX_PARTS) {
            return err_set(err, ERR_LIMIT, "more than %d mails", MAX_PARTS);
        }
        if (at == parts.n) {
            (void)VEC_ADD(a, &parts);
        }
        parts.v[at].bytes += bytes;
        *VEC_ADD(a, &parts.v[at].items) = i;
    }
    for (uint32_t i = 0; i < parts.n; i++) {
        struct str path = arena_printf(a, "%s/%s_%u-%u.zip", folder, pack_side_folders[side], i + 1,
                                       parts.n);

        if (write_part(root, pack_side_folders[side], set, &parts.v[i], max_bytes, path.p, err) < 0) {
            return -1;
        }
    }
    *ret_count = parts.n;
    return 0;
}
