/*
 * The package of an office file; see office.h. Parts and relations are found as the inspector finds
 * them (inspect/ooxml.c): names without regard to case, targets resolved against their source.
 */
#include "clean/office/office.h"

#include "base/tr.h"
#include "clean/office/office-sheet.h"
#include "clean/zip-write.h"
#include "inspect/local-path.h"
#include "inspect/office/ooxml.h"
#include "inspect/zip-gaps.h"

#include <stdlib.h>

enum { MAX_CHANGED_BYTES = 400 * 1024 * 1024 };

bool office_is_named(struct str name, const char *head, const char *tail)
{
    return name.n >= strlen(head) + strlen(tail) && str_starts_any_case(name, str_of(head)) &&
           str_ends_any_case(name, str_of(tail));
}

/* ---- parts ---- */

static int by_name(const void *a, const void *b)
{
    const struct office_part *x = a;
    const struct office_part *y = b;
    int order = str_cmp_any_case(x->name, y->name);

    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static struct office_part *find_part(const struct office *o, struct str name)
{
    uint32_t beg = 0;
    uint32_t end = o->parts.n;

    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;

        if (str_cmp_any_case(o->parts.v[middle].name, name) < 0) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return beg < o->parts.n && str_eq_any_case(o->parts.v[beg].name, name) ? &o->parts.v[beg]
                                                                           : NULL;
}

struct office_part *office_part(const struct office *o, struct str name)
{
    struct office_part *part = find_part(o, name);

    return part == NULL || part->is_gone ? NULL : part;
}

static int list_parts(struct office *o, struct err *err)
{
    for (uint32_t i = 0; i < package_count(&o->package); i++) {
        struct package_entry entry;

        if (package_entry(&o->package, i, &entry, err) < 0) {
            return -1;
        }
        struct str name = entry.name;

        if (entry.is_folder) {
            continue;
        }
        if (str_starts(name, STR("/"))) {
            name = str_sub(name, 1, name.n);
        }
        *VEC_ADD(o->arena, &o->parts) = (struct office_part){.name = name, .index = i};
    }
    if (o->parts.n > 0) {
        qsort(o->parts.v, o->parts.n, sizeof(o->parts.v[0]), by_name);
    }
    return 0;
}

/* UTF-16 as UTF-8, the declaration with it. */
static struct str from_utf_16(struct arena *a, struct str bytes, bool is_big_endian)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, bytes.n * 2 + 16);
    for (size_t i = 2; i + 1 < bytes.n; i += 2) {
        unsigned int high = (unsigned char)bytes.p[is_big_endian ? i : i + 1];
        uint32_t unit = high << 8 | (unsigned char)bytes.p[is_big_endian ? i + 1 : i];

        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.n) {
            high = (unsigned char)bytes.p[is_big_endian ? i + 2 : i + 3];
            uint32_t low = high << 8 | (unsigned char)bytes.p[is_big_endian ? i + 3 : i + 2];

            unit = 0x10000 + ((unit - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            i += 2;
        }
        buf_add_code_point(&out, unit);
    }
    struct str text = buf_str(&out);
    ptrdiff_t end = str_starts(text, STR("<?xml")) ? str_find(text, STR("?>"), 0) : -1;

    if (end >= 0) {
        return arena_printf(a, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%.*s",
                            STR_ARG(str_sub(text, (size_t)end + 2, text.n)));
    }
    return arena_str(a, text);
}

bool office_bytes(struct office *o, struct arena *a, const struct office_part *part,
                  struct str *ret_bytes)
{
    struct err err = {};
    struct str bytes;

    if (part->is_changed) {
        *ret_bytes = part->bytes;
        return true;
    }
    o->package.total_bytes = 0; /* parts are dropped one by one */
    if (package_entry_bytes(&o->package, a, part->index, &bytes, &err) < 0) {
        return false;
    }
    bool is_big_endian = str_starts(bytes, STR("\xFE\xFF"));

    *ret_bytes = is_big_endian || str_starts(bytes, STR("\xFF\xFE"))
                     ? from_utf_16(a, bytes, is_big_endian)
                     : bytes;
    return true;
}

