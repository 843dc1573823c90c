/*
 * Processes that share out a list of tasks, one a processor, each bound to its own. A process that
 * forks children all over the machine moves each to another processor than the one that holds what
 * it needs; bound ones keep theirs at hand, and two processors do nearly twice the work of one.
 *
 *     crew_run(tasks, processes, foreman, hear, user)
 *         foreman, in each of them:  while ((task = crew_take(crew)) >= 0) { ...; crew_tell(...); }
 *         hear, in this process:     for each that was told
 */
#ifndef INSPECT_CREW_H
#define INSPECT_CREW_H

#include "base/str.h"

#include <stdint.h>

enum { CREW_MAX_PROCESSES = 64, CREW_MAX_WORDS = 2048 };

struct crew;

/* Works in a process of its own, which ends when it returns. What it prints is lost. */
typedef void crew_foreman(struct crew *crew, void *user);

/* What a foreman told of a task: words, and a file that is closed after the call (-1: none). */
typedef void crew_hear(void *user, uint32_t task, struct str words, int fd);

/* How many processors this process may use: at least 1. */
uint32_t crew_processors(void);

/* The next task that nobody took, from 0 on; -1: there are no more. */
int64_t crew_take(struct crew *crew);

/*
 * Tells of a task: at most CREW_MAX_WORDS bytes, and an open file or -1, which stays the caller's.
 * Does not return when nobody listens any more.
 */
void crew_tell(struct crew *crew, uint32_t task, struct str words, int fd);

/*
 * Has `processes` (2 to CREW_MAX_PROCESSES) foremen do all tasks, and returns when they have ended.
 * Tasks of which nothing was told are those of a foreman that broke down, or all when the system
 * gives no process: they are the caller's to do or to tell of. The foremen die with this process.
 */
void crew_run(uint32_t tasks, uint32_t processes, crew_foreman *foreman, crew_hear *hear,
              void *user);

#endif
