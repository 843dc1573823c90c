/* Printing values in the notation of when.h: ISO 8601, EDTF and TIMEX3 where they have a form. */
#include "text/when.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

/* Enough for any value but event words, which are added apart. */
enum { VALUE_BYTES = 512 };

struct out {
    char text[VALUE_BYTES];
    size_t n;
};

static void add(struct out *o, const char *format, ...) PRINTF_LIKE(2, 3);

static void add(struct out *o, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int n = vsnprintf(o->text + o->n, sizeof(o->text) - o->n, format, args);
    va_end(args);
    if (n > 0) {
        o->n = MIN(o->n + (size_t)n, sizeof(o->text) - 1);
    }
}

static void add_str(struct out *o, struct str s)
{
    size_t n = MIN(s.n, sizeof(o->text) - 1 - o->n);

    if (n > 0) {
        memcpy(o->text + o->n, s.p, n);
    }
    o->n += n;
    o->text[o->n] = '\0';
}

/* Thousandths as a number: 1500 is 1.5. */
static void add_amount(struct out *o, int32_t n)
{
    add(o, "%" PRId32, n / 1000);
    if (n % 1000 != 0) {
        char decimals[8];

        snprintf(decimals, sizeof(decimals), "%03" PRId32, n % 1000);
        for (size_t i = 3; i > 1 && decimals[i - 1] == '0'; i--) {
            decimals[i - 1] = '\0';
        }
        add(o, ".%s", decimals);
    }
}

static void add_length(struct out *o, const struct when_length *length)
{
    static const char *const units[WHEN_L_COUNT] = {"Y", "M", "W", "D", "BD", "H", "M", "S"};
    bool in_clock = false;

    add(o, "P");
    for (int i = 0; i < WHEN_L_COUNT; i++) {
        bool fuzzy = (length->fuzzy >> i & 1) != 0;

        if (length->n[i] == 0 && !fuzzy) {
            continue;
        }
        if (i >= WHEN_L_HOUR && !in_clock) {
            add(o, "T");
            in_clock = true;
        }
        if (fuzzy) {
            add(o, "X");
        } else {
            add_amount(o, length->n[i]);
        }
        add(o, "%s", units[i]);
    }
}

static bool is_zero(const struct when_length *length)
{
    for (int i = 0; i < WHEN_L_COUNT; i++) {
        if (length->n[i] != 0) {
            return false;
        }
    }
    return length->fuzzy == 0;
}

static bool is_interval(const struct when_length *lo, const struct when_length *hi)
{
    return hi != NULL && hi->is_set && memcmp(lo->n, hi->n, sizeof(lo->n)) != 0;
}

static void add_lengths(struct out *o, const struct when_length *lo, const struct when_length *hi)
{
    if (!is_interval(lo, hi)) {
        add_length(o, lo);
        return;
    }
    add(o, "[");
    add_length(o, lo);
    add(o, ",");
    add_length(o, hi);
    add(o, "]");
}

/* An offset: +P20D, -P1Y; +P0Y needs its unit though it counts nothing. */
static void add_offset(struct out *o, const struct when_point *p)
{
    static const char *const zeros[WHEN_L_COUNT] = {"P0Y",  "P0M",  "P0W",  "P0D",
                                                    "P0BD", "PT0H", "PT0M", "PT0S"};

    if (!p->offset.is_set) {
        return;
    }
    add(o, "%c", p->sign < 0 ? '-' : '+');
    if (is_zero(&p->offset)) {
        add(o, "%s", zeros[p->sub]);
    } else {
        add_lengths(o, &p->offset, &p->offset_hi);
    }
}

static void add_year(struct out *o, const struct when_point *p)
{
    if (p->fiscal) {
        add(o, "FY");
    }
    if (p->year == WHEN_UNSET) {
        add(o, "XXXX");
    } else if (p->unit == WHEN_U_CENTURY) {
        add(o, "%02dXX", p->year / 100);
    } else if (p->unit == WHEN_U_DECADE) {
        add(o, "%03dX", p->year / 10);
    } else {
        add(o, "%04d", p->year);
    }
}

static void add_two(struct out *o, int value)
{
    if (value == WHEN_UNSET) {
        add(o, "-XX");
    } else {
        add(o, "-%02d", value);
    }
}

static void add_weekday(struct out *o, const struct when_point *p)
{
    if (p->month != WHEN_UNSET || p->sub > 0) {
        add_two(o, p->month);
    }
    add(o, "-WXX-%d", p->weekday);
    if (p->sub > 0) {
        add(o, "-#%d", p->sub);
    }
}

static void add_clock(struct out *o, const struct when_point *p)
{
    if (p->unit == WHEN_U_DAYPART) {
        add(o, p->sub == 1 ? "TMO" : "TAF");
        return;
    }
    add(o, "T%02d:%02d", p->hour, p->minute == WHEN_UNSET ? 0 : p->minute);
    if (p->second != WHEN_UNSET) {
        add(o, ":%02d", p->second);
    }
}

