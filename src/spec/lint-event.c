/*
 * Deadlines of a procurement and of its work: the same one stated twice with different dates, and
 * stages in the wrong order (answers before the questions close, opening before the bids are due,
 * an interim report after the final one).
 *
 * What a date is for is read from the words around it: those before it in its row or clause, those
 * after it up to the next comma, and where they say nothing the headings above. A date whose words
 * name a second round (追加, 第２次) is left alone.
 */
#include "spec/lint.h"

#include "spec/label.h"
#include "text/calendar.h"
#include "text/chars.h"

enum {
    MOST_EVENTS = 64, /* of one stage that are kept: a call has a few */
    BEFORE_BYTES = 150,
    AFTER_BYTES = 90,
    HEADS = 3, /* headings above that may say what a lone date is for */
};

enum stage {
    STAGE_NONE,
    STAGE_ENTRY,    /* 参加表明書 */
    STAGE_QUESTION, /* 質問の受付期限 */
    STAGE_ANSWER,
    STAGE_PROPOSAL,
    STAGE_BID,
    STAGE_OPENING,
    STAGE_REVIEW,
    STAGE_RESULT,
    STAGE_CONTRACT,
    STAGE_INTERIM,
    STAGE_DRAFT,
    STAGE_FINAL,
    STAGE_COUNT,
};

/* Later entries win where the words name several: 提案書の審査結果の通知 is a result. */
static const struct stage_word {
    const char *word;
    enum stage stage;
    bool is_deadline; /* must be handed in by then: 提出, 期限 … must stand with it */
} stage_words[] = {
    {"参加表明", STAGE_ENTRY, true},
    {"参加申込", STAGE_ENTRY, true},
    {"参加申請", STAGE_ENTRY, true},
    {"質問", STAGE_QUESTION, true},
    {"質疑", STAGE_QUESTION, true},
    {"提案書", STAGE_PROPOSAL, true},
    {"企画書", STAGE_PROPOSAL, true},
    {"応募書類", STAGE_PROPOSAL, true},
    {"提案書類", STAGE_PROPOSAL, true},
    {"入札書", STAGE_BID, true},
    {"回答", STAGE_ANSWER, false},
    {"開札", STAGE_OPENING, false},
    {"プレゼンテーション", STAGE_REVIEW, false},
    {"ヒアリング審査", STAGE_REVIEW, false},
    {"面接", STAGE_REVIEW, false},
    {"審査会", STAGE_REVIEW, false},
    {"審査委員会", STAGE_REVIEW, false},
    {"結果の通知", STAGE_RESULT, false},
    {"結果通知", STAGE_RESULT, false},
    {"結果は", STAGE_RESULT, false},
    {"契約締結", STAGE_CONTRACT, false},
    {"契約の締結", STAGE_CONTRACT, false},
    {"中間報告", STAGE_INTERIM, false},
    {"報告書の案", STAGE_DRAFT, false},
    {"報告書(案)", STAGE_DRAFT, false},
    {"報告書案", STAGE_DRAFT, false},
    {"最終報告", STAGE_FINAL, false},
    {"完成版", STAGE_FINAL, false},
    {"最終版", STAGE_FINAL, false},
};

/* A must not lie after B. */
static const struct stage_order {
    enum stage first, then;
} orders[] = {
    {STAGE_QUESTION, STAGE_ANSWER}, {STAGE_QUESTION, STAGE_PROPOSAL},
    {STAGE_QUESTION, STAGE_BID},    {STAGE_ENTRY, STAGE_PROPOSAL},
    {STAGE_ENTRY, STAGE_BID},       {STAGE_ANSWER, STAGE_PROPOSAL},
    {STAGE_ANSWER, STAGE_BID},      {STAGE_BID, STAGE_OPENING},
    {STAGE_PROPOSAL, STAGE_REVIEW}, {STAGE_PROPOSAL, STAGE_RESULT},
    {STAGE_REVIEW, STAGE_RESULT},   {STAGE_RESULT, STAGE_CONTRACT},
    {STAGE_INTERIM, STAGE_DRAFT},   {STAGE_INTERIM, STAGE_FINAL},
    {STAGE_DRAFT, STAGE_FINAL},
};

static const char *const deadline_words[] = {
    "提出", "締切", "期限", "必着", "受付", "受け付", "〆切", "申込", "応募", "までに", "送付",
};

