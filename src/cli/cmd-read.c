/*
 * itaku read: from documents to a register, shown or exported. Each export is a row of `exports`;
 * --out names the file of the only one asked for, or a folder that takes them all.
 */
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "write/reg-csv.h"
#include "write/reg-html.h"
#include "write/reg-ics.h"
#include "write/reg-json.h"
#include "write/reg-terminal.h"
#include "write/reg-xlsx.h"
#include "write/table.h"

#include <string.h>

static const struct cmd_option options[] = {
    {"json", OPT_OUTPUT, ".json", NULL, "the register as JSON"},
    {"csv", OPT_OUTPUT, ".csv", NULL, "as CSV: all kinds in one table, or one with --kind"},
    {"xlsx", OPT_OUTPUT, ".xlsx", NULL, "as a workbook, a sheet for each kind"},
    {"ics", OPT_OUTPUT, ".ics", NULL, "the dates as a calendar"},
    {"html", OPT_OUTPUT, ".html", NULL, "the document and its register on one page"},
    {"out", OPT_FILE, NULL, "PATH", "where it goes: a file, or a folder for all of them", 'o'},
    {"kind", OPT_WORD, TABLE_KEYS, "KIND", "only entries of this kind (view and CSV)", 'k'},
    {"brief", OPT_FLAG, NULL, NULL, "the view in short: what is due, a line for each section", 'b'},
    {"encoding", OPT_WORD, "utf-8|utf-16|cp932|euc-jp|iso-2022-jp", NULL, "encoding of text files",
     'e'},
};

const struct cmd cmd_read;

/* The register, and the kind --kind asks for. */
struct wanted {
    const struct reg *reg;
    const char *kind;
    const struct cmd_call *call;
};

static int write_json(FILE *file, const void *what, struct err *err)
{
    const struct wanted *w = what;
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    reg_json_write(&j, w->reg);
    return json_finish(&j, err);
}

static int write_csv(FILE *file, const void *what, struct err *err)
{
    const struct wanted *w = what;

    return reg_csv_write(file, w->reg, w->kind, err);
}

static int write_ics(FILE *file, const void *what, struct err *err)
{
    return reg_ics_write(file, ((const struct wanted *)what)->reg, err);
}

static int write_html(FILE *file, const void *what, struct err *err)
{
    return reg_html_write(file, ((const struct wanted *)what)->reg, err);
}

static int write_xlsx(const char *path, const void *what, struct err *err)
{
    return reg_xlsx_write(path, ((const struct wanted *)what)->reg, err);
}

static const struct export
{
    const char *option; /* and the ending of its file behind a dot */
    int (*write)(FILE * file, const void *what, struct err *err);
    int (*write_path)(const char *path, const void *what, struct err *err);
}
exports[] = {
    {"json", write_json, NULL}, {"csv", write_csv, NULL},   {"xlsx", NULL, write_xlsx},
    {"ics", write_ics, NULL},   {"html", write_html, NULL},
};

static int export_to(const struct export *x, const char *path, const struct wanted *w,
                     struct err *err)
{
    struct output output = {.write = x->write,
                            .write_path = x->write_path,
                            .what = w,
                            .inputs = w->call->args,
                            .input_count = w->call->arg_count};

    return output_to(path, &output, err);
}

