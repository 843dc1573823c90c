/* Entries of a package by their names; see package-names.h. */
#include "read/package-names.h"

#include "base/hex.h"

#include <stdlib.h>

enum { MAX_TARGET_BYTES = 1024 };

static int by_name(const void *a, const void *b)
{
    const struct package_name *x = a, *y = b;
    int order = str_cmp_any_case(x->name, y->name);

    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

int package_names_list(struct package *p, struct arena *a, struct package_names *ret_names,
                       struct err *err)
{
    struct package_names names = {};
    int result = 0;

    for (uint32_t i = 0; i < package_count(p); i++) {
        struct package_entry entry;

        if (package_entry(p, i, &entry, err) < 0) {
            result = -1;
        } else if (!entry.is_folder) {
            bool is_rooted = str_starts(entry.name, STR("/"));

            *VEC_ADD(a, &names.all) = (struct package_name){
                .name = str_sub(entry.name, is_rooted, entry.name.n), .index = i};
        }
    }
    if (names.all.n > 0) {
        qsort(names.all.v, names.all.n, sizeof(names.all.v[0]), by_name);
    }
    *ret_names = names;
    return result;
}

uint32_t package_names_find(const struct package_names *names, struct str name)
{
    uint32_t beg = 0;
    uint32_t end = names->all.n;

    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;

        if (str_cmp_any_case(names->all.v[middle].name, name) < 0) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return beg < names->all.n && str_eq_any_case(names->all.v[beg].name, name) ? beg
                                                                               : PACKAGE_NO_NAME;
}

uint32_t package_names_find_target(const struct package_names *names, struct str target)
{
    char room[MAX_TARGET_BYTES];
    uint32_t at = package_names_find(names, target);
    size_t n = 0;

    if (at != PACKAGE_NO_NAME || target.n > sizeof(room) || !str_has(target, STR("%"))) {
        return at;
    }
    for (size_t i = 0; i < target.n; i++) {
        if (target.p[i] == '%' && i + 2 < target.n && hex_digit(target.p[i + 1]) >= 0 &&
            hex_digit(target.p[i + 2]) >= 0) {
            room[n++] = (char)(hex_digit(target.p[i + 1]) * 16 + hex_digit(target.p[i + 2]));
            i += 2;
        } else {
            room[n++] = target.p[i];
        }
    }
    return package_names_find(names, (struct str){.p = room, .n = n});
}

bool package_name_is_relations(struct str name)
{
    return name.n >= strlen("_rels/.rels") && str_ends_any_case(name, STR(".rels")) &&
           str_has(name, STR("_rels/"));
}

struct str package_name_of_source(struct arena *a, struct str relations)
{
    size_t at = (size_t)str_find(relations, STR("_rels/"), 0);

    return arena_printf(
        a, "%.*s%.*s", STR_ARG(str_sub(relations, 0, at)),
        STR_ARG(str_sub(relations, at + strlen("_rels/"), relations.n - strlen(".rels"))));
}

struct str package_name_of_target(struct arena *a, struct str source, struct str target)
{
    ptrdiff_t slash = str_rfind(source, STR("/"));
    struct str folder = str_sub(source, 0, slash < 0 ? 0 : (size_t)slash);

    if (str_starts(target, STR("/"))) {
        return str_sub(target, 1, target.n);
    }
    while (str_starts(target, STR("../")) || str_starts(target, STR("./"))) {
        if (target.p[1] == '.') {
            slash = str_rfind(folder, STR("/"));
            folder = str_sub(folder, 0, slash < 0 ? 0 : (size_t)slash);
        }
        target = str_sub(target, target.p[1] == '.' ? 3 : 2, target.n);
    }
    return folder.n == 0 ? target : arena_printf(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(target));
}
