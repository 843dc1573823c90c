/* Lists of sets: signed, for programs and for people; and our key. */
#ifndef PACK_PACK_MANIFEST_H
#define PACK_PACK_MANIFEST_H

#include "base/arena.h"
#include "base/err.h"
#include "pack/pack-input.h"
#include "pack/pack-set.h"

enum { PACK_KEY_BYTES = 32, PACK_SIGNATURE_BYTES = 64 };

/* A list to be signed. */
struct pack_manifest {
    struct str date, title, profile, as_of;
    const struct pack_set *sets[PACK_SIDES]; /* NULL = not in this list */
    const struct pack_set *more; /* files beside the sets, by their paths in the package; or NULL */
    const struct pack_decisions *decisions; /* NULL = not in this list */
    const uint8_t *public_key;              /* PACK_KEY_BYTES */
};

/* Our key: read from the file, or made and kept there with mode 0600. ERR_IO, ERR_INVALID. */
int pack_key_open(const char *path, uint8_t ret_public[static PACK_KEY_BYTES],
                  uint8_t ret_secret[static PACK_SIGNATURE_BYTES], struct err *err) MUST_USE;

/* Writes manifest.json and manifest.sig into the folder. ERR_IO. */
int pack_manifest_write(struct arena *a, const char *folder, const struct pack_manifest *m,
                        const uint8_t secret[static PACK_SIGNATURE_BYTES],
                        struct err *err) MUST_USE;

/* Writes 目録.csv: number, name, what it is of, bytes, SHA-256. ERR_IO. */
int pack_list_write(struct arena *a, const char *folder, const struct pack_set *set,
                    struct err *err) MUST_USE;

/* SHA-256 and size of a file. ERR_IO. */
int pack_hash_file(struct arena *a, const char *path, struct str *ret_sha256, uint64_t *ret_bytes,
                   struct err *err) MUST_USE;

#endif
