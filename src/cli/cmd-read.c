/* itaku read: from documents to a register, shown or exported. */
#include "cli/cmd.h"
#include "read/read.h"
#include "spec/spec.h"
#include "write/reg-json.h"
#include "write/reg-terminal.h"

#include <stdlib.h>
#include <unistd.h>

static const struct cmd_option options[] = {
    {"json", OPT_FLAG, NULL, NULL, "write the register as JSON"},
    {"encoding", OPT_WORD, "utf-8|cp932|euc-jp|iso-2022-jp", NULL, "encoding of text files"},
};

const struct cmd cmd_read;

static int run(const struct cmd_call *call, struct err *err)
{
    struct read_options read_options = {.encoding = cmd_value(&cmd_read, call, "encoding")};
    struct doc *docs = ARENA_ARRAY(call->arena, (size_t)call->arg_count, struct doc);

    for (int i = 0; i < call->arg_count; i++) {
        int r = read_file(call->arena, call->args[i], &read_options, &docs[i], err);

        if (r < 0) {
            return r;
        }
    }
    struct reg reg;
    int r = spec_read(call->arena, docs, (uint32_t)call->arg_count, &reg, err);

    if (r < 0) {
        return r;
    }
    if (cmd_value(&cmd_read, call, "json") == NULL) {
        const char *no_color = getenv("NO_COLOR");
        struct reg_terminal_options view = {
            .colour = isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0')};

        return reg_terminal_write(stdout, &reg, &view, err);
    }
    struct json j;

    json_init(&j, stdout, JSON_INDENTED);
    reg_json_write(&j, &reg);
    return json_finish(&j, err);
}

const struct cmd cmd_read = {
    .name = "read",
    .synopsis = "FILE…",
    .help = "read specification documents into a register of facts, duties and dates",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = -1,
    .run = run,
};
