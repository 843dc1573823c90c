/* SHA-256 and random bytes, on libsodium. Private to src/store. */
#ifndef STORE_HASH_H
#define STORE_HASH_H

#include "base/str.h"

#include <sodium.h>

struct hash {
    crypto_hash_sha256_state state;
};

static inline void hash_init(struct hash *h)
{
    crypto_hash_sha256_init(&h->state);
}

static inline void hash_add(struct hash *h, const void *bytes, size_t n)
{
    crypto_hash_sha256_update(&h->state, bytes, n);
}

/* Eight bytes, the highest first. */
static inline void hash_add_int(struct hash *h, int64_t number)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)((uint64_t)number >> (56 - 8 * i));
    }
    hash_add(h, bytes, sizeof(bytes));
}

/* Its length as eight bytes, then the text. */
static inline void hash_add_str(struct hash *h, struct str text)
{
    hash_add_int(h, (int64_t)text.n);
    hash_add(h, text.p, text.n);
}

static inline void hash_end(struct hash *h, uint8_t ret[static 32])
{
    crypto_hash_sha256_final(&h->state, ret);
}

static inline void hash_bytes(struct str bytes, uint8_t ret[static 32])
{
    crypto_hash_sha256(ret, (const unsigned char *)bytes.p, bytes.n);
}

#endif
