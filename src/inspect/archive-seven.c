/*
 * 7z archives: every entry in its order, since most of them are packed in one piece and an entry
 * can only be read behind those before it. What is read is dropped before the next one is.
 */
#include "base/tr.h"
#include "inspect/archive.h"
#include "read/seven-zip.h"

/* Behind the list of names there is nothing. */
static void check_end(struct found *f, struct str bytes)
{
    size_t end = seven_zip_end(bytes);

    if (end > 0 && end < bytes.n) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "7z %zu + %zu bytes", end, bytes.n - end), (struct str){});
    }
}

/* Looks at the entry that was told last; false: nothing more can be read. */
static bool take_entry(struct found *f, struct seven_zip *z, const struct seven_zip_entry *entry)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct err err = {};
    struct str bytes;
    struct str name =
        archive_check_entry(f, &(struct archive_entry_facts){.name = entry->name,
                                                             .is_encrypted = entry->is_encrypted,
                                                             .is_link = entry->is_link});

    if (entry->is_folder || entry->is_link) {
        return true;
    }
    if (seven_zip_bytes(z, &scratch, &bytes, &err) < 0) {
        archive_tell_unread(f, name, &err);
        return err.kind == ERR_UNSUPPORTED;
    }
    found_member(f, bytes, name);
    return true;
}

/* Looks at all entries; <0: there is an end to it before the last. */
static int take_entries(struct found *f, struct seven_zip *z, struct err *err)
{
    VEC(struct str) names = {};
    struct seven_zip_entry entry;
    int r;

    while ((r = seven_zip_next(z, f->arena, &entry, err)) == SEVEN_ZIP_ENTRY) {
        *VEC_ADD(f->arena, &names) = entry.name;
        if (!take_entry(f, z, &entry)) {
            break;
        }
    }
    archive_check_names(f, names.v, names.n);
    return r < 0 ? -1 : 0;
}

void archive_seven_inspect(struct found *f, struct str bytes)
{
    struct seven_zip *z = NULL;
    struct err err = {};

    if (f->seven_zip == NULL) {
        found_less(
            f, INSPECT_REFUSED,
            tr("a 7z archive in another file is not looked into; unpack it and give the folder"));
        return;
    }
    int r = seven_zip_open(f->seven_zip, bytes, &z, &err);

    if (r == 0) {
        check_end(f, bytes);
        r = take_entries(f, z, &err);
    }
    if (r < 0) {
        found_less(f,
                   err.kind == ERR_UNSUPPORTED ? INSPECT_REFUSED
                   : err.kind == ERR_LIMIT     ? INSPECT_PARTIAL
                                               : INSPECT_UNREADABLE,
                   err.message);
    }
    seven_zip_close(z);
}