/* A second round, or a date that is no deadline of this call. */
static const char *const other_round[] = {
    "追加",   "2次",  "二次", "再公",  "再度",   "延長",     "変更",     "回目",       "例)",
    "記載例", "昨年", "前回", "第1期", "第2期",  "随時",     "会場",     "第2回",      "第3回",
    "初回",   "以降", "電話", "口頭",  "営業日", "参加資格", "資格確認", "資格の確認", "確認結果",
};

struct event {
    uint32_t date;            /* of l->dates */
    int32_t day_from, day_to; /* of its end, when it is a range */
    int16_t minute;           /* of the day; -1 = not stated */
    struct str word;          /* of the stage */
};

struct events {
    struct event list[STAGE_COUNT][MOST_EVENTS];
    uint32_t n[STAGE_COUNT];
};

static const struct stage_word *stage_of(struct str words)
{
    const struct stage_word *found = NULL;
    bool has_deadline = lint_has_any(words, deadline_words, COUNT(deadline_words));

    for (size_t i = 0; i < COUNT(stage_words); i++) {
        if ((!stage_words[i].is_deadline || has_deadline) &&
            str_has(words, str_of(stage_words[i].word))) {
            found = &stage_words[i];
        }
    }
    return found;
}

/* The words of the other cells of a row before this one. */
static struct str row_words(const struct lint *l, uint32_t block)
{
    const struct block *b = &l->r->blocks.v[block];
    uint32_t first = block;

    while (first > 0 && l->r->blocks.v[first - 1].table == b->table &&
           l->r->blocks.v[first - 1].row == b->row && block - first < 4) {
        first--;
    }
    if (b->table == 0 || first == block) {
        return (struct str){};
    }
    struct str label = l->r->blocks.v[first].t.s;

    return char_count(label) > 1 || first + 1 == block ? label : l->r->blocks.v[first + 1].t.s;
}

/* Start of the row of a table drawn with lines: after the last ├ ┌, or between two │. */
static size_t drawn_row(struct str s, size_t beg, size_t at)
{
    static const char *const breaks[] = {"├", "┌", "┤", "││", "│ │", "┠", "┣", "┏"};

    for (size_t i = 0; i < COUNT(breaks); i++) {
        ptrdiff_t found = str_rfind(str_sub(s, beg, at), str_of(breaks[i]));

        if (found >= 0) {
            beg += (size_t)found + 3;
        }
    }
    return beg;
}

/* Words before the date from the last comma but one or another date on, in its sentence. */
static struct str words_before(const struct lint *l, uint32_t at)
{
    const struct lint_date *d = &l->dates.v[at];
    struct str s = l->r->blocks.v[d->block].t.s;
    size_t low = d->beg > BEFORE_BYTES ? utf8_floor(s, d->beg - BEFORE_BYTES) : 0;
    size_t beg = MAX(low, lint_clause_beg(s, d->beg));

    if (at > 0 && l->dates.v[at - 1].block == d->block && l->dates.v[at - 1].end > beg &&
        l->dates.v[at - 1].end <= d->beg) {
        beg = l->dates.v[at - 1].end;
    }
    return str_sub(s, drawn_row(s, beg, d->beg), d->beg);
}

/* Words after the date up to a comma; までに、 alone says nothing, then up to the next. */
static struct str words_after(const struct lint *l, uint32_t at)
{
    const struct lint_date *d = &l->dates.v[at];
    struct str s = l->r->blocks.v[d->block].t.s;
    size_t stop = utf8_floor(s, MIN(s.n, d->end + AFTER_BYTES));

    if (at + 1 < l->dates.n && l->dates.v[at + 1].block == d->block &&
        l->dates.v[at + 1].beg >= d->end) {
        stop = MIN(stop, l->dates.v[at + 1].beg);
    }
    struct str after = str_sub(s, d->end, stop);

    after = str_sub(after, 0, lint_clause_end(after, 0));
    ptrdiff_t line = str_find(after, STR("│"), 0);

    after = line < 0 ? after : str_sub(after, 0, (size_t)line);
    ptrdiff_t comma = str_find(after, STR("、"), 0);

    if (comma >= 0 && comma <= 12) {
        comma = str_find(after, STR("、"), (size_t)comma + 3);
    }
    return comma < 0 ? after : str_sub(after, 0, (size_t)comma);
}

