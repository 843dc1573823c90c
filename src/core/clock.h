/*
 * Clocks: when a duty is due. Pure: from the notation of a time value, the occasions of the
 * contract that have a day, and the calendar, to rows with days. Never asks what day it is.
 *
 * Law: Civil Code 138-143 (first day not counted unless it begins at 0:00 or the text says
 * 起算して; months and years by calendar), 行政機関の休日 for business days. A day fixed in a
 * contract that is no business day does not move: it is flagged.
 */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "text/calendar.h"

enum clock_kind {
    CLOCK_FIXED,    /* a day, a range of days (上旬), a time */
    CLOCK_OFFSET,   /* n units before or after an occasion, within or exactly */
    CLOCK_EVERY,    /* recurs: every n units, on a day of month or weekday, within the term */
    CLOCK_COUNT,    /* at least k times within a period: k instances spread over it */
    CLOCK_FRACTION, /* when half of the term is over */
    CLOCK_SILENCE,  /* not longer than n since the last time */
    CLOCK_VAGUE,    /* 速やかに, 遅滞なく: needs an agreed reading, or none is possible */
};

enum clock_unit {
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_OPEN_DAY,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_YEAR
};

enum clock_flag {
    CLOCK_ON_HOLIDAY = 1 << 0,    /* the due day is no business day; it does not move. Not said of
                                  the ends of shares, which are but a proposal */
    CLOCK_SOFT = 1 << 1,          /* 目途: a target, never late */
    CLOCK_ARRIVE = 1 << 2,        /* 必着 */
    CLOCK_WAITS = 1 << 3,         /* its occasion has no day yet */
    CLOCK_NEVER = 1 << 4,         /* the rule can never come to a day; `why` says why */
    CLOCK_BEYOND = 1 << 5,        /* past the confirmed end of the holiday table: not computed; of a
                                  CLOCK_FIXED, whose day stays, not known to be a business day */
    CLOCK_NEEDS_READING = 1 << 6, /* vague: agree a reading with the officer */
    CLOCK_FIRST_COUNTS = 1 << 7,  /* 起算して: the first day is counted */
    CLOCK_EXACT = 1 << 8,         /* on that day (10日目に), not within (10日以内に) */
    CLOCK_BEFORE = 1 << 9,        /* 契約締結前に: before the occasion, no length given */
    CLOCK_AFTER = 1 << 10,        /* 作業終了後に, 以降: from then on, no last day */
    CLOCK_SPAN = 1 << 11,         /* the whole time from the occasion on: 事業終了後5年間 */
    CLOCK_MONTH_END = 1 << 12,    /* at the end of the month arrived at: 検収の翌月末 */
    CLOCK_NEXT_MONTH = 1 << 13, /* CLOCK_EVERY: in the month after: 毎月分を翌月10日まで */
    CLOCK_FROM_NEXT = 1 << 14, /* の翌日から[起算して]: the day of the occasion is not counted */
    CLOCK_FISCAL_END = 1 << 15, /* の属する年度の終了: counted from the end of its fiscal year */
    CLOCK_IF = 1 << 16, /* hangs on what may never happen (変更がある場合): typed when it does */
};

struct clock_rule {
    enum clock_kind kind;
    struct str notation; /* as parsed */
    /*
     * What it counts from: 契約締結, 打合せ終了 … Empty when there is none. Of CLOCK_FIXED: the end
     * of the range that is CALENDAR_NONE ({契約締結日}/2027-03-19).
     */
    struct str occasion;
    /*
     * CLOCK_FIXED: first and last day, CALENDAR_NONE = open. CLOCK_EVERY with a position: the days
     * of the pattern in a sample period (the year 2000, January 2000, the week of 2000-01-03).
     */
    int32_t day_from, day_to;
    int16_t minute; /* of the last day, 0-1439; -1 = its end */
    int32_t amount; /* CLOCK_OFFSET: negative = before; CLOCK_EVERY: every n */
    enum clock_unit unit;
    int32_t amount_to; /* CLOCK_OFFSET: the other end of an interval (2～3週間前), else 0 */
    int32_t times;     /* CLOCK_COUNT, CLOCK_EVERY: a period; CLOCK_FRACTION: 1/times */
    int16_t month_day; /* CLOCK_EVERY: 1-31, 31 = last; with weekday: which of the month */
    int16_t weekday;   /* CLOCK_EVERY: 1-7; 0 = none */
    uint32_t flags;
    struct str why; /* CLOCK_VAGUE: why no day comes of it */
};

