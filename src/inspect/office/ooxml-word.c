/*
 * Word: tracked changes, runs, fields and bookmarks; and all words, with the cells around them, for
 * personal information. One walk over each story (document, headers, notes). Whether a person can
 * read a run is judged in ooxml-word-judge.c.
 */
#include "inspect/office/ooxml-word.h"

#include "inspect/office/ooxml-drawing.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-word-aside.h"
#include "inspect/office/ooxml-word-box.h"
#include "inspect/office/ooxml-word-cell.h"
#include "inspect/office/ooxml-word-edge.h"
#include "inspect/office/ooxml-word-fallback.h"
#include "inspect/office/ooxml-word-field.h"
#include "inspect/office/ooxml-word-float.h"
#include "inspect/office/ooxml-word-judge.h"
#include "inspect/office/ooxml-word-mark.h"
#include "inspect/office/ooxml-word-note.h"
#include "inspect/office/ooxml-word-number.h"
#include "inspect/office/ooxml-word-section.h"
#include "inspect/office/ooxml-word-settings.h"
#include "inspect/personal/personal.h"

enum {
    MAX_CHANGE_BYTES = 4096,
    MAX_PARAGRAPH_BYTES = 1024 * 1024,
    EMU_PER_TWIP = 635,
};

/* ---- paragraphs ---- */

static void start_paragraph(struct word_walk *w)
{
    w->number++;
    w->open_depth++;
    if (w->open_depth <= WORD_MAX_OPEN) {
        *word_paragraph_last(w) =
            (struct word_paragraph){.style = word_style_find(w->styles, w->styles->paragraph),
                                    .number = w->number,
                                    .half_points = -1,
                                    .spacing = word_spacing_nothing};
    }
}

static void end_paragraph(struct word_walk *w)
{
    struct str text = buf_str(&w->text);
    struct word_paragraph *p = word_paragraph_last(w);

    word_judge_end(w);
    word_box_paragraph(w);
    word_field_paragraph(w);
    word_aside_paragraph(w, text);
    if (w->tables.depth > 0) {
        personal_cell(w->o->found, text, (struct str){}, word_walk_place(w), w->tables.v[0].row + 1,
                      w->tables.v[0].column + 1);
    } else {
        personal_line(w->o->found, text, word_walk_place(w));
    }
    if (w->is_margin && text.n > 0) {
        word_mark_margin(w, text);
        word_margin_paragraph(w, text);
    }
    if (w->open_depth == 1) {
        p->words = arena_str(w->arena, str_sub(text, 0, SCENE_FLOW_BYTES));
        word_float_paragraph(w);
        word_edge_paragraph(w);
    }
    w->open_depth -= w->open_depth > 0;
    buf_clear(&w->text);
}

static void take_paragraph_property(struct word_walk *w, const struct xml_element *e)
{
    struct word_paragraph *p = word_paragraph_last(w);
    struct str value = {};

    if (ooxml_is(e->name, "pStyle") && xml_attribute(e, "val", &value)) {
        const struct word_style *style = word_style_find(w->styles, value);

        p->style = style != NULL ? style : p->style;
    } else if (ooxml_is(e->name, "shd")) {
        p->ground = word_shading(&w->styles->theme, e);
    } else if (ooxml_is(e->name, "ind")) {
        int64_t twips = xml_attribute_int(e, "left", xml_attribute_int(e, "start", 0)) +
                        xml_attribute_int(e, "firstLine", 0);

        p->indent = (double)MIN(MAX(twips, (int64_t)0), (int64_t)10000) * EMU_PER_TWIP;
        word_indents(e, &p->left, &p->right);
    } else if (ooxml_is(e->name, "framePr")) {
        word_spot_take(&p->frame, e);
    } else if (ooxml_is(e->name, "jc") && xml_attribute(e, "val", &value)) {
        p->align = str_eq(value, STR("center")) ? 'c' : str_eq(value, STR("right")) ? 'r' : 'l';
    } else {
        word_spacing_take(&p->spacing, e);
    }
}

/* ---- changes ---- */

static bool is_change(const char *name)
{
    return ooxml_is(name, "ins") || ooxml_is(name, "del") || ooxml_is(name, "moveFrom") ||
           ooxml_is(name, "moveTo");
}

/* Changes without text of their own: of properties, of cells. */
static bool is_quiet_change(const char *name)
{
    size_t n = strlen(name);

    return (n > 6 && strcmp(name + n - 6, "Change") == 0) || ooxml_is(name, "cellIns") ||
           ooxml_is(name, "cellDel") || ooxml_is(name, "cellMerge");
}

