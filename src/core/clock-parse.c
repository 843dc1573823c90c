/*
 * From the notation of a time value to the rule of a clock; see clock.h.
 *
 * A value is a point, a range A/B, a recurrence kX/PERIOD, or one word. What the text of the
 * document says about time without setting a deadline (hours of a day, lengths, amounts of work)
 * is CLOCK_VAGUE and says why; only what is no notation at all is an error.
 */
#include "core/clock-parts.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/when.h"

static const char why_time[] = "日付のない時刻であり、期限の日が決まらない";
static const char why_length[] = "期間の長さだけが書かれており、いつから数えるかが書かれていない";
static const char why_work[] = "作業量を定めるもので、期限ではない";
static const char why_hours[] = "1日のうちの時間を定めるもので、期限ではない";
static const char why_mixed[] = "長さを一つの単位で数えられない。読み方を担当職員と合意する";
static const char why_no_number[] = "日数が書かれていない。読み方を担当職員と合意する";
static const char why_reference[] =
    "文書の日付を基準にした表現（翌年、来月など）で、起算の日が分からない。読み方を合意する";
static const char why_order[] = "始めの日が終わりの日より後になっている。担当職員に確認する";
static const char why_no_event[] = "何を起算点とするかが書かれていない。読み方を担当職員と合意する";

/* ---- events ---- */

static const char *urgency_why(enum clock_urgency urgency)
{
    switch (urgency) {
    case CLOCK_PROMPT:
        return "「速やかに」には日数がない。何日以内と読むかを担当職員と合意する";
    case CLOCK_IMMEDIATE:
        return "「直ちに」には時間がない。何時間以内と読むかを担当職員と合意する";
    case CLOCK_NODELAY:
        return "「遅滞なく」には日数がない。何日以内と読むかを担当職員と合意する";
    case CLOCK_NO_URGENCY:
        break;
    }
    return why_no_number;
}

/* The length of an offset into the rule; false when it cannot be counted. */
static bool set_length(struct clock_rule *r, const struct clock_point *p)
{
    const struct clock_length *lo = &p->lo;
    int sign = p->sign < 0 ? -1 : 1;

    if (lo->fuzzy || (p->is_interval && p->hi.fuzzy)) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(why_no_number));
        return false;
    }
    if (lo->mixed || (p->is_interval && (p->hi.mixed || p->hi.unit != lo->unit))) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(why_mixed));
        return false;
    }
    r->unit = lo->unit;
    r->amount = sign * lo->amount;
    r->amount_to = p->is_interval ? sign * p->hi.amount : 0;
    if (p->is_interval && r->amount_to == 0) { /* 0 says that there is no interval */
        r->amount_to = r->amount;
        r->amount = 0;
    }
    if (r->amount == 0 && r->amount_to == 0) {
        r->unit = UNIT_DAY;
    }
    return true;
}

static void set_event(struct clock_rule *r, const struct clock_point *p)
{
    r->kind = CLOCK_OFFSET;
    if (str_eq(p->words, STR("REF"))) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(why_reference));
        return;
    }
    if (p->fraction > 0) {
        r->kind = CLOCK_FRACTION;
        r->amount = 1;
        r->times = p->fraction;
        return;
    }
    if (p->has_offset && !set_length(r, p)) {
        clock_rule_set_occasion(r, p->words);
        return;
    }
    if (p->silence) {
        r->kind = CLOCK_SILENCE;
    } else if (p->urgency != CLOCK_NO_URGENCY && !p->has_offset) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(urgency_why(p->urgency)));
    }
    clock_rule_set_occasion(r, p->words);
    if (r->occasion.n == 0 && r->kind == CLOCK_OFFSET) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(why_no_event));
    }
}

/* ---- points ---- */

static void set_pattern(struct clock_rule *r, const struct clock_point *p)
{
    r->kind = CLOCK_EVERY;
    r->amount = 1;
    r->times = 1;
    r->unit = p->unit;
    r->day_from = p->from;
    r->day_to = p->to;
    r->minute = p->minute;
    r->weekday = p->weekday;
    r->month_day = p->weekday > 0 ? p->nth : p->month_day;
    clock_rule_settle_year(r);
}

