/* The files of one call, read into one register: what read, lint and compare begin with. */
#ifndef CLI_READING_H
#define CLI_READING_H

#include "cli/cmd.h"
#include "spec/reg.h"

/*
 * Reads `count` files and what they say. With `tell_notes`, what the readers want a person to know
 * (bytes that are not in the encoding, a cut file) goes to stderr, a line each; the terminal view
 * shows it itself. Memory is of the call's arena.
 */
int reading_open(const struct cmd_call *call, char **files, int count, const char *encoding,
                 bool tell_notes, struct reg *ret_reg, struct err *err) MUST_USE;

#endif
