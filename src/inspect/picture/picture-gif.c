/*
 * GIF (GIF89a specification): blocks of one letter, most of them a row of sub-blocks with a length
 * of one byte. Comments, texts and XMP are told; the pictures are passed over.
 */
#include "inspect/picture/picture.h"

enum {
    EXTENSION = 0x21,
    PICTURE = 0x2C,
    END = 0x3B,
    COMMENT = 0xFE,
    APPLICATION = 0xFF,
    TEXT = 0x01
};

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

/* Past the sub-blocks at `at`; 0 when they do not end in the file. */
static size_t past_blocks(struct str bytes, size_t at)
{
    while (at < bytes.n) {
        size_t length = byte_at(bytes, at);

        if (length > bytes.n - at - 1) {
            return 0;
        }
        if (length == 0) {
            return at + 1;
        }
        at += 1 + length;
    }
    return 0;
}

bool picture_gif_next(struct str bytes, size_t *at, struct picture_gif_block *ret_block)
{
    size_t beg = *at == 0 ? 13 + colours(byte_at(bytes, 10)) : *at;
    size_t end = 0;

    switch (beg < bytes.n ? byte_at(bytes, beg) : 0) {
    case EXTENSION:
        end = past_blocks(bytes, beg + 2);
        break;
    case PICTURE:
        end = past_blocks(bytes, beg + 11 + colours(byte_at(bytes, beg + 9)));
        break;
    case END:
        end = beg + 1;
        break;
    default:
        break;
    }
    if (end == 0) {
        return false;
    }
    *ret_block = (struct picture_gif_block){
        .beg = beg,
        .end = end,
        .is_end = byte_at(bytes, beg) == END,
        .is_picture = byte_at(bytes, beg) == PICTURE,
        .label = byte_at(bytes, beg) == EXTENSION ? byte_at(bytes, beg + 1) : 0};
    *at = end;
    return true;
}

/* What stands in the sub-blocks of an extension. */
static struct str joined(struct arena *a, struct str block)
{
    char *data = arena_alloc(a, block.n + 1);
    size_t n = 0;

    for (size_t at = 2; at < block.n;) {
        size_t length = byte_at(block, at);

        memcpy(data + n, block.p + at + 1, length);
        n += length;
        at += 1 + length;
        if (length == 0) {
            break;
        }
    }
    return (struct str){.p = data, .n = n};
}

static void take_extension(struct found *f, const struct picture_gif_block *x, struct str block)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct str data = joined(&scratch, block);

    switch (x->label) {
    case COMMENT:
        picture_comment(f, data, STR("GIF comment"));
        break;
    case TEXT:
        picture_comment(f, str_sub(data, 12, data.n), STR("GIF text"));
        break;
    case APPLICATION:
        /* XMP is written as it is, not in sub-blocks; a tail makes readers find its end. */
        if (str_starts(data, STR("XMP DataXMP"))) {
            picture_xmp(f, str_sub(block, 14, block.n));
        }
        break;
    default:
        break;
    }
}

bool picture_gif_is_shown(struct str bytes, const struct picture_gif_block *x)
{
    struct str name = str_sub(bytes, x->beg + 3, x->beg + 14);

    /* How often it repeats, and its colours. */
    return (x->label != COMMENT && x->label != TEXT && x->label != APPLICATION) ||
           (x->label == APPLICATION &&
            (str_eq(name, STR("NETSCAPE2.0")) || str_eq(name, STR("ANIMEXTS1.0")) ||
             str_eq(name, STR("ICCRGBG1012"))));
}

void picture_gif_inspect(struct found *f, struct str bytes)
{
    struct picture_gif_block x = {};
    uint32_t pictures = 0;
    size_t at = 0;

    while (!x.is_end) {
        if (!picture_gif_next(bytes, &at, &x)) {
            picture_damaged(f);
            return;
        }
        if (x.label != 0) {
            take_extension(f, &x, str_sub(bytes, x.beg, x.end));
        }
        pictures += x.is_picture;
    }
    if (pictures > 1) {
        found_add_many(f, "IMG-284", INSPECT_STRUCTURAL, STR("GIF"), (struct str){}, pictures - 1);
    }
    picture_rest(f, bytes, at);
}
