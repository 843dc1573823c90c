/*
 * The package of an office file. First the directory and all relations are read, so that every part
 * is known with what leads to it; then each part goes to the rules of its place. A part is read into
 * an arena of its own and dropped.
 */
#include "inspect/ooxml.h"

#include "base/buf.h"
#include "base/tr.h"
#include "inspect/inspectors.h"
#include "inspect/local-path.h"
#include "inspect/personal.h"

#include <stdlib.h>
#include <strings.h>

bool ooxml_is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static bool starts(struct str s, const char *head)
{
    size_t n = strlen(head);

    return s.n >= n && strncasecmp(s.p, head, n) == 0;
}

static bool ends(struct str s, const char *tail)
{
    size_t n = strlen(tail);

    return s.n >= n && strncasecmp(s.p + s.n - n, tail, n) == 0;
}

static bool is_same_name(struct str a, struct str b)
{
    return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

struct str ooxml_value(struct arena *a, const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) ? arena_str(a, value) : (struct str){};
}

bool ooxml_is_on(const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) &&
           (str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on")));
}

/* ---- parts ---- */

static int compare_names(struct str a, struct str b)
{
    int order = strncasecmp(a.p, b.p, MIN(a.n, b.n));

    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* By name without regard to case, the first in the package first. */
static int by_name(const void *a, const void *b)
{
    const struct ooxml_part *x = a;
    const struct ooxml_part *y = b;
    int order = compare_names(x->name, y->name);

    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* The first part of the name, or NULL; the parts are in order. */
static struct ooxml_part *find_part(const struct ooxml *o, struct str name)
{
    uint32_t beg = 0;
    uint32_t end = o->parts.n;

    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;

        if (compare_names(o->parts.v[middle].name, name) < 0) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return beg < o->parts.n && is_same_name(o->parts.v[beg].name, name) ? &o->parts.v[beg] : NULL;
}

static bool part_bytes(struct ooxml *o, struct arena *a, const struct ooxml_part *part,
                       struct str *ret_bytes)
{
    struct err err = {};

    o->package.total_bytes = 0; /* parts are dropped one by one */
    if (package_entry_bytes(&o->package, a, part->index, ret_bytes, &err) == 0) {
        return true;
    }
    found_add(o->found, "SYS-399", INSPECT_STRUCTURAL, part->name, (struct str){});
    found_less(o->found, INSPECT_PARTIAL, err.message);
    return false;
}

bool ooxml_bytes(struct ooxml *o, struct arena *a, struct str name, struct str *ret_bytes)
{
    const struct ooxml_part *part = find_part(o, name);

    return part != NULL && part_bytes(o, a, part, ret_bytes);
}

void ooxml_walk(struct ooxml *o, struct str name, struct str bytes,
                const struct xml_handler *handler, void *user)
{
    enum xml_result result = xml_walk(bytes, handler, user);

    if (result != XML_DONE) {
        found_add(o->found, "SYS-399", INSPECT_STRUCTURAL, name, (struct str){});
        found_less(o->found, INSPECT_PARTIAL,
                   result == XML_HAS_DTD    ? tr("a part declares a document type and was not read")
                   : result == XML_TOO_DEEP ? tr("a part is nested too deep and was not read")
                                            : tr("a part is damaged and was read in part"));
    }
}

static void list_parts(struct ooxml *o)
{
    uint32_t n = package_count(&o->package);

    for (uint32_t i = 0; i < n; i++) {
        struct package_entry entry;
        struct err err = {};

        if (package_entry(&o->package, i, &entry, &err) < 0) {
            found_less(o->found, INSPECT_PARTIAL, err.message);
            continue;
        }
        if (entry.is_folder) {
            continue;
        }
        struct str name = entry.name;

        if (starts(name, "/")) {
            name = str_sub(name, 1, name.n);
        }
        *VEC_ADD(o->arena, &o->parts) = (struct ooxml_part){.name = name, .index = i};
    }
    if (o->parts.n > 0) {
        qsort(o->parts.v, o->parts.n, sizeof(o->parts.v[0]), by_name);
    }
}

/* ---- relations ---- */

/* "word/" + "../customXml/item1.xml" -> "customXml/item1.xml" */
static struct str resolve(struct arena *a, struct str source, struct str target)
{
    ptrdiff_t slash = str_rfind(source, STR("/"));
    struct str folder = str_sub(source, 0, slash < 0 ? 0 : (size_t)slash);

    if (starts(target, "/")) {
        return str_sub(target, 1, target.n);
    }
    while (starts(target, "../") || starts(target, "./")) {
        if (target.p[1] == '.') {
            slash = str_rfind(folder, STR("/"));
            folder = str_sub(folder, 0, slash < 0 ? 0 : (size_t)slash);
        }
        target = str_sub(target, target.p[1] == '.' ? 3 : 2, target.n);
    }
    return folder.n == 0 ? target
                         : arena_printf(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(target));
}

struct relations_walk {
    struct ooxml *o;
    struct str source;
};

static enum xml_step relation_start(void *user, const struct xml_element *e)
{
    struct relations_walk *w = user;
    struct arena *a = w->o->arena;

    if (!ooxml_is(e->name, "Relationship")) {
        return XML_ENTER;
    }
    struct str type = ooxml_value(a, e, "Type");
    ptrdiff_t slash = str_rfind(type, STR("/"));
    struct str target = ooxml_value(a, e, "Target");
    bool external = str_eq(ooxml_value(a, e, "TargetMode"), STR("External"));

    *VEC_ADD(a, &w->o->relations) = (struct ooxml_relation){
        .source = w->source,
        .id = ooxml_value(a, e, "Id"),
        .type = str_sub(type, slash < 0 ? 0 : (size_t)slash + 1, type.n),
        .target = external ? target : resolve(a, w->source, target),
        .is_external = external};
    return XML_ENTER;
}

static void no_end(void *user, const char *name, enum xml_namespace ns)
{
}

/* "word/_rels/document.xml.rels" -> "word/document.xml" */
static struct str source_of(struct arena *a, struct str name)
{
    ptrdiff_t at = str_find(name, STR("_rels/"), 0);
    struct str folder = str_sub(name, 0, (size_t)at);
    struct str file = str_sub(name, (size_t)at + 6, name.n - 5);

    return arena_printf(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(file));
}

static void read_relations(struct ooxml *o)
{
    static const struct xml_handler handler = {.start = relation_start, .end = no_end};

    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        struct str name = o->parts.v[i].name;
        struct str bytes;

        if (!ends(name, ".rels") || str_find(name, STR("_rels/"), 0) < 0 || name.n < 11) {
            continue;
        }
        struct relations_walk w = {.o = o, .source = source_of(o->arena, name)};

        if (part_bytes(o, &scratch, &o->parts.v[i], &bytes)) {
            ooxml_walk(o, name, bytes, &handler, &w);
        }
    }
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct ooxml_relation *r = &o->relations.v[i];

        struct ooxml_part *part = r->is_external ? NULL : find_part(o, r->target);

        for (; part != NULL && part < o->parts.v + o->parts.n &&
               is_same_name(part->name, r->target) && !part->is_used;
             part++) {
            part->is_used = true;
        }
        if (r->source.n == 0 && str_eq(r->type, STR("officeDocument"))) {
            o->main = r->target;
        }
    }
}

