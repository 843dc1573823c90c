/* itaku text when: the time expressions of every line of standard input, as tab-separated text. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "cli/text-lines.h"
#include "text/when.h"

#include <stdio.h>

static const struct cmd_option options[] = {
    {"ref", OPT_DATE, NULL, "DATE", "the date that 本年, 来月 and dates without a year refer to"},
};

const struct cmd cmd_text_when;

static void print_line(struct arena *a, const struct text_line *line, void *user)
{
    const struct when_context *given = user;
    struct when_context context = *given;
    struct when_list list = {};

    when_scan(a, line->folded.s, &context, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct when *w = &list.v[i];
        struct str value = when_value(a, w, line->folded.s);
        struct str mods = when_mods(a, w->mods);
        struct str flags = when_flags(a, w->flags);

        printf("%u\t%u\t%u\t%s\t%.*s\t%.*s\t%.*s\n", line->number, ftext_beg(&line->folded, w->beg),
               ftext_end(&line->folded, w->end, line->source), when_kind_name(w->kind),
               STR_ARG(value), STR_ARG(mods), STR_ARG(flags));
    }
}

static int run(const struct cmd_call *call, struct err *err)
{
    const char *ref = cmd_value(&cmd_text_when, call, "ref");
    struct when_context context;

    when_context_init(&context);
    if (ref != NULL) {
        context.ref_day = calendar_parse(str_of(ref));
    }
    return text_lines_each(stdin, print_line, &context, err);
}

const struct cmd cmd_text_when = {
    .name = "text when",
    .synopsis = TR_ID("< TEXT"),
    .help = "print the time expressions of each line of standard input",
    .details = "Tab-separated, without a header: line, beg, end, kind, value, mod, flags.\n"
               "beg and end are bytes of the line, end exclusive.",
    .options = options,
    .option_count = COUNT(options),
    .run = run,
};
