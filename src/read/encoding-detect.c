/*
 * Which encoding a text file is in.
 *
 * A byte order mark decides. Escape sequences of ISO 2022 in pure ASCII decide. Valid UTF-8
 * decides. Otherwise the first bytes (SAMPLE_BYTES) are read as UTF-8, CP932 and EUC-JP: kana
 * and kanji count for an encoding, half-width katakana (what EUC-JP looks like in CP932) and
 * bytes that fit nothing count against it.
 */
#include "base/utf8.h"
#include "read/encoding.h"

#include <strings.h>

enum {
    SAMPLE_BYTES = 4 * 1024 * 1024,
    WORST_CONTROL_SHARE = 100, /* one control character in so many bytes is no text */
    WORST_BAD_SHARE = 5,       /* one byte in so many that fits nothing is no text */
};

static const char *const names[ENCODING_COUNT] = {
    [ENCODING_UTF_8] = "UTF-8",       [ENCODING_CP932] = "CP932",
    [ENCODING_EUC_JP] = "EUC-JP",     [ENCODING_ISO_2022_JP] = "ISO-2022-JP",
    [ENCODING_UTF_16LE] = "UTF-16LE", [ENCODING_UTF_16BE] = "UTF-16BE",
};

static const struct {
    const char *name;
    enum encoding encoding;
} aliases[] = {
    {"utf8", ENCODING_UTF_8},      {"sjis", ENCODING_CP932},        {"shift_jis", ENCODING_CP932},
    {"shift-jis", ENCODING_CP932}, {"windows-31j", ENCODING_CP932}, {"ms932", ENCODING_CP932},
    {"eucjp", ENCODING_EUC_JP},    {"euc-jp-ms", ENCODING_EUC_JP},  {"jis", ENCODING_ISO_2022_JP},
    {"utf-16", ENCODING_UTF_16LE},
};

const char *encoding_name(enum encoding encoding)
{
    return names[encoding];
}

bool encoding_of_name(const char *name, enum encoding *ret_encoding)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        if (strcasecmp(name, names[i]) == 0) {
            *ret_encoding = (enum encoding)i;
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(aliases); i++) {
        if (strcasecmp(name, aliases[i].name) == 0) {
            *ret_encoding = aliases[i].encoding;
            return true;
        }
    }
    return false;
}

static bool has_escapes(struct str bytes)
{
    return bytes.n > 0 && memchr(bytes.p, 0x1B, bytes.n) != NULL;
}

static bool has_utf_16_mark(struct str bytes)
{
    return str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"));
}

bool encoding_needs_tables(struct str bytes)
{
    return !has_utf_16_mark(bytes) && (has_escapes(bytes) || utf8_find_bad(bytes) >= 0);
}

static size_t next_utf_8(struct str bytes, size_t at, uint32_t *ret_code_point)
{
    size_t n = utf8_decode(bytes, at, ret_code_point);

    if (n == 1 && *ret_code_point == UTF8_REPLACEMENT) {
        *ret_code_point = 0;
    }
    return n;
}

static size_t next_cp932(const struct jis *jis, struct str bytes, size_t at,
                         uint32_t *ret_code_point)
{
    unsigned char lead = (unsigned char)bytes.p[at];

    *ret_code_point = 0;
    if (lead < 0x80) {
        *ret_code_point = lead;
    } else if (lead >= 0xA1 && lead <= 0xDF) {
        *ret_code_point = 0xFF61u + lead - 0xA1u;
    } else if (at + 1 < bytes.n) {
        *ret_code_point = jis_cp932(jis, lead, (unsigned char)bytes.p[at + 1]);
        return *ret_code_point == 0 ? 1 : 2;
    }
    return 1;
}

static bool is_euc_byte(unsigned char c)
{
    return c >= 0xA1 && c <= 0xFE;
}

static size_t next_euc_jp(const struct jis *jis, struct str bytes, size_t at,
                          uint32_t *ret_code_point)
{
    const unsigned char *p = (const unsigned char *)bytes.p + at;
    size_t left = bytes.n - at;

    *ret_code_point = 0;
    if (p[0] < 0x80) {
        *ret_code_point = p[0];
        return 1;
    }
    if (p[0] == 0x8E && left > 1 && p[1] >= 0xA1 && p[1] <= 0xDF) {
        *ret_code_point = 0xFF61u + p[1] - 0xA1u;
        return 2;
    }
    if (p[0] == 0x8F && left > 2 && is_euc_byte(p[1]) && is_euc_byte(p[2])) {
        *ret_code_point = jis->x0212[p[1] - 0xA1][p[2] - 0xA1];
        return *ret_code_point == 0 ? 1 : 3;
    }
    if (left > 1 && is_euc_byte(p[0]) && is_euc_byte(p[1])) {
        *ret_code_point = jis->x0208[p[0] - 0xA1][p[1] - 0xA1];
        return *ret_code_point == 0 ? 1 : 2;
    }
    return 1;
}

