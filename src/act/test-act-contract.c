/*
 * The desk from end to end, without a browser: a document is opened, worked on, revised, and what
 * people did to it is taken back.
 */
#include "act/contract.h"
#include "act/items.h"
#include "act/occasion.h"
#include "act/test-bench.h"
#include "act/upload.h"
#include "base/hex.h"

/* (2) measured twice a day now; (5) is gone; (6) is new. */
static const char revised_text[] =
    "令和８年度港町魚市場衛生調査業務　仕様書\n"
    "\n"
    "１　業務名\n"
    "　令和８年度港町魚市場衛生調査業務\n"
    "２　履行期間\n"
    "　契約締結日から令和９年３月19日（金）まで\n"
    "３　業務内容\n"
    "（１）受託者は、契約締結後10日以内に実施計画書を作成し、担当課に提出すること。\n"
    "（２）受託者は、市場の魚種ごとに温度を朝夕２回測定し、記録すること。\n"
    "（３）打合せ終了後、３営業日以内に議事録を提出すること。\n"
    "（４）測定に支障が生じた場合は、速やかに担当課へ報告すること。\n"
    "（６）受託者は、測定器を毎月点検すること。\n"
    "４　成果物\n"
    "　調査報告書（Ａ４判）２部を令和９年３月19日までに提出すること。\n";

static void type_day(struct bench *b, const char *name, const char *day)
{
    struct err err = {};
    int64_t id;
    struct occasion_typed t = {
        .name = str_of(name), .day = calendar_parse(str_of(day)), .minute = -1};

    bench_tick(b);
    bench_must(act_occasion_set(&b->act, b->contract, &t, &id, &err), &err);
}

static void a_document_becomes_a_contract(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct contract c;

    bench_must(act_contract(&b->act, b->contract, &c, &err), &err);
    assert_true(str_eq(c.title, STR("令和8年度港町魚市場衛生調査業務")));
    assert_int_equal(c.term_last, calendar_day(2027, 3, 12));
    assert_true(c.counts.duties >= 6);
    assert_int_equal(c.counts.done, 0);
}

static void the_same_document_changes_nothing(void **state)
{
    struct bench *b = *state;
    struct opening o;
    struct event_head before, after;
    struct err err = {};

    bench_must(act_head(&b->act, &before, &err), &err);
    bench_open(b, bench_spec, &o);
    assert_int_equal(o.kind, OPENING_SAME);
    assert_int_equal(o.contract, b->contract);
    bench_must(act_opening_apply(&b->act, &o, &err), &err);
    bench_must(act_head(&b->act, &after, &err), &err);
    assert_int_equal(before.seq, after.seq);
}

static void a_typed_day_moves_its_clocks(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct clock_moves moves;
    struct occasion_typed t = {
        .name = STR("契約締結日"), .day = calendar_day(2026, 6, 10), .minute = -1};
    bool seen = false;

    bench_must(act_occasion_preview(&b->act, b->contract, &t, &moves, &err), &err);
    for (uint32_t i = 0; i < moves.n; i++) {
        if (str_has(moves.v[i].summary, STR("実施計画書"))) {
            seen = true;
            assert_int_equal(moves.v[i].before_to, CALENDAR_NONE);
            assert_int_equal(moves.v[i].after_to, calendar_day(2026, 6, 20));
        }
    }
    assert_true(seen);
    assert_int_equal(bench_duty(b, "実施計画書").clocks.v[0].clock.day_to, CALENDAR_NONE);

    type_day(b, "契約締結日", "2026-06-10");
    assert_int_equal(bench_duty(b, "実施計画書").clocks.v[0].clock.day_to,
                     calendar_day(2026, 6, 20));
}

/*
 * Marine Day, 20 July 2026, is a Monday: three business days after Friday 17 July end on the 23rd.
 */
static void minutes_are_due_three_business_days_after_each_meeting(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct item_value values[] = {{"title", STR("第1回打合せ")}, {"day", STR("2026-07-17")}};
    int64_t id;

    bench_tick(b);
    bench_must(act_item_add(&b->act, b->contract, &type_meeting, STR("planned"), values,
                            COUNT(values), &id, &err),
               &err);
    struct duty d = bench_duty(b, "議事録");

    assert_int_equal(d.clocks.n, 1);
    assert_int_equal(d.clocks.v[0].clock.day_to, calendar_day(2026, 7, 23));
    assert_int_equal(d.clocks.v[0].clock.occasion, id);
}

