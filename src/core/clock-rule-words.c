/*
 * The words of a rule of the register: within P3BD after, about P2W before, monthly approx 1,
 * 3X a year, half-yearly, without delay, before x. Alone they make a rule; beside a value they
 * add what the notation does not carry: before or after, within or about.
 */
#include "core/clock-parts.h"

/* What an English x of "before x" means; the register writes it for events every contract has. */
static struct str event_words(struct str x)
{
    static const char *const names[][2] = {
        {"contract", "契約締結"},
        {"project end", "事業終了"},
        {"work", "業務終了"},
        {"change", "変更"},
        {"subcontracting", "再委託"},
        {"service start", "サービス開始"},
        {"publication", "公表"},
        {"provision", "提供"},
        {"delivery", "納入"},
        {"meeting", "打合せ"},
        {"event", "開催"},
        {"survey", "アンケート"},
        {"bringing equipment", "機器の持込み"},
        {"adding", "追加"},
        {"booking", "予約"},
        {"submission", "提出"},
        {"notice period", "告知の期間"},
        {"inspection", "検査"},
        {"appointment", "選任"},
        {"end of period", "契約期間終了"},
    };

    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq(x, str_of(names[i][0]))) {
            return str_of(names[i][1]);
        }
    }
    return str_eq(x, STR("the event")) ? (struct str){} : x;
}

static bool eat(struct str *s, const char *word)
{
    if (!str_starts(*s, str_of(word))) {
        return false;
    }
    *s = str_sub(*s, strlen(word), s->n);
    return true;
}

/* ---- before x, after x … ---- */

enum relation { REL_NONE, REL_BEFORE, REL_AFTER, REL_BY, REL_ON, REL_DURING };

static enum relation take_relation(struct str *s)
{
    static const struct {
        const char *word;
        enum relation relation;
    } words[] = {{"before ", REL_BEFORE}, {"after ", REL_AFTER}, {"until ", REL_BY},
                 {"by ", REL_BY},         {"upon ", REL_ON},     {"on ", REL_ON},
                 {"as of ", REL_ON},      {"at ", REL_ON},       {"during ", REL_DURING}};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (eat(s, words[i].word)) {
            return words[i].relation;
        }
    }
    return REL_NONE;
}

static void apply_relation(struct clock_rule *r, enum relation relation)
{
    static const uint16_t flags[] = {
        [REL_NONE] = 0, [REL_BEFORE] = CLOCK_BEFORE, [REL_AFTER] = CLOCK_AFTER,
        [REL_BY] = 0,   [REL_ON] = CLOCK_EXACT,      [REL_DURING] = CLOCK_SPAN,
    };

    if (r->kind == CLOCK_OFFSET && r->amount == 0) {
        r->flags |= flags[relation];
    }
}

static void set_relation(struct clock_rule *r, enum relation relation, struct str x,
                         struct str trigger)
{
    r->kind = CLOCK_OFFSET;
    clock_rule_set_occasion(r, trigger.n > 0 ? trigger : event_words(x));
    if (r->occasion.n == 0) {
        clock_rule_vague(r, CLOCK_NEEDS_READING,
                         STR("何を起算点とするかが書かれていない。読み方を担当職員と合意する"));
    }
    apply_relation(r, relation);
}

/* ---- within P3BD after ---- */

/* The length up to the next space. */
static int take_length(struct str *s, struct clock_length *ret)
{
    struct err ignored;
    ptrdiff_t space = str_find(*s, STR(" "), 0);
    struct str word = space < 0 ? *s : str_sub(*s, 0, (size_t)space);

    if (clock_length_parse(word, ret, &ignored) < 0) {
        return -1;
    }
    *s = space < 0 ? (struct str){} : str_sub(*s, (size_t)space + 1, s->n);
    return 0;
}

