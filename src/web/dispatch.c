/*
 * The way of a request, in this order: host, asset, entry, session, route, method, origin, right,
 * CSRF, inputs, page. The first that refuses answers. Everything up to the origin is looked at
 * before the body is read (dispatch_admit) and again after, so that nothing hangs on the order.
 *
 * A form that comes back keeps what was typed: the page's own show() draws it again with the
 * faults beside the fields, or the general form (server.form) where a page has no show().
 */
#include "web/dispatch.h"

#include "web/asset.h"
#include "web/dispatch-parts.h"
#include "web/problem.h"
#include "web/template.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static bool is_one_of(const struct str *texts, struct str s)
{
    for (int i = 0; i < DISPATCH_MAX_HOSTS; i++) {
        if (texts[i].n > 0 && str_eq(texts[i], s)) {
            return true;
        }
    }
    return false;
}

static bool is_unsafe(enum http_method method)
{
    return method != HTTP_GET && method != HTTP_HEAD;
}

static int refuse(const struct server *s, const struct http_request *q, struct http_response *r,
                  int status, const char *detail, const char *hint)
{
    enum tr_language language = template_language(s->lang);

    problem_answer(q, r, s->lang, status, str_of(detail == NULL ? "" : tr_in(language, detail)),
                   str_of(hint == NULL ? "" : tr_in(language, hint)), NULL);
    return -1;
}

/* Whose request it is: 0 with the session, or refused. */
static int find_asker(struct server *s, const struct http_request *q, struct dispatch_way *way,
                      struct http_response *r)
{
    struct str bearer = http_find(&q->headers, "authorization");
    struct str cookie = http_find(&q->cookies, s->cookie.p);

    if (str_starts(bearer, STR("Bearer "))) {
        if (q->is_json && session_is_api_token(s->sessions, str_sub(bearer, 7, bearer.n))) {
            way->is_program = true;
            way->right = MAY_WORK;
            return 0;
        }
        http_header(r, "WWW-Authenticate", STR("Bearer"));
        return refuse(s, q, r, 401, TR_ID("this token is not valid"),
                      TR_ID("start `itaku serve --api-token` and use the token it prints"));
    }
    int outcome = session_find(s->sessions, q->arena, cookie, q->now_ms, &way->session);

    if (outcome == 0) {
        way->cookie = cookie;
        way->right = MAY_ADMIN; /* until accounts exist, who holds the address may everything */
        return 0;
    }
    if (q->is_json) {
        http_header(r, "WWW-Authenticate", STR("Bearer"));
    }
    return refuse(s, q, r, 401,
                  outcome == SESSION_EXPIRED ? TR_ID("the session has ended after twelve hours")
                                             : NULL,
                  TR_ID("open the address that `itaku serve` printed; a new one is printed when it "
                        "is started again"));
}

/* Whether an unsafe request comes from a page of ours, as far as the browser tells. */
static int check_origin(const struct server *s, const struct http_request *q,
                        struct dispatch_way *way, struct http_response *r)
{
    struct str origin = http_find(&q->headers, "origin");
    struct str site = http_find(&q->headers, "sec-fetch-site");
    bool origin_fits = is_one_of(s->origins, origin);
    bool site_fits = str_eq(site, STR("same-origin"));

    if ((origin.n > 0 && !origin_fits) || (site.n > 0 && !site_fits)) {
        return refuse(s, q, r, 403, TR_ID("the request came from another site"),
                      TR_ID("open the page of the desk and send the form from there"));
    }
    way->is_same_origin = origin_fits || site_fits;
    return 0;
}

/* Everything that can be said without the body. 0, or refused. */
static int find_way(struct server *s, const struct http_request *q, struct dispatch_way *way,
                    struct http_response *r)
{
    *way = (struct dispatch_way){.server = s, .q = q};
    if (find_asker(s, q, way, r) < 0) {
        return -1;
    }
    way->route = route_find(s->pages, q->path);
    if (way->route.page == NULL) {
        return refuse(s, q, r, 404, NULL, NULL);
    }
    if (!route_takes(way->route.page, q->method)) {
        http_header(r, "Allow", route_allow(q->arena, way->route.page));
        return refuse(s, q, r, 405, NULL, NULL);
    }
    if (way->right < way->route.page->may) {
        return refuse(s, q, r, 403, TR_ID("this needs a person at the desk"), NULL);
    }
    if (is_unsafe(q->method) && !way->is_program && check_origin(s, q, way, r) < 0) {
        return -1;
    }
    return 0;
}

static struct str cookie_header(const struct server *s, struct arena *a, struct str value,
                                int64_t seconds)
{
    return arena_printf(a, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%" PRId64 "%s",
                        STR_ARG(s->cookie), STR_ARG(value), seconds, s->is_tls ? "; Secure" : "");
}

/* GET /enter?token=…: the invitation for a session. A browser that only looks ahead gets nothing.
 */
