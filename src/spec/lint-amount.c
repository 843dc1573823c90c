/*
 * Amounts and counts that cannot be: a lower bound above the upper one, a tax that is not the tax
 * of its amount, a product that is not the product of its factors, one limit with two amounts.
 *
 * Arithmetic is held exactly; where the text says 約 or 程度 it is not held at all.
 */
#include "spec/lint.h"

#include "text/chars.h"

#include <inttypes.h>

enum {
    MOST_CAPS = 64,
    CAP_REACH = 60,    /* bytes between 上限 and its amount */
    LONGEST_UNIT = 24, /* bytes between a factor and × */
    RESULT_REACH = 24, /* bytes between the last factor and the product */
    TAX_REACH = 120,
    ROUNDING = 1000, /* thousandths: one yen */
};

/* ---- bounds ---- */

void lint_amount_bounds(struct lint *l)
{
    for (uint32_t i = 0; i < l->quantities.n; i++) {
        const struct lint_quantity *q = &l->quantities.v[i];
        const struct block *b = &l->r->blocks.v[q->block];

        if (!q->has_lo || !q->has_hi || q->lo <= q->hi) {
            continue;
        }
        struct reg_src src = lint_around(l, b, q->beg, q->end, 4, 4);

        lint_report(l, &(struct lint_say){
                           .src = src,
                           .confidence = DEFINITE,
                           .why = arena_printf(l->r->arena, "「%.*s」は下限が上限より大きい",
                                               STR_ARG(lint_words(b, q->beg, q->end))),
                           .question = arena_printf(
                               l->r->arena, "%.*sについて、正しい数（範囲）をご教示ください。",
                               STR_ARG(lint_named(l, b, src.quote))),
                       });
    }
}

/* ---- numbers as written ---- */

struct figure {
    int64_t value;   /* thousandths, 千 万 億 applied */
    size_t beg, end; /* with 万 and the like, without the unit */
};

