/* Columns and line ends; see width.h. */
#include "write/width.h"

#include "base/utf8.h"

/* Characters that never begin a line (行頭禁則) and never end one (行末禁則). */
static const char no_start[] =
    "、。，．,.・:：;；?？!！)）]］}｝」』】〉》〕’”〟ーｰ々〻ゝゞヽヾ゛゜…‥%％℃°"
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
    size_t n = utf8_write(cp, utf8);

    return str_find((struct str){.p = set, .n = set_bytes}, (struct str){.p = utf8, .n = n}, 0) >=
           0;
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

bool width_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x3000 || cp == 0xA0;
}

bool width_joins(uint32_t before, uint32_t after)
{
    return width_of_code_point(before) == 2 && width_of_code_point(after) == 2;
}

struct str width_flow(struct arena *a, struct str text)
{
    char *out = NULL;
    size_t n = 0;
    uint32_t last = 0;
    bool space = false;
    bool line_end = false;

    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        size_t length = utf8_decode(text, i, &cp);

        if (width_is_space(cp)) {
            if (out == NULL) {
                out = arena_alloc(a, text.n + 1);
                memcpy(out, text.p, i);
                n = i;
            }
            space = last != 0;
            line_end |= cp == '\n';
        } else {
            if (space && !(line_end && width_joins(last, cp))) {
                out[n++] = ' ';
            }
            space = line_end = false;
            if (out != NULL) {
                memcpy(out + n, text.p + i, length);
                n += length;
            }
            last = cp;
        }
        i += length;
    }
    return out == NULL ? text : (struct str){.p = out, .n = n};
}
