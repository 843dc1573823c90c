/*
 * The report form (別紙) repeats items 2)-17) row by row, and its copies drift. Form and annex are
 * compared as characters (Myers, O(ND)), item by item.
 *
 * The form says the same in another style (する for すること, the ministry's name for 当省, (1)
 * for ①), so most differences mean nothing. Reported are those that can change a duty:
 *     a word of the same length replaced        更改 / 改修
 *     a letter or digit changed                 .go.jp / .gov.jp, 令和5 / 令和7
 *     an alternative dropped or added           ウェブサイト又は …
 *     one particle replaced between equal words これらが / これらを
 * A row that was reworded as a whole is left alone.
 */
#include "spec/annex.h"

#include "base/heap.h"
#include "text/chars.h"

#include <stdlib.h>
#include <uchar.h>

enum {
    MOST_EDITS = 400,
    REWORDED_PERCENT = 25, /* of the row: another text, not a copy */
    HEAD_CHARACTERS = 14,  /* where the subject is dropped */
    LONGEST_CHANGE = 14,
    WORD_BEFORE = 3, /* characters shown with a single changed one */
    CONTEXT_BEFORE = 5,
    CONTEXT_AFTER = 14,
    LARGEST_ROW = 40,
};

struct row {
    uint32_t number; /* 0 = not known yet */
    struct annex_text text;
};

struct hunk {
    uint32_t a_beg, a_end, b_beg, b_end;
};

struct hunks {
    VEC(struct hunk) list;
};

/* ---- rows of the form ---- */

/* A cell that is only the head of a row: …事項 2), …事項, or 8). */
static bool read_row_head(struct reading *r, const struct block *b, uint32_t *ret_number)
{
    struct annex_text t = {};

    if (b->t.s.n > 160) {
        return false;
    }
    annex_text_add(r, &t, b, 0, b->t.s.n);
    uint32_t n = t.cp.n;
    uint32_t digits = n;
    uint32_t number = 0;

    if (n > 1 && t.cp.v[n - 1] == ')') {
        digits = n - 1;
        while (digits > 0 && t.cp.v[digits - 1] >= '0' && t.cp.v[digits - 1] <= '9') {
            digits--;
        }
        for (uint32_t i = digits; i < n - 1; i++) {
            number = number * 10 + (t.cp.v[i] - '0');
        }
    }
    bool has_title = digits >= 2 && t.cp.v[digits - 2] == U'事' && t.cp.v[digits - 1] == U'項';

    *ret_number = number;
    return number <= LARGEST_ROW && (has_title || (digits == 0 && number > 0)) && digits <= 30;
}

struct rows {
    VEC(struct row) list;
};

static void collect_rows(struct reading *r, uint32_t part, struct rows *rows)
{
    const struct part *p = &r->parts.v[part];

    for (uint32_t i = p->block_first; i < p->block_first + p->block_count; i++) {
        const struct block *b = &r->blocks.v[i];
        struct row *open = rows->list.n == 0 ? NULL : &rows->list.v[rows->list.n - 1];
        uint32_t number;

        if (str_has(b->t.s, STR("記載要領")) && char_count(b->t.s) <= 10) {
            break;
        }
        if (read_row_head(r, b, &number)) {
            if (open != NULL && open->number == 0 && number > 0) {
                open->number = number;
            } else {
                VEC_ADD(r->arena, &rows->list)->number = number;
            }
        } else if (open != NULL) {
            annex_text_add(r, &open->text, b, b->body, b->t.s.n);
        }
    }
}

/* ---- comparable characters ---- */

/* Without punctuation and without the marks of sub-items: ① (1) (a). */
static struct annex_text strip(struct reading *r, const struct annex_text *t)
{
    struct annex_text out = {};

