/*
 * Rules out of words without a number (value-word.c): their words in the register and their
 * trigger. A word that only tells where another counts from (終了後3日以内, 締結後速やかに) is its
 * trigger and no rule of its own; a time that stands in a condition (期間中に…する場合) binds
 * nothing.
 */
#include "spec/value.h"

#include "text/chars.h"

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
    struct str rest = str_sub(s, end, rule_clause_end(s, end));

    return str_has(rest, STR("要しない")) || str_has(rest, STR("必要はない")) ||
           str_has(rest, STR("不要"));
}

/* 期間中に…する場合には: says when the condition holds, not when the act is due. */
static bool in_condition(struct str s, size_t end)
{
    struct str rest = str_sub(s, end, rule_clause_end(s, end));
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

void rule_word_add(struct value_reader *v, const struct rule_hit *h)
{
    struct str s = v->s;
    struct str event = str_sub(s, h->event_beg, h->event_end);
    struct str after = rule_event_before(s, h->beg);
    struct str trigger = event.n > 0 ? event : after.n > 0 ? after : rule_condition(s, h->beg);
    const char *head = word_rules[h->word].head;
    const char *tail = word_rules[h->word].value;
    struct str rule = str_of(head);
    struct str value = str_of(tail);

    if (word_rules[h->word].words == WITH_EVENT) {
        rule = with_event(v, head, trigger.n > 0 ? trigger : rule_what(s, h->end));
    } else if (word_rules[h->word].words == WITH_TEXT) {
        rule = arena_printf(v->r->arena, "%s %.*s", head, STR_ARG(event));
    }
    if (tail != NULL && (tail[0] == '\0' || tail[0] == '+' || tail[0] == '/')) {
        value = value_with(v, trigger, tail);
    }
    rule_add(v, h->beg, h->end, rule, trigger, value);
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
    for (uint32_t i = value_whens_from(v, at); i < v->whens.n && v->whens.v[i].beg <= at; i++) {
        if (v->whens.v[i].kind == WHEN_SET && v->whens.v[i].beg == at) {
            return true;
        }
    }
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* Whether the word makes a rule of its own. */
bool rule_word_binds(struct value_reader *v, const struct rule_hit *h)
{
    bool timed = h->word == RULE_AFTER || h->word == RULE_DURING || h->word == RULE_BEFORE;

    if (h->word == RULE_BY && ends_in_offset(v, h)) {
        return false;
    }
    return !timed ||
           !(is_denied(v->s, h->end) || (h->word == RULE_AFTER && counts_for_next(v, h)) ||
             (h->word == RULE_DURING && in_condition(v->s, h->end)) ||
             (h->word != RULE_BEFORE && is_scope(v, h->end)));
}
