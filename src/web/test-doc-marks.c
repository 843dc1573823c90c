/*
 * Marks in the text of a document: apart, nested, overlapping, out of bounds; names of downloads.
 */
#include "web/doc-marks.h"
#include "web/download.h"
#include "web/view-inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

struct span {
    uint32_t beg, end;
};

/* The pieces as "[text]" when they belong to a duty ("1:" its number), else as they are. */
static struct str marked(struct arena *a, const char *text, const struct span *spans, uint32_t n)
{
    struct duty duties[8] = {};
    struct duty_list list = {.v = duties, .n = n};
    struct view *v = view_new(a);
    struct str out = STR("");

    for (uint32_t i = 0; i < n; i++) {
        duties[i] =
            (struct duty){.id = i + 1, .document = 7, .beg = spans[i].beg, .end = spans[i].end};
    }
    doc_marks_fill(a, v, str_of(text), 7, &list, UINT32_MAX);
    const struct view_value *pieces = view_find(v, view_hash(STR("pieces")), STR("pieces"));

    for (uint32_t i = 0; pieces != NULL && i < pieces->list->n; i++) {
        const struct view *piece = pieces->list->v[i];
        struct str words = view_find(piece, view_hash(STR("text")), STR("text"))->text;
        const struct view_value *duty = view_find(piece, view_hash(STR("duty")), STR("duty"));

        out = duty->is_true ? arena_printf(a, "%.*s[%.*s:%.*s]", STR_ARG(out), STR_ARG(duty->text),
                                           STR_ARG(words))
                            : arena_printf(a, "%.*s%.*s", STR_ARG(out), STR_ARG(words));
    }
    return out;
}

static void test_marks(void **state)
{
    static const struct {
        struct span spans[3];
        uint32_t n;
        const char *wanted;
    } cases[] = {
        {{}, 0, "abcdefgh"},
        {{{2, 4}}, 1, "ab[1:cd]efgh"},
        {{{0, 8}}, 1, "[1:abcdefgh]"},
        {{{0, 2}, {2, 4}}, 2, "[1:ab][2:cd]efgh"},
        {{{0, 6}, {2, 4}}, 2, "[1:ab][2:cd][1:ef]gh"}, /* nested: the shorter one */
        {{{0, 5}, {3, 8}}, 2, "[1:abc][2:de][2:fgh]"}, /* overlapping, of one length */
        {{{2, 4}, {2, 4}}, 2, "ab[2:cd]efgh"},         /* twice the same words */
        {{{4, 4}, {6, 20}, {5, 3}}, 3, "abcdefgh"},    /* empty, past the end, turned round */
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct str have = marked(&a, "abcdefgh", cases[i].spans, cases[i].n);

        assert_string_equal(have.p, cases[i].wanted);
    }
}

static void test_names(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct http_response r;

    http_response_init(&r, &a);
    download_name(&r, STR("名簿 \"1\"\r\n.txt"));
    struct str have = http_find(&r.headers, "Content-Disposition");

    assert_string_equal(have.p, "attachment; filename*=UTF-8''"
                                "%E5%90%8D%E7%B0%BF%20%221%22%0D%0A.txt");
    http_response_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
