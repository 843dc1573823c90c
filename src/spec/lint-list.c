/*
 * Lists and what is said of them: A、B及びCの４名, points that do not add up to the stated total, the
 * last item of a list under a number that is taken or skips one.
 *
 * A list in a sentence is read backwards from its count: short nouns between commas with 及び before
 * the last. Where the first item cannot be told from what leads in, or the list is open (等),
 * nothing is said.
 */
#include "spec/lint.h"

#include "text/chars.h"

#include <inttypes.h>

enum {
    LONGEST_ITEM = 36, /* bytes */
    MOST_ITEMS = 12,
    TABLE_REACH = 6,   /* blocks between a stated total and its table */
    NEAR_ITEMS = 14,   /* blocks between an item and the next of its list */
    LONGEST_HEAD = 24, /* characters of an item shown */
};

/* ---- A、B及びCの３名 ---- */

static const char *const listed_units[] = {
    "名",   "人",       "項目", "箇所", "か所",     "ヶ所", "カ所", "点",   "社",
    "者",   "言語",     "分野", "都市", "地区",     "種類", "団体", "県",   "市",
    "町",   "村",       "区分", "段階", "課",       "か国", "カ国", "校",   "会場",
    "つの", "地域",     "部門", "業務", "機関",     "施設", "路線", "工程", "府県",
    "都県", "都道府県", "支店", "部局", "ブロック", "書類", "方式", "手法", "コース",
    "案",   "科目",     "品目", "観点", "要素",     "館",   "駅",
};

struct counted_list {
    size_t beg, end; /* number and counter */
    int64_t count;
};

/* 4方式, 3市2町 at byte `at`: the number with its counter, neighbours added up. */
static bool read_count(struct str s, size_t at, struct counted_list *ret)
{
    *ret = (struct counted_list){.beg = at, .end = at};
    for (;;) {
        size_t p = ret->end;
        int64_t n = 0;
        size_t unit = 0;

        while (p < s.n && s.p[p] >= '0' && s.p[p] <= '9' && n < 100) {
            n = n * 10 + (s.p[p++] - '0');
        }
        for (size_t i = 0; i < COUNT(listed_units) && p > ret->end; i++) {
            struct str word = str_of(listed_units[i]);

            unit = str_at(s, p, word) && word.n > unit ? word.n : unit;
        }
        if (unit == 0) {
            return ret->count >= 2 && ret->count <= 12;
        }
        ret->count += n;
        ret->end = p + unit;
    }
}

/* The noun that ends at byte `end`: kanji, katakana, letters, の inside. */
static struct str item_before(struct str s, size_t end)
{
    size_t beg = end;

    while (beg > 0 && end - beg < LONGEST_ITEM) {
        enum char_class class = char_class_before(s, beg);
        size_t before = char_before(s, beg);
        bool inside = str_at(s, before, STR("の")) && beg < end;

        if (class != CHAR_KANJI && class != CHAR_KATAKANA && class != CHAR_LATIN && !inside) {
            break;
        }
        beg = before;
    }
    while (str_at(s, beg, STR("の"))) {
        beg += strlen("の");
    }
    return str_sub(s, beg, end);
}

/* 原則、 昨年度、 実施後、: leads in and is no item. */
static bool is_lead_in(struct str item)
{
    static const char *const words[] = {"原則", "今後", "現在", "当面", "その他", "例",
                                        "以下", "必要", "場合", "年度", "本年",   "前記",
                                        "上記", "下記", "同様", "毎"};
    static const char *const tails[] = {"時", "際", "後", "上", "中", "的", "間", "前",
                                        "年", "月", "日", "旬", "末", "外", "内"};

    if (lint_has_any(item, words, COUNT(words))) {
        return true;
    }
    for (size_t i = 0; i < COUNT(tails); i++) {
        if (str_ends(item, str_of(tails[i]))) {
            return true;
        }
    }
    return false;
}

/*
 * Items of the list that ends at byte `end`; 0 when it is none, open, or not surely told from its
 * lead-in.
 */
