/* Radicals that stand for ordinary ideographs, as the text of many PDF files has them. */
#ifndef BASE_RADICAL_H
#define BASE_RADICAL_H

#include <stdint.h>

/* The ideograph for a radical, U+2E80-2EF3 or U+2F00-2FD5; other characters as they are. */
uint32_t radical_ideograph(uint32_t cp);

#endif
