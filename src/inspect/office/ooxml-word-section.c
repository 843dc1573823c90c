/*
 * Sections: the size of their pages, and which headers and footers they show. A section that names
 * none of a kind shows those of the one before it; those of first pages are shown where a section
 * says so (w:titlePg), those of even pages where the file does (w:evenAndOddHeaders). What no
 * section shows stays in the file, mostly since someone took the check mark away (ECMA-376-1
 * 17.10).
 */
#include "inspect/office/ooxml-word-section.h"

#include "base/utf8.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-word-edge.h"
#include "inspect/office/ooxml-words.h"

enum { MAX_MARGIN_WORDS = 64 * 1024, LEAST_LETTERS = 2, LEAST_DIGITS = 5 };

/* A page as large as any is, for stories that have no sections. */
static const struct word_section any_page = {.width = 23811, .height = 23811};

static const struct word_section default_page = {
    .width = 11906, .height = 16838, .left = 1440, .right = 1440, .top = 1440};

static enum word_margin_kind kind_of(const struct xml_element *e)
{
    struct str type = {};

    xml_attribute(e, "type", &type);
    return str_eq(type, STR("first"))  ? WORD_FIRST_MARGIN
           : str_eq(type, STR("even")) ? WORD_EVEN_MARGIN
                                       : WORD_DEFAULT_MARGIN;
}

static int32_t length_of(const struct xml_element *e, const char *name, int32_t otherwise)
{
    int64_t n = xml_attribute_int(e, name, otherwise);

    return n > -100000 && n < 100000 ? (int32_t)n : otherwise;
}

bool word_section_start(struct word_walk *w, const struct xml_element *e)
{
    struct word_section *s = &w->section;

    if (ooxml_is(e->name, "sectPr")) {
        *s = default_page;
        s->is_open = true;
        return true;
    }
    if (!s->is_open) {
        return false;
    }
    if (ooxml_is(e->name, "headerReference") || ooxml_is(e->name, "footerReference")) {
        struct str id = ooxml_value(w->arena, e, "id");

        w->margins->at_hand[e->name[0] == 'f'][kind_of(e)] = ooxml_target(w->o, w->part, id);
    } else if (ooxml_is(e->name, "titlePg")) {
        s->has_title_page = xml_is_on(e);
    } else if (ooxml_is(e->name, "pgSz")) {
        s->width = length_of(e, "w", s->width);
        s->height = length_of(e, "h", s->height);
    } else if (ooxml_is(e->name, "pgMar")) {
        s->left = length_of(e, "left", s->left);
        s->right = length_of(e, "right", s->right);
        s->top = length_of(e, "top", s->top);
    }
    return true;
}

bool word_section_end(struct word_walk *w, const char *name)
{
    struct word_margins *m = w->margins;

    if (!w->section.is_open) {
        return false;
    }
    if (!ooxml_is(name, "sectPr")) {
        return true;
    }
    for (int i = 0; i < 2; i++) {
        for (int kind = 0; kind < WORD_MARGIN_KINDS; kind++) {
            bool is_shown =
                kind == WORD_DEFAULT_MARGIN ||
                (kind == WORD_FIRST_MARGIN ? w->section.has_title_page : m->has_even_pages);

            if (is_shown && m->at_hand[i][kind].n > 0 &&
                !word_margin_is_shown(m, m->at_hand[i][kind])) {
                *VEC_ADD(w->o->arena, &m->shown) = m->at_hand[i][kind];
            }
        }
    }
    m->has_sections = true;
    w->section.is_open = false;
    word_edge_section(w, &w->section);
    return true;
}

void word_section_done(struct word_walk *w)
{
    word_edge_section(w, &any_page);
}

/* ---- headers and footers ---- */

bool word_margin_is_shown(const struct word_margins *m, struct str part)
{
    for (uint32_t i = 0; i < m->shown.n; i++) {
        if (str_eq_any_case(m->shown.v[i], part)) {
            return true;
        }
    }
    return false;
}

static uint32_t digits_of(struct str text)
{
    uint32_t digits = 0;
    uint32_t cp;

    for (size_t i = 0; i < text.n; digits += cp - '0' < 10u || cp - 0xFF10 < 10u) {
        i += utf8_decode(text, i, &cp);
    }
    return digits;
}

void word_margin_paragraph(struct word_walk *w, struct str text)
{
    struct buf *shown = &w->margins->words;
    struct buf letters CLEANUP(buf_done) = {};

    if (shown->max_bytes == 0) {
        buf_init(shown, MAX_MARGIN_WORDS);
    }
    if (!w->margin_is_unseen) {
        ooxml_add_letters(shown, text);
        buf_add(shown, STR("\n"));
        return;
    }
    buf_init(&letters, MAX_MARGIN_WORDS);
    uint32_t count = ooxml_add_letters(&letters, text);

    /* A number of a page, and the words beside it on other pages, tell nobody anything. */
    if (digits_of(text) >= LEAST_DIGITS ||
        (count >= LEAST_LETTERS && !str_has(buf_str(shown), buf_str(&letters)))) {
        word_walk_add(w, "DOC-221", INSPECT_STRUCTURAL, text);
    }
}

void word_margins_done(struct word_margins *m)
{
    buf_done(&m->words);
}
