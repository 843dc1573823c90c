/* A desk in a folder of its own, for tests of the store. */
#ifndef STORE_TEST_DESK_H
#define STORE_TEST_DESK_H

#include "store/inner.h"

struct desk {
    char folder[64]; /* the desk is in folder/desk */
    char path[80];
    struct store *s;
    struct store_by by; /* actor "tester", received 1,000 ms later with each desk_run */
};

/* cmocka's setup and teardown: makes the desk and opens it. */
int desk_setup(void **state);
int desk_teardown(void **state);

/* Closes and opens again; NULL options for the usual. */
int desk_reopen(struct desk *d, const struct store_options *options, struct db_faults *faults,
                struct err *err);

/* Writes with this desk's actor. */
int desk_write(struct desk *d, store_job run, void *arg, struct err *err);

/* Adds a record with its event in a transaction of its own; its id, or -1. */
int64_t desk_add(struct desk *d, const struct type *type, int64_t contract, const char *body);

/* The ids of a list, as "3 5 8|" with a bar when there is another page. Static memory of `d`. */
const char *desk_ids(struct desk *d, const struct record_filter *filter, char *out, size_t room);

/* Runs SQL on the closed desk, as somebody who changes the file behind our back. */
int desk_tamper(struct desk *d, const char *sql);

/* Fails the test when the chain or the records do not fit. */
void desk_assert_sound(struct desk *d);

/* Removes a folder and all in it. */
void remove_folder(const char *path);

#endif
