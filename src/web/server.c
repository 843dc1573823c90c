/*
 * Puts the server together, runs it until a signal ends it. Signals are taken by the main thread
 * alone, with sigwaitinfo: no handler runs anywhere.
 */
#include "web/server.h"

#include "base/now.h"
#include "base/tr.h"
#include "web/dispatch.h"
#include "web/form.h"
#include "web/pages.h"
#include "web/server-desk.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { CLOSE_WAIT_MS = 10000, LARGE_BLOCK_BYTES = 256 * 1024 };

/* What Host and Origin may say: the loopback names with the port, and the edge. The cookie. */
static void ready(void *arg, uint16_t port)
{
    struct server *s = arg;

    s->hosts[0] = arena_printf(s->arena, "127.0.0.1:%d", (int)port);
    s->hosts[1] = arena_printf(s->arena, "localhost:%d", (int)port);
    for (int i = 0; i < 2; i++) {
        s->origins[i] = arena_printf(s->arena, "http://%.*s", STR_ARG(s->hosts[i]));
    }
    if (s->origin != NULL) {
        struct str origin = str_of(s->origin);
        ptrdiff_t slashes = str_find(origin, STR("://"), 0);

        origin = str_sub(origin, 0, origin.n - (str_ends(origin, STR("/")) ? 1 : 0));
        s->origins[2] = origin;
        s->hosts[2] = str_sub(origin, slashes < 0 ? 0 : (size_t)slashes + 3, origin.n);
        s->is_tls = str_starts(origin, STR("https://"));
    }
    s->cookie = arena_printf(s->arena, "%sitaku-%d", s->is_tls ? "__Host-" : "", (int)port);
}

static void print_address(const struct server *s, struct arena *a)
{
    struct str token = session_invite(s->sessions, a, now_ms());
    struct str origin = s->origins[s->origin != NULL ? 2 : 0];

    printf("%.*s/enter?token=%.*s\n", STR_ARG(origin), STR_ARG(token));
    fflush(stdout);
}

static int check_options(const struct server_options *o, struct err *err)
{
    if (!str_starts(str_of(o->address == NULL ? "127.0.0.1" : o->address), STR("127."))) {
        err_set(err, ERR_DENIED,
                "\"%s\" is no loopback address: until there are accounts the desk "
                "is served on loopback only",
                o->address);
        return err_hint(err, "put nginx in front of it, as docs/OPERATING.md shows");
    }
    if (o->origin != NULL && !str_starts(str_of(o->origin), STR("https://")) &&
        !str_starts(str_of(o->origin), STR("http://"))) {
        return err_set(err, ERR_INVALID, "\"%s\" is no origin like https://desk.example.jp",
                       o->origin);
    }
    if (mkdir(o->folder, 0700) < 0 && errno != EEXIST) {
        return err_set(err, ERR_IO, "the folder \"%s\" cannot be made: %s", o->folder,
                       err_reason(errno));
    }
    return 0;
}

/* Waits for the end; prints a new address at SIGUSR1. */
static void wait_for_end(const struct server *s, const sigset_t *signals)
{
    for (;;) {
        int number = sigwaitinfo(signals, NULL);

        if (number == SIGUSR1) {
            struct arena a = {};

            print_address(s, &a);
            arena_done(&a);
        } else if (number == SIGINT || number == SIGTERM) {
            return;
        }
    }
}

static int serve(struct server *s, const struct server_options *o, struct arena *a,
                 const sigset_t *signals, struct err *err)
{
    struct http_options options = {
        .address = o->address == NULL ? "127.0.0.1" : o->address,
        .port = o->port,
        .upload_folder = o->folder,
        .limits = {.file_bytes = o->file_bytes, .idle_seconds = o->idle_seconds},
        .answer = dispatch_answer,
        .admit = dispatch_admit,
        .ready = ready,
        .log = dispatch_log,
        .arg = s,
    };
    struct http *http;

    if (http_open(&options, &http, err) < 0) {
        return -1;
    }
    if (o->with_api_token) {
        printf("API token: %s\n", session_api_token(s->sessions, a).p);
    }
    print_address(s, a);
    wait_for_end(s, signals);
    http_close(http, CLOSE_WAIT_MS);
    return 0;
}

int server_run(const struct server_options *options, struct err *err)
{
    struct arena a = {};
    struct server s = {
        .pages = options->pages != NULL ? options->pages : pages,
        .form = form_show,
        .lang = options->lang == NULL ? "ja" : options->lang,
        .file_bytes = options->file_bytes,
        .quiet = options->quiet,
        .arena = &a,
        .origin = options->origin,
    };
    sigset_t signals, before;

    if (check_options(options, err) < 0) {
        return -1;
    }
    /* Arenas of requests go back to the system instead of staying in the heap. */
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES);
    mallopt(M_TRIM_THRESHOLD, LARGE_BLOCK_BYTES);
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &signals, &before);
    signal(SIGPIPE, SIG_IGN);
    tr_choose(s.lang);
    if (options->desk != NULL) {
        server_desk_fill(&s.desk, options->desk);
    }
    s.sessions = sessions_new();
    int status = serve(&s, options, &a, &signals, err);

    sessions_free(s.sessions);
    arena_done(&a);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}
