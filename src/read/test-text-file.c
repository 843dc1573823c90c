/* Plain text: encodings, lines, tables, marks of converters, pages. */
#include "base/utf8.h"
#include "read/text-file.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct doc read_as(struct arena *a, struct str bytes, const char *encoding)
{
    struct doc d = {};
    struct err err = {};

    if (text_file_read(a, bytes, encoding, &d, &err) < 0) {
        fail_msg("%s", err.message);
    }
    return d;
}

static struct doc read_text(struct arena *a, const char *text)
{
    return read_as(a, str_of(text), NULL);
}

/* The n-th line with text. */
static const struct doc_line *line_at(const struct doc *d, uint32_t n)
{
    for (uint32_t i = 0; i < d->lines.n; i++) {
        if (d->lines.v[i].end > d->lines.v[i].beg && n-- == 0) {
            return &d->lines.v[i];
        }
    }
    fail_msg("there is no such line");
    return NULL;
}

static void assert_line(const struct doc *d, uint32_t n, const char *expected)
{
    struct str s = doc_line_text(d, line_at(d, n));
    char text[400];

    assert_true(s.n < sizeof(text));
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    assert_string_equal(text, expected);
}

static const char sample[] = "仕様書\n１．目　的　①調査を行う。\n㈱ネコと髙橋さん～～\nカﾅ\n";

static struct str convert(struct arena *a, const char *text, const char *encoding)
{
    iconv_t c = iconv_open(encoding, "UTF-8");
    size_t left = strlen(text);
    size_t room = left * 4 + 16;
    char *out = arena_alloc(a, room);
    char *out_at = out;
    char *in = (char *)(uintptr_t)text;
    size_t out_left = room;

    assert_true(c != (iconv_t)-1);
    assert_true(iconv(c, &in, &left, &out_at, &out_left) != (size_t)-1);
    iconv(c, NULL, NULL, &out_at, &out_left);
    iconv_close(c);
    return (struct str){.p = out, .n = room - out_left};
}

static void detects_encodings(void **state)
{
    static const struct {
        const char *iconv_name, *expected, *text;
    } cases[] = {
        {"CP932", "CP932", sample},
        {"EUC-JP-MS", "EUC-JP", sample},
        {"ISO-2022-JP", "ISO-2022-JP", "仕様書\n本事業の目的は、調査である。\n"},
        {"CP932", "CP932", "令和\n"},
        {"EUC-JP", "EUC-JP", "テスト\n"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct str bytes = convert(&a, cases[i].text, cases[i].iconv_name);
        struct doc d = read_as(&a, bytes, NULL);

        assert_string_equal(d.encoding.p, cases[i].expected);
        assert_int_equal(d.text.n, strlen(cases[i].text));
        assert_memory_equal(d.text.p, cases[i].text, d.text.n);
        assert_int_equal(d.source_offset[0], strcmp(cases[i].expected, "ISO-2022-JP") == 0 ? 3 : 0);
        assert_int_equal(d.source_offset[d.text.n], bytes.n);
        assert_int_equal(d.notes.n, 0);
    }
}

/* Every character of the text layer, converted alone, is found at its place in the file. */
static void source_offsets_lead_back(void **state)
{
    static const char *const encodings[] = {"CP932", "EUC-JP-MS"};

    for (size_t i = 0; i < COUNT(encodings); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct str bytes = convert(&a, sample, encodings[i]);
        struct doc d = read_as(&a, bytes, NULL);

        for (size_t at = 0; at < d.text.n;) {
            uint32_t cp;
            char one[UTF8_MAX + 1] = {};
            size_t n = utf8_decode(d.text, at, &cp);

            memcpy(one, d.text.p + at, n);
            struct str back = convert(&a, one, encodings[i]);

            assert_memory_equal(bytes.p + d.source_offset[at], back.p, back.n);
            assert_int_equal(d.source_offset[at + n], d.source_offset[at] + back.n);
            at += n;
        }
    }
}

static void utf_16_needs_its_mark(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_as(&a, convert(&a, "﻿事業の目的\n", "UTF-16LE"), NULL);

    assert_string_equal(d.encoding.p, "UTF-16LE");
    assert_line(&d, 0, "事業の目的");
}

static void utf_8_is_borrowed(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    const char *text = "\xEF\xBB\xBF一行目\r\n　二行目　\r\n";
    struct doc d = read_text(&a, text);

    assert_ptr_equal(d.text.p, text);
    assert_null(d.source_offset);
    assert_line(&d, 0, "一行目");
    assert_int_equal(line_at(&d, 0)->beg, 3);
    assert_line(&d, 1, "二行目");
    assert_int_equal(line_at(&d, 1)->indent, 2);
}

static void bad_bytes_are_replaced_and_noted(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "調査を行う。\nここが\xFFおかしい。\n終わり。\n");

    assert_string_equal(d.encoding.p, "UTF-8");
    assert_line(&d, 1, "ここが\xEF\xBF\xBDおかしい。");
    assert_int_equal(d.notes.n, 1);
    assert_int_equal(d.notes.v[0].kind, DOC_NOTE_ENCODING);
    assert_int_equal(d.notes.v[0].count, 1);
    assert_int_equal(doc_source_offset(&d, line_at(&d, 2)->beg),
                     strlen("調査を行う。ここが?おかしい。??"));
}