static const struct stage_word *stage_of_heads(const struct lint *l, const struct block *b)
{
    uint32_t at = b->node;

    for (int i = 0; i < HEADS && at != NODE_ROOT; i++) {
        const struct stage_word *w = stage_of(l->r->nodes.v[at].heading);

        if (w != NULL) {
            return w;
        }
        at = l->r->nodes.v[at].parent;
    }
    return NULL;
}

/* What the date is the date of, or NULL. */
static const struct stage_word *stage_of_date(struct lint *l, uint32_t at)
{
    const struct block *b = &l->r->blocks.v[l->dates.v[at].block];
    struct str before = words_before(l, at);
    struct str after = words_after(l, at);
    struct str row = row_words(l, l->dates.v[at].block);
    struct str words =
        arena_printf(l->r->arena, "%.*s %.*s %.*s", STR_ARG(row), STR_ARG(before), STR_ARG(after));
    const struct stage_word *w = stage_of(words);

    if (lint_has_any(words, other_round, COUNT(other_round))) {
        return NULL;
    }
    if (w != NULL || row.n > 0) {
        return w;
    }
    w = stage_of_heads(l, b);
    /* Under a heading about proposals stand other dates too: the words must speak of a deadline. */
    return w != NULL &&
                   (!w->is_deadline || lint_has_any(words, deadline_words, COUNT(deadline_words)))
               ? w
               : NULL;
}

static bool read_event(const struct lint *l, uint32_t at, struct event *ret)
{
    const struct lint_date *d = &l->dates.v[at];
    const struct lint_point *end = d->kind == WHEN_RANGE ? &d->b : &d->a;

    if ((d->kind != WHEN_DATE && d->kind != WHEN_TIME && d->kind != WHEN_RANGE) ||
        (d->flags & (WHEN_DOCNO | WHEN_BLANK | WHEN_INVALID_DATE)) || end->unit < WHEN_U_MONTH ||
        end->day_from == CALENDAR_NONE || end->month == WHEN_UNSET) {
        return false;
    }
    *ret = (struct event){
        .date = at,
        .day_from = end->day_from,
        .day_to = end->day_to,
        .minute = (int16_t)(end->hour == WHEN_UNSET ? -1 : end->hour * 60 + MAX(end->minute, 0))};
    return true;
}

static void collect(struct lint *l, struct events *e)
{
    for (uint32_t i = 0; i < l->dates.n; i++) {
        struct event x;

        if (!read_event(l, i, &x)) {
            continue;
        }
        const struct stage_word *w = stage_of_date(l, i);

        if (w != NULL && e->n[w->stage] < MOST_EVENTS) {
            x.word = str_of(w->word);
            e->list[w->stage][e->n[w->stage]++] = x;
        }
    }
}

static struct reg_src event_src(const struct lint *l, const struct event *x)
{
    const struct lint_date *d = &l->dates.v[x->date];

    return lint_around(l, &l->r->blocks.v[d->block], d->beg, d->end, 12, 6);
}

/* ---- twice with different dates ---- */

static bool is_exact(const struct event *x)
{
    return x->day_from == x->day_to;
}

static bool differ(const struct event *a, const struct event *b)
{
    return a->day_to != b->day_to || (a->minute >= 0 && b->minute >= 0 && a->minute != b->minute);
}

static void report_twice(struct lint *l, const struct event *a, const struct event *b)
{
    const struct block *x = &l->r->blocks.v[l->dates.v[b->date].block];
    struct reg_src src = event_src(l, b);
    struct reg_src other = event_src(l, a);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = DEFINITE,
               .why = arena_printf(l->r->arena,
                                   "「%.*s」の期日が「%.*s」と「%.*s」の二通りに書かれている",
                                   STR_ARG(b->word), STR_ARG(other.quote), STR_ARG(src.quote)),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sについて、別の箇所には「%.*s」とあります。どちらが正しいかご教示ください。",
                   STR_ARG(lint_named(l, x, src.quote)), STR_ARG(other.quote)),
           });
}

/* Stages of which a call has one date. */
static bool is_single(enum stage stage)
{
    return stage == STAGE_QUESTION || stage == STAGE_ENTRY || stage == STAGE_PROPOSAL ||
           stage == STAGE_BID || stage == STAGE_OPENING;
}

