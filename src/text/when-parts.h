/*
 * The parts of the time scanner, private to src/text. Each part reads one construct at one
 * position: dates, clock times, lengths, words like 翌年, events, recurrences. when-compose.c puts
 * them together into ranges and lists, when-fill.c completes what a point lacks, when-scan.c finds
 * the places to try.
 */
#ifndef TEXT_WHEN_PARTS_H
#define TEXT_WHEN_PARTS_H

#include "text/cursor.h"
#include "text/when.h"

/* A calendar point being read, with what must be remembered until it is complete. */
struct moment {
    struct when_point p;
    uint16_t mods, flags;
    int8_t era;          /* index for calendar_era, WHEN_UNSET when not written in an era */
    bool invalid, blank; /* no usable date */
    bool fill_year;      /* leans on an antecedent: 同年, 翌月; offsets below */
    bool of_reference;   /* leans on the reference date: 昨年, 来月 */
    int8_t shift_unit;   /* when_length_unit of the lean, WHEN_UNSET when there is none */
    int8_t shift;        /* how many of them */
    bool afternoon;      /* the clock time was said to be one of the afternoon */
    size_t beg, end;
};

/* One text being scanned. */
struct scan {
    struct arena *a;
    struct str s;
    struct when_context *context; /* never NULL */
    struct when_list *list;
    size_t floor;       /* end of the last expression: nothing to the left of it is looked at */
    struct moment last; /* last calendar point of this text; end 0 when there is none */
    bool last_is_set;   /* it was the position of a set */
};

/* A length being read: 3か月, 2～3週間, 1時間30分, 数日. */
struct extent {
    struct when_length lo, hi; /* hi equal to lo unless it is an interval */
    uint16_t mods, flags;
    bool is_day_like; /* 3日, 3月, 十分: could be a date or a word as well */
    bool is_year;     /* 5年 without 間 */
    size_t beg, end;
};

/* when-moment.c: a moment at a place, of which nothing is known yet. */
void when_moment_init(struct moment *m, size_t at);

/* when-date.c: calendar points without the clock. `hint` (or NULL) is the moment it continues. */
bool when_date_at(const struct scan *c, size_t at, const struct moment *hint, struct moment *ret);
/* An era name, sign or initial with a number to follow; its end, else 0. */
size_t when_date_era(struct str s, size_t at, size_t floor, int *ret_era);
/* Checks year, month and day; sets `invalid`. */
void when_date_check(struct moment *m);
/* The year of an era; flags era_out later, when the point is complete. */
int when_date_era_year(int era, int number);
/* "3月18日", "3月上旬", at the number of the month; "18日" with its weekday. Both move *at. */
bool when_date_month(struct str s, size_t *at, struct moment *m);
bool when_date_day(struct str s, size_t *at, struct moment *m);
/* The month behind a year that was read up to its 年, if there is one. */
void when_date_month_of_year(struct str s, size_t *at, struct moment *m);

/* when-part.c: what follows 年, 年度, 月: 末, 上旬, 第2四半期, 夏 … moves *at. */
void when_part_of_year(struct str s, size_t *at, struct moment *m);
void when_part_of_month(struct str s, size_t *at, struct moment *m);
/* 末, 当初, 半ば as WHEN_END, WHEN_START, WHEN_MID; 0 when none is there. Moves *at. */
uint16_t when_part_words(struct str s, size_t *at, bool of_month);
/* 第2四半期: the end or 0. */
size_t when_part_quarter(struct str s, size_t at, int *ret_quarter);

/* when-weekday.c: (水), （水・祝）, ㈬ behind a date; its end, or `at` when there is none. */
size_t when_weekday_after(struct str s, size_t at, int *ret_weekday);
/* 月曜日; the end or 0. */
size_t when_weekday_word(struct str s, size_t at, int *ret_weekday);
/* 第2金曜日: the end or 0. */
size_t when_weekday_nth(struct str s, size_t at, int *ret_nth, int *ret_weekday);

/* when-deixis.c: 同年, 翌月, 昨年度, 前日, 来年12月 … */
bool when_deixis_at(const struct scan *c, size_t at, struct moment *ret);

