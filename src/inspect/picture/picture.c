/*
 * Pictures as segments: each format is a row of pieces with a length, and what is not the picture
 * itself is told. A piece that does not lie in the file makes the picture damaged.
 */
#include "inspect/picture/picture.h"

#include "base/tr.h"
#include "inspect/personal/personal.h"
#include "inspect/picture/tiff-gaps.h"
#include "read/png-pixels.h"

#include <inttypes.h>

static uint32_t big_endian(struct str s, size_t at, size_t bytes)
{
    uint32_t n = 0;

    for (size_t i = 0; i < bytes; i++) {
        n = n << 8 | (unsigned char)(at + i < s.n ? s.p[at + i] : 0);
    }
    return n;
}

void picture_damaged(struct found *f)
{
    found_less(f, INSPECT_PARTIAL, tr("the picture is damaged"));
}

void picture_xmp(struct found *f, struct str xmp)
{
    static const struct {
        struct str word;
        const char *rule;
    } words[] = {{STR("GPSLatitude"), "IMG-280"},
                 {STR("dc:creator"), "IMG-281"},
                 {STR("photoshop:AuthorsPosition"), "IMG-281"},
                 {STR("aux:SerialNumber"), "IMG-281"},
                 {STR("xmpMM:History"), "IMG-281"},
                 {STR("xmp:Thumbnails"), "IMG-283"},
                 {STR("stRef:filePath"), "IMG-281"},
                 {STR("aux:OwnerName"), "IMG-281"}};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(xmp, words[i].word)) {
            found_add(f, words[i].rule, INSPECT_STRUCTURAL,
                      arena_printf(f->arena, "XMP %.*s", STR_ARG(words[i].word)), (struct str){});
        }
    }
    personal_scan(f, xmp, (struct str){}, STR("XMP"));
}

void picture_comment(struct found *f, struct str text, struct str place)
{
    if (str_trim(text).n > 0) {
        found_add(f, "IMG-281", INSPECT_STRUCTURAL, place, text);
        personal_scan(f, text, (struct str){}, place);
    }
}

void picture_rest(struct found *f, struct str bytes, size_t end)
{
    struct str rest = str_sub(bytes, end, bytes.n);

    for (size_t i = 0; i < rest.n; i++) {
        if (rest.p[i] != '\0' && rest.p[i] != '\n' && rest.p[i] != '\r') {
            found_add(f, "IMG-282", INSPECT_STRUCTURAL,
                      arena_printf(f->arena, "%zu + %zu bytes", end, rest.n), (struct str){});
            return;
        }
    }
}

/* ---- JPEG (ITU-T T.81 annex B) ---- */

enum {
    JPEG_EOI = 0xD9,
    JPEG_SOS = 0xDA,
    JPEG_COM = 0xFE,
    JPEG_APP0 = 0xE0,
    JPEG_APP15 = 0xEF,
};

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

    if (marker < JPEG_APP0 || marker > JPEG_APP15 || data.n < 2) {
        return true;
    }
    for (size_t i = 0; i < COUNT(dull); i++) {
        if (str_starts(data, dull[i])) {
            return true;
        }
    }
    return false;
}

void picture_jpeg_segment(struct found *f, int marker, struct str data)
{
    if (marker == JPEG_APP0 && has_jfif_thumbnail(data)) {
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
    } else if (marker == JPEG_COM) {
        picture_comment(f, data, STR("JPEG COM"));
    } else if (!is_dull_segment(marker, data)) {
        found_add(f, "IMG-281", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "JPEG APP%d", marker - JPEG_APP0), (struct str){});
    }
}

size_t picture_jpeg_past_scan(struct str bytes, size_t at)
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

void picture_jpeg_inspect(struct found *f, struct str bytes)
{
    size_t at = 2;

    while (at + 4 <= bytes.n && (unsigned char)bytes.p[at] == 0xFF) {
        int marker = (unsigned char)bytes.p[at + 1];

        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (marker == JPEG_EOI) {
            break;
        }
        uint32_t n = big_endian(bytes, at + 2, 2);

        if (n < 2 || n > bytes.n - at - 2) {
            picture_damaged(f);
            return;
        }
        picture_jpeg_segment(f, marker, str_sub(bytes, at + 4, at + 2 + n));
        at += 2 + n;
        if (marker == JPEG_SOS) {
            at = picture_jpeg_past_scan(bytes, at);
        }
    }
    if (at + 2 > bytes.n || (unsigned char)bytes.p[at] != 0xFF ||
        (unsigned char)bytes.p[at + 1] != JPEG_EOI) {
        picture_damaged(f);
        return;
    }
    picture_rest(f, bytes, at + 2);
}

/* ---- PNG (ISO/IEC 15948) ---- */

bool picture_png_recognise(struct str bytes)
{
    return str_starts(bytes, STR("\x89PNG\r\n\x1A\n"));
}

static void take_png_text(struct found *f, struct str type, struct str data)
{
    static const struct str dull[] = {STR("Software"), STR("date:create"), STR("date:modify"),
                                      STR("date:timestamp"), STR("Creation Time")};
    const char *end = memchr(data.p, '\0', data.n);
    struct str key = str_sub(data, 0, end == NULL ? data.n : (size_t)(end - data.p));
    bool is_plain = str_eq(type, STR("tEXt"));

    for (size_t i = 0; i < COUNT(dull); i++) {
        if (str_eq(key, dull[i])) {
            return;
        }
    }
    picture_comment(f, is_plain ? str_sub(data, key.n + 1, data.n) : STR("(packed text)"),
                    arena_printf(f->arena, "PNG %.*s", STR_ARG(key)));
}

