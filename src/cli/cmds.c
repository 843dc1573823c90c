/*
 * The command table and what every command has in common: finding the command, checking its
 * options against its declaration, help, and telling errors.
 */
#include "cli/cmd.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

extern const struct cmd cmd_read;
extern const struct cmd cmd_text_annex;
extern const struct cmd cmd_text_clauses;
extern const struct cmd cmd_text_layer;
extern const struct cmd cmd_text_outline;

const struct cmd *const cmds[] = {
    &cmd_read,
    &cmd_text_annex,
    &cmd_text_clauses,
    &cmd_text_layer,
    &cmd_text_outline,
    NULL,
};

static void print_help(FILE *out)
{
    fprintf(out, "usage: itaku COMMAND [OPTION…] [FILE…]\n\n");
    for (size_t i = 0; cmds[i] != NULL; i++) {
        fprintf(out, "  %-16s %s\n", cmds[i]->name, cmds[i]->help);
    }
    fprintf(out, "\n'itaku help COMMAND' tells more.\n");
}

static void print_command_help(FILE *out, const struct cmd *cmd)
{
    fprintf(out, "usage: itaku %s [OPTION…] %s\n\n%s\n", cmd->name, cmd->synopsis, cmd->help);
    if (cmd->option_count > 0) {
        fprintf(out, "\n");
    }
    for (int i = 0; i < cmd->option_count; i++) {
        const struct cmd_option *o = &cmd->options[i];
        char shown[80];

        snprintf(shown, sizeof(shown), "--%s%s%s", o->name, o->type == OPT_FLAG ? "" : " ",
                 o->type == OPT_FLAG ? "" : (o->choices != NULL ? o->choices : o->value_name));
        fprintf(out, "  %-28s %s\n", shown, o->help);
    }
    if (cmd->details != NULL) {
        fprintf(out, "\n%s\n", cmd->details);
    }
}

/* The command named by the first one or two words; ret_words is how many it took. */
static const struct cmd *find_command(int argc, char **argv, int *ret_words)
{
    for (size_t i = 0; cmds[i] != NULL; i++) {
        const char *space = strchr(cmds[i]->name, ' ');

        if (space == NULL) {
            if (strcmp(cmds[i]->name, argv[0]) == 0) {
                *ret_words = 1;
                return cmds[i];
            }
        } else if (argc > 1 && strncmp(cmds[i]->name, argv[0], (size_t)(space - cmds[i]->name)) == 0 &&
                   argv[0][space - cmds[i]->name] == '\0' && strcmp(space + 1, argv[1]) == 0) {
            *ret_words = 2;
            return cmds[i];
        }
    }
    return NULL;
}

static bool is_choice(const char *choices, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = choices; p != NULL; p = strchr(p, '|')) {
        p += *p == '|';
        if (strncmp(p, word, n) == 0 && (p[n] == '|' || p[n] == '\0')) {
            return true;
        }
    }
    return false;
}

/* One "--name[=value]"; returns how many words it took. */
static int take_option(const struct cmd *cmd, struct cmd_call *call, int argc, char **argv,
                       struct err *err)
{
    const char *name = argv[0] + 2;
    size_t n = strcspn(name, "=");

    for (int i = 0; i < cmd->option_count; i++) {
        const struct cmd_option *o = &cmd->options[i];
        int words = 1;

        if (strncmp(o->name, name, n) != 0 || o->name[n] != '\0') {
            continue;
        }
        if (o->type == OPT_FLAG) {
            if (name[n] == '=') {
                return err_set(err, ERR_INVALID, "option '--%s' takes no value", o->name);
            }
            call->values[i] = "";
            return words;
        }
        if (name[n] == '=') {
            call->values[i] = name + n + 1;
        } else if (argc > 1) {
            call->values[i] = argv[1];
            words = 2;
        } else {
            return err_set(err, ERR_INVALID, "option '--%s' needs a value", o->name);
        }
        if (o->choices != NULL && !is_choice(o->choices, call->values[i])) {
            err_set(err, ERR_INVALID, "'--%s %s' is none of %s", o->name, call->values[i],
                    o->choices);
            return -1;
        }
        return words;
    }
    err_set(err, ERR_INVALID, "'itaku %s' has no option '%s'", cmd->name, argv[0]);
    return err_hint(err, "itaku help %s", cmd->name);
}

static int parse_call(const struct cmd *cmd, int argc, char **argv, struct cmd_call *call,
                      struct err *err)
{
    bool only_args = false;

    call->args = argv;
    for (int i = 0; i < argc;) {
        if (!only_args && strcmp(argv[i], "--") == 0) {
            only_args = true;
            i++;
        } else if (!only_args && strncmp(argv[i], "--", 2) == 0) {
            int words = take_option(cmd, call, argc - i, argv + i, err);

            if (words < 0) {
                return words;
            }
            i += words;
        } else {
            call->args[call->arg_count++] = argv[i++];
        }
    }
    if (call->arg_count < cmd->min_args ||
        (cmd->max_args >= 0 && call->arg_count > cmd->max_args)) {
        err_set(err, ERR_INVALID, "'itaku %s' is called with %s", cmd->name, cmd->synopsis);
        return err_hint(err, "itaku help %s", cmd->name);
    }
    return 0;
}

const char *cmd_value(const struct cmd *cmd, const struct cmd_call *call, const char *name)
{
    for (int i = 0; i < cmd->option_count; i++) {
        if (strcmp(cmd->options[i].name, name) == 0) {
            return call->values[i];
        }
    }
    assert(!"option is not declared");
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

static int help_main(int argc, char **argv)
{
    int words;
    const struct cmd *cmd = argc == 0 ? NULL : find_command(argc, argv, &words);

    if (argc > 0 && cmd == NULL) {
        struct err err;

        err_set(&err, ERR_INVALID, "there is no command '%s'", argv[0]);
        err_hint(&err, "itaku --help");
        return tell(&err);
    }
    cmd == NULL ? print_help(stdout) : print_command_help(stdout, cmd);
    return 0;
}

int cmd_main(int argc, char **argv)
{
    struct err err = {};
    int words;

    if (argc < 2) {
        print_help(stderr);
        return 2;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        return help_main(argc - 2, argv + 2);
    }
    const struct cmd *cmd = find_command(argc - 1, argv + 1, &words);

    if (cmd == NULL) {
        err_set(&err, ERR_INVALID, "there is no command '%s'", argv[1]);
        err_hint(&err, "itaku --help");
        return tell(&err);
    }
    struct arena arena CLEANUP(arena_done) = {};
    struct cmd_call call = {.arena = &arena};

    if (argc > words + 1 && strcmp(argv[words + 1], "--help") == 0) {
        print_command_help(stdout, cmd);
        return 0;
    }
    if (parse_call(cmd, argc - 1 - words, argv + 1 + words, &call, &err) < 0) {
        return tell(&err);
    }
    int status = cmd->run(&call, &err);

    return status < 0 ? tell(&err) : status;
}
