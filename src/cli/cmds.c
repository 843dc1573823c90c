/*
 * The command table, and the way from the words of a call to the command that runs: help and
 * version, finding the command, running it, telling errors.
 */
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/suggest.h"

#include <string.h>
#include <sys/stat.h>

extern const struct cmd cmd_clean;
extern const struct cmd cmd_compare;
extern const struct cmd cmd_lint;
extern const struct cmd cmd_read;
extern const struct cmd cmd_backup;
extern const struct cmd cmd_doctor;
extern const struct cmd cmd_due;
extern const struct cmd cmd_export;
extern const struct cmd cmd_init;
extern const struct cmd cmd_inspect;
extern const struct cmd cmd_list;
extern const struct cmd cmd_open;
extern const struct cmd cmd_package;
extern const struct cmd cmd_rebuild;
extern const struct cmd cmd_restore;
extern const struct cmd cmd_serve;
extern const struct cmd cmd_show;
extern const struct cmd cmd_text_annex;
extern const struct cmd cmd_text_clauses;
extern const struct cmd cmd_text_layer;
extern const struct cmd cmd_text_outline;
extern const struct cmd cmd_text_quantity;
extern const struct cmd cmd_text_when;
extern const struct cmd cmd_watch;

/* clang-format off */
const struct cmd *const cmds[] = {
    &cmd_read,
    &cmd_lint,
    &cmd_compare,
    &cmd_inspect,
    &cmd_clean,
    &cmd_watch,
    &cmd_package,
    &cmd_init,
    &cmd_open,
    &cmd_serve,
    &cmd_due,
    &cmd_list,
    &cmd_show,
    &cmd_export,
    &cmd_backup,
    &cmd_restore,
    &cmd_doctor,
    &cmd_rebuild,
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

/* The second words of the commands that begin with `head`: "when|quantity|outline". */
static struct str second_words(struct arena *a, const char *head)
{
    size_t n = strlen(head);
    struct str words = {};

    for (size_t i = 0; cmds[i] != NULL; i++) {
        if (strncmp(cmds[i]->name, head, n) == 0 && cmds[i]->name[n] == ' ') {
            words = arena_printf(a, "%.*s%s%s", STR_ARG(words), words.n > 0 ? "|" : "",
                                 cmds[i]->name + n + 1);
        }
    }
    return words;
}

static bool is_file(const char *word)
{
    struct stat st;

    return stat(word, &st) == 0 && !S_ISDIR(st.st_mode);
}

/* The words of a call that name no command: what may have been meant. */
static int tell_unknown(int argc, char **argv)
{
    struct arena a CLEANUP(arena_done) = {};
    struct err err;
    const char *word = argv[0];
    struct str seconds = second_words(&a, word);
    struct suggest near = {.word = word};

    if (seconds.n > 0) {
        if (argc > 1) {
            err_set(&err, ERR_INVALID, "there is no command '%s %s'", word, argv[1]);
            near.word = argv[1];
            suggest_offer_choices(&near, seconds.p);
        } else {
            err_set(&err, ERR_INVALID, "'itaku %s' needs a second word", word);
        }
        if (near.best != NULL) {
            err_hint(&err, "itaku %s %.*s", word, (int)near.best_length, near.best);
        } else {
            err_hint(&err, "itaku %s %.*s", word, STR_ARG(seconds));
        }
        return tell(&err);
    }
    err_set(&err, ERR_INVALID, "there is no command '%s'", word);
    if (is_file(word)) {
        err_hint(&err, "to read this file: itaku read %s", word);
        return tell(&err);
    }
    for (size_t i = 0; cmds[i] != NULL; i++) {
        suggest_offer(&near, cmds[i]->name, strcspn(cmds[i]->name, " "));
    }
    suggest_offer(&near, "help", strlen("help"));
    if (near.best != NULL) {
        err_hint(&err, "did you mean '%.*s'? all commands: itaku --help", (int)near.best_length,
                 near.best);
    } else {
        err_hint(&err, "all commands: itaku --help");
    }
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

/* Takes --lang ja|en out of the words, wherever it stands; how many words are left. */
static int take_language(int argc, char **argv)
{
    int left = 0;

    for (int i = 0; i < argc; i++) {
        bool glued = str_starts(str_of(argv[i]), STR("--lang="));
        bool apart = strcmp(argv[i], "--lang") == 0 && i + 1 < argc;
        const char *value = glued ? argv[i] + 7 : apart ? argv[i + 1] : "";

        if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0) {
            argv[left++] = argv[i];
            continue;
        }
        tr_choose(value);
        i += apart ? 1 : 0;
    }
    return left;
}

static int help_main(int argc, char **argv)
{
    int words;

    argc = take_language(argc, argv);
    const struct cmd *cmd = cmd_find(argc, argv, &words);

    if (argc > 0 && cmd == NULL) {
        return tell_unknown(argc, argv);
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
        take_language(argc, argv);
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

    return cmd == NULL ? tell_unknown(argc, argv) : run(cmd, argc - words, argv + words);
}