struct str ooxml_target(const struct ooxml *o, struct str source, struct str id)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct ooxml_relation *r = &o->relations.v[i];

        if (str_eq(r->id, id) && is_same_name(r->source, source)) {
            return r->target;
        }
    }
    return (struct str){};
}

static bool is_type(struct str type, const char *const *types)
{
    for (; *types != NULL; types++) {
        if (str_eq(type, str_of(*types))) {
            return true;
        }
    }
    return false;
}

static void check_relations(struct ooxml *o)
{
    static const char *const fetched[] = {
        "oleObject", "attachedTemplate", "subDocument", "externalLinkPath", "externalLink", "xlPathMissing",
        "mailMergeSource", "mailMergeHeaderSource", "audio", "video", "media", "frame",
        "package", "xlExternalLinkPath", "transform", "recipientData", "worksheetSource", NULL};

    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct ooxml_relation *r = &o->relations.v[i];
        struct str place = r->source.n == 0 ? STR("_rels/.rels") : r->source;

        if (!r->is_external) {
            if (str_eq(r->type, STR("aFChunk"))) {
                found_add(o->found, "DOC-226", INSPECT_STRUCTURAL, place, r->target);
            }
            continue;
        }
        if (str_eq(r->type, STR("image"))) {
            found_add(o->found, local_path_is(r->target) ? "OOX-209" : "OOX-210",
                      INSPECT_STRUCTURAL, place, r->target);
        } else if (is_type(r->type, fetched) || str_has(r->type, STR("xternalLink"))) {
            found_add(o->found, "OOX-209", INSPECT_STRUCTURAL, place, r->target);
        } else if (local_path_is(r->target)) {
            found_add(o->found, "OOX-203", INSPECT_STRUCTURAL, place, r->target);
        }
    }
}

