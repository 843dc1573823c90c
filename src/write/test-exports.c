/* The exports, over a fixture's expected register: calendar, SARIF, page, view, CSV. */
#include "base/utf8.h"
#include "fixtures/fixture.h"
#include "write/findings.h"
#include "write/ics.h"
#include "write/reg-csv.h"
#include "write/reg-html.h"
#include "write/reg-ics.h"
#include "write/reg-terminal.h"
#include "write/width.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define FIXTURES SOURCE_ROOT "/tests/fixtures/"

struct sample {
    struct arena arena;
    struct reg reg;
    char *bytes;
    size_t n;
    FILE *file;
};

static void begin(struct sample *s, const char *fixture)
{
    struct err err = {};

    *s = (struct sample){};
    struct str text = arena_printf(&s->arena, FIXTURES "%s/spec.txt", fixture);
    struct str json = arena_printf(&s->arena, FIXTURES "%s/expected.json", fixture);

    assert_int_equal(fixture_load(&s->arena, text.p, json.p, &s->reg, &err), 0);
    s->file = open_memstream(&s->bytes, &s->n);
    assert_non_null(s->file);
}

static struct str written(struct sample *s)
{
    fclose(s->file);
    s->file = NULL;
    return (struct str){.p = s->bytes, .n = s->n};
}

static void end(struct sample *s)
{
    free(s->bytes);
    arena_done(&s->arena);
}

/* Every line: CRLF, at most 75 octets, whole characters. */
static void assert_calendar_lines(struct str text)
{
    for (size_t at = 0; at < text.n;) {
        ptrdiff_t line_end = str_find(text, STR("\r\n"), at);

        assert_true(line_end >= 0);
        assert_true((size_t)line_end - at <= 75);
        assert_int_equal(utf8_find_bad(str_sub(text, at, (size_t)line_end)), -1);
        at = (size_t)line_end + 2;
    }
    assert_int_equal(str_find(text, STR("\n\n"), 0), -1);
}

static void calendar_text_is_folded_and_escaped(void **state)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&bytes, &n);

    assert_non_null(file);
    ics_text(file, "SUMMARY", STR("a;b,c\\d\ne\001"));
    ics_text(
        file, "DESCRIPTION",
        STR("受注者は、打合せの終了後、三営業日以内に議事録を作成し、担当課室に提出すること。"));
    fclose(file);
    assert_calendar_lines((struct str){.p = bytes, .n = n});
    assert_true(str_starts(str_of(bytes), STR("SUMMARY:a\\;b\\,c\\\\d\\ne\r\n")));
    free(bytes);
}

static void calendar_is_the_same_each_time(void **state)
{
    struct sample one, two;

    begin(&one, "call-polite");
    begin(&two, "call-polite");
    assert_int_equal(reg_ics_write(one.file, &one.reg, NULL), 0);
    assert_int_equal(reg_ics_write(two.file, &two.reg, NULL), 0);
    struct str text = written(&one);

    assert_true(str_eq(text, written(&two)));
    assert_calendar_lines(text);
    /* the notice is the stamp; 17:00 in Japan is 08:00 UTC; a day is a whole day */
    assert_true(str_find(text, STR("DTSTAMP:20260511T000000Z\r\n"), 0) > 0);
    assert_true(str_find(text, STR("DTSTART:20260612T080000Z\r\n"), 0) > 0);
    assert_true(
        str_find(text, STR("DTSTART;VALUE=DATE:20270226\r\nDTEND;VALUE=DATE:20270227\r\n"), 0) > 0);
    end(&one);
    end(&two);
}

static void sarif_holds_together(void **state)
{
    static const struct finding_rule rules[] = {
        {"arithmetic", "計算が合わない", "a sum that does not add up", SEV_ERROR}};
    struct sample s;

    begin(&s, "contradictions");
    struct findings f = {.reg = &s.reg, .rules = rules, .rule_count = 1, .version = "1"};

    assert_int_equal(findings_sarif_write(s.file, &f, NULL), 0);
    struct str text = written(&s);
    json_t *root = json_loadb(text.p, text.n, 0, NULL);

    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "version")), "2.1.0");
    json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    json_t *rule_list = json_object_get(driver, "rules");
    json_t *result;
    size_t i;

    assert_int_equal(json_array_size(json_object_get(run, "results")), s.reg.findings.n);
    json_array_foreach(json_object_get(run, "results"), i, result)
    {
        json_t *index = json_object_get(result, "ruleIndex");
        json_t *rule = json_array_get(rule_list, (size_t)json_integer_value(index));
        json_t *location = json_array_get(json_object_get(result, "locations"), 0);
        json_t *region = json_object_get(json_object_get(location, "physicalLocation"), "region");

        assert_string_equal(json_string_value(json_object_get(rule, "id")),
                            json_string_value(json_object_get(result, "ruleId")));
        assert_true(json_integer_value(json_object_get(region, "startLine")) >= 1);
        assert_true(json_integer_value(json_object_get(region, "startColumn")) >= 1);
    }
    json_decref(root);
    end(&s);
}

