/* itaku init: makes a desk. */
#include "base/tr.h"
#include "cli/desk.h"

#include <stdio.h>

static const struct cmd_option options[] = {CLI_DESK_OPTION};

const struct cmd cmd_init;

static int run(const struct cmd_call *call, struct err *err)
{
    const char *folder = call->arg_count > 0 ? call->args[0] : cli_desk_folder(&cmd_init, call);

    if (store_create(folder, err) < 0) {
        return -1;
    }
    printf(tr("made the desk '%s'\n"), folder);
    printf(tr("  → itaku open --desk %s FILE…\n"), folder);
    return 0;
}

const struct cmd cmd_init = {
    .name = "init",
    .synopsis = "[DIR]",
    .help = "make a desk: the folder that holds contracts, duties and clocks",
    .details =
        "A desk is one folder: database, files, keys. Copy it with itaku backup, never with cp\n"
        "while the server runs.\n"
        "\n"
        "  itaku init\n"
        "  itaku init --desk /srv/itaku",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = 1,
    .run = run,
};
