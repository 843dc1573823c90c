/*
 * Charts of workbooks that show cells of other workbooks (ECMA-376-1 21.2.2): a reference has a
 * formula and the values last fetched. The formula goes, the values become literal ones. What the
 * filter of any chart leaves out goes with the extension that holds it.
 */
#include "clean/office/office-chart.h"

#include "base/tr.h"
#include "clean/office/office.h"
#include "inspect/office/ooxml-chart.h"
#include "inspect/office/ooxml-drawing.h"

bool office_chart_concerns(const struct office *o, const struct office_part *part)
{
    return str_has(part->name, STR("charts/")) && str_ends(part->name, STR(".xml")) &&
           (cleaning_may(o->c, "XLS-244") ||
            (o->flavour == OOXML_SHEET && cleaning_may(o->c, "OOX-209")));
}

/* The first value in a cache, between its tags. */
static struct str first_value(const struct xml_tree *t, uint32_t cache)
{
    uint32_t point = xml_tree_child(t, cache, "pt");
    uint32_t value = point == XML_TREE_NONE ? XML_TREE_NONE : xml_tree_child(t, point, "v");

    return value == XML_TREE_NONE ? (struct str){} : xml_tree_inside(t, value);
}

/* The reference becomes an element of that name around `inside`. */
static void replace(struct office_edit *e, uint32_t node, const char *name, struct str inside)
{
    const struct xml_node *x = &e->tree.nodes.v[node];
    struct str prefix = str_sub(e->tree.bytes, x->beg + 1,
                                (size_t)x->beg + 1 + x->prefix_bytes + (x->prefix_bytes > 0));

    xml_edit_put(&e->edits, x->beg, x->end,
                 arena_printf(&e->arena, "<%.*s%s>%.*s</%.*s%s>", STR_ARG(prefix), name,
                              STR_ARG(inside), STR_ARG(prefix), name));
    office_log(e, "OOX-209", 1);
}

static void edit_reference(struct office_edit *e, uint32_t node, bool is_number)
{
    const struct xml_tree *t = &e->tree;
    uint32_t cache = xml_tree_child(t, node, is_number ? "numCache" : "strCache");
    uint32_t parent = t->nodes.v[node].parent;
    bool is_name = xml_tree_is(t, parent, "tx");

    if (is_name && xml_tree_is(t, t->nodes.v[parent].parent, "ser")) {
        replace(e, node, "v", cache == XML_TREE_NONE ? (struct str){} : first_value(t, cache));
    } else if (is_name || cache == XML_TREE_NONE) {
        cleaning_kept(e->o->c, "OOX-209", e->part->name, 1,
                      tr("it is not taken out here; mend it where the file was made"));
    } else {
        replace(e, node, is_number ? "numLit" : "strLit", xml_tree_inside(t, cache));
    }
}

/* A reference to cells of another workbook. */
static void edit_link(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    bool is_number = xml_tree_is(t, node, "numRef");
    uint32_t formula =
        is_number || xml_tree_is(t, node, "strRef") ? xml_tree_child(t, node, "f") : XML_TREE_NONE;

    if (formula != XML_TREE_NONE && ooxml_is_of_other_book(xml_tree_inside(t, formula))) {
        edit_reference(e, node, is_number);
    }
}

/* What a filter leaves out stands in an extension of its own. */
static bool is_filtered(const struct xml_tree *t, uint32_t node)
{
    uint32_t inside = t->nodes.v[node].child;

    if (!xml_tree_is(t, node, "ext") || inside == XML_TREE_NONE) {
        return false;
    }
    const struct xml_node *x = &t->nodes.v[inside];

    return ooxml_chart_is_filter(t->bytes.p + x->beg + 1 + x->prefix_bytes + (x->prefix_bytes > 0));
}

void office_chart_edit(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    bool drops_filtered = cleaning_may(e->o->c, "XLS-244");
    bool drops_links = e->o->flavour == OOXML_SHEET && cleaning_may(e->o->c, "OOX-209");

    for (uint32_t i = 1; i != XML_TREE_NONE && i < t->nodes.n;) {
        if (drops_filtered && is_filtered(t, i)) {
            xml_edit_remove(&e->edits, t, i);
            office_log(e, "XLS-244", 1);
            i = xml_tree_past(t, i);
            continue;
        }
        if (drops_links) {
            edit_link(e, i);
        }
        i++;
    }
}
