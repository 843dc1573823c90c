/*
 * The tree of named values a template is filled with. A view knows the one it was added to, so a
 * name that is not here is looked for outside. Names are compared by hash first; views have few
 * names, a table would cost more than it saves.
 */
#include "web/view.h"

#include "base/heap.h"

#include "web/view-inside.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct view {
    struct arena *arena;
    const struct view *outside;     /* NULL for the outermost */
    const struct view_list *within; /* the list it is an element of */
    struct {
        struct view_value *v;
        uint32_t n, room;
    } values;
};

struct view *view_new(struct arena *a)
{
    struct view *v = ARENA_NEW(a, struct view);

    v->arena = a;
    return v;
}

uint32_t view_hash(struct str name)
{
    uint32_t h = 0x811c9dc5;

    for (size_t i = 0; i < name.n; i++) {
        h = (h ^ (unsigned char)name.p[i]) * 0x01000193;
    }
    return h;
}

static struct view_value *find_here(const struct view *v, uint32_t hash, struct str name)
{
    for (uint32_t i = 0; i < v->values.n; i++) {
        struct view_value *value = &v->values.v[i];

        if (value->hash == hash && str_eq(str_of(value->name), name)) {
            return value;
        }
    }
    return NULL;
}

const struct view_value *view_find(const struct view *v, uint32_t hash, struct str name)
{
    for (; v != NULL; v = v->outside) {
        const struct view_value *value = find_here(v, hash, name);

        if (value != NULL) {
            return value;
        }
    }
    return NULL;
}

bool view_is_within(const struct view *v, const struct view_list *list)
{
    for (; v != NULL; v = v->outside) {
        if (v->within == list) {
            return true;
        }
    }
    return false;
}

/* The place of this name in the view: the one there is, or a new one. */
static struct view_value *place(struct view *v, const char *name)
{
    uint32_t hash = view_hash(str_of(name));
    struct view_value *value = find_here(v, hash, str_of(name));

    if (value == NULL) {
        value = VEC_ADD(v->arena, &v->values);
        value->hash = hash;
        value->name = name;
    }
    return value;
}

static void set(struct view *v, const char *name, enum view_kind kind, bool is_true,
                struct str text)
{
    struct view_value *value = place(v, name);

    value->kind = kind;
    value->is_true = is_true;
    value->text = text;
    value->list = NULL;
}

void view_str(struct view *v, const char *name, struct str value)
{
    set(v, name, VIEW_TEXT, value.n > 0, value);
}

void view_int(struct view *v, const char *name, int64_t value)
{
    set(v, name, VIEW_TEXT, value != 0, arena_printf(v->arena, "%" PRId64, value));
}

void view_flag(struct view *v, const char *name, bool value)
{
    set(v, name, VIEW_TEXT, value, (struct str){});
}

void view_printf(struct view *v, const char *name, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    char *text = heap_vprintf(format, args);

    va_end(args);
    view_str(v, name, arena_str(v->arena, str_of(text)));
    cleanup_free(&text);
}

void view_svg(struct view *v, const char *name, struct str value)
{
    set(v, name, VIEW_MARKUP, value.n > 0, value);
}

struct view *view_add(struct view *v, const char *name)
{
    struct view_value *value = place(v, name);
    struct view *element = view_new(v->arena);

    if (value->list == NULL) {
        value->kind = VIEW_LIST;
        value->list = ARENA_NEW(v->arena, struct view_list);
        value->text = (struct str){};
        value->is_true = true;
    }
    element->outside = v;
    element->within = value->list;
    *VEC_ADD(v->arena, value->list) = element;
    return element;
}
