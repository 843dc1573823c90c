/*
 * Parts and relations of an office package. The directory and all relations are read first, so that
 * every part is known with what leads to it; a part is used when relations lead to it from the
 * package, step by step. XML goes from the zip to the parser in pieces: a sheet of a million rows
 * takes no more memory than one of ten.
 */
#include "inspect/office/ooxml-part.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/html.h"
#include "inspect/local-path.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"
#include "inspect/personal/personal.h"
#include "inspect/zip-gaps.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
    WHOLE_BYTES = 1024 * 1024, /* up to which a part is unpacked in one go */
    PIECE_BYTES = 64 * 1024,   /* of a larger one */
    LET_GO_BYTES = 1024 * 1024,
    PAGE_BYTES = 4096,
    MAX_FOREIGN_BYTES = 4096,
};

/* ---- parts ---- */

struct ooxml_part *ooxml_part(const struct ooxml *o, struct str name)
{
    uint32_t at = package_names_find(&o->names, name);

    return at == PACKAGE_NO_NAME ? NULL : &o->parts.v[at];
}

static void tell_damage(struct ooxml *o, struct str name, const char *why)
{
    found_add(o->found, "SYS-399", INSPECT_STRUCTURAL, name, (struct str){});
    found_less(o->found, INSPECT_PARTIAL, why);
}

bool ooxml_part_bytes(struct ooxml *o, struct arena *a, const struct ooxml_part *part,
                      struct str *ret_bytes)
{
    struct err err = {};

    o->package.total_bytes = 0; /* parts are dropped one by one */
    if (package_entry_bytes(&o->package, a, part->index, ret_bytes, &err) == 0) {
        return true;
    }
    tell_damage(o, part->name, err.message);
    return false;
}

bool ooxml_bytes(struct ooxml *o, struct arena *a, struct str name, struct str *ret_bytes)
{
    const struct ooxml_part *part = ooxml_part(o, name);

    return part != NULL && ooxml_part_bytes(o, a, part, ret_bytes);
}

enum { PUMP_DONE, PUMP_WHOLE };

/*
 * Lets go of the pages of the file that were unpacked: a file mapped from memory gives them again
 * when they are asked for, and until then they do not count as this process's.
 */
