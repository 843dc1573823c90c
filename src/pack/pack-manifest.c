/*
 * manifest.json and its signature: Ed25519 (RFC 8032, by libsodium) over the bytes of the file.
 * The public key stands in the list; who signed is known when the key is known: it is shown with
 * each package, and the office tells it once by another way.
 */
#include "pack/pack-manifest.h"

#include "base/csv.h"
#include "base/heap.h"
#include "base/hex.h"
#include "base/json.h"
#include "base/out-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(PACK_KEY_BYTES == crypto_sign_PUBLICKEYBYTES, "the key of libsodium");
_Static_assert(PACK_SIGNATURE_BYTES == crypto_sign_BYTES, "the signature of libsodium");
_Static_assert(PACK_SIGNATURE_BYTES == crypto_sign_SECRETKEYBYTES, "the secret of libsodium");

enum {
    CHUNK_BYTES = 256 * 1024,
    KEY_FILE_BYTES = crypto_sign_SEEDBYTES * 2 + 1, /* the seed in hexadecimal, a line */
    FOLDER_MODE = 0700,
    KEY_MODE = 0600,
};

/* ---- the key ---- */

static int refuse_key(const char *path, struct err *err)
{
    err_set(err, ERR_INVALID, "'%s' is not a key of packages", path);
    return err_hint(err, "name another file with --key, or move this one away");
}

/* The folders on the way to a file. */
static int make_folders(const char *path, struct err *err)
{
    char *copy AUTO_FREE = heap_copy(path);

    for (char *p = copy + 1; *p != '\0'; p++) {
        if (*p == '/') {
            *p = '\0';
            if (mkdir(copy, FOLDER_MODE) < 0 && errno != EEXIST) {
                return err_set(err, ERR_DENIED, "'%s' could not be made: %s", copy,
                               err_reason(errno));
            }
            *p = '/';
        }
    }
    return 0;
}

/* Makes a key; a file that is there by now is left alone and is an error. */
static int make_key(const char *path, uint8_t seed[static crypto_sign_SEEDBYTES], struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};

    if (make_folders(path, err) < 0) {
        return -1;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, KEY_MODE);

    if (fd < 0) {
        return err_set(err, ERR_DENIED, "the key '%s' could not be made: %s", path,
                       err_reason(errno));
    }
    randombytes_buf(seed, crypto_sign_SEEDBYTES);
    struct str line =
        arena_printf(&scratch, "%.*s\n", STR_ARG(hex_of(&scratch, seed, crypto_sign_SEEDBYTES)));
    bool ok = write(fd, line.p, line.n) == (ssize_t)line.n && fsync(fd) == 0;

    sodium_memzero((char *)(uintptr_t)line.p, line.n);
    if (close(fd) < 0 || !ok) {
        unlink(path);
        return err_set(err, ERR_IO, "the key '%s' could not be written", path);
    }
    return 0;
}

static int read_key(const char *path, int fd, uint8_t seed[static crypto_sign_SEEDBYTES],
                    struct err *err)
{
    char text[KEY_FILE_BYTES + 1] = "";
    struct stat st;
    ssize_t n = read(fd, text, KEY_FILE_BYTES);
    struct str digits = str_trim((struct str){.p = text, .n = n < 0 ? 0 : (size_t)n});

    if (fstat(fd, &st) < 0 || (st.st_mode & 077) != 0) {
        err_set(err, ERR_DENIED, "the key '%s' may be read by others", path);
        return err_hint(err, "chmod 600 %s", path);
    }
    bool ok = hex_parse(digits, seed, crypto_sign_SEEDBYTES);

    sodium_memzero(text, sizeof(text));
    return ok ? 0 : refuse_key(path, err);
}

int pack_key_open(const char *path, uint8_t ret_public[static PACK_KEY_BYTES],
                  uint8_t ret_secret[static PACK_SIGNATURE_BYTES], struct err *err)
{
    uint8_t seed[crypto_sign_SEEDBYTES];
    int fd;
    int status;

    if (sodium_init() < 0) {
        return err_set(err, ERR_INTERNAL, "the library of signatures could not be started");
    }
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) {
        status = make_key(path, seed, err);
    } else if (fd < 0) {
        status = err_set(err, ERR_DENIED, "the key '%s' could not be opened: %s", path,
                         err_reason(errno));
    } else {
        status = read_key(path, fd, seed, err);
        close(fd);
    }
    if (status == 0) {
        crypto_sign_seed_keypair(ret_public, ret_secret, seed);
    }
    sodium_memzero(seed, sizeof(seed));
    return status;
}

/* ---- hashes ---- */

int pack_hash_file(struct arena *a, const char *path, struct str *ret_sha256, uint64_t *ret_bytes,
                   struct err *err)
{
    crypto_hash_sha256_state state;
    uint8_t hash[crypto_hash_sha256_BYTES];
    char *chunk AUTO_FREE = heap_room(CHUNK_BYTES);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    uint64_t bytes = 0;
    ssize_t n = -1;

    if (fd >= 0) {
        crypto_hash_sha256_init(&state);
        while ((n = read(fd, chunk, CHUNK_BYTES)) > 0 || (n < 0 && errno == EINTR)) {
            if (n > 0) {
                crypto_hash_sha256_update(&state, (uint8_t *)chunk, (unsigned long long)n);
                bytes += (uint64_t)n;
            }
        }
    }
    int number = errno;