static int count_items(struct str s, size_t end, size_t *ret_beg)
{
    int count = 0;
    bool has_and = false;

    while (count < MOST_ITEMS) {
        struct str item = item_before(s, end);
        size_t beg = (size_t)(item.p - s.p);

        if (item.n == 0 || is_lead_in(item)) {
            break;
        }
        if (str_has(item, STR("等")) || str_has(item, STR("ほか")) ||
            char_class_before(s, beg) == CHAR_DIGIT) {
            return 0;
        }
        count++;
        *ret_beg = beg;
        bool and = count == 1 && beg >= 6 && str_at(s, beg - 6, STR("及び"));

        if (and || (beg >= 3 && str_at(s, beg - 3, STR("、")))) {
            has_and = has_and || and;
            end = and? beg - 6 : beg - 3;
        } else if (count == 1 || char_class_before(s, beg) == CHAR_HIRAGANA ||
                   char_class_before(s, beg) == CHAR_CLOSE ||
                   char_class_before(s, beg) == CHAR_OPEN ||
                   char_class_before(s, beg) == CHAR_OTHER) {
            /* 運営するA、B: what stands before may belong to the first item. */
            return count == 1 || char_class_before(s, beg) != CHAR_OPEN ? 0 : count;
        } else {
            break;
        }
        if (count > 1 && str_at(s, end - MIN(end, (size_t)6), STR("及び"))) {
            return 0;
        }
    }
    return (has_and || count >= 4) && count >= 2 && count < MOST_ITEMS ? count : 0;
}

/* 5都市(札幌、仙台、福岡): items of a bracket that holds nothing but a list; 0 when it holds more. */
static int count_bracket(struct str s, size_t open, size_t *ret_end)
{
    size_t at = open + 1;
    int count = 0;

    while (at < s.n && count < MOST_ITEMS) {
        size_t beg = at;

        while (char_class_at(s, at) == CHAR_KANJI || char_class_at(s, at) == CHAR_KATAKANA ||
               char_class_at(s, at) == CHAR_LATIN) {
            uint32_t cp;

            at += utf8_decode(s, at, &cp);
        }
        struct str item = str_sub(s, beg, at);

        if (item.n == 0 || item.n > LONGEST_ITEM || str_has(item, STR("等")) || is_lead_in(item)) {
            return 0;
        }
        count++;
        if (str_at(s, at, STR("、"))) {
            at += strlen("、");
        } else if (str_at(s, at, STR("及び"))) {
            at += strlen("及び");
        } else {
            *ret_end = at + 1;
            return at < s.n && s.p[at] == ')' && count >= 3 ? count : 0;
        }
    }
    return 0;
}

static void report_list(struct lint *l, const struct block *b, size_t beg, size_t end, int count,
                        const struct counted_list *c)
{
    struct reg_src src = block_src(l->r, b, beg, end);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena, "列挙されているのは%dで、記載の「%.*s」と合わない",
                                   count, STR_ARG(lint_words(b, c->beg, c->end))),
               .question = arena_printf(l->r->arena,
                                        "%.*sについて、列挙と数のどちらが正しいかご教示ください。",
                                        STR_ARG(lint_named(l, b, src.quote))),
           });
}

static bool is_far(int count, const struct counted_list *c)
{
    return count == c->count || count - c->count > 3 || c->count - count > 3;
}

static void check_count(struct lint *l, const struct block *b, const struct counted_list *c)
{
    struct str s = b->t.s;
    size_t beg = 0;
    size_t end = 0;
    int count =
        c->beg >= 12 && str_at(s, c->beg - 3, STR("の")) ? count_items(s, c->beg - 3, &beg) : 0;

    if (count > 0 && !is_far(count, c)) {
        report_list(l, b, beg, c->end, count, c);
        return;
    }
    count = c->end < s.n && s.p[c->end] == '(' && char_class_before(s, c->beg) != CHAR_DIGIT &&
                    !str_ends(str_sub(s, 0, c->beg), STR("第"))
                ? count_bracket(s, c->end, &end)
                : 0;
    if (count > 0 && !is_far(count, c)) {
        report_list(l, b, c->beg, end, count, c);
    }
}