/* A chunk of one program's own, by the small second letter (4.7.2); some of them only help drawing. */
static bool is_private_png(struct str type)
{
    static const struct str dull[] = {STR("vpAg"), STR("caNv"), STR("orNT"), STR("iDOT"),
                                      STR("npTc"), STR("npOl"), STR("npLb")};

    for (size_t i = 0; i < COUNT(dull); i++) {
        if (str_eq(type, dull[i])) {
            return false;
        }
    }
    return (type.p[1] & 0x20) != 0;
}

static void take_png_chunk(struct found *f, struct str type, struct str data)
{
    if (str_eq(type, STR("eXIf"))) {
        exif_inspect(f, data, true);
    } else if (str_eq(type, STR("iTXt")) && str_starts(data, STR("XML:com.adobe.xmp"))) {
        picture_xmp(f, data);
    } else if (str_eq(type, STR("tEXt")) || str_eq(type, STR("iTXt")) ||
               str_eq(type, STR("zTXt"))) {
        take_png_text(f, type, data);
    } else if (str_eq(type, STR("acTL")) && big_endian(data, 0, 4) > 1) {
        found_add(f, "IMG-284", INSPECT_STRUCTURAL, STR("APNG"), (struct str){});
    } else if (is_private_png(type)) {
        found_add(f, "IMG-281", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "PNG %.*s", STR_ARG(type)), (struct str){});
    }
}

/* Data behind the last row; pixels that are not seen and not empty. */
static void take_png_pixels(struct found *f, struct str bytes)
{
    enum { MOST_IN_DOCUMENT = 1024 * 1024 };
    struct png_pixels pixels;
    bool is_bound = f->in_document && !f->thorough;

    png_pixels_read(bytes, is_bound ? MOST_IN_DOCUMENT : 0, &pixels);
    if (pixels.is_cut) {
        picture_damaged(f);
    }
    if (pixels.is_long && !is_bound) {
        found_less(f, INSPECT_PARTIAL, tr("the picture has more parts than are looked through"));
    }
    if (pixels.spare > 0) {
        found_add(f, "IMG-282", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "PNG IDAT + %" PRIu64 " bytes", pixels.spare),
                  (struct str){});
    }
    if (png_pixels_hide(&pixels)) {
        found_add(f, "IMG-284", INSPECT_HEURISTIC, STR("PNG alpha 0"), (struct str){});
    }
}

void picture_png_inspect(struct found *f, struct str bytes)
{
    struct png_chunk chunk;
    size_t at = 8;

    while (png_chunk_next(bytes, &at, &chunk)) {
        take_png_chunk(f, chunk.type, chunk.data);
        if (str_eq(chunk.type, STR("IEND"))) {
            take_png_pixels(f, bytes);
            picture_rest(f, bytes, at);
            return;
        }
    }
    picture_damaged(f);
}

/* ---- TIFF ---- */

bool picture_tiff_recognise(struct str bytes)
{
    return str_starts(bytes, STR("II*\0")) || str_starts(bytes, STR("MM\0*"));
}

void picture_tiff_inspect(struct found *f, struct str bytes)
{
    struct tiff_gaps gaps = tiff_gaps_find(f->arena, bytes);

    exif_inspect(f, bytes, false);
    if (gaps.is_cut) {
        picture_damaged(f);
    }
    for (uint32_t i = 0; i < gaps.n; i++) {
        found_add(f, "IMG-282", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "%zu + %zu bytes", gaps.v[i].at, gaps.v[i].bytes),
                  (struct str){});
    }
}

/* ---- WebP (RFC 9649) ---- */

bool picture_webp_recognise(struct str bytes)
{
    return str_starts(bytes, STR("RIFF")) && str_at(bytes, 8, STR("WEBP"));
}

static bool is_webp_piece(struct str type)
{
    static const struct str pieces[] = {STR("VP8 "), STR("VP8L"), STR("VP8X"), STR("ALPH"),
                                        STR("ICCP"), STR("ANIM"), STR("ANMF")};

    for (size_t i = 0; i < COUNT(pieces); i++) {
        if (str_eq(type, pieces[i])) {
            return true;
        }
    }
    return false;
}

void picture_webp_inspect(struct found *f, struct str bytes)
{
    size_t at = 12;
    size_t end = bytes.n;

    for (size_t i = 0; i < 4 && bytes.n >= 8; i++) {
        end = i == 0 ? 0 : end;
        end |= (size_t)(unsigned char)bytes.p[4 + i] << (8 * i);
    }
    if (end + 8 > bytes.n) {
        picture_damaged(f);
        return;
    }
    end += 8;
    while (at + 8 <= end) {
        size_t n = 0;
        struct str type = str_sub(bytes, at, at + 4);

        for (size_t i = 0; i < 4; i++) {
            n |= (size_t)(unsigned char)bytes.p[at + 4 + i] << (8 * i);
        }
        if (n > end - at - 8) {
            picture_damaged(f);
            return;
        }
        struct str data = str_sub(bytes, at + 8, at + 8 + n);

        if (str_eq(type, STR("EXIF"))) {
            exif_inspect(f, str_starts(data, STR("Exif\0")) ? str_sub(data, 6, data.n) : data,
                         true);
        } else if (str_eq(type, STR("XMP "))) {
            picture_xmp(f, data);
        } else if (!is_webp_piece(type)) {
            found_add(f, "IMG-281", INSPECT_STRUCTURAL,
                      arena_printf(f->arena, "WebP %.*s", STR_ARG(type)), (struct str){});
        }
        at += 8 + n + (n & 1);
    }
    picture_rest(f, bytes, end);
}
