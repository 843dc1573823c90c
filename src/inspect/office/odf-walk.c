/*
 * The place at hand of a document that is walked through, and what is told of it; see odf-walk.h.
 */
#include "inspect/office/odf-walk.h"

#include "inspect/personal/personal.h"

#include <stdio.h>

struct str odf_walk_place(struct odf_walk *w)
{
    int n;

    if (w->flavour == ODF_SHEET && w->table.name.n > 0) {
        n = snprintf(w->place, sizeof(w->place), "%.*s!R%uC%u",
                     (int)MIN(w->table.name.n, (size_t)ODF_PLACE_BYTES / 2), w->table.name.p,
                     w->table.row, w->table.column);
    } else if (w->slide.n > 0) {
        return w->slide;
    } else {
        n = snprintf(w->place, sizeof(w->place), "%.*s ¶%u",
                     (int)MIN(w->part.n, (size_t)ODF_PLACE_BYTES / 2), w->part.p,
                     MAX(w->paragraph, 1u));
    }
    return (struct str){.p = w->place, .n = (size_t)MAX(n, 0)};
}

void odf_walk_add(struct odf_walk *w, const char *rule, enum inspect_basis basis, struct str reads)
{
    found_add(w->found, rule, basis, odf_walk_place(w), reads);
}

void odf_walk_personal(struct odf_walk *w, struct str words)
{
    personal_scan(w->found, words, (struct str){}, odf_walk_place(w));
}

void odf_walk_mark(struct odf_walk *w, enum odf_mark_kind kind, uint32_t element)
{
    if (w->marks != NULL && element > 0) {
        *VEC_ADD(w->marks->arena, &w->marks->list) =
            (struct odf_mark){.part = w->part, .element = element, .kind = kind};
    }
}

uint32_t odf_walk_element(const struct odf_walk *w)
{
    return w->level > 0 && w->level <= ODF_MAX_LEVEL ? w->elements[w->level - 1] : 0;
}

bool odf_open_is_tiny(const struct odf_open *open, struct str words)
{
    return odf_size_is_tiny(open->latin_size, open->asian_size, open->scale, words);
}
