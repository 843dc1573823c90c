/*
 * What all office files have in common: parts that go by the relation that leads to them, or by
 * their place; signatures; properties; local paths.
 */
#include "clean/office/office-common.h"

#include "base/tr.h"
#include "clean/office/office-blank.h"
#include "clean/office/office-found.h"
#include "clean/office/office-path.h"
#include "inspect/local-path.h"
#include "inspect/office/ooxml-place.h"
#include "inspect/office/ooxml-words.h"

/* ---- parts that go ---- */

/* A relation of this type, or to a part at this place, goes by this rule. */
static const struct part_rule {
    const char *type, *head, *tail, *rule;
} part_rules[] = {
    {"thumbnail", "docProps/thumbnail", "", "OOX-211"},
    {"printerSettings", "word/printerSettings", "", "OOX-211"},
    {"printerSettings", "xl/printerSettings/", "", "OOX-211"},
    {"printerSettings", "ppt/printerSettings/", "", "OOX-211"},
    {"custom-properties", "docProps/custom", ".xml", "OOX-201"},
    {"comments", "word/comments", ".xml", "OOX-204"},
    {"comments", "xl/comments", ".xml", "OOX-204"},
    {"comments", "ppt/comments/", ".xml", "PPT-265"},
    {"commentsExtended", "word/comments", ".xml", "OOX-204"},
    {"commentsIds", "word/comments", ".xml", "OOX-204"},
    {"commentsExtensible", "word/comments", ".xml", "OOX-204"},
    {"classificationlabels", "docMetadata/", ".xml", "OOX-201"},
    {"customProperty", "xl/customProperty", ".bin", "OOX-201"},
    {"xmlMaps", "xl/xmlMaps", ".xml", "OOX-206"},
    {"people", "word/people", ".xml", "OOX-204"},
    {"threadedComment", "xl/threadedComments/", ".xml", "OOX-204"},
    {"person", "xl/persons/", ".xml", "OOX-204"},
    {"commentAuthors", "ppt/commentAuthors", ".xml", "PPT-265"},
    {"authors", "ppt/authors", ".xml", "PPT-265"},
    {"glossaryDocument", "word/glossary/document", ".xml", "DOC-225"},
    {"revisionHeaders", "xl/revisions/", ".xml", "XLS-247"},
    {"usernames", "xl/revisions/", ".xml", "XLS-247"},
    {"pivotCacheRecords", "xl/pivotCache/pivotCacheRecords", ".xml", "XLS-244"},
    {"tags", "ppt/tags/", ".xml", "PPT-267"},
    {"vbaProject", "word/vbaProject", ".bin", "OOX-208"},
    {"vbaProject", "xl/vbaProject", ".bin", "OOX-208"},
    {"vbaProject", "ppt/vbaProject", ".bin", "OOX-208"},
    {"extensibility", "customUI/", ".xml", "OOX-208"},
    {"control", "word/activeX/", "", "OOX-208"},
    {"control", "xl/activeX/", "", "OOX-208"},
    {"control", "ppt/activeX/", "", "OOX-208"},
};

static const struct part_rule *rule_of_part(const struct office *o, const struct office_relation *r)
{
    for (size_t i = 0; i < COUNT(part_rules); i++) {
        const struct part_rule *x = &part_rules[i];
        bool is_type = str_eq(r->type, str_of(x->type)) &&
                       (x->rule[0] != 'P' || o->flavour == OOXML_SLIDE) &&
                       (o->flavour != OOXML_SLIDE || strcmp(x->rule, "OOX-204") != 0);

        if (r->to != NULL && (is_type || office_is_named(r->to->name, x->head, x->tail))) {
            return x;
        }
    }
    return NULL;
}

/* Custom XML is a finding when there are words in it. */
static bool has_words(struct office *o, struct office_part *part, bool *ret_is_query)
{
    struct office_edit e;
    struct buf text CLEANUP(buf_done);
    bool has = false;

    buf_init(&text, 4 * 1024 * 1024);
    if (office_edit_begin(&e, o, part)) {
        xml_tree_text(&e.tree, 0, &text);
        has = str_trim(buf_str(&text)).n > 0 || buf_is_full(&text);
        *ret_is_query = xml_tree_is(&e.tree, 1, "DataMashup");
    }
    office_edit_end(&e);
    return has;
}