static bool is_digit_at(struct str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* Digits with separators and 千 百万 万 億 behind them. False when none stand there. */
static bool read_figure(struct str s, size_t at, struct figure *ret)
{
    static const struct {
        const char *word;
        int64_t factor;
    } scales[] = {{"百万", 1000000}, {"千", 1000}, {"万", 10000}, {"億", 100000000}};
    struct figure f = {.beg = at};
    int decimals = -1;

    while (at < s.n && f.value < INT64_MAX / 1000000) {
        if (is_digit_at(s, at)) {
            f.value = f.value * 10 + (s.p[at] - '0');
            decimals += decimals >= 0;
        } else if (s.p[at] == '.' && decimals < 0 && is_digit_at(s, at + 1)) {
            decimals = 0;
        } else if (s.p[at] != ',' || !is_digit_at(s, at + 1)) {
            break;
        }
        at++;
    }
    if (at == f.beg || decimals > 3) {
        return false;
    }
    for (int i = MAX(decimals, 0); i < 3; i++) {
        f.value *= 10;
    }
    for (size_t i = 0; i < COUNT(scales); i++) {
        if (str_at(s, at, str_of(scales[i].word)) &&
            !__builtin_mul_overflow(f.value, scales[i].factor, &f.value)) {
            at += strlen(scales[i].word);
            break;
        }
    }
    f.end = at;
    *ret = f;
    return f.value > 0;
}

/* The figure whose unit ends right before byte `end`: 18,000円|×. */
static bool figure_before(struct str s, size_t end, struct figure *ret)
{
    size_t low = end > LONGEST_UNIT + 24 ? utf8_floor(s, end - LONGEST_UNIT - 24) : 0;
    size_t at = end;

    while (at > low && !is_digit_at(s, at - 1)) {
        at--;
    }
    if (at == low || end - at > LONGEST_UNIT || str_has(str_sub(s, at, end), STR("、")) ||
        str_has(str_sub(s, at, end), STR("。"))) {
        return false;
    }
    while (at > low && (is_digit_at(s, at - 1) || s.p[at - 1] == ',' || s.p[at - 1] == '.')) {
        at--;
    }
    while (at < end && !is_digit_at(s, at)) {
        at++;
    }
    return read_figure(s, at, ret);
}

/* ---- products ---- */

static size_t times_at(struct str s, size_t at)
{
    static const char *const signs[] = {"×", "✕", "╳"};

    for (size_t i = 0; i < COUNT(signs); i++) {
        if (str_at(s, at, str_of(signs[i]))) {
            return strlen(signs[i]);
        }
    }
    return 0;
}

struct product {
    int64_t value;   /* thousandths */
    size_t beg, end; /* first factor to the last one's digits */
    int factors;
    bool vague;
};

/* Reads a × b × c around the sign at byte `sign`. */
static bool read_product(struct str s, size_t sign, struct product *ret)
{
    struct figure f;
    size_t at = sign;

    if (!figure_before(s, sign, &f)) {
        return false;
    }
    struct product p = {.value = f.value, .beg = f.beg, .end = f.end, .factors = 1};

    while (times_at(s, at) > 0) {
        size_t next = skip_spaces(s, at + times_at(s, at));

        /* A word may stand before the figure: ×委員５名 is read, ×n is not. */
        if (!read_figure(s, next, &f) || __builtin_mul_overflow(p.value, f.value, &p.value)) {
            return false;
        }
        p.value /= 1000;
        p.end = f.end;
        p.factors++;
        for (at = f.end; at < s.n && at - f.end < LONGEST_UNIT && times_at(s, at) == 0 &&
                         memchr("=()+-,0123456789", s.p[at], 16) == NULL &&
                         !str_at(s, at, STR("、"));) {
            uint32_t cp;

            at += utf8_decode(s, at, &cp);
        }
    }
    *ret = p;
    return p.factors >= 2;
}

/* ＝で, 、計: the figure the product is said to be; false when none is. */
static bool result_after(struct str s, const struct product *p, struct figure *ret)
{
    static const char *const leads[] = {"=", "合計", "計", "で、", "で"};
    struct str rest = str_sub(s, p->end, p->end + RESULT_REACH + 12);

    for (size_t i = 0; i < COUNT(leads); i++) {
        ptrdiff_t lead = str_find(rest, str_of(leads[i]), 0);
        size_t at = lead < 0 ? 0 : skip_spaces(s, p->end + (size_t)lead + strlen(leads[i]));

        if (lead >= 0 && lead <= RESULT_REACH && is_digit_at(s, at)) {
            struct str gap = str_sub(rest, 0, (size_t)lead);

            return !str_has(gap, STR("。")) && !str_has(gap, STR(")")) && !str_has(gap, STR("+")) &&
                   !str_has(gap, STR("-")) && read_figure(s, at, ret);
        }
    }
    return false;
}

/* 1,000,000回以上（月間300,000回×３か月）: the figure before the bracket the product fills. */
static bool result_before(struct str s, const struct product *p, struct figure *ret)
{
    size_t low = p->beg > 40 ? utf8_floor(s, p->beg - 40) : 0;
    ptrdiff_t open = str_rfind(str_sub(s, low, p->beg), STR("("));
    ptrdiff_t close = str_find(str_sub(s, 0, MIN(s.n, p->end + LONGEST_UNIT)), STR(")"), p->end);

    if (open < 0 || close < 0 || str_has(str_sub(s, p->end, (size_t)close), STR("+"))) {
        return false;
    }
    struct str lead = str_sub(s, low + (size_t)open + 1, p->beg);

    for (size_t i = 0; i < lead.n; i++) {
        if (is_digit_at(lead, i) || str_at(lead, i, STR("、"))) {
            return false;
        }
    }
    return figure_before(s, low + (size_t)open, ret);
}

static bool is_vague(struct str clause)
{
    static const char *const words[] = {"約", "程度", "概ね",     "おおむね", "以内", "割引",
                                        "mm", "cm",   "ピクセル", "px",       "m×"};

    return lint_has_any(clause, words, COUNT(words));
}

/* The product itself, or with the tax of 10 or 8 per cent. */
static bool is_product(int64_t product, int64_t stated)
{
    return product == stated || product / 10 * 11 == stated || product / 100 * 108 == stated;
}

static void check_product(struct lint *l, const struct block *b, const struct product *p)
{
    struct str s = b->t.s;
    struct figure f;
    bool before = false;

    if (is_vague(lint_clause(b, p->beg, p->end)) ||
        (!result_after(s, p, &f) && !(before = result_before(s, p, &f)))) {
        return;
    }
    /* At least so many: a product above it is right. */
    if (is_product(p->value, f.value) ||
        (before && p->value > f.value && str_at(s, f.end, STR("回以上")))) {
        return;
    }
    size_t beg = MIN(p->beg, f.beg);
    size_t end = MAX(p->end, f.end);
    struct reg_src src = lint_around(l, b, beg, end, 4, 4);

    lint_report(
        l,
        &(struct lint_say){
            .src = src,
            .confidence = DEFINITE,
            .why = arena_printf(l->r->arena, "掛けると%" PRId64 "となり、記載の「%.*s」と合わない",
                                p->value / 1000, STR_ARG(str_sub(s, f.beg, f.end))),
            .question = arena_printf(l->r->arena,
                                     "%.*sについて、計算が合いません。正しい数をご教示ください。",
                                     STR_ARG(lint_named(l, b, src.quote))),
        });
}

void lint_amount_product(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        struct product p;

        if (h->word->class != WORD_TIMES || !lint_is_own_text(l, b) ||
            !read_product(b->t.s, h->beg, &p)) {
            continue;
        }
        /* The chain was read from its first sign; the signs inside it are done. */
        while (i + 1 < l->hits.n && l->hits.v[i + 1].block == h->block &&
               l->hits.v[i + 1].beg < p.end) {
            i++;
        }
        check_product(l, b, &p);
    }
}

