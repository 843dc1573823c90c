/* Words around a place, which all scanners of references look at; see reference.h. */
#include "spec/reference.h"

#include "text/chars.h"

size_t ref_word_at(struct str s, size_t pos, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t bytes = str_word_at(s, pos, words[i]);

        if (bytes > 0) {
            return bytes;
        }
    }
    return 0;
}

struct str ref_before(struct str s, size_t pos)
{
    return str_sub(s, pos > REF_NEAR_BYTES ? utf8_floor(s, pos - REF_NEAR_BYTES) : 0, pos);
}

struct str ref_behind(struct str s, size_t pos)
{
    return str_sub(s, pos, utf8_floor(s, MIN(s.n, pos + REF_NEAR_BYTES)));
}

size_t ref_clause_start(struct str s, size_t pos, size_t floor, unsigned most)
{
    size_t p = pos;

    for (unsigned i = 0; i < most && p > floor; i++) {
        size_t before = char_before(s, p);
        uint32_t cp;

        utf8_decode(s, before, &cp);
        enum char_class class = char_class_of(cp);

        if (class == CHAR_STOP || class == CHAR_COMMA || (class == CHAR_OPEN && cp != '(')) {
            break;
        }
        p = before;
    }
    return p;
}

uint32_t ref_find_url(const struct reading *r, uint32_t block, uint32_t ahead)
{
    uint32_t end = MIN(r->blocks.n, block + 1 + ahead);

    for (uint32_t i = block; i < end && r->blocks.v[i].part == r->blocks.v[block].part; i++) {
        if (str_has(ref_behind(r->blocks.v[i].t.s, 0), STR("http"))) {
            return i;
        }
    }
    return REG_NO_INDEX;
}

size_t ref_noun_end(struct str s, size_t pos)
{
    static const char *const stops[] = {"を", "に",   "が",   "は", "で", "、", "。", "と",  "へ",
                                        "も", "より", "から", "(",  ")",  "「", ":",  "つき"};
    size_t p = pos;

    for (unsigned i = 0; p < s.n && i < REF_LONGEST_NOUN; i++) {
        uint32_t cp;

        if (ref_word_at(s, p, stops, COUNT(stops)) > 0) {
            break;
        }
        p += utf8_decode(s, p, &cp);
    }
    return p;
}

static bool is_word_character(struct str s, size_t at)
{
    enum char_class class = char_class_at(s, at);

    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_LATIN ||
           class == CHAR_DIGIT;
}

struct str ref_head_noun(struct str s, size_t beg, size_t end)
{
    size_t stop = end;

    while (stop > beg && !is_word_character(s, char_before(s, stop))) {
        stop = char_before(s, stop);
    }
    size_t start = stop;

    while (start > beg && is_word_character(s, char_before(s, start))) {
        start = char_before(s, start);
    }
    return str_sub(s, start, stop);
}
