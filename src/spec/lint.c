/*
 * Runs the rules over one reading and keeps their findings in the order of the text.
 */
#include "spec/lint.h"

#include "text/calendar.h"
#include "text/chars.h"

#include <stdlib.h>

enum { LONGEST_CLAUSE = 1500 }; /* bytes of a sentence that are looked at on each side */

void lint_report(struct lint *l, const struct lint_say *say)
{
    struct reg_finding *f = VEC_ADD(l->r->arena, &l->r->reg->findings);
    enum reg_severity severity = l->rule->severity;

    if (say->confidence == SOFT) {
        severity = SEV_NOTE;
    } else if (say->confidence == LIKELY && severity == SEV_ERROR) {
        severity = SEV_WARNING;
    }
    *f = (struct reg_finding){
        .src = say->src,
        .rule = str_of(l->rule->id),
        .kind = str_of(l->rule->kind),
        .confidence = say->confidence,
        .severity = severity,
        .why = say->why,
        .question = say->question,
        .has_other = say->other != NULL,
    };
    if (say->other != NULL) {
        f->other = *say->other;
    }
}

bool lint_is_reported(const struct lint *l, const struct reg_src *src)
{
    for (uint32_t i = l->first_finding; i < l->r->reg->findings.n; i++) {
        const struct reg_finding *f = &l->r->reg->findings.v[i];

        if (str_eq(f->kind, str_of(l->rule->kind)) && f->src.beg < src->end &&
            src->beg < f->src.end) {
            return true;
        }
    }
    return false;
}

bool lint_is_own_text(const struct lint *l, const struct block *b)
{
    enum part_kind kind = l->r->parts.v[b->part].kind;

    return kind != PART_ANNEX && kind != PART_ANNEX_FORM && kind != PART_FORM;
}

struct str lint_named(const struct lint *l, const struct block *b, struct str words)
{
    struct str section = block_section(l->r, b);

    if (section.n == 0) {
        return arena_printf(l->r->arena, "「%.*s」", STR_ARG(words));
    }
    return arena_printf(l->r->arena, "%.*sの「%.*s」", STR_ARG(section), STR_ARG(words));
}

size_t lint_clause_beg(struct str s, size_t at)
{
    size_t low = at > LONGEST_CLAUSE ? utf8_floor(s, at - LONGEST_CLAUSE) : 0;
    ptrdiff_t stop = str_rfind(str_sub(s, low, at), STR("。"));

    return stop < 0 ? low : low + (size_t)stop + strlen("。");
}

size_t lint_clause_end(struct str s, size_t at)
{
    size_t high = utf8_floor(s, MIN(s.n, at + LONGEST_CLAUSE));
    ptrdiff_t stop = str_find(str_sub(s, 0, high), STR("。"), at);

    return stop < 0 ? high : (size_t)stop;
}

bool lint_has_any(struct str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_has(s, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

struct str lint_clause(const struct block *b, size_t beg, size_t end)
{
    return str_sub(b->t.s, lint_clause_beg(b->t.s, beg), lint_clause_end(b->t.s, end));
}

struct reg_src lint_around(const struct lint *l, const struct block *b, size_t beg, size_t end,
                           int before, int after)
{
    struct str s = b->t.s;

    for (; before > 0 && beg > b->body; before--) {
        size_t at = char_before(s, beg);

        if (char_class_at(s, at) == CHAR_STOP) {
            break;
        }
        beg = at;
    }
    for (; after > 0 && end < s.n && char_class_at(s, end) != CHAR_STOP; after--) {
        uint32_t cp;

        end += utf8_decode(s, end, &cp);
    }
    while (beg < end && s.p[beg] == ' ') {
        beg++;
    }
    while (end > beg && s.p[end - 1] == ' ') {
        end--;
    }
    return block_src(l->r, b, beg, end);
}

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
