/* Judgements of texts by their characters; see ooxml-words.h. */
#include "inspect/office/ooxml-words.h"

#include "base/utf8.h"
#include "inspect/office/ooxml-value.h"

bool ooxml_is_blank(struct str text)
{
    uint32_t cp;

    for (size_t i = 0; i < text.n;) {
        i += utf8_decode(text, i, &cp);
        if (cp > ' ' && cp != 0xA0 && (cp < 0x2000 || cp > 0x200D) && cp != 0x202F &&
            cp != 0x205F && cp != 0x2060 && cp != 0x3000 && cp != 0xFEFF) {
            return false;
        }
    }
    return true;
}

bool ooxml_is_letter(uint32_t cp)
{
    return (cp | 0x20) - 'a' < 26u ||
           (cp >= 0xC0 && (cp < 0x2000 || cp > 0x303F) && (cp < 0xE000 || cp > 0xF8FF) &&
            (cp < 0xFE00 || cp > 0xFF20) && cp < 0x1F000) ||
           (cp >= 0x20000 && cp < 0x40000);
}

uint32_t ooxml_add_letters(struct buf *out, struct str text)
{
    uint32_t letters = 0;
    uint32_t cp;

    for (size_t i = 0, n; i < text.n; i += n) {
        n = utf8_decode(text, i, &cp);
        if (ooxml_is_letter(cp)) {
            buf_add(out, str_sub(text, i, i + n));
            letters++;
        }
    }
    return letters;
}

bool ooxml_has_words(struct str text)
{
    uint32_t letters = 0;
    uint32_t cp;

    for (size_t i = 0; i < text.n && letters < 2; letters += ooxml_is_letter(cp)) {
        i += utf8_decode(text, i, &cp);
    }
    return letters >= 2;
}

bool ooxml_is_free_text(struct str name)
{
    enum { FIRST_WIDE = 0x3040, LEAST_WIDE = 6, LEAST_WORDS = 3 };
    uint32_t words = 0;
    uint32_t wide = 0;
    uint32_t cp = 0;
    bool in_word = false;

    name = str_trim(name);
    for (size_t i = 0; i < name.n;) {
        i += utf8_decode(name, i, &cp);
        bool is_letter = ooxml_is_letter(cp);

        wide += is_letter && cp >= FIRST_WIDE;
        words += is_letter && !in_word && cp < FIRST_WIDE;
        in_word = is_letter || (cp > ' ' && cp < 0x80);
    }
    return cp - '0' >= 10u && cp - 0xFF10 >= 10u && (words >= LEAST_WORDS || wide >= LEAST_WIDE);
}

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
