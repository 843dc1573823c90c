/*
 * A desk in a folder of its own with one contract, for tests of act. Days are told, never asked of
 * the machine.
 */
#ifndef ACT_TEST_BENCH_H
#define ACT_TEST_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "act/duty.h"
#include "act/opening.h"
#include "text/calendar.h"

#include <stdio.h>

enum { DAY_MS = 24 * 3600 * 1000 };

struct bench {
    char folder[64]; /* the desk is in folder/desk */
    struct arena arena;
    struct act act; /* at first on 1 June 2026 */
    int64_t contract;
};

/* The specification that the contract is made of. */
extern const char bench_spec[];

/* cmocka's setup and teardown: makes the desk, opens the contract. */
int bench_setup(void **state);
int bench_teardown(void **state);

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

/* Fails the test with the message when status < 0. */
void bench_must(int status, const struct err *err);

/* Writes a file. */
void bench_write_bytes(const char *path, struct str bytes);
void bench_write_file(const char *path, const char *text);

/* A minute goes by: actions are told apart by their instant. */
void bench_tick(struct bench *b);

/* Reads the text as a document that comes in. */
void bench_open(struct bench *b, const char *text, struct opening *ret);

/* The duty with these words in its quote; the test fails without one. */
struct duty bench_duty(struct bench *b, const char *words);

#endif
