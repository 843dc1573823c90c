/* The words of a call, checked against the declaration of its command; see cmd.h. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/suggest.h"
#include "text/calendar.h"

#include <assert.h>
#include <string.h>

const struct cmd_option cmd_common_options[] = {
    {"lang", OPT_WORD, "ja|en", NULL, "language of messages and views"},
    {"help", OPT_FLAG, NULL, NULL, "show this help", 'h'},
    {"version", OPT_FLAG, NULL, NULL, "show the version", 'V'},
    {NULL},
};

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

static bool ends_with(const char *word, const char *ending)
{
    return str_ends(str_of(word), str_of(ending)) && strlen(word) > strlen(ending);
}

/* What a call knows of the option being read. */
struct given {
    const struct cmd_option *option;
    const char *value; /* behind '=' or glued to the letter; NULL = none yet */
    const char *next;  /* the next word; NULL = none */
};

static int common_count(void)
{
    int n = 0;

    while (cmd_common_options[n].name != NULL) {
        n++;
    }
    return n;
}

static int refuse_choice(const struct cmd_option *o, const char *value, struct err *err)
{
    struct suggest near = {.word = value};

    err_set(err, ERR_INVALID, "'--%s %s' is none of %s", o->name, value, o->choices);
    suggest_offer_choices(&near, o->choices);
    if (near.best != NULL) {
        return err_hint(err, "did you mean '%.*s'?", (int)near.best_length, near.best);
    }
    return strcmp(o->name, "encoding") == 0 ? err_hint(err, "Shift_JIS is cp932") : -1;
}

/* An option nobody declared; `word` has its dashes. */
static int refuse_option(const struct cmd *cmd, const char *word, struct err *err)
{
    struct suggest near = {.word = word + strspn(word, "-")};

    err_set(err, ERR_INVALID, "'itaku %s' has no option '%s'", cmd->name, word);
    for (int i = 0; word[1] == '-' && i < cmd->option_count; i++) {
        suggest_offer(&near, cmd->options[i].name, strlen(cmd->options[i].name));
    }
    for (int i = 0; word[1] == '-' && i < common_count(); i++) {
        suggest_offer(&near, cmd_common_options[i].name, strlen(cmd_common_options[i].name));
    }
    if (near.best != NULL) {
        return err_hint(err, "did you mean '--%s'? all options: itaku help %s", near.best,
                        cmd->name);
    }
    return err_hint(err, "all options: itaku help %s", cmd->name);
}

/* Settles the value; returns how many words it took, or <0. */
static int settle(const struct given *g, const char **ret_value, struct err *err)
{
    const struct cmd_option *o = g->option;

    if (o->type == OPT_FLAG) {
        if (g->value != NULL) {
            return err_set(err, ERR_INVALID, "option '--%s' takes no value", o->name);
        }
        *ret_value = "";
        return 1;
    }
    if (o->type == OPT_OUTPUT) {
        if (g->value != NULL && !ends_with(g->value, o->choices)) {
            return err_set(err, ERR_INVALID, "'--%s=%s': the name of the file must end in '%s'",
                           o->name, g->value, o->choices);
        }
        bool takes_next = g->value == NULL && g->next != NULL && ends_with(g->next, o->choices);

        *ret_value = g->value != NULL ? g->value : takes_next ? g->next : "";
        return takes_next ? 2 : 1;
    }
    if (g->value == NULL && g->next == NULL) {
        return err_set(err, ERR_INVALID, "option '--%s' needs a value", o->name);
    }
    const char *value = g->value != NULL ? g->value : g->next;

    if (o->choices != NULL && !is_choice(o->choices, value)) {
        return refuse_choice(o, value, err);
    }
    if (o->type == OPT_DATE && calendar_parse(str_of(value)) == CALENDAR_NONE) {
        err_set(err, ERR_INVALID, "'--%s %s' is no day", o->name, value);
        return err_hint(err, "write it as 2026-04-01");
    }
    *ret_value = value;
    return g->value != NULL ? 1 : 2;
}

/* The option a word names, in the command's list or the common one; fills value and index. */
static const struct cmd_option *find_option(const struct cmd_option *list, int count,
                                            const char *word, const char **ret_value)
{
    for (int i = 0; i < count; i++) {
        const struct cmd_option *o = &list[i];

        if (word[1] != '-') {
            if (o->letter != 0 && o->letter == word[1]) {
                *ret_value = word[2] == '\0' ? NULL : word + 2;
                return o;
            }
            continue;
        }
        size_t n = strcspn(word + 2, "=");

        if (strncmp(o->name, word + 2, n) == 0 && o->name[n] == '\0') {
            *ret_value = word[2 + n] == '=' ? word + 3 + n : NULL;
            return o;
        }
    }
    return NULL;
}

static int take_option(const struct cmd *cmd, struct cmd_call *call, int argc, char **argv,
                       struct err *err)
{
    struct given g = {.next = argc > 1 ? argv[1] : NULL};
    const char *value = NULL;
    int words;

    g.option = find_option(cmd->options, cmd->option_count, argv[0], &g.value);
    if (g.option != NULL) {
        words = settle(&g, &value, err);
        call->values[g.option - cmd->options] = value;
        return words;
    }
    g.option = find_option(cmd_common_options, common_count(), argv[0], &g.value);
    if (g.option == NULL) {
        return refuse_option(cmd, argv[0], err);
    }
    words = settle(&g, &value, err);
    if (words > 0 && strcmp(g.option->name, "lang") == 0) {
        tr_choose(value);
    }
    return words;
}

int cmd_parse(const struct cmd *cmd, int argc, char **argv, struct cmd_call *call, struct err *err)
{
    bool only_args = false;

    call->args = argv;
    for (int i = 0; i < argc;) {
        if (!only_args && strcmp(argv[i], "--") == 0) {
            only_args = true;
            i++;
        } else if (!only_args && argv[i][0] == '-' && argv[i][1] != '\0') {
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
        err_set(err, ERR_INVALID, "'itaku %s' is called with %s", cmd->name, tr(cmd->synopsis));
        return err_hint(err, "itaku %s %s; more: itaku help %s", cmd->name, tr(cmd->synopsis),
                        cmd->name);
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
