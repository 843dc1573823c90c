/* The questions of a contract as a workbook (質問票) to be sent to the issuer. */
#include "text/calendar.h"
#include "web/download.h"
#include "web/items.h"
#include "write/book.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void write_questions(struct book *book, const struct item_list *list)
{
    const struct book_column columns[] = {
        {"番号", 6, BOOK_TEXT},    {"該当箇所", 14, BOOK_TEXT}, {"原文", 40, BOOK_TEXT},
        {"質問", 60, BOOK_TEXT},   {"送付日", 14, BOOK_DATE},   {"回答", 60, BOOK_TEXT},
        {"回答日", 14, BOOK_DATE}, {"回答者", 16, BOOK_TEXT},
    };

    book_sheet(book, "質問票", columns, COUNT(columns));
    for (uint32_t i = 0; i < list->n; i++) {
        const struct item *q = &list->v[i];

        book_text(book, item_text(q, "number"));
        book_text(book, item_text(q, "section"));
        book_text(book, item_text(q, "quote"));
        book_text(book, item_text(q, "text"));
        book_day(book, calendar_parse(item_text(q, "sent_day")));
        book_text(book, item_text(q, "answer"));
        book_day(book, calendar_parse(item_text(q, "answer_day")));
        book_text(book, item_text(q, "answer_by"));
        if (!book_end_row(book)) {
            return;
        }
    }
}

/* The book is written to a file of the desk's folder, which is gone when it has been sent. */
static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct contract one;
    struct item_list list;
    struct book *book;
    struct stat st;

    if (act_contract(c->act, c->ids[0], &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_question, &list, err) < 0) {
        return -1;
    }
    const char *path = arena_printf(c->q->arena, "%s/questions-%.*s.tmp", desk_folder(c->act->desk),
                                    STR_ARG(c->q->id))
                           .p;

    if (book_open(c->q->arena, path, one.title, act_today(c->act), &book, err) < 0) {
        return -1;
    }
    write_questions(book, &list);
    int status = book_close(book, err);

    r->fd = status == 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    unlink(path);
    if (status < 0) {
        return -1;
    }
    if (r->fd < 0 || fstat(r->fd, &st) < 0) {
        return err_set(err, ERR_IO, "the workbook could not be read back: %s", err_reason(errno));
    }
    r->fd_bytes = st.st_size;
    http_header(r, "Content-Type",
                STR("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
    download_name(r, STR("質問票.xlsx"));
    return 0;
}

const struct page page_questions_book = {
    .path = "/contracts/{id}/questions.xlsx",
    .may = MAY_READ,
    .show = show,
    .help = "The questions of a contract as a workbook.",
};
