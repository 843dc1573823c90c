/*
 * Tracked changes of Word (ECMA-376-1 17.13.5), accepted or rejected.
 *
 * An insertion around runs loses its tags or goes whole, a deletion the other way round; moves are
 * both. A mark in the properties of a paragraph is about its end: where that goes, the paragraph
 * joins the one behind it, with its own properties, or goes when nothing is left in it. A mark in
 * the properties of a row or cell is about the row or cell. Changes of properties leave the new or
 * the old ones.
 */
#include "clean/office/office-word.h"

static bool is_any(const struct xml_tree *t, uint32_t node, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (xml_tree_is(t, node, names[i])) {
            return true;
        }
    }
    return false;
}

static const char *const containers[] = {"ins", "del", "moveFrom", "moveTo"};
static const char *const cells[] = {"cellIns", "cellDel", "cellMerge"};
static const char *const ranges[] = {"moveFromRangeStart",
                                     "moveFromRangeEnd",
                                     "moveToRangeStart",
                                     "moveToRangeEnd",
                                     "customXmlInsRangeStart",
                                     "customXmlInsRangeEnd",
                                     "customXmlDelRangeStart",
                                     "customXmlDelRangeEnd",
                                     "customXmlMoveFromRangeStart",
                                     "customXmlMoveFromRangeEnd",
                                     "customXmlMoveToRangeStart",
                                     "customXmlMoveToRangeEnd"};

static bool is_container(const struct xml_tree *t, uint32_t node)
{
    return is_any(t, node, containers, COUNT(containers)) &&
           t->nodes.v[node].prefix_bytes == t->nodes.v[1].prefix_bytes;
}

/* rPrChange, pPrChange … */
static bool is_property_change(const struct xml_tree *t, uint32_t node)
{
    struct str name = xml_tree_name(t, node);

    return name.n > 6 && str_ends(name, STR("Change")) &&
           t->nodes.v[node].prefix_bytes == t->nodes.v[1].prefix_bytes;
}

bool office_word_change_any(const struct xml_tree *t)
{
    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (is_container(t, i) || is_property_change(t, i) || is_any(t, i, cells, COUNT(cells))) {
            return true;
        }
    }
    return false;
}

/* Whether what this container marks is to be gone. */
static bool goes(const struct office_edit *e, uint32_t node)
{
    bool is_new = xml_tree_is(&e->tree, node, "ins") || xml_tree_is(&e->tree, node, "moveTo");

    return is_new == (e->o->word->tracked == CLEAN_TRACKED_REJECT);
}

/* Deleted text that comes back is text again. */
static void rename_text(struct office_edit *e, uint32_t container)
{
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, container);

    for (uint32_t i = container + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        const struct xml_node *x = &t->nodes.v[i];
        bool is_code = xml_tree_is(t, i, "delInstrText");
        struct str name = is_code ? STR("instrText") : STR("t");

        if (!is_code && !xml_tree_is(t, i, "delText")) {
            continue;
        }
        size_t skip = x->prefix_bytes == 0 ? 0 : (size_t)x->prefix_bytes + 1;

        xml_edit_put(&e->edits, x->beg + 1 + skip, (size_t)x->beg + 1 + x->name_bytes, name);
        if (x->end > x->tail_beg) {
            xml_edit_put(&e->edits, x->tail_beg + 2 + skip, (size_t)x->tail_beg + 2 + x->name_bytes,
                         name);
        }
    }
}

/* ---- ends of paragraphs ---- */

/* Whether something of the paragraph is left to be seen. */
static bool has_content(const struct office_edit *e, uint32_t node)
{
    static const char *const nothing[] = {"pPr",
                                          "bookmarkStart",
                                          "bookmarkEnd",
                                          "proofErr",
                                          "commentRangeStart",
                                          "commentRangeEnd",
                                          "permStart",
                                          "permEnd"};
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = t->nodes.v[node].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (is_container(t, i)) {
            if (!goes(e, i) && has_content(e, i)) {
                return true;
            }
        } else if (!is_any(t, i, nothing, COUNT(nothing)) && !is_any(t, i, ranges, COUNT(ranges))) {
            return true;
        }
    }
    return false;
}

static uint32_t next_paragraph(const struct xml_tree *t, uint32_t paragraph)
{
    uint32_t i = t->nodes.v[paragraph].next;

    while (i != XML_TREE_NONE &&
           (xml_tree_is(t, i, "bookmarkStart") || xml_tree_is(t, i, "bookmarkEnd") ||
            xml_tree_is(t, i, "proofErr") || is_any(t, i, ranges, COUNT(ranges)))) {
        i = t->nodes.v[i].next;
    }
    return i != XML_TREE_NONE && office_word_is(t, i, "p") ? i : XML_TREE_NONE;
}

static bool ends_section(const struct xml_tree *t, uint32_t paragraph)
{
    uint32_t properties = xml_tree_child(t, paragraph, "pPr");

    return properties != 0 && xml_tree_child(t, properties, "sectPr") != 0;
}

