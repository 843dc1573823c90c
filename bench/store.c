/*
 * usage: store FOLDER
 *
 * Two figures of the desk, each beside its yardstick, as lines "NAME VALUE":
 *   durable writes a second from 64 threads: group commit, and one commit per write
 *   search of 100,000 texts: time to the first page, 99th percentile, by length of word
 * Texts are sentences put together at random from words of specifications.
 */
#include "store/inner.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { THREADS = 64, TEXTS = 100000, CONTRACTS = 50, QUERIES = 1000, BATCH = 1000, PAGE = 50 };

static double time_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double now_s(void)
{
    return time_of(CLOCK_MONOTONIC);
}

static void stop_on(int result, const struct err *err)
{
    if (result < 0) {
        fprintf(stderr, "bench: %s\n", err->message);
        exit(2);
    }
}

/* ---- writes ---- */

struct writer {
    struct store *s;
    double until;
    int64_t writes;
};

static int add_job(struct tx *tx, void *arg, struct err *err)
{
    return record_add(tx, arg, "evidence.give", err);
}

static void *write_until(void *arg)
{
    struct writer *w = arg;
    struct store_by by = {.actor = STR("bench"), .received_ms = 1};

    while (now_s() < w->until) {
        struct record r = {.type = &type_evidence,
                           .body = STR("{\"duty\":12,\"clock_key\":\"2026-08\","
                                       "\"day\":\"2026-08-10\",\"note\":\"月次の報告\"}")};
        struct err err = {};

        stop_on(store_write(w->s, &by, add_job, &r, &err), &err);
        w->writes++;
    }
    return NULL;
}

static double writes_a_second(struct store *s, bool one_by_one, double seconds)
{
    struct writer writers[THREADS];
    pthread_t threads[THREADS];
    int64_t writes = 0;
    double start = now_s();

    s->one_by_one = one_by_one;
    for (int i = 0; i < THREADS; i++) {
        writers[i] = (struct writer){.s = s, .until = start + seconds};
        if (pthread_create(&threads[i], NULL, write_until, &writers[i]) != 0) {
            exit(2);
        }
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        writes += writers[i].writes;
    }
    s->one_by_one = false;
    return (double)writes / (now_s() - start);
}

/* ---- search ---- */

/* clang-format off */
static const char *const words[] = {
    "受託者", "本業務", "業務", "情報", "情報セキュリティ", "計画書", "報告書", "実施", "体制",
    "提出", "承認", "協議", "契約", "締結", "成果物", "納品", "期限", "委託者", "再委託", "個人情報",
    "取扱い", "管理", "責任者", "担当職員", "打合せ", "議事録", "作成", "開催", "会場", "参加者",
    "募集", "周知", "広報", "調査", "分析", "集計", "設問", "回答", "窓口", "電話", "電子メール",
    "システム", "サーバ", "アクセス", "権限", "記録", "保存", "廃棄", "証明", "検査", "確認", "修正",
    "を行い、", "について", "に関する", "するものとする。", "しなければならない。", "すること。", "の",
    "及び", "並びに", "又は", "場合は", "必要に応じて", "速やかに", "令和", "８年", "３月", "１日",
    "英語", "翻訳", "ウェブサイト", "ｻｰﾊﾞ", "PDF", "Excel", "地域", "自治体", "事業者", "医療機関"};
/* clang-format on */

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* About 150 characters; frequent words first, as in any text. */
static void make_text(uint32_t *seed, char *out, size_t room)
{
    size_t used = 0;

    for (int i = 0; i < 40; i++) {
        uint32_t a = next_random(seed) % COUNT(words), b = next_random(seed) % COUNT(words);

        used += (size_t)snprintf(out + used, room - used, "%s", words[MIN(a, b)]);
    }
    snprintf(out + used, room - used, "番号%u", next_random(seed) % 1000000);
}

struct adding {
    int64_t contracts[CONTRACTS];
    uint32_t seed;
    int from;
};

static int add_contracts(struct tx *tx, void *arg, struct err *err)
{
    struct adding *adding = arg;

    for (int i = 0; i < CONTRACTS; i++) {
        struct record r = {.type = &type_contract, .body = STR("{}")};

        if (record_add(tx, &r, "contract.open", err) < 0) {
            return -1;
        }
        adding->contracts[i] = r.id;
    }
    return 0;
}

