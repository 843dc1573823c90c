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

/* Whether a numeral may start at `at`: a quick look that refuses nearly all else. */
static inline bool numeral_may_start(struct str s, size_t at)
{
    /* The last bytes of 一二三四五六七八九十百千万億兆 and the formal ones, by their six bits. */
    enum { TAIL = 0x3F };
    static const uint64_t tails =
        1ull << (0x4E00 & TAIL) | 1ull << (0x4E8C & TAIL) | 1ull << (0x4E09 & TAIL) |
        1ull << (0x56DB & TAIL) | 1ull << (0x4E94 & TAIL) | 1ull << (0x516D & TAIL) |
        1ull << (0x4E03 & TAIL) | 1ull << (0x516B & TAIL) | 1ull << (0x4E5D & TAIL) |
        1ull << (0x5341 & TAIL) | 1ull << (0x767E & TAIL) | 1ull << (0x5343 & TAIL) |
        1ull << (0x4E07 & TAIL) | 1ull << (0x5104 & TAIL) | 1ull << (0x5146 & TAIL) |
        1ull << (0x58F1 & TAIL) | 1ull << (0x58F9 & TAIL) | 1ull << (0x5F10 & TAIL) |
        1ull << (0x8CB3 & TAIL) | 1ull << (0x53C2 & TAIL) | 1ull << (0x53C3 & TAIL) |
        1ull << (0x4F0D & TAIL) | 1ull << (0x62FE & TAIL) | 1ull << (0x4F70 & TAIL) |
        1ull << (0x4EDF & TAIL) | 1ull << (0x9621 & TAIL) | 1ull << (0x842C & TAIL);

    if (at >= s.n) {
        return false;
    }
    unsigned char first = (unsigned char)s.p[at];

    return first < 0xE4 ? first >= '0' && first <= '9'
                        : first <= 0xE9 && s.n - at >= 3 &&
                              (tails >> ((unsigned char)s.p[at + 2] & TAIL) & 1) != 0;
}

/*
 * Reads the longest numeral that starts at `at`; false when there is none or when it has more
 * than 18 digits. A numeral never starts with 〇 (a blank to fill in) and stops before 四半期.
 */
bool numeral_at(struct str s, size_t at, unsigned forms, struct numeral *ret);

/* A plain ASCII or kanji number without decimals: its value, its end in *ret_end; or -1. */
int numeral_small(struct str s, size_t at, size_t *ret_end);

#endif
