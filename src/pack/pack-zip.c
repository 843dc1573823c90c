/* A package as one file; see pack-zip.h. */
#include "pack/pack-zip.h"

#include "base/out-file.h"
#include "base/vec.h"
#include "clean/zip-write.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_BYTES = 1024 * 1024 * 1024, MAX_DEPTH = 16 };

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

/* The bytes of the file, mapped; an empty one has none. ERR_IO. */
static int map_file(const char *path, struct str *ret, struct err *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    void *p = MAP_FAILED;

    *ret = (struct str){};
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0) {
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    } else if (fd >= 0) {
        close(fd);
        return 0;
    }
    if (fd >= 0) {
        close(fd);
    }
    if (p == MAP_FAILED) {
        return fail(err, path);
    }
    *ret = (struct str){.p = p, .n = (size_t)st.st_size};
    return 0;
}

static int add(struct zip_write *zip, const char *path, struct str name, struct err *err)
{
    /* UTF-8 names, deflated, by a system that has file modes. */
    const struct package_packed kind = {
        .flags = 0x0800, .method = 8, .made_by = 3 << 8 | 20, .attributes = 0100644u << 16};
    struct str bytes;

    if (map_file(path, &bytes, err) < 0) {
        return -1;
    }
    if (zip->out->n + bytes.n > MAX_BYTES) {
        munmap((void *)(uintptr_t)bytes.p, bytes.n);
        return err_set(err, ERR_LIMIT, "the package is larger than 1 GiB");
    }
    int status = zip_write_new(zip, name, &kind, bytes, err);

    if (bytes.n > 0) {
        munmap((void *)(uintptr_t)bytes.p, bytes.n);
    }
    return status;
}

int pack_zip_write(struct arena *a, const char *folder, const char *out, struct err *err)
{
    struct names names = {};
    struct buf bytes CLEANUP(buf_done);
    struct out_file file CLEANUP(out_file_done) = {};
    struct zip_write zip;
    int status = list(a, folder, (struct str){}, 0, &names, err);

    buf_init(&bytes, MAX_BYTES + (size_t)MAX_BYTES / 8);
    if (names.v.n > 1) {
        qsort(names.v.v, names.v.n, sizeof(names.v.v[0]), by_name);
    }
    zip_write_init(&zip, &bytes, false);
    for (uint32_t i = 0; i < names.v.n && status == 0; i++) {
        status = add(&zip, arena_printf(a, "%s/%.*s", folder, STR_ARG(names.v.v[i])).p,
                     names.v.v[i], err);
    }
    status = status == 0 ? zip_write_end(&zip, err) : status;
    zip_write_done(&zip);
    if (status < 0 || out_file_open(&file, out, err) < 0) {
        return -1;
    }
    fwrite(bytes.p, 1, bytes.n, file.file);
    return out_file_commit(&file, NULL, err);
}
