/*
 * Who carries a number or a name: tables built once per document so that a reference is resolved
 * without walking over it.
 *
 * Nodes hang in a hash table under (parent, kind of mark, ordinal). A node below a head without
 * number (【…】, 第１章) hangs a second time under the item that head belongs to, an article and a
 * number like ２.３ under the root of the part: people leave the levels between out. Names (titles,
 * headings, labels) are lists sorted by hash and place; of several the nearest one is meant.
 */
#include "spec/reference.h"

#include "text/chars.h"

#include <stdlib.h>

enum {
    LONGEST_CHAIN = 64,      /* nodes of one key looked at */
    LONGEST_LABEL_ITEM = 60, /* characters of a paragraph that presents a form by its label */
    DOWNLOAD_AHEAD = 2,
};

/* ---- names ---- */

uint64_t ref_name_hash(struct str name)
{
    uint64_t hash = STR_HASH_OF_NOTHING;

    for (size_t i = 0; i < name.n; i++) {
        bool digit_next = i + 3 < name.n && name.p[i + 3] >= '0' && name.p[i + 3] <= '9';
        bool digit_before = i > 0 && name.p[i - 1] >= '0' && name.p[i - 1] <= '9';

        if (name.p[i] == ' ') {
            continue;
        }
        if ((digit_next && str_at(name, i, STR("第"))) ||
            (digit_before && str_at(name, i, STR("号")))) {
            i += 2;
            continue;
        }
        hash = str_hash_add(hash, (unsigned char)name.p[i]);
    }
    return hash;
}

static int compare_names(const void *a, const void *b)
{
    const struct ref_name *x = a;
    const struct ref_name *y = b;

    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return x->at < y->at ? -1 : x->at > y->at;
}

static void add_name(struct reading *r, struct ref_names *names, struct str name, uint32_t at)
{
    if (name.n > 0) {
        *VEC_ADD(r->arena, &names->list) = (struct ref_name){.hash = ref_name_hash(name), .at = at};
    }
}

static void sort_names(struct ref_names *names)
{
    if (names->list.n > 1) {
        qsort(names->list.v, names->list.n, sizeof(names->list.v[0]), compare_names);
    }
}

