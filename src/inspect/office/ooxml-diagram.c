/*
 * Diagrams (SmartArt): the data they are made of, and the shapes that were made of it the last
 * time. Words of the data that stand in no shape are shown by no program until the diagram is made
 * anew: points beyond those the layout has room for, or data that something else than the program
 * wrote.
 */
#include "inspect/office/ooxml-diagram.h"

#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"

enum { MAX_WORDS_BYTES = 256 * 1024, MAX_PARAGRAPH_BYTES = 16 * 1024 };

struct diagram_walk {
    struct ooxml *o;
    struct str part;
    bool in_text;
    struct buf *shown;  /* takes the letters of shapes; of data: NULL */
    struct str letters; /* of all shapes */
    struct buf text;    /* of the paragraph */
};

static enum xml_step diagram_start(void *user, const struct xml_element *e)
{
    struct diagram_walk *w = user;

    w->in_text = ooxml_is(e->name, "t");
    return XML_ENTER;
}

static void diagram_end(void *user, const char *name, enum xml_namespace ns)
{
    struct diagram_walk *w = user;
    struct buf own CLEANUP(buf_done) = {};

    w->in_text = false;
    if (!ooxml_is(name, "p")) {
        return;
    }
    if (w->shown != NULL) {
        ooxml_add_letters(w->shown, buf_str(&w->text));
    } else if (ooxml_has_words(buf_str(&w->text))) {
        buf_init(&own, MAX_PARAGRAPH_BYTES);
        ooxml_add_letters(&own, buf_str(&w->text));
        if (!str_has(w->letters, buf_str(&own))) {
            found_add(w->o->found, "OOX-212", INSPECT_STRUCTURAL, w->part, buf_str(&w->text));
        }
    }
    buf_clear(&w->text);
}

static void diagram_text(void *user, struct str text)
{
    struct diagram_walk *w = user;

    if (w->in_text) {
        buf_add(&w->text, text);
    }
}

static void read_diagram(struct ooxml *o, struct str part, struct buf *shown, struct str letters)
{
    static const struct xml_handler handler = {
        .start = diagram_start, .end = diagram_end, .text = diagram_text};
    struct diagram_walk w = {.o = o, .part = part, .shown = shown, .letters = letters};

    buf_init(&w.text, MAX_PARAGRAPH_BYTES);
    ooxml_walk(o, part, &handler, &w);
    buf_done(&w.text);
}

void ooxml_diagrams_read(struct ooxml *o)
{
    struct buf shown CLEANUP(buf_done);
    bool is_drawn = false;

    buf_init(&shown, MAX_WORDS_BYTES);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        if (str_eq(o->parts.v[i].type, STR("diagramDrawing"))) {
            read_diagram(o, o->parts.v[i].name, &shown, (struct str){});
            is_drawn = true;
        }
    }
    for (uint32_t i = 0; i < o->parts.n && is_drawn && !buf_is_full(&shown); i++) {
        if (str_eq(o->parts.v[i].type, STR("diagramData"))) {
            read_diagram(o, o->parts.v[i].name, NULL, buf_str(&shown));
        }
    }
}
