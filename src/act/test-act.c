/*
 * The desk from end to end, without a browser: a document is opened, worked on, revised, and what
 * people did to it is taken back. Days are told, never asked of the machine.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "act/contract.h"
#include "act/duty.h"
#include "act/inspection.h"
#include "act/names.h"
#include "act/workshop.h"
#include "act/items.h"
#include "act/occasion.h"
#include "act/opening.h"
#include "act/upload.h"
#include "base/hex.h"
#include "text/calendar.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

static const char spec_text[] =
    "令和８年度港町魚市場衛生調査業務　仕様書\n"
    "\n"
    "１　業務名\n"
    "　令和８年度港町魚市場衛生調査業務\n"
    "２　履行期間\n"
    "　契約締結日から令和９年３月12日（金）まで\n"
    "３　業務内容\n"
    "（１）受託者は、契約締結後10日以内に実施計画書を作成し、担当課に提出すること。\n"
    "（２）受託者は、市場の魚種ごとに温度を測定し、記録すること。\n"
    "（３）打合せ終了後、３営業日以内に議事録を提出すること。\n"
    "（４）測定に支障が生じた場合は、速やかに担当課へ報告すること。\n"
    "（５）受託者は、調査で知り得た事業者の名を公表してはならない。\n"
    "４　成果物\n"
    "　調査報告書（Ａ４判）２部を令和９年３月12日までに提出すること。\n";

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

enum { DAY_MS = 24 * 3600 * 1000 };

struct bench {
    char folder[64];
    struct arena arena;
    struct act act;
    int64_t contract;
};

static void write_bytes(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
}

static void write_file(const char *path, const char *text)
{
    write_bytes(path, str_of(text));
}

/* Something happened a minute later: actions are told apart by their instant. */
static void tick(struct bench *b)
{
    b->act.now_ms += 60000;
}

static void must(int status, const struct err *err)
{
    if (status < 0) {
        print_error("%s\n", err->message);
    }
    assert_true(status >= 0);
}

static void open_text(struct bench *b, const char *text, struct opening *ret)
{
    struct err err = {};
    char path[128];
    struct opening_file file = {path, STR("spec.txt")};

    snprintf(path, sizeof(path), "%s/spec.txt", b->folder);
    write_file(path, text);
    tick(b);
    must(act_opening_read(&b->act, &file, 1, 0, ret, &err), &err);
}

static int setup(void **state)
{
    static const char pattern[] = "/tmp/test-act-XXXXXX";
    struct bench *b = calloc(1, sizeof(*b));
    struct err err = {};
    struct opening o;
    char folder[96];

    memcpy(b->folder, pattern, sizeof(pattern));
    assert_non_null(mkdtemp(b->folder));
    snprintf(folder, sizeof(folder), "%s/desk", b->folder);
    must(store_create(folder, &err), &err);
    must(desk_open(folder, false, &b->act.desk, &err), &err);
    b->act.arena = &b->arena;
    b->act.actor = STR("tester");
    b->act.now_ms = (int64_t)calendar_day(2026, 6, 1) * DAY_MS;
    open_text(b, spec_text, &o);
    assert_int_equal(o.kind, OPENING_NEW);
    must(act_opening_apply(&b->act, &o, &err), &err);
    b->contract = o.contract;
    *state = b;
    return 0;
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    return remove(path);
}

