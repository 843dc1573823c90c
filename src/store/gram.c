/*
 * Lists of grams: for each pair of neighbouring characters, and each single character, the ids of
 * the records whose text holds it, in blocks of up to GRAM_BLOCK_IDS. The records of a contract and
 * those of a type are such lists too (negative grams), so that a search within them leaps as well.
 *
 * A text that is written waits in search_pending (one small row) and is searched by looking at it.
 * When SEARCH_MERGE_AT texts wait, all of them are put into the lists at once, sorted, so that a
 * list is touched once for many texts. Nothing is ever taken out: a text that changed may still be
 * in a list, and the search compares the text itself before it believes a list.
 */
#include "store/inner.h"

#include "base/heap.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { PACKED_MAX = GRAM_BLOCK_IDS * 10 };

struct pair {
    int64_t gram, id;
};

struct pairs {
    struct pair *v;
    size_t n, room;
};

struct block {
    int64_t ids[GRAM_BLOCK_IDS + 1];
    size_t n;
    int64_t first; /* as it stands in the database; names the row */
    bool is_new;
};

int64_t gram_of(uint32_t first, uint32_t second)
{
    return (int64_t)first << 21 | second;
}

size_t gram_unpack(struct str packed, int64_t first, int64_t ids[static GRAM_BLOCK_IDS])
{
    const uint8_t *p = (const uint8_t *)packed.p, *end = p + packed.n;
    int64_t id = first;
    size_t n = 0;

    ids[n++] = first;
    while (p < end && n < GRAM_BLOCK_IDS) {
        uint64_t difference = 0;
        int shift = 0;

        while (p < end && (*p & 0x80) != 0 && shift < 56) {
            difference |= (uint64_t)(*p++ & 0x7F) << shift;
            shift += 7;
        }
        if (p < end) {
            difference |= (uint64_t)*p++ << shift;
        }
        id += (int64_t)difference;
        ids[n++] = id;
    }
    return n;
}

int64_t gram_of_contract(int64_t contract)
{
    return -1 - contract;
}

int64_t gram_of_type(const struct type *type)
{
    return INT64_MIN + (int64_t)(str_hash(str_of(type->name)) >> 16);
}

static size_t pack(const int64_t *ids, size_t n, uint8_t out[static PACKED_MAX])
{
    size_t bytes = 0;

    for (size_t i = 1; i < n; i++) {
        uint64_t difference = (uint64_t)(ids[i] - ids[i - 1]);

        while (difference >= 0x80) {
            out[bytes++] = (uint8_t)(difference | 0x80);
            difference >>= 7;
        }
        out[bytes++] = (uint8_t)difference;
    }
    return bytes;
}

static void add_pair(struct pairs *pairs, int64_t gram, int64_t id)
{
    if (pairs->n == pairs->room) {
        pairs->room = pairs->room == 0 ? 65536 : pairs->room * 2;
        pairs->v = heap_resize(pairs->v, pairs->room * sizeof(pairs->v[0]));
    }
    pairs->v[pairs->n++] = (struct pair){gram, id};
}

static void add_text(struct pairs *pairs, int64_t id, struct str text)
{
    uint32_t before = 0;

    for (size_t at = 0; at < text.n;) {
        uint32_t cp;

        at += utf8_decode(text, at, &cp);
        if (cp == '\n') {
            before = 0;
            continue;
        }
        add_pair(pairs, gram_of(cp, 0), id);
        if (before != 0) {
            add_pair(pairs, gram_of(before, cp), id);
        }
        before = cp;
    }
}

