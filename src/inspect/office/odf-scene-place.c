/*
 * Where shapes of OpenDocument lie (ODF 1.3 part 3, 19.5 and 20): by attributes of their own,
 * turned and moved by a transform, from the cell, the paragraph or the page they are anchored in.
 */
#include "inspect/office/odf-scene-place.h"

#include "inspect/path-data.h"

#include <math.h>
#include <stdlib.h>

enum {
    PAGE_EMU = 8890000, /* of the text on a page of A4 */
};

/* ---- transforms ---- */

/* What stands in the brackets of "name (…)", or "". */
static struct str arguments_of(struct str transform, struct str name)
{
    ptrdiff_t at = str_find(transform, name, 0);
    ptrdiff_t beg = at < 0 ? -1 : str_find(transform, STR("("), (size_t)at);
    ptrdiff_t end = beg < 0 ? -1 : str_find(transform, STR(")"), (size_t)beg);

    return end < 0 ? (struct str){} : str_trim(str_sub(transform, (size_t)beg + 1, (size_t)end));
}

static double number_of(struct str s)
{
    char digits[32] = {0};

    memcpy(digits, s.p, MIN(s.n, sizeof(digits) - 1));
    return strtod(digits, NULL);
}

/*
 * "rotate (0.5) translate (1cm 2cm)": turned round the origin, then moved. False: something else.
 */
static bool take_transform(struct str t, struct scene_shape *x)
{
    struct str turned = arguments_of(t, STR("rotate"));
    struct str moved = arguments_of(t, STR("translate"));
    size_t middle = 0;
    double left, top;

    while (middle < moved.n && moved.p[middle] != ' ' && moved.p[middle] != ',') {
        middle++;
    }
    struct str second = str_sub(moved, middle, moved.n);

    while (second.n > 0 && (second.p[0] == ' ' || second.p[0] == ',')) {
        second = str_sub(second, 1, second.n);
    }
    if (str_has(t, STR("skew")) || str_has(t, STR("scale")) || str_has(t, STR("matrix")) ||
        !odf_length_of(str_sub(moved, 0, middle), &left) || !odf_length_of(second, &top)) {
        return false;
    }
    double turn = turned.n > 0 ? number_of(turned) : 0;
    /* Angles count against the clock, and down is more: its middle is turned so. */
    double mx = x->width / 2 * cos(turn) + x->height / 2 * sin(turn) + left;
    double my = x->height / 2 * cos(turn) - x->width / 2 * sin(turn) + top;

    x->x = mx - x->width / 2;
    x->y = my - x->height / 2;
    x->turn = -turn * 180 / 3.14159265358979;
    return true;
}

/* ---- boxes ---- */

/* A line lies between two points. */
static bool take_ends(const struct xml_element *e, struct scene_shape *x)
{
    double x1, y1, x2, y2;

    if (!odf_length(e, "x1", &x1) || !odf_length(e, "y1", &y1) || !odf_length(e, "x2", &x2) ||
        !odf_length(e, "y2", &y2)) {
        return false;
    }
    x->x = MIN(x1, x2);
    x->y = MIN(y1, y2);
    x->width = fabs(x2 - x1);
    x->height = fabs(y2 - y1);
    return true;
}

bool odf_scene_box(const struct xml_element *e, struct scene_shape *x)
{
    struct str transform;

    if (take_ends(e, x)) {
        return true;
    }
    if (!odf_length(e, "width", &x->width) || !odf_length(e, "height", &x->height)) {
        return false;
    }
    if (xml_attribute(e, "transform", &transform)) {
        return take_transform(transform, x);
    }
    bool has_left = odf_length(e, "x", &x->x);

    return odf_length(e, "y", &x->y) && has_left;
}

/* ---- freehand ---- */

static void follow_move(void *user, struct path_point to)
{
    ooxml_freehand_move(user, to.x, to.y);
}

static void follow_line(void *user, struct path_point to)
{
    ooxml_freehand_line(user, to.x, to.y);
}

static void follow_curve(void *user, struct path_point from, struct path_point c1,
                         struct path_point c2, struct path_point to)
{
    ooxml_freehand_curve(user, c1.x, c1.y, c2.x, c2.y, to.x, to.y);
}

static void follow_close(void *user)
{
}

static bool is_enough(void *user)
{
    return ((struct ooxml_freehand *)user)->is_lost;
}

