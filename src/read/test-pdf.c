/*
 * PDF: files made here, page by page, and the lines that come out. Text is set in Japanese fonts
 * that are not embedded, so no font file is needed.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "read/pdf-file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MAX_FILE_BYTES = 4 * 1024 * 1024, MAX_OBJECTS = 64, FIXED = 7, SECONDS = 20 };

#define DESCRIPTOR                                                                                 \
    "/FontDescriptor<</Type/FontDescriptor/FontName/Own/Flags 6/FontBBox[-200 -200 1200 1200]"     \
    "/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>"

struct maker {
    struct buf out;
    size_t places[MAX_OBJECTS];
    int objects;
};

static void begin_object(struct maker *m, int number)
{
    m->places[number] = m->out.n;
    m->objects = MAX(m->objects, number);
    buf_printf(&m->out, "%d 0 obj\n", number);
}

static void add_object(struct maker *m, int number, const char *body)
{
    begin_object(m, number);
    buf_add(&m->out, str_of(body));
    buf_add(&m->out, STR("\nendobj\n"));
}

/* A file with these pages; `page_extra` stands in the dictionary of each. */
static struct str make_pdf(struct arena *a, const struct str *pages, int n, const char *page_extra)
{
    struct maker m = {};
    struct buf kids CLEANUP(buf_done);

    buf_init(&m.out, MAX_FILE_BYTES);
    buf_init(&kids, MAX_FILE_BYTES);
    buf_add(&m.out, STR("%PDF-1.7\n"));
    add_object(&m, 1, "<</Type/Catalog/Pages 2 0 R>>");
    add_object(&m, 3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    add_object(&m, 4,
               "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UTF16-H"
               "/DescendantFonts[6 0 R]>>");
    add_object(&m, 5,
               "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UTF16-V"
               "/DescendantFonts[6 0 R]>>");
    add_object(&m, 6,
               "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo"
               "<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/DW 1000" DESCRIPTOR ">>");
    add_object(&m, 7,
               "<</Type/Font/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H"
               "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Nameless"
               "/CIDSystemInfo<</Registry(Own)/Ordering(Own)/Supplement 0>>/DW 1000" DESCRIPTOR
               ">>]>>");
    for (int i = 0; i < n; i++) {
        int number = FIXED + 1 + 2 * i;

        buf_printf(&kids, "%d 0 R ", number);
        begin_object(&m, number);
        buf_printf(&m.out, "<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>\nendobj\n", number + 1,
                   page_extra);
        begin_object(&m, number + 1);
        buf_printf(&m.out, "<</Length %zu>>stream\n", pages[i].n);
        buf_add(&m.out, pages[i]);
        buf_add(&m.out, STR("\nendstream\nendobj\n"));
    }
    begin_object(&m, 2);
    buf_printf(&m.out,
               "<</Type/Pages/Count %d/MediaBox[0 0 595 842]/Kids[%.*s]/Resources<</Font"
               "<</F 3 0 R/J 4 0 R/V 5 0 R/N 7 0 R>>>>>>\nendobj\n",
               n, STR_ARG(buf_str(&kids)));
    size_t table = m.out.n;

    buf_printf(&m.out, "xref\n0 %d\n0000000000 65535 f \n", m.objects + 1);
    for (int i = 1; i <= m.objects; i++) {
        buf_printf(&m.out, "%010zu 00000 n \n", m.places[i]);
    }
    buf_printf(&m.out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", m.objects + 1,
               table);
    struct str file = arena_str(a, buf_str(&m.out));

    buf_done(&m.out);
    return file;
}

/* Shows a text at x, y (from the foot) in font J (level) or V (upright). */
static void show(struct buf *page, char font, double size, double x, double y, const char *text)
{
    struct str s = str_of(text);

    buf_printf(page, "BT /%c %g Tf %g %g Td <", font, size, x, y);
    for (size_t at = 0; at < s.n;) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        buf_printf(page, "%04X", cp);
    }
    buf_add(page, STR("> Tj ET\n"));
}

struct state {
    struct arena arena;
    struct buf page[3];
    struct doc doc;
    struct err err;
};

