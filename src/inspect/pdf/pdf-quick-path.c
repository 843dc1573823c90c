/* Paths of the quick run (ISO 32000-1 8.5): built and painted with the library's own. */
#include "inspect/pdf/pdf-quick-path.h"

static fz_path *path_of(struct pdf_quick *q)
{
    if (q->path == NULL) {
        q->path = fz_new_path(q->ctx);
    }
    return q->path;
}

static void fill(struct pdf_quick *q, const struct pdf_quick_state *s, bool even_odd)
{
    fz_fill_path(q->ctx, q->device, q->path, even_odd, s->ctm, s->fill.space, s->fill.value,
                 s->fill.alpha, fz_default_color_params);
}

static void stroke(struct pdf_quick *q, const struct pdf_quick_state *s)
{
    fz_stroke_path(q->ctx, q->device, q->path, &s->line, s->ctm, s->stroke.space, s->stroke.value,
                   s->stroke.alpha, fz_default_color_params);
}

void pdf_quick_path_clip(struct pdf_quick *q, const fz_path *path, bool even_odd)
{
    struct pdf_quick_state *s = pdf_quick_state(q);

    s->clips++;
    fz_clip_path(q->ctx, q->device, path, even_odd, s->ctm, fz_infinite_rect);
}

/* Filled and stroked with a stroke that lets the filling through: the library makes a group. */
bool pdf_quick_is_mixed(const struct pdf_quick_state *s)
{
    return s->stroke.alpha > 0 && s->stroke.alpha < 1;
}

enum { CLOSE = 1, FILL = 2, EVEN_ODD = 4, STROKE = 8 };

static void paint(struct pdf_quick *q, int how)
{
    const struct pdf_quick_state *s = pdf_quick_state(q);
    fz_path *path = path_of(q);

    q->is_strange |= (how & FILL) != 0 && (how & STROKE) != 0 && pdf_quick_is_mixed(s);
    if (!pdf_quick_has_outside(q, 0, 0) || q->is_strange) {
        return;
    }
    if ((how & CLOSE) != 0) {
        fz_closepath(q->ctx, path);
    }
    if ((how & FILL) != 0) {
        fill(q, s, (how & EVEN_ODD) != 0);
    }
    if ((how & STROKE) != 0) {
        stroke(q, s);
    }
    if (q->clips) {
        pdf_quick_path_clip(q, path, q->clips_even_odd);
        q->clips = false;
    }
    fz_drop_path(q->ctx, path);
    q->path = NULL;
}

static bool paint_with(struct pdf_quick *q, uint32_t op)
{
    static const struct {
        uint32_t op;
        int how;
    } ways[] = {
        {PDF_OPERATOR('n', 0, 0), 0},
        {PDF_OPERATOR('f', 0, 0), FILL},
        {PDF_OPERATOR('F', 0, 0), FILL},
        {PDF_OPERATOR('f', '*', 0), FILL | EVEN_ODD},
        {PDF_OPERATOR('S', 0, 0), STROKE},
        {PDF_OPERATOR('s', 0, 0), STROKE | CLOSE},
        {PDF_OPERATOR('B', 0, 0), FILL | STROKE},
        {PDF_OPERATOR('B', '*', 0), FILL | STROKE | EVEN_ODD},
        {PDF_OPERATOR('b', 0, 0), FILL | STROKE | CLOSE},
        {PDF_OPERATOR('b', '*', 0), FILL | STROKE | CLOSE | EVEN_ODD},
    };

    for (size_t i = 0; i < COUNT(ways); i++) {
        if (ways[i].op == op) {
            paint(q, ways[i].how);
            return true;
        }
    }
    return false;
}

bool pdf_quick_path(struct pdf_quick *q, uint32_t op)
{
    const float *n = q->numbers;

    switch (op) {
    case PDF_OPERATOR('m', 0, 0):
        if (pdf_quick_has(q, 2, 0, 0)) {
            fz_moveto(q->ctx, path_of(q), n[0], n[1]);
        }
        return true;
    case PDF_OPERATOR('l', 0, 0):
        if (pdf_quick_has(q, 2, 0, 0)) {
            fz_lineto(q->ctx, path_of(q), n[0], n[1]);
        }
        return true;
    case PDF_OPERATOR('c', 0, 0):
        if (pdf_quick_has(q, 6, 0, 0)) {
            fz_curveto(q->ctx, path_of(q), n[0], n[1], n[2], n[3], n[4], n[5]);
        }
        return true;
    case PDF_OPERATOR('v', 0, 0):
        if (pdf_quick_has(q, 4, 0, 0)) {
            fz_curvetov(q->ctx, path_of(q), n[0], n[1], n[2], n[3]);
        }
        return true;
    case PDF_OPERATOR('y', 0, 0):
        if (pdf_quick_has(q, 4, 0, 0)) {
            fz_curvetoy(q->ctx, path_of(q), n[0], n[1], n[2], n[3]);
        }
        return true;
    case PDF_OPERATOR('h', 0, 0):
        if (pdf_quick_has(q, 0, 0, 0)) {
            fz_closepath(q->ctx, path_of(q));
        }
        return true;
    case PDF_OPERATOR('r', 'e', 0):
        if (pdf_quick_has(q, 4, 0, 0)) {
            fz_rectto(q->ctx, path_of(q), n[0], n[1], n[0] + n[2], n[1] + n[3]);
        }
        return true;
    case PDF_OPERATOR('W', 0, 0):
    case PDF_OPERATOR('W', '*', 0):
        pdf_quick_has(q, 0, 0, 0);
        q->clips = true;
        q->clips_even_odd = op != PDF_OPERATOR('W', 0, 0);
        return true;
    default:
        return paint_with(q, op);
    }
}
