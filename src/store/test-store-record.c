/* Records: added, changed, refused, listed by pages, read as they were; links, clocks, answers. */
#include "store/test-desk.h"
#include "text/calendar.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

static int change_job(struct tx *tx, void *arg, struct err *err)
{
    return record_change(tx, arg, "test.change", err);
}

static int add_job(struct tx *tx, void *arg, struct err *err)
{
    return record_add(tx, arg, "test.add", err);
}

struct loaded {
    struct arena a;
    int64_t id, version;
    struct record r;
};

static int load_job(struct tx *tx, void *arg, struct err *err)
{
    struct loaded *l = arg;

    return l->version == 0 ? record_load(tx, &l->a, l->id, &l->r, err)
                           : record_at(tx, &l->a, l->id, l->version, &l->r, err);
}

static struct record load(struct desk *d, struct arena *a, int64_t id, int64_t version)
{
    struct loaded l = {.id = id, .version = version};
    struct err err = {};

    assert_int_equal(store_read(d->s, load_job, &l, &err), 0);
    l.r.body = arena_str(a, l.r.body);
    l.r.state = arena_str(a, l.r.state);
    l.r.changed_by = arena_str(a, l.r.changed_by);
    arena_done(&l.a);
    return l.r;
}

#define assert_str(actual, expected) assert_string_equal(arena_str(&a, (actual)).p, (expected))

