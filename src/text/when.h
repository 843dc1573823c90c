/*
 * Time expressions of Japanese documents: found, valued, printed.
 *
 *     struct when_list list = {};
 *     when_scan(arena, folded.s, &context, &list);
 *     struct str value = when_value(arena, &list.v[0], folded.s);      "2026-03-18T12:00"
 *
 * The text is folded (text/fold.h); all offsets are bytes of the folded text, end exclusive.
 * Values are what the text says: nothing is filled in but what a list, a range or the context
 * gives, and `basis` tells which. Ends of ranges are inclusive at the unit they are written in.
 */
#ifndef TEXT_WHEN_H
#define TEXT_WHEN_H

#include "base/vec.h"
#include "text/calendar.h"

enum when_kind {
    WHEN_NONE,     /* blank or impossible: no usable date */
    WHEN_DATE,     /* a: calendar point of a day or coarser */
    WHEN_TIME,     /* a: point with an hour or a part of the day */
    WHEN_DURATION, /* lo, hi */
    WHEN_REL,      /* a: event or reference date with an offset, an urgency, or neither */
    WHEN_SET,      /* n_lo, n_hi per `per`, or lo per `per`, or the fixed position a */
    WHEN_RANGE,    /* a to b, or a and the length lo */
};

/* TIMEX3 modifiers, a bit each, in the order they are printed. */
enum when_mod {
    WHEN_APPROX = 1 << 0,
    WHEN_START = 1 << 1,
    WHEN_MID = 1 << 2,
    WHEN_END = 1 << 3,
    WHEN_ON_OR_BEFORE = 1 << 4,
    WHEN_BEFORE = 1 << 5,
    WHEN_ON_OR_AFTER = 1 << 6,
    WHEN_AFTER = 1 << 7,
    WHEN_EQUAL_OR_LESS = 1 << 8,
    WHEN_EQUAL_OR_MORE = 1 << 9,
    WHEN_LESS_THAN = 1 << 10,
    WHEN_MORE_THAN = 1 << 11,
};

enum when_flag {
    WHEN_WD_OK = 1 << 0,        /* stated weekday is right */
    WHEN_WD_BAD = 1 << 1,       /* stated weekday is wrong */
    WHEN_ERA_OUT = 1 << 2,      /* outside its era: 平成34年 */
    WHEN_INVALID_DATE = 1 << 3, /* no such day */
    WHEN_DOCNO = 1 << 4,        /* part of a document or law number, never a deadline */
    WHEN_BLANK = 1 << 5,        /* empty form field */
    WHEN_VAGUE = 1 << 6,        /* no number */
    WHEN_INCL_START = 1 << 7,   /* 起算して: the first day counts */
};

enum when_urgency {
    WHEN_NO_URGENCY,
    WHEN_PROMPT,    /* 速やかに */
    WHEN_IMMEDIATE, /* 直ちに */
    WHEN_NODELAY,   /* 遅滞なく */
};

/* What a set says when it counts nothing. */
enum when_recurrence {
    WHEN_COUNTED,  /* n times, or an amount of time, per period */
    WHEN_POSITION, /* a fixed position: a */
    WHEN_PERIODIC, /* 定期的に */
    WHEN_ONDEMAND, /* 随時, 必要に応じて */
};

/* Where the parts of a point that are not in its own words come from. */
enum when_basis {
    WHEN_STATED,          /* nothing was added */
    WHEN_FROM_START,      /* end of a range, from its start */
    WHEN_FROM_ANTECEDENT, /* the date before it: 同年, a later member of a list, context */
    WHEN_FROM_REF,        /* the reference date: 昨年, or a year that was not written */
    WHEN_BY_WEEKDAY,      /* the year was chosen because only there the weekday fits */
};

/* Finest unit stated by a point. */
enum when_unit {
    WHEN_U_NONE,
    WHEN_U_CENTURY,
    WHEN_U_DECADE,
    WHEN_U_YEAR,
    WHEN_U_HALF,    /* sub 1-2 */
    WHEN_U_QUARTER, /* sub 1-4 */
    WHEN_U_SEASON,  /* sub 1 spring … 4 winter */
    WHEN_U_MONTH,
    WHEN_U_JUN,     /* sub 1 上旬 2 中旬 3 下旬 */
    WHEN_U_WEEKDAY, /* weekday, perhaps the sub-th of the month */
    WHEN_U_DAY,
    WHEN_U_DAYPART, /* sub 1 morning, 2 afternoon */
    WHEN_U_HOUR,
    WHEN_U_MINUTE,
    WHEN_U_SECOND,
};

