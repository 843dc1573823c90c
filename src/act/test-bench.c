/* A desk for tests; see test-bench.h. */
#include "act/test-bench.h"

#include <ftw.h>
#include <stdlib.h>

const char bench_spec[] =
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

void bench_write_bytes(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
}

void bench_write_file(const char *path, const char *text)
{
    bench_write_bytes(path, str_of(text));
}

void bench_tick(struct bench *b)
{
    b->act.now_ms += 60000;
}

void bench_must(int status, const struct err *err)
{
    if (status < 0) {
        print_error("%s\n", err->message);
    }
    assert_true(status >= 0);
}

void bench_open(struct bench *b, const char *text, struct opening *ret)
{
    struct err err = {};
    char path[128];
    struct opening_file file = {path, STR("spec.txt")};

    snprintf(path, sizeof(path), "%s/spec.txt", b->folder);
    bench_write_file(path, text);
    bench_tick(b);
    bench_must(act_opening_read(&b->act, &file, 1, 0, ret, &err), &err);
}

int bench_setup(void **state)
{
    static const char pattern[] = "/tmp/test-act-XXXXXX";
    struct bench *b = calloc(1, sizeof(*b));
    struct err err = {};
    struct opening o;
    char folder[96];

    memcpy(b->folder, pattern, sizeof(pattern));
    assert_non_null(mkdtemp(b->folder));
    snprintf(folder, sizeof(folder), "%s/desk", b->folder);
    bench_must(store_create(folder, &err), &err);
    bench_must(desk_open(folder, false, &b->act.desk, &err), &err);
    b->act.arena = &b->arena;
    b->act.actor = STR("tester");
    b->act.now_ms = (int64_t)calendar_day(2026, 6, 1) * DAY_MS;
    bench_open(b, bench_spec, &o);
    assert_int_equal(o.kind, OPENING_NEW);
    bench_must(act_opening_apply(&b->act, &o, &err), &err);
    b->contract = o.contract;
    *state = b;
    return 0;
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    return remove(path);
}

int bench_teardown(void **state)
{
    struct bench *b = *state;
    desk_close(b->act.desk);
    arena_done(&b->arena);
    assert_int_equal(nftw(b->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
    free(b);
    return 0;
}

struct duty bench_duty(struct bench *b, const char *words)
{
    struct err err = {};
    struct duty_list list;
    struct duty_filter f = {.contract = b->contract};

    bench_must(act_duties(&b->act, &f, &list, NULL, &err), &err);
    for (uint32_t i = 0; i < list.n; i++) {
        if (str_has(list.v[i].quote, str_of(words))) {
            struct duty d;

            bench_must(act_duty(&b->act, list.v[i].id, &d, &err), &err);
            return d;
        }
    }
    fail_msg("no duty with the words %s", words);
    return (struct duty){};
}
