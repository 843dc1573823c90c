/*
 * Rules: relative deadlines, recurrences and words like 速やかに, in the words of the register,
 * each with what starts it (trigger), what is due (what) and the notation of its value.
 *
 * Numbers of days and times a year come from the scanner of times and are made into rules here;
 * words without number are in rule-word.c.
 */
#include "spec/value.h"

#include "text/chars.h"

enum { SETS_BACK = 16 /* expressions before one in which its recurrence is looked for */ };

/* Whether the text after the length makes a deadline of it (３日以内に) or a keeping (５年間保存).
 */
static bool is_kept(struct str after)
{
    static const char *const acts[] = {"保存",   "保管",       "保持",   "分を保存", "継続",
                                       "維持",   "、証拠書類", "は保存", "、保存",   "、適切に保存",
                                       "、無償", "は無償",     "無償で", "の保証",   "保証"};

    for (size_t i = 0; i < COUNT(acts); i++) {
        if (str_starts(after, str_of(acts[i]))) {
            return true;
        }
    }
    return str_has(str_sub(after, 0, 60), STR("保存")) ||
           str_has(str_sub(after, 0, 60), STR("保管")) ||
           (str_starts(after, STR("、")) && str_has(str_sub(after, 0, 45), STR("を無償")));
}

bool rule_looks_back(const struct value_reader *v, const struct when *w)
{
    struct str before = str_sub(v->s, 0, w->beg);

    return str_ends(before, STR("過去")) || str_starts(str_sub(v->s, w->beg, w->end), STR("過去"));
}

bool rule_counts_with(const struct value_reader *v, const struct when *w)
{
    struct str after = str_sub(v->s, w->end, v->s.n);

    if (w->kind != WHEN_DURATION) {
        return false;
    }
    if (w->mods &
        (WHEN_EQUAL_OR_MORE | WHEN_MORE_THAN)) { /* 1年以上保存, not 1年以上継続して使用 */
        return str_starts(after, STR("保")) || str_starts(after, STR("、保"));
    }
    return rule_looks_back(v, w) ||
           ((w->mods & WHEN_EQUAL_OR_LESS) && str_starts(after, STR("に"))) || is_kept(after);
}

static void add_length_rule(struct value_reader *v, const struct when *w)
{
    struct arena *a = v->r->arena;
    struct str after = str_sub(v->s, w->end, v->s.n);
    struct str length = when_length_value(a, &w->lo, NULL);
    struct str trigger = rule_event_before(v->s, w->beg);

    if (trigger.n == 0) {
        trigger = rule_condition(v->s, w->beg);
    }
    struct str rule = rule_looks_back(v, w) ? arena_printf(a, "within %.*s before", STR_ARG(length))
                      : is_kept(after) && !str_starts(after, STR("に"))
                          ? arena_printf(a, "for %.*s", STR_ARG(length))
                          : arena_printf(a, "within %.*s after", STR_ARG(length));

    rule_add(v, w->beg, w->end, rule, trigger, when_value(a, w, v->s));
}

/* 契約締結日の翌日から: where a period begins, not when something is due. */
static bool only_starts(const struct when *w)
{
    return (w->mods & WHEN_ON_OR_AFTER) && !(w->mods & WHEN_ON_OR_BEFORE);
}

static void add_offset_rule(struct value_reader *v, const struct when *w)
{
    struct arena *a = v->r->arena;
    struct str length = when_length_value(a, &w->a.offset, NULL);
    struct str trigger = str_trim(str_sub(v->s, w->a.event_beg, w->a.event_end));
    bool about = (w->mods & WHEN_APPROX) != 0;
    struct str rule;

    if (w->a.sign > 0) {
        rule = arena_printf(a, "%s %.*s after",
                            about && !(w->mods & WHEN_ON_OR_BEFORE) ? "about" : "within",
                            STR_ARG(length));
    } else if (str_has(str_sub(v->s, w->beg, w->end), STR("以内")) || only_starts(w)) {
        rule = arena_printf(a, "within %.*s before", STR_ARG(length));
    } else {
        rule = arena_printf(a, "%s %.*s before", about ? "about" : "at least", STR_ARG(length));
    }
    if (trigger.n == 0) {
        trigger = rule_condition(v->s, w->beg);
    }
    rule_add(v, w->beg, w->end, rule, trigger, when_value(a, w, v->s));
}

/* The period of a recurrence as the register says it: monthly, P2M recurring. */
static struct str recurrence_words(struct arena *a, const struct when *w)
{
    const char *how = w->mods & WHEN_APPROX                             ? "approx"
                      : w->mods & (WHEN_EQUAL_OR_MORE | WHEN_MORE_THAN) ? "at least"
                      : w->mods & (WHEN_EQUAL_OR_LESS | WHEN_LESS_THAN) ? "at most"
                                                                        : "exactly";
    struct str per = when_length_value(a, &w->per, NULL);
    int times = w->n_lo > 0 ? w->n_lo : 1;
    static const char *const names[][2] = {
        {"P1M", "monthly"}, {"P1Y", "annually"}, {"P1W", "weekly"}, {"P1D", "daily"}};

