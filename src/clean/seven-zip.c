/* 7z archives being cleaned; see seven-zip.h. Entries are read, cleaned and packed one by one. */
#include "clean/seven-zip.h"

#include "base/tr.h"
#include "clean/archive-name.h"
#include "clean/zip-write.h"
#include "inspect/archive.h"
#include "read/seven-zip.h"

enum { METHOD_DEFLATED = 8, MADE_BY_UNIX = 0x0314 };

struct seven {
    struct cleaning *c;
    struct seven_zip *from;
    struct zip_write zip;
    struct archive_names names;
    bool is_changed;
    int outcome; /* what a member waits for */
};

/* What stands in for the packed entry of a zip: nothing is taken over from the 7z but the name. */
static const struct package_packed unpacked_file = {.flags = ZIP_WRITE_UTF_8,
                                                    .method = METHOD_DEFLATED,
                                                    .made_by = MADE_BY_UNIX,
                                                    .attributes = 0100644u << 16};
static const struct package_packed folder = {
    .flags = ZIP_WRITE_UTF_8, .made_by = MADE_BY_UNIX, .attributes = 040755u << 16 | 0x10};

static int put_folder(struct seven *x, struct str name)
{
    struct str shown =
        str_ends(name, STR("/")) ? name : arena_printf(x->c->arena, "%.*s/", STR_ARG(name));

    zip_write_copy(&x->zip, shown, &folder);
    return 0;
}

static int put_file(struct seven *x, struct str name, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct buf out CLEANUP(buf_done) = {};
    struct str bytes;

    if (seven_zip_bytes(x->from, &scratch, &bytes, err) < 0) {
        return -1;
    }
    buf_init(&out, CLEANING_MAX_BYTES);
    int outcome = cleaning_member(x->c, bytes, name, &out, err);

    if (outcome < 0) {
        return err_in(err, "%s", name.p);
    }
    if (outcome == CLEANING_DONE && buf_is_full(&out)) {
        return err_set(err, ERR_LIMIT, "the result is too large for a zip archive");
    }
    x->is_changed |= outcome == CLEANING_DONE;
    x->outcome = outcome == CLEANING_UNDECIDED ? outcome : x->outcome;
    return zip_write_new(&x->zip, name, &unpacked_file,
                         outcome == CLEANING_DONE ? buf_str(&out) : bytes, err);
}

static int take_entry(struct seven *x, const struct seven_zip_entry *entry, struct err *err)
{
    if ((archive_is_junk(entry->name) || entry->is_link) && cleaning_may(x->c, "ZIP-295")) {
        cleaning_log(x->c, "ZIP-295", STR("7z"), 1);
        x->is_changed = true;
        return 0;
    }
    struct str name = cleaning_may(x->c, "ZIP-295")
                          ? archive_name_mended(x->c, &x->names, entry->name)
                          : entry->name;

    if (name.p != entry->name.p) {
        cleaning_log(x->c, "ZIP-295", STR("7z"), 1);
        x->is_changed = true;
    }
    return name.n == 0 ? 0 : entry->is_folder ? put_folder(x, name) : put_file(x, name, err);
}

static int take_entries(struct seven *x, struct str bytes, struct err *err)
{
    struct seven_zip_entry entry;
    size_t end = seven_zip_end(bytes);
    int r;

    if (end > 0 && end < bytes.n && cleaning_may(x->c, "ZIP-295")) {
        cleaning_log(x->c, "ZIP-295", STR("7z"), 1);
        x->is_changed = true;
    }
    while ((r = seven_zip_next(x->from, x->c->arena, &entry, err)) == SEVEN_ZIP_ENTRY) {
        if (take_entry(x, &entry, err) < 0) {
            return -1;
        }
        if (x->outcome != CLEANING_DONE) {
            return x->outcome;
        }
    }
    return r < 0 ? r : CLEANING_DONE;
}

/* What is left of the result to be told, and whether there is one. */
static int end_result(struct seven *x, struct err *err)
{
    cleaning_kept(x->c, "ZIP-295", STR("7z"), 1,
                  tr("entries with a password, of one name or packed too tightly stay; pack it "
                     "anew"));
    if (!x->is_changed) {
        return CLEANING_NOTHING;
    }
    if (x->c->depth > 0) {
        err_set(err, ERR_UNSUPPORTED, "a 7z archive in another file is not cleaned");
        return err_hint(err, "unpack it and clean the folder");
    }
    x->c->kind = x->c->ending = STR("zip");
    return zip_write_end(&x->zip, err);
}

int seven_zip_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct seven x = {.c = c};

    if (c->found.seven_zip == NULL) {
        return CLEANING_NOTHING; /* the inspection tells that it is not looked into */
    }
    if (seven_zip_open(c->found.seven_zip, bytes, &x.from, err) < 0) {
        return -1;
    }
    zip_write_init(&x.zip, out, false);
    int r = take_entries(&x, bytes, err);

    r = r == CLEANING_DONE ? end_result(&x, err) : r;
    zip_write_done(&x.zip);
    seven_zip_close(x.from);
    return r;
}
