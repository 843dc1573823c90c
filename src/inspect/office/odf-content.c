/*
 * The XML of an OpenDocument file: properties, settings, styles, text, tables and slides in one
 * walk. A style says whether its text is shown and in which colours; styles come before what they
 * are for, but for those a style is based on, so each is looked up when it is used. Words are
 * judged in odf-text.c, cells in odf-table.c, shapes in odf-scene*.c.
 */
#include "inspect/office/odf-content.h"

#include "inspect/local-path.h"
#include "inspect/office/odf-margin.h"
#include "inspect/office/odf-scene.h"
#include "inspect/office/odf-table.h"
#include "inspect/office/odf-text.h"
#include "inspect/office/ooxml-value.h"

struct odf_walk *odf_content_open(struct found *f, struct arena *a, enum odf_flavour flavour,
                                  struct ooxml *o, struct odf_marks *marks)
{
    enum { TEXT_SIZE = 1200 }; /* of letters in shapes that do not say; hundredths of a point */
    struct odf_walk *w = ARENA_NEW(a, struct odf_walk);

    w->found = f;
    w->arena = a;
    w->o = o;
    w->marks = marks;
    w->flavour = flavour;
    odf_styles_init(&w->styles, a);
    scene_init(&w->drawing.scene, o, (struct str){}, NULL, a);
    w->drawing.scene.default_size =
        flavour == ODF_SLIDE ? w->drawing.scene.default_size : TEXT_SIZE;
    buf_init(&w->text, ODF_MAX_TEXT_BYTES);
    buf_init(&w->hidden, ODF_MAX_TEXT_BYTES);
    buf_init(&w->value, ODF_MAX_TEXT_BYTES);
    buf_init(&w->note, ODF_MAX_TEXT_BYTES);
    return w;
}

void odf_content_is_template(struct odf_walk *w)
{
    w->is_template = true;
}

void odf_content_part(struct odf_walk *w, struct str part)
{
    w->part = part;
    w->depth = w->level = w->element = 0;
    w->paragraph = 0;
}

void odf_content_close(struct odf_walk *w)
{
    odf_margin_judge(w);
    scene_done(&w->drawing.scene);
    odf_styles_done(&w->styles);
    buf_done(&w->text);
    buf_done(&w->hidden);
    buf_done(&w->value);
    buf_done(&w->note);
}

/* ---- findings ---- */

static void add(struct odf_walk *w, const char *rule, struct str reads)
{
    odf_walk_add(w, rule, INSPECT_STRUCTURAL, reads);
}

/* ---- properties and settings ---- */

static void end_meta(struct odf_walk *w, const char *name)
{
    static const struct {
        const char *element, *rule;
    } rules[] = {
        {"initial-creator", "OOX-201"}, {"creator", "OOX-201"},      {"printed-by", "OOX-201"},
        {"title", "OOX-201"},           {"subject", "OOX-201"},      {"description", "OOX-201"},
        {"keyword", "OOX-201"},         {"user-defined", "OOX-201"}, {"editing-cycles", "OOX-205"}};
    struct str text = str_trim(buf_str(&w->note));

    for (size_t i = 0; i < COUNT(rules); i++) {
        if (ooxml_is(name, rules[i].element) && text.n > 0 && !str_eq(text, STR("1"))) {
            found_add(w->found, rules[i].rule, INSPECT_STRUCTURAL,
                      arena_printf(w->arena, "%.*s %s", STR_ARG(w->part), name), text);
        }
    }
    buf_clear(&w->note);
}

static void end_setting(struct odf_walk *w)
{
    static const struct {
        const char *name, *rule;
    } rules[] = {{"PrinterSetup", "OOX-211"}, {"PrinterName", "OOX-211"}, {"Rsid", "OOX-205"}};
    struct str text = str_trim(buf_str(&w->note));

    for (size_t i = 0; i < COUNT(rules); i++) {
        if (str_eq(w->setting, str_of(rules[i].name)) && text.n > 0) {
            found_add(w->found, rules[i].rule, INSPECT_STRUCTURAL,
                      arena_printf(w->arena, "%.*s %s", STR_ARG(w->part), rules[i].name),
                      i == 0 ? (struct str){} : text);
        }
    }
    w->in_setting = false;
    buf_clear(&w->note);
}

