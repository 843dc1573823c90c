/*
 * What is due, in order of time: the one list behind the terminal view, the calendar export and
 * the page. Dated things come first, by the day that counts (the last of "until", the first of
 * everything else); what hangs on an event or a habit follows in groups.
 *
 * Nothing is computed here that the document does not say: a rule without a date stays one.
 */
#ifndef WRITE_DUE_H
#define WRITE_DUE_H

#include "base/tr.h"
#include "spec/reg.h"

enum due_precision { DUE_YEAR, DUE_MONTH, DUE_THIRD, DUE_DAY };

struct due_point {
    int32_t first, last; /* days it covers; CALENDAR_NONE = open */
    int16_t minute;      /* of the day, to 29:59; -1 = not stated */
    enum due_precision precision;
};

/* A value of reg_date: a point, or an interval with one end open perhaps. */
struct due_span {
    struct due_point from, to; /* equal for a point */
    bool is_interval;
};

/* False when the value names no day (a time of day, words). */
bool due_span_parse(struct str value, struct due_span *ret_span);

enum due_kind { DUE_DATE, DUE_DELIVERABLE, DUE_RULE };

/* What a rule without a date hangs on. */
enum due_group {
    DUE_AFTER_EVENT, /* within, about … after or before an event */
    DUE_RECURRING,
    DUE_PROMPT, /* without delay, immediately, early, always */
    DUE_AROUND, /* before, after, by, until, upon, during, on … */
    DUE_VAGUE,  /* as needed, regularly, for a certain period */
    DUE_GROUPS,
};

struct due_entry {
    enum due_kind kind;
    uint32_t index;       /* in the list of its kind */
    struct due_span span; /* of dated entries */
    enum due_group group; /* of rules */
    const struct reg_src *src;
    struct str what; /* what has to be done, words of the text on one line; never empty */
    bool is_cut;     /* `what` goes on in the document */
    struct str fact; /* key of the fact this date is: submission_deadline …; empty = none */
};

struct due_list {
    VEC(struct due_entry) dated;
    VEC(struct due_entry) groups[DUE_GROUPS];
    uint32_t annex_rules;  /* timings of the annex, shown there and not here */
    const bool *is_listed; /* of each of the register's dates */
    uint32_t other_dates;  /* how many are not: see due_list_build */
};

/*
 * Left out are dates that nothing is due on: background, those of the annex, hours without a day,
 * names of years (令和8年度, 2040年), and dates a year and more before the notice or the
 * fiscal year. Arena memory; points into the register.
 */
void due_list_build(struct arena *a, const struct reg *r, struct due_list *ret_list);

/* `what` as people read it: 納入：報告書, 質問期限：電子メールで提出すること. */
struct str due_said(struct arena *a, enum tr_language l, const struct due_entry *e);

/*
 * Words of a document on one line, at most so many columns wide; *ret_cut says whether some are
 * missing. Borrows from the text or the arena.
 */
struct str due_line(struct arena *a, struct str text, int columns, bool *ret_cut);

#endif
