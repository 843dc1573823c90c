/*
 * The search: words of any length and width, what was changed, and, over many random texts, exactly
 * what looking at every text finds, before and after the texts were put into the lists.
 */
#include "store/test-desk.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static int merge_job(struct tx *tx, void *arg, struct err *err)
{
    int64_t left;

    return gram_merge(tx->db, 1000000, &left, err);
}

static void merge(struct desk *d)
{
    struct err err = {};

    assert_int_equal(desk_write(d, merge_job, NULL, &err), 0);
}

static const char *found(struct desk *d, const char *words, char *ids, size_t room)
{
    struct record_filter f = {.words = str_of(words)};

    return desk_ids(d, &f, ids, room);
}

static void finds_words_however_written(void **state)
{
    static const char *const quotes[] = {
        "受注者は、情報セキュリティ計画書を提出すること。", /* 1 */
        "ﾃﾞｰﾀﾍﾞｰｽの管理者を置く。",                         /* 2 */
        "Ｗｅｂサイトを ＨＴＭＬ５ で作る。",               /* 3 */
        "個人 情報を\\nふくむ紙は鍵のかかる棚に。",         /* 4 */
        "か\u3099くぶち 𠮷野",                              /* 5 */
    };
    static const struct {
        const char *words, *expected;
    } cases[] = {
        {"情報", "1 4"},
        {"情", "1 4"},
        {"報", "1 4"},
        {"。", "1 2 3 4"},
        {"個人情報", "4"},
        {"情報 計画", "1"},
        {"情報　計画", "1"},
        {"計画 情報 棚", ""},
        {"データベース", "2"},
        {"ﾃﾞｰﾀ", "2"},
        {"データ", "2"},
        {"テータ", ""},
        {"web", "3"},
        {"ＷＥＢ", "3"},
        {"html5", "3"},
        {"HTML５で", "3"},
        {"がくぶち", "5"},
        {"か", "4"},
        {"𠮷", "5"},
        {"𠮷野", "5"},
        {"吉野", ""},
        {"置く。", "2"},
        {"棚に。", "4"},
        {"く", "2 4 5"},
        {"受注者は、情報セキュリティ計画書を提出すること。", "1"},
        {"受注者は、情報セキュリティ計画書を提出することとする", ""},
        {"%", ""},
        {"'", ""},
    };
    struct desk *d = *state;
    char ids[256];

    for (size_t i = 0; i < COUNT(quotes); i++) {
        char body[256];

        snprintf(body, sizeof(body), "{\"quote\":\"%s\"}", quotes[i]);
        assert_int_equal(desk_add(d, &type_duty, 0, body), (int64_t)i + 1);
    }
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < COUNT(cases); i++) {
            assert_string_equal(found(d, cases[i].words, ids, sizeof(ids)), cases[i].expected);
        }
        merge(d);
    }
    assert_string_equal(found(d, "", ids, sizeof(ids)), "1 2 3 4 5");
    assert_non_null(strstr(found(d, "a b c d e f g h i", ids, sizeof(ids)), "failed"));
}

static int change_job(struct tx *tx, void *arg, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    struct record r;

    if (record_load(tx, &a, 1, &r, err) < 0) {
        return -1;
    }
    r.body = STR("{\"title\":\"夏の会議\",\"place\":\"会議室\"}");
    return record_change(tx, &r, "test.change", err);
}

static void forgets_what_was_changed(void **state)
{
    struct desk *d = *state;
    struct err err = {};
    char ids[64];

    assert_int_equal(desk_add(d, &type_meeting, 0, "{\"title\":\"春の会\",\"place\":\"議場\"}"), 1);
    merge(d);
    assert_string_equal(found(d, "春", ids, sizeof(ids)), "1");
    assert_string_equal(found(d, "会議", ids, sizeof(ids)), ""); /* two fields are two texts */
    assert_int_equal(desk_write(d, change_job, NULL, &err), 0);
    for (int round = 0; round < 2; round++) {
        assert_string_equal(found(d, "春", ids, sizeof(ids)), "");
        assert_string_equal(found(d, "夏", ids, sizeof(ids)), "1");
        merge(d);
    }
}

/* ---- random texts beside looking at every one of them ---- */

