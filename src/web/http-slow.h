/*
 * Cuts connections that drip, and those whose client is gone: the library's timeout counts silence,
 * so a client that sends a byte now and then could hold a connection for ever without ever
 * finishing its headers or its body.
 */
#ifndef WEB_HTTP_SLOW_H
#define WEB_HTTP_SLOW_H

struct http_slow;
struct http_watch; /* one connection */

/* Starts to watch: a connection has this many seconds to bring what is waited for. */
struct http_slow *http_slow_new(int seconds);
/* Ends the watching. NULL is fine. */
void http_slow_free(struct http_slow *s);

/* A connection came (fd: its socket), waiting for headers; it went (NULL is fine). */
struct http_watch *http_slow_add(struct http_slow *s, int fd);
void http_slow_drop(struct http_slow *s, struct http_watch *w);
/* It waits for headers, or for more of a body, from now; or not at all. */
void http_slow_waits(struct http_slow *s, struct http_watch *w, int waits);

#endif
