/*
 * Yes here and no there: 順延しない, and a section on what is done when it is put off (順延した場合).
 *
 * Only for deeds that a document does or does not provide for as a whole; 再委託 and the like have
 * rules and exceptions side by side and are left alone. A denial of one case (…のときは順延しない)
 * and an affirmation in the same sentence are a rule with its exception.
 */
#include "spec/lint.h"

#include "text/chars.h"

static const char *const deeds[] = {"順延", "延期"};

static const char *const denials[] = {"しない",     "は行わない",   "は、行わない", "はしない",
                                      "は、しない", "は行いません", "しません",     "は認めない"};

static const char *const affirmations[] = {"した場合の", "する場合の", "した場合は", "の場合の",
                                           "日は",       "の場合は",   "日程"};

static bool follows(struct str s, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_at(s, at, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

struct stance {
    uint32_t block;
    size_t beg, end;
    bool found;
};

static void look(const struct lint *l, uint32_t block, struct str deed, struct stance *no,
                 struct stance *yes)
{
    const struct block *b = &l->r->blocks.v[block];
    struct str s = b->t.s;

    for (ptrdiff_t at = str_find(s, deed, 0); at >= 0;
         at = str_find(s, deed, (size_t)at + deed.n)) {
        size_t end = (size_t)at + deed.n;
        struct stance here = {.block = block, .beg = (size_t)at, .end = end, .found = true};

        if (!no->found && follows(s, end, denials, COUNT(denials)) &&
            !str_has(lint_clause(b, (size_t)at, end), STR("除"))) {
            *no = here;
        } else if (!yes->found && follows(s, end, affirmations, COUNT(affirmations))) {
            *yes = here;
        }
    }
}

void lint_stance(struct lint *l)
{
    for (size_t i = 0; i < COUNT(deeds); i++) {
        struct stance no = {};
        struct stance yes = {};

        for (uint32_t k = 0; k < l->r->blocks.n && !(no.found && yes.found); k++) {
            const struct block *b = &l->r->blocks.v[k];

            if (ftext_may_have(&b->t, str_of(deeds[i])) && lint_is_own_text(l, b)) {
                look(l, k, str_of(deeds[i]), &no, &yes);
            }
        }
        if (!no.found || !yes.found || no.block == yes.block) {
            continue;
        }
        const struct block *b = &l->r->blocks.v[yes.block];
        struct reg_src src = lint_around(l, b, yes.beg, yes.end, 4, 8);
        struct reg_src other = lint_around(l, &l->r->blocks.v[no.block], no.beg, no.end, 8, 6);

        lint_report(l,
                    &(struct lint_say){
                        .src = src,
                        .other = &other,
                        .confidence = LIKELY,
                        .why = arena_printf(l->r->arena, "「%.*s」とある一方、「%.*s」の定めがある",
                                            STR_ARG(other.quote), STR_ARG(src.quote)),
                        .question = arena_printf(
                            l->r->arena,
                            "%sの有無について、「%.*s」と「%.*s」のどちらによるかご教示ください。",
                            deeds[i], STR_ARG(other.quote), STR_ARG(src.quote)),
                    });
    }
}
