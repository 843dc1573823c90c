/* The writer of SVG; see svg.h. */
#include "web/svg.h"

#include "web/template.h"

enum { SVG_MAX_BYTES = 2 * 1024 * 1024 };

void svg_begin(struct svg *s, const char *id, int width, int height, struct str title,
               struct str description)
{
    buf_init(&s->out, SVG_MAX_BYTES);
    buf_printf(&s->out,
               "<svg class=\"drawing\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t "
               "%s-d\"><title id=\"%s-t\">",
               width, height, id, id, id);
    template_escape(title, &s->out);
    buf_printf(&s->out, "</title><desc id=\"%s-d\">", id);
    template_escape(description, &s->out);
    buf_add(&s->out, STR("</desc>"));
}

void svg_rect(struct svg *s, const char *class, int x, int y, int width, int height)
{
    buf_printf(&s->out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", class,
               x, y, width, height);
}

void svg_line(struct svg *s, const char *class, int x1, int y1, int x2, int y2)
{
    buf_printf(&s->out, "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", class, x1,
               y1, x2, y2);
}

void svg_diamond(struct svg *s, const char *class, int x, int y, int radius)
{
    buf_printf(&s->out, "<path class=\"%s\" d=\"M%d %dL%d %dL%d %dL%d %dZ\"/>", class, x,
               y - radius, x + radius, y, x, y + radius, x - radius, y);
}

void svg_text(struct svg *s, const char *class, int x, int y, const char *anchor, struct str text)
{
    buf_printf(&s->out, "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">", class, x, y,
               anchor);
    template_escape(text, &s->out);
    buf_add(&s->out, STR("</text>"));
}

struct str svg_end(struct svg *s, struct arena *a)
{
    buf_add(&s->out, STR("</svg>"));
    struct str text = arena_str(a, buf_is_full(&s->out) ? STR("") : buf_str(&s->out));

    buf_done(&s->out);
    *s = (struct svg){};
    return text;
}
