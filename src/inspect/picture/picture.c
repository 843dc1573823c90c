/*
 * Pictures as segments: each format is a row of pieces with a length, and what is not the picture
 * itself is told. A piece that does not lie in the file makes the picture damaged.
 */
#include "inspect/picture/picture.h"

#include "base/bytes.h"
#include "base/tr.h"
#include "inspect/personal/personal.h"
#include "inspect/picture/tiff-gaps.h"
#include "read/png-pixels.h"

#include <inttypes.h>

enum { PROFILE_NAME_BYTES = 80 }; /* more than PNG allows */

void picture_damaged(struct found *f)
{
    found_less(f, INSPECT_PARTIAL, tr("the picture is damaged"));
}

/* What XMP says of a property that begins at `i`: its attribute, or the first text inside it. */
static struct str xmp_value(struct str xmp, size_t i, struct str name)
{
    size_t at = i + name.n;

    if (at + 1 < xmp.n && xmp.p[at] == '=') {
        ptrdiff_t end = str_find(xmp, str_sub(xmp, at + 1, at + 2), at + 2);

        return end < 0 ? (struct str){} : str_sub(xmp, at + 2, (size_t)end);
    }
    struct str closing = str_sub(xmp, i - 1, at);

    while (at < xmp.n) {
        ptrdiff_t tag_end = str_find(xmp, STR(">"), at);
        ptrdiff_t next = tag_end < 0 ? -1 : str_find(xmp, STR("<"), (size_t)tag_end);
        struct str text =
            next < 0 ? (struct str){} : str_trim(str_sub(xmp, (size_t)tag_end + 1, (size_t)next));

        if (next < 0 || text.n > 0) {
            return text;
        }
        at = (size_t)next + 1;
        if (str_at(xmp, at, STR("/")) && str_at(xmp, at + 1, str_sub(closing, 1, closing.n))) {
            break;
        }
    }
    return (struct str){};
}

void picture_xmp(struct found *f, struct str xmp)
{
    static const struct {
        struct str word; /* a property; ending in ':' all of that prefix */
        const char *rule;
    } words[] = {{STR("exif:GPSLatitude"), "IMG-280"},
                 {STR("dc:creator"), "IMG-281"},
                 {STR("dc:contributor"), "IMG-281"},
                 {STR("dc:title"), "IMG-281"},
                 {STR("dc:description"), "IMG-281"},
                 {STR("dc:subject"), "IMG-281"},
                 {STR("dc:rights"), "IMG-281"},
                 {STR("dc:source"), "IMG-281"},
                 {STR("photoshop:AuthorsPosition"), "IMG-281"},
                 {STR("photoshop:CaptionWriter"), "IMG-281"},
                 {STR("photoshop:Credit"), "IMG-281"},
                 {STR("photoshop:Headline"), "IMG-281"},
                 {STR("photoshop:Instructions"), "IMG-281"},
                 {STR("photoshop:Source"), "IMG-281"},
                 {STR("Iptc4xmpCore:"), "IMG-281"},
                 {STR("Iptc4xmpExt:"), "IMG-281"},
                 {STR("xmpRights:Owner"), "IMG-281"},
                 {STR("mwg-rs:Name"), "IMG-281"},
                 {STR("aux:SerialNumber"), "IMG-281"},
                 {STR("aux:OwnerName"), "IMG-281"},
                 {STR("xmpMM:History"), "IMG-281"},
                 {STR("xmp:Thumbnails"), "IMG-283"},
                 {STR("stRef:filePath"), "IMG-281"}};

    for (size_t i = 0; i < COUNT(words); i++) {
        struct str word = words[i].word;
        ptrdiff_t at = str_find(xmp, word, 0);

        if (at > 0) {
            found_add(f, words[i].rule, INSPECT_STRUCTURAL,
                      arena_printf(f->arena, "XMP %.*s", STR_ARG(word)),
                      xmp_value(xmp, (size_t)at, word));
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

/*
 * A chunk of one program's own, by the small second letter (4.7.2); some of them only help drawing.
 */
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

struct str picture_png_profile_name(struct str data)
{
    static const struct str usual[] = {
        STR_IN_TABLE("icc"),  STR_IN_TABLE("profile"), STR_IN_TABLE("rgb"),
        STR_IN_TABLE("gray"), STR_IN_TABLE("grey"),    STR_IN_TABLE("cmyk"),
        STR_IN_TABLE("p3"),   STR_IN_TABLE("colo"),    STR_IN_TABLE("display"),
        STR_IN_TABLE("lcd"),  STR_IN_TABLE("photo")};
    char small[PROFILE_NAME_BYTES];
    const char *end = memchr(data.p, '\0', data.n);
    struct str name = str_sub(data, 0, end == NULL ? 0 : (size_t)(end - data.p));
    struct str folded = {.p = small, .n = MIN(name.n, sizeof(small))};

    for (size_t i = 0; i < folded.n; i++) {
        small[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 0x20) : name.p[i];
    }
    for (size_t i = 0; i < COUNT(usual); i++) {
        if (str_has(folded, usual[i])) {
            return (struct str){};
        }
    }
    return name;
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
    } else if (str_eq(type, STR("acTL")) && bytes_be32(data, 0) > 1) {
        found_add(f, "IMG-284", INSPECT_STRUCTURAL, STR("APNG"), (struct str){});
    } else if (str_eq(type, STR("iCCP"))) {
        picture_comment(f, picture_png_profile_name(data), STR("PNG iCCP"));
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
