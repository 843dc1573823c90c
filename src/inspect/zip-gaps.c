/*
 * Gaps of a zip archive; see zip-gaps.h. The directory at the end says where each entry begins; its
 * end follows from the entry's own head (APPNOTE 4.3.7), its packed size and a descriptor that may
 * follow it. Entries in order of their place leave gaps; those of zeros are padding.
 */
#include "inspect/zip-gaps.h"

#include <stdlib.h>

enum {
    END_BYTES = 22,
    CENTRAL_BYTES = 46,
    LOCAL_BYTES = 30,
    MAX_ENTRIES = 20000,
    MAX_DESCRIPTOR_BYTES = 24,
    FLAG_DESCRIPTOR = 8,
};

struct span {
    size_t beg, end;
};

static uint32_t number(struct str s, size_t at, size_t bytes)
{
    uint32_t n = 0;

    for (size_t i = bytes; i > 0; i--) {
        n = n << 8 | (unsigned char)(at + i - 1 < s.n ? s.p[at + i - 1] : 0);
    }
    return n;
}

static int by_place(const void *a, const void *b)
{
    const struct span *x = a;
    const struct span *y = b;

    return (x->beg > y->beg) - (x->beg < y->beg);
}

static void take_gap(struct str bytes, size_t beg, size_t end, struct zip_gap *gap)
{
    for (size_t i = beg; i < end && i < bytes.n; i++) {
        if (bytes.p[i] != '\0' && end - beg > gap->bytes) {
            *gap = (struct zip_gap){.at = beg, .bytes = end - beg};
            return;
        }
    }
}

/* Where the entry of a central head lies; false when it is damaged. */
static bool entry_span(struct str bytes, size_t central, struct span *ret_span)
{
    size_t at = number(bytes, central + 42, 4);
    size_t end = at + LOCAL_BYTES;

    if (number(bytes, at, 4) != 0x04034b50) {
        return false;
    }
    end += number(bytes, at + 26, 2) + number(bytes, at + 28, 2) + number(bytes, central + 20, 4);
    if ((number(bytes, central + 8, 2) & FLAG_DESCRIPTOR) != 0) {
        end += number(bytes, end, 4) == 0x08074b50 ? 16 : 12;
    }
    *ret_span = (struct span){.beg = at, .end = end};
    return true;
}

bool zip_gaps_find(struct str bytes, struct zip_gap *ret_gap)
{
    ptrdiff_t end = str_rfind(bytes, STR("PK\x05\x06"));
    struct zip_gap gap = {};
    size_t n = 0;

    if (end < 0 || (size_t)end + END_BYTES > bytes.n) {
        return false;
    }
    size_t count = number(bytes, (size_t)end + 10, 2);
    size_t central = number(bytes, (size_t)end + 16, 4);
    size_t central_bytes = number(bytes, (size_t)end + 12, 4);
    struct span *spans AUTO_FREE = calloc(count + 1, sizeof(*spans));
    size_t at = central;

    if (count > MAX_ENTRIES || central > (size_t)end || spans == NULL) {
        return false;
    }
    for (; n < count && at + CENTRAL_BYTES <= (size_t)end; n++) {
        if (number(bytes, at, 4) != 0x02014b50 || !entry_span(bytes, at, &spans[n])) {
            return false;
        }
        at += CENTRAL_BYTES + number(bytes, at + 28, 2) + number(bytes, at + 30, 2) +
              number(bytes, at + 32, 2);
    }
    qsort(spans, n, sizeof(*spans), by_place);
    size_t past = 0;

    for (size_t i = 0; i < n; i++) {
        if (spans[i].beg > past + MAX_DESCRIPTOR_BYTES) {
            take_gap(bytes, past, spans[i].beg, &gap);
        }
        past = MAX(past, spans[i].end);
    }
    if (central > past + MAX_DESCRIPTOR_BYTES) {
        take_gap(bytes, past, central, &gap);
    }
    if (central + central_bytes < (size_t)end) {
        take_gap(bytes, central + central_bytes, (size_t)end, &gap);
    }
    size_t comment = (size_t)end + END_BYTES;

    if (gap.bytes == 0 && comment < bytes.n) {
        gap = (struct zip_gap){.at = comment, .bytes = bytes.n - comment, .is_comment = true};
    }
    *ret_gap = gap;
    return gap.bytes > 0;
}
