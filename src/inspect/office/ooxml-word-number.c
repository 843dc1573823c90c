/*
 * Lists: words before the numbers of paragraphs ("Article %1") that their level hides (DOC-221).
 * Levels that no paragraph uses are told too: their words are seen as little.
 */
#include "inspect/office/ooxml-word-number.h"

#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"

struct number_walk {
    struct ooxml *o;
    struct str part;
    struct arena arena;
    struct str words; /* of the level at hand, with the signs that stand for numbers */
    bool is_hidden;
};

static enum xml_step number_start(void *user, const struct xml_element *e)
{
    struct number_walk *w = user;

    if (ooxml_is(e->name, "lvl")) {
        w->words = (struct str){};
        w->is_hidden = false;
    } else if (ooxml_is(e->name, "lvlText")) {
        w->words = ooxml_value(&w->arena, e, "val");
    } else if (ooxml_is(e->name, "vanish")) {
        w->is_hidden = xml_is_on(e);
    }
    return XML_ENTER;
}

static void number_end(void *user, const char *name, enum xml_namespace ns)
{
    struct number_walk *w = user;

    if (ooxml_is(name, "lvl") && w->is_hidden && ooxml_has_words(w->words)) {
        found_add(w->o->found, "DOC-221", INSPECT_STRUCTURAL, w->part, w->words);
    }
}

void word_numbers_read(struct ooxml *o)
{
    static const struct xml_handler handler = {.start = number_start, .end = number_end};
    struct number_walk w = {.o = o, .part = ooxml_target_of_type(o, o->main, "numbering")};

    ooxml_walk(o, w.part, &handler, &w);
    arena_done(&w.arena);
}
