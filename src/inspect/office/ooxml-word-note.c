/*
 * Notes that nothing in the text refers to: Word keeps them in the file and shows them nowhere. The
 * references are gathered while the text is read, which comes before the notes.
 */
#include "inspect/office/ooxml-word-note.h"

#include "inspect/office/ooxml-value.h"

#include <stdlib.h>

enum { MAX_NOTES = 100000 };

static int by_value(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;

    return (*x > *y) - (*x < *y);
}

void word_note_known(struct word_notes *notes)
{
    if (notes->feet.n > 0) {
        qsort(notes->feet.v, notes->feet.n, sizeof(notes->feet.v[0]), by_value);
    }
    if (notes->ends.n > 0) {
        qsort(notes->ends.v, notes->ends.n, sizeof(notes->ends.v[0]), by_value);
    }
    notes->is_known = notes->feet.n < MAX_NOTES && notes->ends.n < MAX_NOTES;
}

static bool is_referred_to(const struct word_notes *notes, bool is_foot, int64_t id)
{
    const int64_t *v = is_foot ? notes->feet.v : notes->ends.v;
    size_t n = is_foot ? notes->feet.n : notes->ends.n;

    return n > 0 && bsearch(&id, v, n, sizeof(*v), by_value) != NULL;
}

void word_note_start(struct word_walk *w, const struct xml_element *e)
{
    struct word_notes *notes = w->notes;
    struct str type = {};

    if (ooxml_is(e->name, "footnoteReference") && notes->feet.n < MAX_NOTES) {
        *VEC_ADD(w->o->arena, &notes->feet) = xml_attribute_int(e, "id", 0);
    } else if (ooxml_is(e->name, "endnoteReference") && notes->ends.n < MAX_NOTES) {
        *VEC_ADD(w->o->arena, &notes->ends) = xml_attribute_int(e, "id", 0);
    } else if (ooxml_is(e->name, "footnote") || ooxml_is(e->name, "endnote")) {
        /* Separators have a type of their own and no reference. */
        bool is_own = xml_attribute(e, "type", &type) && !str_eq(type, STR("normal"));

        w->note_is_unseen =
            notes->is_known && !is_own &&
            !is_referred_to(notes, e->name[0] == 'f', xml_attribute_int(e, "id", 0));
    }
}

void word_note_end(struct word_walk *w, const char *name)
{
    if (ooxml_is(name, "footnote") || ooxml_is(name, "endnote")) {
        w->note_is_unseen = false;
    }
}
