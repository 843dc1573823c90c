/* See pdf-tone.h. */
#include "inspect/pdf/pdf-tone.h"

#include <stdlib.h>

void pdf_tone_add(struct pdf_tone *tone, const unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        tone->count[bytes[i]]++;
    }
}

uint64_t pdf_tone_ink(const struct pdf_tone *tone, int by)
{
    uint64_t ink = 0;
    int most = 0;

    for (int i = 0; i < 256; i++) {
        most = tone->count[i] > tone->count[most] ? i : most;
    }
    for (int i = 0; i < 256; i++) {
        ink += abs(i - most) > by ? tone->count[i] : 0;
    }
    return ink;
}
