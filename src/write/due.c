/* What is due, in order of time; see due.h. */
#include "write/due.h"

#include "base/utf8.h"
#include "text/calendar.h"
#include "write/width.h"
#include "write/words.h"

#include <stdlib.h>
#include <string.h>

/* Decimal digits from *at, exactly `count` of them. */
static bool take_digits(struct str s, size_t *at, int count, int *ret)
{
    int value = 0;

    if (s.n - *at < (size_t)count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        char c = s.p[*at + (size_t)i];

        if (c < '0' || c > '9') {
            return false;
        }
        value = value * 10 + (c - '0');
    }
    *at += (size_t)count;
    *ret = value;
    return true;
}

/* "T13:30", "T13:30:00"; leaves -1 when there is none. */
static void take_time(struct str s, size_t at, int16_t *ret_minute)
{
    int hour;
    int minute = 0;

    *ret_minute = -1;
    if (at >= s.n || s.p[at] != 'T') {
        return;
    }
    at++;
    if (!take_digits(s, &at, 2, &hour)) {
        return;
    }
    if (at < s.n && s.p[at] == ':') {
        at++;
        if (!take_digits(s, &at, 2, &minute)) {
            return;
        }
    }
    *ret_minute = (int16_t)(hour * 60 + minute);
}

/* 上旬 中旬 下旬 of a month. */
static bool third_of(struct str s, int year, int month, struct due_point *p)
{
    static const struct {
        const char *name;
        int first, last;
    } thirds[] = {{"上旬", 1, 10}, {"中旬", 11, 20}, {"下旬", 21, 31}, {"1J", 1, 10},
                  {"2J", 11, 20},  {"3J", 21, 31},   {"初旬", 1, 10}};

    for (size_t i = 0; i < COUNT(thirds); i++) {
        if (str_eq(s, str_of(thirds[i].name))) {
            p->first = calendar_day(year, month, thirds[i].first);
            p->last =
                calendar_day(year, month, MIN(thirds[i].last, calendar_month_days(year, month)));
            p->precision = DUE_THIRD;
            return true;
        }
    }
    return false;
}

static bool parse_point(struct str s, struct due_point *ret)
{
    struct due_point p = {.minute = -1};
    size_t at = 0;
    int year, month, day;

    if (str_starts(s, STR("FY"))) {
        at = 2;
        if (!take_digits(s, &at, 4, &year) || at != s.n) {
            return false;
        }
        p.first = calendar_fiscal_first(year);
        p.last = calendar_fiscal_last(year);
        *ret = p;
        return true;
    }
    if (!take_digits(s, &at, 4, &year)) {
        return false;
    }
    p.first = calendar_day(year, 1, 1);
    p.last = calendar_day(year, 12, 31);
    if (at < s.n && s.p[at] == '-') {
        at++;
        if (!take_digits(s, &at, 2, &month) || month < 1 || month > 12) {
            return false;
        }
        p.first = calendar_day(year, month, 1);
        p.last = calendar_day(year, month, calendar_month_days(year, month));
        p.precision = DUE_MONTH;
        if (at < s.n && s.p[at] == '-' && !third_of(str_sub(s, at + 1, s.n), year, month, &p)) {
            at++;
            if (!take_digits(s, &at, 2, &day)) {
                return false;
            }
            p.first = p.last = calendar_day(year, month, day);
            p.precision = DUE_DAY;
        }
    }
    take_time(s, at, &p.minute);
    *ret = p;
    return true;
}

bool due_span_parse(struct str value, struct due_span *ret)
{
    ptrdiff_t slash = str_find(value, STR("/"), 0);
    static const struct due_point open = {
        .first = CALENDAR_NONE, .last = CALENDAR_NONE, .minute = -1};
    struct due_span span = {.from = open, .to = open};

    if (slash < 0) {
        if (!parse_point(value, &span.from)) {
            return false;
        }
        span.to = span.from;
        *ret = span;
        return true;
    }
    struct str head = str_sub(value, 0, (size_t)slash);
    struct str tail = str_sub(value, (size_t)slash + 1, value.n);

    span.is_interval = true;
    if (head.n > 0 && !str_eq(head, STR("..")) && !parse_point(head, &span.from)) {
        return false;
    }
    if (tail.n > 0 && !str_eq(tail, STR("..")) && !parse_point(tail, &span.to)) {
        /* an interval of hours on one day: 2026-06-10T14:00/T15:30 */
        int16_t minute;

        take_time(tail, 0, &minute);
        if (minute < 0 || span.from.first == CALENDAR_NONE) {
            return false;
        }
        span.to = span.from;
        span.to.minute = minute;
    }
    *ret = span;
    return span.from.first != CALENDAR_NONE || span.to.last != CALENDAR_NONE;
}

