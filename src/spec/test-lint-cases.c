/* Runs lint cases; see test-lint.h. */
#include "spec/spec.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "spec/test-lint.h"

/* A document of plain lines, as the text reader makes it. A tab starts a row of cells. */
static struct doc doc_of_lines(struct arena *a, const char *text)
{
    struct doc d = {.kind = DOC_TEXT, .name = STR("test.txt"), .text = str_of(text)};
    uint16_t table = 0;
    uint32_t row = 0;

    for (size_t beg = 0; beg < d.text.n;) {
        ptrdiff_t stop = str_find(d.text, STR("\n"), beg);
        size_t end = stop < 0 ? d.text.n : (size_t)stop;
        bool cells = memchr(text + beg, '\t', end - beg) != NULL;

        row = cells && table != 0 ? row + 1 : 0;
        table = cells ? 1 : 0;
        for (uint32_t col = 0; beg <= end; col++) {
            ptrdiff_t tab = cells ? str_find(str_sub(d.text, 0, end), STR("\t"), beg) : -1;
            size_t cell_end = tab < 0 ? end : (size_t)tab;

            *VEC_ADD(a, &d.lines) = (struct doc_line){.beg = (uint32_t)beg,
                                                      .end = (uint32_t)cell_end,
                                                      .table = table,
                                                      .row = row,
                                                      .col = col};
            beg = cell_end + 1;
        }
    }
    return d;
}

static void check(const struct lint_case *c)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = doc_of_lines(&a, c->text);
    struct reg reg;
    struct err err = {};
    bool found = false;

    assert_int_equal(spec_read(&a, &d, 1, &reg, &err), 0);
    for (uint32_t i = 0; i < reg.findings.n; i++) {
        const struct reg_finding *f = &reg.findings.v[i];

        if (!str_eq(f->rule, str_of(c->rule))) {
            continue;
        }
        if (c->quote == NULL || !str_has(f->src.quote, str_of(c->quote))) {
            fail_msg("%s says \"%.*s\" of:\n%s", c->rule, STR_ARG(f->src.quote), c->text);
        }
        found = true;
    }
    if (c->quote != NULL && !found) {
        fail_msg("%s is silent about \"%s\" in:\n%s", c->rule, c->quote, c->text);
    }
}

void lint_check(const struct lint_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check(&cases[i]);
    }
}
