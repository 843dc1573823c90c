/* The parts of an office file being cleaned; see office-part.h. */
#include "clean/office/office-part.h"

#include "base/hex.h"
#include "read/xml-tree.h"

#include <stdlib.h>

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

struct office_part *office_part_any(const struct office *o, struct str name)
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
    struct office_part *part = office_part_any(o, name);

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
        r->to = office_part_any(o, r->target);
        if (r->to == NULL) {
            r->to = office_part_any(o, percent_decoded(o->arena, r->target));
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

bool office_part_is_rels(struct str name)
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

        if (!office_part_is_rels(part->name)) {
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

bool office_part_has_gone(const struct office *o, struct str source)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        if (o->relations.v[i].is_gone && str_eq_any_case(o->relations.v[i].source, source)) {
            return true;
        }
    }
    return false;
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
            const struct office_part *from =
                r->source.n == 0 ? NULL : office_part_any(o, r->source);

            if (r->source.n == 0 || (from != NULL && reached[from - o->parts.v])) {
                reached[r->to - o->parts.v] = true;
                is_growing = true;
            }
        }
    }
}

bool office_part_is_types(struct str name)
{
    return str_eq_any_case(name, STR("[Content_Types].xml"));
}

void office_parts_drop(struct office *o)
{
    bool *before = ARENA_ARRAY(o->arena, o->parts.n + 1, bool);
    bool *after = ARENA_ARRAY(o->arena, o->parts.n + 1, bool);
    bool takes_extras = cleaning_may(o->c, "OOX-212");

    mark_reachable(o, false, before);
    mark_reachable(o, true, after);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct office_part *part = &o->parts.v[i];

        if (office_part_is_rels(part->name) || office_part_is_types(part->name)) {
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

        if (office_part_is_rels(part->name)) {
            struct str source = source_of(o->arena, part->name);
            const struct office_part *from = source.n == 0 ? NULL : office_part_any(o, source);

            /* Its part is gone, or never was. */
            part->is_gone = source.n > 0 && (from == NULL || from->is_gone);
        }
    }
}

int office_parts_read(struct office *o, struct err *err)
{
    return list_parts(o, err) < 0 ? -1 : read_relations(o, err);
}
