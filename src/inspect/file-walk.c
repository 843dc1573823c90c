/*
 * Folders are gone through without following links; see file-walk.h. What cannot be looked at is an
 * entry too: who asked is told of it.
 */
#include "inspect/file-walk.h"

#include "base/folder.h"
#include "base/tr.h"

#include <errno.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 32 };

static int add(struct arena *a, struct file_walk *w, struct str path, struct str relative,
               int depth, struct err *err);

static void put(struct arena *a, struct file_walk *w, const struct file_walk_entry *entry)
{
    *VEC_ADD(a, &w->entries) = *entry;
}

static int add_folder(struct arena *a, struct file_walk *w, struct str path, struct str relative,
                      int depth, struct err *err)
{
    struct folder folder = {};
    struct err why = {};

    if (depth > MAX_DEPTH || folder_read(a, path.p, &folder, &why) < 0) {
        put(a, w,
            &(struct file_walk_entry){.kind = FILE_WALK_CLOSED,
                                      .why = tr("the folder could not be opened"),
                                      .path = path,
                                      .relative = relative});
        return 0;
    }
    for (uint32_t i = 0; i < folder.names.n; i++) {
        struct str name = folder.names.v[i];

        if (add(a, w, folder_path(a, path, name), folder_path(a, relative, name), depth + 1, err) <
            0) {
            return -1;
        }
    }
    return 0;
}

static int add(struct arena *a, struct file_walk *w, struct str path, struct str relative,
               int depth, struct err *err)
{
    struct file_walk_entry entry = {.path = path, .relative = relative};
    struct stat st;

    if (w->entries.n >= FILE_WALK_MAX_FILES) {
        return err_set(err, ERR_LIMIT, "more than %d files", FILE_WALK_MAX_FILES);
    }
    /* A link that a person names is followed; one in a folder is not. */
    if ((depth == 0 ? stat(path.p, &st) : lstat(path.p, &st)) < 0) {
        if (depth == 0) {
            return err_set(err, ERR_NOT_FOUND, "'%s' could not be opened: %s", path.p,
                           err_reason(errno));
        }
        entry.kind = FILE_WALK_CLOSED;
        entry.why = arena_printf(a, tr("it could not be opened: %s"), err_reason(errno)).p;
    } else if (S_ISDIR(st.st_mode)) {
        if (w->has_left_out && st.st_dev == w->device && st.st_ino == w->inode && depth > 0) {
            return 0;
        }
        return add_folder(a, w, path, depth == 0 ? (struct str){} : relative, depth, err);
    } else if (S_ISREG(st.st_mode)) {
        entry.bytes = st.st_size;
    } else {
        entry.kind = FILE_WALK_NO_FILE;
        entry.why = tr("a link or no plain file; it is not followed");
    }
    put(a, w, &entry);
    return 0;
}

int file_walk_add(struct arena *a, struct file_walk *w, const char *path, struct err *err)
{
    struct str whole = arena_str(a, str_of(path));

    return add(a, w, whole, str_file_name(whole), 0, err);
}
