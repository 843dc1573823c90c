/*
 * Time expressions against tests/text/when.tsv, whose cases were written before the scanner.
 * Kind and value must agree; mods and flags are written in one order and compared as text.
 */
#include "text/calendar.h"
#include "text/fold.h"
#include "text/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MIN_PERCENT = 95, MOST_COLUMNS = 4 };

static struct str or_dash(struct str s)
{
    return s.n == 0 ? STR("-") : s;
}

static struct str found_in(struct arena *a, struct str input, struct str ref)
{
    struct ftext t = fold(a, input);
    struct when_context context;
    struct when_list list = {};
    struct str all = STR("-");

    when_context_init(&context);
    if (!str_eq(ref, STR("-"))) {
        context.ref_day = calendar_parse(ref);
    }
    when_scan(a, t.s, &context, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct when *w = &list.v[i];
        struct str value = when_value(a, w, t.s);
        struct str mods = or_dash(when_mods(a, w->mods));
        struct str flags = or_dash(when_flags(a, w->flags));

        all = arena_printf(a, "%.*s%s%s %.*s %.*s %.*s", i == 0 ? 0 : (int)all.n, all.p,
                           i == 0 ? "" : " | ", when_kind_name(w->kind), STR_ARG(value),
                           STR_ARG(mods), STR_ARG(flags));
    }
    return all;
}

/* Columns of a line; false for comments and lines with fewer. */
static bool split(struct str line, struct str *ret_columns)
{
    size_t at = 0;

    if (line.n == 0 || line.p[0] == '#') {
        return false;
    }
    for (int i = 0; i < MOST_COLUMNS; i++) {
        ptrdiff_t tab = str_find(line, STR("\t"), at);

        if (tab < 0 && i < MOST_COLUMNS - 1) {
            return false;
        }
        ret_columns[i] = str_sub(line, at, tab < 0 ? line.n : (size_t)tab);
        at = (size_t)tab + 1;
    }
    return true;
}

static void values_agree_with_the_cases(void **state)
{
    FILE *file = fopen(WHEN_CASES, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    int cases = 0;
    int right = 0;

    assert_non_null(file);
    while ((n = getline(&line, &room, file)) >= 0) {
        struct arena a CLEANUP(arena_done) = {};
        struct str s = {.p = line, .n = (size_t)n - (n > 0 && line[n - 1] == '\n')};
        struct str column[MOST_COLUMNS];

        if (!split(s, column)) {
            continue;
        }
        struct str found = found_in(&a, column[2], column[1]);

        cases++;
        if (str_eq(found, column[3])) {
            right++;
        } else {
            print_message("%.*s %.*s\n    expected %.*s\n    found    %.*s\n", STR_ARG(column[0]),
                          STR_ARG(column[2]), STR_ARG(column[3]), STR_ARG(found));
        }
    }
    free(line);
    fclose(file);
    print_message("%d of %d cases\n", right, cases);
    assert_true(cases > 600);
    assert_true(right * 100 >= cases * MIN_PERCENT);
}

static void keeps_offsets_in_order(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct ftext text =
        fold(&a, STR("開催日の３日前まで、令和８年 ６月１０日（水）～１２日、月１回程度"));
    struct when_list list = {};

    when_scan(&a, text.s, NULL, &list);
    assert_int_equal(list.n, 3);

    const struct when *rel = &list.v[0];

    assert_int_equal(rel->beg, 0);
    assert_true(str_eq(str_sub(text.s, rel->trigger_beg, rel->trigger_end), STR("開催日")));
    assert_true(str_eq(str_sub(text.s, rel->beg, rel->end), STR("開催日の3日前まで")));
    assert_true(
        str_eq(str_sub(text.s, list.v[1].beg, list.v[1].end), STR("令和8年 6月10日(水)~12日")));
    assert_true(str_eq(str_sub(text.s, list.v[2].beg, list.v[2].end), STR("月1回程度")));
}

static void scan(struct arena *a, struct when_context *context, const char *text, const char *want)
{
    struct ftext folded = fold(a, str_of(text));
    struct when_list list = {};

    when_scan(a, folded.s, context, &list);
    assert_int_equal(list.n, 1);
    assert_string_equal(when_value(a, &list.v[0], folded.s).p, want);
}

static void carries_the_year_over_sentences(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct when_context context;

    when_context_init(&context);
    context.carry = true;
    context.ref_day = calendar_parse(STR("2026-05-01"));
    scan(&a, &context, "平成30年に始まった。", "2018");
    scan(&a, &context, "2026年7月上旬　公募開始", "2026-07-1J");
    scan(&a, &context, "8月上旬　採択", "2026-08-1J");
    scan(&a, &context, "1月下旬　報告会", "2027-01-3J");
    scan(&a, &context, "同年2月　納品", "2027-02");

    when_context_init(&context);
    scan(&a, &context, "2026年7月上旬", "2026-07-1J");
    scan(&a, &context, "8月上旬", "XXXX-08-1J");
}

static void resolves_days(void **state)
{
    static const struct {
        const char *text, *from, *to;
    } cases[] = {
        {"令和8年度第2四半期", "2026-07-01", "2026-09-30"},
        {"令和8年度下半期", "2026-10-01", "2027-03-31"},
        {"2027年2月下旬", "2027-02-21", "2027-02-28"},
        {"令和8年4月から令和9年3月まで", "2026-04-01", "2027-03-31"},
        {"令和8年11月の第3木曜日", "2026-11-19", "2026-11-19"},
        {"令和8年12月31日24時", "2027-01-01", "2027-01-01"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct when_list list = {};

        when_scan(&a, fold(&a, str_of(cases[i].text)).s, NULL, &list);
        assert_int_equal(list.n, 1);
        assert_int_equal(list.v[0].day_from, calendar_parse(str_of(cases[i].from)));
        assert_int_equal(list.v[0].day_to, calendar_parse(str_of(cases[i].to)));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_agree_with_the_cases),
        cmocka_unit_test(keeps_offsets_in_order),
        cmocka_unit_test(carries_the_year_over_sentences),
        cmocka_unit_test(resolves_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
