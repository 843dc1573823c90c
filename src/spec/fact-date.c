/*
 * Facts that are days: notice_date, contract_end with period_text, submission_deadline,
 * question_deadline.
 *
 * The notice is the date that stands alone at the head of the paper, or what 公告日 says. A period
 * ends with the last day it names. Of several days under 提出期限 the last one with まで or 必着
 * counts.
 */
#include "spec/fact.h"
#include "spec/value.h"

#include "text/chars.h"

enum {
    HEAD_BLOCKS = 15,
    SECTION_BLOCKS = 6,  /* below 提出期限 in which its day is looked for */
    LONGEST_PERIOD = 80, /* characters */
};

struct dater {
    struct fact_maker *m;
    struct when_context context;
    struct when_list list;
};

static void scan(struct dater *d, struct str s)
{
    d->list.n = 0;
    d->context.antecedent = (struct when_point){};
    when_scan(d->m->r->arena, s, &d->context, &d->list);
}

/* The last day of an expression, with its hour: 2026-01-13T12:00:00; empty when it names no day. */
static struct str last_day(struct dater *d, const struct when *w)
{
    struct arena *a = d->m->r->arena;
    struct when end = *w;

    if (w->kind == WHEN_RANGE) {
        end.kind = WHEN_TIME;
        end.a = w->b.kind == WHEN_P_CALENDAR ? w->b : w->a;
    }
    if ((end.kind != WHEN_DATE && end.kind != WHEN_TIME) || end.a.kind != WHEN_P_CALENDAR ||
        end.a.year == WHEN_UNSET || (w->flags & WHEN_DOCNO)) {
        return (struct str){};
    }
    struct str words = value_date_words(a, &end);
    ptrdiff_t interval = str_find(words, STR("/"), 0);

    if (interval > 0) {
        words = str_sub(words, (size_t)interval + 1, words.n);
    }
    if (words.n == 7) {
        return arena_printf(a, "%.*s-%02d", STR_ARG(words),
                            calendar_month_days(end.a.year, end.a.month));
    }
    return words.n >= 10 && words.p[7] == '-' && words.p[8] <= '3' ? words : (struct str){};
}

/* ---- notice ---- */

static bool is_whole(struct str s, const struct when *w)
{
    struct str before = str_trim(str_sub(s, 0, w->beg));
    struct str after = str_trim(str_sub(s, w->end, s.n));

    return before.n == 0 && (after.n == 0 || str_eq(after, STR("付け")) ||
                             str_eq(after, STR("公告")) || str_eq(after, STR("公示")));
}

static void offer_notice(struct dater *d, uint32_t block, enum fact_rank rank, bool whole)
{
    const struct reading *r = d->m->r;
    struct str s = r->blocks.v[block].t.s;

    scan(d, s);
    for (uint32_t i = 0; i < d->list.n; i++) {
        const struct when *w = &d->list.v[i];
        struct str day =
            w->kind == WHEN_DATE && w->a.day != WHEN_UNSET ? last_day(d, w) : (struct str){};

        if (day.n == 10 && (!whole || is_whole(s, w))) {
            fact_offer(d->m, FACT_NOTICE_DATE, rank, day,
                       block_src(r, &r->blocks.v[block], w->beg, w->end));
            return;
        }
    }
}

static void find_notice(struct dater *d)
{
    const struct reading *r = d->m->r;

    for (uint32_t i = 0; i < d->m->labels->n; i++) {
        const struct labelled *l = &d->m->labels->v[i];

        if (l->key == LABEL_NOTICE_DATE && !l->in_form) {
            offer_notice(d, l->value.block, FACT_STATED, false);
        }
    }
    for (uint32_t p = 0; p < r->parts.n && r->parts.v[p].kind <= PART_SPEC; p++) {
        const struct part *part = &r->parts.v[p];

        for (uint32_t i = part->block_first;
             i < part->block_first + part->block_count && i < part->block_first + HEAD_BLOCKS;
             i++) {
            if (marker_is_numbered(&r->blocks.v[i].marker)) {
                break;
            }
            if (char_count(r->blocks.v[i].t.s) <= 30) {
                offer_notice(d, i, FACT_HEAD, true);
            }
        }
    }
}

