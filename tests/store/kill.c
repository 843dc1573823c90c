/*
 * usage: kill ROUNDS [SEED]
 *
 * A process writes to a desk from several threads and tells every answer it got through a pipe; it
 * is killed (SIGKILL) at a random moment. The desk is opened again: everything that was answered is
 * there, the chain verifies, records are as their events say. One desk lives for DESK_ROUNDS
 * rounds. Prints a line for each thing that is wrong; exit status 0 when there is none.
 */
#include "store/store.h"

#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 6, DESK_ROUNDS = 20, LONGEST_US = 120000 };

struct answer {
    int64_t id, version; /* version 0: a file, id is its length */
    uint8_t sha256[32];
};

struct writing {
    struct store *s;
    int pipe;
    int number;
};

static int add_or_change(struct tx *tx, void *arg, struct err *err)
{
    struct record *r = arg;

    return r->id == 0 ? record_add(tx, r, "duty.add", err) : record_change(tx, r, "duty.edit", err);
}

static int keep(struct tx *tx, void *arg, struct err *err)
{
    return blob_keep(tx, 0, arg, err);
}

static int write_file(struct writing *w, const struct store_by *by, int i, struct answer *ret)
{
    struct blob blob = {};
    struct blob_writer *writer;
    struct err err = {};
    char text[64];
    int n = snprintf(text, sizeof(text), "file %d of %d by %ld", i, w->number, (long)getpid());

    if (blob_begin(w->s, 1000, &writer, &err) < 0) {
        return -1;
    }
    if (blob_add(writer, text, (size_t)n, &err) < 0) {
        blob_drop(writer);
        return -1;
    }
    if (blob_finish(writer, &blob, &err) < 0) {
        return -1;
    }
    blob.name = STR("x.txt");
    *ret = (struct answer){.id = n};
    memcpy(ret->sha256, blob.sha256, sizeof(ret->sha256));
    return store_write(w->s, by, keep, &blob, &err);
}

static void *write_on(void *arg)
{
    struct writing *w = arg;
    struct store_by by = {.actor = STR("writer"), .received_ms = 1};
    struct record r = {};

    for (int i = 0;; i++) {
        struct answer answer;
        struct err err = {};
        char body[160];

        if (i % 16 == 15) {
            if (write_file(w, &by, i, &answer) < 0) {
                _exit(3);
            }
        } else {
            if (i % 4 == 0) {
                r = (struct record){.type = &type_duty};
            }
            snprintf(body, sizeof(body), "{\"order\":%d,\"quote\":\"%d番の文を%d回目に書く。\"}", i,
                     w->number, i);
            r.body = str_of(body);
            if (store_write(w->s, &by, add_or_change, &r, &err) < 0) {
                fprintf(stderr, "%s\n", err.message);
                _exit(3);
            }
            answer = (struct answer){.id = r.id, .version = r.version};
        }
        if (write(w->pipe, &answer, sizeof(answer)) != sizeof(answer)) {
            _exit(4);
        }
    }
    return NULL;
}

static void run_writer(const char *desk, int pipe)
{
    struct writing writing[THREADS];
    struct store *s = NULL;
    struct err err = {};

    if (store_open(desk, NULL, &s, &err) < 0) {
        fprintf(stderr, "%s\n", err.message);
        _exit(3);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_t thread;

        writing[i] = (struct writing){s, pipe, i};
        if (pthread_create(&thread, NULL, write_on, &writing[i]) != 0) {
            _exit(3);
        }
    }
    for (;;) {
        pause();
    }
}

struct answers {
    struct store *s;
    struct answer *v;
    size_t n, room;
    int64_t events;
};

