/* itaku text outline: the tree of numbered items of a document, one line an item. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "read/read.h"
#include "spec/spec.h"

#include <stdio.h>

/* A heading may go over a line break of the file; a line of the output may not. */
static void print_flat(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        putchar(s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r' ? ' ' : s.p[i]);
    }
}

static int run(const struct cmd_call *call, struct err *err)
{
    struct read_options options = {};
    struct doc doc;
    struct reg reg;

    if (read_file(call->arena, call->args[0], &options, &doc, err) < 0 ||
        spec_read(call->arena, &doc, 1, &reg, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < reg.outline.n; i++) {
        const struct reg_node *n = &reg.outline.v[i];

        printf("%u\t%u\t", n->src.line, n->level);
        print_flat(n->path);
        putchar('\t');
        print_flat(n->label);
        putchar('\t');
        print_flat(n->heading);
        printf("\t%s\t%u\n", n->is_auto ? "auto" : "", n->confidence);
    }
    if (fflush(stdout) != 0) {
        return err_set(err, ERR_IO, "could not write the outline");
    }
    return 0;
}

const struct cmd cmd_text_outline = {
    .name = "text outline",
    .synopsis = TR_ID("FILE"),
    .help = "print the numbered items: line, level, path, mark, heading, auto, confidence",
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