    if (fd >= 0) {
        close(fd);
    }
    if (n < 0) {
        return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(number));
    }
    crypto_hash_sha256_final(&state, hash);
    *ret_sha256 = hex_of(a, hash, sizeof(hash));
    *ret_bytes = bytes;
    return 0;
}

/* ---- the list ---- */

static void write_set(struct json *j, const struct pack_set *set)
{
    json_begin_array(j);
    for (uint32_t i = 0; i < set->items.n; i++) {
        const struct pack_item *item = &set->items.v[i];

        json_begin_object(j);
        json_member(j, "path", item->name);
        json_member(j, "part", item->title);
        json_member(j, "remark", item->remark);
        json_key(j, "bytes");
        json_int(j, (int64_t)item->bytes);
        json_member(j, "sha256", item->sha256);
        json_member(j, "made_from_sha256", item->from_sha256);
        json_end(j);
    }
    json_end(j);
}

static void write_decisions(struct json *j, const struct pack_decisions *decisions)
{
    json_key(j, "decisions");
    json_begin_array(j);
    for (uint32_t i = 0; i < decisions->all.n; i++) {
        const struct pack_decision *d = &decisions->all.v[i];

        if (d->is_used) {
            json_begin_object(j);
            json_member(j, "rule", d->rule);
            json_member(j, "sha256", d->sha256);
            json_member(j, "place", d->place);
            json_member(j, "who", d->who);
            json_member(j, "when", d->when);
            json_member(j, "reason", d->reason);
            json_end(j);
        }
    }
    json_end(j);
}

static void write_json(struct arena *a, struct json *j, const struct pack_manifest *m)
{
    json_begin_object(j);
    json_member(j, "kind", STR("itaku package 1"));
    json_member(j, "date", m->date);
    json_member(j, "title", m->title);
    json_member(j, "profile", m->profile);
    json_member(j, "profile_as_of", m->as_of);
    json_member(j, "public_key", hex_of(a, m->public_key, PACK_KEY_BYTES));
    json_key(j, "sets");
    json_begin_object(j);
    for (int side = 0; side < PACK_SIDES; side++) {
        if (m->sets[side] != NULL) {
            json_key(j, pack_side_words[side]);
            write_set(j, m->sets[side]);
        }
    }
    json_end(j);
    if (m->more != NULL) {
        json_key(j, "more");
        write_set(j, m->more);
    }
    if (m->decisions != NULL) {
        write_decisions(j, m->decisions);
    }
    json_end(j);
}

static int write_file(const char *path, struct str text, struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};

    if (out_file_open(&out, path, err) < 0) {
        return -1;
    }
    fwrite(text.p, 1, text.n, out.file);
    return out_file_commit(&out, NULL, err);
}

int pack_manifest_write(struct arena *a, const char *folder, const struct pack_manifest *m,
                        const uint8_t secret[static PACK_SIGNATURE_BYTES], struct err *err)
{
    char *bytes AUTO_FREE = NULL;
    size_t n = 0;
    uint8_t signature[crypto_sign_BYTES];
    FILE *memory = open_memstream(&bytes, &n);
    struct json j;

    if (memory == NULL) {
        die_out_of_memory(CHUNK_BYTES);
    }
    json_init(&j, memory, JSON_INDENTED);
    write_json(a, &j, m);
    int status = json_finish(&j, err);

    if (fclose(memory) != 0 || status < 0) {
        return status < 0 ? status : err_set(err, ERR_IO, "the list could not be written");
    }
    crypto_sign_detached(signature, NULL, (const uint8_t *)bytes, n, secret);
    struct str line = arena_printf(a, "%.*s\n", STR_ARG(hex_of(a, signature, sizeof(signature))));

    if (write_file(arena_printf(a, "%s/manifest.json", folder).p, (struct str){.p = bytes, .n = n},
                   err) < 0) {
        return -1;
    }
    return write_file(arena_printf(a, "%s/manifest.sig", folder).p, line, err);
}

int pack_list_write(struct arena *a, const char *folder, const struct pack_set *set,
                    struct err *err)
{
    static const char *const heads[] = {"番号",   "ファイル名", "納入物",
                                        "バイト", "SHA-256",    "備考"};
    struct out_file out CLEANUP(out_file_done) = {};
    uint64_t total = 0;
    struct csv c;

    if (out_file_open(&out, arena_printf(a, "%s/目録.csv", folder).p, err) < 0) {
        return -1;
    }
    csv_init(&c, out.file);
    for (size_t i = 0; i < COUNT(heads); i++) {
        csv_text(&c, str_of(heads[i]));
    }
    csv_end_row(&c);
    for (uint32_t i = 0; i < set->items.n; i++) {
        const struct pack_item *item = &set->items.v[i];

        csv_number(&c, arena_printf(a, "%u", i + 1));
        csv_text(&c, item->name);
        csv_text(&c, item->title);
        csv_number(&c, arena_printf(a, "%llu", (unsigned long long)item->bytes));
        csv_text(&c, item->sha256);
        csv_text(&c, item->remark);
        csv_end_row(&c);
        total += item->bytes;
    }
    csv_text(&c, STR("合計"));
    csv_text(&c, arena_printf(a, "%u件", set->items.n));
    csv_text(&c, (struct str){});
    csv_number(&c, arena_printf(a, "%llu", (unsigned long long)total));
    csv_text(&c, (struct str){});
    csv_text(&c, (struct str){});
    csv_end_row(&c);
    return csv_finish(&c, err) < 0 ? -1 : out_file_commit(&out, NULL, err);
}
