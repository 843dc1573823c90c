/*
 * Dates, durations and rules of the schema as people read them; see words.h.
 *
 * A rule is canonical English ("P1W recurring approx 1"). It is taken apart word by word and said
 * in Japanese; in English it is shown as it is, behind its trigger.
 */
#include "write/words.h"

#include "text/calendar.h"
#include "write/width.h"

#include <string.h>

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
    }
    return s.n > 0;
}

/* 2026 as 2026年, 2026-07 as 2026年7月, 2026-07-上旬 as 2026年7月上旬; else as it is. */
static struct str part_of_year(struct arena *a, struct str value)
{
    struct str year = str_sub(value, 0, 4);
    struct str month = str_sub(value, 5, 7);

    if (!is_digits(year) || year.n < 4 || (value.n > 4 && value.p[4] != '-')) {
        return value;
    }
    if (value.n == 4) {
        return arena_printf(a, "%.*s年", STR_ARG(year));
    }
    if (month.n < 2 || !is_digits(month) || (value.n > 7 && value.p[7] != '-')) {
        return value;
    }
    return arena_printf(a, "%.*s年%.*s月%.*s", STR_ARG(year),
                        STR_ARG(str_starts(month, STR("0")) ? str_sub(month, 1, 2) : month),
                        STR_ARG(str_sub(value, 8, value.n)));
}

/* One end of a date value with the weekday of a full date. */
static struct str one_date(struct arena *a, enum tr_language l, struct str value)
{
    static const char *const ja[] = {"月", "火", "水", "木", "金", "土", "日"};
    static const char *const en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    int32_t day = calendar_parse(str_sub(value, 0, 10));

    if (day == CALENDAR_NONE) {
        return l == TR_JA ? part_of_year(a, value) : value;
    }
    int weekday = calendar_weekday(day) - 1;
    struct str date = str_sub(value, 0, 10);
    struct str time = str_sub(value, 11, 16);

    if (l == TR_JA) {
        struct ymd d = calendar_ymd(day);

        return arena_printf(a, "%d年%d月%d日（%s）%.*s", d.year, d.month, d.day, ja[weekday],
                            STR_ARG(time));
    }
    return arena_printf(a, "%.*s (%s)%s%.*s", STR_ARG(date), en[weekday], time.n > 0 ? " " : "",
                        STR_ARG(time));
}

struct str words_date(struct arena *a, enum tr_language l, struct str value)
{
    ptrdiff_t slash = str_find(value, STR("/"), 0);
    bool is_value = value.n >= 4 && (value.p[0] == '/' || (value.p[0] >= '0' && value.p[0] <= '9'));

    if (!is_value) {
        return value;
    }
    if (slash < 0) {
        return one_date(a, l, value);
    }
    struct str from = one_date(a, l, str_sub(value, 0, (size_t)slash));
    struct str to = one_date(a, l, str_sub(value, (size_t)slash + 1, value.n));

    if (str_starts(to, STR("T"))) {
        to = str_sub(to, 1, 6);
    } else if (slash > 10 && value.n > (size_t)slash + 11 &&
               str_eq(str_sub(value, 0, 10),
                      str_sub(value, (size_t)slash + 1, (size_t)slash + 11))) {
        to = str_sub(value, (size_t)slash + 12, (size_t)slash + 17); /* hours of one day */
    }
    return arena_printf(a, "%.*s～%.*s", STR_ARG(from), STR_ARG(to));
}

/* ---- durations ---- */

struct unit {
    const char *letter;
    bool in_time; /* behind the T */
    const char *ja, *en;
};

static const struct unit *unit_of(struct str rest, bool in_time)
{
    static const struct unit units[] = {
        {"BD", false, "営業日", "business days"},
        {"Y", false, "年", "years"},
        {"M", false, "か月", "months"},
        {"W", false, "週間", "weeks"},
        {"D", false, "日", "days"},
        {"H", true, "時間", "hours"},
        {"M", true, "分", "minutes"},
        {"S", true, "秒", "seconds"},
    };

    for (size_t i = 0; i < COUNT(units); i++) {
        if (units[i].in_time == in_time && str_starts(rest, str_of(units[i].letter))) {
            return &units[i];
        }
    }
    return NULL;
}

struct str words_duration(struct arena *a, enum tr_language l, struct str duration)
{
    struct str out = {};
    bool in_time = false;
    size_t at = 1;

