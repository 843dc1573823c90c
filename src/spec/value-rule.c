/*
 * Rules: relative deadlines, recurrences and words like 速やかに, in the words of the register,
 * each with what starts it (trigger), what is due (what) and the notation of its value.
 *
 * Numbers of days and times a year come from the scanner of times, words without number from
 * value-word.c. A word that only tells where another counts from (終了後3日以内, 締結後速やかに) is
 * its trigger and no rule of its own; a time that stands in a condition (期間中に…する場合) binds
 * nothing.
 */
#include "spec/value.h"

#include "text/chars.h"

enum {
    SHORT_SENTENCE = 240, /* bytes of a sentence that is quoted whole */
    QUOTE_AHEAD = 75,       /* bytes a quote goes on after the expression, at least */
    QUOTE_BACK = 120,       /* bytes it may begin before */
    QUOTE_WITH_TOPIC = 150, /* bytes up to which the clause before is taken in */
    LONGEST_CLAUSE = 600,
    WHAT_BYTES = 180,
    TRIGGER_BYTES = 150,
    SETS_BACK = 16, /* expressions before one in which its recurrence is looked for */
};

static const char *const condition_ends[] = {
    "場合には", "場合は", "場合において", "場合、", "ときには", "ときは", "とき、",
    "時には、", "際には", "際は",         "際、",   "たびに",   "都度",   "ば、",
};

/* Byte after the last 、 or 。 before `end`. */
static size_t clause_start(struct str s, size_t end)
{
    size_t from = end > LONGEST_CLAUSE ? utf8_floor(s, end - LONGEST_CLAUSE) : 0;
    ptrdiff_t comma = str_rfind(str_sub(s, from, end), STR("、"));
    ptrdiff_t stop = str_rfind(str_sub(s, from, end), STR("。"));
    ptrdiff_t last = MAX(comma, stop);

    return last < 0 ? from : from + (size_t)last + 3;
}

/* Byte of the next 、 or 。 at or after `from`, else the end. */
static size_t clause_end(struct str s, size_t from)
{
    struct str rest = str_sub(s, from, from + LONGEST_CLAUSE);
    ptrdiff_t comma = str_find(rest, STR("、"), 0);
    ptrdiff_t stop = str_find(rest, STR("。"), 0);

    if (comma < 0 || (stop >= 0 && stop < comma)) {
        comma = stop;
    }
    return comma >= 0                 ? from + (size_t)comma
           : rest.n == LONGEST_CLAUSE ? utf8_floor(s, from + rest.n)
                                      : s.n;
}

/* The condition that ends before `at`: …場合には, …したときは. */
static struct str find_condition(struct str s, size_t at)
{
    size_t best_end = 0;
    size_t from = at > TRIGGER_BYTES * 2 ? utf8_floor(s, at - TRIGGER_BYTES * 2) : 0;
    struct str before = str_sub(s, from, at);

    for (size_t i = 0; i < COUNT(condition_ends); i++) {
        struct str word = str_of(condition_ends[i]);
        ptrdiff_t found = str_rfind(before, word);

        if (found >= 0) {
            size_t whole = str_starts(word, STR("場合"))   ? 6
                           : str_starts(word, STR("とき")) ? 6
                           : str_starts(word, STR("時"))   ? 3
                           : str_starts(word, STR("際"))   ? 3
                                                           : 0;

            best_end = MAX(best_end, from + (size_t)found + whole);
        }
    }
    if (best_end == 0) {
        return (struct str){};
    }
    size_t beg = clause_start(s, best_end);

    if (best_end - beg < 18 && beg > 3) {
        beg = clause_start(s, beg - 3);
    }
    ptrdiff_t topic = str_find(str_sub(s, beg, best_end), STR("は、"), 0);

    if (topic >= 0) {
        beg += (size_t)topic + 6;
    }
    return str_sub(s, beg, best_end);
}

/* 契約締結後 right before the expression. */
static struct str find_event_before(struct str s, size_t at)
{
    size_t end = at;