void lint_event_twice(struct lint *l)
{
    struct events *e = ARENA_ARRAY(l->r->arena, 1, struct events);

    collect(l, e);
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        for (uint32_t i = 1; i < e->n[stage] && is_single((enum stage)stage); i++) {
            const struct event *a = &e->list[stage][0];
            const struct event *b = &e->list[stage][i];

            if (is_exact(a) && is_exact(b) && str_eq(a->word, b->word) &&
                l->dates.v[a->date].block != l->dates.v[b->date].block && differ(a, b)) {
                report_twice(l, a, b);
                break;
            }
        }
    }
}

/* ---- order ---- */

static bool is_after(const struct event *a, const struct event *b)
{
    return a->day_from > b->day_to || (is_exact(a) && is_exact(b) && a->day_to == b->day_to &&
                                       a->minute >= 0 && b->minute >= 0 && a->minute > b->minute);
}

/* The pair i of orders is broken by the first dates of both stages. */
static bool is_broken(const struct events *e, size_t i, uint32_t dropped)
{
    enum stage first = orders[i].first;
    enum stage then = orders[i].then;

    return !(dropped & (1U << first)) && !(dropped & (1U << then)) && e->n[first] > 0 &&
           e->n[then] > 0 && is_after(&e->list[first][0], &e->list[then][0]);
}

static uint32_t count_broken(const struct events *e, enum stage stage, uint32_t dropped)
{
    uint32_t n = 0;

    for (size_t i = 0; i < COUNT(orders); i++) {
        n += (orders[i].first == stage || orders[i].then == stage) && is_broken(e, i, dropped);
    }
    return n;
}

/* Of the two the one that breaks more pairs; questions follow the other deadlines, not they it. */
static bool is_first_odd(const struct events *e, size_t i, uint32_t dropped)
{
    uint32_t a = count_broken(e, orders[i].first, dropped);
    uint32_t b = count_broken(e, orders[i].then, dropped);

    return a > b || (a == b && orders[i].first == STAGE_QUESTION);
}

static void report_order(struct lint *l, const struct event *odd, const struct event *other_event,
                         bool odd_is_first)
{
    const struct block *x = &l->r->blocks.v[l->dates.v[odd->date].block];
    struct reg_src src = event_src(l, odd);
    struct reg_src other = event_src(l, other_event);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = DEFINITE,
               .why = arena_printf(
                   l->r->arena,
                   "「%.*s」の期日が、%sにあるべき「%.*s」の期日（%.*s）より"
                   "%sである",
                   STR_ARG(odd->word), odd_is_first ? "後" : "先", STR_ARG(other_event->word),
                   STR_ARG(lint_day_words(l, other_event->day_to)), odd_is_first ? "後" : "前"),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sは、「%.*s」より%sの日付となっています。正しい日付をご教示ください。",
                   STR_ARG(lint_named(l, x, src.quote)), STR_ARG(other.quote),
                   odd_is_first ? "後" : "前"),
           });
}

/* One wrong date breaks several pairs: it is named once, then left out of account. */
void lint_event_order(struct lint *l)
{
    struct events *e = ARENA_ARRAY(l->r->arena, 1, struct events);
    uint32_t dropped = 0; /* bit per stage */

    collect(l, e);
    for (size_t done = 0; done < COUNT(orders); done++) {
        size_t worst = COUNT(orders);
        uint32_t most = 0;

        for (size_t i = 0; i < COUNT(orders); i++) {
            uint32_t n = is_broken(e, i, dropped) ? MAX(count_broken(e, orders[i].first, dropped),
                                                        count_broken(e, orders[i].then, dropped))
                                                  : 0;

            if (n > most) {
                most = n;
                worst = i;
            }
        }
        if (worst == COUNT(orders)) {
            return;
        }
        bool odd_is_first = is_first_odd(e, worst, dropped);
        enum stage odd = odd_is_first ? orders[worst].first : orders[worst].then;
        enum stage other = odd_is_first ? orders[worst].then : orders[worst].first;

        report_order(l, &e->list[odd][0], &e->list[other][0], odd_is_first);
        dropped |= 1U << odd;
    }
}

/* ---- the period of the contract ---- */

static const char *const period_labels[] = {
    "履行期間",     "履行期限",     "契約期間",     "委託期間",   "業務期間",
    "工期",         "業務委託期間", "契約履行期間", "事業期間",   "事業実施期間",
    "業務実施期間", "契約の期間",   "委託の期間",   "業務の期間", "履行の期間",
};

