/*
 * Small things of a text that say more than is seen: fields that fetch from outside, hidden bookmarks,
 * words in the margins that say for whom the text is.
 */
#include "inspect/office/ooxml-word-walk.h"
#include "inspect/personal/personal.h"

#include <strings.h>

bool ooxml_code_fetches(struct str code)
{
    static const char *const kinds[] = {"INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "DDE",
                                        "LINK",        "DATABASE",       "RD",      "MACROBUTTON",
                                        "IMPORT",      "DOCVARIABLE"};

    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t n = strlen(kinds[i]);

        if (code.n > n && strncasecmp(code.p, kinds[i], n) == 0 && code.p[n] == ' ') {
            return true;
        }
    }
    return false;
}

void word_mark_code(struct word_walk *w)
{
    struct str code = str_trim(buf_str(&w->code));

    if (ooxml_code_fetches(code)) {
        word_walk_add(w, "DOC-223", INSPECT_STRUCTURAL, code);
    }
    personal_scan(w->o->found, code, (struct str){}, word_walk_place(w));
    buf_clear(&w->code);
}

/* Bookmarks that begin with a low line are hidden; those of Word itself are not told. */
void word_mark_bookmark(struct word_walk *w, const struct xml_element *e)
{
    static const char *const own[] = {
        "_GoBack",         "_Toc",  "_Ref",     "_Hlk",       "_Hlt",
        "_PictureBullets", "_MON_", "_Heading", "_Numbering", "_Int_"};
    struct str name;

    if (!xml_attribute(e, "name", &name) || !ooxml_starts(name, "_")) {
        return;
    }
    for (size_t i = 0; i < COUNT(own); i++) {
        if (ooxml_starts(name, own[i])) {
            return;
        }
    }
    word_walk_add(w, "DOC-223", INSPECT_STRUCTURAL, name);
}

bool ooxml_is_mark(struct str text)
{
    static const struct str marks[] = {
        STR("社外秘"),   STR("取扱注意"), STR("取扱厳重注意"), STR("部外秘"),
        STR("機密"),     STR("極秘"),     STR("関係者限り"),   STR("内部資料"),
        STR("内部用"),   STR("社内限"),   STR("未定稿"),       STR("ドラフト"),
        STR("複製禁止"), STR("対外厳秘"), STR("CONFIDENTIAL"), STR("Confidential"),
        STR("DRAFT"),    STR("Draft"),    STR("Internal use"), STR("INTERNAL")};
    struct str trimmed = str_trim(text);
    bool found = str_eq(trimmed, STR("秘")) || str_eq(trimmed, STR("案")) ||
                 str_eq(trimmed, STR("（案）")) || str_eq(trimmed, STR("下書き")) ||
                 str_eq(trimmed, STR("サンプル"));

    for (size_t i = 0; i < COUNT(marks) && !found; i++) {
        found = str_has(text, marks[i]);
    }
    return found;
}

/* Words of headers, footers and watermarks that say for whom the text is. */
void word_mark_margin(struct word_walk *w, struct str text)
{
    if (ooxml_is_mark(text)) {
        word_walk_add(w, "DOC-224", INSPECT_STRUCTURAL, text);
    }
}
