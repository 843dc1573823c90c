/* itaku due: what is due, in order of time, over all contracts of the desk. */
#include "act/due.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/desk-view.h"
#include "cli/desk.h"
#include "cli/pager.h"
#include "text/calendar.h"

#include <stdlib.h>

static const struct cmd_option options[] = {
    CLI_DESK_OPTION,
    {"days", OPT_WORD, NULL, "N", "due within so many days (30)", 'n'},
    {"contract", OPT_WORD, NULL, "NUMBER", "of one contract", 'c'},
    {"owner", OPT_WORD, NULL, "NAME", "of one person", 'o'},
    {"today", OPT_DATE, NULL, "DATE", "as if it were this day", 't'},
    {"waiting", OPT_FLAG, NULL, NULL, "also what has no day yet", 'w'},
    {"all", OPT_FLAG, NULL, NULL, "however far off, and what is done", 'a'},
    {"json", OPT_FLAG, NULL, NULL, "write it as JSON", 'j'},
};

enum { DEFAULT_DAYS = 30, MOST_DAYS = 36500, DAY_MS = 24 * 3600 * 1000 };

const struct cmd cmd_due;

static int write_json(struct arena *a, const struct due_rows *rows, bool waiting_too,
                      struct err *err)
{
    struct json j;

    json_init(&j, stdout, JSON_INDENTED);
    json_begin_object(&j);
    json_key(&j, "due");
    json_begin_array(&j);
    for (uint32_t i = 0; i < rows->n; i++) {
        const struct due_row *row = &rows->v[i];

        if (row->state == DUE_WAITING && !waiting_too) {
            continue;
        }
        json_begin_object(&j);
        json_key(&j, "contract");
        json_int(&j, row->contract);
        json_key(&j, "duty");
        json_int(&j, row->duty);
        json_member(&j, "state", str_of(due_state_word(row->state)));
        json_member(&j, "from", view_iso(a, row->clock.day_from));
        json_member(&j, "to", view_iso(a, row->clock.day_to));
        if (row->clock.day_to != CALENDAR_NONE) {
            json_key(&j, "days_left");
            json_int(&j, row->days_left);
        }
        json_member(&j, "summary", row->summary);
        json_member(&j, "section", row->section);
        json_member(&j, "owner", row->owner);
        json_member(&j, "rule", row->clock.rule);
        json_member(&j, "why", row->clock.why);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return json_finish(&j, err);
}

static int days_of(const char *word, int *ret, struct err *err)
{
    char *end;
    long days = word != NULL ? strtol(word, &end, 10) : DEFAULT_DAYS;

    if (word != NULL && (*end != '\0' || end == word || days < 0 || days > MOST_DAYS)) {
        return err_set(err, ERR_INVALID, "'%s' is no number of days", word);
    }
    *ret = (int)days;
    return 0;
}

struct found {
    struct due_rows rows; /* with those that have no day */
    struct {
        struct waiting {
            int64_t contract;
            struct str title;
            uint32_t count; /* clocks without a day */
            struct occasion_views occasions;
        } * v;
        uint32_t n, room;
    } waiting;
};

/* The contracts that have clocks without a day, with what these wait for. */
static int find_waiting(struct act *act, struct found *f, struct err *err)
{
    for (uint32_t i = 0; i < f->rows.n; i++) {
        const struct due_row *row = &f->rows.v[i];
        uint32_t k = 0;

        if (row->state != DUE_WAITING) {
            continue;
        }
        while (k < f->waiting.n && f->waiting.v[k].contract != row->contract) {
            k++;
        }
        if (k == f->waiting.n) {
            struct waiting *w = VEC_ADD(act->arena, &f->waiting);

            *w = (struct waiting){.contract = row->contract, .title = row->contract_title};
            if (act_occasions(act, row->contract, &w->occasions, err) < 0) {
                return -1;
            }
        }
        f->waiting.v[k].count++;
    }
    return 0;
}

static int find(const struct cmd_call *call, struct act *act, struct found *ret, struct err *err)
{
    const char *contract = cmd_value(&cmd_due, call, "contract");
    const char *today = cmd_value(&cmd_due, call, "today");
    bool all = cmd_value(&cmd_due, call, "all") != NULL;
    struct due_filter f = {.from = CALENDAR_NONE,
                           .to = CALENDAR_NONE,
                           .waiting_too = true,
                           .done_too = all,
                           .owner = str_of(cmd_value(&cmd_due, call, "owner"))};
    struct contract one;
    int days = 0;

    if (days_of(cmd_value(&cmd_due, call, "days"), &days, err) < 0 ||
        (contract != NULL && (cli_id(contract, &f.contract, err) < 0 ||
                              act_contract(act, f.contract, &one, err) < 0))) {
        return -1;
    }
    if (today != NULL) {
        act->now_ms = (int64_t)calendar_parse(str_of(today)) * DAY_MS;
    }
    if (!all) {
        f.to = act_today(act) + days;
    }
    return act_due(act, &f, &ret->rows, err) < 0 ? -1 : find_waiting(act, ret, err);
}

static bool has_day(const struct due_rows *rows)
{
    for (uint32_t i = 0; i < rows->n; i++) {
        if (rows->v[i].clock.day_to != CALENDAR_NONE) {
            return true;
        }
    }
    return false;
}

/* What has no day: all of it, or how many there are and what decides the most of them. */
static void show_waiting(struct screen *s, struct arena *a, const struct found *f, bool all)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < f->waiting.n; i++) {
        count += f->waiting.v[i].count;
    }
    if (count == 0) {
        return;
    }
    screen_heading(s, tr("No day yet"), arena_printf(a, "%u", count).p);
    for (uint32_t i = 0; i < f->waiting.n; i++) {
        const struct waiting *w = &f->waiting.v[i];

        if (all) {
            view_contract_title(s, w->contract, w->title);
            view_waiting(s, a, w->contract, &f->rows, &w->occasions);
            continue;
        }
        screen_tab(s, 2);
        screen_putf(s, tr("contract %lld: %u"), (long long)w->contract, w->count);
        for (uint32_t k = 0; k < w->occasions.n; k++) {
            const struct occasion_view *o = &w->occasions.v[k];

            if (o->id == 0 && o->day == CALENDAR_NONE && o->clocks > 1) {
                screen_style(s, SCREEN_DIM);
                screen_putf(s, tr("  the day of “%.*s” decides %lld"), STR_ARG(o->name),
                            (long long)o->clocks);
                break;
            }
        }
        screen_end_line(s);
    }
    if (!all) {
        screen_tab(s, 2);
        screen_wrap(s, 4,
                    str_of(tr("→ itaku due --waiting shows them; days are entered in the "
                              "browser: itaku serve")));
        screen_end_line(s);
    }
}

