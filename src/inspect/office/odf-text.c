/*
 * Words of OpenDocument and how they look: styles of what is open lie over each other, and the
 * colour of letters is held against what is painted nearest under them. Words of shapes and cells
 * are judged with those (odf-scene.c, odf-table.c).
 */
#include "inspect/office/odf-text.h"

#include "inspect/office/odf-scene-judge.h"
#include "inspect/office/odf-scene.h"
#include "inspect/office/odf-table.h"
#include "inspect/office/ooxml-field.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"

enum {
    TINY_LINE = 200, /* hundredths of a point */
    FLAT_ROW = 2 * ODF_EMU_PER_POINT,
    LEAST_OPACITY = 5,
};

/* ---- what is open ---- */

/*
 * The family of the element's style; "" = it has none of its own; NULL: it says nothing of
 * letters.
 */
static const char *family_of(const struct odf_walk *w, const char *name)
{
    static const struct {
        const char *name, *family;
        bool in_sheets;
    } families[] = {{"p", "paragraph", true},
                    {"h", "paragraph", true},
                    {"span", "text", true},
                    {"section", "", true},
                    {"note", "", true},
                    {"table", "table", false},
                    {"table-row", "table-row", false},
                    {"table-cell", "table-cell", false}};

    for (size_t i = 0; i < COUNT(families); i++) {
        if (ooxml_is(name, families[i].name)) {
            return families[i].in_sheets || w->flavour != ODF_SHEET ? families[i].family : NULL;
        }
    }
    return odf_scene_is_shape(name) ? "graphic" : NULL;
}

static struct odf_open *innermost(struct odf_walk *w)
{
    return w->depth > 0 && w->depth <= ODF_MAX_OPEN ? &w->open[w->depth - 1] : NULL;
}

static void lay(struct odf_open *under, const struct odf_style *style, bool is_letters)
{
    under->text = style->text.paint != OOXML_UNSAID ? style->text : under->text;
    under->mark = style->mark.paint != OOXML_UNSAID ? style->mark : under->mark;
    under->ground = style->ground.paint > OOXML_CLEAR ? style->ground : under->ground;
    under->latin_size = style->latin_size > 0 ? style->latin_size : under->latin_size;
    under->asian_size = style->asian_size > 0 ? style->asian_size : under->asian_size;
    under->scale = style->scale > 0 ? style->scale : under->scale;
    under->line_height = style->line_height != 0 ? style->line_height : under->line_height;
    if (style->hidden >= 0) {
        under->is_hidden = style->hidden == 1;
    }
    under->has_run |= is_letters && (style->text.paint != OOXML_UNSAID || style->latin_size > 0);
}

/* A shape begins anew what is painted; what lies under it is the scene's to judge. */
static void lay_shape(struct odf_walk *w, struct odf_open *next, const struct xml_element *e)
{
    const struct odf_style *style = odf_style_of(&w->styles, "graphic", e);
    struct str of_words = {};

    xml_attribute(e, "text-style-name", &of_words);
    *next = (struct odf_open){.is_hidden = next->is_hidden, .is_shut = next->is_shut};
    lay(next, style, false);
    lay(next, odf_style_find(&w->styles, "paragraph", of_words), false);
    next->ground = (struct ooxml_colour){};
}

static void push(struct odf_walk *w, const struct xml_element *e, const char *family)
{
    struct odf_open *outer = innermost(w);
    struct odf_open next = outer != NULL ? *outer : (struct odf_open){};
    struct str value;

    if (ooxml_is(e->name, "note")) {
        next = (struct odf_open){.is_hidden = next.is_hidden, .is_shut = next.is_shut};
    } else if (ooxml_is(family, "graphic")) {
        lay_shape(w, &next, e);
    } else if (family[0] != '\0') {
        const struct odf_style *style = odf_style_of(&w->styles, family, e);

        lay(&next, style, ooxml_is(family, "text"));
        next.is_flat |=
            ooxml_is(family, "table-row") && style->extent >= 0 && style->extent <= FLAT_ROW;
    } else if (xml_attribute(e, "display", &value) && !str_eq(value, STR("true"))) {
        next.is_shut = true;
    }
    if (w->depth < ODF_MAX_OPEN) {
        w->open[w->depth] = next;
    }
    w->depth++;
}

/* ---- judging ---- */

static bool is_lost(const struct odf_walk *w, const struct odf_open *open, bool *ret_by_page)
{
    struct ooxml_colour ground = open->mark.paint > OOXML_CLEAR ? open->mark : open->ground;

    *ret_by_page = ground.paint <= OOXML_CLEAR;
    if (open->text.paint != OOXML_SOLID) {
        /* A black mark is drawn to hide: some programs then choose white, others do not. */
        *ret_by_page = true;
        return open->text.paint <= OOXML_AUTO && open->mark.paint == OOXML_SOLID &&
               ooxml_is_dark(open->mark.rgb);
    }
    if (*ret_by_page) {
        ground.paint = w->styles.page_is_painted ? OOXML_UNKNOWN : OOXML_SOLID;
        ground.rgb = OOXML_WHITE;
    }
    return open->text.opacity <= LEAST_OPACITY ||
           (ground.paint == OOXML_SOLID && ooxml_is_near(ground.rgb, open->text.rgb));
}

