/*
 * The XML of OpenDocument files being cleaned: properties and the fields that show them, settings,
 * comments, hidden text, slides, links, objects. Each element is looked at once; what stands in one
 * that goes is passed over.
 */
#include "clean/office/odf.h"

#include "base/tr.h"
#include "inspect/local-path.h"

static bool is_any(const struct xml_tree *t, uint32_t node, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (xml_tree_is(t, node, names[i])) {
            return true;
        }
    }
    return false;
}

void odf_remove(struct odf_edit *e, uint32_t node, const char *rule)
{
    xml_edit_remove(&e->edits, &e->tree, node);
    cleaning_log(e->o->c, rule, e->part, 1);
}

void odf_remove_attr(struct odf_edit *e, uint32_t node, const char *local)
{
    struct xml_attr attr;

    if (xml_tree_attr(&e->tree, node, local, &attr)) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
    }
}

static bool has_words(const struct xml_tree *t, uint32_t node)
{
    struct buf text CLEANUP(buf_done);

    buf_init(&text, 64 * 1024);
    xml_tree_text(t, node, &text);
    return str_trim(buf_str(&text)).n > 0 || buf_is_full(&text);
}

/* ---- properties ---- */

static const struct {
    const char *name, *rule;
} properties[] = {
    {"initial-creator", "OOX-201"}, {"creator", "OOX-201"},        {"printed-by", "OOX-201"},
    {"print-date", "OOX-201"},      {"title", "OOX-201"},          {"subject", "OOX-201"},
    {"description", "OOX-201"},     {"keyword", "OOX-201"},        {"user-defined", "OOX-201"},
    {"template", "OOX-202"},        {"editing-cycles", "OOX-205"}, {"editing-duration", "OOX-205"}};

/* Of which nothing is told when they stand alone. */
static bool is_dull(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "print-date") || xml_tree_is(t, node, "editing-duration") ||
           (xml_tree_is(t, node, "editing-cycles") &&
            str_eq(str_trim(xml_tree_inside(t, node)), STR("1")));
}

static bool goes_as_property(struct odf_edit *e, uint32_t node, const char **ret_rule)
{
    const struct xml_tree *t = &e->tree;

    if (!xml_tree_is(t, t->nodes.v[node].parent, "meta")) {
        return false;
    }
    for (size_t i = 0; i < COUNT(properties); i++) {
        if (xml_tree_is(t, node, properties[i].name)) {
            *ret_rule = properties[i].rule;
            return cleaning_may(e->o->c, properties[i].rule) &&
                   (has_words(t, node) || xml_tree_is(t, node, "template"));
        }
    }
    return false;
}

static bool is_found_property(struct odf_edit *e, uint32_t node)
{
    const char *rule;

    return goes_as_property(e, node, &rule) && !is_dull(&e->tree, node);
}

static bool edit_property(struct odf_edit *e, uint32_t node)
{
    const char *rule;

    if (!goes_as_property(e, node, &rule) || (is_dull(&e->tree, node) && !e->o->drops_properties)) {
        return false;
    }
    odf_remove(e, node, rule);
    return true;
}

/* A field that shows a property becomes the text it shows. */
static void edit_field(struct odf_edit *e, uint32_t node)
{
    static const char *const fields[] = {"initial-creator", "creator",      "printed-by",
                                         "title",           "subject",      "keywords",
                                         "description",     "user-defined", "editing-cycles"};
    const struct xml_node *x = &e->tree.nodes.v[node];
    struct str prefix = str_sub(e->tree.bytes, x->beg + 1, (size_t)x->beg + 1 + x->prefix_bytes);

    if (e->o->drops_properties && str_eq(prefix, STR("text")) &&
        is_any(&e->tree, node, fields, COUNT(fields))) {
        xml_edit_unwrap(&e->edits, &e->tree, node);
    }
}

/* ---- settings ---- */

static bool edit_setting(struct odf_edit *e, uint32_t node)
{
    static const struct {
        struct str name;
        const char *rule;
    } settings[] = {{STR_IN_TABLE("PrinterSetup"), "OOX-211"},
                    {STR_IN_TABLE("PrinterName"), "OOX-211"},
                    {STR_IN_TABLE("Rsid"), "OOX-205"},
                    {STR_IN_TABLE("RsidRoot"), "OOX-205"}};
    struct str name = xml_tree_value(&e->tree, node, "name");
    struct str inside = xml_tree_inside(&e->tree, node);
    struct str path;
    size_t at = 0;

    if (!xml_tree_is(&e->tree, node, "config-item")) {
        return false;
    }
    for (size_t i = 0; i < COUNT(settings); i++) {
        if (str_eq(name, settings[i].name) && str_trim(inside).n > 0 &&
            cleaning_may(e->o->c, settings[i].rule)) {
            odf_remove(e, node, settings[i].rule);
            return true;
        }
    }
    if (local_path_next(inside, &at, &path) && cleaning_may(e->o->c, "OOX-203")) {
        odf_remove(e, node, "OOX-203");
        return true;
    }
    return false;
}

