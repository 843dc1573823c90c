/* Whether the check tells a page that lost something seen from one that lost what nobody sees. */
#include "clean/pdf/pdf-check.h"
#include "clean/pdf/test-made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define OVER "0 g 10 90 200 30 re f\n"

static void what_went(void **state)
{
    static const struct {
        const char *name;
        struct made before, after;
        bool is_unseen, is_alike;
    } cases[] = {
        {"a line under a box",
         {.objects = {ONE_PAGE(LINE("150", SEEN) LINE("100", SECRET) OVER)}},
         {.objects = {ONE_PAGE(LINE("150", SEEN) OVER)}},
         true,
         true},
        {"a line that is seen, told as hidden",
         {.objects = {ONE_PAGE(LINE("150", SEEN) LINE("100", SECRET))}},
         {.objects = {ONE_PAGE(LINE("150", SEEN))}},
         true,
         false},
        {"a line that is seen and was to go",
         {.objects = {ONE_PAGE(LINE("150", SEEN) LINE("100", SECRET))}},
         {.objects = {ONE_PAGE(LINE("150", SEEN))}},
         false,
         true},
        {"another line besides",
         {.objects = {ONE_PAGE(LINE("150", SEEN) LINE("100", SECRET) OVER)}},
         {.objects = {ONE_PAGE(OVER)}},
         true,
         false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct pdf_gone gone = {.box = {20, 90, 110, 110}, .is_unseen = cases[i].is_unseen};
        struct pdf_check check = {};
        struct pdf_mupdf *pdf;
        struct err err = {};
        uint8_t spared[1] = {};

        assert_int_equal(pdf_mupdf_new(10, &pdf, &err), 0);
        pdf_check_add(&check, &a,
                      (struct pdf_check_page){.number = 1, .gone = &gone, .gone_count = 1});
        if (pdf_check_run(&check, pdf, made_build(&a, &cases[i].before),
                          made_build(&a, &cases[i].after), spared) != cases[i].is_alike) {
            fail_msg("%s", cases[i].name);
        }
        assert_int_equal(spared[0], cases[i].is_alike ? PDF_SPARED_NOTHING : PDF_SPARED_ALL);
        pdf_mupdf_close(pdf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_went),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
