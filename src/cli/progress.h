/*
 * How far a command has come, with names and the time left: a line on standard error that the next
 * one replaces. Nothing is told when that is no terminal.
 *
 *     struct progress progress;
 *     progress_init(&progress);
 *     how.progress = progress_show;
 *     how.user = &progress;
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "base/str.h"

#include <stdbool.h>

struct progress {
    bool is_told;
};

/* Finds out whether it is to be told. */
void progress_init(struct progress *p);

/* `user` is a struct progress. The line goes away after the last file. */
void progress_show(void *user, size_t done, size_t total, struct str path, int64_t left_ms);

#endif
