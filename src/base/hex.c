/* Bytes as hexadecimal digits; see hex.h. */
#include "base/hex.h"

struct str hex_of(struct arena *a, const uint8_t *bytes, size_t n)
{
    char *digits = ARENA_ARRAY(a, 2 * n + 1, char);

    for (size_t i = 0; i < n; i++) {
        digits[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        digits[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    return (struct str){.p = digits, .n = 2 * n};
}

static int digit_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_parse(struct str digits, uint8_t *ret, size_t n)
{
    if (digits.n != 2 * n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        int high = digit_value(digits.p[2 * i]);
        int low = digit_value(digits.p[2 * i + 1]);

        if (high < 0 || low < 0) {
            return false;
        }
        ret[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}
