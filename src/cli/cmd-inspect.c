/*
 * itaku inspect: what must not leave the office, in files, folders and archives; for people, for a
 * program (JSON, SARIF), and as a gate of a script by the exit status.
 */
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/explain.h"
#include "cli/lists.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "inspect/inspect.h"
#include "inspect/deliver/deliver.h"
#include "inspect/deliver/machine.h"
#include "inspect/personal/personal-list.h"
#include "write/inspect-report.h"

#include <string.h>

static const struct cmd_option options[] = {
    {"json", OPT_OUTPUT, ".json", NULL, "the findings as JSON"},
    {"sarif", OPT_OUTPUT, ".sarif", NULL, "as SARIF 2.1.0"},
    {"html", OPT_OUTPUT, ".html", NULL, "as one page, with the pages of PDF and their places"},
    {"xlsx", OPT_OUTPUT, ".xlsx", NULL, "as a workbook, with columns for decisions"},
    {"gate", OPT_WORD, "C|H|M|L", NULL, "exit with 1 from this severity on (M when not said)", 'g'},
    {"reveal", OPT_FLAG, NULL, NULL, "show what was found in full, not masked"},
    {"thorough", OPT_FLAG, NULL, NULL, "PDF: try every glyph of every page (slow)"},
    {"machine", OPT_FLAG, NULL, NULL, "check tables (xlsx, csv) for machine readability too"},
    {"profile", OPT_WORD, NULL, "NAME|FILE", "hold a folder against what is to be handed in", 'p'},
    {"people", OPT_FILE, NULL, "FILE", "people who are found in any case: names, mail, telephone"},
    {"allow", OPT_FILE, NULL, "FILE", "firms and people who may stand in the files"},
    {"words", OPT_FILE, NULL, "FILE", "words that are for the office only"},
    {"explain", OPT_WORD, NULL, "RULE", "what a rule is about and what to do; all: every rule"},
};

enum { INSPECT_FOUND = 1, INSPECT_NOT_WHOLE = 2 }; /* exit statuses */

const struct cmd cmd_inspect;

static int write_json(FILE *file, const void *what, struct err *err)
{
    return inspect_json_write(file, what, err);
}

static int write_sarif(FILE *file, const void *what, struct err *err)
{
    return inspect_sarif_write(file, what, err);
}

static int write_text(FILE *file, const void *what, struct err *err)
{
    return inspect_terminal_write(file, what, file == stdout && output_takes_colour(), err);
}

static int write_html(FILE *file, const void *what, struct err *err)
{
    return inspect_html_write(file, what, err);
}

static int write_xlsx(const char *path, const void *what, struct err *err)
{
    return inspect_xlsx_write(path, what, err);
}

static enum inspect_severity gate_of(const char *word)
{
    static const char letters[] = "CHML";

    return word == NULL ? INSPECT_MEDIUM
                        : (enum inspect_severity)(strchr(letters, word[0]) - letters);
}

/* 2 before 1 before 0: what could not be looked at is never clean. */
static int status_of(const struct inspect_shown *shown)
{
    int status = 0;

    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        const struct inspect_file *f = &shown->report->files.v[i];

        if (f->state != INSPECT_INSPECTED) {
            return INSPECT_NOT_WHOLE;
        }
        for (uint32_t k = 0; k < f->findings.n; k++) {
            if (f->findings.v[k].rule->severity <= shown->gate) {
                status = INSPECT_FOUND;
            }
        }
    }
    return status;
}

static int write_all(const struct cmd_call *call, const struct inspect_shown *shown,
                     struct err *err)
{
    static const struct {
        const char *option;
        int (*write)(FILE *file, const void *what, struct err *err);
        int (*write_path)(const char *path, const void *what, struct err *err);
    } products[] = {{"json", write_json, NULL},
                    {"sarif", write_sarif, NULL},
                    {"html", write_html, NULL},
                    {"xlsx", NULL, write_xlsx}};
    bool any = false;
    bool is_shown = false; /* on standard output, where the sum would be in the way */

    for (size_t i = 0; i < COUNT(products); i++) {
        const char *path = cmd_value(&cmd_inspect, call, products[i].option);
        struct output output = {.write = products[i].write,
                                .write_path = products[i].write_path,
                                .what = shown,
                                .inputs = call->args,
                                .input_count = call->arg_count};

        if (path != NULL && output_to(path[0] == '\0' ? NULL : path, &output, err) < 0) {
            return -1;
        }
        any |= path != NULL;
        is_shown |= path != NULL && path[0] == '\0';
    }
    if (!any) {
        return write_text(stdout, shown, err);
    }
    return is_shown ? 0 : inspect_terminal_sum(stderr, shown, false, err);
}