/* ---- relations ---- */

static struct str resolve(struct arena *a, struct str source, struct str target)
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

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

/* "a%20b" -> "a b" */
static struct str percent_decoded(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '%' && i + 2 < s.n && hex_digit(s.p[i + 1]) >= 0 &&
            hex_digit(s.p[i + 2]) >= 0) {
            out[n++] = (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2]));
            i += 2;
        } else {
            out[n++] = s.p[i];
        }
    }
    return (struct str){.p = out, .n = n};
}

static void take_relation(struct office *o, uint32_t rels, struct str source,
                          const struct xml_tree *t, uint32_t node)
{
    struct str type = xml_tree_value(t, node, "Type");
    struct str target = xml_tree_value(t, node, "Target");
    ptrdiff_t slash = str_rfind(type, STR("/"));
    struct office_relation *r = VEC_ADD(o->arena, &o->relations);

    *r = (struct office_relation){
        .rels = rels,
        .source = source,
        .id = arena_str(o->arena, xml_tree_value(t, node, "Id")),
        .type = arena_str(o->arena, str_sub(type, slash < 0 ? 0 : (size_t)slash + 1, type.n)),
        .is_external = str_eq(xml_tree_value(t, node, "TargetMode"), STR("External"))};
    target = arena_str(o->arena, target);
    r->target = r->is_external ? target : resolve(o->arena, source, target);
    if (!r->is_external) {
        r->to = find_part(o, r->target);
        if (r->to == NULL) {
            r->to = find_part(o, percent_decoded(o->arena, r->target));
        }
    }
}

/* "word/_rels/document.xml.rels" -> "word/document.xml" */
static struct str source_of(struct arena *a, struct str name)
{
    ptrdiff_t at = str_find(name, STR("_rels/"), 0);

    return arena_printf(a, "%.*s%.*s", STR_ARG(str_sub(name, 0, (size_t)at)),
                        STR_ARG(str_sub(name, (size_t)at + 6, name.n - 5)));
}

static bool is_rels(struct str name)
{
    return office_is_named(name, "", ".rels") && str_has(name, STR("_rels/")) && name.n >= 11;
}

static int read_relations(struct office *o, struct err *err)
{
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        struct office_part *part = &o->parts.v[i];
        struct xml_tree t;
        struct str bytes;

        if (!is_rels(part->name)) {
            continue;
        }
        if (!office_bytes(o, &scratch, part, &bytes) || xml_tree_parse(&scratch, bytes, &t) != 0) {
            return err_set(err, ERR_INVALID, "the part '%s' is damaged", part->name.p);
        }
        struct str source = source_of(o->arena, part->name);

        for (uint32_t n = 1; n < t.nodes.n; n++) {
            if (xml_tree_is(&t, n, "Relationship")) {
                take_relation(o, i, source, &t, n);
            }
        }
    }
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct office_relation *r = &o->relations.v[i];

        if (r->to != NULL) {
            r->to->is_used = true;
        }
        if (r->source.n == 0 && str_eq(r->type, STR("officeDocument")) && r->to != NULL) {
            o->main = r->to->name;
        }
    }
    return 0;
}

struct office_relation *office_relation(const struct office *o, struct str source, struct str id)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        struct office_relation *r = &o->relations.v[i];

        if (str_eq(r->id, id) && str_eq_any_case(r->source, source)) {
            return r;
        }
    }
    return NULL;
}

uint32_t office_drop_type(struct office *o, struct str source, const char *type)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < o->relations.n; i++) {
        struct office_relation *r = &o->relations.v[i];

        if (!r->is_gone && str_eq(r->type, str_of(type)) &&
            (source.n == 0 || str_eq_any_case(r->source, source))) {
            r->is_gone = true;
            count++;
        }
    }
    return count;
}

/* ---- what is left when relations are gone ---- */

