/*
 * BMP (Windows device-independent bitmaps): a head that says where the picture lies, tables, the
 * picture, and maybe a colour profile or the path of one. What is behind them is told, and a path.
 */
#include "inspect/picture/picture.h"

#include "base/bytes.h"

enum {
    FILE_HEAD_BYTES = 14,
    CORE_HEAD_BYTES = 12,
    V5_HEAD_BYTES = 124,
    RUN_LENGTH_8 = 1,
    RUN_LENGTH_4 = 2,
    MAX_PATH_BYTES = 400,
};

/* A text may begin with these two letters too: the head must be one. */
bool picture_bmp_recognise(struct str bytes)
{
    static const uint32_t heads[] = {12, 16, 40, 52, 56, 64, 108, 124};
    uint32_t head = bytes_le32(bytes, FILE_HEAD_BYTES);
    bool is_head = false;

    for (size_t i = 0; i < COUNT(heads); i++) {
        is_head |= head == heads[i];
    }
    return str_starts(bytes, STR("BM")) && is_head &&
           bytes_le32(bytes, 10) >= FILE_HEAD_BYTES + head;
}

/* Bytes of the picture by its width, height and depth, or as the head says of packed ones. */
static uint64_t picture_bytes(struct str bytes)
{
    bool is_core = bytes_le32(bytes, FILE_HEAD_BYTES) == CORE_HEAD_BYTES;
    uint64_t width = is_core ? bytes_le16(bytes, 18) : bytes_le32(bytes, 18);
    int32_t signed_height = is_core ? bytes_le16(bytes, 20) : (int32_t)bytes_le32(bytes, 22);
    uint64_t height = (uint64_t)(signed_height < 0 ? -(int64_t)signed_height : signed_height);
    uint64_t depth = is_core ? bytes_le16(bytes, 24) : bytes_le16(bytes, 28);
    uint32_t packing = is_core ? 0 : bytes_le32(bytes, 30);
    uint32_t said = is_core ? 0 : bytes_le32(bytes, 34);

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
    uint64_t end = (uint64_t)bytes_le32(bytes, 10) + picture_bytes(bytes);

    if (bytes_le32(bytes, FILE_HEAD_BYTES) == V5_HEAD_BYTES) {
        uint64_t at = FILE_HEAD_BYTES + (uint64_t)bytes_le32(bytes, FILE_HEAD_BYTES + 112);
        uint64_t n = bytes_le32(bytes, FILE_HEAD_BYTES + 116);

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
    if (bytes_le32(bytes, FILE_HEAD_BYTES) == V5_HEAD_BYTES &&
        str_at(bytes, FILE_HEAD_BYTES + 56, STR("KNIL"))) {
        size_t at = FILE_HEAD_BYTES + bytes_le32(bytes, FILE_HEAD_BYTES + 112);

        found_add(f, "OOX-203", INSPECT_STRUCTURAL, STR("BMP profile"),
                  str_sub(bytes, at, MIN(end, at + MAX_PATH_BYTES)));
    }
    picture_rest(f, bytes, end);
}
