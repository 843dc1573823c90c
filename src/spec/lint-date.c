/*
 * Dates that cannot be right: no such day, another weekday, another year in the bracket, an end
 * before its start, a plan before the notice or after the end of the contract.
 *
 * A date is held against notice and period only where its sentence plans something; one that tells
 * of the past, or of keeping papers after the end, stands outside both by right.
 */
#include "spec/lint.h"

#include "text/calendar.h"
#include "text/chars.h"

enum {
    FAR_DAYS = 800,         /* a plan so far off belongs to something else */
    PAST_REACH = 120,       /* bytes after a date in which its verb is looked for */
    HEADING_DEPTH = 4,      /* heads above a paragraph that may say it is background */
    MONTHS_OF_PAPERS = 120, /* days before the fiscal year in which its call may be out */
};

/* ---- what a sentence does with its date ---- */

static const char *const past_words[] = {
    "した。", "した)", "したもの", "したところ", "された", "ました",   "ていた", "閣議",
    "公表",   "策定",  "改正",     "制定",       "施行",   "付け",     "現在",   "以来",
    "以降に", "実績",  "経験",     "年版",       "年度版", "開始して", "終え",   "間に",
    "至る",   "結果",  "適用",     "基づ",       "踏まえ", "決算",     "時点",   "資格",
    "認定",   "告示",  "訓令",     "規程",       "過去",   "これまで", "済み",   "前回",
    "昨年",   "前年",  "既に",     "登録",       "取得",   "設立",     "締結し", "発行",
};

static const char *const plan_words[] = {
    "予定",   "開催", "実施", "提出",     "締切", "期限", "必着", "納入",
    "納品",   "完了", "報告", "日時",     "期日", "受付", "募集", "作成",
    "とする", "行う", "行い", "すること", "まで", "日程", "開札", "説明会",
};

/* After the end of the contract these are no slip. */
static const char *const after_words[] = {
    "保存",   "保管",       "備え",       "閲覧",       "保証",       "担保",     "不適合",
    "瑕疵",   "翌年度",     "支払",       "精算",       "納付",       "検査",     "次年度",
    "公開",   "公表",       "別に",       "別途",       "延長",       "継続",     "更新",
    "有効",   "期間終了後", "履行期間後", "契約終了後", "事業終了後", "当庁は",   "当省は",
    "当局は", "当市は",     "国は",       "発注者は",   "甲は",       "担当課は", "委託者は",
    "市は",   "県は",       "機構は",     "見込",       "将来",       "目標",     "計画期間",
    "次期",   "請求",       "運用",       "保守",       "利用期間",   "使用期間", "以降",
    "存続",   "整備予定",   "開業",       "開館",       "供用",
};

static const char *const work_words[] = {
    "開催", "実施", "提出", "納入", "納品", "報告", "完了", "行う", "行い", "作成", "履行",
};

static const char *const background_heads[] = {"背景", "目的", "経緯", "趣旨", "現状", "実績"};

static bool is_background(const struct lint *l, const struct block *b)
{
    uint32_t at = b->node;

    for (int i = 0; i < HEADING_DEPTH && at != NODE_ROOT; i++) {
        const struct node *n = &l->r->nodes.v[at];

        if (lint_has_any(n->heading, background_heads, COUNT(background_heads))) {
            return true;
        }
        at = n->parent;
    }
    return false;
}

/* 取りまとめた手引: a verb of the past in the words after the date. 提出した場合 is none. */
static bool tells_of_past(struct str s, size_t at)
{
    static const char *const not_past[] = {"場合", "後", "上", "日", "時", "際"};
    struct str rest = str_sub(s, at, at + PAST_REACH);

    rest = str_sub(rest, 0, lint_clause_end(rest, 0));
    for (ptrdiff_t ta = str_find(rest, STR("た"), 0); ta >= 0;
         ta = str_find(rest, STR("た"), (size_t)ta + 3)) {
        size_t after = (size_t)ta + 3;
        enum char_class next = char_class_at(rest, after);
        bool open = false;

        for (size_t i = 0; i < COUNT(not_past); i++) {
            open = open || str_at(rest, after, str_of(not_past[i]));
        }
        if (!open && (next == CHAR_KANJI || next == CHAR_KATAKANA || next == CHAR_OPEN) &&
            char_class_before(rest, (size_t)ta) != CHAR_NONE) {
            return true;
        }
    }
    return false;
}

