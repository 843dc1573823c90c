/* itaku text quantity: the quantities of each line of standard input. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "text/fold.h"
#include "text/quantity.h"

#include <stdio.h>
#include <stdlib.h>

static void print_line(struct arena *a, unsigned long number, struct str line)
{
    struct ftext t = fold(a, line);
    struct quantity_list list = {};

    quantity_scan(a, t.s, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct quantity *q = &list.v[i];
        struct str value = quantity_value(a, q);
        struct str unit = quantity_unit(a, q);

        printf("%lu\t%u\t%u\t%.*s\t%.*s\t%s\t%s\n", number, ftext_beg(&t, q->beg),
               ftext_end(&t, q->end, line), STR_ARG(value), STR_ARG(unit), q->approx ? "~" : "",
               quantity_tax_name(q->tax));
    }
}

static int run(const struct cmd_call *call, struct err *err)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;

    for (unsigned long number = 1; (n = getline(&line, &room, stdin)) >= 0; number++) {
        struct arena a CLEANUP(arena_done) = {};

        n -= n > 0 && line[n - 1] == '\n';
        n -= n > 0 && line[n - 1] == '\r';
        print_line(&a, number, (struct str){.p = line, .n = (size_t)n});
    }
    free(line);
    if (fflush(stdout) != 0) {
        return err_set(err, ERR_IO, "could not write the quantities");
    }
    return 0;
}

const struct cmd cmd_text_quantity = {
    .name = "text quantity",
    .synopsis = TR_ID("< TEXT"),
    .help = "print the quantities of each line: line, beg, end, value, unit, approx, tax",
    .min_args = 0,
    .max_args = 0,
    .run = run,
};
