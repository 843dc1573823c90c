/*
 * The reading of a deadline that was agreed with the officer. A small form makes the notation, so
 * that nobody has to know it: a number, a unit, before or after, an event; or a day; or the
 * notation itself for whoever wants to write it.
 */
#include "act/occasion.h"
#include "core/clock.h"
#include "text/calendar.h"
#include "web/page-duty.h"

static int fill_events(const struct page_call *c, struct view *v, int64_t contract, struct err *err)
{
    static const char *const usual[] = {"契約締結", "業務完了", "検収", "打合せ"};
    struct occasion_views events;

    if (act_occasions(c->act, contract, &events, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < events.n; i++) {
        view_str(view_add(v, "events"), "word", events.v[i].name);
    }
    for (size_t i = 0; i < COUNT(usual); i++) {
        view_str(view_add(v, "events"), "word", str_of(usual[i]));
    }
    return 0;
}

static void fill_form(const struct page_call *c, struct view *v, const struct duty *d)
{
    struct clock_rule rule = {};
    struct err err;
    bool known =
        d->reading.value.n > 0 && clock_parse(c->q->arena, d->reading.value, &rule, &err) == 0;

    view_str(v, "in_how", STR("event"));
    view_str(v, "in_unit", STR("open_day"));
    view_str(v, "in_side", STR("after"));
    view_str(v, "in_agreed_day", say_iso(c, act_today(c->act)));
    if (!known) {
        return;
    }
    view_str(v, "in_words", d->reading.words);
    view_str(v, "in_by", d->reading.by);
    view_str(v, "in_agreed_day", say_iso(c, d->reading.day));
    view_str(v, "in_note", d->reading.note);
    view_str(v, "in_value", d->reading.value);
    view_str(v, "in_how", STR("notation"));
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct duty d;

    if (page_duty_head(c, v, c->ids[0], &d, err) < 0 || fill_events(c, v, d.contract, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Agree on a reading"))));
    view_flag(v, "has_reading", d.reading.value.n > 0);
    view_str(v, "reading_words",
             d.reading.words.n > 0 ? d.reading.words : say_notation(c, d.reading.value));
    view_str(v, "reading_by", d.reading.by);
    view_str(v, "reading_day", say_day(c, d.reading.day));
    for (uint32_t i = 0; i < d.time_count; i++) {
        struct view *row = view_add(v, "times");

        view_str(row, "time_words",
                 d.times[i].words.n > 0 ? d.times[i].words : say_notation(c, d.times[i].value));
    }
    fill_form(c, v, &d);
    return page_render(c, "duty-agree", v, r, err);
}

/* ---- the notation of what was chosen ---- */

static int notation_of_event(const struct page_call *c, struct str *ret, struct err *err)
{
    static const struct {
        const char *word, *before, *after;
    } units[] = {
        {"open_day", "P", "BD"}, {"day", "P", "D"},   {"week", "P", "W"},
        {"month", "P", "M"},     {"hour", "PT", "H"},
    };
    struct str event = page_text(c, "event");
    const char *sign = str_eq(page_text(c, "side"), STR("before")) ? "-" : "+";

    if (event.n == 0 || page_text(c, "amount").n == 0) {
        err_set(err, ERR_INVALID, "the reading needs a number and an event");
        return err_hint(err, "for instance 5 business days after 契約締結");
    }
    for (size_t i = 0; i < COUNT(units); i++) {
        if (str_eq(page_text(c, "unit"), str_of(units[i].word))) {
            *ret = arena_printf(c->q->arena, "{%.*s}%s%s%lld%s", STR_ARG(event), sign,
                                units[i].before, (long long)page_int(c, "amount"), units[i].after);
            return 0;
        }
    }
    return err_set(err, ERR_INVALID, "the reading needs a unit");
}

static int notation_of(const struct page_call *c, struct str *ret, struct err *err)
{
    struct str how = page_text(c, "how");

    if (str_eq(how, STR("withdraw"))) {
        *ret = (struct str){};
        return 0;
    }
    if (str_eq(how, STR("day"))) {
        *ret = say_iso(c, page_day(c, "fixed_day"));
        return ret->n > 0 ? 0 : err_set(err, ERR_INVALID, "the day that was agreed is missing");
    }
    if (str_eq(how, STR("notation"))) {
        *ret = page_text(c, "value");
        return ret->n > 0 ? 0 : err_set(err, ERR_INVALID, "the notation is missing");
    }
    return notation_of_event(c, ret, err);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_reading reading = {
        .words = page_text(c, "words"),
        .by = page_text(c, "by"),
        .day = page_day(c, "agreed_day"),
        .note = page_text(c, "note"),
    };

    if (notation_of(c, &reading.value, err) < 0) {
        return -1;
    }
    if (reading.words.n == 0) {
        reading.words = say_notation(c, reading.value);
    }
    if (act_duty_agree(c->act, c->ids[0], page_version(c), &reading, err) < 0) {
        return -1;
    }
    return page_go(r,
                   reading.value.n > 0 ? TR_ID("The agreed reading is kept; its deadlines follow.")
                                       : TR_ID("The agreed reading was withdrawn."),
                   "/duties/%lld#deadlines", (long long)c->ids[0]);
}

static const struct page_input input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"how", INPUT_WORD, .is_required = true, .choices = "event|day|notation|withdraw",
     .help = TR_ID("How the deadline is told")},
    {"amount", INPUT_INT, .max = 999, .help = TR_ID("Number")},
    {"unit", INPUT_WORD, .choices = "open_day|day|week|month|hour", .help = TR_ID("Unit")},
    {"side", INPUT_WORD, .choices = "after|before", .help = TR_ID("Before or after the event")},
    {"event", INPUT_TEXT, .max = 60, .help = TR_ID("Event that is counted from")},
    {"fixed_day", INPUT_DAY, .help = TR_ID("Day that was agreed")},
    {"value", INPUT_TEXT, .help = TR_ID("Notation")},
    {"words", INPUT_TEXT, .help = TR_ID("As agreed, in words")},
    {"by", INPUT_TEXT, .max = 60, .help = TR_ID("With whom. The officer, and who asked")},
    {"agreed_day", INPUT_DAY, .help = TR_ID("Day of the agreement")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {},
};

const struct page page_duty_agree = {
    .path = "/duties/{id}/agree",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "Records how the parties read a vague deadline.",
};