    if (!str_starts(duration, STR("P"))) {
        return duration;
    }
    while (at < duration.n) {
        size_t beg = at;

        if (duration.p[at] == 'T') {
            in_time = true;
            at++;
            continue;
        }
        while (at < duration.n &&
               ((duration.p[at] >= '0' && duration.p[at] <= '9') || duration.p[at] == '.')) {
            at++;
        }
        const struct unit *unit = unit_of(str_sub(duration, at, duration.n), in_time);

        if (unit == NULL || at == beg) {
            return duration;
        }
        struct str count = str_sub(duration, beg, at);

        out = arena_printf(a, "%.*s%.*s%s%s", STR_ARG(out), STR_ARG(count), l == TR_JA ? "" : " ",
                           l == TR_JA ? unit->ja : unit->en);
        at += strlen(unit->letter);
    }
    return out.n == 0 ? duration : out;
}

/* ---- rules ---- */

enum { RULE_WORDS = 6 };

static int split(struct str rule, struct str words[RULE_WORDS])
{
    int n = 0;
    size_t at = 0;

    while (at < rule.n && n < RULE_WORDS) {
        ptrdiff_t space = str_find(rule, STR(" "), at);
        size_t end = space < 0 || n == RULE_WORDS - 1 ? rule.n : (size_t)space;

        if (end > at) {
            words[n++] = str_sub(rule, at, end);
        }
        at = end + 1;
    }
    return n;
}

static bool is(struct str word, const char *literal)
{
    return str_eq(word, str_of(literal));
}

/* "approx 2" -> 2回程度, "at least 2" -> 2回以上; NULL bytes when it is neither. */
static struct str count_of(struct arena *a, const struct str *words, int n)
{
    if (n == 2 && is(words[0], "approx")) {
        return arena_printf(a, "%.*s回程度", STR_ARG(words[1]));
    }
    if (n == 2 && is(words[0], "exactly")) {
        return arena_printf(a, "%.*s回", STR_ARG(words[1]));
    }
    if (n == 3 && is(words[0], "at") && is(words[1], "least")) {
        return arena_printf(a, "%.*s回以上", STR_ARG(words[2]));
    }
    if (n == 3 && is(words[0], "at") && is(words[1], "most")) {
        return arena_printf(a, "%.*s回以内", STR_ARG(words[2]));
    }
    return (struct str){};
}

/* P1W -> 週; other lengths say themselves: P2W -> 2週間ごとに */
static struct str period_of(struct arena *a, struct str duration)
{
    static const char *const names[][2] = {
        {"P1D", "1日"},      {"P1W", "週"},     {"P1M", "月"},
        {"P3M", "四半期に"}, {"P6M", "半年に"}, {"P1Y", "年"},
    };

    for (size_t i = 0; i < COUNT(names); i++) {
        if (is(duration, names[i][0])) {
            return str_of(names[i][1]);
        }
    }
    return arena_printf(a, "%.*sごとに", STR_ARG(words_duration(a, TR_JA, duration)));
}

static struct str recurring(struct arena *a, const struct str *words, int n)
{
    struct str count;

    /* "annually at least 1 for multi-year contracts" */
    if (n == RULE_WORDS && is(words[0], "annually") && is(words[1], "at") && is(words[4], "for") &&
        is(words[5], "multi-year contracts")) {
        return arena_printf(a, "年%.*s回以上（複数年の契約）", STR_ARG(words[3]));
    }
    if (n >= 4 && is(words[1], "recurring")) {
        count = count_of(a, words + 2, n - 2);
        if (count.n > 0) {
            return arena_printf(a, "%.*s%.*s", STR_ARG(period_of(a, words[0])), STR_ARG(count));
        }
    }
    if (n >= 3 && (is(words[0], "monthly") || is(words[0], "annually") || is(words[0], "weekly"))) {
        count = count_of(a, words + 1, n - 1);
        if (count.n > 0) {
            return arena_printf(a, "%s%.*s",
                                is(words[0], "monthly")  ? "月"
                                : is(words[0], "weekly") ? "週"
                                                         : "年",
                                STR_ARG(count));
        }
    }
    if (n == 5 && is(words[0], "at") && is(words[1], "least") && is(words[3], "per")) {
        return arena_printf(a, "%s%.*s回以上", is(words[4], "year") ? "年" : "月",
                            STR_ARG(words[2]));
    }
    return (struct str){};
}

static bool ends_in_one_of(struct str text, const char *const *endings)
{
    for (; *endings != NULL; endings++) {
        if (str_ends(text, str_of(*endings))) {
            return true;
        }
    }
    return false;
}

/* "within P after|before", "about P before" */
static struct str relative(struct arena *a, const struct str *words, int n, struct str trigger)
{
    /* events that say themselves from when it counts */
    static const char *const own_start[] = {"後", "から", "場合", "とき", "際", "時", "以降", NULL};
    bool within = n >= 2 && is(words[0], "within");
    bool about = n >= 2 && is(words[0], "about");
    bool before = n >= 3 && is(words[2], "before");