static int compare_pairs(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->gram != y->gram) {
        return x->gram < y->gram ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

/* The block that `id` belongs to: the last that begins at or before it, else the first. */
static int load_block(struct db *db, int64_t gram, int64_t id, struct block *ret, struct err *err)
{
    static const struct query at_or_before =
        SQL("SELECT first, ids FROM search_gram WHERE gram = ?1 AND first <= ?2"
            " ORDER BY first DESC LIMIT 1");
    static const struct query the_first = SQL("SELECT first, ids FROM search_gram WHERE gram = ?1"
                                              " ORDER BY first LIMIT 1");

    for (int i = 0; i < 2; i++) {
        struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
        int more = i == 0 ? db_query(db, &at_or_before, DB(db_int(gram), db_int(id)), &rows, err)
                          : db_query(db, &the_first, DB(db_int(gram)), &rows, err);

        if (more < 0 || (more = db_next(rows, err)) < 0) {
            return -1;
        }
        if (more > 0) {
            ret->first = db_row_int(rows, 0);
            ret->n = gram_unpack(db_row_text(rows, 1), ret->first, ret->ids);
            ret->is_new = false;
            return 0;
        }
    }
    ret->n = 0;
    ret->is_new = true;
    return 0;
}

static int save_ids(struct db *db, int64_t gram, const int64_t *ids, size_t n, struct err *err)
{
    static const struct query put =
        SQL("INSERT INTO search_gram (gram, first, last, ids) VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT (gram, first) DO UPDATE SET last = excluded.last, ids = excluded.ids");
    uint8_t packed[PACKED_MAX];
    size_t bytes = pack(ids, n, packed);

    return db_run(db, &put,
                  DB(db_int(gram), db_int(ids[0]), db_int(ids[n - 1]), db_bytes(packed, bytes)),
                  NULL, err);
}

/* Writes the block, as two when it grew too large; drops the row it had when its first id moved. */
static int save_block(struct db *db, int64_t gram, const struct block *b, struct err *err)
{
    static const struct query drop = SQL("DELETE FROM search_gram WHERE gram = ?1 AND first = ?2");
    size_t half = b->n <= GRAM_BLOCK_IDS ? b->n : b->n / 2;

    if (!b->is_new && b->first != b->ids[0] &&
        db_run(db, &drop, DB(db_int(gram), db_int(b->first)), NULL, err) < 0) {
        return -1;
    }
    if (save_ids(db, gram, b->ids, half, err) < 0) {
        return -1;
    }
    return half == b->n ? 0 : save_ids(db, gram, b->ids + half, b->n - half, err);
}

/* Puts the id in its place; false when it was there. */
static bool insert_id(struct block *b, int64_t id)
{
    size_t at = b->n;

    while (at > 0 && b->ids[at - 1] >= id) {
        at--;
    }
    if (at < b->n && b->ids[at] == id) {
        return false;
    }
    memmove(b->ids + at + 1, b->ids + at, (b->n - at) * sizeof(b->ids[0]));
    b->ids[at] = id;
    b->n++;
    return true;
}

/* The first id of the block after the one that begins at `first`. */
static int next_block(struct db *db, int64_t gram, int64_t first, int64_t *ret, struct err *err)
{
    static const struct query next = SQL("SELECT min(first) FROM search_gram"
                                         " WHERE gram = ?1 AND first > ?2");

    return db_query_int(db, &next, DB(db_int(gram), db_int(first)), INT64_MAX, ret, err);
}

/* All new ids of one gram, in order. */
static int add_to_gram(struct db *db, const struct pair *pairs, size_t count, struct err *err)
{
    int64_t gram = pairs[0].gram;
    struct block b;
    size_t i = 0;

    while (i < count) {
        int64_t end = INT64_MAX; /* where the next block begins */
        bool changed = false;

        if (load_block(db, gram, pairs[i].id, &b, err) < 0) {
            return -1;
        }
        if (b.n > 0 && pairs[count - 1].id > b.ids[b.n - 1] &&
            next_block(db, gram, b.first, &end, err) < 0) {
            return -1;
        }
        /* past the end of a full last block a new one begins, so that blocks stay full */
        if (b.n == GRAM_BLOCK_IDS && end == INT64_MAX && pairs[i].id > b.ids[b.n - 1]) {
            b.n = 0;
            b.is_new = true;
        }
        do {
            changed |= insert_id(&b, pairs[i].id);
            i++;
        } while (i < count && b.n < GRAM_BLOCK_IDS && pairs[i].id < end);
        if (changed && save_block(db, gram, &b, err) < 0) {
            return -1;
        }
    }
    return 0;
}

static int collect(struct db *db, int limit, struct pairs *pairs, int64_t *ret_last,
                   struct err *err)
{
    static const struct query waiting =
        SQL("SELECT p.record, t.text, r.contract, r.type FROM search_pending p"
            " CROSS JOIN search_text t CROSS JOIN record r"
            " WHERE t.record = p.record AND r.id = p.record ORDER BY p.record LIMIT ?1");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int more;

    if (db_query(db, &waiting, DB(db_int(limit)), &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        *ret_last = db_row_int(rows, 0);
        const struct type *type = type_find(db_row_text(rows, 3));

        add_text(pairs, *ret_last, db_row_text(rows, 1));
        add_pair(pairs, gram_of_contract(db_row_int(rows, 2)), *ret_last);
        if (type != NULL) {
            add_pair(pairs, gram_of_type(type), *ret_last);
        }
    }
    return more;
}

int gram_merge(struct db *db, int limit, int64_t *ret_left, struct err *err)
{
    static const struct query done = SQL("DELETE FROM search_pending WHERE record <= ?1");
    static const struct query left = SQL("SELECT count(*) FROM search_pending");
    struct pairs pairs = {};
    int64_t last = 0;
    int result = collect(db, limit, &pairs, &last, err);

    if (pairs.n > 0) {
        qsort(pairs.v, pairs.n, sizeof(pairs.v[0]), compare_pairs);
    }
    size_t unique = 0;

    for (size_t i = 0; i < pairs.n; i++) {
        if (unique == 0 || compare_pairs(&pairs.v[unique - 1], &pairs.v[i]) != 0) {
            pairs.v[unique++] = pairs.v[i];
        }
    }
    for (size_t i = 0; i < unique && result == 0;) {
        size_t end = i;

        while (end < unique && pairs.v[end].gram == pairs.v[i].gram) {
            end++;
        }
        result = add_to_gram(db, pairs.v + i, end - i, err);
        i = end;
    }
    free(pairs.v);
    if (result < 0 || db_run(db, &done, DB(db_int(last)), NULL, err) < 0) {
        return -1;
    }
    return db_query_int(db, &left, DB_NO_VALUES, 0, ret_left, err);
}
