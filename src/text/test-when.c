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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_agree_with_the_cases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
