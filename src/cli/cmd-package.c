/*
 * itaku package: the two sets a contract asks for, from a folder; the check of such a package; the
 * folder of settings for a contract, from its specification.
 */
#include "base/csv.h"
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/lists.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/reading.h"
#include "pack/pack.h"
#include "text/calendar.h"
#include "write/inspect-report.h"
#include "write/screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const struct cmd_option options[] = {
    {"profile", OPT_WORD, NULL, "NAME|FILE|DIR", "what is to be handed in; a folder made by --init",
     'p'},
    {"out", OPT_WORD, NULL, "DIR", "the folder for the package; it must not be there", 'o'},
    {"facts", OPT_FILE, NULL, "FILE", "facts of the contract for the forms"},
    {"rights", OPT_FILE, NULL, "FILE", "ledger of rights of others (csv)"},
    {"decisions", OPT_FILE, NULL, "FILE", "who let which finding pass, and why (csv)"},
    {"people", OPT_FILE, NULL, "FILE", "people who are found in any case: names, mail, telephone"},
    {"allow", OPT_FILE, NULL, "FILE", "firms and people who may stand in the files"},
    {"words", OPT_FILE, NULL, "FILE", "words that are for the office only"},
    {"date", OPT_DATE, NULL, "DATE", "the day of the package (today when not said)"},
    {"mail", OPT_FLAG, NULL, NULL, "archives below the limit of a mail too"},
    {"key", OPT_FILE, NULL, "FILE", "our key; made when it is not there"},
    {"verify", OPT_WORD, NULL, "DIR", "check a package, or one of its sets"},
    {"init", OPT_WORD, NULL, "DIR", "make a folder of settings from a specification"},
};

enum {
    PACKAGE_OPEN = 1, /* exit status: findings are not decided, or a check found faults */
    SETTINGS_COLUMN = 30,
    MAX_OPEN_TOLD = 19000, /* a list of decisions may have 20,000 rows */
};

const struct cmd cmd_package;

static const char *value(const struct cmd_call *call, const char *name)
{
    return cmd_value(&cmd_package, call, name);
}

/* ---- making ---- */

/* The file in the folder of settings, when it is there. */
static const char *setting(const struct cmd_call *call, const char *option, const char *folder,
                           const char *name)
{
    struct stat st;
    const char *given = value(call, option);

    if (given != NULL || folder == NULL) {
        return given;
    }
    const char *path = arena_printf(call->arena, "%s/%s", folder, name).p;

    return stat(path, &st) == 0 ? path : NULL;
}

/* The lists of the office; those that lie in the folder of settings may still be empty. */
static int take_lists(const struct cmd_call *call, const char *folder,
                      const struct personal_lists **ret, struct err *err)
{
    const char *given[PERSONAL_LISTS], *laid[PERSONAL_LISTS];
    struct personal_lists *lists = NULL;

    for (int i = 0; i < PERSONAL_LISTS; i++) {
        const char *path = setting(call, lists_options[i], folder, lists_files[i]);
        bool is_given = value(call, lists_options[i]) != NULL;

        given[i] = is_given ? path : NULL;
        laid[i] = is_given ? NULL : path;
    }
    if (lists_read(call->arena, given, false, &lists, err) < 0 ||
        lists_read(call->arena, laid, true, &lists, err) < 0) {
        return -1;
    }
    *ret = lists;
    return 0;
}

static const char *key_path(const struct cmd_call *call)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    if (value(call, "key") != NULL) {
        return value(call, "key");
    }
    return data != NULL && data[0] == '/'
               ? arena_printf(call->arena, "%s/itaku/package.key", data).p
               : arena_printf(call->arena, "%s/.local/share/itaku/package.key",
                              home == NULL ? "." : home)
                     .p;
}

