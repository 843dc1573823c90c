/*
 * The XML of an OpenDocument file: properties, settings, styles, text, tables and slides in one walk.
 * A style says whether its text is shown and in which colours; styles come before what they are for,
 * but for those a style is based on, so each is looked up when it is used.
 */
#include "base/buf.h"
#include "inspect/local-path.h"
#include "inspect/office/odf.h"
#include "inspect/office/odf-scene.h"
#include "inspect/office/odf-style.h"
#include "inspect/personal/personal.h"

enum {
    MAX_TEXT_BYTES = 256 * 1024,
    MAX_OPEN = 64,
    MAX_COLUMNS = 16384,
    HEAD_COLUMNS = 64,
    HEAD_BYTES = 96,
};

/* An open element that text belongs to. */
struct open {
    struct ooxml_colour text, ground;
    bool is_hidden; /* by a style; a style within may show it again */
    bool is_shut;   /* by a section or a condition: nothing within is shown */
};

struct odf_walk {
    struct found *found;
    struct arena *arena;
    enum odf_flavour flavour;
    struct str part, slide;
    struct odf_styles styles;
    struct odf_scene *scene; /* of slides */

    struct open open[MAX_OPEN];
    uint32_t depth;
    uint32_t paragraph;
    int paragraph_depth; /* open p and h */
    struct buf text, hidden, value, note;
    bool in_meta, in_annotation, in_notes, in_deletion, in_changes, in_setting;
    struct str who; /* of a comment or change */
    struct str setting;

    /* sheets */
    struct str sheet;
    bool sheet_is_hidden, row_is_hidden, in_cell;
    uint32_t row, column, repeat, column_at;
    uint8_t *hidden_columns; /* MAX_COLUMNS + 1 */
    uint32_t values, hidden_values, column_values;
    struct str cell_style;
    struct str sample, hidden_sample, column_sample;
    bool slide_is_hidden;
    char heads[HEAD_COLUMNS][HEAD_BYTES];
    uint8_t head_bytes[HEAD_COLUMNS];
};

struct odf_walk *odf_walk_open(struct found *f, struct arena *a, enum odf_flavour flavour)
{
    struct odf_walk *w = ARENA_NEW(a, struct odf_walk);

    w->found = f;
    w->arena = a;
    w->flavour = flavour;
    odf_styles_init(&w->styles, a);
    w->scene = odf_scene_new(a);
    w->hidden_columns = ARENA_ARRAY(a, MAX_COLUMNS + 2, uint8_t);
    buf_init(&w->text, MAX_TEXT_BYTES);
    buf_init(&w->hidden, MAX_TEXT_BYTES);
    buf_init(&w->value, MAX_TEXT_BYTES);
    buf_init(&w->note, MAX_TEXT_BYTES);
    return w;
}

void odf_walk_part(struct odf_walk *w, struct str part)
{
    w->part = part;
    w->depth = 0;
    w->paragraph = 0;
}

void odf_walk_close(struct odf_walk *w)
{
    odf_styles_done(&w->styles);
    buf_done(&w->text);
    buf_done(&w->hidden);
    buf_done(&w->value);
    buf_done(&w->note);
}

/* ---- findings ---- */

static struct str place(struct odf_walk *w)
{
    if (w->flavour == ODF_SHEET && w->sheet.n > 0) {
        return arena_printf(w->arena, "%.*s!R%uC%u", STR_ARG(w->sheet), w->row, w->column);
    }
    if (w->slide.n > 0) {
        return w->slide;
    }
    return arena_printf(w->arena, "%.*s ¶%u", STR_ARG(w->part), MAX(w->paragraph, 1u));
}