static void adds_and_changes(void **state)
{
    struct desk *d = *state;
    struct arena a CLEANUP(arena_done) = {};
    struct err err = {};
    int64_t contract = desk_add(d, &type_contract, 0, "{\"title\": \"窓口の運営\"}");
    int64_t id =
        desk_add(d, &type_duty, contract, "{\"quote\":\"報告すること。\",\"party\":\"x\"}");
    struct record r = load(d, &a, id, 0);

    assert_int_equal(load(d, &a, contract, 0).contract, contract);
    assert_ptr_equal(r.type, &type_duty);
    assert_int_equal(r.contract, contract);
    assert_int_equal(r.version, 1);
    assert_str(r.state, "open");
    assert_str(r.body, "{\"quote\":\"報告すること。\",\"party\":\"x\"}");
    assert_str(r.changed_by, "tester");

    struct record stale = r;

    r.state = STR("done");
    r.body = STR("{\"quote\":\"報告した。\"}");
    assert_int_equal(desk_write(d, change_job, &r, &err), 0);
    assert_int_equal(r.version, 2);
    assert_true(r.changed_ms > r.created_ms);

    stale.body = STR("{}");
    assert_int_equal(desk_write(d, change_job, &stale, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(stale.version, 1);

    assert_str(load(d, &a, id, 0).state, "done");
    assert_str(load(d, &a, id, 1).state, "open");
    assert_str(load(d, &a, id, 1).body, "{\"quote\":\"報告すること。\",\"party\":\"x\"}");
    assert_int_equal(load(d, &a, id, 2).changed_ms, r.changed_ms);
    desk_assert_sound(d);
}

static void refuses_what_does_not_fit(void **state)
{
    static const struct {
        const char *state, *body, *named;
    } cases[] = {
        {"", "{\"colour\": 1}", "colour"},
        {"", "{\"title\": 1}", "title"},
        {"", "{\"day\": \"2026-02-30\"}", "day"},
        {"", "{\"day\": 20260201}", "day"},
        {"", "{\"minute\": 1.5}", "minute"},
        {"", "{\"occasion\": \"3\"}", "occasion"},
        {"", "[]", "object"},
        {"", "{\"title\": \"x\"", "object"},
        {"", "{\"title\": \"a\", \"title\": \"b\"}", "object"},
        {"", "", "object"},
        {"lost", "{}", "lost"},
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct record r = {
            .type = &type_meeting, .state = str_of(cases[i].state), .body = str_of(cases[i].body)};
        struct err err = {};

        assert_int_equal(desk_write(d, add_job, &r, &err), -1);
        assert_int_equal(err.kind, ERR_INVALID);
        assert_non_null(strstr(err.message, cases[i].named));
        assert_int_equal(r.id, 0);
    }
    assert_true(desk_add(d, &type_meeting, 0, "{\"day\": null, \"minute\": 600}") > 0);
    desk_assert_sound(d);
}

static void lists_by_filter_and_order(void **state)
{
    static const char *const bodies[] = {
        "{\"owner\":\"佐藤\",\"section_sort\":\"02\",\"order\":3}", /* 2 */
        "{\"owner\":\"鈴木\",\"section_sort\":\"01\",\"order\":1}", /* 3 */
        "{\"section_sort\":\"03\",\"order\":2}",                    /* 4 */
        "{\"owner\":\"佐藤\",\"section_sort\":\"01\"}",             /* 5 */
        "{\"owner\":\"ＡＢＣ\",\"order\":-5}",                      /* 6 */
    };
    struct desk *d = *state;
    char ids[256];
    int64_t contract = desk_add(d, &type_contract, 0, "{}");
    struct record_filter f = {.contract = contract, .type = &type_duty};

    for (size_t i = 0; i < COUNT(bodies); i++) {
        assert_int_equal(desk_add(d, &type_duty, contract, bodies[i]), (int64_t)i + 2);
    }
    assert_string_equal(desk_ids(d, &f, ids, sizeof(ids)), "2 3 4 5 6");
    f.descending = true;
    assert_string_equal(desk_ids(d, &f, ids, sizeof(ids)), "6 5 4 3 2");
    f.descending = false;
    f.order = "section_sort";
    assert_string_equal(desk_ids(d, &f, ids, sizeof(ids)), "3 5 2 4 6");
    f.order = "order";
    assert_string_equal(desk_ids(d, &f, ids, sizeof(ids)), "6 3 4 2 5");
    f.contract = 0;
    assert_string_equal(desk_ids(d, &f, ids, sizeof(ids)), "6 3 4 2 5");
    f.limit = 3;
    assert_string_equal(desk_ids(d, &f, ids, sizeof(ids)), "6 3 4|");
    f.limit = 0;

    static const struct {
        struct record_where where;
        const char *expected;
    } cases[] = {
        {{"owner", OP_EQUAL, {"佐藤", 6}, 0}, "2 5"},
        {{"owner", OP_EQUAL, {"abc", 3}, 0}, "6"},
        {{"owner", OP_EQUAL, {"", 0}, 0}, "4"},
        {{"owner", OP_NOT_EQUAL, {"", 0}, 0}, "2 3 5 6"},
        {{"owner", OP_NOT_EQUAL, {"佐藤", 6}, 0}, "3 4 6"},
        {{"owner", OP_PREFIX, {"佐", 3}, 0}, "2 5"},
        {{"section_sort", OP_AT_LEAST, {"02", 2}, 0}, "2 4"},
        {{"section_sort", OP_AT_MOST, {"02", 2}, 0}, "2 3 5"},
        {{"order", OP_EQUAL, {"", 0}, 2}, "4"},
        {{"order", OP_AT_LEAST, {"", 0}, 1}, "2 3 4"},
        {{"order", OP_AT_MOST, {"", 0}, 1}, "3 6"},
        {{"order", OP_NOT_EQUAL, {"", 0}, 1}, "2 4 5 6"},
    };

    for (int c = 0; c < 2; c++) {
        for (size_t i = 0; i < COUNT(cases); i++) {
            struct record_filter one = {.contract = c == 0 ? contract : 0,
                                        .type = &type_duty,
                                        .where = {cases[i].where},
                                        .where_count = 1};

            assert_string_equal(desk_ids(d, &one, ids, sizeof(ids)), cases[i].expected);
        }
    }
    struct record_filter wrong = {.type = &type_duty, .order = "quote"};

    desk_ids(d, &wrong, ids, sizeof(ids));
    assert_non_null(strstr(ids, "quote"));
}

struct paging {
    struct record_filter filter;
    int64_t seen[512];
    size_t n;
    enum err_kind kind;
};

static int page_job(struct tx *tx, void *arg, struct err *err)
{
    struct paging *p = arg;
    struct arena a CLEANUP(arena_done) = {};
    struct record_list list;
    struct str cursor;

    p->n = 0;
    p->filter.cursor = STR("");
    do {
        if (record_list(tx, &a, &p->filter, &list, &cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < list.n; i++) {
            p->seen[p->n++] = list.v[i].id;
        }
        p->filter.cursor = cursor;
    } while (cursor.n > 0);
    return 0;
}

/* Every page size gives the same list, in every order, with words and without. */
static void pages_are_whole(void **state)
{
    static const char *const orders[] = {NULL, "number", "section"};
    static const char *const words[] = {"", "質問", "質"};
    struct desk *d = *state;
    int64_t contract = desk_add(d, &type_contract, 0, "{}");
    struct err err = {};

    for (int i = 0; i < 60; i++) {
        char body[160];

        snprintf(body, sizeof(body), "{\"number\":%d,\"section\":\"%d\",\"text\":\"質問の%d番目\"}",
                 i * 7 % 10, i % 3, i);
        assert_true(desk_add(d, &type_question, i % 2 == 0 ? contract : 0, body) > 0);
    }
    for (size_t o = 0; o < COUNT(orders); o++) {
        for (size_t k = 0; k < COUNT(words) * 4; k++) {
            struct paging whole = {.filter = {.type = &type_question,
                                              .order = orders[o],
                                              .contract = k & 1 ? contract : 0,
                                              .descending = k & 2,
                                              .words = str_of(words[k / 4])}};
            struct paging paged = whole;

            paged.filter.limit = 7;
            assert_int_equal(store_read(d->s, page_job, &whole, &err), 0);
            assert_int_equal(store_read(d->s, page_job, &paged, &err), 0);
            assert_int_equal(whole.n, k & 1 ? 30 : 60);
            assert_int_equal(whole.n, paged.n);
            assert_memory_equal(whole.seen, paged.seen, whole.n * sizeof(whole.seen[0]));
        }
    }
}

static int bad_cursor_job(struct tx *tx, void *arg, struct err *err)
{
    static const char *const cursors[] = {"x", "????", "MDAwMDAwMDAuMC4xLg", ""};
    struct arena a CLEANUP(arena_done) = {};
    struct record_filter f = {.type = &type_duty, .limit = 1};
    struct record_list list;
    struct str cursor;

    for (size_t i = 0; cursors[i][0] != '\0'; i++) {
        struct err wrong = {};

        f.cursor = str_of(cursors[i]);
        assert_int_equal(record_list(tx, &a, &f, &list, &cursor, &wrong), -1);
        assert_int_equal(wrong.kind, ERR_INVALID);
    }
    f.cursor = STR("");
    assert_int_equal(record_list(tx, &a, &f, &list, &cursor, err), 0);
    assert_true(cursor.n > 0);
    f.state = STR("done"); /* a mark of another list */
    f.cursor = cursor;
    assert_int_equal(record_list(tx, &a, &f, &list, &cursor, err), -1);
    assert_int_equal(err->kind, ERR_INVALID);
    return 0;
}

static void refuses_bad_cursors(void **state)
{
    struct desk *d = *state;
    struct err err = {};

    desk_add(d, &type_duty, 0, "{}");
    desk_add(d, &type_duty, 0, "{}");
    assert_int_equal(store_read(d->s, bad_cursor_job, NULL, &err), 0);
}

static int links_job(struct tx *tx, void *arg, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    struct link_list list;

    if (link_add(tx, 1, "part-of", 3, 2, err) < 0 || link_add(tx, 1, "part-of", 3, 2, err) < 0 ||
        link_add(tx, 1, "answers", 2, 4, err) < 0 || link_drop(tx, 1, "answers", 2, 4, err) < 0 ||
        link_drop(tx, 1, "answers", 2, 4, err) < 0 || link_list_of(tx, &a, 1, 2, &list, err) < 0) {
        return -1;
    }
    assert_int_equal(list.n, 1);
    assert_int_equal(list.v[0].from, 3);
    assert_int_equal(link_add(tx, 1, "likes", 3, 2, err), -1);
    struct event_list events;
    struct event_filter all = {};

    assert_int_equal(event_list_of(tx, &a, &all, &events, err), 0);
    *(int *)arg = (int)events.n;
    return 0;
}

static void links_and_their_events(void **state)
{
    struct desk *d = *state;
    struct err err = {};
    int events = 0;

    assert_int_equal(desk_write(d, links_job, &events, &err), 0);
    assert_int_equal(events, 3);
    desk_assert_sound(d);
}

struct clocks_case {
    int64_t contract, duty;
    struct clock_filter filter;
    char found[200];
};

static int put_clocks(struct tx *tx, void *arg, struct err *err)
{
    struct clocks_case *c = arg;
    const struct clock_row rows[] = {
        {.duty = c->duty, .key = STR("Once"), .day_from = 100, .day_to = 110, .minute = -1},
        {.duty = c->duty, .key = STR("b"), .day_from = 50, .day_to = 50, .minute = 600},
        {.duty = c->duty,
         .key = STR("c"),
         .day_from = CALENDAR_NONE,
         .day_to = CALENDAR_NONE,
         .minute = -1},
        {.duty = c->duty, .key = STR("d"), .day_from = 50, .day_to = 50, .minute = 540},
    };

    return clocks_replace(tx, c->contract, rows, COUNT(rows), err);
}

static int list_clocks(struct tx *tx, void *arg, struct err *err)
{
    struct clocks_case *c = arg;
    struct arena a CLEANUP(arena_done) = {};
    struct clock_list list;
    size_t n = 0;

    if (clocks_list(tx, &a, &c->filter, &list, NULL, err) < 0) {
        return -1;
    }
    c->found[0] = '\0';
    for (uint32_t i = 0; i < list.n; i++) {
        n += (size_t)snprintf(c->found + n, sizeof(c->found) - n, "%.*s%s ", STR_ARG(list.v[i].key),
                              list.v[i].is_done ? "*" : "");
    }
    return 0;
}

static void clocks_are_due_until_there_is_evidence(void **state)
{
    struct desk *d = *state;
    struct clocks_case c = {};
    struct err err = {};
    char body[100];

    c.contract = desk_add(d, &type_contract, 0, "{}");
    c.duty = desk_add(d, &type_duty, c.contract, "{}");
    assert_int_equal(desk_write(d, put_clocks, &c, &err), 0);
    assert_int_equal(desk_write(d, put_clocks, &c, &err), 0);
    c.filter =
        (struct clock_filter){.from = CALENDAR_NONE, .to = CALENDAR_NONE, .unknown_too = true};
    assert_int_equal(store_read(d->s, list_clocks, &c, &err), 0);
    assert_string_equal(c.found, "d b Once c ");
    c.filter.unknown_too = false;
    c.filter.from = 51;
    assert_int_equal(store_read(d->s, list_clocks, &c, &err), 0);
    assert_string_equal(c.found, "Once ");
    snprintf(body, sizeof(body), "{\"duty\":%lld,\"clock_key\":\"Once\"}", (long long)c.duty);
    assert_true(desk_add(d, &type_evidence, c.contract, body) > 0);
    assert_int_equal(desk_write(d, put_clocks, &c, &err), 0); /* marks what is done */
    assert_int_equal(store_read(d->s, list_clocks, &c, &err), 0);
    assert_string_equal(c.found, "Once* ");
    c.filter = (struct clock_filter){.open_only = true};
    assert_int_equal(store_read(d->s, list_clocks, &c, &err), 0);
    assert_string_equal(c.found, "d b ");
}

static int answer_job(struct tx *tx, void *arg, struct err *err)
{
    static const uint8_t one[32] = {1}, two[32] = {2};
    struct arena a CLEANUP(arena_done) = {};
    struct str answer = {};

    assert_int_equal(idempotency_find(tx, &a, STR("k"), one, &answer, err), 0);
    assert_int_equal(idempotency_save(tx, STR("k"), one, STR("{\"id\":1}"), err), 0);
    assert_int_equal(idempotency_find(tx, &a, STR("k"), one, &answer, err), 1);
    assert_true(str_eq(answer, STR("{\"id\":1}")));
    assert_int_equal(idempotency_find(tx, &a, STR("k"), two, &answer, err), -1);
    assert_int_equal(err->kind, ERR_CONFLICT);
    return 0;
}

static int forgotten_job(struct tx *tx, void *arg, struct err *err)
{
    static const uint8_t one[32] = {1};
    struct arena a CLEANUP(arena_done) = {};
    struct str answer = {};

    assert_int_equal(idempotency_find(tx, &a, STR("k"), one, &answer, err), 0);
    return 0;
}

static void answers_again(void **state)
{
    struct desk *d = *state;
    struct err err = {};

    assert_int_equal(desk_write(d, answer_job, NULL, &err), 0);
    d->by.received_ms += INT64_C(49) * 3600 * 1000;
    assert_int_equal(desk_write(d, forgotten_job, NULL, &err), 0);
}

#define with_desk(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_desk(adds_and_changes),
        with_desk(refuses_what_does_not_fit),
        with_desk(lists_by_filter_and_order),
        with_desk(pages_are_whole),
        with_desk(refuses_bad_cursors),
        with_desk(links_and_their_events),
        with_desk(clocks_are_due_until_there_is_evidence),
        with_desk(answers_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
