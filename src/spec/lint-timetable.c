/*
 * Timetables: do the stated lengths fit between the stated times?
 *
 * A slot starts at a line or cell that begins with a time of day (13:30～). Lengths in brackets,
 * in a cell of their own or at the end of a line (10分) belong to the slot they follow. A slot that
 * runs past the next start is reported. A hole between two slots is a pause, unless each row has
 * its own length and the timetable lists its pauses (休憩) as rows.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    LONGEST_LINE = 300, /* bytes; a longer paragraph ends the timetable */
    MOST_LINES = 24,    /* between two slots */
    NONE = -1,
};

struct slot {
    int start, end;      /* minutes of the day; end NONE = not stated */
    int length;          /* sum of the lengths stated in it */
    int lengths;         /* how many */
    bool vague;          /* one of them is 程度 */
    bool in_row;         /* start and length are cells of one row */
    bool lists_pauses;   /* this slot or one before it in the timetable is 休憩 */
    uint32_t block;      /* where the time stands */
    uint32_t last_block; /* of the last length, or of the vague one */
    uint32_t lines;      /* seen since the start */
};

/* Digits at `at`; advances. -1 when there are none or too many. */
static int read_digits(struct str s, size_t *at)
{
    int value = 0;
    size_t beg = *at;

    while (*at < s.n && *at - beg < 4 && s.p[*at] >= '0' && s.p[*at] <= '9') {
        value = value * 10 + (s.p[*at] - '0');
        ++*at;
    }
    return *at == beg || *at - beg > 3 ? NONE : value;
}

/* 13:30, 13時30分, 13時: minutes of the day, or NONE. Advances past it. */
static int read_clock(struct str s, size_t *at)
{
    size_t p = *at;
    int hour = read_digits(s, &p);
    int minute = 0;

    if (hour < 0 || hour > 29) {
        return NONE;
    }
    if (p < s.n && s.p[p] == ':') {
        p++;
        size_t beg = p;

        minute = read_digits(s, &p);
        if (p - beg != 2) {
            return NONE;
        }
    } else if (str_at(s, p, STR("時")) && !str_at(s, p, STR("時間"))) {
        p += strlen("時");
        size_t q = p;
        int more = read_digits(s, &q);

        if (more >= 0 && str_at(s, q, STR("分"))) {
            minute = more;
            p = q + strlen("分");
        }
    } else {
        return NONE;
    }
    if (minute > 59) {
        return NONE;
    }
    *at = p;
    return hour * 60 + minute;
}

/* A time of day at the start of the block, with the end of its range if it states one. */
static bool read_start(const struct block *b, struct slot *ret)
{
    size_t at = skip_spaces(b->t.s, 0);
    int start = read_clock(b->t.s, &at);

    if (start < 0) {
        return false;
    }
    *ret = (struct slot){.start = start, .end = NONE};
    at = skip_spaces(b->t.s, at);
    if (at < b->t.s.n && (b->t.s.p[at] == '~' || b->t.s.p[at] == '-')) {
        at = skip_spaces(b->t.s, at + 1);
        ret->end = read_clock(b->t.s, &at);
    } else if (str_at(b->t.s, at, STR("から"))) {
        at += strlen("から");
        ret->end = read_clock(b->t.s, &at);
    }
    return true;
}

/* 40分, 1時間半, 1時間30分 at `at`: minutes, or NONE. Advances past it. */
static int read_length(struct str s, size_t *at)
{
    size_t p = *at;
    int value = read_digits(s, &p);

    if (value < 0) {
        return NONE;
    }
    if (str_at(s, p, STR("分"))) {
        *at = p + strlen("分");
        return value;
    }
    if (!str_at(s, p, STR("時間"))) {
        return NONE;
    }
    p += strlen("時間");
    value *= 60;
    if (str_at(s, p, STR("半"))) {
        p += strlen("半");
        value += 30;
    } else {
        size_t q = p;
        int more = read_digits(s, &q);

        if (more >= 0 && str_at(s, q, STR("分"))) {
            value += more;
            p = q + strlen("分");
        }
    }
    *at = p;
    return value;
}

/* Whether what stands after a length lets it be one: (10分), 10分程度), end of the line. */
static bool ends_length(struct str s, size_t at, bool *ret_vague)
{
    static const char *const vague[] = {"程度", "前後", "予定", "目安", "ほど"};

    for (size_t i = 0; i < COUNT(vague); i++) {
        if (str_at(s, at, str_of(vague[i]))) {
            *ret_vague = true;
            at += strlen(vague[i]);
        }
    }
    at = skip_spaces(s, at);
    return at == s.n || s.p[at] == ')' || str_at(s, at, STR("、")) || s.p[at] == ',';
}

/* Adds the lengths a block states to the slot. */
static void add_lengths(struct slot *slot, const struct block *b, uint32_t index)
{
    struct str s = b->t.s;

    for (size_t at = b->body; at < s.n;) {
        if (s.p[at] < '0' || s.p[at] > '9') {
            at++;
            continue;
        }
        size_t beg = at;
        bool vague = false;
        int minutes = read_length(s, &at);

        if (minutes < 0) {
            while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9') {
                at++;
            }
            continue;
        }
        bool each = beg >= 3 && str_at(s, beg - 3, STR("各"));

        vague = beg >= 3 && str_at(s, beg - 3, STR("約"));
        if (each || !ends_length(s, at, &vague)) {
            continue;
        }
        slot->length += minutes;
        slot->lengths++;
        if (!slot->vague) {
            slot->last_block = index;
        }
        slot->vague = slot->vague || vague;
    }
}

