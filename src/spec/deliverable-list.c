/*
 * Lists under 納入物, 成果物, 提出書類: items with or without numbers, rows of tables, and the
 * lists inside sentences (報告書、概要版及びデータを納入すること).
 *
 * An item that has items of its own only names a group. What a section lists is due when the
 * contract ends, or, for the papers of a bid, when these must be in.
 */
#include "spec/deliverable.h"

#include "text/chars.h"

enum {
    LONGEST_ITEM = 90, /* characters */
    MOST_BLOCKS = 400, /* of a section */
    MOST_COLUMNS = 16,
};

enum column { COL_IGNORED, COL_NAME, COL_FORMAT, COL_COPIES, COL_DUE };

static const struct {
    const char *word;
    enum column column;
} column_words[] = {
    {"名称", COL_NAME},   {"納入物", COL_NAME},  {"成果物", COL_NAME}, {"成果品", COL_NAME},
    {"品名", COL_NAME},   {"書類", COL_NAME},    {"提出物", COL_NAME}, {"資料", COL_NAME},
    {"件名", COL_NAME},   {"納品物", COL_NAME},  {"形式", COL_FORMAT}, {"媒体", COL_FORMAT},
    {"様式", COL_FORMAT}, {"数量", COL_COPIES},  {"部数", COL_COPIES}, {"期限", COL_DUE},
    {"納期", COL_DUE},    {"提出時期", COL_DUE}, {"期日", COL_DUE},    {"時期", COL_DUE},
    {"規格", COL_FORMAT}, {"仕様", COL_FORMAT},
};

static const char *const verb_ends[] = {
    "する", "こと", "ます",   "ない",     "である",   "です",     "ください", "下さい", "とおり",
    "か",   "れる", "ため",   "から",     "場合",     "について", "先",       "方法",   "場所",
    "期限", "は",   "場所等", "注意事項", "留意事項", "検収",     "検査",
};

static bool ends_with_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_ends(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

struct section {
    struct deliverable_maker *m;
    const struct labelled *label;
    struct str due;
};

static void add_text(struct section *x, uint32_t block, struct str text)
{
    struct reading *r = x->m->r;
    struct deliverable_item item = deliverable_parse(r->arena, text);

    if (char_count(item.name) < 2 || str_starts(item.name, STR("別表"))) {
        return;
    }
    const struct block *b = &r->blocks.v[block];
    size_t beg = (size_t)(text.p - b->t.s.p);
    struct str own = deliverable_due(r, b, beg, beg + text.n);

    item.due = own.n > 0 ? own : x->due;
    item.copies = item.copies.n > 0 ? item.copies : deliverable_group_copies(x->m, block);
    item.is_listed = true;
    item.src = span_src(r, span_of(r, block, text));
    deliverable_add(x->m, &item);
}

/* 。 outside brackets. */
static bool has_stop(struct str s)
{
    int depth = 0;

    for (size_t at = 0; at < s.n;) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        depth += bracket_step(cp);
        if (cp == 0x3002 && depth <= 0) {
            return true;
        }
    }
    return false;
}

/* A noun phrase, not a sentence. */
static bool is_phrase(struct str s)
{
    struct str bare = s;

    if (str_ends(s, STR(")")) && str_rfind(s, STR("(")) > 0) {
        bare = str_trim(str_sub(s, 0, (size_t)str_rfind(s, STR("("))));
    }
    return s.n > 0 && !has_stop(s) && char_count(s) <= LONGEST_ITEM &&
           !ends_with_any(bare, verb_ends, COUNT(verb_ends)) && !str_has(s, STR("://")) &&
           !str_starts(s, STR("※"));
}

/* Whether items with numbers stand below the block's own. */
static bool has_children(const struct reading *r, uint32_t index, uint32_t end)
{
    uint32_t node = r->blocks.v[index].node;

    for (uint32_t i = index + 1; i < end; i++) {
        const struct node *n = &r->nodes.v[r->blocks.v[i].node];

        if (n->block == i) {
            return n->parent == node && r->nodes.v[node].block == index;
        }
    }
    return false;
}

