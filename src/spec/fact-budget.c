/*
 * budget_cap_yen: the amount under 予算額, 委託料の上限 …, or the one that a sentence about the
 * price of the contract calls the most (契約金額の上限は…, …を上限とする).
 */
#include "spec/fact.h"
#include "spec/value.h"

#include "text/chars.h"

static const char *const limit_words[] = {"上限", "限度", "以内", "を超えない", "予算", "予定価格"};
static const char *const price_words[] = {"予算",     "委託料",   "委託費", "委託金額",
                                          "契約金額", "契約額",   "事業費", "見積金額",
                                          "見積額",   "提案金額", "提案額", "事業規模"};

static bool has_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_has(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

static bool offer_amount(struct fact_maker *m, uint32_t block, struct str s, enum fact_rank rank)
{
    const struct reading *r = m->r;
    struct quantity_list list = {};

    quantity_scan(r->arena, s, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct quantity *q = &list.v[i];

        if (!str_eq(q->unit, STR("JPY")) || q->fuzzy || (!q->has_hi && !q->has_lo)) {
            continue;
        }
        int64_t yen = quantity_whole(q->has_hi ? q->hi : q->lo);

        if (yen > 0) {
            fact_offer(m, FACT_BUDGET_CAP, rank, arena_printf(r->arena, "%lld", (long long)yen),
                       span_src(r, span_of(r, block, str_sub(s, q->beg, q->end))));
            return true;
        }
    }
    return false;
}

void fact_find_budget(struct fact_maker *m)
{
    const struct reading *r = m->r;

    for (uint32_t i = 0; i < m->labels->n; i++) {
        const struct labelled *l = &m->labels->v[i];

        if (l->key != LABEL_BUDGET || l->in_form || l->value.end == l->value.beg) {
            continue;
        }
        struct str whole = r->blocks.v[l->value.block].t.s;

        if (has_any(r->blocks.v[l->block].t.s, limit_words, COUNT(limit_words)) ||
            has_any(whole, limit_words, COUNT(limit_words))) {
            offer_amount(m, l->value.block, span_text(r, l->value), FACT_STATED);
        }
    }
    for (uint32_t i = 0; i < r->sentences.n; i++) {
        const struct block *b = &r->blocks.v[r->sentences.v[i].block];
        struct str s = sentence_text(r, &r->sentences.v[i]);

        if (r->parts.v[b->part].kind <= PART_CONTRACT && str_has(s, STR("円")) &&
            has_any(s, limit_words, 2) && has_any(s, price_words, COUNT(price_words))) {
            offer_amount(m, r->sentences.v[i].block, s, FACT_SAID);
        }
    }
}
