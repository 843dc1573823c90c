/* The lists of the office (inspect/personal/personal-list.h) that a command is given. */
#ifndef CLI_LISTS_H
#define CLI_LISTS_H

#include "cli/cmd.h"
#include "inspect/personal/personal-list.h"

extern const char *const lists_options[PERSONAL_LISTS]; /* of a command that takes them */
extern const char *const lists_files[PERSONAL_LISTS];   /* their files in a folder of settings */

/*
 * Adds them to *lists, which is made when NULL; a path NULL = no such list. Errors are those of
 * personal_lists_read(); a list without an entry is one, unless `may_be_empty`.
 */
int lists_read(struct arena *a, const char *const paths[PERSONAL_LISTS], bool may_be_empty,
               struct personal_lists **lists, struct err *err) MUST_USE;

/* The same of the options of a command (lists_options); no list is one without an entry. */
int lists_of_call(const struct cmd *cmd, const struct cmd_call *call, struct personal_lists **lists,
                  struct err *err) MUST_USE;

#endif
