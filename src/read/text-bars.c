/*
 * Tables drawn with characters; see text-bars.h. The strokes of frames are U+2500-U+257F, three
 * bytes that begin with E2 94 or E2 95; ｜ is EF BD 9C. Nothing else needs to be decoded.
 */
#include "read/text-bars.h"

#include <string.h>

#include "read/text-marks.h"

enum { STROKE_BYTES = 3 };

/* U+2500 ... U+257F at `at`: its number from 0, or -1. */
static int stroke_at(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    if (s.n - at < STROKE_BYTES || p[0] != 0xE2 || (p[1] != 0x94 && p[1] != 0x95)) {
        return -1;
    }
    return (p[1] - 0x94) * 64 + (p[2] & 0x3F);
}

/* ─ ━ ┄ ┅ ┈ ┉ ═ ╌ ╍ ╴ … lie; all else stands or crosses. */
static bool stroke_lies(int stroke)
{
    return stroke <= 0x01 || stroke == 0x04 || stroke == 0x05 || stroke == 0x08 || stroke == 0x09 ||
           stroke == 0x4C || stroke == 0x4D || stroke == 0x50 ||
           (stroke >= 0x71 && stroke % 2 == 0 && stroke != 0x72);
}

/* │ ┃ ┆ ┇ ┊ ┋ ║ ╎ ╏: a bar that ends a cell and no more. */
static bool stroke_is_bar(int stroke)
{
    return stroke == 0x02 || stroke == 0x03 || stroke == 0x06 || stroke == 0x07 || stroke == 0x0A ||
           stroke == 0x0B || stroke == 0x4E || stroke == 0x4F || stroke == 0x51;
}

static bool is_wide_bar(struct str s, size_t at)
{
    return s.n - at >= STROKE_BYTES && memcmp(s.p + at, "｜", STROKE_BYTES) == 0;
}

static size_t skip_blanks(struct str s)
{
    size_t at = 0;
    size_t n;

    while (at < s.n && (n = text_mark_blank(s, at)) > 0) {
        at += n;
    }
    return at;
}

bool text_bar_is_frame(struct str s)
{
    bool stands = false;

    for (size_t at = 0; at < s.n;) {
        int stroke = stroke_at(s, at);
        size_t blank = text_mark_blank(s, at);

        if (stroke >= 0) {
            stands |= !stroke_lies(stroke);
            at += STROKE_BYTES;
        } else if (blank > 0) {
            at += blank;
        } else if (is_wide_bar(s, at)) {
            stands = true;
            at += STROKE_BYTES;
        } else if (memchr("|+-=:", s.p[at], 5) != NULL) {
            stands |= s.p[at] == '|' || s.p[at] == '+';
            at++;
        } else {
            return false;
        }
    }
    return stands;
}

bool text_bar_is_line(struct str cell)
{
    for (size_t at = 0; at < cell.n; at += STROKE_BYTES) {
        int stroke = stroke_at(cell, at);

        if (stroke < 0 || !stroke_lies(stroke)) {
            return false;
        }
    }
    return cell.n > 0;
}

size_t text_bar_next(struct str s, size_t at, enum text_bar_kind kind, size_t *ret_bytes)
{
    *ret_bytes = kind == TEXT_BAR_PIPE ? 1 : STROKE_BYTES;
    if (kind == TEXT_BAR_PIPE) {
        const char *bar = at >= s.n ? NULL : memchr(s.p + at, '|', s.n - at);

        return bar == NULL ? s.n : (size_t)(bar - s.p);
    }
    for (; at + STROKE_BYTES <= s.n; at++) {
        int stroke = kind == TEXT_BAR_DRAWN ? stroke_at(s, at) : -1;

        if ((stroke >= 0 && !stroke_lies(stroke)) ||
            (kind == TEXT_BAR_WIDE && is_wide_bar(s, at))) {
            return at;
        }
    }
    return s.n;
}

bool text_bar_has_crossing(struct str s)
{
    for (size_t at = 0; at + STROKE_BYTES <= s.n; at++) {
        int stroke = stroke_at(s, at);

        if (stroke >= 0 && !stroke_lies(stroke) && !stroke_is_bar(stroke)) {
            return true;
        }
    }
    return false;
}

/* A row: a bar of the kind at both ends, one more between or a frame's single cell. */
static bool is_row(struct str s, enum text_bar_kind kind)
{
    size_t bytes;
    size_t next = text_bar_next(s, kind == TEXT_BAR_PIPE ? 1 : STROKE_BYTES, kind, &bytes);

    if (next == s.n) {
        return false;
    }
    if (kind != TEXT_BAR_DRAWN && next == s.n - bytes) {
        return false; /* |x| alone is no table */
    }
    return text_bar_next(s, s.n - bytes, kind, &bytes) == s.n - bytes;
}

enum text_bar_kind text_bar_kind(struct str s)
{
    size_t at = skip_blanks(s);
    enum text_bar_kind kind = TEXT_BAR_NONE;

    if (at == s.n) {
        return TEXT_BAR_NONE;
    }
    if (s.p[at] == '|') {
        kind = TEXT_BAR_PIPE;
    } else if (s.p[at] == '+') {
        struct str rest = str_sub(s, at, s.n);

        return rest.n >= STROKE_BYTES && rest.p[1] == '-' && text_bar_is_frame(rest)
                   ? TEXT_BAR_PIPE
                   : TEXT_BAR_NONE;
    } else if (is_wide_bar(s, at)) {
        kind = TEXT_BAR_WIDE;
    } else if (stroke_at(s, at) >= 0) {
        kind = TEXT_BAR_DRAWN;
    } else {
        return TEXT_BAR_NONE;
    }
    struct str row = text_mark_trim_end(str_sub(s, at, s.n));

    if (kind == TEXT_BAR_DRAWN && text_bar_is_frame(row)) {
        return kind;
    }
    return row.n > STROKE_BYTES && is_row(row, kind) ? kind : TEXT_BAR_NONE;
}