/* Words that are shown: can they be read? */
static void judge_words(struct odf_walk *w, struct str words, const struct odf_open *open)
{
    bool by_page;
    bool lost = is_lost(w, open, &by_page);
    bool tiny = odf_open_is_tiny(open, words) || open->is_flat ||
                (open->line_height > 0 && open->line_height <= TINY_LINE);

    if (ooxml_is_blank(words) || (!lost && !tiny)) {
        return;
    }
    if (!tiny && by_page && open->text.paint == OOXML_SOLID && open->text.opacity > LEAST_OPACITY &&
        w->flavour == ODF_TEXT) {
        odf_scene_faint(w, words);
        return;
    }
    odf_walk_add(w, "DOC-222", tiny || by_page ? INSPECT_HEURISTIC : INSPECT_STRUCTURAL, words);
    odf_walk_mark(w, ODF_MARK_WORDS, odf_walk_element(w));
}

static void end_hidden(struct odf_walk *w)
{
    if (str_trim(buf_str(&w->hidden)).n > 0) {
        odf_walk_add(w, "DOC-221", INSPECT_STRUCTURAL, buf_str(&w->hidden));
    }
    buf_clear(&w->hidden);
}

/* Paragraphs stand in paragraphs, by notes and shapes; the words of each are told by themselves. */
static void start_paragraph(struct odf_walk *w)
{
    w->paragraph++;
    if (w->paragraph_depth < ODF_MAX_PARAGRAPHS) {
        w->paragraphs[w->paragraph_depth] = w->text.n;
    }
    w->paragraph_depth++;
}

static void end_paragraph(struct odf_walk *w)
{
    if (w->paragraph_depth == 0 || --w->paragraph_depth >= ODF_MAX_PARAGRAPHS) {
        return;
    }
    size_t beg = MIN(w->paragraphs[w->paragraph_depth], w->text.n);
    struct str text = str_sub(buf_str(&w->text), beg, w->text.n);

    end_hidden(w);
    if (w->in_annotation || w->in_notes || w->in_deletion || w->in_prompt) {
        buf_add(&w->note, text);
        buf_add(&w->note, STR(" "));
    }
    if (w->table.in_cell && !odf_scene_has_words(w) && !w->in_annotation) {
        buf_add(&w->value, text);
    } else if (text.n > 0) {
        odf_walk_personal(w, text);
    }
    odf_scene_paragraph(w, text);
    w->text.n = beg;
}

/* ---- fields ---- */

static void take_field(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_open *open = innermost(w);
    struct str value = {};

    if (ooxml_is(e->name, "hidden-text") && xml_attribute(e, "string-value", &value)) {
        odf_walk_add(w, "DOC-221", INSPECT_STRUCTURAL, value);
    } else if (ooxml_is(e->name, "hidden-paragraph") && ooxml_is_on(e, "is-hidden")) {
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
    } else if (ooxml_is(e->name, "param") && xml_attribute(e, "value", &value) &&
               ooxml_field_of(value) == OOXML_FIELD_OUTSIDE) {
        odf_walk_add(w, "DOC-223", INSPECT_STRUCTURAL, value);
    } else if (ooxml_is(e->name, "s") || ooxml_is(e->name, "tab")) {
        buf_add(&w->text, STR(" "));
    }
}

/* ---- the walk ---- */

void odf_text_start(struct odf_walk *w, const struct xml_element *e)
{
    const char *family = family_of(w, e->name);
    struct str value;

    if (ooxml_is(e->name, "p") || ooxml_is(e->name, "h")) {
        start_paragraph(w);
    }
    w->table_depth += w->flavour != ODF_SHEET && ooxml_is(e->name, "table");
    if (family == NULL) {
        take_field(w, e);
        return;
    }
    push(w, e, family);
    if (ooxml_is(family, "graphic") && xml_attribute(e, "display", &value) &&
        str_eq(value, STR("none"))) {
        odf_walk_add(w, "PPT-264", INSPECT_STRUCTURAL, ooxml_value(w->arena, e, "name"));
    }
}

void odf_text_end(struct odf_walk *w, const char *name)
{
    if (ooxml_is(name, "p") || ooxml_is(name, "h")) {
        end_paragraph(w);
    }
    w->table_depth -= w->flavour != ODF_SHEET && w->table_depth > 0 && ooxml_is(name, "table");
    if (family_of(w, name) != NULL) {
        w->depth -= w->depth > 0;
    }
}

void odf_text_words(struct odf_walk *w, struct str text)
{
    static const struct odf_open none;
    const struct odf_open *open =
        w->depth == 0 ? &none : &w->open[MIN(w->depth, (uint32_t)ODF_MAX_OPEN) - 1];

    buf_add(&w->text, text);
    if (open->is_hidden || open->is_shut) {
        buf_add(&w->hidden, text);
    } else if (w->in_notes || w->in_annotation || w->in_changes || w->in_prompt) {
        return;
    } else if (odf_scene_has_words(w)) {
        odf_scene_words(w, text, open);
    } else if (w->table.in_cell) {
        odf_table_words(w, text, open);
    } else {
        judge_words(w, text, open);
        odf_scene_words(w, text, open);
    }
}
