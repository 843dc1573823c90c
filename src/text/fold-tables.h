/* Tables of fold.c; private to src/text. */
#ifndef TEXT_FOLD_TABLES_H
#define TEXT_FOLD_TABLES_H

#include <stdint.h>

/* The ideograph for a radical, U+2E80-2EF3 or U+2F00-2FD5. */
uint32_t fold_radical(uint32_t cp);

#endif
