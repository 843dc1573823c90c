/* What writes: HTML, CSV, files that appear whole, messages by language. */
#include "base/csv.h"
#include "base/html.h"
#include "base/out-file.h"
#include "base/tr-table.h"
#include "base/tr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* What a function wrote to a stream in memory. */
struct written {
    char *bytes;
    size_t n;
    FILE *file;
};

static void begin(struct written *w)
{
    w->file = open_memstream(&w->bytes, &w->n);
    assert_non_null(w->file);
}

static void assert_written(struct written *w, const char *expected)
{
    fclose(w->file);
    assert_string_equal(w->bytes, expected);
    free(w->bytes);
}

static void html_escapes_every_value(void **state)
{
    static const struct {
        struct str value;
        const char *text;
    } cases[] = {
        {STR("a < b & c > d"), "a &lt; b &amp; c &gt; d"},
        {STR("\"'"), "&quot;&#39;"},
        {STR("</script><script>alert(1)</script>"),
         "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"},
        {STR("仕様書 〜 ①"), "仕様書 〜 ①"},
        {STR("a\001b\x7f"
             "c"),
         "a\uFFFDb\uFFFDc"},
        {STR("bad \xE3\x81 end"), "bad \uFFFD\uFFFD end"},
        {STR("C1 \xC2\x85 end"), "C1 \uFFFD end"},
        {STR("tab\tline\n"), "tab\tline\n"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct written w;
        struct html h;
        char expected[512];

        begin(&w);
        html_init(&h, w.file);
        html_open(&h, "p");
        html_attr(&h, "title", cases[i].value);
        html_text(&h, cases[i].value);
        html_close(&h);
        assert_int_equal(html_finish(&h, NULL), 0);
        snprintf(expected, sizeof(expected), "<p title=\"%s\">%s</p>\n", cases[i].text,
                 cases[i].text);
        assert_written(&w, expected);
    }
}

static void html_closes_what_it_opened(void **state)
{
    struct written w;
    struct html h;

    begin(&w);
    html_init(&h, w.file);
    html_open(&h, "ul");
    html_leaf(&h, "li", "x", STR("1"));
    html_void(&h, "input");
    html_attr_flag(&h, "checked");
    html_attr_int(&h, "value", -3);
    html_open(&h, "li");
    html_int(&h, 42);
    html_close(&h);
    html_close(&h);
    assert_int_equal(html_finish(&h, NULL), 0);
    assert_written(&w, "<ul><li class=\"x\">1</li><input checked value=\"-3\"><li>42</li></ul>\n");
}

static void csv_quotes_and_guards(void **state)
{
    static const struct {
        struct str value;
        const char *field;
    } cases[] = {
        {STR("plain"), "plain"},
        {STR("a,b"), "\"a,b\""},
        {STR("say \"yes\""), "\"say \"\"yes\"\"\""},
        {STR("two\nlines"), "\"two\nlines\""},
        {STR(" blank"), "\" blank\""},
        {STR("=1+1"), "'=1+1"},
        {STR("+81"), "'+81"},
        {STR("-x"), "'-x"},
        {STR("@SUM(A1)"), "'@SUM(A1)"},
        {STR("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {STR("令和８年度"), "令和８年度"},
        {STR(""), ""},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct written w;
        struct csv c;
        char expected[128];

        begin(&w);
        csv_init(&c, w.file);
        csv_text(&c, cases[i].value);
        csv_number(&c, STR("-5"));
        csv_end_row(&c);
        assert_int_equal(csv_finish(&c, NULL), 0);
        snprintf(expected, sizeof(expected), "\xEF\xBB\xBF%s,-5\r\n", cases[i].field);
        assert_written(&w, expected);
    }
}

static void a_file_appears_whole_or_not_at_all(void **state)
{
    char folder[] = "/tmp/itaku-test.XXXXXX";
    char path[64];
    struct out_file out = {};
    struct err err = {};
    uint64_t bytes = 0;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/page.html", folder);
    assert_int_equal(out_file_open(&out, path, &err), 0);
    fputs("12345", out.file);
    assert_int_not_equal(access(path, F_OK), 0);
    out_file_done(&out); /* given up: nothing is left */
    assert_int_equal(rmdir(folder), 0);

    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(out_file_open(&out, path, &err), 0);
    fputs("12345", out.file);
    assert_int_equal(out_file_commit(&out, &bytes, &err), 0);
    out_file_done(&out);
    assert_int_equal(bytes, 5);
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);

    assert_int_equal(out_file_open(&out, path, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void the_environment_chooses_the_language(void **state)
{
    static const struct {
        const char *own, *all, *messages, *lang;
        enum tr_language language;
    } cases[] = {
        {"", "", "", "", TR_EN},
        {"", "", "", "ja_JP.UTF-8", TR_JA},
        {"", "", "ja", "en_US.UTF-8", TR_JA},
        {"", "C.UTF-8", "", "ja_JP.UTF-8", TR_EN},
        {"ja", "C", "", "", TR_JA},
        {"en", "", "", "ja_JP.UTF-8", TR_EN},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        setenv("ITAKU_LANG", cases[i].own, 1);
        setenv("LC_ALL", cases[i].all, 1);
        setenv("LC_MESSAGES", cases[i].messages, 1);
        setenv("LANG", cases[i].lang, 1);
        assert_int_equal(tr_language(), cases[i].language);
    }
}

static void messages_are_found(void **state)
{
    for (size_t i = 1; i < tr_table_count; i++) {
        assert_true(strcmp(tr_texts + tr_table[i - 1].id, tr_texts + tr_table[i].id) < 0);
    }
    for (size_t i = 0; i < tr_table_count; i++) {
        const char *id = tr_texts + tr_table[i].id;

        assert_string_equal(tr_in(TR_JA, id), tr_texts + tr_table[i].text);
        assert_string_equal(tr_in(TR_EN, id), id);
    }
    assert_string_equal(tr_in(TR_JA, "no such message"), "no such message");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_escapes_every_value),
        cmocka_unit_test(html_closes_what_it_opened),
        cmocka_unit_test(csv_quotes_and_guards),
        cmocka_unit_test(a_file_appears_whole_or_not_at_all),
        cmocka_unit_test(the_environment_chooses_the_language),
        cmocka_unit_test(messages_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