/* ---- the directory ---- */

static void check_directory(struct ooxml *o, struct str bytes)
{
    ptrdiff_t end = str_rfind(bytes, STR("PK\x05\x06"));

    for (uint32_t i = 0; i < o->parts.n; i++) {
        const struct ooxml_part *part = &o->parts.v[i];

        if (i > 0 && is_same_name(part[-1].name, part->name)) {
            found_add(o->found, "OOX-212", INSPECT_STRUCTURAL, part->name, (struct str){});
            found_less(o->found, INSPECT_PARTIAL, tr("two parts have one name"));
        }
        if (!part->is_used && !ends(part->name, ".rels") &&
            !is_same_name(part->name, STR("[Content_Types].xml"))) {
            found_add(o->found, "OOX-212", INSPECT_STRUCTURAL, part->name, (struct str){});
        }
        if (str_has(part->name, STR("..")) || str_has(part->name, STR("\\"))) {
            found_add(o->found, "ZIP-295", INSPECT_STRUCTURAL, part->name, (struct str){});
        }
    }
    if (end >= 0 && (size_t)end + 22 < bytes.n) {
        found_add(o->found, "OOX-212", INSPECT_STRUCTURAL, STR("zip"),
                  str_sub(bytes, (size_t)end + 22, bytes.n));
    }
}

/* ---- properties ---- */

struct properties_walk {
    struct ooxml *o;
    struct str name;
    struct buf text;
    bool is_custom;
    struct str key; /* of a custom property */
    struct arena arena;
};

static enum xml_step properties_start(void *user, const struct xml_element *e)
{
    struct properties_walk *w = user;

    buf_clear(&w->text);
    if (w->is_custom && ooxml_is(e->name, "property")) {
        w->key = ooxml_value(&w->arena, e, "name");
    }
    return XML_ENTER;
}

static void properties_end(void *user, const char *name, enum xml_namespace ns)
{
    static const struct {
        const char *element, *rule;
    } rules[] = {
        {"creator", "OOX-201"},     {"lastModifiedBy", "OOX-201"}, {"title", "OOX-201"},
        {"subject", "OOX-201"},     {"keywords", "OOX-201"},       {"description", "OOX-201"},
        {"category", "OOX-201"},    {"contentStatus", "OOX-201"},  {"revision", "OOX-205"},
        {"lastPrinted", "OOX-205"}, {"Company", "OOX-202"},        {"Manager", "OOX-202"},
        {"Template", "OOX-202"},    {"HyperlinkBase", "OOX-202"},  {"TotalTime", "OOX-205"},
        {"identifier", "OOX-201"}};
    struct properties_walk *w = user;
    struct str text = str_trim(buf_str(&w->text));

    if (text.n == 0) {
        return;
    }
    if (w->is_custom) {
        if (!ooxml_is(name, "property") && !ooxml_is(name, "Properties")) {
            found_add(w->o->found, "OOX-201", INSPECT_STRUCTURAL,
                      arena_printf(&w->arena, "%.*s %.*s", STR_ARG(w->name), STR_ARG(w->key)),
                      text);
        }
        buf_clear(&w->text);
        return;
    }
    for (size_t i = 0; i < COUNT(rules); i++) {
        bool dull = (ooxml_is(name, "TotalTime") && str_eq(text, STR("0"))) ||
                    (ooxml_is(name, "revision") && str_eq(text, STR("1"))) ||
                    (ooxml_is(name, "Template") && starts(text, "Normal"));

        if (ooxml_is(name, rules[i].element) && !dull) {
            found_add(w->o->found, rules[i].rule, INSPECT_STRUCTURAL,
                      arena_printf(&w->arena, "%.*s %s", STR_ARG(w->name), name), text);
        }
    }
    buf_clear(&w->text);
}