    for (uint32_t i = 0; i < t->cp.n; i++) {
        uint32_t cp = t->cp.v[i];
        uint32_t close = i + 1;

        while (cp == '(' && close < t->cp.n && close < i + 4 && t->cp.v[close] < 0x80 &&
               t->cp.v[close] != ')') {
            close++;
        }
        if (cp == '(' && close > i + 1 && close < t->cp.n && t->cp.v[close] == ')' &&
            close <= i + 3) {
            i = close;
            continue;
        }
        if ((cp >= 0x2460 && cp <= 0x2473) || char_class_of(cp) == CHAR_COMMA ||
            char_class_of(cp) == CHAR_STOP || bracket_step(cp) != 0 || cp == 0x30FB || cp == '.') {
            continue;
        }
        *VEC_ADD(r->arena, &out.cp) = cp;
        *VEC_ADD(r->arena, &out.src) = t->src.v[i];
    }
    return out;
}

/* ---- Myers ---- */

struct diff {
    const uint32_t *a, *b;
    int n, m;
    int *trace; /* row e: how far e edits reach on the diagonals -e, -e + 2 … e */
    int edits;
};

enum { TRACE_ENTRIES = (MOST_EDITS + 1) * (MOST_EDITS + 2) / 2 };

static int *trace_row(const struct diff *d, int edits)
{
    return d->trace + (size_t)edits * (size_t)(edits + 1) / 2;
}

/*
 * Whether the way to diagonal k with `edits` > 0 edits comes down from diagonal k + 1, and not
 * from k - 1 to the right. `before` is the row of one edit less.
 */
static bool comes_down(const int *before, int edits, int k)
{
    int at = (k + edits) / 2; /* entry of diagonal k + 1 in `before`; k - 1 stands before it */

    return k == -edits || (k != edits && before[at - 1] < before[at]);
}

/* Fills the trace; false when the texts differ in more than MOST_EDITS characters. */
static bool diff_run(struct diff *d)
{
    for (d->edits = 0; d->edits <= MOST_EDITS; d->edits++) {
        int *row = trace_row(d, d->edits);
        const int *before = d->edits == 0 ? NULL : trace_row(d, d->edits - 1);

        for (int k = -d->edits; k <= d->edits; k += 2) {
            int at = (k + d->edits) / 2;
            int x = before == NULL                    ? 0
                    : comes_down(before, d->edits, k) ? before[at]
                                                      : before[at - 1] + 1;
            int y = x - k;

            while (x < d->n && y < d->m && d->a[x] == d->b[y]) {
                x++;
                y++;
            }
            row[at] = x;
            if (x >= d->n && y >= d->m) {
                return true;
            }
        }
    }
    return false;
}

/* Walks the trace back and gives the changed stretches, last first, merged when one apart. */
static void diff_hunks(struct reading *r, const struct diff *d, struct hunks *ret)
{
    int x = d->n;
    int y = d->m;

    for (int e = d->edits; e > 0; e--) {
        const int *before = trace_row(d, e - 1);
        int k = x - y;
        int at = (k + e) / 2;
        bool down = comes_down(before, e, k);
        int from_k = down ? k + 1 : k - 1;
        int from_x = before[down ? at : at - 1];
        int from_y = from_x - from_k;
        int mid_x = down ? from_x : from_x + 1;
        int mid_y = down ? from_y + 1 : from_y;
        struct hunk *last = ret->list.n == 0 ? NULL : &ret->list.v[ret->list.n - 1];

        if (last != NULL && (int)last->a_beg - mid_x <= 1 && (int)last->b_beg - mid_y <= 1) {
            last->a_beg = (uint32_t)from_x;
            last->b_beg = (uint32_t)from_y;
        } else {
            *VEC_ADD(r->arena, &ret->list) =
                (struct hunk){(uint32_t)from_x, (uint32_t)mid_x, (uint32_t)from_y, (uint32_t)mid_y};
        }
        x = from_x;
        y = from_y;
    }
}

/* ---- what a difference means ---- */

struct side {
    const uint32_t *p;
    uint32_t n;
};