static int set_up(void **state)
{
    struct state *s = calloc(1, sizeof(*s));

    for (size_t i = 0; i < COUNT(s->page); i++) {
        buf_init(&s->page[i], MAX_FILE_BYTES);
    }
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct state *s = *state;

    for (size_t i = 0; i < COUNT(s->page); i++) {
        buf_done(&s->page[i]);
    }
    arena_done(&s->arena);
    free(s);
    return 0;
}

static int read_bytes(struct state *s, struct str file)
{
    struct pdf_mupdf *pdf;

    if (pdf_mupdf_new(SECONDS, &pdf, &s->err) < 0) {
        fail_msg("%s", s->err.message);
    }
    return pdf_file_read(&s->arena, file, pdf, false, &s->doc, &s->err);
}

/* Reads the pages that were filled. */
static void read_pages_with(struct state *s, const char *page_extra)
{
    struct str pages[COUNT(s->page)];
    int n = 0;

    while (n < (int)COUNT(s->page) && s->page[n].n > 0) {
        pages[n] = buf_str(&s->page[n]);
        n++;
    }
    if (read_bytes(s, make_pdf(&s->arena, pages, n, page_extra)) < 0) {
        fail_msg("%s", s->err.message);
    }
}

static void read_pages(struct state *s)
{
    read_pages_with(s, "");
}

/* The lines with text and that role, joined by "|". */
static void assert_lines(const struct state *s, enum doc_line_role role, const char *expected)
{
    char text[2000] = "";
    size_t n = 0;

    for (uint32_t i = 0; i < s->doc.lines.n; i++) {
        const struct doc_line *line = &s->doc.lines.v[i];
        struct str t = doc_line_text(&s->doc, line);

        if (t.n > 0 && line->role == role && n + t.n + 2 < sizeof(text)) {
            if (n > 0) {
                text[n++] = '|';
            }
            memcpy(text + n, t.p, t.n);
            n += t.n;
            text[n] = '\0';
        }
    }
    assert_string_equal(text, expected);
}

