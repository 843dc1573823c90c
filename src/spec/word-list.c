/* Words of plain lists in a text; see duty-words.h. */
#include "spec/duty-words.h"

#include "spec/word-chain.h"

struct str word_at_start(struct word_list list, struct str s)
{
    struct str best = {};

    for (size_t i = 0; i < list.count; i++) {
        if (list.words[i].n > best.n && str_starts(s, list.words[i])) {
            best = list.words[i];
        }
    }
    return best;
}

struct str word_at_end(struct word_list list, struct str s)
{
    struct str best = {};

    for (size_t i = 0; i < list.count; i++) {
        if (list.words[i].n > best.n && word_ends(s, list.words[i])) {
            best = list.words[i];
        }
    }
    return best;
}

bool word_inside(struct word_list list, struct str s)
{
    for (size_t i = 0; i < list.count; i++) {
        if (str_has(s, list.words[i])) {
            return true;
        }
    }
    return false;
}
