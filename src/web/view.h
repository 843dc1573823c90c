/*
 * What a template is filled with: a tree of named values, built by a page, in the request's arena.
 *
 *     struct view *v = view_new(a);
 *     view_str(v, "title", c.title);
 *     struct view *row = view_add(v, "duties");   (a section of the template)
 *     view_int(row, "count", 3);
 *
 * Templates are Mustache (ui/templates/NAME.html): {{x}} escaped, {{#x}}…{{/x}}, {{^x}}…{{/x}},
 * {{>part}}, {{_ message id}} for a text of the catalogue, in which {name} is a value;
 * {{asset desk.css}} is the address of an asset. {{#rows_there}} stands once for a list that has
 * elements. There is no unescaped form but for values added with view_svg(), which come from our
 * own SVG writer.
 */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/tr.h"
#include "base/vec.h"

struct view;

/* An empty view; it lives as long as the arena. */
struct view *view_new(struct arena *a);
/* Each names one value; an empty text and 0 count as false for sections. */
void view_str(struct view *v, const char *name, struct str value);
void view_int(struct view *v, const char *name, int64_t value);
void view_flag(struct view *v, const char *name, bool value);
void view_printf(struct view *v, const char *name, const char *format, ...) PRINTF_LIKE(3, 4);
/* Text from our own SVG or HTML writer: goes in as it is. */
void view_svg(struct view *v, const char *name, struct str value);
/* Adds one element to the list of this name and returns it; it sees the names outside it too. */
struct view *view_add(struct view *v, const char *name);

#endif