static int teardown(void **state)
{
    struct bench *b = *state;
    desk_close(b->act.desk);
    arena_done(&b->arena);
    assert_int_equal(nftw(b->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
    free(b);
    return 0;
}

static struct duty find_duty(struct bench *b, const char *words)
{
    struct err err = {};
    struct duty_list list;
    struct duty_filter f = {.contract = b->contract};

    must(act_duties(&b->act, &f, &list, NULL, &err), &err);
    for (uint32_t i = 0; i < list.n; i++) {
        if (str_has(list.v[i].quote, str_of(words))) {
            struct duty d;

            must(act_duty(&b->act, list.v[i].id, &d, &err), &err);
            return d;
        }
    }
    fail_msg("no duty with the words %s", words);
    return (struct duty){};
}

static void type_day(struct bench *b, const char *name, const char *day)
{
    struct err err = {};
    int64_t id;
    struct occasion_typed t = {
        .name = str_of(name), .day = calendar_parse(str_of(day)), .minute = -1};

    tick(b);
    must(act_occasion_set(&b->act, b->contract, &t, &id, &err), &err);
}

/* ---- cases ---- */

static void a_document_becomes_a_contract(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct contract c;

    must(act_contract(&b->act, b->contract, &c, &err), &err);
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

    must(act_head(&b->act, &before, &err), &err);
    open_text(b, spec_text, &o);
    assert_int_equal(o.kind, OPENING_SAME);
    assert_int_equal(o.contract, b->contract);
    must(act_opening_apply(&b->act, &o, &err), &err);
    must(act_head(&b->act, &after, &err), &err);
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

    must(act_occasion_preview(&b->act, b->contract, &t, &moves, &err), &err);
    for (uint32_t i = 0; i < moves.n; i++) {
        if (str_has(moves.v[i].summary, STR("実施計画書"))) {
            seen = true;
            assert_int_equal(moves.v[i].before_to, CALENDAR_NONE);
            assert_int_equal(moves.v[i].after_to, calendar_day(2026, 6, 20));
        }
    }
    assert_true(seen);
    assert_int_equal(find_duty(b, "実施計画書").clocks.v[0].clock.day_to, CALENDAR_NONE);

    type_day(b, "契約締結日", "2026-06-10");
    assert_int_equal(find_duty(b, "実施計画書").clocks.v[0].clock.day_to,
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

    tick(b);
    must(act_item_add(&b->act, b->contract, &type_meeting, STR("planned"), values, COUNT(values),
                      &id, &err),
         &err);
    struct duty d = find_duty(b, "議事録");

    assert_int_equal(d.clocks.n, 1);
    assert_int_equal(d.clocks.v[0].clock.day_to, calendar_day(2026, 7, 23));
    assert_int_equal(d.clocks.v[0].clock.occasion, id);
}

static void two_people_do_not_overwrite_each_other(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = find_duty(b, "魚種ごと");

    must(act_duty_assign(&b->act, d.id, d.version, STR("佐藤"), &err), &err);
    assert_int_equal(act_duty_assign(&b->act, d.id, d.version, STR("鈴木"), &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_true(str_eq(find_duty(b, "魚種ごと").owner, STR("佐藤")));
}

static void an_agreed_reading_replaces_the_vague_word(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = find_duty(b, "支障が生じた");
    struct duty_reading vague = {
        .value = STR("2026-07-10"), .words = STR("7月10日"), .day = CALENDAR_NONE};
    struct duty_reading agreed = {.value = STR("2026-07-10"),
                                  .words = STR("今回は7月10日まで"),
                                  .by = STR("担当課 田中係長"),
                                  .day = calendar_day(2026, 6, 3)};

    assert_int_equal(act_duty_agree(&b->act, d.id, d.version, &vague, &err), -1);
    assert_int_equal(err.kind, ERR_INVALID);
    must(act_duty_agree(&b->act, d.id, d.version, &agreed, &err), &err);
    d = find_duty(b, "支障が生じた");
    assert_int_equal(d.clocks.v[0].clock.day_to, calendar_day(2026, 7, 10));
    assert_true(str_eq(d.reading.by, STR("担当課 田中係長")));
}

static void done_needs_evidence_and_can_be_withdrawn(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = find_duty(b, "魚種ごと");
    struct duty_done nothing = {.day = CALENDAR_NONE};
    struct duty_done done = {.note = STR("測定記録を共有フォルダへ保存"), .day = CALENDAR_NONE};

    assert_int_equal(act_duty_done(&b->act, d.id, d.version, &nothing, &err), -1);
    must(act_duty_done(&b->act, d.id, d.version, &done, &err), &err);
    d = find_duty(b, "魚種ごと");
    assert_true(str_eq(d.state, STR("done")));
    assert_int_equal(d.evidence.n, 1);

    tick(b);
    must(act_evidence_withdraw(&b->act, d.evidence.v[0].id, d.evidence.v[0].version,
                               STR("別の案件の記録だった"), &err),
         &err);
    assert_true(str_eq(find_duty(b, "魚種ごと").state, STR("open")));
}

/* Puts a file with these bytes into the desk, as a page does with an upload. */
static struct blob blob_of(struct bench *b, const char *text)
{
    struct err err = {};
    struct blob blob;
    char path[128];

    snprintf(path, sizeof(path), "%s/upload", b->folder);
    write_file(path, text);
    must(upload_keep(&b->act, str_of(path), STR("record.txt"), &blob, &err), &err);
    return blob;
}

/* Evidence is told what the inspector finds in its file, and is taken whatever it is. */
static void evidence_is_looked_through(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = find_duty(b, "魚種ごと");
    struct blob found = blob_of(b, "連絡先　電話 03-5555-0123\n");
    struct blob plain = blob_of(b, "魚市場の温度は摂氏4度でした。\n");
    struct blob broken = blob_of(b, "%PDF-1.7 cut off");
    struct duty_done with[] = {{.file = &found, .day = CALENDAR_NONE},
                               {.file = &plain, .day = CALENDAR_NONE},
                               {.file = &broken, .day = CALENDAR_NONE},
                               {.note = STR("電話で連絡 03-5555-0123"), .day = CALENDAR_NONE}};

    for (size_t i = 0; i < COUNT(with); i++) {
        tick(b);
        must(act_duty_done(&b->act, d.id, d.version, &with[i], &err), &err);
        d = find_duty(b, "魚種ごと");
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
    struct duty d = find_duty(b, "議事録");
    struct duty_text text = {.section = d.section,
                             .quote = d.quote,
                             .summary = STR("議事録を翌日までに出す"),
                             .modality = STR("must"),
                             .party = STR("contractor"),
                             .time = STR("2026-08-03")};

    must(act_duty_correct(&b->act, d.id, d.version, &text, &err), &err);
    struct duty now = find_duty(b, "議事録");

    assert_true(now.is_corrected);
    assert_true(str_eq(now.machine_summary, d.summary));
    assert_int_equal(now.clocks.v[0].clock.day_to, calendar_day(2026, 8, 3));
}

static void split_and_undone(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct duty d = find_duty(b, "魚種ごと");
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

    must(act_contract(&b->act, b->contract, &before, &err), &err);
    tick(b);
    must(act_duty_split(&b->act, d.id, d.version, parts, 2, &first, &err), &err);
    assert_int_equal(first, d.id);
    must(act_contract(&b->act, b->contract, &after, &err), &err);
    assert_int_equal(after.counts.duties, before.counts.duties + 1);

    must(act_history(&b->act, b->contract, d.id, 0, 1, &history, &err), &err);
    assert_int_equal(history.n, 1);
    assert_true(history.v[0].can_undo);
    tick(b);
    must(act_undo(&b->act, history.v[0].seq, &contract, &err), &err);
    must(act_contract(&b->act, b->contract, &after, &err), &err);
    assert_int_equal(after.counts.duties, before.counts.duties);
    assert_true(str_eq(find_duty(b, "魚種ごと").summary, d.summary));

    /* The same again is too late: what it touched has moved on. */
    tick(b);
    assert_int_equal(act_undo(&b->act, history.v[0].seq, &contract, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
}

static void joined_duties_become_one(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    int64_t ids[] = {find_duty(b, "魚種ごと").id, find_duty(b, "公表してはならない").id};

    tick(b);
    must(act_duty_join(&b->act, ids, 2, &err), &err);
    struct duty d = find_duty(b, "魚種ごと");

    assert_int_equal(d.id, ids[0]);
    assert_true(str_has(d.quote, STR("公表してはならない")));
    must(act_duty(&b->act, ids[1], &d, &err), &err);
    assert_true(str_eq(d.state, STR("replaced")));
}

static void a_revision_keeps_what_people_added(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct opening o;
    struct duty kept = find_duty(b, "魚種ごと");
    struct duty gone = find_duty(b, "公表してはならない");

    must(act_duty_assign(&b->act, kept.id, kept.version, STR("佐藤"), &err), &err);
    type_day(b, "契約締結日", "2026-06-10");
    open_text(b, revised_text, &o);
    assert_int_equal(o.kind, OPENING_REVISION);
    assert_int_equal(o.contract, b->contract);
    assert_true(o.changes.list.n > 0);
    must(act_opening_apply(&b->act, &o, &err), &err);

    struct duty now = find_duty(b, "朝夕２回");
    struct contract c;

    assert_int_equal(now.id, kept.id);
    assert_true(str_eq(now.owner, STR("佐藤")));
    must(act_duty(&b->act, gone.id, &gone, &err), &err);
    assert_true(str_eq(gone.state, STR("replaced")));
    (void)find_duty(b, "毎月点検");
    must(act_contract(&b->act, b->contract, &c, &err), &err);
    assert_int_equal(c.term_last, calendar_day(2027, 3, 19));
    assert_int_equal(find_duty(b, "実施計画書").clocks.v[0].clock.day_to,
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
    must(act_due(&b->act, &f, &rows, &err), &err);
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

    open_text(b, text, &o);
    assert_int_equal(o.kind, OPENING_NEW);
    must(act_opening_apply(&b->act, &o, &err), &err);

    struct due_filter all = {.contract = o.contract, .from = CALENDAR_NONE, .to = CALENDAR_NONE};

    must(act_due(&b->act, &all, &rows, &err), &err);
    assert_true(rows.n > 0);
    for (uint32_t i = 0; i < rows.n; i++) {
        assert_int_not_equal(rows.v[i].state, DUE_LATE);
    }
}

/* A file with a telephone number in it may leave when somebody said why. */
static void a_file_leaves_when_it_is_decided(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct inspection x;
    struct inspection_list list;
    char path[128];
    int64_t id;

    snprintf(path, sizeof(path), "%s/letter.txt", b->folder);
    write_file(path, "連絡先　電話 03-5555-0123\n");
    tick(b);
    must(act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("letter.txt"), &id, &err),
         &err);
    must(act_inspection(&b->act, id, &x, &err), &err);
    assert_true(str_eq(x.state, STR("open")));
    assert_int_equal(x.result, INSPECT_INSPECTED);
    assert_int_equal(x.rules.n, 1);
    assert_string_equal(x.rules.v[0].id.p, "PII-302");
    assert_int_equal(x.undecided, 1);
    /* What was found is kept masked. */
    assert_true(str_find(x.rules.v[0].findings.v[0].reads, STR("5555"), 0) < 0);

    tick(b);
    struct decision_call call = {DECISION_ALLOW, .reason = STR(" "), .who = STR("緑川 花子")};

    assert_int_equal(act_inspection_decide(&b->act, id, x.version, STR("PII-302"), &call, &err),
                     -1);
    assert_int_equal(err.kind, ERR_INVALID);
    call.reason = STR("公表している代表番号");
    call.who = STR("担当者");
    assert_int_equal(act_inspection_decide(&b->act, id, x.version, STR("PII-302"), &call, &err),
                     -1);
    assert_int_equal(err.kind, ERR_INVALID);
    const struct decision_call mend = {DECISION_MEND};

    assert_int_equal(act_inspection_decide(&b->act, id, x.version, STR("PDF-101"), &mend, &err),
                     -1);
    call.who = STR("緑川 花子");
    must(act_inspection_decide(&b->act, id, x.version, STR("PII-302"), &call, &err), &err);
    must(act_inspection(&b->act, id, &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")));
    assert_int_equal(x.undecided, 0);
    assert_true(str_eq(x.rules.v[0].decision.reason, STR("公表している代表番号")));
    assert_int_equal(x.rules.v[0].decision.day, act_today(&b->act));
    assert_true(str_eq(x.rules.v[0].decision.by, STR("緑川 花子")));

    tick(b);
    must(act_inspection_drop(&b->act, id, x.version, &err), &err);
    must(act_inspections(&b->act, b->contract, &list, &err), &err);
    assert_int_equal(list.v.n, 0);
}

/* Writes a file and lets it come in as plan.txt. */
static enum inspection_came come_in(struct bench *b, const char *text, struct inspection *ret)
{
    struct err err = {};
    char path[128];
    int64_t id;

    snprintf(path, sizeof(path), "%s/plan.txt", b->folder);
    write_file(path, text);
    tick(b);
    int came =
        act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("plan.txt"), &id, &err);

    must(came, &err);
    must(act_inspection(&b->act, id, ret, &err), &err);
    return (enum inspection_came)came;
}

static const struct inspected_rule *rule_in(const struct inspection *x, const char *id)
{
    for (uint32_t i = 0; i < x->rules.n; i++) {
        if (str_eq(x->rules.v[i].id, str_of(id))) {
            return &x->rules.v[i];
        }
    }
    return NULL;
}

/* A file of the same name is a new edition: what was decided is proposed where nothing is new. */
static void a_file_comes_again_as_a_new_edition(void **state)
{
    static const char one[] = "電話 03-5555-0123\nメール kawada@midori-chousa.co.jp\n";
    static const char two[] = "電話 03-5555-0123\nメール kawada@midori-chousa.co.jp\n"
                              "メール aoki@midori-chousa.co.jp\n";
    const struct decision_call call = {DECISION_ALLOW, STR("代表の連絡先"), STR("緑川 花子")};
    struct bench *b = *state;
    struct err err = {};
    struct inspection x, y;
    struct history history;
    uint32_t count;

    assert_int_equal(come_in(b, one, &x), INSPECTION_CAME);
    assert_int_equal(x.edition, 1);
    for (int i = 0; i < 2; i++) {
        tick(b);
        must(act_inspection_decide(&b->act, x.id, x.version,
                                   i == 0 ? STR("PII-302") : STR("PII-303"), &call, &err),
             &err);
        must(act_inspection(&b->act, x.id, &x, &err), &err);
    }
    /* The same bytes change nothing. */
    assert_int_equal(come_in(b, one, &y), INSPECTION_CAME_AGAIN);
    assert_true(y.id == x.id && str_eq(y.state, STR("ready")) && y.edition == 1);

    /* The telephone stands where it stood; of the addresses one is new. */
    assert_int_equal(come_in(b, two, &y), INSPECTION_CAME_ANEW);
    assert_true(y.id == x.id && str_eq(y.state, STR("open")) && y.edition == 2);
    assert_int_equal(y.undecided, 2);
    assert_int_equal(y.proposed, 1);
    assert_int_equal(rule_in(&y, "PII-302")->proposal.added, 0);
    assert_true(str_eq(rule_in(&y, "PII-302")->proposal.decision.by, STR("緑川 花子")));
    assert_int_equal(rule_in(&y, "PII-303")->proposal.added, 1);
    assert_int_equal(rule_in(&y, "PII-303")->decision.choice, DECISION_NONE);

    /* The edition before is there as it was. */
    must(act_inspection_at(&b->act, x.id, y.version - 1, &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")) && memcmp(x.sha256, y.sha256, 32) != 0);

    tick(b);
    assert_int_equal(act_inspection_confirm(&b->act, y.id, y.version, STR("担当者"), &count, &err),
                     -1);
    assert_int_equal(err.kind, ERR_INVALID);
    must(act_inspection_confirm(&b->act, y.id, y.version, STR("青木 太郎"), &count, &err), &err);
    assert_int_equal(count, 1);
    must(act_inspection(&b->act, y.id, &y, &err), &err);
    assert_true(str_eq(rule_in(&y, "PII-302")->decision.by, STR("青木 太郎")));
    assert_true(str_eq(rule_in(&y, "PII-302")->decision.reason, STR("代表の連絡先")));
    assert_int_equal(y.proposed, 0);
    assert_int_equal(y.undecided, 1);
    assert_int_equal(
        act_inspection_confirm(&b->act, y.id, y.version, STR("青木 太郎"), &count, &err), -1);

    /* The history names the rule. */
    must(act_history(&b->act, b->contract, y.id, 0, 1, &history, &err), &err);
    assert_int_equal(history.v[0].decided.n, 1);
    assert_true(str_eq(history.v[0].decided.v[0].rule, STR("PII-302")));
    assert_true(str_eq(history.v[0].decided.v[0].choice, STR("allow")));
    tick(b);
    int64_t contract;

    must(act_undo(&b->act, history.v[0].seq, &contract, &err), &err);
    must(act_history(&b->act, b->contract, y.id, 0, 1, &history, &err), &err);
    assert_true(str_eq(history.v[0].decided.v[0].choice, STR("none")));
    must(act_inspection(&b->act, y.id, &y, &err), &err);
    assert_int_equal(y.proposed, 1);

    tick(b);
    must(act_inspection_drop(&b->act, y.id, y.version, &err), &err);
}

/* A mended file of another name takes the place of the entry it is given for. */
static void a_mended_file_takes_the_place(void **state)
{
    static const char one[] = "電話 03-5555-0123\n";
    struct bench *b = *state;
    struct err err = {};
    struct inspection x, y;
    char path[128];

    come_in(b, "電話 03-5555-0199\n", &x);
    come_in(b, "電話 03-5555-0198\n", &y);
    snprintf(path, sizeof(path), "%s/plan-2.txt", b->folder);
    write_file(path, one);
    tick(b);
    assert_int_equal(
        act_inspection_renew(&b->act, y.id, y.version - 1, str_of(path), STR("plan-2.txt"), &err),
        -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(
        act_inspection_renew(&b->act, y.id, y.version, str_of(path), STR("plan-2.txt"), &err),
        INSPECTION_CAME_ANEW);
    must(act_inspection(&b->act, y.id, &y, &err), &err);
    assert_true(str_eq(y.name, STR("plan-2.txt")) && y.edition == 3 && y.id == x.id);
    tick(b);
    must(act_inspection_drop(&b->act, y.id, y.version, &err), &err);
    assert_int_equal(act_inspection_renew(&b->act, y.id, 0, str_of(path), STR("plan-2.txt"), &err),
                     -1);
}

/* What was not looked through may hold anything when it comes anew. */
static void a_file_that_cannot_be_read_is_decided_each_time(void **state)
{
    const struct decision_call call = {DECISION_ALLOW, STR("別に確かめた"), STR("緑川 花子")};
    struct bench *b = *state;
    struct err err = {};
    struct inspection x;

    come_in(b,
            "\x7f"
            "ELF\1\1",
            &x);
    assert_int_equal(x.result, INSPECT_REFUSED);
    tick(b);
    must(act_inspection_decide(&b->act, x.id, x.version, STR("SYS-399"), &call, &err), &err);
    assert_int_equal(come_in(b,
                             "\x7f"
                             "ELF\1\1\2",
                             &x),
                     INSPECTION_CAME_ANEW);
    assert_int_equal(x.proposed, 0);
    assert_int_equal(rule_in(&x, "SYS-399")->proposal.added, 1);
    tick(b);
    must(act_inspection_drop(&b->act, x.id, x.version, &err), &err);
}

/* What a program that was stopped left of its work goes when the desk is opened; all else stays. */
static void work_that_was_stopped_is_swept_away(void **state)
{
    struct bench *b = *state;
    char path[160];
    struct stat st;

    snprintf(path, sizeof(path), "%s/uploads", b->folder);
    mkdir(path, 0700);
    snprintf(path, sizeof(path), "%s/uploads/work-a1b2c3", b->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof(path), "%s/uploads/work-a1b2c3/letter.txt", b->folder);
    write_file(path, "left\n");
    snprintf(path, sizeof(path), "%s/uploads/upload-x", b->folder);
    write_file(path, "of a request\n");
    workshop_sweep(b->folder);
    assert_int_equal(stat(path, &st), 0);
    remove(path);
    snprintf(path, sizeof(path), "%s/uploads/work-a1b2c3", b->folder);
    assert_int_equal(stat(path, &st), -1);
}

/* One decision for a rule in several files; what came later or was dropped is left alone. */
static void many_files_are_decided_at_once(void **state)
{
    struct bench *b = *state;
    const struct decision_call call = {DECISION_ALLOW, .reason = STR("公表している代表番号"),
                                       .who = STR("緑川 花子")};
    struct err err = {};
    struct inspection x;
    char path[128];
    int64_t ids[4];
    uint32_t decided = 0;

    snprintf(path, sizeof(path), "%s/letter.txt", b->folder);
    for (size_t i = 0; i < COUNT(ids); i++) {
        const char names[][16] = {"letter0.txt", "letter1.txt", "letter2.txt", "letter3.txt"};

        write_file(path, i == 3 ? "番号はない\n" : "連絡先　電話 03-5555-0123\n");
        tick(b);
        must(act_inspection_add(&b->act, b->contract, 0, str_of(path), str_of(names[i]), &ids[i],
                                &err),
             &err);
    }
    must(act_inspection_drop(&b->act, ids[1], 1, &err), &err);
    must(act_inspections_decide(&b->act, b->contract, ids, COUNT(ids), STR("PII-302"), &call,
                                &decided, &err),
         &err);
    assert_int_equal(decided, 2);
    must(act_inspection(&b->act, ids[2], &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")));
    assert_true(str_eq(x.rules.v[0].decision.by, STR("緑川 花子")));
    must(act_inspection(&b->act, ids[1], &x, &err), &err);
    assert_int_equal(x.rules.v[0].decision.choice, DECISION_NONE);
    assert_int_equal(act_inspections_decide(&b->act, b->contract + 1, ids, 1, STR("PII-302"), &call,
                                            &decided, &err),
                     -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

/* What cannot be read is kept and waits for a decision; what is empty is not taken. */
/* How many findings of the rule a file with the text has. */
static uint32_t found_in(struct bench *b, const char *text, const char *rule)
{
    struct str path = arena_printf(&b->arena, "%s/names.txt", b->folder);
    struct err err = {};
    struct inspection x;
    uint32_t n = 0;
    int64_t id;

    write_file(path.p, text);
    must(act_inspection_add(&b->act, b->contract, 0, str_of(path.p), STR("names.txt"), &id, &err),
         &err);
    must(act_inspection(&b->act, id, &x, &err), &err);
    for (uint32_t i = 0; i < x.rules.n; i++) {
        n += str_eq(x.rules.v[i].id, str_of(rule)) ? x.rules.v[i].findings.n : 0;
    }
    return n;
}

static void names_of_the_contract_are_looked_for(void **state)
{
    struct bench *b = *state;
    struct names_change change = {
        .lists = {[PERSONAL_PEOPLE] = STR("鬼ヶ島 勇作\n"), [PERSONAL_WORDS] = STR("乙姫計画\n")},
        .who = STR("事務局")};
    struct contract_names names;
    struct err err = {};

    assert_int_equal(found_in(b, "当日は鬼ヶ島勇作が運ぶ。\n", "PII-305"), 0);
    assert_int_equal(act_names_save(&b->act, b->contract, &change, &err), -1);
    assert_int_equal(err.kind, ERR_INVALID); /* a role is no person */
    change.who = STR("緑川 花子");
    must(act_names_save(&b->act, b->contract, &change, &err), &err);
    assert_int_equal(found_in(b, "当日は鬼ヶ島勇作が運ぶ。\n", "PII-305"), 1);
    assert_int_equal(found_in(b, "乙姫計画を進める。\n", "PII-311"), 1);

    must(act_names(&b->act, b->contract, &names, &err), &err);
    assert_int_equal(names.counts[PERSONAL_PEOPLE], 1);
    assert_int_equal(names.counts[PERSONAL_ALLOWED], 0);
    assert_int_equal(act_names_save(&b->act, b->contract, &change, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT); /* it was not seen as it is */
    change.version = names.version;
    change.lists[PERSONAL_ALLOWED] = STR("鬼ヶ島 勇作\n");
    must(act_names_save(&b->act, b->contract, &change, &err), &err);
    assert_int_equal(found_in(b, "当日は鬼ヶ島勇作が運ぶ。\n", "PII-305"), 0);
}

static void a_file_nobody_can_read_is_not_clean(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct inspection x;
    char path[128];
    int64_t id;

    snprintf(path, sizeof(path), "%s/report.pdf", b->folder);
    write_file(path, "%PDF-1.7 cut off");
    tick(b);
    must(act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("report.pdf"), &id, &err),
         &err);
    must(act_inspection(&b->act, id, &x, &err), &err);
    assert_int_not_equal(x.result, INSPECT_INSPECTED);
    assert_true(x.why.n > 0);
    assert_true(x.undecided > 0);
    assert_true(str_eq(x.state, STR("open")));
    write_file(path, "");
    assert_int_equal(
        act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("e.pdf"), &id, &err), -1);
    assert_int_equal(err.kind, ERR_INVALID);
}

/* Cleaning makes a file of its own; what it comes from stays, and undoing it brings that back. */
static void a_cleaned_file_takes_the_place(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct inspection x;
    struct inspection_list list;
    struct history history;
    char path[128];
    int64_t id, cleaned, contract;

    snprintf(path, sizeof(path), "%s/photo.jpg", b->folder);
    write_bytes(path, STR("\xFF\xD8\xFF\xDA\0\3\1\xAA\xFF\xD9left over"));
    tick(b);
    must(act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("photo.jpg"), &id, &err),
         &err);
    must(act_inspection(&b->act, id, &x, &err), &err);
    assert_string_equal(x.rules.v[0].id.p, "IMG-282");
    tick(b);
    must(act_inspection_clean(&b->act, id, x.version, CLEAN_TRACKED_REFUSE, &cleaned, &err), &err);
    must(act_inspection(&b->act, cleaned, &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")));
    assert_int_equal(x.cleaned_from, id);
    assert_int_equal(x.removed.n, 1);
    must(act_inspection(&b->act, id, &x, &err), &err);
    assert_true(str_eq(x.state, STR("replaced")));
    assert_int_equal(act_inspection_clean(&b->act, cleaned, 1, CLEAN_TRACKED_REFUSE, &id, &err),
                     -1);
    assert_int_equal(err.kind, ERR_INVALID);

    tick(b);
    must(act_history(&b->act, b->contract, 0, 0, 1, &history, &err), &err);
    must(act_undo(&b->act, history.v[0].seq, &contract, &err), &err);
    must(act_inspections(&b->act, b->contract, &list, &err), &err);
    assert_int_equal(list.v.n, 1);
    assert_true(str_eq(list.v.v[0].state, STR("open")));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

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
        CASE(a_file_leaves_when_it_is_decided),
        CASE(a_file_comes_again_as_a_new_edition),
        CASE(a_mended_file_takes_the_place),
        CASE(a_file_that_cannot_be_read_is_decided_each_time),
        CASE(a_cleaned_file_takes_the_place),
        CASE(work_that_was_stopped_is_swept_away),
        CASE(many_files_are_decided_at_once),
        CASE(names_of_the_contract_are_looked_for),
        CASE(a_file_nobody_can_read_is_not_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
