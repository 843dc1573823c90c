/*
 * http.h over libmicrohttpd (epoll, a few I/O threads). The only file that knows the library.
 *
 * An exchange is one request and its answer. It is born when the library has read the request line,
 * goes through the guard when the headers are there, takes in its body, and is then handed to a
 * pool of worker threads while its connection is suspended: a worker may wait for the disk, the I/O
 * threads never do. The worker resumes the connection, the library calls once more, the answer is
 * queued. An exchange has one owner at a time: the connection's I/O thread, or the worker between
 * suspend and resume.
 *
 * A client that is too slow with its headers is cut by the library's idle timeout when it says
 * nothing, and by http-slow.c when it drips.
 */
#include "web/http.h"

#include "base/heap.h"
#include "base/library.h"
#include "base/tr.h"
#include "web/http-body.h"
#include "web/http-guard.h"
#include "web/http-slow.h"
#include "web/problem.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include <microhttpd.h>

enum {
    WORKERS_MAX = 64,
    WORKER_STACK_BYTES = 512 * 1024,
    IO_THREADS = 2,
    READ_BYTES = 32 * 1024,      /* of a connection's memory, beside its headers */
    BODY_STEP_BYTES = 64 * 1024, /* a body must bring as much as often as a head must come */
};

/* What is used of the library, which is opened with the server. */
struct mhd {
    __typeof__(&MHD_add_response_header) MHD_add_response_header;
    __typeof__(&MHD_create_response_from_buffer) MHD_create_response_from_buffer;
    __typeof__(&MHD_create_response_from_fd64) MHD_create_response_from_fd64;
    __typeof__(&MHD_destroy_response) MHD_destroy_response;
    __typeof__(&MHD_get_connection_info) MHD_get_connection_info;
    __typeof__(&MHD_get_connection_values_n) MHD_get_connection_values_n;
    __typeof__(&MHD_queue_response) MHD_queue_response;
    __typeof__(&MHD_quiesce_daemon) MHD_quiesce_daemon;
    __typeof__(&MHD_resume_connection) MHD_resume_connection;
    __typeof__(&MHD_start_daemon) MHD_start_daemon;
    __typeof__(&MHD_stop_daemon) MHD_stop_daemon;
    __typeof__(&MHD_suspend_connection) MHD_suspend_connection;
};

#define FUNCTION(name) LIBRARY_FUNCTION(struct mhd, name)

static const struct library_function functions[] = {
    FUNCTION(MHD_add_response_header),
    FUNCTION(MHD_create_response_from_buffer),
    FUNCTION(MHD_create_response_from_fd64),
    FUNCTION(MHD_destroy_response),
    FUNCTION(MHD_get_connection_info),
    FUNCTION(MHD_get_connection_values_n),
    FUNCTION(MHD_queue_response),
    FUNCTION(MHD_quiesce_daemon),
    FUNCTION(MHD_resume_connection),
    FUNCTION(MHD_start_daemon),
    FUNCTION(MHD_stop_daemon),
    FUNCTION(MHD_suspend_connection),
};

enum exchange_state {
    EXCHANGE_BORN,
    EXCHANGE_BODY,
    EXCHANGE_WAITING,
    EXCHANGE_ANSWERED,
    EXCHANGE_SENT
};

struct exchange {
    struct http *http;
    struct MHD_Connection *connection;
    struct exchange *next; /* in the queue of the workers */
    enum exchange_state state;
    struct arena arena;
    struct str uri; /* as it came */
    struct http_request q;
    struct http_response r;
    struct http_body *body;
    int64_t begun_us;
    int64_t file_bytes; /* that its address takes */
    int64_t body_step;  /* bytes of the body since its watch was set anew */
    int64_t sent_bytes;
    bool must_close;
    bool was_given; /* to a worker: counted in http.running */
};

struct http {
    struct mhd lib;
    struct http_options options;
    struct MHD_Daemon *daemon;
    struct http_slow *slow;
    uint16_t port;
    int listen_fd;
    uint32_t id_start;
    uint32_t id_next; /* atomic */

    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct exchange *first, *last; /* waiting for a worker */
    int running;                   /* exchanges given to a worker and not answered to the end */
    bool is_ending;
    pthread_t workers[WORKERS_MAX];
    int worker_count;
};

