/*
 * From a request to a page: host, session, route, right, CSRF, inputs, then the page; and whatever
 * comes of it as an answer. All of it is here, so that a page cannot forget any of it.
 */
#ifndef WEB_DISPATCH_H
#define WEB_DISPATCH_H

#include "web/input.h"
#include "web/session.h"

enum { DISPATCH_MAX_HOSTS = 4 };

/*
 * How pages reach the desk: server-desk.c over src/act; tests put their own here. Any may be NULL.
 */
struct dispatch_desk {
    void *arg;
    /* The act of a request, in its arena. */
    struct act *(*begin)(void *arg, struct arena *a, struct str actor, int64_t now_ms);
    /* What the layout shows of the desk: `desk` (its name), `head` (of the chain). */
    void (*fill)(void *arg, struct act *act, struct view *v);
    /* Stored answers to repeated requests of the API: 1 and the answer, 0 when there is none. */
    int (*recall)(void *arg, struct act *act, struct str key, const uint8_t request[32],
                  struct str *ret_answer, struct err *err);
    int (*remember)(void *arg, struct act *act, struct str key, const uint8_t request[32],
                    struct str answer, struct err *err);
};

struct server {
    const struct page *const *pages; /* NULL at the end */
    /* The general form: what comes back when a page without a show() of its own needs mending. */
    int (*form)(const struct page_call *c, struct http_response *r, struct err *err);
    struct dispatch_desk desk;
    struct sessions *sessions;
    const char *lang;                     /* "ja", "en" */
    struct arena *arena;                  /* of the process: for the texts below */
    const char *origin;                   /* of the edge; NULL = none */
    struct str cookie;                    /* name of the session's cookie */
    struct str hosts[DISPATCH_MAX_HOSTS]; /* what Host may say */
    struct str origins[DISPATCH_MAX_HOSTS];
    int64_t file_bytes; /* largest upload */
    bool is_tls;        /* seen from outside, through the edge */
    bool quiet;
};

/* Answers a request: http_options.answer; arg is the struct server. */
void dispatch_answer(void *server, const struct http_request *q, struct http_response *r);

/* Refuses early what would be refused anyway, before its body is read: http_options.admit. */
bool dispatch_admit(void *server, const struct http_request *q, struct http_limits *limits,
                    struct http_response *r);

/* One line per request, key=value, without queries or contents: http_options.log. */
void dispatch_log(void *server, const struct http_request *q, int status, int64_t bytes,
                  int64_t us);

/* The header pages leave their message for the next page in; never sent. */
#define DISPATCH_MESSAGE_HEADER "Itaku-Message"

#endif