static void mark_reachable(const struct office *o, bool without_gone, bool *reached)
{
    bool is_growing = true;

    /* A few rounds: relations lead down, rarely back up. */
    while (is_growing) {
        is_growing = false;
        for (uint32_t i = 0; i < o->relations.n; i++) {
            const struct office_relation *r = &o->relations.v[i];

            if (r->to == NULL || (without_gone && r->is_gone) || reached[r->to - o->parts.v]) {
                continue;
            }
            const struct office_part *from = r->source.n == 0 ? NULL : find_part(o, r->source);

            if (r->source.n == 0 || (from != NULL && reached[from - o->parts.v])) {
                reached[r->to - o->parts.v] = true;
                is_growing = true;
            }
        }
    }
}

static bool is_content_types(struct str name)
{
    return str_eq_any_case(name, STR("[Content_Types].xml"));
}

static void drop_parts(struct office *o)
{
    bool *before = ARENA_ARRAY(o->arena, o->parts.n + 1, bool);
    bool *after = ARENA_ARRAY(o->arena, o->parts.n + 1, bool);
    bool takes_extras = cleaning_may(o->c, "OOX-212");

    mark_reachable(o, false, before);
    mark_reachable(o, true, after);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct office_part *part = &o->parts.v[i];

        if (is_rels(part->name) || is_content_types(part->name)) {
            continue;
        }
        bool is_twin = i > 0 && str_eq_any_case(part[-1].name, part->name);
        bool is_extra = (is_twin || !part->is_used) && takes_extras;

        if (is_extra) {
            cleaning_log(o->c, "OOX-212", part->name, 1);
        }
        part->is_gone = part->is_gone || is_extra || (before[i] && !after[i]);
    }
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct office_part *part = &o->parts.v[i];

        if (is_rels(part->name)) {
            struct str source = source_of(o->arena, part->name);
            const struct office_part *from = source.n == 0 ? NULL : find_part(o, source);

            /* Its part is gone, or never was. */
            part->is_gone = source.n > 0 && (from == NULL || from->is_gone);
        }
    }
}

/* ---- editing ---- */

bool office_edit_begin(struct office_edit *e, struct office *o, struct office_part *part)
{
    struct str bytes;

    *e = (struct office_edit){.o = o, .part = part};
    if (part == NULL || !office_bytes(o, &e->arena, part, &bytes)) {
        return false;
    }
    e->edits.arena = &e->arena;
    return xml_tree_parse(&e->arena, bytes, &e->tree) == 0;
}

void office_edit_end(struct office_edit *e)
{
    if (e->edits.list.n > 0) {
        e->part->bytes =
            arena_str(e->o->arena, xml_edits_apply(&e->edits, &e->arena, e->tree.bytes));
        e->part->is_changed = true;
    }
    arena_done(&e->arena);
}

void office_log(struct office_edit *e, const char *rule, uint32_t count)
{
    cleaning_log(e->o->c, rule, e->part->name, count);
}

static bool is_list(const struct xml_tree *t, uint32_t node)
{
    static const char *const lists[] = {
        "hyperlinks",  "externalReferences",  "tableParts",       "oleObjects",
        "controls",    "custDataLst",         "pivotCaches",      "definedNames",
        "custShowLst", "customWorkbookViews", "customSheetViews", "customProperties",
        "docVars",     "smartTags",           "embeddedFontLst",  "scenarios"};

    for (size_t i = 0; i < COUNT(lists); i++) {
        if (xml_tree_is(t, node, lists[i])) {
            return true;
        }
    }
    return false;
}

static struct office_list *list_of(struct office_edit *e, uint32_t node)
{
    for (uint32_t i = 0; i < e->lists.n; i++) {
        if (e->lists.v[i].node == node) {
            return &e->lists.v[i];
        }
    }
    struct office_list *list = VEC_ADD(&e->arena, &e->lists);

    list->node = node;
    for (uint32_t i = e->tree.nodes.v[node].child; i != XML_TREE_NONE;
         i = e->tree.nodes.v[i].next) {
        list->elements++;
    }
    return list;
}

