/*
 * How pages say things: days, times, what is left, states; crumbs and the head of a contract's
 * pages. In the language of the call; texts live in its arena.
 */
#ifndef WEB_SAY_H
#define WEB_SAY_H

#include "act/contract.h"
#include "act/duty.h"
#include "base/tr.h"
#include "web/page.h"

/* The message in the language of the call. */
#define SAY(c, id) tr_in(page_language(c), (id))

/* 2026年7月10日（金）; empty for CALENDAR_NONE. */
struct str say_day(const struct page_call *c, int32_t day);
/* One day, or 2026年7月1日（水）～7月10日（金）; an open end stays open. */
struct str say_span(const struct page_call *c, int32_t from, int32_t to);
/* The term of a contract; when only its end is known: ～2027年3月31日（水）. */
struct str say_term(const struct page_call *c, const struct contract *contract);
/* 2026-07-10, for inputs and <time>; empty for CALENDAR_NONE. */
struct str say_iso(const struct page_call *c, int32_t day);
/* 17:00; empty for a negative minute. */
struct str say_minute(const struct page_call *c, int minute);
/* 2026年7月10日 14:03, in Japan, of milliseconds since 1970-01-01 UTC. */
struct str say_instant(const struct page_call *c, int64_t ms);
/* あと12日, 今日, 3日遅れ */
struct str say_left(const struct page_call *c, int32_t days_left);
/* 12,345 bytes as 12 KB */
struct str say_bytes(const struct page_call *c, int64_t bytes);
/* What the inspector found in a file that came in (`inspected` is empty: it was not asked). */
struct str say_looked(const struct page_call *c, struct str inspected, int64_t grave);
/* Whole yen with separators and 円. */
struct str say_yen(const struct page_call *c, int64_t yen);
/*
 * A word of the data (must, contractor, open, late) as people read it; unknown words as they are.
 */
struct str say_word(const struct page_call *c, struct str word);
/* A kind of event ("duty.assign") as people read it. */
struct str say_event(const struct page_call *c, struct str kind);
/* The notation of a time as people read it: 打合せ終了から3開庁日以内; as it is when not understood. */
struct str say_notation(const struct page_call *c, struct str value);

/* Puts NAME (in words) and NAME_iso. `name` must live as long as the view. */
void say_view_day(const struct page_call *c, struct view *v, const char *name, int32_t day);

/* Adds a crumb to the layout. */
void say_crumb(const struct page_call *c, struct view *v, struct str label, const char *href_format,
               ...) PRINTF_LIKE(4, 5);

/* What a row of due things shows: days, left, state, words, owner, links (part due-row.html). */
void say_due(const struct page_call *c, struct view *row, const struct due_row *due);

/* The values of a duty as lists and its page show them. */
void say_duty(const struct page_call *c, struct view *row, const struct duty *d);

/*
 * Loads the contract of a page and fills what all of its pages show: contract_id, contract_title,
 * its state and counts, crumbs, the menu of its parts with `tab` ("duties") as the current one.
 */
int say_contract(const struct page_call *c, struct view *v, int64_t id, const char *tab,
                 struct contract *ret, struct err *err) MUST_USE;

/* Whether a form came back with faults although this version of the record was newer than the
 * form's: puts `is_moved`, so that the page shows what is there now beside what was typed. */
void say_moved(const struct page_call *c, struct view *v, int64_t version);

#endif