static enum xml_step start_change(struct word_walk *w, const struct xml_element *e)
{
    struct str author = ooxml_value(w->arena, e, "author");

    if (is_quiet_change(e->name)) {
        word_walk_add(w, "DOC-220", INSPECT_STRUCTURAL, author);
        return XML_SKIP;
    }
    if (w->in_run_properties || w->in_paragraph_properties) {
        word_walk_add(w, "DOC-220", INSPECT_STRUCTURAL, author); /* of a paragraph mark or a row */
        return XML_ENTER;
    }
    if (w->change_depth++ == 0) {
        w->change_author = author;
        buf_clear(&w->change);
    }
    return XML_ENTER;
}

static void end_change(struct word_walk *w)
{
    if (w->change_depth > 0 && --w->change_depth == 0) {
        struct str words = str_sub(buf_str(&w->change), 0, MAX_CHANGE_BYTES / 4);

        word_walk_add(w, "DOC-220", INSPECT_STRUCTURAL,
                      words.n == 0 ? w->change_author
                                   : arena_printf(w->arena, "%.*s: %.*s", STR_ARG(w->change_author),
                                                  STR_ARG(words)));
    }
}

/* ---- runs ---- */

/* w14:textFill: the fill of the letters themselves. */
static void take_text_fill(struct word_walk *w, const struct xml_element *e)
{
    enum { NEARLY_ALL = 97 };
    struct ooxml_colour *c = w->text_is_blended ? &w->text_blend.stop : &w->text_fill;

    if (ooxml_is(e->name, "noFill")) {
        w->text_fill.paint = OOXML_CLEAR;
    } else if (ooxml_is(e->name, "gradFill")) {
        w->text_is_blended = true;
        w->text_blend = (struct ooxml_blend){};
    } else if (w->text_is_blended) {
        ooxml_blend_take(&w->text_blend, &w->styles->theme, e);
    } else {
        ooxml_colour_take(&w->text_fill, &w->styles->theme, e);
    }
    /* Here alpha says how much is seen through, not how much is painted. */
    if (ooxml_is(e->name, "alpha") && c->opacity >= NEARLY_ALL) {
        c->paint = OOXML_CLEAR;
    }
}

/* w14:textOutline. */
static void take_text_line(struct word_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "solidFill") || ooxml_is(e->name, "gradFill")) {
        w->has_text_line = true;
        w->text_line = (struct ooxml_colour){.paint = OOXML_UNKNOWN};
    } else if (w->has_text_line) {
        ooxml_colour_take(&w->text_line, &w->styles->theme, e);
    }
}

/* What is seen of letters with an outline is the outline, unless it has their colour. */
static void lay_text_line(const struct word_walk *w, struct word_look *look)
{
    bool is_one_colour = w->text_line.paint == OOXML_SOLID;

    if (w->has_text_line && is_one_colour && look->text.paint == OOXML_CLEAR) {
        look->text = w->text_line;
    } else if (w->has_text_line) {
        look->has_effect |= !is_one_colour || look->text.paint != OOXML_SOLID ||
                            !ooxml_is_near(look->text.rgb, w->text_line.rgb);
    }
    if (look->text.paint == OOXML_CLEAR && look->has_effect) {
        look->text.paint = OOXML_UNKNOWN;
    }
}

static void take_run_property(struct word_walk *w, const struct xml_element *e)
{
    struct str value;

    if (w->in_text_fill) {
        take_text_fill(w, e);
    } else if (w->in_text_line) {
        take_text_line(w, e);
    } else if (ooxml_is(e->name, "textFill")) {
        w->in_text_fill = true;
        w->text_is_blended = false;
        w->text_fill = (struct ooxml_colour){};
    } else if (ooxml_is(e->name, "textOutline")) {
        w->in_text_line = true;
    } else if (ooxml_is(e->name, "rStyle") && xml_attribute(e, "val", &value)) {
        w->run_style = word_style_find(w->styles, value);
    } else if (e->ns == XML_WORD) {
        word_look_take(&w->run, &w->styles->theme, e);
    }
}

static void end_text_fill(struct word_walk *w)
{
    w->in_text_fill = false;
    if (w->text_is_blended) {
        w->text_fill = ooxml_blend_end(&w->text_blend);
    }
    if (w->text_fill.paint != OOXML_UNSAID) {
        w->run.text = w->text_fill;
    }
}

