/*
 * OpenDocument packages being cleaned; see odf.h. What parts are is told by their names (ODF 1.3
 * part 2); those that go leave the manifest too.
 */
#include "clean/office/odf.h"

#include "base/tr.h"
#include "clean/zip-write.h"

#include <stdlib.h>

enum { MAX_CHANGED_BYTES = 400 * 1024 * 1024 };

static const struct str manifest_name = STR_IN_TABLE("META-INF/manifest.xml");

/* ---- parts ---- */

/* The first part of the name, or NULL. */
static struct odf_part *find_part(const struct odf *o, struct str name)
{
    uint32_t beg = 0;
    uint32_t end = o->parts.n;

    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;

        if (str_cmp(o->parts.v[o->by_name[middle]].name, name) < 0) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    struct odf_part *part = beg < o->parts.n ? &o->parts.v[o->by_name[beg]] : NULL;

    return part != NULL && str_eq(part->name, name) ? part : NULL;
}

static int by_name(const void *a, const void *b, void *parts)
{
    const struct odf_part *x = (const struct odf_part *)parts + *(const uint32_t *)a;
    const struct odf_part *y = (const struct odf_part *)parts + *(const uint32_t *)b;
    int order = str_cmp(x->name, y->name);

    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static int list_parts(struct odf *o, struct err *err)
{
    for (uint32_t i = 0; i < package_count(&o->package); i++) {
        struct package_entry entry;

        if (package_entry(&o->package, i, &entry, err) < 0) {
            return -1;
        }
        *VEC_ADD(o->arena, &o->parts) = (struct odf_part){.name = entry.name, .index = i};
    }
    o->by_name = ARENA_ARRAY(o->arena, o->parts.n + 1, uint32_t);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        o->by_name[i] = i;
    }
    qsort_r(o->by_name, o->parts.n, sizeof(o->by_name[0]), by_name, o->parts.v);
    return 0;
}

static bool part_bytes(struct odf *o, struct arena *a, const struct odf_part *part,
                       struct str *ret_bytes)
{
    struct err err = {};

    if (part->is_changed) {
        *ret_bytes = part->bytes;
        return true;
    }
    o->package.total_bytes = 0; /* parts are dropped one by one */
    return package_entry_bytes(&o->package, a, part->index, ret_bytes, &err) == 0;
}

/* Past the declaration of the document type that old manifests have. */
static size_t first_tag(struct str bytes)
{
    ptrdiff_t at = str_find(bytes, STR("<!DOCTYPE"), 0);
    ptrdiff_t end = at < 0 ? -1 : str_find(bytes, STR(">"), (size_t)at);

    return end < 0 ? 0 : (size_t)end + 1;
}

/* ---- styles ---- */

static enum xml_step style_start(void *user, const struct xml_element *e)
{
    odf_style_start(user, e);
    return XML_ENTER;
}

static void style_end(void *user, const char *name, enum xml_namespace ns)
{
    odf_style_end(user, name);
}

static void read_styles(struct odf_styles *s, struct str bytes)
{
    static const struct xml_handler handler = {.start = style_start, .end = style_end};

    (void)xml_walk(bytes, &handler, s);
}

/* ---- what the manifest says ---- */

struct manifest {
    struct xml_tree tree;
    struct str bytes;
    bool is_read, is_encrypted;
};

static void read_manifest(struct odf *o, struct manifest *m)
{
    struct odf_part *part = find_part(o, manifest_name);

    if (part == NULL || !part_bytes(o, o->arena, part, &m->bytes) ||
        xml_tree_parse_from(o->arena, m->bytes, first_tag(m->bytes), &m->tree) != 0) {
        return;
    }
    m->is_read = true;
    for (uint32_t i = 1; i < m->tree.nodes.n; i++) {
        m->is_encrypted |= xml_tree_is(&m->tree, i, "encryption-data");
        if (xml_tree_is(&m->tree, i, "file-entry")) {
            struct odf_part *listed = find_part(o, xml_tree_value(&m->tree, i, "full-path"));

            if (listed != NULL) {
                listed->is_listed = true;
            }
        }
    }
}