/* ---- period ---- */

static void take_period(struct dater *d, const struct labelled *l)
{
    const struct reading *r = d->m->r;
    struct block_span core = fact_core(r, l->value);
    struct str s = span_text(r, core);
    enum fact_rank rank = l->in_form ? FACT_FORM : l->key == LABEL_PERIOD ? FACT_STATED : FACT_SAID;

    scan(d, s);
    for (uint32_t i = d->list.n; i > 0; i--) {
        const struct when *w = &d->list.v[i - 1];
        struct str day = last_day(d, w);

        if (day.n < 10) {
            continue;
        }
        size_t end = str_at(s, w->end, STR("まで")) ? w->end + 6 : w->end;
        struct block_span text = span_of(r, core.block, str_sub(s, 0, end));

        fact_offer(d->m, FACT_CONTRACT_END, rank, str_sub(day, 0, 10), span_src(r, text));
        if (char_count(span_text(r, text)) <= LONGEST_PERIOD) {
            fact_offer(d->m, FACT_PERIOD_TEXT, rank, span_text(r, text), span_src(r, text));
        }
        return;
    }
}

/* ---- deadlines ---- */

static bool is_deadline(struct str s, const struct when *w)
{
    static const char *const words[] = {"まで", "必着", "(必着)",   "締切",  "締め切",
                                        "正午", "厳守", "とします", "とする"};
    struct str after = str_sub(s, w->end, w->end + 12);

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_starts(after, str_of(words[i]))) {
            return true;
        }
    }
    return (w->mods & WHEN_ON_OR_BEFORE) || w->kind == WHEN_RANGE;
}

/* The day of one text; best of those that bind, else the last. */
static struct str deadline_in(struct dater *d, struct str s, struct when *ret)
{
    struct str best = {};
    bool binds = false;

    scan(d, s);
    for (uint32_t i = 0; i < d->list.n; i++) {
        const struct when *w = &d->list.v[i];
        struct str day = last_day(d, w);
        bool binding = is_deadline(s, w);

        if (day.n >= 10 && (binding || !binds)) {
            best = day;
            binds = binding;
            *ret = *w;
        }
    }
    return best;
}

/* 回答は、…までに掲載する: the answer, not the question. */
static bool is_about_answer(struct str s)
{
    return str_has(s, STR("回答")) && !str_has(s, STR("質問書")) && !str_has(s, STR("質問票")) &&
           !str_has(s, STR("質問は")) && !str_has(s, STR("質問の"));
}

/* The first day by which questions must be in, in the sentences below the label. */
static void take_question(struct dater *d, const struct labelled *l)
{
    const struct reading *r = d->m->r;
    uint32_t last =
        l->shape == LABEL_HEADING ? MIN(l->end, l->first + SECTION_BLOCKS) : l->value.block + 1;

    for (uint32_t i = l->value.block; i < last && !l->in_form; i++) {
        const struct block *b = &r->blocks.v[i];

        for (uint32_t k = b->sentence_first; k < b->sentence_first + b->sentence_count; k++) {
            const struct sentence *s = &r->sentences.v[k];
            struct str text = sentence_text(r, s);
            struct when w;
            struct str day = is_about_answer(text) ? (struct str){} : deadline_in(d, text, &w);

            if (day.n > 0) {
                fact_offer(d->m, FACT_QUESTION_DEADLINE, FACT_STATED, day,
                           block_src(r, b, s->beg + w.beg, s->beg + w.end));
                return;
            }
        }
    }
}

static void take_deadline(struct dater *d, const struct labelled *l, enum fact_key key)
{
    const struct reading *r = d->m->r;
    struct when w;
    struct str day = {};
    uint32_t block = l->value.block;
    uint32_t last =
        l->shape == LABEL_HEADING ? MIN(l->end, l->first + SECTION_BLOCKS) : l->value.block + 1;

    if (l->in_form || l->value.end == l->value.beg) {
        return;
    }
    for (uint32_t i = l->value.block; i < last; i++) {
        struct when found;
        struct str other = deadline_in(d, r->blocks.v[i].t.s, &found);

        if (other.n > 0) {
            day = other;
            w = found;
            block = i;
        }
    }
    if (day.n > 0) {
        fact_offer(d->m, key, FACT_STATED, day, block_src(r, &r->blocks.v[block], w.beg, w.end));
    }
}