    if (end >= 3 && str_at(s, end - 3, STR("、"))) {
        end -= 3;
    }
    if (end >= 3 && str_at(s, end - 3, STR("に"))) {
        end -= 3;
    }
    if (end < 6 || !str_at(s, end - 3, STR("後"))) {
        return (struct str){};
    }
    size_t beg = clause_start(s, end);
    ptrdiff_t topic = str_rfind(str_sub(s, beg, end), STR("は"));

    return str_trim(str_sub(s, topic < 0 ? beg : beg + (size_t)topic + 3, end));
}

struct span {
    size_t beg, end;
};

/* Where the quote of an expression begins and ends: whole clauses, its condition included. */
static struct span quote_of(struct str s, size_t beg, size_t end, struct str trigger)
{
    struct span q = {.beg = clause_start(s, beg), .end = clause_end(s, end)};

    if (s.n <= SHORT_SENTENCE) {
        return (struct span){.beg = 0, .end = s.n};
    }
    if (beg - q.beg > QUOTE_BACK) {
        q.beg = utf8_floor(s, beg - QUOTE_BACK);
    }
    if (trigger.n > 0 && trigger.p >= s.p && trigger.p < s.p + beg &&
        beg - (size_t)(trigger.p - s.p) <= QUOTE_BACK * 2) {
        q.beg = MIN(q.beg, (size_t)(trigger.p - s.p));
    }
    while (q.end < s.n && q.end - end < QUOTE_AHEAD && !str_at(s, q.end, STR("。"))) {
        q.end = clause_end(s, q.end + 3);
    }
    if (q.end - end > QUOTE_AHEAD * 2) {
        q.end = utf8_floor(s, end + QUOTE_AHEAD * 2);
    }
    if (q.beg > 3) {
        size_t topic = clause_start(s, q.beg - 3);

        q.beg = q.end - topic <= QUOTE_WITH_TOPIC || q.end - q.beg < QUOTE_AHEAD ? topic : q.beg;
    }
    return q;
}

/* What is due: the words after the expression, without こと. */
static struct str what_after(struct str s, size_t end)
{
    size_t beg = str_at(s, end, STR("、")) ? end + 3 : end;

    if (str_at(s, beg, STR("て、"))) {
        beg += 6;
    } else if (str_at(s, beg, STR("て")) || str_at(s, beg, STR("に")) ||
               str_at(s, beg, STR("は"))) {
        beg += 3;
    }
    size_t stop = clause_end(s, beg);

    while (stop < s.n && stop - beg < 24) {
        stop = clause_end(s, stop + 3);
    }
    struct str what =
        str_trim(str_sub(s, beg, MIN(stop, utf8_floor(s, MIN(s.n, beg + WHAT_BYTES)))));

    return str_ends(what, STR("すること")) ? str_sub(what, 0, what.n - 12)
           : str_ends(what, STR("こと"))   ? str_sub(what, 0, what.n - 6)
                                           : what;
}

static void add_rule(struct value_reader *v, size_t beg, size_t end, struct str rule,
                     struct str trigger, struct str value)
{
    struct reading *r = v->r;
    const struct block *b = &r->blocks.v[v->block];
    struct span q = quote_of(v->s, beg, end, trigger);
    struct str what = what_after(v->s, end);

    if (char_count(what) < 3) {
        what = str_trim(str_sub(v->s, clause_start(v->s, beg), beg));
    }
    *VEC_ADD(r->arena, &r->time_places) = (struct time_place){
        .block = v->block,
        .beg = v->in_block + (uint32_t)beg,
        .end = v->in_block + (uint32_t)end,
        .entry = r->reg->rules.n,
    };
    *VEC_ADD(r->arena, &r->reg->rules) = (struct reg_rule){
        .src = block_src(r, b, v->in_block + q.beg, v->in_block + q.end),
        .rule = rule,
        .trigger = trigger,
        .what = what,
        .value = value,
        .annex_item = v->annex_item,
    };
}

/* ---- words without a number ---- */