static void properties_text(void *user, struct str text)
{
    buf_add(&((struct properties_walk *)user)->text, text);
}

static void read_properties(struct ooxml *o, struct str name, struct str bytes, bool is_custom)
{
    static const struct xml_handler handler = {
        .start = properties_start, .end = properties_end, .text = properties_text};
    struct properties_walk w = {.o = o, .name = name, .is_custom = is_custom};

    buf_init(&w.text, 64 * 1024);
    ooxml_walk(o, name, bytes, &handler, &w);
    buf_done(&w.text);
    arena_done(&w.arena);
}

/* ---- text of a part as a whole: comments, notes ---- */

struct text_walk {
    struct buf text;
};

static enum xml_step text_start(void *user, const struct xml_element *e)
{
    struct text_walk *w = user;
    struct arena scratch CLEANUP(arena_done) = {};
    static const char *const names[] = {"author", "displayName", "name", "initials"};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct str value = ooxml_value(&scratch, e, names[i]);

        /* Names of styles and shapes are no names of people. */
        if (value.n > 0 && (i < 2 || ooxml_is(e->name, "cmAuthor") || ooxml_is(e->name, "author"))) {
            buf_add(&w->text, value);
            buf_add(&w->text, STR(" "));
        }
    }
    return XML_ENTER;
}

static void text_end(void *user, const char *name, enum xml_namespace ns)
{
    buf_add(&((struct text_walk *)user)->text, STR(" "));
}

static void text_text(void *user, struct str text)
{
    buf_add(&((struct text_walk *)user)->text, text);
}

/* A part that is one finding, with all its words; empty ones are none when `only_words`. */
static void whole_part(struct ooxml *o, struct str name, struct str bytes, const char *rule,
                       bool only_words)
{
    static const struct xml_handler handler = {
        .start = text_start, .end = text_end, .text = text_text};
    struct text_walk w = {};

    buf_init(&w.text, 1024 * 1024);
    ooxml_walk(o, name, bytes, &handler, &w);
    struct str text = str_trim(buf_str(&w.text));

    if (text.n > 0 || !only_words) {
        found_add(o->found, rule, INSPECT_STRUCTURAL, name, text);
        personal_scan(o->found, text, (struct str){}, name);
    }
    buf_done(&w.text);
}

/* ---- parts by their place ---- */

struct place_rule {
    const char *head, *tail; /* of the name of the part */
    const char *rule;
    enum {
        WORDS,    /* a finding when there are words in it */
        PRESENCE, /* a finding by being there */
        MEMBER,   /* and a file in the file */
    } how;
};

static const struct place_rule place_rules[] = {
    {"docProps/thumbnail", "", "OOX-211", PRESENCE},
    {"word/comments", ".xml", "OOX-204", WORDS},
    {"word/people", ".xml", "OOX-204", WORDS},
    {"xl/comments", ".xml", "OOX-204", WORDS},
    {"xl/threadedComments/", ".xml", "OOX-204", WORDS},
    {"xl/persons/", ".xml", "OOX-204", WORDS},
    {"ppt/comments/", ".xml", "PPT-265", WORDS},
    {"ppt/commentAuthors", ".xml", "PPT-265", WORDS},
    {"ppt/authors", ".xml", "PPT-265", WORDS},
    {"customXml/item", ".xml", "OOX-206", WORDS},
    {"word/vbaProject", ".bin", "OOX-208", PRESENCE},
    {"xl/vbaProject", ".bin", "OOX-208", PRESENCE},
    {"ppt/vbaProject", ".bin", "OOX-208", PRESENCE},
    {"xl/macrosheets/", ".xml", "OOX-208", PRESENCE},
    {"xl/intlmacrosheets/", ".xml", "OOX-208", PRESENCE},
    {"customUI/", ".xml", "OOX-208", PRESENCE},
    {"word/activeX/", ".bin", "OOX-208", PRESENCE},
    {"xl/activeX/", ".bin", "OOX-208", PRESENCE},
    {"ppt/activeX/", ".bin", "OOX-208", PRESENCE},
    {"word/embeddings/", "", "OOX-207", MEMBER},
    {"xl/embeddings/", "", "OOX-207", MEMBER},
    {"ppt/embeddings/", "", "OOX-207", MEMBER},
    {"word/printerSettings", "", "OOX-211", PRESENCE},
    {"xl/printerSettings/", "", "OOX-211", PRESENCE},
    {"ppt/printerSettings/", "", "OOX-211", PRESENCE},
    {"word/glossary/document", ".xml", "DOC-225", WORDS},
    {"xl/revisions/", ".xml", "XLS-247", PRESENCE},
    {"xl/pivotCache/pivotCacheRecords", ".xml", "XLS-244", PRESENCE},
    {"xl/model/", "", "XLS-244", PRESENCE},
    {"xl/connections", ".xml", "XLS-245", PRESENCE},
    {"xl/queryTables/", ".xml", "XLS-245", PRESENCE},
    {"xl/externalLinks/external", ".xml", "XLS-246", WORDS},
    {"ppt/tags/", ".xml", "PPT-267", PRESENCE},
};

