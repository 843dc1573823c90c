/* Whether a picture shows writing under a cover. */
#ifndef INSPECT_PDF_WRITING_H
#define INSPECT_PDF_WRITING_H

#include "base/arena.h"
#include "base/vec.h"

#include <mupdf/fitz.h>

/* Of a pixel, 0 to 255. */
static inline int pdf_writing_brightness(const fz_pixmap *p, int x, int y)
{
    const unsigned char *at =
        p->samples + (ptrdiff_t)(y - p->y) * p->stride + (ptrdiff_t)(x - p->x) * p->n;

    return (at[0] * 2 + at[1] * 5 + at[2]) / 8;
}

/*
 * Whether there is writing in the part, under a cover that is even itself. A picture that was
 * blackened itself, and has a box laid over that once more, has edges near its rim only.
 */
bool pdf_writing_is_in(const fz_pixmap *below, fz_rect part);

/* A cover that is not even: it has another form than its box, or something is drawn on it. */
struct pdf_cover {
    fz_rect part;
    uint8_t rgb[3];
    bool is_picture; /* of any colours; it covers all of the part */
};

/* Whether the cover is seen at this pixel, in its colour. */
bool pdf_writing_is_cover(const fz_pixmap *seen, const struct pdf_cover *cover, int x, int y);

/* Share of the part that is seen in the colour of the cover, 0 to 1. */
float pdf_writing_cover_share(const fz_pixmap *seen, const struct pdf_cover *cover);

/*
 * Whether writing is lost under the cover: dark strokes on paper that are not seen because the page
 * has the colour of the cover there. Asked more strictly than above: below a label or an ornament
 * lies many a photograph.
 */
bool pdf_writing_is_lost(const fz_pixmap *seen, const fz_pixmap *below,
                         const struct pdf_cover *cover);

struct pdf_writing_areas {
    VEC(fz_rect) boxes;
};

/*
 * Where the page has the colour of the cover and something else is below: boxes row by row, which
 * lie over each other, up to a bound. Memory of the arena.
 */
void pdf_writing_find(struct arena *a, const fz_pixmap *seen, const fz_pixmap *below,
                      const struct pdf_cover *cover, struct pdf_writing_areas *areas);

#endif
