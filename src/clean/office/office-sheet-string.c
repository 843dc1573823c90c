/*
 * Shared strings: values that went from the cells still stand there. Strings that no cell shows any
 * more become empty; the numbers of the others stay as they are.
 */
#include "clean/office/office-sheet.h"

enum { MAX_STRINGS = 16 * 1024 * 1024 };

static void mark_used(struct office *o, const struct office_part *part, bool *used, uint32_t count)
{
    struct office_edit e;

    if (office_edit_begin(&e, o, (struct office_part *)(uintptr_t)part)) {
        const struct xml_tree *t = &e.tree;

        for (uint32_t i = 1; i < t->nodes.n; i++) {
            uint32_t value = 0;
            uint64_t index = 0;

            if (!xml_tree_is(t, i, "c") || !str_eq(xml_tree_value(t, i, "t"), STR("s"))) {
                continue;
            }
            value = xml_tree_child(t, i, "v");
            struct str text = value == 0 ? (struct str){} : str_trim(xml_tree_inside(t, value));

            for (size_t k = 0; k < text.n && k < 10 && text.p[k] >= '0' && text.p[k] <= '9'; k++) {
                index = index * 10 + (uint64_t)(text.p[k] - '0');
            }
            if (text.n > 0 && index < count) {
                used[index] = true;
            }
        }
    } else {
        memset(used, 1, count); /* what cannot be read may use them all */
    }
    office_edit_end(&e);
}

void office_sheet_string_finish(struct office *o)
{
    struct office_edit e;
    uint32_t count = 0;

    if (!o->sheet->has_dropped_values) {
        return;
    }
    if (!office_edit_begin(&e, o, office_part(o, STR("xl/sharedStrings.xml")))) {
        office_edit_end(&e);
        return;
    }
    const struct xml_tree *t = &e.tree;

    for (uint32_t i = t->nodes.v[1].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        count += xml_tree_is(t, i, "si");
    }
    bool *used = ARENA_ARRAY(&e.arena, MIN(count, (uint32_t)MAX_STRINGS) + 1, bool);

    for (uint32_t i = 0; i < o->parts.n && count <= MAX_STRINGS; i++) {
        const struct office_part *part = &o->parts.v[i];

        if (!part->is_gone && office_is_named(part->name, "xl/", ".xml") &&
            str_has(part->name, STR("sheets/"))) {
            mark_used(o, part, used, count);
        }
    }
    uint32_t index = 0;

    for (uint32_t i = t->nodes.v[1].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, "si") && !used[index++] && xml_tree_inside(t, i).n > 0 &&
            count <= MAX_STRINGS) {
            struct str prefix = str_sub(t->bytes, t->nodes.v[i].beg + 1,
                                        (size_t)t->nodes.v[i].beg + 1 + t->nodes.v[i].prefix_bytes);
            const char *colon = prefix.n > 0 ? ":" : "";

            xml_edit_put(&e.edits, t->nodes.v[i].head_end, t->nodes.v[i].tail_beg,
                         arena_printf(&e.arena, "<%.*s%st/>", STR_ARG(prefix), colon));
        }
    }
    office_edit_end(&e);
}
