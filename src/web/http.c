/* Pairs, names and responses of HTTP: what needs no connection; see http.h. */
#include "web/http.h"

#include <stdio.h>
#include <strings.h>
#include <unistd.h>

enum { BODY_MAX_BYTES = 64 * 1024 * 1024 }; /* of an answer that is built in memory */

static const struct {
    enum http_method method;
    struct str name;
} methods[] = {
    {HTTP_GET, {"GET", 3}}, {HTTP_HEAD, {"HEAD", 4}},   {HTTP_POST, {"POST", 4}},
    {HTTP_PUT, {"PUT", 3}}, {HTTP_PATCH, {"PATCH", 5}}, {HTTP_DELETE, {"DELETE", 6}},
};

struct str http_method_name(enum http_method method)
{
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (methods[i].method == method) {
            return methods[i].name;
        }
    }
    return (struct str){};
}

enum http_method http_method_of(struct str name)
{
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (str_eq(methods[i].name, name)) {
            return methods[i].method;
        }
    }
    return 0;
}

static const struct {
    int status;
    const char *words;
} statuses[] = {
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

const char *http_status_words(int status)
{
    for (size_t i = 0; i < COUNT(statuses); i++) {
        if (statuses[i].status == status) {
            return statuses[i].words;
        }
    }
    return "";
}

const struct http_pair *http_pair_of(const struct http_pairs *pairs, const char *name)
{
    for (uint32_t i = 0; i < pairs->n; i++) {
        if (str_eq(pairs->v[i].name, str_of(name))) {
            return &pairs->v[i];
        }
    }
    return NULL;
}

struct str http_find(const struct http_pairs *pairs, const char *name)
{
    const struct http_pair *pair = http_pair_of(pairs, name);

    return pair == NULL ? (struct str){} : pair->value;
}

void http_add(struct arena *a, struct http_pairs *pairs, struct str name, struct str value)
{
    *VEC_ADD(a, pairs) = (struct http_pair){.name = name, .value = value};
}

void http_header(struct http_response *r, const char *name, struct str value)
{
    struct str copy = arena_str(r->arena, value);

    for (size_t i = 0; i < value.n; i++) {
        if ((unsigned char)value.p[i] < 0x20) {
            return;
        }
    }
    for (uint32_t i = 0; i < r->headers.n; i++) {
        struct http_pair *pair = &r->headers.v[i];

        if (strcasecmp(pair->name.p, name) == 0 && strcasecmp(name, "Set-Cookie") != 0) {
            pair->value = copy;
            return;
        }
    }
    http_add(r->arena, &r->headers, arena_str(r->arena, str_of(name)), copy);
}

void http_response_init(struct http_response *r, struct arena *a)
{
    *r = (struct http_response){.arena = a, .status = 200, .fd = -1};
    buf_init(&r->body, BODY_MAX_BYTES);
}

void http_response_reset(struct http_response *r)
{
    if (r->fd >= 0) {
        close(r->fd);
    }
    r->fd = -1;
    r->fd_bytes = 0;
    r->constant = NULL;
    r->constant_bytes = 0;
    buf_done(&r->body);
    buf_init(&r->body, BODY_MAX_BYTES);
}

void http_response_done(struct http_response *r)
{
    if (r->arena == NULL) {
        return;
    }
    http_response_reset(r);
    buf_done(&r->body);
}
