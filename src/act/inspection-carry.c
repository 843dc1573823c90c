/*
 * What was decided about one edition of a file is held against the findings of the next one. A
 * finding is the same when its rule, its place and what is read there are: what is read is kept
 * masked, so that this is good enough to propose a decision again, not to decide.
 */
#include "act/inspection-body.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const struct inspect_finding *x = a, *y = b;
    int order = str_cmp(x->place, y->place);

    return order != 0 ? order : str_cmp(x->reads, y->reads);
}

/* The findings of the rule in `x`, sorted; how many there are. */
static uint32_t sorted_findings(struct arena *a, const struct inspection *x, struct str rule,
                                struct inspect_finding **ret)
{
    for (uint32_t i = 0; i < x->rules.n; i++) {
        const struct inspected_rule *r = &x->rules.v[i];

        if (str_eq(r->id, rule) && r->findings.n > 0) {
            *ret = ARENA_ARRAY(a, r->findings.n, struct inspect_finding);
            memcpy(*ret, r->findings.v, r->findings.n * sizeof(r->findings.v[0]));
            qsort(*ret, r->findings.n, sizeof(r->findings.v[0]), by_place);
            return r->findings.n;
        }
    }
    *ret = NULL;
    return 0;
}

/* How many of the rule's places the other file did not have, or not so often. */
static uint32_t count_added(struct arena *a, const struct inspected_rule *rule,
                            const struct inspection *before)
{
    struct inspect_finding *had;
    uint32_t n = sorted_findings(a, before, rule->id, &had);
    uint32_t added = 0;

    for (uint32_t i = 0; i < rule->findings.n; i++) {
        const struct inspect_finding *f = &rule->findings.v[i];
        const struct inspect_finding *same =
            n > 0 ? bsearch(f, had, n, sizeof(had[0]), by_place) : NULL;

        added += same == NULL || same->count < f->count;
    }
    return added;
}

bool inspection_found_same(struct arena *a, const struct inspection *x, const struct inspection *y)
{
    bool is_same = x->rules.n == y->rules.n && x->result == y->result;

    /* The same rules with as many places each, none of which is new. */
    for (uint32_t i = 0; i < x->rules.n && is_same; i++) {
        const struct inspected_rule *left = &x->rules.v[i], *right = &y->rules.v[i];

        is_same = str_eq(left->id, right->id) && left->findings.n == right->findings.n &&
                  count_added(a, left, y) == 0 && count_added(a, right, x) == 0;
    }
    return is_same;
}

void inspection_carry(struct arena *a, const struct inspection *before,
                      const struct inspection *now, bool is_same, json_t *body)
{
    json_t *decisions = json_array();
    json_t *proposals = json_array();

    for (uint32_t i = 0; i < before->rules.n; i++) {
        const struct inspected_rule *old = &before->rules.v[i];
        const struct inspected_rule *rule = inspection_rule(now, old->id);
        bool is_decided = old->decision.choice != DECISION_NONE;
        const struct decision *d = is_decided ? &old->decision : &old->proposal.decision;

        if (rule == NULL || d->choice == DECISION_NONE) {
            continue;
        }
        uint32_t added = count_added(a, rule, before) + (is_decided ? 0 : old->proposal.added);

        /* Nobody knows what is new in what was not looked through. */
        added += !is_same && str_eq(rule->id, str_of(inspection_unread_rule));

        json_t *carried = inspection_decision_json(rule->id, d);

        if (is_decided && is_same && added == 0) {
            json_array_append_new(decisions, carried);
        } else {
            body_set_int(carried, "added", added);
            json_array_append_new(proposals, carried);
        }
    }
    body_set(body, "decisions", decisions);
    body_set(body, "proposals", proposals);
}
