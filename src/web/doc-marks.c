/*
 * The text of a document with its duties marked; see doc-marks.h.
 *
 * All places where a mark begins or ends are sorted; between two of them the text is one piece. The
 * duties that cover a piece are kept while sweeping: few at a time, so the whole is n log n.
 */
#include "web/doc-marks.h"

#include <stdlib.h>

struct span {
    uint32_t beg, end;
    const struct duty *duty;
};

struct spans {
    struct span *v;
    uint32_t n, room;
};
struct places {
    uint32_t *v;
    uint32_t n, room;
};

static int compare_spans(const void *va, const void *vb)
{
    const struct span *a = va;
    const struct span *b = vb;

    if (a->beg != b->beg) {
        return a->beg < b->beg ? -1 : 1;
    }
    return a->end == b->end ? 0 : a->end > b->end ? -1 : 1;
}

static int compare_places(const void *va, const void *vb)
{
    uint32_t a = *(const uint32_t *)va;
    uint32_t b = *(const uint32_t *)vb;

    return a < b ? -1 : a > b;
}

/* The shortest of the duties that are open at `place`; those that ended are taken out. */
static const struct duty *innermost(struct spans *open, uint32_t place)
{
    const struct span *best = NULL;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < open->n; i++) {
        if (open->v[i].end > place) {
            open->v[kept++] = open->v[i];
        }
    }
    open->n = kept;
    for (uint32_t i = 0; i < open->n; i++) {
        if (best == NULL || open->v[i].end - open->v[i].beg <= best->end - best->beg) {
            best = &open->v[i];
        }
    }
    return best == NULL ? NULL : best->duty;
}

static void collect(struct arena *a, size_t bytes, int64_t document, const struct duty_list *duties,
                    struct spans *spans, struct places *places)
{
    for (uint32_t i = 0; i < duties->n; i++) {
        const struct duty *d = &duties->v[i];

        if (d->document != document || d->beg >= d->end || d->end > bytes) {
            continue;
        }
        *VEC_ADD(a, spans) = (struct span){d->beg, d->end, d};
        *VEC_ADD(a, places) = d->beg;
        *VEC_ADD(a, places) = d->end;
    }
    *VEC_ADD(a, places) = 0;
    *VEC_ADD(a, places) = (uint32_t)bytes;
}

void doc_marks_fill(struct arena *a, struct view *v, struct str text, int64_t document,
                    const struct duty_list *duties, uint32_t at)
{
    struct spans spans = {};
    struct spans open = {};
    struct places places = {};
    uint32_t next = 0;

    collect(a, text.n, document, duties, &spans, &places);
    if (at < text.n) {
        *VEC_ADD(a, &places) = at;
    }
    if (spans.n > 1) {
        qsort(spans.v, spans.n, sizeof(spans.v[0]), compare_spans);
    }
    qsort(places.v, places.n, sizeof(places.v[0]), compare_places);
    for (uint32_t i = 0; i + 1 < places.n; i++) {
        uint32_t beg = places.v[i];

        if (beg == places.v[i + 1]) {
            continue;
        }
        struct view *piece = view_add(v, "pieces");

        for (; next < spans.n && spans.v[next].beg <= beg; next++) {
            *VEC_ADD(a, &open) = spans.v[next];
            view_int(view_add(piece, "starts"), "starting", spans.v[next].duty->id);
        }
        const struct duty *duty = innermost(&open, beg);

        view_str(piece, "text", str_sub(text, beg, places.v[i + 1]));
        view_int(piece, "duty", duty == NULL ? 0 : duty->id);
        view_str(piece, "modality_word", duty == NULL ? (struct str){} : duty->modality);
        view_flag(piece, "is_at", beg == at);
    }
}
