/*
 * Checking a package: the signature over each list, then every file against the list, then what is
 * there and not listed, then that the sets have nothing in common. Offline; nothing is believed but
 * the signature, and of that only that one key made it.
 */

#include "pack/pack.h"

#include "base/folder.h"
#include "base/hex.h"
#include "base/tr.h"
#include "pack/pack-manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_LIST_BYTES = 64 * 1024 * 1024,
    MAX_DEPTH = 32,
    MAX_FILES = 100000,
};

struct listed {
    struct str path, sha256; /* path below the folder that is checked */
    int side;                /* PACK_SIDES: beside the sets */
};

struct verifying {
    struct arena *arena;
    const char *folder;
    struct pack_verified *result;
    VEC(struct listed) files;
    VEC(struct str) present;
    bool has_both; /* the office's list: sets lie in their folders */
};

static void fault(struct verifying *v, const char *what, struct str name)
{
    *VEC_ADD(v->arena, &v->result->faults) =
        arena_printf(v->arena, "%.*s: %s", STR_ARG(name), tr(what));
}

static int read_whole(struct arena *a, const char *path, struct str *ret_bytes, struct err *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > MAX_LIST_BYTES) {
        int number = fd < 0 ? errno : EFBIG;

        if (fd >= 0) {
            close(fd);
        }
        err_set(err, number == ENOENT ? ERR_NOT_FOUND : ERR_IO, "'%s' could not be read: %s", path,
                err_reason(number));
        return err_hint(err, "name the folder that `itaku package` made, or one of its sets");
    }
    char *p = arena_alloc(a, (size_t)st.st_size + 1);
    size_t n = 0;
    ssize_t got;

    while (n < (size_t)st.st_size && (got = read(fd, p + n, (size_t)st.st_size - n)) > 0) {
        n += (size_t)got;
    }
    close(fd);
    *ret_bytes = (struct str){.p = p, .n = n};
    return 0;
}

static struct str text_at(const json_t *object, const char *key)
{
    return str_of(json_string_value(json_object_get(object, key)));
}

/* A path that stays below its folder. */
static bool is_inside(struct str path)
{
    return path.n > 0 && !str_starts(path, STR("/")) && !str_starts(path, STR("../")) &&
           !str_has(path, STR("/../")) && !str_ends(path, STR("/.."));
}

static void take_set(struct verifying *v, const char *folder, int side, const json_t *list)
{
    size_t i;
    const json_t *item;

    json_array_foreach(list, i, item)
    {
        struct str path = text_at(item, "path");

        if (!is_inside(path)) {
            fault(v, TR_ID("a path that leaves the folder"), arena_str(v->arena, path));
            continue;
        }
        *VEC_ADD(v->arena, &v->files) =
            (struct listed){.path = arena_printf(v->arena, "%s%s%.*s", folder,
                                                 folder[0] == '\0' ? "" : "/", STR_ARG(path)),
                            .sha256 = arena_str(v->arena, text_at(item, "sha256")),
                            .side = side};
    }
}

/* The signature of a list, and what it lists. */
static int take_list(struct verifying *v, struct err *err)
{
    struct str list;
    struct str line;
    uint8_t key[PACK_KEY_BYTES];
    uint8_t signature[PACK_SIGNATURE_BYTES];
    json_error_t error;

    if (read_whole(v->arena, arena_printf(v->arena, "%s/manifest.json", v->folder).p, &list, err) <
            0 ||
        read_whole(v->arena, arena_printf(v->arena, "%s/manifest.sig", v->folder).p, &line, err) <
            0) {
        return -1;
    }
    json_t *root = json_loadb(list.p, list.n, JSON_REJECT_DUPLICATES, &error);
    json_t *sets = json_object_get(root, "sets");

    if (!str_eq(text_at(root, "kind"), STR("itaku package 1")) || !json_is_object(sets) ||
        !hex_parse(text_at(root, "public_key"), key, sizeof(key)) ||
        !hex_parse(str_trim(line), signature, sizeof(signature))) {
        json_decref(root);
        return err_set(err, ERR_INVALID, "'%s' holds no list of a package", v->folder);
    }
    v->result->key = hex_of(v->arena, key, sizeof(key));
    v->result->date = arena_str(v->arena, text_at(root, "date"));
    if (crypto_sign_verify_detached(signature, (const uint8_t *)list.p, list.n, key) != 0) {
        fault(v, TR_ID("the signature is not of this list"), STR("manifest.sig"));
    }
    v->has_both = json_object_size(sets) == PACK_SIDES;
    for (int side = 0; side < PACK_SIDES; side++) {
        const json_t *set = json_object_get(sets, pack_side_words[side]);

        if (set != NULL) {
            take_set(v, v->has_both ? pack_side_folders[side] : "", side, set);
            v->result->sets++;
        }
    }
    take_set(v, "", PACK_SIDES, json_object_get(root, "more"));
    json_decref(root);
    return 0;
}

