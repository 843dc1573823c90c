/* A word is looked up by halves: some three hundred stand in their order. */
#include "inspect/personal/personal-latin-word.h"

#include "inspect/personal/personal-scan.h"

#include <stdlib.h>

static int by_word(const void *key, const void *item)
{
    const struct latin_word *a = key;
    const struct latin_word *b = item;

    return strcmp(a->word, b->word);
}

uint32_t personal_latin_kinds(const struct personal_text *t, size_t beg, size_t end)
{
    struct latin_word wanted = {};
    const struct latin_word *found;
    size_t n = end - beg;

    if (n < 2 || n >= sizeof(wanted.word)) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        uint16_t u = t->u[beg + i] | 0x20; /* small */

        if (u < 'a' || u > 'z') {
            return 0;
        }
        wanted.word[i] = (char)u;
    }
    found = bsearch(&wanted, latin_words, latin_word_count, sizeof(wanted), by_word);
    return found == NULL ? 0 : found->kinds;
}
