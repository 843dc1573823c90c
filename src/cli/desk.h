/* Commands on a desk: which folder, who acts, what time it is. */
#ifndef CLI_DESK_H
#define CLI_DESK_H

#include "act/act.h"
#include "cli/cmd.h"

/* For the option table of a command on a desk. */
#define CLI_DESK_OPTION                                                                            \
    {                                                                                              \
        "desk", OPT_FILE, NULL, "DIR", "folder of the desk (ITAKU_DESK, ./desk)", 'd'              \
    }

/* --desk, else ITAKU_DESK, else "desk". */
const char *cli_desk_folder(const struct cmd *cmd, const struct cmd_call *call);

/*
 * Opens the desk and sets up who acts (the user's name) and when (now). `read_only` works beside a
 * running server. Caller closes with desk_close(ret->desk).
 */
int cli_desk_open(const struct cmd *cmd, const struct cmd_call *call, bool read_only,
                  struct act *ret, struct err *err) MUST_USE;

/* The number of a contract as typed. ERR_INVALID. */
int cli_id(const char *word, int64_t *ret, struct err *err) MUST_USE;

#endif
