/* itaku list: the contracts of the desk. itaku show: one of them. */
#include "act/contract.h"
#include "act/duty.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/desk-view.h"
#include "cli/desk.h"
#include "cli/pager.h"
#include "text/calendar.h"
#include "write/words.h"

static const struct cmd_option options[] = {
    CLI_DESK_OPTION,
    {"json", OPT_FLAG, NULL, NULL, "write it as JSON", 'j'},
};

const struct cmd cmd_list, cmd_show;

static void show_counts(struct screen *s, const struct contract_counts *n)
{
    screen_putf(s, tr("%lld of %lld duties done"), (long long)n->done, (long long)n->duties);
    if (n->late > 0) {
        screen_style(s, SCREEN_BAD);
        screen_putf(s, tr(", %lld late"), (long long)n->late);
        screen_style(s, SCREEN_PLAIN);
    }
    if (n->soon > 0) {
        screen_style(s, SCREEN_WARN);
        screen_putf(s, tr(", %lld within 14 days"), (long long)n->soon);
        screen_style(s, SCREEN_PLAIN);
    }
    if (n->waiting > 0) {
        screen_putf(s, tr(", %lld without a day"), (long long)n->waiting);
    }
    if (n->to_agree > 0) {
        screen_putf(s, tr(", %lld to be agreed"), (long long)n->to_agree);
    }
    screen_end_line(s);
}

static void show_head(struct screen *s, struct arena *a, const struct contract *c)
{
    view_contract_title(s, c->id, c->title);
    screen_tab(s, 4);
    screen_put(s, c->buyer);
    if (c->term_last != CALENDAR_NONE) {
        screen_putf(s, tr("  until %.*s"), STR_ARG(view_day(a, c->term_last)));
    }
    if (str_eq(c->state, STR("closed"))) {
        screen_put(s, str_of(tr("  (closed)")));
    }
    screen_end_line(s);
    screen_tab(s, 4);
    show_counts(s, &c->counts);
    if (c->has_next) {
        screen_tab(s, 4);
        screen_putf(s, tr("next: "));
        screen_put(s, view_clock_day(a, &c->next.clock));
        screen_style(s, view_due_style(c->next.state));
        screen_put(s, STR("  "));
        screen_put(s, view_left(a, &c->next));
        screen_style(s, SCREEN_PLAIN);
        screen_end_line(s);
        screen_tab(s, 6);
        screen_wrap(s, 6, view_line(a, c->next.summary, 140));
        screen_end_line(s);
    }
}

static void json_contract(struct json *j, struct arena *a, const struct contract *c)
{
    json_begin_object(j);
    json_key(j, "id");
    json_int(j, c->id);
    json_member(j, "state", c->state);
    json_member(j, "title", c->title);
    json_member(j, "buyer", c->buyer);
    json_member(j, "term_last", view_iso(a, c->term_last));
    json_key(j, "duties");
    json_int(j, c->counts.duties);
    json_key(j, "done");
    json_int(j, c->counts.done);
    json_key(j, "late");
    json_int(j, c->counts.late);
    json_key(j, "soon");
    json_int(j, c->counts.soon);
    json_key(j, "waiting");
    json_int(j, c->counts.waiting);
    json_key(j, "to_agree");
    json_int(j, c->counts.to_agree);
    json_end(j);
}

static int write_list(const struct cmd_call *call, bool json, const struct contract_list *list,
                      struct err *err)
{
    if (json) {
        struct json j;

        json_init(&j, stdout, JSON_INDENTED);
        json_begin_object(&j);
        json_key(&j, "contracts");
        json_begin_array(&j);
        for (uint32_t i = 0; i < list->n; i++) {
            json_contract(&j, call->arena, &list->v[i]);
        }
        json_end(&j);
        json_end(&j);
        return json_finish(&j, err);
    }
    if (list->n == 0) {
        printf("%s\n", tr("no contract yet; itaku open FILE… makes one of a specification"));
        return 0;
    }
    struct pager pager = pager_begin();
    struct screen s;

    screen_init(&s, stdout, pager.colour);
    for (uint32_t i = 0; i < list->n; i++) {
        if (i > 0) {
            screen_end_line(&s);
        }
        show_head(&s, call->arena, &list->v[i]);
    }
    pager_end(&pager);
    return 0;
}

