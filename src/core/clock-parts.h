/*
 * The parts of clocks, private to src/core: lengths and points of the notation, modifiers, and the
 * computing of each kind.
 */
#ifndef CORE_CLOCK_PARTS_H
#define CORE_CLOCK_PARTS_H

#include "core/clock.h"

struct when;

enum {
    CLOCK_SAMPLE_YEAR = 2000, /* patterns of a year lie in it; it has a 29 February */
    CLOCK_DAY_MINUTES = 24 * 60,
    CLOCK_LONGEST_VALUE = 4096, /* bytes of a value; longer is ERR_LIMIT */
};

/* P3BD, PT30M, PXD in one unit. */
struct clock_length {
    enum clock_unit unit;
    int32_t amount;
    bool fuzzy; /* PXD: no number */
    bool mixed; /* P1M10D, P2.5W: no whole number of one unit */
};

enum clock_point_kind {
    CLOCK_P_OPEN,    /* .. or nothing */
    CLOCK_P_DAYS,    /* from, to */
    CLOCK_P_PATTERN, /* from, to in a sample period; unit is the period */
    CLOCK_P_TIME,    /* minute only */
    CLOCK_P_EVENT,   /* words, offset */
    CLOCK_P_LENGTH,  /* lo: the other end of A/P1Y */
};

enum clock_urgency { CLOCK_NO_URGENCY, CLOCK_PROMPT, CLOCK_IMMEDIATE, CLOCK_NODELAY };

/* One end of a value. */
struct clock_point {
    enum clock_point_kind kind;
    int32_t from, to;
    int16_t minute; /* -1 = none */
    enum clock_unit unit;
    int16_t weekday, nth, month_day;
    struct str words;           /* of the event */
    bool has_offset;            /* lo is set */
    bool is_interval;           /* hi is set */
    int8_t sign;                /* of the offset */
    struct clock_length lo, hi; /* offset */
    enum clock_urgency urgency;
    int32_t fraction; /* {契約期間}*1/2: 2 */
    bool silence;     /* {打合せ}<P1M */
};

/* Each reads the whole text. <0 with ERR_INVALID or ERR_LIMIT. */
int clock_length_parse(struct str text, struct clock_length *ret, struct err *err) MUST_USE;
int clock_point_parse(struct str text, struct clock_point *ret, struct err *err) MUST_USE;

/* Last day of a period of this length that begins with, and counts, `first`. */
int32_t clock_length_last(int32_t first, const struct clock_length *length);

/* Applies enum when_mod and enum when_flag to a rule. */
void clock_mods_apply(struct clock_rule *r, uint16_t mods, uint16_t flags);
/* Reads "ON_OR_BEFORE,ARRIVE incl_start" and applies it. */
int clock_mods_parse(struct str text, struct clock_rule *r, struct err *err) MUST_USE;

/* A value without modifiers. */
int clock_value_parse(struct str value, struct clock_rule *ret, struct err *err) MUST_USE;
/* The words of a rule: within P3BD after. False: they are none, *ret is as it was. */
bool clock_rule_words_parse(struct str rule, struct str trigger, struct clock_rule *ret);
/* Adds what the words of the rule say to a rule made of the value. */
void clock_rule_words_apply(struct clock_rule *r, struct str rule, struct str trigger);
/*
 * Makes the occasion of the words: without 後, の翌日, の属する年度の終了; what those mean is in
 * *ret_flags (CLOCK_FROM_NEXT, CLOCK_FISCAL_END).
 */
struct str clock_occasion_clean(struct str words, uint16_t *ret_flags);
/* A rule that comes to no day. */
void clock_rule_vague(struct clock_rule *r, uint16_t flag, struct str why);
/* A rule with nothing in it. */
void clock_rule_init(struct clock_rule *r, struct str notation);
/* Moves the sample days of a pattern of the year to where their first lies in the sample year. */
void clock_rule_settle_year(struct clock_rule *r);
/* Sets the occasion, taking 後 and の翌日 off. */
void clock_rule_set_occasion(struct clock_rule *r, struct str words);

/* What the words of an occasion mean of the term itself. */
enum clock_term { CLOCK_TERM_NONE, CLOCK_TERM_WHOLE, CLOCK_TERM_FIRST, CLOCK_TERM_LAST };
enum clock_term clock_occasion_term(struct str words);

/* One computing. */
struct clock_job {
    struct arena *a;
    const struct clock_rule *rule;
    const struct clock_world *world;
    int32_t confirmed_to;
    struct clocks *ret;
    struct err *err;
};

/* Adds an instance (a copy); flags the holiday. ERR_LIMIT when there are too many. */
int clock_job_add(struct clock_job *j, const struct clock *c) MUST_USE;
/* The same for the end of a share of a period, which may lie on a holiday without a word. */
int clock_job_add_share(struct clock_job *j, const struct clock *c) MUST_USE;
/* Adds one without a day. */
int clock_job_add_none(struct clock_job *j, struct str key, uint16_t flag, struct str why) MUST_USE;
/*
 * Adds one whose day would lie past the confirmed holidays; day CALENDAR_NONE = not even by
 * calendar.
 */
int clock_job_add_beyond(struct clock_job *j, struct str key, int64_t occasion, int32_t day,
                         struct str why) MUST_USE;
/* False (and an instance that waits is added, *ret_rc) when the term is not known. */
bool clock_job_has_term(struct clock_job *j, int *ret_rc);

/* Days counted from an occasion, an instance for each of its name. */
int clock_offset_compute(struct clock_job *j) MUST_USE;
/* A position that comes round within the term. */
int clock_every_compute(struct clock_job *j) MUST_USE;
/* So many times a period, spread over it; CLOCK_EVERY without a position, CLOCK_COUNT. */
int clock_share_compute(struct clock_job *j) MUST_USE;

/* The day (and minute) an offset comes to. */
struct clock_moved {
    int32_t from, to; /* differ for intervals, spans, and hours from a day without a time */
    int16_t minute;
    bool beyond;    /* needs days that are not confirmed; `to` is by calendar or CALENDAR_NONE */
    bool month_end; /* there is no such day of the month: its end was taken */
};
void clock_offset_move(const struct clock_rule *r, int32_t day, int16_t minute,
                       int32_t confirmed_to, struct clock_moved *ret);

/* Text for `why`: 2026-07-01; 14:00; 3開庁日; 土日・7/20海の日. */
struct str clock_text_day(struct arena *a, int32_t day);
struct str clock_text_minute(struct arena *a, int16_t minute);
struct str clock_text_length(struct arena *a, int32_t amount, enum clock_unit unit);
/* Days that are no business days after `after`, up to `last`. */
struct str clock_text_closed(struct arena *a, int32_t after, int32_t last);
/* Why a day is no business day: 土曜日, 海の日, 年末年始. */
const char *clock_text_closed_day(int32_t day);

#endif
