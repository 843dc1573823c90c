/*
 * word/styles.xml: a table of styles, sorted by id. Chains of w:basedOn are followed MAX_CHAIN
 * steps, so that a ring of styles ends.
 */
#include "read/docx-styles.h"

#include "base/vec.h"

#include <stdlib.h>

enum { MAX_CHAIN = 24, MAX_STYLES = 20000 };

struct style {
    struct str id, name, based_on;
    bool is_default; /* of paragraphs */
    struct docx_paragraph_props paragraph;
    struct docx_run_props run;
};

struct docx_styles {
    VEC(struct style) all; /* by id */
    struct str default_id; /* of paragraphs */
    struct docx_run_props default_run;
    struct docx_paragraph_props default_paragraph;
};

enum place { AT_TOP, IN_DEFAULTS, IN_STYLE };

struct reading {
    struct arena *arena;
    struct docx_styles *styles;
    enum place place;
    bool in_paragraph, in_run; /* inside w:pPr, w:rPr */
};

static struct style *current(struct reading *r)
{
    return &r->styles->all.v[r->styles->all.n - 1];
}

static enum xml_step begin_style(struct reading *r, const struct xml_element *e)
{
    struct str value;

    if (r->styles->all.n >= MAX_STYLES) {
        return XML_SKIP;
    }
    struct style *style = VEC_ADD(r->arena, &r->styles->all);

    style->paragraph = DOCX_PARAGRAPH_PROPS_NONE;
    style->run = DOCX_RUN_PROPS_NONE;
    if (xml_attribute(e, "styleId", &value)) {
        style->id = arena_str(r->arena, value);
    }
    style->is_default = xml_attribute_int(e, "default", 0) == 1 &&
                        xml_attribute(e, "type", &value) && str_eq(value, STR("paragraph"));
    r->place = IN_STYLE;
    return XML_ENTER;
}

static void take_property(struct reading *r, const struct xml_element *e)
{
    bool in_style = r->place == IN_STYLE;
    struct docx_styles *styles = r->styles;

    if (r->in_run && !r->in_paragraph) {
        docx_run_props_take(in_style ? &current(r)->run : &styles->default_run, e, r->arena);
    } else if (r->in_paragraph && !r->in_run) {
        docx_paragraph_props_take(in_style ? &current(r)->paragraph : &styles->default_paragraph, e,
                                  r->arena);
    }
}

static enum xml_step on_start(void *user, const struct xml_element *e)
{
    struct reading *r = user;
    struct str value;

    if (e->ns != XML_WORD) {
        return XML_SKIP;
    }
    if (strcmp(e->name, "style") == 0) {
        return begin_style(r, e);
    }
    if (strcmp(e->name, "docDefaults") == 0) {
        r->place = IN_DEFAULTS;
    } else if (strcmp(e->name, "pPr") == 0) {
        r->in_paragraph = true;
    } else if (strcmp(e->name, "rPr") == 0) {
        r->in_run = true;
    } else if (strcmp(e->name, "tblStylePr") == 0 || strcmp(e->name, "latentStyles") == 0) {
        return XML_SKIP; /* properties of a part of a table, not of the style */
    } else if (r->place == IN_STYLE && strcmp(e->name, "name") == 0) {
        if (xml_attribute(e, "val", &value)) {
            current(r)->name = arena_str(r->arena, value);
        }
    } else if (r->place == IN_STYLE && strcmp(e->name, "basedOn") == 0) {
        if (xml_attribute(e, "val", &value)) {
            current(r)->based_on = arena_str(r->arena, value);
        }
    } else if (r->place != AT_TOP) {
        take_property(r, e);
    }
    return XML_ENTER;
}

