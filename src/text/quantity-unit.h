/* Units and counters of quantity.c; private to src/text. */
#ifndef TEXT_QUANTITY_UNIT_H
#define TEXT_QUANTITY_UNIT_H

#include "base/str.h"

struct unit {
    const char *written; /* folded */
    const char *unit;    /* as the value says it; "JPY" for money */
    int64_t times;       /* 千円 = 1000 */
};

/* All of them, in the order of their bytes. */
extern const struct unit quantity_units[];
extern const size_t quantity_unit_count;

/* The longest unit that stands at `at` and ends like one (名, not 名称), or NULL. */
const struct unit *quantity_unit_at(struct str s, size_t at);

#endif