static void a_line_in_another_encoding_is_read_and_noted(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    /* The second line is 日本語 in CP932. */
    struct doc d = read_text(&a, "調査の報告書を提出する。\n\x93\xFA\x96\x7B\x8C\xEA\n以上。\n");

    assert_line(&d, 1, "日本語");
    assert_int_equal(d.notes.n, 1);
    assert_int_equal(d.notes.v[0].kind, DOC_NOTE_MIXED);
}

static void what_is_no_text_is_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
    } cases[] = {{"", 0}, {"a\0b", 3}, {"\x01\x02\x03\x04", 4}, {" \n\t\n　\n", 8}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct str bytes = {.p = cases[i].bytes, .n = cases[i].n};
        struct err err = {};
        struct doc d = {};

        assert_int_equal(text_file_read(&a, bytes, NULL, &d, &err), -1);
        assert_int_equal(err.kind, ERR_INVALID);
    }
}

static void an_encoding_can_be_asked_for(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct err err = {};
    const struct jis *jis;
    /* Valid in both: half-width katakana in CP932, kana in EUC-JP. */
    struct doc d = read_as(&a, STR("\xA4\xA2\xA4\xA4"), "euc-jp");

    assert_line(&d, 0, "あい");
    assert_int_equal(text_file_prepare(&a, STR("x"), "koi8-r", &jis, &err), -1);
    assert_int_equal(err.kind, ERR_UNSUPPORTED);
}

static void tabs_make_rows(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "表１\n項目\t内容\n数量\t\n\n\t３部\n納期\t３月\n本文\n");

    assert_int_equal(line_at(&d, 0)->table, 0);
    assert_line(&d, 1, "項目");
    assert_int_equal(line_at(&d, 1)->table, 1);
    assert_int_equal(line_at(&d, 1)->row, 0);
    assert_line(&d, 2, "内容");
    assert_int_equal(line_at(&d, 2)->col, 1);
    assert_line(&d, 3, "数量");
    assert_int_equal(line_at(&d, 3)->row, 1);
    assert_line(&d, 5, "納期");
    assert_line(&d, 7, "本文");
    assert_int_equal(line_at(&d, 7)->table, 0);
}

static void a_row_goes_on_after_a_page_break(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "番号\t内容\t備考\n1\t長い文が\t\n\n\tここに続く。\t\n");

    assert_line(&d, 5, "ここに続く。");
    assert_int_equal(line_at(&d, 5)->table, 1);
    assert_int_equal(line_at(&d, 5)->col, 1);
    assert_int_equal(line_at(&d, 5)->row, 2);
}