static void set_length_rule(struct clock_rule *r, const struct clock_length *length, int sign,
                            struct str trigger)
{
    r->kind = CLOCK_OFFSET;
    r->unit = length->unit;
    r->amount = sign * length->amount;
    clock_rule_set_occasion(r, trigger);
    if (length->fuzzy || length->mixed) {
        clock_rule_vague(r, CLOCK_NEEDS_READING,
                         STR("日数を一つの単位で数えられない。読み方を担当職員と合意する"));
    } else if (r->occasion.n == 0) {
        clock_rule_vague(r, CLOCK_NEEDS_READING,
                         STR("長さだけがあり起算点が書かれていない。起算点を担当職員と合意する"));
    }
}

/* "within P3BD after", "about P1M before", "at least P10D before", "for P5Y"; 0, or 1 for none. */
static int parse_length_rule(struct str s, struct str trigger, struct clock_rule *r)
{
    struct clock_length length;
    bool about = eat(&s, "about ");
    bool within = !about && eat(&s, "within ");
    bool least = !about && !within && eat(&s, "at least ");
    bool keep = !about && !within && !least && eat(&s, "for ");

    if (!(about || within || least || keep) || take_length(&s, &length) < 0) {
        return 1;
    }
    bool before = str_eq(s, STR("before"));

    if (!(keep ? s.n == 0 : before || str_eq(s, STR("after")))) {
        return 1;
    }
    set_length_rule(r, &length, before ? -1 : 1, trigger);
    r->flags |= about ? CLOCK_SOFT : 0;
    if (r->kind == CLOCK_OFFSET && (keep || (within && before))) {
        r->flags |= CLOCK_SPAN;
    }
    if (r->kind == CLOCK_VAGUE && within && before) {
        clock_rule_vague(r, CLOCK_NEVER, STR("過去の期間を言うもので、期限ではない"));
        r->flags &= (uint16_t)~CLOCK_NEEDS_READING;
    } else if (r->kind == CLOCK_VAGUE && keep) {
        clock_rule_vague(r, CLOCK_NEEDS_READING,
                         STR("期間の長さだけがあり、いつからかが書かれていない。起算点を合意する"));
    }
    return 0;
}

/* ---- monthly approx 1, P2M recurring exactly 1, at least 3 per year ---- */

static bool take_count(struct str *s, bool *ret_approx, int32_t *ret_times)
{
    static const char *const words[] = {"approx ", "exactly ", "at least ", "at most "};
    int32_t n = 0;
    size_t i = 0;

    for (size_t k = 0; k < COUNT(words); k++) {
        if (eat(s, words[k])) {
            *ret_approx = k == 0;
            for (; i < s->n && s->p[i] >= '0' && s->p[i] <= '9' && i < 4; i++) {
                n = n * 10 + (s->p[i] - '0');
            }
            *s = str_sub(*s, i, s->n);
            *ret_times = n;
            return n > 0;
        }
    }
    return false;
}

static int parse_recurrence(struct str s, struct clock_rule *r)
{
    static const struct {
        const char *word;
        enum clock_unit unit;
    } names[] = {{"monthly ", UNIT_MONTH},
                 {"annually ", UNIT_YEAR},
                 {"weekly ", UNIT_WEEK},
                 {"daily ", UNIT_DAY}};
    struct clock_length per = {.amount = 1};
    bool named = false;
    bool approx = false;
    int32_t times = 0;

    for (size_t i = 0; i < COUNT(names) && !named; i++) {
        named = eat(&s, names[i].word);
        per.unit = named ? names[i].unit : UNIT_YEAR;
    }
    if (!named && s.n > 0 && s.p[0] == 'P') {
        named = take_length(&s, &per) == 0 && eat(&s, "recurring ") && !per.fuzzy && !per.mixed &&
                per.amount > 0 && per.unit != UNIT_HOUR && per.unit != UNIT_MINUTE;
        if (!named) {
            return 1;
        }
    }
    if (!take_count(&s, &approx, &times) || !str_eq(s, named ? STR("") : STR(" per year"))) {
        return 1;
    }
    r->kind = times > 1 ? CLOCK_COUNT : CLOCK_EVERY;
    r->times = times;
    r->amount = per.amount;
    r->unit = per.unit;
    r->flags |= approx ? CLOCK_SOFT : 0;
    return 0;
}

