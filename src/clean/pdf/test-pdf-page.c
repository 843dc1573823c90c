/* The cleaner of PDF on what pages draw: text, layers, forms, annotations. */
#include "clean/pdf/test-made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* ---- what is on pages ---- */

static void hidden_text(void **state)
{
    static const struct made tests[] = {
        {"under a box",
         NULL,
         {ONE_PAGE(LINE("150", SEEN) LINE("100", SECRET) "0 g 10 90 200 30 re f\n")},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"in the colour of the paper",
         NULL,
         {ONE_PAGE(LINE("150", SEEN) "1 g\n" LINE("100", SECRET) "0 g\n" LINE("50", "Last"))},
         .gone = {SECRET},
         .seen = {SEEN, "Last"}},
        {"not drawn",
         NULL,
         {ONE_PAGE(LINE("150", SEEN) "3 Tr\n" LINE("100", SECRET))},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"off the page",
         NULL,
         {ONE_PAGE(LINE("150", SEEN) LINE("-100", SECRET))},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"a part of a line",
         NULL,
         {ONE_PAGE("BT /F1 12 Tf 1 0 0 1 20 150 Tm [(Before )-250(" SECRET
                   ")-300( after)]TJ 0 -20 Td (" SEEN ") Tj ET\n0 g 62 140 78 20 re f\n")},
         .gone = {SECRET, "4711"},
         .seen = {"Before", "after", SEEN}},
        {"a letter of which one sees something stays",
         NULL,
         {ONE_PAGE(LINE("150", SEEN) "BT /F1 24 Tf 20 60 Td (MWK-" SECRET
                                     "-) Tj ET\n0 g 22.5 40 270 60 re f\n")},
         .gone = {SECRET, "4711"},
         .seen = {SEEN, "M"}},
        {"beside text in a pattern, which stays",
         NULL,
         {{"<</Type/Catalog/Pages 2 0 R>>", NULL},
          {"<</Type/Pages/Kids[3 0 R]/Count 1>>", NULL},
          {PAGE "/Resources<</Font<</F1 4 0 R>>/Pattern<</P 6 0 R>>>>/Contents 5 0 R>>", NULL},
          {FONT, NULL},
          {"",
           LINE("150", SEEN) LINE("100", SECRET) "/Pattern cs /P scn 10 20 200 30 re f 0 g 10 90 "
                                                 "200 30 re f 10 20 200 30 re f\n"},
          {"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 300 200]/XStep 300/YStep 200/Matrix[1 "
           "0 0 "
           "1 0 0]/Resources<</Font<</F1 4 0 R>>>>",
           LINE("30", SECRET_2)}},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"in hexadecimal",
         NULL,
         {ONE_PAGE(LINE("150", SEEN) "BT /F1 12 Tf 20 100 Td <4B75726F64612D34373131> Tj ET 0 g 10 "
                                     "90 200 30 re f\n")},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"in a span with words of its own, between two boxes",
         NULL,
         {ONE_PAGE(LINE("150", SEEN) "1 0 0 rg /Span<</ActualText(" SECRET
                                     ")>>BDC 0 g 10 90 200 30 re f\n" LINE(
                                         "100", SECRET) "10 90 200 30 re f EMC\n")},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"by the operators that begin a line",
         NULL,
         {ONE_PAGE("BT /F1 12 Tf 14 TL 20 120 Td (" SEEN ") Tj (" SECRET ") ' 1 2 (" SECRET_2
                   ") \" (Last) ' ET\n0 g 10 87 200 29 re f\n")},
         .gone = {SECRET, SECRET_2, "4711", "0815"},
         .seen = {SEEN}},
    };

    made_check_all(tests, COUNT(tests));
}

#define LAYERED(content, ...)                                                                      \
    {"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>>>", NULL},   \
        {"<</Type/Pages/Kids[3 0 R]/Count 1>>", NULL},                                             \
        {PAGE "/Resources<</Font<</F1 4 0 R>>/Properties<</Off 6 0 R/On 7 0 R>>/XObject<</X 8 0 "  \
              "R>>>>/Contents 5 0 R>>",                                                            \
         NULL},                                                                                    \
        {FONT, NULL}, {"", content}, {"<</Type/OCG/Name(" SECRET_2 ")>>", NULL},                   \
        {"<</Type/OCG/Name(Shown)>>", NULL}, __VA_ARGS__