/* The day that counts. */
static int32_t day_of(const struct due_span *s)
{
    return s->from.first != CALENDAR_NONE ? s->from.first : s->to.last;
}

static int minute_of(const struct due_span *s)
{
    const struct due_point *p = s->from.first != CALENDAR_NONE ? &s->from : &s->to;

    /* a day without an hour lasts longer than one with an hour */
    return p->minute < 0 ? INT16_MAX : p->minute;
}

static int compare_entries(const void *va, const void *vb)
{
    const struct due_entry *a = va;
    const struct due_entry *b = vb;
    int32_t day_a = day_of(&a->span);
    int32_t day_b = day_of(&b->span);

    if (day_a != day_b) {
        return day_a < day_b ? -1 : 1;
    }
    if (minute_of(&a->span) != minute_of(&b->span)) {
        return minute_of(&a->span) < minute_of(&b->span) ? -1 : 1;
    }
    if (a->span.to.last != b->span.to.last) {
        return a->span.to.last < b->span.to.last ? -1 : 1;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    return (a->index > b->index) - (a->index < b->index);
}

static enum due_group group_of(struct str rule)
{
    static const struct {
        const char *word;
        enum due_group group;
    } heads[] = {
        {"within ", DUE_AFTER_EVENT},  {"about ", DUE_AFTER_EVENT},
        {"without delay", DUE_PROMPT}, {"immediately", DUE_PROMPT},
        {"early", DUE_PROMPT},         {"always", DUE_PROMPT},
        {"as needed", DUE_VAGUE},      {"regularly", DUE_VAGUE},
        {"for a certain", DUE_VAGUE},  {"monthly", DUE_RECURRING},
        {"annually", DUE_RECURRING},   {"half-yearly", DUE_RECURRING},
        {"quarterly", DUE_RECURRING},  {"weekly", DUE_RECURRING},
        {"daily", DUE_RECURRING},      {"at least P", DUE_AFTER_EVENT},
        {"at least ", DUE_RECURRING},
    };

    if (str_find(rule, STR(" recurring"), 0) >= 0 || str_find(rule, STR(" per "), 0) >= 0) {
        return DUE_RECURRING;
    }
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_starts(rule, str_of(heads[i].word))) {
            return heads[i].group;
        }
    }
    return DUE_AROUND;
}

/* ---- what nothing is due on ---- */

/*
 * The first day that can matter: a year before the notice, or before the fiscal year. CALENDAR_NONE
 * when the register knows neither.
 */
static int32_t first_day_of(const struct reg *r)
{
    enum { YEAR_DAYS = 366 };
    int32_t day = CALENDAR_NONE;

    for (uint32_t i = 0; i < r->facts.n; i++) {
        const struct reg_fact *f = &r->facts.v[i];
        struct due_span span;

        if (str_eq(f->key, STR("notice_date")) && due_span_parse(f->value, &span)) {
            return span.from.first == CALENDAR_NONE ? day : span.from.first - YEAR_DAYS;
        }
        if (str_eq(f->key, STR("fiscal_year")) && day == CALENDAR_NONE &&
            due_span_parse(f->value, &span)) {
            day = calendar_fiscal_first(calendar_ymd(span.from.first).year) - YEAR_DAYS;
        }
    }
    return day;
}

/* 令和8年度 and 2040年 say which year is meant, not when something is due. */
static bool names_a_year(const struct reg_date *d, const struct due_span *s)
{
    bool from = s->from.first != CALENDAR_NONE && s->from.precision > DUE_YEAR;
    bool to = s->to.last != CALENDAR_NONE && s->to.precision > DUE_YEAR;

    return str_ends(d->src.quote, STR("年度")) || (!from && !to);
}

/* The innermost duty a place stands in; NULL = none. Duties stand in the order of the text. */
static const struct reg_obligation *duty_at(const struct reg *r, const struct reg_src *src)
{
    enum { LOOK_BACK = 8 };
    uint32_t beg = 0;
    uint32_t end = r->obligations.n;

    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;
        const struct reg_src *duty = &r->obligations.v[middle].src;

        if (duty->file < src->file || (duty->file == src->file && duty->beg <= src->beg)) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    for (uint32_t i = 0; i < LOOK_BACK && i < beg; i++) {
        const struct reg_obligation *o = &r->obligations.v[beg - 1 - i];

        if (o->src.file == src->file && o->src.end >= src->end) {
            return o;
        }
    }
    return NULL;
}

/* ---- what has to be done ---- */

enum { WHAT_COLUMNS = 200 };

struct str due_line(struct arena *a, struct str text, int columns, bool *ret_cut)
{
    struct str line = width_flow(a, text);
    struct str head = width_cut(line, columns);

    *ret_cut = head.n < line.n;
    return head;
}

/* A sentence without the word that ties it to the one before. */
static struct str without_tie(struct str text)
{
    static const char *const ties[] = {"なお、", "また、", "加えて、", "ただし、", "さらに、"};

