/* Shapes of SVG as polygons (SVG 1.1 chapters 7 to 9); see svg-shape.h. */
#include "inspect/svg/svg-shape.h"

#include "inspect/path-data.h"
#include "inspect/svg/svg-style.h"

#include <math.h>

enum { CURVE_STEPS = 8, ROUND_POINTS = 24 };

#define PI 3.14159265f

/* ---- matrices ---- */

struct svg_point svg_moved(struct svg_matrix m, float x, float y)
{
    return (struct svg_point){m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f};
}

struct svg_matrix svg_matrix_joined(struct svg_matrix o, struct svg_matrix i)
{
    return (struct svg_matrix){.a = o.a * i.a + o.c * i.b,
                               .b = o.b * i.a + o.d * i.b,
                               .c = o.a * i.c + o.c * i.d,
                               .d = o.b * i.c + o.d * i.d,
                               .e = o.a * i.e + o.c * i.f + o.e,
                               .f = o.b * i.e + o.d * i.f + o.f};
}

float svg_scale(struct svg_matrix m)
{
    return sqrtf(fabsf(m.a * m.d - m.b * m.c));
}

/* One function of the list: "rotate", with its numbers. */
static struct svg_matrix function_of(struct str name, const float *v, int n)
{
    struct svg_matrix m = {.a = 1, .d = 1};

    if (str_eq(name, STR("matrix")) && n >= 6) {
        return (struct svg_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    }
    if (str_eq(name, STR("translate")) && n >= 1) {
        m.e = v[0];
        m.f = n >= 2 ? v[1] : 0;
    } else if (str_eq(name, STR("scale")) && n >= 1) {
        m.a = v[0];
        m.d = n >= 2 ? v[1] : v[0];
    } else if (str_eq(name, STR("rotate")) && n >= 1) {
        float sine = sinf(v[0] * PI / 180);
        float cosine = cosf(v[0] * PI / 180);

        m = (struct svg_matrix){.a = cosine, .b = sine, .c = -sine, .d = cosine};
        if (n >= 3) {
            m.e = v[1] - cosine * v[1] + sine * v[2];
            m.f = v[2] - sine * v[1] - cosine * v[2];
        }
    } else if (str_eq(name, STR("skewX")) && n >= 1) {
        m.c = tanf(v[0] * PI / 180);
    } else if (str_eq(name, STR("skewY")) && n >= 1) {
        m.b = tanf(v[0] * PI / 180);
    }
    return m;
}

struct svg_matrix svg_matrix_of(struct str transform, struct svg_matrix before)
{
    for (size_t at = 0; at < transform.n;) {
        const char *open = memchr(transform.p + at, '(', transform.n - at);
        const char *close =
            open == NULL ? NULL : memchr(open, ')', (size_t)(transform.p + transform.n - open));
        float values[6];
        size_t from = 0;
        int n = 0;

        if (close == NULL) {
            break;
        }
        struct str name = str_sub(transform, at, (size_t)(open - transform.p));
        struct str list = {.p = open + 1, .n = (size_t)(close - open - 1)};

        while (name.n > 0 && (name.p[0] == ',' || name.p[0] == ' ' || name.p[0] == '\n')) {
            name = str_sub(name, 1, name.n);
        }
        while (n < 6 && path_data_number(list, &from, &values[n])) {
            n++;
        }
        before = svg_matrix_joined(before, function_of(str_trim(name), values, n));
        at = (size_t)(close - transform.p) + 1;
    }
    return before;
}

/* ---- areas being made ---- */

struct maker {
    struct arena *arena;
    struct svg_matrix m;
    const struct svg_box *view; /* of percentages */
    VEC(struct svg_point) points;
    VEC(uint32_t) ends;
    bool is_too_large;
};

static void add_point(struct maker *k, float x, float y)
{
    if (k->points.n >= SVG_MAX_POINTS || !isfinite(x) || !isfinite(y)) {
        k->is_too_large = true;
        return;
    }
    *VEC_ADD(k->arena, &k->points) = svg_moved(k->m, x, y);
}

static void end_contour(struct maker *k)
{
    uint32_t beg = k->ends.n == 0 ? 0 : k->ends.v[k->ends.n - 1];

    if (k->points.n > beg) {
        *VEC_ADD(k->arena, &k->ends) = k->points.n;
    }
}

static bool is_rect(const struct svg_area *area)
{
    const struct svg_point *p = area->points;
    uint32_t n = area->point_count;

    if (area->contours != 1 || (n != 4 && n != 5) ||
        (n == 5 && (p[4].x != p[0].x || p[4].y != p[0].y))) {
        return false;
    }
    for (uint32_t i = 0; i < 4; i++) {
        const struct svg_point *q = &p[(i + 1) % 4];
        float dx = fabsf(p[i].x - q->x);
        float dy = fabsf(p[i].y - q->y);

        if (MIN(dx, dy) > 0.01f * MAX(dx, dy) + 0.01f) {
            return false;
        }
    }
    return true;
}

static bool finish(struct maker *k, struct svg_area *ret)
{
    end_contour(k);
    if (k->is_too_large || k->points.n < 3) {
        return false;
    }
    struct svg_area area = {.points = k->points.v,
                            .ends = k->ends.v,
                            .point_count = k->points.n,
                            .contours = k->ends.n,
                            .box = {INFINITY, INFINITY, -INFINITY, -INFINITY}};

    for (uint32_t i = 0; i < area.point_count; i++) {
        area.box.x0 = fminf(area.box.x0, area.points[i].x);
        area.box.y0 = fminf(area.box.y0, area.points[i].y);
        area.box.x1 = fmaxf(area.box.x1, area.points[i].x);
        area.box.y1 = fmaxf(area.box.y1, area.points[i].y);
    }
    area.is_rect = is_rect(&area);
    *ret = area;
    return area.box.x1 > area.box.x0 && area.box.y1 > area.box.y0;
}

static void add_box(struct maker *k, struct svg_box box)
{
    add_point(k, box.x0, box.y0);
    add_point(k, box.x1, box.y0);
    add_point(k, box.x1, box.y1);
    add_point(k, box.x0, box.y1);
}

void svg_area_of_box(struct arena *a, struct svg_box box, struct svg_matrix m,
                     struct svg_area *ret_area)
{
    struct maker k = {.arena = a, .m = m};