static void findings_are_json(void **state)
{
    static const char *const keys[] = {"rule",  "severity", "file", "line",
                                       "quote", "other",    "why",  "question"};
    struct sample s;

    begin(&s, "contradictions");
    struct findings f = {.reg = &s.reg, .version = "1"};

    assert_int_equal(findings_json_write(s.file, &f, NULL), 0);
    struct str text = written(&s);
    json_t *root = json_loadb(text.p, text.n, 0, NULL);
    json_t *one;
    size_t i;

    assert_true(json_array_size(json_object_get(root, "findings")) > 0);
    json_array_foreach(json_object_get(root, "findings"), i, one)
    {
        for (size_t k = 0; k < COUNT(keys); k++) {
            assert_non_null(json_object_get(one, keys[k]));
        }
    }
    json_decref(root);
    end(&s);
}

static size_t count_of(struct str text, struct str what)
{
    size_t n = 0;

    for (ptrdiff_t at = 0; (at = str_find(text, what, (size_t)at)) >= 0; at++) {
        n++;
    }
    return n;
}

static void page_stands_alone(void **state)
{
    struct sample s;

    begin(&s, "call-polite");
    assert_int_equal(reg_html_write(s.file, &s.reg, NULL), 0);
    struct str page = written(&s);

    assert_true(str_starts(page, STR("<!DOCTYPE html>")));
    assert_int_equal(str_find(page, STR("{{"), 0), -1);
    assert_int_equal(count_of(page, STR("<script")), 1);
    assert_int_equal(count_of(page, STR(" src=")), 0);
    assert_int_equal(count_of(page, STR("unsafe-")), 0);
    assert_int_equal(count_of(page, STR(" onclick")), 0);
    assert_int_equal(count_of(page, STR(" style=\"")), 0);
    /* every duty once in the register, and linked from the document */
    assert_int_equal(count_of(page, STR("<li class=\"row\" id=\"obligations-")) +
                         count_of(page, STR("<li class=\"row sub\" id=\"obligations-")),
                     s.reg.obligations.n);
    for (uint32_t i = 0; i < s.reg.obligations.n; i++) {
        struct str link = arena_printf(&s.arena, "obligations-%u", i);

        assert_true(s.reg.obligations.v[i].src.quote.n == 0 || count_of(page, link) >= 2);
    }
    end(&s);
}

static void page_escapes_the_document(void **state)
{
    struct sample s;

    begin(&s, "call-polite");
    s.reg.facts.v[0].value = STR("<img src=x onerror=alert(1)>");
    assert_int_equal(reg_html_write(s.file, &s.reg, NULL), 0);
    assert_int_equal(str_find(written(&s), STR("<img"), 0), -1);
    end(&s);
}

static void view_keeps_to_eighty_columns(void **state)
{
    static const char *const fixtures[] = {"call-polite", "city-articles", "contradictions",
                                           "security-annex", "system-tables"};

    for (size_t i = 0; i < COUNT(fixtures); i++) {
        struct reg_terminal_options options = {};
        struct sample s;

        begin(&s, fixtures[i]);
        assert_int_equal(reg_terminal_write(s.file, &s.reg, &options, NULL), 0);
        struct str view = written(&s);

        for (size_t at = 0; at < view.n;) {
            ptrdiff_t line_end = str_find(view, STR("\n"), at);
            struct str line = str_sub(view, at, (size_t)line_end);

            assert_true(width_of(line) <= 80);
            assert_false(str_starts(str_trim(line), STR("。")));
            assert_false(str_starts(str_trim(line), STR("、")));
            at = (size_t)line_end + 1;
        }
        assert_int_equal(str_find(view, STR("\033"), 0), -1);
        end(&s);
    }
}

static void combined_csv_is_square(void **state)
{
    struct sample s;

    begin(&s, "call-polite");
    assert_int_equal(reg_csv_write(s.file, &s.reg, NULL, NULL), 0);
    struct str csv = written(&s);
    size_t columns = 0;
    size_t fields = 1;
    bool quoted = false;

    for (size_t i = 0; i < csv.n; i++) {
        quoted ^= csv.p[i] == '"';
        fields += !quoted && csv.p[i] == ',';
        if (!quoted && csv.p[i] == '\n') {
            columns = columns == 0 ? fields : columns;
            assert_int_equal(fields, columns);
            fields = 1;
        }
    }
    assert_false(quoted);
    assert_true(columns > 40);
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar_text_is_folded_and_escaped),
        cmocka_unit_test(calendar_is_the_same_each_time),
        cmocka_unit_test(sarif_holds_together),
        cmocka_unit_test(findings_are_json),
        cmocka_unit_test(page_stands_alone),
        cmocka_unit_test(page_escapes_the_document),
        cmocka_unit_test(view_keeps_to_eighty_columns),
        cmocka_unit_test(combined_csv_is_square),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
