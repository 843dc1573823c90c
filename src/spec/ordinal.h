/*
 * Numbers that items are marked with: ASCII digits, 一 … 九十九, ア イ ウ, イ ロ ハ. In folded text;
 * each reads at `at`, which may be the end.
 */
#ifndef SPEC_ORDINAL_H
#define SPEC_ORDINAL_H

#include "base/str.h"

enum {
    ORDINAL_KANA_BYTES = 3, /* of a kana or kanji */
    ORDINAL_LARGEST = 999,  /* no list of a document is longer */
};

/* ASCII digits, four of them at most; their count, 0 = there are none. */
size_t ordinal_digits(struct str s, size_t at, uint32_t *ret_value);

/* 一 … 九十九; how many bytes, 0 = there is none. */
size_t ordinal_kanji(struct str s, size_t at, uint32_t *ret_value);

/* The place of one kana in the order アイウ or イロハ, from 1; 0 = it is none of it. */
uint32_t ordinal_katakana(struct str s, size_t at);
uint32_t ordinal_iroha(struct str s, size_t at);

#endif