static bool is_item(const struct reading *r, uint32_t index)
{
    const struct block *b = &r->blocks.v[index];

    return r->nodes.v[b->node].block == index || b->marker.class == MARK_BULLET ||
           b->list_level > 0;
}

/* Ends of the members of a list in a sentence: 、 and 及び outside brackets. */
static size_t member_end(struct str s, size_t beg, size_t *ret_next)
{
    int depth = 0;

    for (size_t at = beg; at < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(s, at, &cp);

        depth += bracket_step(cp);
        if (depth == 0) {
            size_t joint = cp == 0x3001 ? 3 : 0;

            if (joint == 3 && str_at(s, at + 3, STR("並びに"))) {
                joint = 12;
            } else if (str_at(s, at, STR("及び"))) {
                joint = 6;
            } else if (str_at(s, at, STR("並びに"))) {
                joint = 9;
            }
            if (joint > 0) {
                *ret_next = at + joint;
                return at;
            }
        }
        at += n;
    }
    *ret_next = s.n;
    return s.n;
}

/* 調査報告書、概要版及び元データを納入すること。 */
static void take_sentence(struct section *x, uint32_t block, struct str s)
{
    static const char *const verbs[] = {"を納入", "を納品", "を提出", "を引き渡"};
    ptrdiff_t end = -1;

    for (size_t i = 0; i < COUNT(verbs) && end < 0; i++) {
        end = str_rfind(s, str_of(verbs[i]));
    }
    if (end <= 0 || str_has(str_sub(s, 0, (size_t)end), STR("は、")) ||
        str_has(str_sub(s, 0, (size_t)end), STR("場合"))) {
        return;
    }
    s = str_sub(s, 0, (size_t)end);
    for (size_t beg = 0; beg < s.n;) {
        size_t next;
        size_t stop = member_end(s, beg, &next);
        struct str member = str_trim(str_sub(s, beg, stop));

        /* A及びBを一つにまとめたもの is one thing. */
        if (next < s.n && str_has(str_sub(s, next, s.n), STR("を")) &&
            str_at(s, stop, STR("及び"))) {
            size_t after;
            size_t wide = member_end(s, next, &after);

            if (str_has(str_sub(s, next, wide), STR("を"))) {
                member = str_trim(str_sub(s, beg, wide));
                next = after;
            }
        }
        if (is_phrase(member) && label_lookup(member) == LABEL_NONE) {
            add_text(x, block, member);
        }
        beg = next;
    }
}

/* 成果品は、報告書3部及びデータ1式とし、…に納入する。 */
static void take_predicate(struct section *x, uint32_t block, struct str s)
{
    static const char *const ends[] = {"とし、", "とする", "とします", "です", "である"};
    ptrdiff_t topic = str_find(s, STR("は、"), 0);
    ptrdiff_t end = -1;

    if (topic <= 0 || label_lookup(str_sub(s, 0, (size_t)topic)) != x->label->key) {
        return;
    }
    size_t beg = (size_t)topic + 6;

    for (size_t i = 0; i < COUNT(ends) && end < 0; i++) {
        end = str_find(s, str_of(ends[i]), beg);
    }
    while (end > 0 && beg < (size_t)end) {
        size_t next;
        size_t stop = member_end(str_sub(s, 0, (size_t)end), beg, &next);
        struct str member = str_trim(str_sub(s, beg, stop));

        if (is_phrase(member) && (deliverable_is_thing(member) ||
                                  deliverable_parse(x->m->r->arena, member).copies.n > 0)) {
            add_text(x, block, member);
        }
        beg = next;
    }
}

