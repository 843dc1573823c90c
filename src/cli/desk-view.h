/* How the commands of the desk write days, what is due, and places for people. */
#ifndef CLI_DESK_VIEW_H
#define CLI_DESK_VIEW_H

#include "act/contract.h"
#include "act/occasion.h"
#include "write/screen.h"

/* "2026-07-10"; empty for CALENDAR_NONE. For JSON. */
struct str view_iso(struct arena *a, int32_t day);

/* 2026年7月10日（金）, or ― for CALENDAR_NONE. */
struct str view_day(struct arena *a, int32_t day);

/* The day of a clock with its hour: 2026年7月10日（金） 17:00; a range as its first and last day. */
struct str view_clock_day(struct arena *a, const struct clock_row *c);

/* あと39日, 2日遅れ, 本日, 済, 目途を3日過ぎ; empty when there is no day. */
struct str view_left(struct arena *a, const struct due_row *row);

/* How its state is coloured: late ones red, near ones yellow, done ones green. */
enum screen_style view_due_style(enum due_state s);

/* Number and title of a contract, as a heading. */
void view_contract_title(struct screen *s, int64_t id, struct str title);

/* Text on one line of at most so many columns, with … when it goes on. */
struct str view_line(struct arena *a, struct str text, int columns);

/*
 * What is due, for people: late ones, today, within two weeks, later, done, by day; contracts are
 * named once above.
 */
void view_due(struct screen *s, struct arena *a, const struct due_rows *rows);

/* What has no day yet, of one contract, by what it waits for. Rows of other contracts are left. */
void view_waiting(struct screen *s, struct arena *a, int64_t contract, const struct due_rows *rows,
                  const struct occasion_views *occasions);

#endif
