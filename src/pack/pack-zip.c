/* A package as one file; see pack-zip.h. */
#include "pack/pack-zip.h"

#include "base/vec.h"
#include "pack/pack-archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
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

static int fail(struct err *err, const char *path)
{
    return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(errno));
}

/* Adds what lies under root/prefix; prefix ends in a slash or is empty. */
static int list(struct arena *a, const char *root, struct str prefix, int depth,
                struct names *names, struct err *err)
{
    const char *path = arena_printf(a, "%s/%.*s", root, STR_ARG(prefix)).p;
    DIR *folder = depth > MAX_DEPTH ? NULL : opendir(path);
    int status = folder == NULL ? fail(err, path) : 0;

    for (struct dirent *e; status == 0 && (e = readdir(folder)) != NULL;) {
        struct str name = arena_printf(a, "%.*s%s", STR_ARG(prefix), e->d_name);
        struct stat st;

        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
            continue;
        }
        if (fstatat(dirfd(folder), e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
            status = fail(err, name.p);
        } else if (S_ISDIR(st.st_mode)) {
            status = list(a, root, arena_printf(a, "%.*s/", STR_ARG(name)), depth + 1, names, err);
        } else if (S_ISREG(st.st_mode)) {
            *VEC_ADD(a, &names->v) = name;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return status;
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
