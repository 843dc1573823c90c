/*
 * Homophones typed for each other: 出展舎 once where all else says 出展者, 製果品 for 成果品.
 *
 * Runs of three to six kanji are counted. A run that stands once is a slip where another run of the
 * same length, four times as frequent or more, differs from it by one kanji that sounds the same,
 * and the pair of kanji the slip makes stands nowhere else (pairs are counted when the first such
 * run is met: most documents have none). Both tables are of fixed size; a document with more words
 * than they hold is not looked at further, so the cost is linear.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    SLOTS = 1 << 13,
    PAIR_BITS = 15,
    PAIRS = 1 << PAIR_BITS,
    LEAST_CHARS = 3,
    MOST_CHARS = 6,
    OFTEN = 4,
    KANJI_BYTES = 3,
};

/* Kanji of one sound that are typed for each other, a space around each group. */
static const char homophones[] =
    " 者社舎車 成製制整 構講購 責積績 会回開 期機器 査差 保補 証障 検件険 "
    "録緑 適摘的 施試 対体 意以 価化課科 確格 官管完監 作策 定程 託択 "
    "所書署 契計経 貸賃 徹撤 受需 集収 示事 料量 仕支 務夢 用要容 展店点 "
    "品貧 員院因 式識 行交 約訳 理利 実質 ";

struct run {
    struct str text;
    uint32_t block, beg, count;
};

struct typo_tables {
    struct run *runs; /* SLOTS */
    uint8_t *pairs; /* PAIRS: how often two kanji stand side by side, by hash, up to 255; or NULL */
    uint32_t n;
    uint32_t blocks; /* that were looked at */
};

static struct run *run_slot(const struct typo_tables *t, struct str text)
{
    uint32_t at = (uint32_t)str_hash(text) % SLOTS;

    for (uint32_t i = 0; i < 16; i++) {
        struct run *r = &t->runs[(at + i) % SLOTS];

        if (r->text.n == 0 || str_eq(r->text, text)) {
            return r;
        }
    }
    return NULL;
}

static uint8_t *pair_slot(const struct typo_tables *t, struct str text, size_t at)
{
    uint64_t pair = 0;

    memcpy(&pair, text.p + at, 2 * KANJI_BYTES);
    return &t->pairs[(pair * 0x9E3779B97F4A7C15u) >> (64 - PAIR_BITS)];
}

/* Counts the pairs of the run s[beg, end). */
static void add_pairs(struct typo_tables *t, uint32_t block, struct str s, size_t beg, size_t end)
{
    struct str text = str_sub(s, beg, end);

    for (size_t at = 0; at + 2 * KANJI_BYTES <= text.n; at += KANJI_BYTES) {
        uint8_t *pair = pair_slot(t, text, at);

        *pair += *pair < UINT8_MAX;
    }
}

/* Counts the run s[beg, end). */
static void add_run(struct typo_tables *t, uint32_t block, struct str s, size_t beg, size_t end)
{
    struct str text = str_sub(s, beg, end);

    if (text.n < LEAST_CHARS * KANJI_BYTES || text.n > MOST_CHARS * KANJI_BYTES) {
        return;
    }
    struct run *r = run_slot(t, text);

    if (r != NULL && r->text.n == 0 && t->n < SLOTS / 2) {
        *r = (struct run){.text = text, .block = block, .beg = (uint32_t)beg};
        t->n++;
    }
    if (r != NULL && r->text.n > 0) {
        r->count++;
    }
}

/* Kanji for char_walk; what the table does not reach is looked at by its class. */
static const uint8_t kanji_table[CHAR_TABLE_BYTES] = {
    [0x3005 ... 0x3007] = 1,
    [0x3400 ... 0x4DBF] = 1,
    [0x4E00 ... CHAR_TABLE_REST] = 1,
};

static bool is_kanji(struct str s, size_t at)
{
    unsigned char first = (unsigned char)s.p[at];

    return first <= 0xE9
               ? first >= 0xE3
               : s.n - at >= KANJI_BYTES && first < 0xF0 && char_class_at(s, at) == CHAR_KANJI;
}

