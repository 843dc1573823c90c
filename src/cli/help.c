/* What the program says about itself, from the table of commands; see cmd.h. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "write/screen.h"

#include <string.h>

enum { OPTION_COLUMN = 30, COMMAND_COLUMN = 19, HELP_COLUMNS = 80 };

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

/* Text from a column on, on as many lines as it takes; `at` columns are written already. */
static void put_text(FILE *out, int at, int column, struct str text)
{
    struct screen screen;

    screen_init(&screen, out, false);
    screen.at = at;
    screen_tab(&screen, column);
    screen_wrap(&screen, column, text);
    screen_end_line(&screen);
}

/* Paragraphs are wrapped, lines that begin with a space stay as they are. */
static void put_details(FILE *out, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t beg = at;
        ptrdiff_t end = str_find(text, STR("\n"), at);

        at = end < 0 ? text.n : (size_t)end + 1;
        if (text.p[beg] == ' ' || text.p[beg] == '\n') {
            fprintf(out, "%.*s", STR_ARG(str_sub(text, beg, at)));
            fputs(end < 0 ? "\n" : "", out);
            continue;
        }
        while (at < text.n && text.p[at] != ' ' && text.p[at] != '\n') {
            end = str_find(text, STR("\n"), at);
            at = end < 0 ? text.n : (size_t)end + 1;
        }
        put_text(out, 0, 0, str_sub(text, beg, at));
    }
}

/* "facts|dates|…" in the column of the helps, on as many lines as it takes. */
static void put_choices(FILE *out, const char *choices)
{
    int at = OPTION_COLUMN;

    fprintf(out, "%*s", OPTION_COLUMN, "");
    while (*choices != '\0') {
        int n = (int)strcspn(choices + 1, "|") + 1; /* a choice with the bar before it */

        if (at + n > HELP_COLUMNS) {
            fprintf(out, "\n%*s", OPTION_COLUMN, "");
            at = OPTION_COLUMN;
        }
        fprintf(out, "%.*s", n, choices);
        choices += n;
        at += n;
    }
    fputc('\n', out);
}

static void put_option(FILE *out, struct arena *a, const struct cmd_option *o)
{
    struct str shown = cmd_option_shown(a, o);

    fprintf(out, "  %.*s", STR_ARG(shown));
    if (shown.n + 2 < OPTION_COLUMN) {
        put_text(out, (int)shown.n + 2, OPTION_COLUMN, str_of(tr(o->help)));
    } else {
        fputc('\n', out);
        put_text(out, 0, OPTION_COLUMN, str_of(tr(o->help)));
    }
    if (o->value_name != NULL && o->choices != NULL) {
        put_choices(out, o->choices);
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

void cmd_help_all(FILE *out, const struct cmd *const *cmds)
{
    struct arena a CLEANUP(arena_done) = {};

    fprintf(
        out, "%s\n\n%s\n\n%s\n",
        tr("itaku reads specification documents of commissioned work and sees its duties through."),
        tr("usage: itaku COMMAND [OPTION…] [FILE…]"), tr("Commands:"));
    for (size_t i = 0; cmds[i] != NULL; i++) {
        fprintf(out, "  %-16s", cmds[i]->name);
        put_text(out, COMMAND_COLUMN - 1, COMMAND_COLUMN, str_of(tr(cmds[i]->help)));
    }
    fprintf(out, "\n%s\n", tr("Options of every command:"));
    put_options(out, &a, NULL);
    fprintf(out, "\n%s\n", tr("'itaku help COMMAND' tells more, 'man itaku' everything."));
}

void cmd_help_one(FILE *out, const struct cmd *cmd)
{
    struct arena a CLEANUP(arena_done) = {};

    fprintf(out, tr("usage: itaku %s [OPTION…] %s\n"), cmd->name, tr(cmd->synopsis));
    fprintf(out, "\n%s\n\n", tr(cmd->help));
    put_options(out, &a, cmd);
    if (cmd->details != NULL) {
        fputc('\n', out);
        put_details(out, str_of(tr(cmd->details)));
    }
}
