/* All commands: one line each; see cmds.h. */
#include "cli/cmds.h"

extern const struct cmd cmd_clean;
extern const struct cmd cmd_compare;
extern const struct cmd cmd_lint;
extern const struct cmd cmd_read;
extern const struct cmd cmd_backup;
extern const struct cmd cmd_doctor;
extern const struct cmd cmd_due;
extern const struct cmd cmd_export;
extern const struct cmd cmd_init;
extern const struct cmd cmd_inspect;
extern const struct cmd cmd_list;
extern const struct cmd cmd_open;
extern const struct cmd cmd_package;
extern const struct cmd cmd_rebuild;
extern const struct cmd cmd_restore;
extern const struct cmd cmd_serve;
extern const struct cmd cmd_show;
extern const struct cmd cmd_text_annex;
extern const struct cmd cmd_text_clauses;
extern const struct cmd cmd_text_layer;
extern const struct cmd cmd_text_outline;
extern const struct cmd cmd_text_quantity;
extern const struct cmd cmd_text_when;
extern const struct cmd cmd_watch;

/* clang-format off */
const struct cmd *const cmds[] = {
    &cmd_read,
    &cmd_lint,
    &cmd_compare,
    &cmd_inspect,
    &cmd_clean,
    &cmd_watch,
    &cmd_package,
    &cmd_init,
    &cmd_open,
    &cmd_serve,
    &cmd_due,
    &cmd_list,
    &cmd_show,
    &cmd_export,
    &cmd_backup,
    &cmd_restore,
    &cmd_doctor,
    &cmd_rebuild,
    &cmd_text_annex,
    &cmd_text_clauses,
    &cmd_text_layer,
    &cmd_text_outline,
    &cmd_text_quantity,
    &cmd_text_when,
    NULL,
};
/* clang-format on */