static uint32_t count_class(struct side s, enum char_class class)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < s.n; i++) {
        n += char_class_of(s.p[i]) == class;
    }
    return n;
}

static bool has_sequence(struct side s, const char32_t *word)
{
    for (uint32_t i = 0; i < s.n; i++) {
        uint32_t k = 0;

        while (word[k] != 0 && i + k < s.n && s.p[i + k] == word[k]) {
            k++;
        }
        if (word[k] == 0) {
            return true;
        }
    }
    return false;
}

static bool is_particle(uint32_t cp)
{
    return cp == U'が' || cp == U'を' || cp == U'に' || cp == U'と' || cp == U'の' || cp == U'は' ||
           cp == U'へ' || cp == U'で';
}

/* Whether the difference can change a duty; see the top of the file. */
static bool matters(struct side a, struct side b, const struct hunk *h)
{
    uint32_t letters = count_class(a, CHAR_LATIN) + count_class(b, CHAR_LATIN) +
                       count_class(a, CHAR_DIGIT) + count_class(b, CHAR_DIGIT);
    uint32_t a_kanji = count_class(a, CHAR_KANJI);
    uint32_t b_kanji = count_class(b, CHAR_KANJI);

    if (h->a_beg < HEAD_CHARACTERS || a.n > LONGEST_CHANGE || b.n > LONGEST_CHANGE ||
        has_sequence(a, U"項") || has_sequence(b, U"項") || has_sequence(a, U"省") ||
        has_sequence(b, U"省")) {
        return false;
    }
    if (letters > 0) {
        return a.n <= 4 && b.n <= 4;
    }
    if (a.n == b.n && a.n == 1 && is_particle(a.p[0]) && is_particle(b.p[0])) {
        return true;
    }
    if (a.n == b.n && a.n <= 4 && a_kanji > 0 && b_kanji > 0) {
        return true;
    }
    struct side only = a.n == 0 ? b : a;

    return (a.n == 0 || b.n == 0) && only.n >= 3 &&
           (has_sequence(only, U"又は") || has_sequence(only, U"及び")) &&
           count_class(only, CHAR_KANJI) + count_class(only, CHAR_KATAKANA) > 2;
}

/* Whether the next character of the stripped text follows within the sentence. */
static bool is_next_to(const struct reading *r, const struct annex_text *t, uint32_t i)
{
    struct str between = str_sub(r->doc->text, t->src.v[i], t->src.v[i + 1]);

    return t->src.v[i + 1] > t->src.v[i] && between.n <= 12 && !str_has(between, STR("。")) &&
           !str_has(between, STR(">"));
}

/* The difference with some words around it, kept inside its sentence. */
static struct reg_src place(const struct reading *r, const struct annex_text *t, uint32_t beg,
                            uint32_t end)
{
    uint32_t first = MIN(beg, t->src.n - 1);
    uint32_t last = end > beg ? end - 1 : first;
    uint32_t cp;

    while (first > 0 && beg - first < CONTEXT_BEFORE && is_next_to(r, t, first - 1)) {
        first--;
    }
    while (last + 1 < t->src.n && last + 1 - end < CONTEXT_AFTER && is_next_to(r, t, last)) {
        last++;
    }
    uint32_t last_src = t->src.v[last];

    return reading_src(r, t->src.v[first],
                       last_src + (uint32_t)utf8_decode(r->doc->text, last_src, &cp));
}

static struct str characters(struct reading *r, struct side s)
{
    char *out = arena_alloc(r->arena, (size_t)s.n * UTF8_MAX + 1);
    size_t n = 0;

    for (uint32_t i = 0; i < s.n; i++) {
        n += utf8_write(s.p[i], out + n);
    }
    return (struct str){.p = out, .n = n};
}

