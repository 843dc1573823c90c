/* Findings as a list of questions to the issuer (質問票); see findings.h. */
#include "text/calendar.h"
#include "write/book.h"
#include "write/findings.h"
#include "write/width.h"
#include "write/words.h"

/* 該当箇所: the section, page or line, and what else stands against it. */
static struct str place_of(struct arena *a, const struct reg *r, const struct reg_finding *x)
{
    struct str place = words_place(a, TR_JA, r, &x->src, words_section_of(r, &x->src));

    if (!x->has_other) {
        return place;
    }
    return arena_printf(
        a, "%.*s\n%.*s", STR_ARG(place),
        STR_ARG(words_place(a, TR_JA, r, &x->other, words_section_of(r, &x->other))));
}

static struct str quote_of(struct arena *a, const struct reg_finding *x)
{
    struct str quote = width_flow(a, x->src.quote);

    if (!x->has_other) {
        return arena_printf(a, "「%.*s」", STR_ARG(quote));
    }
    return arena_printf(a, "「%.*s」\n「%.*s」", STR_ARG(quote),
                        STR_ARG(width_flow(a, x->other.quote)));
}

int findings_xlsx_write(const char *path, const struct findings *f, struct err *err)
{
    static const struct book_column columns[] = {
        {"番号", 6, BOOK_TEXT},  {"該当箇所", 20, BOOK_TEXT}, {"原文", 50, BOOK_TEXT},
        {"質問", 60, BOOK_TEXT}, {"回答", 50, BOOK_FREE},
    };
    struct arena arena CLEANUP(arena_done) = {};
    const struct reg *r = f->reg;
    struct str title = {};
    struct book *b;
    int number = 0;
    int32_t notice = CALENDAR_NONE;

    for (uint32_t i = 0; i < r->facts.n; i++) {
        if (str_eq(r->facts.v[i].key, STR("title"))) {
            title = r->facts.v[i].value;
        } else if (str_eq(r->facts.v[i].key, STR("notice_date"))) {
            notice = calendar_parse(r->facts.v[i].value);
        }
    }
    if (book_open(&arena, path, title, notice == CALENDAR_NONE ? 0 : notice, &b, err) < 0) {
        return -1;
    }
    book_sheet(b, "質問票", columns, COUNT(columns));
    for (uint32_t i = 0; i < r->findings.n; i++) {
        const struct reg_finding *x = &r->findings.v[i];

        if (x->question.n == 0) {
            continue;
        }
        book_number(b, ++number);
        book_text(b, place_of(&arena, r, x));
        book_text(b, quote_of(&arena, x));
        book_text(b, x->question);
        book_end_row(b);
    }
    return book_close(b, err);
}
