/* itaku open: turns documents into a contract of the desk, or a revised one into changes. */
#include "act/opening.h"
#include "base/tr.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "write/changes.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct cmd_option options[] = {
    CLI_DESK_OPTION,
    {"contract", OPT_WORD, NULL, "NUMBER", "the contract they belong to (found by title)", 'c'},
    {"yes", OPT_FLAG, NULL, NULL, "apply a revised document without asking", 'y'},
};

const struct cmd cmd_open;

static struct str base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return str_of(slash != NULL ? slash + 1 : path);
}

static int make_desk(const char *folder, struct err *err)
{
    struct stat st;

    if (stat(folder, &st) == 0) {
        return 0;
    }
    if (store_create(folder, err) < 0) {
        return -1;
    }
    fprintf(stderr, tr("made the desk '%s'\n"), folder);
    return 0;
}

static bool ask(const char *question)
{
    char answer[16];

    if (!isatty(STDIN_FILENO)) {
        return false;
    }
    printf("%s [y/N] ", question);
    fflush(stdout);
    return fgets(answer, sizeof(answer), stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static int tell_changes(const struct opening *o, struct err *err)
{
    struct changes_view view = {.before = o->before,
                                .after = &o->reg,
                                .changes = &o->changes,
                                .colour = output_takes_colour()};

    return changes_text_write(stdout, &view, err);
}

/* Whether to go on: a revision is shown and asked about. 1 = no. */
static int confirm(const struct opening *o, bool yes, struct err *err)
{
    if (o->kind != OPENING_REVISION) {
        return 0;
    }
    printf(tr("contract %lld, %.*s: another edition of its documents\n"), (long long)o->contract,
           STR_ARG(o->title));
    if (tell_changes(o, err) < 0) {
        return -1;
    }
    if (yes || ask(tr("Apply these changes? What people added is kept."))) {
        return 0;
    }
    fprintf(stderr, tr("nothing was changed; itaku open --yes applies it\n"));
    return 1;
}

static int open_files(const struct cmd_call *call, struct act *act, struct err *err)
{
    struct opening_file *files = ARENA_ARRAY(call->arena, (size_t)call->arg_count,
                                             struct opening_file);
    const char *number = cmd_value(&cmd_open, call, "contract");
    struct opening o;
    int64_t contract = 0;

    for (int i = 0; i < call->arg_count; i++) {
        files[i] = (struct opening_file){call->args[i], base_name(call->args[i])};
    }
    if ((number != NULL && cli_id(number, &contract, err) < 0) ||
        act_opening_read(act, files, (size_t)call->arg_count, contract, &o, err) < 0) {
        return -1;
    }
    if (o.kind == OPENING_SAME) {
        printf(tr("contract %lld, %.*s: open already, nothing changed\n"), (long long)o.contract,
               STR_ARG(o.title));
        return 0;
    }
    int stop = confirm(&o, cmd_value(&cmd_open, call, "yes") != NULL, err);

    if (stop != 0) {
        return stop;
    }
    bool is_new = o.kind == OPENING_NEW;

    if (act_opening_apply(act, &o, err) < 0) {
        return -1;
    }
    printf(is_new ? tr("contract %lld opened: %.*s\n") : tr("contract %lld revised: %.*s\n"),
           (long long)o.contract, STR_ARG(o.title));
    printf(tr("  %u duties, %u items of the security annex, %u findings\n"), o.reg.obligations.n,
           o.reg.annex.items.n, o.reg.findings.n);
    printf(tr("  → itaku due, itaku serve\n"));
    return 0;
}

static int run(const struct cmd_call *call, struct err *err)
{
    struct act act;

    if (make_desk(cli_desk_folder(&cmd_open, call), err) < 0 ||
        cli_desk_open(&cmd_open, call, false, &act, err) < 0) {
        return -1;
    }
    int status = open_files(call, &act, err);

    desk_close(act.desk);
    return status;
}

const struct cmd cmd_open = {
    .name = "open",
    .synopsis = TR_ID("FILE…"),
    .help = "turn documents into a contract with duties and clocks",
    .details =
        "The files of one call (specification, forms, annex) are one contract. The same files again\n"
        "change nothing; a revised document shows what changed and is applied on confirmation:\n"
        "owners, agreed readings, evidence and notes stay. The desk is made when there is none.\n"
        "Exit status: 0 done, or open already; 1 a revision that was not confirmed; 2 an error.\n"
        "\n"
        "  itaku open specification.pdf forms.docx\n"
        "  itaku open --contract 3 --yes specification-v2.pdf",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = -1,
    .run = run,
};
