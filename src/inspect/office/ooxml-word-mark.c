/*
 * Small things of a text that say more than is seen: hidden bookmarks, words in the margins that
 * say for whom the text is.
 */
#include "inspect/office/ooxml-word-walk.h"

bool ooxml_bookmark_is_hidden(struct str name)
{
    static const char *const own[] = {
        "_GoBack",         "_Toc",  "_Ref",     "_Hlk",       "_Hlt",
        "_PictureBullets", "_MON_", "_Heading", "_Numbering", "_Int_"};

    for (size_t i = 0; i < COUNT(own); i++) {
        if (ooxml_starts(name, own[i])) {
            return false;
        }
    }
    return ooxml_starts(name, "_");
}

void word_mark_bookmark(struct word_walk *w, const struct xml_element *e)
{
    struct str name;

    if (xml_attribute(e, "name", &name) && ooxml_bookmark_is_hidden(name)) {
        word_walk_add(w, "DOC-223", INSPECT_STRUCTURAL, name);
    }
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
