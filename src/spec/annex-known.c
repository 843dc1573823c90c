/*
 * Which edition of the annex this is, and where it differs.
 *
 * Every clause of an item is a hash; an edition is the list of hashes of each of its items. The
 * edition that shares most clauses with the document is the closest. An item is known when all
 * its clauses are in that edition; else the clauses that are not are quoted from the document,
 * and what the edition has besides is counted. An item whose clauses belong to another id of the
 * edition was moved; an id of the edition that no item carries was removed.
 */
#include "spec/annex.h"

#include <stdlib.h>

enum {
    MAX_EDITIONS = 16,
    MANY_DIFFERENCES = 3, /* of one item, quoted in full; the rest is counted */
    SAME_ITEM_PERCENT = 50,
};

struct clause_key {
    uint64_t hash;
    uint32_t print; /* index of annex_fingerprints */
};

static int compare_keys(const void *a, const void *b)
{
    const struct clause_key *x = a;
    const struct clause_key *y = b;

    return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash)
                              : (x->print > y->print) - (x->print < y->print);
}

struct known {
    struct clause_key *keys; /* sorted */
    uint32_t n;
};

static struct known sort_known(struct arena *a)
{
    struct known k = {};

    for (size_t i = 0; i < annex_fingerprint_count; i++) {
        k.n += annex_fingerprints[i].count;
    }
    k.keys = ARENA_ARRAY(a, k.n + 1, struct clause_key);
    uint32_t at = 0;

    for (size_t i = 0; i < annex_fingerprint_count; i++) {
        for (uint16_t c = 0; c < annex_fingerprints[i].count; c++) {
            k.keys[at++] = (struct clause_key){annex_fingerprints[i].clauses[c], (uint32_t)i};
        }
    }
    qsort(k.keys, k.n, sizeof(k.keys[0]), compare_keys);
    return k;
}

