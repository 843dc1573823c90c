/*
 * References backward: 前項, 前２項, 前条, 前号, 同条 count from the item they stand in; 上記X means the
 * last X said above.
 */
#include "spec/reference.h"

#include "text/chars.h"

enum {
    WIDE = 3,
    BACK_BLOCKS = 80, /* where an X of 上記X is looked for */
};

/* ---- 前項, 前条, 前号, 同条 ---- */

struct near_word {
    const char *word;
    char unit; /* j 条, k 項, g 号 */
    bool all;  /* 前各号 */
    bool same; /* 同条 */
};

static const struct near_word near_words[] = {
    {"前各号", 'g', true, false}, {"前各項", 'k', true, false}, {"前条", 'j', false, false},
    {"前項", 'k', false, false},  {"前号", 'g', false, false},  {"同条", 'j', false, true},
    {"同項", 'k', false, true},
};

/* 前２項, 前三条; returns bytes. */
static size_t read_counted(struct str s, size_t pos, char *ret_unit, uint32_t *ret_count)
{
    static const char *const counts[] = {"二", "三", "四", "五"};
    size_t p = skip_spaces(s, pos + WIDE);

    *ret_count = 0;
    if (p < s.n && s.p[p] >= '2' && s.p[p] <= '9') {
        *ret_count = (uint32_t)(s.p[p] - '0');
        p = skip_spaces(s, p + 1);
    }
    for (uint32_t i = 0; i < COUNT(counts) && *ret_count == 0; i++) {
        if (str_at(s, p, str_of(counts[i]))) {
            *ret_count = i + 2;
            p += WIDE;
        }
    }
    *ret_unit = str_at(s, p, STR("項"))   ? 'k'
                : str_at(s, p, STR("条")) ? 'j'
                : str_at(s, p, STR("号")) ? 'g'
                                          : 0;
    return *ret_count > 0 && *ret_unit != 0 ? p + WIDE - pos : 0;
}

static uint32_t ancestor_of_class(const struct reading *r, uint32_t node, enum marker_class class)
{
    while (r->nodes.v[node].level > 0) {
        if (r->nodes.v[node].marker.class == class) {
            return node;
        }
        node = r->nodes.v[node].parent;
    }
    return REG_NO_INDEX;
}

static uint32_t numbered_ancestor(const struct reading *r, uint32_t node)
{
    while (r->nodes.v[node].level > 0 && !marker_is_numbered(&r->nodes.v[node].marker)) {
        node = r->nodes.v[node].parent;
    }
    return r->nodes.v[node].level > 0 ? node : REG_NO_INDEX;
}

/* The item `back` before `node` in its list; 第１項 of an article is the article. */
static uint32_t sibling_before(const struct ref_at *at, uint32_t node, uint32_t back)
{
    const struct node *n = &at->r->nodes.v[node];

    if (n->marker.ordinal <= back) {
        return REG_NO_INDEX;
    }
    struct ref_step step = {.class = n->marker.class, .ordinal = n->marker.ordinal - back};

    if (at->r->nodes.v[n->parent].marker.class == MARK_ARTICLE &&
        (n->marker.class == MARK_BARE || n->marker.class == MARK_DECIMAL)) {
        step.kind = STEP_PARAGRAPH;
    }
    uint32_t found = ref_child(at->x, n->parent, &step, node);

    if (found == REG_NO_INDEX && n->marker.class == MARK_ARTICLE) {
        found = ref_child(at->x, ref_part_root(at->x, n->part), &step, node);
    }
    return found;
}

/* The item that 項 or 号 counts from. */
static uint32_t item_of(const struct ref_at *at, char unit)
{
    const struct reading *r = at->r;
    uint32_t article = ancestor_of_class(r, at->b->node, MARK_ARTICLE);
    uint32_t node = numbered_ancestor(r, at->b->node);

    if (unit == 'j' || node == REG_NO_INDEX) {
        return article;
    }
    if (article == REG_NO_INDEX || unit == 'g') {
        return node;
    }
    /* 項 is the child of the article that the place stands in. */
    while (node != article && r->nodes.v[node].parent != article) {
        node = r->nodes.v[node].parent;
    }
    return node;
}