static bool is_usable(const struct lint_date *d)
{
    return d->kind != WHEN_NONE && d->kind != WHEN_DURATION &&
           !(d->flags & (WHEN_DOCNO | WHEN_BLANK | WHEN_INVALID_DATE));
}

/* Month or finer, in a year that is written. */
static bool is_precise(const struct lint_point *p)
{
    return p->unit >= WHEN_U_MONTH && p->month != WHEN_UNSET && p->year != WHEN_UNSET &&
           (p->basis == WHEN_STATED || p->basis == WHEN_FROM_START ||
            p->basis == WHEN_FROM_ANTECEDENT);
}

static const struct block *block_of(const struct lint *l, const struct lint_date *d)
{
    return &l->r->blocks.v[d->block];
}

/* 令和７年度末までに, 令和７年度中に: a fiscal year as a deadline. */
static bool is_fiscal_deadline(const struct lint *l, const struct lint_date *d)
{
    struct str after = str_sub(block_of(l, d)->t.s, d->end, d->end + 12);

    return d->kind == WHEN_DATE && d->a.fiscal && d->a.unit <= WHEN_U_QUARTER &&
           d->a.basis == WHEN_STATED &&
           ((d->mods & WHEN_ON_OR_BEFORE) || str_starts(after, STR("中に")) ||
            str_starts(after, STR("内に")));
}

/* Words of the past; 実績報告書, 結果報告書 are papers that are still to come. */
static bool has_past_word(struct str clause)
{
    for (size_t i = 0; i < COUNT(past_words); i++) {
        ptrdiff_t at = str_find(clause, str_of(past_words[i]), 0);

        if (at >= 0 && !str_at(clause, (size_t)at + strlen(past_words[i]), STR("報告"))) {
            return true;
        }
    }
    return false;
}

/* The sentence, with the heading or label the date stands under when it is a lone value. */
static bool plans(const struct lint *l, const struct lint_date *d, struct str clause)
{
    const struct block *b = block_of(l, d);
    struct str heading = b->node != NODE_ROOT ? l->r->nodes.v[b->node].heading : (struct str){};

    return !has_past_word(clause) && !tells_of_past(b->t.s, d->end) &&
           (lint_has_any(clause, plan_words, COUNT(plan_words)) ||
            lint_has_any(heading, plan_words, COUNT(plan_words))) &&
           !is_background(l, b);
}

static void report_date(struct lint *l, const struct lint_date *d, enum reg_confidence confidence,
                        struct str why, const char *question)
{
    const struct block *b = block_of(l, d);
    struct reg_src src = lint_around(l, b, d->beg, d->end, 8, 8);

    lint_report(l, &(struct lint_say){
                       .src = src,
                       .confidence = confidence,
                       .why = why,
                       .question = arena_printf(l->r->arena, "%.*sについて、%s",
                                                STR_ARG(lint_named(l, b, src.quote)), question),
                   });
}

/* ---- weekday, day, year ---- */

/* The day a point with a weekday means; a year that was not written is that of the fiscal year. */
static int32_t day_of(const struct lint *l, const struct lint_point *p)
{
    int year = p->year;

    if (p->unit < WHEN_U_DAY || p->month == WHEN_UNSET || p->day == WHEN_UNSET) {
        return CALENDAR_NONE;
    }
    if (p->basis == WHEN_BY_WEEKDAY || p->basis == WHEN_FROM_REF || year == WHEN_UNSET) {
        if (l->fiscal_year == 0 || l->notice_day == REG_NO_DAY) {
            return CALENDAR_NONE;
        }
        /* A notice of February calls for deadlines in February and March of its own year. */
        year = l->fiscal_year + (p->month <= 3);
        if (calendar_is_date(year - 1, p->month, p->day) &&
            calendar_day(year - 1, p->month, p->day) >= l->notice_day) {
            return CALENDAR_NONE;
        }
    }
    return calendar_is_date(year, p->month, p->day) ? calendar_day(year, p->month, p->day)
                                                    : CALENDAR_NONE;
}

