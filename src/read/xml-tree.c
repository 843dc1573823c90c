/* Places of elements in XML; see xml-tree.h. One pass, no recursion. */
#include "read/xml-tree.h"

#include <stdlib.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---- tags ---- */

/* Past the '>' of the tag that begins at `at`, quotes respected; 0 = it does not end. */
static size_t tag_end(struct str s, size_t at)
{
    char quote = 0;

    for (size_t i = at + 1; i < s.n; i++) {
        char c = s.p[i];

        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return i + 1;
        } else if (c == '<') {
            return 0;
        }
    }
    return 0;
}

static size_t name_end(struct str s, size_t at)
{
    while (at < s.n && !is_blank(s.p[at]) && s.p[at] != '>' && s.p[at] != '/') {
        at++;
    }
    return at;
}

/* Past a comment, CDATA section or processing instruction at `at`; 0: it is none or has no end. */
static size_t past_other(struct str s, size_t at)
{
    static const struct {
        struct str head, tail;
    } kinds[] = {{STR_IN_TABLE("<!--"), STR_IN_TABLE("-->")},
                 {STR_IN_TABLE("<![CDATA["), STR_IN_TABLE("]]>")},
                 {STR_IN_TABLE("<?"), STR_IN_TABLE("?>")}};

    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (str_at(s, at, kinds[i].head)) {
            ptrdiff_t end = str_find(s, kinds[i].tail, at + kinds[i].head.n);

            return end < 0 ? 0 : (size_t)end + kinds[i].tail.n;
        }
    }
    return 0;
}

struct parse {
    struct arena *arena;
    struct xml_tree *tree;
    uint32_t open[XML_TREE_MAX_DEPTH + 1]; /* open[0] is the document */
    uint32_t last[XML_TREE_MAX_DEPTH + 1]; /* the last child so far */
    int depth;
};

static bool open_element(struct parse *p, size_t at, size_t end)
{
    struct xml_tree *t = p->tree;
    size_t name_past = name_end(t->bytes, at + 1);
    struct str name = str_sub(t->bytes, at + 1, name_past);
    ptrdiff_t colon = str_find(name, STR(":"), 0);
    uint32_t index = t->nodes.n;

    if (name.n == 0 || name.n > UINT16_MAX || p->depth >= XML_TREE_MAX_DEPTH) {
        return false;
    }
    *VEC_ADD(p->arena, &t->nodes) =
        (struct xml_node){.beg = (uint32_t)at,
                          .head_end = (uint32_t)end,
                          .tail_beg = (uint32_t)end,
                          .end = (uint32_t)end,
                          .parent = p->open[p->depth],
                          .name_bytes = (uint16_t)name.n,
                          .prefix_bytes = (uint16_t)(colon < 0 ? 0 : colon)};
    if (p->last[p->depth] == XML_TREE_NONE) {
        t->nodes.v[p->open[p->depth]].child = index;
    } else {
        t->nodes.v[p->last[p->depth]].next = index;
    }
    p->last[p->depth] = index;
    if (t->bytes.p[end - 2] != '/') {
        p->depth++;
        p->open[p->depth] = index;
        p->last[p->depth] = XML_TREE_NONE;
    }
    return true;
}

static bool close_element(struct parse *p, size_t at, size_t end)
{
    struct xml_tree *t = p->tree;
    struct str name = str_sub(t->bytes, at + 2, name_end(t->bytes, at + 2));

    if (p->depth == 0) {
        return false;
    }
    struct xml_node *node = &t->nodes.v[p->open[p->depth]];

    if (!str_eq(name, str_sub(t->bytes, node->beg + 1, (size_t)node->beg + 1 + node->name_bytes))) {
        return false;
    }
    node->tail_beg = (uint32_t)at;
    node->end = (uint32_t)end;
    p->depth--;
    return true;
}

int xml_tree_parse(struct arena *a, struct str bytes, struct xml_tree *ret_tree)
{
    return xml_tree_parse_from(a, bytes, 0, ret_tree);
}

