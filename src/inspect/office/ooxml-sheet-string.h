/* The shared strings of a workbook. */
#ifndef INSPECT_OOXML_SHEET_STRING_H
#define INSPECT_OOXML_SHEET_STRING_H

#include "inspect/office/ooxml-workbook.h"

/* Reads the shared strings; those that are not kept are looked through. */
void sheet_strings_read(struct workbook *b);

/* The string of an index; *ret_kept is false for one that is there but not kept. */
struct str sheet_string(const struct workbook *b, uint64_t index, bool *ret_kept);

/* The first run of a string in a colour of its own, or NULL; those of one string follow. */
const struct sheet_run *sheet_string_runs(const struct workbook *b, uint64_t index);

/* A cell shows the string of this index. */
static inline void sheet_string_use(struct workbook *b, uint64_t index)
{
    if (b->used != NULL && index < b->string_ends.n / sizeof(uint32_t)) {
        b->used[index >> 3] |= (uint8_t)(1U << (index & 7));
    }
}

#endif
