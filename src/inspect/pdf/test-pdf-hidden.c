/* Hidden glyphs of small PDFs: what is found, why, and what a cleaner is told to take out. */
#include "inspect/pdf/pdf-hidden-find.h"
#include "inspect/pdf/pdf-hidden-meet.h"
#include "inspect/pdf/pdf-reason.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* A PDF of one page with this content. It has no table of objects: the library makes one. */
static struct str make(struct arena *a, const char *content)
{
    return arena_printf(
        a,
        "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources "
        "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /ExtGState << /N "
        "<< /ca 0 >> >> >> >>\nendobj\n4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
        "trailer\n<< /Root 1 0 R >>\n",
        strlen(content), content);
}

/* "REASON:text" of each run, in order, separated by blanks. */
static struct str runs_of(struct arena *a, const struct pdf_hidden *h)
{
    struct str all = {};

    for (uint32_t i = 0; i < h->runs.n; i++) {
        all = arena_printf(a, "%.*s%s%s:%.*s", STR_ARG(all), i > 0 ? " " : "",
                           pdf_reason_rule(h->runs.v[i].reason), STR_ARG(h->runs.v[i].text));
    }
    return all;
}

static void look(struct arena *a, const char *content, bool thorough, struct pdf_hidden *ret_hidden)
{
    struct pdf_mupdf *pdf;
    struct err err = {};
    const struct pdf_hidden_options options = {.thorough = thorough};

    assert_int_equal(pdf_mupdf_new(10, &pdf, &err), 0);
    assert_int_equal(pdf_mupdf_open(pdf, make(a, content), &err), 0);
    pdf_hidden_find(a, pdf, 1, &options, ret_hidden);
    assert_false(ret_hidden->is_partial);
    pdf_mupdf_close(pdf);
}

static void reasons(void **state)
{
    static const struct {
        const char *content, *runs;
    } cases[] = {
        {"BT /F 12 Tf 20 100 Td (Plain) Tj ET", ""},
        {"BT /F 12 Tf 20 100 Td (Secret) Tj ET 0 g 10 90 90 30 re f", "PDF-101:Secret"},
        {"0 g 10 90 90 30 re f BT /F 12 Tf 20 100 Td (Secret) Tj ET", "PDF-102:Secret"},
        {"0 g 10 90 90 30 re f 1 g BT /F 12 Tf 20 100 Td (Label) Tj ET", ""},
        {"1 g BT /F 12 Tf 20 100 Td (Secret) Tj ET", "PDF-102:Secret"},
        {"/N gs BT /F 12 Tf 20 100 Td (Secret) Tj ET", "PDF-103:Secret"},
        {"BT 3 Tr /F 12 Tf 20 100 Td (Secret) Tj ET", "PDF-104:Secret"},
        {"BT /F 0.4 Tf 20 100 Td (Secret) Tj ET", "PDF-106:Secret"},
        {"BT /F 12 Tf 400 100 Td (Secret) Tj ET", "PDF-107:Secret"},
        {"q 10 10 20 20 re W n BT /F 12 Tf 20 100 Td (Secret) Tj ET Q", "PDF-103:Secret"},
        /* A letter that the edge cuts is seen in part; only what is behind it is hidden. */
        {"q 0 0 45 200 re W n BT /F 12 Tf 20 100 Td (mmmnopqr) Tj ET Q", "PDF-103:nopqr"},
        {"q 0 0 50.2 200 re W n BT /F 12 Tf 20 100 Td (mmmnopqr) Tj ET Q", "PDF-103:opqr"},
        {"q 0 0 45 200 re W n 1 g BT /F 12 Tf 20 100 Td (mmmnopqr) Tj ET Q", "PDF-102:mmmnopqr"},
        {"BT /F 12 Tf 20 100 Td (Bold) Tj 0.3 0 Td (Bold) Tj ET", ""},
        {"BT /F 12 Tf 20 100 Td (Word) Tj ET 0 G 0.5 w 10 103 m 90 103 l S", ""},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int thorough = 0; thorough < 2; thorough++) {
            struct pdf_hidden h;

            look(&a, cases[i].content, thorough == 1, &h);
            assert_true(str_eq(runs_of(&a, &h), str_of(cases[i].runs)));
        }
    }
}

/* What has a hue is seen on whatever grey; on a picture that may have a hue only pixels tell. */
static void text_on_pictures(void **state)
{
    static const struct {
        const char *content, *runs;
        bool is_suspect;
    } cases[] = {
        {"q 300 0 0 200 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID U EI Q "
         "1 0 0 rg BT /F 12 Tf 20 100 Td (Stamp) Tj ET",
         "", false},
        {"q 300 0 0 200 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID U EI Q "
         "0.3333 g BT /F 12 Tf 20 100 Td (Secret) Tj ET",
         "PDF-102:Secret", true},
        {"q 300 0 0 200 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID UUU EI Q "
         "1 0 0 rg BT /F 12 Tf 20 100 Td (Stamp) Tj ET",
         "", true},
        {"q 300 0 0 200 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID U\"\" EI Q "
         "0.3333 0.1333 0.1333 rg BT /F 12 Tf 20 100 Td (Secret) Tj ET",
         "PDF-102:Secret", true},
        {"q 300 0 0 200 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID U EI Q "
         "1 0 0 rg BT /F 12 Tf 20 100 Td (Secret) Tj ET 0 g 10 90 90 30 re f",
         "PDF-101:Secret", true},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pdf_hidden h;

        look(&a, cases[i].content, false, &h);
        assert_true(str_eq(runs_of(&a, &h), str_of(cases[i].runs)));
        assert_int_equal(h.glyphs.v[0].is_suspect, cases[i].is_suspect);
    }
}

/* Each glyph is asked for as a walk through the content meets it. */
static void meeting(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct pdf_hidden h;

    look(&a, "BT /F 12 Tf 20 150 Td (Open) Tj 0 -50 Td (Secret) Tj ET 0 g 10 90 90 30 re f", false,
         &h);
    assert_int_equal(h.glyphs.n, 10);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < h.glyphs.n; i++) {
            const struct pdf_glyph *g = &h.glyphs.v[i];

            assert_int_equal(pdf_hidden_meet_glyph(&h, g->code_point, g->x, g->y), i >= 4);
        }
        assert_true(pdf_hidden_meet_glyph(&h, ' ', 60, 100)); /* goes with the one before */
        pdf_hidden_rewind(&h);
        assert_false(pdf_hidden_meet_glyph(&h, ' ', 60, 100));
    }
    assert_false(pdf_hidden_meet_image(&h, 10, 10, h.bounds));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons), cmocka_unit_test(text_on_pictures), cmocka_unit_test(meeting)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
