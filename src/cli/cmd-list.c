/* itaku list: the contracts of the desk. itaku show: one of them. */
#include "act/contract.h"
#include "act/duty.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "text/calendar.h"
#include "write/screen.h"
#include "write/words.h"

static const struct cmd_option options[] = {
    CLI_DESK_OPTION,
    {"json", OPT_FLAG, NULL, NULL, "write it as JSON", 'j'},
};

const struct cmd cmd_list, cmd_show;

static struct str day_words(struct arena *a, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return STR("―");
    }
    struct ymd d = calendar_ymd(day);

    return words_date(a, tr_language(),
                      arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
}

static void show_head(struct screen *s, struct arena *a, const struct contract *c)
{
    screen_style(s, SCREEN_HEADING);
    screen_putf(s, "[%lld] ", (long long)c->id);
    screen_wrap(s, 4, c->title);
    screen_end_line(s);
    screen_tab(s, 4);
    screen_put(s, c->buyer);
    screen_putf(s, tr("  to "));
    screen_put(s, day_words(a, c->term_last));
    screen_end_line(s);
    screen_tab(s, 4);
    screen_putf(s, tr("%lld of %lld duties done"), (long long)c->counts.done,
                (long long)c->counts.duties);
    if (c->counts.late > 0) {
        screen_style(s, SCREEN_BAD);
        screen_putf(s, tr(", %lld late"), (long long)c->counts.late);
        screen_style(s, SCREEN_PLAIN);
    }
    screen_putf(s, tr(", %lld soon, %lld wait for a day, %lld to be agreed"),
                (long long)c->counts.soon, (long long)c->counts.waiting,
                (long long)c->counts.to_agree);
    screen_end_line(s);
    if (c->has_next) {
        screen_tab(s, 4);
        screen_putf(s, tr("next: "));
        screen_put(s, day_words(a, c->next.clock.day_to));
        screen_put(s, STR(" "));
        screen_wrap(s, 6, c->next.summary);
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
    json_member(j, "term_last",
                c->term_last == CALENDAR_NONE ? (struct str){} : day_words(a, c->term_last));
    json_key(j, "duties");
    json_int(j, c->counts.duties);
    json_key(j, "done");
    json_int(j, c->counts.done);
    json_key(j, "late");
    json_int(j, c->counts.late);
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
    struct screen s;

    screen_init(&s, stdout, output_takes_colour());
    for (uint32_t i = 0; i < list->n; i++) {
        show_head(&s, call->arena, &list->v[i]);
    }
    if (list->n == 0) {
        printf("%s\n", tr("no contract yet; itaku open FILE… makes one of a specification"));
    }
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
};

static int load(struct act *act, int64_t id, struct shown *ret, struct err *err)
{
    struct duty_filter all = {.contract = id};

    if (act_contract(act, id, &ret->contract, err) < 0 ||
        act_facts(act, id, &ret->facts, err) < 0 ||
        act_duties(act, &all, &ret->duties, NULL, err) < 0) {
        return -1;
    }
    return 0;
}

static void show_duty(struct screen *s, const struct duty *d)
{
    screen_style(s, SCREEN_PLACE);
    screen_putf(s, "#%-5lld", (long long)d->id);
    screen_put(s, d->section);
    screen_style(s, SCREEN_PLAIN);
    screen_tab(s, 22);
    if (str_eq(d->state, STR("done"))) {
        screen_style(s, SCREEN_GOOD);
        screen_put(s, STR("✓ "));
        screen_style(s, SCREEN_PLAIN);
    }
    screen_wrap(s, 22, d->summary);
    if (d->owner.n > 0) {
        screen_style(s, SCREEN_DIM);
        screen_put(s, STR("  @"));
        screen_whole(s, 22, d->owner);
    }
    screen_end_line(s);
}

static void show_all(struct arena *a, const struct shown *shown)
{
    struct screen s;

    screen_init(&s, stdout, output_takes_colour());
    show_head(&s, a, &shown->contract);
    screen_heading(&s, tr("Facts"), NULL);
    for (uint32_t i = 0; i < shown->facts.n; i++) {
        const struct fact *f = &shown->facts.v[i];

        screen_put(&s, f->label != NULL ? str_of(f->label) : f->key);
        screen_tab(&s, 22);
        screen_wrap(&s, 22, f->value);
        screen_end_line(&s);
    }
    screen_heading(&s, tr("Duties"), NULL);
    for (uint32_t i = 0; i < shown->duties.n; i++) {
        show_duty(&s, &shown->duties.v[i]);
    }
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
    .help = "one contract: facts, what is next, duties with their owners",
    .details = "The number is that of itaku list. Works beside a running server.\n\n  itaku show 1",
    .options = show_options,
    .option_count = COUNT(show_options),
    .min_args = 1,
    .max_args = 1,
    .run = run_show,
};
