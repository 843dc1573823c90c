/*
 * BMP (Windows device-independent bitmaps): a head that says where the picture lies, tables, the
 * picture, and maybe a colour profile or the path of one. What is behind them is told, and a path.
 */
#include "inspect/picture/picture.h"

enum {
    FILE_HEAD_BYTES = 14,
    CORE_HEAD_BYTES = 12,
    V5_HEAD_BYTES = 124,
    RUN_LENGTH_8 = 1,
    RUN_LENGTH_4 = 2,
    MAX_PATH_BYTES = 400,
};

static uint32_t number(struct str s, size_t at, size_t bytes)
{
    uint32_t n = 0;

    for (size_t i = bytes; i-- > 0;) {
        n = n << 8 | (unsigned char)(at < s.n && i < s.n - at ? s.p[at + i] : 0);
    }
    return n;
}

/* A text may begin with these two letters too: the head must be one. */
bool picture_bmp_recognise(struct str bytes)
{
    static const uint32_t heads[] = {12, 16, 40, 52, 56, 64, 108, 124};
    uint32_t head = number(bytes, FILE_HEAD_BYTES, 4);
    bool is_head = false;

    for (size_t i = 0; i < COUNT(heads); i++) {
        is_head |= head == heads[i];
    }
    return str_starts(bytes, STR("BM")) && is_head &&
           number(bytes, 10, 4) >= FILE_HEAD_BYTES + head;
}

/* Bytes of the picture by its width, height and depth, or as the head says of packed ones. */
static uint64_t picture_bytes(struct str bytes)
{
    bool is_core = number(bytes, FILE_HEAD_BYTES, 4) == CORE_HEAD_BYTES;
    uint64_t width = is_core ? number(bytes, 18, 2) : number(bytes, 18, 4);
    int32_t signed_height = (int32_t)number(bytes, is_core ? 20 : 22, is_core ? 2 : 4);
    uint64_t height = (uint64_t)(signed_height < 0 ? -(int64_t)signed_height : signed_height);
    uint64_t depth = is_core ? number(bytes, 24, 2) : number(bytes, 28, 2);
    uint32_t packing = is_core ? 0 : number(bytes, 30, 4);
    uint32_t said = is_core ? 0 : number(bytes, 34, 4);

    if (packing == RUN_LENGTH_8 || packing == RUN_LENGTH_4 || depth == 0) {
        return said;
    }
    uint64_t bytes_in_all;

    return __builtin_mul_overflow((width * depth + 31) / 32 * 4, height, &bytes_in_all)
               ? UINT32_MAX
               : MIN(bytes_in_all, (uint64_t)UINT32_MAX);
}

size_t picture_bmp_end(struct str bytes)
{
    uint64_t end = (uint64_t)number(bytes, 10, 4) + picture_bytes(bytes);

    if (number(bytes, FILE_HEAD_BYTES, 4) == V5_HEAD_BYTES) {
        uint64_t at = FILE_HEAD_BYTES + (uint64_t)number(bytes, FILE_HEAD_BYTES + 112, 4);
        uint64_t n = number(bytes, FILE_HEAD_BYTES + 116, 4);

        end = n > 0 ? MAX(end, at + n) : end;
    }
    return end <= bytes.n ? (size_t)end : 0;
}

void picture_bmp_inspect(struct found *f, struct str bytes)
{
    size_t end = picture_bmp_end(bytes);

    if (end == 0) {
        picture_damaged(f);
        return;
    }
    /* "LINK" backwards: the profile is a file of the machine. */
    if (number(bytes, FILE_HEAD_BYTES, 4) == V5_HEAD_BYTES &&
        str_at(bytes, FILE_HEAD_BYTES + 56, STR("KNIL"))) {
        size_t at = FILE_HEAD_BYTES + (size_t)number(bytes, FILE_HEAD_BYTES + 112, 4);

        found_add(f, "OOX-203", INSPECT_STRUCTURAL, STR("BMP profile"),
                  str_sub(bytes, at, MIN(end, at + MAX_PATH_BYTES)));
    }
    picture_rest(f, bytes, end);
}
