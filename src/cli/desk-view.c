/* How the commands of the desk write days, what is due, and places; see desk-view.h. */
#include "cli/desk-view.h"

#include "base/tr.h"
#include "core/clock.h"
#include "text/calendar.h"
#include "write/due.h"
#include "write/words.h"

struct str view_iso(struct arena *a, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return (struct str){};
    }
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct str view_day(struct arena *a, int32_t day)
{
    return day == CALENDAR_NONE ? STR("―") : words_date(a, tr_language(), view_iso(a, day));
}

struct str view_clock_day(struct arena *a, const struct clock_row *c)
{
    struct str day = view_day(a, c->day_to);

    if (c->day_from != CALENDAR_NONE && c->day_from != c->day_to) {
        day = arena_printf(a, "%.*s～%.*s", STR_ARG(view_day(a, c->day_from)), STR_ARG(day));
    }
    return c->minute < 0
               ? day
               : arena_printf(a, "%.*s %02d:%02d", STR_ARG(day), c->minute / 60, c->minute % 60);
}

struct str view_left(struct arena *a, const struct due_row *row)
{
    int days = (int)row->days_left;

    switch (row->state) {
    case DUE_LATE:
        return days == -1 ? str_of(tr("1 day late")) : arena_printf(a, tr("%d days late"), -days);
    case DUE_TODAY:
        return str_of(tr("today"));
    case DUE_SOON:
    case DUE_LATER:
        return days == 1 ? str_of(tr("tomorrow")) : arena_printf(a, tr("%d days left"), days);
    case DUE_MISSED_TARGET:
        return arena_printf(a, tr("target passed %d days ago"), -days);
    case DUE_DONE:
        return str_of(tr("done"));
    case DUE_WAITING:
        break;
    }
    return (struct str){};
}

enum screen_style view_due_style(enum due_state s)
{
    switch (s) {
    case DUE_LATE:
        return SCREEN_BAD;
    case DUE_TODAY:
    case DUE_SOON:
    case DUE_MISSED_TARGET:
        return SCREEN_WARN;
    case DUE_DONE:
        return SCREEN_GOOD;
    default:
        return SCREEN_PLAIN;
    }
}

void view_contract_title(struct screen *s, int64_t id, struct str title)
{
    screen_style(s, SCREEN_HEADING);
    screen_putf(s, "[%lld] ", (long long)id);
    screen_wrap(s, 4, title);
    screen_end_line(s);
}

struct str view_line(struct arena *a, struct str text, int columns)
{
    bool cut;
    struct str line = due_line(a, text, columns, &cut);

    return cut && !str_ends(line, STR("…")) ? arena_printf(a, "%.*s…", STR_ARG(line)) : line;
}

/* ---- by day ---- */

/* The parts of the list, in their order. */
static const struct part {
    const char *title;
    uint32_t states; /* bits by enum due_state */
} parts[] = {
    {TR_ID("Overdue"), 1u << DUE_LATE | 1u << DUE_MISSED_TARGET},
    {TR_ID("Today"), 1u << DUE_TODAY},
    {TR_ID("Within 14 days"), 1u << DUE_SOON},
    {TR_ID("Later"), 1u << DUE_LATER},
    {TR_ID("Done"), 1u << DUE_DONE},
};

static bool is_of(const struct part *p, const struct due_row *row)
{
    return (p->states >> row->state & 1) != 0 && row->clock.day_to != CALENDAR_NONE;
}

static bool is_same_day(const struct due_row *a, const struct due_row *b)
{
    return a != NULL && b != NULL && a->clock.day_to == b->clock.day_to &&
           a->clock.day_from == b->clock.day_from && a->clock.minute == b->clock.minute;
}

static void show_day(struct screen *s, struct arena *a, const struct due_row *row)
{
    screen_style(s, SCREEN_STRONG);
    screen_put(s, view_clock_day(a, &row->clock));
    screen_style(s, SCREEN_PLAIN);
    screen_put(s, STR("  "));
    screen_style(s, view_due_style(row->state));
    screen_put(s, view_left(a, row));
    screen_end_line(s);
}