static void start_run(struct word_walk *w)
{
    w->in_run = true;
    w->has_text_line = false;
    w->run = word_look_nothing;
    w->run_style = NULL;
    buf_clear(&w->run_text);
}

static void end_run(struct word_walk *w)
{
    struct word_paragraph *p = word_paragraph_last(w);
    struct str text = buf_str(&w->run_text);

    lay_text_line(w, &w->run);
    if (text.n > 0) {
        struct word_look look = word_judge_look(w);

        p->half_points = MAX(p->half_points, look.half_points);
        if (look.hidden != 1) {
            word_judge_end(w);
        }
        word_judge_run(w, &look, text);
    }
    w->in_run = false;
    buf_clear(&w->run_text);
}

/* ---- the walk ---- */

/* Runs of equations have properties as those of words. */
static void start_math(struct word_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "r")) {
        start_run(w);
    } else if (ooxml_is(e->name, "t") && w->in_run) {
        w->in_text = SHOWN_TEXT;
    }
}

static void start_structure(struct word_walk *w, const struct xml_element *e)
{
    struct str value;

    if (ooxml_is(e->name, "txbxContent")) {
        const struct scene_shape *shape = scene_last(&w->scene);

        if (w->drawing.is_open && shape != NULL) {
            w->box = shape->fill;
            w->box_is_unseen =
                w->drawing.is_unseen || w->drawing.part_is_unseen || w->drawing.unseen_groups > 0;
            word_box_start(w, shape);
        }
        w->box_depth++;
    } else if (ooxml_is(e->name, "bookmarkStart")) {
        word_mark_bookmark(w, e);
    } else if (ooxml_is(e->name, "docPr")) {
        ooxml_check_alternative(w->o->found, e, word_walk_place(w));
        if (ooxml_is_on(e, "hidden")) {
            word_walk_add(w, "PPT-264", INSPECT_STRUCTURAL, ooxml_value(w->arena, e, "name"));
        }
    } else if (ooxml_is(e->name, "textpath") && xml_attribute(e, "string", &value)) {
        word_mark_margin(w, value);
    } else if (ooxml_is(e->name, "background") && w->page.paint == OOXML_AUTO &&
               xml_attribute(e, "color", &value)) {
        w->page.paint = ooxml_rgb(value, &w->page.rgb) ? OOXML_SOLID : OOXML_UNKNOWN;
    } else if (ooxml_is(e->name, "control") || ooxml_is(e->name, "altChunk")) {
        word_walk_add(w, ooxml_is(e->name, "control") ? "OOX-208" : "DOC-226", INSPECT_STRUCTURAL,
                      (struct str){});
    } else if (ooxml_is(e->name, "body") && w->page.paint == OOXML_AUTO) {
        w->page = (struct ooxml_colour){.paint = OOXML_SOLID, .rgb = OOXML_WHITE};
    } else if (ooxml_may_crop(e)) {
        ooxml_check_crop(w->o->found, e, word_walk_place(w));
    }
}

static void start_text(struct word_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "t") || ooxml_is(e->name, "delText")) {
        w->in_text = word_field_is_in_code(w) ? CODE_TEXT
                     : ooxml_is(e->name, "t") ? SHOWN_TEXT
                                              : DELETED_TEXT;
    } else if (ooxml_is(e->name, "instrText") || ooxml_is(e->name, "delInstrText")) {
        w->in_text = CODE_TEXT;
    } else if (ooxml_is(e->name, "fldSimple") || ooxml_is(e->name, "fldChar")) {
        word_field_start(w, e);
    } else if ((ooxml_is(e->name, "tab") || ooxml_is(e->name, "br") || ooxml_is(e->name, "cr")) &&
               w->in_run) {
        buf_add(&w->text, STR(" "));
        if (e->name[0] != 't') {
            word_box_break(w);
        }
    } else {
        word_aside_start(w, e);
    }
}

static enum xml_step word_start(void *user, const struct xml_element *e)
{
    struct word_walk *w = user;