    if (str_eq(per, STR("P6M")) && times == 1) {
        return STR("half-yearly");
    }
    if (str_eq(per, STR("P1Y")) && times > 1) {
        return arena_printf(a, "%s %d per year", how, times);
    }
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq(per, str_of(names[i][0])) && (times == 1 || i != 0)) {
            return arena_printf(a, "%s %s %d", names[i][1], how, times);
        }
    }
    return arena_printf(a, "%.*s recurring %s %d", STR_ARG(per), how, times);
}

/* 毎月10日, 毎週月曜日: the period in which the position comes round. */
static struct str position_words(const struct when *w)
{
    const struct when_point *p = &w->a;

    if (p->month != WHEN_UNSET || p->unit == WHEN_U_YEAR) {
        return STR("annually exactly 1");
    }
    if (p->day != WHEN_UNSET || p->unit == WHEN_U_MONTH || p->unit == WHEN_U_JUN ||
        (p->unit == WHEN_U_WEEKDAY && p->sub > 0)) {
        return STR("monthly exactly 1");
    }
    return p->unit == WHEN_U_WEEKDAY ? STR("weekly exactly 1") : STR("daily exactly 1");
}

/* 月次報告の確認, 月次報告資料: a paper that is called so. */
static bool is_name_of_report(struct str s)
{
    static const char *const names[] = {"月次報告書", "月次報告", "週次報告書",  "週次報告",
                                        "年次報告書", "年次報告", "月次レポート"};
    static const char *const follows[] = {"の", "など", "資料", "に関", "等の", "確認", "修正"};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct str name = str_of(names[i]);

        for (size_t k = 0; k < COUNT(follows) && str_starts(s, name); k++) {
            if (str_at(s, name.n, str_of(follows[k]))) {
                return true;
            }
        }
    }
    return false;
}

static void add_set_rule(struct value_reader *v, const struct when *w)
{
    struct arena *a = v->r->arena;
    struct str rule;

    if (is_name_of_report(str_sub(v->s, w->beg, v->s.n))) {
        return;
    }
    if (rule_looks_back(v, w)) { /* 過去3年間に2回以上 */
        struct str per = when_length_value(a, &w->per, NULL);

        rule = arena_printf(a, "within %.*s before", STR_ARG(per));
        rule_add(v, w->beg, w->end, rule, (struct str){}, when_value(a, w, v->s));
        return;
    }
    if (w->recurrence == WHEN_POSITION) {
        rule = position_words(w);
    } else if (w->recurrence == WHEN_COUNTED && !w->lo.is_set && w->n_lo >= 0) {
        rule = recurrence_words(a, w);
    } else {
        return;
    }
    rule_add(v, w->beg, w->end, rule, rule_condition(v->s, w->beg), when_value(a, w, v->s));
}

/* 月次の報告は翌月10日まで: one recurrence, not two. */
static bool has_set_before(const struct value_reader *v, uint32_t index)
{
    const struct when *w = &v->whens.v[index];

    if (!str_has(str_sub(v->s, w->beg, w->end), STR("翌"))) {
        return false;
    }
    for (uint32_t i = index > SETS_BACK ? index - SETS_BACK : 0; i < index; i++) {
        if (v->whens.v[i].kind == WHEN_SET && v->whens.v[i].recurrence <= WHEN_POSITION) {
            return true;
        }
    }
    return false;
}

/* 前月の進捗, 翌週の予定: which period is meant, not when something is due. */
static bool names_period(const struct value_reader *v, const struct when *w)
{
    struct str own = str_sub(v->s, w->beg, w->end);

    return w->a.event_beg == w->a.event_end && !(w->mods & WHEN_ON_OR_BEFORE) &&
           (str_starts(own, STR("前")) || str_starts(own, STR("翌"))) && own.n <= 9;
}

/* 翌年度から5年間 */
static bool begins_next_year(const struct value_reader *v, const struct when *w)
{
    return str_starts(str_sub(v->s, w->beg, w->end), STR("翌"));
}

/* 契約の終了の日から7年間保管する */
static void add_keeping_rule(struct value_reader *v, const struct when *w)
{
    struct arena *a = v->r->arena;
    struct str length = when_length_value(a, &w->lo, NULL);
    struct str rule = arena_printf(a, "for %.*s", STR_ARG(length));
    struct str trigger = str_trim(str_sub(v->s, w->a.event_beg, w->a.event_end));

    rule_add(v, w->beg, w->end, rule, trigger, when_value(a, w, v->s));
}

/* 各月の結果を翌月20日までに: comes round every month; not after one named month
 * (完了した月の翌月). */