/* when-clock.c: 12時30分, 17:00, 午後3時, 正午, 午後. */
bool when_clock_at(const struct scan *c, size_t at, const struct moment *hint, struct moment *ret);
/* Reads a clock time into a moment that has a date already; the end or 0. */
size_t when_clock_join(const struct scan *c, size_t at, struct moment *m);

/* when-length.c */
bool when_length_at(const struct scan *c, size_t at, struct extent *ret);
/* One length without intervals. */
bool when_length_single(const struct scan *c, size_t at, struct extent *ret);
struct when_length when_length_of(enum when_length_unit unit, int count);
bool when_length_equal(const struct when_length *a, const struct when_length *b);

/* when-mod.c: words that bound or blur, before and after. */
/* Words before `beg` (約, 最大, 少なくとも); moves beg to the left. */
uint16_t when_mod_before(struct str s, size_t *beg, size_t floor);
/* The same words read forwards; moves *at. */
uint16_t when_mod_ahead(struct str s, size_t *at);
/* Words behind a point (頃, まで, 必着, から, 以降); moves *at. */
uint16_t when_mod_after_point(struct str s, size_t *at);
/* まで and the like behind a note in brackets: 年度末(3月31日)までに; nothing is moved. */
uint16_t when_mod_after_note(struct str s, size_t at);
/* The end of a short note in brackets at `at`, else 0. */
size_t when_mod_note(struct str s, size_t at);
/* Words behind a length (以内, 程度, を超える); moves *at. */
uint16_t when_mod_after_length(struct str s, size_t *at);
/* Only 頃, 程度, を目途 … */
uint16_t when_mod_approx(struct str s, size_t *at);

/* when-fill.c */
/* Completes a point from what stands before it, from the context or the reference date. */
void when_fill_point(const struct scan *c, struct moment *m, const struct moment *joined);
/* The end of a range from its start. */
void when_fill_end(const struct moment *start, struct moment *end);
/* Weekday and era flags, once the point is complete. */
uint16_t when_fill_flags(const struct moment *m);

/* when-event.c */
/* The event noun phrase that ends at `end`; false when there is none. */
bool when_event_before(const struct scan *c, size_t end, uint32_t *ret_beg, uint32_t *ret_end);
bool when_event_after(struct scan *c, size_t at); /* at 後 */
bool when_event_ahead(struct scan *c, size_t at); /* at 前 */
bool when_event_from(struct scan *c, size_t at);  /* at から, より, を起算日として */
bool when_event_until(struct scan *c, size_t at); /* at まで */
bool when_event_tilde(struct scan *c, size_t at); /* at ~ */
bool when_event_words(struct scan *c, size_t at); /* 速やかに, 事前に … */
/* The event a length with 前 or 後 refers to: `beg` is where the length starts. */
void when_event_of_offset(const struct scan *c, size_t *beg, struct when *w);
/* An event day right after から: 事業終了日まで; the end or 0. */
size_t when_event_end_of_range(const struct scan *c, size_t at, struct when_point *ret);

/* when-set.c */
bool when_set_at(struct scan *c, size_t at);
/* Length and count of 2か月に1回, 1日8時間; at the length. */
bool when_set_of_length(struct scan *c, size_t at);

/* when-point.c */
/* Date with a clock time, or either. */
bool when_point_read(const struct scan *c, size_t at, const struct moment *hint,
                     struct moment *ret);
/* Adds an expression and moves the floor to its end. */
struct when *when_point_add(struct scan *c, enum when_kind kind, size_t beg, size_t end);

/* when-compose.c */
bool when_compose_point(struct scan *c, size_t at);
bool when_compose_length(struct scan *c, size_t at);
bool when_compose_spread(struct scan *c, size_t at); /* 1~3月, 令和7・8年度 */
bool when_compose_blank(struct scan *c, size_t at);  /* 令和 年 月 日 */
bool when_compose_open(struct scan *c, size_t at);   /* ~令和9年3月31日 */
/* A point that was read as the value of `w` (kind date, time, rel or none). */
void when_compose_set_point(struct when *w, const struct moment *m);

#endif