    /* "at least P1M before": the same as within, seen from the event */
    if (n >= 4 && is(words[0], "at") && is(words[1], "least") && is(words[3], "before")) {
        words++;
        n--;
        within = before = true;
    }
    if ((!within && !about) || !str_starts(words[1], STR("P"))) {
        return (struct str){};
    }
    struct str length = words_duration(a, TR_JA, words[1]);

    if (before) {
        const char *of = trigger.n == 0 || str_ends(trigger, STR("の")) ? "" : "の";

        return arena_printf(a, "%.*s%s%s%.*s前%s", STR_ARG(trigger), of, about ? "約" : "",
                            STR_ARG(length), about ? "" : "まで");
    }
    if (trigger.n > 0 && !ends_in_one_of(trigger, own_start)) {
        trigger = arena_printf(a, "%.*s%s", STR_ARG(trigger),
                               str_ends(trigger, STR("日")) ? "から" : "後");
    }
    return arena_printf(a, "%.*s%s%s%.*s%s", STR_ARG(trigger), trigger.n > 0 ? " " : "",
                        about ? "約" : "", STR_ARG(length), about ? "" : "以内");
}

/* "for P5Y": a length of time, from its event on */
static struct str lasting(struct arena *a, const struct str *words, int n, struct str trigger)
{
    if (n < 2 || !is(words[0], "for") || !str_starts(words[1], STR("P"))) {
        return (struct str){};
    }
    struct str length = words_duration(a, TR_JA, words[1]);
    const char *behind = str_ends(length, STR("間")) ? "" : "間";

    return arena_printf(a, "%.*s%s%.*s%s", STR_ARG(trigger), trigger.n > 0 ? " " : "",
                        STR_ARG(length), behind);
}

/*
 * Events that the register names in English where it holds no words of the text for them; words of
 * the text are themselves.
 */
static struct str event_of(struct str words)
{
    static const char *const events[][2] = {
        {"change", "変更"},
        {"bringing equipment", "機器の持込み"},
        {"work", "作業"},
        {"contract", "契約"},
        {"service start", "サービス開始"},
        {"provision", "提供"},
        {"change or new threat", "更改又は新たな脅威"},
        {"booking", "予約"},
        {"meeting", "会合"},
        {"submission", "提出"},
        {"project end", "事業終了"},
        {"event", "催し"},
    };

    for (size_t i = 0; i < COUNT(events); i++) {
        if (is(words, events[i][0])) {
            return str_of(events[i][1]);
        }
    }
    return words.n > 0 && (unsigned char)words.p[0] >= 0x80 ? words : (struct str){};
}

/*
 * An event and the word behind it. A verb takes it without の (予約する時), an event that already
 * ends in the word stays as it is (打合せ前), a case (変更がある場合) takes a word that can stand
 * alone.
 */
static struct str behind_event(struct arena *a, struct str event, const char *behind,
                               const char *alone)
{
    static const char *const verbs[] = {"る", "う", "く", "す", "つ", "む", "ぶ", "ぐ", "た", NULL};
    static const char *const cases[] = {"場合", "とき", "際", "時", NULL};
    struct str word = str_of(behind);
    struct str bare = str_starts(word, STR("の")) ? str_sub(word, strlen("の"), word.n) : word;

    if (str_eq(word, STR("の間")) && str_ends(event, STR("期間"))) {
        return arena_printf(a, "%.*s中", STR_ARG(event));
    }
    if (str_ends(event, bare)) {
        return event;
    }
    if (ends_in_one_of(event, cases)) {
        return arena_printf(a, "%.*s、%s", STR_ARG(event), alone);
    }
    if (ends_in_one_of(event, verbs)) {
        word = bare;
    }
    return arena_printf(a, "%.*s%.*s", STR_ARG(event), STR_ARG(word));
}

/* Rules that are one word, or one word and an event. */
static struct str simple(struct arena *a, struct str rule, struct str trigger)
{
    /* behind: after the event; NULL = the event before it */
    static const struct {
        const char *head, *behind, *alone;
    } table[] = {
        {"during and after contract", NULL, "契約期間中及び契約終了後"},
        {"without delay", NULL, "遅滞なく"},
        {"immediately", NULL, "直ちに"},
        {"early", NULL, "早期に"},
        {"always", NULL, "常に"},
        {"as needed", NULL, "必要に応じて"},
        {"regularly", NULL, "定期的に"},
        {"half-yearly", NULL, "半期ごとに"},
        {"quarterly", NULL, "四半期ごとに"},
        {"for a certain period", NULL, "一定期間"},
        {"before", "の前", "事前に"},
        {"after", "の後", "事後に"},
        {"until", "まで", "まで"},
        {"by", "までに", "期限までに"},
        {"during", "の間", "期間中"},
        {"upon", "の際", "その際"},
        {"on", "に", "当日に"},
        {"at", "の時", "その時"},
        {"as of", "の時点", "その時点"},
        {"from", "から", "から"},
    };