/* Where pictures and films are kept. */
static bool is_media(struct str name)
{
    return str_has(name, STR("/media/"));
}

static void check_media(struct ooxml *o, struct str name, struct str bytes)
{
    static const char *const played[] = {".mp3", ".mp4", ".wav", ".m4a", ".wma",
                                         ".wmv", ".avi", ".mov", ".m4v"};

    for (size_t i = 0; i < COUNT(played); i++) {
        if (ends(name, played[i])) {
            found_add(o->found, "PPT-266", INSPECT_STRUCTURAL, name, (struct str){});
            return;
        }
    }
    inspectors_run_member(o->found, bytes, name);
}

/* Whether the part is read by the file's own kind, not here. */
static bool is_of_kind(const struct ooxml *o, struct str name)
{
    return (o->flavour == OOXML_WORD &&
            (is_same_name(name, o->main) || starts(name, "word/header") ||
             starts(name, "word/footer") || starts(name, "word/footnotes") ||
             starts(name, "word/endnotes") || starts(name, "word/settings") ||
             starts(name, "word/styles") || starts(name, "word/stylesWithEffects"))) ||
           (o->flavour == OOXML_SHEET &&
            (is_same_name(name, o->main) || starts(name, "xl/worksheets/") ||
             starts(name, "xl/sharedStrings") || starts(name, "xl/styles"))) ||
           (o->flavour == OOXML_SLIDE &&
            (is_same_name(name, o->main) || starts(name, "ppt/slides/") ||
             starts(name, "ppt/notesSlides/")));
}

static void check_part(struct ooxml *o, const struct ooxml_part *part)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str name = part->name;
    struct str bytes;

    if (!part_bytes(o, &scratch, part, &bytes)) {
        return;
    }
    bool is_xml = ends(name, ".xml") || ends(name, ".rels") || ends(name, ".vml");

    if (is_xml) {
        local_path_scan(o->found, bytes, name);
    }
    if (starts(name, "docProps/") && ends(name, ".xml")) {
        read_properties(o, name, bytes, starts(name, "docProps/custom"));
        return;
    }
    for (size_t i = 0; i < COUNT(place_rules); i++) {
        const struct place_rule *rule = &place_rules[i];

        if (!starts(name, rule->head) || !ends(name, rule->tail) || ends(name, ".rels") ||
            starts(name, "customXml/itemProps")) {
            continue;
        }
        if (rule->how == WORDS) {
            whole_part(o, name, bytes, rule->rule, true);
            return;
        }
        if (ends(name, ".xml")) {
            whole_part(o, name, bytes, rule->rule, false);
        } else {
            found_add(o->found, rule->rule, INSPECT_STRUCTURAL, name, (struct str){});
        }
        if (rule->how == MEMBER) {
            inspectors_run_member(o->found, bytes, name);
        }
        return;
    }
    if (starts(name, "_xmlsignatures/") && ends(name, ".xml")) {
        found_add(o->found, "OOX-217", INSPECT_STRUCTURAL, name, (struct str){});
    } else if (is_media(name)) {
        check_media(o, name, bytes);
    } else if (is_xml && !ends(name, ".rels") && !is_of_kind(o, name)) {
        ooxml_drawing_inspect(o, part);
    }
}