/* 質問は、令和…までに電子メールで提出する。 */
static void find_in_sentences(struct dater *d)
{
    const struct reading *r = d->m->r;
    static const char *const papers[] = {"提案書", "応募書類", "申請書",  "見積書",
                                         "入札書", "企画書",   "提出書類"};

    for (uint32_t i = 0; i < r->sentences.n; i++) {
        const struct sentence *s = &r->sentences.v[i];
        const struct block *b = &r->blocks.v[s->block];
        struct str text = sentence_text(r, s);

        if (r->parts.v[b->part].kind > PART_CALL || !ftext_may_have(&b->t, STR("まで")) ||
            !str_has(text, STR("まで"))) {
            continue;
        }
        bool asks = str_has(text, STR("質問"));
        bool hands_in = false;

        for (size_t k = 0; k < COUNT(papers) && !asks; k++) {
            hands_in = hands_in || (str_has(text, str_of(papers[k])) && str_has(text, STR("提出")));
        }
        struct when w;
        struct str day = asks || hands_in ? deadline_in(d, text, &w) : (struct str){};

        if (day.n > 0 && is_deadline(text, &w)) {
            fact_offer(d->m, asks ? FACT_QUESTION_DEADLINE : FACT_SUBMISSION_DEADLINE, FACT_SAID,
                       day, block_src(r, b, s->beg + w.beg, s->beg + w.end));
        }
    }
}

/* The day from which dates without a year are counted: the notice, or the fiscal year of the title.
 */
static int32_t reference_day(const struct fact_maker *m)
{
    const struct fact_offer *notice = fact_best(m, FACT_NOTICE_DATE);
    const struct fact_offer *year = fact_best(m, FACT_FISCAL_YEAR);

    if (notice != NULL) {
        return calendar_parse(notice->value);
    }
    if (year == NULL || year->value.n != 4) {
        return CALENDAR_NONE;
    }
    int number = (year->value.p[0] - '0') * 1000 + (year->value.p[1] - '0') * 100 +
                 (year->value.p[2] - '0') * 10 + (year->value.p[3] - '0');

    return calendar_fiscal_first(number);
}

/* No notice and no year in the title: the start of the period, or of the fiscal year it ends in. */
static int32_t reference_from_period(struct dater *d)
{
    const struct fact_offer *end = fact_best(d->m, FACT_CONTRACT_END);
    const struct fact_offer *text = fact_best(d->m, FACT_PERIOD_TEXT);

    if (end == NULL || end->rank > FACT_SAID) {
        return CALENDAR_NONE;
    }
    scan(d, text == NULL ? (struct str){} : text->value);
    for (uint32_t i = 0; i < d->list.n; i++) {
        const struct when *w = &d->list.v[i];

        if (w->a.kind == WHEN_P_CALENDAR && w->a.unit == WHEN_U_DAY && w->a.year != WHEN_UNSET &&
            (w->kind == WHEN_RANGE || i + 1 < d->list.n)) {
            return calendar_day(w->a.year, w->a.month, w->a.day);
        }
    }
    return calendar_fiscal_first(calendar_fiscal_year(calendar_parse(end->value)));
}

void fact_find_dates(struct fact_maker *m)
{
    struct dater d = {.m = m};

    when_context_init(&d.context);
    find_notice(&d);
    d.context.ref_day = reference_day(m);
    m->r->reference_day = d.context.ref_day;
    for (uint32_t i = 0; i < m->labels->n; i++) {
        const struct labelled *l = &m->labels->v[i];

        if (l->key == LABEL_PERIOD || l->key == LABEL_DUE) {
            take_period(&d, l);
        } else if (l->key == LABEL_SUBMISSION) {
            take_deadline(&d, l, FACT_SUBMISSION_DEADLINE);
        } else if (l->key == LABEL_QUESTION) {
            take_question(&d, l);
        }
    }
    find_in_sentences(&d);
    if (m->r->reference_day == CALENDAR_NONE) {
        m->r->reference_day = reference_from_period(&d);
    }
}
