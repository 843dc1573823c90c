/*
 * PDF: any file, and any page of a sound one. Bytes that begin as a PDF are taken as the file;
 * otherwise they are what two pages show, up to the first NUL and from there, in a Latin font /F
 * and two Japanese ones (/J level, /V upright) whose codes are UTF-16. The library's own faults are
 * not looked for: what counts is the text layer that comes out, UTF-8, its lines in order inside
 * it.
 */
#include "fuzz/fuzz.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "read/pdf-file.h"

#include <assert.h>
#include <stdlib.h>

enum { OBJECTS = 10, MAX_FILE_BYTES = 32 * 1024 * 1024, SECONDS = 4 };

static const char *const fixed[OBJECTS + 1] = {
    [1] = "<</Type/Catalog/Pages 2 0 R>>",
    [2] = "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]/Resources"
          "<</Font<</F 7 0 R/J 8 0 R/V 9 0 R>>>>>>",
    [3] = "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>",
    [4] = "<</Type/Page/Parent 2 0 R/Contents 6 0 R>>",
    [7] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    [8] = "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UTF16-H"
          "/DescendantFonts[10 0 R]>>",
    [9] = "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UTF16-V"
          "/DescendantFonts[10 0 R]>>",
    [10] = "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo"
           "<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/DW 1000/FontDescriptor"
           "<</Type/FontDescriptor/FontName/Own/Flags 6/FontBBox[-200 -200 1200 1200]"
           "/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>>>",
};

static struct str make_file(struct arena *a, struct str input)
{
    const char *nul = input.n == 0 ? NULL : memchr(input.p, '\0', input.n);
    size_t first = nul == NULL ? input.n : (size_t)(nul - input.p);
    const struct str content[2] = {str_sub(input, 0, first), str_sub(input, first + 1, input.n)};
    size_t places[OBJECTS + 1];
    struct buf out CLEANUP(buf_done);

    buf_init(&out, MAX_FILE_BYTES);
    buf_add(&out, STR("%PDF-1.7\n"));
    for (int i = 1; i <= OBJECTS; i++) {
        places[i] = out.n;
        buf_printf(&out, "%d 0 obj\n", i);
        if (fixed[i] != NULL) {
            buf_add(&out, str_of(fixed[i]));
        } else {
            buf_printf(&out, "<</Length %zu>>stream\n", content[i - 5].n);
            buf_add(&out, content[i - 5]);
            buf_add(&out, STR("\nendstream"));
        }
        buf_add(&out, STR("\nendobj\n"));
    }
    size_t table = out.n;

    buf_printf(&out, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (int i = 1; i <= OBJECTS; i++) {
        buf_printf(&out, "%010zu 00000 n \n", places[i]);
    }
    buf_printf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS + 1,
               table);
    return arena_str(a, buf_str(&out));
}

static void check_lines(const struct doc *doc)
{
    uint32_t last = 0;

    assert(utf8_find_bad(doc->text) < 0);
    for (uint32_t i = 0; i < doc->lines.n; i++) {
        const struct doc_line *line = &doc->lines.v[i];

        assert(line->beg >= last && line->beg <= line->end && line->end <= doc->text.n);
        assert(line->page >= 1 && line->page <= doc->pages);
        last = line->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str file = {.p = (const char *)bytes, .n = n};
    struct doc doc = {.name = STR("input")};
    struct pdf_mupdf *pdf;
    struct err err;

    if (!str_starts(file, STR("%PDF-"))) {
        file = make_file(&arena, file);
    }
    if (pdf_mupdf_new(SECONDS, &pdf, &err) < 0) {
        abort();
    }
    if (pdf_file_read(&arena, file, pdf, false, &doc, &err) == 0) {
        check_lines(&doc);
    }
    return 0;
}
