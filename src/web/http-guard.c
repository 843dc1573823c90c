/* The strict guard in front of everything; see http-guard.h. */
#include "web/http-guard.h"

#include "base/hex.h"
#include "base/tr.h"
#include "base/utf8.h"

bool http_unescape(struct arena *a, struct str text, bool is_form, struct str *ret)
{
    char *out = arena_alloc(a, text.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];

        if (c == '%') {
            int high = i + 2 < text.n ? hex_digit(text.p[i + 1]) : -1;
            int low = i + 2 < text.n ? hex_digit(text.p[i + 2]) : -1;

            if (high < 0 || low < 0) {
                return false;
            }
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && is_form) {
            c = ' ';
        }
        out[n++] = c;
    }
    *ret = (struct str){.p = out, .n = n};
    return true;
}

static bool is_clean(struct str s)
{
    return (s.n == 0 || memchr(s.p, '\0', s.n) == NULL) && utf8_find_bad(s) < 0;
}

bool http_read_urlencoded(struct arena *a, struct str text, uint32_t max, struct http_pairs *ret)
{
    while (text.n > 0) {
        ptrdiff_t ampersand = str_find(text, STR("&"), 0);
        struct str pair = str_sub(text, 0, ampersand < 0 ? text.n : (size_t)ampersand);
        ptrdiff_t equals = str_find(pair, STR("="), 0);
        struct str name, value;

        text = str_sub(text, pair.n + 1, text.n);
        if (pair.n == 0) {
            continue;
        }
        if (!http_unescape(a, str_sub(pair, 0, equals < 0 ? pair.n : (size_t)equals), true,
                           &name) ||
            !http_unescape(a, str_sub(pair, equals < 0 ? pair.n : (size_t)equals + 1, pair.n), true,
                           &value) ||
            !is_clean(name) || !is_clean(value) || ret->n == max) {
            return false;
        }
        http_add(a, ret, name, value);
    }
    return true;
}

static bool is_token(struct str s)
{
    static const char others[] = "!#$%&'*+-.^_`|~";

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

        if (!is_letter && (c == '\0' || strchr(others, c) == NULL)) {
            return false;
        }
    }
    return s.n > 0;
}

static struct str lower(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);

    for (size_t i = 0; i < s.n; i++) {
        out[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
    }
    return (struct str){.p = out, .n = s.n};
}

static bool has_no_dot_segments(struct str path)
{
    struct str rest = path;

    while (rest.n > 0) {
        ptrdiff_t slash = str_find(rest, STR("/"), 1);
        struct str segment = str_sub(rest, 1, slash < 0 ? rest.n : (size_t)slash);

        if (str_eq(segment, STR(".")) || str_eq(segment, STR("..")) ||
            (segment.n == 0 && slash >= 0)) {
            return false;
        }
        rest = str_sub(rest, segment.n + 1, rest.n);
    }
    return true;
}

/* Path and query. The target is in origin form, or in absolute form with our own Host. */
static int read_target(struct str uri, struct http_request *q, const char **ret_why)
{
    struct str authority = {};

    *ret_why = TR_ID("the address is malformed");
    for (size_t i = 0; i < uri.n; i++) {
        unsigned char c = (unsigned char)uri.p[i];

        if (c <= 0x20 || c >= 0x7F || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>') {
            return 400;
        }
    }
    if (str_starts(uri, STR("http://")) || str_starts(uri, STR("https://"))) {
        size_t beg = uri.p[4] == 's' ? 8 : 7;
        ptrdiff_t slash = str_find(uri, STR("/"), beg);

        authority = str_sub(uri, beg, slash < 0 ? uri.n : (size_t)slash);
        uri = slash < 0 ? STR("/") : str_sub(uri, (size_t)slash, uri.n);
        if (!str_eq(authority, http_find(&q->headers, "host"))) {
            return 400;
        }
    }
    ptrdiff_t mark = str_find(uri, STR("?"), 0);
    struct str path = str_sub(uri, 0, mark < 0 ? uri.n : (size_t)mark);
    struct str query = mark < 0 ? (struct str){} : str_sub(uri, (size_t)mark + 1, uri.n);

    for (size_t i = 0; i + 2 < path.n; i++) {
        if (path.p[i] == '%' && path.p[i + 1] == '2' && (path.p[i + 2] | 32) == 'f') {
            return 400;
        }
    }
    if (!str_starts(path, STR("/")) || !http_unescape(q->arena, path, false, &q->path) ||
        !is_clean(q->path) || !has_no_dot_segments(q->path) || str_has(q->path, STR("\\")) ||
        !http_read_urlencoded(q->arena, query, HTTP_MAX_QUERY_PAIRS, &q->query)) {
        return 400;
    }
    for (size_t i = 0; i < q->path.n; i++) {
        if ((unsigned char)q->path.p[i] < 0x20 || q->path.p[i] == 0x7F) {
            return 400;
        }
    }
    return 0;
}

static int read_headers(const struct http_head *head, struct http_request *q, const char **ret_why)
{
    *ret_why = TR_ID("a header is malformed");
    if (head->headers.n > HTTP_MAX_HEADERS) {
        *ret_why = TR_ID("there are too many headers");
        return 431;
    }
    for (uint32_t i = 0; i < head->headers.n; i++) {
        struct http_pair pair = head->headers.v[i];

        if (!is_token(pair.name)) {
            return 400;
        }
        for (size_t k = 0; k < pair.value.n; k++) {
            unsigned char c = (unsigned char)pair.value.p[k];

            if ((c < 0x20 && c != '\t') || c >= 0x7F) {
                return 400;
            }
        }
        http_add(q->arena, &q->headers, lower(q->arena, pair.name), pair.value);
    }
    return 0;
}

