/*
 * Tables drawn with characters: rows between bars (| ｜ │), lines of frames (├──┼──┤, +---+).
 */
#ifndef READ_TEXT_BARS_H
#define READ_TEXT_BARS_H

#include "base/str.h"

/* Bars are not mixed in one row: a ｜ inside a cell between │ is text. */
enum text_bar_kind {
    TEXT_BAR_NONE,
    TEXT_BAR_PIPE,  /* | as converters write it */
    TEXT_BAR_WIDE,  /* ｜ */
    TEXT_BAR_DRAWN, /* │ ┃ ║ and the crossings of frames */
};

/*
 * The kind of bar of a row or line of a frame that begins `s` (blanks before it are passed over);
 * TEXT_BAR_NONE when the line is no such thing. A row has bars at both ends; a frame line has
 * nothing but strokes.
 */
enum text_bar_kind text_bar_kind(struct str s);

/* Whether `s` holds strokes, bars and blanks only: "├──┼──┤", "+---+", "|:--|--:|". */
bool text_bar_is_frame(struct str s);

/* Whether a cell is nothing but a lying stroke: part of a line of the frame. */
bool text_bar_is_line(struct str cell);

/* Offset of the next bar of the kind at or after `at`, or s.n; its length in *ret_bytes. */
size_t text_bar_next(struct str s, size_t at, enum text_bar_kind kind, size_t *ret_bytes);

/* Whether a row has a crossing (├ ┼ ┤) among its bars: part of it is a line of the frame. */
bool text_bar_has_crossing(struct str s);

#endif
