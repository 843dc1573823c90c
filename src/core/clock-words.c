/* A rule in words for the person at the desk: 打合せ終了から3開庁日以内. */
#include "core/clock-parts.h"

#include <inttypes.h>

static const char *const weekdays[] = {"",       "月曜日", "火曜日", "水曜日",
                                       "木曜日", "金曜日", "土曜日", "日曜日"};

/* 2026-07-01～2026-07-10; 旬, months and fiscal years by their names. */
static struct str words_of_days(struct arena *a, int32_t from, int32_t to)
{
    struct ymd f = calendar_ymd(from);
    struct ymd t = calendar_ymd(to);
    bool one_month = f.year == t.year && f.month == t.month;
    bool last = t.day == calendar_month_days(t.year, t.month);

    if (from == to) {
        return clock_text_day(a, from);
    }
    if (one_month && f.day == 1 && last) {
        return arena_printf(a, "%d年%d月", f.year, f.month);
    }
    if (one_month &&
        ((f.day == 1 && t.day == 10) || (f.day == 11 && t.day == 20) || (f.day == 21 && last))) {
        return arena_printf(a, "%d年%d月%s旬", f.year, f.month,
                            f.day == 1    ? "上"
                            : f.day == 11 ? "中"
                                          : "下");
    }
    if (f.month == 4 && f.day == 1 && to == calendar_fiscal_last(f.year)) {
        return arena_printf(a, "%d年度", f.year);
    }
    struct str first = clock_text_day(a, from);
    struct str second = clock_text_day(a, to);

    return arena_printf(a, "%.*s～%.*s", STR_ARG(first), STR_ARG(second));
}

static struct str words_fixed(struct arena *a, const struct clock_rule *r)
{
    struct str at = clock_text_minute(a, r->minute);
    const char *bound = (r->flags & CLOCK_ARRIVE) != 0 ? "必着" : "まで";
    struct str from = clock_text_day(a, r->day_from);
    struct str to = clock_text_day(a, r->day_to);

    if (r->day_to == CALENDAR_NONE) {
        return r->occasion.n > 0
                   ? arena_printf(a, "%.*sから%.*sまで", STR_ARG(from), STR_ARG(r->occasion))
                   : arena_printf(a, "%.*s以降", STR_ARG(from));
    }
    if (r->day_from == CALENDAR_NONE) {
        return arena_printf(a, "%.*sから%.*sまで", STR_ARG(r->occasion), STR_ARG(to));
    }
    struct str days = words_of_days(a, r->day_from, r->day_to);

    if (at.n > 0) {
        return arena_printf(a, "%.*s %.*s%s", STR_ARG(days), STR_ARG(at), bound);
    }
    return (r->flags & CLOCK_ARRIVE) != 0 ? arena_printf(a, "%.*s必着", STR_ARG(days)) : days;
}

/* How an occasion is worded: 変更する場合, 提供する, 終えた, 契約締結. */
enum wording { WORD_CASE, WORD_VERB, WORD_PAST, WORD_NOUN };

static enum wording wording_of(struct str event)
{
    static const struct {
        const char *end;
        enum wording wording;
    } ends[] = {{"場合", WORD_CASE}, {"とき", WORD_CASE}, {"際", WORD_CASE},   {"時", WORD_CASE},
                {"する", WORD_VERB}, {"れる", WORD_VERB}, {"める", WORD_VERB}, {"行う", WORD_VERB},
                {"う", WORD_VERB},   {"く", WORD_VERB},   {"る", WORD_VERB},   {"た", WORD_PAST}};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(event, str_of(ends[i].end))) {
            return ends[i].wording;
        }
    }
    return WORD_NOUN;
}

/* Before, after, during, on, until an occasion, in the words that fit its wording. */
static struct str words_around(struct arena *a, const struct clock_rule *r)
{
    static const char *const before[] = {"、その前", "前", "前", "より前"};
    static const char *const after[] = {"、その後", "後", "後", "以後"};
    static const char *const on[] = {"", "とき", "とき", "のとき"};
    enum wording w = wording_of(r->occasion);
    const char *how = (r->flags & CLOCK_BEFORE) != 0  ? before[w]
                      : (r->flags & CLOCK_AFTER) != 0 ? after[w]
                      : (r->flags & CLOCK_SPAN) != 0  ? "の間"
                      : (r->flags & CLOCK_EXACT) != 0 ? on[w]
                                                      : "まで";

