/*
 * The facts of the register. Finders offer values with a rank; of a key that has one value the
 * best offer is kept (the first of several), of the others every value once.
 */
#include "spec/fact.h"

#include "text/chars.h"

static const struct {
    const char *name;
    bool many;
    bool is_number;
} keys[FACT_KEY_COUNT] = {
    [FACT_TITLE] = {"title", false, false},
    [FACT_BUYER] = {"buyer", false, false},
    [FACT_BUYER_OFFICE] = {"buyer_office", true, false},
    [FACT_NOTICE_DATE] = {"notice_date", false, false},
    [FACT_CONTRACT_END] = {"contract_end", false, false},
    [FACT_PERIOD_TEXT] = {"period_text", false, false},
    [FACT_SUBMISSION_DEADLINE] = {"submission_deadline", false, false},
    [FACT_QUESTION_DEADLINE] = {"question_deadline", false, false},
    [FACT_BUDGET_CAP] = {"budget_cap_yen", false, true},
    [FACT_CONTRACT_TYPE] = {"contract_type", false, false},
    [FACT_ADOPTED_COUNT] = {"adopted_count", false, true},
    [FACT_DELIVERY_PLACE] = {"delivery_place", false, false},
    [FACT_CONTACT_PHONE] = {"contact_phone", true, false},
    [FACT_CONTACT_EMAIL] = {"contact_email", true, false},
    [FACT_ELIGIBILITY] = {"eligibility", true, false},
    [FACT_AWARD_RULE] = {"award_rule", false, false},
    [FACT_FISCAL_YEAR] = {"fiscal_year", false, true},
};

static bool same_text(struct str a, struct str b)
{
    size_t i = 0;
    size_t k = 0;

    for (;;) {
        while (i < a.n && a.p[i] == ' ') {
            i++;
        }
        while (k < b.n && b.p[k] == ' ') {
            k++;
        }
        if (i == a.n || k == b.n) {
            return i == a.n && k == b.n;
        }
        if (a.p[i++] != b.p[k++]) {
            return false;
        }
    }
}

static void keep(struct fact_maker *m, const struct fact_offer *o)
{
    *VEC_ADD(m->r->arena, &m->r->reg->facts) = (struct reg_fact){
        .src = o->src,
        .key = str_of(keys[o->key].name),
        .value = o->value,
        .is_number = keys[o->key].is_number,
    };
}

enum { MOST_VALUES = 200 }; /* of a key with many: what is past it says nothing new */

static void keep_all(struct fact_maker *m, enum fact_key key, bool only_types)
{
    const struct fact_offer *kept[MOST_VALUES];
    size_t n = 0;

    for (uint32_t i = 0; i < m->offers.n && n < MOST_VALUES; i++) {
        const struct fact_offer *o = &m->offers.v[i];
        bool known = o->key != key || (only_types && !o->per_type);

        for (size_t k = 0; k < n && !known; k++) {
            known = same_text(kept[k]->value, o->value);
        }
        if (!known) {
            kept[n++] = o;
            keep(m, o);
        }
    }
}

void fact_build(struct reading *r)
{
    struct fact_maker m = {.r = r, .labels = r->labels};

    fact_find_title(&m);
    fact_find_party(&m);
    fact_find_contact(&m);
    fact_find_terms(&m);
    fact_find_dates(&m);
    fact_find_budget(&m);
    fact_find_types(&m);
    for (enum fact_key key = 0; key < FACT_KEY_COUNT; key++) {
        const struct fact_offer *best = keys[key].many ? NULL : fact_best(&m, key);

        if (best != NULL && !best->per_type) {
            keep(&m, best);
        }
        if (keys[key].many || best != NULL) {
            keep_all(&m, key, !keys[key].many);
        }
    }
}
