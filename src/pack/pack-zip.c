/* A package as one file; see pack-zip.h. */
#include "pack/pack-zip.h"

#include "base/folder.h"
#include "pack/pack-archive.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 16 };

struct names {
    VEC(struct str) v; /* paths in the folder */
};

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Adds what lies under root/prefix; prefix ends in a slash or is empty. */
static int list(struct arena *a, const char *root, struct str prefix, int depth,
                struct names *names, struct err *err)
{
    struct folder folder = {};
    struct str path = folder_path(a, str_of(root), prefix);

    if (depth > MAX_DEPTH) {
        return err_set(err, ERR_LIMIT, "'%s' lies too deep", path.p);
    }
    if (folder_read(a, path.p, &folder, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < folder.names.n; i++) {
        struct str name = arena_printf(a, "%.*s%.*s", STR_ARG(prefix), STR_ARG(folder.names.v[i]));
        const char *whole = folder_path(a, str_of(root), name).p;
        struct stat st;

        if (lstat(whole, &st) < 0) {
            return err_set(err, ERR_IO, "'%s' could not be read: %s", whole, err_reason(errno));
        }
        if (S_ISREG(st.st_mode)) {
            *VEC_ADD(a, &names->v) = name;
        } else if (S_ISDIR(st.st_mode) && list(a, root, arena_printf(a, "%.*s/", STR_ARG(name)),
                                               depth + 1, names, err) < 0) {
            return -1;
        }
    }
    return 0;
}

int pack_zip_write(struct arena *a, const char *folder, const char *out, struct err *err)
{
    struct names names = {};
    struct pack_archive zip CLEANUP(pack_archive_drop) = {};

    if (list(a, folder, (struct str){}, 0, &names, err) < 0 ||
        pack_archive_open(&zip, out, err) < 0) {
        return -1;
    }
    if (names.v.n > 1) {
        qsort(names.v.v, names.v.n, sizeof(names.v.v[0]), by_name);
    }
    for (uint32_t i = 0; i < names.v.n; i++) {
        const char *path = arena_printf(a, "%s/%.*s", folder, STR_ARG(names.v.v[i])).p;

        if (pack_archive_add(&zip, names.v.v[i], path, err) < 0) {
            return -1;
        }
    }
    return pack_archive_end(&zip, NULL, err);
}
