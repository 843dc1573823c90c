/* What several pages fill their views with: due rows, duties, the head of a contract; see say.h. */
#include "web/say.h"

#include "base/heap.h"

#include "core/clock.h"
#include "text/calendar.h"
#include "web/input.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void say_crumb(const struct page_call *c, struct view *v, struct str label, const char *href_format,
               ...)
{
    struct view *row = view_add(v, "crumbs");
    va_list args;

    va_start(args, href_format);
    char *text = heap_vprintf(href_format, args);

    va_end(args);
    view_str(row, "href", arena_str(c->q->arena, str_of(text)));
    view_str(row, "label", label);
    view_flag(v, "crumbs_there", true);
    free(text);
}

struct str say_term(const struct page_call *c, const struct contract *contract)
{
    struct str span = say_span(c, contract->term_first, contract->term_last);

    return contract->term_first == CALENDAR_NONE && span.n > 0
               ? arena_printf(c->q->arena, "～%.*s", STR_ARG(span))
               : span;
}

void say_moved(const struct page_call *c, struct view *v, int64_t version)
{
    int64_t seen = 0;

    if (c->faults != NULL) {
        (void)input_number(http_find(c->faults->typed, "version"), &seen);
    }
    view_flag(v, "is_moved", seen != 0 && seen != version);
}

static void say_flags(const struct page_call *c, struct view *row, uint32_t flags)
{
    view_flag(row, "on_holiday", (flags & CLOCK_ON_HOLIDAY) != 0);
    view_flag(row, "is_soft", (flags & CLOCK_SOFT) != 0);
    view_flag(row, "must_arrive", (flags & CLOCK_ARRIVE) != 0);
    view_flag(row, "is_waiting_event", (flags & CLOCK_WAITS) != 0);
    view_flag(row, "is_never", (flags & CLOCK_NEVER) != 0);
    view_flag(row, "is_beyond", (flags & CLOCK_BEYOND) != 0);
    view_flag(row, "is_to_agree", (flags & CLOCK_NEEDS_READING) != 0);
}

/* The state in words; of one without a day, what it waits for. */
static struct str state_label(const struct page_call *c, const struct due_row *due)
{
    if (due->state == DUE_WAITING && (due->clock.flags & CLOCK_IF) != 0) {
        return str_of(SAY(c, TR_ID("only if it happens")));
    }
    if (due->state == DUE_WAITING && (due->clock.flags & CLOCK_NEEDS_READING) != 0) {
        return str_of(SAY(c, TR_ID("reading to agree")));
    }
    return say_word(c, str_of(due_state_word(due->state)));
}

void say_due(const struct page_call *c, struct view *row, const struct due_row *due)
{
    const char *state = due_state_word(due->state);
    bool has_day = due->clock.day_to != CALENDAR_NONE;

    view_int(row, "duty", due->duty);
    view_int(row, "contract", due->contract);
    view_str(row, "contract_name", due->contract_title);
    view_str(row, "summary", due->summary);
    view_str(row, "section", due->section);
    view_str(row, "owner", due->owner);
    view_str(row, "modality", say_word(c, due->modality));
    view_str(row, "modality_word", due->modality);
    view_str(row, "key", due->clock.key);
    view_str(row, "day",
             has_day ? say_span(c, due->clock.day_from, due->clock.day_to)
                     : say_day(c, due->clock.day_from));
    view_flag(row, "has_day", has_day);
    view_str(row, "day_iso", say_iso(c, due->clock.day_to));
    view_str(row, "minute", say_minute(c, due->clock.minute));
    view_str(row, "left",
             has_day && due->state != DUE_DONE ? say_left(c, due->days_left) : (struct str){});
    view_str(row, "due_state", str_of(state));
    view_str(row, "due_state_label", state_label(c, due));
    view_str(row, "why", due->clock.why);
    view_str(row, "rule", due->clock.rule);
    view_str(row, "rule_words", say_notation(c, due->clock.rule));
    view_flag(row, "is_late", due->state == DUE_LATE);
    view_flag(row, "is_done", due->state == DUE_DONE);
    say_flags(c, row, due->clock.flags);
}

