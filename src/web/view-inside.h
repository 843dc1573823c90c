/* The values of a view, for those who look them up: the renderer of templates, forms. */
#ifndef WEB_VIEW_INSIDE_H
#define WEB_VIEW_INSIDE_H

#include "base/str.h"
#include "web/view.h"

enum view_kind { VIEW_TEXT, VIEW_MARKUP, VIEW_LIST };

struct view_list {
    struct view **v;
    uint32_t n, room;
};

struct view_value {
    uint32_t hash;
    const char *name;
    enum view_kind kind;
    bool is_true;    /* what a section makes of it */
    struct str text; /* VIEW_TEXT, VIEW_MARKUP */
    struct view_list *list;
};

/* The value of this name here or outside, or NULL. */
const struct view_value *view_find(const struct view *v, uint32_t hash, struct str name);
/* Whether the view is an element of the list, or lies inside one. */
bool view_is_within(const struct view *v, const struct view_list *list);
/* The hash the build uses for names. */
uint32_t view_hash(struct str name);

#endif