void lint_date_weekday(struct lint *l)
{
    static const char *const names[] = {"", "月", "火", "水", "木", "金", "土", "日"};

    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        const struct lint_point *ends[] = {&d->a, &d->b};

        for (size_t k = 0; k < COUNT(ends); k++) {
            const struct lint_point *p = ends[k];
            int32_t day =
                p->weekday == WHEN_UNSET || d->kind == WHEN_DURATION ? CALENDAR_NONE : day_of(l, p);

            if (day == CALENDAR_NONE || calendar_weekday(day) == p->weekday) {
                continue;
            }
            report_date(l, d, p->basis == WHEN_STATED ? DEFINITE : LIKELY,
                        arena_printf(l->r->arena, "%.*sは%s曜日であり、記載の%s曜日と合わない",
                                     STR_ARG(lint_day_words(l, day)), names[calendar_weekday(day)],
                                     names[p->weekday]),
                        "日付と曜日のどちらが正しいかご教示ください。");
            break;
        }
    }
}

void lint_date_impossible(struct lint *l)
{
    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];

        if (d->flags & WHEN_INVALID_DATE) {
            report_date(l, d, DEFINITE,
                        arena_printf(l->r->arena, "「%.*s」という日はない",
                                     STR_ARG(lint_words(block_of(l, d), d->beg, d->end))),
                        "正しい日付をご教示ください。");
        }
    }
}

/* 令和8年(2027年): the year in the bracket after a date, 0 = none. */
static int bracket_year(struct str s, size_t at, size_t *ret_end)
{
    int year = 0;
    size_t p = at;

    /* 令和8年 and 令和8年度; the bracket may also stand before the month. */
    if (str_at(s, p, STR("度"))) {
        p += strlen("度");
    }
    if (p >= s.n || s.p[p] != '(') {
        return 0;
    }
    p = skip_spaces(s, p + 1);
    if (str_at(s, p, STR("西暦"))) {
        p += strlen("西暦");
    }
    size_t beg = p;

    while (p < s.n && s.p[p] >= '0' && s.p[p] <= '9' && p - beg < 5) {
        year = year * 10 + (s.p[p++] - '0');
    }
    if (p - beg != 4 || year < 1868 || year > 2200) {
        return 0;
    }
    p = skip_spaces(s, p);
    if (str_at(s, p, STR("年"))) {
        p += strlen("年");
        if (str_at(s, p, STR("度"))) {
            p += strlen("度");
        }
    }
    if (p >= s.n || s.p[p] != ')') {
        return 0;
    }
    *ret_end = p + 1;
    return year;
}

/* The year of the era expression that ends at or right after byte `at`; 0 = none. */
static int era_year_before(struct str s, size_t at, size_t *ret_beg)
{
    for (int i = 0; i < CALENDAR_ERA_COUNT; i++) {
        const struct calendar_era *era = calendar_era(i);
        struct str name = str_of(era->name);
        size_t low = at > 24 ? utf8_floor(s, at - 24) : 0;
        ptrdiff_t found = str_rfind(str_sub(s, low, at), name);

        if (found < 0) {
            continue;
        }
        size_t p = skip_spaces(s, low + (size_t)found + name.n);
        int year = 0;

        *ret_beg = low + (size_t)found;
        if (str_at(s, p, STR("元"))) {
            year = 1;
            p += strlen("元");
        }
        while (p < s.n && s.p[p] >= '0' && s.p[p] <= '9' && year < 100) {
            year = year * 10 + (s.p[p++] - '0');
        }
        p = skip_spaces(s, p);
        if (year == 0 || !str_at(s, p, STR("年"))) {
            return 0;
        }
        p += strlen("年");
        if (str_at(s, p, STR("度"))) {
            p += strlen("度");
        }
        return p == at ? era->first_year + year - 1 : 0;
    }
    return 0;
}