int xml_tree_parse_from(struct arena *a, struct str bytes, size_t from, struct xml_tree *ret_tree)
{
    struct xml_tree tree = {.bytes = bytes};
    struct parse p = {.arena = a, .tree = &tree};

    if (bytes.n >= UINT32_MAX) {
        return 1;
    }
    *VEC_ADD(a, &tree.nodes) =
        (struct xml_node){.tail_beg = (uint32_t)bytes.n, .end = (uint32_t)bytes.n};
    for (size_t at = from; at < bytes.n;) {
        const char *next = memchr(bytes.p + at, '<', bytes.n - at);

        if (next == NULL) {
            break;
        }
        at = (size_t)(next - bytes.p);
        char c = at + 1 < bytes.n ? bytes.p[at + 1] : '\0';
        size_t end = c == '!' || c == '?' ? past_other(bytes, at) : tag_end(bytes, at);

        if (end == 0 || (c == '/' && !close_element(&p, at, end)) ||
            (c != '/' && c != '!' && c != '?' && !open_element(&p, at, end))) {
            return 1;
        }
        at = end;
    }
    if (p.depth != 0 || tree.nodes.n < 2) {
        return 1;
    }
    *ret_tree = tree;
    return 0;
}

/* ---- looking ---- */

struct str xml_tree_name(const struct xml_tree *t, uint32_t node)
{
    const struct xml_node *x = &t->nodes.v[node];
    size_t skip = x->prefix_bytes == 0 ? 0 : (size_t)x->prefix_bytes + 1;

    return str_sub(t->bytes, x->beg + 1 + skip, (size_t)x->beg + 1 + x->name_bytes);
}

bool xml_tree_is(const struct xml_tree *t, uint32_t node, const char *local)
{
    struct str name = xml_tree_name(t, node);

    return node != XML_TREE_NONE && strncmp(name.p, local, name.n) == 0 && local[name.n] == '\0';
}

uint32_t xml_tree_past(const struct xml_tree *t, uint32_t node)
{
    while (node != XML_TREE_NONE && t->nodes.v[node].next == XML_TREE_NONE) {
        node = t->nodes.v[node].parent;
    }
    return node == XML_TREE_NONE ? XML_TREE_NONE : t->nodes.v[node].next;
}

uint32_t xml_tree_child(const struct xml_tree *t, uint32_t node, const char *local)
{
    for (uint32_t i = t->nodes.v[node].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, local)) {
            return i;
        }
    }
    return XML_TREE_NONE;
}

bool xml_tree_is_in(const struct xml_tree *t, uint32_t node, const char *local, uint32_t *ret)
{
    for (uint32_t i = t->nodes.v[node].parent; i != XML_TREE_NONE; i = t->nodes.v[i].parent) {
        if (xml_tree_is(t, i, local)) {
            if (ret != NULL) {
                *ret = i;
            }
            return true;
        }
    }
    return false;
}

struct str xml_tree_inside(const struct xml_tree *t, uint32_t node)
{
    return str_sub(t->bytes, t->nodes.v[node].head_end, t->nodes.v[node].tail_beg);
}

void xml_tree_text(const struct xml_tree *t, uint32_t node, struct buf *out)
{
    size_t at = t->nodes.v[node].head_end;
    size_t end = t->nodes.v[node].tail_beg;

    while (at < end) {
        const char *next = memchr(t->bytes.p + at, '<', end - at);
        size_t stop = next == NULL ? end : (size_t)(next - t->bytes.p);

        buf_add(out, str_sub(t->bytes, at, stop));
        if (stop == end) {
            return;
        }
        char c = t->bytes.p[stop + 1];

        at = c == '!' || c == '?' ? past_other(t->bytes, stop) : tag_end(t->bytes, stop);
    }
}

/* ---- attributes ---- */

bool xml_attr_next(struct str bytes, size_t tag_beg, size_t tag_past, size_t *at,
                   struct xml_attr *ret_attr)
{
    size_t i = *at == 0 ? name_end(bytes, tag_beg + 1) : *at;
    size_t beg = i;

    while (i < tag_past && is_blank(bytes.p[i])) {
        i++;
    }
    size_t name_beg = i;

    while (i < tag_past && !is_blank(bytes.p[i]) && bytes.p[i] != '=' && bytes.p[i] != '>' &&
           bytes.p[i] != '/') {
        i++;
    }
    struct str name = str_sub(bytes, name_beg, i);

    while (i < tag_past && (is_blank(bytes.p[i]) || bytes.p[i] == '=')) {
        i++;
    }
    if (name.n == 0 || i >= tag_past || (bytes.p[i] != '"' && bytes.p[i] != '\'')) {
        return false;
    }
    const char *close = memchr(bytes.p + i + 1, bytes.p[i], tag_past - i - 1);

