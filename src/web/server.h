/*
 * The server as a whole: what `itaku serve` starts. It listens on loopback only, until accounts
 * exist; a public edge is nginx in front of it (docs/OPERATING.md).
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

struct desk;
struct page;

struct server_options {
    struct desk *desk;   /* open; stays the caller's; NULL for tests of the server alone */
    const char *folder;  /* temporary files of uploads, made when absent; same disk as the blobs */
    const char *address; /* NULL = 127.0.0.1; another one than loopback is refused */
    uint16_t port;       /* 0 = any free one */
    const char *origin;  /* "https://desk.example.jp" behind an edge; NULL = none */
    const char *lang;    /* "ja" or "en"; NULL = ja */
    int64_t file_bytes;  /* largest upload; 0 = 512 MiB */
    bool with_api_token; /* makes and prints a bearer token for programs */
    bool quiet;          /* no line per request */
    const struct page *const *pages; /* NULL = those of pages.c; tests have their own */
    int idle_seconds;                /* a silent connection is cut after; 0 = 30 */
};

/*
 * Serves until SIGINT or SIGTERM, then lets running requests end and returns 0. Prints the address
 * with its one-time token to stdout when it is ready, and a new one at SIGUSR1. Errors:
 * ERR_CONFLICT (port taken), ERR_DENIED (no loopback address), ERR_IO.
 */
int server_run(const struct server_options *options, struct err *err) MUST_USE;

#endif