/* ---- single words ---- */

static bool parse_word(struct str s, struct str trigger, struct clock_rule *r)
{
    static const struct {
        const char *word;
        uint16_t flag;
        const char *why;
    } words[] = {
        {"without delay", CLOCK_NEEDS_READING,
         "「速やかに」「遅滞なく」には日数がない。何日以内と読むかを担当職員と合意する"},
        {"immediately", CLOCK_NEEDS_READING,
         "「直ちに」には時間がない。何時間以内と読むかを担当職員と合意する"},
        {"early", CLOCK_NEEDS_READING,
         "「早期に」には日数がない。いつまでと読むかを担当職員と合意する"},
        {"always", CLOCK_NEVER, "常に守るもので、期限の日はない"},
        {"regularly", CLOCK_NEEDS_READING, "「定期的に」には間隔がない。間隔を担当職員と合意する"},
        {"as needed", CLOCK_NEVER, "必要が生じたときに行うもので、期限の日はない"},
        {"for a certain period", CLOCK_NEEDS_READING,
         "「一定期間」には長さがない。読み方を担当職員と合意する"},
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(s, str_of(words[i].word))) {
            clock_rule_set_occasion(r, trigger);
            clock_rule_vague(r, words[i].flag, str_of(words[i].why));
            return true;
        }
    }
    if (str_eq(s, STR("half-yearly"))) {
        r->kind = CLOCK_EVERY;
        r->unit = UNIT_MONTH;
        r->amount = 6;
        r->times = 1;
        return true;
    }
    if (str_eq(s, STR("during and after contract"))) {
        set_relation(r, REL_AFTER, (struct str){}, STR("契約期間"));
        return true;
    }
    return false;
}

bool clock_rule_words_parse(struct str rule, struct str trigger, struct clock_rule *ret)
{
    struct clock_rule r;
    struct str rest = rule;

    clock_rule_init(&r, rule);
    if (!parse_word(rule, trigger, &r) && parse_length_rule(rule, trigger, &r) != 0 &&
        parse_recurrence(rule, &r) != 0) {
        enum relation relation = take_relation(&rest);

        if (relation == REL_NONE || rest.n == 0) {
            return false;
        }
        set_relation(&r, relation, rest, trigger);
    }
    *ret = r;
    return true;
}

void clock_rule_words_apply(struct clock_rule *r, struct str rule, struct str trigger)
{
    struct str rest = rule;
    struct clock_rule said;

    if (str_starts(rule, STR("about ")) || str_has(rule, STR("approx"))) {
        r->flags |= CLOCK_SOFT;
    }
    if (str_eq(rule, STR("during and after contract"))) {
        r->flags |= CLOCK_AFTER;
        return;
    }
    if (r->occasion.n == 0 && trigger.n > 0 && r->kind == CLOCK_VAGUE) {
        /* P3D beside "within P3D after", {?}-P30D beside "at least P30D before" */
        if (clock_rule_words_parse(rule, trigger, &said) && said.kind == CLOCK_OFFSET) {
            struct str notation = r->notation;
            uint16_t kept = r->flags & (CLOCK_SOFT | CLOCK_FIRST_COUNTS | CLOCK_ARRIVE);

            *r = said;
            r->notation = notation;
            r->flags |= kept;
            return;
        }
        clock_rule_set_occasion(r, trigger);
    } else if (r->kind == CLOCK_VAGUE && r->occasion.n == 0 &&
               clock_rule_words_parse(rule, trigger, &said) && said.kind == CLOCK_VAGUE) {
        r->why = said.why; /* the rule knows more than a bare length */
        r->flags = said.flags;
    }
    if (str_starts(rule, STR("within ")) && str_ends(rule, STR(" before")) &&
        r->kind == CLOCK_OFFSET && r->amount < 0) {
        r->flags |= CLOCK_SPAN;
    }
    apply_relation(r, take_relation(&rest));
}