static int64_t clock_us(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- the pool of workers ---- */

static struct exchange *take_next(struct http *h)
{
    struct exchange *x;

    pthread_mutex_lock(&h->mutex);
    while (h->first == NULL && !h->is_ending) {
        pthread_cond_wait(&h->changed, &h->mutex);
    }
    x = h->first;
    if (x != NULL) {
        h->first = x->next;
        h->last = h->first == NULL ? NULL : h->last;
    }
    pthread_mutex_unlock(&h->mutex);
    return x;
}

static void *work(void *arg)
{
    struct http *h = arg;
    struct exchange *x;

    while ((x = take_next(h)) != NULL) {
        h->options.answer(h->options.arg, &x->q, &x->r);
        x->state = EXCHANGE_ANSWERED;
        x->http->lib.MHD_resume_connection(x->connection);
    }
    return NULL;
}

/* False: no worker is left to take it. */
static bool give_to_worker(struct exchange *x)
{
    struct http *h = x->http;

    pthread_mutex_lock(&h->mutex);
    bool is_taken = !h->is_ending;

    if (is_taken) {
        x->state = EXCHANGE_WAITING;
        x->http->lib.MHD_suspend_connection(x->connection);
        x->next = NULL;
        x->was_given = true;
        if (h->last == NULL) {
            h->first = x;
        } else {
            h->last->next = x;
        }
        h->last = x;
        h->running++;
        pthread_cond_signal(&h->changed);
    }
    pthread_mutex_unlock(&h->mutex);
    return is_taken;
}

static int start_workers(struct http *h, struct err *err)
{
    int wanted = MIN(MAX(h->options.workers, 1), (int)WORKERS_MAX);
    pthread_attr_t attributes;

    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, WORKER_STACK_BYTES);
    while (h->worker_count < wanted &&
           pthread_create(&h->workers[h->worker_count], &attributes, work, h) == 0) {
        h->worker_count++;
    }
    pthread_attr_destroy(&attributes);
    return h->worker_count > 0 ? 0 : err_set(err, ERR_INTERNAL, "no thread could be started");
}

/* ---- one exchange ---- */

static struct http_watch *watch_of(const struct http *h, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        h->lib.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info == NULL ? NULL : info->socket_context;
}

static void *exchange_new(void *arg, const char *uri, struct MHD_Connection *connection)
{
    struct http *h = arg;
    struct exchange *x = heap_new(sizeof(*x));

    x->http = h;
    x->connection = connection;
    x->begun_us = clock_us(CLOCK_MONOTONIC);
    x->uri = arena_str(&x->arena, str_of(uri));
    x->q.arena = &x->arena;
    x->q.path = STR("");
    x->q.now_ms = clock_us(CLOCK_REALTIME) / 1000;
    x->q.id = arena_printf(&x->arena, "%08" PRIx32 "-%06" PRIu32, h->id_start,
                           __atomic_add_fetch(&h->id_next, 1, __ATOMIC_RELAXED));
    http_response_init(&x->r, &x->arena);
    return x;
}

static void exchange_free(struct exchange *x)
{
    http_body_free(x->body);
    http_response_done(&x->r);
    arena_done(&x->arena);
    free(x);
}

static struct MHD_Response *make_response(struct exchange *x)
{
    struct http_response *r = &x->r;

