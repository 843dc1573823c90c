/* Folders; see folder.h. readdir() tells of an error only by errno, which is asked for here. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static int fail(struct err *err, const char *path, int number)
{
    return err_set(err, number == ENOENT ? ERR_NOT_FOUND : ERR_IO,
                   "the folder \"%s\" cannot be read: %s", path, err_reason(number));
}

int folder_read(struct arena *a, const char *path, struct folder *ret, struct err *err)
{
    struct folder folder = {};
    const struct dirent *entry;
    DIR *dir = opendir(path);

    if (dir == NULL) {
        return fail(err, path, errno);
    }
    while (errno = 0, (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            *VEC_ADD(a, &folder.names) = arena_str(a, str_of(entry->d_name));
        }
    }
    int number = errno;

    closedir(dir);
    if (number != 0) {
        return fail(err, path, number);
    }
    if (folder.names.n > 0) {
        qsort(folder.names.v, folder.names.n, sizeof(folder.names.v[0]), by_bytes);
    }
    *ret = folder;
    return 0;
}

struct str folder_path(struct arena *a, struct str folder, struct str name)
{
    const char *slash = folder.n == 0 || str_ends(folder, STR("/")) ? "" : "/";

    return arena_printf(a, "%.*s%s%.*s", STR_ARG(folder), slash, STR_ARG(name));
}