    for (size_t i = 0; i < COUNT(ties); i++) {
        if (str_starts(text, str_of(ties[i]))) {
            return str_sub(text, strlen(ties[i]), text.n);
        }
    }
    return text;
}

static uint32_t characters_of(struct str text)
{
    uint32_t n = 0;

    for (size_t i = 0; i < text.n; i++) {
        n += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    }
    return n;
}

/* Lines drawn with characters (│ ├ ─), as tables in text files have them. */
static bool is_drawn(uint32_t cp)
{
    return cp >= 0x2500 && cp <= 0x257F;
}

static bool has_drawing(struct str text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        if (is_drawn(cp)) {
            return true;
        }
    }
    return false;
}

/* The line of the text a place stands on, without what is drawn. */
static struct str line_at(struct arena *a, const struct reg *r, const struct reg_src *src)
{
    enum { MOST_BYTES = 600 };
    struct str text = r->documents.v[src->file]->text;
    size_t beg = src->beg;
    size_t end = src->beg;
    char *out;
    size_t n = 0;

    while (beg > 0 && src->beg - beg < MOST_BYTES && text.p[beg - 1] != '\n') {
        beg--;
    }
    while (end < text.n && end - src->beg < MOST_BYTES && text.p[end] != '\n') {
        end++;
    }
    out = arena_alloc(a, end - beg + 1);
    for (size_t i = beg; i < end;) {
        uint32_t cp;
        size_t length = utf8_decode(text, i, &cp);

        if (is_drawn(cp)) {
            out[n++] = ' ';
        } else {
            memcpy(out + n, text.p + i, length);
            n += length;
        }
        i += length;
    }
    return str_trim((struct str){.p = out, .n = n});
}

/* The heading a place stands under: of its node, or of one above. */
static struct str heading_at(const struct reg *r, const struct reg_src *src)
{
    enum { LOOK_BACK = 32 };
    uint32_t at = words_node_of(r, src);
    uint8_t level = UINT8_MAX;

    for (uint32_t i = 0; at != REG_NO_INDEX && i < LOOK_BACK && i <= at; i++) {
        const struct reg_node *node = &r->outline.v[at - i];

        if (node->src.file == src->file && node->level < level) {
            level = node->level;
            if (node->heading.n > 0) {
                return node->heading;
            }
        }
    }
    return (struct str){};
}

/* A few words from a table (第1回, 2部) say more with the heading they stand under. */
static void add_heading(struct arena *a, const struct reg *r, struct due_entry *e)
{
    enum { SHORT_COLUMNS = 12, HEADING_COLUMNS = 40 };
    struct str heading = width_flow(a, heading_at(r, e->src));

    if (width_of(e->what) <= SHORT_COLUMNS && e->fact.n == 0 && heading.n > 0 &&
        width_of(heading) <= HEADING_COLUMNS && !str_has(heading, e->what)) {
        e->what = arena_printf(a, "%.*s（%.*s）", STR_ARG(e->what), STR_ARG(heading));
    }
}

/* 提出すること, 設営を開始し: what is done, without to what. */
static bool ends_as_verb(struct str role)
{
    size_t at = role.n;
    uint32_t cp = 0;

    while (at > 0 && ((unsigned char)role.p[--at] & 0xC0) == 0x80) {
    }
    if (role.n > 0) {
        utf8_decode(role, at, &cp);
    }
    return cp >= 0x3041 && cp <= 0x3096; /* hiragana */
}

/* The duty a date stands in says most; else its role, which the reader cuts at a length. */
static void tell_date(struct arena *a, const struct reg *r, const struct reg_date *d,
                      struct due_entry *e)
{
    enum { ROLE_CHARACTERS = 24 };
    const struct reg_obligation *duty = duty_at(r, &d->src);

    if (duty != NULL && (d->role.n == 0 || ends_as_verb(d->role))) {
        e->what = due_line(a, without_tie(duty->src.quote), WHAT_COLUMNS, &e->is_cut);
        return;
    }
    if (has_drawing(d->role)) {
        e->what = due_line(a, line_at(a, r, &d->src), WHAT_COLUMNS, &e->is_cut);
        return;
    }
    e->what = due_line(a, d->role.n > 0 ? d->role : d->src.quote, WHAT_COLUMNS, &e->is_cut);
    if (d->role.n > 0 && characters_of(d->role) == ROLE_CHARACTERS) {
        if (duty != NULL) {
            e->what = due_line(a, without_tie(duty->src.quote), WHAT_COLUMNS, &e->is_cut);
        } else {
            e->is_cut = true;
        }
    }
    add_heading(a, r, e);
}