void say_duty(const struct page_call *c, struct view *row, const struct duty *d)
{
    view_int(row, "id", d->id);
    view_int(row, "version", d->version);
    view_int(row, "contract_id", d->contract);
    view_str(row, "section", d->section);
    view_str(row, "quote", d->quote);
    view_str(row, "summary", d->summary.n > 0 ? d->summary : d->quote);
    view_str(row, "state", d->state);
    view_str(row, "state_label", say_word(c, d->state));
    view_str(row, "modality_word", d->modality);
    view_str(row, "modality", say_word(c, d->modality));
    view_str(row, "party_word", d->party);
    view_str(row, "party", say_word(c, d->party));
    view_str(row, "condition", d->condition);
    view_str(row, "item", d->item);
    view_str(row, "due_words", d->due_words);
    view_str(row, "owner", d->owner);
    view_str(row, "note", d->note);
    view_flag(row, "is_bid", str_eq(d->phase, STR("bid")));
    view_flag(row, "by_person", str_eq(d->origin, STR("person")));
    view_flag(row, "is_corrected", d->is_corrected);
    view_flag(row, "is_open", str_eq(d->state, STR("open")));
    view_flag(row, "is_done_duty", str_eq(d->state, STR("done")));
    view_flag(row, "is_dropped", str_eq(d->state, STR("dropped")));
    view_int(row, "line", d->line);
    view_int(row, "page_number", d->page);
}

/* ---- the head of a contract's pages ---- */

static const struct tab {
    const char *name, *label;
} tabs[] = {
    {"", TR_ID("Overview")},
    {"duties", TR_ID("Duties")},
    {"occasions", TR_ID("Events and days")},
    {"deliverables", TR_ID("Deliverables")},
    {"progress", TR_ID("Progress table")},
    {"meetings", TR_ID("Meetings")},
    {"findings", TR_ID("Findings")},
    {"questions", TR_ID("Questions")},
    {"annex", TR_ID("Security annex")},
    {"documents", TR_ID("Documents")},
    {"history", TR_ID("History")},
};

static int64_t tab_count(const struct contract *contract, const char *name)
{
    const struct contract_counts *n = &contract->counts;

    return strcmp(name, "duties") == 0      ? n->duties - n->done
           : strcmp(name, "occasions") == 0 ? n->waiting
           : strcmp(name, "findings") == 0  ? n->findings
           : strcmp(name, "questions") == 0 ? n->questions
                                            : 0;
}

int say_contract(const struct page_call *c, struct view *v, int64_t id, const char *tab,
                 struct contract *ret, struct err *err)
{
    if (act_contract(c->act, id, ret, err) < 0) {
        return -1;
    }
    view_int(v, "contract_id", id);
    view_str(v, "contract_title", ret->title);
    view_flag(v, "is_closed", str_eq(ret->state, STR("closed")));
    view_flag(v, "nav_contracts", true);
    say_crumb(c, v, str_of(SAY(c, TR_ID("Contracts"))), "/contracts");
    if (tab == NULL || tab[0] != '\0') {
        say_crumb(c, v, ret->title, "/contracts/%lld", (long long)id);
    }
    for (size_t i = 0; i < COUNT(tabs); i++) {
        struct view *row = view_add(v, "tabs");

        view_printf(row, "href", "/contracts/%lld%s%s", (long long)id,
                    tabs[i].name[0] != '\0' ? "/" : "", tabs[i].name);
        view_str(row, "label", str_of(SAY(c, tabs[i].label)));
        view_int(row, "count", tab_count(ret, tabs[i].name));
        view_flag(row, "is_current", tab != NULL && strcmp(tab, tabs[i].name) == 0);
    }
    return 0;
}