static void set_days(struct clock_rule *r, int32_t from, int32_t to, int minute)
{
    r->kind = CLOCK_FIXED;
    r->day_from = from;
    r->day_to = to;
    r->minute = (int16_t)minute;
    if (from != CALENDAR_NONE && to != CALENDAR_NONE && from > to) {
        clock_rule_vague(r, CLOCK_NEVER, str_of(why_order));
    }
}

static void set_point(struct clock_rule *r, const struct clock_point *p)
{
    switch (p->kind) {
    case CLOCK_P_OPEN:
        clock_rule_vague(r, CLOCK_NEVER, STR("日付が書かれていない"));
        break;
    case CLOCK_P_DAYS:
        set_days(r, p->from, p->to, p->minute);
        break;
    case CLOCK_P_PATTERN:
        set_pattern(r, p);
        break;
    case CLOCK_P_TIME:
        clock_rule_vague(r, CLOCK_NEVER, str_of(why_time));
        break;
    case CLOCK_P_LENGTH:
        if (p->lo.fuzzy) {
            clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(why_no_number));
        } else {
            clock_rule_vague(r, CLOCK_NEVER, str_of(why_length));
        }
        break;
    case CLOCK_P_EVENT:
        set_event(r, p);
        break;
    }
}

/* ---- ranges ---- */

/* Pattern to pattern: 毎月10日～15日, 12月29日～1月3日. */
static void set_pattern_range(struct clock_rule *r, const struct clock_point *a,
                              const struct clock_point *b)
{
    if (a->unit != b->unit || (a->weekday > 0) != (b->weekday > 0) || a->nth != 0 || b->nth != 0) {
        clock_rule_vague(r, CLOCK_NEEDS_READING,
                         STR("繰り返しの始めと終わりの単位が合わない。読み方を合意する"));
        return;
    }
    set_pattern(r, b);
    r->day_from = a->from;
    if (r->day_to < r->day_from) {
        r->day_to = b->unit == UNIT_YEAR    ? calendar_add_months(b->to, 12)
                    : b->unit == UNIT_MONTH ? calendar_add_months(b->to, 1)
                                            : b->to + 7;
    }
}

/* {事業終了}/P5Y, 2026-04-01/P1Y */
static void set_length_range(struct clock_rule *r, const struct clock_point *a,
                             const struct clock_point *b)
{
    struct clock_point from = *a;

    if (b->lo.fuzzy || b->lo.mixed || b->is_interval || b->lo.amount == 0 ||
        (a->kind == CLOCK_P_EVENT && a->has_offset)) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(b->lo.fuzzy ? why_no_number : why_mixed));
        return;
    }
    switch (a->kind) {
    case CLOCK_P_EVENT:
        from.lo = b->lo;
        from.has_offset = true;
        from.sign = 1;
        set_event(r, &from);
        r->flags |= r->kind == CLOCK_OFFSET ? CLOCK_SPAN : 0;
        break;
    case CLOCK_P_DAYS:
        set_days(r, a->from, clock_length_last(a->from, &b->lo), -1);
        break;
    case CLOCK_P_PATTERN:
        set_pattern(r, a);
        r->day_to = clock_length_last(r->day_from, &b->lo);
        if (r->weekday > 0 || r->day_to - r->day_from >= (r->unit == UNIT_YEAR ? 365 : 28)) {
            clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(why_mixed));
        }
        break;
    default:
        clock_rule_vague(r, CLOCK_NEVER, str_of(why_length));
        break;
    }
}

/* One end is an event: {契約締結日}/2027-03-19, 2026-04-01/{事業終了日}, {契約期間}/.. */
static void set_event_range(struct clock_rule *r, const struct clock_point *a,
                            const struct clock_point *b)
{
    const struct clock_point *event = b->kind == CLOCK_P_EVENT ? b : a;
    const struct clock_point *other = b->kind == CLOCK_P_EVENT ? a : b;

    if (other->kind == CLOCK_P_DAYS && !event->has_offset) {
        set_days(r, event == a ? CALENDAR_NONE : other->from,
                 event == b ? CALENDAR_NONE : other->to, event == b ? -1 : other->minute);
        clock_rule_set_occasion(r, event->words);
        return;
    }
    set_event(r, event);
    if (event == a && other->kind == CLOCK_P_OPEN && r->kind == CLOCK_OFFSET) {
        r->flags |= CLOCK_AFTER;
    }
}

