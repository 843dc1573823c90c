/* Tables of two-byte characters; see jis.h. One iconv call per cell, about two milliseconds. */
#include "read/jis.h"

#include <iconv.h>

enum { TRIAL_BYTES = 3 };

/* The code point of one character in the descriptor's encoding, or 0. */
static uint16_t convert(iconv_t converter, const unsigned char *bytes, size_t n)
{
    char in[TRIAL_BYTES];
    unsigned char out[8];
    char *in_at = in;
    char *out_at = (char *)out;
    size_t in_left = n;
    size_t out_left = sizeof(out);

    memcpy(in, bytes, n);
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &in_at, &in_left, &out_at, &out_left) == (size_t)-1 || in_left > 0 ||
        sizeof(out) - out_left != 2) {
        return 0;
    }
    return (uint16_t)(out[0] | out[1] << 8);
}

static void fill_cp932(struct jis *jis, iconv_t converter)
{
    for (int lead = 0; lead < JIS_CP932_LEADS; lead++) {
        for (int trail = 0; trail < JIS_CP932_TRAILS; trail++) {
            unsigned char bytes[2] = {(unsigned char)(lead < 31 ? 0x81 + lead : 0xE0 + lead - 31),
                                      (unsigned char)(0x40 + trail)};

            jis->cp932[lead][trail] = bytes[1] == 0x7F ? 0 : convert(converter, bytes, 2);
        }
    }
}

static void fill_euc(struct jis *jis, iconv_t converter)
{
    for (int row = 0; row < JIS_ROWS; row++) {
        for (int cell = 0; cell < JIS_ROWS; cell++) {
            unsigned char bytes[3] = {0x8F, (unsigned char)(0xA1 + row),
                                      (unsigned char)(0xA1 + cell)};

            jis->x0208[row][cell] = convert(converter, bytes + 1, 2);
            jis->x0212[row][cell] = convert(converter, bytes, 3);
        }
    }
}

int jis_load(struct arena *a, const struct jis **ret_jis, struct err *err)
{
    iconv_t cp932 = iconv_open("UTF-16LE", "CP932");
    iconv_t euc = iconv_open("UTF-16LE", "EUC-JP-MS");
    int r = 0;

    if (cp932 == (iconv_t)-1 || euc == (iconv_t)-1) {
        r = err_set(err, ERR_UNSUPPORTED, "this system has no tables for CP932 and EUC-JP");
        err_hint(err, "convert the file to UTF-8");
    } else {
        struct jis *jis = ARENA_NEW(a, struct jis);

        fill_cp932(jis, cp932);
        fill_euc(jis, euc);
        *ret_jis = jis;
    }
    if (cp932 != (iconv_t)-1) {
        iconv_close(cp932);
    }
    if (euc != (iconv_t)-1) {
        iconv_close(euc);
    }
    return r;
}

uint32_t jis_cp932(const struct jis *jis, unsigned char lead, unsigned char trail)
{
    int row;

    if (lead >= 0x81 && lead <= 0x9F) {
        row = lead - 0x81;
    } else if (lead >= 0xE0 && lead <= 0xFC) {
        row = lead - 0xE0 + 31;
    } else {
        return 0;
    }
    return trail < 0x40 || trail > 0xFC ? 0 : jis->cp932[row][trail - 0x40];
}
