/*
 * Facts that differ by type of project: a table whose first column names the types (類型, コース,
 * 枠 …) and whose others are headed 上限額 or 採択予定件数. Cells of a table, or columns that a
 * plain text sets apart with spaces.
 */
#include "spec/fact.h"
#include "spec/value.h"

#include "text/chars.h"

enum {
    MOST_COLUMNS = 12,
    MOST_ROWS = 60,
    LABEL_BYTES = 30, /* of the head of the first column */
    GAP = 2,          /* spaces that set two columns apart */
};

struct columns {
    struct block_span cell[MOST_COLUMNS];
    uint32_t n;
};

/* Cuts a line at its gaps. */
static void cut_line(const struct reading *r, uint32_t index, struct columns *ret)
{
    struct str s = r->blocks.v[index].t.s;
    size_t beg = 0;

    for (size_t at = 0; at <= s.n && ret->n < MOST_COLUMNS; at++) {
        bool is_gap = at + GAP <= s.n && s.p[at] == ' ' && s.p[at + 1] == ' ';

        if (!is_gap && at < s.n) {
            continue;
        }
        if (at > beg) {
            ret->cell[ret->n++] = span_of(r, index, str_sub(s, beg, at));
        }
        while (at < s.n && s.p[at] == ' ') {
            at++;
        }
        beg = at;
    }
}

/* The row that begins at block `index`; returns the block after it. */
static uint32_t read_row(const struct reading *r, uint32_t index, struct columns *ret)
{
    const struct block *b = &r->blocks.v[index];
    uint32_t i = index;

    *ret = (struct columns){};
    if (b->table == 0) {
        cut_line(r, index, ret);
        return index + 1;
    }
    for (; i < r->blocks.n && r->blocks.v[i].table == b->table && r->blocks.v[i].row == b->row;
         i++) {
        const struct block *cell = &r->blocks.v[i];

        if (cell->col < MOST_COLUMNS) {
            ret->n = MAX(ret->n, cell->col + 1);
            ret->cell[cell->col] = span_of(r, i, cell->t.s);
        }
    }
    return i;
}

static bool names_types(const struct ftext *t)
{
    static const struct str words[] = {
        STR_IN_TABLE("類型"),     STR_IN_TABLE("種別"),   STR_IN_TABLE("区分"),
        STR_IN_TABLE("枠"),       STR_IN_TABLE("コース"), STR_IN_TABLE("分野"),
        STR_IN_TABLE("部門"),     STR_IN_TABLE("タイプ"), STR_IN_TABLE("テーマ"),
        STR_IN_TABLE("メニュー"), STR_IN_TABLE("課題"),
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        if (ftext_may_have(t, words[i]) && str_has(str_sub(t->s, 0, LABEL_BYTES), words[i])) {
            return true;
        }
    }
    return false;
}

/* 1件当たりの上限額 is a label with words before it. */
static enum fact_key key_of(struct str head)
{
    static const char *const caps[] = {"上限額", "限度額", "上限", "上限金額"};
    static const char *const numbers[] = {"採択予定件数", "採択件数", "採択予定数", "採択数",
                                          "予定件数",     "採択予定", "募集件数"};

    for (size_t i = 0; i < COUNT(caps); i++) {
        if (str_ends(head, str_of(caps[i]))) {
            return FACT_BUDGET_CAP;
        }
    }
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (str_ends(head, str_of(numbers[i]))) {
            return FACT_ADOPTED_COUNT;
        }
    }
    return FACT_KEY_COUNT;
}

static struct str without_bracket(struct str s)
{
    ptrdiff_t open = str_ends(s, STR(")")) ? str_rfind(s, STR("(")) : -1;

    return open > 0 ? str_trim(str_sub(s, 0, (size_t)open)) : s;
}

static void offer_cell(struct fact_maker *m, enum fact_key key, struct block_span cell)
{
    const struct reading *r = m->r;
    struct str s = span_text(r, cell);
    struct quantity_list list = {};

    quantity_scan(r->arena, s, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct quantity *q = &list.v[i];
        bool is_yen = str_eq(q->unit, STR("JPY"));

        if (q->fuzzy || (!q->has_hi && !q->has_lo) || is_yen != (key == FACT_BUDGET_CAP)) {
            continue;
        }
        int64_t number = quantity_whole(q->has_hi ? q->hi : q->lo);

        if (number > 0) {
            fact_offer_of_type(m, key, arena_printf(r->arena, "%lld", (long long)number),
                               span_src(r, span_of(r, cell.block, str_sub(s, q->beg, q->end))));
        }
        return;
    }
}

/* The rows below a head whose keys are known; returns the block after the last. */
static uint32_t take_rows(struct fact_maker *m, uint32_t first, const struct columns *head,
                          const enum fact_key keys[MOST_COLUMNS])
{
    const struct reading *r = m->r;
    const struct block *above = &r->blocks.v[first - 1];
    uint32_t i = first;

    for (uint32_t rows = 0; rows < MOST_ROWS && i < r->blocks.n; rows++) {
        const struct block *b = &r->blocks.v[i];
        struct columns row;

        if (b->table != above->table || b->part != above->part || b->kind == BLOCK_NOTE) {
            break;
        }
        uint32_t next = read_row(r, i, &row);

        if (row.n != head->n && (b->table == 0 || row.n < 2)) {
            break;
        }
        for (uint32_t k = 1; k < row.n && k < head->n; k++) {
            if (keys[k] != FACT_KEY_COUNT && row.cell[k].end > row.cell[k].beg) {
                offer_cell(m, keys[k], row.cell[k]);
            }
        }
        i = next;
    }
    return i;
}

void fact_find_types(struct fact_maker *m)
{
    const struct reading *r = m->r;

    for (uint32_t i = 0; i + 1 < r->blocks.n;) {
        const struct block *b = &r->blocks.v[i];
        bool starts_row = b->table == 0 || i == 0 || r->blocks.v[i - 1].table != b->table ||
                          r->blocks.v[i - 1].row != b->row;
        struct columns head;

        if (!starts_row || r->parts.v[b->part].kind > PART_SPEC || b->t.s.n > 400 ||
            !names_types(&b->t)) {
            i++;
            continue;
        }
        uint32_t next = read_row(r, i, &head);
        enum fact_key keys[MOST_COLUMNS];
        bool any = false;

        for (uint32_t k = 0; k < head.n; k++) {
            keys[k] = k == 0 ? FACT_KEY_COUNT
                             : key_of(without_bracket(str_trim(span_text(r, head.cell[k]))));
            any |= keys[k] != FACT_KEY_COUNT;
        }
        i = any && head.cell[0].end - head.cell[0].beg <= LABEL_BYTES
                ? take_rows(m, next, &head, keys)
                : next;
    }
}