/* The label is the period of this contract and of nothing in it. */
static bool is_period_label(const struct lint *l, const struct labelled *x)
{
    static const char *const parts_of_it[] = {"再委託", "運用", "保守", "設計",
                                              "変更",   "前年", "前回"};
    struct str s = l->r->blocks.v[x->block].t.s;
    struct str label = str_sub(s, 0, utf8_floor(s, MIN(s.n, 60)));

    return x->key == LABEL_PERIOD && !x->in_form &&
           lint_has_any(label, period_labels, COUNT(period_labels)) &&
           !lint_has_any(label, parts_of_it, COUNT(parts_of_it)) &&
           l->r->nodes.v[l->r->blocks.v[x->block].node].level <= 3;
}

/* The last date of the value, when it says one end only. */
static bool period_end(const struct lint *l, const struct labelled *x, struct event *ret)
{
    bool found = false;

    for (uint32_t i = lint_first_date(l, x->value.block, x->value.beg);
         i < l->dates.n && l->dates.v[i].block == x->value.block; i++) {
        const struct lint_date *d = &l->dates.v[i];
        struct event e;

        if (d->beg < x->value.beg || d->end > x->value.end || !read_event(l, i, &e)) {
            continue;
        }
        if (found || e.day_from != e.day_to) {
            return false;
        }
        found = true;
        *ret = e;
    }
    return found;
}

void lint_event_period(struct lint *l)
{
    const struct label_list *labels = l->r->labels;
    struct event first;
    bool has_first = false;

    for (uint32_t i = 0; labels != NULL && i < labels->n; i++) {
        struct event e;

        if (!is_period_label(l, &labels->v[i]) || !period_end(l, &labels->v[i], &e)) {
            continue;
        }
        e.word = STR("履行期間の終わり");
        if (has_first && e.day_to != first.day_to) {
            report_twice(l, &first, &e);
            return;
        }
        first = has_first ? first : e;
        has_first = true;
    }
}

/* ---- a report before what it reports on ---- */

/* 会期　11月11日～13日: the last day of the one event, REG_NO_DAY when there are several or none. */
static int32_t event_end(const struct lint *l, uint32_t *ret_date)
{
    static const char *const names[] = {"会期",     "会 期",  "開催日",  "開催期間",
                                        "開催日時", "実施日", "開催の日"};
    int32_t end = REG_NO_DAY;

    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        const struct block *b = &l->r->blocks.v[d->block];
        struct str before = str_sub(b->t.s, b->body, d->beg);
        struct event e;

        if (d->beg - b->body > 40 || !lint_has_any(before, names, COUNT(names)) ||
            str_has(before, STR("前")) || str_has(before, STR("後")) || !read_event(l, i, &e) ||
            e.day_from != e.day_to) {
            continue;
        }
        if (end != REG_NO_DAY && end != e.day_to) {
            return REG_NO_DAY;
        }
        if (end == REG_NO_DAY) {
            *ret_date = i;
        }
        end = e.day_to;
    }
    return end;
}

void lint_event_report(struct lint *l)
{
    static const char *const after[] = {"会期の終了後", "会期終了後", "終了後", "開催後",
                                        "実施後",       "閉会後",     "閉幕後", "会期後"};
    uint32_t of = 0;
    int32_t end = event_end(l, &of);

    for (uint32_t i = 0; i < l->dates.n && end != REG_NO_DAY; i++) {
        const struct lint_date *d = &l->dates.v[i];
        const struct block *b = &l->r->blocks.v[d->block];
        struct str clause = lint_clause(b, d->beg, d->end);
        struct event e;

        if (!lint_has_any(clause, after, COUNT(after)) || !str_has(clause, STR("報告")) ||
            !read_event(l, i, &e) || !is_exact(&e) || e.day_to >= end || e.day_to < end - 200) {
            continue;
        }
        struct event x = {.date = of, .day_to = end};
        struct reg_src src = lint_around(l, b, d->beg, d->end, 12, 6);
        struct reg_src other = event_src(l, &x);

        lint_report(
            l,
            &(struct lint_say){
                .src = src,
                .other = &other,
                .confidence = DEFINITE,
                .why = arena_printf(l->r->arena,
                                    "報告の期限が、報告すべき催しの終わり（%.*s）より前である",
                                    STR_ARG(lint_day_words(l, end))),
                .question = arena_printf(
                    l->r->arena, "%.*sは、「%.*s」より前の日付です。正しい期限をご教示ください。",
                    STR_ARG(lint_named(l, b, src.quote)), STR_ARG(other.quote)),
            });
    }
}