static void two_people_do_not_overwrite_each_other(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = bench_duty(b, "魚種ごと");

    bench_must(act_duty_assign(&b->act, d.id, d.version, STR("佐藤"), &err), &err);
    assert_int_equal(act_duty_assign(&b->act, d.id, d.version, STR("鈴木"), &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_true(str_eq(bench_duty(b, "魚種ごと").owner, STR("佐藤")));
}

static void an_agreed_reading_replaces_the_vague_word(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = bench_duty(b, "支障が生じた");
    struct duty_reading vague = {
        .value = STR("2026-07-10"), .words = STR("7月10日"), .day = CALENDAR_NONE};
    struct duty_reading agreed = {.value = STR("2026-07-10"),
                                  .words = STR("今回は7月10日まで"),
                                  .by = STR("担当課 田中係長"),
                                  .day = calendar_day(2026, 6, 3)};

    assert_int_equal(act_duty_agree(&b->act, d.id, d.version, &vague, &err), -1);
    assert_int_equal(err.kind, ERR_INVALID);
    bench_must(act_duty_agree(&b->act, d.id, d.version, &agreed, &err), &err);
    d = bench_duty(b, "支障が生じた");
    assert_int_equal(d.clocks.v[0].clock.day_to, calendar_day(2026, 7, 10));
    assert_true(str_eq(d.reading.by, STR("担当課 田中係長")));
}

static void done_needs_evidence_and_can_be_withdrawn(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = bench_duty(b, "魚種ごと");
    struct duty_done nothing = {.day = CALENDAR_NONE};
    struct duty_done done = {.note = STR("測定記録を共有フォルダへ保存"), .day = CALENDAR_NONE};

    assert_int_equal(act_duty_done(&b->act, d.id, d.version, &nothing, &err), -1);
    bench_must(act_duty_done(&b->act, d.id, d.version, &done, &err), &err);
    d = bench_duty(b, "魚種ごと");
    assert_true(str_eq(d.state, STR("done")));
    assert_int_equal(d.evidence.n, 1);

    bench_tick(b);
    bench_must(act_evidence_withdraw(&b->act, d.evidence.v[0].id, d.evidence.v[0].version,
                                     STR("別の案件の記録だった"), &err),
               &err);
    assert_true(str_eq(bench_duty(b, "魚種ごと").state, STR("open")));
}

/* Puts a file with these bytes into the desk, as a page does with an upload. */
static struct blob blob_of(struct bench *b, const char *text)
{
    struct err err = {};
    struct blob blob;
    char path[128];

    snprintf(path, sizeof(path), "%s/upload", b->folder);
    bench_write_file(path, text);
    bench_must(upload_keep(&b->act, str_of(path), STR("record.txt"), &blob, &err), &err);
    return blob;
}

/* Evidence is told what the inspector finds in its file, and is taken whatever it is. */
static void evidence_is_looked_through(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = bench_duty(b, "魚種ごと");
    struct blob found = blob_of(b, "連絡先　電話 03-5555-0123\n");
    struct blob plain = blob_of(b, "魚市場の温度は摂氏4度でした。\n");
    struct blob broken = blob_of(b, "%PDF-1.7 cut off");
    struct duty_done with[] = {{.file = &found, .day = CALENDAR_NONE},
                               {.file = &plain, .day = CALENDAR_NONE},
                               {.file = &broken, .day = CALENDAR_NONE},
                               {.note = STR("電話で連絡 03-5555-0123"), .day = CALENDAR_NONE}};

    for (size_t i = 0; i < COUNT(with); i++) {
        bench_tick(b);
        bench_must(act_duty_done(&b->act, d.id, d.version, &with[i], &err), &err);
        d = bench_duty(b, "魚種ごと");
        assert_int_equal(d.evidence.n, i + 1);
    }
    for (uint32_t i = 0; i < d.evidence.n; i++) {
        const struct evidence *e = &d.evidence.v[i];
        uint8_t hash[32];

        if (e->blob.n == 0) {
            assert_int_equal(e->inspected.n, 0);
            assert_int_equal(e->grave, 0);
            continue;
        }
        assert_true(hex_parse(e->blob, hash, sizeof(hash)));
        if (memcmp(hash, broken.sha256, sizeof(hash)) == 0) {
            assert_true(e->inspected.n > 0);
            assert_false(str_eq(e->inspected, STR("inspected")));
        } else {
            assert_true(str_eq(e->inspected, STR("inspected")));
            assert_int_equal(e->grave, memcmp(hash, found.sha256, sizeof(hash)) == 0 ? 1 : 0);
        }
    }
}

static void a_correction_keeps_what_was_read(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = bench_duty(b, "議事録");
    struct duty_text text = {.section = d.section,
                             .quote = d.quote,
                             .summary = STR("議事録を翌日までに出す"),
                             .modality = STR("must"),
                             .party = STR("contractor"),
                             .time = STR("2026-08-03")};

    bench_must(act_duty_correct(&b->act, d.id, d.version, &text, &err), &err);
    struct duty now = bench_duty(b, "議事録");

    assert_true(now.is_corrected);
    assert_true(str_eq(now.machine_summary, d.summary));
    assert_int_equal(now.clocks.v[0].clock.day_to, calendar_day(2026, 8, 3));
}

static void split_and_undone(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = bench_duty(b, "魚種ごと");
    struct duty_text parts[] = {
        {.summary = STR("温度を測定する"),
         .quote = d.quote,
         .modality = STR("must"),
         .party = STR("contractor"),
         .section = d.section},
        {.summary = STR("温度を記録する"),
         .quote = STR("記録すること"),
         .modality = STR("must"),
         .party = STR("contractor"),
         .section = d.section},
    };
    struct contract before, after;
    struct history history;
    int64_t first, contract;

    bench_must(act_contract(&b->act, b->contract, &before, &err), &err);
    bench_tick(b);
    bench_must(act_duty_split(&b->act, d.id, d.version, parts, 2, &first, &err), &err);
    assert_int_equal(first, d.id);
    bench_must(act_contract(&b->act, b->contract, &after, &err), &err);
    assert_int_equal(after.counts.duties, before.counts.duties + 1);

    bench_must(act_history(&b->act, b->contract, d.id, 0, 1, &history, &err), &err);
    assert_int_equal(history.n, 1);
    assert_true(history.v[0].can_undo);
    bench_tick(b);
    bench_must(act_undo(&b->act, history.v[0].seq, &contract, &err), &err);
    bench_must(act_contract(&b->act, b->contract, &after, &err), &err);
    assert_int_equal(after.counts.duties, before.counts.duties);
    assert_true(str_eq(bench_duty(b, "魚種ごと").summary, d.summary));

    /* The same again is too late: what it touched has moved on. */
    bench_tick(b);
    assert_int_equal(act_undo(&b->act, history.v[0].seq, &contract, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
}

static void joined_duties_become_one(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    int64_t ids[] = {bench_duty(b, "魚種ごと").id, bench_duty(b, "公表してはならない").id};

    bench_tick(b);
    bench_must(act_duty_join(&b->act, ids, 2, &err), &err);
    struct duty d = bench_duty(b, "魚種ごと");

    assert_int_equal(d.id, ids[0]);
    assert_true(str_has(d.quote, STR("公表してはならない")));
    bench_must(act_duty(&b->act, ids[1], &d, &err), &err);
    assert_true(str_eq(d.state, STR("replaced")));
}

static void a_revision_keeps_what_people_added(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct opening o;
    struct duty kept = bench_duty(b, "魚種ごと");
    struct duty gone = bench_duty(b, "公表してはならない");

    bench_must(act_duty_assign(&b->act, kept.id, kept.version, STR("佐藤"), &err), &err);
    type_day(b, "契約締結日", "2026-06-10");
    bench_open(b, revised_text, &o);
    assert_int_equal(o.kind, OPENING_REVISION);
    assert_int_equal(o.contract, b->contract);
    assert_true(o.changes.list.n > 0);
    bench_must(act_opening_apply(&b->act, &o, &err), &err);

    struct duty now = bench_duty(b, "朝夕２回");
    struct contract c;

    assert_int_equal(now.id, kept.id);
    assert_true(str_eq(now.owner, STR("佐藤")));
    bench_must(act_duty(&b->act, gone.id, &gone, &err), &err);
    assert_true(str_eq(gone.state, STR("replaced")));
    (void)bench_duty(b, "毎月点検");
    bench_must(act_contract(&b->act, b->contract, &c, &err), &err);
    assert_int_equal(c.term_last, calendar_day(2027, 3, 19));
    assert_int_equal(bench_duty(b, "実施計画書").clocks.v[0].clock.day_to,
                     calendar_day(2026, 6, 20));
}

static void lists_take_only_their_own_fields(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct item_value wrong_day[] = {{"title", STR("打合せ")}, {"day", STR("7月17日")}};
    struct item_value unknown[] = {{"owner_of_all", STR("x")}};
    int64_t id;

    assert_int_equal(act_item_add(&b->act, b->contract, &type_meeting, (struct str){}, wrong_day,
                                  COUNT(wrong_day), &id, &err),
                     -1);
    assert_int_equal(err.kind, ERR_INVALID);
    assert_int_equal(act_item_add(&b->act, b->contract, &type_meeting, (struct str){}, unknown,
                                  COUNT(unknown), &id, &err),
                     -1);
    assert_int_equal(err.kind, ERR_INVALID);
    /* A contract is no entry of a list. */
    assert_int_equal(act_item_change(&b->act, b->contract, 1, STR("closed"), NULL, 0, &err), -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void what_is_late_comes_first(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct due_rows rows;
    struct due_filter f = {.from = CALENDAR_NONE, .to = CALENDAR_NONE};

    type_day(b, "契約締結日", "2026-06-10");
    b->act.now_ms = (int64_t)calendar_day(2026, 6, 25) * DAY_MS;
    bench_must(act_due(&b->act, &f, &rows, &err), &err);
    assert_true(rows.n >= 2);
    assert_int_equal(rows.v[0].state, DUE_LATE);
    assert_int_equal(rows.v[0].days_left, -5);
    assert_true(str_has(rows.v[0].summary, STR("実施計画書")));
}

/* Opened on 1 June: the bid ended in May, and is told as late by nobody. */
static void a_bid_that_is_over_is_not_late(void **state)
{
    static const char text[] =
        "港町灯台清掃業務　募集要領\n\n"
        "１　業務名\n　令和８年度港町灯台清掃業務\n"
        "２　提出期限\n　企画提案書は、令和８年５月15日（金）17時までに提出すること。\n"
        "３　履行期限\n　清掃報告書を令和９年３月12日までに提出すること。\n";
    struct bench *b = *state;
    struct err err = {};
    struct opening o;
    struct due_rows rows;

    bench_open(b, text, &o);
    assert_int_equal(o.kind, OPENING_NEW);
    bench_must(act_opening_apply(&b->act, &o, &err), &err);

    struct due_filter all = {.contract = o.contract, .from = CALENDAR_NONE, .to = CALENDAR_NONE};

    bench_must(act_due(&b->act, &all, &rows, &err), &err);
    assert_true(rows.n > 0);
    for (uint32_t i = 0; i < rows.n; i++) {
        assert_int_not_equal(rows.v[i].state, DUE_LATE);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        CASE(a_document_becomes_a_contract),
        CASE(the_same_document_changes_nothing),
        CASE(a_typed_day_moves_its_clocks),
        CASE(minutes_are_due_three_business_days_after_each_meeting),
        CASE(two_people_do_not_overwrite_each_other),
        CASE(an_agreed_reading_replaces_the_vague_word),
        CASE(done_needs_evidence_and_can_be_withdrawn),
        CASE(evidence_is_looked_through),
        CASE(a_correction_keeps_what_was_read),
        CASE(split_and_undone),
        CASE(joined_duties_become_one),
        CASE(a_revision_keeps_what_people_added),
        CASE(lists_take_only_their_own_fields),
        CASE(what_is_late_comes_first),
        CASE(a_bid_that_is_over_is_not_late),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