static bool join_paragraph(struct office_edit *e, uint32_t paragraph)
{
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[paragraph];

    if (ends_section(t, paragraph)) {
        return false;
    }
    if (!has_content(e, paragraph)) {
        if (office_word_may_remove(t, paragraph)) {
            xml_edit_remove(&e->edits, t, paragraph);
            return true;
        }
        return false;
    }
    uint32_t next = next_paragraph(t, paragraph);

    if (next == XML_TREE_NONE || ends_section(t, next) || x->end == x->tail_beg ||
        t->nodes.v[next].end == t->nodes.v[next].tail_beg) {
        return false;
    }
    uint32_t properties = xml_tree_child(t, next, "pPr");

    xml_edit_cut(&e->edits, x->tail_beg, x->end);
    xml_edit_cut(&e->edits, t->nodes.v[next].beg, t->nodes.v[next].head_end);
    if (properties != 0) {
        xml_edit_remove(&e->edits, t, properties);
    }
    return false;
}

void office_word_change_remove_math(struct office_edit *e, uint32_t run)
{
    const struct xml_tree *t = &e->tree;
    uint32_t node = run;
    uint32_t parent = t->nodes.v[node].parent;

    while ((xml_tree_is(t, parent, "oMath") || xml_tree_is(t, parent, "oMathPara")) &&
           t->nodes.v[parent].child == node && t->nodes.v[node].next == XML_TREE_NONE) {
        node = parent;
        parent = t->nodes.v[node].parent;
    }
    xml_edit_remove(&e->edits, t, node);
}

/* A mark: in the properties of a paragraph's end, a row, a number, a run of an equation. */
static void edit_mark(struct office_edit *e, uint32_t mark, uint32_t properties)
{
    const struct xml_tree *t = &e->tree;
    uint32_t owner = t->nodes.v[properties].parent;

    if (goes(e, mark) && xml_tree_is(t, properties, "trPr")) {
        uint32_t table = t->nodes.v[owner].parent;
        bool is_alone = true;

        for (uint32_t i = t->nodes.v[table].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
            uint32_t of_row =
                xml_tree_is(t, i, "tr") && i != owner ? xml_tree_child(t, i, "trPr") : 0;
            uint32_t other =
                of_row == 0
                    ? 0
                    : xml_tree_child(t, of_row, xml_tree_is(t, mark, "ins") ? "ins" : "del");

            is_alone &= i == owner || !xml_tree_is(t, i, "tr") || other != 0;
        }
        xml_edit_remove(&e->edits, t, is_alone ? table : owner);
        return;
    }
    if (goes(e, mark) && xml_tree_is(t, properties, "rPr") && xml_tree_is(t, owner, "r")) {
        office_word_change_remove_math(e, owner); /* such a run says itself that it is new */
        return;
    }
    xml_edit_remove(&e->edits, t, mark);
    if (goes(e, mark) && xml_tree_is(t, properties, "rPr") && xml_tree_is(t, owner, "pPr")) {
        (void)join_paragraph(e, t->nodes.v[owner].parent);
    }
}

/* ---- properties ---- */

static void restore_properties(struct office_edit *e, uint32_t change)
{
    const struct xml_tree *t = &e->tree;
    uint32_t parent = t->nodes.v[change].parent;
    uint32_t old = t->nodes.v[change].child;
    bool is_section = xml_tree_is(t, parent, "sectPr");

    for (uint32_t i = t->nodes.v[parent].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        bool stays = (xml_tree_is(t, parent, "pPr") &&
                      (xml_tree_is(t, i, "rPr") || xml_tree_is(t, i, "sectPr"))) ||
                     (is_section && (xml_tree_is(t, i, "headerReference") ||
                                     xml_tree_is(t, i, "footerReference")));

        if (!stays) {
            xml_edit_remove(&e->edits, t, i);
        }
    }
    if (old != XML_TREE_NONE) {
        size_t at = is_section ? t->nodes.v[change].beg : t->nodes.v[parent].head_end;

        xml_edit_put(&e->edits, at, at, xml_tree_inside(t, old));
    }
}

bool office_word_change_edit(struct office_edit *e, uint32_t node, uint32_t *count)
{
    static const char *const holders[] = {"rPr", "trPr", "numPr", "ctrlPr", "tcPr"};
    const struct xml_tree *t = &e->tree;
    uint32_t parent = t->nodes.v[node].parent;

    if (is_any(t, node, ranges, COUNT(ranges))) {
        xml_edit_remove(&e->edits, t, node);
        return true;
    }
    if (is_property_change(t, node)) {
        (*count)++;
        if (e->o->word->tracked == CLEAN_TRACKED_REJECT &&
            !xml_tree_is(t, node, "numberingChange")) {
            restore_properties(e, node);
        }
        xml_edit_remove(&e->edits, t, node);
        return true;
    }
    if (is_any(t, node, cells, COUNT(cells))) {
        bool is_deleted = xml_tree_is(t, node, "cellDel");
        bool is_new = xml_tree_is(t, node, "cellIns");

        (*count)++;
        xml_edit_remove(&e->edits, t, node);
        if ((is_deleted && e->o->word->tracked == CLEAN_TRACKED_ACCEPT) ||
            (is_new && e->o->word->tracked == CLEAN_TRACKED_REJECT)) {
            xml_edit_remove(&e->edits, t, t->nodes.v[parent].parent);
        }
        return true;
    }
    if (!is_container(t, node)) {
        return false;
    }
    (*count)++;
    if (is_any(t, parent, holders, COUNT(holders))) {
        edit_mark(e, node, parent);
        return true;
    }
    if (goes(e, node)) {
        xml_edit_remove(&e->edits, t, node);
        return true;
    }
    xml_edit_unwrap(&e->edits, t, node);
    if (xml_tree_is(t, node, "del") || xml_tree_is(t, node, "moveFrom")) {
        rename_text(e, node);
    }
    return false;
}
