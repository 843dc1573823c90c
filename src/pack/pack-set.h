/*
 * What is in a set: where each file comes from and goes to, its hash, and the list that says so,
 * signed. Shared by making and checking.
 */
#ifndef PACK_PACK_SET_H
#define PACK_PACK_SET_H

#include "pack/pack.h"

enum { PACK_KEY_BYTES = 32, PACK_SIGNATURE_BYTES = 64 };

enum pack_side { PACK_INTERNAL, PACK_PUBLIC, PACK_SIDES };

/* A file of a set. */
struct pack_item {
    struct str name;        /* path in the set */
    struct str title;       /* what it is of: the part's title */
    struct str remark;      /* what the one who gets it should know; may be empty */
    struct str from;        /* path of its source; empty = made by us */
    struct str from_sha256; /* of the source when it was changed; empty = the file is the source */
    struct str sha256;      /* of the file in the set */
    uint64_t bytes;
};

struct pack_set {
    VEC(struct pack_item) items;
};

extern const char *const pack_side_folders[PACK_SIDES]; /* "1_非公表一式" … */
extern const char *const pack_side_words[PACK_SIDES];   /* "internal", "public" */

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

/* Zip archives of the set below `max_bytes` as they are sent, into the folder. ERR_LIMIT: a file is
 * too large for a mail. *ret_count is how many. */
int pack_mail_write(struct arena *a, const char *root, const char *folder, enum pack_side side,
                    const struct pack_set *set, uint64_t max_bytes, uint32_t *ret_count,
                    struct err *err) MUST_USE;

#endif