static int check(struct tx *tx, void *arg, struct err *err)
{
    struct answers *answers = arg;
    struct event_head head;

    if (event_verify(tx, &head, err) < 0) {
        return -1;
    }
    answers->events = head.seq;
    for (size_t i = 0; i < answers->n; i++) {
        const struct answer *answer = &answers->v[i];
        struct arena a CLEANUP(arena_done) = {};
        struct record r;
        int64_t bytes;
        int fd;

        if (answer->version == 0) {
            if (blob_open(answers->s, answer->sha256, &fd, &bytes, err) < 0) {
                return -1;
            }
            close(fd);
        } else if (record_at(tx, &a, answer->id, answer->version, &r, err) < 0) {
            return err_in(err, "an answered write is lost");
        }
    }
    return 0;
}

static int look_over(struct answers *answers, bool whole)
{
    struct arena a CLEANUP(arena_done) = {};
    struct check_list checks = {};
    struct err err = {};
    int wrong = 0;

    if (store_read(answers->s, check, answers, &err) < 0) {
        printf("%s\n", err.message);
        return 1;
    }
    if (whole && store_doctor(answers->s, &a, &checks, &err) < 0) {
        printf("%s\n", err.message);
        return 1;
    }
    for (uint32_t i = 0; i < checks.n; i++) {
        if (!checks.v[i].good) {
            printf("%.*s: %.*s\n", STR_ARG(checks.v[i].name), STR_ARG(checks.v[i].found));
            wrong++;
        }
    }
    return wrong;
}

/* One life of the writer: how many things were wrong afterwards. */
static int run_round(const char *desk, unsigned us, bool whole, struct answers *answers)
{
    int ends[2];

    if (pipe(ends) < 0) {
        return 1;
    }
    pid_t child = fork();

    if (child == 0) {
        close(ends[0]);
        run_writer(desk, ends[1]);
    }
    close(ends[1]);
    struct timespec wait = {.tv_nsec = (long)us * 1000};
    pid_t killer = fork();

    if (killer == 0) {
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        _exit(0);
    }
    struct answer answer;
    struct err err = {};
    int status = 0;

    while (read(ends[0], &answer, sizeof(answer)) == sizeof(answer)) {
        if (answers->n == answers->room) {
            answers->room = answers->room == 0 ? 4096 : answers->room * 2;
            answers->v = realloc(answers->v, answers->room * sizeof(answer));
            if (answers->v == NULL) {
                die_out_of_memory(answers->room * sizeof(answer));
            }
        }
        answers->v[answers->n++] = answer;
    }
    close(ends[0]);
    waitpid(killer, NULL, 0);
    waitpid(child, &status, 0);
    if (!WIFSIGNALED(status)) {
        printf("the writer ended by itself: %d\n", WEXITSTATUS(status));
        return 1;
    }
    if (store_open(desk, NULL, &answers->s, &err) < 0) {
        printf("%s\n", err.message);
        return 1;
    }
    int wrong = look_over(answers, whole);

    store_close(answers->s);
    return wrong;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    return remove(path);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 20;
    uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : (uint32_t)time(NULL);
    char folder[] = "/tmp/itaku-test.XXXXXX", desk[64];
    struct answers answers = {};
    struct err err = {};
    int wrong = 0;
    size_t told = 0;

    printf("seed %u\n", seed);
    if (mkdtemp(folder) == NULL) {
        return 2;
    }
    for (int i = 0; i < rounds && wrong == 0; i++) {
        snprintf(desk, sizeof(desk), "%s/%d", folder, i / DESK_ROUNDS);
        if (i % DESK_ROUNDS == 0) {
            told += answers.n;
            answers.n = 0;
            if (store_create(desk, &err) < 0) {
                printf("%s\n", err.message);
                wrong++;
                break;
            }
        }
        bool whole = i % DESK_ROUNDS == DESK_ROUNDS - 1 || i == rounds - 1;

        wrong += run_round(desk, next_random(&seed) % LONGEST_US, whole, &answers);
    }
    told += answers.n;
    printf("%d rounds, %zu answers, %" PRId64 " events in the last desk, %d wrong\n", rounds, told,
           answers.events, wrong);
    free(answers.v);
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    return wrong == 0 ? 0 : 1;
}