static void let_go(const struct ooxml *o, const struct package_stream *stream, size_t *from)
{
    const struct str file = o->found->mapped;
    struct str packed;
    size_t done = package_stream_done(stream, &packed);
    uintptr_t beg = ((uintptr_t)packed.p + *from + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    uintptr_t end = ((uintptr_t)packed.p + done) / PAGE_BYTES * PAGE_BYTES;

    if (done - *from >= LET_GO_BYTES && file.n > 0 && packed.p >= file.p &&
        packed.p + packed.n <= file.p + file.n && end > beg) {
        madvise((void *)beg, end - beg, MADV_DONTNEED); /* does not matter when it fails */
        *from = done;
    }
}

/*
 * Moves the pieces of the part into the walk; PUMP_WHOLE: it cannot be taken in pieces and nothing
 * was told; <0: it could not be unpacked.
 */
static int pump(const struct ooxml *o, struct package_stream *stream, struct xml_stream *xml,
                struct local_path_scan *paths, struct err *err)
{
    size_t let_go_from = 0;
    uint64_t most = stream->left < WHOLE_BYTES ? stream->left + 1 : PIECE_BYTES;

    for (bool is_first = true;; is_first = false) {
        size_t n = 0;
        size_t wanted = (size_t)MIN(stream->left + 1, most);
        char *room = xml_stream_room(xml, wanted);

        if (room == NULL) {
            return PUMP_DONE;
        }
        if (package_stream_read(stream, room, wanted, &n, err) < 0) {
            return -1;
        }
        let_go(o, stream, &let_go_from);
        if (is_first && !xml_stream_can_take((struct str){.p = room, .n = n})) {
            return PUMP_WHOLE;
        }
        if (paths != NULL) {
            local_path_feed(paths, (struct str){.p = room, .n = n}, n == 0);
        }
        if (n == 0 || !xml_stream_take(xml, n)) {
            return PUMP_DONE;
        }
    }
}

struct remark_taker {
    struct ooxml *o;
    struct str part;
};

/* OOX-206: a comment in the XML, which no program shows. */
static void take_remark(void *user, struct str text)
{
    const struct remark_taker *t = user;
    struct str words = str_trim(text);

    if (html_is_remark_in_part(words)) {
        struct str place = arena_printf(t->o->arena, "%.*s <!-- -->", STR_ARG(t->part));

        found_add(t->o->found, "OOX-206", INSPECT_STRUCTURAL, place, words);
        personal_scan(t->o->found, words, (struct str){}, place);
    }
}

/* A value of a namespace that no program knows, when it is words. */
static void take_foreign(void *user, struct str words)
{
    struct buf *foreign = user;

    if (ooxml_is_free_text(words)) {
        buf_add(foreign, foreign->n > 0 ? STR(" ") : STR(""));
        buf_add(foreign, str_trim(words));
    }
}

bool ooxml_has_own_namespaces(struct str name)
{
    return ooxml_starts(name, "customXml/") || ooxml_starts(name, "_xmlsignatures/") ||
           ooxml_starts(name, "docProps/") || ooxml_starts(name, "docMetadata/");
}

static void tell_foreign(struct ooxml *o, struct str name, struct buf *foreign)
{
    if (foreign->n > 0) {
        found_add(o->found, "OOX-206", INSPECT_STRUCTURAL, name, buf_str(foreign));
        personal_scan(o->found, buf_str(foreign), (struct str){}, name);
    }
    buf_done(foreign);
}

bool ooxml_walk(struct ooxml *o, struct str name, const struct xml_handler *handler, void *user)
{
    struct ooxml_part *part = ooxml_part(o, name);
    struct package_stream stream = {};
    struct err err = {};

    if (part == NULL) {
        return false;
    }
    if (package_stream_open(&o->package, part->index, &stream, &err) < 0) {
        tell_damage(o, part->name, err.message);
        return true;
    }
    struct local_path_scan paths = {.found = o->found, .place = part->name};
    struct xml_stream *xml = xml_stream_open(handler, user);
    struct remark_taker remarks = {.o = o, .part = part->name};
    struct buf foreign;

    buf_init(&foreign, MAX_FOREIGN_BYTES);
    if (!part->is_scanned) {
        xml_stream_want_remarks(xml, take_remark, &remarks);
    }
    if (!part->is_scanned && !ooxml_has_own_namespaces(part->name)) {
        xml_stream_tell_foreign(xml, take_foreign, &foreign);
    }
    int r = pump(o, &stream, xml, part->is_scanned ? NULL : &paths, &err);
    enum xml_result result = xml_stream_end(xml);

    package_stream_close(&stream);
    tell_foreign(o, part->name, &foreign);
    if (r == PUMP_WHOLE) {
        struct arena scratch CLEANUP(arena_done) = {};
        struct str bytes;

        if (!ooxml_part_bytes(o, &scratch, part, &bytes)) {
            return true;
        }
        local_path_scan(o->found, part->is_scanned ? (struct str){} : bytes, part->name);
        result = xml_walk(bytes, handler, user);
    }
    part->is_scanned = true;
    if (r < 0) {
        tell_damage(o, part->name, err.message);
    } else if (result != XML_DONE) {
        tell_damage(o, part->name,
                    result == XML_HAS_DTD ? tr("a part declares a document type and was not read")
                    : result == XML_TOO_DEEP ? tr("a part is nested too deep and was not read")
                                             : tr("a part is damaged and was read in part"));
    }
    return true;
}

static void list_parts(struct ooxml *o)
{
    struct err err = {};

    if (package_names_list(&o->package, o->arena, &o->names, &err) < 0) {
        found_less(o->found, INSPECT_PARTIAL, err.message);
    }
    for (uint32_t i = 0; i < o->names.all.n; i++) {
        const struct package_name *x = &o->names.all.v[i];

        *VEC_ADD(o->arena, &o->parts) = (struct ooxml_part){.name = x->name, .index = x->index};
    }
}

/* ---- relations ---- */

struct relations_walk {
    struct ooxml *o;
    struct str source;
};

/* What a relation leads to, by the name that the part has. */
static struct str target_of(const struct relations_walk *w, struct str target)
{
    struct str name = package_name_of_target(w->o->arena, w->source, target);
    uint32_t at = package_names_find_target(&w->o->names, name);

    return at == PACKAGE_NO_NAME ? name : w->o->names.all.v[at].name;
}

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
    uint32_t order = w->o->relations.n;

    *VEC_ADD(a, &w->o->relations) =
        (struct ooxml_relation){.source = w->source,
                                .id = ooxml_value(a, e, "Id"),
                                .type = str_sub(type, slash < 0 ? 0 : (size_t)slash + 1, type.n),
                                .target = external ? target : target_of(w, target),
                                .is_external = external,
                                .order = order};
    return XML_ENTER;
}

