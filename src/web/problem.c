/*
 * Refusals, and the headers that go with every answer.
 *
 * The Content-Security-Policy allows nothing but our own files: no inline script or style, no
 * frames, no other host, forms only to ourselves.
 */
#include "web/problem.h"

#include "web/template.h"

#include <stdio.h>

static const struct {
    enum err_kind kind;
    int status;
} kinds[] = {
    {ERR_INVALID, 422}, {ERR_UNSUPPORTED, 415}, {ERR_LIMIT, 413}, {ERR_NOT_FOUND, 404},
    {ERR_DENIED, 403},  {ERR_CONFLICT, 409},    {ERR_IO, 503},    {ERR_INTERNAL, 500},
};

int problem_status(enum err_kind kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (kinds[i].kind == kind) {
            return kinds[i].status;
        }
    }
    return 500;
}

static const struct {
    int status;
    const char *title;
} titles[] = {
    {400, TR_ID("The request was not understood")},
    {401, TR_ID("This address opens only after signing in")},
    {403, TR_ID("This is not allowed")},
    {404, TR_ID("There is nothing at this address")},
    {405, TR_ID("This cannot be done at this address")},
    {409, TR_ID("Someone else has changed this meanwhile")},
    {411, TR_ID("The length of the body is missing")},
    {412, TR_ID("Someone else has changed this meanwhile")},
    {413, TR_ID("This is too large")},
    {414, TR_ID("The address is too long")},
    {415, TR_ID("This kind of content is not read here")},
    {417, TR_ID("The request was not understood")},
    {421, TR_ID("This name does not belong to this desk")},
    {422, TR_ID("Some of what was entered needs mending")},
    {431, TR_ID("The headers are too long")},
    {501, TR_ID("The request was not understood")},
    {503, TR_ID("The desk cannot answer right now")},
    {505, TR_ID("The request was not understood")},
};

static const char *title_of(int status)
{
    for (size_t i = 0; i < COUNT(titles); i++) {
        if (titles[i].status == status) {
            return titles[i].title;
        }
    }
    return TR_ID("Something went wrong inside itaku");
}

static void as_json(const struct http_request *q, struct http_response *r, const char *lang,
                    struct str detail, struct str hint, const struct page_faults *faults)
{
    enum tr_language language = template_language(lang);
    struct page_json out;
    struct err err;

    page_json_begin(&out);
    json_begin_object(&out.json);
    json_member(&out.json, "type", arena_printf(r->arena, "urn:itaku:problem:%d", r->status));
    json_member(&out.json, "title", str_of(tr_in(language, title_of(r->status))));
    json_key(&out.json, "status");
    json_int(&out.json, r->status);
    if (detail.n > 0) {
        json_member(&out.json, "detail", detail);
    }
    if (hint.n > 0) {
        json_member(&out.json, "hint", hint);
    }
    json_member(&out.json, "request", q->id);
    json_key(&out.json, "reasons");
    json_begin_array(&out.json);
    for (uint32_t i = 0; faults != NULL && i < faults->n; i++) {
        json_begin_object(&out.json);
        json_member(&out.json, "field", faults->v[i].name);
        json_member(&out.json, "text", faults->v[i].text);
        json_end(&out.json);
    }
    if ((faults == NULL || faults->n == 0) && detail.n > 0) {
        /* the one thing that stands in the way, and what to do about it */
        json_begin_object(&out.json);
        json_member(&out.json, "text", detail);
        if (hint.n > 0) {
            json_member(&out.json, "hint", hint);
        }
        json_end(&out.json);
    }
    json_end(&out.json);
    json_end(&out.json);
    if (page_json_end(&out, r, &err) == 0) {
        http_header(r, "Content-Type", STR("application/problem+json"));
    }
}

static void as_page(const struct http_request *q, struct http_response *r, const char *lang,
                    struct str detail, struct str hint, const struct page_faults *faults)
{
    enum tr_language language = template_language(lang);
    struct view *v = view_new(r->arena);
    struct err err;

    view_flag(v, "lang_ja", language == TR_JA);
    view_str(v, "title", str_of(tr_in(language, title_of(r->status))));
    view_int(v, "status", r->status);
    view_str(v, "detail", detail);
    view_str(v, "hint", hint);
    view_str(v, "request", q->id);
    for (uint32_t i = 0; faults != NULL && i < faults->n; i++) {
        struct view *fault = view_add(v, "faults");

        view_str(fault, "name", faults->v[i].name);
        view_str(fault, "text", faults->v[i].text);
    }
    if (template_render("refusal", v, lang, &r->body, &err) < 0) {
        buf_clear(&r->body);
        buf_add(&r->body, str_of(http_status_words(r->status)));
    }
    http_header(r, "Content-Type", STR("text/html; charset=utf-8"));
}

void problem_answer(const struct http_request *q, struct http_response *r, const char *lang,
                    int status, struct str detail, struct str hint,
                    const struct page_faults *faults)
{
    http_response_reset(r);
    r->status = status;
    http_header(r, "Cache-Control", STR("no-store"));
    if (q->is_json) {
        as_json(q, r, lang, detail, hint, faults);
    } else {
        as_page(q, r, lang, detail, hint, faults);
    }
}

void problem_of_err(const struct http_request *q, struct http_response *r, const char *lang,
                    const struct err *err)
{
    int status = problem_status(err->kind);

    if (err->kind == ERR_CONFLICT && http_find(&q->headers, "if-match").n > 0) {
        status = 412;
    }
    if (status >= 500) {
        fprintf(stderr, "error request=%.*s at=%s:%d message=\"%s\"\n", STR_ARG(q->id),
                err->file == NULL ? "" : err->file, err->line, err->message);
    }
    problem_answer(q, r, lang, status, status == 500 ? (struct str){} : str_of(err->message),
                   str_of(err->hint), NULL);
}

void problem_secure(struct http_response *r, bool is_tls)
{
    http_header(r, "Content-Security-Policy",
                STR("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    "connect-src 'self'; form-action 'self'; base-uri 'none'; "
                    "frame-ancestors 'none'"));
    http_header(r, "X-Content-Type-Options", STR("nosniff"));
    http_header(r, "X-Frame-Options", STR("DENY"));
    http_header(r, "Referrer-Policy", STR("same-origin"));
    http_header(r, "Cross-Origin-Opener-Policy", STR("same-origin"));
    http_header(r, "Cross-Origin-Resource-Policy", STR("same-origin"));
    http_header(r, "Permissions-Policy",
                STR("camera=(), geolocation=(), microphone=(), payment=()"));
    if (is_tls) {
        http_header(r, "Strict-Transport-Security", STR("max-age=63072000"));
    }
    for (uint32_t i = 0; i < r->headers.n; i++) {
        if (str_eq(r->headers.v[i].name, STR("Cache-Control"))) {
            return;
        }
    }
    http_header(r, "Cache-Control", STR("no-store"));
}
