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

static const char *const sentence_ends[] = {
    "とする",         "とします",   "とすること", "である",           "であること",       "です",
    "となります",     "となる",     "とし",       "を予定する",       "を予定しています", "を予定",
    "するものとする", "ものとする", "こととする", "によるものとする",
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

enum { MOST_OFFERS = 2000 /* of one key: a document that says more repeats itself */ };

void fact_offer(struct fact_maker *m, enum fact_key key, enum fact_rank rank, struct str value,
                struct reg_src src)
{
    if (value.n == 0 || m->counts[key] == MOST_OFFERS) {
        return;
    }
    m->counts[key]++;
    *VEC_ADD(m->r->arena, &m->offers) = (struct fact_offer){
        .key = key,
        .rank = (uint8_t)rank,
        .is_number = keys[key].is_number,
        .value = value,
        .src = src,
    };
}

void fact_offer_of_type(struct fact_maker *m, enum fact_key key, struct str value,
                        struct reg_src src)
{
    uint32_t before = m->offers.n;

    fact_offer(m, key, FACT_IMPLIED, value, src);
    if (m->offers.n > before) {
        m->offers.v[before].per_type = true;
    }
}

const struct fact_offer *fact_best(const struct fact_maker *m, enum fact_key key)
{
    const struct fact_offer *best = NULL;

    for (uint32_t i = 0; i < m->offers.n; i++) {
        const struct fact_offer *o = &m->offers.v[i];

        if (o->key == key && (best == NULL || o->rank < best->rank)) {
            best = o;
        }
    }
    return best;
}

/* The first 。 that stands in no bracket, or -1. */
static ptrdiff_t first_stop(struct str s)
{
    int depth = 0;

    for (size_t at = 0; at < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(s, at, &cp);

        depth = MAX(depth + bracket_step(cp), 0);
        if (cp == 0x3002 && depth == 0) {
            return (ptrdiff_t)at;
        }
        at += n;
    }
    return -1;
}

/* X(以下「本業務」という。): without what X is called from now on. */
static struct str without_definition(struct str s)
{
    ptrdiff_t open = str_rfind(s, STR("(以下"));

    if (open <= 0 || !str_ends(s, STR(")")) || !str_has(str_sub(s, (size_t)open, s.n), STR("「"))) {
        return s;
    }
    return str_trim(str_sub(s, 0, (size_t)open));
}

struct block_span fact_core(const struct reading *r, struct block_span value)
{
    struct str s = span_text(r, value);
    ptrdiff_t stop = first_stop(s);

    if (stop > 0) {
        s = str_sub(s, 0, (size_t)stop);
    }
    ptrdiff_t subject = str_find(str_sub(s, 0, 60), STR("は、"), 0);

    if (subject > 0 && label_lookup(str_sub(s, 0, (size_t)subject)) != LABEL_NONE) {
        s = str_sub(s, (size_t)subject + 6, s.n);
    }
    for (size_t i = 0; i < COUNT(sentence_ends); i++) {
        struct str end = str_of(sentence_ends[i]);

        if (str_ends(s, end) && s.n > end.n) {
            s = str_sub(s, 0, s.n - end.n);
            break;
        }
    }
    return span_of(r, value.block, without_definition(str_trim(s)));
}

static void keep(struct fact_maker *m, const struct fact_offer *o)
{
    *VEC_ADD(m->r->arena, &m->r->reg->facts) = (struct reg_fact){
        .src = o->src,
        .key = str_of(keys[o->key].name),
        .value = o->value,
        .is_number = o->is_number,
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
