/* Folders are gone through without following links; see walk.h. */
#include "clean/walk.h"

#include "base/tr.h"
#include "inspect/inspect.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MAX_FOLDER_DEPTH = 32 };

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static struct str joined(struct arena *a, struct str folder, struct str name)
{
    const char *slash = folder.n == 0 || str_ends(folder, STR("/")) ? "" : "/";

    return arena_printf(a, "%.*s%s%.*s", STR_ARG(folder), slash, STR_ARG(name));
}

static void add_file(struct arena *a, struct walk *w, struct str path, struct str relative,
                     const char *why)
{
    *VEC_ADD(a, &w->files) = (struct walk_file){.path = path, .relative = relative, .why = why};
}

static int add(struct arena *a, struct walk *w, struct str path, struct str relative, int depth,
               struct err *err);

static int add_folder(struct arena *a, struct walk *w, struct str path, struct str relative,
                      int depth, struct err *err)
{
    VEC(struct str) names = {};
    DIR *folder = depth > MAX_FOLDER_DEPTH ? NULL : opendir(path.p);
    int status = 0;

    if (folder == NULL) {
        add_file(a, w, path, relative, tr("the folder could not be opened"));
        return 0;
    }
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            *VEC_ADD(a, &names) = arena_str(a, str_of(e->d_name));
        }
    }
    closedir(folder);
    if (names.n > 0) {
        qsort(names.v, names.n, sizeof(names.v[0]), by_name);
    }
    for (uint32_t i = 0; i < names.n && status == 0; i++) {
        status =
            add(a, w, joined(a, path, names.v[i]), joined(a, relative, names.v[i]), depth + 1, err);
    }
    return status;
}

static int add(struct arena *a, struct walk *w, struct str path, struct str relative, int depth,
               struct err *err)
{
    struct stat st;

    if (w->files.n >= INSPECT_MAX_FILES) {
        return err_set(err, ERR_LIMIT, "more than %d files", INSPECT_MAX_FILES);
    }
    /* A link that a person names is followed; one in a folder is not. */
    if ((depth == 0 ? stat(path.p, &st) : lstat(path.p, &st)) < 0) {
        return err_set(err, ERR_NOT_FOUND, "'%s' could not be opened: %s", path.p,
                       err_reason(errno));
    }
    if (S_ISDIR(st.st_mode)) {
        if (w->has_left_out && st.st_dev == w->device && st.st_ino == w->inode && depth > 0) {
            return 0;
        }
        return add_folder(a, w, path, depth == 0 ? (struct str){} : relative, depth, err);
    }
    add_file(a, w, path, relative,
             S_ISREG(st.st_mode) ? NULL : tr("a link or no plain file; it is not followed"));
    return 0;
}

int walk_add(struct arena *a, struct walk *w, const char *path, struct err *err)
{
    struct str whole = arena_str(a, str_of(path));
    ptrdiff_t slash = str_rfind(whole, STR("/"));

    return add(a, w, whole, str_sub(whole, slash < 0 ? 0 : (size_t)slash + 1, whole.n), 0, err);
}