static void set_range(struct clock_rule *r, const struct clock_point *a,
                      const struct clock_point *b)
{
    if (b->kind == CLOCK_P_LENGTH) {
        set_length_range(r, a, b);
    } else if (a->kind == CLOCK_P_EVENT || b->kind == CLOCK_P_EVENT) {
        set_event_range(r, a, b);
    } else if (a->kind == CLOCK_P_LENGTH) {
        clock_rule_vague(r, CLOCK_NEVER, str_of(why_length));
    } else if (a->kind == CLOCK_P_TIME) {
        clock_rule_vague(r, CLOCK_NEVER, str_of(why_hours));
    } else if (a->kind == CLOCK_P_DAYS && b->kind == CLOCK_P_TIME) {
        set_days(r, a->from, a->to, b->minute);
    } else if (a->kind == CLOCK_P_PATTERN && b->kind == CLOCK_P_PATTERN) {
        set_pattern_range(r, a, b);
    } else if (a->kind == CLOCK_P_PATTERN || b->kind == CLOCK_P_PATTERN) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, STR("年が書かれていない。担当職員に確認する"));
    } else if (a->kind == CLOCK_P_OPEN && b->kind == CLOCK_P_OPEN) {
        set_point(r, a);
    } else if (a->kind == CLOCK_P_OPEN) {
        set_point(r, b);
    } else if (b->kind == CLOCK_P_OPEN) {
        set_days(r, a->from, CALENDAR_NONE, -1);
    } else {
        set_days(r, a->from, b->to, b->minute);
    }
}

/* ---- recurrences ---- */

/* "3X", "[3,5]X", "XX": how many times; -1 for X. False when it is no count. */
static bool read_times(struct str s, int32_t *ret)
{
    int32_t n = 0;

    if (s.n < 2 || s.p[s.n - 1] != 'X') {
        return false;
    }
    s = str_sub(s, 0, s.n - 1);
    if (str_eq(s, STR("X"))) {
        *ret = -1;
        return true;
    }
    ptrdiff_t comma = str_find(s, STR(","), 0);

    if (s.p[0] == '[' && s.p[s.n - 1] == ']' && comma > 0) {
        s = str_sub(s, 1, (size_t)comma); /* the least of 3～5回 */
    }
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || i >= 4) {
            return false;
        }
        n = n * 10 + (s.p[i] - '0');
    }
    *ret = n;
    return s.n > 0 && n > 0;
}

static void set_recurrence(struct clock_rule *r, int32_t times, const struct clock_length *per)
{
    if (times < 0 || per->fuzzy) {
        clock_rule_vague(r, CLOCK_NEEDS_READING,
                         STR("回数が書かれていない。読み方を担当職員と合意する"));
    } else if (per->mixed || per->amount <= 0) {
        clock_rule_vague(r, CLOCK_NEEDS_READING, str_of(why_mixed));
    } else if (per->unit == UNIT_HOUR || per->unit == UNIT_MINUTE) {
        clock_rule_vague(r, CLOCK_NEVER, STR("1日のうちの繰り返しであり、日の期限ではない"));
    } else {
        r->kind = times > 1 ? CLOCK_COUNT : CLOCK_EVERY;
        r->times = times;
        r->amount = per->amount;
        r->unit = per->unit;
    }
}

/* Byte of the "/" outside brackets, or -1. */
static ptrdiff_t find_slash(struct str s)
{
    char close = '\0'; /* of the bracket we are in; there is none in another */

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (close != '\0') {
            close = c == close ? '\0' : close;
        } else if (c == '{' || c == '[') {
            close = c == '{' ? '}' : ']';
        } else if (c == '/' && (i == 0 || s.p[i - 1] != '1' || i < 2 || s.p[i - 2] != '*')) {
            return (ptrdiff_t)i;
        }
    }
    return -1;
}

/* Words that stand for a whole value. */
static bool set_word(struct clock_rule *r, struct str s)
{
    if (str_eq(s, STR("PERIODIC"))) {
        clock_rule_vague(r, CLOCK_NEEDS_READING,
                         STR("「定期的に」には間隔がない。間隔を担当職員と合意する"));
    } else if (str_eq(s, STR("ONDEMAND"))) {
        clock_rule_vague(r, CLOCK_NEVER, STR("必要が生じたときに行うもので、期限の日はない"));
    } else if (str_eq(s, STR("-"))) {
        clock_rule_vague(r, CLOCK_NEVER, STR("日付が空欄か、暦にない日付である"));
    } else {
        return false;
    }
    return true;
}

