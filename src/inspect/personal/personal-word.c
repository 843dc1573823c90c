/*
 * Look-up in the generated table: a hash with linear probing, whose slots have the length of the
 * word and the upper bits of its hash, so that nearly nothing else is touched when there is no such
 * word. Before it small bitmaps tell most places where no word begins. The hash of a text is that
 * of its beginning and one step more: all words that begin at a place are found in one go.
 */
#include "inspect/personal/personal-word.h"

#include <string.h>

enum {
    NUMBER_BITS = 17,
    LENGTH_BITS = 4,
    HASH_SHIFT = NUMBER_BITS + LENGTH_BITS,
};

static const uint32_t hash_start = 0x811C9DC5;

static uint32_t hash_step(uint32_t hash, uint16_t unit)
{
    hash = (hash ^ unit) * 0x01000193;
    return hash ^ hash >> 15;
}

/* Where the units of a word of this number and length stand. */
static const uint16_t *units_of(uint32_t number, size_t length)
{
    size_t at = 0;

    for (size_t k = 1; k < length; k++) {
        at += (size_t)(personal_word_starts[k + 1] - personal_word_starts[k]) * k;
    }
    return personal_word_units + at + (number - personal_word_starts[length]) * length;
}

/* Four in five of what is no word have no bit, and so touch nothing of the slots: a megabyte. */
static bool may_be_word(uint32_t hash)
{
    uint32_t at = hash >> (32 - PERSONAL_FILTER_BITS);

    return (personal_word_filter[at >> 5] >> (at & 31) & 1) != 0;
}

static uint32_t look_up(const uint16_t *units, size_t n, uint32_t hash)
{
    uint32_t mask = personal_word_slot_count - 1;

    if (!may_be_word(hash)) {
        return 0;
    }

    for (uint32_t at = hash & mask; personal_word_slots[at] != 0; at = (at + 1) & mask) {
        uint32_t slot = personal_word_slots[at];
        uint32_t number = (slot & ((1u << NUMBER_BITS) - 1)) - 1;

        if (slot >> HASH_SHIFT == hash >> HASH_SHIFT &&
            (slot >> NUMBER_BITS & ((1u << LENGTH_BITS) - 1)) == n &&
            memcmp(units_of(number, n), units, n * sizeof(units[0])) == 0) {
            return personal_word_flags[number];
        }
    }
    return 0;
}

static const uint32_t cues = WORD_HONOUR | WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_STRONG |
                             WORD_END | WORD_FIRM | WORD_NEVER;

/* Whether a word of two units and more with one of the flags may begin with these two. */
static bool may_begin(const uint16_t *units, uint32_t flags)
{
    return flags == WORD_SURNAME  ? personal_may_be_surname(units)
           : flags == WORD_GIVEN  ? personal_may_be_given(units)
           : (flags & ~cues) == 0 ? personal_may_be_cue(units)
                                  : personal_has_pair(personal_pairs, PERSONAL_PAIR_BITS, units);
}

enum { CUE_PREFIX_BITS = 15 };

/* Whether a cue may go on behind the units of the hash. */
static bool goes_on(uint32_t hash)
{
    uint32_t at = hash >> 7 & ((1u << CUE_PREFIX_BITS) - 1);

    return (personal_cue_prefixes[at >> 5] >> (at & 31) & 1) != 0;
}

/* Bits that are set. The compiler calls a function for it on a processor that it does not know. */
static uint32_t bits_of(uint32_t x)
{
    x -= x >> 1 & 0x55555555;
    x = (x & 0x33333333) + (x >> 2 & 0x33333333);
    return ((x + (x >> 4)) & 0x0F0F0F0F) * 0x01010101 >> 24;
}

/* The flags of a word of one unit: the first words of the table, in the order of their units. */
static uint32_t single(uint16_t unit)
{
    uint32_t bits = personal_single[unit >> 5];
    uint32_t bit = 1u << (unit & 31);

    return (bits & bit) == 0
               ? 0
               : personal_word_flags[personal_single_rank[unit >> 5] + bits_of(bits & (bit - 1))];
}

