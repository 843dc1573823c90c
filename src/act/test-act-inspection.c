/*
 * Files that are to leave the desk: looked through, decided, mended, cleaned, and what people
 * decided is taken back.
 */
#include "act/test-bench.h"

#include "act/contract.h"
#include "act/inspection.h"
#include "act/names.h"
#include "act/workshop.h"

#include <sys/stat.h>

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
    bench_write_file(path, "連絡先　電話 03-5555-0123\n");
    bench_tick(b);
    bench_must(
        act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("letter.txt"), &id, &err),
        &err);
    bench_must(act_inspection(&b->act, id, &x, &err), &err);
    assert_true(str_eq(x.state, STR("open")));
    assert_int_equal(x.result, INSPECT_INSPECTED);
    assert_int_equal(x.rules.n, 1);
    assert_string_equal(x.rules.v[0].id.p, "PII-302");
    assert_int_equal(x.undecided, 1);
    /* What was found is kept masked. */
    assert_true(str_find(x.rules.v[0].findings.v[0].reads, STR("5555"), 0) < 0);

    bench_tick(b);
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
    bench_must(act_inspection_decide(&b->act, id, x.version, STR("PII-302"), &call, &err), &err);
    bench_must(act_inspection(&b->act, id, &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")));
    assert_int_equal(x.undecided, 0);
    assert_true(str_eq(x.rules.v[0].decision.reason, STR("公表している代表番号")));
    assert_int_equal(x.rules.v[0].decision.day, act_today(&b->act));
    assert_true(str_eq(x.rules.v[0].decision.by, STR("緑川 花子")));

    bench_tick(b);
    bench_must(act_inspection_drop(&b->act, id, x.version, &err), &err);
    bench_must(act_inspections(&b->act, b->contract, &list, &err), &err);
    assert_int_equal(list.v.n, 0);
}

/* Writes a file and lets it come in as plan.txt. */
static enum inspection_came come_in(struct bench *b, const char *text, struct inspection *ret)
{
    struct err err = {};
    char path[128];
    int64_t id;

    snprintf(path, sizeof(path), "%s/plan.txt", b->folder);
    bench_write_file(path, text);
    bench_tick(b);
    int came =
        act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("plan.txt"), &id, &err);

    bench_must(came, &err);
    bench_must(act_inspection(&b->act, id, ret, &err), &err);
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
        bench_tick(b);
        bench_must(act_inspection_decide(&b->act, x.id, x.version,
                                         i == 0 ? STR("PII-302") : STR("PII-303"), &call, &err),
                   &err);
        bench_must(act_inspection(&b->act, x.id, &x, &err), &err);
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
    bench_must(act_inspection_at(&b->act, x.id, y.version - 1, &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")) && memcmp(x.sha256, y.sha256, 32) != 0);

    bench_tick(b);
    assert_int_equal(act_inspection_confirm(&b->act, y.id, y.version, STR("担当者"), &count, &err),
                     -1);
    assert_int_equal(err.kind, ERR_INVALID);
    bench_must(act_inspection_confirm(&b->act, y.id, y.version, STR("青木 太郎"), &count, &err),
               &err);
    assert_int_equal(count, 1);
    bench_must(act_inspection(&b->act, y.id, &y, &err), &err);
    assert_true(str_eq(rule_in(&y, "PII-302")->decision.by, STR("青木 太郎")));
    assert_true(str_eq(rule_in(&y, "PII-302")->decision.reason, STR("代表の連絡先")));
    assert_int_equal(y.proposed, 0);
    assert_int_equal(y.undecided, 1);
    assert_int_equal(
        act_inspection_confirm(&b->act, y.id, y.version, STR("青木 太郎"), &count, &err), -1);

    /* The history names the rule. */
    bench_must(act_history(&b->act, b->contract, y.id, 0, 1, &history, &err), &err);
    assert_int_equal(history.v[0].decided.n, 1);
    assert_true(str_eq(history.v[0].decided.v[0].rule, STR("PII-302")));
    assert_true(str_eq(history.v[0].decided.v[0].choice, STR("allow")));
    bench_tick(b);
    int64_t contract;

    bench_must(act_undo(&b->act, history.v[0].seq, &contract, &err), &err);
    bench_must(act_history(&b->act, b->contract, y.id, 0, 1, &history, &err), &err);
    assert_true(str_eq(history.v[0].decided.v[0].choice, STR("none")));
    bench_must(act_inspection(&b->act, y.id, &y, &err), &err);
    assert_int_equal(y.proposed, 1);

    bench_tick(b);
    bench_must(act_inspection_drop(&b->act, y.id, y.version, &err), &err);
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
    bench_write_file(path, one);
    bench_tick(b);
    assert_int_equal(
        act_inspection_renew(&b->act, y.id, y.version - 1, str_of(path), STR("plan-2.txt"), &err),
        -1);
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(
        act_inspection_renew(&b->act, y.id, y.version, str_of(path), STR("plan-2.txt"), &err),
        INSPECTION_CAME_ANEW);
    bench_must(act_inspection(&b->act, y.id, &y, &err), &err);
    assert_true(str_eq(y.name, STR("plan-2.txt")) && y.edition == 3 && y.id == x.id);
    bench_tick(b);
    bench_must(act_inspection_drop(&b->act, y.id, y.version, &err), &err);
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
    bench_tick(b);
    bench_must(act_inspection_decide(&b->act, x.id, x.version, STR("SYS-399"), &call, &err), &err);
    assert_int_equal(come_in(b,
                             "\x7f"
                             "ELF\1\1\2",
                             &x),
                     INSPECTION_CAME_ANEW);
    assert_int_equal(x.proposed, 0);
    assert_int_equal(rule_in(&x, "SYS-399")->proposal.added, 1);
    bench_tick(b);
    bench_must(act_inspection_drop(&b->act, x.id, x.version, &err), &err);
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
    bench_write_file(path, "left\n");
    snprintf(path, sizeof(path), "%s/uploads/upload-x", b->folder);
    bench_write_file(path, "of a request\n");
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

        bench_write_file(path, i == 3 ? "番号はない\n" : "連絡先　電話 03-5555-0123\n");
        bench_tick(b);
        bench_must(act_inspection_add(&b->act, b->contract, 0, str_of(path), str_of(names[i]),
                                      &ids[i], &err),
                   &err);
    }
    bench_must(act_inspection_drop(&b->act, ids[1], 1, &err), &err);
    bench_must(act_inspections_decide(&b->act, b->contract, ids, COUNT(ids), STR("PII-302"), &call,
                                      &decided, &err),
               &err);
    assert_int_equal(decided, 2);
    bench_must(act_inspection(&b->act, ids[2], &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")));
    assert_true(str_eq(x.rules.v[0].decision.by, STR("緑川 花子")));
    bench_must(act_inspection(&b->act, ids[1], &x, &err), &err);
    assert_int_equal(x.rules.v[0].decision.choice, DECISION_NONE);
    assert_int_equal(act_inspections_decide(&b->act, b->contract + 1, ids, 1, STR("PII-302"), &call,
                                            &decided, &err),
                     -1);
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

/* How many findings of the rule a file with the text has. */
static uint32_t found_in(struct bench *b, const char *text, const char *rule)
{
    struct str path = arena_printf(&b->arena, "%s/names.txt", b->folder);
    struct err err = {};
    struct inspection x;
    uint32_t n = 0;
    int64_t id;

    bench_write_file(path.p, text);
    bench_must(
        act_inspection_add(&b->act, b->contract, 0, str_of(path.p), STR("names.txt"), &id, &err),
        &err);
    bench_must(act_inspection(&b->act, id, &x, &err), &err);
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
    bench_must(act_names_save(&b->act, b->contract, &change, &err), &err);
    assert_int_equal(found_in(b, "当日は鬼ヶ島勇作が運ぶ。\n", "PII-305"), 1);
    assert_int_equal(found_in(b, "乙姫計画を進める。\n", "PII-311"), 1);

    bench_must(act_names(&b->act, b->contract, &names, &err), &err);
    assert_int_equal(names.counts[PERSONAL_PEOPLE], 1);
    assert_int_equal(names.counts[PERSONAL_ALLOWED], 0);
    assert_int_equal(act_names_save(&b->act, b->contract, &change, &err), -1);
    assert_int_equal(err.kind, ERR_CONFLICT); /* it was not seen as it is */
    change.version = names.version;
    change.lists[PERSONAL_ALLOWED] = STR("鬼ヶ島 勇作\n");
    bench_must(act_names_save(&b->act, b->contract, &change, &err), &err);
    assert_int_equal(found_in(b, "当日は鬼ヶ島勇作が運ぶ。\n", "PII-305"), 0);
}

/* What cannot be read is kept and waits for a decision; what is empty is not taken. */
static void a_file_nobody_can_read_is_not_clean(void **state)
{
    struct bench *b = *state;
    struct err err = {};
    struct inspection x;
    char path[128];
    int64_t id;

    snprintf(path, sizeof(path), "%s/report.pdf", b->folder);
    bench_write_file(path, "%PDF-1.7 cut off");
    bench_tick(b);
    bench_must(
        act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("report.pdf"), &id, &err),
        &err);
    bench_must(act_inspection(&b->act, id, &x, &err), &err);
    assert_int_not_equal(x.result, INSPECT_INSPECTED);
    assert_true(x.why.n > 0);
    assert_true(x.undecided > 0);
    assert_true(str_eq(x.state, STR("open")));
    bench_write_file(path, "");
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
    bench_write_bytes(path, STR("\xFF\xD8\xFF\xDA\0\3\1\xAA\xFF\xD9left over"));
    bench_tick(b);
    bench_must(
        act_inspection_add(&b->act, b->contract, 0, str_of(path), STR("photo.jpg"), &id, &err),
        &err);
    bench_must(act_inspection(&b->act, id, &x, &err), &err);
    assert_string_equal(x.rules.v[0].id.p, "IMG-282");
    bench_tick(b);
    bench_must(act_inspection_clean(&b->act, id, x.version, &(struct inspection_cleaning){},
                                    &cleaned, &err),
               &err);
    bench_must(act_inspection(&b->act, cleaned, &x, &err), &err);
    assert_true(str_eq(x.state, STR("ready")));
    assert_int_equal(x.cleaned_from, id);
    assert_int_equal(x.removed.n, 1);
    bench_must(act_inspection(&b->act, id, &x, &err), &err);
    assert_true(str_eq(x.state, STR("replaced")));
    assert_int_equal(
        act_inspection_clean(&b->act, cleaned, 1, &(struct inspection_cleaning){}, &id, &err), -1);
    assert_int_equal(err.kind, ERR_INVALID);

    bench_tick(b);
    bench_must(act_history(&b->act, b->contract, 0, 0, 1, &history, &err), &err);
    bench_must(act_undo(&b->act, history.v[0].seq, &contract, &err), &err);
    bench_must(act_inspections(&b->act, b->contract, &list, &err), &err);
    assert_int_equal(list.v.n, 1);
    assert_true(str_eq(list.v.v[0].state, STR("open")));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
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
