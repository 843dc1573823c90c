/*
 * Objects are told by the table of references. After the last "endobj" before the next object there
 * is nothing but, where a revision ends, its table and trailer.
 */
#include "inspect/pdf/pdf-gap.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "inspect/pdf/pdf-remark.h"

#include <stdlib.h>

enum { MAX_OBJECTS = 1000000, MAX_REVISIONS = 1000 };

static int by_offset(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

struct gaps {
    struct str bytes;
    void (*take)(void *user, struct str text, size_t at);
    void *user;
};

static void take_lost(const struct gaps *g, size_t beg, size_t end)
{
    struct str text = str_trim(str_sub(g->bytes, beg, end));

    if (pdf_remark_is_worth(text)) {
        g->take(g->user, text, (size_t)(text.p - g->bytes.p));
    }
}

static void take_comment(void *user, struct str comment)
{
    const struct gaps *g = user;

    g->take(g->user, str_trim(comment), (size_t)(comment.p - g->bytes.p));
}

/* Line by line: the usual ones say nothing. */
static void take_lines(struct gaps *g, size_t beg, size_t end)
{
    while (beg < end) {
        const char *line = memchr(g->bytes.p + beg, '\n', end - beg);
        size_t next = line == NULL ? end : (size_t)(line - g->bytes.p);

        take_lost(g, beg, next);
        beg = next + 1;
    }
}

/* Lines between two objects, without the tables and trailers of revisions that end there. */
static void take_gap(struct gaps *g, size_t beg, size_t end)
{
    static const char *const words[] = {"xref", "trailer", "startxref"};

    for (int i = 0; i < MAX_REVISIONS && beg < end; i++) {
        struct str gap = str_sub(g->bytes, beg, end);
        size_t stop = gap.n;
        ptrdiff_t again;

        if (str_trim(gap).n == 0 || str_has(gap, STR(" obj"))) {
            return; /* objects that the table does not have: not here */
        }
        for (size_t k = 0; k < COUNT(words); k++) {
            ptrdiff_t at = str_find(gap, str_of(words[k]), 0);

            stop = at >= 0 ? MIN(stop, (size_t)at) : stop;
        }
        take_lines(g, beg, beg + stop);
        again = str_find(gap, STR("%%EOF"), stop);
        beg = again < 0 ? end : beg + (size_t)again + 5;
    }
}

/* An object and what follows it: comments before its stream or end, between these, behind it. */
static void take_stretch(struct gaps *g, size_t beg, size_t end)
{
    struct str all = str_sub(g->bytes, beg, end);
    ptrdiff_t last = str_rfind(all, STR("endobj")), stream = str_find(all, STR("stream"), 0);
    ptrdiff_t after = str_rfind(all, STR("endstream"));
    size_t head = stream >= 0 ? (size_t)stream : last >= 0 ? (size_t)last : 0;

    pdf_remark_comments(str_sub(all, 0, head), false, take_comment, g);
    if (last > after && after >= 0 &&
        !str_has(str_sub(all, (size_t)after, (size_t)last), STR(" obj"))) {
        take_lost(g, beg + (size_t)after + 9, beg + (size_t)last);
    }
    if (last >= 0) {
        take_gap(g, beg + (size_t)last + 6, end);
    }
}

/*
 * Behind the first line, and the second when it is the mark of a file that is no text: bytes that
 * say nothing.
 */
static size_t after_mark(struct str s, size_t start)
{
    size_t end = start, next;

    while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r') {
        end++;
    }
    for (start = end; start < s.n && (s.p[start] == '\n' || s.p[start] == '\r'); start++) {
    }
    for (next = start; next < s.n && s.p[next] != '\n' && s.p[next] != '\r'; next++) {
    }
    struct str line = str_sub(s, start, next);
    bool is_mark =
        line.n > 0 && line.p[0] == '%' && (utf8_find_bad(line) >= 0 || !pdf_remark_says(line));

    return is_mark ? next : start;
}

void pdf_gap_find(fz_context *ctx, pdf_document *doc, struct str bytes,
                  void (*take)(void *user, struct str text, size_t at), void *user)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct gaps gaps = {.bytes = bytes, .take = take, .user = user};
    int count = pdf_xref_len(ctx, doc);
    ptrdiff_t start = str_find(bytes, STR("%PDF-"), 0), end = str_rfind(bytes, STR("%%EOF"));
    int64_t *offsets;
    uint32_t n = 0;

    if (count > MAX_OBJECTS || start < 0 || end < 0) {
        return;
    }
    take_lost(&gaps, 0, (size_t)start);
    offsets = ARENA_ARRAY(&arena, (size_t)count + 1, int64_t);
    for (int i = 1; i < count; i++) {
        const pdf_xref_entry *entry = pdf_get_xref_entry_no_null(ctx, doc, i);

        if (entry->type == 'n' && entry->ofs >= start && entry->ofs < end) {
            offsets[n++] = entry->ofs;
        }
    }
    qsort(offsets, n, sizeof(*offsets), by_offset);
    offsets[n] = end;
    take_gap(&gaps, MIN(after_mark(bytes, (size_t)start), (size_t)offsets[0]), (size_t)offsets[0]);
    for (uint32_t i = 0; i < n; i++) {
        take_stretch(&gaps, (size_t)offsets[i], (size_t)offsets[i + 1]);
    }
}
