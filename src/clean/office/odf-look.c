/*
 * What cannot be seen in OpenDocument: the inspector itself says in which elements, by their
 * number (odf_inspect_marks). Letters become blanks of their width, so that a bar of colour stays
 * and nothing moves; a cell loses its value (odf-sheet.c), a covered shape and a header that no
 * page shows go.
 */
#include "clean/office/odf.h"

#include "clean/office/office-blank.h"

static const char *const rules[ODF_MARK_KINDS] = {
    [ODF_MARK_WORDS] = "DOC-222",     [ODF_MARK_SHAPE_WORDS] = "DOC-222",
    [ODF_MARK_BOX_WORDS] = "XLS-249", [ODF_MARK_SHAPE] = "PPT-263",
    [ODF_MARK_VALUE] = "XLS-243",     [ODF_MARK_RUN] = "XLS-243",
    [ODF_MARK_COVERED] = "XLS-249",   [ODF_MARK_MARGIN] = "DOC-221",
    [ODF_MARK_PROMPT] = "XLS-248",    [ODF_MARK_OFF_SLIDE] = "PPT-262"};

_Static_assert(ODF_MARK_KINDS <= 16, "kinds are bits of a number");

void odf_look_begin(struct odf_edit *e)
{
    const struct odf_marks *m = &e->o->marks;

    e->marks = ARENA_ARRAY(e->arena, e->tree.nodes.n + 1, uint16_t);
    for (uint32_t i = 0; i < m->list.n; i++) {
        const struct odf_mark *mark = &m->list.v[i];

        if (mark->element < e->tree.nodes.n && str_eq(mark->part, e->part) &&
            cleaning_may(e->o->c, rules[mark->kind])) {
            e->marks[mark->element] |= (uint16_t)(1u << mark->kind);
        }
    }
}

bool odf_look_has(const struct odf_edit *e, uint32_t node, enum odf_mark_kind kind)
{
    return (e->marks[node] & (1u << kind)) != 0;
}

/* The letters that stand directly in the element; whether there are any. */
static bool blank_letters(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[node];
    size_t at = x->head_end;
    bool any = false;

    for (uint32_t i = x->child;; i = t->nodes.v[i].next) {
        size_t end = i == XML_TREE_NONE ? x->tail_beg : t->nodes.v[i].beg;

        if (str_trim(str_sub(t->bytes, at, end)).n > 0) {
            xml_edit_put(&e->edits, at, end,
                         office_blank_words(e->arena, str_sub(t->bytes, at, end)));
            any = true;
        }
        if (i == XML_TREE_NONE) {
            break;
        }
        at = t->nodes.v[i].end;
    }
    return any;
}

static bool has_letters(const struct xml_tree *t, uint32_t node)
{
    static const char *const names[] = {"p", "h", "span", "a"};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (xml_tree_is(t, node, names[i])) {
            return true;
        }
    }
    return false;
}

/* All letters in the element. */
static void blank_all(struct odf_edit *e, uint32_t node)
{
    uint32_t past = xml_tree_past(&e->tree, node);
    uint32_t end = past == XML_TREE_NONE ? e->tree.nodes.n : past;

    for (uint32_t i = node; i < end; i++) {
        if (has_letters(&e->tree, i)) {
            blank_letters(e, i);
        }
    }
}

/* The value of a cell says its words once more. */
static void drop_string(struct odf_edit *e, uint32_t node)
{
    uint32_t cell;

    if (xml_tree_is_in(&e->tree, node, "table-cell", &cell)) {
        odf_remove_attr(e, cell, "string-value");
    }
}

bool odf_look_edit(struct odf_edit *e, uint32_t node)
{
    static const enum odf_mark_kind whole[] = {ODF_MARK_SHAPE, ODF_MARK_OFF_SLIDE, ODF_MARK_MARGIN,
                                               ODF_MARK_PROMPT};
    static const enum odf_mark_kind words[] = {ODF_MARK_WORDS, ODF_MARK_RUN};
    static const enum odf_mark_kind shapes[] = {ODF_MARK_SHAPE_WORDS, ODF_MARK_BOX_WORDS};

    if (e->marks[node] == 0) {
        return false;
    }
    for (size_t i = 0; i < COUNT(whole); i++) {
        if (odf_look_has(e, node, whole[i]) &&
            cleaning_hidden(e->o->c, rules[whole[i]]) == CLEANING_REMOVE) {
            odf_remove(e, node, rules[whole[i]]);
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        if (odf_look_has(e, node, words[i]) && blank_letters(e, node)) {
            drop_string(e, node);
            cleaning_log(e->o->c, rules[words[i]], e->part, 1);
        }
    }
    for (size_t i = 0; i < COUNT(shapes); i++) {
        if (odf_look_has(e, node, shapes[i])) {
            blank_all(e, node);
            cleaning_log(e->o->c, rules[shapes[i]], e->part, 1);
        }
    }
    return false;
}
