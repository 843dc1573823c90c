/*
 * Dates, rules and quantities out of sentences that stand in a specification: those of
 * tests/spec/values.tsv, which tells how expected values are written.
 */
#include "spec/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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

static struct reg read_sentence(struct arena *a, struct str sentence)
{
    struct doc *d = ARENA_NEW(a, struct doc);
    struct str text = arena_printf(a, "仕様書\n\n１．業務内容\n\n%.*s\n", STR_ARG(sentence));
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

/* Whether what is read out of the text is what is expected; prints both when it is not. */
static bool is_right(struct str text, struct str expected,
                     struct str (*values_of)(struct arena *a, const struct reg *r))
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg r = read_sentence(&a, text);
    struct str found = values_of(&a, &r);

    if (!str_eq(found, expected)) {
        print_message("%.*s\n  expected %.*s\n  found    %.*s\n", STR_ARG(text), STR_ARG(expected),
                      STR_ARG(found));
        return false;
    }
    return true;
}

/* Up to the next tab, which goes; the rest stays in *line. */
static struct str take_field(struct str *line)
{
    ptrdiff_t tab = str_find(*line, STR("\t"), 0);
    struct str field = tab < 0 ? *line : str_sub(*line, 0, (size_t)tab);

    *line = tab < 0 ? (struct str){} : str_sub(*line, (size_t)tab + 1, line->n);
    return field;
}

/* "\n" of a case is the end of a line of its text. */
static struct str text_of_case(struct arena *a, struct str field)
{
    char *text = arena_alloc(a, field.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < field.n; i++) {
        bool is_end = str_at(field, i, STR("\\n"));

        text[n++] = is_end ? '\n' : field.p[i];
        i += is_end;
    }
    return (struct str){.p = text, .n = n};
}

/* The cases of the file whose ids begin with `kind`. */
static void check(const char *kind, struct str (*values_of)(struct arena *a, const struct reg *r))
{
    FILE *file = fopen(VALUE_CASES, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    int cases = 0, wrong = 0;

    assert_non_null(file);
    while ((n = getline(&line, &room, file)) >= 0) {
        struct arena a CLEANUP(arena_done) = {};
        struct str rest = str_trim((struct str){.p = line, .n = (size_t)n});

        if (!str_starts(rest, str_of(kind))) {
            continue;
        }
        take_field(&rest);
        struct str text = text_of_case(&a, take_field(&rest));

        cases++;
        wrong += !is_right(text, str_eq(rest, STR("-")) ? (struct str){} : rest, values_of);
    }
    free(line);
    fclose(file);
    assert_true(cases > 20);
    assert_int_equal(wrong, 0);
}

static void quantities_are_read(void **state)
{
    (void)state;
    check("quantity-", quantities_of);
}

static void rules_are_read(void **state)
{
    (void)state;
    check("rule-", rules_of);
}

static void dates_are_read(void **state)
{
    (void)state;
    check("date-", dates_of);
}

static void deliverables_are_read(void **state)
{
    (void)state;
    check("deliverable-", deliverables_of);
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
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"受託者は、紛失が起き、又はその疑いがあることを知った場合には、直ちに報告すること。",
         "紛失が起き、又はその疑いがあることを知った場合"},
        {"写しで足りるが、その場合であっても監督員から求められた場合は、速やかに原本を示すこと。",
         "監督員から求められた場合"},
        {"検査に合格した場合には、速やかに引き渡すこと。", "検査に合格した場合"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(is_right(str_of(cases[i].text), str_of(cases[i].expected), triggers_of));
    }
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
