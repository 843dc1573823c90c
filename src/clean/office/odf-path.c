/*
 * Local paths in the XML of OpenDocument (OOX-203): each becomes the name of its file, wherever the
 * inspector finds it: in a link, a formula, an alternative text. One that is read on the page
 * stays, and that is said.
 */
#include "clean/office/odf.h"

#include "base/tr.h"
#include "clean/office/office-path.h"
#include "inspect/local-path.h"

/* The name of the file alone, where it is none itself of what is looked for. */
static struct str file_name(struct str path)
{
    struct str name = office_path_name(path);

    return name.n == 0 || local_path_is(name) ? STR("file") : name;
}

/* Quotes end a path in a formula; here they are written as entities. */
static struct str without_quotes(struct str path)
{
    static const struct str quotes[] = {STR_IN_TABLE("&apos"), STR_IN_TABLE("&quot"),
                                        STR_IN_TABLE("&lt"), STR_IN_TABLE("&gt"),
                                        STR_IN_TABLE("'")};

    for (size_t i = 0; i < COUNT(quotes); i++) {
        ptrdiff_t at = str_find(path, quotes[i], 0);

        path = at < 0 ? path : str_sub(path, 0, (size_t)at);
    }
    return path;
}

/* Words of a paragraph, but for what describes a picture in it. */
static bool is_seen(const struct xml_tree *t, uint32_t node)
{
    return !xml_tree_is(t, node, "desc") && !xml_tree_is(t, node, "title") &&
           (xml_tree_is(t, node, "p") || xml_tree_is(t, node, "h") ||
            xml_tree_is_in(t, node, "p", NULL) || xml_tree_is_in(t, node, "h", NULL));
}

void odf_path_edit(struct odf_edit *e)
{
    const struct xml_tree *t = &e->tree;
    struct str path;

    for (size_t at = 0;
         cleaning_may(e->o->c, "OOX-203") && local_path_next(t->bytes, &at, &path);) {
        size_t beg = (size_t)(path.p - t->bytes.p);
        uint32_t node = office_path_node(t, beg);
        bool is_in_tag = beg < t->nodes.v[node].head_end;

        if (node == XML_TREE_NONE || (is_in_tag && !office_path_clip(t, node, &path))) {
            continue;
        }
        if (!is_in_tag && is_seen(t, node)) {
            cleaning_kept(e->o->c, "OOX-203", e->part, 1,
                          tr("it stands in the visible text; change it where the file was made"));
            continue;
        }
        path = without_quotes(path);
        xml_edit_put(&e->edits, beg, beg + path.n, file_name(path));
        cleaning_log(e->o->c, "OOX-203", e->part, 1);
        at = beg + path.n;
    }
}
