/* Columns and line ends; see width.h. */
#include "write/width.h"

#include "base/utf8.h"

/* Characters that never begin a line (行頭禁則) and never end one (行末禁則). */
static const char no_start[] = "、。，．,.・:：;；?？!！)）]］}｝」』】〉》〕’”〟ーｰ々〻ゝゞヽヾ゛゜…‥%％℃°"
                               "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡｣､･ｧｨｩｪｫｬｭｮｯ~～〜";
static const char no_end[] = "(（[［{｛「『【〈《〔‘“〝｢¥￥〒№＃#";

int width_of_code_point(uint32_t cp)
{
    if (cp < 0x80) {
        return cp >= 0x20 && cp != 0x7f;
    }
    /* combining marks, joiners, direction marks, variation selectors */
    if ((cp >= 0x300 && cp <= 0x36F) || (cp >= 0x200B && cp <= 0x200F) || cp == 0x3099 ||
        cp == 0x309A || cp == 0xFEFF || (cp >= 0xFE00 && cp <= 0xFE0F) ||
        (cp >= 0xE0100 && cp <= 0xE01EF)) {
        return 0;
    }
    /* letters of the Latin scripts, half-width katakana */
    if ((cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) || (cp >= 0xFF61 && cp <= 0xFF9F)) {
        return 1;
    }
    return 2;
}

int width_of(struct str text)
{
    int width = 0;

    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        width += width_of_code_point(cp);
    }
    return width;
}

struct str width_cut(struct str text, int columns)
{
    int width = 0;
    size_t i = 0;

    while (i < text.n) {
        uint32_t cp;
        size_t n = utf8_decode(text, i, &cp);

        width += width_of_code_point(cp);
        if (width > columns) {
            break;
        }
        i += n;
    }
    return str_sub(text, 0, i);
}

static bool is_one_of(const char *set, size_t set_bytes, uint32_t cp)
{
    char utf8[UTF8_MAX];
    size_t n = utf8_encode(cp, utf8);

    return str_find((struct str){.p = set, .n = set_bytes}, (struct str){.p = utf8, .n = n}, 0) >= 0;
}

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

bool width_may_break(uint32_t before, uint32_t after)
{
    if ((before < 0x250 && after < 0x250) || (is_digit(before) && is_digit(after)) ||
        width_of_code_point(after) == 0) {
        return false;
    }
    return !is_one_of(no_start, sizeof(no_start) - 1, after) &&
           !is_one_of(no_end, sizeof(no_end) - 1, before);
}
