/* References that point forward, and where they lead. Own sentences. */
#include "spec/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* A document of plain lines. */
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

struct reference_case {
    const char *text;   /* what stands under 2 */
    const char *target; /* of its only reference; NULL = none */
};

#define ROWS                                                                                       \
    "会場　　　　　開催日\n"                                                             \
    "北会館　　　　令和8年6月5日\n"                                                    \
    "南会館　　　　令和8年6月12日\n"

static const struct reference_case cases[] = {
    {"受託者は、次の表に掲げる会場で相談会を開くこと。\n\n" ROWS, "2の表"},
    {"相談会は下表の会場で開くこと。\n\n" ROWS, "2の表"},
    {"相談会は次表の会場で開くこと。\n\n" ROWS, "2の表"},
    /* One row is no table, and rows of different length are none. */
    {"受託者は、次の表に掲げる会場で開くこと。\n\n北会館　　　　令和8年6月5日\n", "2の直後"},
    {"受託者は、次の表に掲げる会場で開くこと。\n\n北会館　　　　六月\n南会館\n", "2の直後"},
    /* The word ends in 表 and points nowhere. */
    {"受託者は、地下表示の点検を行うこと。\n", NULL},
};

static void tables_are_found(void **state)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct reg r;
        struct err err = {};
        struct str text =
            arena_printf(&a, "仕様書\n\n１．目的\n\n地域の相談に応じる。\n\n２．業務の内容\n\n%s",
                         cases[i].text);
        struct doc d = doc_of_lines(&a, text.p);

        assert_int_equal(spec_read(&a, &d, 1, &r, &err), 0);
        assert_int_equal(r.references.n, cases[i].target != NULL);
        if (cases[i].target != NULL) {
            assert_string_equal(arena_str(&a, r.references.v[0].target).p, cases[i].target);
            assert_true(r.references.v[0].resolves);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