    if (r->fd >= 0) {
        int fd = r->fd;

        r->fd = -1; /* the library closes it */
        x->sent_bytes = r->fd_bytes;
        return x->http->lib.MHD_create_response_from_fd64((uint64_t)r->fd_bytes, fd);
    }
    if (r->constant != NULL) {
        x->sent_bytes = (int64_t)r->constant_bytes;
        return x->http->lib.MHD_create_response_from_buffer(r->constant_bytes, (void *)r->constant,
                                                            MHD_RESPMEM_PERSISTENT);
    }
    x->sent_bytes = (int64_t)r->body.n;
    return x->http->lib.MHD_create_response_from_buffer(r->body.n, r->body.p,
                                                        MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result send_answer(struct exchange *x)
{
    struct MHD_Response *response = make_response(x);

    x->state = EXCHANGE_SENT;
    if (response == NULL) {
        return MHD_NO;
    }
    for (uint32_t i = 0; i < x->r.headers.n; i++) {
        x->http->lib.MHD_add_response_header(response, x->r.headers.v[i].name.p,
                                             x->r.headers.v[i].value.p);
    }
    if (x->must_close) {
        x->http->lib.MHD_add_response_header(response, "Connection", "close");
    }
    enum MHD_Result result =
        x->http->lib.MHD_queue_response(x->connection, (unsigned)x->r.status, response);

    x->http->lib.MHD_destroy_response(response);
    return result;
}

static void refuse(struct exchange *x, int status, const char *why)
{
    struct str hint = {};

    if (status == 413 && x->file_bytes > 0) {
        hint = arena_printf(&x->arena,
                            tr_in(TR_JA, TR_ID("at most %lld MB are taken at once; go back in the "
                                               "browser and choose less or smaller files")),
                            (long long)(x->file_bytes >> 20));
    }
    problem_answer(&x->q, &x->r, "ja", status, str_of(tr_in(TR_JA, why)), hint, NULL);
    problem_secure(&x->r, false);
    x->must_close = true;
}

struct header_walk {
    struct arena *arena;
    struct http_pairs *headers;
};

static enum MHD_Result add_header(void *arg, enum MHD_ValueKind kind, const char *name,
                                  size_t name_bytes, const char *value, size_t value_bytes)
{
    struct header_walk *walk = arg;

    http_add(walk->arena, walk->headers,
             arena_str(walk->arena, (struct str){.p = name, .n = name_bytes}),
             arena_str(walk->arena, (struct str){.p = value, .n = value_bytes}));
    return MHD_YES;
}

/* The headers are there: the guard, what the address takes, the body's kind. 0 or a status. */
static int read_head(struct exchange *x, const char *method, const char *version, bool *ret_refused)
{
    struct http_head head = {
        .method = arena_str(&x->arena, str_of(method)),
        .uri = x->uri,
        .version = arena_str(&x->arena, str_of(version)),
    };
    struct header_walk walk = {.arena = &x->arena, .headers = &head.headers};
    const union MHD_ConnectionInfo *info = x->http->lib.MHD_get_connection_info(
        x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct http_limits limits = x->http->options.limits;
    const char *why = "";

    x->http->lib.MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, add_header, &walk);
    head.bytes = info == NULL ? 0 : (int64_t)info->header_size;
    int status = http_guard(&head, &limits, &x->q, &why);

    if (status == 0 && x->q.declared_bytes != 0 && x->http->options.admit != NULL &&
        !x->http->options.admit(x->http->options.arg, &x->q, &limits, &x->r)) {
        x->must_close = true;
        *ret_refused = true;
        return 0;
    }
    x->file_bytes = limits.file_bytes;
    /* The library is lenient about line ends in chunks: nothing may follow such a body. */
    x->must_close = x->q.declared_bytes < 0;
    if (status == 0) {
        status = http_body_new(&x->q, &limits, x->http->options.upload_folder, &x->body, &why);
    }
    if (status != 0) {
        refuse(x, status, why);
        *ret_refused = true;
    }
    return status;
}

static enum MHD_Result take_body(struct exchange *x, const char *bytes, size_t *n)
{
    const char *why;
    int status = x->body == NULL ? 400 : http_body_add(x->body, bytes, *n, &why);

    x->body_step += (int64_t)*n;
    if (x->body_step >= BODY_STEP_BYTES) {
        x->body_step = 0;
        http_slow_waits(x->http->slow, watch_of(x->http, x->connection), true);
    }
    *n = 0;
    /* A refused body is read to its end, so that the client hears why; but not without end. */
    return status != 0 && (x->body == NULL || http_body_is_over(x->body)) ? MHD_NO : MHD_YES;
}

static enum MHD_Result end_body(struct exchange *x)
{
    const char *why = "";
    int status = x->body == NULL ? 0 : http_body_end(x->body, &why);

    http_slow_waits(x->http->slow, watch_of(x->http, x->connection), false);
    if (status != 0) {
        refuse(x, status, why);
        return send_answer(x);
    }
    return give_to_worker(x) ? MHD_YES : MHD_NO; /* no: it is cut, the program ends */
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_bytes, void **context)
{
    struct exchange *x = *context;
    bool is_refused = false;

    if (x == NULL) {
        return MHD_NO;
    }
    switch (x->state) {
    case EXCHANGE_BORN:
        x->state = EXCHANGE_BODY;
        http_slow_waits(x->http->slow, watch_of(x->http, connection), true);
        read_head(x, method, version, &is_refused);
        return is_refused ? send_answer(x) : MHD_YES;
    case EXCHANGE_BODY:
        return *upload_bytes > 0 ? take_body(x, upload, upload_bytes) : end_body(x);
    case EXCHANGE_ANSWERED:
        return send_answer(x);
    case EXCHANGE_WAITING:
    case EXCHANGE_SENT:
        break;
    }
    return MHD_YES;
}

static void completed(void *arg, struct MHD_Connection *connection, void **context,
                      enum MHD_RequestTerminationCode code)
{
    struct http *h = arg;
    struct exchange *x = *context;

    if (x == NULL) {
        return;
    }
    http_slow_waits(h->slow, watch_of(h, connection), true);
    if (h->options.log != NULL && x->state == EXCHANGE_SENT) {
        h->options.log(h->options.arg, &x->q, x->r.status, x->sent_bytes,
                       clock_us(CLOCK_MONOTONIC) - x->begun_us);
    }
    if (x->was_given) {
        pthread_mutex_lock(&h->mutex);
        h->running--;
        pthread_cond_broadcast(&h->changed);
        pthread_mutex_unlock(&h->mutex);
    }
    exchange_free(x);
    *context = NULL;
}

static void notify_connection(void *arg, struct MHD_Connection *connection, void **socket_context,
                              enum MHD_ConnectionNotificationCode code)
{
    struct http *h = arg;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            h->lib.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        *socket_context = http_slow_add(h->slow, info == NULL ? -1 : info->connect_fd);
    } else {
        http_slow_drop(h->slow, *socket_context);
        *socket_context = NULL;
    }
}

/* Addresses and names stay as they came: the guard decodes. */
static size_t leave_escapes(void *arg, struct MHD_Connection *connection, char *text)
{
    return strlen(text);
}

/* The library's own complaints are about malformed requests: those are answered, not logged. */
static void swallow_log(void *arg, const char *format, va_list args)
{
}

/* ---- open and close ---- */

static int listen_at(struct http *h, struct err *err)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(h->options.port),
    };
    socklen_t n = sizeof(address);
    int yes = 1;

    if (inet_pton(AF_INET, h->options.address, &address.sin_addr) != 1) {
        return err_set(err, ERR_INVALID, "\"%s\" is no IPv4 address", h->options.address);
    }
    h->listen_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (h->listen_fd < 0) {
        return err_set(err, ERR_INTERNAL, "no socket could be opened: %s", err_reason(errno));
    }
    setsockopt(h->listen_fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (bind(h->listen_fd, (struct sockaddr *)&address, sizeof(address)) < 0 ||
        listen(h->listen_fd, 128) < 0) {
        int why = errno;

        err_set(err, why == EADDRINUSE ? ERR_CONFLICT : ERR_INTERNAL,
                "cannot listen on %s port %d: %s", h->options.address, (int)h->options.port,
                err_reason(why));
        return why == EADDRINUSE ? err_hint(err, "choose another port with --port") : -1;
    }
    if (getsockname(h->listen_fd, (struct sockaddr *)&address, &n) < 0) {
        return err_set(err, ERR_INTERNAL, "no socket could be opened: %s", err_reason(errno));
    }
    h->port = ntohs(address.sin_port);
    return 0;
}

