/*
 * A command of the program: one file cmd-NAME.c with its entry, one line in cmds.c.
 * Options are declared and checked before the command runs; a command never parses its words.
 */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "base/arena.h"
#include "base/err.h"

#include <stdio.h>

enum cmd_option_type {
    OPT_FLAG,
    OPT_WORD,
    OPT_DATE,
    OPT_FILE,
    /*
     * A product: a flag, or a flag and the file it goes to. `choices` is the ending of such files
     * (".html"); only a word with this ending is taken for the file, so that
     * `--html spec.txt`, `--html=page.html` and `--html page.html` all mean what they say.
     */
    OPT_OUTPUT,
};

struct cmd_option {
    const char *name; /* without the dashes: "json" */
    enum cmd_option_type type;
    const char *choices;    /* OPT_WORD: "text|json|sarif|xlsx"; NULL = any */
    const char *value_name; /* in the help: "FILE"; NULL = the choices */
    const char *help;       /* English message id, one line */
    char letter;            /* short form, "-o"; 0 = none */
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
    const char *name;     /* "read" or "text when" */
    const char *synopsis; /* "FILE…" */
    const char *help;     /* one line */
    const char *details;  /* paragraphs and examples for `itaku help NAME` */
    const struct cmd_option *options;
    int option_count;
    int min_args, max_args; /* max -1 = any number */
    /* Returns the exit status, or <0 with err. */
    int (*run)(const struct cmd_call *call, struct err *err);
};

/*
 * Finds the command in the table (cmds.h), checks and runs it; prints help and errors. Returns the
 * exit status.
 */
int cmd_main(const struct cmd *const *cmds, int argc, char **argv);

/* ---- parse.c ---- */

/* Options every command takes; a NULL name at the end. */
extern const struct cmd_option cmd_common_options[];

/* Checks the words behind the command against its declaration. ERR_INVALID with a hint. */
int cmd_parse(const struct cmd *cmd, int argc, char **argv, struct cmd_call *call,
              struct err *err) MUST_USE;

/* The value of the option with this name, or NULL. The name must be declared. */
const char *cmd_value(const struct cmd *cmd, const struct cmd_call *call, const char *name);

/* ---- help.c ---- */

/* The list of commands; one command with its options; the version. */
void cmd_help_all(FILE *out, const struct cmd *const *cmds);
void cmd_help_one(FILE *out, const struct cmd *cmd);
void cmd_help_version(FILE *out);

/* How an option is written in help and manual: "-o, --out FILE". Lives in the arena. */
struct str cmd_option_shown(struct arena *a, const struct cmd_option *o);

#endif
