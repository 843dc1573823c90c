/*
 * Drawings for pages: the only writer of SVG. Whole numbers, classes instead of colours (the style
 * sheet has those), text escaped. Every drawing has a title and a description for those who do not
 * see it.
 */
#ifndef WEB_SVG_H
#define WEB_SVG_H

#include "base/arena.h"
#include "base/buf.h"

struct svg {
    struct buf out;
};

/* A drawing of this size; it scales with its place. `id` names title and description. */
void svg_begin(struct svg *s, const char *id, int width, int height, struct str title,
               struct str description);
void svg_rect(struct svg *s, const char *class, int x, int y, int width, int height);
void svg_line(struct svg *s, const char *class, int x1, int y1, int x2, int y2);
/* A diamond around a point. */
void svg_diamond(struct svg *s, const char *class, int x, int y, int radius);
/* anchor: "start", "middle", "end" of the text stands at x. */
void svg_text(struct svg *s, const char *class, int x, int y, const char *anchor, struct str text);
/* The drawing, for view_svg; the struct is empty afterwards. */
struct str svg_end(struct svg *s, struct arena *a);

#endif
