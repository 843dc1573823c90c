/* itaku export: a contract of the desk as files, and its events for an auditor. */
#include "base/tr.h"
#include "cli/desk.h"
#include "cli/export.h"
#include "cli/output.h"

#include <string.h>

static const struct cmd_option options[] = {
    CLI_DESK_OPTION,
    {"xlsx", OPT_OUTPUT, ".xlsx", NULL, "duties, deadlines and evidence as a workbook"},
    {"csv", OPT_OUTPUT, ".csv", NULL, "duties with their deadlines as CSV"},
    {"json", OPT_OUTPUT, ".json", NULL, "the whole contract as JSON"},
    {"ics", OPT_OUTPUT, ".ics", NULL, "its deadlines as a calendar"},
    {"events", OPT_OUTPUT, ".jsonl", NULL, "every change with its hash chain, for an auditor"},
    {"files", OPT_FLAG, NULL, NULL, "with --out FOLDER/: documents and evidence as they came", 'f'},
    {"out", OPT_FILE, NULL, "PATH", "where it goes: a file, or a folder for all of them", 'o'},
};

const struct cmd cmd_export;

static const struct product {
    const char *option;
    const char *file; /* its name in a folder */
    int (*write)(FILE *file, const void *what, struct err *err);
    int (*write_path)(const char *path, const void *what, struct err *err);
} products[] = {
    {"xlsx", "duties.xlsx", NULL, export_xlsx},      {"csv", "duties.csv", export_csv, NULL},
    {"json", "contract.json", export_json, NULL},    {"ics", "deadlines.ics", export_ics, NULL},
    {"events", "events.jsonl", export_events, NULL},
};

static int write_to(const struct product *p, const char *path, const struct export_data *d,
                    struct err *err)
{
    struct output output = {.write = p->write, .write_path = p->write_path, .what = d};

    return output_to(path, &output, err);
}

/* Those asked for, or all when none is. */
static int to_folder(const struct cmd_call *call, const char *folder, const struct export_data *d,
                     struct err *err)
{
    bool any = false;
    size_t n = strlen(folder);

    n -= n > 1 && folder[n - 1] == '/' ? 1 : 0;
    folder = arena_printf(call->arena, "%.*s", (int)n, folder).p;
    if (output_make_folder(folder, err) < 0) {
        return -1;
    }
    for (size_t i = 0; i < COUNT(products); i++) {
        any |= cmd_value(&cmd_export, call, products[i].option) != NULL;
    }
    for (size_t i = 0; i < COUNT(products); i++) {
        const struct product *p = &products[i];
        const char *value = cmd_value(&cmd_export, call, p->option);
        const char *path = value != NULL && value[0] != '\0'
                               ? value
                               : arena_printf(call->arena, "%s/%s", folder, p->file).p;

        if ((value != NULL || !any) && write_to(p, path, d, err) < 0) {
            return -1;
        }
    }
    if (cmd_value(&cmd_export, call, "files") == NULL) {
        return 0;
    }
    folder = arena_printf(call->arena, "%s/files", folder).p;
    return output_make_folder(folder, err) < 0 ? -1 : export_files(folder, d, err);
}

/* The product whose file ends like this path. */
static const struct product *product_of_path(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && i < COUNT(products); i++) {
        if (strcmp(dot, strrchr(products[i].file, '.')) == 0) {
            return &products[i];
        }
    }
    return NULL;
}

static int to_files(const struct cmd_call *call, const char *out, const struct export_data *d,
                    struct err *err)
{
    const struct product *unnamed = NULL;
    bool any = false;

    for (size_t i = 0; i < COUNT(products); i++) {
        const char *value = cmd_value(&cmd_export, call, products[i].option);

        any |= value != NULL;
        if (value == NULL) {
            continue;
        }
        if (value[0] != '\0') {
            if (write_to(&products[i], value, d, err) < 0) {
                return -1;
            }
        } else if (unnamed != NULL) {
            err_set(err, ERR_INVALID, "'--%s' and '--%s' cannot go to one place", unnamed->option,
                    products[i].option);
            return err_hint(err, "name a folder for all of them: --out FOLDER/");
        } else {
            unnamed = &products[i];
        }
    }
    if (unnamed == NULL && out != NULL) {
        unnamed = product_of_path(out);
        any = unnamed != NULL;
    }
    if (!any) {
        err_set(err, ERR_INVALID, "it is not said what to write");
        return err_hint(err, "--out FOLDER/ for all, or --xlsx, --csv, --json, --ics, --events");
    }
    return unnamed == NULL ? 0 : write_to(unnamed, out, d, err);
}

static int export(const struct cmd_call *call, struct act *act, int64_t id, struct err *err)
{
    const char *out = cmd_value(&cmd_export, call, "out");
    bool is_folder = out != NULL && output_is_folder(out);
    struct export_data data;

    if (!is_folder && cmd_value(&cmd_export, call, "files") != NULL) {
        err_set(err, ERR_INVALID, "'--files' needs a folder");
        return err_hint(err, "--out FOLDER/");
    }
    if (export_load(act, id, &data, err) < 0) {
        return -1;
    }
    return is_folder ? to_folder(call, out, &data, err) : to_files(call, out, &data, err);
}

static int run(const struct cmd_call *call, struct err *err)
{
    struct act act;
    int64_t id;

    if (cli_id(call->args[0], &id, err) < 0 ||
        cli_desk_open(&cmd_export, call, true, &act, err) < 0) {
        return -1;
    }
    int status = export(call, &act, id, err);

    desk_close(act.desk);
    return status;
}

const struct cmd cmd_export = {
    .name = "export",
    .synopsis = "NUMBER",
    .help = "a contract as files: duties, deadlines, evidence, every change",
    .details =
        "The number is that of itaku list. Works beside a running server. The events of other\n"
        "contracts come without their contents, so that the chain can be verified as a whole;\n"
        "tools/verify-events does that offline (docs/DATA.md).\n"
        "\n"
        "  itaku export 1 --xlsx duties.xlsx\n"
        "  itaku export 1 --out folder/ --files\n"
        "  itaku export 1 --events >events.jsonl",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
