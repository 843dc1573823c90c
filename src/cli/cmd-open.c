/* itaku open: turns documents into a contract of the desk, or a revised one into changes. */
#include "act/opening.h"
#include "base/tr.h"
#include "cli/desk-view.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "text/calendar.h"
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
    return fgets(answer, sizeof(answer), stdin) != NULL &&
           (answer[0] == 'y' || answer[0] == 'Y' || str_starts(str_of(answer), STR("は")) ||
            str_starts(str_of(answer), STR("ｙ")));
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

/* Reading that may take over a second is announced to who waits at a terminal. */
static void tell_wait(char **paths, int count)
{
    enum { SLOW_BYTES = 8 * 1024 * 1024, SLOW_PDF_BYTES = 512 * 1024 };

    for (int i = 0; i < count && isatty(STDERR_FILENO); i++) {
        bool is_pdf = str_ends(str_of(paths[i]), STR(".pdf"));
        struct stat st;

        if (stat(paths[i], &st) == 0 && st.st_size > (is_pdf ? SLOW_PDF_BYTES : SLOW_BYTES)) {
            fprintf(stderr, tr("reading '%s' …\n"), paths[i]);
        }
    }
}

static void tell_deadlines(struct screen *s, const struct contract_counts *n, int64_t dated)
{
    screen_tab(s, 2);
    screen_putf(s, tr("deadlines with a day: %lld"), (long long)dated);
    if (n->late > 0) {
        screen_style(s, SCREEN_WARN);
        screen_putf(s, tr(" (%lld of them passed)"), (long long)n->late);
        screen_style(s, SCREEN_PLAIN);
    }
    screen_putf(s, tr("; waiting for a day: %lld; to be agreed with the officer: %lld"),
                (long long)n->waiting, (long long)n->to_agree);
    screen_end_line(s);
}

/* What was found, and what to do next. */
static int tell_found(struct act *act, const struct opening *o, const char *folder, bool is_new,
                      struct err *err)
{
    struct due_filter all = {.contract = o->contract, .from = CALENDAR_NONE, .to = CALENDAR_NONE};
    struct contract c;
    struct due_rows due;
    struct screen s;

    if (act_contract(act, o->contract, &c, err) < 0 || act_due(act, &all, &due, err) < 0) {
        return -1;
    }
    screen_init(&s, stdout, output_takes_colour());
    screen_style(&s, SCREEN_HEADING);
    screen_putf(&s, is_new ? tr("contract %lld opened") : tr("contract %lld revised"),
                (long long)c.id);
    screen_end_line(&s);
    screen_tab(&s, 2);
    screen_wrap(&s, 2, c.title);
    screen_end_line(&s);
    screen_tab(&s, 2);
    screen_put(&s, c.buyer);
    if (c.term_last != CALENDAR_NONE) {
        screen_putf(&s, tr("  until %.*s"), STR_ARG(view_day(act->arena, c.term_last)));
    }
    screen_end_line(&s);
    screen_tab(&s, 2);
    screen_putf(&s, tr("duties: %lld, findings: %lld"), (long long)c.counts.duties,
                (long long)c.counts.findings);
    screen_end_line(&s);
    tell_deadlines(&s, &c.counts, due.n);
    printf(tr("  → itaku show %lld --desk %s    what was read\n"), (long long)c.id, folder);
    printf(tr("  → itaku due --desk %s       what is due\n"), folder);
    printf(tr("  → itaku serve --desk %s     work in the browser: owners, days, evidence\n"),
           folder);
    return 0;
}

static int open_files(const struct cmd_call *call, struct act *act, struct err *err)
{
    struct opening_file *files =
        ARENA_ARRAY(call->arena, (size_t)call->arg_count, struct opening_file);
    const char *number = cmd_value(&cmd_open, call, "contract");
    struct opening o;
    int64_t contract = 0;

    for (int i = 0; i < call->arg_count; i++) {
        files[i] = (struct opening_file){call->args[i], base_name(call->args[i])};
    }
    tell_wait(call->args, call->arg_count);
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
    return tell_found(act, &o, desk_folder(act->desk), is_new, err);
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
        "The files of one call (specification, forms, annex) are one contract. The same files "
        "again\n"
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
