/*
 * HTTP as the rest of the server sees it: a request that was read and checked, a response that is
 * being made. http-mhd.c implements it over libmicrohttpd (epoll); handlers run in a pool of
 * worker threads, so they may wait for the disk. No other file knows the library.
 *
 * The guard (STACK: one Host, one Content-Length or chunked, no control bytes) has been passed and
 * the body has been read or streamed away before a handler runs.
 */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"

enum http_method {
    HTTP_GET = 1,
    HTTP_HEAD = 2,
    HTTP_POST = 4,
    HTTP_PUT = 8,
    HTTP_PATCH = 16,
    HTTP_DELETE = 32
};

struct http_pair {
    struct str name, value; /* decoded; value is UTF-8 or the request was refused */
};
struct http_pairs {
    struct http_pair *v;
    uint32_t n, room;
};

/* A file of a multipart form: its bytes went to disk while they came. */
struct http_file {
    struct str field, name, type; /* name without folders */
    struct str path;              /* of the temporary file; removed with the request */
    int64_t bytes;
    uint8_t sha256[32];
};
struct http_files {
    struct http_file *v;
    uint32_t n, room;
};

struct http_request {
    struct arena *arena; /* of the request: dropped after the response was sent */
    enum http_method method;
    struct str path; /* decoded, begins with "/", no "." or ".." segments */
    struct http_pairs query;
    struct http_pairs form; /* urlencoded or multipart fields */
    struct http_files files;
    struct str body;           /* JSON bodies; bounded by http_limits.body_bytes */
    struct http_pairs headers; /* names in lower case */
    struct http_pairs cookies;
    struct str id;          /* of this request, for the log */
    int64_t now_ms;         /* when it came; the only clock the handler sees */
    int64_t declared_bytes; /* Content-Length; 0 = no body, -1 = chunked */
    struct str media;       /* media type of the body in lower case, without parameters */
    bool is_json;           /* the asker is a program: problems are told as JSON */
};

struct http_response {
    struct arena *arena;
    int status; /* 200 when born */
    struct http_pairs headers;
    struct buf body;      /* text of the answer, or … */
    const void *constant; /* … bytes that outlive the server (assets) … */
    size_t constant_bytes;
    int fd; /* … or a file, closed after sending; -1 = none */
    int64_t fd_bytes;
};

/* First value of the name, or an empty str. */
struct str http_find(const struct http_pairs *pairs, const char *name);
/* The first pair of the name, or NULL: tells an empty value from none. */
const struct http_pair *http_pair_of(const struct http_pairs *pairs, const char *name);
/* Adds a pair; both texts must live as long as the arena. */
void http_add(struct arena *a, struct http_pairs *pairs, struct str name, struct str value);
/* "GET" …; empty for a method we do not know. */
struct str http_method_name(enum http_method method);
enum http_method http_method_of(struct str name);
/* The words of a status: "Not Found". */
const char *http_status_words(int status);
/* A fresh response of status 200; http_response_done frees its body and closes its file. */
void http_response_init(struct http_response *r, struct arena *a);
void http_response_done(struct http_response *r);
/* Throws away what was put into the body so far, also a file or constant; headers stay. */
void http_response_reset(struct http_response *r);
/* Puts a header in the place of those of this name, or adds it; a line break in it is refused. */
void http_header(struct http_response *r, const char *name, struct str value);

struct http_limits {
    int64_t body_bytes; /* JSON and forms; default 1 MiB */
    int64_t file_bytes; /* one upload; default 512 MiB */
    int header_bytes;   /* default 16 KiB */
    int uri_bytes;      /* default 4 KiB */
    int connections;    /* default 512 */
    int idle_seconds;   /* default 30 */
};

struct http_options {
    const char *address;       /* "127.0.0.1" */
    uint16_t port;             /* 0 = any free one */
    const char *upload_folder; /* temporary files go here (same disk as the blobs) */
    struct http_limits limits;
    int workers; /* default 16, at most 64 */
    /*
     * Asked when the headers are read and before any of the body is taken, in the I/O thread (it
     * must not wait): false refuses with the response it filled; otherwise it says how much body
     * this address takes. May be NULL.
     */
    bool (*admit)(void *arg, const struct http_request *q, struct http_limits *limits,
                  struct http_response *r);
    /* Fills the response; always answers. Runs in a worker thread. */
    void (*answer)(void *arg, const struct http_request *q, struct http_response *r);
    /* Told which port it is, before the first request is taken. May be NULL. */
    void (*ready)(void *arg, uint16_t port);
    /* Told when an answer is out, also a refusal of the guard. In the I/O thread. May be NULL. */
    void (*log)(void *arg, const struct http_request *q, int status, int64_t bytes, int64_t us);
    void *arg;
};

struct http;
/* Listens and answers until it is closed. ERR_CONFLICT (port taken), ERR_INTERNAL. */
int http_open(const struct http_options *options, struct http **ret, struct err *err) MUST_USE;
/* The port it listens on. */
uint16_t http_port(const struct http *h);
/* Stops taking connections, lets running requests end (at most `wait_ms`), closes. */
void http_close(struct http *h, int wait_ms);

#endif