static int32_t today(void)
{
    struct tm tm;
    time_t now = time(NULL);

    localtime_r(&now, &tm);
    return calendar_day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

/* What is open, as rows that can be filled in and handed back with --decisions. */
static int write_open(const struct pack_result *result, struct err *err)
{
    struct csv c;

    csv_init(&c, stdout);
    for (const char *const *column = pack_decision_columns; *column != NULL; column++) {
        csv_text(&c, str_of(*column));
    }
    csv_text(&c, STR("ファイル"));
    csv_text(&c, STR("何が"));
    csv_end_row(&c);
    for (uint32_t i = 0; i < result->open.n && i < MAX_OPEN_TOLD; i++) {
        const struct pack_open *x = &result->open.v[i];

        csv_text(&c, str_of(x->finding->rule->id));
        csv_text(&c, x->sha256.n > 0 ? x->sha256 : STR("-"));
        csv_text(&c, x->finding->place);
        for (int empty = 0; empty < 3; empty++) {
            csv_text(&c, (struct str){});
        }
        csv_text(&c, x->file.n > 0 ? x->file : STR("/"));
        csv_text(&c, str_of(x->finding->rule->what_ja));
        csv_end_row(&c);
    }
    return csv_finish(&c, err);
}

/* The same for a person: a rule once in each file. */
static int show_open(const struct pack_result *result, struct err *err)
{
    struct inspect_report report = {};
    struct inspect_shown shown = {
        .report = &report, .gate = INSPECT_HIGH, .version = ITAKU_VERSION};
    struct arena scratch CLEANUP(arena_done) = {};

    for (uint32_t i = 0; i < result->open.n; i++) {
        const struct pack_open *x = &result->open.v[i];
        bool is_same = i > 0 && str_eq(result->open.v[i - 1].file, x->file);

        if (!is_same) {
            *VEC_ADD(&scratch, &report.files) = (struct inspect_file){
                .path = x->file.n > 0 ? x->file : STR("/"), .state = INSPECT_INSPECTED};
        }
        *VEC_ADD(&scratch, &report.files.v[report.files.n - 1].findings) = *x->finding;
    }
    return inspect_terminal_write(stdout, &shown, output_takes_colour(), err);
}

static int tell_open(const struct pack_result *result, struct err *err)
{
    bool is_read = isatty(STDOUT_FILENO) == 1;

    if ((is_read ? show_open(result, err) : write_open(result, err)) < 0) {
        return -1;
    }
    fprintf(stderr, "itaku: ");
    fprintf(stderr,
            result->open.n == 1 ? tr("nothing was packed: %u finding of C or H is not decided\n")
                                : tr("nothing was packed: %u findings of C or H are not decided\n"),
            result->open.n);
    if (!is_read && result->open.n > MAX_OPEN_TOLD) {
        fprintf(stderr, "  → ");
        fprintf(stderr,
                tr("the list has the first %d of them: write * for the place to decide a rule "
                   "for a whole file\n"),
                MAX_OPEN_TOLD);
    }
    fprintf(stderr, "  → ");
    fprintf(stderr, "%s\n", tr("mend them: itaku clean, or where the file was made"));
    fprintf(stderr, "  → ");
    fprintf(stderr, "%s\n",
            is_read ? tr("or decide by name: write the list with >FILE, fill in who, when and why, "
                         "and name it with --decisions")
                    : tr("or fill in who, when and why in the list and name it with --decisions"));
    return PACKAGE_OPEN;
}

static int make(const struct cmd_call *call, struct err *err)
{
    const char *name = value(call, "profile");
    const char *date = value(call, "date");
    struct stat st;
    const char *folder = name != NULL && stat(name, &st) == 0 && S_ISDIR(st.st_mode) ? name : NULL;
    struct profile profile = {};
    struct pack_result result = {};
    struct progress progress;
    int32_t day = date == NULL ? today() : calendar_parse(str_of(date));
    struct ymd ymd = calendar_ymd(day);
    struct pack_call how = {
        .profile = &profile,
        .folder = call->arg_count > 0 ? call->args[0] : NULL,
        .out = value(call, "out"),
        .facts = setting(call, "facts", folder, "契約.txt"),
        .facts_hint = folder != NULL && value(call, "facts") == NULL
                          ? TR_ID("fill them in in 契約.txt, in the folder of settings")
                          : NULL,
        .rights = setting(call, "rights", folder, "権利台帳.csv"),
        .decisions = setting(call, "decisions", folder, "判断.csv"),
        .key = key_path(call),
        .date = arena_printf(call->arena, "%04d-%02d-%02d", ymd.year, ymd.month, ymd.day),
        .day = day,
        .by_mail = value(call, "mail") != NULL,
        .progress = progress_show,
        .user = &progress,
    };

    progress_init(&progress);
    if (call->arg_count != 1 || how.out == NULL) {
        err_set(err, ERR_INVALID, "'itaku package' needs a folder, and --out for the package");
        return err_hint(err, "itaku package --profile meti-report --out package delivery/");
    }
    if (folder != NULL) {
        name = arena_printf(call->arena, "%s/納入物.txt", folder).p;
    }
    if (take_lists(call, folder, &how.lists, err) < 0 ||
        profile_load(call->arena, name == NULL ? PROFILE_DEFAULT : name, &profile, err) < 0) {
        return -1;
    }
    int status = pack_make(call->arena, &how, &result, err);

    if (status < 0) {
        return -1;
    }
    if (status == PACK_IS_OPEN) {
        return tell_open(&result, err);
    }
    printf(tr("%s: %u files not public, %u public"), how.out, result.internal_files,
           result.public_files);
    if (how.by_mail) {
        printf(tr(", %u mails"), result.mails);
    }
    printf("\n");
    for (uint32_t i = 0; i < result.remarks.n; i++) {
        printf("%.*s\n", STR_ARG(result.remarks.v[i]));
    }
    printf(tr("signed with the key %.*s\n"), STR_ARG(result.key));
    return 0;
}

/* ---- checking ---- */

static int verify(const struct cmd_call *call, struct err *err)
{
    struct pack_verified result;

    if (pack_verify(call->arena, value(call, "verify"), &result, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < result.faults.n; i++) {
        printf("%.*s\n", STR_ARG(result.faults.v[i]));
    }
    printf(tr("%u files in %u sets, of %.*s: %s\n"), result.files, result.sets,
           STR_ARG(result.date),
           tr(result.faults.n == 0 ? TR_ID("as signed") : TR_ID("NOT as signed")));
    printf(tr("signed with the key %.*s\n"), STR_ARG(result.key));
    return result.faults.n == 0 ? 0 : PACKAGE_OPEN;
}

/* ---- settings ---- */

static struct str fact(const struct reg *r, const char *key)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        if (str_eq(r->facts.v[i].key, str_of(key))) {
            return r->facts.v[i].value;
        }
    }
    return (struct str){};
}

