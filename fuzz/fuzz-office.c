/*
 * The XML of office files. The first byte says which kind; the rest, cut at NULs, is its main part,
 * styles and a further part (theme, strings, drawing, layout), put into a package without packing.
 */
#include "fuzz/fuzz.h"

#include "base/buf.h"
#include "inspect/inspectors.h"

#include <assert.h>
#include <zlib.h>

enum { MAX_BYTES = 256 * 1024 };

struct zip {
    struct buf out, directory;
    uint32_t count;
};

static void put(struct buf *b, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        buf_add_char(b, (char)(value >> (8 * i)));
    }
}

static void add(struct zip *z, const char *name, struct str data)
{
    uint32_t crc = (uint32_t)crc32(crc32(0, NULL, 0), (const unsigned char *)data.p, (uInt)data.n);
    uint32_t at = (uint32_t)z->out.n;

    for (int central = 0; central < 2; central++) {
        struct buf *b = central ? &z->directory : &z->out;

        put(b, central ? 0x02014b50 : 0x04034b50, 4);
        put(b, 20, central ? 2 : 0);
        put(b, 20, 2);
        put(b, 0, 4); /* flags, method */
        put(b, 0, 4); /* time, date */
        put(b, crc, 4);
        put(b, (uint32_t)data.n, 4);
        put(b, (uint32_t)data.n, 4);
        put(b, (uint32_t)strlen(name), 2);
        put(b, 0, 2);
        if (central) {
            put(b, 0, 4); /* comment, disk */
            put(b, 0, 4); /* attributes inside … */
            put(b, 0, 2); /* … and outside */
            put(b, at, 4);
        }
        buf_add(b, str_of(name));
    }
    buf_add(&z->out, data);
    z->count++;
}

static void end(struct zip *z)
{
    uint32_t at = (uint32_t)z->out.n;

    buf_add(&z->out, buf_str(&z->directory));
    put(&z->out, 0x06054b50, 4);
    put(&z->out, 0, 4);
    put(&z->out, z->count, 2);
    put(&z->out, z->count, 2);
    put(&z->out, (uint32_t)z->directory.n, 4);
    put(&z->out, at, 4);
    put(&z->out, 0, 2);
}

#define RELATION(id, type, target)                                                                 \
    "<Relationship Id='" id "' Type='http://x/" type "' Target='" target "'/>"
#define TYPES(part, type)                                                                          \
    "<Types><Override PartName='/" part "' ContentType='application/vnd.openxmlformats-"           \
    "officedocument." type ".main+xml'/></Types>"

static const struct kind {
    const char *types, *main, *relations, *relations_name, *second, *third;
    const char *further, *further_name; /* a part that is always there */
} kinds[] = {
    {TYPES("word/document.xml", "wordprocessingml.document"), "word/document.xml",
     RELATION("a", "styles", "styles.xml") RELATION("b", "theme", "theme.xml"),
     "word/_rels/document.xml.rels", "word/styles.xml", "word/theme.xml", NULL, NULL},
    {TYPES("xl/workbook.xml", "spreadsheetml.sheet"), "xl/worksheets/sheet1.xml",
     RELATION("a", "styles", "styles.xml") RELATION("b", "sharedStrings", "strings.xml")
         RELATION("s", "worksheet", "worksheets/sheet1.xml"),
     "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/strings.xml",
     "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='s'/></sheets></workbook>",
     "xl/workbook.xml"},
    {TYPES("ppt/presentation.xml", "presentationml.presentation"), "ppt/slides/slide1.xml",
     RELATION("s", "slide", "slides/slide1.xml"), "ppt/_rels/presentation.xml.rels",
     "ppt/slideLayouts/slideLayout1.xml", "ppt/notesSlides/notesSlide1.xml",
     "<presentation xmlns:r='r'><sldIdLst><sldId r:id='s'/></sldIdLst><sldSz cx='9000000' "
     "cy='6000000'/></presentation>",
     "ppt/presentation.xml"},
    {NULL, "content.xml", NULL, NULL, "styles.xml", "meta.xml", NULL, NULL},
};

/* The part up to the next NUL. */
static struct str take_part(struct str *rest)
{
    const char *nul = rest->n == 0 ? NULL : memchr(rest->p, '\0', rest->n);
    size_t n = nul == NULL ? rest->n : (size_t)(nul - rest->p);
    struct str part = str_sub(*rest, 0, n);

    *rest = str_sub(*rest, n + 1, rest->n);
    return part;
}

static void build(struct zip *z, const struct kind *k, struct str rest)
{
    static const char head[] = "<Relationships>";
    struct str main = take_part(&rest);
    struct buf relations CLEANUP(buf_done) = {};

    buf_init(&relations, MAX_BYTES);
    if (k->types == NULL) {
        add(z, "mimetype", STR("application/vnd.oasis.opendocument.spreadsheet"));
    } else {
        const char *root = k->further_name != NULL ? k->further_name : k->main;

        add(z, "[Content_Types].xml", str_of(k->types));
        buf_printf(&relations,
                   "%s<Relationship Id='d' Type='http://x/officeDocument' Target='%s'/>"
                   "</Relationships>",
                   head, root);
        add(z, "_rels/.rels", buf_str(&relations));
        buf_clear(&relations);
        buf_printf(&relations, "%s%s</Relationships>", head, k->relations);
        add(z, k->relations_name, buf_str(&relations));
    }
    if (k->further != NULL) {
        add(z, k->further_name, str_of(k->further));
    }
    add(z, k->main, main);
    add(z, k->second, take_part(&rest));
    add(z, k->third, take_part(&rest));
    if (str_eq(str_of(k->main), STR("ppt/slides/slide1.xml"))) {
        add(z, "ppt/slides/_rels/slide1.xml.rels",
            STR("<Relationships>" RELATION("l", "slideLayout",
                                           "../slideLayouts/slideLayout1.xml") "</Relationships>"));
    } else if (k->further != NULL) {
        add(z, "xl/worksheets/_rels/sheet1.xml.rels",
            STR("<Relationships>" RELATION("d", "drawing", "../drawing.xml") "</Relationships>"));
        add(z, "xl/drawing.xml", take_part(&rest));
    }
    end(z);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct zip z = {};
    struct found f;

    if (n == 0 || n > MAX_BYTES / 4) {
        return 0;
    }
    buf_init(&z.out, MAX_BYTES);
    buf_init(&z.directory, MAX_BYTES);
    build(&z, &kinds[bytes[0] % COUNT(kinds)],
          (struct str){.p = (const char *)bytes + 1, .n = n - 1});
    found_init(&f, &arena, true);
    f.inspect = inspectors_run;
    inspectors_run(&f, buf_str(&z.out), STR("input"));
    assert(f.state <= INSPECT_REFUSED);
    assert(f.kind.n > 0 || f.state != INSPECT_INSPECTED);
    buf_done(&z.out);
    buf_done(&z.directory);
    return 0;
}