static void take_block(struct section *x, uint32_t index, uint32_t end)
{
    const struct reading *r = x->m->r;
    const struct block *b = &r->blocks.v[index];
    struct str s = str_trim(str_sub(b->t.s, b->body, b->t.s.n));

    if (b->kind == BLOCK_NOTE || b->marker.class == MARK_NOTE) {
        return;
    }
    for (uint32_t i = b->sentence_first; i < b->sentence_first + b->sentence_count; i++) {
        struct str sentence = sentence_text(r, &r->sentences.v[i]);

        take_predicate(x, index, sentence);
        if (!str_eq(sentence, s)) {
            take_sentence(x, index, sentence);
        }
    }
    /* 証明書の写し。ただし、…: the first sentence is the item. */
    if (is_item(r, index) && b->sentence_count > 1) {
        s = sentence_text(r, &r->sentences.v[b->sentence_first]);
    }
    ptrdiff_t note = str_find(s, STR(" ※"), 0); /* 企画書  ※10枚以内とすること。 */

    s = note > 0 ? str_trim(str_sub(s, 0, (size_t)note)) : s;
    if (!is_phrase(s) || has_children(r, index, end)) {
        return;
    }
    bool counted = deliverable_parse(r->arena, s).copies.n > 0;

    if (label_lookup(s) != LABEL_NONE) {
        return;
    }
    if (counted || deliverable_is_thing(s) ||
        (is_item(r, index) && deliverable_format(r->arena, s).n > 0)) {
        add_text(x, index, s);
    }
}

/* ---- tables ---- */

struct columns {
    enum column of[MOST_COLUMNS];
    bool has_name;
};

static void read_header(const struct reading *r, uint32_t first, uint32_t end, struct columns *ret)
{
    *ret = (struct columns){};
    for (uint32_t i = first; i < end && r->blocks.v[i].row == r->blocks.v[first].row; i++) {
        const struct block *b = &r->blocks.v[i];

        for (size_t k = 0; k < COUNT(column_words) && b->col < MOST_COLUMNS; k++) {
            if (char_count(b->t.s) <= 10 && str_has(b->t.s, str_of(column_words[k].word))) {
                ret->of[b->col] = ret->has_name && column_words[k].column == COL_NAME
                                      ? COL_IGNORED
                                      : column_words[k].column;
                ret->has_name = ret->has_name || column_words[k].column == COL_NAME;
                break;
            }
        }
    }
}

static void take_row(struct section *x, uint32_t first, uint32_t end, const struct columns *columns)
{
    struct reading *r = x->m->r;
    struct deliverable_item item = {.due = x->due, .is_listed = true};
    uint32_t last = first;

    for (uint32_t i = first; i < end; i++) {
        const struct block *b = &r->blocks.v[i];
        enum column column = b->col < MOST_COLUMNS ? columns->of[b->col] : COL_IGNORED;
        struct str *field = column == COL_NAME     ? &item.name
                            : column == COL_FORMAT ? &item.format
                            : column == COL_COPIES ? &item.copies
                                                   : NULL;

        if (field != NULL && field->n == 0) {
            *field = str_trim(str_sub(b->t.s, b->body, b->t.s.n));
            last = i;
        }
        if (column == COL_DUE) {
            item.due = deliverable_due(r, b, 0, b->t.s.n);
            item.due = item.due.n > 0 ? item.due : str_trim(b->t.s);
            last = i;
        }
    }
    if (item.name.n > 0) {
        item.src = reading_src(r, r->blocks.v[first].beg, r->blocks.v[last].end);
        deliverable_add(x->m, &item);
    }
}

/* The rows below the head; returns the block after the table. */
static uint32_t take_rows(struct section *x, uint32_t first, uint32_t end,
                          const struct columns *columns)
{
    const struct reading *r = x->m->r;
    uint16_t table = r->blocks.v[first].table;
    uint32_t i = first;

    while (i < end && r->blocks.v[i].table == table) {
        uint32_t row = i;

        while (i < end && r->blocks.v[i].table == table &&
               r->blocks.v[i].row == r->blocks.v[row].row) {
            i++;
        }
        if (columns->has_name && r->blocks.v[row].row != r->blocks.v[first].row) {
            take_row(x, row, i, columns);
        }
    }
    return i;
}

/* A table whose head names its columns; returns the block after it. */
static uint32_t take_table(struct section *x, uint32_t first, uint32_t end)
{
    struct columns columns;

    read_header(x->m->r, first, end, &columns);
    return take_rows(x, first, end, &columns);
}