/* Whether the entry is about a part that goes, or a folder of which nothing stays. */
static bool is_about_gone(const struct odf *o, struct str path)
{
    const struct odf_part *part = find_part(o, path);
    bool any = false;

    if (part != NULL) {
        return part->is_gone;
    }
    for (uint32_t i = 0; i < o->parts.n && path.n > 1 && str_ends(path, STR("/")); i++) {
        if (str_starts(o->parts.v[i].name, path)) {
            any = true;
            if (!o->parts.v[i].is_gone) {
                return false;
            }
        }
    }
    return any;
}

static void edit_manifest(struct odf *o, const struct manifest *m)
{
    struct xml_edits edits = {.arena = o->arena};
    struct odf_part *part = find_part(o, manifest_name);

    for (uint32_t i = 1; m->is_read && i < m->tree.nodes.n; i++) {
        if (xml_tree_is(&m->tree, i, "file-entry") &&
            is_about_gone(o, xml_tree_value(&m->tree, i, "full-path"))) {
            xml_edit_remove(&edits, &m->tree, i);
        }
    }
    if (edits.list.n > 0) {
        part->bytes = xml_edits_apply(&edits, o->arena, m->bytes);
        part->is_changed = true;
    }
}

/* ---- parts that go ---- */

static int plan_signature(struct odf *o)
{
    static const struct str names[] = {STR_IN_TABLE("META-INF/documentsignatures.xml"),
                                       STR_IN_TABLE("META-INF/macrosignatures.xml")};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct odf_part *part = find_part(o, names[i]);

        if (part == NULL) {
            continue;
        }
        if (!cleaning_may(o->c, "OOX-217")) {
            return cleaning_stop(o->c, tr("it is signed; any change makes the signature invalid"),
                                 tr("to clean it and drop the signature: --yes OOX-217"));
        }
        part->is_gone = true;
        cleaning_log(o->c, "OOX-217", part->name, 1);
    }
    return 0;
}

static void plan_parts(struct odf *o, const struct manifest *m)
{
    static const struct {
        struct str head;
        const char *rule;
    } rules[] = {{STR_IN_TABLE("Thumbnails/"), "OOX-211"},
                 {STR_IN_TABLE("Basic/"), "OOX-208"},
                 {STR_IN_TABLE("Scripts/"), "OOX-208"},
                 {STR_IN_TABLE("Versions/"), "OOX-212"},
                 {STR_IN_TABLE("VersionList.xml"), "OOX-212"}};

    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct odf_part *part = &o->parts.v[i];
        const char *rule = NULL;

        for (size_t k = 0; k < COUNT(rules); k++) {
            rule = str_starts(part->name, rules[k].head) ? rules[k].rule : rule;
        }
        if (rule == NULL && m->is_read && !part->is_listed && !str_ends(part->name, STR("/")) &&
            !str_starts(part->name, STR("META-INF/")) && !str_eq(part->name, STR("mimetype"))) {
            rule = "OOX-212";
        }
        if (rule != NULL && cleaning_may(o->c, rule)) {
            part->is_gone = true;
            cleaning_log(o->c, rule, part->name, str_ends(part->name, STR("/")) ? 0 : 1);
        }
    }
}

/* ---- documents ---- */

/* Begins to edit a part; false when it is missing or no XML that can be edited. */
static bool begin(struct odf_edit *e, struct odf_part *part)
{
    struct str bytes;

    e->edits = (struct xml_edits){.arena = e->arena};
    e->blank_run = XML_TREE_NONE;
    e->part = part == NULL ? (struct str){} : part->name;
    if (part == NULL || part->is_gone || !part_bytes(e->o, e->arena, part, &bytes) ||
        xml_tree_parse(e->arena, bytes, &e->tree) != 0) {
        return false;
    }
    odf_look_begin(e);
    return true;
}

static const char *const document_parts[] = {"meta.xml", "settings.xml", "styles.xml",
                                             "content.xml"};

static struct odf_part *part_of(struct odf *o, struct str folder, size_t i)
{
    return find_part(o, arena_printf(o->arena, "%.*s%s", STR_ARG(folder), document_parts[i]));
}