void lint_date_era(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!ftext_may_have(&b->t, STR("(")) || block_in_annex(l->r, b)) {
            continue;
        }
        for (const char *p = memchr(s.p, '(', s.n); p != NULL;
             p = memchr(p + 1, '(', s.n - (size_t)(p + 1 - s.p))) {
            size_t at = (size_t)(p - s.p);
            size_t end;
            size_t beg;
            int stated = bracket_year(s, at, &end);
            int meant = stated == 0 ? 0 : era_year_before(s, at, &beg);

            if (meant == 0 || meant == stated) {
                continue;
            }
            struct reg_src src = lint_around(l, b, beg, end, 0, 8);

            lint_report(
                l,
                &(struct lint_say){
                    .src = src,
                    .confidence = DEFINITE,
                    .why = arena_printf(l->r->arena, "「%.*s」は%d年であり、括弧内の%d年と合わない",
                                        STR_ARG(lint_words(b, beg, at)), meant, stated),
                    .question = arena_printf(l->r->arena,
                                             "%.*sについて、どちらの年が正しいかご教示ください。",
                                             STR_ARG(lint_named(l, b, src.quote))),
                });
        }
    }
}

/* ---- order ---- */

void lint_date_reversed(struct lint *l)
{
    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];

        if (d->kind != WHEN_RANGE || !is_usable(d) || d->a.day_from == CALENDAR_NONE ||
            d->b.day_to == CALENDAR_NONE || d->a.day_from <= d->b.day_to) {
            continue;
        }
        /* 4月から3月: without its own year the end is meant in the next. */
        if (d->a.year != WHEN_UNSET && d->b.basis != WHEN_STATED &&
            (d->b.month < d->a.month || d->a.unit < WHEN_U_DAY)) {
            continue;
        }
        report_date(l, d, DEFINITE,
                    arena_printf(l->r->arena, "期間の終わり（%.*s）が始まり（%.*s）より前にある",
                                 STR_ARG(lint_day_words(l, d->b.day_to)),
                                 STR_ARG(lint_day_words(l, d->a.day_from))),
                    "正しい期間をご教示ください。");
    }
}

void lint_date_before_notice(struct lint *l)
{
    int32_t first = l->notice_day != REG_NO_DAY ? l->notice_day
                    : l->fiscal_year > 0 ? calendar_fiscal_first(l->fiscal_year) - MONTHS_OF_PAPERS
                                         : REG_NO_DAY;

    for (uint32_t i = 0; i < l->dates.n && first != REG_NO_DAY; i++) {
        const struct lint_date *d = &l->dates.v[i];

        bool fiscal = l->fiscal_year > 0 && is_fiscal_deadline(l, d);
        int32_t until = fiscal ? calendar_fiscal_first(l->fiscal_year) : first;

        if (!is_usable(d) || (!is_precise(&d->a) && !fiscal) || d->day_to == CALENDAR_NONE ||
            d->day_to >= until || d->day_to < until - FAR_DAYS || d->has_event_end) {
            continue;
        }
        struct str clause = lint_clause(block_of(l, d), d->beg, d->end);

        if (!plans(l, d, clause)) {
            continue;
        }
        report_date(l, d, l->notice_day != REG_NO_DAY && !fiscal ? DEFINITE : LIKELY,
                    l->notice_day != REG_NO_DAY && !fiscal
                        ? arena_printf(l->r->arena,
                                       "公示日（%.*s）より前の日が予定・期限とされている",
                                       STR_ARG(lint_day_words(l, l->notice_day)))
                        : arena_printf(l->r->arena,
                                       "件名の年度（%d年度）より前の日が予定・期限とされている",
                                       (int)l->fiscal_year),
                    "正しい日付（年）をご教示ください。");
    }
}

/* The sentence does work then, or the date stands in a table of days under such a heading. */
static bool is_work(const struct lint *l, const struct lint_date *d, struct str clause)
{
    const struct block *b = block_of(l, d);
    struct str heading = b->node != NODE_ROOT ? l->r->nodes.v[b->node].heading : (struct str){};

    return lint_has_any(clause, work_words, COUNT(work_words)) ||
           (b->table != 0 && (str_has(heading, STR("日程")) || str_has(heading, STR("開催"))));
}

