/*
 * Text for people at a terminal: lines of at most so many columns, styles only where wanted.
 * The rest of the program says what a line means; only this file knows escape sequences.
 */
#ifndef WRITE_SCREEN_H
#define WRITE_SCREEN_H

#include "base/str.h"

#include <stdio.h>

enum screen_style {
    SCREEN_PLAIN,
    SCREEN_HEADING, /* bold */
    SCREEN_DIM,
    SCREEN_STRONG, /* bold */
    SCREEN_GOOD,   /* green */
    SCREEN_WARN,   /* yellow */
    SCREEN_BAD,    /* red */
    SCREEN_PLACE,  /* cyan: section paths, line numbers */
};

struct screen {
    FILE *file;
    int columns; /* at least SCREEN_LEAST_COLUMNS */
    bool colour;
    int at;                  /* columns written on this line */
    enum screen_style style; /* in force */
};

enum { SCREEN_COLUMNS = 80, SCREEN_LEAST_COLUMNS = 40 };

/* SCREEN_COLUMNS wide, less on a narrower terminal; `file` stays the caller's. */
void screen_init(struct screen *s, FILE *file, bool colour);

/* From here on; SCREEN_PLAIN ends it. */
void screen_style(struct screen *s, enum screen_style style);

/* Text that stays on the line, as it is; control characters and marks of direction are dropped. */
void screen_put(struct screen *s, struct str text);
void screen_putf(struct screen *s, const char *format, ...) PRINTF_LIKE(2, 3);

/* Spaces up to the column, if it is not reached yet. */
void screen_tab(struct screen *s, int column);

/*
 * Running text from where the line stands; lines that follow begin at column `indent`. White
 * space of the source is treated as width_flow does.
 */
void screen_wrap(struct screen *s, int indent, struct str text);

/* Text that stays together: on this line if it fits, else on the next from `indent`. */
void screen_whole(struct screen *s, int indent, struct str text);

/* Ends the style and the line. */
void screen_end_line(struct screen *s);

/* An empty line, the heading, and a rule under it. */
void screen_heading(struct screen *s, const char *title, const char *count);

#endif