void lint_list_count(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!ftext_may_have_digit(&b->t) || !lint_is_own_text(l, b)) {
            continue;
        }
        for (size_t at = b->body; at < s.n; at++) {
            struct counted_list c;

            if (s.p[at] < '0' || s.p[at] > '9') {
                continue;
            }
            if (read_count(s, at, &c)) {
                check_count(l, b, &c);
            }
            at = MAX(at, c.end > at ? c.end - 1 : at);
            while (at + 1 < s.n && s.p[at + 1] >= '0' && s.p[at + 1] <= '9') {
                at++;
            }
        }
    }
}

/* ---- points ---- */

/* 合計を100点, 計100点満点: a stated total of points. */
static bool is_point_total(const struct lint *l, const struct lint_quantity *q)
{
    static const char *const words[] = {"合計", "計", "満点", "総点", "総得点"};
    const struct block *b = &l->r->blocks.v[q->block];
    size_t low = q->beg > 15 ? utf8_floor(b->t.s, q->beg - 15) : 0;

    return str_eq(q->unit, STR("点")) && q->has_lo && q->lo == q->hi && q->lo >= 20000 &&
           b->table == 0 &&
           (lint_has_any(lint_words(b, low, q->beg), words, COUNT(words)) ||
            str_at(b->t.s, q->end, STR("満点")));
}

/* Whole number of a cell with nothing but a unit behind it. */
static bool cell_points(const struct block *b, int64_t *ret)
{
    struct str s = str_trim(str_sub(b->t.s, b->body, b->t.s.n));
    int64_t value = 0;
    size_t at = 0;

    while (at < s.n && at < 6 && s.p[at] >= '0' && s.p[at] <= '9') {
        value = value * 10 + (s.p[at++] - '0');
    }
    *ret = value;
    return at > 0 && (at == s.n || str_eq(str_sub(s, at, s.n), STR("点")));
}

/* Sum of the column of points of the table that begins at block `first`; false when unclear. */
static bool sum_points(const struct lint *l, uint32_t first, int64_t *ret)
{
    const struct block *head = &l->r->blocks.v[first];
    uint32_t col = UINT32_MAX;
    int64_t sum = 0;
    int rows = 0;
    bool is_total = false;

    for (uint32_t i = first; i < l->r->blocks.n && l->r->blocks.v[i].table == head->table; i++) {
        const struct block *b = &l->r->blocks.v[i];
        int64_t value;

        if (b->col <= 1 && b->col < col) {
            struct str label = str_trim(b->t.s);

            is_total = (b->col == 1 && is_total) || str_eq(label, STR("計")) ||
                       str_eq(label, STR("合計")) || str_eq(label, STR("小計")) ||
                       str_eq(label, STR("総計")) || str_eq(label, STR("合 計"));
        }
        if (b->row == head->row && (str_has(b->t.s, STR("配点")) || str_has(b->t.s, STR("点数")))) {
            if (col != UINT32_MAX) {
                return false;
            }
            col = b->col;
        } else if (b->row != head->row && b->col == col && b->t.s.n > b->body && !is_total) {
            if (!cell_points(b, &value)) {
                return false;
            }
            sum += value;
            rows++;
        }
    }
    *ret = sum;
    return rows >= 2;
}

static void check_points(struct lint *l, const struct lint_quantity *q)
{
    uint32_t last = MIN(l->r->blocks.n, q->block + TABLE_REACH);
    uint32_t i = q->block;
    int64_t sum;

    while (i < last && l->r->blocks.v[i].table == 0) {
        i++;
    }
    if (i == last || !sum_points(l, i, &sum) || sum * 1000 == q->lo) {
        return;
    }
    const struct block *b = &l->r->blocks.v[q->block];
    struct reg_src src = lint_around(l, b, q->beg, q->end, 6, 4);

    lint_report(
        l,
        &(struct lint_say){
            .src = src,
            .confidence = DEFINITE,
            .why = arena_printf(l->r->arena,
                                "表の配点を足すと%" PRId64 "点で、記載の合計と合わない", sum),
            .question = arena_printf(
                l->r->arena, "%.*sについて、表の配点の和と合いません。正しい配点をご教示ください。",
                STR_ARG(lint_named(l, b, src.quote))),
        });
}

void lint_list_points(struct lint *l)
{
    for (uint32_t i = 0; i < l->quantities.n; i++) {
        if (is_point_total(l, &l->quantities.v[i])) {
            check_points(l, &l->quantities.v[i]);
        }
    }
}

