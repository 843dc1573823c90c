/*
 * The walk of a cleaner through a page that was looked at: glyphs are met by their place, pictures
 * and paths by their boxes; see pdf-hidden.h.
 */
#include "inspect/pdf/pdf-hidden-meet.h"

#include "inspect/pdf/pdf-places.h"
#include "inspect/pdf/pdf-reason.h"

#include <math.h>

void pdf_hidden_rewind(struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        h->glyphs.v[i].is_met = false;
    }
    for (uint32_t i = 0; i < h->pictures.n; i++) {
        h->pictures.v[i].is_met = false;
    }
    h->last_reason = PDF_SHOWN;
}

bool pdf_hidden_meet_glyph(struct pdf_hidden *h, int code_point, float x, float y)
{
    const int columns[2] = {pdf_places_whole(x - PDF_PLACES_NEAR),
                            pdf_places_whole(x + PDF_PLACES_NEAR)};
    const int rows[2] = {pdf_places_whole(y - PDF_PLACES_NEAR),
                         pdf_places_whole(y + PDF_PLACES_NEAR)};
    uint32_t found = 0;

    for (int i = 0; i < 4 && h->table_size > 0; i++) {
        uint32_t at = h->table[pdf_places_slot(h, code_point, columns[i & 1], rows[i >> 1])];

        if ((i & 1 && columns[0] == columns[1]) || (i >> 1 && rows[0] == rows[1])) {
            continue;
        }

        for (; at > 0; at = h->next[at]) {
            const struct pdf_glyph *g = &h->glyphs.v[at - 1];

            if (!g->is_met && g->code_point == code_point && fabsf(g->x - x) < PDF_PLACES_NEAR &&
                fabsf(g->y - y) < PDF_PLACES_NEAR && (found == 0 || at < found)) {
                found = at;
            }
        }
    }
    if (found > 0) {
        struct pdf_glyph *g = &h->glyphs.v[found - 1];

        g->is_met = true;
        h->last_reason = g->is_sliver ? PDF_SHOWN : g->reason;
    }
    return pdf_reason_goes((enum pdf_reason)h->last_reason);
}

bool pdf_hidden_meet_image(struct pdf_hidden *h, int width, int height, fz_rect box)
{
    for (uint32_t i = 0; i < h->pictures.n; i++) {
        struct pdf_picture *p = &h->pictures.v[i];

        if (!p->is_met && p->width == width && p->height == height &&
            fabsf(p->box.x0 - box.x0) + fabsf(p->box.y0 - box.y0) + fabsf(p->box.x1 - box.x1) +
                    fabsf(p->box.y1 - box.y1) <
                4 * PDF_PLACES_NEAR) {
            p->is_met = true;
            return pdf_reason_goes(p->reason);
        }
    }
    return false;
}

bool pdf_hidden_meet_path(const struct pdf_hidden *h, fz_rect box)
{
    for (uint32_t i = 0; i < h->drawings.n; i++) {
        for (uint32_t k = 0; k < h->drawings.v[i].count; k++) {
            const fz_rect *path = &h->paths.v[h->drawings.v[i].first + k];

            if (fabsf(path->x0 - box.x0) + fabsf(path->y0 - box.y0) + fabsf(path->x1 - box.x1) +
                    fabsf(path->y1 - box.y1) <
                4 * PDF_PLACES_NEAR) {
                return true;
            }
        }
    }
    return false;
}