void lint_date_after_period(struct lint *l)
{
    int32_t last = l->period_end != REG_NO_DAY ? l->period_end
                   : l->fiscal_year > 0        ? calendar_fiscal_last(l->fiscal_year) + 31
                                               : REG_NO_DAY;

    for (uint32_t i = 0; i < l->dates.n && last != REG_NO_DAY; i++) {
        const struct lint_date *d = &l->dates.v[i];

        if (!is_usable(d) || !is_precise(&d->a) || d->day_from == CALENDAR_NONE ||
            d->day_from <= last || d->day_from > last + FAR_DAYS) {
            continue;
        }
        struct str clause = lint_clause(block_of(l, d), d->beg, d->end);

        if (!plans(l, d, clause) || !is_work(l, d, clause) ||
            lint_has_any(clause, after_words, COUNT(after_words))) {
            continue;
        }
        report_date(l, d, l->period_end != REG_NO_DAY ? DEFINITE : LIKELY,
                    l->period_end != REG_NO_DAY
                        ? arena_printf(l->r->arena, "履行期間の終わり（%.*s）より後の日である",
                                       STR_ARG(lint_day_words(l, l->period_end)))
                        : arena_printf(l->r->arena, "件名の年度（%d年度）より後の日である",
                                       (int)l->fiscal_year),
                    "日付と履行期間のどちらが正しいかご教示ください。");
    }
}

/* ---- the year before ---- */

/* The fiscal year of the title, else that of the notice; 0 = neither is known. */
static int document_year(const struct lint *l)
{
    if (l->fiscal_year > 0 || l->notice_day == REG_NO_DAY) {
        return l->fiscal_year;
    }
    struct ymd day = calendar_ymd(l->notice_day);

    return day.month < 4 ? day.year - 1 : day.year;
}

/* The fiscal year right before that of the document. */
static bool is_year_before(const struct lint_date *d, int year)
{
    return d->kind == WHEN_DATE && d->a.fiscal && d->a.unit == WHEN_U_YEAR && d->a.year == year - 1;
}

/* Kanji and katakana right after the year: 健康診断. */
static struct str words_after_year(struct str s, size_t at)
{
    size_t end = at;

    while (char_class_at(s, end) == CHAR_KANJI || char_class_at(s, end) == CHAR_KATAKANA) {
        uint32_t cp;

        end += utf8_decode(s, end, &cp);
    }
    return str_sub(s, at, end);
}

static struct str title_of(const struct lint *l)
{
    for (uint32_t i = 0; i < l->r->reg->facts.n; i++) {
        const struct reg_fact *f = &l->r->reg->facts.v[i];

        if (f->src.file == l->r->file && str_eq(f->key, STR("title"))) {
            return fold(l->r->arena, f->value).s;
        }
    }
    return (struct str){};
}

/* 令和７年度予算の範囲内, or 令和７年度 with the words of the title that has 令和８年度. */
void lint_date_year_left(struct lint *l)
{
    static const char *const past[] = {"補正",   "繰越",   "前年",     "昨年", "過去", "実績",
                                       "参考",   "貸与",   "比較",     "以前", "既に", "既存",
                                       "報告書", "成果",   "から",     "まで", "推移", "決算",
                                       "した",   "された", "引き続き", "引継", "前回"};
    struct str title = title_of(l);
    int year = document_year(l);

    for (uint32_t i = 0; i < l->dates.n && year > 0; i++) {
        const struct lint_date *d = &l->dates.v[i];

        if (!is_year_before(d, year)) {
            continue;
        }
        const struct block *b = block_of(l, d);
        struct str clause = lint_clause(b, d->beg, d->end);
        struct str words = words_after_year(b->t.s, d->end);
        bool budget =
            str_has(words, STR("予算")) &&
            (str_has(words, STR("範囲")) || str_at(b->t.s, d->end + words.n, STR("の範囲")));
        bool titled = words.n >= 12 && str_has(title, words);

        if ((!budget && !titled) || lint_has_any(clause, past, COUNT(past)) ||
            is_background(l, b)) {
            continue;
        }
        struct reg_src src = lint_around(l, b, d->beg, d->end + (uint32_t)words.n, 4, 4);

        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .confidence = LIKELY,
                   .why = arena_printf(l->r->arena,
                                       "この案件の年度（%d年度）の前の年度であり、前年度の記載が残"
                                       "ったものと思われる",
                                       year),
                   .question = arena_printf(l->r->arena, "%.*sの年度は、正しいかご教示ください。",
                                            STR_ARG(lint_named(l, b, src.quote))),
               });
    }
}
