/*
 * Office files being cleaned; see office.h. The order of the work, and the package as it is
 * written.
 */
#include "clean/office/office.h"

#include "base/tr.h"
#include "clean/office/office-chart.h"
#include "clean/office/office-common.h"
#include "clean/office/office-drawing.h"
#include "clean/office/office-kind.h"
#include "clean/office/office-sheet.h"
#include "clean/office/office-slide.h"
#include "clean/office/office-word.h"
#include "clean/zip-write.h"
#include "inspect/office/ooxml-kind.h"
#include "inspect/office/ooxml.h"
#include "inspect/zip-gaps.h"

#include <stdlib.h>

enum { MAX_CHANGED_BYTES = 400 * 1024 * 1024 };

/* ---- the parts ---- */

static bool is_xml(struct str name)
{
    return office_is_named(name, "", ".xml") || office_is_named(name, "", ".vml");
}

static bool kind_concerns(const struct office *o, const struct office_part *part)
{
    return o->flavour == OOXML_WORD    ? office_word_concerns(o, part)
           : o->flavour == OOXML_SHEET ? office_sheet_concerns(o, part)
                                       : office_slide_concerns(o, part);
}

static void edit_part(struct office *o, struct office_part *part)
{
    struct office_edit e;
    struct str bytes;
    struct arena scratch CLEANUP(arena_done) = {};
    bool is_kinds = kind_concerns(o, part);
    bool is_drawing = office_drawing_concerns(o, part);
    bool is_chart = office_chart_concerns(o, part);

    if (!is_kinds && !is_drawing && !office_part_has_gone(o, part->name)) {
        bool has_bytes = office_bytes(o, &scratch, part, &bytes);

        is_kinds =
            has_bytes && o->flavour == OOXML_SHEET && office_sheet_words_may_read(o, part, bytes);
        if (!has_bytes || (!is_kinds && !is_chart && !office_common_concerns(o, part, bytes))) {
            return;
        }
    }
    arena_done(&scratch);
    if (office_edit_begin(&e, o, part)) {
        if (is_kinds && o->flavour == OOXML_WORD) {
            office_word_edit(&e);
        } else if (is_kinds && o->flavour == OOXML_SHEET) {
            office_sheet_edit(&e);
        } else if (is_kinds) {
            office_slide_edit(&e);
        }
        if (is_drawing) {
            office_drawing_edit(&e);
        }
        if (is_chart) {
            office_chart_edit(&e);
        }
        office_edit_references(&e);
        office_common_edit(&e);
    }
    office_edit_end(&e);
}

static int edit_member(struct office *o, struct office_part *part, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct buf out CLEANUP(buf_done);
    struct str bytes;

    buf_init(&out, CLEANING_MAX_BYTES);
    if (!office_bytes(o, &scratch, part, &bytes)) {
        return 0; /* the inspection of the result tells it */
    }
    int outcome = cleaning_member(o->c, bytes, part->name, &out, err);

    if (outcome < 0) {
        /* A file in the file that cannot be cleaned stays; the inspection tells what is in it. */
        return 0;
    }
    if (outcome == CLEANING_DONE && !buf_is_full(&out)) {
        part->bytes = arena_str(o->arena, buf_str(&out));
        part->is_changed = true;
    }
    return outcome == CLEANING_UNDECIDED ? outcome : 0;
}

static int edit_parts(struct office *o, struct err *err)
{
    size_t changed = 0;

    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct office_part *part = &o->parts.v[i];
        int r = 0;

        if (part->is_gone || package_name_is_relations(part->name) ||
            office_part_is_types(part->name)) {
            continue;
        }
        if (is_xml(part->name)) {
            edit_part(o, part);
        } else if (str_has(part->name, STR("/media/")) ||
                   str_has(part->name, STR("/embeddings/"))) {
            r = edit_member(o, part, err);
        }
        changed += part->is_changed ? part->bytes.n : 0;
        if (changed > MAX_CHANGED_BYTES) {
            return err_set(err, ERR_LIMIT, "the result is larger than %d MB",
                           MAX_CHANGED_BYTES / 1024 / 1024);
        }
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

/* ---- relations and content types ---- */

static void edit_relations(struct office *o)
{
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct office_edit e;
        uint32_t node = 0;

        if (o->parts.v[i].is_gone || !package_name_is_relations(o->parts.v[i].name) ||
            !office_edit_begin(&e, o, &o->parts.v[i])) {
            continue;
        }
        for (uint32_t k = 0; k < o->relations.n; k++) {
            const struct office_relation *r = &o->relations.v[k];
            struct xml_attr attr;

            if (r->rels != i) {
                continue;
            }
            for (node++; node < e.tree.nodes.n && !xml_tree_is(&e.tree, node, "Relationship");) {
                node++;
            }
            if (r->is_gone || (r->to != NULL && r->to->is_gone)) {
                xml_edit_remove(&e.edits, &e.tree, node);
            } else if (r->new_target.n > 0 && xml_tree_attr(&e.tree, node, "Target", &attr)) {
                size_t beg = (size_t)(attr.value.p - e.tree.bytes.p);

                xml_edit_put(&e.edits, beg, beg + attr.value.n, r->new_target);
            }
        }
        office_beside_edit(&e);
        office_edit_end(&e);
    }
}

