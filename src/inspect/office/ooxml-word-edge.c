/*
 * Words off the page: paragraphs whose indents, and frames and tables whose places, lead to where
 * no paper is. How large the page is stands at the end of its section, behind its words: runs that
 * may lie off it are kept until then. All lengths are 20ths of a point.
 */
#include "inspect/office/ooxml-word-edge.h"

enum {
    NEAR_EDGE = -1000, /* an indent to the left that a margin has room for */
    FAR_EDGE = 6000,   /* one to the right that some page may end before */
    DEFAULT_HALF_POINTS = 21,
};

/* Whether a paragraph indented so lies left or right of the page, all of it. */
static bool is_indented_off(const struct word_off_page *x, const struct word_section *page)
{
    int64_t left = (int64_t)page->left + x->left;
    int64_t right = (int64_t)page->width - page->right - x->right;

    return left >= page->width || (left < 0 && (right <= 0 || left + x->width <= 0));
}

/*
 * One edge of a box along one side of the page: `at` from the page's edge, so long; 0 = not known.
 */
static bool is_beyond(int64_t at, int32_t length, int32_t page)
{
    return at >= page || (length > 0 && at + length <= 0);
}

static bool is_placed_off(const struct word_spot *spot, const struct word_section *page)
{
    int64_t x = (int64_t)spot->x + (spot->x_from == 'p' ? 0 : page->left);
    int64_t y = (int64_t)spot->y + (spot->y_from == 'm' ? page->top : 0);

    if (is_beyond(x, spot->width, page->width)) {
        return true;
    }
    /* How far down the text is that it is placed from is not known. */
    return spot->y_from == 't' ? spot->y <= -page->height || spot->y >= page->height
                               : is_beyond(y, spot->height, page->height);
}

/* The frame of the paragraph, or the outermost table that says where it lies. */
static const struct word_spot *spot_of(const struct word_walk *w, const struct word_paragraph *p)
{
    for (uint32_t i = 0; i < MIN(w->tables.depth, (uint32_t)WORD_MAX_TABLES); i++) {
        if (w->tables.v[i].spot.is_said) {
            return &w->tables.v[i].spot;
        }
    }
    return p->frame.is_said && w->tables.depth == 0 ? &p->frame : NULL;
}

void word_edge_run(struct word_walk *w, struct str text)
{
    const struct word_paragraph *p = word_paragraph_last(w);
    const struct word_spot *spot = w->box_depth > 0 ? NULL : spot_of(w, p);
    int32_t left = p->left != 0 || p->style == NULL ? p->left : p->style->whole.left;
    int32_t right = p->right != 0 || p->style == NULL ? p->right : p->style->whole.right;
    bool is_indented = w->tables.depth == 0 && (left < NEAR_EDGE || left > FAR_EDGE);

    if (w->box_depth > 0 || (spot == NULL && !is_indented) || w->off_page.n >= WORD_MAX_OFF_PAGE) {
        return;
    }
    *VEC_ADD(w->arena, &w->off_page) = (struct word_off_page){
        .spot = spot == NULL ? (struct word_spot){} : *spot,
        .place = word_walk_place(w),
        .words = arena_str(w->arena, str_sub(text, 0, 240)),
        .left = left,
        .right = right,
        .width = p->align == 0 || p->align == 'l' ? 0 : INT32_MAX,
    };
}

void word_edge_paragraph(struct word_walk *w)
{
    const struct word_paragraph *p = word_paragraph_last(w);
    int64_t half_em = MAX((int)p->half_points, DEFAULT_HALF_POINTS) * 5;
    int32_t width = (int32_t)MIN(p->half_ems * half_em, (int64_t)INT32_MAX);

    for (uint32_t i = w->off_page.n; i > 0 && w->off_page.v[i - 1].width == 0; i--) {
        w->off_page.v[i - 1].width = MAX(width, 1);
    }
}

void word_edge_section(struct word_walk *w, const struct word_section *page)
{
    for (uint32_t i = 0; i < w->off_page.n; i++) {
        const struct word_off_page *x = &w->off_page.v[i];

        if (x->spot.is_said ? is_placed_off(&x->spot, page) : is_indented_off(x, page)) {
            found_add(w->o->found, "DOC-222", INSPECT_HEURISTIC, x->place, x->words);
        }
    }
    w->off_page.n = 0;
}