/* ---- the file ---- */

bool ooxml_recognise(struct str bytes)
{
    struct package package;
    struct err err;
    bool found = false;

    if (!str_starts(bytes, STR("PK\x03\x04")) || package_open(&package, bytes, &err) < 0) {
        return false;
    }
    for (uint32_t i = 0; i < package_count(&package) && !found; i++) {
        struct package_entry entry;

        found = package_entry(&package, i, &entry, &err) == 0 &&
                (is_same_name(entry.name, STR("[Content_Types].xml")) ||
                 is_same_name(entry.name, STR("/[Content_Types].xml")));
    }
    package_close(&package);
    return found;
}

/* The kind by the main part's content type: "docx", "xlsm" … */
static void tell_kind(struct ooxml *o)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str types = {};
    static const struct {
        struct str mark;
        const char *kind;
        enum ooxml_flavour flavour;
    } kinds[] = {
        {STR("ms-word.document.macroEnabled"), "docm", OOXML_WORD},
        {STR("ms-word.template.macroEnabled"), "dotm", OOXML_WORD},
        {STR("wordprocessingml.template.main"), "dotx", OOXML_WORD},
        {STR("wordprocessingml.document.main"), "docx", OOXML_WORD},
        {STR("ms-excel.sheet.macroEnabled.main"), "xlsm", OOXML_SHEET},
        {STR("ms-excel.template.macroEnabled"), "xltm", OOXML_SHEET},
        {STR("ms-excel.addin.macroEnabled"), "xlam", OOXML_SHEET},
        {STR("ms-excel.sheet.binary"), "xlsb", OOXML_SHEET},
        {STR("spreadsheetml.template.main"), "xltx", OOXML_SHEET},
        {STR("spreadsheetml.sheet.main"), "xlsx", OOXML_SHEET},
        {STR("ms-powerpoint.presentation.macroEnabled"), "pptm", OOXML_SLIDE},
        {STR("ms-powerpoint.slideshow.macroEnabled"), "ppsm", OOXML_SLIDE},
        {STR("ms-powerpoint.template.macroEnabled"), "potm", OOXML_SLIDE},
        {STR("presentationml.slideshow.main"), "ppsx", OOXML_SLIDE},
        {STR("presentationml.template.main"), "potx", OOXML_SLIDE},
        {STR("presentationml.presentation.main"), "pptx", OOXML_SLIDE},
    };

    if (!ooxml_bytes(o, &scratch, STR("[Content_Types].xml"), &types)) {
        return;
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (str_has(types, kinds[i].mark)) {
            o->found->kind = str_of(kinds[i].kind);
            o->flavour = kinds[i].flavour;
            return;
        }
    }
}

void ooxml_inspect(struct found *f, struct str bytes)
{
    struct err err = {};
    struct ooxml o = {.found = f, .arena = f->arena};

    if (package_open(&o.package, bytes, &err) < 0) {
        found_less(f, INSPECT_UNREADABLE, err.message);
        return;
    }
    f->kind = (struct str){};
    list_parts(&o);
    tell_kind(&o);
    read_relations(&o);
    if (f->kind.n == 0 || find_part(&o, o.main) == NULL) {
        found_less(f, INSPECT_UNREADABLE, tr("the office file has no main part of a known kind"));
    }
    if (str_eq(f->kind, STR("xlsb"))) {
        found_less(f, INSPECT_PARTIAL, tr("binary workbooks (.xlsb) are not looked into; save as .xlsx"));
    }
    check_directory(&o, bytes);
    check_relations(&o);
    for (uint32_t i = 0; i < o.parts.n; i++) {
        check_part(&o, &o.parts.v[i]);
    }
    if (o.flavour == OOXML_WORD) {
        ooxml_word_inspect(&o);
    } else if (o.flavour == OOXML_SHEET) {
        ooxml_sheet_inspect(&o);
    } else {
        ooxml_slide_inspect(&o);
    }
    package_close(&o.package);
}
