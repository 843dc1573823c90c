/*
 * What unpacks an archive may follow a name to anywhere: "../", "/etc", "C:\". Such steps are left
 * out of it. Names in CP932 become UTF-8, which all programs of today know by its mark.
 */
#include "clean/archive-name.h"

#include "base/utf8.h"
#include "inspect/archive.h"

/* A step of a path that leads elsewhere, or nowhere. */
static bool is_lost(struct str step)
{
    return step.n == 0 || str_eq(step, STR(".")) || str_eq(step, STR("..")) ||
           (step.n == 2 && step.p[1] == ':');
}

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static struct str without_lost(struct arena *a, struct str name)
{
    char *out = arena_alloc(a, name.n + 1);
    size_t n = 0;

    for (size_t beg = 0, end; beg <= name.n; beg = end + 1) {
        for (end = beg; end < name.n && !is_separator(name.p[end]); end++) {
        }
        struct str step = str_sub(name, beg, end);

        /* "C:words": on whatever folder the disk is at */
        step = step.n > 2 && step.p[1] == ':' ? str_sub(step, 2, step.n) : step;
        if (!is_lost(step)) {
            memcpy(out + n, step.p, step.n);
            n += step.n;
            if (end < name.n) {
                out[n++] = '/';
            }
        }
    }
    out[n] = '\0';
    return (struct str){.p = out, .n = n};
}

/* ---- names that are taken ---- */

static uint32_t slot_of(const struct archive_names *names, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & (names->room - 1);

    while (names->slots[at] != 0 && names->slots[at] != hash) {
        at = (at + 1) & (names->room - 1);
    }
    return at;
}

static bool is_taken(const struct archive_names *names, struct str name)
{
    uint64_t hash = str_hash(name) | 1;

    return names->room > 0 && names->slots[slot_of(names, hash)] == hash;
}

void archive_names_take(struct archive_names *names, struct arena *a, struct str name)
{
    enum { FIRST_ROOM = 64 };

    if (names->n * 2 >= names->room) {
        struct archive_names more = {.room = MAX((uint32_t)FIRST_ROOM, names->room * 2)};

        more.slots = ARENA_ARRAY(a, more.room, uint64_t);
        for (uint32_t i = 0; i < names->room; i++) {
            if (names->slots[i] != 0) {
                more.slots[slot_of(&more, names->slots[i])] = names->slots[i];
                more.n++;
            }
        }
        *names = more;
    }
    uint64_t hash = str_hash(name) | 1;
    uint32_t at = slot_of(names, hash);

    names->n += names->slots[at] == 0;
    names->slots[at] = hash;
}

/* ---- mending ---- */

/* "a/b.txt" -> "a/b-2.txt" */
static struct str numbered(struct arena *a, struct str name, unsigned number)
{
    ptrdiff_t slash = str_rfind(name, STR("/"));
    ptrdiff_t dot = str_rfind(name, STR("."));
    size_t at = dot > slash + 1 ? (size_t)dot : name.n;

    return arena_printf(a, "%.*s-%u%.*s", STR_ARG(str_sub(name, 0, at)), number,
                        STR_ARG(str_sub(name, at, name.n)));
}

struct str archive_name_mended(struct cleaning *c, struct archive_names *names, struct str name)
{
    enum { MAX_TRIES = 1000 };
    struct str known = archive_name(&c->found, name);
    struct str mended = archive_leaves_folder(known) ? without_lost(c->arena, known) : known;
    bool is_folder = str_ends(mended, STR("/"));
    struct str free_name = mended;

    if (mended.n == 0 || mended.p == name.p) {
        return mended;
    }
    for (unsigned i = 2; i < MAX_TRIES && !is_folder && is_taken(names, free_name); i++) {
        free_name = numbered(c->arena, mended, i);
    }
    archive_names_take(names, c->arena, free_name);
    return free_name;
}