static int run_list(const struct cmd_call *call, struct err *err)
{
    struct act act;
    struct contract_list list;

    if (cli_desk_open(&cmd_list, call, true, &act, err) < 0) {
        return -1;
    }
    int status = act_contracts(&act, &list, err);

    desk_close(act.desk);
    return status < 0 ? status
                      : write_list(call, cmd_value(&cmd_list, call, "json") != NULL, &list, err);
}

const struct cmd cmd_list = {
    .name = "list",
    .synopsis = "",
    .help = "the contracts of the desk",
    .details = "Works beside a running server.\n\n  itaku list\n  itaku list --json",
    .options = options,
    .option_count = COUNT(options),
    .min_args = 0,
    .max_args = 0,
    .run = run_list,
};

/* ---- one ---- */

struct shown {
    struct contract contract;
    struct fact_list facts;
    struct duty_list duties;
    struct due_rows due; /* all clocks of the contract, by day */
    struct occasion_views occasions;
};

static int load(struct act *act, int64_t id, struct shown *ret, struct err *err)
{
    struct duty_filter all = {.contract = id};
    struct due_filter due = {.contract = id,
                             .from = CALENDAR_NONE,
                             .to = CALENDAR_NONE,
                             .waiting_too = true,
                             .done_too = true};

    if (act_contract(act, id, &ret->contract, err) < 0 ||
        act_facts(act, id, &ret->facts, err) < 0 ||
        act_duties(act, &all, &ret->duties, NULL, err) < 0 ||
        act_due(act, &due, &ret->due, err) < 0 ||
        act_occasions(act, id, &ret->occasions, err) < 0) {
        return -1;
    }
    return 0;
}

static void show_facts(struct screen *s, struct arena *a, const struct fact_list *facts)
{
    struct str last = {};

    screen_heading(s, tr("Facts"), NULL);
    for (uint32_t i = 0; i < facts->n; i++) {
        const struct fact *f = &facts->v[i];
        struct reg_fact value = {
            .key = f->key, .value = f->value, .is_number = str_eq(f->key, STR("budget_cap_yen"))};

        if (!str_eq(f->key, last)) {
            screen_style(s, SCREEN_DIM);
            screen_put(s, f->label != NULL ? str_of(f->label) : f->key);
            screen_style(s, SCREEN_PLAIN);
        }
        screen_tab(s, 16);
        screen_wrap(s, 16, words_fact_value(a, tr_language(), &value));
        screen_end_line(s);
        last = f->key;
    }
}

static void show_occasions(struct screen *s, struct arena *a, const struct occasion_views *list)
{
    enum { NAME_COLUMNS = 48 };

    if (list->n == 0) {
        return;
    }
    screen_heading(s, tr("Days that deadlines hang on"), NULL);
    for (uint32_t i = 0; i < list->n; i++) {
        const struct occasion_view *o = &list->v[i];

        screen_put(s, view_line(a, o->name, NAME_COLUMNS));
        screen_put(s, STR("  "));
        if (o->day == CALENDAR_NONE) {
            screen_style(s, SCREEN_WARN);
            screen_putf(s, tr("no day yet"));
        } else {
            screen_put(s, view_day(a, o->day));
        }
        screen_style(s, SCREEN_DIM);
        if (o->clocks > 0) {
            screen_putf(s, tr("  %lld deadlines"), (long long)o->clocks);
        }
        screen_end_line(s);
    }
}

/* The first few things that come next. */
static void show_next(struct screen *s, struct arena *a, const struct due_rows *due)
{
    enum { MOST = 8 };
    struct due_rows next = {};

    for (uint32_t i = 0; i < due->n && next.n < MOST; i++) {
        const struct due_row *row = &due->v[i];

        if (row->state == DUE_TODAY || row->state == DUE_SOON || row->state == DUE_LATER) {
            *VEC_ADD(a, &next) = *row;
        }
    }
    if (next.n == 0) {
        return;
    }
    screen_heading(s, tr("Next"), NULL);
    for (uint32_t i = 0; i < next.n; i++) {
        const struct due_row *row = &next.v[i];

        screen_put(s, view_clock_day(a, &row->clock));
        screen_style(s, view_due_style(row->state));
        screen_put(s, STR("  "));
        screen_put(s, view_left(a, row));
        screen_style(s, SCREEN_PLAIN);
        screen_end_line(s);
        screen_tab(s, 4);
        screen_put(s, view_line(a, row->summary, s->columns - 6));
        screen_end_line(s);
    }
}