    if (word_fallback_start(w, e)) {
        return XML_ENTER;
    }
    if (e->ns == XML_WORD && (is_change(e->name) || is_quiet_change(e->name))) {
        return start_change(w, e);
    }
    if (w->in_run_properties) {
        take_run_property(w, e);
        return XML_ENTER;
    }
    if (e->ns == XML_WORD && word_section_start(w, e)) {
        return XML_ENTER;
    }
    word_float_start(w, e);
    if (e->ns == XML_WORD && (e->name[0] == 'f' || e->name[0] == 'e')) {
        word_note_start(w, e);
    }
    if (e->ns == XML_MATH) {
        start_math(w, e);
        return XML_ENTER;
    }
    if (e->ns != XML_WORD) {
        start_structure(w, e);
        return XML_ENTER;
    }
    if (ooxml_is(e->name, "p")) {
        start_paragraph(w);
    } else if (ooxml_is(e->name, "r")) {
        start_run(w);
    } else if (ooxml_is(e->name, "rPr")) {
        w->in_run_properties = true;
        if (w->in_paragraph_properties) {
            w->run = word_look_nothing; /* of the mark, which nobody reads */
        }
    } else if (ooxml_is(e->name, "pPr") || ooxml_is(e->name, "trPr")) {
        w->in_paragraph_properties = true;
    } else if (w->in_run) {
        start_text(w, e);
        start_structure(w, e);
    } else {
        if (ooxml_is(e->name, "tbl") && w->tables.depth == 0) {
            personal_end(w->o->found);
        }
        word_table_start(&w->tables, w->styles, e,
                         w->in_paragraph_properties && !ooxml_is(e->name, "cnfStyle"));
        word_cell_start(w, e);
        if (w->in_paragraph_properties) {
            take_paragraph_property(w, e);
        } else {
            start_text(w, e);
            start_structure(w, e);
        }
    }
    return XML_ENTER;
}

static void end_of_word(struct word_walk *w, const char *name)
{
    if (ooxml_is(name, "r")) {
        end_run(w);
    } else if (ooxml_is(name, "rPr")) {
        w->in_run_properties = false;
    } else if (ooxml_is(name, "pPr") || ooxml_is(name, "trPr")) {
        w->in_paragraph_properties = false;
    } else if (ooxml_is(name, "p")) {
        end_paragraph(w);
    } else if (ooxml_is(name, "txbxContent")) {
        w->box_depth -= w->box_depth > 0;
        word_box_end(w);
        w->box_is_unseen = w->box_is_unseen && w->box_depth > 0;
        w->in_run = true; /* the run that holds the box goes on */
    } else if (ooxml_is(name, "footnote") || ooxml_is(name, "endnote")) {
        word_note_end(w, name);
    } else if (ooxml_is(name, "sdtPr")) {
        word_aside_control(w);
    } else {
        word_table_end(&w->tables, name);
        word_cell_end(w, name);
        if (ooxml_is(name, "tbl") && w->tables.depth == 0) {
            personal_end(w->o->found);
        }
    }
}

static void word_end(void *user, const char *name, enum xml_namespace ns)
{
    struct word_walk *w = user;

    if (word_fallback_end(w, name, ns)) {
        return;
    }
    w->in_text = NO_TEXT;
    if (ns == XML_WORD && word_section_end(w, name)) {
        return;
    }
    if (is_change(name) && ns == XML_WORD) {
        if (!w->in_run_properties && !w->in_paragraph_properties) {
            end_change(w);
        }
        return;
    }
    if (w->in_text_fill && ooxml_is(name, "textFill")) {
        end_text_fill(w);
    } else if (w->in_text_line && ooxml_is(name, "textOutline")) {
        w->in_text_line = false;
    }
    if (ns == XML_WORD) {
        end_of_word(w, name);
    } else if (ns == XML_MATH && ooxml_is(name, "r")) {
        end_run(w);
    }
    word_float_end(w, name);
}

static void word_text(void *user, struct str text)
{
    struct word_walk *w = user;

    if (word_fallback_text(w, text)) {
        return;
    }
    word_float_text(w, text);
    if (w->in_text == CODE_TEXT) {
        buf_add(&w->code, text);
    } else if (w->in_text != NO_TEXT) {
        buf_add(&w->text, text);
        buf_add(w->in_text == SHOWN_TEXT ? &w->run_text : &w->change, text);
        if (w->in_text == SHOWN_TEXT && w->change_depth > 0) {
            buf_add(&w->change, text);
        }
        for (size_t i = 0; i < text.n; i++) {
            unsigned char c = (unsigned char)text.p[i];

            word_paragraph_last(w)->half_ems += c < 0x80 ? 1 : (c & 0xC0) != 0x80 ? 2 : 0;
        }
    }
}

/* ---- the file ---- */

/* What all stories of a file share. */
struct word_file {
    struct word_styles styles;
    struct word_notes notes;
    struct word_margins margins;
    struct word_settings settings;
};