static void on_end(void *user, const char *name, enum xml_namespace ns)
{
    struct reading *r = user;

    if (strcmp(name, "style") == 0 || strcmp(name, "docDefaults") == 0) {
        r->place = AT_TOP;
    } else if (strcmp(name, "pPr") == 0) {
        r->in_paragraph = false;
    } else if (strcmp(name, "rPr") == 0) {
        r->in_run = false;
    }
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct style *)a)->id, ((const struct style *)b)->id);
}

struct docx_styles *docx_styles_read(struct arena *a, struct str xml, enum xml_result *ret_result)
{
    static const struct xml_handler handler = {.start = on_start, .end = on_end};
    struct docx_styles *styles = ARENA_NEW(a, struct docx_styles);
    struct reading r = {.arena = a, .styles = styles};

    styles->default_paragraph = DOCX_PARAGRAPH_PROPS_NONE;
    styles->default_run = DOCX_RUN_PROPS_NONE;
    *ret_result = xml.n == 0 ? XML_DONE : xml_walk(xml, &handler, &r);
    if (styles->all.n > 0) {
        qsort(styles->all.v, styles->all.n, sizeof(styles->all.v[0]), by_id);
    }
    for (uint32_t i = 0; i < styles->all.n; i++) {
        if (styles->all.v[i].is_default) {
            styles->default_id = styles->all.v[i].id;
        }
    }
    return styles;
}

static const struct style *find(const struct docx_styles *styles, struct str id)
{
    struct style key = {.id = id};

    if (id.n == 0 || styles->all.n == 0) {
        return NULL;
    }
    return bsearch(&key, styles->all.v, styles->all.n, sizeof(styles->all.v[0]), by_id);
}

struct str docx_style_name(const struct docx_styles *styles, struct str id)
{
    const struct style *style = find(styles, id);

    return style == NULL ? (struct str){} : style->name;
}

static void fill_paragraph(struct docx_paragraph_props *props,
                           const struct docx_paragraph_props *from)
{
    /* A list of a style brings its level along; a level alone does not take the list's away. */
    if (props->list == DOCX_UNSET && from->list != DOCX_UNSET) {
        props->list = from->list;
        if (props->level == DOCX_UNSET) {
            props->level = from->level;
        }
    }
    if (props->outline == DOCX_UNSET) {
        props->outline = from->outline;
    }
    if (props->indent == DOCX_UNSET) {
        props->indent = from->indent;
    }
}

void docx_style_fill_paragraph(const struct docx_styles *styles, struct str id,
                               struct docx_paragraph_props *props)
{
    const struct style *style = find(styles, id.n > 0 ? id : styles->default_id);

    for (int i = 0; i < MAX_CHAIN && style != NULL; i++) {
        fill_paragraph(props, &style->paragraph);
        style = find(styles, style->based_on);
    }
    fill_paragraph(props, &styles->default_paragraph);
}

static void fill_run(struct docx_run_props *props, const struct docx_run_props *from)
{
    if (props->hidden == DOCX_UNSET) {
        props->hidden = from->hidden;
    }
    if (props->half_points == DOCX_UNSET) {
        props->half_points = from->half_points;
    }
}

void docx_style_fill_run(const struct docx_styles *styles, struct str id,
                         struct docx_run_props *props)
{
    const struct style *style = find(styles, id);

    for (int i = 0; i < MAX_CHAIN && style != NULL; i++) {
        fill_run(props, &style->run);
        style = find(styles, style->based_on);
    }
    fill_run(props, &styles->default_run);
}

struct str docx_style_of_list(const struct docx_styles *styles, struct str id)
{
    const struct style *style = find(styles, id);

    for (int i = 0; i < MAX_CHAIN && style != NULL; i++) {
        if (style->paragraph.list != DOCX_UNSET) {
            return style->id;
        }
        style = find(styles, style->based_on);
    }
    return (struct str){};
}

int32_t docx_style_list(const struct docx_styles *styles, struct str id)
{
    const struct style *style = find(styles, id);

    return style == NULL ? DOCX_UNSET : style->paragraph.list;
}
