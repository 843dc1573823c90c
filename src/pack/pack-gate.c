/* Decisions by their keys; see pack-gate.h. */
#include "pack/pack-gate.h"

#include <stdlib.h>

static int by_rule_and_file(const struct pack_decision *d, struct str rule, struct str sha256)
{
    int order = str_cmp(d->rule, rule);

    return order != 0 ? order : str_cmp(d->sha256, sha256);
}

static int by_key(const void *a, const void *b)
{
    const struct pack_decision *x = *(struct pack_decision *const *)a;
    const struct pack_decision *y = *(struct pack_decision *const *)b;
    int order = by_rule_and_file(x, y->rule, y->sha256);

    order = order != 0 ? order : str_cmp(x->place, y->place);
    return order != 0 ? order : (x > y) - (x < y);
}

void pack_gate_init(struct pack_gate *g, struct arena *a, struct pack_decisions *decisions)
{
    uint32_t n = decisions->all.n;

    *g = (struct pack_gate){.sorted = ARENA_ARRAY(a, (size_t)n + 1, struct pack_decision *),
                            .count = n};
    for (uint32_t i = 0; i < n; i++) {
        g->sorted[i] = &decisions->all.v[i];
    }
    qsort(g->sorted, n, sizeof(g->sorted[0]), by_key);
}

/* The first that is not before the key; with `place` NULL, of any place. */
static uint32_t lower_bound(const struct pack_gate *g, struct str rule, struct str sha256,
                            const struct str *place)
{
    uint32_t low = 0;
    uint32_t high = g->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct pack_decision *d = g->sorted[middle];
        int order = by_rule_and_file(d, rule, sha256);

        if (order == 0 && place != NULL) {
            order = str_cmp(d->place, *place);
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct pack_decision *decision_at(const struct pack_gate *g, struct str rule,
                                         struct str sha256, struct str place)
{
    uint32_t i = lower_bound(g, rule, sha256, &place);

    return i < g->count && by_rule_and_file(g->sorted[i], rule, sha256) == 0 &&
                   str_eq(g->sorted[i]->place, place)
               ? g->sorted[i]
               : NULL;
}

struct pack_decision *pack_gate_find(const struct pack_gate *g, struct str sha256, struct str rule,
                                     struct str place)
{
    struct str key = sha256.n > 0 ? sha256 : STR("-");
    struct pack_decision *d = decision_at(g, rule, key, place);

    return d != NULL ? d : decision_at(g, rule, key, STR("*"));
}

bool pack_gate_has(const struct pack_gate *g, struct str sha256, struct str rule)
{
    uint32_t i = lower_bound(g, rule, sha256, NULL);

    return i < g->count && by_rule_and_file(g->sorted[i], rule, sha256) == 0;
}
