/* Whether samples of a picture are more than one tone. */
#ifndef INSPECT_PDF_TONE_H
#define INSPECT_PDF_TONE_H

#include <stddef.h>
#include <stdint.h>

struct pdf_tone {
    uint64_t count[256]; /* of each byte */
};

/* Counts bytes. */
void pdf_tone_add(struct pdf_tone *tone, const unsigned char *bytes, size_t n);

/* How many bytes differ from the most frequent one by more than `by`. */
uint64_t pdf_tone_ink(const struct pdf_tone *tone, int by);

#endif