/* What was put into the folder, and what to do with it. */
static void tell_settings(const char *folder)
{
    static const struct {
        const char *name, *what;
    } files[] = {
        {"契約.txt", TR_ID("facts for the forms: fill in what is empty")},
        {"納入物.txt", TR_ID("what is handed in, and its limits: compare it with the contract")},
        {"権利台帳.csv", TR_ID("works of others in the report, and who agreed to what")},
        {"名簿.csv", TR_ID("people who are found in any case")},
        {"掲載可.txt", TR_ID("firms and people who may stand in the files")},
        {"伏せる言葉.txt", TR_ID("words that are for the office only")},
        {"判断.csv", TR_ID("who let which finding pass, and why")},
    };
    struct screen s;

    screen_init(&s, stdout, output_takes_colour());
    for (size_t i = 0; i < COUNT(files); i++) {
        screen_putf(&s, "%s/%s", folder, files[i].name);
        screen_put(&s, STR("  "));
        screen_tab(&s, SETTINGS_COLUMN);
        screen_wrap(&s, SETTINGS_COLUMN, str_of(tr(files[i].what)));
        screen_end_line(&s);
    }
    screen_put(&s, STR("→ "));
    screen_wrap(&s, 2, str_of(tr("look them over and fill them in, then:")));
    screen_end_line(&s);
    screen_putf(&s, "  itaku package --profile %s --out %s %s", folder, tr("NEWDIR"), tr("FOLDER"));
    screen_end_line(&s);
}

static int init(const struct cmd_call *call, struct err *err)
{
    const char *folder = value(call, "init");
    struct pack_known known = {};
    struct reg r;

    if (call->arg_count == 0) {
        err_set(err, ERR_INVALID, "--init needs the specification");
        return err_hint(err, "itaku package --init settings spec.pdf");
    }
    if (reading_open(call, call->args, call->arg_count, NULL, true, &r, err) < 0) {
        return -1;
    }
    known.title = fact(&r, "title");
    known.buyer_office = fact(&r, "buyer_office");
    if (known.buyer_office.n == 0) {
        known.buyer_office = fact(&r, "buyer");
    }
    known.source = str_of(call->args[0]);
    known.source =
        str_sub(known.source, (size_t)(str_rfind(known.source, STR("/")) + 1), known.source.n);
    for (uint32_t i = 0; i < r.deliverables.n; i++) {
        const struct reg_deliverable *d = &r.deliverables.v[i];

        *VEC_ADD(call->arena, &known.deliverables) = arena_printf(
            call->arena, "%.*s%s%.*s%s%.*s", STR_ARG(d->name), d->format.n > 0 ? " / " : "",
            STR_ARG(d->format), d->copies.n > 0 ? " / " : "", STR_ARG(d->copies));
    }
    for (uint32_t i = 0; i < r.obligations.n; i++) {
        *VEC_ADD(call->arena, &known.sentences.v) = (struct pack_source){
            .section = r.obligations.v[i].section, .quote = r.obligations.v[i].src.quote};
    }
    for (uint32_t i = 0; i < r.deliverables.n; i++) {
        const struct reg_deliverable *d = &r.deliverables.v[i];

        *VEC_ADD(call->arena, &known.sentences.v) = (struct pack_source){
            .section = d->name,
            .quote = arena_printf(call->arena, "%.*s %.*s %.*s", STR_ARG(d->name),
                                  STR_ARG(d->conditions), STR_ARG(d->src.quote))};
    }
    if (pack_init(call->arena, folder, &known, err) < 0) {
        return -1;
    }
    tell_settings(folder);
    return 0;
}

static int run(const struct cmd_call *call, struct err *err)
{
    if (value(call, "verify") != NULL) {
        return verify(call, err);
    }
    return value(call, "init") != NULL ? init(call, err) : make(call, err);
}

const struct cmd cmd_package = {
    .name = "package",
    .synopsis = TR_ID("FOLDER"),
    .help = "make the public and the other set of what is handed in, signed",
    .details =
        "Inspects the folder, holds it against a profile (docs/PACKAGE.md), and makes two sets "
        "that\n"
        "have no file in common: what is public (one PDF of the report and the list of what may "
        "not\n"
        "be used further, data of figures) and what is not. Forms that are missing are filled in\n"
        "from the facts and the ledger of rights; reports over a limit are cut at chapters. "
        "Nothing\n"
        "is packed while a finding of C or H is open: it is mended, or a person decides by name.\n"
        "Exit status: 0 made, or as signed; 1 findings are open, or not as signed; 2 an error.\n"
        "\n"
        "  itaku package --init settings spec.pdf\n"
        "  itaku package --profile settings --out package delivery/\n"
        "  itaku package --verify package",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = -1,
    .run = run,
};