static bool is_next_month(const struct value_reader *v, uint32_t index)
{
    const struct when *w = &v->whens.v[index];
    struct str before = str_sub(v->s, 0, w->beg);

    bool is_day = w->kind == WHEN_DATE && (w->mods & WHEN_ON_OR_BEFORE);
    bool is_open_day = w->kind == WHEN_REL && index + 1 < v->whens.n && /* 翌月の5営業日まで */
                       v->whens.v[index + 1].kind == WHEN_DURATION &&
                       v->whens.v[index + 1].lo.n[WHEN_L_OPEN_DAY] > 0 &&
                       v->whens.v[index + 1].beg <= w->end + 6;

    return (is_day || is_open_day) && str_starts(str_sub(v->s, w->beg, w->end), STR("翌月")) &&
           !has_set_before(v, index) && !str_ends(before, STR("た月の")) &&
           !str_ends(before, STR("属する月の"));
}

/* 終了日の2か月前から引継ぎを行う: what is to be done in that time before the event. A person who
 * has lived there 引き続き since is not asked to do anything. */
static bool begins_before(const struct value_reader *v, const struct when *w)
{
    struct str after = str_sub(v->s, w->end, w->end + 90);

    return w->a.sign < 0 && w->a.event_end > w->a.event_beg && only_starts(w) &&
           str_ends(str_sub(v->s, w->beg, w->end), STR("から")) && !str_has(after, STR("引き続")) &&
           !str_has(after, STR("継続して")) && !str_has(after, STR("まで"));
}

/* 公開の期間は、委託期間の末日までとする: how long, not by when. */
static bool ends_period(const struct value_reader *v, const struct when *w)
{
    return w->kind == WHEN_REL && w->a.kind == WHEN_P_EVENT && !w->a.offset.is_set &&
           (w->mods & WHEN_ON_OR_BEFORE) && str_ends(str_sub(v->s, 0, w->beg), STR("期間は、")) &&
           str_at(v->s, w->end, STR("と"));
}

/* 翌開庁日の正午までに: the hour leaves the day it counts from open. */
static bool is_hour_of_next_day(const struct value_reader *v, const struct when *w)
{
    static const char *const words[] = {"翌営業日", "翌開庁日", "翌業務日", "翌日"};
    struct str own = str_sub(v->s, w->beg, w->end);

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_starts(own, str_of(words[i]))) {
            return w->kind == WHEN_TIME && w->a.day == WHEN_UNSET && (w->mods & WHEN_ON_OR_BEFORE);
        }
    }
    return false;
}

static void add_until_rule(struct value_reader *v, const struct when *w)
{
    struct arena *a = v->r->arena;
    struct str event = str_sub(v->s, w->a.event_beg, w->a.event_end);

    rule_add(v, w->beg, w->end, arena_printf(a, "until %.*s", STR_ARG(event)), event,
             when_value(a, w, v->s));
}

/* The rule that the index-th expression of the sentence makes, if it makes one. */
static void add_number_rule(struct value_reader *v, uint32_t i)
{
    const struct when *w = &v->whens.v[i];

    if (w->kind == WHEN_SET) {
        add_set_rule(v, w);
    } else if (w->kind == WHEN_DURATION && rule_counts_with(v, w)) {
        add_length_rule(v, w);
    } else if (w->kind == WHEN_REL && w->a.kind == WHEN_P_EVENT && w->a.offset.is_set &&
               w->a.sign != 0 && !has_set_before(v, i) &&
               (!only_starts(w) || begins_before(v, w)) && !names_period(v, w)) {
        add_offset_rule(v, w);
    } else if (ends_period(v, w)) {
        add_until_rule(v, w);
    } else if (is_hour_of_next_day(v, w)) {
        bool is_day = str_starts(str_sub(v->s, w->beg, w->end), STR("翌日"));

        rule_add(v, w->beg, w->end, is_day ? STR("within P1D after") : STR("within P1BD after"),
                 rule_condition(v->s, w->beg), when_value(v->r->arena, w, v->s));
    } else if (w->kind == WHEN_RANGE && w->lo.is_set &&
               (w->a.kind >= WHEN_P_EVENT || begins_next_year(v, w)) &&
               is_kept(str_sub(v->s, w->end, v->s.n))) {
        add_keeping_rule(v, w);
    } else if (is_next_month(v, i)) {
        rule_add(v, w->beg, w->end, STR("monthly exactly 1"), (struct str){},
                 when_value(v->r->arena, w, v->s));
    }
}

/* Words and numbers in the order of the text. */
void value_find_rules(struct value_reader *v)
{
    enum block_kind kind = v->r->blocks.v[v->block].kind;
    bool is_label = (kind == BLOCK_HEADING && !str_has(v->s, STR("、"))) || kind == BLOCK_TITLE;
    struct rule_hit h;
    size_t from = 0;
    uint32_t next = 0;

    if (v->is_background || is_label) {
        return;
    }
    while (rule_word_next(v->s, from, &h)) {
        from = h.end;
        for (; next < v->whens.n && v->whens.v[next].beg < h.beg; next++) {
            add_number_rule(v, next);
        }
        if (rule_word_binds(v, &h)) {
            rule_word_add(v, &h);
        }
    }
    for (; next < v->whens.n; next++) {
        add_number_rule(v, next);
    }
}