uint32_t personal_word(const uint16_t *units, size_t n)
{
    uint32_t hash = hash_start;

    if (n <= 1) {
        return n == 0 ? 0 : single(units[0]);
    }
    if (n > PERSONAL_WORD_MAX || !may_begin(units, UINT32_MAX)) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        hash = hash_step(hash, units[i]);
    }
    return look_up(units, n, hash);
}

size_t personal_longest(const uint16_t *units, size_t n, uint32_t flags, uint32_t *ret_flags)
{
    uint32_t hash = hash_start;
    size_t longest = 0;
    bool is_cue = (flags & ~cues) == 0;

    for (size_t i = 0; i < n && i < PERSONAL_WORD_MAX; i++) {
        hash = hash_step(hash, units[i]);
        if (i == 1 && !may_begin(units, flags)) {
            break;
        }
        uint32_t found = i > 0 ? look_up(units, i + 1, hash) : single(units[0]);

        if ((found & flags) != 0) {
            longest = i + 1;
            if (ret_flags != NULL) {
                *ret_flags = found;
            }
        }
        if (i > 0 && is_cue && !goes_on(hash)) {
            break;
        }
    }
    return longest;
}

uint32_t personal_lengths(const uint16_t *units, size_t n, uint32_t flags)
{
    uint32_t hash = hash_start;
    uint32_t lengths = 0;

    for (size_t i = 0; i < n && i < PERSONAL_WORD_MAX; i++) {
        hash = hash_step(hash, units[i]);
        if (i == 1 && !may_begin(units, flags)) {
            break;
        }
        if (((i > 0 ? look_up(units, i + 1, hash) : single(units[0])) & flags) != 0) {
            lengths |= 1u << (i + 1);
        }
    }
    return lengths;
}

enum { NOUN_BITS = 21, RARE_BITS = 22, FOREIGN_BITS = 22 };

static bool has_bit(const uint32_t *bits, uint32_t at)
{
    return (bits[at >> 5] >> (at & 31) & 1) != 0;
}

/* Whether all three bits of the word are set in a bitmap of this size. */
static bool has_bits(const uint32_t *bits, int size, const uint16_t *units, size_t n)
{
    uint32_t hash = hash_start;

    for (size_t i = 0; i < n; i++) {
        hash = hash_step(hash, units[i]);
    }
    return has_bit(bits, hash & ((1u << size) - 1)) && has_bit(bits, hash >> (32 - size)) &&
           has_bit(bits, hash * 0x9E3779B1u >> (32 - size));
}

bool personal_is_noun(const uint16_t *units, size_t n)
{
    return has_bits(personal_nouns, NOUN_BITS, units, n);
}

bool personal_is_rare_surname(const uint16_t *units, size_t n)
{
    return n >= 2 && n <= 4 && has_bits(personal_rare_surnames, RARE_BITS, units, n);
}

bool personal_is_rare_given(const uint16_t *units, size_t n)
{
    return n >= 2 && n <= 4 && has_bits(personal_rare_givens, RARE_BITS, units, n);
}

bool personal_is_foreign(const uint16_t *units, size_t n)
{
    return n >= 2 && n <= PERSONAL_WORD_MAX && has_bits(personal_foreign, FOREIGN_BITS, units, n);
}

uint16_t personal_usual(uint32_t code_point)
{
    if (code_point < 0x3400) {
        return (uint16_t)code_point;
    }
    if (code_point >= 0x10000) {
        for (size_t beg = 0, end = personal_far_variant_count; beg < end;) {
            size_t middle = (beg + end) / 2;
            uint32_t there = personal_far_variants[middle].variant;

            if (there == code_point) {
                return personal_far_variants[middle].usual;
            }
            beg = there < code_point ? middle + 1 : beg;
            end = there < code_point ? end : middle;
        }
        return 0xFFFF;
    }
    uint16_t usual =
        personal_variant_pages[personal_variant_index[code_point >> 8]][code_point & 0xFF];

    return usual == 0 ? (uint16_t)code_point : usual;
}