/* What before, after, at … may be followed by, for events that every contract has. */
static const struct {
    const char *japanese, *english;
} event_names[] = {
    {"変更", "change"},
    {"替える", "change"},
    {"契約", "contract"},
    {"再委託", "subcontracting"},
    {"サービス開始", "service start"},
    {"公開", "publication"},
    {"公表", "publication"},
    {"提供", "provision"},
    {"納入", "delivery"},
    {"打合せ", "meeting"},
    {"会議", "meeting"},
    {"開催", "event"},
    {"イベント", "event"},
    {"アンケート", "survey"},
    {"持ち込", "bringing equipment"},
    {"追加", "adding"},
    {"作業", "work"},
    {"業務", "work"},
    {"事業", "project end"},
    {"予約", "booking"},
    {"提出", "submission"},
    {"告知", "notice period"},
    {"検査", "inspection"},
    {"選任", "appointment"},
    {"期間終了", "end of period"},
};

static struct str event_name(struct str words)
{
    for (size_t i = 0; i < COUNT(event_names) && words.n > 0; i++) {
        if (str_has(words, str_of(event_names[i].japanese))) {
            return str_of(event_names[i].english);
        }
    }
    return words.n > 0 && words.n <= 60 ? words : STR("the event");
}

static struct str with_event(struct value_reader *v, const char *head, struct str words)
{
    return arena_printf(v->r->arena, "%s %.*s", head, STR_ARG(event_name(words)));
}

static struct str value_with(struct value_reader *v, struct str trigger, const char *tail)
{
    if (trigger.n == 0) {
        trigger = STR("?");
    } else if (str_ends(trigger, STR("後"))) {
        trigger = str_sub(trigger, 0, trigger.n - 3);
    }
    return arena_printf(v->r->arena, "{%.*s}%s", STR_ARG(trigger), tail);
}

/* 契約前に提出することを要しない */
static bool is_denied(struct str s, size_t end)
{
    struct str rest = str_sub(s, end, clause_end(s, end));

    return str_has(rest, STR("要しない")) || str_has(rest, STR("必要はない")) ||
           str_has(rest, STR("不要"));
}

/* 期間中に…する場合には: says when the condition holds, not when the act is due. */
static bool in_condition(struct str s, size_t end)
{
    struct str rest = str_sub(s, end, clause_end(s, end));
    static const char *const words[] = {"場合", "とき", "際"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(rest, str_of(words[i]))) {
            return true;
        }
    }
    return str_ends(rest, STR("等")); /* …予定がある等、: an example of a case */
}

enum rule_words { WITHOUT_WORDS, WITH_EVENT, WITH_TEXT };

/* The rule of each word: its head, what follows the head, the value after the trigger. */
static const struct {
    const char *head;
    enum rule_words words;
    const char *value; /* starts with + or / when the trigger stands before it; NULL = none */
} word_rules[] = {
    [RULE_WITHOUT_DELAY] = {"without delay", WITHOUT_WORDS, "+PROMPT"},
    [RULE_IMMEDIATELY] = {"immediately", WITHOUT_WORDS, "+IMMEDIATE"},
    [RULE_EARLY] = {"early", WITHOUT_WORDS, NULL},
    [RULE_ALWAYS] = {"always", WITHOUT_WORDS, NULL},
    [RULE_AS_NEEDED] = {"as needed", WITHOUT_WORDS, "ONDEMAND"},
    [RULE_REGULARLY] = {"regularly", WITHOUT_WORDS, "PERIODIC"},
    [RULE_HALF_YEARLY] = {"half-yearly", WITHOUT_WORDS, "1X/P6M"},
    [RULE_BEFORE] = {"before", WITH_EVENT, ""},
    [RULE_AFTER] = {"after", WITH_EVENT, ""},
    [RULE_UNTIL] = {"until", WITH_TEXT, ""},
    [RULE_BY] = {"by", WITH_TEXT, ""},
    [RULE_DURING] = {"during", WITH_EVENT, ""},
    [RULE_DURING_AND_AFTER] = {"during and after contract", WITHOUT_WORDS, "/.."},
    [RULE_ON] = {"on", WITH_TEXT, ""},
    [RULE_UPON] = {"upon", WITH_TEXT, ""},
    [RULE_AT] = {"at", WITH_EVENT, ""},
    [RULE_AS_OF] = {"as of", WITH_TEXT, ""},
    [RULE_FOR_A_PERIOD] = {"for a certain period", WITHOUT_WORDS, "PXD"},
};