static void show(const struct cmd_call *call, const struct act *act, const struct found *f)
{
    bool all =
        cmd_value(&cmd_due, call, "waiting") != NULL || cmd_value(&cmd_due, call, "all") != NULL;
    struct pager pager = pager_begin();
    struct screen s;

    screen_init(&s, stdout, pager.colour);
    screen_style(&s, SCREEN_DIM);
    screen_putf(&s, tr("Due, as of %.*s"), STR_ARG(view_day(call->arena, act_today(act))));
    screen_end_line(&s);
    if (has_day(&f->rows)) {
        view_due(&s, call->arena, &f->rows);
    } else {
        screen_putf(&s, tr("Nothing with a day is due in this time. --days N looks further."));
        screen_end_line(&s);
    }
    show_waiting(&s, call->arena, f, all);
    pager_end(&pager);
}

static int run(const struct cmd_call *call, struct err *err)
{
    struct act act;
    struct found found = {};

    if (cli_desk_open(&cmd_due, call, true, &act, err) < 0) {
        return -1;
    }
    int status = find(call, &act, &found, err);

    desk_close(act.desk);
    if (status < 0) {
        return status;
    }
    if (cmd_value(&cmd_due, call, "json") != NULL) {
        return write_json(call->arena, &found.rows,
                          cmd_value(&cmd_due, call, "waiting") != NULL ||
                              cmd_value(&cmd_due, call, "all") != NULL,
                          err);
    }
    show(call, &act, &found);
    return 0;
}

const struct cmd cmd_due = {
    .name = "due",
    .synopsis = "",
    .help = "what is due, in order of time, with the reason for each day",
    .details = "Late ones always come first. Works beside a running server.\n"
               "\n"
               "  itaku due\n"
               "  itaku due --days 90 --contract 2\n"
               "  itaku due --waiting\n"
               "  itaku due --all --json",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = 0,
    .run = run,
};