static uint32_t first_key(const struct known *k, uint64_t hash)
{
    uint32_t low = 0;
    uint32_t high = k->n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (k->keys[middle].hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Clauses of the item that fingerprint `print` has too. */
static uint32_t shared_clauses(const struct known *k, const struct annex_clauses *c, uint32_t print)
{
    uint32_t shared = 0;

    for (uint32_t i = 0; i < c->list.n; i++) {
        for (uint32_t at = first_key(k, c->list.v[i].hash);
             at < k->n && k->keys[at].hash == c->list.v[i].hash; at++) {
            if (k->keys[at].print == print) {
                shared++;
                break;
            }
        }
    }
    return shared;
}

static uint32_t print_of(const char *edition, struct str id)
{
    for (size_t i = 0; i < annex_fingerprint_count; i++) {
        if (strcmp(annex_fingerprints[i].edition, edition) == 0 &&
            str_eq(str_of(annex_fingerprints[i].id), id)) {
            return (uint32_t)i;
        }
    }
    return REG_NO_INDEX;
}

struct editions {
    const char *names[MAX_EDITIONS];
    uint32_t votes[MAX_EDITIONS];
    uint32_t n;
    uint32_t *of_print; /* edition of each fingerprint; MAX_EDITIONS = one too many */
};

static struct editions list_editions(struct arena *a)
{
    struct editions e = {.of_print = ARENA_ARRAY(a, annex_fingerprint_count, uint32_t)};

    for (size_t p = 0; p < annex_fingerprint_count; p++) {
        uint32_t i = 0;

        while (i < e.n && strcmp(e.names[i], annex_fingerprints[p].edition) != 0) {
            i++;
        }
        if (i == e.n && e.n < MAX_EDITIONS) {
            e.names[e.n++] = annex_fingerprints[p].edition;
        }
        e.of_print[p] = i;
    }
    return e;
}

/* One vote for each fingerprint that has the clause. */
static void vote(const struct known *k, uint64_t clause, struct editions *e)
{
    uint32_t first = first_key(k, clause);

    for (uint32_t at = first; at < k->n && k->keys[at].hash == clause; at++) {
        uint32_t print = k->keys[at].print;

        if ((at == first || k->keys[at - 1].print != print) && e->of_print[print] < MAX_EDITIONS) {
            e->votes[e->of_print[print]]++;
        }
    }
}

/* The edition most clauses agree with; NULL when hardly any does. */
static const char *closest_edition(struct arena *a, const struct known *k,
                                   const struct annex_clauses *clauses, uint32_t n)
{
    struct editions e = list_editions(a);
    uint32_t best = 0;
    uint32_t total = 0;

    for (uint32_t i = 0; i < n; i++) {
        total += clauses[i].list.n;
        for (uint32_t c = 0; c < clauses[i].list.n; c++) {
            vote(k, clauses[i].list.v[c].hash, &e);
        }
    }
    for (uint32_t i = 1; i < e.n; i++) {
        best = e.votes[i] > e.votes[best] ? i : best;
    }
    return e.n > 0 && e.votes[best] * 3 >= total ? e.names[best] : NULL;
}

/* The id of the edition that shares more than half of the item's clauses, or NULL. */
static const char *id_by_text(struct arena *a, const struct known *k, const struct annex_clauses *c,
                              const char *edition)
{
    uint32_t *shared = ARENA_ARRAY(a, annex_fingerprint_count, uint32_t); /* clauses, by print */
    const char *best = NULL;
    uint32_t most = 0;

    for (uint32_t i = 0; i < c->list.n; i++) {
        uint64_t hash = c->list.v[i].hash;
        uint32_t first = first_key(k, hash);

        for (uint32_t at = first; at < k->n && k->keys[at].hash == hash; at++) {
            shared[k->keys[at].print] += at == first || k->keys[at - 1].print != k->keys[at].print;
        }
    }
    for (size_t p = 0; p < annex_fingerprint_count; p++) {
        if (shared[p] > most && strcmp(annex_fingerprints[p].edition, edition) == 0) {
            most = shared[p];
            best = annex_fingerprints[p].id;
        }
    }
    return c->list.n > 0 && most * 100 >= c->list.n * SAME_ITEM_PERCENT ? best : NULL;
}

static struct str clause_quote(const struct reading *r, const struct annex_text *t,
                               const struct annex_clause *c)
{
    uint32_t beg = t->src.v[c->beg];
    uint32_t last = t->src.v[c->end - 1];
    uint32_t next = c->end < t->src.n ? t->src.v[c->end] : last + 3;

    return str_trim(str_sub(r->doc->text, beg, MIN(next, last + 3)));
}

/* What of the item is not in its fingerprint, quoted; and how much of that is missing here. */
static struct str describe(struct reading *r, const struct known *k, const struct annex_item *item,
                           const struct annex_clauses *c, uint32_t print)
{
    struct str text = {};
    uint32_t foreign = 0;

    for (uint32_t i = 0; i < c->list.n; i++) {
        struct annex_clauses one = {.list = {.v = &c->list.v[i], .n = 1}};

        if (shared_clauses(k, &one, print) > 0) {
            continue;
        }
        if (foreign++ < MANY_DIFFERENCES) {
            struct str quote = clause_quote(r, &item->own, &c->list.v[i]);

            text = arena_printf(r->arena, "%.*s%s「%.*s」", STR_ARG(text), text.n > 0 ? "、" : "",
                                STR_ARG(quote));
        }
    }
    uint32_t expected = annex_fingerprints[print].count;
    uint32_t kept = c->list.n - foreign;

    if (foreign > 0) {
        text = arena_printf(r->arena, "既知の版にない句: %.*s", STR_ARG(text));
    }
    if (kept < expected) {
        text = arena_printf(r->arena, "%.*s%s既知の版の句が%u個ない", STR_ARG(text),
                            text.n > 0 ? "。" : "", expected - kept);
    }
    return text;
}

static void identify_item(struct reading *r, const struct known *k, const struct annex_item *item,
                          const struct annex_clauses *c, const char *edition,
                          struct reg_annex_item *out)
{
    uint32_t print = print_of(edition, item->id);
    const char *by_text = id_by_text(r->arena, k, c, edition);

    if (print != REG_NO_INDEX && by_text != NULL &&
        strcmp(by_text, annex_fingerprints[print].id) != 0 &&
        shared_clauses(k, c, print) < c->list.n) {
        out->difference =
            arena_printf(r->arena, "既知の版の%s)がここにある（順序が違う）", by_text);
        return;
    }
    if (print == REG_NO_INDEX) {
        out->difference =
            by_text == NULL
                ? STR("既知の版にない項目")
                : arena_printf(r->arena, "既知の版の%s)がここにある（番号が違う）", by_text);
        return;
    }
    out->difference = describe(r, k, item, c, print);
    out->known = out->difference.n == 0;
}

static void report_removed(struct reading *r, const struct annex_items *items, const char *edition)
{
    for (size_t p = 0; p < annex_fingerprint_count; p++) {
        bool there = strcmp(annex_fingerprints[p].edition, edition) != 0;

        for (uint32_t i = 0; i < items->list.n && !there; i++) {
            there = str_eq(items->list.v[i].id, str_of(annex_fingerprints[p].id));
        }
        if (!there) {
            *VEC_ADD(r->arena, &r->reg->annex.removed) = str_of(annex_fingerprints[p].id);
        }
    }
}

void annex_identify(struct reading *r, const struct annex_items *items)
{
    struct known k = sort_known(r->arena);
    struct annex_clauses *clauses = ARENA_ARRAY(r->arena, items->list.n + 1, struct annex_clauses);

    for (uint32_t i = 0; i < items->list.n; i++) {
        annex_text_clauses(r, &items->list.v[i].own, &clauses[i]);
    }
    const char *edition = closest_edition(r->arena, &k, clauses, items->list.n);

    if (edition == NULL) {
        return;
    }
    r->reg->annex.closest = str_of(edition);
    for (uint32_t i = 0; i < items->list.n; i++) {
        /* Bullets are part of the item above, whose text is compared as a whole. */
        if (items->list.v[i].node != REG_NO_INDEX) {
            identify_item(r, &k, &items->list.v[i], &clauses[i], edition,
                          &r->reg->annex.items.v[i]);
        }
    }
    report_removed(r, items, edition);
}

void annex_print_fingerprints(struct reading *r, struct buf *out)
{
    for (uint32_t i = 0; i < r->parts.n; i++) {
        struct annex_items items;

        if (r->parts.v[i].kind != PART_ANNEX) {
            continue;
        }
        annex_collect(r, i, &items);
        for (uint32_t k = 0; k < items.list.n; k++) {
            struct annex_clauses clauses;

            if (items.list.v[k].node == REG_NO_INDEX) {
                continue;
            }
            annex_text_clauses(r, &items.list.v[k].own, &clauses);
            buf_printf(out, "%.*s\t", STR_ARG(items.list.v[k].id));
            for (uint32_t c = 0; c < clauses.list.n; c++) {
                buf_printf(out, "%s%016llx", c > 0 ? " " : "",
                           (unsigned long long)clauses.list.v[c].hash);
            }
            buf_printf(out, "\n");
        }
        return;
    }
}