static struct str fact_value(const struct reading *r, struct str key)
{
    for (uint32_t i = 0; i < r->reg->facts.n; i++) {
        if (str_eq(r->reg->facts.v[i].key, key) && r->reg->facts.v[i].src.file == r->file) {
            return r->reg->facts.v[i].value;
        }
    }
    return (struct str){};
}

static void take_section(struct deliverable_maker *m, const struct labelled *l)
{
    const struct reading *r = m->r;
    struct section x = {.m = m, .label = l};
    uint32_t end = MIN(l->end, l->first + MOST_BLOCKS);

    x.due = fact_value(r, l->key == LABEL_BID_PAPERS ? STR("submission_deadline")
                                                     : STR("contract_end"));
    *VEC_ADD(r->arena, &m->sections) = (struct deliverable_section){
        .first = l->shape == LABEL_CELL ? l->block : MIN(l->block, l->first),
        .end = MAX(end, l->block + 1),
        .due = x.due,
    };
    if (l->shape == LABEL_SENTENCE) {
        const struct block *b = &r->blocks.v[l->block];

        for (uint32_t i = b->sentence_first; i < b->sentence_first + b->sentence_count; i++) {
            take_predicate(&x, l->block, sentence_text(r, &r->sentences.v[i]));
        }
    }
    if (l->shape != LABEL_HEADING && l->value.end > l->value.beg) {
        struct str s = span_text(r, l->value);

        if (is_phrase(s) && l->shape != LABEL_SENTENCE) {
            add_text(&x, l->value.block, s);
        }
    }
    for (uint32_t i = l->shape == LABEL_CELL ? end : l->first; i < end;) {
        if (r->blocks.v[i].table != 0) {
            i = take_table(&x, i, end);
        } else {
            take_block(&x, i, end);
            i++;
        }
    }
}

/* 種類, 品目 … over the first column of a table that also says how many and by when. */
static bool heads_things(const struct reading *r, uint32_t first, uint32_t end,
                         struct columns *columns)
{
    static const char *const words[] = {"種類",   "品目", "印刷物", "制作物",
                                        "広報物", "項目", "物品",   "媒体"};
    bool has_copies = false;
    bool has_due = false;

    read_header(r, first, end, columns);
    for (uint32_t i = 0; i < MOST_COLUMNS; i++) {
        has_copies |= columns->of[i] == COL_COPIES;
        has_due |= columns->of[i] == COL_DUE;
    }
    for (size_t i = 0; i < COUNT(words) && !columns->has_name; i++) {
        if (str_eq(str_trim(r->blocks.v[first].t.s), str_of(words[i]))) {
            columns->of[0] = COL_NAME;
            columns->has_name = true;
        }
    }
    return columns->has_name && has_copies && has_due;
}

/* Tables of things with copies and due days wherever they stand. */
static void find_tables(struct deliverable_maker *m)
{
    struct reading *r = m->r;
    struct section x = {.m = m};

    for (uint32_t i = 0; i < r->blocks.n;) {
        const struct block *b = &r->blocks.v[i];
        uint32_t end = i + 1;
        struct columns columns;

        while (b->table != 0 && end < r->blocks.n && r->blocks.v[end].table == b->table) {
            end++;
        }
        if (b->table != 0 && r->parts.v[b->part].kind <= PART_NOTICE && b->col == 0 &&
            deliverable_section_of(m, i) == NULL && heads_things(r, i, end, &columns)) {
            take_rows(&x, i, end, &columns);
        }
        i = end;
    }
}

void deliverable_find_lists(struct deliverable_maker *m)
{
    const struct label_list *labels = m->r->labels;
    uint32_t done = 0; /* sections inside a section were read with it */

    for (uint32_t i = 0; i < labels->n; i++) {
        const struct labelled *l = &labels->v[i];

        if ((l->key == LABEL_DELIVERABLES || l->key == LABEL_BID_PAPERS) && !l->in_form &&
            l->end > done) {
            take_section(m, l);
            done = l->end;
        }
    }
    find_tables(m);
    m->listed = m->r->reg->deliverables.n;
}
