/* What finders of facts share: offering a value, and the core of one that stands in a sentence. */
#include "spec/fact.h"

#include "text/chars.h"

static const char *const sentence_ends[] = {
    "とする",         "とします",   "とすること", "である",           "であること",       "です",
    "となります",     "となる",     "とし",       "を予定する",       "を予定しています", "を予定",
    "するものとする", "ものとする", "こととする", "によるものとする",
};

enum { MOST_OFFERS = 2000 }; /* of one key: a document that says more repeats itself */

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
