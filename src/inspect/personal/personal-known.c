/*
 * A set of hashes of 64 bits with linear probing: two names that have the same are not to be
 * expected.
 */
#include "inspect/personal/personal-known.h"

#include "inspect/personal/personal-scan.h"

uint64_t personal_known_hash(const uint16_t *units, size_t n)
{
    return str_hash((struct str){.p = (const char *)units, .n = n * sizeof(units[0])}) | 1;
}

/* The slot of the hash, or the free one where it would stand. */
static uint32_t slot_of(const struct personal_known *known, uint64_t hash)
{
    uint32_t at = (uint32_t)(hash >> 32) & (PERSONAL_KNOWN_SLOTS - 1);

    while (known->slots[at] != 0 && known->slots[at] != hash) {
        at = (at + 1) & (PERSONAL_KNOWN_SLOTS - 1);
    }
    return at;
}

bool personal_known_has(const struct personal_known *known, uint64_t hash)
{
    return known->n > 0 && known->slots[slot_of(known, hash)] != 0;
}

void personal_known_add_hash(struct personal_known *known, uint64_t hash)
{
    if (known->n >= PERSONAL_KNOWN_MOST) {
        return;
    }
    if (known->slots == NULL) {
        known->slots = ARENA_ARRAY(known->arena, PERSONAL_KNOWN_SLOTS, uint64_t);
    }
    uint64_t *slot = &known->slots[slot_of(known, hash)];

    known->n += *slot == 0;
    *slot = hash;
}

void personal_known_add(struct personal_known *known, const uint16_t *units, size_t n)
{
    if (n >= 1) {
        personal_known_add_hash(known, personal_known_hash(units, n));
    }
}

void personal_remember(struct personal_scan *s, size_t beg, size_t end)
{
    if (s->known != NULL && beg < end) {
        personal_known_add(s->known, s->text.u + beg, end - beg);
    }
}

bool personal_is_remembered(const struct personal_scan *s, size_t beg, size_t end)
{
    if (s->known == NULL || s->known->n == 0) {
        return false;
    }
    return personal_known_has(s->known, personal_known_hash(s->text.u + beg, end - beg));
}