static void resolve_count(const struct ref_at *at, char unit, uint32_t count, bool all,
                          struct ref_hit *ret)
{
    uint32_t from = item_of(at, unit);
    uint32_t last = from == REG_NO_INDEX ? REG_NO_INDEX : sibling_before(at, from, 1);
    uint32_t back = all && from != REG_NO_INDEX ? at->r->nodes.v[from].marker.ordinal - 1 : count;
    uint32_t first = last == REG_NO_INDEX || back < 2 ? last : sibling_before(at, from, back);

    if (from != REG_NO_INDEX && at->r->nodes.v[from].marker.class == MARK_ARTICLE && unit == 'k') {
        last = REG_NO_INDEX; /* the first paragraph has none before it */
    }
    if (last == REG_NO_INDEX || first == REG_NO_INDEX) {
        ret->outcome = REFERENCE_MISSING;
        ret->target = str_sub(at->s, ret->beg, ret->end);
        ret->note = STR("前に当たる項目がない");
        return;
    }
    ret->outcome = REFERENCE_FOUND;
    ret->node = first;
    ret->node_last = first == last ? REG_NO_INDEX : last;
    ret->target = ref_target_of_node(at->x, first);
    if (first != last) {
        struct str end = ref_target_of_node(at->x, last);

        ret->target = arena_printf(at->r->arena, "%.*s～%.*s", STR_ARG(ret->target), STR_ARG(end));
    }
}

/* 前項第２号から第４号まで: a path goes on from the item found. */
static void follow_path(const struct ref_at *at, struct ref_hit *ret)
{
    struct ref_path path;
    size_t p = skip_spaces(at->s, ret->end);

    if (!str_at(at->s, p, STR("第")) || !ref_read_path(at->s, p, &path)) {
        return;
    }
    ret->end = path.end;
    if (ret->node == REG_NO_INDEX) {
        return;
    }
    uint32_t node = ref_resolve_below(at->x, ret->node, &path);

    if (node == REG_NO_INDEX) {
        ret->outcome = REFERENCE_MISSING;
        ret->note = STR("この番号の項目がない");
        return;
    }
    ret->node = node;
    ret->target = ref_target_of_node(at->x, node);
    size_t joint = skip_spaces(at->s, path.end);
    struct ref_path last;

    if (str_at(at->s, joint, STR("から")) && ref_read_path(at->s, joint + 2 * WIDE, &last)) {
        ret->end = last.end;
        last.steps[0].kind = path.steps[path.n - 1].kind;
        uint32_t end = ref_resolve_below(at->x, at->r->nodes.v[node].parent, &last);

        if (end != REG_NO_INDEX) {
            ret->node_last = end;
            struct str words = ref_target_of_node(at->x, end);

            ret->target =
                arena_printf(at->r->arena, "%.*s～%.*s", STR_ARG(ret->target), STR_ARG(words));
        }
    }
}

static bool scan_counted(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    struct str s = at->s;
    char unit = 0;
    uint32_t count = 1;
    bool all = false;
    bool same = false;
    size_t n = 0;

    if (pos > at->b->body && char_class_before(s, pos) == CHAR_KANJI) {
        return false; /* 事前項目, 契約前条件 */
    }
    for (size_t i = 0; i < COUNT(near_words) && n == 0; i++) {
        n = str_word_at(s, pos, near_words[i].word);
        if (n > 0) {
            unit = near_words[i].unit;
            all = near_words[i].all;
            same = near_words[i].same;
        }
    }
    if (n == 0 && str_at(s, pos, STR("前"))) {
        n = read_counted(s, pos, &unit, &count);
    }
    if (n == 0 || (char_class_at(s, pos + n) == CHAR_KANJI && !str_at(s, pos + n, STR("第")) &&
                   !str_at(s, pos + n, STR("中")) && !str_at(s, pos + n, STR("各")))) {
        return false;
    }
    ret->way = BY_BACKWARD;
    ret->beg = pos;
    ret->end = pos + n;
    if (!same) {
        resolve_count(at, unit, count, all, ret);
        follow_path(at, ret);
        return true;
    }
    uint32_t node = item_of(at, unit);

    ret->outcome = at->after_law          ? REFERENCE_OUTSIDE
                   : node == REG_NO_INDEX ? REFERENCE_MISSING
                                          : REFERENCE_FOUND;
    ret->kind = at->after_law ? REF_EXTERNAL : REF_INTERNAL;
    ret->node = at->after_law ? REG_NO_INDEX : node;
    ret->target =
        ret->node == REG_NO_INDEX ? str_sub(s, pos, pos + n) : ref_target_of_node(at->x, node);
    return true;
}

