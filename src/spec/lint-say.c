/* What the rules share: the clause around a place, and how a finding is told; see lint.h. */
#include "spec/lint.h"

#include "text/chars.h"

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