/* ---- comments, notes, slides ---- */

static bool edit_comment(struct odf_edit *e, uint32_t node)
{
    const char *rule = e->o->flavour == ODF_SLIDE ? "PPT-265" : "OOX-204";

    if (!cleaning_may(e->o->c, rule)) {
        return false;
    }
    if (xml_tree_is(&e->tree, node, "annotation")) {
        odf_remove(e, node, rule);
        return true;
    }
    if (xml_tree_is(&e->tree, node, "annotation-end")) {
        xml_edit_remove(&e->edits, &e->tree, node);
        return true;
    }
    return false;
}

static bool is_hidden(const struct odf_edit *e, const char *family, uint32_t node)
{
    struct str style = xml_tree_value(&e->tree, node, "style-name");

    return e->styles != NULL && style.n > 0 &&
           odf_style_find(e->styles, family, style)->hidden == 1;
}

static bool edit_slide(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;

    if (e->o->flavour != ODF_SLIDE) {
        return false;
    }
    if (xml_tree_is(t, node, "page") && is_hidden(e, "drawing-page", node) &&
        cleaning_hidden(e->o->c, "PPT-260") == CLEANING_REMOVE) {
        odf_remove(e, node, "PPT-260");
        return true;
    }
    if (xml_tree_is(t, node, "notes") && xml_tree_is(t, t->nodes.v[node].parent, "page") &&
        cleaning_hidden(e->o->c, "PPT-261") == CLEANING_REMOVE && has_words(t, node)) {
        odf_remove(e, node, "PPT-261");
        return true;
    }
    return false;
}

/* ---- hidden text and shapes ---- */

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
           (xml_tree_is(t, node, "span") && is_hidden(e, "text", node)) ||
           ((xml_tree_is(t, node, "p") || xml_tree_is(t, node, "h")) &&
            is_hidden(e, "paragraph", node) && !holds_shown(e, node));
}

static bool is_hidden_paragraph(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "hidden-paragraph") &&
           str_eq(xml_tree_value(t, node, "is-hidden"), STR("true"));
}