/* Plans and edits the parts of a document in the folder ("" = the main one). */
static int clean_document(struct odf *o, struct str folder)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct odf_styles styles CLEANUP(odf_styles_done);
    struct odf_edit e = {.o = o, .arena = &arena, .styles = &styles, .is_main = folder.n == 0};
    int r = 0;

    odf_styles_init(&styles, &arena);
    for (size_t i = 2; i < COUNT(document_parts); i++) {
        struct odf_part *part = part_of(o, folder, i);
        struct str bytes;

        if (part != NULL && part_bytes(o, &arena, part, &bytes)) {
            read_styles(&styles, bytes);
        }
    }
    for (size_t i = 0; i < COUNT(document_parts) && r == 0; i++) {
        if (begin(&e, part_of(o, folder, i))) {
            e.is_main = folder.n == 0 && i == 3;
            r = odf_content_plan(&e);
        }
    }
    for (size_t i = 0; i < COUNT(document_parts) && r == 0; i++) {
        struct odf_part *part = part_of(o, folder, i);

        if (!begin(&e, part)) {
            continue;
        }
        e.is_main = folder.n == 0 && i == 3;
        odf_content_edit(&e);
        if (e.edits.list.n > 0) {
            part->bytes = xml_edits_apply(&e.edits, o->arena, e.tree.bytes);
            part->is_changed = true;
        }
    }
    return r;
}

static bool is_of_object(struct str name, struct str object)
{
    return str_starts(name, object) && (name.n == object.n || name.p[object.n] == '/');
}

/* Objects that no frame shows any more; the pictures of them stay. */
static void drop_objects(struct odf *o)
{
    for (uint32_t i = 0; i < o->gone_objects.n; i++) {
        struct str object = o->gone_objects.v[i];
        bool is_kept = false;

        for (uint32_t k = 0; k < o->kept_objects.n; k++) {
            is_kept |= str_eq(o->kept_objects.v[k], object);
        }
        for (uint32_t k = 0; k < o->parts.n && !is_kept; k++) {
            o->parts.v[k].is_gone |= is_of_object(o->parts.v[k].name, object);
        }
    }
}

static int clean_objects(struct odf *o)
{
    int r = 0;

    for (uint32_t i = 0; i < o->parts.n && r == 0; i++) {
        struct str name = o->parts.v[i].name;
        ptrdiff_t slash = str_rfind(name, STR("/content.xml"));

        if (slash > 0 && (size_t)slash + 12 == name.n && !o->parts.v[i].is_gone) {
            enum odf_flavour flavour = o->flavour;

            o->flavour = ODF_TEXT;
            r = clean_document(o, str_sub(name, 0, (size_t)slash + 1));
            o->flavour = flavour;
        }
    }
    return r;
}

static bool is_member(struct str name)
{
    return str_starts(name, STR("Pictures/")) || str_starts(name, STR("media/")) ||
           (str_starts(name, STR("Obj")) && str_find(name, STR("/"), 0) < 0);
}

/* Pictures and other files; one that cannot be cleaned stays, and the inspection tells of it. */
static int clean_member(struct odf *o, struct odf_part *part, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct buf out CLEANUP(buf_done);
    struct str bytes;

    buf_init(&out, CLEANING_MAX_BYTES);
    if (!part_bytes(o, &scratch, part, &bytes)) {
        return 0;
    }
    int outcome = cleaning_member(o->c, bytes, part->name, &out, err);

    if (outcome == CLEANING_DONE && !buf_is_full(&out)) {
        part->bytes = arena_str(o->arena, buf_str(&out));
        part->is_changed = true;
    }
    return outcome == CLEANING_UNDECIDED ? outcome : 0;
}

/* ---- the package ---- */

static bool has_change(const struct odf *o)
{
    for (uint32_t i = 0; i < o->parts.n; i++) {
        if (o->parts.v[i].is_gone || o->parts.v[i].is_changed) {
            return true;
        }
    }
    return false;
}