/* One CSV file for each kind: FOLDER/facts.csv … */
static int export_csv_files(struct arena *a, const char *folder, const struct wanted *w,
                            struct err *err)
{
    for (size_t i = 0; i < table_count(); i++) {
        struct table t;
        struct wanted one = {.reg = w->reg, .call = w->call};

        table_at(a, w->reg, i, &t);
        one.kind = t.key;
        if ((w->kind == NULL || strcmp(w->kind, t.key) == 0) &&
            export_to(&exports[1], arena_printf(a, "%s/%s.csv", folder, t.key).p, &one, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Every export asked for, or all when none is, into a folder. */
static int export_folder(const struct cmd_call *call, const char *folder, const struct wanted *w,
                         struct err *err)
{
    bool any = false;
    size_t n = strlen(folder);

    folder =
        arena_printf(call->arena, "%.*s", (int)(n > 1 && folder[n - 1] == '/' ? n - 1 : n), folder)
            .p;
    if (output_make_folder(folder, err) < 0) {
        return -1;
    }
    for (size_t i = 0; i < COUNT(exports); i++) {
        any |= cmd_value(&cmd_read, call, exports[i].option) != NULL;
    }
    for (size_t i = 0; i < COUNT(exports); i++) {
        const char *option = exports[i].option;
        const char *value = cmd_value(&cmd_read, call, option);
        int status;

        if (any && value == NULL) {
            continue;
        }
        if (value != NULL && value[0] != '\0') {
            status = export_to(&exports[i], value, w, err);
        } else if (strcmp(option, "csv") == 0) {
            status = export_csv_files(call->arena, folder, w, err);
        } else {
            status = export_to(
                &exports[i], arena_printf(call->arena, "%s/register.%s", folder, option).p, w, err);
        }
        if (status < 0) {
            return status;
        }
    }
    return 0;
}

/* The export whose file ends like this path. */
static const struct export *export_of_path(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && i < COUNT(exports); i++) {
        if (strcmp(dot + 1, exports[i].option) == 0) {
            return &exports[i];
        }
    }
    return NULL;
}

/* Exports to files and to standard output; at most one of them has no file of its own. */
static int export_files(const struct cmd_call *call, const char *out, const struct wanted *w,
                        struct err *err)
{
    const struct export *unnamed = NULL;

    for (size_t i = 0; i < COUNT(exports); i++) {
        const char *value = cmd_value(&cmd_read, call, exports[i].option);

        if (value == NULL) {
            continue;
        }
        if (value[0] != '\0') {
            if (export_to(&exports[i], value, w, err) < 0) {
                return -1;
            }
        } else if (unnamed != NULL) {
            err_set(err, ERR_INVALID, "'--%s' and '--%s' cannot go to one place", unnamed->option,
                    exports[i].option);
            return err_hint(err, "name a file for each (--%s=FILE.%s), or a folder: --out FOLDER/",
                            unnamed->option, unnamed->option);
        } else {
            unnamed = &exports[i];
        }
    }
    if (unnamed == NULL && out != NULL) {
        unnamed = export_of_path(out);
        if (unnamed == NULL) {
            err_set(err, ERR_INVALID, "'--out %s' does not say what to write", out);
            return err_hint(err, "end it in .json, .csv, .xlsx, .ics or .html, or in / for all");
        }
    }
    return unnamed == NULL ? 0 : export_to(unnamed, out, w, err);
}

static int run(const struct cmd_call *call, struct err *err)
{
    const char *out = cmd_value(&cmd_read, call, "out");
    struct reg reg;
    struct wanted wanted = {.reg = &reg, .kind = cmd_value(&cmd_read, call, "kind"), .call = call};
    bool exported = out != NULL;

    for (size_t i = 0; i < COUNT(exports); i++) {
        exported |= cmd_value(&cmd_read, call, exports[i].option) != NULL;
    }
    int status = reading_open(call, call->args, call->arg_count,
                              cmd_value(&cmd_read, call, "encoding"), exported, &reg, err);

    if (status < 0) {
        return status;
    }
    if (out != NULL && output_is_folder(out)) {
        return export_folder(call, out, &wanted, err);
    }
    if (exported) {
        return export_files(call, out, &wanted, err);
    }
    struct reg_terminal_options view = {.colour = output_takes_colour(),
                                        .brief = cmd_value(&cmd_read, call, "brief") != NULL,
                                        .kind = wanted.kind};

    return reg_terminal_write(stdout, &reg, &view, err);
}

const struct cmd cmd_read = {
    .name = "read",
    .synopsis = TR_ID("FILE…"),
    .help = "read specification documents into a register of facts, duties and dates",
    .details =
        "Several files make one call: specification, forms, annex. FILE may be .txt, .docx or\n"
        ".pdf, or - for standard input. Without an export, the register is shown.\n"
        "\n"
        "  itaku read spec.pdf\n"
        "  itaku read spec.docx forms.docx --html page.html\n"
        "  itaku read spec.txt --xlsx --out register.xlsx\n"
        "  itaku read spec.txt --out folder/\n"
        "  itaku read spec.txt --csv --kind obligations",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = -1,
    .run = run,
};
