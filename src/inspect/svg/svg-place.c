/* Where something stands in a drawing, and what goes when it is cleaned; see svg.h. */
#include "inspect/svg/svg.h"

struct str svg_place(struct svg *s, size_t at)
{
    struct str bytes = s->tree.bytes;

    if (at < s->line_at || s->line == 0) {
        s->line_at = 0;
        s->line = 1;
    }
    while (s->line_at < at) {
        const char *next = memchr(bytes.p + s->line_at, '\n', at - s->line_at);

        s->line += next != NULL;
        s->line_at = next == NULL ? at : (size_t)(next - bytes.p) + 1;
    }
    return arena_printf(s->arena, "L%u", s->line);
}

void svg_mark(struct svg *s, const struct svg_mark *mark)
{
    if (s->marks.n >= SVG_MAX_MARKS) {
        s->is_cut = true;
        return;
    }
    *VEC_ADD(s->arena, &s->marks) = *mark;
}
