/*
 * Registers held against each other; see compare.h.
 *
 * Likeness is the share of common runs of three characters (Dice). Candidates come from a hash
 * index of those runs over the entries of the old register that are still without a partner; a run
 * that too many entries share (すること) is no help and is left out.
 */
#include "spec/compare.h"

#include "base/utf8.h"
#include "spec/compare-entry.h"
#include "spec/compare-normal.h"
#include "text/fold.h"

enum {
    LIKE_PERCENT = 50,    /* common runs of a pair that says the same thing in other words */
    CLOSE_PERCENT = 80,   /* taken first, so that near copies find each other */
    MOST_SHARING = 12,    /* entries of one run; beyond that it tells nothing apart */
    MOST_CANDIDATES = 32, /* looked at for one entry */
};

/* ---- matching ---- */

struct run {
    uint64_t hash;
    uint32_t entry;
};

struct matcher {
    struct arena *arena;
    struct compare_entries *before, *after;
    struct run *runs; /* hash table of the old entries' runs */
    uint32_t mask;
};

static uint32_t *table_slot(uint32_t *table, uint32_t mask, uint64_t hash, const uint64_t *hashes)
{
    uint32_t at = (uint32_t)hash & mask;

    while (table[at] != 0 && hashes[table[at] - 1] != hash) {
        at = (at + 1) & mask;
    }
    return &table[at];
}

static uint32_t power_above(uint32_t n)
{
    uint32_t power = 16;

    while (power < n) {
        power *= 2;
    }
    return power;
}

static void pair(struct matcher *m, uint32_t before, uint32_t after)
{
    m->before->list.v[before].partner = after;
    m->after->list.v[after].partner = before;
}

/* Pairs entries whose text (by `text_of`) is the same, in order. */
static void match_same(struct matcher *m, struct str (*text_of)(const struct compare_entry *e))
{
    uint32_t n = m->before->list.n;
    uint32_t mask = power_above(n * 2 + 1) - 1;
    uint32_t *table = ARENA_ARRAY(m->arena, (size_t)mask + 1, uint32_t);
    uint64_t *hashes = ARENA_ARRAY(m->arena, (size_t)n + 1, uint64_t);
    uint32_t *next = ARENA_ARRAY(m->arena, (size_t)n + 1, uint32_t);

    /* Backwards, so that each chain has the order of the document. */
    for (uint32_t i = n; i-- > 0;) {
        struct compare_entry *e = &m->before->list.v[i];

        if (e->partner == REG_NO_INDEX && text_of(e).n > 0) {
            hashes[i] = str_hash(text_of(e)) ^ str_hash(e->key) * 31;
            uint32_t *slot = table_slot(table, mask, hashes[i], hashes);

            next[i] = *slot;
            *slot = i + 1;
        }
    }
    for (uint32_t i = 0; i < m->after->list.n; i++) {
        struct compare_entry *e = &m->after->list.v[i];

        if (e->partner != REG_NO_INDEX || text_of(e).n == 0) {
            continue;
        }
        uint32_t *slot =
            table_slot(table, mask, str_hash(text_of(e)) ^ str_hash(e->key) * 31, hashes);

        if (*slot != 0) {
            uint32_t found = *slot - 1;

            pair(m, found, i);
            if (next[found] != 0) {
                hashes[next[found] - 1] = hashes[found];
            }
            *slot = next[found] != 0 ? next[found] : *slot;
            if (next[found] == 0) {
                hashes[found] = 0; /* used up: the slot stays, its hash fits nothing */
            }
        }
    }
}

static struct str whole_text(const struct compare_entry *e)
{
    return e->whole;
}

static struct str bare_text(const struct compare_entry *e)
{
    return e->text;
}

static struct str key_text(const struct compare_entry *e)
{
    return e->is_keyed ? e->key : (struct str){};
}

static struct str place_text(const struct compare_entry *e)
{
    return e->place;
}

/* The next run of three characters at *at; false at the end. Advances by one character. */
static bool next_run(struct str s, size_t *at, uint64_t *ret_hash)
{
    size_t end = *at;
    size_t second = 0;

    for (int i = 0; i < 3; i++) {
        uint32_t cp;

        if (end >= s.n) {
            return false;
        }
        end += utf8_decode(s, end, &cp);
        second = i == 0 ? end : second;
    }
    *ret_hash = str_hash(str_sub(s, *at, end)) | 1;
    *at = second;
    return true;
}

static uint32_t count_runs(struct str s)
{
    uint64_t hash;
    uint32_t n = 0;

    for (size_t at = 0; next_run(s, &at, &hash);) {
        n++;
    }
    return n;
}

static void index_runs(struct matcher *m)
{
    uint32_t total = 0;

    for (uint32_t i = 0; i < m->before->list.n; i++) {
        struct compare_entry *e = &m->before->list.v[i];

        total += e->partner == REG_NO_INDEX ? count_runs(e->text) : 0;
    }
    m->mask = power_above(total * 2 + 1) - 1;
    m->runs = ARENA_ARRAY(m->arena, (size_t)m->mask + 1, struct run);
    for (uint32_t i = 0; i < m->before->list.n; i++) {
        struct compare_entry *e = &m->before->list.v[i];
        uint64_t hash;
        uint32_t sharing = 0;

        if (e->partner != REG_NO_INDEX) {
            continue;
        }
        for (size_t at = 0; next_run(e->text, &at, &hash);) {
            uint32_t slot = (uint32_t)(hash >> 7) & m->mask;

            for (sharing = 0; m->runs[slot].hash != 0; slot = (slot + 1) & m->mask) {
                sharing += m->runs[slot].hash == hash;
                if (sharing > MOST_SHARING) {
                    break;
                }
            }
            if (m->runs[slot].hash == 0) {
                m->runs[slot] = (struct run){.hash = hash, .entry = i};
            }
        }
    }
}

