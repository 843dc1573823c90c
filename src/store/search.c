/*
 * Candidates of a search, in order of id.
 *
 * Each word gives grams; a record can only match when it stands in the list of every one of them.
 * The rarest list leads and the others leap to its ids, block by block, so that the
 * first page costs little whether the word is frequent or rare. Texts that still wait for the lists
 * (gram.c) are candidates as well. Whoever asks compares the text itself.
 */
#include "store/inner.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { MAX_GRAMS_OF_WORD = 16 };

struct list {
    int64_t gram;
    int64_t ids[GRAM_BLOCK_IDS]; /* the block at hand */
    size_t n;
};

struct search {
    struct db *db;
    bool descending;
    struct list *lists;
    size_t list_count;
    int64_t *waiting; /* ids of texts not in the lists, in the order asked for */
    size_t waiting_count, waiting_at;
    int64_t from;     /* where the lists go on */
    int64_t in_lists; /* the next id there, when has_next */
    bool has_next, is_over, is_sorted;
};

static void add_grams(struct search *s, struct str word)
{
    uint32_t before = 0;
    size_t start = s->list_count;

    for (size_t at = 0; at < word.n && s->list_count - start < MAX_GRAMS_OF_WORD;) {
        uint32_t cp;

        at += utf8_decode(word, at, &cp);
        if (before != 0) {
            s->lists[s->list_count++].gram = gram_of(before, cp);
        } else if (at == word.n) {
            s->lists[s->list_count++].gram = gram_of(cp, 0);
        }
        before = cp;
    }
}

/* Of the waiting texts only those that match. */
static int load_waiting(struct search *s, struct arena *a, const struct search_words *words,
                        int64_t from, struct err *err)
{
    static const struct query up =
        SQL("SELECT p.record, t.text FROM search_pending p CROSS JOIN search_text t"
            " WHERE t.record = p.record AND p.record >= ?1 ORDER BY p.record");
    static const struct query down =
        SQL("SELECT p.record, t.text FROM search_pending p CROSS JOIN search_text t"
            " WHERE t.record = p.record AND p.record <= ?1 ORDER BY p.record DESC");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    VEC(int64_t) ids = {};
    int more;

    if (db_query(s->db, s->descending ? &down : &up, DB(db_int(from)), &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        if (words_match(words, db_row_text(rows, 1))) {
            *VEC_ADD(a, &ids) = db_row_int(rows, 0);
        }
    }
    s->waiting = ids.v;
    s->waiting_count = ids.n;
    return more;
}

int search_begin(struct tx *tx, struct arena *a, const struct search_words *words,
                 struct search_within within, int64_t from, bool descending, struct search **ret,
                 struct err *err)
{
    struct search *s = ARENA_NEW(a, struct search);

    s->db = tx->db;
    s->descending = descending;
    s->from = from;
    s->lists = ARENA_ARRAY(a, words->n * MAX_GRAMS_OF_WORD + 2, struct list);
    for (size_t i = 0; i < words->n; i++) {
        add_grams(s, words->v[i]);
    }
    if (within.contract != 0) {
        s->lists[s->list_count++].gram = gram_of_contract(within.contract);
    }
    if (within.type != NULL) {
        s->lists[s->list_count++].gram = gram_of_type(within.type);
    }
    s->is_over = s->list_count == 0;
    *ret = s;
    return load_waiting(s, a, words, from, err);
}

/* Loads the block of a list where an id at or past `from` stands. 1 found, 0 none. */
static int load_block(struct search *s, struct list *list, int64_t from, struct err *err)
{
    static const struct query before =
        SQL("SELECT first, last, ids FROM search_gram WHERE gram = ?1 AND first <= ?2"
            " ORDER BY first DESC LIMIT 1");
    static const struct query after = SQL("SELECT first, last, ids FROM search_gram"
                                          " WHERE gram = ?1 AND first > ?2 ORDER BY first LIMIT 1");

    for (int i = 0; i < (s->descending ? 1 : 2); i++) {
        struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;

        if (db_query(s->db, i == 0 ? &before : &after, DB(db_int(list->gram), db_int(from)), &rows,
                     err) < 0) {
            return -1;
        }
        int more = db_next(rows, err);

        if (more < 0) {
            return -1;
        }
        if (more > 0 && (s->descending || db_row_int(rows, 1) >= from)) {
            list->n = gram_unpack(db_row_text(rows, 2), db_row_int(rows, 0), list->ids);
            return 1;
        }
    }
    return 0;
}

/* The id of the list at or past `from`. 1 found, 0 the list is over. */
static int leap(struct search *s, struct list *list, int64_t from, int64_t *ret, struct err *err)
{
    bool is_here = list->n > 0 && list->ids[0] <= from && from <= list->ids[list->n - 1];

    if (!is_here) {
        int found = load_block(s, list, from, err);

        if (found <= 0) {
            return found;
        }
    }
    size_t low = 0, high = list->n; /* the first id >= from */

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (list->ids[middle] < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (s->descending && (low == list->n || list->ids[low] > from)) {
        low--; /* the block begins at or before `from`, so there is one */
    }
    *ret = list->ids[low];
    return 1;
}

/*
 * How frequent the gram is, from one block: a block that is not full is a whole list, or its end; a
 * full one is judged by the ids it spans.
 */
static double frequency(const struct list *list)
{
    double span = (double)(list->ids[list->n - 1] - list->ids[0]) + 1;

    return list->n < GRAM_BLOCK_IDS / 2 ? (double)list->n : (double)list->n / span * 1e9;
}

static int compare_lists(const void *a, const void *b)
{
    double x = frequency(a), y = frequency(b);

    return (x > y) - (x < y);
}

/* Puts the rarest list first: it leads, the others are only asked about its ids. */
static int sort_lists(struct search *s, struct err *err)
{
    s->is_sorted = true;
    for (size_t i = 0; i < s->list_count; i++) {
        int found = load_block(s, &s->lists[i], s->from, err);

        if (found <= 0) {
            s->is_over = true;
            return found;
        }
    }
    qsort(s->lists, s->list_count, sizeof(s->lists[0]), compare_lists);
    return 0;
}

/* The next id that stands in all lists. */
static int next_in_lists(struct search *s, struct err *err)
{
    int64_t id = s->from;

    if (!s->is_sorted && (sort_lists(s, err) < 0 || s->is_over)) {
        return s->is_over ? 0 : -1;
    }
    for (size_t i = 0; i < s->list_count;) {
        int64_t found;
        int result = leap(s, &s->lists[i], id, &found, err);

        if (result <= 0) {
            s->is_over = true;
            return result;
        }
        i = found == id || i == 0 ? i + 1 : 0; /* not there: the leader goes on from what is */
        id = found;
    }
    s->in_lists = id;
    s->has_next = true;
    s->from = s->descending ? id - 1 : id + 1;
    return 0;
}

int search_next(struct search *s, int64_t *ret, struct err *err)
{
    if (!s->has_next && !s->is_over && next_in_lists(s, err) < 0) {
        return -1;
    }
    bool has_waiting = s->waiting_at < s->waiting_count;

    if (!s->has_next && !has_waiting) {
        return 0;
    }
    int64_t waiting = has_waiting ? s->waiting[s->waiting_at] : 0;
    bool takes_waiting =
        has_waiting &&
        (!s->has_next || (s->descending ? waiting >= s->in_lists : waiting <= s->in_lists));
    *ret = takes_waiting ? waiting : s->in_lists;
    if (s->has_next && s->in_lists == *ret) {
        s->has_next = false;
    }
    if (takes_waiting) {
        s->waiting_at++;
    }
    return 1;
}
