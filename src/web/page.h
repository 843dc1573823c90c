/*
 * A page of the desk, or an operation of the API: one file page-NAME.c (api-NAME.c) with its entry,
 * and one line in pages.c. Input is declared and checked before the page runs.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "base/json.h"
#include "base/tr.h"
#include "web/http.h"
#include "web/view.h"

struct act; /* act/act.h: who asks, when, of which desk */

enum page_input_type {
    INPUT_TEXT,  /* one line, no control characters */
    INPUT_LINES, /* several lines */
    INPUT_WORD,  /* one of `choices` "a|b|c" */
    INPUT_ID,    /* a record */
    INPUT_INT,
    INPUT_DAY,  /* YYYY-MM-DD */
    INPUT_TIME, /* HH:MM */
    INPUT_FLAG, /* checkbox */
    INPUT_FILE,
    INPUT_FILES, /* several of the same name; `max` bytes altogether */
    INPUT_IDS,   /* the same name several times */
};

struct page_input {
    const char *name;
    enum page_input_type type;
    int max; /* characters of text, bytes of a file, largest number; 0 = 200 */
    bool is_required;
    const char *choices;
    const char *help; /* English message id; also the description in OpenAPI */
};

enum page_right { MAY_READ, MAY_WORK, MAY_ADMIN }; /* what a session needs (accounts come later) */

struct items_page;
struct page_faults; /* what is wrong with the inputs, told beside the fields (input.h) */

struct page_call {
    const struct http_request *q; /* inputs in it are checked and tidied: trimmed, line ends "\n" */
    struct act *act;
    int64_t ids[4];      /* {…} of the path, in order */
    struct str names[4]; /* … when they are words: {name:word} */
    const struct page *page;
    struct str csrf;                  /* token for the forms of the page */
    const char *lang;                 /* "ja" or "en" */
    struct str message;               /* of the page before, shown once; translated */
    const struct page_faults *faults; /* of a form that comes back; NULL = none */
    const struct server *server;      /* for dispatch.c and page.c */
};

/*
 * Value of a declared input of the call: empty or 0 when not given (it was checked). In a GET they
 * come from the query; otherwise from the form or JSON body, then the query.
 */
struct str page_text(const struct page_call *c, const char *name);
int64_t page_int(const struct page_call *c, const char *name);
bool page_flag(const struct page_call *c, const char *name);
int32_t page_day(const struct page_call *c, const char *name); /* CALENDAR_NONE */
const struct http_file *page_file(const struct page_call *c, const char *name);
/* The language of the page, for tr_in(). */
enum tr_language page_language(const struct page_call *c);
/* The value number `at` of an INPUT_IDS; 0 past the last. */
int64_t page_id_at(const struct page_call *c, const char *name, uint32_t at);

/*
 * The version of a record the asker has seen: If-Match ("7") or an input `version` (declare it as
 * INPUT_INT); 0 = not told. The act answers ERR_CONFLICT when the record has moved on, which
 * becomes 412 after If-Match and 409 otherwise.
 */
int64_t page_version(const struct page_call *c);
/* ETag of a record: its version in quotes. */
void page_etag(struct http_response *r, int64_t version);

struct page {
    const char *path; /* "/contracts/{id}/duties" ; "/api/v1/…" for the API */
    enum page_right may;
    const struct page_input *query; /* of GET; NULL name at the end; NULL = none */
    const struct page_input *input; /* of POST / PATCH / PUT */
    /* GET: fills the view and names its template; or fills the response itself. */
    int (*show)(const struct page_call *c, struct http_response *r, struct err *err);
    /* POST …: changes something, then says where to go (page_go) or answers. */
    int (*save)(const struct page_call *c, struct http_response *r, struct err *err);
    enum http_method save_methods; /* HTTP_POST for pages */
    const char *help;              /* English message id, one line; summary in OpenAPI */
    const char *answer; /* API: name of the schema of its answer (api-schema.c); NULL for pages */
    const char *save_answer; /* API: what save may answer with instead of "made"; NULL = nothing */
    const struct items_page *items; /* of the smaller records (items.h); NULL for other pages */
};

/* 303 to a path of ours, with a message shown once. */
int page_go(struct http_response *r, const char *message_id, const char *path_format, ...)
    PRINTF_LIKE(3, 4);

/*
 * Renders a template of ui/templates with the view, inside the layout; alone when htmx asked for a
 * part of a page (HX-Request-Type: partial).
 *
 * The view may hold for the layout: `title`; `nav_contracts`, `nav_due` or `nav_settings` (a flag:
 * the current one); `crumbs`, a list of {href, label}; `wide` (a flag: two panes, no text width);
 * `search` (what was searched). It gets: csrf, message, lang_ja, desk, head, path.
 *
 * For each declared input NAME it gets `in_NAME` (what the person typed when the form came back,
 * otherwise what the page put there before), `in_NAME_is_WORD` of a choice that is chosen,
 * `error_NAME`; an input `version` shows the record's new version after a conflict, so that sending
 * again means it. With any fault it gets the list `faults` of {name, label, text} and the flag
 * `is_faulty`.
 */
int page_render(const struct page_call *c, const char *template, struct view *view,
                struct http_response *r, struct err *err) MUST_USE;

/*
 * JSON answers: FILE to write with base/json.h, then page_json_end, which puts what was written
 * into the response (status stays, type application/json).
 *
 *     struct page_json out;
 *     page_json_begin(&out); json_begin_object(&out.json); … json_end(&out.json);
 *     return page_json_end(&out, r, err);
 */
struct page_json {
    struct json json;
    char *text;
    size_t n;
};
void page_json_begin(struct page_json *out);
int page_json_end(struct page_json *out, struct http_response *r, struct err *err) MUST_USE;

#endif
