/*
 * The items of a part that is an annex. An item is a numbered paragraph: the first level gives
 * "1" … "17", the next "15-1" (①), the third "15-3-a" ((a)). Bullets below an item are "15-8-1" …
 * in order.
 */
#include "spec/annex.h"

static struct str item_id(struct reading *r, uint32_t node)
{
    const struct node *n = &r->nodes.v[node];
    uint32_t parent = n->parent;

    while (r->nodes.v[parent].marker.class == MARK_HEAD) {
        parent = r->nodes.v[parent].parent;
    }
    if (parent == node || r->nodes.v[parent].level == 0) {
        return arena_printf(r->arena, "%u", n->marker.ordinal);
    }
    struct str up = item_id(r, parent);
    bool letter = n->marker.class == MARK_PAREN_LATIN || n->marker.class == MARK_LATIN;

    return letter ? arena_printf(r->arena, "%.*s-%c", STR_ARG(up),
                                 (char)('a' + (n->marker.ordinal - 1) % 26))
                  : arena_printf(r->arena, "%.*s-%u", STR_ARG(up), n->marker.ordinal);
}

static struct annex_item *add_item(struct reading *r, struct annex_items *items, struct str id,
                                   uint32_t block)
{
    const struct block *b = &r->blocks.v[block];
    struct annex_item *item = VEC_ADD(r->arena, &items->list);

    *item = (struct annex_item){.id = id, .node = REG_NO_INDEX, .first_block = block};
    item->text_beg = ftext_beg(&b->t, b->body);
    item->text_end = b->end;
    return item;
}

static bool is_below(const struct reading *r, uint32_t node, uint32_t ancestor)
{
    while (r->nodes.v[node].level > r->nodes.v[ancestor].level) {
        node = r->nodes.v[node].parent;
    }
    return node == ancestor;
}

/* Text of the block goes to its own item and to `all` of every item above. */
static void add_text(struct reading *r, struct annex_items *items, const struct block *b)
{
    for (uint32_t i = items->list.n; i-- > 0;) {
        struct annex_item *item = &items->list.v[i];

        if (item->node == REG_NO_INDEX) {
            continue;
        }
        if (item->node == b->node) {
            annex_text_add(r, &item->own, b, b->body, b->t.s.n);
        }
        if (is_below(r, b->node, item->node)) {
            annex_text_add(r, &item->all, b, b->body, b->t.s.n);
        } else if (r->nodes.v[item->node].level == 1) {
            break;
        }
    }
}

/* A bullet that goes on with the paragraph before (なお、…) is a converter's, not an item. */
static bool is_bullet_item(const struct block *b)
{
    return b->marker.class == MARK_BULLET && !str_at(b->t.s, b->body, STR("なお")) &&
           !str_at(b->t.s, b->body, STR("また")) && !str_at(b->t.s, b->body, STR("ただし"));
}

void annex_collect(struct reading *r, uint32_t part, struct annex_items *ret)
{
    const struct part *p = &r->parts.v[part];
    uint32_t bullets = 0;

    *ret = (struct annex_items){};
    for (uint32_t i = p->block_first; i < p->block_first + p->block_count; i++) {
        const struct block *b = &r->blocks.v[i];
        const struct node *n = &r->nodes.v[b->node];

        if (n->level == 0 || b->kind == BLOCK_NOTE || b->marker.class == MARK_HEAD) {
            continue;
        }
        if (n->block == i) {
            struct annex_item *item = add_item(r, ret, item_id(r, b->node), i);

            item->node = b->node;
            bullets = 0;
        } else if (is_bullet_item(b) && n->marker.class != MARK_HEAD) {
            struct str id =
                arena_printf(r->arena, "%.*s-%u", STR_ARG(item_id(r, b->node)), ++bullets);
            struct annex_item *item = add_item(r, ret, id, i);

            annex_text_add(r, &item->own, b, b->body, b->t.s.n);
        }
        add_text(r, ret, b);
    }
}