/* Comments and their people: a part that lists nobody and says nothing is none. */
static bool is_empty_list(struct office *o, struct office_part *part)
{
    struct office_edit e;
    bool is_empty = false;

    if (office_is_named(part->name, "", ".xml") && office_edit_begin(&e, o, part)) {
        is_empty = e.tree.nodes.v[1].child == XML_TREE_NONE;
    }
    if (office_is_named(part->name, "", ".xml")) {
        office_edit_end(&e);
    }
    return is_empty;
}

static void drop(struct office *o, struct office_relation *r, const char *rule)
{
    if (!r->is_gone) {
        r->is_gone = true;
        cleaning_log(o->c, rule, r->to != NULL ? r->to->name : r->source, 1);
    }
}

static void plan_custom_xml(struct office *o, struct office_relation *r)
{
    bool is_query = false;

    if (r->to == NULL || !has_words(o, r->to, &is_query)) {
        return;
    }
    if (is_query && cleaning_may(o->c, "XLS-245")) {
        drop(o, r, "XLS-245");
    } else if (!is_query && cleaning_may(o->c, "OOX-206")) {
        drop(o, r, "OOX-206");
    }
}

static void plan_path(struct office *o, struct office_relation *r)
{
    struct str path;
    size_t at = 0;

    if (r->to != NULL || (!local_path_next(r->target, &at, &path) && !local_path_is(r->target))) {
        return;
    }
    if (str_eq(r->type, STR("hyperlink")) || str_eq(r->type, STR("attachedTemplate"))) {
        drop(o, r, "OOX-203");
        return;
    }
    struct str name = office_path_name(r->target);

    r->new_target = name.n == 0 || local_path_is(name) ? STR("file") : name;
    cleaning_log(o->c, "OOX-203", r->source, 1);
}

/* What is fetched from outside, when asked for. */
static void plan_outside(struct office *o, struct office_relation *r)
{
    static const char *const kept[] = {
        "hyperlink", "externalLinkPath", "xlExternalLinkPath", "xlPathMissing", "audio", "video",
        "media"};

    if (!r->is_external || r->is_gone) {
        return;
    }
    for (size_t i = 0; i < COUNT(kept); i++) {
        if (str_eq(r->type, str_of(kept[i]))) {
            return;
        }
    }
    const char *rule =
        str_eq(r->type, STR("image")) && !local_path_is(r->target) ? "OOX-210" : "OOX-209";

    if (cleaning_may(o->c, rule)) {
        drop(o, r, rule);
    }
}

/* Embedded files of Word, whose pictures stay; of sheets they are kept. */
static void plan_embedded(struct office *o, struct office_relation *r)
{
    bool is_file = str_eq(r->type, STR("oleObject")) || str_eq(r->type, STR("package"));

    if (!is_file || r->is_external || r->to == NULL || r->is_gone || o->flavour == OOXML_SLIDE ||
        !cleaning_may(o->c, "OOX-207")) {
        return;
    }
    if (o->flavour == OOXML_WORD || str_has(r->source, STR("charts/"))) {
        drop(o, r, "OOX-207");
    } else {
        cleaning_kept(o->c, "OOX-207", r->to->name, 1,
                      tr("it has no picture of its own to be left in its place"));
    }
}

static int plan_signature(struct office *o)
{
    bool is_signed = false;

    for (uint32_t i = 0; i < o->parts.n; i++) {
        is_signed |= office_is_named(o->parts.v[i].name, "_xmlsignatures/", ".xml");
    }
    if (!is_signed) {
        return 0;
    }
    if (!cleaning_may(o->c, "OOX-217")) {
        return cleaning_stop(o->c, tr("it is signed; any change makes the signature invalid"),
                             tr("to clean it and drop the signature: --yes OOX-217"));
    }
    if (office_drop_type(o, (struct str){}, "origin") > 0) {
        cleaning_log(o->c, "OOX-217", STR("_xmlsignatures"), 1);
    }
    return 0;
}