static int write_package(struct odf *o, struct buf *out, struct err *err)
{
    struct zip_write zip CLEANUP(zip_write_done);
    size_t changed = 0;

    zip_write_init(&zip, out, false);
    for (uint32_t i = 0; i < o->parts.n; i++) {
        const struct odf_part *part = &o->parts.v[i];

        if (part->is_gone) {
            continue;
        }
        changed += part->is_changed ? part->bytes.n : 0;
        if (changed > MAX_CHANGED_BYTES) {
            return err_set(err, ERR_LIMIT, "the result is larger than %d MB",
                           MAX_CHANGED_BYTES / 1024 / 1024);
        }
        if (zip_write_entry(&zip, &o->package, part->index, part->name,
                            part->is_changed ? &part->bytes : NULL, err) < 0) {
            return -1;
        }
    }
    return zip_write_end(&zip, err);
}

static enum odf_flavour flavour_of(struct str head)
{
    return str_has(head, STR("opendocument.spreadsheet")) ? ODF_SHEET
           : str_has(head, STR("opendocument.presentation")) ||
                   str_has(head, STR("opendocument.graphics"))
               ? ODF_SLIDE
               : ODF_TEXT;
}

static int clean_package(struct odf *o, struct buf *out, struct err *err)
{
    struct manifest manifest = {};
    int r;

    if (list_parts(o, err) < 0) {
        return -1;
    }
    read_manifest(o, &manifest);
    if (manifest.is_encrypted) {
        return err_set(err, ERR_UNSUPPORTED,
                       "the file is encrypted; open it with its password and save it without one");
    }
    r = plan_signature(o);
    if (r != 0) {
        return r;
    }
    plan_parts(o, &manifest);
    r = clean_document(o, (struct str){});
    drop_objects(o);
    r = r != 0 ? r : clean_objects(o);
    for (uint32_t i = 0; i < o->parts.n && r == 0; i++) {
        if (is_member(o->parts.v[i].name) && !o->parts.v[i].is_gone) {
            r = clean_member(o, &o->parts.v[i], err);
        }
    }
    if (r != 0 || !has_change(o)) {
        return r != 0 ? r : CLEANING_NOTHING;
    }
    edit_manifest(o, &manifest);
    return write_package(o, out, err);
}

/* What cannot be seen takes all the inspector knows. */
static void find_marks(struct odf *o, struct str bytes, bool is_flat)
{
    struct found found;

    found_init(&found, o->arena, true);
    found.inspect = o->c->found.inspect;
    found.jis = o->c->found.jis;
    o->marks.arena = o->arena;
    if (is_flat) {
        odf_flat_inspect_marks(&found, bytes, &o->marks);
    } else {
        odf_inspect_marks(&found, bytes, &o->marks);
    }
}

int odf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct odf o = {.c = c, .arena = &arena, .flavour = flavour_of(str_sub(bytes, 0, 200))};

    if (package_open(&o.package, bytes, err) < 0) {
        return -1;
    }
    find_marks(&o, bytes, false);
    int r = clean_package(&o, out, err);

    package_close(&o.package);
    return r;
}

int odf_flat_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct odf_styles styles CLEANUP(odf_styles_done);
    struct odf o = {.c = c, .arena = &arena, .flavour = flavour_of(str_sub(bytes, 0, 4096))};
    struct odf_edit e = {
        .o = &o, .arena = &arena, .styles = &styles, .is_main = true, .part = STR("-")};

    odf_styles_init(&styles, &arena);
    if (xml_tree_parse(&arena, bytes, &e.tree) != 0) {
        return err_set(err, ERR_INVALID, "the part '%s' is damaged", "-");
    }
    e.edits.arena = &arena;
    read_styles(&styles, bytes);
    find_marks(&o, bytes, true);
    odf_look_begin(&e);
    int r = odf_content_plan(&e);

    if (r != 0) {
        return r;
    }
    odf_content_edit(&e);
    if (e.edits.list.n == 0) {
        return CLEANING_NOTHING;
    }
    buf_add(out, xml_edits_apply(&e.edits, &arena, bytes));
    return CLEANING_DONE;
}
