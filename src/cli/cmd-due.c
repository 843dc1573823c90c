/* itaku due: what is due, in order of time, over all contracts of the desk. */
#include "act/due.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "text/calendar.h"
#include "write/screen.h"
#include "write/words.h"

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

enum { DEFAULT_DAYS = 30, MOST_DAYS = 36500, DAY_MS = 24 * 3600 * 1000, SECTION_COLUMN = 31 };

const struct cmd cmd_due;

static const char *state_words(enum due_state s)
{
    static const char *const words[] = {
        [DUE_LATE] = TR_ID("late"),       [DUE_TODAY] = TR_ID("today"),
        [DUE_SOON] = TR_ID("soon"),       [DUE_LATER] = TR_ID("later"),
        [DUE_WAITING] = TR_ID("no day"),  [DUE_DONE] = TR_ID("done"),
        [DUE_MISSED_TARGET] = TR_ID("target missed"),
    };

    return tr(words[s]);
}

static enum screen_style style_of(enum due_state s)
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

static struct str day_of(struct arena *a, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return (struct str){};
    }
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static void show_row(struct screen *s, struct arena *a, const struct due_row *row)
{
    struct str day = day_of(a, row->clock.day_to);

    screen_style(s, style_of(row->state));
    screen_put(s, day.n > 0 ? words_date(a, tr_language(), day) : STR("―"));
    screen_tab(s, 20);
    screen_put(s, str_of(state_words(row->state)));
    if (row->state == DUE_LATE || row->state == DUE_SOON || row->state == DUE_LATER) {
        screen_putf(s, tr(" %+d days"), (int)row->days_left);
    }
    screen_style(s, SCREEN_PLAIN);
    screen_tab(s, SECTION_COLUMN + 1);
    screen_wrap(s, SECTION_COLUMN + 1, row->summary);
    screen_end_line(s);
    screen_tab(s, SECTION_COLUMN + 1);
    screen_style(s, SCREEN_DIM);
    screen_putf(s, "#%lld ", (long long)row->duty);
    screen_put(s, row->section);
    if (row->owner.n > 0) {
        screen_put(s, STR("  "));
        screen_put(s, row->owner);
    }
    screen_end_line(s);
    if (row->clock.why.n > 0) {
        screen_tab(s, SECTION_COLUMN + 1);
        screen_style(s, SCREEN_DIM);
        screen_wrap(s, SECTION_COLUMN + 1, row->clock.why);
        screen_end_line(s);
    }
}

static void show(struct arena *a, const struct due_rows *rows, bool colour)
{
    struct screen s;
    int64_t contract = 0;

    screen_init(&s, stdout, colour);
    for (uint32_t i = 0; i < rows->n; i++) {
        const struct due_row *row = &rows->v[i];

        if (row->contract != contract) {
            screen_style(&s, SCREEN_HEADING);
            screen_putf(&s, "[%lld] ", (long long)row->contract);
            screen_wrap(&s, 4, row->contract_title);
            screen_end_line(&s);
            contract = row->contract;
        }
        show_row(&s, a, row);
    }
}

static int write_json(struct arena *a, const struct due_rows *rows, struct err *err)
{
    struct json j;

    json_init(&j, stdout, JSON_INDENTED);
    json_begin_object(&j);
    json_key(&j, "due");
    json_begin_array(&j);
    for (uint32_t i = 0; i < rows->n; i++) {
        const struct due_row *row = &rows->v[i];

        json_begin_object(&j);
        json_key(&j, "contract");
        json_int(&j, row->contract);
        json_key(&j, "duty");
        json_int(&j, row->duty);
        json_member(&j, "state", str_of(due_state_word(row->state)));
        json_member(&j, "from", day_of(a, row->clock.day_from));
        json_member(&j, "to", day_of(a, row->clock.day_to));
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

static int find(const struct cmd_call *call, struct act *act, struct due_rows *ret,
                struct err *err)
{
    const char *contract = cmd_value(&cmd_due, call, "contract");
    const char *today = cmd_value(&cmd_due, call, "today");
    bool all = cmd_value(&cmd_due, call, "all") != NULL;
    struct due_filter f = {.from = CALENDAR_NONE,
                           .to = CALENDAR_NONE,
                           .waiting_too = all || cmd_value(&cmd_due, call, "waiting") != NULL,
                           .done_too = all,
                           .owner = str_of(cmd_value(&cmd_due, call, "owner"))};
    int days;

    if (days_of(cmd_value(&cmd_due, call, "days"), &days, err) < 0 ||
        (contract != NULL && cli_id(contract, &f.contract, err) < 0)) {
        return -1;
    }
    if (today != NULL) {
        act->now_ms = (int64_t)calendar_parse(str_of(today)) * DAY_MS;
    }
    if (!all) {
        f.to = act_today(act) + days;
    }
    return act_due(act, &f, ret, err);
}

static int run(const struct cmd_call *call, struct err *err)
{
    struct act act;
    struct due_rows rows;

    if (cli_desk_open(&cmd_due, call, true, &act, err) < 0) {
        return -1;
    }
    int status = find(call, &act, &rows, err);

    desk_close(act.desk);
    if (status < 0) {
        return status;
    }
    if (cmd_value(&cmd_due, call, "json") != NULL) {
        return write_json(call->arena, &rows, err);
    }
    if (rows.n == 0) {
        printf("%s\n", tr("nothing is due; --days N looks further, --waiting shows what has no day"));
        return 0;
    }
    show(call->arena, &rows, output_takes_colour());
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