int office_common_plan(struct office *o, struct err *err)
{
    int stopped = plan_signature(o);

    for (uint32_t i = 0; i < o->relations.n; i++) {
        struct office_relation *r = &o->relations.v[i];
        const struct part_rule *rule = rule_of_part(o, r);

        if (rule != NULL && cleaning_may(o->c, rule->rule) &&
            !(strcmp(rule->rule, "OOX-204") == 0 && is_empty_list(o, r->to)) &&
            !(strcmp(rule->rule, "PPT-265") == 0 && is_empty_list(o, r->to))) {
            drop(o, r, rule->rule);
        }
        if (str_eq(r->type, STR("customXml"))) {
            plan_custom_xml(o, r);
        }
        plan_outside(o, r);
        plan_embedded(o, r);
        if (str_eq(r->type, STR("ctrlProp")) && cleaning_may(o->c, "OOX-208")) {
            cleaning_kept(o->c, "OOX-208", r->source, 1,
                          tr("a control of the sheet; delete it where the file was made"));
        }
        if (!r->is_gone && cleaning_may(o->c, "OOX-203")) {
            plan_path(o, r);
        }
    }
    return stopped;
}

/* ---- properties ---- */

static const struct {
    const char *element, *rule;
} properties[] = {
    {"creator", "OOX-201"},   {"lastModifiedBy", "OOX-201"}, {"title", "OOX-201"},
    {"subject", "OOX-201"},   {"keywords", "OOX-201"},       {"description", "OOX-201"},
    {"category", "OOX-201"},  {"contentStatus", "OOX-201"},  {"identifier", "OOX-201"},
    {"revision", "OOX-205"},  {"lastPrinted", "OOX-205"},    {"Company", "OOX-202"},
    {"Manager", "OOX-202"},   {"Template", "OOX-202"},       {"HyperlinkBase", "OOX-202"},
    {"TotalTime", "OOX-205"}, {"version", "OOX-201"},
};

static bool is_properties(const struct office *o, struct str name)
{
    if (office_is_named(name, "docProps/", ".xml")) {
        return true;
    }
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct office_relation *r = &o->relations.v[i];

        if (r->source.n == 0 && r->to != NULL && str_eq(r->to->name, name) &&
            (str_eq(r->type, STR("core-properties")) ||
             str_eq(r->type, STR("extended-properties")))) {
            return true;
        }
    }
    return false;
}

/* What the inspector does not report either. */
static bool is_dull(const struct xml_tree *t, uint32_t node, const char *name)
{
    struct str text = str_trim(xml_tree_inside(t, node));

    return text.n == 0 || ooxml_property_is_dull(name, text);
}

static bool goes(const struct office *o, const struct xml_tree *t, uint32_t node, size_t property)
{
    return xml_tree_is(t, node, properties[property].element) &&
           !is_dull(t, node, properties[property].element) &&
           cleaning_may(o->c, properties[property].rule);
}

bool office_common_has_properties(struct office *o)
{
    bool has = false;

    for (uint32_t i = 0; i < o->parts.n && !has; i++) {
        struct office_edit e;

        if (o->parts.v[i].is_gone || !is_properties(o, o->parts.v[i].name)) {
            continue;
        }
        if (office_edit_begin(&e, o, &o->parts.v[i])) {
            for (uint32_t n = 2; n < e.tree.nodes.n && !has; n++) {
                for (size_t k = 0; k < COUNT(properties) && !has; k++) {
                    has = goes(o, &e.tree, n, k);
                }
            }
        }
        office_edit_end(&e);
    }
    return has;
}

static void edit_properties(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 2; i < t->nodes.n; i++) {
        if (e->o->drops_titles &&
            (xml_tree_is(t, i, "TitlesOfParts") || xml_tree_is(t, i, "HeadingPairs"))) {
            xml_edit_remove(&e->edits, t, i);
        }
        for (size_t k = 0; k < COUNT(properties); k++) {
            if (goes(e->o, t, i, k)) {
                xml_edit_remove(&e->edits, t, i);
                cleaning_log(e->o->c, properties[k].rule,
                             arena_printf(&e->arena, "%.*s %s", STR_ARG(e->part->name),
                                          properties[k].element),
                             1);
            }
        }
    }
}

/* ---- local paths ---- */

static bool is_seen_text(const struct office_edit *e, uint32_t node)
{
    static const char *const names[] = {"t",           "delText",    "v",          "oddHeader",
                                        "oddFooter",   "evenHeader", "evenFooter", "firstHeader",
                                        "firstFooter", "text"};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (xml_tree_is(&e->tree, node, names[i])) {
            return true;
        }
    }
    return office_is_named(e->part->name, "", ".vml");
}