static void no_end(void *user, const char *name, enum xml_namespace ns)
{
}

static int by_source(const void *a, const void *b)
{
    const struct ooxml_relation *x = a;
    const struct ooxml_relation *y = b;
    int order = str_cmp_any_case(x->source, y->source);

    return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

/* Index of the first relation of a part, or of where it would stand. */
static uint32_t first_relation(const struct ooxml *o, struct str source)
{
    uint32_t beg = 0;
    uint32_t end = o->relations.n;

    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;

        if (str_cmp_any_case(o->relations.v[middle].source, source) < 0) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return beg;
}

static bool is_relation_of(const struct ooxml *o, uint32_t i, struct str source)
{
    return i < o->relations.n && str_eq_any_case(o->relations.v[i].source, source);
}

/* Marks what the relations lead to, from the package on. */
static void follow(struct ooxml *o)
{
    uint32_t *open = ARENA_ARRAY(o->arena, o->parts.n + 1u, uint32_t);
    uint32_t n = 0;
    uint32_t done = 0;
    struct str source = {};

    for (bool more = true; more;) {
        for (uint32_t i = first_relation(o, source); is_relation_of(o, i, source); i++) {
            const struct ooxml_relation *r = &o->relations.v[i];
            struct ooxml_part *part = r->is_external ? NULL : ooxml_part(o, r->target);

            if (part != NULL && !part->is_used) {
                part->type = r->type;
                open[n++] = (uint32_t)(part - o->parts.v);
            }
            /* Those of one name, too: that they are several is told apart. */
            for (; part != NULL && part < o->parts.v + o->parts.n &&
                   str_eq_any_case(part->name, r->target) && !part->is_used;
                 part++) {
                part->is_used = true;
            }
        }
        more = done < n;
        if (more) {
            source = o->parts.v[open[done++]].name;
        }
    }
}

static void read_relations(struct ooxml *o)
{
    static const struct xml_handler handler = {.start = relation_start, .end = no_end};

    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct str name = o->parts.v[i].name;

        if (package_name_is_relations(name)) {
            struct relations_walk w = {.o = o, .source = package_name_of_source(o->arena, name)};

            ooxml_walk(o, name, &handler, &w);
        }
    }
    if (o->relations.n > 0) {
        qsort(o->relations.v, o->relations.n, sizeof(o->relations.v[0]), by_source);
    }
    for (uint32_t i = 0; is_relation_of(o, i, (struct str){}); i++) {
        if (str_eq(o->relations.v[i].type, STR("officeDocument"))) {
            o->main = o->relations.v[i].target;
        }
    }
    follow(o);
}

void ooxml_open(struct ooxml *o)
{
    list_parts(o);
    read_relations(o);
}

struct str ooxml_target(const struct ooxml *o, struct str source, struct str id)
{
    for (uint32_t i = first_relation(o, source); is_relation_of(o, i, source); i++) {
        if (str_eq(o->relations.v[i].id, id)) {
            return o->relations.v[i].target;
        }
    }
    return (struct str){};
}