static bool read_story(struct ooxml *o, struct word_file *file, struct str name, bool is_margin,
                       bool is_unseen)
{
    static const struct xml_handler handler = {
        .start = word_start, .end = word_end, .text = word_text};
    struct arena arena CLEANUP(arena_done) = {};
    struct word_walk *w = ARENA_NEW(&arena, struct word_walk);
    struct buf *buffers[] = {&w->text, &w->run_text, &w->hidden, &w->change, &w->code};

    w->o = o;
    w->part = name;
    w->arena = &arena;
    w->styles = &file->styles;
    w->notes = &file->notes;
    w->margins = &file->margins;
    w->is_margin = is_margin;
    w->margin_is_unseen = is_unseen;
    w->is_form = file->settings.is_form;
    w->page = (struct ooxml_colour){.paint = OOXML_SOLID, .rgb = OOXML_WHITE};
    if (file->settings.page_is_painted) {
        w->page.paint = OOXML_AUTO; /* until the document says its colour */
    }
    for (size_t i = 0; i < COUNT(buffers); i++) {
        buf_init(buffers[i], i < 2 ? MAX_PARAGRAPH_BYTES : MAX_CHANGE_BYTES);
    }
    scene_init(&w->scene, o, name, &file->styles.theme, &arena);
    w->scene.default_size = 1050;
    bool is_whole = ooxml_walk(o, name, &handler, w);

    word_aside_story(w);
    personal_end(o->found);
    word_section_done(w);
    word_float_judge(w);
    scene_done(&w->scene);
    word_fallback_done(w);
    for (size_t i = 0; i < COUNT(buffers); i++) {
        buf_done(buffers[i]);
    }
    return is_whole;
}

static bool is_margin(const struct ooxml_part *part)
{
    return str_eq(part->type, STR("header")) || str_eq(part->type, STR("footer")) ||
           (part->type.n == 0 && ooxml_ends(part->name, ".xml") &&
            (ooxml_starts(part->name, "word/header") || ooxml_starts(part->name, "word/footer")));
}

static bool is_story(const struct ooxml *o, const struct ooxml_part *part)
{
    return str_eq(part->name, o->main) || is_margin(part) || str_eq(part->type, STR("footnotes")) ||
           str_eq(part->type, STR("endnotes")) ||
           (part->type.n == 0 && ooxml_ends(part->name, ".xml") &&
            (ooxml_starts(part->name, "word/footnotes") ||
             ooxml_starts(part->name, "word/endnotes")));
}

bool ooxml_word_has(const struct ooxml *o, const struct ooxml_part *part)
{
    return o->flavour == OOXML_WORD &&
           (is_story(o, part) || str_eq(part->type, STR("settings")) ||
            str_eq(part->type, STR("styles")) || str_eq(part->type, STR("stylesWithEffects")) ||
            str_eq(part->type, STR("webSettings")));
}

/* Whether the text could show this header or footer, and does not. */
static bool is_unseen_margin(const struct ooxml *o, const struct word_file *file,
                             const struct ooxml_part *part)
{
    if (!file->margins.has_sections || word_margin_is_shown(&file->margins, part->name)) {
        return false;
    }
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct ooxml_relation *r = &o->relations.v[i];

        if (!r->is_external && str_eq(r->source, o->main) &&
            str_eq_any_case(r->target, part->name)) {
            return true;
        }
    }
    return false;
}

/* The text and its notes, then headers and footers: what is seen of them comes first. */
static void read_stories(struct ooxml *o, struct word_file *file)
{
    /* The text says which notes and margins are seen. */
    bool is_whole =
        read_story(o, file, o->main, false, false) && o->found->state == INSPECT_INSPECTED;

    if (is_whole) {
        word_note_known(&file->notes);
    }
    for (int unseen = 0; unseen < 2; unseen++) {
        for (uint32_t i = 0; i < o->parts.n; i++) {
            const struct ooxml_part *part = &o->parts.v[i];

            /* What has no relation is told as such, and read all the same. */
            if (is_story(o, part) && !str_eq(part->name, o->main) &&
                (is_whole && is_margin(part) && is_unseen_margin(o, file, part)) == unseen) {
                read_story(o, file, part->name, is_margin(part), unseen);
            }
        }
    }
}

void ooxml_word_inspect(struct ooxml *o)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct word_file file = {.styles.theme = ooxml_theme_default()};

    word_settings_read(o, &file.styles.theme, &file.settings);
    word_styles_read(o, &arena, &file.styles);
    file.margins.has_even_pages = file.settings.has_even_pages;
    word_numbers_read(o);
    read_stories(o, &file);
    word_margins_done(&file.margins);
}