/* ---- tax ---- */

/* Whether so much is the tax in the amount or, unless `inside`, on it. */
static bool is_tax(int64_t amount, int64_t tax, bool inside)
{
    int64_t ten = amount / 11 - tax;
    int64_t eight = amount * 8 / 108 - tax;
    int64_t on_ten = amount / 10 - tax;
    int64_t on_eight = amount * 8 / 100 - tax;

    return (ten >= -ROUNDING && ten <= ROUNDING) || (eight >= -ROUNDING && eight <= ROUNDING) ||
           (!inside && on_ten >= -ROUNDING && on_ten <= ROUNDING) ||
           (!inside && on_eight >= -ROUNDING && on_eight <= ROUNDING);
}

static bool ratio_is_tax(int64_t a, int64_t b)
{
    int64_t high = MAX(a, b);
    int64_t low = MIN(a, b);
    int64_t ten = low / 10 * 11 - high;
    int64_t eight = low / 100 * 108 - high;

    return (ten >= -ROUNDING && ten <= ROUNDING) || (eight >= -ROUNDING && eight <= ROUNDING);
}

/* The amount of yen that ends nearest before byte `at`, in the same sentence. */
static bool yen_before(struct str s, size_t at, struct figure *ret)
{
    size_t low = at > TAX_REACH ? utf8_floor(s, at - TAX_REACH) : 0;

    low = MAX(low, lint_clause_beg(s, at));
    ptrdiff_t yen = str_rfind(str_sub(s, low, at), STR("円"));

    return yen >= 0 && figure_before(s, low + (size_t)yen, ret);
}

static void report_tax(struct lint *l, const struct block *b, size_t beg, size_t end,
                       const char *why)
{
    struct reg_src src = lint_around(l, b, beg, end, 0, 2);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .confidence = DEFINITE,
               .why = str_of(why),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sについて、税額（税込・税抜の額）が合いません。正しい額をご教示ください。",
                   STR_ARG(lint_named(l, b, src.quote))),
           });
}

/* 24,200,000円(うち消費税及び地方消費税の額2,420,000円): the tax against its amount. */
static void check_tax(struct lint *l, const struct block *b, const struct lint_hit *h)
{
    struct str s = b->t.s;
    struct figure tax;
    struct figure amount;
    size_t at = h->end;
    static const char *const between[] = {"及び地方消費税", "の額", "相当額", "額",
                                          "として",         "は",   ":"};

    for (size_t i = 0; i < COUNT(between); i++) {
        if (str_at(s, at, str_of(between[i]))) {
            at += strlen(between[i]);
        }
    }
    at = skip_spaces(s, at);
    if (!is_digit_at(s, at) || !read_figure(s, at, &tax) || !(str_at(s, tax.end, STR("円"))) ||
        !yen_before(s, h->beg, &amount) || str_has(str_sub(s, amount.beg, h->beg), STR("計"))) {
        return;
    }
    /* The tax is that of the amount only when it is told inside its bracket or with うち. */
    struct str gap = str_sub(s, amount.end, h->beg);

    if ((str_has(gap, STR("(")) || str_has(gap, STR("うち"))) && !str_has(gap, STR("、")) &&
        tax.value * 5 < amount.value &&
        !is_tax(amount.value, tax.value,
                str_has(gap, STR("うち")) ||
                    str_has(str_sub(s, tax.end, tax.end + 24), STR("含む")))) {
        report_tax(l, b, amount.beg, tax.end + strlen("円"),
                   "消費税の額が、その総額の税額と合わない");
    }
}

