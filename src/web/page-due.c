/* What is due across all contracts. */
#include "core/clock.h"
#include "text/calendar.h"
#include "web/say.h"

enum { MOST_SHOWN = 500 };

static bool is_wanted(const struct page_call *c, const struct due_row *row)
{
    struct str state = page_text(c, "state");
    const char *word = due_state_word(row->state);

    if (state.n == 0) {
        return true;
    }
    if (str_eq(state, STR("soon"))) {
        return row->state == DUE_SOON || row->state == DUE_TODAY;
    }
    return str_eq(state, str_of(word));
}

static int fill_contracts(const struct page_call *c, struct view *v, struct err *err)
{
    struct contract_list list;

    if (act_contract_titles(c->act, &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.n; i++) {
        struct view *row = view_add(v, "contracts");

        view_int(row, "id", list.v[i].id);
        view_str(row, "name", list.v[i].title);
        view_flag(row, "is_chosen", list.v[i].id == page_int(c, "contract"));
    }
    view_flag(v, "is_empty", list.n == 0);
    return 0;
}

/*
 * The days of a state, so that the database reads no more than is shown: late ones come before
 * today, soon ones within two weeks.
 */
static void set_days(const struct page_call *c, struct due_filter *f)
{
    struct str state = page_text(c, "state");
    int32_t today = act_today(c->act);

    if (str_eq(state, STR("late"))) {
        f->to = f->to == CALENDAR_NONE ? today - 1 : MIN(f->to, today - 1);
    } else if (str_eq(state, STR("soon"))) {
        f->from = today;
        f->to = f->to == CALENDAR_NONE ? today + DUE_SOON_DAYS : MIN(f->to, today + DUE_SOON_DAYS);
    } else if (str_eq(state, STR("later"))) {
        f->from = today + DUE_SOON_DAYS + 1;
    }
    f->limit = f->done_too ? 0 : MOST_SHOWN + 1;
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct str days = page_text(c, "days");
    bool waiting = str_eq(page_text(c, "state"), STR("waiting"));
    struct due_filter filter = {
        .contract = page_int(c, "contract"),
        .from = CALENDAR_NONE,
        .to = days.n > 0 ? act_today(c->act) + (int32_t)page_int(c, "days") : CALENDAR_NONE,
        .done_too = str_eq(page_text(c, "state"), STR("done")),
        .waiting_too = waiting,
        .owner = page_text(c, "owner"),
    };
    struct due_rows due;
    int64_t shown = 0;
    bool is_more = false;

    set_days(c, &filter);
    if (fill_contracts(c, v, err) < 0 || act_due(c->act, &filter, &due, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < due.n; i++) {
        if (!is_wanted(c, &due.v[i])) {
            continue;
        }
        if (shown == MOST_SHOWN) {
            is_more = true;
            break;
        }
        say_due(c, view_add(v, "rows"), &due.v[i]);
        shown++;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Deadlines"))));
    view_flag(v, "nav_due", true);
    view_int(v, "shown", shown);
    view_flag(v, "is_more", is_more);
    view_str(v, "today", say_day(c, act_today(c->act)));
    return page_render(c, "due", v, r, err);
}

static const struct page_input query[] = {
    {"contract", INPUT_ID, .help = TR_ID("Contract. Empty is all open ones")},
    {"owner", INPUT_TEXT, .help = TR_ID("Owner")},
    {"state", INPUT_WORD, .choices = "late|soon|later|waiting|done", .help = TR_ID("State")},
    {"days", INPUT_INT, .max = 3650, .help = TR_ID("Days ahead")},
    {},
};

const struct page page_due = {
    .path = "/due",
    .may = MAY_READ,
    .query = query,
    .show = show,
    .help = "What is due across all contracts.",
};
