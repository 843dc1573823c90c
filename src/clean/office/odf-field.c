/*
 * Fields of OpenDocument that fetch from outside. Those that came from another format stand as
 * marks around what they show (fieldmark-start, -separator, -end); the marks go, what is shown
 * stays. So do connections to other programs (DDE).
 */
#include "clean/office/odf.h"

#include "clean/office/office-found.h"
#include "inspect/office/ooxml-field.h"

/* Whether a parameter of the field is a code that fetches. */
static bool fetches(struct odf_edit *e, uint32_t field)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = t->nodes.v[field].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, "param") &&
            ooxml_field_of(office_found_decoded(e->arena, xml_tree_value(t, i, "value"))) ==
                OOXML_FIELD_OUTSIDE) {
            return true;
        }
    }
    return false;
}

/* Marks of fields; those of one that goes, go. */
static bool edit_mark(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    bool is_end = xml_tree_is(t, node, "fieldmark-end");
    bool goes;

    if (xml_tree_is(t, node, "fieldmark-start")) {
        goes = cleaning_may(e->o->c, "DOC-223") && fetches(e, node);
        e->fields = e->fields << 1 | goes;
        if (goes) {
            odf_remove(e, node, "DOC-223");
        }
        return goes;
    }
    if (!is_end && !xml_tree_is(t, node, "fieldmark-separator")) {
        return false;
    }
    goes = (e->fields & 1) != 0;
    if (goes) {
        xml_edit_remove(&e->edits, t, node);
    }
    e->fields = is_end ? e->fields >> 1 : e->fields;
    return goes;
}

bool odf_field_edit(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;

    if (edit_mark(e, node)) {
        return true;
    }
    if (xml_tree_is(t, node, "fieldmark") && cleaning_may(e->o->c, "DOC-223") && fetches(e, node)) {
        odf_remove(e, node, "DOC-223");
        return true;
    }
    if (!cleaning_may(e->o->c, "OOX-209")) {
        return false;
    }
    if (xml_tree_is(t, node, "dde-connection-decl") || xml_tree_is(t, node, "dde-source")) {
        odf_remove(e, node, "OOX-209");
        return true;
    }
    if (xml_tree_is(t, node, "dde-connection")) {
        xml_edit_unwrap(&e->edits, t, node);
    }
    return false;
}