/* 18,000,000円（税抜。税込19,080,000円）: two amounts that should differ by the tax. */
static void check_with_tax(struct lint *l, const struct block *b, const struct lint_hit *h)
{
    struct str s = b->t.s;
    struct figure amount;
    struct figure other;
    size_t at = h->end;

    if (str_at(s, at, STR("み"))) {
        at += strlen("み");
    }
    if (str_at(s, at, STR("で")) || str_at(s, at, STR(":"))) {
        at += str_at(s, at, STR(":")) ? 1 : strlen("で");
    }
    at = skip_spaces(s, at);
    if (!is_digit_at(s, at) || !read_figure(s, at, &other) || !str_at(s, other.end, STR("円"))) {
        return;
    }
    size_t low = h->beg > TAX_REACH ? utf8_floor(s, h->beg - TAX_REACH) : 0;
    ptrdiff_t yen = str_rfind(str_sub(s, low, h->beg), STR("円"));

    if (yen < 0 || !figure_before(s, low + (size_t)yen, &amount)) {
        return;
    }
    struct str gap = str_sub(s, low + (size_t)yen, h->beg);
    bool named = str_has(gap, STR("税")) || str_ends(gap, STR("("));

    if (named && !str_has(gap, STR("、")) && amount.value != other.value &&
        amount.value < other.value * 2 && other.value < amount.value * 2 &&
        !ratio_is_tax(amount.value, other.value)) {
        report_tax(l, b, amount.beg, other.end + strlen("円"),
                   "税込の額と税抜の額の差が税額と合わない");
    }
}

void lint_amount_tax(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];

        if (!lint_is_own_text(l, b)) {
            continue;
        }
        if (h->word->class == WORD_TAX) {
            check_tax(l, b, h);
        } else if (h->word->class == WORD_WITH_TAX) {
            check_with_tax(l, b, h);
        }
    }
}

/* ---- one limit with two amounts ---- */

struct cap {
    struct str what; /* 委託費 */
    const struct lint_quantity *amount;
};

/* 委託費の|上限: the noun the limit is of, empty when it has none. */
static struct str noun_before(struct str s, size_t at)
{
    if (at >= 3 && str_at(s, at - 3, STR("の"))) {
        at -= 3;
    }
    size_t beg = at;

    while (char_class_before(s, beg) == CHAR_KANJI || char_class_before(s, beg) == CHAR_KATAKANA) {
        beg = char_before(s, beg);
    }
    return str_sub(s, beg, at);
}

/* The first amount of yen after the word, near it and in its sentence. */
static const struct lint_quantity *amount_after(const struct lint *l, const struct lint_hit *h)
{
    const struct block *b = &l->r->blocks.v[h->block];

    uint32_t i = lint_first_quantity(l, h->block, h->end);

    if (i == l->quantities.n || l->quantities.v[i].block != h->block) {
        return NULL;
    }
    const struct lint_quantity *q = &l->quantities.v[i];
    /* 上限は88,000千円: the word may be part of the expression. */
    struct str gap = lint_words(b, h->end, MAX(q->beg, h->end));

    return gap.n <= CAP_REACH && str_eq(q->unit, STR("JPY")) && !str_has(gap, STR("。")) &&
                   q->has_hi
               ? q
               : NULL;
}

static bool caps_differ(const struct lint_quantity *a, const struct lint_quantity *b)
{
    if (a->hi == b->hi) {
        return a->tax != QUANTITY_TAX_UNSAID && b->tax != QUANTITY_TAX_UNSAID && a->tax != b->tax;
    }
    return a->tax == b->tax || !ratio_is_tax(a->hi, b->hi);
}

static bool is_share(struct str words)
{
    static const char *const parts[] = {"当たり", "あたり", "1件",  "1者", "1社", "年度", "うち",
                                        "内訳",   "につき", "ごと", "毎",  "各",  "変更"};

    return lint_has_any(words, parts, COUNT(parts));
}

