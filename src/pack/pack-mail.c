/*
 * Archives for mail: the files of a set in their order, each in the first archive with room. A mail
 * carries its attachment in base64, four bytes for three, with line breaks; the limit holds for
 * that.
 */
#include "pack/pack-mail.h"

#include "pack/pack-archive.h"

enum {
    MAX_PARTS = 999,
    ENTRY_BYTES = 512,        /* of the directory, for a name of usual length */
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
    return err_hint(err,
                    "leave --mail out and hand it over by a file exchange, as the contract allows");
}

static int write_part(const char *root, const char *folder, const struct pack_set *set,
                      const struct part *part, uint64_t max_bytes, const char *path,
                      struct err *err)
{
    struct pack_archive zip CLEANUP(pack_archive_drop) = {};
    uint64_t bytes = 0;

    if (pack_archive_open(&zip, path, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < part->items.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        const struct pack_item *item = &set->items.v[part->items.v[i]];
        struct str name = arena_printf(&scratch, "%s/%.*s", folder, STR_ARG(item->name));

        if (pack_archive_add(&zip, name, arena_printf(&scratch, "%s/%.*s", root, STR_ARG(name)).p,
                             err) < 0) {
            return -1;
        }
    }
    if (pack_archive_end(&zip, &bytes, err) < 0) {
        return -1;
    }
    return bytes <= max_bytes
               ? 0
               : err_set(err, ERR_LIMIT, "the mail '%s' would be over the limit", path);
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
        struct str path =
            arena_printf(a, "%s/%s_%u-%u.zip", folder, pack_side_folders[side], i + 1, parts.n);

        if (write_part(root, pack_side_folders[side], set, &parts.v[i], max_bytes, path.p, err) <
            0) {
            return -1;
        }
    }
    *ret_count = parts.n;
    return 0;
}
