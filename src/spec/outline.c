/*
 * The tree of numbered items, recovered by number sequence.
 *
 * A stack holds the lists that are open, outermost first: class of mark, last ordinal, the item
 * it stands for. A mark of class c with ordinal k is
 *     the next sibling    where an open list of class c ends with k - 1 (the innermost; of several
 *                         the one with the same indent)
 *     a first child       when k is 1 (第n条 has an unnumbered first paragraph: there 2 as well)
 *     a repeated number   where an open list of class c ends with k       (NODE_DUPLICATE)
 *     a jump              where an open list of class c ends with k-2, k-3 (NODE_GAP)
 * and otherwise plain text. Weak marks (a bare digit, a letter, a kana) also need their second
 * member to start a list, so that "1 注意" alone is text. 【…】 names a group: it becomes a node
 * only when a list of its own starts below it. Cells and notes have no part in the tree.
 */
#include "spec/outline-heading.h"
#include "spec/reading.h"
#include "text/chars.h"

enum {
    DEEPEST = 24,
    SUCCESSOR_LOOK_AHEAD = 400, /* blocks */
    LARGEST_JUMP = 3,
    SURE = 100,
    FIRST = 90,
    JUMP = 60,
    REPEATED = 50,
};

struct open_list {
    enum marker_class class;
    uint32_t last;
    uint32_t node; /* the item last added */
    uint32_t indent;
    bool iroha;
    uint32_t depth; /* of MARK_MULTI */
    bool is_wide;
};

struct outliner {
    struct reading *r;
    uint32_t part;
    struct open_list open[DEEPEST];
    uint32_t n;
    uint32_t root;
    uint32_t head_block; /* 【…】 waiting for a list of its own; REG_NO_INDEX = none */
    uint32_t end;        /* block after the part */
};

static uint32_t current_node(const struct outliner *o)
{
    return o->n == 0 ? o->root : o->open[o->n - 1].node;
}

static bool is_weak(enum marker_class class)
{
    return class == MARK_BARE || class == MARK_KATAKANA || class == MARK_LATIN ||
           class == MARK_KANJI || class == MARK_ROMAN;
}

static bool takes_part(const struct block *b)
{
    return b->table == 0 && b->kind != BLOCK_NOTE && b->kind != BLOCK_TITLE &&
           marker_is_numbered(&b->marker);
}

static bool has_successor(const struct outliner *o, uint32_t index)
{
    const struct marker *m = &o->r->blocks.v[index].marker;
    uint32_t end = MIN(o->end, index + SUCCESSOR_LOOK_AHEAD);

    for (uint32_t i = index + 1; i < end; i++) {
        const struct marker *next = &o->r->blocks.v[i].marker;

        if (next->class == m->class && takes_part(&o->r->blocks.v[i]) &&
            (next->ordinal == m->ordinal + 1 || (m->iroha == 1 && next->iroha == 2))) {
            return true;
        }
    }
    return false;
}

/* Ordinal of the mark in the order the list uses. */
static uint32_t ordinal_in(const struct marker *m, const struct open_list *list)
{
    return list->iroha ? m->iroha : m->ordinal;
}

static bool same_kind(const struct marker *m, const struct open_list *list)
{
    return list->class == m->class && (m->class != MARK_MULTI || list->depth == m->depth);
}

/*
 * The innermost open list that ends `distance` before the mark; of several the one of like indent.
 */
static int find_list(const struct outliner *o, const struct block *b, uint32_t distance)
{
    const struct marker *m = &b->marker;
    uint32_t indent = o->r->doc->lines.v[b->line_first].indent;
    int best = -1;
    uint32_t best_offset = UINT32_MAX;

    for (int i = (int)o->n - 1; i >= 0; i--) {
        const struct open_list *list = &o->open[i];

        if (!same_kind(m, list) || ordinal_in(m, list) != list->last + distance) {
            continue;
        }
        uint32_t offset = indent > list->indent ? indent - list->indent : list->indent - indent;

        if (offset + 4 < best_offset) {
            best = i;
            best_offset = offset;
        }
    }
    return best;
}