static size_t next_utf_16(bool big, struct str bytes, size_t at, uint32_t *ret_code_point)
{
    const unsigned char *p = (const unsigned char *)bytes.p + at;
    size_t left = bytes.n - at;

    *ret_code_point = 0;
    if (left < 2) {
        return 1;
    }
    uint32_t unit = big ? (uint32_t)(p[0] << 8 | p[1]) : (uint32_t)(p[1] << 8 | p[0]);

    if (unit < 0xD800 || unit > 0xDFFF) {
        *ret_code_point = unit;
        return 2;
    }
    if (unit > 0xDBFF || left < 4) {
        return 2;
    }
    uint32_t low = big ? (uint32_t)(p[2] << 8 | p[3]) : (uint32_t)(p[3] << 8 | p[2]);

    if (low < 0xDC00 || low > 0xDFFF) {
        return 2;
    }
    *ret_code_point = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    return 4;
}

size_t encoding_next(enum encoding encoding, const struct jis *jis, struct str bytes, size_t at,
                     uint32_t *ret_code_point)
{
    switch (encoding) {
    case ENCODING_CP932:
        return next_cp932(jis, bytes, at, ret_code_point);
    case ENCODING_EUC_JP:
        return next_euc_jp(jis, bytes, at, ret_code_point);
    case ENCODING_UTF_16LE:
    case ENCODING_UTF_16BE:
        return next_utf_16(encoding == ENCODING_UTF_16BE, bytes, at, ret_code_point);
    case ENCODING_UTF_8:
    case ENCODING_ISO_2022_JP:
    case ENCODING_COUNT:
        break;
    }
    return next_utf_8(bytes, at, ret_code_point);
}

struct score {
    int64_t points;
    uint64_t bad_bytes;
};

static int64_t points_of(uint32_t cp)
{
    if (cp < 0x80) {
        return 0;
    }
    if (cp >= 0x3041 && cp <= 0x30FF) {
        return 4; /* kana */
    }
    if (cp >= 0x4E00 && cp <= 0x9FFF) {
        return 2; /* kanji */
    }
    if (cp >= 0x3000 && cp <= 0x303F) {
        return 2; /* 、。「」 */
    }
    if (cp >= 0xFF61 && cp <= 0xFF9F) {
        return -4; /* half-width katakana */
    }
    return 0;
}

static struct score score_sample(enum encoding encoding, const struct jis *jis, struct str sample)
{
    struct score score = {};

    for (size_t at = 0; at < sample.n;) {
        uint32_t cp;
        size_t n = encoding_next(encoding, jis, sample, at, &cp);

        if (cp == 0) {
            score.bad_bytes++;
            score.points -= 12;
        } else {
            score.points += points_of(cp);
        }
        at += n;
    }
    return score;
}

/* Bytes that text does not have: NUL and control characters. */
static bool is_binary(struct str sample)
{
    size_t controls = 0;

    for (size_t i = utf8_find_control(sample, 0); i < sample.n;
         i = utf8_find_control(sample, i + 1)) {
        unsigned char c = (unsigned char)sample.p[i];

        if (c == 0) {
            return true;
        }
        /* '\b' is in what programs print for a terminal. */
        controls += c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B && c != 0x0E &&
                    c != 0x0F && c != '\v' && c != '\b';
    }
    return controls > 1 && controls > sample.n / WORST_CONTROL_SHARE;
}

static bool is_iso_2022_jp(struct str sample)
{
    for (size_t i = 0; i < sample.n; i++) {
        if ((unsigned char)sample.p[i] >= 0x80) {
            return false;
        }
    }
    return str_find(sample, STR("\x1B$B"), 0) >= 0 || str_find(sample, STR("\x1B$@"), 0) >= 0 ||
           str_find(sample, STR("\x1B(I"), 0) >= 0;
}

static int refuse_binary(struct err *err)
{
    err_set(err, ERR_INVALID, "the file is not text");
    return err_hint(err, "itaku reads text, .docx and .pdf");
}

int encoding_detect(struct str bytes, const struct jis *jis, enum encoding *ret_encoding,
                    struct err *err)
{
    static const enum encoding candidates[] = {ENCODING_UTF_8, ENCODING_CP932, ENCODING_EUC_JP};
    struct str sample = str_sub(bytes, 0, SAMPLE_BYTES);

    if (has_utf_16_mark(bytes)) {
        *ret_encoding = bytes.p[0] == (char)0xFF ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
        return 0;
    }
    if (is_binary(sample)) {
        return refuse_binary(err);
    }
    if (jis == NULL) {
        *ret_encoding = ENCODING_UTF_8;
        return 0;
    }
    if (is_iso_2022_jp(sample)) {
        *ret_encoding = ENCODING_ISO_2022_JP;
        return 0;
    }
    enum encoding best = ENCODING_UTF_8;
    struct score best_score = {};

    for (size_t i = 0; i < COUNT(candidates); i++) {
        struct score score = score_sample(candidates[i], jis, sample);

        if (i == 0 || score.points > best_score.points) {
            best = candidates[i];
            best_score = score;
        }
    }
    if (best_score.bad_bytes > 1 && best_score.bad_bytes > sample.n / WORST_BAD_SHARE) {
        return refuse_binary(err);
    }
    *ret_encoding = best;
    return 0;
}