static void tell_rule(struct arena *a, const struct reg_rule *rule, struct due_entry *e)
{
    struct str text = without_tie(rule->src.quote);

    /* a quote that is only the time ("3日以内") says nothing of what is due */
    if (rule->what.n > text.n || text.n == 0) {
        text = rule->what;
    }
    e->what = due_line(a, text, WHAT_COLUMNS, &e->is_cut);
}

struct str due_said(struct arena *a, enum tr_language l, const struct due_entry *e)
{
    const char *label = words_fact(l, e->fact);
    const char *rest = e->is_cut ? "…" : "";

    if (e->kind == DUE_DELIVERABLE) {
        return arena_printf(a, tr_in(l, "hand in: %.*s%s"), STR_ARG(e->what), rest);
    }
    if (label != NULL && !str_has(e->what, str_of(label))) {
        return arena_printf(a, tr_in(l, "%s: %.*s%s"), label, STR_ARG(e->what), rest);
    }
    return arena_printf(a, "%.*s%s", STR_ARG(e->what), rest);
}

enum { MOST_DAY_FACTS = 8 };

/* The facts that are days, which a list of dates says by their name. */
struct day_facts {
    const struct reg_fact *v[MOST_DAY_FACTS];
    uint32_t n;
};

static void collect_day_facts(const struct reg *r, struct day_facts *ret)
{
    static const char *const keys[] = {"notice_date", "question_deadline", "submission_deadline",
                                       "contract_end"};

    for (uint32_t i = 0; i < r->facts.n; i++) {
        for (size_t k = 0; k < COUNT(keys) && ret->n < MOST_DAY_FACTS; k++) {
            if (str_eq(r->facts.v[i].key, str_of(keys[k]))) {
                ret->v[ret->n++] = &r->facts.v[i];
            }
        }
    }
}

/* The key of the fact whose words a date is among. */
static struct str fact_of(const struct day_facts *facts, const struct reg_src *src)
{
    for (uint32_t i = 0; i < facts->n; i++) {
        const struct reg_src *fact = &facts->v[i]->src;

        if (fact->file == src->file && fact->beg < src->end && src->beg < fact->end) {
            return facts->v[i]->key;
        }
    }
    return (struct str){};
}

/* ---- the list ---- */

static void add_dates(struct arena *a, const struct reg *r, struct due_list *list)
{
    bool *is_listed = ARENA_ARRAY(a, r->dates.n + 1, bool);
    int32_t first_day = first_day_of(r);
    struct day_facts facts = {.n = 0};
    struct due_span span;

    collect_day_facts(r, &facts);

    for (uint32_t i = 0; i < r->dates.n; i++) {
        const struct reg_date *d = &r->dates.v[i];
        struct due_entry e = {.kind = DUE_DATE, .index = i, .src = &d->src};

        is_listed[i] = false;
        if (d->annex_item.n > 0) {
            continue;
        }
        list->other_dates++;
        if (d->background || !due_span_parse(d->value, &span) || names_a_year(d, &span)) {
            continue;
        }
        int32_t last = span.to.last != CALENDAR_NONE ? span.to.last : span.from.last;

        if (first_day != CALENDAR_NONE && last < first_day) {
            continue;
        }
        e.span = span;
        e.fact = fact_of(&facts, &d->src);
        tell_date(a, r, d, &e);
        *VEC_ADD(a, &list->dated) = e;
        list->other_dates--;
        is_listed[i] = true;
    }
    list->is_listed = is_listed;
}

static void add_deliverables(struct arena *a, const struct reg *r, struct due_list *list)
{
    struct due_span span;

    for (uint32_t i = 0; i < r->deliverables.n; i++) {
        const struct reg_deliverable *d = &r->deliverables.v[i];

        if (due_span_parse(d->due, &span)) {
            struct due_entry *e = VEC_ADD(a, &list->dated);

            *e = (struct due_entry){
                .kind = DUE_DELIVERABLE, .index = i, .span = span, .src = &d->src};
            e->what = due_line(a, d->name, WHAT_COLUMNS, &e->is_cut);
        }
    }
}

void due_list_build(struct arena *a, const struct reg *r, struct due_list *ret)
{
    struct due_list list = {};

    add_dates(a, r, &list);
    add_deliverables(a, r, &list);
    if (list.dated.n > 0) {
        qsort(list.dated.v, list.dated.n, sizeof(list.dated.v[0]), compare_entries);
    }
    for (uint32_t i = 0; i < r->rules.n; i++) {
        const struct reg_rule *rule = &r->rules.v[i];
        enum due_group group = group_of(rule->rule);

        if (rule->annex_item.n > 0) {
            list.annex_rules++;
            continue;
        }
        struct due_entry *e = VEC_ADD(a, &list.groups[group]);

        *e = (struct due_entry){.kind = DUE_RULE, .index = i, .group = group, .src = &rule->src};
        tell_rule(a, rule, e);
    }
    *ret = list;
}
