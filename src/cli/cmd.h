/*
 * A command of the program: one file cmd-NAME.c with its entry, one line in cmds.c.
 * Options are declared and checked before the command runs; a command never parses its words.
 */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "base/arena.h"
#include "base/err.h"

enum cmd_option_type { OPT_FLAG, OPT_WORD, OPT_DATE, OPT_FILE };

struct cmd_option {
    const char *name;   /* without the dashes: "json" */
    enum cmd_option_type type;
    const char *choices; /* OPT_WORD: "text|json|sarif|xlsx"; NULL = any */
    const char *value_name; /* in the help: "FILE" */
    const char *help;   /* English message id, one line */
};

enum { CMD_MAX_OPTIONS = 16 };

/* What the command was called with. */
struct cmd_call {
    struct arena *arena;
    const char *values[CMD_MAX_OPTIONS]; /* by index of the option; NULL = not given; flag: "" */
    char **args;                         /* what is no option */
    int arg_count;
};

struct cmd {
    const char *name;       /* "read" or "text when" */
    const char *synopsis;   /* "FILE…" */
    const char *help;       /* one line */
    const char *details;    /* paragraphs and examples for `itaku help NAME` */
    const struct cmd_option *options;
    int option_count;
    int min_args, max_args; /* max -1 = any number */
    /* Returns the exit status, or <0 with err. */
    int (*run)(const struct cmd_call *call, struct err *err);
};

/* All commands, in the order of the help; NULL at the end. */
extern const struct cmd *const cmds[];

/* Finds, checks and runs; prints help and errors. Returns the exit status. */
int cmd_main(int argc, char **argv);

/* The value of the option with this name, or NULL. The name must be declared. */
const char *cmd_value(const struct cmd *cmd, const struct cmd_call *call, const char *name);

#endif