/* The pages that the HTML report marks places on. A file whose pages cannot be drawn has none. */
static void draw_pages(struct arena *a, struct inspect_shown *shown)
{
    struct inspect_pages *pages = ARENA_ARRAY(a, shown->report->files.n + 1, struct inspect_pages);
    uint32_t pixels = shown->is_revealed ? PAGE_PICTURE_PLAIN : PAGE_PICTURE_BLURRED;

    for (uint32_t i = 0; i < shown->report->files.n; i++) {
        struct err ignored = {};

        if (page_pictures_of(a, &shown->report->files.v[i], pixels, &pages[i].pictures,
                             &pages[i].count, &ignored) < 0) {
            pages[i].count = 0;
        }
    }
    shown->pages = pages;
}

static int take_profile(const struct cmd_call *call, struct profile *profile,
                        struct inspect_options *how, struct err *err)
{
    const char *folder = call->args[0];

    if (call->arg_count != 1) {
        err_set(err, ERR_INVALID, "a profile is held against one folder");
        return err_hint(err, "itaku inspect --profile meti-report delivery/");
    }
    if (profile_load(call->arena, cmd_value(&cmd_inspect, call, "profile"), profile, err) < 0) {
        return -1;
    }
    how->profile = profile;
    how->folder_bytes = strlen(folder) + !str_ends(str_of(folder), STR("/"));
    return 0;
}

static int run(const struct cmd_call *call, struct err *err)
{
    const char *rule = cmd_value(&cmd_inspect, call, "explain");
    struct progress progress;
    struct inspect_options how = {.reveal = cmd_value(&cmd_inspect, call, "reveal") != NULL,
                                  .thorough = cmd_value(&cmd_inspect, call, "thorough") != NULL,
                                  .progress = progress_show,
                                  .user = &progress};
    struct machine machine = {};
    struct profile profile = {};
    struct deliver deliver;
    struct personal_lists *lists;
    struct inspect_report report;
    struct inspect_shown shown = {.report = &report,
                                  .gate = gate_of(cmd_value(&cmd_inspect, call, "gate")),
                                  .is_revealed = how.reveal,
                                  .version = ITAKU_VERSION};

    progress_init(&progress);
    if (rule != NULL) {
        return explain_rules(rule, cmd_value(&cmd_inspect, call, "json") != NULL, err);
    }
    if (call->arg_count == 0) {
        err_set(err, ERR_INVALID, "'itaku inspect' needs a file or a folder");
        return err_hint(err, "itaku inspect report.docx");
    }
    if (cmd_value(&cmd_inspect, call, "machine") != NULL) {
        if (machine_choose(&machine, (struct str){}, err) < 0) {
            return -1;
        }
        how.machine = &machine;
    }
    if (cmd_value(&cmd_inspect, call, "profile") != NULL) {
        if (take_profile(call, &profile, &how, err) < 0) {
            return -1;
        }
    }
    if (lists_of_call(&cmd_inspect, call, &lists, err) < 0) {
        return -1;
    }
    how.lists = lists;
    if (inspect_paths(call->arena, call->args, call->arg_count, &how, &report, err) < 0 ||
        (how.profile != NULL &&
         deliver_check(call->arena, how.profile, call->args[0], &report, &deliver, err) < 0)) {
        return -1;
    }
    if (report.files.n == 0) {
        err_set(err, ERR_NOT_FOUND, "there is no file in '%s'", call->args[0]);
        return err_hint(err, "nothing was inspected, so nothing is known to be clean");
    }
    if (cmd_value(&cmd_inspect, call, "html") != NULL) {
        draw_pages(call->arena, &shown);
    }
    if (write_all(call, &shown, err) < 0) {
        return -1;
    }
    return status_of(&shown);
}

const struct cmd cmd_inspect = {
    .name = "inspect",
    .synopsis = TR_ID("PATH…"),
    .help = "find what must not leave the office, in files, folders and archives",
    .details =
        "Word, Excel, PowerPoint, OpenDocument, PDF, pictures (JPEG, PNG, TIFF, WebP, GIF, HEIF, "
        "SVG),\n"
        "mail, text and csv, zip, 7z.\n"
        "A finding says where it is, what is seen, what a machine reads (masked), how it is\n"
        "known and what to do. Pages of PDF are drawn with and without their text: what makes\n"
        "no difference cannot be seen. What is not looked for yet stands in docs/INSPECT.md.\n"
        "Exit status: 0 nothing from the gate on; 1 findings; 2 a file was not wholly inspected.\n"
        "\n"
        "  itaku inspect delivery/\n"
        "  itaku inspect --gate H --json report.json report.docx data.xlsx\n"
        "  itaku inspect --html report.html --xlsx decisions.xlsx delivery/\n"
        "  itaku inspect --explain OOX-204",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = -1,
    .run = run,
};