static void layers(void **state)
{
    static const struct made tests[] = {
        {"text and lines of a layer that is off",
         NULL,
         {LAYERED(LINE("150", SEEN) "/OC /Off BDC q 1 0 0 1 5 5 cm 123.45 10 m 30 30 l S\n" LINE(
                      "100", SECRET) "Q EMC\n/OC /On BDC\n" LINE("50", "Layer") "EMC\n",
                  {"<<>>", NULL})},
         .gone = {SECRET, SECRET_2, "123.45", "OCG"},
         .seen = {SEEN, "Layer"}},
        {"a layer on and one off that begin with the same letter at the same place",
         NULL,
         {LAYERED(LINE("150", SEEN) "/OC /Off BDC " LINE("50", "Open") "EMC\n/OC /On BDC " LINE(
                      "50", "Other") "EMC\n",
                  {"<<>>", NULL})},
         .gone = {"Open", SECRET_2},
         .seen = {SEEN, "Other"}},
        {"a form of a layer that is off",
         NULL,
         {LAYERED(LINE("150", SEEN) "q /X Do Q\n",
                  {"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/OC 6 0 R/Resources<</Font<</F1 4 "
                   "0 R>>>>",
                   LINE("100", SECRET)})},
         .gone = {SECRET, SECRET_2},
         .seen = {SEEN}},
        {"a picture in the content of such a layer",
         NULL,
         {LAYERED(
             LINE("150",
                  SEEN) "/OC /Off BDC q 20 0 0 20 9 9 cm BI /W 11 /H 1 /BPC 8 /CS /G ID " SECRET
                        "\nEI Q EMC\n",
             {"<<>>", NULL})},
         .gone = {SECRET, SECRET_2},
         .seen = {SEEN}},
    };

    made_check_all(tests, COUNT(tests));
}

static void forms(void **state)
{
    /* The same form on two pages; the first covers a part of it. */
    static const struct made shared = {
        "a form of two pages",
        NULL,
        {{"<</Type/Catalog/Pages 2 0 R>>", NULL},
         {"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2/Resources<</Font<</F1 4 0 R>>/XObject<</X 6 0 "
          "R>>>>>>",
          NULL},
         {PAGE "/Contents 5 0 R>>", NULL},
         {FONT, NULL},
         {"", LINE("150", "First") "/X Do 0 g 10 90 200 30 re f\n"},
         {"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</Font<</F1 4 0 R>>>>",
          LINE("100", SECRET) LINE("50", SEEN)},
         {PAGE "/Contents 8 0 R>>", NULL},
         {"", LINE("150", "Second") "/X Do\n"}},
        .seen = {"First", "Second", SECRET}};
    /* Nobody shows it: also the resources of the other page must not hold it any more. */
    static const struct made covered = {
        "a form that one page covers",
        NULL,
        {{"<</Type/Catalog/Pages 2 0 R>>", NULL},
         {"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2/Resources<</Font<</F1 4 0 R>>/XObject<</X 6 0 "
          "R>>>>>>",
          NULL},
         {PAGE "/Contents 5 0 R>>", NULL},
         {FONT, NULL},
         {"", LINE("150", "First") "/X Do 0 g 10 90 200 30 re f\n"},
         {"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</Font<</F1 4 0 R>>>>",
          LINE("100", SECRET) LINE("50", SEEN)},
         {PAGE "/Contents 8 0 R>>", NULL},
         {"", LINE("150", "Second")}},
        .gone = {SECRET},
        .seen = {"First", "Second", SEEN}};
    struct arena a CLEANUP(arena_done) = {};
    struct buf text CLEANUP(buf_done) = {};
    struct str out;
    struct err err = {};

    made_check(&shared);
    made_check(&covered);
    assert_int_equal(made_clean(&a, made_build(&a, &shared), NULL, &out, &err), CLEANING_DONE);
    struct made_file f = made_file_open(out);

    buf_init(&text, 1024);
    made_page_text(&f, 0, &text);
    made_file_close(&f);
    assert_true(str_has(buf_str(&text), STR(SEEN)));
    assert_false(str_has(buf_str(&text), STR(SECRET)));
}

/* ---- what lies over pages ---- */

#define MARKED(content, ...)                                                                       \
    {"<</Type/Catalog/Pages 2 0 R>>", NULL}, {"<</Type/Pages/Kids[3 0 R]/Count 1>>", NULL},        \
        {PAGE                                                                                      \
         "/Resources<</Font<</F1 4 0 R>>/XObject<</I 8 0 R>>>>/Contents 5 0 R/Annots[6 0 R]>>",    \
         NULL},                                                                                    \
        {FONT, NULL}, {"", content}, __VA_ARGS__