/* 「words」, or that the other side's words are missing. */
static struct str quoted(struct reading *r, const struct annex_text *t, uint32_t beg, struct side s,
                         struct side other)
{
    struct str words = characters(r, s.n > 0 ? s : other);

    /* One character alone says little: これらが, not が. */
    if (s.n == 1 && beg >= WORD_BEFORE) {
        words = characters(r, (struct side){t->cp.v + beg - WORD_BEFORE, WORD_BEFORE + 1});
    }
    return arena_printf(r->arena, s.n > 0 ? "「%.*s」" : "「%.*s」がない記載", STR_ARG(words));
}

static void report(struct reading *r, const struct annex_text *annex, const struct annex_text *form,
                   const struct hunk *h, struct str id)
{
    struct side a = {annex->cp.v + h->a_beg, h->a_end - h->a_beg};
    struct side b = {form->cp.v + h->b_beg, h->b_end - h->b_beg};
    struct reg_finding *f = VEC_ADD(r->arena, &r->reg->findings);
    struct str in_annex = quoted(r, annex, h->a_beg, a, b);
    struct str in_form = quoted(r, form, h->b_beg, b, a);

    f->src = place(r, form, h->b_beg, h->b_end);
    f->other = place(r, annex, h->a_beg, h->a_end);
    f->has_other = true;
    f->rule = STR("annex-form-differs");
    f->kind = STR("form-mismatch");
    f->confidence = DEFINITE;
    f->severity = SEV_WARNING;
    f->why =
        arena_printf(r->arena, "項目%.*s)で、別記の本文は%.*s、報告様式は%.*sで、写しが一致しない",
                     STR_ARG(id), STR_ARG(in_annex), STR_ARG(in_form));
    f->question = arena_printf(r->arena,
                               "情報セキュリティに関する事項の項目%.*s)について、別記の本文では%.*"
                               "s、実施状況報告書の様式では"
                               "%.*sとなっています。どちらに従えばよいかご教示ください。",
                               STR_ARG(id), STR_ARG(in_annex), STR_ARG(in_form));
}

static void compare_row(struct reading *r, const struct annex_item *item, const struct row *row)
{
    struct annex_text a = strip(r, &item->all);
    struct annex_text b = strip(r, &row->text);
    struct diff d = {.a = a.cp.v, .b = b.cp.v, .n = (int)a.cp.n, .m = (int)b.cp.n};
    struct hunks hunks = {};

    if (a.cp.n == 0 || b.cp.n == 0) {
        return;
    }
    /* As much of it is touched as there are edits. */
    d.trace = heap_room(TRACE_ENTRIES * sizeof(int));
    bool close = diff_run(&d) && d.edits * 100 <= (d.n + d.m) / 2 * REWORDED_PERCENT;

    if (close) {
        diff_hunks(r, &d, &hunks);
    }
    free(d.trace);
    for (uint32_t i = hunks.list.n; i-- > 0;) {
        const struct hunk *h = &hunks.list.v[i];
        struct side left = {a.cp.v + h->a_beg, h->a_end - h->a_beg};
        struct side right = {b.cp.v + h->b_beg, h->b_end - h->b_beg};

        if (matters(left, right, h)) {
            report(r, &a, &b, h, item->id);
        }
    }
}

void annex_compare_form(struct reading *r, const struct annex_items *items, uint32_t form_part)
{
    struct rows rows = {};

    collect_rows(r, form_part, &rows);
    for (uint32_t i = 0; i < rows.list.n; i++) {
        for (uint32_t k = 0; k < items->list.n; k++) {
            const struct annex_item *item = &items->list.v[k];

            if (item->node != REG_NO_INDEX && r->nodes.v[item->node].level <= 2 &&
                str_find(item->id, STR("-"), 0) < 0 && rows.list.v[i].number > 0 &&
                str_eq(item->id, arena_printf(r->arena, "%u", rows.list.v[i].number))) {
                compare_row(r, item, &rows.list.v[i]);
                break;
            }
        }
    }
}