/* ---- links ---- */

/* Cells of another file that a chart shows: "'file:///a.ods'#$Sheet.A1". */
static void take_cells(struct odf_walk *w, const struct xml_element *e)
{
    static const char *const names[] = {"values-cell-range-address", "label-cell-address",
                                        "cell-range-address"};
    struct str value;

    if (!ooxml_is(e->name, "series") && !ooxml_is(e->name, "plot-area") &&
        !ooxml_is(e->name, "categories") && !ooxml_is(e->name, "domain") &&
        !ooxml_is(e->name, "named-range")) {
        return;
    }
    for (size_t i = 0; i < COUNT(names); i++) {
        if (xml_attribute(e, names[i], &value) && str_starts(value, STR("'")) &&
            str_has(value, STR("'#"))) {
            add(w, "OOX-209", value);
        }
    }
}

static void take_link(struct odf_walk *w, const struct xml_element *e)
{
    static const char *const fetched[] = {
        "section-source",       "table-source", "cell-range-source", "floating-frame",
        "dde-connection-decl",  "object",       "object-ole",        "plugin",
        "database-source-query"};
    struct str href = {};

    if (ooxml_is(e->name, "dde-connection-decl") || ooxml_is(e->name, "dde-source")) {
        add(w, "OOX-209", ooxml_value(w->arena, e, "dde-topic"));
        return;
    }
    take_cells(w, e);
    if (!xml_attribute(e, "href", &href) || href.n == 0) {
        return;
    }
    bool is_local = local_path_is(href) || str_starts(href, STR("../"));
    bool is_outside = is_local || str_has(href, STR("://"));

    if (ooxml_is(e->name, "template")) {
        found_add(w->found, "OOX-202", INSPECT_STRUCTURAL, w->part, href);
        return;
    }
    if (ooxml_is(e->name, "event-listener") || ooxml_is(e->name, "script")) {
        add(w, "OOX-208", href);
        return;
    }
    if (ooxml_is(e->name, "image") && is_outside) {
        add(w, is_local ? "OOX-209" : "OOX-210", href);
        return;
    }
    for (size_t i = 0; i < COUNT(fetched); i++) {
        if (ooxml_is(e->name, fetched[i]) && is_outside) {
            add(w, "OOX-209", href);
            return;
        }
    }
    if (is_local && ooxml_is(e->name, "a") && !str_starts(href, STR("../"))) {
        add(w, "OOX-203", href);
    }
}

/* ---- comments and changes ---- */

static void start_note(struct odf_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "annotation")) {
        w->in_annotation = true;
        w->who = (struct str){};
        buf_clear(&w->note);
    } else if (ooxml_is(e->name, "tracked-changes")) {
        w->in_changes = true;
    } else if (w->in_changes &&
               (ooxml_is(e->name, "changed-region") || ooxml_is(e->name, "cell-content-change") ||
                ooxml_is(e->name, "insertion") || ooxml_is(e->name, "deletion") ||
                ooxml_is(e->name, "movement"))) {
        w->in_deletion |= ooxml_is(e->name, "deletion") || w->flavour == ODF_SHEET;
        if (!ooxml_is(e->name, "insertion") || w->flavour == ODF_SHEET) {
            buf_clear(&w->note);
        }
    } else if (ooxml_is(e->name, "notes")) {
        w->in_notes = true;
        buf_clear(&w->note);
    }
}

