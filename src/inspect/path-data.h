/* Paths of SVG (1.1, 8.3) as they stand in an attribute; OpenDocument writes its own like that. */
#ifndef INSPECT_PATH_DATA_H
#define INSPECT_PATH_DATA_H

#include "base/str.h"

struct path_point {
    float x, y;
};

/* Who follows a path. Places are from the origin of the path; `user` is handed through. */
struct path_follower {
    void (*move)(void *user, struct path_point to);
    void (*line)(void *user, struct path_point to);
    /* A cubic curve from where the path has come to. */
    void (*curve)(void *user, struct path_point from, struct path_point c1, struct path_point c2,
                  struct path_point to);
    void (*close)(void *user);
    bool (*is_enough)(void *user); /* the rest need not be told */
};

/* Reads as much of a path as is well-formed. An arc is its chord. */
void path_data_follow(struct str d, const struct path_follower *follower, void *user);

/*
 * The next number of a list ("1 -2.5,3e4") at or after *at, which is left behind it; false = none.
 */
bool path_data_number(struct str text, size_t *at, float *ret);

#endif
