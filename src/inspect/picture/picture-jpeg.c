/* JPEG (ITU-T T.81 annex B): a row of segments, coded data behind those of scans; see picture.h. */
#include "base/bytes.h"
#include "inspect/picture/picture.h"

bool picture_jpeg_recognise(struct str bytes)
{
    return str_starts(bytes, STR("\xFF\xD8\xFF"));
}

/* JFIF's own thumbnail: its size stands in front of it. JFXX is for nothing but a thumbnail. */
static bool has_jfif_thumbnail(struct str data)
{
    enum { SIZE_AT = 12, HEAD_BYTES = 14 };

    return str_starts(data, STR("JFXX\0")) ||
           (str_starts(data, STR("JFIF\0")) && data.n > HEAD_BYTES && data.p[SIZE_AT] != 0 &&
            data.p[SIZE_AT + 1] != 0);
}

/* Segments of programs that say how the pixels are to be taken, and those with nobody's data. */
static bool is_dull_segment(int marker, struct str data)
{
    static const struct str dull[] = {
        STR("JFIF\0"), STR("JFXX\0"), STR("Adobe"),  STR("ICC_PROFILE\0"),
        STR("Ducky"),  STR("MPF\0"),  STR("AROT\0"), STR("urn:iso:std:iso:ts:21496")};

    if (marker < PICTURE_JPEG_APP0 || marker > PICTURE_JPEG_APP15 || data.n < 2) {
        return true;
    }
    for (size_t i = 0; i < COUNT(dull); i++) {
        if (str_starts(data, dull[i])) {
            return true;
        }
    }
    return false;
}

/* Bytes behind what JFIF and Adobe's mark say of the picture. */
static bool has_more(int marker, struct str data)
{
    enum { JFIF_BYTES = 14 };
    size_t end = data.n;

    if (marker == PICTURE_JPEG_APP0 && str_starts(data, STR("JFIF\0")) && data.n > JFIF_BYTES) {
        end = JFIF_BYTES + (size_t)3 * (unsigned char)data.p[JFIF_BYTES - 2] *
                               (unsigned char)data.p[JFIF_BYTES - 1];
    } else if (marker == PICTURE_JPEG_APP0 + 14 && str_starts(data, STR("Adobe"))) {
        end = PICTURE_JPEG_ADOBE_BYTES;
    }
    struct str rest = str_sub(data, end, data.n);

    for (size_t i = 0; i < rest.n; i++) {
        if (rest.p[i] != '\0') {
            return true;
        }
    }
    return false;
}

void picture_jpeg_segment(struct found *f, int marker, struct str data)
{
    if (marker == PICTURE_JPEG_APP0 && has_jfif_thumbnail(data)) {
        found_add(f, "IMG-283", INSPECT_STRUCTURAL, STR("JFIF"), (struct str){});
    } else if (marker == 0xE1 && str_starts(data, STR("Exif\0"))) {
        exif_inspect(f, str_sub(data, 6, data.n), true);
    } else if (marker == 0xE1 && str_starts(data, STR("http://ns.adobe.com/xmp/extension/"))) {
        found_add(f, "IMG-281", INSPECT_STRUCTURAL, STR("XMP extension"), (struct str){});
        picture_xmp(f, data);
    } else if (marker == 0xE1 && str_starts(data, STR("http://ns.adobe.com/"))) {
        picture_xmp(f, data);
    } else if (marker == 0xED && str_starts(data, STR("Photoshop 3.0"))) {
        if (str_has(data, STR("8BIM\x04\x04"))) {
            found_add(f, "IMG-281", INSPECT_STRUCTURAL, STR("IPTC"), (struct str){});
        }
        if (str_has(data, STR("8BIM\x04\x0C"))) {
            found_add(f, "IMG-283", INSPECT_STRUCTURAL, STR("Photoshop"), (struct str){});
        }
    } else if (marker == PICTURE_JPEG_COM) {
        picture_comment(f, data, STR("JPEG COM"));
    } else if (!is_dull_segment(marker, data) || has_more(marker, data)) {
        found_add(f, "IMG-281", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "JPEG APP%d", marker - PICTURE_JPEG_APP0), (struct str){});
    }
}

/* Past the coded data that begins at `at`: the next marker that is no restart. */
static size_t past_scan(struct str bytes, size_t at)
{
    while (at + 1 < bytes.n) {
        const char *next = memchr(bytes.p + at, 0xFF, bytes.n - at - 1);

        if (next == NULL) {
            break;
        }
        at = (size_t)(next - bytes.p);
        int code = (unsigned char)bytes.p[at + 1];

        if (code != 0 && code != 0xFF && !(code >= 0xD0 && code <= 0xD7)) {
            return at;
        }
        at += code == 0xFF ? 1 : 2;
    }
    return bytes.n;
}

enum picture_jpeg_step picture_jpeg_next(struct str bytes, size_t *at,
                                         struct picture_jpeg_segment *ret_segment)
{
    enum { BEGIN_BYTES = 2, HEAD_BYTES = 4 };
    size_t beg = MAX(*at, (size_t)BEGIN_BYTES);

    while (beg + 1 < bytes.n && str_at(bytes, beg, STR("\xFF\xFF"))) {
        beg++;
    }
    *at = beg;
    *ret_segment = (struct picture_jpeg_segment){.beg = beg, .end = beg};
    if (beg + 2 > bytes.n || bytes.p[beg] != '\xFF') {
        return PICTURE_JPEG_CUT;
    }
    ret_segment->marker = (unsigned char)bytes.p[beg + 1];
    if (ret_segment->marker == PICTURE_JPEG_EOI) {
        *at = ret_segment->end = beg + 2;
        return PICTURE_JPEG_END;
    }
    size_t n = bytes_be16(bytes, beg + 2);

    if (n < 2 || n > bytes.n - beg - 2) {
        return PICTURE_JPEG_DAMAGED;
    }
    ret_segment->end = beg + 2 + n;
    ret_segment->data = str_sub(bytes, beg + HEAD_BYTES, ret_segment->end);
    if (ret_segment->marker == PICTURE_JPEG_SOS) {
        ret_segment->end = past_scan(bytes, ret_segment->end);
    }
    *at = ret_segment->end;
    return PICTURE_JPEG_SEGMENT;
}

void picture_jpeg_inspect(struct found *f, struct str bytes)
{
    struct picture_jpeg_segment s;
    enum picture_jpeg_step step;
    size_t at = 0;

    while ((step = picture_jpeg_next(bytes, &at, &s)) == PICTURE_JPEG_SEGMENT) {
        picture_jpeg_segment(f, s.marker, s.data);
    }
    if (step == PICTURE_JPEG_END) {
        picture_rest(f, bytes, s.end);
    } else {
        picture_damaged(f);
    }
}