static void end_note(struct odf_walk *w, const char *name)
{
    struct str words = str_trim(buf_str(&w->note));

    if (ooxml_is(name, "annotation")) {
        add(w, w->flavour == ODF_SLIDE ? "PPT-265" : "OOX-204",
            arena_printf(w->arena, "%.*s: %.*s", STR_ARG(w->who), STR_ARG(words)));
        w->in_annotation = false;
    } else if (w->in_changes &&
               (ooxml_is(name, "changed-region") || ooxml_is(name, "cell-content-change") ||
                (w->flavour == ODF_SHEET &&
                 (ooxml_is(name, "insertion") || ooxml_is(name, "deletion") ||
                  ooxml_is(name, "movement"))))) {
        add(w, w->flavour == ODF_SHEET ? "XLS-247" : "DOC-220",
            arena_printf(w->arena, "%.*s: %.*s", STR_ARG(w->who), STR_ARG(words)));
        w->in_deletion = false;
    } else if (ooxml_is(name, "tracked-changes")) {
        w->in_changes = false;
    } else if (ooxml_is(name, "notes") && w->in_notes) {
        w->in_notes = false;
        if (w->flavour == ODF_SLIDE && w->slide.n > 0 && words.n > 0) {
            add(w, "PPT-261", words);
        }
    }
}

/* ---- the walk ---- */

static void start_slide(struct odf_walk *w, const struct xml_element *e)
{
    struct str style = ooxml_value(w->arena, e, "style-name");

    w->slide = ooxml_value(w->arena, e, "name");
    if (odf_style_find(&w->styles, "drawing-page", style)->hidden == 1) {
        add(w, "PPT-260", (struct str){});
    }
}

static void enter(struct odf_walk *w)
{
    w->element++;
    if (w->level < ODF_MAX_LEVEL) {
        w->elements[w->level] = w->element;
    }
    w->level++;
}

static enum xml_step odf_start(void *user, const struct xml_element *e)
{
    struct odf_walk *w = user;

    enter(w);
    if (ooxml_is(e->name, "binary-data")) {
        w->level--;
        return XML_SKIP;
    }
    if (odf_style_start(&w->styles, e)) {
        return XML_ENTER;
    }
    if (ooxml_is(e->name, "meta")) {
        w->in_meta = true;
    } else if (ooxml_is(e->name, "config-item")) {
        w->in_setting = true;
        w->setting = ooxml_value(w->arena, e, "name");
    } else if (ooxml_is(e->name, "page")) {
        start_slide(w, e);
    }
    if (w->in_meta || w->in_setting || ooxml_is(e->name, "creator")) {
        buf_clear(w->in_meta || w->in_setting ? &w->note : &w->value);
    }
    start_note(w, e);
    if (w->flavour == ODF_SHEET) {
        odf_table_start(w, e);
    }
    odf_scene_start(w, e);
    odf_margin_start(w, e);
    odf_text_start(w, e);
    take_link(w, e);
    return XML_ENTER;
}

static void end_element(struct odf_walk *w, const char *name)
{
    if (w->in_meta) {
        end_meta(w, name);
        w->in_meta = !ooxml_is(name, "meta");
        return;
    }
    if (w->in_setting) {
        end_setting(w);
        return;
    }
    if (ooxml_is(name, "creator")) {
        w->who = arena_str(w->arena, buf_str(&w->value));
        buf_clear(&w->value);
    }
    odf_text_end(w, name);
    odf_margin_end(w, name);
    odf_scene_end(w, name);
    if (w->flavour == ODF_SHEET) {
        odf_table_end(w, name);
    }
    end_note(w, name);
}

static void odf_end(void *user, const char *name, enum xml_namespace ns)
{
    struct odf_walk *w = user;

    if (!odf_style_end(&w->styles, name)) {
        end_element(w, name);
    }
    w->level -= w->level > 0;
}

static void odf_text(void *user, struct str text)
{
    struct odf_walk *w = user;

    if (odf_style_words(&w->styles, text)) {
        return;
    }
    if (w->in_meta || w->in_setting) {
        buf_add(&w->note, text);
    } else if (w->paragraph_depth > 0) {
        odf_text_words(w, text);
        odf_margin_words(w, text);
    } else if (w->in_annotation || w->in_changes) {
        buf_add(&w->value, text);
    }
}

const struct xml_handler odf_content_handler = {
    .start = odf_start, .end = odf_end, .text = odf_text};
