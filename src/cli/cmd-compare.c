/* itaku compare: what changed between two documents or two editions of an annex. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "spec/compare.h"
#include "write/changes.h"

static const struct cmd_option options[] = {
    {"json", OPT_FLAG, NULL, NULL, "write the differences as JSON", 'j'},
    {"out", OPT_FILE, NULL, "FILE", "write them to a file", 'o'},
    {"encoding", OPT_WORD, "utf-8|cp932|euc-jp|iso-2022-jp", NULL, "encoding of text files", 'e'},
};

enum { COMPARE_DIFFERENT = 1 }; /* exit status */

const struct cmd cmd_compare;

static int write_text(FILE *file, const void *what, struct err *err)
{
    struct changes_view v = *(const struct changes_view *)what;

    v.colour = file == stdout && output_takes_colour();
    return changes_text_write(file, &v, err);
}

static int write_json(FILE *file, const void *what, struct err *err)
{
    return changes_json_write(file, what, err);
}

static int run(const struct cmd_call *call, struct err *err)
{
    const char *encoding = cmd_value(&cmd_compare, call, "encoding");
    bool json = cmd_value(&cmd_compare, call, "json") != NULL;
    struct reg before;
    struct reg after;
    struct changes changes;
    struct changes_view view = {.before = &before, .after = &after, .changes = &changes};
    struct output output = {.write = json ? write_json : write_text,
                            .what = &view,
                            .inputs = call->args,
                            .input_count = call->arg_count};

    if (reading_open(call, call->args, 1, encoding, true, &before, err) < 0 ||
        reading_open(call, call->args + 1, 1, encoding, true, &after, err) < 0) {
        return -1;
    }
    compare_registers(call->arena, &before, &after, &changes);
    if (output_to(cmd_value(&cmd_compare, call, "out"), &output, err) < 0) {
        return -1;
    }
    return changes.list.n > 0 ? COMPARE_DIFFERENT : 0;
}

const struct cmd cmd_compare = {
    .name = "compare",
    .synopsis = TR_ID("OLD NEW"),
    .help = "tell what changed between two documents in facts, dates and duties",
    .details =
        "Facts, dates, deadlines, quantities, duties, deliverables, forms, items of the security\n"
        "annex and headings are held against each other; spelling, width and spaces do not count.\n"
        "Exit status: 0 the same; 1 different; 2 when one could not be read.\n"
        "\n"
        "  itaku compare draft.docx final.pdf\n"
        "  itaku compare --json last-year.txt this-year.txt",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 2,
    .max_args = 2,
    .run = run,
};
