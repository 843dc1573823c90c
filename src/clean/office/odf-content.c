/*
 * The XML of OpenDocument files being cleaned: properties and the fields that show them, settings,
 * comments, hidden text, slides, links, objects. Each element is looked at once; what stands in one
 * that goes is passed over.
 */
#include "clean/office/odf.h"

#include "base/tr.h"
#include "clean/office/office-common.h"
#include "inspect/local-path.h"

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
                   (odf_has_words(t, node) || xml_tree_is(t, node, "template"));
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
        odf_is_any(&e->tree, node, fields, COUNT(fields))) {
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

static bool edit_slide(struct odf_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;

    if (e->o->flavour != ODF_SLIDE) {
        return false;
    }
    if (xml_tree_is(t, node, "page") && odf_is_hidden(e, "drawing-page", node) &&
        cleaning_hidden(e->o->c, "PPT-260") == CLEANING_REMOVE) {
        odf_remove(e, node, "PPT-260");
        return true;
    }
    if (xml_tree_is(t, node, "notes") && xml_tree_is(t, t->nodes.v[node].parent, "page") &&
        cleaning_hidden(e->o->c, "PPT-261") == CLEANING_REMOVE && odf_has_words(t, node)) {
        odf_remove(e, node, "PPT-261");
        return true;
    }
    return false;
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
    if ((is_picture || odf_is_any(t, node, fetched, COUNT(fetched))) &&
        cleaning_may(e->o->c, rule)) {
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

    if (!odf_is_any(&e->tree, node, names, COUNT(names)) || !cleaning_may(e->o->c, "OOX-208") ||
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
    edit_field(e, node);
    return odf_look_edit(e, node) || odf_field_edit(e, node) || edit_property(e, node) ||
           edit_setting(e, node) || edit_comment(e, node) || odf_change_edit(e, node) ||
           edit_slide(e, node) || odf_hidden_edit(e, node) || edit_variable(e, node) ||
           edit_object(e, node) || edit_link(e, node) || edit_script(e, node) ||
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
    if (cleaning_may(e->o->c, "OOX-206")) {
        cleaning_log(e->o->c, "OOX-206", e->part, office_beside_cut_remarks(&e->edits, t->bytes));
    }
}