    add_box(&k, box);
    if (!finish(&k, ret_area)) {
        *ret_area = (struct svg_area){};
    }
}

void svg_area_of_line(struct arena *a, struct svg_point from, struct svg_point to, float width,
                      struct svg_area *ret_area)
{
    struct maker k = {.arena = a, .m = {.a = 1, .d = 1}};
    float dx = to.x - from.x;
    float dy = to.y - from.y;
    float length = sqrtf(dx * dx + dy * dy);
    float across_x = length > 0 ? -dy / length * width / 2 : 0;
    float across_y = length > 0 ? dx / length * width / 2 : 0;

    add_point(&k, from.x + across_x, from.y + across_y);
    add_point(&k, to.x + across_x, to.y + across_y);
    add_point(&k, to.x - across_x, to.y - across_y);
    add_point(&k, from.x - across_x, from.y - across_y);
    if (!finish(&k, ret_area)) {
        *ret_area = (struct svg_area){};
    }
}

/* ---- basic shapes ---- */

static float across(const struct maker *k, const struct xml_tree *t, uint32_t node,
                    const char *name)
{
    float value = 0;

    (void)svg_length(xml_tree_value(t, node, name), k->view->x1 - k->view->x0, &value);
    return value;
}

static float down(const struct maker *k, const struct xml_tree *t, uint32_t node, const char *name)
{
    float value = 0;

    (void)svg_length(xml_tree_value(t, node, name), k->view->y1 - k->view->y0, &value);
    return value;
}

/* Round corners are cut off straight. */
static void add_rect(struct maker *k, const struct xml_tree *t, uint32_t node)
{
    float x = across(k, t, node, "x");
    float y = down(k, t, node, "y");
    float w = across(k, t, node, "width");
    float h = down(k, t, node, "height");
    float rx = across(k, t, node, "rx");
    float ry = down(k, t, node, "ry");

    rx = MIN(rx > 0 ? rx : ry, w / 2);
    ry = MIN(ry > 0 ? ry : rx, h / 2);
    if (w <= 0 || h <= 0) {
        return;
    }
    if (rx <= 0 || ry <= 0) {
        add_box(k, (struct svg_box){x, y, x + w, y + h});
        return;
    }
    /* The chord of a quarter, moved in by nothing: inside of the curve. */
    add_point(k, x + rx, y);
    add_point(k, x + w - rx, y);
    add_point(k, x + w, y + ry);
    add_point(k, x + w, y + h - ry);
    add_point(k, x + w - rx, y + h);
    add_point(k, x + rx, y + h);
    add_point(k, x, y + h - ry);
    add_point(k, x, y + ry);
}

static void add_ellipse(struct maker *k, const struct xml_tree *t, uint32_t node)
{
    float r = across(k, t, node, "r");
    float rx = r > 0 ? r : across(k, t, node, "rx");
    float ry = r > 0 ? r : down(k, t, node, "ry");
    float x = across(k, t, node, "cx");
    float y = down(k, t, node, "cy");

    for (int i = 0; i < ROUND_POINTS && rx > 0 && ry > 0; i++) {
        float angle = 2 * PI * (float)i / ROUND_POINTS;

        add_point(k, x + rx * cosf(angle), y + ry * sinf(angle));
    }
}

static void add_polygon(struct maker *k, struct str points)
{
    size_t at = 0;
    float x, y;

    while (!k->is_too_large && path_data_number(points, &at, &x) &&
           path_data_number(points, &at, &y)) {
        add_point(k, x, y);
    }
}

/* ---- paths ---- */

static void follow_move(void *user, struct path_point to)
{
    end_contour(user);
    add_point(user, to.x, to.y);
}

static void follow_line(void *user, struct path_point to)
{
    add_point(user, to.x, to.y);
}

static struct path_point between(struct path_point p, struct path_point q, float t)
{
    return (struct path_point){p.x + (q.x - p.x) * t, p.y + (q.y - p.y) * t};
}

static void follow_curve(void *user, struct path_point from, struct path_point c1,
                         struct path_point c2, struct path_point to)
{
    for (int i = 1; i <= CURVE_STEPS; i++) {
        float t = (float)i / CURVE_STEPS;
        struct path_point a = between(between(from, c1, t), between(c1, c2, t), t);
        struct path_point b = between(between(c1, c2, t), between(c2, to, t), t);
        struct path_point q = between(a, b, t);

        add_point(user, q.x, q.y);
    }
}

static void follow_close(void *user)
{
    end_contour(user);
}

static bool is_enough(void *user)
{
    return ((struct maker *)user)->is_too_large;
}

static void add_path(struct maker *k, struct str d)
{
    static const struct path_follower follower = {.move = follow_move,
                                                  .line = follow_line,
                                                  .curve = follow_curve,
                                                  .close = follow_close,
                                                  .is_enough = is_enough};

    path_data_follow(d, &follower, k);
}

bool svg_area_of(struct arena *a, const struct xml_tree *t, uint32_t node, struct svg_matrix m,
                 const struct svg_box *view, struct svg_area *ret_area)
{
    struct maker k = {.arena = a, .m = m, .view = view};

    if (xml_tree_is(t, node, "rect")) {
        add_rect(&k, t, node);
    } else if (xml_tree_is(t, node, "circle") || xml_tree_is(t, node, "ellipse")) {
        add_ellipse(&k, t, node);
    } else if (xml_tree_is(t, node, "polygon") || xml_tree_is(t, node, "polyline") ||
               xml_tree_is(t, node, "line")) {
        add_polygon(&k, xml_tree_value(t, node, "points"));
    } else if (xml_tree_is(t, node, "path")) {
        add_path(&k, xml_tree_value(t, node, "d"));
    }
    return finish(&k, ret_area);
}

bool svg_area_has(const struct svg_area *area, struct svg_point p)
{
    int winding = 0;
    uint32_t beg = 0;

    if (p.x < area->box.x0 || p.x > area->box.x1 || p.y < area->box.y0 || p.y > area->box.y1) {
        return false;
    }
    for (uint32_t c = 0; c < area->contours; c++) {
        for (uint32_t i = beg; i < area->ends[c]; i++) {
            const struct svg_point *a = &area->points[i];
            const struct svg_point *b = &area->points[i + 1 < area->ends[c] ? i + 1 : beg];

            if ((a->y <= p.y) == (b->y <= p.y)) {
                continue;
            }
            float x = a->x + (p.y - a->y) / (b->y - a->y) * (b->x - a->x);

            winding += x > p.x ? (b->y > a->y ? 1 : -1) : 0;
        }
        beg = area->ends[c];
    }
    return area->is_even_odd ? winding % 2 != 0 : winding != 0;
}
