/*
 * Copies that differ: one title in two spellings, one word with a wrong character.
 *
 * Titles (「…」, lone lines, what follows a label) are kept without spaces in two hash tables, by
 * their first and by their last four characters; a title is held against those it meets there. Two
 * that differ by a particle are one title misspelt. Two that differ by a noun or a number are two
 * titles. Each bucket keeps a few titles, so the pass is linear.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    SLOTS = 1 << 9,
    SLOT_TITLES = 4,
    EDGE_CHARS = 4,
    SHORTEST_TITLE = 12, /* characters */
    LONGEST_TITLE = 80,
};

struct title {
    struct str text; /* without spaces and without （仮称） before it */
    uint32_t block;
    uint32_t beg, end; /* folded bytes */
};

struct title_slot {
    struct title titles[SLOT_TITLES];
    uint32_t n;
};

struct title_table {
    struct lint *l;
    struct title_slot *by_head, *by_tail;
};

static struct str without_spaces(struct arena *a, struct str s)
{
    if (memchr(s.p, ' ', s.n) == NULL) {
        return s;
    }
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ') {
            out[n++] = s.p[i];
        }
    }
    return (struct str){.p = out, .n = n};
}

static size_t skip_chars(struct str s, size_t at, int count)
{
    for (; count > 0 && at < s.n; count--) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
    }
    return at;
}

static bool is_joining_particle(struct str s)
{
    static const char *const particles[] = {"を", "に", "の", "が", "は", "で", "と", "へ", "も"};

    for (size_t i = 0; i < COUNT(particles); i++) {
        if (str_eq(s, str_of(particles[i]))) {
            return true;
        }
    }
    return false;
}

/* What two titles differ by, between what they begin and end with alike. */
static void differing(struct str a, struct str b, struct str *ret_a, struct str *ret_b)
{
    size_t most = MIN(a.n, b.n);
    size_t head = 0;
    size_t tail = 0;

    while (head < most && a.p[head] == b.p[head]) {
        head++;
    }
    head = utf8_floor(a, head);
    while (tail < most - head && a.p[a.n - 1 - tail] == b.p[b.n - 1 - tail]) {
        tail++;
    }
    size_t a_end = a.n - tail;
    size_t b_end = b.n - tail;

    /* The tail may begin inside a character: give its first bytes back. */
    while (a_end < a.n && ((unsigned char)a.p[a_end] & 0xC0) == 0x80) {
        a_end++;
        b_end++;
    }
    *ret_a = str_sub(a, head, a_end);
    *ret_b = str_sub(b, head, b_end);
}

static bool is_misspelling(struct str a, struct str b)
{
    struct str in_a;
    struct str in_b;

    differing(a, b, &in_a, &in_b);
    return is_joining_particle(in_a) && is_joining_particle(in_b);
}

static void report_title(struct lint *l, const struct title *t, const struct reg_src *known)
{
    const struct block *b = &l->r->blocks.v[t->block];
    struct reg_src src = block_src(l->r, b, t->beg, t->end);
    struct reg_src other = *known;

    lint_report(
        l,
        &(struct lint_say){
            .src = src,
            .other = &other,
            .confidence = DEFINITE,
            .why = arena_printf(l->r->arena, "同じ名称が「%.*s」と「%.*s」の二通りに書かれている",
                                STR_ARG(other.quote), STR_ARG(src.quote)),
            .question = arena_printf(
                l->r->arena,
                "「%.*s」と「%.*s」は同じ名称と思われますが、どちらが正しいかご教示ください。",
                STR_ARG(other.quote), STR_ARG(src.quote)),
        });
}

/* Compares with the titles of the slot; true when the same title is there already. */
static bool meet(struct title_table *table, struct title_slot *slot, const struct title *t,
                 bool *ret_reported)
{
    for (uint32_t i = 0; i < slot->n; i++) {
        const struct title *known = &slot->titles[i];

        if (str_eq(known->text, t->text)) {
            return true;
        }
        if (!*ret_reported && is_misspelling(known->text, t->text)) {
            struct reg_src src = block_src(table->l->r, &table->l->r->blocks.v[known->block],
                                           known->beg, known->end);

            report_title(table->l, t, &src);
            *ret_reported = true;
        }
    }
    if (slot->n < SLOT_TITLES) {
        slot->titles[slot->n++] = *t;
    }
    return false;
}

