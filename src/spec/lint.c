/*
 * Runs the rules over one reading and keeps their findings in the order of the text.
 */
#include "spec/lint.h"

#include "text/calendar.h"

#include <stdlib.h>

/* Facts that say when the document was made and what it covers. */
static void read_frame(struct lint *l)
{
    const struct reg *reg = l->r->reg;

    l->notice_day = REG_NO_DAY;
    l->period_end = REG_NO_DAY;
    for (uint32_t i = 0; i < reg->facts.n; i++) {
        const struct reg_fact *f = &reg->facts.v[i];

        if (f->src.file != l->r->file) {
            continue;
        }
        if (str_eq(f->key, STR("notice_date")) && l->notice_day == REG_NO_DAY) {
            l->notice_day = calendar_parse(f->value);
        } else if (str_eq(f->key, STR("contract_end")) && l->period_end == REG_NO_DAY) {
            l->period_end = calendar_parse(f->value);
        } else if (str_eq(f->key, STR("fiscal_year")) && l->fiscal_year == 0) {
            for (size_t k = 0; k < f->value.n && f->value.p[k] >= '0' && f->value.p[k] <= '9';
                 k++) {
                l->fiscal_year = l->fiscal_year * 10 + (f->value.p[k] - '0');
            }
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const struct reg_finding *x = a;
    const struct reg_finding *y = b;

    if (x->src.beg != y->src.beg) {
        return x->src.beg < y->src.beg ? -1 : 1;
    }
    return str_cmp(x->rule, y->rule);
}

/* One rule says a thing once: the same words found twice by it are one finding. */
static void drop_repeats(struct lint *l)
{
    struct reg_finding *v = l->r->reg->findings.v;
    uint32_t n = l->r->reg->findings.n;
    uint32_t kept = l->first_finding;

    for (uint32_t i = l->first_finding; i < n; i++) {
        if (kept > l->first_finding && v[kept - 1].src.beg == v[i].src.beg &&
            str_eq(v[kept - 1].rule, v[i].rule)) {
            continue;
        }
        v[kept++] = v[i];
    }
    l->r->reg->findings.n = kept;
}

/* Findings of earlier stages on this file stand at the end of the list; they are sorted in too. */
static uint32_t first_of_file(const struct reading *r)
{
    uint32_t at = r->reg->findings.n;

    while (at > 0 && r->reg->findings.v[at - 1].src.file == r->file) {
        at--;
    }
    return at;
}

void lint_build(struct reading *r)
{
    struct lint l = {.r = r, .first_finding = first_of_file(r)};

    read_frame(&l);
    lint_find_words(&l);
    lint_find_dates(&l);
    lint_find_quantities(&l);
    for (size_t i = 0; i < lint_rule_count; i++) {
        l.rule = &lint_rules[i];
        if (l.rule->run != NULL) {
            l.rule->run(&l);
        }
    }
    if (r->reg->findings.n > l.first_finding) {
        qsort(r->reg->findings.v + l.first_finding, r->reg->findings.n - l.first_finding,
              sizeof(struct reg_finding), by_place);
        drop_repeats(&l);
    }
}
