/*
 * Gaps of a zip archive; see zip-gaps.h. The directory at the end says where each entry begins; its
 * end follows from the entry's own head (APPNOTE 4.3.7), its packed size and a descriptor that may
 * follow it. Entries in order of their place leave gaps; those of zeros are padding.
 */
#include "inspect/zip-gaps.h"

#include "base/bytes.h"
#include "base/heap.h"

#include <stdlib.h>

enum {
    END_BYTES = 22,
    CENTRAL_BYTES = 46,
    LOCAL_BYTES = 30,
    MAX_ENTRIES = 20000,
    MAX_DESCRIPTOR_BYTES = 24,
    FLAG_DESCRIPTOR = 8,
    LEAST_WORD = 4, /* letters in a row that make bytes a text */
    GROWTH_HINT = 0xA220,
};

struct span {
    size_t beg, end;
};

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
    size_t at = bytes_le32(bytes, central + 42);
    size_t end = at + LOCAL_BYTES;

    if (bytes_le32(bytes, at) != 0x04034b50) {
        return false;
    }
    end +=
        bytes_le16(bytes, at + 26) + bytes_le16(bytes, at + 28) + bytes_le32(bytes, central + 20);
    if ((bytes_le16(bytes, central + 8) & FLAG_DESCRIPTOR) != 0) {
        end += bytes_le32(bytes, end) == 0x08074b50 ? 16 : 12;
    }
    *ret_span = (struct span){.beg = at, .end = end};
    return true;
}

/* The directory of the archive and how many entries it has; false: there is none that is whole. */
static bool find_directory(struct str bytes, size_t *ret_end, size_t *ret_at, size_t *ret_count)
{
    ptrdiff_t end = str_rfind(bytes, STR("PK\x05\x06"));

    if (end < 0 || (size_t)end + END_BYTES > bytes.n) {
        return false;
    }
    *ret_end = (size_t)end;
    *ret_count = bytes_le16(bytes, (size_t)end + 10);
    *ret_at = bytes_le32(bytes, (size_t)end + 16);
    return *ret_at <= *ret_end;
}

bool zip_gaps_find(struct str bytes, struct zip_gap *ret_gap)
{
    struct zip_gap gap = {};
    size_t end, central, count;
    size_t n = 0;

    if (!find_directory(bytes, &end, &central, &count) || count > MAX_ENTRIES) {
        return false;
    }
    size_t central_bytes = bytes_le32(bytes, end + 12);
    struct span *spans AUTO_FREE = heap_room((count + 1) * sizeof(*spans));
    size_t at = central;

    for (; n < count && at + CENTRAL_BYTES <= end; n++) {
        if (bytes_le32(bytes, at) != 0x02014b50 || !entry_span(bytes, at, &spans[n])) {
            return false;
        }
        at += CENTRAL_BYTES + bytes_le16(bytes, at + 28) + bytes_le16(bytes, at + 30) +
              bytes_le16(bytes, at + 32);
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
    if (central + central_bytes < end) {
        take_gap(bytes, central + central_bytes, end, &gap);
    }
    size_t comment = end + END_BYTES;

    if (gap.bytes == 0 && comment < bytes.n) {
        gap = (struct zip_gap){.at = comment, .bytes = bytes.n - comment, .is_comment = true};
    }
    *ret_gap = gap;
    return gap.bytes > 0;
}

/* ---- what the directory says ---- */

/* Kinds of extra fields that archivers write (APPNOTE 4.5.2 and 4.6.1): times, owners, sizes. */
static bool is_known_field(unsigned id)
{
    static const uint16_t known[] = {
        0x0001, 0x0007, 0x0008, 0x0009, 0x000A, 0x000D, 0x0014, 0x0015, 0x0017, 0x07C8, 0x2605,
        0x2705, 0x2805, 0x334D, 0x4453, 0x4690, 0x4F4C, 0x5356, 0x5455, 0x554E, 0x5855, 0x6375,
        0x6542, 0x7075, 0x756E, 0x7855, 0x7875, 0x9901, 0xCAFE, 0xD935, 0xE57A, 0xFD4A};

    for (size_t i = 0; i < COUNT(known); i++) {
        if (known[i] == id) {
            return true;
        }
    }
    return false;
}

static bool has_word(struct str data)
{
    size_t letters = 0;

    for (size_t i = 0; i < data.n && letters < LEAST_WORD; i++) {
        letters = (unsigned char)data.p[i] > ' ' && data.p[i] != 0x7F ? letters + 1 : 0;
    }
    return letters >= LEAST_WORD;
}

/* The first field with words; room that is kept free for later (Open Packaging) must be empty. */
static struct str text_of_fields(struct str fields)
{
    for (size_t at = 0; at + 4 <= fields.n;) {
        unsigned id = bytes_le16(fields, at);
        size_t end = at + 4 + bytes_le16(fields, at + 2);
        struct str data = str_sub(fields, at + (id == GROWTH_HINT ? 8 : 4), end);

        if (!is_known_field(id) && has_word(data)) {
            return data;
        }
        at = end;
    }
    return (struct str){};
}

void zip_remarks_find(struct str bytes, void (*take)(void *user, const struct zip_remark *remark),
                      void *user)
{
    size_t end, at, count;

    if (!find_directory(bytes, &end, &at, &count)) {
        return;
    }
    for (size_t i = 0; i < MIN(count, (size_t)MAX_ENTRIES) && at + CENTRAL_BYTES <= end; i++) {
        size_t name_end = at + CENTRAL_BYTES + bytes_le16(bytes, at + 28);
        size_t fields_end = name_end + bytes_le16(bytes, at + 30);
        size_t local = bytes_le32(bytes, at + 42);
        size_t local_fields = local + LOCAL_BYTES + bytes_le16(bytes, local + 26);
        struct zip_remark remark = {.name = str_sub(bytes, at + CENTRAL_BYTES, name_end),
                                    .text = text_of_fields(str_sub(bytes, name_end, fields_end)),
                                    .is_field = true};

        at = fields_end + bytes_le16(bytes, at + 32);
        if (remark.text.n == 0) {
            remark.text = text_of_fields(
                str_sub(bytes, local_fields, local_fields + bytes_le16(bytes, local + 28)));
        }
        if (remark.text.n > 0) {
            take(user, &remark);
        }
        remark.text = str_trim(str_sub(bytes, fields_end, at));
        remark.is_field = false;
        if (remark.text.n > 0) {
            take(user, &remark);
        }
    }
}

bool zip_comment_is_dull(struct str text)
{
    bool is_hex = true;

    for (size_t i = 0; i < text.n && is_hex; i++) {
        is_hex = (text.p[i] >= '0' && text.p[i] <= '9') || (text.p[i] >= 'a' && text.p[i] <= 'f');
    }
    return is_hex;
}

size_t zip_prefix_bytes(struct str bytes)
{
    size_t end, at, count;

    if (str_starts(bytes, STR("PK")) || !find_directory(bytes, &end, &at, &count)) {
        return 0;
    }
    size_t directory_bytes = bytes_le32(bytes, end + 12);
    size_t shift = end - MIN(end, directory_bytes) - at;

    return count > 0 && directory_bytes + at <= end && shift > 0 &&
                   str_at(bytes, shift, STR("PK\x03\x04"))
               ? shift
               : 0;
}