/* The clock of a duty that counts now: the first that is not done. NULL = it has none. */
static const struct due_row *clock_of(const struct due_rows *due, int64_t duty)
{
    const struct due_row *found = NULL;

    for (uint32_t i = 0; i < due->n; i++) {
        const struct due_row *row = &due->v[i];

        if (row->duty == duty && (found == NULL || found->state == DUE_DONE)) {
            found = row;
        }
    }
    return found;
}

static void show_duty(struct screen *s, struct arena *a, const struct duty *d,
                      const struct due_row *clock)
{
    enum { TEXT_COLUMN = 9, MOST_COLUMNS = 138 };
    bool is_done = str_eq(d->state, STR("done"));

    screen_tab(s, 2);
    screen_style(s, SCREEN_PLACE);
    screen_putf(s, "#%lld", (long long)d->id);
    screen_style(s, SCREEN_PLAIN);
    screen_tab(s, TEXT_COLUMN);
    if (is_done) {
        screen_style(s, SCREEN_GOOD);
        screen_put(s, STR("✓ "));
        screen_style(s, SCREEN_PLAIN);
    }
    screen_wrap(s, TEXT_COLUMN, view_line(a, d->summary, MOST_COLUMNS));
    screen_end_line(s);
    if (d->owner.n == 0 && (is_done || clock == NULL || clock->clock.day_to == CALENDAR_NONE)) {
        return;
    }
    screen_tab(s, TEXT_COLUMN);
    if (!is_done && clock != NULL && clock->clock.day_to != CALENDAR_NONE) {
        screen_style(s, view_due_style(clock->state));
        screen_put(s, view_clock_day(a, &clock->clock));
        screen_put(s, STR("  "));
        screen_put(s, view_left(a, clock));
        screen_put(s, STR("  "));
        screen_style(s, SCREEN_PLAIN);
    }
    if (d->owner.n > 0) {
        screen_putf(s, tr("owner: %.*s"), STR_ARG(d->owner));
    }
    screen_end_line(s);
}

static void show_duties(struct screen *s, struct arena *a, const struct shown *shown)
{
    struct str section = {};

    screen_heading(s, tr("Duties"), arena_printf(a, "%u", shown->duties.n).p);
    for (uint32_t i = 0; i < shown->duties.n; i++) {
        const struct duty *d = &shown->duties.v[i];

        if (i == 0 || !str_eq(d->section, section)) {
            section = d->section;
            screen_style(s, SCREEN_STRONG);
            screen_put(s, section.n > 0 ? section : STR("―"));
            screen_end_line(s);
        }
        show_duty(s, a, d, clock_of(&shown->due, d->id));
    }
}

static void show_all(struct arena *a, const struct shown *shown)
{
    struct pager pager = pager_begin();
    struct screen s;

    screen_init(&s, stdout, pager.colour);
    show_head(&s, a, &shown->contract);
    show_facts(&s, a, &shown->facts);
    show_next(&s, a, &shown->due);
    show_occasions(&s, a, &shown->occasions);
    show_duties(&s, a, shown);
    pager_end(&pager);
}

static int run_show(const struct cmd_call *call, struct err *err)
{
    struct act act;
    struct shown shown;
    int64_t id;

    if (cli_id(call->args[0], &id, err) < 0 ||
        cli_desk_open(&cmd_show, call, true, &act, err) < 0) {
        return -1;
    }
    int status = load(&act, id, &shown, err);

    desk_close(act.desk);
    if (status < 0) {
        return status;
    }
    show_all(call->arena, &shown);
    return 0;
}

static const struct cmd_option show_options[] = {CLI_DESK_OPTION};

const struct cmd cmd_show = {
    .name = "show",
    .synopsis = "NUMBER",
    .help = "one contract: facts, what is next, the days it hangs on, duties with their owners",
    .details = "The number is that of itaku list. Works beside a running server.\n\n  itaku show 1",
    .options = show_options,
    .option_count = COUNT(show_options),
    .min_args = 1,
    .max_args = 1,
    .run = run_show,
};
