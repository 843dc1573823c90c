/*
 * Reading in a child process that can do nothing but compute: no network, no files, no new
 * processes, bounded memory, time and output. What comes back is checked (docmsg.h). A child that
 * dies, or is stopped, gives an error and nothing else.
 */
#ifndef READ_CONFINE_H
#define READ_CONFINE_H

#include "base/err.h"
#include "read/bounds.h"
#include "read/doc.h"

#include <sys/types.h>

/*
 * What a child does with a file. All but `user` runs in the child; what it hands back it writes to
 * the descriptor `output`, from DOCMSG_INPUT_AT + bytes.n on and into the first page, with
 * pwrite().
 */
struct confine_job {
    /* Before the child is confined: what the work needs of the system. May be NULL. */
    int (*prepare)(void *user, struct str bytes, struct err *err);
    /* Confined. Its answer must be complete when it returns 0. */
    int (*work)(void *user, struct str bytes, int output, struct err *err);
    /* Writes an error in place of the answer. */
    int (*fail)(int output, const struct err *why);
    void *user;
    /*
     * confine_memory_in_use() of not long ago, for a parent that starts many; 0: it is asked for.
     */
    uint64_t memory_bytes;
};

/* Address space of this process; 0 when the system does not tell. */
uint64_t confine_memory_in_use(void);

/* A child at work. Zeroed: none. */
struct confine_child {
    pid_t pid;
    int output, alive;   /* descriptors of the parent: the shared file, and the pipe that ends */
    int64_t deadline_ms; /* by the monotonic clock; 0: none while the input comes in */
    bool has_ended, is_stopped;
};

/*
 * Starts a child on what the open descriptor gives (a file from its start, a pipe to its end);
 * several may be at work. ERR_INTERNAL (no process, no memory).
 */
int confine_start(int fd, const struct confine_job *job, struct confine_child *ret_child,
                  struct err *err) MUST_USE;

enum { CONFINE_MAX_WAITED_FOR = 128 };

/*
 * Waits until one of the children, at least one, has ended or is stopped because its time is over,
 * and returns its index: confine_wait() has the outcome then without waiting.
 */
size_t confine_wait_any(struct confine_child *const *children, size_t count);

/*
 * Waits for the end of the child. 0: child->output holds its answer, to be read and believed in
 * nothing. Errors: ERR_LIMIT (time, memory, size), ERR_INVALID (it broke down). In either case
 * confine_close() ends it.
 */
int confine_wait(struct confine_child *child, struct err *err) MUST_USE;

/* Gives the child up; one that is still at work is stopped. */
void confine_close(struct confine_child *child);

/*
 * Reads what the open descriptor gives (a file from its start, a pipe to its end). ret_doc->name
 * must be set. Errors of the readers, and ERR_LIMIT (time, memory, size), ERR_INTERNAL (the reader
 * died, or could not be confined).
 */
int confine_read(struct arena *a, int fd, const struct read_options *options, struct doc *ret_doc,
                 struct err *err) MUST_USE;

/*
 * Gives up, for this process and for good: files, network, processes, all system calls but those
 * of memory and of writing to `output_fd`. ERR_INTERNAL when the system cannot do that.
 */
int confine_enter(int output_fd, struct err *err) MUST_USE;

#endif