static int add_texts(struct tx *tx, void *arg, struct err *err)
{
    struct adding *adding = arg;

    for (int i = 0; i < BATCH; i++) {
        char text[2048], body[2100];
        int64_t contract = adding->contracts[(adding->from + i) * (int64_t)CONTRACTS / TEXTS];
        struct record r = {.type = &type_question, .contract = contract};

        make_text(&adding->seed, text, sizeof(text));
        snprintf(body, sizeof(body), "{\"text\":\"%s\"}", text);
        r.body = str_of(body);
        if (record_add(tx, &r, "question.add", err) < 0) {
            return -1;
        }
    }
    return 0;
}

struct asking {
    struct record_filter filter;
    uint32_t found;
};

static int search_job(struct tx *tx, void *arg, struct err *err)
{
    struct asking *asking = arg;
    struct arena a CLEANUP(arena_done) = {};
    struct record_list list;
    struct str cursor;

    if (record_list(tx, &a, &asking->filter, &list, &cursor, err) < 0) {
        return -1;
    }
    asking->found = list.n;
    return 0;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The first `letters` characters of a random place of a random text (3 bytes each). */
static struct str make_word(uint32_t *seed, int letters, char *out, size_t room)
{
    char text[2048];

    make_text(seed, text, sizeof(text));
    size_t n = strlen(text), at = next_random(seed) % (n / 2);

    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80) {
        at--;
    }
    size_t end = at;

    for (int i = 0; i < letters && text[end] != '\0'; i++) {
        end++;
        while (((unsigned char)text[end] & 0xC0) == 0x80) {
            end++;
        }
    }
    snprintf(out, room, "%.*s", (int)(end - at), text + at);
    return str_of(out);
}

static void measure_search(struct store *s, int letters, int64_t contract)
{
    static double times[QUERIES], cpu[QUERIES];
    uint32_t seed = 7 + (uint32_t)letters;
    int64_t found = 0;

    for (int i = 0; i < QUERIES; i++) {
        char word[128];
        struct asking asking = {.filter = {.limit = PAGE, .contract = contract}};
        struct err err = {};

        asking.filter.words = make_word(&seed, letters, word, sizeof(word));
        double start = now_s(), start_cpu = time_of(CLOCK_THREAD_CPUTIME_ID);

        stop_on(store_read(s, search_job, &asking, &err), &err);
        times[i] = (now_s() - start) * 1000;
        cpu[i] = (time_of(CLOCK_THREAD_CPUTIME_ID) - start_cpu) * 1000;
        found += asking.found;
    }
    qsort(times, QUERIES, sizeof(times[0]), compare_doubles);
    qsort(cpu, QUERIES, sizeof(cpu[0]), compare_doubles);
    printf("search_%s_%d p50 %.3f ms, p99 %.3f ms (processor: p99 %.3f ms), found %.1f\n",
           contract == 0 ? "desk" : "contract", letters, times[QUERIES / 2],
           times[QUERIES * 99 / 100], cpu[QUERIES * 99 / 100], (double)found / QUERIES);
}

int main(int argc, char **argv)
{
    static const int letters[] = {1, 2, 3, 4, 6, 10, 30};
    struct store_by by = {.actor = STR("bench"), .received_ms = 1};
    struct adding adding = {.seed = 1};
    struct store *s = NULL;
    struct err err = {};

    if (argc != 2) {
        fprintf(stderr, "usage: store FOLDER\n");
        return 2;
    }
    stop_on(store_create(argv[1], &err), &err);
    stop_on(store_open(argv[1], NULL, &s, &err), &err);
    double single = writes_a_second(s, true, 2), group = writes_a_second(s, false, 2);

    single = (single + writes_a_second(s, true, 2)) / 2;
    group = (group + writes_a_second(s, false, 2)) / 2;
    printf("writes_single %.0f\nwrites_group %.0f\nwrites_ratio %.2f\n", single, group,
           group / single);
    double start = now_s();

    stop_on(store_write(s, &by, add_contracts, &adding, &err), &err);
    for (adding.from = 0; adding.from < TEXTS; adding.from += BATCH) {
        stop_on(store_write(s, &by, add_texts, &adding, &err), &err);
    }
    printf("texts_a_second %.0f\n", TEXTS / (now_s() - start));
    for (size_t i = 0; i < COUNT(letters); i++) {
        measure_search(s, letters[i], 0);
        measure_search(s, letters[i], adding.contracts[CONTRACTS / 2]);
    }
    store_close(s);
    return 0;
}
