/*
 * What stands beside the XML of a part and no program reads (OOX-206): comments, attributes and
 * text of namespaces that are not of office documents. The same reading as the inspector's
 * (ooxml_walk()).
 */
#include "clean/office/office-common.h"
#include "inspect/html.h"
#include "inspect/office/ooxml-part.h"
#include "inspect/office/ooxml-words.h"
#include "read/xml-walk.h"

enum { MAX_PREFIXES = 32 };

struct prefixes {
    struct str list[MAX_PREFIXES]; /* of foreign namespaces; "" = of names without one */
    uint32_t count;
};

uint32_t office_beside_cut_remarks(struct xml_edits *edits, struct str bytes)
{
    uint32_t count = 0;

    for (ptrdiff_t at = 0; (at = str_find(bytes, STR("<!"), (size_t)at)) >= 0;) {
        bool is_text = str_at(bytes, (size_t)at, STR("<![CDATA["));
        ptrdiff_t end = str_find(bytes, is_text ? STR("]]>") : STR("-->"), (size_t)at + 4);

        if (end < 0) {
            break;
        }
        if (!is_text &&
            html_is_remark_in_part(str_trim(str_sub(bytes, (size_t)at + 4, (size_t)end)))) {
            xml_edit_cut(edits, (size_t)at, (size_t)end + 3);
            count++;
        }
        at = end + 3;
    }
    return count;
}

/* ---- foreign namespaces ---- */

static bool is_declaration(struct str name)
{
    return str_eq(name, STR("xmlns")) || str_starts(name, STR("xmlns:"));
}

static bool is_foreign(const struct prefixes *p, struct str name)
{
    ptrdiff_t colon = str_find(name, STR(":"), 0);
    struct str prefix = str_sub(name, 0, colon < 0 ? 0 : (size_t)colon);

    for (uint32_t i = 0; i < p->count; i++) {
        if (str_eq(p->list[i], prefix)) {
            return true;
        }
    }
    return false;
}

static void take_prefixes(const struct xml_tree *t, uint32_t node, struct prefixes *p)
{
    const struct xml_node *x = &t->nodes.v[node];
    struct xml_attr attr;

    if (!str_has(str_sub(t->bytes, x->beg, x->head_end), STR("xmlns"))) {
        return;
    }
    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        if (is_declaration(attr.name) && !xml_namespace_is_office(attr.value) &&
            p->count < MAX_PREFIXES) {
            p->list[p->count++] = str_sub(attr.name, attr.name.n > 5 ? 6 : 5, attr.name.n);
        }
    }
}

static void edit_foreign(struct office_edit *e, uint32_t node, const struct prefixes *p)
{
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[node];
    bool is_element = is_foreign(p, str_sub(t->bytes, x->beg + 1, x->beg + 1 + x->name_bytes));
    struct xml_attr attr;

    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        bool has_prefix = str_has(attr.name, STR(":"));

        if (!is_declaration(attr.name) && ooxml_is_free_text(attr.value) &&
            (has_prefix ? is_foreign(p, attr.name) : is_element)) {
            xml_edit_cut(&e->edits, attr.beg, attr.end);
            office_log(e, "OOX-206", 1);
        }
    }
    if (is_element && x->child == XML_TREE_NONE && ooxml_is_free_text(xml_tree_inside(t, node))) {
        xml_edit_cut(&e->edits, x->head_end, x->tail_beg);
        office_log(e, "OOX-206", 1);
    }
}

bool office_beside_concerns(const struct office *o, const struct office_part *part,
                            struct str bytes)
{
    if (!cleaning_may(o->c, "OOX-206")) {
        return false;
    }
    if (str_has(bytes, STR("<!--"))) {
        return true;
    }
    for (ptrdiff_t at = ooxml_has_own_namespaces(part->name) ? -1
                                                             : str_find(bytes, STR("xmlns"), 0);
         at >= 0; at = str_find(bytes, STR("xmlns"), (size_t)at + 5)) {
        struct str rest = str_sub(bytes, (size_t)at, MIN((size_t)at + 256, bytes.n));
        ptrdiff_t beg = str_find(rest, STR("=\""), 0);

        if (beg >= 0 && !xml_namespace_is_office(str_sub(rest, (size_t)beg + 2, rest.n))) {
            return true;
        }
    }
    return false;
}

void office_beside_edit(struct office_edit *e)
{
    struct prefixes p = {};

    if (!cleaning_may(e->o->c, "OOX-206")) {
        return;
    }
    uint32_t remarks = office_beside_cut_remarks(&e->edits, e->tree.bytes);

    if (remarks > 0) {
        office_log(e, "OOX-206", remarks);
    }
    if (ooxml_has_own_namespaces(e->part->name)) {
        return;
    }
    for (uint32_t i = 1; i < e->tree.nodes.n; i++) {
        take_prefixes(&e->tree, i, &p);
        if (p.count > 0) {
            edit_foreign(e, i, &p);
        }
    }
}
