/* What an element of HTML looks like: whether it is shown, and in which colours (CSS 2.1). */
#ifndef INSPECT_HTML_LOOK_H
#define INSPECT_HTML_LOOK_H

#include "inspect/svg/svg-style.h"

enum { HTML_MAX_NAME = 16 };

struct html_look {
    char name[HTML_MAX_NAME]; /* of the element */
    bool is_hidden, is_tiny;
    bool has_room;    /* hidden, and its place is left free */
    bool is_by_sheet; /* … by a style sheet: programs of pages show such parts again */
    struct svg_colour text, ground;
};

/* Of a page, before its first element: black on white. */
struct html_look html_look_first(void);

/* Changes the look by declarations: of the element's own style, or of a rule for it. */
void html_look_style(struct html_look *look, struct str style);

/* … by an attribute that says how it looks, other than its style. */
void html_look_attribute(struct html_look *look, struct str name, struct str value);

#endif