/*
 * A path of a custom shape (ODF 1.3 part 3, 19.145) that is written as those of SVG are: nothing is
 * reckoned from the shape's handles, and all of it is filled.
 */
static bool is_plain(struct str path)
{
    for (size_t i = 0; i < path.n; i++) {
        if (strchr("MLCZNS0123456789.-+e \n", path.p[i]) == NULL) {
            return false;
        }
    }
    return true;
}

void odf_scene_freehand(struct odf_walk *w, const struct xml_element *e, struct scene_shape *x)
{
    static const struct path_follower follower = {.move = follow_move,
                                                  .line = follow_line,
                                                  .curve = follow_curve,
                                                  .close = follow_close,
                                                  .is_enough = is_enough};
    struct ooxml_freehand f = {.arena = w->arena};
    struct str view = {}, path = {};
    struct path_point at;
    float box[4] = {};
    size_t n = 0, from = 0;

    xml_attribute(e, "viewBox", &view);
    while (n < COUNT(box) && path_data_number(view, &from, &box[n])) {
        n++;
    }
    /* Programs begin the view at nothing; from elsewhere on it would have to be moved. */
    if (n < COUNT(box) || box[0] != 0 || box[1] != 0) {
        return;
    }
    f.width = box[2];
    f.height = box[3];
    from = 0;
    if (xml_attribute(e, "d", &path) ||
        (xml_attribute(e, "enhanced-path", &path) && is_plain(path))) {
        path_data_follow(path, &follower, &f);
    } else if (xml_attribute(e, "points", &path)) {
        while (!f.is_lost && path_data_number(path, &from, &at.x) &&
               path_data_number(path, &from, &at.y)) {
            ooxml_freehand_line(&f, at.x, at.y);
        }
    }
    (void)ooxml_freehand_end(&f, &x->outline);
}

/* ---- anchors ---- */

uint32_t odf_scene_page(double flow_y)
{
    return SCENE_FRAME_OWN + (uint32_t)MIN(flow_y / PAGE_EMU, 1e6);
}

/* In a text: by the paragraph, or the page. */
static void place_in_text(struct odf_walk *w, const struct xml_element *e,
                          const struct odf_style *style)
{
    struct odf_drawing *d = &w->drawing;
    struct str anchor = {};

    xml_attribute(e, "anchor-type", &anchor);
    d->place.is_inline = str_eq(anchor, STR("as-char"));
    d->place.is_behind = style->is_behind == 1;
    d->place.pushes_text = style->runs_through != 1;
    d->place.level = d->place.is_inline ? -1 : xml_attribute_int(e, "z-index", 0);
    d->place.is_lost =
        style->top == '?' || d->place.is_inline || w->in_margin || str_eq(anchor, STR("frame"));
    if (style->top_from == 'p' || str_eq(anchor, STR("page"))) {
        /* These are held against each other where the page may be the same. */
        int64_t page = xml_attribute_int(e, "anchor-page-number", 0);

        d->place.frame = odf_scene_page(d->flow.y);
        d->place.frame += (uint32_t)MIN(MAX(page, (int64_t)0), (int64_t)1000) * 1000000;
    } else {
        d->place.frame = SCENE_FRAME_FLOW;
        d->place.y = d->flow.y;
    }
}

/* In a sheet: by the cell. */
static void place_in_sheet(struct odf_walk *w, const struct xml_element *e)
{
    const struct odf_table *t = &w->table;
    struct odf_drawing *d = &w->drawing;
    struct str value;

    d->place.level = xml_attribute_int(e, "z-index", 0);
    d->place.is_behind = xml_attribute(e, "table-background", &value) && str_eq(value, STR("true"));
    if (t->in_cell && t->columns_at < t->columns.n) {
        const struct odf_columns *c = &t->columns.v[t->columns_at];
        uint32_t first = t->columns_at > 0 ? t->columns.v[t->columns_at - 1].last : 0;

        d->place.x = c->x + c->width * (t->column - 1 - first);
    }
    d->place.y = t->in_cell ? t->row_y : 0;
}

void odf_scene_place(struct odf_walk *w, const struct xml_element *e, const struct odf_style *style)
{
    struct odf_drawing *d = &w->drawing;

    memset(&d->place, 0, sizeof(d->place));
    d->place.first = d->scene.shapes.n;
    if (w->flavour == ODF_TEXT) {
        place_in_text(w, e, style);
    } else if (w->flavour == ODF_SHEET) {
        place_in_sheet(w, e);
    }
}
