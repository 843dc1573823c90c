/* Glyphs by name: with the table and without, every name of a font leads to the same glyph. */
#include "read/glyph-names.h"

#include "base/common.h"

#include <mupdf/fitz.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct font {
    fz_context *ctx;
    FT_Library library;
    FT_Face face;
};

static void open_font(struct font *f, const char *name)
{
    int bytes = 0;

    f->ctx = fz_new_context(NULL, NULL, FZ_STORE_DEFAULT);
    assert_non_null(f->ctx);
    const unsigned char *file = fz_lookup_base14_font(f->ctx, name, &bytes);

    assert_non_null(file);
    assert_int_equal(FT_Init_FreeType(&f->library), 0);
    assert_int_equal(FT_New_Memory_Face(f->library, file, bytes, 0, &f->face), 0);
}

static void close_font(struct font *f)
{
    FT_Done_Face(f->face);
    FT_Done_FreeType(f->library);
    fz_drop_context(f->ctx);
}

static void finds_each_glyph(void **state)
{
    static const char *const fonts[] = {"Helvetica", "Times-Italic", "Courier-Bold", "Symbol",
                                        "ZapfDingbats"};

    for (size_t i = 0; i < COUNT(fonts); i++) {
        struct font f;
        FT_UInt named = 0;

        open_font(&f, fonts[i]);
        for (FT_Long glyph = 0; glyph < f.face->num_glyphs; glyph++) {
            char name[128];

            assert_int_equal(FT_Get_Glyph_Name(f.face, (FT_UInt)glyph, name, sizeof(name)), 0);
            assert_int_equal(glyph_names_find(f.face, name), glyph_names_ask(f.face, name));
            named += glyph_names_find(f.face, name) != 0;
        }
        assert_true(named > 100);
        close_font(&f);
    }
}

static void knows_what_is_missing(void **state)
{
    char long_name[300];
    struct font f;

    memset(long_name, 'a', sizeof(long_name) - 1);
    long_name[sizeof(long_name) - 1] = '\0';
    open_font(&f, "Times-Roman");
    for (int i = 0; i < 10; i++) {
        assert_int_equal(glyph_names_find(f.face, "no.such.glyph"), 0);
        assert_int_equal(glyph_names_find(f.face, ""), 0);
        assert_int_equal(glyph_names_find(f.face, long_name), 0);
        assert_int_equal(glyph_names_find(f.face, NULL), 0);
        assert_int_equal(glyph_names_find(NULL, "A"), 0);
        assert_int_not_equal(glyph_names_find(f.face, "A"), 0);
    }
    close_font(&f);
}

/* The library asks this way: the linker knows. */
static void stands_for_the_function(void **state)
{
    struct font f;

    open_font(&f, "Helvetica");
    for (int i = 0; i < 10; i++) {
        assert_int_equal(FT_Get_Name_Index(f.face, "ampersand"),
                         glyph_names_ask(f.face, "ampersand"));
    }
    assert_non_null(f.face->generic.data);
    close_font(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_glyph),
        cmocka_unit_test(knows_what_is_missing),
        cmocka_unit_test(stands_for_the_function),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
