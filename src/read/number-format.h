/* Numbers as Word writes them in lists (ECMA-376 17.18.59 ST_NumberFormat). */
#ifndef READ_NUMBER_FORMAT_H
#define READ_NUMBER_FORMAT_H

#include "base/buf.h"

enum number_format {
    NUMBER_DECIMAL,
    NUMBER_DECIMAL_ZERO,       /* 01 */
    NUMBER_DECIMAL_FULL_WIDTH, /* １２ */
    NUMBER_CIRCLE,             /* ① … ⑳, then plain digits */
    NUMBER_FULL_STOP,          /* ⒈ */
    NUMBER_PAREN,              /* ⑴ */
    NUMBER_AIUEO,              /* ｱ of half width */
    NUMBER_AIUEO_FULL_WIDTH,   /* ア */
    NUMBER_IROHA,
    NUMBER_IROHA_FULL_WIDTH,
    NUMBER_JAPANESE_COUNTING, /* 十二, 百二十 */
    NUMBER_JAPANESE_LEGAL,    /* 壱拾弐 */
    NUMBER_IDEOGRAPH_DIGITAL, /* 一二 */
    NUMBER_STEMS,             /* 甲乙丙 */
    NUMBER_ZODIAC,            /* 子丑寅 */
    NUMBER_IDEOGRAPH_CIRCLE,  /* ㊀ */
    NUMBER_UPPER_ROMAN,
    NUMBER_LOWER_ROMAN,
    NUMBER_UPPER_LETTER,
    NUMBER_LOWER_LETTER,
    NUMBER_DASH,   /* - 1 - */
    NUMBER_BULLET, /* lvlText is the sign itself */
    NUMBER_NONE,
};

/* The format of a w:numFmt value; what we do not know counts as decimal. */
enum number_format number_format_of(struct str name);

/* Appends `value` (>= 0) in the format. */
void number_format_add(struct buf *out, enum number_format format, uint32_t value);

#endif
