/* Where a path stands in the XML of a part; see office-path.h. */
#include "clean/office/office-path.h"

uint32_t office_path_node(const struct xml_tree *t, size_t at)
{
    uint32_t beg = 0;
    uint32_t end = t->nodes.n;

    while (end - beg > 1) {
        uint32_t middle = beg + (end - beg) / 2;

        if (t->nodes.v[middle].beg <= at) {
            beg = middle;
        } else {
            end = middle;
        }
    }
    while (beg != XML_TREE_NONE && t->nodes.v[beg].end <= at) {
        beg = t->nodes.v[beg].parent;
    }
    return beg;
}

bool office_path_clip(const struct xml_tree *t, uint32_t node, struct str *path)
{
    const struct xml_node *x = &t->nodes.v[node];
    struct xml_attr attr;

    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        const char *end = attr.value.p + attr.value.n;

        if (path->p >= attr.value.p && path->p < end) {
            path->n = MIN(path->n, (size_t)(end - path->p));
            return true;
        }
    }
    return false;
}

struct str office_path_name(struct str path)
{
    size_t beg = path.n;

    while (beg > 0 && path.p[beg - 1] != '/' && path.p[beg - 1] != '\\') {
        beg--;
    }
    return str_sub(path, beg, path.n);
}