/* ---- 上記 ---- */

/* The block before `pos` that says the noun; a heading is preferred where both are near. */
static uint32_t find_before(const struct ref_at *at, struct str noun, size_t pos)
{
    const struct reading *r = at->r;
    const struct part *part = &r->parts.v[at->b->part];

    if (str_has(ref_before(at->s, pos), noun)) {
        return at->block;
    }
    for (uint32_t i = at->block; i > part->block_first && at->block - i < BACK_BLOCKS;) {
        i--;
        if (str_has(ref_behind(r->blocks.v[i].t.s, 0), noun)) {
            return i;
        }
    }
    return REG_NO_INDEX;
}

static bool is_below(const struct ref_at *at, struct str noun)
{
    const struct part *part = &at->r->parts.v[at->b->part];
    uint32_t end = MIN(part->block_first + part->block_count, at->block + BACK_BLOCKS);

    for (uint32_t i = at->block + 1; i < end; i++) {
        if (at->r->blocks.v[i].kind == BLOCK_HEADING &&
            str_has(ref_behind(at->r->blocks.v[i].t.s, 0), noun)) {
            return true;
        }
    }
    return false;
}

static void target_block(const struct ref_at *at, uint32_t block, struct ref_hit *ret)
{
    ret->node = at->r->blocks.v[block].node;
    ret->part = at->r->blocks.v[block].part;
    ret->target = ref_target_of_node(at->x, ret->node);
}

bool ref_scan_backward(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    static const char *const words[] = {"上記", "前記", "上述", "前述", "左記"};
    static const char *const empty[] = {"に加え",       "以外",   "に記載のない", "に関わらず",
                                        "にかかわらず", "のほか", "の他",         "に該当"};
    struct str s = at->s;
    size_t n = ref_word_at(s, pos, words, COUNT(words));

    if (n == 0) {
        return scan_counted(at, pos, ret);
    }
    size_t p = skip_spaces(s, pos + n);
    struct ref_path path;

    if (str_at(s, p, STR("の"))) {
        p = skip_spaces(s, p + WIDE);
    }
    if (ref_word_at(s, pos + n, empty, COUNT(empty)) > 0 || ref_read_path(s, p, &path) ||
        ref_read_label(s, p) > 0) {
        return false; /* said by the number or label that follows, or nothing is said */
    }
    size_t end = ref_noun_end(s, p);
    struct str noun = ref_head_noun(s, p, end);

    ret->way = BY_BACKWARD;
    ret->beg = pos;
    ret->end = MAX(end, pos + n);
    if (char_count(noun) < 2 || str_at(s, p, STR("とおり"))) {
        uint32_t above =
            at->block > at->r->parts.v[at->b->part].block_first ? at->block - 1 : at->block;

        target_block(at, above, ret);
        return true;
    }
    uint32_t found = find_before(at, noun, pos);

    ret->title = noun;
    if (found == REG_NO_INDEX && str_at(s, pos + n, STR("の"))) {
        found = at->block > at->r->parts.v[at->b->part].block_first ? at->block - 1
                                                                    : at->block; /* a paraphrase */
    }
    if (found != REG_NO_INDEX) {
        target_block(at, found, ret);
        return true;
    }
    ret->outcome = is_below(at, noun) ? REFERENCE_WRONG_WAY : REFERENCE_MISSING;
    ret->target = noun;
    ret->note = ret->outcome == REFERENCE_WRONG_WAY
                    ? arena_printf(at->r->arena, "「%.*s」は後に出る", STR_ARG(noun))
                    : arena_printf(at->r->arena, "これより前に「%.*s」がない", STR_ARG(noun));
    return true;
}
