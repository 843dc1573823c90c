/* What all who edit the XML of Word ask of its elements. */
#include "clean/office/office-word.h"

bool office_word_is(const struct xml_tree *t, uint32_t node, const char *local)
{
    const struct xml_node *x = &t->nodes.v[node];
    const struct xml_node *root = &t->nodes.v[1];

    return xml_tree_is(t, node, local) && x->prefix_bytes == root->prefix_bytes &&
           memcmp(t->bytes.p + x->beg, t->bytes.p + root->beg, (size_t)x->prefix_bytes + 1) == 0;
}

bool office_word_may_remove(const struct xml_tree *t, uint32_t paragraph)
{
    uint32_t parent = t->nodes.v[paragraph].parent;

    /* In the body others may follow or nothing; a cell, box or note must end with a paragraph. */
    for (uint32_t i = t->nodes.v[paragraph].next; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (office_word_is(t, i, "p")) {
            return true;
        }
    }
    return xml_tree_is(t, parent, "body") && xml_tree_child(t, parent, "p") != paragraph;
}