static void redactions(void **state)
{
    static const struct made tests[] = {
        {"a redaction that was not applied",
         NULL,
         {MARKED(LINE("150", SEEN) LINE("100", SECRET),
                 {"<</Type/Annot/Subtype/Redact/Rect[10 90 210 120]/IC[0 0 0]/T(" SECRET_2 ")>>",
                  NULL})},
         .gone = {SECRET, SECRET_2, "Redact"},
         .seen = {SEEN},
         .looks_different = true},
        {"a line that a redaction only touches",
         NULL,
         {MARKED(LINE("150", SEEN) LINE("100", SECRET) LINE("83.5", "Tall letters below"),
                 {"<</Type/Annot/Subtype/Redact/Rect[10 90 210 120]/IC[0 0 0]>>", NULL})},
         .gone = {SECRET, "Redact"},
         .seen = {SEEN, "Tall letters below"},
         .looks_different = true},
        {"a redaction of half the height of a line",
         NULL,
         {MARKED(LINE("150", SEEN) LINE("100", SECRET),
                 {"<</Type/Annot/Subtype/Redact/Rect[10 103 210 106]/IC[0 0 0]>>", NULL})},
         .gone = {SECRET, "Redact"},
         .seen = {SEEN},
         .looks_different = true},
        {"a picture under such a redaction",
         NULL,
         {MARKED(LINE("150", SEEN) "q 10 0 0 20 20 90 cm /I Do Q\n",
                 {"<</Type/Annot/Subtype/Redact/Rect[10 100 210 120]/IC[1 0 0]>>", NULL},
                 {"<<>>", NULL},
                 {"/Type/XObject/Subtype/Image/Width 11/Height 2/ColorSpace/DeviceGray/"
                  "BitsPerComponent 8",
                  SECRET SECRET_2})},
         .gone = {SECRET},
         .seen = {SEEN},
         .looks_different = true},
    };

    made_check_all(tests, COUNT(tests));
}

static void annotations(void **state)
{
    static const struct made tests[] = {
        {"a black square that can be moved",
         NULL,
         {MARKED(LINE("150", SEEN) LINE("100", SECRET),
                 {"<</Type/Annot/Subtype/Square/Rect[10 90 210 120]/F 4/AP<</N 7 0 R>>>>", NULL},
                 {"/Type/XObject/Subtype/Form/BBox[10 90 210 120]", "0 g 10 90 200 30 re f"})},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"a black highlight",
         NULL,
         {MARKED(
             LINE("150", SEEN) LINE("100", SECRET),
             {"<</Type/Annot/Subtype/Highlight/Rect[10 90 210 120]/QuadPoints[10 120 210 120 10 "
              "90 210 90]/C[0 0 0]/F 4/AP<</N 7 0 R>>>>",
              NULL},
             {"/Type/XObject/Subtype/Form/BBox[10 90 210 120]/Group<</S/Transparency>>/Resources"
              "<</ExtGState<</M<</BM/Multiply>>>>>>",
              "/M gs 0 g 10 90 200 30 re f"})},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"text under a box in the look of a stamp",
         NULL,
         {MARKED(LINE("150", SEEN),
                 {"<</Type/Annot/Subtype/Stamp/Rect[10 20 210 120]/F 4/AP<</N 7 0 R>>>>", NULL},
                 {"/Type/XObject/Subtype/Form/BBox[10 20 210 120]" RESOURCES,
                  LINE("100", SECRET) "0.5 g 10 90 200 30 re f 0 g\n" LINE("50", "Stamp")})},
         .gone = {SECRET},
         .seen = {SEEN}},
        {"a note, asked for",
         NULL,
         {MARKED(LINE("150", SEEN),
                 {"<</Type/Annot/Subtype/Text/Rect[10 90 30 110]/F 4/T(" SECRET
                  ")/Contents<004B00750"
                  "0720030>/Popup 7 0 R>>",
                  NULL},
                 {"<</Type/Annot/Subtype/Popup/Rect[10 90 30 110]/Parent 6 0 R/Contents(" SECRET_2
                  ")>>",
                  NULL})},
         .yes = "PDF-150",
         .gone = {SECRET, SECRET_2, "/Annot/"},
         .seen = {SEEN},
         .looks_different = true},
        {"a file on a page",
         NULL,
         {MARKED(LINE("150", SEEN),
                 {"<</Type/Annot/Subtype/FileAttachment/Rect[10 90 30 110]/FS<</Type/Filespec/F(a."
                  "txt)/EF<</F 7 0 R>>>>>>",
                  NULL},
                 {"/Type/EmbeddedFile", SECRET})},
         .gone = {SECRET, "Filespec"},
         .seen = {SEEN},
         .looks_different = true},
    };

    made_check_all(tests, COUNT(tests));
}

/* The library blends a page with one in another way: no pixel may count as changed for that. */
static void highlights_without_looks(void **state)
{
    static const struct made test = {
        "a highlight that every reader draws by itself, beside text that goes",
        NULL,
        {MARKED("BT /F1 12 Tf 60 151 Td (Visible line 0 of " SEEN
                ") Tj ET\n" LINE("100", SECRET) "0.3 g 10 87 200 29 re f\n",
                {"<</Type/Annot/Subtype/Highlight/Rect[60 146 200 161]/QuadPoints[60 161 200 161 "
                 "60 146 200 146]/C[1 1 0]/F 4/T(" SECRET_2 ")>>",
                 NULL},
                {"<<>>", NULL})},
        .yes = "PDF-150",
        .gone = {SECRET, SECRET_2},
        .seen = {SEEN},
        .looks_different = true};

    made_check(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hidden_text), cmocka_unit_test(layers),
        cmocka_unit_test(forms),       cmocka_unit_test(redactions),
        cmocka_unit_test(annotations), cmocka_unit_test(highlights_without_looks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
