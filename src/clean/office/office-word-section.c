/*
 * Headers and footers that no section shows (DOC-221): they go with what refers to them. Which they
 * are is read from the sections as the inspector reads them (inspect/office/ooxml-word-section.c),
 * and only those go in which it finds words.
 */
#include "clean/office/office-word.h"

#include "base/tr.h"
#include "clean/office/office-found.h"

enum kind { EACH_PAGE, FIRST_PAGE, EVEN_PAGE, KINDS };

/* What is read of the sections: the relations at hand, and the parts that are shown. */
struct sections {
    struct office_relation *at_hand[2][KINDS];
    bool *is_shown; /* of each part */
    bool has_any;
};

static enum kind kind_of(struct str type)
{
    return str_eq(type, STR("first"))  ? FIRST_PAGE
           : str_eq(type, STR("even")) ? EVEN_PAGE
                                       : EACH_PAGE;
}

static void take_section(struct office_edit *e, uint32_t section, struct sections *s)
{
    const struct xml_tree *t = &e->tree;
    bool has_title_page = false;

    for (uint32_t i = t->nodes.v[section].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        bool is_footer = xml_tree_is(t, i, "footerReference");

        if (is_footer || xml_tree_is(t, i, "headerReference")) {
            s->at_hand[is_footer][kind_of(xml_tree_value(t, i, "type"))] =
                office_relation(e->o, e->part->name, xml_tree_value(t, i, "id"));
        }
        has_title_page |= xml_tree_is(t, i, "titlePg") && xml_tree_is_on(t, i);
    }
    for (int i = 0; i < 2; i++) {
        for (int kind = 0; kind < KINDS; kind++) {
            const struct office_relation *r = s->at_hand[i][kind];
            bool is_shown = kind == EACH_PAGE ||
                            (kind == FIRST_PAGE ? has_title_page : e->o->word->has_even_pages);

            if (is_shown && r != NULL && r->to != NULL) {
                s->is_shown[r->to - e->o->parts.v] = true;
            }
        }
    }
    s->has_any = true;
}

static void read_sections(struct office *o, struct sections *s)
{
    struct office_edit e;

    if (office_edit_begin(&e, o, office_part(o, o->main))) {
        for (uint32_t i = 1; i < e.tree.nodes.n; i++) {
            if (office_word_is(&e.tree, i, "sectPr") &&
                !xml_tree_is_in(&e.tree, i, "sectPrChange", NULL)) {
                take_section(&e, i, s);
            }
        }
    }
    office_edit_end(&e);
}

/* Whether the inspector finds words in the part that are hidden. */
static bool has_hidden_words(struct office *o, struct str part)
{
    const struct inspect_finding *x;

    for (uint32_t at = 0; office_found_next(o, "DOC-221", &at, &x);) {
        ptrdiff_t mark = str_rfind(x->place, STR(" ¶"));

        if (mark > 0 && str_eq(str_sub(x->place, 0, (size_t)mark), part)) {
            return true;
        }
    }
    return !office_found_is_whole(o, "DOC-221");
}

void office_word_section_plan(struct office *o)
{
    struct sections s = {.is_shown = ARENA_ARRAY(o->arena, o->parts.n + 1, bool)};

    read_sections(o, &s);
    for (uint32_t i = 0; i < o->relations.n && s.has_any; i++) {
        struct office_relation *r = &o->relations.v[i];
        bool is_margin = str_eq(r->type, STR("header")) || str_eq(r->type, STR("footer"));

        if (!is_margin || r->to == NULL || r->is_gone || !str_eq_any_case(r->source, o->main) ||
            s.is_shown[r->to - o->parts.v] || !has_hidden_words(o, r->to->name)) {
            continue;
        }
        if (o->word->hidden == CLEANING_REMOVE) {
            r->is_gone = true;
            cleaning_log(o->c, "DOC-221", r->to->name, 1);
        } else if (o->word->hidden == CLEANING_SHOW) {
            cleaning_kept(o->c, "DOC-221", r->to->name, 1,
                          tr("no page of the text would show it; --hidden remove"));
        }
    }
}
