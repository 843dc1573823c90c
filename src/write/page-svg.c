/*
 * A page with its marks; see page-svg.h. Colours stand in attributes: it may be a file of its own.
 */
#include "write/page-svg.h"

#include "base/tr.h"

#include <sodium.h>

#define RADIUS   9.0f /* of a number's disc, points */
#define SMALLEST 8.0f /* side of a mark that can be seen */

static struct str data_uri(struct arena *a, struct str png)
{
    size_t room = sodium_base64_encoded_len(png.n, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(a, room);

    sodium_bin2base64(text, room, (const unsigned char *)png.p, png.n,
                      sodium_base64_VARIANT_ORIGINAL);
    return arena_printf(a, "data:image/png;base64,%s", text);
}

static void attr(struct html *h, struct arena *a, const char *name, float value)
{
    html_attr(h, name, arena_printf(a, "%.0f", (double)value));
}

static float within(float x, float most)
{
    return MAX(MIN(x, most), 0);
}

static void put_mark(struct html *h, struct arena *a, const struct page_mark *mark,
                     const struct page_picture *picture)
{
    float x = within(mark->box.x0, picture->width - SMALLEST);
    float y = within(mark->box.y0, picture->height - SMALLEST);
    float right = within(mark->box.x1, picture->width);
    float bottom = within(mark->box.y1, picture->height);

    html_open(h, "rect");
    attr(h, a, "x", x);
    attr(h, a, "y", y);
    attr(h, a, "width", MAX(right - x, SMALLEST));
    attr(h, a, "height", MAX(bottom - y, SMALLEST));
    html_attr(h, "fill", STR("#ce0000"));
    html_attr(h, "fill-opacity", STR("0.12"));
    html_attr(h, "stroke", STR("#ce0000"));
    html_close(h);
    html_open(h, "circle");
    attr(h, a, "cx", MAX(x, RADIUS));
    attr(h, a, "cy", MAX(y, RADIUS));
    attr(h, a, "r", RADIUS);
    html_attr(h, "fill", STR("#ce0000"));
    html_close(h);
    html_open(h, "text");
    attr(h, a, "x", MAX(x, RADIUS));
    attr(h, a, "y", MAX(y, RADIUS));
    html_attr(h, "fill", STR("#ffffff"));
    html_attr(h, "font-size", STR("10"));
    html_attr(h, "font-family", STR("sans-serif"));
    html_attr(h, "text-anchor", STR("middle"));
    html_attr(h, "dominant-baseline", STR("central"));
    html_int(h, mark->number);
    html_close(h);
}

void page_svg(struct html *h, struct arena *a, const struct page_picture *picture,
              const struct page_mark *marks, uint32_t count)
{
    html_open(h, "svg");
    html_attr(h, "xmlns", STR("http://www.w3.org/2000/svg"));
    html_attr(h, "viewBox",
              arena_printf(a, "0 0 %.0f %.0f", (double)picture->width, (double)picture->height));
    html_attr(h, "role", STR("img"));
    html_attr(h, "aria-label",
              arena_printf(a, tr("page %u with what was found on it"), picture->page));
    html_open(h, "image");
    attr(h, a, "width", picture->width);
    attr(h, a, "height", picture->height);
    html_attr(h, "preserveAspectRatio", STR("none"));
    html_attr(h, "href", data_uri(a, picture->png));
    html_close(h);
    for (uint32_t i = 0; i < count; i++) {
        put_mark(h, a, &marks[i], picture);
    }
    html_close(h);
}
