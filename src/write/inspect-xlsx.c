/*
 * The findings as a workbook for those who decide: a sheet of files, a sheet of findings with
 * columns to fill in. In Japanese: it is a paper of the office.
 */
#include "write/book.h"
#include "write/inspect-report.h"

static void put_files(struct book *b, const struct inspect_report *report)
{
    static const struct book_column columns[] = {
        {"番号", 6, BOOK_TEXT},     {"ファイル", 50, BOOK_TEXT}, {"種類", 8, BOOK_TEXT},
        {"状態", 14, BOOK_TEXT},    {"理由", 40, BOOK_TEXT},     {"C", 6, BOOK_TEXT},
        {"H", 6, BOOK_TEXT},        {"M", 6, BOOK_TEXT},         {"L", 6, BOOK_TEXT},
        {"SHA-256", 66, BOOK_TEXT},
    };

    const size_t shared = inspect_shared_bytes(report);

    book_sheet(b, "ファイル", columns, COUNT(columns));
    for (uint32_t i = 0; i < report->files.n; i++) {
        const struct inspect_file *f = &report->files.v[i];
        uint32_t by_severity[INSPECT_LOW + 1] = {};

        for (uint32_t k = 0; k < f->findings.n; k++) {
            by_severity[f->findings.v[k].rule->severity]++;
        }
        book_number(b, i + 1);
        book_text(b, str_sub(f->path, shared, f->path.n));
        book_text(b, inspect_kind_title(f->kind));
        if (f->state == INSPECT_INSPECTED) {
            book_text(b, str_of(inspect_state_title(f->state)));
        } else {
            book_alarm(b, str_of(inspect_state_title(f->state)));
        }
        book_text(b, f->why);
        for (int s = 0; s <= INSPECT_LOW; s++) {
            book_number(b, by_severity[s]);
        }
        book_text(b, f->sha256);
        book_end_row(b);
    }
}

static bool put_finding(struct book *b, uint32_t number, const struct inspect_file *f,
                        struct str path, const struct inspect_finding *x)
{
    struct arena arena CLEANUP(arena_done) = {};
    const struct inspect_rule *rule = x->rule;
    struct str severity = str_of(inspect_severity_word(rule->severity));

    book_number(b, number);
    book_text(b, path);
    if (rule->severity <= INSPECT_HIGH) {
        book_alarm(b, severity);
    } else {
        book_text(b, severity);
    }
    book_text(b, str_of(rule->id));
    book_text(b, str_of(inspect_word(rule->what_ja, rule->what_en)));
    book_text(b, inspect_place_title(&arena, tr_language(), f->kind, x->place));
    book_text(b, str_of(inspect_word(rule->sees_ja, rule->sees_en)));
    book_text(b, x->reads);
    book_number(b, x->count);
    book_text(b, str_of(inspect_basis_title(x->basis)));
    book_text(b, str_of(inspect_word(rule->fix_ja, rule->fix_en)));
    return book_end_row(b);
}

int inspect_xlsx_write(const char *path, const struct inspect_shown *shown, struct err *err)
{
    static const struct book_column columns[] = {
        {"番号", 6, BOOK_TEXT},    {"ファイル", 32, BOOK_TEXT},       {"重大度", 8, BOOK_TEXT},
        {"規則", 10, BOOK_TEXT},   {"内容", 36, BOOK_TEXT},           {"箇所", 28, BOOK_TEXT},
        {"見た目", 24, BOOK_TEXT}, {"読み取れるもの", 28, BOOK_TEXT}, {"件数", 6, BOOK_TEXT},
        {"根拠", 18, BOOK_TEXT},   {"対処", 40, BOOK_TEXT},           {"判断", 12, BOOK_FREE},
        {"理由", 30, BOOK_FREE},   {"判断した人", 14, BOOK_OWNER},    {"判断した日", 12, BOOK_FREE},
    };
    struct arena arena CLEANUP(arena_done) = {};
    const struct inspect_report *report = shown->report;
    const size_t shared = inspect_shared_bytes(report);
    struct book *b;
    uint32_t number = 0;
    bool has_room = true;

    if (book_open(&arena, path, STR("持ち出し前検査"), 0, &b, err) < 0) {
        return -1;
    }
    book_sheet(b, "指摘", columns, COUNT(columns));
    for (int severity = 0; severity <= INSPECT_LOW; severity++) {
        for (uint32_t i = 0; i < report->files.n; i++) {
            const struct inspect_file *f = &report->files.v[i];

            for (uint32_t k = 0; k < f->findings.n && has_room; k++) {
                if ((int)f->findings.v[k].rule->severity == severity) {
                    has_room = put_finding(b, ++number, f, str_sub(f->path, shared, f->path.n),
                                           &f->findings.v[k]);
                }
            }
        }
    }
    put_files(b, report);
    return book_close(b, err);
}