int clock_value_parse(struct str value, struct clock_rule *ret, struct err *err)
{
    struct clock_rule r;
    struct clock_point first, second;
    struct clock_length per;
    int32_t times;
    ptrdiff_t slash = find_slash(value);

    clock_rule_init(&r, value);
    if (slash < 0) {
        if (!set_word(&r, value)) {
            if (value.n == 0 || clock_point_parse(value, &first, err) < 0) {
                return value.n == 0 ? err_set(err, ERR_INVALID, "the time value is empty") : -1;
            }
            set_point(&r, &first);
        }
        *ret = r;
        return 0;
    }
    struct str head = str_sub(value, 0, (size_t)slash);
    struct str tail = str_sub(value, (size_t)slash + 1, value.n);

    if (read_times(head, &times)) {
        if (clock_length_parse(tail, &per, err) < 0) {
            return -1;
        }
        set_recurrence(&r, times, &per);
        *ret = r;
        return 0;
    }
    if (clock_point_parse(head, &first, err) < 0 || clock_point_parse(tail, &second, err) < 0) {
        return -1;
    }
    if (first.kind == CLOCK_P_LENGTH && second.kind == CLOCK_P_LENGTH) {
        clock_rule_vague(&r, CLOCK_NEVER, str_of(why_work)); /* PT40H/P1W */
    } else {
        set_range(&r, &first, &second);
    }
    *ret = r;
    return 0;
}

/* ---- Japanese expressions ---- */

/* Whether there are letters that no notation has outside {}. */
static bool is_japanese(struct str s)
{
    int depth = 0;

    for (size_t i = 0; i < s.n; i++) {
        depth += s.p[i] == '{' ? 1 : s.p[i] == '}' ? -1 : 0;
        if ((unsigned char)s.p[i] >= 0x80 && depth == 0) {
            return true;
        }
    }
    return false;
}

static int parse_japanese(struct arena *a, struct str text, struct clock_rule *ret, struct err *err)
{
    struct ftext folded = fold(a, text);
    struct when_list list = {};
    struct clock_rule r;

    when_scan(a, folded.s, NULL, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct when *w = &list.v[i];

        if (w->kind == WHEN_NONE || (w->flags & (WHEN_DOCNO | WHEN_BLANK)) != 0) {
            continue;
        }
        if (clock_value_parse(when_value(a, w, folded.s), &r, err) < 0) {
            return -1;
        }
        if (r.kind == CLOCK_EVERY && r.unit != UNIT_YEAR && w->kind == WHEN_DATE) {
            clock_rule_vague(&r, CLOCK_NEEDS_READING,
                             STR("何月の日かが書かれていない。担当職員に確認する"));
        }
        clock_mods_apply(&r, w->mods, w->flags);
        r.flags |= str_has(text, STR("必着")) ? CLOCK_ARRIVE : 0;
        r.notation = text;
        *ret = r;
        return 0;
    }
    return err_set(err, ERR_INVALID, "no day can be read from \"%.*s\"", STR_ARG(text));
}

int clock_parse(struct arena *a, struct str value, struct clock_rule *ret, struct err *err)
{
    struct clock_rule r;

    value = str_trim(value);
    if (value.n > CLOCK_LONGEST_VALUE) {
        return err_set(err, ERR_LIMIT, "the time value is longer than %d bytes",
                       CLOCK_LONGEST_VALUE);
    }
    if (!utf8_is_text(value)) {
        return err_set(err, ERR_INVALID, "the time value is not UTF-8 text");
    }
    if (clock_rule_words_parse(value, (struct str){}, &r)) {
        *ret = r;
        return 0;
    }
    ptrdiff_t close = str_rfind(value, STR("}"));
    ptrdiff_t space = str_find(value, STR(" "), close < 0 ? 0 : (size_t)close);
    struct str body = space < 0 ? value : str_sub(value, 0, (size_t)space);
    struct err first = {};

    if (clock_value_parse(body, &r, &first) < 0) {
        if (is_japanese(value)) {
            return parse_japanese(a, value, ret, err);
        }
        if (err != NULL) {
            *err = first;
        }
        return -1;
    }
    if (space >= 0 && clock_mods_parse(str_sub(value, (size_t)space, value.n), &r, err) < 0) {
        return -1;
    }
    r.notation = value;
    *ret = r;
    return 0;
}
