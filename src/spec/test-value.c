/* Dates, rules and quantities out of sentences that stand in a specification. */
#include "spec/spec.h"

#include "spec/test-value-cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* A document of plain lines, as the text reader makes it. */
static struct doc doc_of_lines(struct arena *a, const char *text)
{
    struct doc d = {.kind = DOC_TEXT, .name = STR("test.txt"), .text = str_of(text)};

    for (size_t beg = 0; beg < d.text.n;) {
        ptrdiff_t stop = str_find(d.text, STR("\n"), beg);
        size_t end = stop < 0 ? d.text.n : (size_t)stop;

        *VEC_ADD(a, &d.lines) = (struct doc_line){.beg = (uint32_t)beg, .end = (uint32_t)end};
        beg = end + 1;
    }
    return d;
}

static struct reg read_sentence(struct arena *a, const char *sentence)
{
    struct doc *d = ARENA_NEW(a, struct doc);
    struct str text = arena_printf(a, "仕様書\n\n１．業務内容\n\n%s\n", sentence);
    struct err err = {};
    struct reg r;

    *d = doc_of_lines(a, text.p);
    assert_int_equal(spec_read(a, d, 1, &r, &err), 0);
    return r;
}

static struct str join(struct arena *a, struct str list, struct str one)
{
    return list.n == 0 ? one : arena_printf(a, "%.*s | %.*s", STR_ARG(list), STR_ARG(one));
}

static struct str quantity_text(struct arena *a, const struct reg_quantity *q)
{
    if (q->has_min && q->has_max && q->min < q->max) {
        return arena_printf(a, "%.15g..%.15g %.*s", q->min, q->max, STR_ARG(q->unit));
    }
    const char *sign = !q->has_max               ? ">="
                       : !q->has_min             ? "<="
                       : q->qualifier == Q_ABOUT ? "~"
                                                 : "=";

    return arena_printf(a, "%s%.15g %.*s", sign, q->has_min ? q->min : q->max, STR_ARG(q->unit));
}

static struct str quantities_of(struct arena *a, const struct reg *r)
{
    struct str all = {};

    for (uint32_t i = 0; i < r->quantities.n; i++) {
        all = join(a, all, quantity_text(a, &r->quantities.v[i]));
    }
    return all;
}

/* "before contract" to "before". */
static struct str rule_text(struct str rule)
{
    static const char *const heads[] = {"before ", "after ", "by ",   "until ",
                                        "during ", "on ",    "upon ", "as of "};

    for (size_t i = 0; i < COUNT(heads); i++) {
        struct str head = str_of(heads[i]);

        if (str_starts(rule, head)) {
            return str_sub(rule, 0, head.n - 1);
        }
    }
    return rule;
}

static struct str rules_of(struct arena *a, const struct reg *r)
{
    struct str all = {};

    for (uint32_t i = 0; i < r->rules.n; i++) {
        all = join(a, all, rule_text(r->rules.v[i].rule));
    }
    return all;
}

static struct str dates_of(struct arena *a, const struct reg *r)
{
    struct str all = {};

    for (uint32_t i = 0; i < r->dates.n; i++) {
        all = join(a, all, r->dates.v[i].value);
    }
    return all;
}

static struct str deliverables_of(struct arena *a, const struct reg *r)
{
    struct str all = {};

    for (uint32_t i = 0; i < r->deliverables.n; i++) {
        const struct reg_deliverable *d = &r->deliverables.v[i];

        all = join(a, all,
                   arena_printf(a, "%.*s/%.*s/%.*s", STR_ARG(d->name), STR_ARG(d->copies),
                                STR_ARG(d->due)));
    }
    return all;
}

static void check(const struct value_case *cases, size_t n,
                  struct str (*values_of)(struct arena *a, const struct reg *r))
{
    int wrong = 0;

    for (size_t i = 0; i < n; i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct reg r = read_sentence(&a, cases[i].text);
        struct str found = values_of(&a, &r);

        if (!str_eq(found, str_of(cases[i].expected))) {
            print_message("%s\n  expected %s\n  found    %.*s\n", cases[i].text, cases[i].expected,
                          STR_ARG(found));
            wrong++;
        }
    }
    print_message("%d of %zu wrong\n", wrong, n);
    assert_int_equal(wrong, 0);
}

static void quantities_are_read(void **state)
{
    (void)state;
    check(quantity_cases, quantity_case_count, quantities_of);
}

static void rules_are_read(void **state)
{
    (void)state;
    check(rule_cases, rule_case_count, rules_of);
}

static void dates_are_read(void **state)
{
    (void)state;
    check(date_cases, date_case_count, dates_of);
}

static void deliverables_are_read(void **state)
{
    (void)state;
    check(deliverable_cases, deliverable_case_count, deliverables_of);
}

static struct str triggers_of(struct arena *a, const struct reg *r)
{
    struct str all = {};

    for (uint32_t i = 0; i < r->rules.n; i++) {
        all = join(a, all, r->rules.v[i].trigger);
    }
    return all;
}

static void triggers_are_whole_and_clean(void **state)
{
    static const struct value_case trigger_cases[] = {
        {"受託者は、紛失が起き、又はその疑いがあることを知った場合には、直ちに報告すること。",
         "紛失が起き、又はその疑いがあることを知った場合"},
        {"写しで足りるが、その場合であっても監督員から求められた場合は、速やかに原本を示すこと。",
         "監督員から求められた場合"},
        {"検査に合格した場合には、速やかに引き渡すこと。", "検査に合格した場合"},
    };

    (void)state;
    check(trigger_cases, COUNT(trigger_cases), triggers_of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_are_read),
        cmocka_unit_test(rules_are_read),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(deliverables_are_read),
        cmocka_unit_test(triggers_are_whole_and_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
