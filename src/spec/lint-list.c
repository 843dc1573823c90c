/*
 * Lists and what is said of them: A、B及びCの４名, points that do not add up to the stated total, the
 * last item of a list under a number that is taken or skips one.
 *
 * A list in a sentence is read backwards from its count: short nouns between commas with 及び before
 * the last. Where the first item cannot be told from what leads in, or the list is open (等), nothing
 * is said.
 */
#include "spec/lint.h"

#include "text/chars.h"

#include <inttypes.h>

enum {
    LONGEST_ITEM = 36,   /* bytes */
    MOST_ITEMS = 12,
    TABLE_REACH = 6,     /* blocks between a stated total and its table */
    NEAR_ITEMS = 14,     /* blocks between an item and the next of its list */
    LONGEST_HEAD = 24,   /* characters of an item shown */
};

/* ---- A、B及びCの３名 ---- */

static const char *const listed_units[] = {
    "名", "人", "項目", "箇所", "点", "社", "者", "言語", "分野", "都市", "地区", "種類", "団体", "県",
    "市", "町", "村", "区分", "段階", "課", "か国", "カ国", "国", "校", "会場", "つ", "地域", "部門", "業務",
    "機関", "施設", "路線", "工程", "府県", "都県", "都道府県", "支店", "部局", "ブロック", "書類",
};

static bool is_listed_unit(struct str unit)
{
    for (size_t i = 0; i < COUNT(listed_units); i++) {
        if (str_eq(unit, str_of(listed_units[i]))) {
            return true;
        }
    }
    return false;
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
    static const char *const words[] = {"原則", "今後", "現在", "当面", "その他", "例", "以下", "必要",
                                        "場合", "年度", "本年", "前記", "上記", "下記", "同様", "毎"};
    static const char *const tails[] = {"時", "際", "後", "上", "中", "的", "間", "前", "年", "月", "日",
                                        "旬", "末", "外", "内"};

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
        if (count == 1 ? beg >= 6 && str_at(s, beg - 6, STR("及び"))
                       : beg >= 3 && str_at(s, beg - 3, STR("、"))) {
            has_and = has_and || count == 1;
            end = count == 1 ? beg - 6 : beg - 3;
        } else if (count == 1 || char_class_before(s, beg) == CHAR_HIRAGANA ||
                   char_class_before(s, beg) == CHAR_CLOSE || char_class_before(s, beg) == CHAR_OPEN ||
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
    return has_and && count >= 2 && count < MOST_ITEMS ? count : 0;
}

void lint_list_count(struct lint *l)
{
    for (uint32_t i = 0; i < l->quantities.n; i++) {
        const struct lint_quantity *q = &l->quantities.v[i];
        const struct block *b = &l->r->blocks.v[q->block];
        size_t beg = 0;

        if (!q->has_lo || q->lo != q->hi || q->approx || q->lo < 2000 || q->lo > 12000 ||
            q->beg < 12 || !str_at(b->t.s, q->beg - 3, STR("の")) || !is_listed_unit(q->unit)) {
            continue;
        }
        int count = count_items(b->t.s, q->beg - 3, &beg);

        if (count == 0 || count * 1000 == q->lo || count * 1000 - q->lo > 3000 ||
            q->lo - count * 1000 > 3000) {
            continue;
        }
        struct reg_src src = block_src(l->r, b, beg, q->end);

        lint_report(l, &(struct lint_say){
                           .src = src,
                           .confidence = LIKELY,
                           .why = arena_printf(l->r->arena, "列挙されているのは%dで、記載の「%.*s」と合わない",
                                               count, STR_ARG(lint_words(b, q->beg, q->end))),
                           .question = arena_printf(
                               l->r->arena,
                               "%.*sについて、列挙と数のどちらが正しいかご教示ください。",
                               STR_ARG(lint_named(l, b, src.quote))),
                       });
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

            is_total = (b->col == 1 && is_total) ||
                       str_eq(label, STR("計")) || str_eq(label, STR("合計")) ||
                       str_eq(label, STR("小計")) || str_eq(label, STR("総計")) ||
                       str_eq(label, STR("合 計"));
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

    lint_report(l, &(struct lint_say){
                       .src = src,
                       .confidence = DEFINITE,
                       .why = arena_printf(l->r->arena, "表の配点を足すと%" PRId64 "点で、記載の合計と合わない",
                                           sum),
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

/* ---- the last number of a list ---- */

static uint32_t indent_of(const struct lint *l, const struct block *b)
{
    return b->beg - l->r->line_starts[MIN(reading_src(l->r, b->beg, b->beg).line,
                                          l->r->line_count) - 1];
}

static bool is_item(const struct lint *l, const struct block *b)
{
    return marker_is_numbered(&b->marker) && !b->is_auto_marker && b->kind != BLOCK_CELL &&
           b->table == 0 && lint_is_own_text(l, b) && b->marker.class != MARK_NOTE;
}

static void report_number(struct lint *l, const struct block *x, struct reg_src src, bool same)
{
    struct reg_src other = lint_around(l, x, x->marker.label_beg, x->body, 0, LONGEST_HEAD);

    lint_report(l, &(struct lint_say){
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
    static const char *const kanji[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    static const char *const circled[] = {"", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"};
    struct str label = label_of(b);
    uint32_t was = b->marker.ordinal;
    struct str old = arena_printf(l->r->arena, "%u", was);
    struct str new = arena_printf(l->r->arena, "%u", ordinal);
    ptrdiff_t at = str_rfind(label, old);

    for (int style = 0; at < 0 && style < 2 && was <= 10 && ordinal <= 10; style++) {
        old = str_of(style == 0 ? kanji[was] : circled[was]);
        new = str_of(style == 0 ? kanji[ordinal] : circled[ordinal]);
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
    static const char *const on[] = {"の", "に", "及び", "から", "で", "と", "は", "、", "又は", "を", "が"};
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