static void edit_path(struct office_edit *e, struct str path)
{
    const struct xml_tree *t = &e->tree;
    size_t beg = (size_t)(path.p - t->bytes.p);
    uint32_t node = office_path_node(t, beg);
    bool is_in_tag = node != XML_TREE_NONE && beg < t->nodes.v[node].head_end;
    uint32_t around = node;

    if (is_in_tag && xml_tree_is(t, node, "absPath")) {
        (void)xml_tree_is_in(t, node, "AlternateContent", &around);
        xml_edit_remove(&e->edits, t, around);
    } else if (is_in_tag && !office_path_clip(t, node, &path)) {
        return;
    } else if (!is_in_tag && is_seen_text(e, node)) {
        cleaning_kept(e->o->c, "OOX-203", e->part->name, 1,
                      tr("it stands in the visible text; change it where the file was made"));
        return;
    } else {
        xml_edit_put(&e->edits, beg, beg + path.n, office_path_name(path));
    }
    office_log(e, "OOX-203", 1);
}

/* Whether the inspector finds a person in an alternative text of the part. */
static bool names_person(struct office_edit *e, struct str value)
{
    struct str words = office_blank_tidy(&e->arena, office_found_decoded(&e->arena, value));
    const struct inspect_finding *x;

    for (uint32_t at = 0; words.n > 0 && office_found_next(e->o, "OOX-215", &at, &x);) {
        struct str reads = x->reads;
        bool is_cut = str_ends(reads, STR("…"));

        reads.n -= is_cut ? strlen("…") : 0;
        if (str_starts(x->place, e->part->name) &&
            (is_cut ? str_starts(words, reads) : str_eq(words, reads))) {
            return true;
        }
    }
    return false;
}

/* Alternative texts that are paths of other systems keep the name of the file; persons go. */
static void edit_alternative_texts(struct office_edit *e)
{
    static const char *const names[] = {"descr", "title"};
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (!xml_tree_is(t, i, "cNvPr") && !xml_tree_is(t, i, "docPr")) {
            continue;
        }
        for (size_t k = 0; k < COUNT(names); k++) {
            struct xml_attr attr;
            struct str path;
            size_t at = 0;

            if (xml_tree_attr(t, i, names[k], &attr) && local_path_is(attr.value) &&
                !local_path_next(attr.value, &at, &path)) {
                size_t beg = (size_t)(attr.value.p - t->bytes.p);

                xml_edit_put(&e->edits, beg, beg + attr.value.n, office_path_name(attr.value));
                office_log(e, "OOX-215", 1);
            } else if (xml_tree_attr(t, i, names[k], &attr) && names_person(e, attr.value)) {
                size_t beg = (size_t)(attr.value.p - t->bytes.p);

                xml_edit_cut(&e->edits, beg, beg + attr.value.n);
                office_log(e, "OOX-215", 1);
            }
        }
    }
}

/* Names that a person gave to shapes; they are needed for nothing. */
static bool is_given_name(struct str name)
{
    return ooxml_is_free_text(name) && !str_starts(name, STR("!!"));
}

static void edit_shape_names(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        struct xml_attr attr;

        if ((xml_tree_is(t, i, "cNvPr") || xml_tree_is(t, i, "docPr")) &&
            xml_tree_attr(t, i, "name", &attr) && is_given_name(attr.value)) {
            size_t beg = (size_t)(attr.value.p - t->bytes.p);

            xml_edit_put(&e->edits, beg, beg + attr.value.n, xml_tree_value(t, i, "id"));
            office_log(e, "OOX-215", 1);
        }
    }
}

/* Whether such a name may stand in the bytes. */
static bool has_given_name(struct str bytes)
{
    static const struct str before = STR(" name=\"");

    for (ptrdiff_t at = str_find(bytes, before, 0); at >= 0;) {
        size_t beg = (size_t)at + before.n;
        ptrdiff_t end = str_find(bytes, STR("\""), beg);

        if (end < 0 || is_given_name(str_sub(bytes, beg, (size_t)end))) {
            return end >= 0;
        }
        at = str_find(bytes, before, (size_t)end);
    }
    return false;
}

/* ---- shapes that are hidden ---- */

