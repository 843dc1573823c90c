/*
 * The words of a page of HTML as they are read, for personal.h: lines end where blocks do, cells of
 * tables are cells, and readings over words (ruby) stand behind them in brackets.
 */
#ifndef INSPECT_HTML_TEXT_H
#define INSPECT_HTML_TEXT_H

#include "base/buf.h"
#include "inspect/found.h"

enum { HTML_MAX_TABLES = 16 }; /* in each other; deeper ones are lines */

struct html_text {
    struct found *f;
    struct buf line;
    uint32_t number; /* of the line of the file where `line` begins, from 1 */
    struct {
        uint32_t row, column;
    } tables[HTML_MAX_TABLES];
    uint32_t depth;  /* of tables */
    bool is_skipped; /* brackets for programs without ruby */
};

/* Of a page whose findings go to `f`; html_text_done() ends it. */
void html_text_init(struct html_text *t, struct found *f);
void html_text_done(struct html_text *t);

/* The next words between two tags, which stand in line `number` of the file. */
void html_text_add(struct html_text *t, struct str words, uint32_t number);

/* An element of this name, in small letters, begins or ends. */
void html_text_begin(struct html_text *t, const char *name);
void html_text_end(struct html_text *t, const char *name);

#endif