static void a_number_and_a_tab_are_no_table(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "1\t目的\n本文です。\n（２）\t内容\n（３）\t方法\n");

    assert_line(&d, 0, "1\t目的");
    assert_int_equal(line_at(&d, 0)->table, 0);
    assert_line(&d, 2, "（２）\t内容");
    assert_int_equal(line_at(&d, 2)->table, 0);
}

static void one_cell_a_line(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d =
        read_text(&a, "経費\n\t費目\n\t説明\n\n\t旅費\n\t出張の費用\n宿泊を含む。\n\n\n本文\n");

    assert_line(&d, 1, "費目");
    assert_int_equal(line_at(&d, 1)->table, 1);
    assert_int_equal(line_at(&d, 2)->col, 1);
    assert_int_equal(line_at(&d, 3)->row, 1);
    assert_line(&d, 5, "宿泊を含む。");
    assert_int_equal(line_at(&d, 5)->table, 1);
    assert_int_equal(line_at(&d, 5)->row, 1);
    assert_int_equal(line_at(&d, 5)->col, 1);
    assert_line(&d, 6, "本文");
    assert_int_equal(line_at(&d, 6)->table, 0);
}

static void tab_indented_paragraphs_are_no_table(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "１．目的\n\t調査を行う。\n\n２．内容\n\t報告を行う。\n");

    assert_int_equal(line_at(&d, 1)->table, 0);
    assert_int_equal(line_at(&d, 1)->indent, 4);
}

static void bars_make_rows(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "| 費目 | 金額 |\n|---|---|\n| 旅費 | 10円 |\n");

    assert_line(&d, 1, "金額");
    assert_int_equal(line_at(&d, 1)->col, 1);
    assert_int_equal(line_at(&d, 2)->role, DOC_MARK);
    assert_line(&d, 4, "10円");
    assert_int_equal(line_at(&d, 4)->row, 1);
}

static void drawn_tables_have_cells(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d =
        read_text(&a, "　┌──┬───┐\n　│品名│数量　│\n　├──┼───┤\n　│旗　│１２本│\n　├──┼───┤\n"
                      "　│長い│８枚と│\n　│　　│箱２個│\n　└──┴───┘\n後の文\n");

    assert_int_equal(line_at(&d, 0)->role, DOC_MARK);
    assert_line(&d, 1, "品名");
    assert_int_equal(line_at(&d, 1)->table, 1);
    assert_line(&d, 5, "１２本");
    assert_int_equal(line_at(&d, 5)->row, 1);
    assert_int_equal(line_at(&d, 5)->col, 1);
    /* A second line between two strokes belongs to the same row; its blank cell is left out. */
    assert_line(&d, 9, "箱２個");
    assert_int_equal(line_at(&d, 9)->row, 2);
    assert_int_equal(line_at(&d, 9)->col, 1);
    assert_true(line_at(&d, 8)->flags & DOC_FULL_WIDTH);
    assert_line(&d, 11, "後の文");
    assert_int_equal(line_at(&d, 11)->table, 0);
}

static void wide_bars_and_plus_signs_make_tables(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "｜区分｜時間｜\n｜昼｜９時から｜\n\n+----+----+\n| a  | 1日 |\n| "
                                 "b  | 2日 |\n+----+----+\n");

    assert_line(&d, 3, "９時から");
    assert_int_equal(line_at(&d, 3)->row, 1);
    assert_int_equal(line_at(&d, 3)->col, 1);
    assert_int_equal(line_at(&d, 4)->role, DOC_MARK);
    assert_line(&d, 8, "2日");
    assert_int_equal(line_at(&d, 8)->table, 2);
    assert_int_equal(line_at(&d, 8)->row, 1);
}

