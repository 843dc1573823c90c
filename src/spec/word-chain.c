/* Tables of words by what they end with; see word-chain.h. */
#include "spec/word-chain.h"

enum { NO_ROW = UINT16_MAX };

/* The last two bytes, which tell most words apart before anything is compared; 0 = too short. */
static uint16_t tail_of(struct str s)
{
    uint16_t tail = 0;

    if (s.n >= sizeof(tail)) {
        memcpy(&tail, s.p + s.n - sizeof(tail), sizeof(tail));
    }
    return tail;
}

/* Whether `s`, whose tail is at hand, ends with a word. */
static bool ends_with(struct str s, uint16_t tail, struct str word)
{
    return tail_of(word) == tail && s.n >= word.n &&
           (word.n < 6 || s.p[s.n - 4] == word.p[word.n - 4]) && /* the character before the last */
           memcmp(s.p + s.n - word.n, word.p, word.n) == 0;
}

bool word_ends(struct str s, struct str word)
{
    return ends_with(s, tail_of(s), word);
}

static size_t chain_of(struct str s)
{
    return s.n == 0 ? 0 : (unsigned char)s.p[s.n - 1] % WORD_CHAINS;
}

static const struct str *row_at(const struct word_chain *chain, size_t i)
{
    return (const struct str *)(const void *)(chain->rows + i * chain->row_bytes);
}

void word_chain_init(struct word_chain *chain, struct arena *a, const void *rows, size_t row_bytes,
                     size_t count)
{
    *chain = (struct word_chain){
        .rows = rows,
        .row_bytes = row_bytes,
        .next = ARENA_ARRAY(a, count, uint16_t),
    };
    for (size_t i = 0; i < WORD_CHAINS; i++) {
        chain->first[i] = NO_ROW;
    }
    for (size_t i = count; i-- > 0;) {
        uint16_t *first = &chain->first[chain_of(*row_at(chain, i))];

        chain->next[i] = *first;
        *first = (uint16_t)i;
    }
}

const void *word_chain_longest(const struct word_chain *chain, struct str s)
{
    const struct str *best = NULL;
    uint16_t tail = tail_of(s);

    for (uint16_t i = chain->first[chain_of(s)]; i != NO_ROW; i = chain->next[i]) {
        const struct str *word = row_at(chain, i);

        if (ends_with(s, tail, *word) && (best == NULL || word->n > best->n)) {
            best = word;
        }
    }
    return best;
}