    return arena_printf(a, "%.*s%s%s", STR_ARG(r->occasion),
                        (r->flags & CLOCK_FISCAL_END) != 0 ? "の属する年度の終了" : "", how);
}

static struct str words_offset(struct arena *a, const struct clock_rule *r)
{
    int32_t n = r->amount < 0 ? -r->amount : r->amount;
    struct str length = clock_text_length(a, n, r->unit);
    struct str event = (r->flags & CLOCK_FISCAL_END) != 0
                           ? arena_printf(a, "%.*sの属する年度の終了", STR_ARG(r->occasion))
                           : r->occasion;

    if (r->amount_to != 0) {
        struct str other =
            clock_text_length(a, r->amount_to < 0 ? -r->amount_to : r->amount_to, r->unit);

        return r->amount < 0 ? arena_printf(a, "%.*sの%.*s～%.*s前", STR_ARG(event),
                                            STR_ARG(length), STR_ARG(other))
                             : arena_printf(a, "%.*sから%.*s～%.*s以内", STR_ARG(event),
                                            STR_ARG(length), STR_ARG(other));
    }
    if (n == 0) {
        return words_around(a, r);
    }
    if ((r->flags & CLOCK_MONTH_END) != 0 && r->unit == UNIT_MONTH) {
        return n == 1 ? arena_printf(a, "%.*sの翌月末まで", STR_ARG(event))
                      : arena_printf(a, "%.*sの%" PRId32 "か月後の月末まで", STR_ARG(event), n);
    }
    if (r->amount < 0) {
        return arena_printf(a, "%.*sの%.*s%s", STR_ARG(event), STR_ARG(length),
                            (r->flags & CLOCK_SPAN) != 0 ? "前から当日まで" : "前まで");
    }
    const char *from = (r->flags & CLOCK_FIRST_COUNTS) != 0 ? "から起算して" : "から";
    const char *how = (r->flags & CLOCK_SPAN) != 0    ? "間"
                      : (r->flags & CLOCK_AFTER) != 0 ? "後以降"
                      : (r->flags & CLOCK_EXACT) != 0 ? "後"
                                                      : "以内";

    if ((r->flags & CLOCK_SPAN) != 0 && (r->unit == UNIT_WEEK || r->unit == UNIT_HOUR)) {
        how = "";
    }
    return arena_printf(a, "%.*s%s%.*s%s", STR_ARG(event), from, STR_ARG(length), how);
}

/* 月, 週, 年, 2週間, 3か月 */
static struct str words_period(struct arena *a, const struct clock_rule *r)
{
    static const char *const one[] = {
        [UNIT_DAY] = "日",   [UNIT_OPEN_DAY] = "開庁日", [UNIT_WEEK] = "週",
        [UNIT_MONTH] = "月", [UNIT_YEAR] = "年",
    };

    if (r->amount == 1 && r->unit >= UNIT_DAY) {
        return str_of(one[r->unit]);
    }
    return clock_text_length(a, r->amount, r->unit);
}

/* 毎月10日, 毎週月曜日, 毎年3月31日 */
static struct str words_pattern(struct arena *a, const struct clock_rule *r)
{
    struct ymd f = calendar_ymd(r->day_from);
    struct ymd t = calendar_ymd(r->day_to);
    const char *month = (r->flags & CLOCK_NEXT_MONTH) != 0 ? "毎月翌月" : "毎月";
    struct str at = clock_text_minute(a, r->minute);
    struct str text;