static uint32_t add_node(struct outliner *o, uint32_t index, uint32_t parent, uint8_t confidence,
                         uint32_t problem)
{
    struct reading *r = o->r;
    struct block *b = &r->blocks.v[index];
    uint32_t id = r->nodes.n;
    struct node *n = VEC_ADD(r->arena, &r->nodes);
    size_t beg;
    size_t end;

    *n = (struct node){
        .parent = parent,
        .block = index,
        .part = o->part,
        .confidence = confidence,
        .marker = b->marker,
        .problem = problem,
    };
    n->level = (uint8_t)(r->nodes.v[parent].level + 1);
    n->path = outline_path(r, parent, b);
    n->heading = outline_heading(r, b, &beg, &end);
    n->heading_beg = n->heading.n > 0 ? ftext_beg(&b->t, beg) : b->beg;
    n->heading_end = n->heading.n > 0 ? ftext_end(&b->t, end, r->doc->text) : b->end;
    if (n->heading.n > 0 && end == b->t.s.n) {
        b->kind = BLOCK_HEADING;
    }
    if (b->marker.class == MARK_ARTICLE && n->heading.n == 0 && index > 0) {
        outline_heading_above(r, n, &r->blocks.v[index - 1]);
    }
    return id;
}

/*
 * Whether the heads only group one list: after the next head the numbers go on.
 * `first` is the block of the list's first member.
 */
static bool heads_group_one_list(const struct outliner *o, uint32_t first)
{
    const struct marker *m = &o->r->blocks.v[first].marker;
    uint32_t last = m->ordinal;
    bool head = false;
    uint32_t end = MIN(o->end, first + SUCCESSOR_LOOK_AHEAD);

    for (uint32_t i = first + 1; i < end; i++) {
        const struct block *b = &o->r->blocks.v[i];

        if (b->table == 0 && b->marker.class == MARK_HEAD) {
            head = true;
        } else if (takes_part(b) && b->marker.class == m->class) {
            if (b->marker.ordinal != last + 1) {
                return false;
            }
            if (head) {
                return true;
            }
            last++;
        }
    }
    return false;
}

/* 【…】 that waited becomes a node below the current one. */
static void open_head(struct outliner *o)
{
    if (o->head_block == REG_NO_INDEX || o->n == DEEPEST) {
        return;
    }
    struct reading *r = o->r;
    struct block *b = &r->blocks.v[o->head_block];
    uint32_t parent = current_node(o);
    uint32_t id = r->nodes.n;
    struct node *n = VEC_ADD(r->arena, &r->nodes);
    size_t open = str_at(b->t.s, 0, STR("<")) ? 1 : 3;

    *n = (struct node){.parent = parent,
                       .block = o->head_block,
                       .part = o->part,
                       .confidence = JUMP,
                       .marker = b->marker};
    n->level = (uint8_t)(r->nodes.v[parent].level + 1);
    n->heading = str_sub(b->t.s, open, b->marker.label_length - open);
    n->heading_beg = ftext_beg(&b->t, open);
    n->heading_end = ftext_end(&b->t, b->marker.label_length - open, r->doc->text);
    n->path = arena_printf(r->arena, "%.*s%.*s", STR_ARG(r->nodes.v[parent].path),
                           (int)b->marker.label_length, b->t.s.p);
    o->open[o->n++] = (struct open_list){.class = MARK_HEAD, .node = id};
    o->head_block = REG_NO_INDEX;
}

static bool push_list(struct outliner *o, uint32_t index, uint8_t confidence, uint32_t problem)
{
    struct block *b = &o->r->blocks.v[index];
    const struct marker *m = &b->marker;

    if (o->n + 1 >= DEEPEST) {
        return false;
    }
    if (o->head_block != REG_NO_INDEX && heads_group_one_list(o, index)) {
        o->head_block = REG_NO_INDEX;
    }
    open_head(o);
    bool iroha = m->iroha == 1 && m->ordinal != 1;
    uint32_t node = add_node(o, index, current_node(o), confidence, problem);

    o->open[o->n++] = (struct open_list){
        .class = m->class,
        .last = iroha ? m->iroha : m->ordinal,
        .node = node,
        .indent = o->r->doc->lines.v[b->line_first].indent,
        .iroha = iroha,
        .depth = m->depth,
        .is_wide = m->is_wide,
    };
    return true;
}

