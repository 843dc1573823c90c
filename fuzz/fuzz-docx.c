/*
 * docx: any package, and any XML in the parts of a sound one. Bytes that begin as a zip are taken
 * as the file; otherwise they are the document part up to the first NUL, then numbering, then
 * styles, then footnotes. The text layer that comes out is UTF-8, and its lines stand in order
 * inside it.
 */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "read/docx.h"

#include <assert.h>
#include <stdlib.h>

#include <zip.h>

static const char content_types[] =
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-"
    "officedocument.wordprocessingml.document.main+xml'/></Types>";

static const char relations[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/officeDocument' Target='word/document.xml'/></Relationships>";

static const char document_relations[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='n' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/numbering' Target='numbering.xml'/>"
    "<Relationship Id='s' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/styles' Target='styles.xml'/>"
    "<Relationship Id='f' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/footnotes' Target='footnotes.xml'/></Relationships>";

static void add_part(zip_t *zip, const char *name, struct str part)
{
    zip_source_t *source = zip_source_buffer(zip, part.p, part.n, 0);
    zip_int64_t at = zip_file_add(zip, name, source, 0);

    assert(at >= 0);
    zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
}

/* The bytes up to the next NUL, and past it. */
static struct str next_part(struct str *rest)
{
    const char *end = rest->n == 0 ? NULL : memchr(rest->p, '\0', rest->n);
    size_t n = end == NULL ? rest->n : (size_t)(end - rest->p);
    struct str part = str_sub(*rest, 0, n);

    *rest = str_sub(*rest, n + 1, rest->n);
    return part;
}

/* A package of the parts in `rest`, in arena memory. */
static struct str make_package(struct arena *a, struct str rest)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);

    zip_source_keep(source);
    add_part(zip, "[Content_Types].xml", str_of(content_types));
    add_part(zip, "_rels/.rels", str_of(relations));
    add_part(zip, "word/_rels/document.xml.rels", str_of(document_relations));
    add_part(zip, "word/document.xml", next_part(&rest));
    add_part(zip, "word/numbering.xml", next_part(&rest));
    add_part(zip, "word/styles.xml", next_part(&rest));
    add_part(zip, "word/footnotes.xml", next_part(&rest));
    int closed = zip_close(zip);
    zip_stat_t stat;

    assert(closed == 0 && zip_source_open(source) == 0 && zip_source_stat(source, &stat) == 0);
    char *bytes = arena_alloc(a, stat.size);
    zip_int64_t got = zip_source_read(source, bytes, stat.size);

    assert(got == (zip_int64_t)stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return (struct str){.p = bytes, .n = stat.size};
}

static void check_lines(const struct doc *doc)
{
    uint32_t last = 0;

    assert(utf8_find_bad(doc->text) < 0);
    for (uint32_t i = 0; i < doc->lines.n; i++) {
        const struct doc_line *line = &doc->lines.v[i];

        assert(line->beg >= last && line->beg <= line->end && line->end <= doc->text.n);
        last = line->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str file = {.p = (const char *)bytes, .n = n};
    struct doc doc = {.name = STR("input")};
    struct err err;

    if (!str_starts(file, STR("PK"))) {
        file = make_package(&arena, file);
    }
    if (docx_recognise(file) && docx_read(&arena, file, &doc, &err) == 0) {
        check_lines(&doc);
    }
    return 0;
}