    if (r->unit == UNIT_WEEK) {
        text = r->day_from == r->day_to
                   ? arena_printf(a, "毎週%s", weekdays[r->weekday])
                   : arena_printf(a, "毎週%s～%s", weekdays[calendar_weekday(r->day_from)],
                                  weekdays[calendar_weekday(r->day_to)]);
    } else if (r->weekday > 0) {
        text = r->unit == UNIT_YEAR
                   ? arena_printf(a, "毎年%d月第%d%s", f.month, r->month_day, weekdays[r->weekday])
                   : arena_printf(a, "%s第%d%s", month, r->month_day, weekdays[r->weekday]);
    } else if (r->unit == UNIT_YEAR) {
        text = r->day_from == r->day_to
                   ? arena_printf(a, "毎年%d月%d日", t.month, t.day)
                   : arena_printf(a, "毎年%d月%d日～%d月%d日", f.month, f.day, t.month, t.day);
    } else if (r->day_from != r->day_to) {
        text = f.day == 1 && t.day == 31 ? str_of(month)
                                         : arena_printf(a, "%s%d日～%d日", month, f.day, t.day);
    } else {
        text = t.day == 31 ? arena_printf(a, "%s末日", month)
                           : arena_printf(a, "%s%d日", month, t.day);
    }
    return at.n > 0 ? arena_printf(a, "%.*s %.*s", STR_ARG(text), STR_ARG(at)) : text;
}

static struct str words_recurrence(struct arena *a, const struct clock_rule *r)
{
    struct str period = words_period(a, r);
    const char *least = r->kind == CLOCK_COUNT ? "以上" : "";

    if (r->kind == CLOCK_EVERY && r->day_from != CALENDAR_NONE) {
        return words_pattern(a, r);
    }
    if (r->amount == 1 && r->times == 1 && (r->unit == UNIT_DAY || r->unit == UNIT_OPEN_DAY)) {
        return r->unit == UNIT_DAY ? STR("毎日") : STR("毎開庁日");
    }
    return arena_printf(a, "%.*s%s%" PRId32 "回%s", STR_ARG(period), r->amount == 1 ? "" : "に",
                        r->times, (r->flags & CLOCK_SOFT) != 0 ? "" : least);
}

static struct str words_vague(struct arena *a, const struct clock_rule *r)
{
    static const char *const tails[][2] = {{"PROMPT", "速やかに"},
                                           {"IMMEDIATE", "直ちに"},
                                           {"NODELAY", "遅滞なく"},
                                           {"without delay", "速やかに"},
                                           {"immediately", "直ちに"}};
    static const char *const joints[] = {"、", "とき、", "後、", "後、"};

    if (str_eq(r->notation, STR("PERIODIC")) || str_eq(r->notation, STR("regularly"))) {
        return STR("定期的に");
    }
    if (str_eq(r->notation, STR("ONDEMAND")) || str_eq(r->notation, STR("as needed"))) {
        return STR("必要に応じて");
    }
    for (size_t i = 0; i < COUNT(tails); i++) {
        if (str_has(r->notation, str_of(tails[i][0]))) {
            return r->occasion.n > 0 ? arena_printf(a, "%.*s%s%s", STR_ARG(r->occasion),
                                                    joints[wording_of(r->occasion)], tails[i][1])
                                     : str_of(tails[i][1]);
        }
    }
    return r->why;
}

struct str clock_words(struct arena *a, const struct clock_rule *r)
{
    struct str text = {};

    switch (r->kind) {
    case CLOCK_FIXED:
        text = words_fixed(a, r);
        break;
    case CLOCK_OFFSET:
        text = words_offset(a, r);
        break;
    case CLOCK_EVERY:
    case CLOCK_COUNT:
        text = words_recurrence(a, r);
        break;
    case CLOCK_FRACTION:
        text = r->times == 2 ? STR("契約期間の半分が過ぎるとき")
                             : arena_printf(a, "契約期間の%" PRId32 "分の1が過ぎるとき", r->times);
        break;
    case CLOCK_SILENCE: {
        struct str length = clock_text_length(a, r->amount, r->unit);

        text =
            arena_printf(a, "前回の%.*sから%.*sを超えない", STR_ARG(r->occasion), STR_ARG(length));
        break;
    }
    case CLOCK_VAGUE:
        return words_vague(a, r);
    }
    return (r->flags & CLOCK_SOFT) != 0 ? arena_printf(a, "%.*s（目途）", STR_ARG(text)) : text;
}
