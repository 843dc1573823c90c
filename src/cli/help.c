/* What the program says about itself, from the table of commands; see cmd.h. */
#include "base/tr.h"
#include "cli/cmd.h"

#include <string.h>

enum { OPTION_COLUMN = 30 };

struct str cmd_option_shown(struct arena *a, const struct cmd_option *o)
{
    struct str head = o->letter == 0 ? STR("    ") : arena_printf(a, "-%c, ", o->letter);
    const char *value = o->value_name != NULL ? o->value_name : o->choices;

    switch (o->type) {
    case OPT_FLAG:
        return arena_printf(a, "%.*s--%s", STR_ARG(head), o->name);
    case OPT_OUTPUT:
        return arena_printf(a, "%.*s--%s[=FILE%s]", STR_ARG(head), o->name, o->choices);
    default:
        return arena_printf(a, "%.*s--%s %s", STR_ARG(head), o->name, value == NULL ? "" : value);
    }
}

static void put_option(FILE *out, struct arena *a, const struct cmd_option *o)
{
    struct str shown = cmd_option_shown(a, o);

    fprintf(out, "  %.*s", STR_ARG(shown));
    if (shown.n + 2 < OPTION_COLUMN) {
        fprintf(out, "%*s%s\n", (int)(OPTION_COLUMN - shown.n - 2), "", tr(o->help));
    } else {
        fprintf(out, "\n%*s%s\n", OPTION_COLUMN, "", tr(o->help));
    }
    if (o->value_name != NULL && o->choices != NULL) {
        fprintf(out, "%*s%s\n", OPTION_COLUMN, "", o->choices);
    }
}

static void put_options(FILE *out, struct arena *a, const struct cmd *cmd)
{
    for (int i = 0; cmd != NULL && i < cmd->option_count; i++) {
        put_option(out, a, &cmd->options[i]);
    }
    for (const struct cmd_option *o = cmd_common_options; o->name != NULL; o++) {
        put_option(out, a, o);
    }
}

void cmd_help_version(FILE *out)
{
    fprintf(out, "itaku %s\n%s\n", ITAKU_VERSION, tr("Free software, AGPL-3.0-or-later."));
}

void cmd_help_all(FILE *out)
{
    struct arena a CLEANUP(arena_done) = {};

    fprintf(out, "%s\n\n%s\n\n%s\n",
            tr("itaku reads specification documents of commissioned work."),
            tr("usage: itaku COMMAND [OPTION…] [FILE…]"), tr("Commands:"));
    for (size_t i = 0; cmds[i] != NULL; i++) {
        fprintf(out, "  %-16s %s\n", cmds[i]->name, tr(cmds[i]->help));
    }
    fprintf(out, "\n%s\n", tr("Options of every command:"));
    put_options(out, &a, NULL);
    fprintf(out, "\n%s\n", tr("'itaku help COMMAND' tells more, 'man itaku' everything."));
}

void cmd_help_one(FILE *out, const struct cmd *cmd)
{
    struct arena a CLEANUP(arena_done) = {};

    fprintf(out, tr("usage: itaku %s [OPTION…] %s\n"), cmd->name,
            tr(cmd->synopsis));
    fprintf(out, "\n%s\n\n", tr(cmd->help));
    put_options(out, &a, cmd);
    if (cmd->details != NULL) {
        fprintf(out, "\n%s\n", tr(cmd->details));
    }
}
