/* Places as people say them. */
#include "write/inspect-report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct place_case {
    const char *kind, *place, *ja;
};

static void check(const struct place_case *cases, size_t count)
{
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < count; i++) {
        struct str said =
            inspect_place_title(&a, TR_JA, str_of(cases[i].kind), str_of(cases[i].place));

        assert_string_equal(said.p, cases[i].ja);
    }
}

static void places_have_words(void **state)
{
    static const struct place_case cases[] = {
        {"docx", "word/document.xml ¶12", "本文の12段落目"},
        {"docx", "word/document.xml", "本文"},
        {"docx", "word/document.xml <!-- -->", "本文 <!-- -->"},
        {"docx", "word/header2.xml ¶3", "ヘッダー2の3段落目"},
        {"docx", "docProps/core.xml creator", "プロパティ：作成者"},
        {"pdf", "p3 [10 20 30 40]", "3ページ [10 20 30 40]"},
        {"pdf", "p2 Highlight", "2ページ：蛍光ペン"},
        {"pdf", "p2 FileAttachment 見積.xlsx", "2ページ：添付ファイル 見積.xlsx"},
        {"pdf", "revision 1 p4", "上書き前の第1版、4ページ"},
        {"pdf", "revision 2 17 0 R T", "上書き前の第2版、部品17：T"},
        {"pdf", "Info Author", "文書情報：作成者"},
        {"pdf", "Info 社内番号", "文書情報：社内番号"},
        {"pdf", "27 0 R EXIF", "部品27：EXIF"},
        {"pptx", "slide 3 (slide12.xml) \"表題\" ¶2", "スライド3 \"表題\" ¶2"},
        {"pptx", "slide 3 (a.xml)", "スライド3 (a.xml)"},
        {"pptx", "slide 3 notes (notesSlide1.xml)", "スライド3のノート"},
        {"mail", "part 2 › L7", "メールの第2部 › 7行目"},
        {"text", "L7", "7行目"},
    };

    check(cases, COUNT(cases));
}

static void files_in_files_keep_their_names(void **state)
{
    static const struct place_case cases[] = {
        {"zip", "納品/報告書.docx › word/comments.xml", "納品/報告書.docx › コメント"},
        {"pdf", "EmbeddedFiles 表.xlsx › 名簿!B2", "添付ファイル 表.xlsx › 名簿!B2"},
        {"doc", "ole", "古いソフトのファイル（OLE）"},
    };

    check(cases, COUNT(cases));
}

/* A sheet may be called as anything else is. */
static void what_has_no_words_stays(void **state)
{
    static const struct place_case cases[] = {
        {"xlsx", "ID", "ID"},      {"xlsx", "p1", "p1"},
        {"xlsx", "pdf", "pdf"},    {"xlsx", "Text!B2", "Text!B2"},
        {"ods", "From", "From"},   {"docx", "word/unknown.xml ¶", "word/unknown.xml ¶"},
        {"pdf", "p", "p"},         {"pdf", "p1x", "p1x"},
        {"pdf", "Info ", "Info "}, {"pdf", "", ""},
    };

    check(cases, COUNT(cases));
}

/* What the author of a file called its pieces may be what must not leave. */
static void names_are_masked(void **state)
{
    static const struct place_case cases[] = {
        {"xlsx", "人員削減!B2:C4", "人＊＊＊!B2:C4"},
        {"xlsx", "人員削減 (veryHidden)", "人＊＊＊ (veryHidden)"},
        {"xlsx", "人員削減 \"削減図\"", "人＊＊＊ \"削＊＊\""},
        {"xlsx", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
        {"pptx", "slide 3 (slide12.xml) \"削減図\" ¶2", "スライド3 \"削＊＊\" ¶2"},
        {"pdf", "AcroForm 氏名欄", "入力欄 氏＊＊"},
        {"pdf", "Info Author", "文書情報：作成者"},
        {"pdf", "p2 FileAttachment 見積.xlsx", "2ページ：添付ファイル 見積.xlsx"},
        {"zip", "納品/報告書.docx › docProps/custom.xml 削減",
         "納品/報告書.docx › 独自のプロパティ：削＊"},
    };
    struct arena a CLEANUP(arena_done) = {};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str said =
            inspect_place_masked(&a, TR_JA, str_of(cases[i].kind), str_of(cases[i].place));

        assert_string_equal(said.p, cases[i].ja);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_have_words),
        cmocka_unit_test(files_in_files_keep_their_names),
        cmocka_unit_test(what_has_no_words_stays),
        cmocka_unit_test(names_are_masked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