void office_remove_from_list(struct office_edit *e, uint32_t node)
{
    uint32_t parent = e->tree.nodes.v[node].parent;

    xml_edit_remove(&e->edits, &e->tree, node);
    if (e->is_listed_gone == NULL) {
        e->is_listed_gone = ARENA_ARRAY(&e->arena, e->tree.nodes.n, bool);
    }
    if (is_list(&e->tree, parent) && !e->is_listed_gone[node]) {
        e->is_listed_gone[node] = true;
        struct office_list *list = list_of(e, parent);

        list->removed++;
        if (list->removed >= list->elements) {
            xml_edit_remove(&e->edits, &e->tree, parent);
        }
    }
}

static bool has_gone(const struct office *o, struct str source)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        if (o->relations.v[i].is_gone && str_eq_any_case(o->relations.v[i].source, source)) {
            return true;
        }
    }
    return false;
}

struct gone_ids {
    VEC(struct str) list;
};

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The ids of a part that lead nowhere any more, in order. */
static void list_gone(struct office_edit *e, struct gone_ids *ids)
{
    for (uint32_t i = 0; i < e->o->relations.n; i++) {
        const struct office_relation *r = &e->o->relations.v[i];

        if (r->is_gone && str_eq_any_case(r->source, e->part->name)) {
            *VEC_ADD(&e->arena, &ids->list) = r->id;
        }
    }
    if (ids->list.n > 0) {
        qsort(ids->list.v, ids->list.n, sizeof(ids->list.v[0]), by_bytes);
    }
}

static bool is_gone_id(const struct gone_ids *ids, struct str id)
{
    return bsearch(&id, ids->list.v, ids->list.n, sizeof(ids->list.v[0]), by_bytes) != NULL;
}

/* Elements that do without the reference. */
static bool stays_without(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "pageSetup") || xml_tree_is(t, node, "blip") ||
           xml_tree_is(t, node, "imagedata") || xml_tree_is(t, node, "pivotCacheDefinition") ||
           (xml_tree_is(t, node, "hyperlink") &&
            !xml_tree_is(t, t->nodes.v[node].parent, "hyperlinks"));
}

void office_edit_references(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    struct gone_ids ids = {};

    list_gone(e, &ids);
    for (uint32_t i = 1; i < t->nodes.n && ids.list.n > 0; i++) {
        const struct xml_node *x = &t->nodes.v[i];
        struct xml_attr attr;

        for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
            if (!str_has(attr.name, STR(":")) || !is_gone_id(&ids, attr.value)) {
                continue;
            }
            if (stays_without(t, i) || x->parent == XML_TREE_NONE) {
                xml_edit_cut(&e->edits, attr.beg, attr.end);
            } else {
                office_remove_from_list(e, i);
                break;
            }
        }
    }
}

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

    if (!is_kinds && !is_drawing && !has_gone(o, part->name) &&
        (!office_bytes(o, &scratch, part, &bytes) || !office_common_concerns(o, part, bytes))) {
        return;
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
    int outcome = cleaners_run_member(o->c, bytes, part->name, &out, err);

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

        if (part->is_gone || is_rels(part->name) || is_content_types(part->name)) {
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

        if (o->parts.v[i].is_gone || !is_rels(o->parts.v[i].name) ||
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
        office_edit_end(&e);
    }
}

static void edit_types(struct office *o)
{
    struct office_edit e;

    if (!office_edit_begin(&e, o, find_part(o, STR("[Content_Types].xml")))) {
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
        const struct office_part *part = find_part(o, name);

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

/* Comments and other bytes between, before and behind the entries. */
static bool has_trailing(struct str bytes)
{
    ptrdiff_t end = str_rfind(bytes, STR("PK\x05\x06"));
    struct zip_gap gap;

    return (end >= 0 && (size_t)end + 22 < bytes.n) || zip_gaps_find(bytes, &gap);
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
    if (list_parts(o, err) < 0 || read_relations(o, err) < 0 || office_kind_find(o, err) < 0) {
        return -1;
    }
    int r = plan(o, err);

    if (r != 0) {
        return r;
    }
    drop_parts(o);
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
