/*
 * OpenDocument packages: what each part is by its name, the manifest, and the XML parts of the
 * document and of the objects in it, which odf-content.c walks through. The rules are those of the
 * other office files, since what a person sees and does is the same.
 */
#include "inspect/office/odf.h"

#include "base/tr.h"
#include "inspect/local-path.h"
#include "inspect/office/odf-content.h"
#include "inspect/office/odf-walk.h"
#include "inspect/office/ooxml-value.h"

static const struct str mime = STR("application/vnd.oasis.opendocument.");

bool odf_recognise(struct str bytes)
{
    enum { FIRST_NAME_AT = 30, DIRECTORY_BYTES = 64 * 1024 };
    struct str end =
        str_sub(bytes, bytes.n > DIRECTORY_BYTES ? bytes.n - DIRECTORY_BYTES : 0, bytes.n);

    if (!str_starts(bytes, STR("PK\x03\x04"))) {
        return false;
    }
    return str_at(bytes, FIRST_NAME_AT, STR("mimetypeapplication/vnd.oasis.opendocument.")) ||
           (str_has(end, STR("META-INF/manifest.xml")) && str_has(end, STR("content.xml")) &&
            str_has(end, STR("styles.xml")) && str_has(bytes, mime));
}

bool odf_flat_recognise(struct str bytes)
{
    enum { HEAD_BYTES = 4096 };
    struct str head = str_sub(bytes, 0, HEAD_BYTES);

    return str_has(str_sub(head, 0, 512), STR("<?xml")) && str_has(head, STR("office:document")) &&
           str_has(head, mime);
}

/* How the parts of a document are walked through. */
struct document {
    enum odf_flavour flavour;
    bool is_template;
    struct odf_marks *marks; /* may be NULL */
};

/* The kind by what the file says of itself. */
static enum odf_flavour tell_kind(struct found *f, struct str head)
{
    static const struct {
        struct str word;
        const char *kind;
        enum odf_flavour flavour;
    } kinds[] = {{STR("opendocument.text"), "odt", ODF_TEXT},
                 {STR("opendocument.spreadsheet"), "ods", ODF_SHEET},
                 {STR("opendocument.presentation"), "odp", ODF_SLIDE},
                 {STR("opendocument.graphics"), "odg", ODF_SLIDE}};

    f->kind = STR("odf");
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (str_has(head, kinds[i].word)) {
            f->kind = str_of(kinds[i].kind);
            return kinds[i].flavour;
        }
    }
    return ODF_TEXT;
}

/* ---- the manifest ---- */

struct manifest_walk {
    struct ooxml *o;
    bool is_encrypted;
};

static enum xml_step manifest_start(void *user, const struct xml_element *e)
{
    struct manifest_walk *w = user;
    struct str path;

    if (ooxml_is(e->name, "file-entry") && xml_attribute(e, "full-path", &path)) {
        struct ooxml_part *part = ooxml_part(w->o, path);

        if (part != NULL) {
            part->is_used = true;
        }
    }
    w->is_encrypted |= ooxml_is(e->name, "encryption-data");
    return XML_ENTER;
}

static void manifest_end(void *user, const char *name, enum xml_namespace ns)
{
}

/*
 * Reads the manifest; false when it cannot be read. Old files declare a document type in it, by its
 * name only: that is taken out, since it says nothing.
 */
static bool read_manifest(struct ooxml *o, struct manifest_walk *w)
{
    static const struct xml_handler handler = {.start = manifest_start, .end = manifest_end};
    struct arena scratch CLEANUP(arena_done) = {};
    struct str bytes;

    if (!ooxml_bytes(o, &scratch, STR("META-INF/manifest.xml"), &bytes)) {
        return false;
    }
    struct str text = arena_str(&scratch, bytes);
    ptrdiff_t beg = str_find(text, STR("<!DOCTYPE"), 0);
    ptrdiff_t end = beg < 0 ? -1 : str_find(text, STR(">"), (size_t)beg);

    if (end >= 0 && !str_has(str_sub(text, (size_t)beg, (size_t)end), STR("["))) {
        memset((char *)(uintptr_t)text.p + beg, ' ', (size_t)(end - beg) + 1);
    }
    return xml_walk(text, &handler, w) == XML_DONE;
}

/* ---- parts ---- */

static void check_picture(struct ooxml *o, const struct ooxml_part *part)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str bytes;
    uint32_t before = found_of_pictures(o->found);

    if (ooxml_part_bytes(o, &scratch, part, &bytes)) {
        found_member(o->found, bytes, part->name);
        if (found_of_pictures(o->found) > before) {
            found_add(o->found, "OOX-213", INSPECT_STRUCTURAL, part->name, (struct str){});
        }
    }
}