static void bars_that_draw_no_table(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(
        &a, "┌────┐\n│注意事項│\n└────┘\n────────\n─ ３ ─の章\n｜かっこ書き｜\n+81-3-0000-0000\n");

    /* A frame around one cell is no table: its text is a line. */
    assert_line(&d, 1, "注意事項");
    assert_int_equal(line_at(&d, 1)->table, 0);
    for (uint32_t i = 3; i < 7; i++) {
        assert_int_equal(line_at(&d, i)->table, 0);
        assert_int_equal(line_at(&d, i)->role, DOC_BODY);
    }
}

static void tags_cut_cells_into_lines(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "項目 1)\t<p>次を行う。</p> <ul style=\"a\"> ・点検する。 "
                                 "・報告する。 <p>(2) 終える。</p>\t\n"
                                 "項目 2)\t<https://example.jp/>を見る\t\n");

    assert_line(&d, 1, "次を行う。");
    assert_line(&d, 2, "・点検する。");
    assert_line(&d, 3, "・報告する。");
    assert_line(&d, 4, "(2) 終える。");
    assert_int_equal(line_at(&d, 4)->table, 1);
    assert_int_equal(line_at(&d, 4)->col, 1);
    assert_line(&d, 6, "<https://example.jp/>を見る");
}

static void html_tables_are_tables(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "<table><tr><th>項目</th><th>値</th></tr>\n<tr><td>部数</td>"
                                 "<td>3部</td></tr></table>\n本文\n");

    assert_line(&d, 3, "3部");
    assert_int_equal(line_at(&d, 3)->table, 1);
    assert_int_equal(line_at(&d, 3)->row, 1);
    assert_int_equal(line_at(&d, 3)->col, 1);
    assert_int_equal(line_at(&d, 4)->table, 0);
}

static void marks_of_converters_are_skipped(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "- (1) 項目\n - ・下の項目\n[bookmark: _Hlk12]（２）見出し\n"
                                 "3 [bookmark: _Ref9]方法\n## 概要\n");

    assert_line(&d, 0, "(1) 項目");
    assert_int_equal(line_at(&d, 0)->list_level, 1);
    assert_line(&d, 1, "・下の項目");
    assert_int_equal(line_at(&d, 1)->list_level, 2);
    assert_line(&d, 2, "（２）見出し");
    assert_line(&d, 3, "方法");
    assert_true(str_eq(line_at(&d, 3)->label, STR("3")));
    assert_line(&d, 4, "概要");
    assert_int_equal(line_at(&d, 4)->outline_level, 2);
}

static void page_numbers_in_dashes(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d = read_text(&a, "本文その一\n\n- 1 -\n本文その二\n― ２ ―\n1\n本文その三\n");

    assert_int_equal(line_at(&d, 1)->role, DOC_PAGE_NUMBER);
    assert_int_equal(line_at(&d, 3)->role, DOC_PAGE_NUMBER);
    assert_int_equal(line_at(&d, 4)->role, DOC_BODY); /* one bare number is none */
    assert_int_equal(line_at(&d, 2)->page, 2);
    assert_int_equal(line_at(&d, 5)->page, 3);
    assert_int_equal(d.pages, 3);
}

static void bare_page_numbers_stand_a_page_apart(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    char text[4000] = "";
    size_t n = 0;

    for (int page = 1; page <= 4; page++) {
        for (int i = 0; i < 15; i++) {
            n += (size_t)snprintf(text + n, sizeof(text) - n, "%d頁の文%d\n", page, i);
        }
        n += (size_t)snprintf(text + n, sizeof(text) - n, "整理番号第５号\n\n%d\n\n", page);
    }
    struct doc d = read_text(&a, text);

    assert_int_equal(line_at(&d, 16)->role, DOC_PAGE_NUMBER);
    assert_int_equal(line_at(&d, 15)->role, DOC_FOOTER);
    assert_int_equal(line_at(&d, 17 + 16)->role, DOC_PAGE_NUMBER);
    assert_int_equal(line_at(&d, 14)->role, DOC_BODY);

    struct doc list = read_text(&a, "1\n調査\n2\n報告\n3\n検収\n4\n支払\n");

    assert_int_equal(line_at(&list, 2)->role, DOC_BODY);
}