static void add_word_rule(struct value_reader *v, const struct rule_hit *h)
{
    struct str s = v->s;
    struct str event = str_sub(s, h->event_beg, h->event_end);
    struct str after = find_event_before(s, h->beg);
    struct str trigger = event.n > 0 ? event : after.n > 0 ? after : find_condition(s, h->beg);
    const char *head = word_rules[h->word].head;
    const char *tail = word_rules[h->word].value;
    struct str rule = str_of(head);
    struct str value = str_of(tail);

    if (word_rules[h->word].words == WITH_EVENT) {
        rule = with_event(v, head, trigger.n > 0 ? trigger : what_after(s, h->end));
    } else if (word_rules[h->word].words == WITH_TEXT) {
        rule = arena_printf(v->r->arena, "%s %.*s", head, STR_ARG(event));
    }
    if (tail != NULL && (tail[0] == '\0' || tail[0] == '+' || tail[0] == '/')) {
        value = value_with(v, trigger, tail);
    }
    add_rule(v, h->beg, h->end, rule, trigger, value);
}

/* Whether the expression ending at `end` is followed at once by one that counts from it. */
static bool counts_for_next(struct value_reader *v, const struct rule_hit *h)
{
    size_t next = str_at(v->s, h->end, STR("、")) ? h->end + 3 : h->end;
    struct rule_hit after;
    bool word = rule_word_next(v->s, next, &after) && after.beg == next &&
                (after.word == RULE_WITHOUT_DELAY || after.word == RULE_IMMEDIATELY);

    if (word) {
        return true;
    }
    for (uint32_t i = value_whens_from(v, h->end); i < v->whens.n && v->whens.v[i].beg <= next;
         i++) {
        const struct when *w = &v->whens.v[i];
        bool counts = w->kind == WHEN_REL || w->kind == WHEN_DURATION;

        if (counts && w->beg <= next && w->end > h->end) {
            return true;
        }
    }
    return false;
}

/* 開催の前日までに: the scanner of times counts the day. */
static bool ends_in_offset(const struct value_reader *v, const struct rule_hit *h)
{
    for (uint32_t i = value_whens_from(v, h->beg); i < v->whens.n && v->whens.v[i].beg <= h->end;
         i++) {
        const struct when *w = &v->whens.v[i];

        if (w->kind == WHEN_REL && w->a.offset.is_set && w->a.sign != 0 && w->beg < h->end &&
            w->end >= h->event_end) {
            return true;
        }
    }
    return false;
}

