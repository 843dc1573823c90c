/*
 * Quantities of Japanese documents: counts, sizes, ratios, amounts of money.
 *
 *     struct quantity_list list = {};
 *     quantity_scan(arena, folded.s, &list);
 *     struct str value = quantity_value(arena, &list.v[0]);            "[5,)"
 *
 * The text is folded (text/fold.h); offsets are bytes of the folded text, end exclusive.
 * Dates and times are not quantities (text/when.h has them).
 */
#ifndef TEXT_QUANTITY_H
#define TEXT_QUANTITY_H

#include "base/vec.h"

enum quantity_tax {
    QUANTITY_TAX_UNSAID,
    QUANTITY_TAX_IN, /* 税込 */
    QUANTITY_TAX_EX, /* 税抜 */
};

enum { QUANTITY_MAX_SCALE = 9 };

/* n / 10^scale, or n / over when over is not 0 (a fraction that does not end: 2/3). */
struct quantity_number {
    int64_t n;
    int32_t over;
    uint8_t scale;
};

struct quantity {
    uint32_t beg, end;     /* the whole expression, bounds and tax words included */
    bool fuzzy;            /* 数名: no number */
    bool has_lo, has_hi;   /* exact: both, and lo equals hi */
    bool open_lo, open_hi; /* the bound itself is left out: 超, 未満 */
    bool approx;           /* 約, 程度 */
    enum quantity_tax tax;
    struct quantity_number lo, hi;
    struct str unit; /* "名", "JPY", "%", "ratio"; static memory or the folded text */
    struct str per;  /* "日", "社": per what; empty when none */
};

struct quantity_list {
    struct quantity *v;
    uint32_t n, room;
};

/* Appends the quantities of one sentence (or line, cell) in order. Linear in the text. */
void quantity_scan(struct arena *a, struct str folded, struct quantity_list *ret);

/* "5", "[5,)", "(,50000000]", "0.5", "2/3", "X". */
struct str quantity_value(struct arena *a, const struct quantity *q);
/* One bound: "1.5". */
struct str quantity_number_value(struct arena *a, struct quantity_number number);
/* "名", "JPY/日". */
struct str quantity_unit(struct arena *a, const struct quantity *q);
/* "in", "ex" or "". */
const char *quantity_tax_name(enum quantity_tax tax);
/* Rounded towards zero to a whole number: yen, people. */
int64_t quantity_whole(struct quantity_number number);

#endif
