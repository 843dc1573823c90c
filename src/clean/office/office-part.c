/* The parts of an office file being cleaned; see office-part.h. */
#include "clean/office/office-part.h"

#include "read/xml-tree.h"

bool office_is_named(struct str name, const char *head, const char *tail)
{
    return name.n >= strlen(head) + strlen(tail) && str_starts_any_case(name, str_of(head)) &&
           str_ends_any_case(name, str_of(tail));
}

/* ---- parts ---- */

struct office_part *office_part_any(const struct office *o, struct str name)
{
    uint32_t at = package_names_find(&o->names, name);

    return at == PACKAGE_NO_NAME ? NULL : &o->parts.v[at];
}

struct office_part *office_part(const struct office *o, struct str name)
{
    struct office_part *part = office_part_any(o, name);

    return part == NULL || part->is_gone ? NULL : part;
}

static int list_parts(struct office *o, struct err *err)
{
    if (package_names_list(&o->package, o->arena, &o->names, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < o->names.all.n; i++) {
        const struct package_name *x = &o->names.all.v[i];

        *VEC_ADD(o->arena, &o->parts) = (struct office_part){.name = x->name, .index = x->index};
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
    r->target = r->is_external ? target : package_name_of_target(o->arena, source, target);
    if (!r->is_external) {
        uint32_t at = package_names_find_target(&o->names, r->target);

        r->to = at == PACKAGE_NO_NAME ? NULL : &o->parts.v[at];
    }
}

static int read_relations(struct office *o, struct err *err)
{
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        struct office_part *part = &o->parts.v[i];
        struct xml_tree t;
        struct str bytes;

        if (!package_name_is_relations(part->name)) {
            continue;
        }
        if (!office_bytes(o, &scratch, part, &bytes) || xml_tree_parse(&scratch, bytes, &t) != 0) {
            return err_set(err, ERR_INVALID, "the part '%s' is damaged", part->name.p);
        }
        struct str source = package_name_of_source(o->arena, part->name);

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

        if (package_name_is_relations(part->name) || office_part_is_types(part->name)) {
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

        if (package_name_is_relations(part->name)) {
            struct str source = package_name_of_source(o->arena, part->name);
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