/*
 * Reads one value in the notation of docs/CLOCKS.md: 2026-07-10T17:00,
 * 2026-07-1J, 2026-07-上旬, {打合せ終了}+P3BD, 1X/P1M, the words of a rule (within P3BD after), or a
 * Japanese expression that is nothing but a time (研修の1週間前). After a space modifiers may follow
 * as `itaku text when` prints them, with ARRIVE, EXACT, SPAN and NEXT_MONTH: "{検収}+P10D
 * EXACT,incl_start". Of its own it knows {契約期間}*1/2 (half of the term is over) and {打合せ}<P1M (no
 * longer than a month since the last). What is no deadline is CLOCK_VAGUE with `why`; ERR_INVALID
 * says what is not understood, ERR_LIMIT that a number is too large.
 */
int clock_parse(struct arena *a, struct str value, struct clock_rule *ret,
                struct err *err) MUST_USE;

/* What the register says of one rule or date; empty = not stated. */
struct clock_source {
    struct str value;   /* rules[].value, dates[].value, obligations[].due */
    struct str rule;    /* rules[].rule */
    struct str trigger; /* rules[].trigger */
    struct str quote; /* tells 起算して, 必着, 目途, 翌月, 半期, which the value does not */
};

/*
 * As clock_parse, from all the register says: prefer it when opening a document. The rule's words
 * add before, after, about, within; the quote adds what it says of how to count.
 */
int clock_read(struct arena *a, const struct clock_source *source, struct clock_rule *ret,
               struct err *err) MUST_USE;

/* A day that was typed once: 契約締結日 … Names are compared by occasion_matches(). */
struct occasion {
    int64_t id;
    struct str name;
    int32_t day;    /* CALENDAR_NONE = not yet */
    int16_t minute; /* -1 = unknown */
};

struct clock_world {
    const struct occasion *occasions;
    size_t occasion_count;
    int32_t term_first, term_last; /* of the contract; CALENDAR_NONE = unknown */
    int32_t confirmed_to;          /* last day for which the holiday table is confirmed
                             (calendar_confirmed_to()); CALENDAR_NONE = that day */
};

/* One instance. */
struct clock {
    struct str key;   /* "once", "2026-08", "3", id of the occasion when there are several */
    int64_t occasion; /* 0 = none */
    int32_t day_from, day_to; /* the alarm is at day_to; CALENDAR_NONE = not known, or open */
    int16_t minute;           /* of day_to; -1 = its end */
    uint32_t flags;
    struct str why; /* 打合せ日 2026-07-07 から3開庁日（初日不算入）… */
};

struct clocks {
    struct clock *v;
    uint32_t n, room;
};

enum { CLOCK_MAX_INSTANCES = 2000 }; /* of one rule */

/* Adds the instances of the rule to `ret`. ERR_LIMIT when there are more than the maximum. */
int clock_compute(struct arena *a, const struct clock_rule *rule, const struct clock_world *world,
                  struct clocks *ret, struct err *err) MUST_USE;

/*
 * Whether words of a document (本契約の締結の日, 各打合せ) mean an occasion of this name
 * (契約締結日, 打合せ): by the stems that remain without 日, 時, 後, 終了 …
 */
bool occasion_matches(struct str words, struct str name);

/* Whether it may never happen: 変更がある場合, 求められたとき. Its clocks are CLOCK_IF. */
bool occasion_may_never_be(struct str words);

/*
 * The rule as one text that clock_parse() reads to the same rule, modifiers included: what to keep
 * of a rule that came of clock_read(). "{契約締結日}+P10D incl_start"
 */
struct str clock_notation(struct arena *a, const struct clock_rule *rule);

/* The rule in words for a person: 打合せ終了から3開庁日以内. */
struct str clock_words(struct arena *a, const struct clock_rule *rule);

#endif
