/*
 * Built for the machine that builds: prints the tables of src/read/jis.h as a C source, taken from
 * iconv, one call per cell.
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 94, CP932_LEADS = 60, CP932_TRAILS = 189, TRIAL_BYTES = 3 };

/* The code point of one character in the descriptor's encoding, or 0. */
static unsigned int convert(iconv_t converter, const unsigned char *bytes, size_t n)
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
    return out[0] | (unsigned int)out[1] << 8;
}

static void print_cp932(iconv_t converter)
{
    printf("    .cp932 = {\n");
    for (int lead = 0; lead < CP932_LEADS; lead++) {
        printf("        {");
        for (int trail = 0; trail < CP932_TRAILS; trail++) {
            unsigned char bytes[2] = {(unsigned char)(lead < 31 ? 0x81 + lead : 0xE0 + lead - 31),
                                      (unsigned char)(0x40 + trail)};

            printf("%u,", bytes[1] == 0x7F ? 0 : convert(converter, bytes, 2));
        }
        printf("},\n");
    }
    printf("    },\n");
}

/* JIS X 0208, or with `before` = 0x8F JIS X 0212. */
static void print_euc(iconv_t converter, const char *name, int before)
{
    printf("    .%s = {\n", name);
    for (int row = 0; row < ROWS; row++) {
        printf("        {");
        for (int cell = 0; cell < ROWS; cell++) {
            unsigned char bytes[3] = {(unsigned char)before, (unsigned char)(0xA1 + row),
                                      (unsigned char)(0xA1 + cell)};

            printf("%u,", before == 0 ? convert(converter, bytes + 1, 2)
                                      : convert(converter, bytes, 3));
        }
        printf("},\n");
    }
    printf("    },\n");
}

int main(void)
{
    iconv_t cp932 = iconv_open("UTF-16LE", "CP932");
    iconv_t euc = iconv_open("UTF-16LE", "EUC-JP-MS");

    if (cp932 == (iconv_t)-1 || euc == (iconv_t)-1) {
        fprintf(stderr, "jis-table: this system has no tables for CP932 and EUC-JP\n");
        return 1;
    }
    printf("/* Made by tools/jis-table.c. */\n#include \"read/jis.h\"\n\n");
    printf("const struct jis jis_tables = {\n");
    print_cp932(cp932);
    print_euc(euc, "x0208", 0);
    print_euc(euc, "x0212", 0x8F);
    printf("};\n");
    iconv_close(cp932);
    iconv_close(euc);
    return 0;
}
