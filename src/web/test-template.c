/* template.c and view.c, on operations written by hand and on the templates of ui/templates. */
#include "web/template.h"
#include "web/view-inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The texts of the operations. */
static const struct words {
    char a[2], b[2], p[2], q[2], colon[2], open[2], close[2], shout[2];
    char none[5], rows[5], rows_there[11], say[20];
} words = {
    .a = "a",
    .b = "b",
    .p = "p",
    .q = "q",
    .colon = ":",
    .open = "(",
    .close = ")",
    .shout = "!",
    .none = "none",
    .rows = "rows",
    .rows_there = "rows_there",
    .say = "say {a} & {none}{b}",
};

#define OP(kind, next, word)                                                                       \
    {                                                                                              \
        TEMPLATE_##kind, 0, next, sizeof(words.word) - 1, offsetof(struct words, word)             \
    }

/* {{a}}:{{#rows}}({{a}}{{b}}{{>1}}){{/rows}}{{^rows}}none{{/rows}}{{#rows_there}}!{{/rows_there}}
 */
static struct template_op main_ops[] = {
    OP(VALUE, 0, a),    OP(TEXT, 0, colon),      OP(SECTION, 8, rows),
    OP(TEXT, 0, open),  OP(VALUE, 0, a),         OP(PARTIAL, 1, p),
    OP(TEXT, 0, close), OP(END, 2, rows),        OP(INVERTED, 11, rows),
    OP(TEXT, 0, none),  OP(END, 8, rows),        OP(SECTION, 14, rows_there),
    OP(TEXT, 0, shout), OP(END, 11, rows_there),
};
/* A part that goes through rows again: from inside it must find none. */
static struct template_op part_ops[] = {
    OP(SECTION, 2, rows),
    OP(END, 0, rows),
    OP(VALUE, 0, b),
};
static struct template_op loop_ops[] = {OP(PARTIAL, 2, q)};
static struct template_op message_ops[] = {OP(MESSAGE, 0, say)};

static const struct template templates[] = {
    {"main", main_ops, COUNT(main_ops)},
    {"p", part_ops, COUNT(part_ops)},
    {"q", loop_ops, COUNT(loop_ops)},
    {"r", message_ops, COUNT(message_ops)},
};
static const struct template_set set = {templates, COUNT(templates), (const char *)&words};

static void fill_hashes(struct template_op *ops, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ops[i].hash = view_hash((struct str){.p = set.texts + ops[i].text, .n = ops[i].n});
    }
}

static int set_up(void **state)
{
    fill_hashes(main_ops, COUNT(main_ops));
    fill_hashes(part_ops, COUNT(part_ops));
    fill_hashes(message_ops, COUNT(message_ops));
    return 0;
}

static void expect(const char *name, const struct view *v, const char *want)
{
    struct buf out;
    struct err err;

    buf_init(&out, 4096);
    assert_int_equal(template_render_in(&set, name, v, "en", &out, &err), 0);
    assert_string_equal(out.p, want);
    buf_done(&out);
}

static void test_sections(void **state)
{
    struct arena a = {};
    struct view *v = view_new(&a);

    view_str(v, "a", STR("x"));
    expect("main", v, "x:none");
    struct view *row = view_add(v, "rows");

    view_int(row, "b", 0);
    row = view_add(v, "rows");
    view_str(row, "a", STR("y"));
    view_printf(row, "b", "%d", 7);
    expect("main", v, "x:(x0)(y7)!");
    arena_done(&a);
}

static void test_escape(void **state)
{
    static const struct {
        const char *value, *want;
    } values[] = {
        {"<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"},
        {"\x01\x7F\t\n", "\xEF\xBF\xBD\xEF\xBF\xBD\t\n"},
        {"\xFFz\xE3\x81", "\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xE4\xBB\x95\xE6\xA7\x98", "\xE4\xBB\x95\xE6\xA7\x98"},
    };

    for (size_t i = 0; i < COUNT(values); i++) {
        struct buf out;

        buf_init(&out, 4096);
        template_escape(str_of(values[i].value), &out);
        assert_string_equal(out.p, values[i].want);
        buf_done(&out);
    }
}

static void test_message(void **state)
{
    struct arena a = {};
    struct view *v = view_new(&a);

    view_str(v, "a", STR("<x>"));
    view_svg(v, "b", STR("<svg/>"));
    expect("r", v, "say &lt;x&gt; &amp; <svg/>");
    arena_done(&a);
}

static void test_errors(void **state)
{
    struct arena a = {};
    struct view *v = view_new(&a);
    struct buf out;
    struct err err = {};

    buf_init(&out, 4);
    view_str(v, "a", STR("too long"));
    assert_int_equal(template_render_in(&set, "q", v, "ja", &out, &err), -1);
    assert_int_equal(err.kind, ERR_INTERNAL);
    assert_int_equal(template_render_in(&set, "nothing", v, "ja", &out, &err), -1);
    assert_int_equal(err.kind, ERR_INTERNAL);
    assert_int_equal(template_render_in(&set, "main", v, "ja", &out, &err), -1);
    assert_int_equal(err.kind, ERR_LIMIT);
    buf_done(&out);
    arena_done(&a);
}

/* Every template of the desk renders with nothing in the view, in both languages. */
static void test_all_templates(void **state)
{
    static const char *const languages[] = {"ja", "en"};

    for (size_t i = 0; i < template_ui.n * 2; i++) {
        struct arena a = {};
        struct buf out;
        struct err err = {};

        buf_init(&out, 1 << 20);
        if (i >= 2) {
            assert_true(strcmp(template_ui.v[i / 2 - 1].name, template_ui.v[i / 2].name) <= 0);
        }
        assert_int_equal(
            template_render(template_ui.v[i / 2].name, view_new(&a), languages[i % 2], &out, &err),
            0);
        buf_done(&out);
        arena_done(&a);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sections),      cmocka_unit_test(test_escape),
        cmocka_unit_test(test_message),       cmocka_unit_test(test_errors),
        cmocka_unit_test(test_all_templates),
    };

    return cmocka_run_group_tests_name("template", tests, set_up, NULL);
}
