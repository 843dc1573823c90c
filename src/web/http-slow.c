/*
 * A thread that looks once a second at the connections that are waited for; see http-slow.h. A
 * socket is shut down under the lock that its closing takes too, so its number cannot be another
 * connection's meanwhile.
 */
#include "web/http-slow.h"

#include "base/common.h"
#include "base/heap.h"
#include "base/now.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <time.h>

struct http_watch {
    LIST_ENTRY(http_watch) link;
    int fd;
    time_t since; /* waits since then; 0 = does not */
    bool at_end;  /* a second ago the client had closed and all it sent was read */
};

struct http_slow {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t ends;
    LIST_HEAD(, http_watch) connections;
    int seconds;
    bool is_ending;
};

/* Of the clock that only goes forward. */
static time_t now_seconds(void)
{
    return (time_t)(now_steady_ms() / 1000);
}

/*
 * Cuts a connection that waited too long, or whose client is gone: the library (0.9.75) does not
 * see an end that arrives together with the last bytes before its own timeout. Seen twice, so that
 * bytes it has just taken are not lost.
 */
static void look_at(struct http_watch *w, time_t bound)
{
    char byte;
    bool at_end = recv(w->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;

    if (w->since < bound || (at_end && w->at_end)) {
        shutdown(w->fd, SHUT_RDWR);
        w->since = 0;
    }
    w->at_end = at_end;
}

static void *watch(void *arg)
{
    struct http_slow *s = arg;

    pthread_mutex_lock(&s->mutex);
    while (!s->is_ending) {
        struct timespec until = {.tv_sec = (time_t)(now_ms() / 1000) + 1};
        time_t bound = now_seconds() - s->seconds;
        struct http_watch *w;

        LIST_FOREACH(w, &s->connections, link)
        {
            if (w->since != 0) {
                look_at(w, bound);
            }
        }
        pthread_cond_timedwait(&s->ends, &s->mutex, &until);
    }
    pthread_mutex_unlock(&s->mutex);
    return NULL;
}

struct http_slow *http_slow_new(int seconds)
{
    struct http_slow *s = heap_new(sizeof(*s));
    pthread_attr_t attributes;

    s->seconds = seconds;
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->ends, NULL);
    LIST_INIT(&s->connections);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 * 1024);
    if (pthread_create(&s->thread, &attributes, watch, s) != 0) {
        die_out_of_memory(64 * 1024);
    }
    pthread_attr_destroy(&attributes);
    return s;
}

void http_slow_free(struct http_slow *s)
{
    if (s == NULL) {
        return;
    }
    pthread_mutex_lock(&s->mutex);
    s->is_ending = true;
    pthread_cond_signal(&s->ends);
    pthread_mutex_unlock(&s->mutex);
    pthread_join(s->thread, NULL);
    pthread_cond_destroy(&s->ends);
    pthread_mutex_destroy(&s->mutex);
    free(s);
}

struct http_watch *http_slow_add(struct http_slow *s, int fd)
{
    struct http_watch *w = heap_new(sizeof(*w));

    w->fd = fd;
    w->since = now_seconds();
    pthread_mutex_lock(&s->mutex);
    LIST_INSERT_HEAD(&s->connections, w, link);
    pthread_mutex_unlock(&s->mutex);
    return w;
}

void http_slow_drop(struct http_slow *s, struct http_watch *w)
{
    if (w == NULL) {
        return;
    }
    pthread_mutex_lock(&s->mutex);
    LIST_REMOVE(w, link);
    pthread_mutex_unlock(&s->mutex);
    free(w);
}

void http_slow_waits(struct http_slow *s, struct http_watch *w, int waits)
{
    if (w == NULL) {
        return;
    }
    pthread_mutex_lock(&s->mutex);
    w->since = waits ? now_seconds() : 0;
    w->at_end = false;
    pthread_mutex_unlock(&s->mutex);
}
