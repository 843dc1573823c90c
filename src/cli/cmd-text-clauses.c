/* itaku text clauses: the duties of a document, one row each. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "read/read.h"
#include "spec/spec.h"

#include <inttypes.h>
#include <stdio.h>

static const struct cmd_option options[] = {
    {"encoding", OPT_WORD, "utf-8|utf-16|cp932|euc-jp|iso-2022-jp", NULL, "encoding of text files"},
};

const struct cmd cmd_text_clauses;

/* Text in a TSV cell: breaks and tabs become spaces. */
static void print_cell(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        putchar((unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
}

static void print_duty(const struct reg *r, const struct reg_obligation *o)
{
    const struct doc *d = r->documents.v[o->src.file];

    printf("%" PRIu32 "\t%" PRIu32 "\t%" PRIu32 "\t%s\t%s\t", o->src.line,
           doc_source_offset(d, o->src.beg), doc_source_offset(d, o->src.end),
           reg_modality_word(o->modality), reg_actor_word(o->actor));
    print_cell(o->section);
    putchar('\t');
    print_cell(o->condition);
    putchar('\t');
    print_cell(o->src.quote);
    putchar('\n');
}

static int run(const struct cmd_call *call, struct err *err)
{
    struct read_options read_options = {.encoding = cmd_value(&cmd_text_clauses, call, "encoding")};
    struct doc d;
    struct reg reg;

    if (read_file(call->arena, call->args[0], &read_options, &d, err) < 0 ||
        spec_read(call->arena, &d, 1, &reg, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < reg.obligations.n; i++) {
        print_duty(&reg, &reg.obligations.v[i]);
    }
    return ferror(stdout) ? err_set(err, ERR_INTERNAL, "the output cannot be written") : 0;
}

const struct cmd cmd_text_clauses = {
    .name = "text clauses",
    .synopsis = TR_ID("FILE"),
    .help = "list the duties of a document, one row each",
    .details =
        "Columns, separated by tabs: line, first and last byte in the file, modality (must,\n"
        "must_not, should, may), actor (contractor, ministry, subcontractor, third-party),\n"
        "section, condition, the words of the document.",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
