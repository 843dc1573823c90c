/*
 * HTML out, streamed, the only writer of HTML in the program. Every value is escaped; the only
 * way to put markup in is a literal of our own source or a text embedded at build time.
 *
 *     struct html h;
 *     html_init(&h, file);
 *     html_open(&h, "p"); html_attr(&h, "class", STR("x")); html_text(&h, value); html_close(&h);
 *     if (html_finish(&h, err) < 0) ...
 *
 * Attributes follow their html_open directly. Bytes that are not UTF-8 and control characters
 * become U+FFFD.
 */
#ifndef BASE_HTML_H
#define BASE_HTML_H

#include "base/err.h"
#include "base/str.h"

#include <stdio.h>

enum { HTML_MAX_DEPTH = 64 };

struct html {
    FILE *file;
    const char *tags[HTML_MAX_DEPTH]; /* open elements */
    int depth;
    bool in_start; /* the start tag still takes attributes */
};

/* `file` stays open and is the caller's. */
void html_init(struct html *h, FILE *file);

/* `tag` must outlive the element (a literal). A void element (br, input) is not closed. */
void html_open(struct html *h, const char *tag);
void html_void(struct html *h, const char *tag);
/* Closes the innermost element. */
void html_close(struct html *h);

/* An attribute of the element just opened. */
void html_attr(struct html *h, const char *name, struct str value);
void html_attr_int(struct html *h, const char *name, int64_t value);
/* An attribute without a value: hidden, checked. */
void html_attr_flag(struct html *h, const char *name);

/* Text and numbers inside the element. */
void html_text(struct html *h, struct str text);
void html_int(struct html *h, int64_t value);

/* <tag class="class_name">text</tag>; class_name NULL = none. */
void html_leaf(struct html *h, const char *tag, const char *class_name, struct str text);

/* Markup of our own, as it is: an embedded template, style or script. Never a value. */
void html_trusted(struct html *h, struct str markup);

/* Says whether everything was written. ERR_IO. */
int html_finish(struct html *h, struct err *err) MUST_USE;

#endif