static void check_cap(struct lint *l, struct cap *caps, uint32_t *n, const struct cap *c)
{
    const struct block *b = &l->r->blocks.v[c->amount->block];

    for (uint32_t i = 0; i < *n; i++) {
        const struct lint_quantity *a = caps[i].amount;

        if (!str_eq(caps[i].what, c->what) || !caps_differ(a, c->amount)) {
            continue;
        }
        struct reg_src other = lint_around(l, &l->r->blocks.v[a->block], a->beg, a->end, 10, 4);
        struct reg_src src = lint_around(l, b, c->amount->beg, c->amount->end, 10, 4);

        lint_report(l, &(struct lint_say){
                           .src = src,
                           .other = &other,
                           .confidence = DEFINITE,
                           .why = arena_printf(
                               l->r->arena, "%.*sの上限が「%.*s」と「%.*s」の二通りに書かれている",
                               STR_ARG(c->what), STR_ARG(other.quote), STR_ARG(src.quote)),
                           .question = arena_printf(
                               l->r->arena,
                               "%.*sについて、別の箇所には「%.*"
                               "s」とあります。どちらが正しいかご教示ください。",
                               STR_ARG(lint_named(l, b, src.quote)), STR_ARG(other.quote)),
                       });
        return;
    }
    if (*n < MOST_CAPS) {
        caps[(*n)++] = *c;
    }
}

/* The amount is the limit of the whole: under 予算額, or what a bid must not exceed. */
static bool is_budget(const struct lint *l, const struct lint_quantity *q)
{
    static const char *const heads[] = {"予算額",     "予算規模",     "予算の額",   "委託上限額",
                                        "契約限度額", "委託料の上限", "提案上限額", "見積限度額",
                                        "予算上限額", "委託限度額",   "事業規模",   "予算の上限"};
    static const char *const bids[] = {"見積額が",   "見積金額が",   "提案額が",      "提案金額が",
                                       "見積価格が", "見積りの額が", "見積もりの額が"};
    const struct block *b = &l->r->blocks.v[q->block];
    struct str heading = b->node != NODE_ROOT ? l->r->nodes.v[b->node].heading : (struct str){};
    struct str clause = lint_clause(b, q->beg, q->end);
    struct str before = str_sub(b->t.s, lint_clause_beg(b->t.s, q->beg), q->beg);
    bool bound = str_has(clause, STR("上限")) || str_has(clause, STR("以内")) ||
                 str_has(clause, STR("限度")) || str_has(clause, STR("範囲"));

    if (!str_eq(q->unit, STR("JPY")) || q->approx || b->table != 0 || is_share(clause)) {
        return false;
    }
    return (lint_has_any(before, heads, COUNT(heads)) ||
            (lint_has_any(heading, heads, COUNT(heads)) && bound)) ||
           (lint_has_any(before, bids, COUNT(bids)) && str_has(clause, STR("超え")));
}

/* Limits of the whole that no word 上限 stands right beside: the first one counts. */
static void check_budgets(struct lint *l)
{
    struct cap caps[2];
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->quantities.n; i++) {
        const struct lint_quantity *q = &l->quantities.v[i];
        struct lint_quantity whole = *q;

        if (!is_budget(l, q) || (!q->has_hi && !q->has_lo)) {
            continue;
        }
        whole.hi = q->has_hi ? q->hi : q->lo;
        struct lint_quantity *kept = ARENA_ARRAY(l->r->arena, 1, struct lint_quantity);

        *kept = whole;
        if (n == 0) {
            caps[n++] = (struct cap){.what = STR("委託の予算"), .amount = kept};
        } else if (l->quantities.v[i].block != caps[0].amount->block) {
            check_cap(l, caps, &n, &(struct cap){.what = STR("委託の予算"), .amount = kept});
            n = 1; /* all are held against the first */
        }
    }
}

void lint_amount_cap(struct lint *l)
{
    struct cap caps[MOST_CAPS];
    uint32_t n = 0;

    check_budgets(l);

    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];

        if (h->word->class != WORD_CAP || !lint_is_own_text(l, b)) {
            continue;
        }
        struct cap c = {.what = noun_before(b->t.s, h->beg), .amount = amount_after(l, h)};

        if (c.what.n >= 6 && c.amount != NULL && !c.amount->approx &&
            !is_share(lint_clause(b, h->beg, h->end))) {
            check_cap(l, caps, &n, &c);
        }
    }
}