    if (close == NULL) {
        return false;
    }
    size_t end = (size_t)(close - bytes.p);

    *ret_attr = (struct xml_attr){
        .beg = beg, .end = end + 1, .name = name, .value = str_sub(bytes, i + 1, end)};
    *at = end + 1;
    return true;
}

static bool is_local(struct str name, const char *local)
{
    ptrdiff_t colon = str_find(name, STR(":"), 0);
    struct str rest = str_sub(name, colon < 0 ? 0 : (size_t)colon + 1, name.n);

    return str_eq(rest, str_of(local));
}

bool xml_tree_attr(const struct xml_tree *t, uint32_t node, const char *local,
                   struct xml_attr *ret_attr)
{
    const struct xml_node *x = &t->nodes.v[node];
    struct xml_attr attr;

    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        if (is_local(attr.name, local)) {
            *ret_attr = attr;
            return true;
        }
    }
    return false;
}

struct str xml_tree_value(const struct xml_tree *t, uint32_t node, const char *local)
{
    struct xml_attr attr;

    return xml_tree_attr(t, node, local, &attr) ? attr.value : (struct str){};
}

bool xml_tree_is_on(const struct xml_tree *t, uint32_t node)
{
    struct str value = xml_tree_value(t, node, "val");

    return !str_eq(value, STR("0")) && !str_eq(value, STR("false")) && !str_eq(value, STR("off"));
}

/* ---- edits ---- */

void xml_edit_put(struct xml_edits *e, size_t beg, size_t end, struct str text)
{
    uint32_t order = e->list.n;

    *VEC_ADD(e->arena, &e->list) =
        (struct xml_edit){.beg = beg, .end = end, .text = text, .order = order};
}

void xml_edit_cut(struct xml_edits *e, size_t beg, size_t end)
{
    xml_edit_put(e, beg, end, (struct str){});
}

void xml_edit_remove(struct xml_edits *e, const struct xml_tree *t, uint32_t node)
{
    xml_edit_cut(e, t->nodes.v[node].beg, t->nodes.v[node].end);
}

void xml_edit_unwrap(struct xml_edits *e, const struct xml_tree *t, uint32_t node)
{
    const struct xml_node *x = &t->nodes.v[node];

    xml_edit_cut(e, x->beg, x->head_end);
    if (x->end > x->tail_beg) {
        xml_edit_cut(e, x->tail_beg, x->end);
    }
}

/* By place; insertions before what goes there, larger pieces before those in them. */
static int by_place(const void *a, const void *b)
{
    const struct xml_edit *x = a;
    const struct xml_edit *y = b;

    if (x->beg != y->beg) {
        return x->beg < y->beg ? -1 : 1;
    }
    bool x_inserts = x->beg == x->end;
    bool y_inserts = y->beg == y->end;

    if (x_inserts != y_inserts) {
        return x_inserts ? -1 : 1;
    }
    if (x->end != y->end) {
        return x->end > y->end ? -1 : 1;
    }
    return (x->order > y->order) - (x->order < y->order);
}

struct str xml_edits_apply(struct xml_edits *e, struct arena *a, struct str bytes)
{
    size_t more = 0;
    size_t at = 0;
    size_t n = 0;

    if (e->list.n == 0) {
        return bytes;
    }
    qsort(e->list.v, e->list.n, sizeof(e->list.v[0]), by_place);
    for (uint32_t i = 0; i < e->list.n; i++) {
        more += e->list.v[i].text.n;
    }
    char *out = arena_alloc(a, bytes.n + more + 1);

    for (uint32_t i = 0; i < e->list.n; i++) {
        const struct xml_edit *x = &e->list.v[i];

        if (x->beg < at) {
            continue; /* inside a piece that is gone */
        }
        memcpy(out + n, bytes.p + at, x->beg - at);
        n += x->beg - at;
        if (x->text.n > 0) {
            memcpy(out + n, x->text.p, x->text.n);
            n += x->text.n;
        }
        at = x->end;
    }
    memcpy(out + n, bytes.p + at, bytes.n - at);
    n += bytes.n - at;
    return (struct str){.p = out, .n = n};
}