enum when_point_kind {
    WHEN_P_NONE,     /* absent: open end of a range */
    WHEN_P_CALENDAR, /* year … second */
    WHEN_P_EVENT,    /* event words, perhaps with an offset */
    WHEN_P_REF,      /* the reference date, perhaps with an offset */
};

enum { WHEN_UNSET = -1 };

/* A length, unit by unit as written, in thousandths (1.5 hours = 1500). */
enum when_length_unit {
    WHEN_L_YEAR,
    WHEN_L_MONTH,
    WHEN_L_WEEK,
    WHEN_L_DAY,
    WHEN_L_OPEN_DAY, /* 営業日, 開庁日, 業務日, 稼働日: P3BD */
    WHEN_L_HOUR,
    WHEN_L_MINUTE,
    WHEN_L_SECOND,
    WHEN_L_COUNT,
};

struct when_length {
    int32_t n[WHEN_L_COUNT]; /* thousandths */
    uint8_t fuzzy;           /* bit per when_length_unit: 数日 = PXD */
    bool is_set;
};

struct when_point {
    enum when_point_kind kind;
    enum when_unit unit;
    enum when_basis basis;
    bool fiscal;                   /* year is a fiscal year (年度) */
    int16_t year;                  /* WHEN_UNSET (-1) when not known */
    int8_t month;                  /* 1-12 or WHEN_UNSET */
    int8_t day;                    /* 1-31 or WHEN_UNSET */
    int8_t hour;                   /* 0-29 as written, or WHEN_UNSET */
    int8_t minute;                 /* 0-59 or WHEN_UNSET */
    int8_t second;                 /* 0-59 or WHEN_UNSET */
    int8_t weekday;                /* stated weekday 1 Monday - 7, or WHEN_UNSET */
    int8_t sub;                    /* see when_unit; unit of an offset of zero */
    int8_t sign;                   /* of offset: +1, -1, 0 none */
    uint32_t event_beg, event_end; /* WHEN_P_EVENT: event words; empty = {?} */
    struct when_length offset;     /* WHEN_P_EVENT, WHEN_P_REF */
    struct when_length offset_hi;  /* upper end of the offset, when it has two */
};

struct when {
    enum when_kind kind;
    enum when_urgency urgency;
    enum when_recurrence recurrence;
    uint16_t mods;                     /* enum when_mod */
    uint16_t flags;                    /* enum when_flag */
    uint32_t beg, end;                 /* the whole expression */
    uint32_t trigger_beg, trigger_end; /* event words left of it, or 検収後…; empty when none */
    struct when_point a, b;            /* range: an absent point is an open end */
    struct when_length lo, hi;         /* duration; length of a range; amount of a set */
    struct when_length per;            /* set: the period */
    int32_t n_lo, n_hi;                /* set: times per period; 0 = none, -1 = X */
    int32_t day_from, day_to;          /* what is known of the days meant, both inclusive;
                                          CALENDAR_NONE = not known or no such end */
};

struct when_list {
    struct when *v;
    uint32_t n, room;
};

/*
 * What a sentence may lean on. Zero the struct with when_context_init; the scanner updates the
 * antecedent so that a document can be read sentence by sentence with one context.
 */
struct when_context {
    int32_t ref_day; /* notice date or the like; CALENDAR_NONE when not known */
    /*
     * Whether a date without a year (8月上旬) takes it from the date before it even in another
     * sentence. Off: only inside lists and ranges, as the text commands do.
     */
    bool carry;
    struct when_point antecedent; /* last calendar point; kind WHEN_P_NONE when none */
};

/* Nothing known: no reference date, no antecedent. */
void when_context_init(struct when_context *context);

/*
 * Appends the time expressions of one sentence (or line, cell) in order. `context` may be NULL.
 * Linear in the text; plain text runs through at hundreds of MB/s.
 */
void when_scan(struct arena *a, struct str folded, struct when_context *context,
               struct when_list *ret);

/* The notation of the value ("2026-03-18", "{検収}+P20D"), "-" for WHEN_NONE. */
struct str when_value(struct arena *a, const struct when *w, struct str folded);
/* "P20D"; "[P2W,P3W]" when hi is set and differs. */
struct str when_length_value(struct arena *a, const struct when_length *lo,
                             const struct when_length *hi);
/* "date" …; "none" for WHEN_NONE. */
const char *when_kind_name(enum when_kind kind);
/* "END,ON_OR_BEFORE"; empty when there is none. */
struct str when_mods(struct arena *a, uint16_t mods);
struct str when_flags(struct arena *a, uint16_t flags);

/* First and last day of a calendar point; false when it has no year or is no calendar point. */
bool when_point_days(const struct when_point *p, int32_t *ret_from, int32_t *ret_to);

#endif