static struct str clock_words(const struct lint *l, int minutes)
{
    return arena_printf(l->r->arena, "%d:%02d", minutes / 60, minutes % 60);
}

static void report_slot(struct lint *l, const struct slot *a, uint32_t block, int comes_to,
                        int stated)
{
    const struct block *b = &l->r->blocks.v[block];
    const struct block *start = &l->r->blocks.v[a->block];
    struct reg_src src = lint_around(l, b, b->marker.label_beg, b->body, 0, 40);
    struct reg_src other = block_src(l->r, start, 0, start->t.s.n);

    /* In a row the time alone says little: the next cell belongs to it. */
    if (b->table != 0 && block + 1 < l->r->blocks.n && l->r->blocks.v[block + 1].row == b->row &&
        l->r->blocks.v[block + 1].table == b->table) {
        src = reading_src(l->r, src.beg, l->r->blocks.v[block + 1].end);
    }
    for (uint32_t k = block; block == a->block && b->table != 0 && k < l->r->blocks.n &&
                             l->r->blocks.v[k].table == b->table && l->r->blocks.v[k].row == b->row;
         k++) {
        src = reading_src(l->r, src.beg, l->r->blocks.v[k].end);
    }
    lint_report(l,
                &(struct lint_say){
                    .src = src,
                    .other = &other,
                    .confidence = a->vague ? SOFT : DEFINITE,
                    .why = arena_printf(
                        l->r->arena, "%.*sからの所要時間を足すと%.*sとなり、次の%.*sと合わない",
                        STR_ARG(clock_words(l, a->start)), STR_ARG(clock_words(l, comes_to)),
                        STR_ARG(clock_words(l, stated))),
                    .question = arena_printf(
                        l->r->arena,
                        "%.*sからの所要時間の和が次の時刻（%.*s）と合いません。正しい時刻又は所要時"
                        "間をご教示ください。",
                        STR_ARG(clock_words(l, a->start)), STR_ARG(clock_words(l, stated))),
                });
}

static void check_slot(struct lint *l, const struct slot *a, const struct slot *next)
{
    int comes_to = a->start + a->length;

    if (next->start <= a->start) {
        return;
    }
    if (a->end > next->start && a->end > a->start) {
        report_slot(l, a, next->block, a->end, next->start);
    } else if (a->end >= 0) {
        return; /* its own end was looked at; what follows may be a pause */
    } else if (a->lengths > 0 && comes_to > next->start) {
        report_slot(l, a, a->in_row ? next->block : a->last_block, comes_to, next->start);
    } else if (a->in_row && next->in_row && a->lists_pauses && a->lengths == 1 && !a->vague &&
               comes_to < next->start) {
        report_slot(l, a, next->block, comes_to, next->start);
    }
}

/* 10:40～12:10 | 80分: the length in the row against the times of the row. */
static void check_own_end(struct lint *l, const struct slot *a)
{
    int comes_to = a->start + a->length;

    if (a->in_row && a->lengths == 1 && !a->vague && a->end > a->start && comes_to != a->end) {
        report_slot(l, a, a->block, comes_to, a->end);
    }
}

/* Whether the timetable cannot go on past this block. */
static bool ends_timetable(const struct block *b, const struct slot *slot, uint16_t part)
{
    return b->part != part || b->t.s.n > LONGEST_LINE || slot->lines > MOST_LINES ||
           b->kind == BLOCK_TITLE;
}

/* The first cell of its row that holds anything, or no cell at all. */
static bool leads_its_row(const struct lint *l, uint32_t at)
{
    const struct block *b = &l->r->blocks.v[at];
    const struct block *before = at == 0 ? NULL : &l->r->blocks.v[at - 1];

    return b->table == 0 || before == NULL || before->table != b->table || before->row != b->row ||
           before->t.s.n == 0;
}

void lint_timetable(struct lint *l)
{
    struct slot slot = {};
    bool open = false;

    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct slot next;

        if (open && ends_timetable(b, &slot, l->r->blocks.v[slot.block].part)) {
            open = false;
        }
        if (!lint_is_own_text(l, b)) {
            open = false;
            continue;
        }
        if (leads_its_row(l, i) && read_start(b, &next)) {
            next.block = i;
            next.last_block = i;
            /* The lengths of a row stand in it: read them before it is held against the last. */
            for (uint32_t k = i;
                 k < l->r->blocks.n && b->table != 0 && l->r->blocks.v[k].table == b->table &&
                 l->r->blocks.v[k].row == b->row;
                 k++) {
                if (k > i) {
                    add_lengths(&next, &l->r->blocks.v[k], k);
                }
                next.lists_pauses =
                    next.lists_pauses || str_has(l->r->blocks.v[k].t.s, STR("休憩"));
            }
            next.in_row = next.lengths > 0;
            if (b->table == 0) {
                add_lengths(&next, b, i);
            }
            check_own_end(l, &next);
            if (open) {
                check_slot(l, &slot, &next);
                next.lists_pauses = next.lists_pauses || slot.lists_pauses;
            }
            slot = next;
            open = true;
        } else if (open && !slot.in_row) {
            slot.lines++;
            add_lengths(&slot, b, i);
        } else if (open) {
            slot.lines += leads_its_row(l, i);
        }
    }
}
