/*
 * What reads like a name and is that of a thing: of goods, a firm, a university, a talk.
 */
#include "inspect/personal/personal-walk.h"

enum { OPEN_QUOTE = 0x300C, CLOSE_QUOTE = 0x300D };

/* Whether the name of a firm begins at `i`: its form stands before it, 株式会社ナカノ, and behind no
 * other name: 三浦組株式会社 中野. */
static bool begins_firm(const struct personal_text *t, size_t i)
{
    static const uint16_t particles[] = {0x306E, 0x306F, 0x304C, 0x3092,
                                         0x3068, 0x3067, 0x3001, 0x3082}; /* のはがをとで、も */
    size_t beg = i;

    if (i >= 4 && personal_stands(t, i - 4, "株式会社|有限会社|合同会社|合資会社")) {
        beg = i - 4;
    } else if (i >= 2 && personal_stands(t, i - 2, "法人")) {
        return true; /* 医療法人… */
    } else if (personal_is_behind_firm(t, i)) {
        beg = i - (t->u[i - 1] == ')' ? 3 : 1);
    }
    return beg < i && (personal_begins_word(t, beg) &&
                       (beg == 0 || t->classes[beg - 1] != CHAR_HIRAGANA ||
                        personal_is_one_of(t->u[beg - 1], particles, COUNT(particles))));
}

/* ロボット「まもる君」: a word for a thing, maybe in the line before, and its own name in quotation
 * marks. */
static bool is_in_quotes_behind_thing(const struct personal_text *t, const struct personal_name *x)
{
    bool is_kana = t->classes[x->beg] == CHAR_HIRAGANA || t->classes[x->beg] == CHAR_KATAKANA;

    return is_kana && x->beg >= 1 && t->u[x->beg - 1] == OPEN_QUOTE &&
           personal_is_unit(t, x->past, CLOSE_QUOTE) &&
           (x->beg == 1 || t->classes[x->beg - 2] == CHAR_KANJI ||
            t->classes[x->beg - 2] == CHAR_KATAKANA || t->classes[x->beg - 2] == CHAR_LATIN) &&
           !personal_is_behind_relative(t, x->beg - 1);
}

bool personal_begins_title_of_talk(const struct personal_text *t, const struct personal_name *x)
{
    return x->beg > 0 && t->u[x->beg - 1] == OPEN_QUOTE && x->after < AFTER_TITLE &&
           !personal_is_class(t, x->end, CHAR_CLOSE);
}

bool personal_is_of_thing(const struct personal_text *t, const struct personal_name *x)
{
    return !x->is_spaced && ((x->end >= x->beg + 3 && personal_stands(t, x->end - 2, "大学")) ||
                             begins_firm(t, x->beg) || is_in_quotes_behind_thing(t, x));
}
