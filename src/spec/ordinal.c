/* Numbers of items; see ordinal.h. */
#include "spec/ordinal.h"

/* Characters of three bytes each, in the order they number by. */
static const char katakana_order[] = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
                                     "ハヒフヘホマミムメモヤユヨラリルレロワヲン";
static const char iroha_order[] = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウ";
static const char kanji_order[] = "一二三四五六七八九";

enum { MAX_DIGITS = 4 };

/* From 1; 0 = the character at `at` is none of the order. */
static uint32_t place_in(const char *order, struct str s, size_t at)
{
    for (const char *p = order; at + ORDINAL_KANA_BYTES <= s.n && *p != '\0';
         p += ORDINAL_KANA_BYTES) {
        if (s.p[at + 2] == p[2] && memcmp(s.p + at, p, ORDINAL_KANA_BYTES) == 0) {
            return (uint32_t)(p - order) / ORDINAL_KANA_BYTES + 1;
        }
    }
    return 0;
}

size_t ordinal_digits(struct str s, size_t at, uint32_t *ret_value)
{
    uint32_t value = 0;
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9' && n < MAX_DIGITS) {
        value = value * 10 + (uint32_t)(s.p[at + n] - '0');
        n++;
    }
    *ret_value = value;
    return n;
}

size_t ordinal_kanji(struct str s, size_t at, uint32_t *ret_value)
{
    uint32_t value = 0;
    uint32_t digit = 0;
    size_t n = 0;

    for (;; n += ORDINAL_KANA_BYTES) {
        uint32_t d = place_in(kanji_order, s, at + n);

        if (d > 0 && digit == 0) {
            digit = d;
        } else if (d == 0 && value == 0 && str_at(s, at + n, STR("十"))) {
            value = (digit == 0 ? 1 : digit) * 10;
            digit = 0;
        } else {
            break;
        }
    }
    *ret_value = value + digit;
    return n;
}

uint32_t ordinal_katakana(struct str s, size_t at)
{
    return place_in(katakana_order, s, at);
}

uint32_t ordinal_iroha(struct str s, size_t at)
{
    return place_in(iroha_order, s, at);
}