static void add_title(struct title_table *table, uint32_t block, size_t beg, size_t end)
{
    struct lint *l = table->l;
    struct str s = l->r->blocks.v[block].t.s;

    beg = skip_spaces(s, beg);
    if (str_at(s, beg, STR("(仮称)"))) {
        beg = skip_spaces(s, beg + strlen("(仮称)"));
    }
    while (end > beg && s.p[end - 1] == ' ') {
        end--;
    }
    if (end <= beg || end - beg < SHORTEST_TITLE || end - beg > LONGEST_TITLE * 3) {
        return;
    }
    struct str text = without_spaces(l->r->arena, str_sub(s, beg, end));
    size_t count = char_count(text);

    if (count < SHORTEST_TITLE || count > LONGEST_TITLE) {
        return;
    }
    size_t head = skip_chars(text, 0, EDGE_CHARS);
    size_t tail = skip_chars(text, 0, (int)count - EDGE_CHARS);
    struct title t = {.text = text, .block = block, .beg = (uint32_t)beg, .end = (uint32_t)end};
    bool reported = false;

    if (!meet(table, &table->by_head[str_hash(str_sub(text, 0, head)) % SLOTS], &t, &reported)) {
        meet(table, &table->by_tail[str_hash(str_sub(text, tail, text.n)) % SLOTS], &t, &reported);
    }
}

/* A line that names something: no sentence, no verb at its end. */
static bool is_name_like(struct str s)
{
    static const char *const verbs[] = {"する", "こと", "ます", "ある", "した", "れる", "ください"};

    if (str_has(s, STR("。"))) {
        return false;
    }
    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (str_ends(s, str_of(verbs[i]))) {
            return false;
        }
    }
    return true;
}

/* Where the words start that `~words~`, a subtitle, or a comma ends. */
static size_t title_end(struct str s, size_t beg, size_t end)
{
    for (size_t at = skip_chars(s, beg, SHORTEST_TITLE); at < end; at = skip_chars(s, at, 1)) {
        if (s.p[at] == '~' || str_at(s, at, STR("、"))) {
            return at;
        }
    }
    return end;
}

static void add_quoted(struct title_table *table, uint32_t block)
{
    struct str s = table->l->r->blocks.v[block].t.s;
    ptrdiff_t open = str_find(s, STR("「"), 0);

    while (open >= 0) {
        size_t beg = (size_t)open + strlen("「");
        ptrdiff_t close = str_find(s, STR("」"), beg);

        if (close < 0) {
            return;
        }
        add_title(table, block, beg, (size_t)close);
        open = str_find(s, STR("「"), beg);
    }
}

static void add_line(struct title_table *table, uint32_t block)
{
    const struct block *b = &table->l->r->blocks.v[block];
    struct str s = b->t.s;

    if (s.n <= b->body || s.n - b->body > LONGEST_TITLE * 3 || !is_name_like(s)) {
        return;
    }
    const char *colon = memchr(s.p + b->body, ':', s.n - b->body);
    size_t beg = colon != NULL ? (size_t)(colon + 1 - s.p) : b->body;

    add_title(table, block, beg, title_end(s, beg, s.n));
}

enum { TITLE_HEAD = 18, TITLE_TAIL = 12, TITLE_DIFFERENCE = 12 };

/* 「…基本計画策定業務」 where the contract is 「…基本構想策定業務」: one word of its title differs. */
static bool is_other_title(struct str title, struct str text)
{
    static const char *const other_paper[] = {"仕様書", "報告書", "要領", "契約", "提案", "説明"};
    struct str in_a;
    struct str in_b;

    differing(title, text, &in_a, &in_b);
    size_t head = (size_t)(in_a.p - title.p);

    for (size_t i = 0; i < in_a.n + in_b.n; i++) {
        char c = i < in_a.n ? in_a.p[i] : in_b.p[i - in_a.n];

        if (c >= '0' && c <= '9') {
            return false; /* another year, another phase */
        }
    }
    return in_a.n > 0 && in_b.n > 0 && in_a.n <= TITLE_DIFFERENCE && in_b.n <= TITLE_DIFFERENCE &&
           head >= TITLE_HEAD && title.n - head - in_a.n >= TITLE_TAIL &&
           !lint_has_any(in_b, other_paper, COUNT(other_paper));
}