/* ---- shares ---- */

/* 55% or 12.5% and nothing else: thousandths of a per cent. */
static bool cell_percent(const struct block *b, int64_t *ret)
{
    struct str s = str_trim(str_sub(b->t.s, b->body, b->t.s.n));
    int64_t value = 0;
    int decimals = -1;
    size_t at = 0;

    for (; at < s.n && at < 6 && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == '.'); at++) {
        if (s.p[at] == '.') {
            decimals = 0;
        } else {
            value = value * 10 + (s.p[at] - '0');
            decimals += decimals >= 0;
        }
    }
    for (int i = MAX(decimals, 0); i < 3; i++) {
        value *= 10;
    }
    *ret = value;
    return at > 0 && decimals <= 3 && str_eq(str_sub(s, at, s.n), STR("%"));
}

struct shares {
    uint32_t col, row; /* of the head 割合 */
    uint32_t last;     /* block of the last share */
    int64_t sum;       /* thousandths */
    int rows;
    bool has_total;
};

static void check_shares(struct lint *l, const struct shares *x)
{
    /* Far from 100 they are shares of different things. */
    if (x->rows < 3 || x->has_total || x->sum == 100000 || x->sum < 80000 || x->sum > 120000 ||
        (x->sum > 99800 && x->sum < 100200)) {
        return;
    }
    const struct block *b = &l->r->blocks.v[x->last];
    struct reg_src src = block_src(l->r, b, b->body, b->t.s.n);

    lint_report(l,
                &(struct lint_say){
                    .src = src,
                    .confidence = LIKELY,
                    .why = arena_printf(l->r->arena, "割合を足すと%" PRId64 "％で、100％にならない",
                                        x->sum / 1000),
                    .question = arena_printf(
                        l->r->arena,
                        "%.*sを含む表の割合の和が100％になりません。正しい割合をご教示ください。",
                        STR_ARG(lint_named(l, b, src.quote))),
                });
}

/* Tables whose column 割合 holds nothing but percentages. */
void lint_list_shares(struct lint *l)
{
    static const char *const heads[] = {"割合", "構成比", "配分", "比率", "内訳"};
    struct shares x = {.col = UINT32_MAX};
    uint16_t table = 0;

    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        int64_t value;

        if (b->table != table) {
            check_shares(l, &x);
            x = (struct shares){.col = UINT32_MAX, .row = b->row};
            table = b->table;
        }
        if (table == 0 || !lint_is_own_text(l, b)) {
            continue;
        }
        if (b->row == x.row && lint_has_any(b->t.s, heads, COUNT(heads))) {
            x.col = b->col;
        } else if (b->col < x.col && str_ends(str_trim(b->t.s), STR("計")) &&
                   char_count(b->t.s) <= 4) {
            x.has_total = true;
        } else if (b->row != x.row && b->col == x.col && b->t.s.n > b->body) {
            x.has_total = x.has_total || !cell_percent(b, &value);
            if (!x.has_total) {
                x.sum += value;
                x.rows++;
                x.last = i;
            }
        }
    }
    check_shares(l, &x);
}

/* ---- the last number of a list ---- */

static uint32_t indent_of(const struct lint *l, const struct block *b)
{
    return b->beg -
           l->r->line_starts[MIN(reading_src(l->r, b->beg, b->beg).line, l->r->line_count) - 1];
}

static bool is_item(const struct lint *l, const struct block *b)
{
    return marker_is_numbered(&b->marker) && !b->is_auto_marker && b->kind != BLOCK_CELL &&
           b->table == 0 && lint_is_own_text(l, b) && b->marker.class != MARK_NOTE;
}

static void report_number(struct lint *l, const struct block *x, struct reg_src src, bool same)
{
    if (lint_is_reported(l, &src)) {
        return;
    }
    struct reg_src other = lint_around(l, x, x->marker.label_beg, x->body, 0, LONGEST_HEAD);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena, "「%.*s」の次が「%.*s」で、番号が%s",
                                   STR_ARG(other.quote), STR_ARG(src.quote),
                                   same ? "重複している" : "飛んでいる"),
               .question = arena_printf(
                   l->r->arena, "「%.*s」と「%.*s」の番号について、正しい番号をご教示ください。",
                   STR_ARG(other.quote), STR_ARG(src.quote)),
           });
}

