/* itaku text layer: what the readers make of a file, as text or line by line. */
#include "base/tr.h"
#include "cli/cmd.h"
#include "read/read.h"

#include <inttypes.h>
#include <stdio.h>

static const struct cmd_option options[] = {
    {"lines", OPT_FLAG, NULL, NULL, "one row a line: beg, end, page, role, cell, flags, text"},
    {"encoding", OPT_WORD, "utf-8|utf-16|cp932|euc-jp|iso-2022-jp", NULL, "encoding of text files"},
};

const struct cmd cmd_text_layer;

static const char *const roles[] = {
    [DOC_BODY] = "body",         [DOC_HEADER] = "header",
    [DOC_FOOTER] = "footer",     [DOC_PAGE_NUMBER] = "page-number",
    [DOC_FOOTNOTE] = "footnote", [DOC_MARK] = "mark",
};

static const char *const note_kinds[] = {
    [DOC_NOTE_ENCODING] = "encoding", [DOC_NOTE_MIXED] = "mixed",
    [DOC_NOTE_TRACKED] = "tracked",   [DOC_NOTE_NO_TEXT] = "no-text",
    [DOC_NOTE_CUT] = "cut",           [DOC_NOTE_DAMAGE] = "damage",
    [DOC_NOTE_HIDDEN] = "hidden",     [DOC_NOTE_LONG_LINE] = "long-line",
};

static void print_flags(const struct doc_line *line)
{
    static const struct {
        uint8_t flag;
        char letter;
    } letters[] = {
        {DOC_PARAGRAPH_END, 'P'}, {DOC_HIDDEN, 'H'},     {DOC_INSERTED, 'I'}, {DOC_DELETED, 'D'},
        {DOC_LIST_ITEM, 'L'},     {DOC_FULL_WIDTH, 'W'}, {DOC_TEXT_BOX, 'B'},
    };
    bool any = false;

    for (size_t i = 0; i < COUNT(letters); i++) {
        if (line->flags & letters[i].flag) {
            putchar(letters[i].letter);
            any = true;
        }
    }
    if (!any) {
        putchar('-');
    }
}

/* Text in a TSV cell: no tabs, no breaks. */
static void print_cell(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        putchar((unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
}

static void print_line(const struct doc *d, const struct doc_line *line)
{
    printf("%" PRIu32 "\t%" PRIu32 "\t%" PRIu32 "\t%s\t", line->beg, line->end, line->page,
           roles[line->role]);
    if (line->table > 0) {
        printf("%u/%" PRIu32 "/%" PRIu32, line->table, line->row, line->col);
        if (line->row_span > 1 || line->col_span > 1) {
            printf("+%ux%u", MAX(line->row_span, 1), MAX(line->col_span, 1));
        }
    } else {
        putchar('-');
    }
    printf("\t%u\t%u\t%u\t%.1f\t", line->indent, line->list_level, line->outline_level,
           (double)line->font_size);
    print_flags(line);
    putchar('\t');
    print_cell(line->label);
    putchar('\t');
    print_cell(line->style);
    putchar('\t');
    print_cell(doc_line_text(d, line));
    putchar('\n');
}

static void print_notes(const struct doc *d)
{
    for (uint32_t i = 0; i < d->notes.n; i++) {
        const struct doc_note *note = &d->notes.v[i];

        fprintf(stderr, "%.*s: %s: %.*s\n", STR_ARG(d->name), note_kinds[note->kind],
                STR_ARG(note->detail));
    }
}

static int run(const struct cmd_call *call, struct err *err)
{
    struct read_options read_options = {.encoding = cmd_value(&cmd_text_layer, call, "encoding")};
    bool lines = cmd_value(&cmd_text_layer, call, "lines") != NULL;

    for (int i = 0; i < call->arg_count; i++) {
        struct doc d;
        int r = read_file(call->arena, call->args[i], &read_options, &d, err);

        if (r < 0) {
            return r;
        }
        if (lines) {
            for (uint32_t k = 0; k < d.lines.n; k++) {
                print_line(&d, &d.lines.v[k]);
            }
        } else {
            fwrite(d.text.p, 1, d.text.n, stdout);
        }
        print_notes(&d);
    }
    return 0;
}

const struct cmd cmd_text_layer = {
    .name = "text layer",
    .synopsis = TR_ID("FILE…"),
    .help = "show what the readers make of a file: its text, or its lines with --lines",
    .details =
        "With --lines, one row a line, separated by tabs: first and last byte of the text\n"
        "layer, page, role, table/row/column, indent, list level, outline level, font size,\n"
        "flags, computed number, style, text. Flags: P paragraph end, H hidden, I inserted,\n"
        "D deleted, L list item, W reaches the right margin, B text box.",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 1,
    .max_args = -1,
    .run = run,
};