/* A paragraph with such a field goes whole. */
static bool holds_hidden_paragraph(const struct xml_tree *t, uint32_t node)
{
    if (!xml_tree_is(t, node, "p") && !xml_tree_is(t, node, "h")) {
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

/*
 * A paragraph of which nothing but hidden runs is there takes no line: it goes with them, where
 * another one stands beside it.
 */
static bool is_wholly_hidden(const struct odf_edit *e, uint32_t node)
{
    static const char *const unseen[] = {"span", "bookmark", "bookmark-start", "bookmark-end",
                                         "soft-page-break"};
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, node);
    uint32_t parent = t->nodes.v[node].parent;
    bool has_hidden = false;
    uint32_t beside = 0;

    if ((!xml_tree_is(t, node, "p") && !xml_tree_is(t, node, "h")) || has_own_words(t, node) ||
        xml_tree_is(t, parent, "list-item")) {
        return false;
    }
    for (uint32_t i = t->nodes.v[parent].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        beside += xml_tree_is(t, i, "p") || xml_tree_is(t, i, "h");
    }
    for (uint32_t i = node + 1; beside > 1 && i != past && i < t->nodes.n;) {
        if (is_hidden_text(e, i)) {
            has_hidden = true;
            i = xml_tree_past(t, i);
            if (i == XML_TREE_NONE) {
                break;
            }
        } else if (!is_any(t, i, unseen, COUNT(unseen)) || has_own_words(t, i)) {
            return false;
        } else {
            i++;
        }
    }
    return has_hidden;
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
    if (choice != CLEANING_REMOVE ||
        (!is_hidden_text(e, node) && !holds_hidden_paragraph(&e->tree, node) &&
         !is_wholly_hidden(e, node))) {
        return false;
    }
    bool is_field = xml_tree_is(&e->tree, node, "hidden-text");

    if (!is_field && !has_words(&e->tree, node)) {
        return false;
    }
    odf_remove(e, node, "DOC-221");
    return true;
}

static bool edit_hidden_shape(struct odf_edit *e, uint32_t node)
{
    static const char *const shapes[] = {"frame", "custom-shape", "rect"};

    if (!is_any(&e->tree, node, shapes, COUNT(shapes)) ||
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

/* ---- variables, links, objects, scripts ---- */

static bool edit_variable(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;

    if (!cleaning_may(e->o->c, "DOC-223")) {
        return false;
    }
    if (xml_tree_is(t, node, "user-field-decl") && xml_tree_value(t, node, "string-value").n > 0) {
        odf_remove(e, node, "DOC-223");
        return true;
    }
    if (xml_tree_is(t, node, "user-field-get") || xml_tree_is(t, node, "variable-get")) {
        xml_edit_unwrap(&e->edits, t, node);
    } else if (xml_tree_is(t, node, "variable-set") &&
               xml_tree_value(t, node, "string-value").n > 0) {
        xml_edit_unwrap(&e->edits, t, node);
        cleaning_log(e->o->c, "DOC-223", e->part, 1);
    }
    return false;
}

static bool is_outside(struct str href)
{
    return local_path_is(href) || str_starts(href, STR("../")) || str_has(href, STR("://"));
}

static bool edit_link(struct odf_edit *e, uint32_t node)
{
    static const char *const fetched[] = {
        "section-source",       "table-source", "cell-range-source", "floating-frame",
        "dde-connection-decl",  "object",       "object-ole",        "plugin",
        "database-source-query"};
    const struct xml_tree *t = &e->tree;
    struct str href = xml_tree_value(t, node, "href");
    bool is_picture = xml_tree_is(t, node, "image");
    const char *rule =
        is_picture && !local_path_is(href) && !str_starts(href, STR("../")) ? "OOX-210" : "OOX-209";

    if (href.n == 0 || !is_outside(href)) {
        return false;
    }
    if ((is_picture || is_any(t, node, fetched, COUNT(fetched))) && cleaning_may(e->o->c, rule)) {
        odf_remove(e, node, rule);
        return true;
    }
    if (xml_tree_is(t, node, "a") && local_path_is(href) && cleaning_may(e->o->c, "OOX-203")) {
        xml_edit_unwrap(&e->edits, t, node);
    }
    return false;
}

static bool is_object(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "object") || xml_tree_is(t, node, "object-ole");
}

static bool is_shown_object(struct odf *o, struct str name)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str content = arena_printf(&scratch, "%.*s/content.xml", STR_ARG(name));
    struct err err = {};
    struct str bytes;

    for (uint32_t i = 0; i < o->parts.n; i++) {
        if (str_eq(o->parts.v[i].name, content)) {
            o->package.total_bytes = 0; /* parts are dropped one by one */
            return package_entry_bytes(&o->package, &scratch, o->parts.v[i].index, &bytes, &err) ==
                       0 &&
                   odf_is_shown_object(bytes);
        }
    }
    return false;
}

/* An object whose frame has a picture of it is left to that. */
static bool edit_object(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    struct str href = xml_tree_value(t, node, "href");
    struct str name =
        arena_str(e->o->arena, str_sub(href, str_starts(href, STR("./")) ? 2 : 0, href.n));

    if (!is_object(t, node) || !cleaning_may(e->o->c, "OOX-207") || is_outside(href) ||
        name.n == 0 || is_shown_object(e->o, name)) {
        return false;
    }
    if (xml_tree_child(t, t->nodes.v[node].parent, "image") == XML_TREE_NONE) {
        *VEC_ADD(e->o->arena, &e->o->kept_objects) = name;
        cleaning_kept(e->o->c, "OOX-207", e->part, 1,
                      tr("it has no picture of its own to be left in its place"));
        return false;
    }
    *VEC_ADD(e->o->arena, &e->o->gone_objects) = name;
    odf_remove(e, node, "OOX-207");
    return true;
}

static bool edit_script(struct odf_edit *e, uint32_t node)
{
    static const char *const names[] = {"event-listeners", "scripts", "script"};

    if (!is_any(&e->tree, node, names, COUNT(names)) || !cleaning_may(e->o->c, "OOX-208") ||
        e->tree.nodes.v[node].child == XML_TREE_NONE) {
        return false;
    }
    odf_remove(e, node, "OOX-208");
    return true;
}

/* ---- a part ---- */

int odf_content_plan(struct odf_edit *e)
{
    for (uint32_t i = 1; i < e->tree.nodes.n; i++) {
        e->o->drops_properties |= is_found_property(e, i);
    }
    if (e->o->flavour == ODF_SHEET && e->is_main) {
        odf_sheet_plan(e);
    }
    return e->o->flavour == ODF_SHEET ? 0 : odf_change_plan(e);
}

/* Edits an element; true: it is gone, with all in it. */
static bool edit_node(struct odf_edit *e, uint32_t node)
{
    show_style(e, node);
    edit_field(e, node);
    return odf_look_edit(e, node) || odf_field_edit(e, node) || edit_property(e, node) ||
           edit_setting(e, node) || edit_comment(e, node) || odf_change_edit(e, node) ||
           edit_slide(e, node) || edit_hidden_text(e, node) || edit_hidden_shape(e, node) ||
           edit_variable(e, node) || edit_object(e, node) || edit_link(e, node) ||
           edit_script(e, node) ||
           (e->o->flavour == ODF_SHEET && e->is_main && odf_sheet_edit(e, node));
}

void odf_content_edit(struct odf_edit *e)
{
    const struct xml_tree *t = &e->tree;

    odf_change_list(e);
    for (uint32_t i = 1; i < t->nodes.n;) {
        if (!edit_node(e, i)) {
            i++;
            continue;
        }
        i = xml_tree_past(t, i);
        if (i == XML_TREE_NONE) {
            break;
        }
    }
    odf_path_edit(e);
}