static void enter(struct server *s, const struct http_request *q, struct http_response *r)
{
    struct str cookie;
    struct str purpose = http_find(&q->headers, "sec-purpose");

    if (q->method != HTTP_GET) {
        http_header(r, "Allow", STR("GET"));
        refuse(s, q, r, 405, NULL, NULL);
        return;
    }
    if (purpose.n > 0) {
        refuse(s, q, r, 503, NULL, NULL);
        return;
    }
    int outcome =
        session_enter(s->sessions, q->arena, http_find(&q->query, "token"), q->now_ms, &cookie);

    if (outcome == 0) {
        page_go(r, NULL, "/");
        http_header(r, "Set-Cookie", cookie_header(s, r->arena, cookie, SESSION_MS / 1000));
        return;
    }
    struct session session;
    struct str have = http_find(&q->cookies, s->cookie.p);

    if (session_find(s->sessions, q->arena, have, q->now_ms, &session) == 0) {
        page_go(r, NULL, "/");
        return;
    }
    refuse(s, q, r, 401,
           outcome == SESSION_EXPIRED ? TR_ID("this address is older than an hour")
                                      : TR_ID("this address was used before, or is not complete"),
           TR_ID("each address works once; start itaku serve again for a new one, or ask whoever "
                 "runs it (docs/OPERATING.md)"));
}

/* What the page left for the next page goes to the session, not to the browser. */
static void keep_message(const struct dispatch_way *way, struct http_response *r)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < r->headers.n; i++) {
        struct http_pair *pair = &r->headers.v[i];

        if (str_eq(pair->name, STR(DISPATCH_MESSAGE_HEADER))) {
            session_tell(way->server->sessions, way->cookie, pair->value.p);
        } else {
            r->headers.v[kept++] = *pair;
        }
    }
    r->headers.n = kept;
}

/* Hosts, assets and the entry: true when the request was answered here. */
static bool answer_outside(struct server *s, const struct http_request *q, struct http_response *r)
{
    if (!is_one_of(s->hosts, http_find(&q->headers, "host"))) {
        refuse(s, q, r, 421, NULL, TR_ID("open the address that `itaku serve` printed"));
    } else if (str_starts(q->path, STR("/a/"))) {
        if (is_unsafe(q->method)) {
            http_header(r, "Allow", STR("GET, HEAD"));
            refuse(s, q, r, 405, NULL, NULL);
            return true;
        }
        asset_answer(q, r);
        if (r->status == 404) {
            refuse(s, q, r, 404, NULL, NULL);
        }
    } else if (str_eq(q->path, STR("/enter"))) {
        enter(s, q, r);
    } else {
        return false;
    }
    return true;
}

static void route_request(struct server *s, const struct http_request *q, struct http_response *r)
{
    struct dispatch_way way;

    if (!answer_outside(s, q, r) && find_way(s, q, &way, r) == 0) {
        dispatch_page(&way, r);
        keep_message(&way, r);
    }
}

void dispatch_answer(void *server, const struct http_request *q, struct http_response *r)
{
    struct server *s = server;

    route_request(s, q, r);
    problem_secure(r, s->is_tls);
}

/* The largest file any input of the page takes; 0 when it takes none. */
static int64_t file_bytes_of(const struct page *page)
{
    int64_t most = 0;

    for (const struct page_input *i = page->input; i != NULL && i->name != NULL; i++) {
        if (i->type == INPUT_FILE || i->type == INPUT_FILES) {
            most = MAX(most, i->max > 0 ? i->max : INPUT_FILE_MAX);
        }
    }
    return most;
}

bool dispatch_admit(void *server, const struct http_request *q, struct http_limits *limits,
                    struct http_response *r)
{
    struct server *s = server;
    struct dispatch_way way;

    if (!answer_outside(s, q, r) && find_way(s, q, &way, r) == 0) {
        limits->file_bytes = MIN(limits->file_bytes, file_bytes_of(way.route.page));
        return true;
    }
    problem_secure(r, s->is_tls);
    return false;
}

/* The path as one word of the log: what would end or split it is escaped again. */
static struct str log_word(struct arena *a, struct str path)
{
    struct buf out;

    buf_init(&out, path.n * 3 + 1);
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];

        if (c <= ' ' || c == '"' || c == '=' || c == '%' || c == 0x7F) {
            buf_printf(&out, "%%%02X", c);
        } else {
            buf_add_char(&out, path.p[i]);
        }
    }
    struct str word = arena_str(a, buf_str(&out));

    buf_done(&out);
    return word;
}

void dispatch_log(void *server, const struct http_request *q, int status, int64_t bytes, int64_t us)
{
    const struct server *s = server;
    time_t seconds = (time_t)(q->now_ms / 1000);
    struct tm tm;
    char when[32];

    if (s->quiet) {
        return;
    }
    gmtime_r(&seconds, &tm);
    strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%S", &tm);
    fprintf(stderr,
            "request time=%s.%03dZ id=%.*s method=%.*s path=%.*s status=%d bytes=%" PRId64
            " us=%" PRId64 "\n",
            when, (int)(q->now_ms % 1000), STR_ARG(q->id), STR_ARG(http_method_name(q->method)),
            STR_ARG(log_word(q->arena, q->path)), status, bytes, us);
}