static bool has_note(const struct state *s, enum doc_note_kind kind)
{
    for (uint32_t i = 0; i < s->doc.notes.n; i++) {
        if (s->doc.notes.v[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* ---- lines ---- */

static void test_order_and_gaps(void **state)
{
    struct state *s = *state;
    struct buf *p = &s->page[0];

    show(p, 'J', 10, 70, 680, "三行目");
    show(p, 'J', 10, 70, 720, "契約");
    show(p, 'J', 10, 90.5, 720, "期間");
    show(p, 'J', 10, 70, 700, "提出");
    show(p, 'J', 10, 103, 700, "先");
    buf_printf(p, "BT /F 10 Tf 70 660 Td (unit) Tj 30 0 Td (test) Tj ET\n");
    read_pages(s);
    assert_lines(s, DOC_BODY, "契約期間|提出　先|三行目|unit test");
}

static void test_drawn_twice(void **state)
{
    struct state *s = *state;

    show(&s->page[0], 'J', 12, 70, 700, "太い見出し");
    show(&s->page[0], 'J', 12, 70.4, 700, "太い見出し");
    show(&s->page[0], 'J', 12, 70, 680, "各各の一一");
    read_pages(s);
    assert_lines(s, DOC_BODY, "太い見出し|各各の一一");
}

static void test_ruby(void **state)
{
    struct state *s = *state;

    show(&s->page[0], 'J', 5, 80, 711, "いたく");
    show(&s->page[0], 'J', 10, 70, 700, "本委託業務");
    show(&s->page[0], 'J', 10, 70, 684, "を行う。");
    read_pages(s);
    assert_lines(s, DOC_BODY, "本委託業務|を行う。");
    assert_lines(s, DOC_MARK, "いたく");
}

static void test_raised_figure(void **state)
{
    struct state *s = *state;

    show(&s->page[0], 'J', 10, 70, 700, "検収");
    show(&s->page[0], 'J', 5, 90, 705, "1");
    show(&s->page[0], 'J', 10, 95, 700, "の後");
    read_pages(s);
    assert_lines(s, DOC_BODY, "検収¹の後");
}

static void test_radicals_are_ideographs(void **state)
{
    struct state *s = *state;

    /* A ToUnicode of the producer's that names the glyph 見 by the radical. */
    show(&s->page[0], 'J', 10, 70, 700, "\u2F92積書");
    read_pages(s);
    assert_true(str_ends(s->doc.text, STR("積書\n")));
    assert_null(strstr(s->doc.text.p, "\u2F92"));
}

static void test_upright(void **state)
{
    struct state *s = *state;

    show(&s->page[0], 'V', 12, 480, 780, "二行目である");
    show(&s->page[0], 'V', 12, 500, 780, "縦に書いた文が");
    read_pages(s);
    assert_lines(s, DOC_BODY, "縦に書いた文が|二行目である");
}

static void test_turned_page(void **state)
{
    struct state *s = *state;
    struct buf *p = &s->page[0];

    buf_add(p, STR("q 0 1 -1 0 595 0 cm\n"));
    show(p, 'J', 10, 100, 400, "横長の一行目");
    show(p, 'J', 10, 100, 380, "横長の二行目");
    buf_add(p, STR("Q\n"));
    read_pages(s);
    assert_lines(s, DOC_BODY, "横長の一行目|横長の二行目");
    assert_true(s->doc.lines.v[0].box.x0 < s->doc.lines.v[0].box.x1);
    assert_true(s->doc.lines.v[0].box.x1 - s->doc.lines.v[0].box.x0 > 50);
}

static void test_rotated_page(void **state)
{
    struct state *s = *state;
    struct buf *p = &s->page[0];

    buf_add(p, STR("q 0 1 -1 0 595 0 cm\n"));
    show(p, 'J', 10, 100, 400, "一行目");
    show(p, 'J', 10, 100, 380, "二行目");
    buf_add(p, STR("Q\n"));
    read_pages_with(s, "/Rotate 90");
    assert_lines(s, DOC_BODY, "一行目|二行目");
}

static void test_invisible_text_of_a_scan(void **state)
{
    struct state *s = *state;

    buf_add(&s->page[0], STR("3 Tr\n"));
    show(&s->page[0], 'J', 10, 70, 700, "認識した文字");
    read_pages(s);
    assert_lines(s, DOC_BODY, "認識した文字");
}

static void test_fonts_without_codes(void **state)
{
    struct state *s = *state;

    show(&s->page[0], 'J', 10, 70, 700, "読める文が十分に長く続いている。");
    buf_add(&s->page[0], STR("BT /N 10 Tf 70 680 Td <00410042> Tj ET\n"));
    read_pages(s);
    assert_true(has_note(s, DOC_NOTE_DAMAGE));
}

static void test_only_fonts_without_codes(void **state)
{
    struct state *s = *state;
    struct str page = STR("BT /N 10 Tf 70 680 Td <004100420043> Tj ET\n");

    assert_true(read_bytes(s, make_pdf(&s->arena, &page, 1, "")) < 0);
    assert_int_equal(s->err.kind, ERR_INVALID);
}

/* ---- columns ---- */

static void test_columns_one_after_the_other(void **state)
{
    struct state *s = *state;
    struct buf *p = &s->page[0];

    show(p, 'J', 14, 200, 790, "二段組の資料");
    for (int i = 0; i < 8; i++) {
        show(p, 'J', 10, 60, 740 - 16 * i,
             i == 0 ? "左段の最初の行の文章は二十字ある長さだ"
                    : "左段に続く行の文章は二十字である長さだ");
    }
    for (int i = 0; i < 8; i++) {
        show(p, 'J', 10, 320, 740 - 16 * i,
             i == 0 ? "右段の最初の行の文章は二十字ある長さだ" : "右段に続く行");
    }
    buf_add(p, STR("BT /F 9 Tf 290 40 Td (1 / 2) Tj ET\n"));
    read_pages(s);
    const char *text = s->doc.text.p;
    const char *left = strstr(text, "左段に続く行");
    const char *right = strstr(text, "右段の最初");

    assert_non_null(left);
    assert_non_null(right);
    assert_true(strstr(text, "二段組") < left && left < right);
    assert_null(strstr(right, "左段"));
    assert_lines(s, DOC_PAGE_NUMBER, "1 / 2");
}

static void test_names_and_values_are_no_columns(void **state)
{
    struct state *s = *state;

    for (int i = 0; i < 8; i++) {
        show(&s->page[0], 'J', 10, 70, 740 - 16 * i, "項目の名");
        show(&s->page[0], 'J', 10, 320, 740 - 16 * i, "値の文章はいくらか長い");
    }
    read_pages(s);
    assert_int_equal(s->doc.lines.n, 8);
}

/* ---- tables ---- */

/* A grid of rules: columns at x[0..cols], rows of 30 points from `top` down. */
static void rule(struct buf *page, const double *x, int cols, double top, int rows)
{
    for (int i = 0; i <= rows; i++) {
        buf_printf(page, "%g %g m %g %g l S\n", x[0], top - 30 * i, x[cols], top - 30 * i);
    }
    for (int i = 0; i <= cols; i++) {
        buf_printf(page, "%g %g m %g %g l S\n", x[i], top, x[i], top - 30 * rows);
    }
}

static const struct doc_line *line_with(const struct state *s, const char *text)
{
    for (uint32_t i = 0; i < s->doc.lines.n; i++) {
        if (str_has(doc_line_text(&s->doc, &s->doc.lines.v[i]), str_of(text))) {
            return &s->doc.lines.v[i];
        }
    }
    fail_msg("no line has '%s'", text);
    return NULL;
}

static void test_cells_and_wrapped_text(void **state)
{
    struct state *s = *state;
    const double x[] = {70, 150, 255};

    rule(&s->page[0], x, 2, 700, 2);
    show(&s->page[0], 'J', 10, 75, 685, "報告書");
    show(&s->page[0], 'J', 10, 155, 688, "令和９年３月末日ま");
    show(&s->page[0], 'J', 10, 155, 674, "でに提出");
    show(&s->page[0], 'J', 10, 75, 655, "議事録");
    show(&s->page[0], 'J', 10, 155, 658, "・五日以内とする時");
    show(&s->page[0], 'J', 10, 155, 644, "・電子の形とする時");
    read_pages(s);
    assert_lines(s, DOC_BODY,
                 "報告書|令和９年３月末日までに提出|議事録|・五日以内とする時|・電子の形とする時");
    assert_int_equal(line_with(s, "提出")->table, 1);
    assert_int_equal(line_with(s, "提出")->col, 1);
    assert_int_equal(line_with(s, "議事録")->row, 1);
}

static void test_joined_cells(void **state)
{
    struct state *s = *state;

    /* Two rows; the left cell goes over both. */
    buf_add(&s->page[0], STR("70 700 m 300 700 l S 150 670 m 300 670 l S 70 640 m 300 640 l S\n"
                             "70 700 m 70 640 l S 150 700 m 150 640 l S 300 700 m 300 640 l S\n"));
    show(&s->page[0], 'J', 10, 75, 668, "区分");
    show(&s->page[0], 'J', 10, 155, 685, "上の欄");
    show(&s->page[0], 'J', 10, 155, 655, "下の欄");
    read_pages(s);
    assert_int_equal(line_with(s, "区分")->row_span, 2);
    assert_int_equal(line_with(s, "下の欄")->row, 1);
    assert_int_equal(line_with(s, "下の欄")->col, 1);
}

static void test_table_over_pages(void **state)
{
    struct state *s = *state;
    const double x[] = {70, 150, 300};

    show(&s->page[0], 'J', 10, 70, 720, "次の表のとおり。");
    rule(&s->page[0], x, 2, 140, 2);
    show(&s->page[0], 'J', 10, 75, 122, "一");
    show(&s->page[0], 'J', 10, 155, 122, "左");
    show(&s->page[0], 'J', 10, 75, 92, "二");
    show(&s->page[0], 'J', 10, 155, 92, "右");
    rule(&s->page[1], x, 2, 760, 1);
    show(&s->page[1], 'J', 10, 75, 742, "三");
    show(&s->page[1], 'J', 10, 155, 742, "上");
    read_pages(s);
    assert_int_equal(line_with(s, "三")->table, line_with(s, "一")->table);
    assert_int_equal(line_with(s, "三")->row, 2);
}

static void test_head_of_a_table_on_each_page(void **state)
{
    struct state *s = *state;
    const double x[] = {70, 150, 300};

    for (int i = 0; i < 2; i++) {
        double top = i == 0 ? 130 : 790;

        rule(&s->page[i], x, 2, top, 2);
        show(&s->page[i], 'J', 10, 75, top - 20, "項目");
        show(&s->page[i], 'J', 10, 155, top - 20, "確認事項");
        show(&s->page[i], 'J', 10, 75, top - 50, i == 0 ? "一" : "二");
        show(&s->page[i], 'J', 10, 155, top - 50, i == 0 ? "体制を示す" : "名簿を示す");
    }
    read_pages(s);
    assert_lines(s, DOC_BODY, "項目|確認事項|一|体制を示す|二|名簿を示す");
    assert_lines(s, DOC_HEADER, "項目|確認事項");
    assert_int_equal(line_with(s, "名簿")->table, 1);
}

/* A sentence of a cell goes on on the next page; the next row there is one of its own. */
static void test_row_cut_by_the_end_of_a_page(void **state)
{
    struct state *s = *state;
    const double x[] = {70, 150, 365};

    rule(&s->page[0], x, 2, 130, 2);
    show(&s->page[0], 'J', 10, 75, 110, "項目");
    show(&s->page[0], 'J', 10, 155, 110, "内容");
    show(&s->page[0], 'J', 10, 75, 88, "点検");
    show(&s->page[0], 'J', 10, 155, 88, "受託者は、水路の全ての区間を歩いて点検し");
    show(&s->page[0], 'J', 10, 155, 76, "その結果を写真とともに一覧にして、発注者");
    show(&s->page[0], 'J', 9, 290, 40, "1");
    rule(&s->page[1], x, 2, 790, 2);
    show(&s->page[1], 'J', 10, 155, 770, "に届けるものとする。");
    show(&s->page[1], 'J', 10, 75, 740, "清掃");
    show(&s->page[1], 'J', 10, 155, 740, "ごみを取り除く。");
    show(&s->page[1], 'J', 9, 290, 40, "2");
    read_pages(s);
    assert_lines(
        s, DOC_BODY,
        "項目|内容|点検|受託者は、水路の全ての区間を歩いて点検しその結果を写真とともに一覧に"
        "して、発注者|に届けるものとする。|清掃|ごみを取り除く。");
    assert_int_equal(line_with(s, "届ける")->row, line_with(s, "受託者")->row);
    assert_int_equal(line_with(s, "届ける")->page, 2);
    assert_true(line_with(s, "清掃")->row > line_with(s, "点検")->row);
}

/* Its second page is filled by one cell of a row that began on the first. */
static void test_row_over_a_whole_page(void **state)
{
    struct state *s = *state;
    const double x[] = {70, 150, 300, 400};

    rule(&s->page[0], x, 3, 130, 2);
    show(&s->page[0], 'J', 10, 75, 110, "項目");
    show(&s->page[0], 'J', 10, 155, 110, "確認事項");
    show(&s->page[0], 'J', 10, 75, 80, "一");
    show(&s->page[0], 'J', 10, 155, 80, "始まりの文");
    rule(&s->page[1], x, 3, 760, 1);
    show(&s->page[1], 'J', 10, 155, 740, "続きの文");
    read_pages(s);
    assert_int_equal(line_with(s, "続きの文")->table, 1);
    assert_int_equal(line_with(s, "続きの文")->row, 2);
    assert_int_equal(line_with(s, "続きの文")->col, 1);
}

static void test_row_left_open_at_the_end_of_a_page(void **state)
{
    struct state *s = *state;

    buf_add(&s->page[0], STR("70 760 m 70 700 l S 150 760 m 150 700 l S 300 760 m 300 700 l S\n"
                             "70 700 m 300 700 l S\n"));
    show(&s->page[0], 'J', 10, 75, 742, "続き");
    show(&s->page[0], 'J', 10, 155, 742, "次の頁の文");
    read_pages(s);
    assert_int_equal(line_with(s, "続き")->col, 0);
    assert_int_equal(line_with(s, "次の頁")->col, 1);
    assert_int_equal(line_with(s, "次の頁")->table, 1);
}

/* ---- heads, feet, notes ---- */

static void test_heads_feet_and_notes(void **state)
{
    struct state *s = *state;

    for (int i = 0; i < 3; i++) {
        show(&s->page[i], 'J', 9, 70, 815, "調査業務　仕様書");
        show(&s->page[i], 'J', 10, 70, 740,
             i == 0 ? "受託者は報告書を作成し、担当職員の承認を得た上で提"
             : i == 1 ? "出するものとする。"
                      : "以上");
        buf_printf(&s->page[i], "BT /F 9 Tf 290 30 Td (- %d -) Tj ET\n", i + 3);
    }
    for (int i = 0; i < 12; i++) {
        show(&s->page[0], 'J', 10, 70, 720 - 16 * i,
             "本文の行がここに続いており長さは十分にあるといえる。");
    }
    show(&s->page[0], 'J', 7, 70, 80, "※１ 小さな字の注釈である。");
    read_pages(s);
    assert_lines(s, DOC_HEADER, "調査業務　仕様書|調査業務　仕様書|調査業務　仕様書");
    assert_lines(s, DOC_PAGE_NUMBER, "- 3 -|- 4 -|- 5 -");
    assert_lines(s, DOC_FOOTNOTE, "※１ 小さな字の注釈である。");
    assert_int_equal(line_with(s, "出するもの")->page, 2);
}

/* ---- files ---- */

/* What stands between the halves of a sentence comes behind it, and keeps its page. */
static void test_sentences_over_pages(void **state)
{
    struct state *s = *state;
    static const char *const feet[] = {"1", "2", "3"};

    for (size_t i = 0; i < COUNT(feet); i++) {
        show(&s->page[i], 'J', 9, 70, 800, "〇〇市　水路点検業務");
        for (int k = 0; k < 12; k++) {
            show(&s->page[i], 'J', 10, 70, 740 - 16 * k,
                 "点検の結果は一覧にして、写真とともに発注者に届けるものとする。");
        }
        show(&s->page[i], 'J', 9, 290, 40, feet[i]);
    }
    show(&s->page[0], 'J', 10, 70, 740 - 16 * 12,
         "受託者は、業務が終わったときは速やかに、点検した水路の位置を");
    show(&s->page[1], 'J', 10, 70, 756, "示す図を届けること。");
    read_pages(s);
    const char *text = s->doc.text.p;

    assert_non_null(strstr(text, "水路の位置を\n示す図を届けること。\n"));
    assert_lines(s, DOC_PAGE_NUMBER, "1|2|3");
    assert_lines(s, DOC_HEADER, "〇〇市　水路点検業務|〇〇市　水路点検業務|〇〇市　水路点検業務");
    for (uint32_t i = 0, page = 1; i < s->doc.lines.n; i++) {
        if (s->doc.lines.v[i].role == DOC_PAGE_NUMBER) {
            assert_int_equal(s->doc.lines.v[i].page, page++);
        }
        assert_true(i == 0 || s->doc.lines.v[i].beg > s->doc.lines.v[i - 1].end);
    }
}

static void test_damaged_and_empty_files(void **state)
{
    struct state *s = *state;
    struct str empty = make_pdf(&s->arena, NULL, 0, "");

    assert_true(read_bytes(s, empty) < 0);
    assert_int_equal(s->err.kind, ERR_INVALID);
    show(&s->page[0], 'J', 10, 70, 700, "残った文章");
    struct str page = buf_str(&s->page[0]);
    struct str file = make_pdf(&s->arena, &page, 1, "");
    ptrdiff_t table = str_find(file, STR("xref"), 0);

    assert_true(table > 0);
    assert_int_equal(read_bytes(s, str_sub(file, 0, (size_t)table)), 0);
    assert_lines(s, DOC_BODY, "残った文章");
    assert_true(has_note(s, DOC_NOTE_DAMAGE));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_order_and_gaps),
        CASE(test_drawn_twice),
        CASE(test_ruby),
        CASE(test_raised_figure),
        CASE(test_radicals_are_ideographs),
        CASE(test_upright),
        CASE(test_turned_page),
        CASE(test_rotated_page),
        CASE(test_invisible_text_of_a_scan),
        CASE(test_fonts_without_codes),
        CASE(test_only_fonts_without_codes),
        CASE(test_columns_one_after_the_other),
        CASE(test_names_and_values_are_no_columns),
        CASE(test_cells_and_wrapped_text),
        CASE(test_joined_cells),
        CASE(test_table_over_pages),
        CASE(test_head_of_a_table_on_each_page),
        CASE(test_row_cut_by_the_end_of_a_page),
        CASE(test_row_over_a_whole_page),
        CASE(test_row_left_open_at_the_end_of_a_page),
        CASE(test_heads_feet_and_notes),
        CASE(test_sentences_over_pages),
        CASE(test_damaged_and_empty_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