/* 期間中に2回以上, 公開後は年1回: the scope of a count or recurrence that follows at once. */
static bool is_scope(const struct value_reader *v, size_t at)
{
    struct str s = v->s;

    at += str_at(s, at, STR("は")) ? 3 : 0;
    at += str_at(s, at, STR("、")) ? 3 : 0;
    for (uint32_t i = value_whens_from(v, at); i < v->whens.n && v->whens.v[i].beg <= at;
         i++) {
        if (v->whens.v[i].kind == WHEN_SET && v->whens.v[i].beg == at) {
            return true;
        }
    }
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* Whether the word makes a rule of its own. */
static bool word_binds(struct value_reader *v, const struct rule_hit *h)
{
    bool timed = h->word == RULE_AFTER || h->word == RULE_DURING || h->word == RULE_BEFORE;

    if (h->word == RULE_BY && ends_in_offset(v, h)) {
        return false;
    }
    return !timed || !(is_denied(v->s, h->end) ||
                       (h->word == RULE_AFTER && counts_for_next(v, h)) ||
                       (h->word == RULE_DURING && in_condition(v->s, h->end)) ||
                       (h->word != RULE_BEFORE && is_scope(v, h->end)));
}

/* ---- numbers of days, times a year ---- */

/* Whether the text after the length makes a deadline of it (３日以内に) or a keeping (５年間保存).
 */
static bool is_kept(struct str after)
{
    static const char *const acts[] = {"保存", "保管",       "保持",   "分を保存", "継続",
                                       "維持", "、証拠書類", "は保存", "、保存",   "、適切に保存",
                                       "、無償", "は無償", "無償で", "の保証", "保証"};

    for (size_t i = 0; i < COUNT(acts); i++) {
        if (str_starts(after, str_of(acts[i]))) {
            return true;
        }
    }
    return str_has(str_sub(after, 0, 60), STR("保存")) ||
           str_has(str_sub(after, 0, 60), STR("保管"));
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
    if (w->mods & (WHEN_EQUAL_OR_MORE | WHEN_MORE_THAN)) { /* 1年以上保存, not 1年以上継続して使用 */
        return str_starts(after, STR("保")) || str_starts(after, STR("、保"));
    }
    return rule_looks_back(v, w) || ((w->mods & WHEN_EQUAL_OR_LESS) && str_starts(after, STR("に"))) ||
           is_kept(after);
}

static void add_length_rule(struct value_reader *v, const struct when *w)
{
    struct arena *a = v->r->arena;
    struct str after = str_sub(v->s, w->end, v->s.n);
    struct str length = when_length_value(a, &w->lo, NULL);
    struct str trigger = find_event_before(v->s, w->beg);

    if (trigger.n == 0) {
        trigger = find_condition(v->s, w->beg);
    }
    struct str rule = rule_looks_back(v, w) ? arena_printf(a, "within %.*s before", STR_ARG(length))
                      : is_kept(after) && !str_starts(after, STR("に"))
                          ? arena_printf(a, "for %.*s", STR_ARG(length))
                          : arena_printf(a, "within %.*s after", STR_ARG(length));

    add_rule(v, w->beg, w->end, rule, trigger, when_value(a, w, v->s));
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
    } else if (str_has(str_sub(v->s, w->beg, w->end), STR("以内"))) {
        rule = arena_printf(a, "within %.*s before", STR_ARG(length));
    } else {
        rule = arena_printf(a, "%s %.*s before", about ? "about" : "at least", STR_ARG(length));
    }
    if (trigger.n == 0) {
        trigger = find_condition(v->s, w->beg);
    }
    add_rule(v, w->beg, w->end, rule, trigger, when_value(a, w, v->s));
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
    static const char *const names[] = {"月次報告書", "月次報告", "週次報告書", "週次報告",
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
        add_rule(v, w->beg, w->end, rule, (struct str){}, when_value(a, w, v->s));
        return;
    }
    if (w->recurrence == WHEN_POSITION) {
        rule = position_words(w);
    } else if (w->recurrence == WHEN_COUNTED && !w->lo.is_set && w->n_lo >= 0) {
        rule = recurrence_words(a, w);
    } else {
        return;
    }
    add_rule(v, w->beg, w->end, rule, find_condition(v->s, w->beg), when_value(a, w, v->s));
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

/* 契約締結日の翌日から: where a period begins, not when something is due. */
static bool only_starts(const struct when *w)
{
    return (w->mods & WHEN_ON_OR_AFTER) && !(w->mods & WHEN_ON_OR_BEFORE);
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

    add_rule(v, w->beg, w->end, rule, trigger, when_value(a, w, v->s));
}

/* 各月の結果を翌月20日までに: comes round every month; not after one named month (完了した月の翌月). */
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
           !has_set_before(v, index) &&
           !str_ends(before, STR("た月の")) && !str_ends(before, STR("属する月の"));
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
               w->a.sign != 0 && !has_set_before(v, i) && !only_starts(w) && !names_period(v, w)) {
        add_offset_rule(v, w);
    } else if (w->kind == WHEN_RANGE && w->lo.is_set &&
               (w->a.kind >= WHEN_P_EVENT || begins_next_year(v, w)) &&
               is_kept(str_sub(v->s, w->end, v->s.n))) {
        add_keeping_rule(v, w);
    } else if (is_next_month(v, i)) {
        add_rule(v, w->beg, w->end, STR("monthly exactly 1"), (struct str){},
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
        if (word_binds(v, &h)) {
            add_word_rule(v, &h);
        }
    }
    for (; next < v->whens.n; next++) {
        add_number_rule(v, next);
    }
}