struct candidate {
    uint32_t entry, common;
};

static void vote(struct candidate *list, uint32_t *n, uint32_t entry)
{
    for (uint32_t i = 0; i < *n; i++) {
        if (list[i].entry == entry) {
            list[i].common++;
            return;
        }
    }
    if (*n < MOST_CANDIDATES) {
        list[(*n)++] = (struct candidate){.entry = entry, .common = 1};
    }
}

/* The old entry most like the new one, of the same key; REG_NO_INDEX when none is like enough. */
static uint32_t most_like(struct matcher *m, const struct compare_entry *e, uint32_t percent)
{
    struct candidate list[MOST_CANDIDATES];
    uint32_t n = 0;
    uint64_t hash;
    uint32_t best = REG_NO_INDEX;
    uint32_t best_score = 0;

    for (size_t at = 0; next_run(e->text, &at, &hash);) {
        uint32_t slot = (uint32_t)(hash >> 7) & m->mask;
        uint32_t seen = 0;

        for (; m->runs[slot].hash != 0 && seen <= MOST_SHARING; slot = (slot + 1) & m->mask) {
            if (m->runs[slot].hash == hash) {
                const struct compare_entry *old = &m->before->list.v[m->runs[slot].entry];

                seen++;
                if (old->partner == REG_NO_INDEX && str_eq(old->key, e->key)) {
                    vote(list, &n, m->runs[slot].entry);
                }
            }
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t runs = count_runs(e->text) + count_runs(m->before->list.v[list[i].entry].text);
        uint32_t score = runs == 0 ? 0 : MIN(list[i].common * 200 / runs, 100);

        if (score > best_score) {
            best_score = score;
            best = list[i].entry;
        }
    }
    return best_score >= percent ? best : REG_NO_INDEX;
}

static void match_like(struct matcher *m, uint32_t percent)
{
    for (uint32_t i = 0; i < m->after->list.n; i++) {
        if (m->after->list.v[i].partner == REG_NO_INDEX) {
            uint32_t found = most_like(m, &m->after->list.v[i], percent);

            if (found != REG_NO_INDEX) {
                pair(m, found, i);
            }
        }
    }
}

/* ---- differences ---- */

static void add_changed(struct arena *a, const struct compare_kind *kind,
                        const struct compare_entry *before, const struct compare_entry *after,
                        struct changes *ret)
{
    struct change c = {.how = CHANGE_CHANGED,
                       .kind = kind->name,
                       .key = after->key,
                       .name = after->name,
                       .before = before->src,
                       .after = after->src};

    for (uint32_t i = 0; i < after->field_count; i++) {
        const struct compare_field *x = &before->fields[i];
        const struct compare_field *y = &after->fields[i];

        if (!str_eq(compare_normal(a, x->value), compare_normal(a, y->value))) {
            c.fields[c.field_count++] =
                (struct change_field){.name = y->name, .before = x->value, .after = y->value};
        }
    }
    if (c.field_count > 0) {
        *VEC_ADD(a, &ret->list) = c;
    }
}

static void compare_lists(struct arena *a, const struct compare_kind *kind,
                          struct compare_entries *before, struct compare_entries *after,
                          struct changes *ret)
{
    struct matcher m = {.arena = a, .before = before, .after = after};

    match_same(&m, whole_text);
    match_same(&m, key_text);
    match_same(&m, bare_text);
    index_runs(&m);
    match_like(&m, CLOSE_PERCENT);
    match_like(&m, LIKE_PERCENT);
    match_same(&m, place_text);
    for (uint32_t i = 0; i < after->list.n; i++) {
        const struct compare_entry *e = &after->list.v[i];

        if (e->partner != REG_NO_INDEX) {
            add_changed(a, kind, &before->list.v[e->partner], e, ret);
        } else {
            *VEC_ADD(a, &ret->list) = (struct change){.how = CHANGE_ADDED,
                                                      .kind = kind->name,
                                                      .key = e->key,
                                                      .name = e->name,
                                                      .after = e->src};
        }
    }
    for (uint32_t i = 0; i < before->list.n; i++) {
        const struct compare_entry *e = &before->list.v[i];

        if (e->partner == REG_NO_INDEX) {
            *VEC_ADD(a, &ret->list) = (struct change){.how = CHANGE_REMOVED,
                                                      .kind = kind->name,
                                                      .key = e->key,
                                                      .name = e->name,
                                                      .before = e->src};
        }
    }
}

void compare_registers(struct arena *a, const struct reg *before, const struct reg *after,
                       struct changes *ret)
{
    *ret = (struct changes){};
    for (size_t i = 0; i < compare_kind_count; i++) {
        struct compare_entries old = {};
        struct compare_entries new = {};

        compare_kinds[i].collect(a, before, &old);
        compare_kinds[i].collect(a, after, &new);
        compare_lists(a, &compare_kinds[i], &old, &new, ret);
    }
}
