/* Registers held against each other: what counts as a change and what does not. */
#include "spec/compare.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void add_fact(struct arena *a, struct reg *r, const char *key, const char *value)
{
    *VEC_ADD(a, &r->facts) =
        (struct reg_fact){.key = str_of(key), .value = str_of(value), .src.quote = str_of(value)};
}

static void add_duty(struct arena *a, struct reg *r, const char *quote, enum reg_modality modality,
                     const char *due)
{
    *VEC_ADD(a, &r->obligations) = (struct reg_obligation){
        .src.quote = str_of(quote), .modality = modality, .due = str_of(due)};
}

static void add_heading(struct arena *a, struct reg *r, const char *path, const char *heading)
{
    *VEC_ADD(a, &r->outline) = (struct reg_node){
        .src.quote = str_of(heading), .path = str_of(path), .heading = str_of(heading)};
}

/* The only change, or a failure. */
static const struct change *only(const struct changes *c, enum change_how how, const char *kind)
{
    assert_int_equal(c->list.n, 1);
    assert_int_equal(c->list.v[0].how, how);
    assert_string_equal(c->list.v[0].kind, kind);
    return &c->list.v[0];
}

static void orthography_is_no_change(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {};
    struct reg after = {};
    struct changes changes;

    (void)state;
    add_fact(&a, &before, "title", "山村移動販売（第２期）および調査");
    add_fact(&a, &after, "title", "山村移動販売 (第2期) 及び調査");
    add_duty(&a, &before, "報告書を提出することが出来る。", MAY, "");
    add_duty(&a, &after, "報告書を、提出することができる", MAY, "");
    compare_registers(&a, &before, &after, &changes);
    assert_int_equal(changes.list.n, 0);
}

static void a_value_changes(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {};
    struct reg after = {};
    struct changes changes;

    (void)state;
    add_fact(&a, &before, "contract_end", "2027-02-26");
    add_fact(&a, &after, "contract_end", "2027-03-12");
    compare_registers(&a, &before, &after, &changes);
    const struct change *c = only(&changes, CHANGE_CHANGED, "facts");

    assert_int_equal(c->field_count, 1);
    assert_true(str_eq(c->fields[0].before, STR("2027-02-26")));
    assert_true(str_eq(c->fields[0].after, STR("2027-03-12")));
}

static void a_duty_is_reworded(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {};
    struct reg after = {};
    struct changes changes;

    (void)state;
    add_duty(&a, &before, "受託者は、毎月の実績を翌月10日までに報告すること", MUST, "");
    add_duty(&a, &before, "受託者は、写真を保管すること", MUST, "");
    add_duty(&a, &after, "受託者は、写真を保管すること", MUST, "");
    add_duty(&a, &after, "受託者は、毎月の実績を翌月５日までに報告すること", MUST, "");
    compare_registers(&a, &before, &after, &changes);
    const struct change *c = only(&changes, CHANGE_CHANGED, "obligations");

    assert_string_equal(c->fields[0].name, "quote");
}

static void modality_and_due_count(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {};
    struct reg after = {};
    struct changes changes;

    (void)state;
    add_duty(&a, &before, "中間の報告書を出す", SHOULD, "2026-10-30");
    add_duty(&a, &after, "中間の報告書を出す", MUST, "2026-11-30");
    compare_registers(&a, &before, &after, &changes);
    assert_int_equal(only(&changes, CHANGE_CHANGED, "obligations")->field_count, 2);
}

static void added_and_removed(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {};
    struct reg after = {};
    struct changes changes;

    (void)state;
    add_duty(&a, &before, "会場の安全を確かめること", MUST, "");
    add_duty(&a, &after, "動画を五本作ること", MUST, "");
    compare_registers(&a, &before, &after, &changes);
    assert_int_equal(changes.list.n, 2);
    assert_int_equal(changes.list.v[0].how, CHANGE_ADDED);
    assert_int_equal(changes.list.v[1].how, CHANGE_REMOVED);
}

static void the_same_words_twice_stay_two(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {};
    struct reg after = {};
    struct changes changes;

    (void)state;
    for (int i = 0; i < 3; i++) {
        add_duty(&a, &before, "会議を開くこと", MUST, "");
    }
    add_duty(&a, &after, "会議を開くこと", MUST, "");
    compare_registers(&a, &before, &after, &changes);
    assert_int_equal(changes.list.n, 2);
    assert_int_equal(changes.list.v[1].how, CHANGE_REMOVED);
}

static void a_section_moves_or_is_renamed(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {};
    struct reg after = {};
    struct changes changes;

    (void)state;
    add_heading(&a, &before, "4", "納入物");
    add_heading(&a, &after, "5", "納入物");
    compare_registers(&a, &before, &after, &changes);
    assert_string_equal(only(&changes, CHANGE_CHANGED, "outline")->fields[0].name, "path");
    after.outline.n = 0;
    add_heading(&a, &after, "4", "成果品");
    compare_registers(&a, &before, &after, &changes);
    assert_string_equal(only(&changes, CHANGE_CHANGED, "outline")->fields[0].name, "heading");
}

static void an_item_of_the_annex_is_left_out(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct reg before = {.annex.present = true};
    struct reg after = {.annex.present = true};
    struct changes changes;

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct reg_annex_item item = {.id = arena_printf(&a, "%d", i + 1), .src.quote = STR("文")};

        *VEC_ADD(&a, &before.annex.items) = item;
        if (i != 1) {
            *VEC_ADD(&a, &after.annex.items) = item;
        }
    }
    compare_registers(&a, &before, &after, &changes);
    assert_true(str_eq(only(&changes, CHANGE_REMOVED, "annex")->key, STR("2")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orthography_is_no_change),
        cmocka_unit_test(a_value_changes),
        cmocka_unit_test(a_duty_is_reworded),
        cmocka_unit_test(modality_and_due_count),
        cmocka_unit_test(added_and_removed),
        cmocka_unit_test(the_same_words_twice_stay_two),
        cmocka_unit_test(a_section_moves_or_is_renamed),
        cmocka_unit_test(an_item_of_the_annex_is_left_out),
    };

    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