static int start_daemon(struct http *h, struct err *err)
{
    const struct http_limits *limits = &h->options.limits;

    if (library_load(MICROHTTPD_LIBRARY, functions, COUNT(functions), &h->lib, err) < 0) {
        return -1;
    }
    h->daemon = h->lib.MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL,
        handle, h, MHD_OPTION_EXTERNAL_LOGGER, swallow_log, NULL, MHD_OPTION_LISTEN_SOCKET,
        h->listen_fd, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)IO_THREADS,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)limits->connections, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)limits->idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)limits->header_bytes + READ_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_URI_LOG_CALLBACK, exchange_new, h, MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes,
        NULL, MHD_OPTION_NOTIFY_COMPLETED, completed, h, MHD_OPTION_NOTIFY_CONNECTION,
        notify_connection, h, MHD_OPTION_END);
    return h->daemon != NULL ? 0 : err_set(err, ERR_INTERNAL, "the HTTP library did not start");
}

static void fill_defaults(struct http_options *o)
{
    struct http_limits *l = &o->limits;

    l->body_bytes = l->body_bytes > 0 ? l->body_bytes : 1 << 20;
    l->file_bytes = l->file_bytes > 0 ? l->file_bytes : 512 << 20;
    l->header_bytes = l->header_bytes > 0 ? l->header_bytes : 16 * 1024;
    l->uri_bytes = l->uri_bytes > 0 ? l->uri_bytes : 4 * 1024;
    l->connections = l->connections > 0 ? l->connections : 512;
    l->idle_seconds = l->idle_seconds > 0 ? l->idle_seconds : 30;
    o->workers = o->workers > 0 ? o->workers : 16;
}