/*
 * The duty, and under it where it stands, whose it is, and of which contract when there are
 * several.
 */
static void show_row(struct screen *s, struct arena *a, const struct due_row *row,
                     bool tell_contract)
{
    enum { MOST_COLUMNS = 148 };

    screen_tab(s, 2);
    screen_put(s, row->state == DUE_DONE ? STR("✓") : STR("・"));
    screen_tab(s, 4);
    screen_wrap(s, 4, view_line(a, row->summary, MOST_COLUMNS));
    screen_end_line(s);
    screen_tab(s, 6);
    screen_style(s, SCREEN_PLACE);
    screen_putf(s, "#%lld", (long long)row->duty);
    screen_style(s, SCREEN_DIM);
    if (tell_contract) {
        screen_putf(s, tr("  contract %lld"), (long long)row->contract);
    }
    screen_put(s, STR("  "));
    screen_put(s, row->section);
    if (row->owner.n > 0) {
        screen_style(s, SCREEN_PLAIN);
        screen_putf(s, tr("  owner: %.*s"), STR_ARG(row->owner));
    }
    screen_end_line(s);
}

static void show_why(struct screen *s, struct str why)
{
    if (why.n == 0) {
        return;
    }
    screen_tab(s, 6);
    screen_style(s, SCREEN_DIM);
    screen_wrap(s, 6, why);
    screen_end_line(s);
}

/* The next row of the part from `i` on; NULL = none. */
static const struct due_row *next_of(const struct part *p, const struct due_rows *rows, uint32_t i)
{
    for (; i < rows->n; i++) {
        if (is_of(p, &rows->v[i])) {
            return &rows->v[i];
        }
    }
    return NULL;
}

static uint32_t count_of(const struct part *p, const struct due_rows *rows)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < rows->n; i++) {
        n += is_of(p, &rows->v[i]);
    }
    return n;
}

/* A reason that several in a row share is said once, behind the last of them. */
static void show_part(struct screen *s, struct arena *a, const struct part *p,
                      const struct due_rows *rows, bool tell_contract)
{
    const struct due_row *last = NULL;
    uint32_t n = count_of(p, rows);

    if (n == 0) {
        return;
    }
    screen_heading(s, tr(p->title), arena_printf(a, "%u", n).p);
    for (uint32_t i = 0; i < rows->n; i++) {
        const struct due_row *row = &rows->v[i];

        if (!is_of(p, row)) {
            continue;
        }
        const struct due_row *next = next_of(p, rows, i + 1);

        if (!is_same_day(last, row) || last->state != row->state) {
            show_day(s, a, row);
        }
        show_row(s, a, row, tell_contract);
        if (!is_same_day(row, next) || !str_eq(row->clock.why, next->clock.why)) {
            show_why(s, row->clock.why);
        }
        last = row;
    }
}

/* Titles of the contracts in the list, each once; whether there are several. */
static bool show_contracts(struct screen *s, struct arena *a, const struct due_rows *rows)
{
    struct {
        int64_t *v;
        uint32_t n, room;
    } seen = {};

    for (uint32_t i = 0; i < rows->n; i++) {
        uint32_t k = 0;

        if (rows->v[i].clock.day_to == CALENDAR_NONE) {
            continue;
        }
        while (k < seen.n && seen.v[k] != rows->v[i].contract) {
            k++;
        }
        if (k == seen.n) {
            *VEC_ADD(a, &seen) = rows->v[i].contract;
            view_contract_title(s, rows->v[i].contract, rows->v[i].contract_title);
        }
    }
    return seen.n > 1;
}

void view_due(struct screen *s, struct arena *a, const struct due_rows *rows)
{
    bool several = show_contracts(s, a, rows);

    for (size_t i = 0; i < COUNT(parts); i++) {
        show_part(s, a, &parts[i], rows, several);
    }
}

/* ---- without a day ---- */

/* What a clock without a day waits for. */
enum { FOR_READING = -1, FOR_NOTHING = -2 };

