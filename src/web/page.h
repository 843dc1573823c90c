/*
 * A page of the desk, or an operation of the API: one file page-NAME.c (api-NAME.c) with its entry,
 * and one line in pages.c. Input is declared and checked before the page runs.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/http.h"
#include "web/view.h"

struct act; /* act/act.h: who asks, when, of which desk */

enum page_input_type {
    INPUT_TEXT,   /* one line, no control characters */
    INPUT_LINES,  /* several lines */
    INPUT_WORD,   /* one of `choices` "a|b|c" */
    INPUT_ID,     /* a record */
    INPUT_INT,
    INPUT_DAY,    /* YYYY-MM-DD */
    INPUT_FLAG,   /* checkbox */
    INPUT_FILE,
    INPUT_IDS,    /* the same name several times */
};

struct page_input {
    const char *name;
    enum page_input_type type;
    int max;               /* characters of text, bytes of a file, largest number; 0 = 200 */
    bool is_required;
    const char *choices;
    const char *help;      /* English message id; also the description in OpenAPI */
};

enum page_right { MAY_READ, MAY_WORK, MAY_ADMIN }; /* what a session needs (accounts come later) */

struct page_call {
    const struct http_request *q;
    struct act *act;
    int64_t ids[4];        /* {…} of the path, in order */
    struct str names[4];   /* … when they are words: {name:word} */
    const struct page *page;
    struct str csrf;       /* token for the forms of the page */
};

/* Value of a declared input of the call: empty or 0 when not given (it was checked). */
struct str page_text(const struct page_call *c, const char *name);
int64_t page_int(const struct page_call *c, const char *name);
bool page_flag(const struct page_call *c, const char *name);
int32_t page_day(const struct page_call *c, const char *name); /* CALENDAR_NONE */
const struct http_file *page_file(const struct page_call *c, const char *name);

struct page {
    const char *path;      /* "/contracts/{id}/duties" ; "/api/v1/…" for the API */
    enum page_right may;
    const struct page_input *query; /* of GET; NULL name at the end; NULL = none */
    const struct page_input *input; /* of POST / PATCH / PUT */
    /* GET: fills the view and names its template; or fills the response itself. */
    int (*show)(const struct page_call *c, struct http_response *r, struct err *err);
    /* POST …: changes something, then says where to go (page_go) or answers. */
    int (*save)(const struct page_call *c, struct http_response *r, struct err *err);
    enum http_method save_methods; /* HTTP_POST for pages */
    const char *help;      /* English message id, one line; summary in OpenAPI */
    const char *answer;    /* API: name of the schema of its answer (api-schema.c); NULL for pages */
};

/* All pages and operations, NULL at the end (pages.c). */
extern const struct page *const pages[];

/* 303 to a path of ours, with a message shown once. */
int page_go(struct http_response *r, const char *message_id, const char *path_format, ...)
    PRINTF_LIKE(3, 4);

/*
 * Renders a template of ui/templates with the view, inside the layout (or alone when htmx asked
 * for a part, or `bare`). The layout gets title, navigation, csrf, message, language.
 */
int page_render(const struct page_call *c, const char *template, struct view *view,
                struct http_response *r, struct err *err) MUST_USE;

#endif