struct str ooxml_target_of_type(const struct ooxml *o, struct str source, const char *type)
{
    for (uint32_t i = first_relation(o, source); is_relation_of(o, i, source); i++) {
        if (str_eq(o->relations.v[i].type, str_of(type)) && !o->relations.v[i].is_external) {
            return o->relations.v[i].target;
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

void ooxml_check_relations(struct ooxml *o)
{
    static const char *const fetched[] = {"oleObject",
                                          "attachedTemplate",
                                          "subDocument",
                                          "externalLinkPath",
                                          "externalLink",
                                          "xlPathMissing",
                                          "mailMergeSource",
                                          "mailMergeHeaderSource",
                                          "audio",
                                          "video",
                                          "media",
                                          "frame",
                                          "package",
                                          "xlExternalLinkPath",
                                          "transform",
                                          "recipientData",
                                          "worksheetSource",
                                          "slideUpdateUrl",
                                          "pivotCacheDefinition",
                                          NULL};

    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct ooxml_relation *r = &o->relations.v[i];
        struct str place = r->source.n == 0 ? STR("_rels/.rels") : r->source;

        if (!r->is_external) {
            continue;
        }
        if (str_eq(r->type, STR("image"))) {
            found_add(o->found, local_path_is(r->target) ? "OOX-209" : "OOX-210",
                      INSPECT_STRUCTURAL, place, r->target);
        } else if (is_type(r->type, fetched) || str_has(r->type, STR("xternalLink"))) {
            found_add(o->found, "OOX-209", INSPECT_STRUCTURAL, place, r->target);
        } else if (local_path_is(r->target)) {
            found_add(o->found, "OOX-203", INSPECT_STRUCTURAL, place, r->target);
        } else if (ooxml_starts(r->target, "mailto:")) {
            /* To whom, and what the mail is to say. */
            personal_scan(o->found, str_sub(r->target, STR("mailto:").n, r->target.n),
                          (struct str){}, place);
        }
    }
}

/* ---- the directory ---- */

/* A comment of an entry, or words in a field of it that no program shows. */
static void take_entry_remark(void *user, const struct zip_remark *remark)
{
    struct ooxml *o = user;

    found_add(o->found, "OOX-212", INSPECT_STRUCTURAL,
              arena_printf(o->arena, "%.*s %s", STR_ARG(remark->name),
                           remark->is_field ? "extra" : "comment"),
              remark->text);
}

/* What a part says that no program shows: its first words, without the tags of XML. */
static struct str first_words(struct ooxml *o, struct arena *a, const struct ooxml_part *part)
{
    enum { LOOKED_AT = 16 * 1024 };
    bool is_xml = ooxml_ends(part->name, ".xml");
    struct str bytes, words = {};

    if (!ooxml_part_bytes(o, a, part, &bytes)) {
        return words;
    }
    bytes = str_sub(bytes, 0, utf8_floor(bytes, MIN(bytes.n, (size_t)LOOKED_AT)));
    if (bytes.n == 0 || memchr(bytes.p, 0, bytes.n) != NULL || utf8_find_bad(bytes) >= 0) {
        return words;
    }
    for (size_t at = 0; at < bytes.n;) {
        const char *tag = is_xml ? memchr(bytes.p + at, '<', bytes.n - at) : NULL;
        size_t end = tag == NULL ? bytes.n : (size_t)(tag - bytes.p);

        found_sample(a, &words, str_sub(bytes, at, end));
        tag = end < bytes.n ? memchr(bytes.p + end, '>', bytes.n - end) : NULL;
        at = tag == NULL ? bytes.n : (size_t)(tag - bytes.p) + 1;
    }
    return words;
}

void ooxml_check_directory(struct ooxml *o, struct str bytes)
{
    struct zip_gap gap;

    for (uint32_t i = 0; i < o->parts.n; i++) {
        const struct ooxml_part *part = &o->parts.v[i];

        if (i > 0 && str_eq_any_case(part[-1].name, part->name)) {
            found_add(o->found, "OOX-212", INSPECT_STRUCTURAL, part->name, (struct str){});
            found_less(o->found, INSPECT_PARTIAL, tr("two parts have one name"));
        }
        if (!part->is_used && !ooxml_ends(part->name, ".rels") &&
            !str_eq_any_case(part->name, STR("[Content_Types].xml"))) {
            struct arena scratch CLEANUP(arena_done) = {};

            found_add(o->found, "OOX-212", INSPECT_STRUCTURAL, part->name,
                      first_words(o, &scratch, part));
        }
        if (str_has(part->name, STR("..")) || str_has(part->name, STR("\\"))) {
            found_add(o->found, "ZIP-295", INSPECT_STRUCTURAL, part->name, (struct str){});
        }
    }
    zip_remarks_find(bytes, take_entry_remark, o);
    if (zip_gaps_find(bytes, &gap)) {
        found_add(o->found, "OOX-212", INSPECT_STRUCTURAL,
                  arena_printf(o->arena, "zip %zu + %zu bytes", gap.at, gap.bytes),
                  gap.is_comment ? str_sub(bytes, gap.at, gap.at + gap.bytes) : (struct str){});
    }
}
