/* What all who edit the XML of OpenDocument files need. */
#include "clean/office/odf.h"

bool odf_is_any(const struct xml_tree *t, uint32_t node, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (xml_tree_is(t, node, names[i])) {
            return true;
        }
    }
    return false;
}

void odf_remove(struct odf_edit *e, uint32_t node, const char *rule)
{
    xml_edit_remove(&e->edits, &e->tree, node);
    cleaning_log(e->o->c, rule, e->part, 1);
}

void odf_remove_attr(struct odf_edit *e, uint32_t node, const char *local)
{
    struct xml_attr attr;

    if (xml_tree_attr(&e->tree, node, local, &attr)) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
    }
}

bool odf_has_words(const struct xml_tree *t, uint32_t node)
{
    struct buf text CLEANUP(buf_done);

    buf_init(&text, 64 * 1024);
    xml_tree_text(t, node, &text);
    return str_trim(buf_str(&text)).n > 0 || buf_is_full(&text);
}