static uint32_t count_of(const struct http_pairs *pairs, const char *name)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < pairs->n; i++) {
        count += str_eq(pairs->v[i].name, str_of(name));
    }
    return count;
}

/* How the body is framed: exactly one way, in exactly one header. */
static int read_framing(const struct http_head *head, struct http_request *q, const char **ret_why)
{
    uint32_t lengths = count_of(&q->headers, "content-length");
    uint32_t codings = count_of(&q->headers, "transfer-encoding");
    struct str length = http_find(&q->headers, "content-length");

    *ret_why = TR_ID("the length of the body is not told in exactly one way");
    if (lengths + codings > 1) {
        return 400;
    }
    if (codings == 1) {
        if (str_eq(head->version, STR("HTTP/1.0"))) {
            return 400;
        }
        if (!str_eq(lower(q->arena, http_find(&q->headers, "transfer-encoding")), STR("chunked"))) {
            *ret_why = TR_ID("this transfer coding is not known");
            return 501;
        }
        q->declared_bytes = -1;
    }
    if (lengths == 1) {
        if (length.n == 0 || length.n > 18) {
            return 400;
        }
        for (size_t i = 0; i < length.n; i++) {
            if (length.p[i] < '0' || length.p[i] > '9') {
                return 400;
            }
            q->declared_bytes = q->declared_bytes * 10 + (length.p[i] - '0');
        }
    }
    if (q->declared_bytes != 0 && (q->method == HTTP_GET || q->method == HTTP_HEAD)) {
        *ret_why = TR_ID("a body does not go with this method");
        return 400;
    }
    return 0;
}

static void read_cookies(struct http_request *q)
{
    for (uint32_t i = 0; i < q->headers.n; i++) {
        struct str rest = q->headers.v[i].value;

        if (!str_eq(q->headers.v[i].name, STR("cookie"))) {
            continue;
        }
        while (rest.n > 0 && q->cookies.n < HTTP_MAX_HEADERS) {
            ptrdiff_t semicolon = str_find(rest, STR(";"), 0);
            struct str pair = str_sub(rest, 0, semicolon < 0 ? rest.n : (size_t)semicolon);
            ptrdiff_t equals = str_find(pair, STR("="), 0);

            rest = str_sub(rest, pair.n + 1, rest.n);
            if (equals > 0) {
                http_add(q->arena, &q->cookies, str_trim(str_sub(pair, 0, (size_t)equals)),
                         str_trim(str_sub(pair, (size_t)equals + 1, pair.n)));
            }
        }
    }
}

/* Media type of the body, what kind of asker it is, what we cannot do. */
static int read_content(struct http_request *q, const char **ret_why)
{
    struct str type = http_find(&q->headers, "content-type");
    struct str accept = http_find(&q->headers, "accept");
    struct str expect = http_find(&q->headers, "expect");
    ptrdiff_t semicolon = str_find(type, STR(";"), 0);

    q->media =
        lower(q->arena, str_trim(str_sub(type, 0, semicolon < 0 ? type.n : (size_t)semicolon)));
    q->is_json = str_starts(q->path, STR("/api/")) ||
                 (str_has(accept, STR("application/json")) && !str_has(accept, STR("text/html")));
    if (count_of(&q->headers, "content-encoding") > 0) {
        *ret_why = TR_ID("a compressed body is not read");
        return 415;
    }
    if (count_of(&q->headers, "content-type") > 1) {
        *ret_why = TR_ID("a header is malformed");
        return 400;
    }
    if (expect.n > 0 && !str_eq(lower(q->arena, expect), STR("100-continue"))) {
        *ret_why = TR_ID("this expectation cannot be met");
        return 417;
    }
    return 0;
}

/*
 * Bytes of the head that no parsed line accounts for, with one space after each colon allowed:
 * something was cut away in parsing (a NUL ends a text in C) or stood between the lines.
 */
static bool has_hidden_bytes(const struct http_head *head)
{
    int64_t told = (int64_t)(head->method.n + head->uri.n + head->version.n) + 2 + 2 + 2;

    for (uint32_t i = 0; i < head->headers.n; i++) {
        told += (int64_t)(head->headers.v[i].name.n + head->headers.v[i].value.n) + 2 + 2;
    }
    return head->bytes > told;
}

int http_guard(const struct http_head *head, const struct http_limits *limits,
               struct http_request *q, const char **ret_why)
{
    int status = 0;

    q->path = STR("");
    q->method = http_method_of(head->method);
    *ret_why = TR_ID("the address is too long");
    if (head->uri.n > (size_t)limits->uri_bytes) {
        return 414;
    }
    *ret_why = TR_ID("the headers are too long");
    if (head->bytes > limits->header_bytes) {
        return 431;
    }
    *ret_why = TR_ID("this version of HTTP is not spoken");
    if (!str_eq(head->version, STR("HTTP/1.1")) && !str_eq(head->version, STR("HTTP/1.0"))) {
        return 505;
    }
    status = read_headers(head, q, ret_why);
    if (status != 0) {
        return status;
    }
    *ret_why = TR_ID("a request names exactly one host");
    if (count_of(&q->headers, "host") != 1 || http_find(&q->headers, "host").n == 0) {
        return 400;
    }
    status = read_target(head->uri, q, ret_why);
    if (status == 0) {
        status = read_framing(head, q, ret_why);
    }
    if (status == 0) {
        status = read_content(q, ret_why);
    }
    if (status != 0) {
        return status;
    }
    *ret_why = TR_ID("a header is malformed");
    if (has_hidden_bytes(head)) {
        return 400;
    }
    *ret_why = TR_ID("this method is not known");
    if (q->method == 0) {
        return 501;
    }
    read_cookies(q);
    return 0;
}
