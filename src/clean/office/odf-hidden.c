/*
 * Hidden text and shapes of OpenDocument being cleaned: by styles, sections, fields and attributes.
 * What was not seen takes no room afterwards either.
 */
#include "clean/office/odf.h"

bool odf_is_hidden(const struct odf_edit *e, const char *family, uint32_t node)
{
    struct str style = xml_tree_value(&e->tree, node, "style-name");

    return e->styles != NULL && style.n > 0 &&
           odf_style_find(e->styles, family, style)->hidden == 1;
}

/* The styles that hide text, sheets or slides show them. */
static void show_style(struct odf_edit *e, uint32_t node)
{
    static const struct {
        const char *element, *attribute, *rule;
        struct str value;
    } table[] = {{"text-properties", "display", "DOC-221", STR_IN_TABLE("none")},
                 {"table-properties", "display", "XLS-240", STR_IN_TABLE("false")},
                 {"drawing-page-properties", "visibility", "PPT-260", STR_IN_TABLE("hidden")}};

    for (size_t i = 0; i < COUNT(table); i++) {
        if (xml_tree_is(&e->tree, node, table[i].element) &&
            str_eq(xml_tree_value(&e->tree, node, table[i].attribute), table[i].value) &&
            cleaning_hidden(e->o->c, table[i].rule) == CLEANING_SHOW) {
            odf_remove_attr(e, node, table[i].attribute);
            cleaning_log(e->o->c, table[i].rule, e->part, 1);
        }
    }
}

static bool is_paragraph(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "p") || xml_tree_is(t, node, "h");
}

/* Whether a run in a hidden paragraph says that it is shown. */
static bool holds_shown(const struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, node);

    for (uint32_t i = node + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        struct str style =
            xml_tree_is(t, i, "span") ? xml_tree_value(t, i, "style-name") : (struct str){};

        if (style.n > 0 && odf_style_find(e->styles, "text", style)->hidden == 0) {
            return true;
        }
    }
    return false;
}

static bool is_hidden_text(const struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    struct str display = xml_tree_value(t, node, "display");

    return (xml_tree_is(t, node, "section") && display.n > 0 && !str_eq(display, STR("true"))) ||
           xml_tree_is(t, node, "hidden-text") ||
           (xml_tree_is(t, node, "span") && odf_is_hidden(e, "text", node)) ||
           (is_paragraph(t, node) && odf_is_hidden(e, "paragraph", node) && !holds_shown(e, node));
}

static bool is_hidden_paragraph(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "hidden-paragraph") &&
           str_eq(xml_tree_value(t, node, "is-hidden"), STR("true"));
}

/* A paragraph with such a field goes whole. */
static bool holds_hidden_paragraph(const struct xml_tree *t, uint32_t node)
{
    if (!is_paragraph(t, node)) {
        return false;
    }
    for (uint32_t i = t->nodes.v[node].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (is_hidden_paragraph(t, i)) {
            return true;
        }
    }
    return false;
}

static void show_text(struct odf_edit *e, uint32_t node)
{
    const struct xml_node *x = &e->tree.nodes.v[node];

    if (xml_tree_is(&e->tree, node, "section")) {
        odf_remove_attr(e, node, "display");
        odf_remove_attr(e, node, "condition");
        cleaning_log(e->o->c, "DOC-221", e->part, 1);
    } else if (xml_tree_is(&e->tree, node, "hidden-text")) {
        xml_edit_put(&e->edits, x->beg, x->end, xml_tree_value(&e->tree, node, "string-value"));
        cleaning_log(e->o->c, "DOC-221", e->part, 1);
    }
}

/* Whether words stand directly in the element. */
static bool has_own_words(const struct xml_tree *t, uint32_t node)
{
    const struct xml_node *x = &t->nodes.v[node];
    size_t at = x->head_end;

    for (uint32_t i = x->child;; i = t->nodes.v[i].next) {
        size_t end = i == XML_TREE_NONE ? x->tail_beg : t->nodes.v[i].beg;

        if (str_trim(str_sub(t->bytes, at, end)).n > 0) {
            return true;
        }
        if (i == XML_TREE_NONE) {
            return false;
        }
        at = t->nodes.v[i].end;
    }
}