static bool continue_list(struct outliner *o, uint32_t index, int list, uint8_t confidence,
                          uint32_t problem)
{
    struct block *b = &o->r->blocks.v[index];
    struct open_list *l = &o->open[list];
    uint32_t parent = o->r->nodes.v[l->node].parent;

    o->n = (uint32_t)list + 1;
    o->head_block = REG_NO_INDEX;
    if (l->is_wide != b->marker.is_wide && !b->is_auto_marker) {
        problem |= NODE_WIDTH;
    }
    l->node = add_node(o, index, parent, confidence, problem);
    l->last = ordinal_in(&b->marker, l);
    return true;
}

/* １.２: below the item whose number is １, or below no one. */
static bool take_multi(struct outliner *o, uint32_t index)
{
    const struct marker *m = &o->r->blocks.v[index].marker;

    for (int i = (int)o->n - 1; i >= 0; i--) {
        const struct open_list *l = &o->open[i];
        bool is_parent =
            l->class == MARK_MULTI ? l->depth == m->depth - 1 && l->last == m->numbers[m->depth - 2]
            : m->depth == 2
                ? l->last == m->numbers[0] && (l->class == MARK_DECIMAL || l->class == MARK_BARE ||
                                               l->class == MARK_DAI || l->class == MARK_CHAPTER)
                : false;

        if (is_parent) {
            o->n = (uint32_t)i + 1;
            return push_list(o, index, m->ordinal == 1 ? SURE : JUMP, 0);
        }
    }
    if (m->ordinal == 1) {
        return push_list(o, index, FIRST, 0);
    }
    return false;
}

/*
 * The open article whose second paragraph the mark is: the first paragraph has no number, and
 * items (１) (２) of the first may be open. -1 = none.
 */
static int second_paragraph_of(const struct outliner *o, const struct marker *m)
{
    if (m->ordinal != 2 || (m->class != MARK_BARE && m->class != MARK_DECIMAL)) {
        return -1;
    }
    for (int i = (int)o->n - 1; i >= 0 && o->open[i].class != m->class; i--) {
        if (o->open[i].class == MARK_ARTICLE) {
            return i;
        }
    }
    return -1;
}

static bool may_start_list(const struct outliner *o, uint32_t index)
{
    const struct marker *m = &o->r->blocks.v[index].marker;
    bool first = m->ordinal == 1 || (m->iroha == 1 && m->class == MARK_KATAKANA) ||
                 (m->iroha == 1 && m->class == MARK_PAREN_KATAKANA);

    if (second_paragraph_of(o, m) >= 0) {
        return true;
    }
    if (m->class == MARK_ARTICLE || m->class == MARK_CHAPTER || m->class == MARK_SECTION) {
        return true;
    }
    return first &&
           (!is_weak(m->class) || o->r->blocks.v[index].is_auto_marker || has_successor(o, index));
}

/* Articles and chapters stand above everything else whatever is open. */
static void close_for_article(struct outliner *o, enum marker_class class)
{
    if (class != MARK_ARTICLE && class != MARK_CHAPTER && class != MARK_SECTION &&
        class != MARK_DAI) {
        return;
    }
    while (o->n > 0 && (o->open[o->n - 1].class > class || o->open[o->n - 1].class == class)) {
        o->n--;
    }
}

static bool reads_like_a_heading(const struct block *b)
{
    struct str s = str_sub(b->t.s, b->body, b->t.s.n);

    return char_count(s) <= 25 && !str_has(s, STR("。")) && !str_has(s, STR("、")) &&
           b->marker.ordinal > 1;
}

