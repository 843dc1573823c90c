/* The table of commands. */
#ifndef CLI_CMDS_H
#define CLI_CMDS_H

#include "cli/cmd.h"

/* All commands, in the order of the help; NULL at the end. */
extern const struct cmd *const cmds[];

#endif