static void check_quoted(struct lint *l, uint32_t block, struct str title,
                         const struct reg_src *src)
{
    static const char *const past[] = {"過去", "昨年", "前年", "実績", "参考",
                                       "既存", "別途", "関連", "連携"};
    const struct block *b = &l->r->blocks.v[block];
    struct str s = b->t.s;

    for (ptrdiff_t open = str_find(s, STR("「"), 0); open >= 0;
         open = str_find(s, STR("「"), (size_t)open + 3)) {
        size_t beg = (size_t)open + strlen("「");
        ptrdiff_t close = str_find(str_sub(s, 0, beg + LONGEST_TITLE * 3), STR("」"), beg);

        if (close < 0) {
            continue;
        }
        struct str text = without_spaces(l->r->arena, str_sub(s, beg, (size_t)close));

        /* The register's title goes without 委託 at its end. */
        if (str_ends(text, STR("委託")) && !str_ends(title, STR("委託"))) {
            text.n -= strlen("委託");
        }
        if (is_other_title(title, text) &&
            !lint_has_any(lint_clause(b, beg, (size_t)close), past, COUNT(past))) {
            report_title(
                l, &(struct title){.block = block, .beg = (uint32_t)beg, .end = (uint32_t)close},
                src);
            return;
        }
    }
}

/* The title of the contract in 「」 with another word in it. */
void lint_copy_contract_title(struct lint *l)
{
    const struct reg *reg = l->r->reg;

    for (uint32_t i = 0; i < reg->facts.n; i++) {
        const struct reg_fact *f = &reg->facts.v[i];

        if (f->src.file != l->r->file || !str_eq(f->key, STR("title"))) {
            continue;
        }
        /* As written, folded: the value may be tidied. */
        struct str title = without_spaces(l->r->arena, f->value);

        for (uint32_t k = 0; k < l->r->blocks.n; k++) {
            if (lint_is_own_text(l, &l->r->blocks.v[k])) {
                check_quoted(l, k, title, &f->src);
            }
        }
        return;
    }
}

void lint_copy_title(struct lint *l)
{
    struct title_table table = {
        .l = l,
        .by_head = ARENA_ARRAY(l->r->arena, SLOTS, struct title_slot),
        .by_tail = ARENA_ARRAY(l->r->arena, SLOTS, struct title_slot),
    };

    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];

        if (block_in_annex(l->r, b)) {
            continue;
        }
        add_line(&table, i);
        if (ftext_may_have(&b->t, STR("「」"))) {
            add_quoted(&table, i);
        }
    }
}

/* ---- words ---- */

/*
 * Characters often taken for one another; a word ends in the first where the second is meant.
 * Each is a WORD_CONFUSABLE of lint-words.c.
 */
static const struct confusion {
    const char *wrong, *right;
    const char *fine; /* stems that go with both, between spaces */
} confusions[] = {
    {"社", "者",
     " 参加 出展 協力 掲載 応募 受託 委託 提案 関係 採択 対象 事業 協賛 後援 主催 登録 加盟 会員"
     " 支援 出資 発注 受注 請負 競合 製造 販売 運営 応札 落札 提供 開発 導入 申請 回答 代表 入居 "
     "出店"
     " 契約 再委 "},
    {"構", "講", " 機 "},
    {"責", "積", " 職 引 "},
    {"積", "績", " 面 体 容 見 "},
};

enum { WORD_SLOTS = 1 << 12, STEM_CHARS = 2, OFTEN = 2 };

struct word_count {
    struct str text;
    uint32_t count, block, beg, end;
    uint8_t confusion;
    bool wrong;
};