static bool take_mark(struct outliner *o, uint32_t index)
{
    const struct block *b = &o->r->blocks.v[index];
    int list = find_list(o, b, 1);

    if (list >= 0) {
        return continue_list(o, index, list, SURE, 0);
    }
    if (b->marker.class == MARK_MULTI) {
        return take_multi(o, index);
    }
    if (may_start_list(o, index)) {
        /* The same class again right below itself: the list starts anew, it does not nest. */
        if (o->n > 0 && o->open[o->n - 1].class == b->marker.class && !o->open[o->n - 1].iroha) {
            o->n--;
        }
        close_for_article(o, b->marker.class);
        int article = second_paragraph_of(o, &b->marker);

        o->n = article >= 0 ? (uint32_t)article + 1 : o->n;
        return push_list(o, index, FIRST, 0);
    }
    list = find_list(o, b, 0);
    if (list >= 0 && (!is_weak(b->marker.class) || reads_like_a_heading(b))) {
        return continue_list(o, index, list, REPEATED, NODE_DUPLICATE);
    }
    for (uint32_t jump = 2; jump <= LARGEST_JUMP && !is_weak(b->marker.class); jump++) {
        list = find_list(o, b, jump);
        if (list >= 0) {
            return continue_list(o, index, list, JUMP, NODE_GAP);
        }
    }
    return false;
}

static uint32_t add_root(struct outliner *o, uint32_t part)
{
    struct reading *r = o->r;
    const struct part *p = &r->parts.v[part];
    uint32_t id = r->nodes.n;
    struct node *n = VEC_ADD(r->arena, &r->nodes);

    *n = (struct node){.parent = id, .block = p->title_block, .part = part, .confidence = SURE};
    if (p->prefix.n > 0) {
        n->path = str_sub(p->prefix, 0, p->prefix.n - 1);
    } else if (p->kind == PART_SPEC && str_eq(p->title, STR("仕様書"))) {
        n->path = STR("仕様書");
    }
    if (p->title_block != REG_NO_INDEX) {
        const struct block *b = &r->blocks.v[p->title_block];

        n->heading = b->t.s;
        n->heading_beg = b->beg;
        n->heading_end = b->end;
    }
    return id;
}

static void outline_part(struct reading *r, uint32_t part)
{
    const struct part *p = &r->parts.v[part];
    struct outliner o = {
        .r = r, .part = part, .head_block = REG_NO_INDEX, .end = p->block_first + p->block_count};

    o.root = add_root(&o, part);
    r->parts.v[part].node_first = o.root;
    for (uint32_t i = p->block_first; i < o.end; i++) {
        struct block *b = &r->blocks.v[i];

        if (takes_part(b)) {
            if (!take_mark(&o, i)) {
                b->marker = (struct marker){};
                b->body = 0;
            }
        } else if (b->table == 0 && b->marker.class == MARK_HEAD && b->kind == BLOCK_TEXT) {
            o.head_block = i;
        }
        r->blocks.v[i].node = current_node(&o);
    }
}

void outline_build(struct reading *r)
{
    for (uint32_t i = 0; i < r->parts.n; i++) {
        outline_part(r, i);
    }
}

void outline_write(struct reading *r)
{
    for (uint32_t i = 0; i < r->nodes.n; i++) {
        const struct node *n = &r->nodes.v[i];
        enum part_kind kind = r->parts.v[n->part].kind;

        if (kind == PART_ANNEX || kind == PART_ANNEX_FORM || n->block == REG_NO_INDEX ||
            n->path.n == 0) {
            continue;
        }
        const struct block *b = &r->blocks.v[n->block];
        struct reg_node *out = VEC_ADD(r->arena, &r->reg->outline);
        bool is_root = n->level == 0;

        out->src = is_root || n->heading_end <= b->beg
                       ? reading_src(r, n->heading_beg, n->heading_end)
                       : reading_src(r, b->beg, MAX(n->heading_end, b->beg));
        out->path = n->path;
        out->heading = n->heading;
        out->label = is_root ? (struct str){} : outline_label(r, b);
        out->level = n->level;
        out->is_auto = b->is_auto_marker;
        out->confidence = n->confidence;
    }
}