int http_open(const struct http_options *options, struct http **ret, struct err *err)
{
    struct http *h = heap_new(sizeof(*h));

    h->options = *options;
    h->listen_fd = -1;
    h->id_start = (uint32_t)(clock_us(CLOCK_REALTIME) / 1000000);
    fill_defaults(&h->options);
    pthread_mutex_init(&h->mutex, NULL);
    pthread_cond_init(&h->changed, NULL);
    http_body_sweep(h->options.upload_folder);
    h->slow = http_slow_new(2 * h->options.limits.idle_seconds);
    int status = listen_at(h, err);

    if (status == 0 && h->options.ready != NULL) {
        h->options.ready(h->options.arg, h->port);
    }
    if (status < 0 || start_workers(h, err) < 0 || start_daemon(h, err) < 0) {
        http_close(h, 0);
        return -1;
    }
    *ret = h;
    return 0;
}

uint16_t http_port(const struct http *h)
{
    return h->port;
}

static void wait_for_running(struct http *h, int wait_ms)
{
    int64_t until_us = clock_us(CLOCK_REALTIME) + (int64_t)wait_ms * 1000;
    struct timespec until = {.tv_sec = until_us / 1000000, .tv_nsec = until_us % 1000000 * 1000};

    pthread_mutex_lock(&h->mutex);
    while (h->running > 0 && pthread_cond_timedwait(&h->changed, &h->mutex, &until) != ETIMEDOUT) {
    }
    h->is_ending = true;
    pthread_cond_broadcast(&h->changed);
    pthread_mutex_unlock(&h->mutex);
}

void http_close(struct http *h, int wait_ms)
{
    if (h == NULL) {
        return;
    }
    if (h->daemon != NULL) {
        h->lib.MHD_quiesce_daemon(h->daemon);
    }
    wait_for_running(h, wait_ms);
    /* Workers empty the queue before they end, and get no more: no connection stays suspended. */
    for (int i = 0; i < h->worker_count; i++) {
        pthread_join(h->workers[i], NULL);
    }
    if (h->daemon != NULL) {
        h->lib.MHD_stop_daemon(h->daemon);
    }
    if (h->listen_fd >= 0) {
        close(h->listen_fd);
    }
    http_slow_free(h->slow);
    pthread_cond_destroy(&h->changed);
    pthread_mutex_destroy(&h->mutex);
    free(h);
}
