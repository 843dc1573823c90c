/* Whether words that stand for letters say something else than these. */
#ifndef INSPECT_PDF_DIFFER_H
#define INSPECT_PDF_DIFFER_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Letters and digits: what words and letters shown are compared by. */
static inline bool pdf_differ_is_letter(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
           (cp >= 0xC0 && cp < 0x2000) || (cp >= 0x3041 && cp < 0xE000) || cp > 0xF8FF;
}

/*
 * Whether `words` are another sentence than `shown`, the letters and digits of what one sees, with
 * `signs` of other kinds among them. Readings, expansions, hyphens and letters that their font
 * gives other characters are none; what is short, in two scripts, or a formula is not asked.
 */
bool pdf_differ_is_other(struct str shown, uint32_t signs, struct str words);

#endif
