/* One contract: what is late, what is next, what waits for a person, its facts and its course. */
#include "core/clock.h"
#include "text/calendar.h"
#include "web/input.h"
#include "web/say.h"
#include "web/month.h"
#include "web/svg-timeline.h"

enum { MOST_NEXT = 12, MOST_LATE = 30, DATE_BYTES = 10 };

static void fill_counts(const struct page_call *c, struct view *v, const struct contract *one)
{
    const struct contract_counts *n = &one->counts;

    view_int(v, "duties", n->duties);
    view_int(v, "done_count", n->done);
    view_int(v, "late_count", n->late);
    view_int(v, "soon_count", n->soon);
    view_int(v, "waiting_count", n->waiting);
    view_int(v, "to_agree_count", n->to_agree);
    view_int(v, "unowned_count", n->unowned);
    view_int(v, "finding_count", n->findings);
    view_int(v, "question_count", n->questions);
    view_str(v, "buyer",
             one->buyer_office.n > 0 && str_starts(one->buyer_office, one->buyer)
                 ? one->buyer_office
                 : one->buyer);
    view_str(v, "buyer_office",
             str_starts(one->buyer_office, one->buyer) ? (struct str){} : one->buyer_office);
    view_str(v, "contract_type", one->contract_type);
    view_str(v, "contract_note", one->note);
    view_str(v, "term", say_term(c, one));
    view_str(v, "cap", one->budget_cap_yen >= 0 ? say_yen(c, one->budget_cap_yen) : (struct str){});
}

static void fill_due(const struct page_call *c, struct view *v, const struct due_rows *due)
{
    int next = 0;
    int late = 0;

    for (uint32_t i = 0; i < due->n; i++) {
        const struct due_row *row = &due->v[i];

        if (row->state == DUE_LATE && late < MOST_LATE) {
            say_due(c, view_add(v, "late"), row);
            late++;
        } else if (row->days_left >= 0 && row->state != DUE_DONE && row->state != DUE_WAITING &&
                   next < MOST_NEXT) {
            say_due(c, view_add(v, "next"), row);
            next++;
        }
    }
    view_flag(v, "late_there", late > 0);
    view_flag(v, "next_there", next > 0);
}

/* A fact's value as people write it: days with their weekday, yen with separators. */
static struct str fact_words(const struct page_call *c, const struct fact *f)
{
    int32_t day = calendar_parse(str_sub(f->value, 0, DATE_BYTES));
    int64_t yen;

    if (day != CALENDAR_NONE && f->value.n == DATE_BYTES) {
        return say_day(c, day);
    }
    if (day != CALENDAR_NONE && str_at(f->value, DATE_BYTES, STR("T"))) {
        return arena_printf(c->q->arena, "%.*s %.*s", STR_ARG(say_day(c, day)),
                            STR_ARG(str_sub(f->value, DATE_BYTES + 1, DATE_BYTES + 6)));
    }
    if (str_eq(f->key, STR("budget_cap_yen")) && input_number(f->value, &yen)) {
        return say_yen(c, yen);
    }
    return f->value;
}

static int fill_facts(const struct page_call *c, struct view *v, int64_t id, struct err *err)
{
    struct fact_list facts;

    if (act_facts(c->act, id, &facts, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < facts.n; i++) {
        const struct fact *f = &facts.v[i];
        struct view *row = view_add(v, "facts");

        view_int(row, "id", f->id);
        view_str(row, "label", f->label != NULL ? str_of(f->label) : f->key);
        view_str(row, "value", fact_words(c, f));
        view_str(row, "quote", f->quote);
        view_int(row, "document", f->document);
        view_flag(row, "has_place", f->end > f->beg);
        view_printf(row, "place", "%u", f->beg);
    }
    view_flag(v, "facts_there", facts.n > 0);
    return 0;
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct due_rows due;
    struct item_list steps;
    struct due_filter all = {
        .contract = c->ids[0], .from = CALENDAR_NONE, .to = CALENDAR_NONE, .done_too = true};

    if (say_contract(c, v, c->ids[0], "", &one, err) < 0 || act_due(c->act, &all, &due, err) < 0 ||
        act_items(c->act, c->ids[0], &type_milestone, &steps, err) < 0 ||
        fill_facts(c, v, c->ids[0], err) < 0) {
        return -1;
    }
    view_str(v, "title", one.title);
    fill_counts(c, v, &one);
    fill_due(c, v, &due);
    month_fill(c, v, month_first(c), &due);
    view_svg(v, "timeline", svg_timeline(c, &one, &steps, &due));
    return page_render(c, "contract", v, r, err);
}

static const struct page_input query[] = {
    MONTH_INPUT,
    {},
};

const struct page page_contract = {
    .path = "/contracts/{id}",
    .may = MAY_READ,
    .query = query,
    .show = show,
    .help = "One contract: what is late, what is next, its facts and its course.",
};