static void add_calendar(struct out *o, const struct when_point *p)
{
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};

    if (p->unit >= WHEN_U_DAYPART && p->month == WHEN_UNSET && p->day == WHEN_UNSET &&
        p->year == WHEN_UNSET) {
        add_clock(o, p);
        return;
    }
    add_year(o, p);
    switch (p->unit) {
    case WHEN_U_HALF:
        add(o, "-H%d", p->sub);
        return;
    case WHEN_U_QUARTER:
        add(o, "-Q%d", p->sub);
        return;
    case WHEN_U_SEASON:
        add(o, "-%s", seasons[p->sub - 1]);
        return;
    case WHEN_U_WEEKDAY:
        add_weekday(o, p);
        return;
    default:
        break;
    }
    if (p->unit >= WHEN_U_MONTH) {
        add_two(o, p->month);
    }
    if (p->unit == WHEN_U_JUN) {
        add(o, "-%dJ", p->sub);
    } else if (p->unit >= WHEN_U_DAY) {
        add_two(o, p->day);
    }
    if (p->unit >= WHEN_U_DAYPART) {
        add_clock(o, p);
    }
}

static void add_event(struct out *o, const struct when_point *p, struct str folded)
{
    if (p->event_end > p->event_beg) {
        add(o, "{");
        add_str(o, str_sub(folded, p->event_beg, p->event_end));
        add(o, "}");
    } else {
        add(o, "{?}");
    }
}

static void add_point(struct out *o, const struct when_point *p, struct str folded)
{
    switch (p->kind) {
    case WHEN_P_CALENDAR:
        add_calendar(o, p);
        break;
    case WHEN_P_EVENT:
        add_event(o, p, folded);
        add_offset(o, p);
        break;
    case WHEN_P_REF:
        add(o, "{REF}");
        add_offset(o, p);
        break;
    case WHEN_P_NONE:
        add(o, "..");
        break;
    }
}

static void add_count(struct out *o, int32_t n)
{
    if (n < 0) {
        add(o, "X");
    } else {
        add(o, "%" PRId32, n);
    }
}

static void add_set(struct out *o, const struct when *w, struct str folded)
{
    switch (w->recurrence) {
    case WHEN_POSITION:
        add_point(o, &w->a, folded);
        return;
    case WHEN_PERIODIC:
        add(o, "PERIODIC");
        return;
    case WHEN_ONDEMAND:
        add(o, "ONDEMAND");
        return;
    case WHEN_COUNTED:
        break;
    }
    if (w->n_lo == 0) {
        add_lengths(o, &w->lo, &w->hi);
    } else if (w->n_hi != w->n_lo && w->n_hi != 0) {
        add(o, "[%" PRId32 ",%" PRId32 "]X", w->n_lo, w->n_hi);
    } else {
        add_count(o, w->n_lo);
        add(o, "X");
    }
    add(o, "/");
    add_length(o, &w->per);
}

struct str when_length_value(struct arena *a, const struct when_length *lo,
                             const struct when_length *hi)
{
    struct out o = {};

    add_lengths(&o, lo, hi);
    return arena_str(a, (struct str){.p = o.text, .n = o.n});
}

struct str when_value(struct arena *a, const struct when *w, struct str folded)
{
    static const char *const urgencies[] = {"", "+PROMPT", "+IMMEDIATE", "+NODELAY"};
    struct out o = {};

    switch (w->kind) {
    case WHEN_NONE:
        add(&o, "-");
        break;
    case WHEN_DATE:
    case WHEN_TIME:
        add_point(&o, &w->a, folded);
        break;
    case WHEN_REL:
        add_point(&o, &w->a, folded);
        add(&o, "%s", urgencies[w->urgency]);
        break;
    case WHEN_DURATION:
        add_lengths(&o, &w->lo, &w->hi);
        break;
    case WHEN_SET:
        add_set(&o, w, folded);
        break;
    case WHEN_RANGE:
        add_point(&o, &w->a, folded);
        add(&o, "/");
        if (w->lo.is_set) {
            add_lengths(&o, &w->lo, &w->hi);
        } else {
            add_point(&o, &w->b, folded);
        }
        break;
    }
    return arena_str(a, (struct str){.p = o.text, .n = o.n});
}

const char *when_kind_name(enum when_kind kind)
{
    static const char *const names[] = {"none", "date", "time", "duration", "rel", "set", "range"};

    return names[kind];
}

static struct str join_bits(struct arena *a, uint16_t bits, const char *const *names, int count)
{
    struct out o = {};

    for (int i = 0; i < count; i++) {
        if ((bits >> i & 1) != 0) {
            add(&o, "%s%s", o.n > 0 ? "," : "", names[i]);
        }
    }
    return arena_str(a, (struct str){.p = o.text, .n = o.n});
}

struct str when_mods(struct arena *a, uint16_t mods)
{
    static const char *const names[] = {
        "APPROX",      "START", "MID",           "END",           "ON_OR_BEFORE", "BEFORE",
        "ON_OR_AFTER", "AFTER", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "LESS_THAN",    "MORE_THAN"};

    return join_bits(a, mods, names, COUNT(names));
}

struct str when_flags(struct arena *a, uint16_t flags)
{
    static const char *const names[] = {"wd_ok", "wd_bad", "era_out", "invalid_date",
                                        "docno", "blank",  "vague",   "incl_start"};

    return join_bits(a, flags, names, COUNT(names));
}
