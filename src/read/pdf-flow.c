/*
 * A paragraph goes on after a line that reaches the right margin and does not end a sentence. What is
 * held back comes out behind its last line. Lines keep their page: those that were held back are the
 * only ones whose page is less than that of a line before.
 */
#include "read/pdf-flow.h"

enum { MOST_LINES = 200 }; /* of a paragraph: what is held back for longer comes out */

static bool ends_sentence(struct str text)
{
    static const struct str ends[] = {STR_IN_TABLE("。"), STR_IN_TABLE("．"), STR_IN_TABLE("："),
                                      STR_IN_TABLE("."), STR_IN_TABLE(":")};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(text, ends[i])) {
            return true;
        }
    }
    return text.n == 0;
}

static bool is_running(const struct doc_line *line)
{
    return line->role == DOC_BODY && line->table == 0 && line->end > line->beg;
}

/* Whether the paragraph may go on in the next line of running text. */
static bool goes_on(const struct doc *d, const struct doc_line *line)
{
    return is_running(line) && (line->flags & DOC_FULL_WIDTH) != 0 &&
           !ends_sentence(doc_line_text(d, line));
}

/*
 * The end of the lines from `from` on that are no running text, with the empty lines among them;
 * `from` when there is none but empty ones, which part paragraphs.
 */
static uint32_t end_of_aside(const struct doc *d, uint32_t from)
{
    uint32_t end = from;
    bool is_aside = false;

    while (end < d->lines.n) {
        const struct doc_line *line = &d->lines.v[end];

        if (line->role == DOC_BODY && (line->table > 0 || line->end > line->beg)) {
            break;
        }
        is_aside |= line->role != DOC_BODY;
        end++;
    }
    return is_aside ? end : from;
}

/* The order being made. */
struct order {
    const struct doc *d;
    uint32_t *put, *held; /* indices of lines */
    uint32_t n, held_n;
    uint32_t paragraph_lines;
    bool is_open; /* the paragraph may go on after the last line put */
    bool differs;
};

static void put_held(struct order *o)
{
    for (uint32_t i = 0; i < o->held_n; i++) {
        o->put[o->n++] = o->held[i];
    }
    o->held_n = 0;
}

static void put_line(struct order *o, uint32_t i)
{
    const struct doc_line *line = &o->d->lines.v[i];

    if (!is_running(line)) {
        put_held(o);
    }
    o->differs |= o->held_n > 0;
    o->put[o->n++] = i;
    o->is_open = goes_on(o->d, line) && o->paragraph_lines < MOST_LINES;
    o->paragraph_lines = o->is_open ? o->paragraph_lines + 1 : 0;
    if (!o->is_open) {
        put_held(o);
    }
}

static void find_order(struct order *o)
{
    const uint32_t n = o->d->lines.n;

    for (uint32_t i = 0; i < n;) {
        uint32_t end = end_of_aside(o->d, i);

        if (end == i) {
            put_line(o, i++);
            continue;
        }
        bool is_between = o->is_open && end < n && is_running(&o->d->lines.v[end]);

        for (; i < end; i++) {
            if (is_between) {
                o->held[o->held_n++] = i;
            } else {
                o->put[o->n++] = i;
            }
        }
    }
    put_held(o);
}

void pdf_flow_order(struct arena *a, struct doc *d)
{
    struct order o = {.d = d,
                      .put = ARENA_ARRAY(a, d->lines.n + 1, uint32_t),
                      .held = ARENA_ARRAY(a, d->lines.n + 1, uint32_t)};

    find_order(&o);
    if (!o.differs) {
        return;
    }
    struct doc_line *lines = ARENA_ARRAY(a, d->lines.n, struct doc_line);
    char *text = arena_alloc(a, d->text.n + 1);
    uint32_t at = 0;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        const struct doc_line *from = &d->lines.v[o.put[i]];
        /* With what stands before the line's text (an indent), and its line break. */
        uint32_t beg = o.put[i] == 0 ? 0 : d->lines.v[o.put[i] - 1].end;
        uint32_t end = from->end;

        while (beg < from->beg && d->text.p[beg] != '\n') {
            beg++;
        }
        beg += beg < from->beg;
        memcpy(text + at, d->text.p + beg, end - beg);
        lines[i] = *from;
        lines[i].beg = at + (from->beg - beg);
        lines[i].end = at + (end - beg);
        at = lines[i].end;
        text[at++] = '\n';
    }
    d->text = (struct str){.p = text, .n = at};
    d->lines.v = lines;
    d->lines.room = d->lines.n;
}
