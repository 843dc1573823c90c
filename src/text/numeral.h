/*
 * Numbers as Japanese documents write them, in folded text: 1,200 / 二〇二六 / 三百二十 /
 * 2千20 / 2億1千万 / 1.5億 / 壱千弐百.
 */
#ifndef TEXT_NUMERAL_H
#define TEXT_NUMERAL_H

#include "base/str.h"

/* What a numeral may contain besides ASCII and kanji digits and 十. */
enum numeral_form {
    NUMERAL_PLAIN = 0,
    NUMERAL_DECIMAL = 1 << 0, /* 1.5 */
    NUMERAL_GROUPS = 1 << 1,  /* 1,200 */
    NUMERAL_LARGE = 1 << 2,   /* 万 億 兆, and 十 百 千 behind ASCII digits: 2千20 */
    NUMERAL_FORMAL = 1 << 3,  /* daiji: 壱 弐 参 拾 */
    NUMERAL_ALL = 15,
};

struct numeral {
    int64_t n; /* value = n / 10^scale */
    uint8_t scale;
    uint8_t digits;  /* digits written */
    bool kanji;      /* some of it is in kanji */
    bool all_kanji;  /* all of it is */
    bool multiplied; /* with 十 百 千 万 億 兆 */
    bool bare;       /* begins with 百 千 万 億 兆: no digit in front */
    bool separated;  /* with group separators */
    size_t end;
};

/*
 * Reads the longest numeral that starts at `at`; false when there is none or when it has more
 * than 18 digits. A numeral never starts with 〇 (a blank to fill in) and stops before 四半期.
 */
bool numeral_at(struct str s, size_t at, unsigned forms, struct numeral *ret);

/* A plain ASCII or kanji number without decimals: its value, its end in *ret_end; or -1. */
int numeral_small(struct str s, size_t at, size_t *ret_end);

#endif