uint32_t ref_names_find(const struct ref_names *names, struct str name, uint32_t near)
{
    struct ref_name key = {.hash = ref_name_hash(name), .at = near};
    uint32_t low = 0;
    uint32_t high = names->list.n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (compare_names(&names->list.v[middle], &key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool after = low < names->list.n && names->list.v[low].hash == key.hash;
    bool before = low > 0 && names->list.v[low - 1].hash == key.hash;

    if (after && before) {
        after = names->list.v[low].at - near <= near - names->list.v[low - 1].at;
    }
    return after ? names->list.v[low].at : before ? names->list.v[low - 1].at : REG_NO_INDEX;
}

/* ---- nodes ---- */

static enum marker_class group_of(enum marker_class class)
{
    return class == MARK_BARE ? MARK_DECIMAL : class;
}

static uint32_t number_of(const struct marker *m)
{
    uint32_t n = m->ordinal;

    if (m->class == MARK_MULTI) {
        n = 0;
        for (uint32_t i = 0; i < m->depth && i < COUNT(m->numbers); i++) {
            n = n * 1000 + m->numbers[i];
        }
    }
    return n;
}

static uint32_t bucket_of(const struct ref_index *x, uint32_t parent, enum marker_class class,
                          uint32_t ordinal)
{
    uint64_t h = ((uint64_t)parent << 20) ^ ((uint64_t) class << 12) ^ ordinal;

    h *= 0x9E3779B97F4A7C15u;
    return (uint32_t)(h >> 32) & x->bucket_mask;
}

static void hang(struct ref_index *x, uint32_t slot, uint32_t parent, const struct marker *m)
{
    uint32_t bucket = bucket_of(x, parent, group_of(m->class), number_of(m));

    x->next[slot] = x->buckets[bucket];
    x->buckets[bucket] = slot + 1;
}

/* The parent a node is also known under, or REG_NO_INDEX. */
static uint32_t second_parent(const struct ref_index *x, uint32_t node)
{
    const struct reading *r = x->r;
    const struct node *n = &r->nodes.v[node];
    uint32_t parent = n->parent;

    if (n->marker.class == MARK_ARTICLE || n->marker.class == MARK_MULTI) {
        return x->roots[n->part] == parent ? REG_NO_INDEX : x->roots[n->part];
    }
    while (r->nodes.v[parent].level > 0 && (r->nodes.v[parent].marker.class == MARK_HEAD ||
                                            r->nodes.v[parent].marker.class == MARK_CHAPTER)) {
        parent = r->nodes.v[parent].parent;
    }
    return parent == n->parent ? REG_NO_INDEX : parent;
}

static void hang_nodes(struct ref_index *x)
{
    struct reading *r = x->r;
    uint32_t size = 16;

    while (size < r->nodes.n * 2) {
        size *= 2;
    }
    x->bucket_mask = size - 1;
    x->buckets = ARENA_ARRAY(r->arena, size, uint32_t);
    x->next = ARENA_ARRAY(r->arena, (size_t)r->nodes.n * 2 + 1, uint32_t);
    x->roots = ARENA_ARRAY(r->arena, r->parts.n + 1, uint32_t);
    for (uint32_t i = 0; i < r->nodes.n; i++) {
        if (r->nodes.v[i].level == 0) {
            x->roots[r->nodes.v[i].part] = i;
        }
    }
    for (uint32_t i = 0; i < r->nodes.n; i++) {
        const struct node *n = &r->nodes.v[i];

        if (n->level == 0) {
            continue;
        }
        uint32_t second = second_parent(x, i);

        hang(x, i, n->parent, &n->marker);
        if (second != REG_NO_INDEX) {
            hang(x, r->nodes.n + i, second, &n->marker);
        }
        x->has_articles |= n->marker.class == MARK_ARTICLE;
        add_name(r, &x->headings, n->heading, i);
    }
}

static uint32_t find_child(const struct ref_index *x, uint32_t parent, enum marker_class class,
                           uint32_t ordinal, uint32_t near)
{
    const struct reading *r = x->r;
    uint32_t best = REG_NO_INDEX;
    uint32_t best_distance = UINT32_MAX;
    uint32_t slot = x->buckets[bucket_of(x, parent, group_of(class), ordinal)];

    for (int i = 0; slot != 0 && i < LONGEST_CHAIN; i++, slot = x->next[slot - 1]) {
        bool is_second = slot > r->nodes.n;
        uint32_t id = is_second ? slot - 1 - r->nodes.n : slot - 1;
        const struct node *n = &r->nodes.v[id];
        uint32_t distance = id > near ? id - near : near - id;

        if (group_of(n->marker.class) == group_of(class) && number_of(&n->marker) == ordinal &&
            (is_second ? second_parent(x, id) : n->parent) == parent && distance < best_distance) {
            best = id;
            best_distance = distance;
        }
    }
    return best;
}

uint32_t ref_child(const struct ref_index *x, uint32_t parent, const struct ref_step *step,
                   uint32_t near)
{
    static const enum marker_class items[] = {MARK_PAREN, MARK_KANJI, MARK_PAREN_KANJI,
                                              MARK_HALF_PAREN, MARK_CIRCLED};

    if (step->kind == STEP_MARK) {
        return find_child(x, parent, step->class, step->ordinal, near);
    }
    if (step->kind == STEP_PARAGRAPH) {
        uint32_t child = find_child(x, parent, MARK_DECIMAL, step->ordinal, near);

        /* The first paragraph of an article carries no number. */
        if (child == REG_NO_INDEX && step->ordinal == 1 &&
            x->r->nodes.v[parent].marker.class == MARK_ARTICLE) {
            return parent;
        }
        return child;
    }
    for (size_t i = 0; i < COUNT(items); i++) {
        uint32_t child = find_child(x, parent, items[i], step->ordinal, near);

        if (child != REG_NO_INDEX) {
            return child;
        }
    }
    return REG_NO_INDEX;
}

static uint32_t descend(const struct ref_index *x, uint32_t node, const struct ref_path *path,
                        uint32_t near)
{
    for (uint8_t i = 0; i < path->n; i++) {
        node = ref_child(x, node, &path->steps[i], near);
        if (node == REG_NO_INDEX) {
            return REG_NO_INDEX;
        }
    }
    return node;
}

uint32_t ref_resolve_below(const struct ref_index *x, uint32_t node, const struct ref_path *path)
{
    return descend(x, node, path, node);
}

uint32_t ref_resolve(const struct ref_index *x, uint32_t node, const struct ref_path *path)
{
    const struct reading *r = x->r;
    uint32_t scope = node;

    for (;;) {
        uint32_t found = descend(x, scope, path, node);

        if (found != REG_NO_INDEX) {
            return found;
        }
        if (r->nodes.v[scope].level == 0) {
            return REG_NO_INDEX;
        }
        scope = r->nodes.v[scope].parent;
    }
}

uint32_t ref_part_root(const struct ref_index *x, uint32_t part)
{
    return x->roots[part];
}

struct str ref_node_text(const struct ref_index *x, uint32_t node)
{
    uint32_t block = x->r->nodes.v[node].block;

    if (block == REG_NO_INDEX) {
        return (struct str){};
    }
    const struct block *b = &x->r->blocks.v[block];

    return str_sub(b->t.s, b->body, b->t.s.n);
}

/* ---- parts and labels ---- */

static void name_parts(struct ref_index *x)
{
    struct reading *r = x->r;

    for (uint32_t i = 0; i < r->parts.n; i++) {
        const struct part *p = &r->parts.v[i];

        add_name(r, &x->titles, p->title, i);
        add_name(r, &x->labels, p->label, i);
        /* 別紙１　個人情報の取扱い: the title stands beside the label. */
        if (p->label.n > 0 && str_starts(p->title, p->label)) {
            add_name(r, &x->titles, str_sub(p->title, p->label.n, p->title.n), i);
        }
        static const char *const kinds[] = {[PART_CALL] = "要領",
                                            [PART_SPEC] = "仕様書",
                                            [PART_CONTRACT] = "契約書",
                                            [PART_FORM] = "様式"};

        if (p->kind < COUNT(kinds) && kinds[p->kind] != NULL) {
            add_name(r, &x->kinds, str_of(kinds[p->kind]), i);
        }
        x->has_forms |= p->kind == PART_FORM;
    }
}

/* （様式１） title, 様式２　title: a paragraph that presents what the label names. */
static bool presents_a_label(const struct block *b, struct str *ret_label)
{
    struct str s = b->t.s;
    size_t at = skip_spaces(s, b->body);
    bool bracketed = str_at(s, at, STR("("));

    at += bracketed ? 1 : 0;
    size_t end = ref_read_label(s, at);

    if (end == 0 || (bracketed && !str_at(s, end, STR(")")))) {
        return false;
    }
    static const char *const going_on[] = {"及", "又", "、", "~", "・", "-", "並", "等", ")"};

    if (!bracketed && (char_class_at(s, end) == CHAR_HIRAGANA ||
                       ref_word_at(s, end, going_on, COUNT(going_on)) > 0)) {
        return false;
    }
    *ret_label = str_sub(s, at, end);
    return char_count(str_sub(s, at, s.n)) <= LONGEST_LABEL_ITEM &&
           !str_has(str_sub(s, at, s.n), STR("。"));
}

/* …様式… ダウンロード, 入手 … with an address in it or right below. */
static void note_download(struct ref_index *x, uint32_t block)
{
    static const char *const ways[] = {"ダウンロード", "URL", "入手", "掲載", "取得"};
    struct reading *r = x->r;

    if (!ftext_may_have(&r->blocks.v[block].t, STR("様式"))) {
        return;
    }
    struct str s = ref_behind(r->blocks.v[block].t.s, 0);
    ptrdiff_t form = str_find(s, STR("様式"), 0);
    bool says = false;

    for (size_t i = 0; i < COUNT(ways) && form >= 0; i++) {
        says |= str_has(s, str_of(ways[i]));
    }
    if (!says || ref_find_url(r, block, DOWNLOAD_AHEAD) == REG_NO_INDEX) {
        return;
    }
    struct ref_download d = {.block = block};
    size_t end = ref_read_label(s, (size_t)form);

    if (end > 0) {
        size_t last = ref_read_labels(s, end);

        d.first = ref_label_number(str_sub(s, (size_t)form, end));
        d.last = d.first;
        if (last > end) {
            size_t digits = last;

            while (digits > end && s.p[digits - 1] >= '0' && s.p[digits - 1] <= '9') {
                digits--;
            }
            d.last = MAX(d.first, ref_label_number(str_sub(s, digits, last)));
        }
    }
    *VEC_ADD(r->arena, &x->downloads) = d;
}

static void name_label_items(struct ref_index *x)
{
    struct reading *r = x->r;

    for (uint32_t i = 0; i < r->blocks.n; i++) {
        const struct block *b = &r->blocks.v[i];
        struct str label;

        if (b->table == 0 && r->parts.v[b->part].label_block != i && presents_a_label(b, &label)) {
            add_name(r, &x->label_items, label, i);
        }
        note_download(x, i);
    }
}

void ref_index_build(struct ref_index *x, struct reading *r)
{
    x->r = r;
    hang_nodes(x);
    name_parts(x);
    name_label_items(x);
    sort_names(&x->titles);
    sort_names(&x->headings);
    sort_names(&x->labels);
    sort_names(&x->label_items);
    sort_names(&x->kinds);
}

/* ---- words for the register ---- */

struct str ref_target_of_part(const struct ref_index *x, uint32_t part)
{
    const struct part *p = &x->r->parts.v[part];

    if (p->label.n > 0 && p->title.n > 0 && !str_starts(p->title, p->label)) {
        return arena_printf(x->r->arena, "%.*s「%.*s」", STR_ARG(p->label), STR_ARG(p->title));
    }
    return p->title.n > 0 ? p->title : p->label.n > 0 ? p->label : STR("本文");
}

struct str ref_target_of_node(const struct ref_index *x, uint32_t node)
{
    const struct node *n = &x->r->nodes.v[node];

    return n->level == 0 ? ref_target_of_part(x, n->part) : n->path;
}
