/*
 * Names in katakana with middle dots: アミナ・ハッサン. Of firms, goods and currencies there are as many;
 * what the parts are in the dictionaries says which it is.
 */
#include "inspect/personal/personal-name.h"

/* Whether the katakana between two units are part of a name and no other word. */
static bool is_part_of_name(const struct personal_text *t, size_t beg, size_t end,
                            bool *ret_is_noun)
{
    const uint16_t *part = t->u + beg;
    size_t n = end - beg;

    if (n > PERSONAL_WORD_MAX) {
        return false;
    }
    uint32_t flags = personal_word(part, n);

    *ret_is_noun = personal_is_noun(part, n) || (flags & WORD_NEVER) != 0;
    return (flags & WORD_NEVER) == 0 &&
           ((flags & (WORD_KANA_SURNAME | WORD_KANA_GIVEN | WORD_SURNAME)) != 0 ||
            personal_is_foreign(part, n));
}

enum personal_foreign personal_foreign_of(const struct personal_text *t, size_t beg, size_t end)
{
    size_t parts = 0;
    size_t names = 0;
    size_t nouns = 0;
    bool is_noun = false;
    bool begins_with_noun = false;

    for (size_t last = beg, i = beg; i <= end; i++) {
        if (i < end && t->u[i] != 0x30FB) { /* ・ */
            continue;
        }
        is_noun = false;
        parts++;
        names += is_part_of_name(t, last, i, &is_noun) || i == last + 1;
        nouns += is_noun;
        begins_with_noun |= is_noun && last == beg;
        last = i + 1;
    }
    if (names == parts && !begins_with_noun) {
        return PERSONAL_FOREIGN_PERSON;
    }
    return is_noun && (names == 0 || nouns == parts) ? PERSONAL_FOREIGN_THING
           : names * 2 >= parts && !is_noun          ? PERSONAL_FOREIGN_LIKELY
                                                     : PERSONAL_FOREIGN_UNKNOWN;
}
