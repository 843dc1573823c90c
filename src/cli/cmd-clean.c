/*
 * itaku clean: files without what must not leave, in another folder; what a person must decide is
 * said with the option that decides it.
 */
#include "base/tr.h"
#include "clean/clean.h"
#include "cli/cmd.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "write/clean-report.h"

#include <string.h>

static const struct cmd_option options[] = {
    {"out", OPT_WORD, NULL, "DIR", "the folder for the cleaned files", 'o'},
    {"yes", OPT_WORD, NULL, "RULES", "take out what these rules find too; all: every rule", 'y'},
    {"tracked", OPT_WORD, "accept|reject|refuse", NULL,
     "tracked changes (refuse when not said: the file waits)"},
    {"hidden", OPT_WORD, "remove|show|keep", NULL, "hidden text, sheets, rows, slides, shapes"},
    {"dry-run", OPT_FLAG, NULL, NULL, "only say what would go", 'n'},
    {"json", OPT_OUTPUT, ".json", NULL, "the log as JSON"},
};

enum { CLEAN_DECIDE = 1, CLEAN_NOT_DONE = 2 }; /* exit statuses */

const struct cmd cmd_clean;

static int write_json(FILE *file, const void *what, struct err *err)
{
    return clean_json_write(file, what, err);
}

/* 2 before 1 before 0. */
static int status_of(const struct clean_report *report)
{
    int status = 0;

    for (uint32_t i = 0; i < report->files.n; i++) {
        enum clean_state state = report->files.v[i].state;

        bool is_partial = state == CLEAN_REMAINS && report->files.v[i].why.n > 0;

        if (state >= CLEAN_REFUSED || is_partial) {
            return CLEAN_NOT_DONE;
        }
        if (state >= CLEAN_REMAINS) {
            status = CLEAN_DECIDE;
        }
    }
    return status;
}

static int write_all(const struct cmd_call *call, const struct clean_shown *shown, struct err *err)
{
    const char *path = cmd_value(&cmd_clean, call, "json");
    struct output output = {
        .write = write_json, .what = shown, .inputs = call->args, .input_count = call->arg_count};

    if (path != NULL) {
        return output_to(path[0] == '\0' ? NULL : path, &output, err);
    }
    return clean_terminal_write(stdout, shown, output_takes_colour(), err);
}

static bool is(const char *value, const char *word)
{
    return value != NULL && strcmp(value, word) == 0;
}

static int run(const struct cmd_call *call, struct err *err)
{
    const char *yes = cmd_value(&cmd_clean, call, "yes");
    const char *tracked = cmd_value(&cmd_clean, call, "tracked");
    const char *hidden = cmd_value(&cmd_clean, call, "hidden");
    struct progress progress;
    struct clean_report report;
    struct stop stop = {};
    struct clean_options how = {.out = cmd_value(&cmd_clean, call, "out"),
                                .dry_run = cmd_value(&cmd_clean, call, "dry-run") != NULL,
                                .tracked = is(tracked, "accept")   ? CLEAN_TRACKED_ACCEPT
                                           : is(tracked, "reject") ? CLEAN_TRACKED_REJECT
                                                                   : CLEAN_TRACKED_REFUSE,
                                .hidden = is(hidden, "remove") ? CLEAN_HIDDEN_REMOVE
                                          : is(hidden, "show") ? CLEAN_HIDDEN_SHOW
                                          : is(hidden, "keep") ? CLEAN_HIDDEN_KEEP
                                                               : CLEAN_HIDDEN_BY_RULE,
                                .stop = &stop,
                                .progress = progress_show,
                                .user = &progress};
    struct clean_shown shown = {.report = &report, .dry_run = how.dry_run};

    progress_init(&progress);
    if (how.out == NULL && !how.dry_run) {
        err_set(err, ERR_INVALID, "'itaku clean' needs the folder for the cleaned files");
        return err_hint(err, "itaku clean report.docx --out cleaned/");
    }
    if (yes != NULL && clean_take_yes(call->arena, yes, &how.yes, err) < 0) {
        return -1;
    }
    stop_hold(&stop);
    int status = clean_paths(call->arena, call->args, call->arg_count, &how, &report, err);

    if (status == 0 && report.files.n == 0 && report.unreached == 0) {
        status = err_set(err, ERR_NOT_FOUND, "there is no file in '%s'", call->args[0]);
    }
    if (status == 0) {
        status = write_all(call, &shown, err);
    }
    fflush(stdout);
    stop_release(&stop); /* here Ctrl-C ends the program, after it was said what was done */
    return status < 0 ? -1 : status_of(&report);
}

const struct cmd cmd_clean = {
    .name = "clean",
    .synopsis = TR_ID("PATH…"),
    .help = "take out what must not leave the office; the files go to another folder",
    .details =
        "What the rules mark as cleaned goes: properties, comments, hidden text, records of\n"
        "pictures, and so on. What a person must decide stays and is said with the option that\n"
        "takes it out. Nothing is overwritten. Each result is inspected before it is put in\n"
        "place. itaku inspect --explain RULE says what is done about a rule.\n"
        "Exit status: 0 all are clean; 1 something is left to decide; 2 a file was not cleaned, "
        "or\n"
        "not wholly looked through.\n"
        "\n"
        "  itaku clean delivery/ --out cleaned/\n"
        "  itaku clean draft.docx --tracked accept --out cleaned/\n"
        "  itaku clean data.xlsx --hidden remove --yes OOX-207,XLS-246 --out cleaned/",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = -1,
    .run = run,
};
