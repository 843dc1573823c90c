/*
 * HEIF and AVIF being cleaned; see image.h. Records keep their place and length: an EXIF record
 * becomes one that tells the orientation alone, XMP becomes blanks. What lies behind the last box
 * goes.
 */
#include "clean/picture/image.h"

#include "inspect/picture/picture.h"

enum { OFFSET_BYTES = 4 };

struct heif {
    struct arena *arena;
    struct str bytes;
    char *out; /* a copy of them */
};

/* Writes `data`, then `filler`, over the pieces of an item. */
static void write_over(const struct heif *h, const struct picture_heif_item *item, struct str data,
                       char filler)
{
    for (uint32_t i = 0; i < item->piece_count; i++) {
        struct str piece = item->pieces[i];
        char *to = h->out + (piece.p - h->bytes.p);
        size_t n = MIN(piece.n, data.n);

        if (n > 0) {
            memcpy(to, data.p, n);
        }
        memset(to + n, filler, piece.n - n);
        data = str_sub(data, n, data.n);
    }
}

static size_t size_of(const struct picture_heif_item *item)
{
    size_t n = 0;

    for (uint32_t i = 0; i < item->piece_count; i++) {
        n += item->pieces[i].n;
    }
    return n;
}

static void take_item(void *user, const struct picture_heif_item *item)
{
    const struct heif *h = user;
    struct str first = item->pieces[0];

    if (str_eq(item->kind, STR("Exif"))) {
        /* How it is turned stands in properties of the picture; this one is for old programs. */
        struct str tiff = image_exif_only_orientation(
            h->arena, image_exif_orientation(str_sub(first, OFFSET_BYTES, first.n)));
        char *record = arena_alloc(h->arena, OFFSET_BYTES + tiff.n);
        size_t n = size_of(item) >= OFFSET_BYTES + tiff.n ? OFFSET_BYTES + tiff.n : 0;

        memset(record, 0, OFFSET_BYTES);
        memcpy(record + OFFSET_BYTES, tiff.p, tiff.n);
        write_over(h, item, (struct str){.p = record, .n = n}, '\0');
    } else if (str_eq(item->kind, STR("mime"))) {
        write_over(h, item, (struct str){}, ' ');
    } else if (str_eq(item->kind, STR("free")) || str_eq(item->kind, STR("skip"))) {
        write_over(h, item, (struct str){}, '\0');
    } else if (str_has(first, STR("xmpmeta"))) {
        /* The box keeps its own id of 16 bytes. */
        const struct picture_heif_item rest = {.pieces = {str_sub(first, 16, first.n)},
                                               .piece_count = 1};

        write_over(h, &rest, (struct str){}, ' ');
    }
}

int image_heif_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct heif h = {.arena = c->arena, .bytes = bytes};
    bool is_cut = false;

    if (!image_is_wanted(c, bytes, picture_heif_inspect)) {
        return CLEANING_NOTHING;
    }
    buf_add(out, bytes);
    if (buf_is_full(out)) {
        return err_set(err, ERR_LIMIT, "the cleaned picture is too large");
    }
    h.out = out->p;
    size_t end = picture_heif_items(bytes, take_item, &h, &is_cut);

    if (end == 0 || is_cut) {
        return err_set(err, ERR_INVALID, "the picture is damaged");
    }
    out->n = end;
    return CLEANING_DONE;
}