/* Index of the occasion, or one of the above. */
static int waits_for(struct arena *a, const struct due_row *row,
                     const struct occasion_views *occasions)
{
    struct clock_rule rule;
    struct err err;

    if ((row->clock.flags & CLOCK_NEEDS_READING) != 0) {
        return FOR_READING;
    }
    if ((row->clock.flags & CLOCK_WAITS) == 0 || clock_parse(a, row->clock.rule, &rule, &err) < 0) {
        return FOR_NOTHING;
    }
    /* the term begins with the contract */
    bool is_term = rule.occasion.n == 0 || str_eq(rule.occasion, STR("契約期間"));
    struct str name = is_term ? STR("契約締結") : rule.occasion;

    for (uint32_t i = 0; i < occasions->n; i++) {
        if (row->clock.occasion != 0 ? occasions->v[i].id == row->clock.occasion
                                     : occasion_matches(name, occasions->v[i].name)) {
            return (int)i;
        }
    }
    return FOR_NOTHING;
}

static void show_waiting_row(struct screen *s, struct arena *a, const struct due_row *row)
{
    screen_tab(s, 4);
    screen_style(s, SCREEN_PLACE);
    screen_putf(s, "#%lld ", (long long)row->duty);
    screen_tab(s, 11);
    screen_put(s, row->section);
    screen_style(s, SCREEN_PLAIN);
    screen_put(s, STR("  "));
    if (row->owner.n > 0) {
        screen_putf(s, "@%.*s  ", STR_ARG(row->owner));
    }
    screen_put(s, view_line(a, row->summary, s->columns - s->at - 2));
    screen_end_line(s);
}

/* Whether it is something that may never happen: 変更が生じる場合. */
static bool is_conditional(struct str occasion)
{
    return str_ends(occasion, STR("場合")) || str_ends(occasion, STR("とき")) ||
           str_ends(occasion, STR("時は"));
}

static void show_group(struct screen *s, struct arena *a, const struct due_rows *rows,
                       const int *groups, int group, const char *title)
{
    int64_t last = 0;
    bool begun = false;

    for (uint32_t i = 0; i < rows->n; i++) {
        const struct due_row *row = &rows->v[i];

        if (groups[i] != group || row->duty == last) {
            continue;
        }
        if (!begun) {
            screen_tab(s, 2);
            screen_style(s, SCREEN_STRONG);
            screen_wrap(s, 4, str_of(title));
            screen_end_line(s);
            begun = true;
        }
        show_waiting_row(s, a, row);
        last = row->duty;
    }
}

void view_waiting(struct screen *s, struct arena *a, int64_t contract, const struct due_rows *rows,
                  const struct occasion_views *occasions)
{
    enum { OTHER_CONTRACT = -3, NAME_COLUMNS = 56 };
    int *groups = ARENA_ARRAY(a, rows->n, int);
    bool typing_helps = false;

    for (uint32_t i = 0; i < rows->n; i++) {
        bool waits = rows->v[i].contract == contract && rows->v[i].state == DUE_WAITING;

        groups[i] = waits ? waits_for(a, &rows->v[i], occasions) : OTHER_CONTRACT;
        typing_helps |= groups[i] >= 0;
    }
    for (uint32_t i = 0; i < occasions->n; i++) {
        show_group(s, a, rows, groups, (int)i,
                   arena_printf(a,
                                is_conditional(occasions->v[i].name)
                                    ? tr("when it happens: “%.*s”")
                                    : tr("wait for the day of “%.*s”"),
                                STR_ARG(view_line(a, occasions->v[i].name, NAME_COLUMNS)))
                       .p);
    }
    show_group(s, a, rows, groups, FOR_READING,
               tr("wait until their reading is agreed with the officer"));
    show_group(s, a, rows, groups, FOR_NOTHING, tr("no day comes of what is written"));
    if (typing_helps) {
        screen_tab(s, 2);
        screen_style(s, SCREEN_DIM);
        screen_wrap(s, 4, str_of(tr("→ enter the days in the browser: itaku serve")));
        screen_end_line(s);
    }
}
