/* Between dispatch.c and dispatch-page.c; nobody else includes it. */
#ifndef WEB_DISPATCH_PARTS_H
#define WEB_DISPATCH_PARTS_H

#include "web/dispatch.h"
#include "web/route.h"

/* A request on its way to its page. */
struct dispatch_way {
    struct server *server;
    const struct http_request *q;
    struct route route;
    struct session session; /* empty for a program */
    struct str cookie;
    enum page_right right; /* what the asker may */
    bool is_program;       /* a bearer token */
    bool is_same_origin;   /* the browser says so */
};

/* CSRF, inputs and the page itself. */
void dispatch_page(const struct dispatch_way *way, struct http_response *r);

#endif