/* Whether nothing is in the paragraph but runs that are hidden; *ret_run is the first. */
static bool is_wholly_hidden(const struct odf_edit *e, uint32_t node, uint32_t *ret_run)
{
    static const char *const unseen[] = {
        "span", "a", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break"};
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, node);
    uint32_t end = past == XML_TREE_NONE ? t->nodes.n : past;

    *ret_run = XML_TREE_NONE;
    if (!is_paragraph(t, node) || has_own_words(t, node)) {
        return false;
    }
    for (uint32_t i = node + 1; i < end;) {
        if (is_hidden_text(e, i)) {
            *ret_run = *ret_run == XML_TREE_NONE ? i : *ret_run;
            i = xml_tree_past(t, i);
            i = i == XML_TREE_NONE ? end : i;
        } else if (!odf_is_any(t, i, unseen, COUNT(unseen)) || has_own_words(t, i)) {
            return false;
        } else {
            i++;
        }
    }
    return *ret_run != XML_TREE_NONE;
}

/* Whether another paragraph stands beside this one, so that it may go. */
static bool may_go(const struct xml_tree *t, uint32_t paragraph)
{
    uint32_t parent = t->nodes.v[paragraph].parent;
    uint32_t count = 0;

    for (uint32_t i = t->nodes.v[parent].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        count += is_paragraph(t, i);
    }
    return count > 1 && !xml_tree_is(t, parent, "list-item");
}

/* A blank in the place of what is hidden: what holds it takes no line, as before. */
static void leave_blank(struct odf_edit *e, uint32_t node)
{
    const struct xml_node *x = &e->tree.nodes.v[node];
    struct str prefix = str_sub(e->tree.bytes, x->beg + 1, (size_t)x->beg + 1 + x->prefix_bytes);

    xml_edit_put(&e->edits, x->head_end, x->tail_beg,
                 arena_printf(e->arena, "<%.*s:s/>", STR_ARG(prefix)));
    cleaning_log(e->o->c, "DOC-221", e->part, 1);
}

/*
 * A paragraph that is hidden as a whole takes no line: it goes, or keeps a hidden blank where it
 * stands alone.
 */
static bool edit_hidden_paragraph(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    bool is_one = is_paragraph(t, node) && is_hidden_text(e, node);
    uint32_t run = node;

    if (!is_one && !is_wholly_hidden(e, node, &run)) {
        return false;
    }
    if (may_go(t, node)) {
        odf_remove(e, node, "DOC-221");
    } else if (is_one && t->nodes.v[node].prefix_bytes > 0) {
        leave_blank(e, node);
    } else {
        e->blank_run = run; /* when it comes */
        return is_one;
    }
    return true;
}

static bool edit_hidden_text(struct odf_edit *e, uint32_t node)
{
    enum cleaning_choice choice = cleaning_hidden(e->o->c, "DOC-221");

    if (choice == CLEANING_SHOW) {
        if (is_hidden_text(e, node)) {
            show_text(e, node);
        } else if (is_hidden_paragraph(&e->tree, node)) {
            odf_remove(e, node, "DOC-221");
        }
        return xml_tree_is(&e->tree, node, "hidden-text");
    }
    if (choice != CLEANING_REMOVE) {
        return false;
    }
    bool is_field = xml_tree_is(&e->tree, node, "hidden-text");

    if (!is_field && !odf_has_words(&e->tree, node)) {
        return false;
    }
    if (edit_hidden_paragraph(e, node)) {
        return true;
    }
    if (!is_hidden_text(e, node) && !holds_hidden_paragraph(&e->tree, node)) {
        return false;
    }
    if (node == e->blank_run && e->tree.nodes.v[node].prefix_bytes > 0 && !is_field) {
        leave_blank(e, node);
    } else {
        odf_remove(e, node, "DOC-221");
    }
    return true;
}

static bool edit_hidden_shape(struct odf_edit *e, uint32_t node)
{
    static const char *const shapes[] = {"frame", "custom-shape", "rect"};

    if (!odf_is_any(&e->tree, node, shapes, COUNT(shapes)) ||
        !str_eq(xml_tree_value(&e->tree, node, "display"), STR("none"))) {
        return false;
    }
    enum cleaning_choice choice = cleaning_hidden(e->o->c, "PPT-264");

    if (choice == CLEANING_SHOW) {
        odf_remove_attr(e, node, "display");
        cleaning_log(e->o->c, "PPT-264", e->part, 1);
    } else if (choice == CLEANING_REMOVE) {
        odf_remove(e, node, "PPT-264");
    }
    return choice == CLEANING_REMOVE;
}

bool odf_hidden_edit(struct odf_edit *e, uint32_t node)
{
    show_style(e, node);
    return edit_hidden_text(e, node) || edit_hidden_shape(e, node);
}