static struct str label_of(const struct block *b)
{
    return str_sub(b->t.s, b->marker.label_beg, b->marker.label_beg + b->marker.label_length);
}

/* The label with another number in it: (4) and 6 give (6). Empty when the style has no such one. */
static struct str label_with(struct lint *l, const struct block *b, uint32_t ordinal)
{
    static const char *const styles[][11] = {
        {"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"},
        {"", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"},
        {"", "ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ"},
    };
    struct str label = label_of(b);
    uint32_t was = b->marker.ordinal;
    struct str old = arena_printf(l->r->arena, "%u", was);
    struct str new = arena_printf(l->r->arena, "%u", ordinal);
    ptrdiff_t at = str_rfind(label, old);

    for (size_t style = 0; at < 0 && style < COUNT(styles) && was <= 10 && ordinal <= 10; style++) {
        old = str_of(styles[style][was]);
        new = str_of(styles[style][ordinal]);
        at = str_rfind(label, old);
    }
    if (at < 0) {
        return (struct str){};
    }
    return arena_printf(l->r->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(label, 0, (size_t)at)),
                        STR_ARG(new), STR_ARG(str_sub(label, (size_t)at + old.n, label.n)));
}

/* Whether the paragraph begins with the label and words behind it; their start is returned. */
static bool begins_with(const struct block *b, struct str label, size_t *ret_words)
{
    size_t beg = skip_spaces(b->t.s, 0);
    size_t end = beg + label.n;
    bool marked = label.n > 0 && (str_ends(label, STR(")")) || str_ends(label, STR(".")));

    if (label.n == 0 || !str_at(b->t.s, beg, label) || end >= b->t.s.n ||
        (!marked && b->t.s.p[end] != ' ')) {
        return false;
    }
    *ret_words = skip_spaces(b->t.s, end);
    return true;
}

/* A paragraph the outline took for text, right behind and in line with an item. */
static void check_text(struct lint *l, const struct block *x, const struct block *b)
{
    static const char *const on[] = {"の", "に", "及び", "から", "で", "と",
                                     "は", "、", "又は", "を",   "が"};
    struct str labels[] = {label_of(x), label_with(l, x, x->marker.ordinal + 2)};
    size_t words = 0;
    size_t k = 0;

    if (x->marker.ordinal < 2 || indent_of(l, x) != indent_of(l, b)) {
        return;
    }
    while (k < COUNT(labels) && !begins_with(b, labels[k], &words)) {
        k++;
    }
    if (k == COUNT(labels) || char_count(str_sub(b->t.s, words, b->t.s.n)) < 4) {
        return;
    }
    for (size_t i = 0; i < COUNT(on); i++) {
        if (str_at(b->t.s, words, str_of(on[i]))) {
            return; /* (2)の業務は: a sentence that begins with a reference */
        }
    }
    struct reg_src src = lint_around(l, b, skip_spaces(b->t.s, 0), words, 0, LONGEST_HEAD);

    report_number(l, x, src, k == 0);
}

/*
 * The outline takes a number that fits no list for text. Where it stands in line with an item right
 * before it, under the same mark, it is the last item of that list misnumbered.
 */
void lint_list_number(struct lint *l)
{
    const struct block *before = NULL;
    uint32_t at = 0;

    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];

        if (before != NULL && (before->part != b->part || i - at > NEAR_ITEMS)) {
            before = NULL;
        }
        if (!is_item(l, b)) {
            if (before != NULL && b->table == 0 && lint_is_own_text(l, b)) {
                check_text(l, before, b);
            }
            continue;
        }
        const struct node *n = &l->r->nodes.v[b->node];

        if (before != NULL && n->block == i && !(n->problem & NODE_DUPLICATE) &&
            n->parent == l->r->nodes.v[before->node].parent && b->marker.ordinal >= 2 &&
            str_eq(label_of(before), label_of(b))) {
            report_number(l, before,
                          lint_around(l, b, b->marker.label_beg, b->body, 0, LONGEST_HEAD), true);
        }
        before = n->block == i ? b : before;
        at = n->block == i ? i : at;
    }
}
