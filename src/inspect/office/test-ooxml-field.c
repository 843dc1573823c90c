/*
 * Codes of fields: of what kind they are, and which of their words nobody sees; names people wrote.
 */
#include "inspect/office/ooxml-field.h"
#include "inspect/office/ooxml-words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void kinds(void **state)
{
    static const struct {
        const char *code;
        enum ooxml_field field;
    } cases[] = {
        {"PAGE", OOXML_FIELD_SHOWN},
        {" page \\* MERGEFORMAT ", OOXML_FIELD_SHOWN},
        {"", OOXML_FIELD_SHOWN},
        {"\"", OOXML_FIELD_UNSEEN},
        {"includetext \"a.docx\"", OOXML_FIELD_OUTSIDE},
        {"IFX", OOXML_FIELD_SHOWN},
        {"IF a = b \"c\"", OOXML_FIELD_CHOICE},
        {"TOC \\o \"1-3\"", OOXML_FIELD_SHOWN},
        {"TOC \\f m", OOXML_FIELD_INDEX},
        {"chapter_one", OOXML_FIELD_SHOWN},
        {"chapter_one \\h", OOXML_FIELD_SHOWN},
        {"not for everybody", OOXML_FIELD_UNSEEN},
        {"= SUM(ABOVE) \\# \"0.00\"", OOXML_FIELD_SHOWN},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        if (ooxml_field_of(str_of(cases[i].code)) != cases[i].field) {
            fail_msg("%s: %d", cases[i].code, ooxml_field_of(str_of(cases[i].code)));
        }
    }
}

static void unseen_words(void **state)
{
    static const struct {
        const char *code, *shown, *unseen;
    } cases[] = {
        {"IF 1 = 1 \"fine\" \"rain\" \\* MERGEFORMAT", "a fine day", "rain"},
        {"IF x<>y “晴れ” “雨天中止”", "晴れ", "雨天中止"},
        {"IF 1=1 \"fine\" \"rain", "fine", "rain"}, /* the last mark is missing */
        {"SET place \"Room 5\"", "", "Room 5"},
        {"ASK place \"Which room?\" \\d \"the small one\"", "", "Which room? the small one"},
        {"XE \"rivers:water of them\" \\b", "Water of rivers", "rivers:water of them"},
        {"XE \"rivers:water\"", "water of rivers", ""},
        {"TA \\l \"the long one\" \\s \"short\" \\c 1", "", "the long one short"},
        {"QUOTE \"12\" 3", "", ""},
        {"PRIVATE", "", ""},
        {"INCLUDETEXT \"a.docx\"", "", ""}, /* told as a whole */
        {"SET a \"he said \\\"no\\\" twice\"", "", "he said \\\"no\\\" twice"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf out CLEANUP(buf_done);

        buf_init(&out, 1024);
        ooxml_field_unseen(str_of(cases[i].code), str_of(cases[i].shown), &out);
        assert_string_equal(out.n == 0 ? "" : out.p, cases[i].unseen);
    }
}

static void names(void **state)
{
    static const struct {
        const char *name;
        bool is_free;
    } cases[] = {
        {"Rectangle: Rounded Corners 12", false},
        {"フローチャート: 代替処理 3", false},
        {"四角形吹き出しの箱３", false},
        {"goog_rdk_0", false},
        {"Publish Date", false},
        {"タイトル", false},
        {"", false},
        {"the box for Mr. Sato", true},
        {"次期計画の下書き", true},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        if (ooxml_is_free_text(str_of(cases[i].name)) != cases[i].is_free) {
            fail_msg("%s", cases[i].name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(unseen_words),
        cmocka_unit_test(names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