static void form_feeds_begin_pages(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d =
        read_text(&a, "○○業務仕様書\n一\n1\n\f○○業務仕様書\n二\n2\n\f○○業務仕様書\n三\n3\n\f");

    assert_int_equal(line_at(&d, 0)->role, DOC_HEADER);
    assert_int_equal(line_at(&d, 2)->role, DOC_PAGE_NUMBER);
    assert_int_equal(line_at(&d, 3)->role, DOC_HEADER);
    assert_line(&d, 4, "二");
    assert_int_equal(line_at(&d, 4)->page, 2);
    assert_int_equal(line_at(&d, 8)->role, DOC_PAGE_NUMBER);
    assert_int_equal(d.pages, 3);
}

static void footnotes_are_taken_out_of_the_flow(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    struct doc d =
        read_text(&a, "機械で読める¹形式で、要領^{*2}に従い\n\n¹ 機械とは計算機をいう。\n"
                      "^{*2}事務の要領\n提出する。\n² 参照のない注\n");

    assert_int_equal(line_at(&d, 1)->role, DOC_FOOTNOTE);
    assert_int_equal(line_at(&d, 2)->role, DOC_FOOTNOTE);
    assert_int_equal(line_at(&d, 3)->role, DOC_BODY);
    assert_int_equal(line_at(&d, 4)->role, DOC_BODY);
}

static void wrapped_lines_reach_the_margin(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    char text[8000] = "";
    size_t n = 0;

    for (int i = 0; i < 10; i++) {
        n += (size_t)snprintf(text + n, sizeof(text) - n,
                              "本業務は、地域の事業者が抱える課題について調査し、その結果を広く\n"
                              "公表することを目的とする。\n");
    }
    struct doc d = read_text(&a, text);

    assert_true(line_at(&d, 0)->flags & DOC_FULL_WIDTH);
    assert_false(line_at(&d, 1)->flags & DOC_FULL_WIDTH);
}

static void one_long_line_is_noted(void **state)
{
    struct arena a CLEANUP(arena_done) = {};
    size_t n = 2 * 1000 * 1000;
    char *text = arena_alloc(&a, n);

    memset(text, 'a', n);
    struct doc d = read_as(&a, (struct str){.p = text, .n = n}, NULL);

    assert_int_equal(d.lines.n, 1);
    assert_int_equal(d.notes.v[0].kind, DOC_NOTE_LONG_LINE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(detects_encodings),
        cmocka_unit_test(source_offsets_lead_back),
        cmocka_unit_test(utf_16_needs_its_mark),
        cmocka_unit_test(utf_8_is_borrowed),
        cmocka_unit_test(bad_bytes_are_replaced_and_noted),
        cmocka_unit_test(a_line_in_another_encoding_is_read_and_noted),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(an_encoding_can_be_asked_for),
        cmocka_unit_test(tabs_make_rows),
        cmocka_unit_test(a_row_goes_on_after_a_page_break),
        cmocka_unit_test(a_number_and_a_tab_are_no_table),
        cmocka_unit_test(one_cell_a_line),
        cmocka_unit_test(tab_indented_paragraphs_are_no_table),
        cmocka_unit_test(bars_make_rows),
        cmocka_unit_test(drawn_tables_have_cells),
        cmocka_unit_test(wide_bars_and_plus_signs_make_tables),
        cmocka_unit_test(bars_that_draw_no_table),
        cmocka_unit_test(tags_cut_cells_into_lines),
        cmocka_unit_test(html_tables_are_tables),
        cmocka_unit_test(marks_of_converters_are_skipped),
        cmocka_unit_test(page_numbers_in_dashes),
        cmocka_unit_test(bare_page_numbers_stand_a_page_apart),
        cmocka_unit_test(form_feeds_begin_pages),
        cmocka_unit_test(footnotes_are_taken_out_of_the_flow),
        cmocka_unit_test(wrapped_lines_reach_the_margin),
        cmocka_unit_test(one_long_line_is_noted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
