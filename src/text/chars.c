/* Classes of characters; see chars.h. */
#include "text/chars.h"

static enum char_class ascii_class(uint32_t cp)
{
    if (cp >= '0' && cp <= '9') {
        return CHAR_DIGIT;
    }
    if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') {
        return CHAR_LATIN;
    }
    if (cp == ' ' || (cp >= '\t' && cp <= '\r')) {
        return CHAR_SPACE;
    }
    return cp == ',' ? CHAR_COMMA : CHAR_OTHER;
}

enum char_class char_class_of(uint32_t cp)
{
    int step = bracket_step(cp);

    if (step != 0) {
        return step > 0 ? CHAR_OPEN : CHAR_CLOSE;
    }
    if (cp < 0x80) {
        return ascii_class(cp);
    }
    if (cp >= 0x3041 && cp <= 0x309F) {
        return CHAR_HIRAGANA;
    }
    if ((cp >= 0x30A1 && cp <= 0x30FA) || cp == 0x30FC || (cp >= 0x31F0 && cp <= 0x31FF)) {
        return CHAR_KATAKANA;
    }
    if ((cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3005 ||
        cp == 0x3006 || cp == 0x3007 || (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x20000) {
        return CHAR_KANJI;
    }
    if (cp == 0x3002) {
        return CHAR_STOP;
    }
    return cp == 0x3001 ? CHAR_COMMA : CHAR_OTHER;
}

enum char_class char_class_at(struct str s, size_t at)
{
    uint32_t cp;

    if (at >= s.n) {
        return CHAR_NONE;
    }
    utf8_decode(s, at, &cp);
    return char_class_of(cp);
}

size_t char_before(struct str s, size_t at)
{
    do {
        at--;
    } while (at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80);
    return at;
}

enum char_class char_class_before(struct str s, size_t at)
{
    return at == 0 ? CHAR_NONE : char_class_at(s, char_before(s, at));
}

size_t skip_spaces(struct str s, size_t at)
{
    while (at < s.n && (s.p[at] == ' ' || (s.p[at] >= '\t' && s.p[at] <= '\r'))) {
        at++;
    }
    return at;
}

size_t char_count(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return n;
}