static void add(struct odf_walk *w, const char *rule, struct str reads)
{
    found_add(w->found, rule, INSPECT_STRUCTURAL, place(w), reads);
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

static void take_link(struct odf_walk *w, const struct xml_element *e)
{
    static const char *const fetched[] = {
        "section-source",       "table-source", "cell-range-source", "floating-frame",
        "dde-connection-decl",  "object",       "object-ole",        "plugin",
        "database-source-query"};
    struct str href = {};

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

/* ---- text ---- */

static void push(struct odf_walk *w, struct odf_style style)
{
    struct open *outer = w->depth > 0 && w->depth <= MAX_OPEN ? &w->open[w->depth - 1] : NULL;
    struct open next = outer != NULL ? *outer : (struct open){};

    next.text = style.text.paint != OOXML_UNSAID ? style.text : next.text;
    next.ground = style.ground.paint > OOXML_CLEAR ? style.ground : next.ground;
    next.is_hidden = style.hidden < 0 ? next.is_hidden : style.hidden == 1;
    if (w->depth < MAX_OPEN) {
        w->open[w->depth] = next;
    }
    w->depth++;
}

static void pop(struct odf_walk *w)
{
    w->depth -= w->depth > 0;
}

static const struct open *innermost(const struct odf_walk *w)
{
    static const struct open none;

    return w->depth == 0 ? &none : &w->open[MIN(w->depth, (uint32_t)MAX_OPEN) - 1];
}

static void end_hidden(struct odf_walk *w)
{
    if (str_trim(buf_str(&w->hidden)).n > 0) {
        add(w, "DOC-221", buf_str(&w->hidden));
    }
    buf_clear(&w->hidden);
}

/* Words that are shown: in a colour that can be read? */
static void judge_words(struct odf_walk *w, struct str words)
{
    const struct open *open = innermost(w);
    struct ooxml_colour ground = open->ground;

    if (str_trim(words).n == 0 || open->text.paint != OOXML_SOLID || w->in_cell) {
        return;
    }
    if (ground.paint <= OOXML_CLEAR) {
        if (w->flavour == ODF_SLIDE) {
            return; /* what lies under a shape is not known */
        }
        ground = (struct ooxml_colour){.paint = OOXML_SOLID, .rgb = OOXML_WHITE};
    }
    if (ground.paint == OOXML_SOLID && ooxml_is_near(ground.rgb, open->text.rgb)) {
        add(w, w->flavour == ODF_SLIDE ? "PPT-264" : "DOC-222", words);
    }
}

static void end_paragraph(struct odf_walk *w)
{
    struct str text = buf_str(&w->text);

    end_hidden(w);
    if (w->in_annotation || w->in_notes || w->in_deletion) {
        buf_add(&w->note, text);
        buf_add(&w->note, STR(" "));
    }
    if (w->in_cell) {
        buf_add(&w->value, text);
    } else if (text.n > 0) {
        personal_scan(w->found, text, (struct str){}, place(w));
    }
    buf_clear(&w->text);
}

static void start_text(struct odf_walk *w, const struct xml_element *e)
{
    struct str value = {};

    if (ooxml_is(e->name, "p") || ooxml_is(e->name, "h")) {
        w->paragraph++;
        if (w->paragraph_depth++ == 0) {
            buf_clear(&w->text);
        }
        push(w, odf_style_find(&w->styles, "paragraph", ooxml_value(w->arena, e, "style-name")));
    } else if (ooxml_is(e->name, "span")) {
        push(w, odf_style_find(&w->styles, "text", ooxml_value(w->arena, e, "style-name")));
    } else if (ooxml_is(e->name, "section")) {
        push(w, (struct odf_style){.hidden = -1});
        if (w->depth <= MAX_OPEN && xml_attribute(e, "display", &value) &&
            !str_eq(value, STR("true"))) {
            w->open[w->depth - 1].is_shut = true;
        }
    } else if (w->flavour != ODF_SHEET &&
               (ooxml_is(e->name, "table") || ooxml_is(e->name, "table-row") ||
                ooxml_is(e->name, "table-cell"))) {
        push(w, odf_style_find(&w->styles, e->name, ooxml_value(w->arena, e, "style-name")));
    } else if (ooxml_is(e->name, "hidden-text") && xml_attribute(e, "string-value", &value)) {
        add(w, "DOC-221", value);
    } else if (ooxml_is(e->name, "hidden-paragraph") && ooxml_is_on(e, "is-hidden")) {
        struct open *open = w->depth > 0 && w->depth <= MAX_OPEN ? &w->open[w->depth - 1] : NULL;

        if (open != NULL) {
            open->is_shut = true;
        }
    } else if (ooxml_is(e->name, "user-field-decl") || ooxml_is(e->name, "variable-set")) {
        if (xml_attribute(e, "string-value", &value) && value.n > 0) {
            found_add(w->found, "DOC-223", INSPECT_STRUCTURAL,
                      arena_printf(w->arena, "%.*s %.*s", STR_ARG(w->part),
                                   STR_ARG(ooxml_value(w->arena, e, "name"))),
                      value);
        }
    } else if (ooxml_is(e->name, "frame") || ooxml_is(e->name, "custom-shape") ||
               ooxml_is(e->name, "rect")) {
        push(w, odf_style_find(&w->styles, "graphic", ooxml_value(w->arena, e, "style-name")));
        if (xml_attribute(e, "display", &value) && str_eq(value, STR("none"))) {
            add(w, "PPT-264", ooxml_value(w->arena, e, "name"));
        }
    } else if (ooxml_is(e->name, "s") || ooxml_is(e->name, "tab")) {
        buf_add(&w->text, STR(" "));
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

/* ---- sheets ---- */

static bool is_collapsed(const struct xml_element *e)
{
    struct str value;

    return xml_attribute(e, "visibility", &value) &&
           (str_eq(value, STR("collapse")) || str_eq(value, STR("filter")));
}

static void start_table(struct odf_walk *w, const struct xml_element *e)
{
    w->sheet = ooxml_value(w->arena, e, "name");
    w->sheet_is_hidden =
        odf_style_find(&w->styles, "table", ooxml_value(w->arena, e, "style-name")).hidden == 1;
    w->row = w->values = w->hidden_values = w->column_values = w->column_at = 0;
    w->sample = w->hidden_sample = w->column_sample = (struct str){};
    memset(w->hidden_columns, 0, MAX_COLUMNS + 2);
    memset(w->head_bytes, 0, sizeof(w->head_bytes));
}

static void end_table(struct odf_walk *w)
{
    struct found *f = w->found;

    if (w->sheet_is_hidden) {
        found_add_many(f, "XLS-240", INSPECT_STRUCTURAL, w->sheet, w->sample, w->values);
    }
    found_add_many(f, "XLS-241", INSPECT_STRUCTURAL,
                   arena_printf(w->arena, "%.*s R", STR_ARG(w->sheet)), w->hidden_sample,
                   w->hidden_values);
    found_add_many(f, "XLS-241", INSPECT_STRUCTURAL,
                   arena_printf(w->arena, "%.*s C", STR_ARG(w->sheet)), w->column_sample,
                   w->column_values);
    w->sheet = (struct str){};
}

static void start_sheet(struct odf_walk *w, const struct xml_element *e)
{
    int64_t repeat = 1;

    if (ooxml_is(e->name, "table")) {
        start_table(w, e);
    } else if (ooxml_is(e->name, "table-column")) {
        repeat = MIN(MAX(xml_attribute_int(e, "number-columns-repeated", 1), (int64_t)1),
                     (int64_t)MAX_COLUMNS);
        for (int64_t i = 0; i < repeat && w->column_at < MAX_COLUMNS; i++) {
            w->hidden_columns[++w->column_at] = is_collapsed(e);
        }
    } else if (ooxml_is(e->name, "table-row")) {
        repeat =
            MIN(MAX(xml_attribute_int(e, "number-rows-repeated", 1), (int64_t)1), (int64_t)1048576);
        w->row += w->repeat == 0 ? 1 : w->repeat;
        w->repeat = (uint32_t)repeat;
        w->column = 0;
        w->row_is_hidden = is_collapsed(e);
    } else if (ooxml_is(e->name, "table-cell") || ooxml_is(e->name, "covered-table-cell")) {
        w->column = MIN(w->column + 1, (uint32_t)MAX_COLUMNS);
        w->in_cell = true;
        w->cell_style = ooxml_value(w->arena, e, "style-name");
        w->column_at =
            (uint32_t)MIN(MAX(xml_attribute_int(e, "number-columns-repeated", 1), (int64_t)1),
                          (int64_t)MAX_COLUMNS);
        buf_clear(&w->value);
    } else if (ooxml_is(e->name, "scenario")) {
        add(w, "XLS-248", ooxml_value(w->arena, e, "comment"));
    }
}

static void judge_cell(struct odf_walk *w, struct str text)
{
    struct odf_style style = odf_style_find(&w->styles, "table-cell", w->cell_style);
    uint32_t rgb = style.text.paint == OOXML_SOLID ? style.text.rgb : OOXML_BLACK;
    uint32_t ground = style.ground.paint == OOXML_SOLID ? style.ground.rgb : OOXML_WHITE;

    if (style.ground.paint != OOXML_UNKNOWN && style.text.paint == OOXML_SOLID &&
        ooxml_is_near(rgb, ground)) {
        add(w, "XLS-243", text);
    }
}

static void end_cell(struct odf_walk *w)
{
    struct str text = buf_str(&w->value);
    struct str head = {};

    w->in_cell = false;
    if (str_trim(text).n > 0) {
        struct str sample = w->values++ == 0 || w->row_is_hidden || w->hidden_columns[w->column]
                                ? arena_str(w->arena, str_sub(text, 0, 200))
                                : (struct str){};

        w->sample = w->sample.n == 0 ? sample : w->sample;
        if (w->row_is_hidden && w->hidden_values++ == 0) {
            w->hidden_sample = sample;
        } else if (!w->row_is_hidden && w->hidden_columns[w->column] && w->column_values++ == 0) {
            w->column_sample = sample;
        }
        if (w->column <= HEAD_COLUMNS) {
            head = (struct str){.p = w->heads[w->column - 1], .n = w->head_bytes[w->column - 1]};
            if (head.n == 0 && text.n < HEAD_BYTES) {
                memcpy(w->heads[w->column - 1], text.p, text.n);
                w->head_bytes[w->column - 1] = (uint8_t)text.n;
            }
        }
        judge_cell(w, text);
        personal_scan(w->found, text, head, place(w));
    }
    w->column = MIN(w->column + w->column_at - 1, (uint32_t)MAX_COLUMNS);
}

/* ---- slides ---- */

static void start_shape(struct odf_walk *w, const struct xml_element *e)
{
    struct str name = ooxml_value(w->arena, e, "style-name");
    struct odf_style style = odf_style_find(&w->styles, "graphic", name);

    if (style.ground.paint == OOXML_UNSAID) {
        style = odf_style_find(&w->styles, "presentation", name);
    }
    odf_scene_start(w->scene, e, &style);
}

/* The end of an element of a slide; with the slide, what is hidden on it is told. */
static void end_shape(struct odf_walk *w, const char *name)
{
    uint32_t at = 0;
    struct str words;

    odf_scene_end(w->scene, name);
    while (ooxml_is(name, "page") && odf_scene_hidden(w->scene, &at, &words)) {
        add(w, "PPT-263", words);
    }
}

/* ---- the walk ---- */

static enum xml_step odf_start(void *user, const struct xml_element *e)
{
    struct odf_walk *w = user;

    if (ooxml_is(e->name, "binary-data")) {
        return XML_SKIP;
    }
    if (ooxml_is(e->name, "style")) {
        odf_style_start(&w->styles, e);
        return XML_ENTER;
    }
    if (w->styles.open >= 0) {
        odf_style_take(&w->styles, e);
        return XML_ENTER;
    }
    if (ooxml_is(e->name, "meta")) {
        w->in_meta = true;
    } else if (ooxml_is(e->name, "config-item")) {
        w->in_setting = true;
        w->setting = ooxml_value(w->arena, e, "name");
    } else if (ooxml_is(e->name, "page")) {
        w->slide = ooxml_value(w->arena, e, "name");
        if (odf_style_find(&w->styles, "drawing-page", ooxml_value(w->arena, e, "style-name"))
                .hidden == 1) {
            add(w, "PPT-260", (struct str){});
        }
        odf_scene_page(w->scene);
    }
    if (w->in_meta || w->in_setting || ooxml_is(e->name, "creator")) {
        buf_clear(w->in_meta || w->in_setting ? &w->note : &w->value);
    }
    start_note(w, e);
    start_text(w, e);
    if (w->flavour == ODF_SHEET) {
        start_sheet(w, e);
    } else if (w->flavour == ODF_SLIDE) {
        start_shape(w, e);
    }
    take_link(w, e);
    return XML_ENTER;
}

static void odf_end(void *user, const char *name, enum xml_namespace ns)
{
    struct odf_walk *w = user;

    if (ooxml_is(name, "style")) {
        w->styles.open = -1;
        return;
    }
    if (w->styles.open >= 0) {
        return;
    }
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
    } else if (ooxml_is(name, "p") || ooxml_is(name, "h")) {
        if (--w->paragraph_depth <= 0) {
            end_paragraph(w);
            w->paragraph_depth = 0;
        }
        pop(w);
    } else if (w->flavour != ODF_SHEET && (ooxml_is(name, "table") || ooxml_is(name, "table-row") ||
                                           ooxml_is(name, "table-cell"))) {
        pop(w);
    } else if (ooxml_is(name, "span") || ooxml_is(name, "section") || ooxml_is(name, "frame") ||
               ooxml_is(name, "custom-shape") || ooxml_is(name, "rect")) {
        pop(w);
    } else if (w->flavour == ODF_SHEET &&
               (ooxml_is(name, "table-cell") || ooxml_is(name, "covered-table-cell"))) {
        end_cell(w);
    } else if (w->flavour == ODF_SHEET && ooxml_is(name, "table")) {
        end_table(w);
    }
    if (w->flavour == ODF_SLIDE) {
        end_shape(w, name);
    }
    end_note(w, name);
}

static void odf_text(void *user, struct str text)
{
    struct odf_walk *w = user;

    if (w->in_meta || w->in_setting) {
        buf_add(&w->note, text);
    } else if (w->paragraph_depth > 0) {
        buf_add(&w->text, text);
        if (w->flavour == ODF_SLIDE && !w->in_notes && !w->in_annotation) {
            odf_scene_words(w->scene, text);
        }
        if (innermost(w)->is_hidden || innermost(w)->is_shut) {
            buf_add(&w->hidden, text);
        } else {
            judge_words(w, text);
        }
    } else if (w->in_annotation || w->in_changes) {
        buf_add(&w->value, text);
    }
}

const struct xml_handler odf_walk_handler = {.start = odf_start, .end = odf_end, .text = odf_text};
