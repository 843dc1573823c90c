/*
 * GIF (GIF89a specification): blocks of one letter, most of them a row of sub-blocks with a length of
 * one byte. Comments, texts and XMP are told; the pictures are passed over.
 */
#include "inspect/picture.h"

enum { EXTENSION = 0x21, PICTURE = 0x2C, END = 0x3B, COMMENT = 0xFE, APPLICATION = 0xFF, TEXT = 0x01 };

static unsigned char byte_at(struct str s, size_t at)
{
    return at < s.n ? (unsigned char)s.p[at] : 0;
}

bool picture_gif_recognise(struct str bytes)
{
    return str_starts(bytes, STR("GIF87a")) || str_starts(bytes, STR("GIF89a"));
}

/* Bytes of the table of colours that the flags tell of. */
static size_t colours(unsigned char flags)
{
    return (flags & 0x80) == 0 ? 0 : (size_t)3 << ((flags & 7) + 1);
}

/* Past the sub-blocks at `at`, whose bytes go to *ret_data; 0 when they do not end in the file. */
static size_t take_blocks(struct arena *a, struct str bytes, size_t at, struct str *ret_data)
{
    char *data = ret_data == NULL ? NULL : arena_alloc(a, bytes.n - MIN(at, bytes.n) + 1);
    size_t n = 0;

    while (at < bytes.n) {
        size_t length = byte_at(bytes, at);

        if (length > bytes.n - at - 1) {
            return 0;
        }
        if (length == 0) {
            if (ret_data != NULL) {
                *ret_data = (struct str){.p = data, .n = n};
            }
            return at + 1;
        }
        if (data != NULL) {
            memcpy(data + n, bytes.p + at + 1, length);
            n += length;
        }
        at += 1 + length;
    }
    return 0;
}

/* XMP is written as it is, not in sub-blocks; a tail of 258 bytes makes readers find its end. */
static void take_application(struct found *f, struct str data, struct str raw)
{
    if (str_starts(data, STR("XMP DataXMP"))) {
        picture_xmp(f, raw);
    }
}

static size_t take_extension(struct found *f, struct arena *a, struct str bytes, size_t at)
{
    struct str data = {};
    size_t end = take_blocks(a, bytes, at + 2, &data);

    switch (end == 0 ? 0 : byte_at(bytes, at + 1)) {
    case COMMENT:
        picture_comment(f, data, STR("GIF comment"));
        break;
    case TEXT:
        picture_comment(f, str_sub(data, 12, data.n), STR("GIF text"));
        break;
    case APPLICATION:
        take_application(f, data, str_sub(bytes, at + 14, end));
        break;
    default:
        break;
    }
    return end;
}

void picture_gif_inspect(struct found *f, struct str bytes)
{
    struct arena scratch CLEANUP(arena_done) = {};
    size_t at = 13 + colours(byte_at(bytes, 10));
    uint32_t pictures = 0;

    while (at != 0 && at < bytes.n && byte_at(bytes, at) != END) {
        if (byte_at(bytes, at) == EXTENSION) {
            arena_done(&scratch);
            at = take_extension(f, &scratch, bytes, at);
        } else if (byte_at(bytes, at) == PICTURE) {
            at = take_blocks(NULL, bytes, at + 11 + colours(byte_at(bytes, at + 9)), NULL);
            pictures++;
        } else {
            at = 0;
        }
    }
    if (at == 0 || at >= bytes.n) {
        picture_damaged(f);
        return;
    }
    if (pictures > 1) {
        found_add_many(f, "IMG-284", INSPECT_STRUCTURAL, STR("GIF"), (struct str){}, pictures - 1);
    }
    picture_rest(f, bytes, at + 1);
}