static void check_part(struct ooxml *o, const struct ooxml_part *part, bool is_listed)
{
    static const struct {
        const char *head, *rule;
        bool is_member;
    } rules[] = {{"Thumbnails/", "OOX-211", false},
                 {"Basic/", "OOX-208", false},
                 {"Scripts/", "OOX-208", false},
                 {"META-INF/documentsignatures", "OOX-217", false},
                 {"META-INF/macrosignatures", "OOX-217", false},
                 {"Versions/", "OOX-212", true},
                 {"VersionList.xml", "OOX-212", false}};
    struct found *f = o->found;
    bool is_document = ooxml_ends(part->name, ".xml") || ooxml_ends(part->name, ".rdf") ||
                       ooxml_starts(part->name, "META-INF/") || str_eq(part->name, STR("mimetype"));

    for (size_t i = 0; i < COUNT(rules); i++) {
        if (ooxml_starts(part->name, rules[i].head)) {
            found_add(f, rules[i].rule, INSPECT_STRUCTURAL, part->name, (struct str){});
            if (rules[i].is_member) {
                check_picture(o, part);
            }
            return;
        }
    }
    if (is_listed && !part->is_used && !ooxml_starts(part->name, "META-INF/") &&
        !str_eq(part->name, STR("mimetype"))) {
        found_add(f, "OOX-212", INSPECT_STRUCTURAL, part->name, (struct str){});
    }
    if (ooxml_starts(part->name, "Pictures/") || ooxml_starts(part->name, "media/")) {
        check_picture(o, part);
    } else if (ooxml_starts(part->name, "Object") && str_find(part->name, STR("/"), 0) < 0) {
        found_add(f, "OOX-207", INSPECT_STRUCTURAL, part->name, (struct str){});
        check_picture(o, part);
    } else if (!is_document && !ooxml_starts(part->name, "Configurations") &&
               !ooxml_starts(part->name, "ObjectReplacements/") &&
               !ooxml_starts(part->name, "Fonts/") && !ooxml_starts(part->name, "layout-cache")) {
        check_picture(o, part);
    }
}

/* Styles, content and the rest of a document; `folder` = "" or that of an object in it. */
static void read_document(struct ooxml *o, struct str folder, const struct document *d)
{
    static const char *const parts[] = {"meta.xml", "settings.xml", "styles.xml", "content.xml"};
    struct arena arena CLEANUP(arena_done) = {};
    struct odf_walk *w = odf_content_open(o->found, &arena, d->flavour, o, d->marks);
    bool has_content = true;

    if (d->is_template) {
        odf_content_is_template(w);
    }

    for (size_t i = 0; i < COUNT(parts); i++) {
        struct str name = arena_printf(o->arena, "%.*s%s", STR_ARG(folder), parts[i]);

        odf_content_part(w, name);
        has_content = ooxml_walk(o, name, &odf_content_handler, w) ||
                      (d->is_template && ooxml_part(o, STR("styles.xml")) != NULL);
    }
    /* A template may hold nothing but styles. */
    if (!has_content && folder.n == 0) {
        found_less(o->found, INSPECT_UNREADABLE,
                   tr("the office file has no main part of a known kind"));
    }
    odf_content_close(w);
}

bool odf_is_shown_object(struct str content)
{
    return str_has(content, STR("<office:chart")) || str_has(content, STR("<math")) ||
           str_has(content, STR("<math:math"));
}

static bool is_shown_object(struct ooxml *o, const struct ooxml_part *content)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str bytes;

    return ooxml_part_bytes(o, &scratch, content, &bytes) && odf_is_shown_object(bytes);
}

static void read_objects(struct ooxml *o, struct odf_marks *marks)
{
    const struct document d = {.flavour = ODF_TEXT, .marks = marks};

    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct str name = o->parts.v[i].name;
        ptrdiff_t slash = str_rfind(name, STR("/content.xml"));

        if (slash > 0 && (size_t)slash + 12 == name.n) {
            struct str folder = str_sub(name, 0, (size_t)slash + 1);

            if (!is_shown_object(o, &o->parts.v[i])) {
                found_add(o->found, "OOX-207", INSPECT_STRUCTURAL, folder, (struct str){});
            }
            read_document(o, folder, &d);
        }
    }
}

static void inspect_package(struct found *f, struct str bytes, struct odf_marks *marks)
{
    struct ooxml o = {.found = f, .arena = f->arena};
    struct manifest_walk manifest = {.o = &o};
    struct err err = {};
    struct str head = str_sub(bytes, 0, 200);
    struct document d = {.flavour = tell_kind(f, head),
                         .is_template = str_has(head, STR("-template")),
                         .marks = marks};

    if (package_open(&o.package, bytes, &err) < 0) {
        found_less(f, INSPECT_UNREADABLE, err.message);
        return;
    }
    ooxml_open(&o);
    bool is_listed = read_manifest(&o, &manifest);

    if (manifest.is_encrypted) {
        found_add(f, "OOX-216", INSPECT_STRUCTURAL, STR("META-INF/manifest.xml"), (struct str){});
        found_less(f, INSPECT_REFUSED,
                   tr("the file is encrypted; open it with its password and save it without one"));
        package_close(&o.package);
        return;
    }
    read_document(&o, (struct str){}, &d);
    read_objects(&o, marks);
    bool was_in_document = f->in_document;

    f->in_document = true;
    for (uint32_t i = 0; i < o.parts.n; i++) {
        check_part(&o, &o.parts.v[i], is_listed);
    }
    f->in_document = was_in_document;
    package_close(&o.package);
}

static void inspect_flat(struct found *f, struct str bytes, struct odf_marks *marks)
{
    struct arena arena CLEANUP(arena_done) = {};
    enum odf_flavour flavour = tell_kind(f, str_sub(bytes, 0, 4096));
    struct odf_walk *w = odf_content_open(f, &arena, flavour, NULL, marks);

    odf_content_part(w, f->kind);
    local_path_scan(f, bytes, f->kind);
    if (xml_walk(bytes, &odf_content_handler, w) != XML_DONE) {
        found_less(f, INSPECT_PARTIAL, tr("a part is damaged and was read in part"));
    }
    odf_content_close(w);
}

void odf_inspect(struct found *f, struct str bytes)
{
    inspect_package(f, bytes, NULL);
}

void odf_flat_inspect(struct found *f, struct str bytes)
{
    inspect_flat(f, bytes, NULL);
}

void odf_inspect_marks(struct found *f, struct str bytes, struct odf_marks *ret_marks)
{
    inspect_package(f, bytes, ret_marks);
}

void odf_flat_inspect_marks(struct found *f, struct str bytes, struct odf_marks *ret_marks)
{
    inspect_flat(f, bytes, ret_marks);
}
