/*
 * Homophones typed for each other: 出展舎 once where all else says 出展者, 製果品 for 成果品.
 *
 * Runs of three to six kanji are counted. A run that stands once is a slip where another run of the
 * same length, four times as frequent or more, differs from it by one kanji that sounds the same, and
 * the pair of kanji the slip makes stands nowhere else. Both tables are of fixed size; a document
 * with more words than they hold is not looked at further, so the cost is linear.
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

/* Kanji of one sound that are typed for each other; a group each. */
static const char *const homophones[] = {
    "者社舎車", "成製制整", "構講購", "責積績", "会回開", "期機器", "査差", "保補", "証障", "検件険",
    "録緑", "適摘的", "施試", "対体", "意以", "価化課科", "確格", "官管完監", "作策", "定程",
    "託択", "所書署", "契計経", "貸賃", "徹撤", "受需", "集収", "示事", "料量", "仕支",
    "務夢", "用要容", "展店点", "品貧", "員院因", "式識", "行交", "約訳", "理利", "実質",
};

struct run {
    struct str text;
    uint32_t block, beg, count;
};

struct typo_tables {
    struct run *runs;    /* SLOTS */
    uint8_t *pairs;      /* PAIRS: how often two kanji stand side by side, by hash, up to 255 */
    uint32_t n;
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

/* Counts the run s[beg, end) and its pairs. */
static void add_run(struct typo_tables *t, uint32_t block, struct str s, size_t beg, size_t end)
{
    struct str text = str_sub(s, beg, end);

    for (size_t at = 0; at + 2 * KANJI_BYTES <= text.n; at += KANJI_BYTES) {
        uint8_t *pair = pair_slot(t, text, at);

        *pair += *pair < UINT8_MAX;
    }
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

/* Whether a kanji of three bytes stands at `at`. */
static inline bool is_kanji(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    if (p[0] < 0xE3 || s.n - at < KANJI_BYTES || (p[0] == 0xE3 && p[1] > 0x80 && p[1] < 0x90)) {
        return false; /* kana are E3 81 to E3 83 */
    }
    return (p[0] >= 0xE5 && p[0] <= 0xE9) || (p[0] == 0xE4 && p[1] >= 0xB8) || (p[0] <= 0xEF && char_class_at(s, at) == CHAR_KANJI);
}

/* Where the run of kanji ends that goes on at `at`, if it does. */
static size_t run_end(struct str s, size_t at)
{
    while (at < s.n && is_kanji(s, at)) {
        at += KANJI_BYTES;
    }
    return at;
}

static void collect(const struct lint *l, struct typo_tables *t)
{
    for (uint32_t i = 0; i < l->r->blocks.n && t->n < SLOTS / 2; i++) {
        struct str s = l->r->blocks.v[i].t.s;

        for (size_t at = 0; at < s.n;) {
            if (!is_kanji(s, at)) {
                at += (unsigned char)s.p[at] >= 0xE0 ? KANJI_BYTES : 1; /* at least so long */
                continue;
            }
            size_t end = run_end(s, at + KANJI_BYTES);

            add_run(t, i, s, at, end);
            at = end;
        }
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
    struct reg_src other = block_src(l->r, &l->r->blocks.v[usual->block], usual->beg,
                                     usual->beg + usual->text.n);

    lint_report(l, &(struct lint_say){
                       .src = src,
                       .other = &other,
                       .confidence = LIKELY,
                       .why = arena_printf(l->r->arena,
                                           "「%.*s」はほかでは「%.*s」と書かれており、誤記と思われる",
                                           STR_ARG(x->text), STR_ARG(usual->text)),
                       .question = arena_printf(
                           l->r->arena, "%.*sは「%.*s」の誤りと解してよろしいでしょうか。",
                           STR_ARG(lint_named(l, b, x->text)), STR_ARG(usual->text)),
                   });
}

/* Tries the other kanji of each group in place of the one at byte `at`. */
static bool check_place(struct lint *l, const struct typo_tables *t, const struct run *x, size_t at)
{
    char word[MOST_CHARS * KANJI_BYTES];
    struct str kanji = str_sub(x->text, at, at + KANJI_BYTES);

    memcpy(word, x->text.p, x->text.n);
    for (size_t g = 0; g < COUNT(homophones); g++) {
        struct str group = str_of(homophones[g]);

        if (!str_has(group, kanji)) {
            continue;
        }
        for (size_t k = 0; k < group.n; k += KANJI_BYTES) {
            memcpy(word + at, group.p + k, KANJI_BYTES);
            const struct run *usual = run_slot(t, (struct str){.p = word, .n = x->text.n});

            if (usual != NULL && usual->count >= OFTEN && usual != x) {
                report_typo(l, x, usual);
                return true;
            }
        }
        memcpy(word + at, kanji.p, KANJI_BYTES);
    }
    return false;
}

void lint_typo_homophone(struct lint *l)
{
    struct typo_tables t = {.runs = ARENA_ARRAY(l->r->arena, SLOTS, struct run),
                            .pairs = arena_alloc(l->r->arena, PAIRS)};

    memset(t.pairs, 0, PAIRS);
    collect(l, &t);
    for (uint32_t i = 0; i < SLOTS; i++) {
        const struct run *x = &t.runs[i];

        if (x->count != 1 || !lint_is_own_text(l, &l->r->blocks.v[x->block])) {
            continue;
        }
        for (size_t at = 0; at < x->text.n; at += KANJI_BYTES) {
            if (is_odd(&t, x->text, at) && check_place(l, &t, x, at)) {
                break;
            }
        }
    }
}
