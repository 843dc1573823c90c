/* The times of a sentence, by their places; see value.h. */
#include "spec/value.h"

uint32_t value_whens_from(const struct value_reader *v, size_t at)
{
    uint32_t low = 0;
    uint32_t high = v->whens.n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (v->whens.v[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 1 ? low - 2 : 0; /* they may overlap by one */
}
