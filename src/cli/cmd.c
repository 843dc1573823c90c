/*
 * The way from the words of a call to the command that runs: help and version, finding the command,
 * running it, telling errors.
 */
#include "cli/cmd.h"

#include "base/tr.h"
#include "cli/suggest.h"

#include <string.h>
#include <sys/stat.h>

/* The command named by the first one or two words; *ret_words is how many it took. NULL = none. */
static const struct cmd *find(const struct cmd *const *cmds, int argc, char **argv, int *ret_words)
{
    for (size_t i = 0; argc > 0 && cmds[i] != NULL; i++) {
        const char *space = strchr(cmds[i]->name, ' ');
        size_t head = space == NULL ? strlen(cmds[i]->name) : (size_t)(space - cmds[i]->name);

        if (strncmp(cmds[i]->name, argv[0], head) != 0 || argv[0][head] != '\0') {
            continue;
        }
        if (space == NULL || (argc > 1 && strcmp(space + 1, argv[1]) == 0)) {
            *ret_words = space == NULL ? 1 : 2;
            return cmds[i];
        }
    }
    return NULL;
}

static int tell(const struct err *err)
{
    fprintf(stderr, "itaku: %s\n", err->message);
    if (err->hint[0] != '\0') {
        fprintf(stderr, "  → %s\n", err->hint);
    }
    return err_exit_status(err->kind);
}

/* The second words of the commands that begin with `head`: "when|quantity|outline". */
static struct str second_words(const struct cmd *const *cmds, struct arena *a, const char *head)
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
static int tell_unknown(const struct cmd *const *cmds, int argc, char **argv)
{
    struct arena a CLEANUP(arena_done) = {};
    struct err err;
    const char *word = argv[0];
    struct str seconds = second_words(cmds, &a, word);
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

static int help_main(const struct cmd *const *cmds, int argc, char **argv)
{
    int words;

    argc = take_language(argc, argv);
    const struct cmd *cmd = find(cmds, argc, argv, &words);

    if (argc > 0 && cmd == NULL) {
        return tell_unknown(cmds, argc, argv);
    }
    cmd == NULL ? cmd_help_all(stdout, cmds) : cmd_help_one(stdout, cmd);
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

int cmd_main(const struct cmd *const *cmds, int argc, char **argv)
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
        cmd_help_all(stderr, cmds);
        return 2;
    }
    if (is_word(argv[0], "-h", "--help") || strcmp(argv[0], "help") == 0) {
        return help_main(cmds, argc - 1, argv + 1);
    }
    if (is_word(argv[0], "-V", "--version")) {
        cmd_help_version(stdout);
        return shown();
    }
    const struct cmd *cmd = find(cmds, argc, argv, &words);

    return cmd == NULL ? tell_unknown(cmds, argc, argv) : run(cmd, argc - words, argv + words);
}
