/*
 * itaku lint: what contradicts itself or is left open in a specification, for the person who reads
 * it, for a program, or as questions to the issuer.
 */
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "spec/lint-rules.h"
#include "write/findings.h"
#include "write/reg-terminal.h"

#include <string.h>

static const struct cmd_option options[] = {
    {"format", OPT_WORD, "text|json|sarif|xlsx", NULL, "how the findings are written", 'f'},
    {"out", OPT_FILE, NULL, "FILE", "write them to a file", 'o'},
    {"strict", OPT_FLAG, NULL, NULL, "exit with 1 when there is a finding of severity error", 's'},
    {"encoding", OPT_WORD, "utf-8|utf-16|cp932|euc-jp|iso-2022-jp", NULL, "encoding of text files",
     'e'},
};

enum { LINT_FOUND_ERRORS = 1 }; /* exit status of --strict */

const struct cmd cmd_lint;

static int write_text(FILE *file, const void *what, struct err *err)
{
    const struct findings *f = what;

    return reg_terminal_findings_write(file, f->reg, file == stdout && output_takes_colour(), err);
}

static int write_json(FILE *file, const void *what, struct err *err)
{
    return findings_json_write(file, what, err);
}

static int write_sarif(FILE *file, const void *what, struct err *err)
{
    return findings_sarif_write(file, what, err);
}

static int write_xlsx(const char *path, const void *what, struct err *err)
{
    return findings_xlsx_write(path, what, err);
}

static const struct format {
    const char *name; /* and the ending of its files */
    int (*write)(FILE *file, const void *what, struct err *err);
    int (*write_path)(const char *path, const void *what, struct err *err);
} formats[] = {
    {"text", write_text, NULL},
    {"json", write_json, NULL},
    {"sarif", write_sarif, NULL},
    {"xlsx", NULL, write_xlsx},
};

/* The format asked for, or the one the file's name ends in, or text. */
static const struct format *format_of(const char *name, const char *out)
{
    const char *dot = out == NULL ? NULL : strrchr(out, '.');

    for (size_t i = 0; i < COUNT(formats); i++) {
        if (name != NULL ? strcmp(name, formats[i].name) == 0
                         : dot != NULL && strcmp(dot + 1, formats[i].name) == 0) {
            return &formats[i];
        }
    }
    return &formats[0];
}

static bool has_error(const struct reg *r)
{
    for (uint32_t i = 0; i < r->findings.n; i++) {
        if (r->findings.v[i].severity == SEV_ERROR) {
            return true;
        }
    }
    return false;
}

static int run(const struct cmd_call *call, struct err *err)
{
    const char *out = cmd_value(&cmd_lint, call, "out");
    const struct format *format = format_of(cmd_value(&cmd_lint, call, "format"), out);
    struct reg reg;
    struct finding_rule *rules = ARENA_ARRAY(call->arena, lint_rule_count, struct finding_rule);
    struct findings findings = {
        .reg = &reg, .rules = rules, .rule_count = lint_rule_count, .version = ITAKU_VERSION};
    struct output output = {.write = format->write,
                            .write_path = format->write_path,
                            .what = &findings,
                            .inputs = call->args,
                            .input_count = call->arg_count};

    for (size_t i = 0; i < lint_rule_count; i++) {
        rules[i] = (struct finding_rule){.id = lint_rules[i].id,
                                         .title_ja = lint_rules[i].title_ja,
                                         .title_en = lint_rules[i].title_en,
                                         .severity = lint_rules[i].severity};
    }
    if (reading_open(call, call->args, call->arg_count, cmd_value(&cmd_lint, call, "encoding"),
                     true, &reg, err) < 0 ||
        output_to(out, &output, err) < 0) {
        return -1;
    }
    return cmd_value(&cmd_lint, call, "strict") != NULL && has_error(&reg) ? LINT_FOUND_ERRORS : 0;
}

const struct cmd cmd_lint = {
    .name = "lint",
    .synopsis = TR_ID("FILE…"),
    .help = "find contradictions and gaps in specification documents",
    .details =
        "Each finding has its place and words, the other place, why it matters and a question\n"
        "that can be sent to the issuer. The workbook is a list of these questions.\n"
        "Exit status: 0; 1 with --strict when there is an error; 2 when nothing could be read.\n"
        "\n"
        "  itaku lint spec.pdf\n"
        "  itaku lint --strict --format sarif --out findings.sarif spec.docx\n"
        "  itaku lint --out questions.xlsx spec.txt",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = -1,
    .run = run,
};
