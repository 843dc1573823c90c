/*
 * Tracked changes of OpenDocument texts (ODF 1.3 5.5): a list of regions, and marks in the text.
 * What was deleted stands in the list alone, what was inserted in the text between two marks. So
 * accepting is dropping list and marks; rejecting drops what stands between the marks, and puts
 * back deletions that lie within a paragraph. Others are for the program that made them.
 */
#include "clean/office/odf.h"

#include "base/tr.h"

#include <stdlib.h>

static bool is_mark(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "change") || xml_tree_is(t, node, "change-start") ||
           xml_tree_is(t, node, "change-end");
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct odf_region *)a)->id, ((const struct odf_region *)b)->id);
}

void odf_change_list(struct odf_edit *e)
{
    e->regions.n = 0;
    for (uint32_t i = 1; i < e->tree.nodes.n; i++) {
        if (xml_tree_is(&e->tree, i, "changed-region")) {
            *VEC_ADD(e->arena, &e->regions) =
                (struct odf_region){.id = xml_tree_value(&e->tree, i, "id"), .node = i};
        }
    }
    if (e->regions.n > 0) {
        qsort(e->regions.v, e->regions.n, sizeof(e->regions.v[0]), by_id);
    }
}

/* The region a mark is about, or 0. */
static uint32_t region_of(const struct odf_edit *e, uint32_t mark)
{
    const struct odf_region wanted = {.id = xml_tree_value(&e->tree, mark, "change-id")};
    const struct odf_region *found =
        e->regions.n == 0 ? NULL
                          : bsearch(&wanted, e->regions.v, e->regions.n, sizeof(wanted), by_id);

    return found == NULL ? XML_TREE_NONE : found->node;
}

/* The deleted words of a region that lie within one paragraph; false: it is more. */
static bool deleted_words(const struct xml_tree *t, uint32_t region, struct str *ret_words)
{
    uint32_t deletion = xml_tree_child(t, region, "deletion");
    uint32_t paragraph = XML_TREE_NONE;
    uint32_t count = 0;

    *ret_words = (struct str){};
    if (deletion == XML_TREE_NONE) {
        return true;
    }
    for (uint32_t i = t->nodes.v[deletion].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (!xml_tree_is(t, i, "change-info")) {
            paragraph = i;
            count++;
        }
    }
    if (count == 1 && (xml_tree_is(t, paragraph, "p") || xml_tree_is(t, paragraph, "h"))) {
        *ret_words = xml_tree_inside(t, paragraph);
        return true;
    }
    return count == 0;
}

/*
 * The end of an insertion that begins at the mark `node`, in the same element; 0: it ends
 * elsewhere.
 */
static uint32_t end_of_insertion(const struct xml_tree *t, uint32_t node)
{
    struct str id = xml_tree_value(t, node, "change-id");

    for (uint32_t i = t->nodes.v[node].next; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, "change-end") && str_eq(xml_tree_value(t, i, "change-id"), id)) {
            return i;
        }
    }
    return XML_TREE_NONE;
}

static bool is_insertion(const struct odf_edit *e, uint32_t mark)
{
    uint32_t region = region_of(e, mark);

    return region != XML_TREE_NONE &&
           xml_tree_child(&e->tree, region, "insertion") != XML_TREE_NONE;
}

static bool can_reject(const struct odf_edit *e)
{
    const struct xml_tree *t = &e->tree;
    struct str words;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if ((xml_tree_is(t, i, "changed-region") &&
             (!deleted_words(t, i, &words) ||
              xml_tree_child(t, i, "format-change") != XML_TREE_NONE)) ||
            (xml_tree_is(t, i, "change-start") && is_insertion(e, i) &&
             end_of_insertion(t, i) == XML_TREE_NONE)) {
            return false;
        }
    }
    return true;
}

int odf_change_plan(struct odf_edit *e)
{
    const struct xml_tree *t = &e->tree;
    bool any = false;

    for (uint32_t i = 1; i < t->nodes.n && !any; i++) {
        any = xml_tree_is(t, i, "changed-region");
    }
    if (!any) {
        return 0;
    }
    e->o->tracked = cleaning_tracked(e->o->c);
    if (e->o->tracked == CLEAN_TRACKED_REFUSE) {
        return cleaning_stop(e->o->c, tr("it has tracked changes"),
                             tr("--tracked accept, or --tracked reject"));
    }
    odf_change_list(e);
    if (e->o->tracked == CLEAN_TRACKED_REJECT && !can_reject(e)) {
        return cleaning_stop(e->o->c,
                             tr("its tracked changes go beyond a paragraph, or are of formats"),
                             tr("reject them where the file was made, or --tracked accept"));
    }
    return 0;
}

/* Puts back what was deleted, or takes out what was inserted. */
static void reject(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[node];
    uint32_t region = region_of(e, node);
    uint32_t end = xml_tree_is(t, node, "change-start") && is_insertion(e, node)
                       ? end_of_insertion(t, node)
                       : XML_TREE_NONE;
    struct str words = {};

    if (end != XML_TREE_NONE) {
        xml_edit_cut(&e->edits, x->beg, t->nodes.v[end].end);
        return;
    }
    if (xml_tree_is(t, node, "change") && region != XML_TREE_NONE &&
        deleted_words(t, region, &words)) {
        xml_edit_put(&e->edits, x->beg, x->end, words);
        return;
    }
    xml_edit_remove(&e->edits, t, node);
}

bool odf_change_edit(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;

    if (e->o->flavour == ODF_SHEET && xml_tree_is(t, node, "tracked-changes")) {
        odf_remove(e, node, "XLS-247");
        return true;
    }
    if (e->o->tracked == CLEAN_TRACKED_REFUSE) {
        return false;
    }
    if (xml_tree_is(t, node, "tracked-changes")) {
        odf_remove(e, node, "DOC-220");
        return true;
    }
    if (!is_mark(t, node)) {
        return false;
    }
    if (e->o->tracked == CLEAN_TRACKED_REJECT) {
        reject(e, node);
    } else {
        xml_edit_remove(&e->edits, t, node);
    }
    return true;
}