/* What is taken out with a hidden shape: its frame in the text, its anchor in the sheet, itself. */
static uint32_t frame_of(const struct xml_tree *t, uint32_t named)
{
    static const char *const frames[] = {"drawing", "twoCellAnchor", "oneCellAnchor",
                                         "absoluteAnchor"};
    static const char *const shapes[] = {"sp", "pic", "graphicFrame", "cxnSp", "grpSp"};
    uint32_t node = 0;
    uint32_t shape = t->nodes.v[t->nodes.v[named].parent].parent;

    if (xml_tree_is(t, named, "docPr")) {
        /* With its form for older programs, when it has two. */
        return xml_tree_is_in(t, named, "AlternateContent", &node) ||
                       xml_tree_is_in(t, named, "drawing", &node)
                   ? node
                   : 0;
    }
    bool is_in_group = xml_tree_is_in(t, shape, "grpSp", NULL);

    for (size_t i = 1; i < COUNT(frames) && !is_in_group; i++) {
        if (xml_tree_is_in(t, named, frames[i], &node)) {
            return node;
        }
    }
    for (size_t i = 0; i < COUNT(shapes); i++) {
        if (xml_tree_is(t, shape, shapes[i])) {
            return shape;
        }
    }
    return 0;
}

/* Whether something else of the part needs the shape: an animation, a control. */
static bool is_needed(const struct xml_tree *t, uint32_t named, uint32_t frame)
{
    struct str id = xml_tree_value(t, named, "id");

    if (!xml_tree_is(t, named, "docPr") && xml_tree_is_in(t, named, "AlternateContent", NULL)) {
        return true;
    }
    for (uint32_t i = frame; i < t->nodes.n; i++) {
        if (str_eq(xml_tree_value(t, i, "spid"), id) && xml_tree_is_in(t, i, "timing", NULL)) {
            return true;
        }
    }
    return false;
}

static void edit_hidden_shapes(struct office_edit *e, enum cleaning_choice choice)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        struct xml_attr attr;

        if ((!xml_tree_is(t, i, "cNvPr") && !xml_tree_is(t, i, "docPr")) ||
            !xml_tree_attr(t, i, "hidden", &attr) ||
            (!str_eq(attr.value, STR("1")) && !str_eq(attr.value, STR("true")))) {
            continue;
        }
        uint32_t frame = frame_of(t, i);

        if (choice == CLEANING_SHOW && !xml_tree_is_in(t, i, "AlternateContent", NULL)) {
            xml_edit_cut(&e->edits, attr.beg, attr.end);
        } else if (choice == CLEANING_SHOW || frame == 0 || is_needed(t, i, frame)) {
            cleaning_kept(e->o->c, "PPT-264", e->part->name, 1,
                          tr("an animation or a control uses it"));
            continue;
        } else {
            xml_edit_remove(&e->edits, t, frame);
        }
        office_log(e, "PPT-264", 1);
    }
}

/* Whether some shape has an alternative text. */
static bool has_alternative_text(struct str bytes)
{
    static const struct str before[] = {STR_IN_TABLE(" descr=\""), STR_IN_TABLE(" title=\"")};

    for (size_t i = 0; i < COUNT(before); i++) {
        for (ptrdiff_t at = str_find(bytes, before[i], 0); at >= 0;
             at = str_find(bytes, before[i], (size_t)at + before[i].n)) {
            if (!str_at(bytes, (size_t)at + before[i].n, STR("\""))) {
                return true;
            }
        }
    }
    return false;
}

bool office_common_concerns(const struct office *o, const struct office_part *part,
                            struct str bytes)
{
    struct str path;
    size_t at = 0;

    return is_properties(o, part->name) || local_path_next(bytes, &at, &path) ||
           office_beside_concerns(o, part, bytes) ||
           (str_has(bytes, STR("cNvPr ")) && has_given_name(bytes)) ||
           (cleaning_may(o->c, "OOX-215") && has_alternative_text(bytes)) ||
           str_has(bytes, STR("\"/Users/")) || str_has(bytes, STR("\"/home/")) ||
           (cleaning_hidden(o->c, "PPT-264") != CLEANING_KEEP && str_has(bytes, STR(" hidden=")));
}

void office_common_edit(struct office_edit *e)
{
    struct str path;

    if (is_properties(e->o, e->part->name)) {
        edit_properties(e);
    }
    office_beside_edit(e);
    if (cleaning_may(e->o->c, "OOX-203")) {
        for (size_t at = 0; local_path_next(e->tree.bytes, &at, &path);) {
            edit_path(e, path);
        }
    }
    if (cleaning_may(e->o->c, "OOX-215")) {
        edit_alternative_texts(e);
        edit_shape_names(e);
    }
    if (cleaning_hidden(e->o->c, "PPT-264") != CLEANING_KEEP) {
        edit_hidden_shapes(e, cleaning_hidden(e->o->c, "PPT-264"));
    }
}
