/*
 * Near words; see suggest.h. The distance is that of edits with swapped neighbours counted as one
 * (raed, read); a third of the word may be wrong, and a beginning of three letters is enough.
 */
#include "cli/suggest.h"

#include "base/common.h"

#include <string.h>

enum {
    LONGEST = 24, /* letters; longer words are not compared */
    BEGINNING = 3,
};

static int min3(int a, int b, int c)
{
    return MIN(MIN(a, b), c);
}

/* Edits from a to b: one letter more, less or other, or two neighbours swapped. */
static int distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int cost[LONGEST + 1][LONGEST + 1];

    for (size_t i = 0; i <= a_length; i++) {
        cost[i][0] = (int)i;
    }
    for (size_t k = 0; k <= b_length; k++) {
        cost[0][k] = (int)k;
    }
    for (size_t i = 1; i <= a_length; i++) {
        for (size_t k = 1; k <= b_length; k++) {
            int same = a[i - 1] == b[k - 1] ? 0 : 1;

            cost[i][k] = min3(cost[i - 1][k] + 1, cost[i][k - 1] + 1, cost[i - 1][k - 1] + same);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
                cost[i][k] = MIN(cost[i][k], cost[i - 2][k - 2] + 1);
            }
        }
    }
    return cost[a_length][b_length];
}

void suggest_offer(struct suggest *s, const char *candidate, size_t length)
{
    size_t word_length = strcspn(s->word, "=");
    bool begins = word_length >= BEGINNING && word_length < length &&
                  strncmp(s->word, candidate, word_length) == 0;
    int d;

    if (word_length == 0 || word_length > LONGEST || length > LONGEST) {
        return;
    }
    d = begins ? 1 : distance(s->word, word_length, candidate, length);
    if (d <= (int)(MAX(word_length, length) + 2) / 3 && d < (int)length &&
        (s->best == NULL || d < s->distance)) {
        s->best = candidate;
        s->best_length = length;
        s->distance = d;
    }
}

void suggest_offer_choices(struct suggest *s, const char *choices)
{
    while (choices != NULL && *choices != '\0') {
        size_t n = strcspn(choices, "|");

        suggest_offer(s, choices, n);
        choices += n + (choices[n] == '|' ? 1 : 0);
    }
}
