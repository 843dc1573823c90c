/*
 * Numbering: what the outline met when it followed the numbers.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    LONGEST_HEAD = 24, /* characters of an item shown in a finding */
    SHORTEST_HEAD = 6, /* characters of a heading that may be called repeated */
};

/* Mark and heading (or first words) of a numbered item. */
static struct reg_src head_of(const struct lint *l, const struct node *n)
{
    const struct block *b = &l->r->blocks.v[n->block];
    size_t beg = b->is_auto_marker ? b->body : b->marker.label_beg;

    return lint_around(l, b, beg, b->body, 0, LONGEST_HEAD);
}

static bool is_checked(const struct lint *l, const struct node *n)
{
    return n->block != REG_NO_INDEX && marker_is_numbered(&n->marker) &&
           lint_is_own_text(l, &l->r->blocks.v[n->block]) &&
           l->r->blocks.v[n->block].kind != BLOCK_CELL;
}

/* The sibling of the same class of number before node `at`, or REG_NO_INDEX. */
static uint32_t sibling_before(const struct lint *l, uint32_t at)
{
    const struct node *n = &l->r->nodes.v[at];

    for (uint32_t i = at; i-- > 1 && i > n->parent;) {
        const struct node *other = &l->r->nodes.v[i];

        if (other->parent == n->parent && other->marker.class == n->marker.class) {
            return i;
        }
    }
    return REG_NO_INDEX;
}

static struct str label_of(const struct lint *l, const struct node *n)
{
    const struct block *b = &l->r->blocks.v[n->block];

    return str_sub(b->t.s, b->marker.label_beg, b->marker.label_beg + b->marker.label_length);
}

/* 第11条 twice in a row, also where the outline took them for two lists (each under a caption). */
static bool repeats_article(const struct lint *l, uint32_t article, const struct node *n)
{
    const struct node *x = article == REG_NO_INDEX ? NULL : &l->r->nodes.v[article];

    return x != NULL && n->marker.class == MARK_ARTICLE && x->part == n->part &&
           x->parent == n->parent && !l->r->blocks.v[n->block].is_auto_marker &&
           !l->r->blocks.v[x->block].is_auto_marker && str_eq(label_of(l, x), label_of(l, n));
}

void lint_number_duplicate(struct lint *l)
{
    uint32_t article = REG_NO_INDEX; /* the last one */

    for (uint32_t i = 1; i < l->r->nodes.n; i++) {
        const struct node *n = &l->r->nodes.v[i];
        uint32_t last = article;

        if (!is_checked(l, n)) {
            continue;
        }
        article = n->marker.class == MARK_ARTICLE ? i : article;
        if (!(n->problem & NODE_DUPLICATE) && !repeats_article(l, last, n)) {
            continue;
        }
        uint32_t before = n->problem & NODE_DUPLICATE ? sibling_before(l, i) : last;

        if (before == REG_NO_INDEX) {
            continue;
        }
        struct reg_src other = head_of(l, &l->r->nodes.v[before]);
        struct reg_src src = head_of(l, n);

        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .other = &other,
                   .confidence = DEFINITE,
                   .why = arena_printf(l->r->arena, "番号「%.*s」が、前の項目と重複している",
                                       STR_ARG(label_of(l, n))),
                   .question = arena_printf(
                       l->r->arena,
                       "「%.*s」と「%.*s」の番号が重複しています。正しい番号をご教示ください。",
                       STR_ARG(other.quote), STR_ARG(src.quote)),
               });
    }
}

void lint_number_gap(struct lint *l)
{
    for (uint32_t i = 1; i < l->r->nodes.n; i++) {
        const struct node *n = &l->r->nodes.v[i];

        if (!(n->problem & NODE_GAP) || !is_checked(l, n)) {
            continue;
        }
        uint32_t before = sibling_before(l, i);

        if (before == REG_NO_INDEX) {
            continue;
        }
        struct reg_src other = head_of(l, &l->r->nodes.v[before]);
        struct reg_src src = head_of(l, n);

        lint_report(l,
                    &(struct lint_say){
                        .src = src,
                        .other = &other,
                        .confidence = DEFINITE,
                        .why = arena_printf(l->r->arena, "「%.*s」の次が「%.*s」で、間の番号がない",
                                            STR_ARG(label_of(l, &l->r->nodes.v[before])),
                                            STR_ARG(label_of(l, n))),
                        .question = arena_printf(
                            l->r->arena,
                            "「%.*s」の次が「%.*s」となっています。間の項目の記載漏れでしょうか、番"
                            "号の誤りでしょうか。",
                            STR_ARG(other.quote), STR_ARG(src.quote)),
                    });
    }
}

/* Whether a sibling of the same class follows node `at`. */
static bool has_sibling_after(const struct lint *l, uint32_t at)
{
    const struct node *n = &l->r->nodes.v[at];

    for (uint32_t i = at + 1; i < l->r->nodes.n && l->r->nodes.v[i].level >= n->level; i++) {
        const struct node *other = &l->r->nodes.v[i];

        if (other->part != n->part) {
            break;
        }
        if (other->parent == n->parent && other->marker.class == n->marker.class) {
            return true;
        }
    }
    return false;
}

void lint_number_repeated_heading(struct lint *l)
{
    for (uint32_t i = 1; i + 1 < l->r->nodes.n; i++) {
        const struct node *n = &l->r->nodes.v[i];
        const struct node *child = &l->r->nodes.v[i + 1];

        if (child->parent != i || n->marker.ordinal != 1 || !is_checked(l, n) ||
            child->block == REG_NO_INDEX || char_count(n->heading) < SHORTEST_HEAD) {
            continue;
        }
        const struct block *b = &l->r->blocks.v[child->block];

        if (!str_at(b->t.s, b->body, n->heading) || has_sibling_after(l, i)) {
            continue;
        }
        struct reg_src src = head_of(l, n);
        struct reg_src other = head_of(l, child);

        lint_report(l,
                    &(struct lint_say){
                        .src = src,
                        .other = &other,
                        .confidence = LIKELY,
                        .why = STR("見出しが直下の項目の見出しと同じで、並ぶ項目もない"),
                        .question = arena_printf(
                            l->r->arena,
                            "「%.*s」の見出しが直下の項目と同じで、次の番号もありません。見出しの誤"
                            "りでしょうか。",
                            STR_ARG(src.quote)),
                    });
    }
}
