/*
 * The command table, and the way from the words of a call to the command that runs: help and
 * version, finding the command, running it, telling errors.
 */
#include "base/tr.h"
#include "cli/cmd.h"

#include <string.h>

extern const struct cmd cmd_compare;
extern const struct cmd cmd_lint;
extern const struct cmd cmd_read;
extern const struct cmd cmd_text_annex;
extern const struct cmd cmd_text_clauses;
extern const struct cmd cmd_text_layer;
extern const struct cmd cmd_text_outline;
extern const struct cmd cmd_text_quantity;
extern const struct cmd cmd_text_when;

/* clang-format off */
const struct cmd *const cmds[] = {
    &cmd_read,
    &cmd_lint,
    &cmd_compare,
    &cmd_text_annex,
    &cmd_text_clauses,
    &cmd_text_layer,
    &cmd_text_outline,
    &cmd_text_quantity,
    &cmd_text_when,
    NULL,
};
/* clang-format on */

const struct cmd_option cmd_common_options[] = {
    {"lang", OPT_WORD, "ja|en", NULL, "language of messages and views"},
    {"help", OPT_FLAG, NULL, NULL, "show this help", 'h'},
    {"version", OPT_FLAG, NULL, NULL, "show the version", 'V'},
    {NULL},
};

static int tell(const struct err *err)
{
    fprintf(stderr, "itaku: %s\n", err->message);
    if (err->hint[0] != '\0') {
        fprintf(stderr, "  → %s\n", err->hint);
    }
    return err_exit_status(err->kind);
}

static int tell_unknown(const char *word)
{
    struct err err;

    err_set(&err, ERR_INVALID, "there is no command '%s'", word);
    err_hint(&err, "itaku --help");
    return tell(&err);
}

/* Help and version that could not be written are a failure too. */
static int shown(void)
{
    struct err err;

    if (fflush(stdout) != 0 || ferror(stdout)) {
        err_set(&err, ERR_IO, "standard output could not be written");
        return tell(&err);
    }
    return 0;
}

static int help_main(int argc, char **argv)
{
    int words;
    const struct cmd *cmd = cmd_find(argc, argv, &words);

    if (argc > 0 && cmd == NULL) {
        return tell_unknown(argv[0]);
    }
    cmd == NULL ? cmd_help_all(stdout) : cmd_help_one(stdout, cmd);
    return shown();
}

static bool is_word(const char *word, const char *letter, const char *name)
{
    return strcmp(word, letter) == 0 || strcmp(word, name) == 0;
}

/* Whether one of the words before "--" asks for it. */
static bool asks(int argc, char **argv, const char *letter, const char *name)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (is_word(argv[i], letter, name)) {
            return true;
        }
    }
    return false;
}

static int run(const struct cmd *cmd, int argc, char **argv)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct cmd_call call = {.arena = &arena};
    struct err err = {};

    if (asks(argc, argv, "-h", "--help")) {
        cmd_help_one(stdout, cmd);
        return shown();
    }
    if (cmd_parse(cmd, argc, argv, &call, &err) < 0) {
        return tell(&err);
    }
    int status = cmd->run(&call, &err);

    return status < 0 ? tell(&err) : status;
}

int cmd_main(int argc, char **argv)
{
    int words;

    argc--;
    argv++;
    /* --lang may stand before the command too */
    while (argc > 0 && str_starts(str_of(argv[0]), STR("--lang"))) {
        bool glued = argv[0][6] == '=';
        const char *value = glued ? argv[0] + 7 : argc > 1 ? argv[1] : "";

        if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0) {
            break;
        }
        tr_choose(value);
        argc -= glued ? 1 : 2;
        argv += glued ? 1 : 2;
    }
    if (argc == 0) {
        cmd_help_all(stderr);
        return 2;
    }
    if (is_word(argv[0], "-h", "--help") || strcmp(argv[0], "help") == 0) {
        return help_main(argc - 1, argv + 1);
    }
    if (is_word(argv[0], "-V", "--version")) {
        cmd_help_version(stdout);
        return shown();
    }
    const struct cmd *cmd = cmd_find(argc, argv, &words);

    return cmd == NULL ? tell_unknown(argv[0]) : run(cmd, argc - words, argv + words);
}
