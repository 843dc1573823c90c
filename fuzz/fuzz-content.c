/*
 * The content of a PDF page by our own interpreter and by the library's. The bytes are what the
 * page shows, up to the first NUL, and what its form /X shows, from there; it has a Latin font /F,
 * two Japanese ones (/J level, /V upright), a graphics state /G, a picture /I. Where our own does
 * not give up, both must list the same glyphs and pictures at the same places, to the last bit.
 */
#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-hidden-find.h"

#include <assert.h>

enum { OBJECTS = 10, MAX_FILE_BYTES = 32 * 1024 * 1024, SECONDS = 4 };

#define JAPANESE "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/DescendantFonts[8 0 R]/Encoding/"

static const char *const fixed[OBJECTS + 1] = {
    [1] = "<</Type/Catalog/Pages 2 0 R>>",
    [2] = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 200]>>",
    [3] = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 10 0 R>>",
    [6] = JAPANESE "UniJIS-UTF16-H>>",
    [7] = JAPANESE "UniJIS-UTF16-V>>",
    [8] = "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo"
          "<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/DW 1000/FontDescriptor"
          "<</Type/FontDescriptor/FontName/Own/Flags 6/FontBBox[-200 -200 1200 1200]"
          "/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>>>",
    [9] = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
          "/Length 1>>stream\nx\nendstream",
    [10] = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>/J 6 0 R/V 7 0 R>>"
           "/ExtGState<</G<</ca 0.5/CA 0.1/LW 3>>>>/XObject<</X 5 0 R/I 9 0 R>>"
           "/ColorSpace<</C[/Indexed/DeviceRGB 1<000000FFFFFF>]>>>>",
};

static void add_object(struct buf *out, int number, const struct str content[2])
{
    buf_printf(out, "%d 0 obj\n", number);
    if (fixed[number] != NULL) {
        buf_add(out, str_of(fixed[number]));
    } else {
        buf_printf(out, "<<%s/Length %zu>>stream\n",
                   number == 5 ? "/Type/XObject/Subtype/Form/BBox[0 0 300 200]" : "",
                   content[number - 4].n);
        buf_add(out, content[number - 4]);
        buf_add(out, STR("\nendstream"));
    }
    buf_add(out, STR("\nendobj\n"));
}

static struct str make_file(struct arena *a, struct str input)
{
    const char *nul = input.n == 0 ? NULL : memchr(input.p, '\0', input.n);
    size_t first = nul == NULL ? input.n : (size_t)(nul - input.p);
    const struct str content[2] = {str_sub(input, 0, first), str_sub(input, first + 1, input.n)};
    size_t places[OBJECTS + 1], table;
    struct buf out CLEANUP(buf_done);

    buf_init(&out, MAX_FILE_BYTES);
    buf_add(&out, STR("%PDF-1.7\n"));
    for (int i = 1; i <= OBJECTS; i++) {
        places[i] = out.n;
        add_object(&out, i, content);
    }
    table = out.n;
    buf_printf(&out, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (int i = 1; i <= OBJECTS; i++) {
        buf_printf(&out, "%010zu 00000 n \n", places[i]);
    }
    buf_printf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS + 1,
               table);
    return arena_str(a, buf_str(&out));
}

static void compare(const struct pdf_hidden *a, const struct pdf_hidden *b)
{
    assert(a->glyphs.n == b->glyphs.n && a->pictures.n == b->pictures.n);
    for (uint32_t i = 0; i < a->glyphs.n; i++) {
        const struct pdf_glyph *x = &a->glyphs.v[i], *y = &b->glyphs.v[i];

        assert(memcmp(&x->box, &y->box, sizeof(x->box)) == 0);
        assert(memcmp(&x->x, &y->x, sizeof(x->x)) == 0 && memcmp(&x->y, &y->y, sizeof(x->y)) == 0);
        assert(x->code_point == y->code_point && x->shape == y->shape && x->order == y->order);
        assert(memcmp(x->rgb, y->rgb, sizeof(x->rgb)) == 0 && x->alpha == y->alpha);
        assert(x->is_suspect == y->is_suspect && x->is_stroked == y->is_stroked);
        assert(x->is_unseen == y->is_unseen);
    }
    for (uint32_t i = 0; i < a->pictures.n; i++) {
        const struct pdf_picture *x = &a->pictures.v[i], *y = &b->pictures.v[i];

        assert(memcmp(&x->box, &y->box, sizeof(x->box)) == 0 && x->order == y->order);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str file = make_file(&arena, (struct str){.p = (const char *)data, .n = size});
    struct pdf_mupdf *pdf;
    struct err err = {};

    if (pdf_mupdf_new(SECONDS, &pdf, &err) < 0) {
        return 0;
    }
    if (pdf_mupdf_open(pdf, file, &err) == 0) {
        struct pdf_fonts *fonts = pdf_fonts_new(pdf_mupdf_context(pdf), pdf_mupdf_document(pdf));
        const struct pdf_hidden_options by_us = {.fonts = fonts}, by_library = {};
        struct pdf_hidden a, b;

        pdf_hidden_find(&arena, pdf, 1, &by_us, &a);
        pdf_hidden_find(&arena, pdf, 1, &by_library, &b);
        if (a.is_quick && !a.is_partial && !b.is_partial) {
            compare(&a, &b);
        }
        pdf_fonts_free(fonts);
    }
    pdf_mupdf_close(pdf);
    return 0;
}
