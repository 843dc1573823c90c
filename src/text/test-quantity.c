/*
 * Quantities against tests/text/quantity.tsv, whose cases were written before the scanner. Every
 * case that fails is printed; the share that must hold is MIN_PERCENT.
 */
#include "text/fold.h"
#include "text/quantity.h"
#include "text/quantity-unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MIN_PERCENT = 95 };

static struct str found_in(struct arena *a, struct str input)
{
    struct ftext t = fold(a, input);
    struct quantity_list list = {};
    struct str all = STR("-");

    quantity_scan(a, t.s, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct quantity *q = &list.v[i];
        struct str value = quantity_value(a, q);
        struct str unit = quantity_unit(a, q);
        const char *tax = quantity_tax_name(q->tax);

        all = arena_printf(a, "%.*s%s%.*s %.*s %s %s", i == 0 ? 0 : (int)all.n, all.p,
                           i == 0 ? "" : " | ", STR_ARG(value), STR_ARG(unit),
                           q->approx ? "~" : "-", tax[0] == '\0' ? "-" : tax);
    }
    return all;
}

static void units_stand_in_order(void **state)
{
    for (size_t i = 1; i < quantity_unit_count; i++) {
        assert_true(strcmp(quantity_units[i - 1].written, quantity_units[i].written) < 0);
    }
}

static void values_agree_with_the_cases(void **state)
{
    FILE *file = fopen(QUANTITY_CASES, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    int cases = 0;
    int right = 0;

    assert_non_null(file);
    while ((n = getline(&line, &room, file)) >= 0) {
        struct arena a CLEANUP(arena_done) = {};
        struct str s = {.p = line, .n = (size_t)n - (n > 0 && line[n - 1] == '\n')};
        ptrdiff_t first = str_find(s, STR("\t"), 0);
        ptrdiff_t second = first < 0 ? -1 : str_find(s, STR("\t"), (size_t)first + 1);

        if (s.n == 0 || s.p[0] == '#' || second < 0) {
            continue;
        }
        struct str expected = str_sub(s, (size_t)second + 1, s.n);
        struct str found = found_in(&a, str_sub(s, (size_t)first + 1, (size_t)second));

        cases++;
        if (str_eq(found, expected)) {
            right++;
        } else {
            print_message("%.*s\n    expected %.*s\n    found    %.*s\n", (int)second, s.p,
                          STR_ARG(expected), STR_ARG(found));
        }
    }
    free(line);
    fclose(file);
    print_message("%d of %d cases\n", right, cases);
    assert_true(cases > 300);
    assert_true(right * 100 >= cases * MIN_PERCENT);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_stand_in_order),
        cmocka_unit_test(values_agree_with_the_cases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