static void edit_types(struct office *o)
{
    struct office_edit e;

    if (!office_edit_begin(&e, o, office_part_any(o, STR("[Content_Types].xml")))) {
        office_edit_end(&e);
        return;
    }
    for (uint32_t i = 1; i < e.tree.nodes.n; i++) {
        struct str name = xml_tree_value(&e.tree, i, "PartName");
        struct xml_attr attr;

        if (!xml_tree_is(&e.tree, i, "Override") || name.n < 2) {
            continue;
        }
        name = str_sub(name, name.p[0] == '/', name.n);
        const struct office_part *part = office_part_any(o, name);

        if (part != NULL && part->is_gone) {
            xml_edit_remove(&e.edits, &e.tree, i);
        } else if (o->new_main_type.n > 0 && str_eq_any_case(name, o->main) &&
                   xml_tree_attr(&e.tree, i, "ContentType", &attr)) {
            size_t beg = (size_t)(attr.value.p - e.tree.bytes.p);

            xml_edit_put(&e.edits, beg, beg + attr.value.n, o->new_main_type);
        }
    }
    office_edit_end(&e);
}

/* ---- the file ---- */

bool office_recognise(struct str bytes)
{
    return ooxml_recognise(bytes);
}

static int plan(struct office *o, struct err *err)
{
    int r = office_common_plan(o, err);

    office_drawing_plan(o);
    if (r == 0) {
        r = o->flavour == OOXML_WORD    ? office_word_plan(o, err)
            : o->flavour == OOXML_SHEET ? office_sheet_plan(o, err)
                                        : office_slide_plan(o, err);
    }
    return r;
}

static bool has_change(const struct office *o)
{
    for (uint32_t i = 0; i < o->parts.n; i++) {
        if (o->parts.v[i].is_gone || o->parts.v[i].is_changed) {
            return true;
        }
    }
    return false;
}

static void take_remark(void *user, const struct zip_remark *remark)
{
    *(bool *)user = true;
}

/* Comments and other bytes in, between, before and behind the entries. */
static bool has_trailing(struct str bytes)
{
    ptrdiff_t end = str_rfind(bytes, STR("PK\x05\x06"));
    bool has_remark = false;
    struct zip_gap gap;

    zip_remarks_find(bytes, take_remark, &has_remark);
    return has_remark || (end >= 0 && (size_t)end + 22 < bytes.n) || zip_gaps_find(bytes, &gap);
}

static int by_index(const void *a, const void *b)
{
    const struct office_part *const *x = a;
    const struct office_part *const *y = b;

    return ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

/* The parts in the order they had. */
static int write_package(struct office *o, struct buf *out, struct err *err)
{
    struct office_part **parts = ARENA_ARRAY(o->arena, o->parts.n + 1, struct office_part *);
    struct zip_write zip CLEANUP(zip_write_done);

    zip_write_init(&zip, out, false);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        parts[i] = &o->parts.v[i];
    }
    qsort(parts, o->parts.n, sizeof(parts[0]), by_index);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        const struct office_part *part = parts[i];

        if (part->is_gone) {
            continue;
        }
        if (zip_write_entry(&zip, &o->package, part->index, part->name,
                            part->is_changed ? &part->bytes : NULL, err) < 0) {
            return -1;
        }
    }
    return zip_write_end(&zip, err);
}

static int clean_package(struct office *o, struct str bytes, struct buf *out, struct err *err)
{
    if (office_parts_read(o, err) < 0 || office_kind_find(o, err) < 0) {
        return -1;
    }
    int r = plan(o, err);

    if (r != 0) {
        return r;
    }
    office_parts_drop(o);
    r = edit_parts(o, err);
    if (r != 0) {
        return r;
    }
    if (o->flavour == OOXML_SHEET) {
        office_sheet_string_finish(o);
    }
    edit_relations(o);
    edit_types(o);
    if (has_trailing(bytes) && cleaning_may(o->c, "OOX-212")) {
        cleaning_log(o->c, "OOX-212", STR("zip"), 1);
    } else if (!has_change(o)) {
        return CLEANING_NOTHING;
    }
    return write_package(o, out, err);
}

int office_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct office o = {.c = c, .arena = &arena};

    if (package_open(&o.package, bytes, err) < 0) {
        return -1;
    }
    int r = clean_package(&o, bytes, out, err);

    package_close(&o.package);
    return r;
}
