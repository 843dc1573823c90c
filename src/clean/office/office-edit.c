/* A part being edited; see office-edit.h. */
#include "clean/office/office-edit.h"

#include <stdlib.h>

bool office_edit_begin(struct office_edit *e, struct office *o, struct office_part *part)
{
    struct str bytes;

    *e = (struct office_edit){.o = o, .part = part};
    if (part == NULL || !office_bytes(o, &e->arena, part, &bytes)) {
        return false;
    }
    e->edits.arena = &e->arena;
    return xml_tree_parse(&e->arena, bytes, &e->tree) == 0;
}

void office_edit_end(struct office_edit *e)
{
    if (e->edits.list.n > 0) {
        e->part->bytes =
            arena_str(e->o->arena, xml_edits_apply(&e->edits, &e->arena, e->tree.bytes));
        e->part->is_changed = true;
    }
    arena_done(&e->arena);
}

void office_log(struct office_edit *e, const char *rule, uint32_t count)
{
    cleaning_log(e->o->c, rule, e->part->name, count);
}

static bool is_list(const struct xml_tree *t, uint32_t node)
{
    static const char *const lists[] = {
        "hyperlinks",  "externalReferences",  "tableParts",       "oleObjects",
        "controls",    "custDataLst",         "pivotCaches",      "definedNames",
        "custShowLst", "customWorkbookViews", "customSheetViews", "customProperties",
        "docVars",     "smartTags",           "embeddedFontLst",  "scenarios"};

    for (size_t i = 0; i < COUNT(lists); i++) {
        if (xml_tree_is(t, node, lists[i])) {
            return true;
        }
    }
    return false;
}

static struct office_list *list_of(struct office_edit *e, uint32_t node)
{
    for (uint32_t i = 0; i < e->lists.n; i++) {
        if (e->lists.v[i].node == node) {
            return &e->lists.v[i];
        }
    }
    struct office_list *list = VEC_ADD(&e->arena, &e->lists);

    list->node = node;
    for (uint32_t i = e->tree.nodes.v[node].child; i != XML_TREE_NONE;
         i = e->tree.nodes.v[i].next) {
        list->elements++;
    }
    return list;
}

void office_remove_from_list(struct office_edit *e, uint32_t node)
{
    uint32_t parent = e->tree.nodes.v[node].parent;

    xml_edit_remove(&e->edits, &e->tree, node);
    if (e->is_listed_gone == NULL) {
        e->is_listed_gone = ARENA_ARRAY(&e->arena, e->tree.nodes.n, bool);
    }
    if (is_list(&e->tree, parent) && !e->is_listed_gone[node]) {
        e->is_listed_gone[node] = true;
        struct office_list *list = list_of(e, parent);

        list->removed++;
        if (list->removed >= list->elements) {
            xml_edit_remove(&e->edits, &e->tree, parent);
        }
    }
}

struct gone_ids {
    VEC(struct str) list;
};

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The ids of a part that lead nowhere any more, in order. */
static void list_gone(struct office_edit *e, struct gone_ids *ids)
{
    for (uint32_t i = 0; i < e->o->relations.n; i++) {
        const struct office_relation *r = &e->o->relations.v[i];

        if (r->is_gone && str_eq_any_case(r->source, e->part->name)) {
            *VEC_ADD(&e->arena, &ids->list) = r->id;
        }
    }
    if (ids->list.n > 0) {
        qsort(ids->list.v, ids->list.n, sizeof(ids->list.v[0]), by_bytes);
    }
}

static bool is_gone_id(const struct gone_ids *ids, struct str id)
{
    return bsearch(&id, ids->list.v, ids->list.n, sizeof(ids->list.v[0]), by_bytes) != NULL;
}

/* Elements that do without the reference. */
static bool stays_without(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "pageSetup") || xml_tree_is(t, node, "blip") ||
           xml_tree_is(t, node, "imagedata") || xml_tree_is(t, node, "pivotCacheDefinition") ||
           (xml_tree_is(t, node, "hyperlink") &&
            !xml_tree_is(t, t->nodes.v[node].parent, "hyperlinks"));
}

void office_edit_references(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    struct gone_ids ids = {};

    list_gone(e, &ids);
    for (uint32_t i = 1; i < t->nodes.n && ids.list.n > 0; i++) {
        const struct xml_node *x = &t->nodes.v[i];
        struct xml_attr attr;

        for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
            if (!str_has(attr.name, STR(":")) || !is_gone_id(&ids, attr.value)) {
                continue;
            }
            if (stays_without(t, i) || x->parent == XML_TREE_NONE) {
                xml_edit_cut(&e->edits, attr.beg, attr.end);
            } else {
                office_remove_from_list(e, i);
                break;
            }
        }
    }
}
