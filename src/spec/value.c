/*
 * Reads every sentence and cell once for times and quantities and hands them to those who make
 * dates, rules and quantities of them.
 *
 * The annex is read too: each value knows its item. Of its report form, which repeats the items
 * in a table, only the text outside the table is read.
 */
#include "spec/value.h"

#include "text/chars.h"

static const char *const aim_words[] = {"背景", "目的", "趣旨", "経緯", "現状", "はじめに"};
/* A heading with one of these names work (現状の調査), whatever else it says. */
static const char *const work_words[] = {"調査", "分析", "把握", "整理", "実施", "作成",
                                         "検討", "確認", "点検", "測定", "診断"};

static bool has_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_has(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_aim(struct str heading)
{
    struct str tail = str_ends(heading, STR("目的")) || str_ends(heading, STR("背景")) ||
                              str_ends(heading, STR("趣旨")) || str_ends(heading, STR("経緯"))
                          ? (struct str){}
                          : heading;

    return char_count(heading) <= 20 && has_any(heading, aim_words, COUNT(aim_words)) &&
           !has_any(tail, work_words, COUNT(work_words));
}

/* For each node, whether it is a section that tells why, not what, or stands in one. */
static bool *find_aims(const struct reading *r)
{
    bool *aims = ARENA_ARRAY(r->arena, r->nodes.n, bool);

    for (uint32_t i = 0; i < r->nodes.n; i++) {
        const struct node *n = &r->nodes.v[i];

        /* A parent stands before its children. */
        aims[i] = n->level > 0 && ((n->parent < i && aims[n->parent]) || is_aim(n->heading));
    }
    return aims;
}

/* The annex item that byte `at` stands in: the last that begins before it. */
static struct str annex_item_at(struct value_reader *v, uint32_t at)
{
    const struct reg_annex *annex = &v->r->reg->annex;

    while (v->next_annex_item < annex->items.n &&
           annex->items.v[v->next_annex_item].src.beg <= at) {
        v->next_annex_item++;
    }
    return v->next_annex_item == 0 ? (struct str){} : annex->items.v[v->next_annex_item - 1].id;
}

static void read_text(struct value_reader *v, uint32_t block, size_t beg, size_t end)
{
    const struct block *b = &v->r->blocks.v[block];

    v->s = str_sub(b->t.s, beg, end);
    v->in_block = (uint32_t)beg;
    v->block = block;
    v->whens.n = 0;
    when_scan(v->r->arena, v->s, &v->context, &v->whens);
    value_find_dates(v);
    value_find_rules(v);
    value_find_quantities(v);
}

/* A date leans on the one before it in its paragraph, or in its table. */
static void forget_antecedent(struct value_reader *v, uint32_t index)
{
    const struct block *b = &v->r->blocks.v[index];
    bool same_table = index > 0 && b->table != 0 && v->r->blocks.v[index - 1].table == b->table;

    v->context.carry = b->table != 0;
    if (!same_table) {
        v->context.antecedent = (struct when_point){};
    }
}

static void read_block(struct value_reader *v, uint32_t index)
{
    const struct block *b = &v->r->blocks.v[index];
    enum part_kind kind = v->r->parts.v[b->part].kind;

    v->annex_item = (struct str){};
    v->in_table = b->table != 0;
    if (kind == PART_ANNEX) {
        v->annex_item = annex_item_at(v, b->beg);
    } else if (kind == PART_ANNEX_FORM) {
        if (b->table != 0) {
            return;
        }
        v->annex_item = STR("form");
    }
    v->is_background = v->aims[b->node];
    forget_antecedent(v, index);
    for (uint32_t i = b->sentence_first; i < b->sentence_first + b->sentence_count; i++) {
        read_text(v, index, v->r->sentences.v[i].beg, v->r->sentences.v[i].end);
    }
}

void value_build(struct reading *r)
{
    struct value_reader v = {.r = r, .aims = find_aims(r)};

    when_context_init(&v.context);
    v.context.ref_day = r->reference_day;
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        read_block(&v, i);
    }
}
