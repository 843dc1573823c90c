/* itaku backup, restore, doctor, rebuild: keeping a desk sound. */
#include "base/tr.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "write/screen.h"

#include <stdio.h>

static const struct cmd_option options[] = {CLI_DESK_OPTION};

const struct cmd cmd_backup, cmd_restore, cmd_doctor, cmd_rebuild;

/* ---- backup ---- */

static int run_backup(const struct cmd_call *call, struct err *err)
{
    struct act act;

    if (cli_desk_open(&cmd_backup, call, true, &act, err) < 0) {
        return -1;
    }
    int status = store_backup(desk_store(act.desk), call->args[0], err);

    desk_close(act.desk);
    if (status < 0) {
        return status;
    }
    printf(tr("copied the desk to '%s'\n"), call->args[0]);
    printf(tr("  → itaku restore --desk NEW %s makes a desk of it\n"), call->args[0]);
    return 0;
}

const struct cmd cmd_backup = {
    .name = "backup",
    .synopsis = "DIR",
    .help = "copy the desk, consistent while it is in use",
    .details = "The folder must be absent or empty. Works beside a running server.\n"
               "\n"
               "  itaku backup /mnt/backup/itaku-2026-07-01",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = run_backup,
};

/* ---- doctor ---- */

static int check(struct store *store, struct arena *a, struct err *err)
{
    struct check_list checks = {};
    struct screen s;
    bool good = true;

    if (store_doctor(store, a, &checks, err) < 0) {
        return -1;
    }
    screen_init(&s, stdout, output_takes_colour());
    for (uint32_t i = 0; i < checks.n; i++) {
        screen_style(&s, checks.v[i].good ? SCREEN_GOOD : SCREEN_BAD);
        screen_put(&s, checks.v[i].good ? STR("✓ ") : STR("✗ "));
        screen_style(&s, SCREEN_PLAIN);
        screen_put(&s, checks.v[i].name);
        screen_tab(&s, 20);
        screen_wrap(&s, 20, checks.v[i].found);
        screen_end_line(&s);
        good &= checks.v[i].good;
    }
    return good ? 0 : 1;
}

static int run_doctor(const struct cmd_call *call, struct err *err)
{
    struct act act;

    if (cli_desk_open(&cmd_doctor, call, true, &act, err) < 0) {
        return -1;
    }
    int status = check(desk_store(act.desk), call->arena, err);

    desk_close(act.desk);
    if (status == 1) {
        printf("%s\n", tr("  → itaku rebuild repairs records; for the rest restore a backup"));
    }
    return status;
}

const struct cmd cmd_doctor = {
    .name = "doctor",
    .synopsis = "",
    .help = "check the desk: database, chain of events, records, files",
    .details = "Exit status: 0 sound; 1 something is wrong; 2 the desk could not be opened.\n"
               "\n"
               "  itaku doctor",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = 0,
    .run = run_doctor,
};

/* ---- restore: a copy of a backup, checked before it is called done ---- */

static int run_restore(const struct cmd_call *call, struct err *err)
{
    const char *folder = cli_desk_folder(&cmd_restore, call);
    struct desk *desk;

    if (desk_open(call->args[0], true, &desk, err) < 0) {
        return err_in(err, "the backup");
    }
    int status = store_backup(desk_store(desk), folder, err);

    desk_close(desk);
    if (status < 0 || desk_open(folder, true, &desk, err) < 0) {
        return -1;
    }
    status = check(desk_store(desk), call->arena, err);
    desk_close(desk);
    if (status == 0) {
        printf(tr("restored '%s' to '%s'\n"), call->args[0], folder);
    }
    return status;
}

const struct cmd cmd_restore = {
    .name = "restore",
    .synopsis = "DIR",
    .help = "make a desk of a backup, and check it",
    .details = "The desk must be absent or empty: nothing is overwritten.\n"
               "\n"
               "  itaku restore --desk desk-again /mnt/backup/itaku-2026-07-01",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = run_restore,
};

/* ---- rebuild ---- */

static int run_rebuild(const struct cmd_call *call, struct err *err)
{
    struct act act;

    if (cli_desk_open(&cmd_rebuild, call, false, &act, err) < 0) {
        return -1;
    }
    int status = store_rebuild(desk_store(act.desk), err);

    desk_close(act.desk);
    if (status < 0) {
        return status;
    }
    printf("%s\n", status == 0 ? tr("records and events agree; nothing was to be done")
                               : tr("records were rebuilt from the events"));
    return 0;
}

const struct cmd cmd_rebuild = {
    .name = "rebuild",
    .synopsis = "",
    .help = "make the records anew from the events",
    .details = "The events are the truth; what is derived from them can be made again.\n"
               "\n"
               "  itaku rebuild",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = 0,
    .run = run_rebuild,
};
