/*
 * One duty: its words in their place, its deadlines and where they come from, who does it, what
 * proves that it was done, and what was changed. The forms on it are posted to page-duty-work.c.
 */
#include "web/page-duty.h"

#include "text/calendar.h"
#include "web/history-row.h"
#include "web/input.h"

enum { AROUND_BYTES = 360, MOST_HISTORY = 50 };

/* ---- the quote in its text ---- */

/* Moves an offset down to the first byte of its character. */
static size_t floor_of(struct str text, size_t at)
{
    while (at > 0 && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80) {
        at--;
    }
    return MIN(at, text.n);
}

static int fill_place(const struct page_call *c, struct view *v, const struct duty *d,
                      struct err *err)
{
    struct document document;

    if (d->document == 0) {
        return 0;
    }
    if (act_document(c->act, d->document, &document, err) < 0) {
        return -1;
    }
    struct str text = document.text;

    view_str(v, "document_name", document.name);
    view_int(v, "document_id", d->document);
    if (d->end <= d->beg || d->end > text.n) {
        return 0;
    }
    size_t from = floor_of(text, d->beg > AROUND_BYTES ? d->beg - AROUND_BYTES : 0);
    size_t to = floor_of(text, MIN(d->end + (size_t)AROUND_BYTES, text.n));

    view_flag(v, "has_place", true);
    view_str(v, "before", str_sub(text, from, d->beg));
    view_str(v, "words", str_sub(text, d->beg, d->end));
    view_str(v, "after", str_sub(text, d->end, to));
    view_flag(v, "cut_before", from > 0);
    view_flag(v, "cut_after", to < text.n);
    return 0;
}

int page_duty_head(const struct page_call *c, struct view *v, int64_t id, struct duty *ret,
                   struct err *err)
{
    struct contract one;

    if (act_duty(c->act, id, ret, err) < 0 ||
        say_contract(c, v, ret->contract, "duties", &one, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Duties"))), "/contracts/%lld/duties#d%lld",
              (long long)ret->contract, (long long)id);
    say_duty(c, v, ret);
    say_moved(c, v, ret->version);
    return fill_place(c, v, ret, err);
}

/* ---- parts ---- */

static void fill_clocks(const struct page_call *c, struct view *v, const struct duty *d)
{
    struct str chosen =
        c->faults == NULL ? (struct str){} : http_find(c->faults->typed, "clock_key");

    for (uint32_t i = 0; i < d->clocks.n; i++) {
        const struct due_row *clock = &d->clocks.v[i];

        say_due(c, view_add(v, "clocks"), clock);
        if (clock->state != DUE_DONE && clock->clock.day_to != CALENDAR_NONE) {
            struct view *choice = view_add(v, "open_clocks");

            view_str(choice, "key", clock->clock.key);
            view_str(choice, "day", say_span(c, clock->clock.day_from, clock->clock.day_to));
            view_flag(choice, "is_chosen", str_eq(chosen, clock->clock.key));
        }
    }
    for (uint32_t i = 0; i < d->time_count; i++) {
        struct view *row = view_add(v, "times");

        view_str(row, "value", d->times[i].value);
        view_str(row, "notation_words", say_notation(c, d->times[i].value));
        view_str(row, "time_words", d->times[i].words);
    }
    view_printf(v, "table_until", "%d", calendar_holiday_last_year());
}

static void fill_reading(const struct page_call *c, struct view *v, const struct duty *d)
{
    view_flag(v, "has_reading", d->reading.value.n > 0);
    view_str(v, "reading_value", d->reading.value);
    view_str(v, "reading_words",
             d->reading.words.n > 0 ? d->reading.words : say_notation(c, d->reading.value));
    view_str(v, "reading_by", d->reading.by);
    view_str(v, "reading_day", say_day(c, d->reading.day));
    view_str(v, "reading_note", d->reading.note);
}

/* The day of the deadline that evidence is for; empty for the duty as a whole. */
static struct str clock_day(const struct page_call *c, const struct duty *d, struct str key)
{
    for (uint32_t i = 0; key.n > 0 && i < d->clocks.n; i++) {
        if (str_eq(d->clocks.v[i].clock.key, key)) {
            return say_day(c, d->clocks.v[i].clock.day_to);
        }
    }
    return (struct str){};
}

static void fill_evidence(const struct page_call *c, struct view *v, const struct duty *d)
{
    for (uint32_t i = 0; i < d->evidence.n; i++) {
        const struct evidence *e = &d->evidence.v[i];
        struct view *row = view_add(v, "evidence");

        view_int(row, "evidence_id", e->id);
        view_int(row, "evidence_version", e->version);
        view_str(row, "evidence_day", say_day(c, e->day));
        view_str(row, "evidence_note", e->note);
        view_str(row, "evidence_actor", e->actor);
        view_str(row, "evidence_of", clock_day(c, d, e->clock_key));
        view_str(row, "file_name", e->blob.n > 0 ? e->file_name : (struct str){});
        view_str(row, "looked", say_looked(c, e->inspected, e->grave));
        view_flag(row, "is_withdrawn", str_eq(e->state, STR("withdrawn")));
    }
}

static void fill_machine(const struct page_call *c, struct view *v, const struct duty *d)
{
    view_str(v, "machine_quote", d->machine_quote);
    view_str(v, "machine_summary", d->machine_summary);
    view_str(v, "machine_modality", say_word(c, d->machine_modality));
    view_str(v, "machine_party", say_word(c, d->machine_party));
    view_str(v, "machine_times", d->machine_times);
}

static int fill_history(const struct page_call *c, struct view *v, const struct duty *d,
                        struct err *err)
{
    struct history history;

    if (act_history(c->act, d->contract, d->id, 0, MOST_HISTORY, &history, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < history.n; i++) {
        history_row(c, v, &history.v[i]);
    }
    return 0;
}

int page_duty_show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct duty d;

    if (page_duty_head(c, v, c->ids[0], &d, err) < 0 || fill_history(c, v, &d, err) < 0) {
        return -1;
    }
    view_str(v, "title", d.summary.n > 0 ? d.summary : d.quote);
    view_str(v, "in_owner", d.owner);
    view_str(v, "in_day", say_iso(c, act_today(c->act)));
    fill_clocks(c, v, &d);
    fill_reading(c, v, &d);
    fill_evidence(c, v, &d);
    fill_machine(c, v, &d);
    view_int(v, "exception_of", d.exception_of);
    return page_render(c, "duty", v, r, err);
}

const struct page page_duty = {
    .path = "/duties/{id}",
    .may = MAY_READ,
    .show = page_duty_show,
    .help = "One duty: its words, deadlines, owner, evidence and history.",
};