    for (size_t i = 0; i < COUNT(table); i++) {
        struct str head = str_of(table[i].head);

        if (!str_starts(rule, head) || (rule.n > head.n && rule.p[head.n] != ' ')) {
            continue;
        }
        struct str event =
            trigger.n > 0 ? trigger : event_of(str_trim(str_sub(rule, head.n, rule.n)));

        if (event.n == 0) {
            return str_of(table[i].alone);
        }
        if (table[i].behind == NULL) {
            return trigger.n == 0 ? str_of(table[i].alone)
                                  : arena_printf(a, "%.*s %s", STR_ARG(event), table[i].alone);
        }
        return behind_event(a, event, table[i].behind, table[i].alone);
    }
    return (struct str){};
}

/* One rule; several stand side by side behind "; ". */
static struct str one_rule(struct arena *a, struct str rule, struct str trigger)
{
    struct str words[RULE_WORDS];
    int n = split(rule, words);
    struct str said = recurring(a, words, n);

    if (said.n == 0) {
        said = relative(a, words, n, trigger);
    }
    if (said.n == 0) {
        said = lasting(a, words, n, trigger);
    }
    if (said.n == 0) {
        said = simple(a, rule, trigger);
    }
    return said.n == 0 ? rule : said;
}

struct str words_rule(struct arena *a, enum tr_language l, struct str rule, struct str trigger)
{
    struct str said = {};
    size_t at = 0;

    if (l == TR_EN) {
        return trigger.n == 0 || str_ends(rule, trigger)
                   ? rule
                   : arena_printf(a, "%.*s (%.*s)", STR_ARG(rule), STR_ARG(trigger));
    }
    for (ptrdiff_t end = 0; end >= 0 && at < rule.n; at = (size_t)end + 1) {
        end = str_find(rule, STR(";"), at);
        struct str one = str_trim(str_sub(rule, at, end < 0 ? rule.n : (size_t)end));

        said = arena_printf(a, "%.*s%s%.*s", STR_ARG(said), said.n > 0 ? "、" : "",
                            STR_ARG(one_rule(a, one, trigger)));
    }
    return said;
}

/* The words of the text for "without delay": 直ちに, 速やかに and 遅滞なく bind differently. */
static struct str promptness_of(const struct reg_rule *rule)
{
    static const char *const words[] = {"速やかに", "すみやかに", "遅滞なく",
                                        "遅滞無く", "早急に",     "至急"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(rule->src.quote, str_of(words[i]))) {
            return str_of(words[i]);
        }
    }
    return (struct str){};
}

struct str words_rule_when(struct arena *a, enum tr_language l, const struct reg_rule *rule)
{
    enum { TRIGGER_COLUMNS = 44 };
    struct str trigger = width_flow(a, rule->trigger);
    struct str head = width_cut(trigger, TRIGGER_COLUMNS);

    if (head.n < trigger.n) {
        trigger = arena_printf(a, "%.*s…", STR_ARG(head));
    }
    if (l == TR_JA && str_eq(rule->rule, STR("without delay"))) {
        struct str prompt = promptness_of(rule);

        if (prompt.n > 0) {
            return arena_printf(a, "%.*s%s%.*s", STR_ARG(trigger), trigger.n > 0 ? " " : "",
                                STR_ARG(prompt));
        }
    }
    if (l == TR_JA && trigger.n == 0 && str_has(rule->src.quote, STR("過去")) &&
        str_starts(rule->rule, STR("within P")) && str_ends(rule->rule, STR(" before"))) {
        struct str length =
            str_sub(rule->rule, strlen("within "), rule->rule.n - strlen(" before"));

        return arena_printf(a, "過去%.*s以内", STR_ARG(words_duration(a, l, length)));
    }
    if (l == TR_JA && trigger.n == 0 && str_starts(rule->rule, STR("before "))) {
        /* what follows is the act itself (事前に承諾を得る) */
        return words_rule(a, l, STR("before"), trigger);
    }
    if (l == TR_JA && head.n < rule->trigger.n && str_ends(trigger, STR("…"))) {
        /* the cut event cannot take a word behind it: 事前に, not の前 */
        struct str bare = str_starts(rule->rule, STR("before ")) ? STR("before") : rule->rule;

        return arena_printf(a, "%.*s %.*s", STR_ARG(trigger),
                            STR_ARG(words_rule(a, l, bare, (struct str){})));
    }
    return words_rule(a, l, rule->rule, trigger);
}