static struct word_count *count_slot(struct word_count *table, struct str text)
{
    uint32_t slot = (uint32_t)str_hash(text) % WORD_SLOTS;

    for (uint32_t i = 0; i < 16; i++) {
        struct word_count *w = &table[(slot + i) % WORD_SLOTS];

        if (w->text.n == 0 || str_eq(w->text, text)) {
            return w;
        }
    }
    return NULL;
}

/* The two characters before byte `at`, when both are kanji; empty else. */
static struct str stem_before(struct str s, size_t at)
{
    size_t beg = at;

    for (int i = 0; i < STEM_CHARS; i++) {
        if (char_class_before(s, beg) != CHAR_KANJI) {
            return (struct str){};
        }
        beg = char_before(s, beg);
    }
    return str_sub(s, beg, at);
}

static void count_word(struct word_count *table, struct str s, const struct lint_hit *h,
                       size_t confusion, bool wrong)
{
    struct str stem = stem_before(s, h->beg);

    if (stem.n == 0) {
        return;
    }
    struct str word = str_sub(s, h->beg - stem.n, h->end);
    struct word_count *w = count_slot(table, word);

    if (w == NULL) {
        return;
    }
    if (w->text.n == 0) {
        *w = (struct word_count){.text = word,
                                 .block = h->block,
                                 .beg = (uint32_t)(h->beg - stem.n),
                                 .end = h->end,
                                 .confusion = (uint8_t)confusion,
                                 .wrong = wrong};
    }
    w->count++;
}

static void count_hit(struct lint *l, struct word_count *table, const struct lint_hit *h)
{
    struct str s = l->r->blocks.v[h->block].t.s;

    for (size_t k = 0; k < COUNT(confusions); k++) {
        if (strcmp(h->word->text, confusions[k].wrong) == 0) {
            count_word(table, s, h, k, true);
        } else if (strcmp(h->word->text, confusions[k].right) == 0) {
            count_word(table, s, h, k, false);
        }
    }
}

static bool is_fine_stem(struct lint *l, const struct confusion *c, struct str stem)
{
    return str_has(str_of(c->fine), arena_printf(l->r->arena, " %.*s ", STR_ARG(stem)));
}

static void check_word(struct lint *l, struct word_count *table, const struct word_count *w)
{
    const struct confusion *c = &confusions[w->confusion];
    struct str stem = str_sub(w->text, 0, w->text.n - strlen(c->wrong));
    struct str right = arena_printf(l->r->arena, "%.*s%s", STR_ARG(stem), c->right);
    const struct word_count *usual = count_slot(table, right);

    if (w->count != 1 || usual == NULL || usual->count < OFTEN || is_fine_stem(l, c, stem)) {
        return;
    }
    const struct block *usual_block = &l->r->blocks.v[usual->block];
    struct reg_src other = block_src(l->r, usual_block, usual->beg, usual->end);
    const struct block *b = &l->r->blocks.v[w->block];

    lint_report(l, &(struct lint_say){
                       .src = lint_around(l, b, w->beg, w->end, 2, 10),
                       .other = &other,
                       .confidence = LIKELY,
                       .why = arena_printf(
                           l->r->arena, "「%.*s」はほかでは「%.*s」と書かれており、誤記と思われる",
                           STR_ARG(w->text), STR_ARG(right)),
                       .question = arena_printf(l->r->arena,
                                                "%.*sは「%.*s」の誤りと解してよろしいでしょうか。",
                                                STR_ARG(lint_named(l, b, w->text)), STR_ARG(right)),
                   });
}

void lint_copy_word(struct lint *l)
{
    struct word_count *table = ARENA_ARRAY(l->r->arena, WORD_SLOTS, struct word_count);

    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];

        if (h->word->class == WORD_CONFUSABLE && lint_is_own_text(l, &l->r->blocks.v[h->block])) {
            count_hit(l, table, h);
        }
    }
    for (uint32_t i = 0; i < WORD_SLOTS; i++) {
        if (table[i].text.n > 0 && table[i].wrong) {
            check_word(l, table, &table[i]);
        }
    }
}