/* ---- what is there ---- */

static int list_folder(struct verifying *v, struct str path, int depth, struct err *err)
{
    struct folder folder = {};

    if (folder_read(v->arena, folder_path(v->arena, str_of(v->folder), path).p, &folder, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < folder.names.n && v->present.n < MAX_FILES; i++) {
        struct str name = folder_path(v->arena, path, folder.names.v[i]);
        struct stat st;

        if (lstat(folder_path(v->arena, str_of(v->folder), name).p, &st) < 0 ||
            !S_ISDIR(st.st_mode) || depth >= MAX_DEPTH) {
            *VEC_ADD(v->arena, &v->present) = name;
        } else if (list_folder(v, name, depth + 1, err) < 0) {
            return -1;
        }
    }
    return 0;
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct listed *)a)->path, ((const struct listed *)b)->path);
}

/* The signed list that is being read. */
static bool is_ours(struct str path)
{
    return str_eq(path, STR("manifest.json")) || str_eq(path, STR("manifest.sig"));
}

static bool is_listed(const struct verifying *v, struct str path)
{
    const struct listed key = {.path = path};

    return v->files.n > 0 && bsearch(&key, v->files.v, v->files.n, sizeof(key), by_path) != NULL;
}

static void check_files(struct verifying *v)
{
    for (uint32_t i = 0; i < v->files.n; i++) {
        const struct listed *file = &v->files.v[i];
        struct str sha256;
        uint64_t bytes;
        struct err err = {};

        v->result->files++;
        if (pack_hash_file(v->arena,
                           arena_printf(v->arena, "%s/%.*s", v->folder, STR_ARG(file->path)).p,
                           &sha256, &bytes, &err) < 0) {
            fault(v, TR_ID("is missing"), file->path);
        } else if (!str_eq(sha256, file->sha256)) {
            fault(v, TR_ID("is not what was signed"), file->path);
        }
    }
    for (uint32_t i = 0; i < v->present.n; i++) {
        if (!is_ours(v->present.v[i]) && !is_listed(v, v->present.v[i])) {
            fault(v, TR_ID("is not in the list"), v->present.v[i]);
        }
    }
}

static int by_hash(const void *a, const void *b)
{
    const struct listed *x = a;
    const struct listed *y = b;
    int order = str_cmp(x->sha256, y->sha256);

    return order != 0 ? order : x->side - y->side;
}

/* Nothing of the one set in the other. */
static void check_apart(struct verifying *v)
{
    if (v->files.n > 1) {
        qsort(v->files.v, v->files.n, sizeof(v->files.v[0]), by_hash);
    }
    for (uint32_t i = 1; i < v->files.n; i++) {
        const struct listed *file = &v->files.v[i];

        if (str_eq(file->sha256, file[-1].sha256) && file->side != file[-1].side &&
            file->side != PACK_SIDES) {
            fault(v, TR_ID("is in both sets"), file->path);
        }
    }
}

int pack_verify(struct arena *a, const char *folder, struct pack_verified *ret_verified,
                struct err *err)
{
    struct pack_verified result = {};
    struct verifying v = {.arena = a, .folder = folder, .result = &result};

    if (sodium_init() < 0) {
        return err_set(err, ERR_INTERNAL, "the library of signatures could not be started");
    }
    if (take_list(&v, err) < 0 || list_folder(&v, (struct str){}, 0, err) < 0) {
        return -1;
    }
    if (v.files.n > 1) {
        qsort(v.files.v, v.files.n, sizeof(v.files.v[0]), by_path);
    }
    if (v.present.n >= MAX_FILES) {
        fault(&v, TR_ID("more files than are checked"), str_of(folder));
    }
    check_files(&v);
    check_apart(&v);
    *ret_verified = result;
    return 0;
}