/* Hands over the runs of kanji of a block. */
static void walk_runs(const struct lint *l, struct typo_tables *t, uint32_t block,
                      void (*add)(struct typo_tables *t, uint32_t block, struct str s, size_t beg,
                                  size_t end))
{
    struct str s = l->r->blocks.v[block].t.s;
    struct char_walk walk;
    size_t beg = 0;
    size_t end = 0; /* of the run */

    char_walk_begin(&walk, kanji_table, s, 0);
    for (size_t at = char_walk_next(&walk, 0); at < s.n; at = char_walk_next(&walk, at + 1)) {
        if (!is_kanji(s, at)) {
            continue;
        }
        if (at != end && end > beg) {
            add(t, block, s, beg, end);
        }
        beg = at == end ? beg : at;
        end = at + KANJI_BYTES;
    }
    if (end > beg) {
        add(t, block, s, beg, end);
    }
}

static void collect(const struct lint *l, struct typo_tables *t)
{
    for (; t->blocks < l->r->blocks.n && t->n < SLOTS / 2; t->blocks++) {
        walk_runs(l, t, t->blocks, add_run);
    }
}

static void collect_pairs(const struct lint *l, struct typo_tables *t)
{
    t->pairs = arena_alloc(l->r->arena, PAIRS);
    memset(t->pairs, 0, PAIRS);
    for (uint32_t i = 0; i < t->blocks; i++) {
        walk_runs(l, t, i, add_pairs);
    }
}

/* The pairs the kanji at byte `at` makes with its neighbours stand nowhere else. */
static bool is_odd(const struct typo_tables *t, struct str text, size_t at)
{
    return (at == 0 || *pair_slot(t, text, at - KANJI_BYTES) == 1) &&
           (at + KANJI_BYTES >= text.n || *pair_slot(t, text, at) == 1);
}

static void report_typo(struct lint *l, const struct run *x, const struct run *usual)
{
    const struct block *b = &l->r->blocks.v[x->block];
    struct reg_src src = lint_around(l, b, x->beg, x->beg + x->text.n, 2, 6);

    if (lint_is_reported(l, &src)) {
        return;
    }
    struct reg_src other =
        block_src(l->r, &l->r->blocks.v[usual->block], usual->beg, usual->beg + usual->text.n);

    lint_report(l, &(struct lint_say){
                       .src = src,
                       .other = &other,
                       .confidence = LIKELY,
                       .why = arena_printf(
                           l->r->arena, "「%.*s」はほかでは「%.*s」と書かれており、誤記と思われる",
                           STR_ARG(x->text), STR_ARG(usual->text)),
                       .question = arena_printf(
                           l->r->arena, "%.*sは「%.*s」の誤りと解してよろしいでしょうか。",
                           STR_ARG(lint_named(l, b, x->text)), STR_ARG(usual->text)),
                   });
}

/* The usual run that another kanji of a group makes in place of the one at byte `at`; or NULL. */
static const struct run *usual_run(const struct typo_tables *t, const struct run *x, size_t at)
{
    char word[MOST_CHARS * KANJI_BYTES];
    struct str all = {.p = homophones, .n = sizeof(homophones) - 1};
    struct str kanji = str_sub(x->text, at, at + KANJI_BYTES);

    memcpy(word, x->text.p, x->text.n);
    for (ptrdiff_t hit = str_find(all, kanji, 0); hit >= 0;
         hit = str_find(all, kanji, (size_t)hit + KANJI_BYTES)) {
        size_t k = (size_t)hit;

        while (all.p[k - 1] != ' ') {
            k -= KANJI_BYTES;
        }
        for (; all.p[k] != ' '; k += KANJI_BYTES) {
            memcpy(word + at, all.p + k, KANJI_BYTES);
            const struct run *usual = run_slot(t, (struct str){.p = word, .n = x->text.n});

            if (usual != NULL && usual->count >= OFTEN && usual != x) {
                return usual;
            }
        }
    }
    return NULL;
}

void lint_typo_homophone(struct lint *l)
{
    struct typo_tables t = {.runs = ARENA_ARRAY(l->r->arena, SLOTS, struct run)};

    collect(l, &t);
    for (uint32_t i = 0; i < SLOTS; i++) {
        const struct run *x = &t.runs[i];

        if (x->count != 1 || !lint_is_own_text(l, &l->r->blocks.v[x->block])) {
            continue;
        }
        for (size_t at = 0; at < x->text.n; at += KANJI_BYTES) {
            const struct run *usual = usual_run(&t, x, at);

            if (usual != NULL && t.pairs == NULL) {
                collect_pairs(l, &t);
            }
            if (usual != NULL && is_odd(&t, x->text, at)) {
                report_typo(l, x, usual);
                break;
            }
        }
    }
}