enum { TEXTS = 1500, QUERIES = 60 };
static const char *const letters[] = {"業", "務", "委", "託", "の", "a", "ア", "1"};

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

static void make_text(uint32_t *seed, size_t max_letters, size_t kinds, char *out, size_t room)
{
    size_t n = 1 + next_random(seed) % max_letters, used = 0;

    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        used += (size_t)snprintf(out + used, room - used, "%s", letters[next_random(seed) % kinds]);
    }
}

struct texts {
    char v[TEXTS][128];
    int64_t contract[TEXTS], contracts[2];
    uint32_t seed;
};

static int add_texts(struct tx *tx, void *arg, struct err *err)
{
    struct texts *texts = arg;

    for (int i = 0; i < TEXTS; i++) {
        char body[200];
        struct record r = {.type = &type_question, .contract = texts->contract[i]};

        snprintf(body, sizeof(body), "{\"text\":\"%s\",\"number\":%d}", texts->v[i], TEXTS - i);
        r.body = str_of(body);
        if (record_add(tx, &r, "test.add", err) < 0) {
            return -1;
        }
    }
    return 0;
}

static int compare_texts(struct tx *tx, void *arg, struct err *err)
{
    struct texts *texts = arg;
    uint32_t seed = texts->seed;

    for (int q = 0; q < QUERIES; q++) {
        struct arena a CLEANUP(arena_done) = {};
        char word[64], other[64], both[140];
        struct record_list list;
        struct str cursor;
        uint32_t expected = 0, kind = next_random(&seed);
        int64_t count;

        make_text(&seed, 5, COUNT(letters), word, sizeof(word));
        make_text(&seed, 2, COUNT(letters), other, sizeof(other));
        snprintf(both, sizeof(both), kind & 4 ? "%s %s" : "%s", word, other);
        struct record_filter f = {.type = &type_question,
                                  .words = str_of(both),
                                  .contract = kind & 1 ? texts->contracts[0] : 0,
                                  .descending = kind & 2,
                                  .order = kind & 8 ? "number" : NULL};

        if (record_list(tx, &a, &f, &list, &cursor, err) < 0 ||
            record_count(tx, &f, &count, err) < 0) {
            return -1;
        }
        bool up = (f.order == NULL) != f.descending; /* numbers run against ids */

        for (int i = 0; i < TEXTS && expected < list.n; i++) {
            int at = up ? i : TEXTS - 1 - i;

            if (strstr(texts->v[at], word) != NULL &&
                (!(kind & 4) || strstr(texts->v[at], other) != NULL) &&
                (f.contract == 0 || texts->contract[at] == f.contract)) {
                assert_int_equal(list.v[expected].id, at + 3); /* after two contracts */
                expected++;
            }
        }
        assert_int_equal(expected, list.n);
        assert_true(count == list.n || (count > list.n && cursor.n > 0));
    }
    return 0;
}

static void finds_what_looking_finds(void **state)
{
    struct desk *d = *state;
    struct texts *texts = calloc(1, sizeof(*texts));
    struct err err = {};

    assert_non_null(texts);
    texts->seed = 20260401;
    texts->contracts[0] = desk_add(d, &type_contract, 0, "{}");
    texts->contracts[1] = desk_add(d, &type_contract, 0, "{}");
    for (int i = 0; i < TEXTS; i++) {
        texts->contract[i] = texts->contracts[next_random(&texts->seed) % 2];
        make_text(&texts->seed, i % 3 == 0 ? 30 : 8, i % 2 == 0 ? 4 : COUNT(letters), texts->v[i],
                  sizeof(texts->v[i]));
    }
    assert_int_equal(desk_write(d, add_texts, texts, &err), 0);
    assert_int_equal(store_read(d->s, compare_texts, texts, &err), 0);
    merge(d);
    assert_int_equal(store_read(d->s, compare_texts, texts, &err), 0);
    assert_int_equal(store_rebuild(d->s, &err), 0);
    assert_int_equal(store_read(d->s, compare_texts, texts, &err), 0);
    free(texts);
}

#define with_desk(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_desk(finds_words_however_written),
        with_desk(forgets_what_was_changed),
        with_desk(finds_what_looking_finds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
