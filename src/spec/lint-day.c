/*
 * One named event on two days: 二次審査は、7月10日 here and a row 二次審査 | 7月9日 there.
 *
 * The name is the run of kanji and katakana right before the date, or the first cell of its row.
 * Names that say only what a date is (提出期限, 日時, 開催日) are left out, they belong to many things;
 * so are names that stand with more than two days, and ranges.
 */
#include "spec/lint.h"

#include "text/calendar.h"
#include "text/chars.h"

enum { SLOTS = 256, LEAST_NAME = 4, LONGEST_NAME = 14 };

struct named_day {
    struct str name;
    uint32_t date, other; /* of l->dates; other = UINT32_MAX until a second day is met */
    bool many;
};

/* The name alone does not tell what the date is of. */
static bool is_general(struct str name)
{
    static const char *const ends[] = {"期限", "期日", "締切", "日時", "日程", "期間",
                                       "日",   "予定", "時期", "提出", "納入", "納期",
                                       "開始", "終了", "現在", "施行", "通知", "改正",
                                       "公布", "決定", "年度", "受付", "発表", "以降"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(name, str_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_noun(enum char_class class)
{
    return class == CHAR_KANJI || class == CHAR_KATAKANA;
}

/* The run that ends at byte `at` after a link, empty when it is no name. */
static struct str name_before(struct str s, size_t at)
{
    static const char *const links[] = {"は、", "は", ":", "("};

    while (at > 0 && s.p[at - 1] == ' ') {
        at--;
    }
    for (size_t i = 0; i < COUNT(links); i++) {
        size_t n = strlen(links[i]);

        if (at >= n && str_at(s, at - n, str_of(links[i]))) {
            at -= n;
            break;
        }
    }
    size_t beg = at;

    while (is_noun(char_class_before(s, beg))) {
        beg = char_before(s, beg);
    }
    struct str name = str_sub(s, beg, at);
    enum char_class before = char_class_before(s, beg);

    return char_count(name) < LEAST_NAME || char_count(name) > LONGEST_NAME ||
                   before == CHAR_DIGIT || before == CHAR_LATIN || before == CHAR_HIRAGANA ||
                   is_general(name)
               ? (struct str){}
               : name;
}

/* The leading run of the first cell of the row. */
static struct str name_of_row(const struct lint *l, uint32_t block)
{
    const struct block *b = &l->r->blocks.v[block];
    uint32_t first = block;

    while (first > 0 && block - first < 4 && l->r->blocks.v[first - 1].table == b->table &&
           l->r->blocks.v[first - 1].row == b->row) {
        first--;
    }
    struct str cell = l->r->blocks.v[first].t.s;
    size_t beg = l->r->blocks.v[first].body;
    size_t end = beg;

    while (is_noun(char_class_at(cell, end))) {
        uint32_t cp;

        end += utf8_decode(cell, end, &cp);
    }
    bool whole = skip_spaces(cell, end) == cell.n || str_at(cell, end, STR("("));

    return first == block || !whole ? (struct str){} : name_before(cell, end);
}

/* One day with its year, no range. */
static bool is_day(const struct lint_date *d)
{
    return (d->kind == WHEN_DATE || d->kind == WHEN_TIME) && d->a.unit >= WHEN_U_DAY &&
           d->a.day != WHEN_UNSET && d->a.year != WHEN_UNSET && d->a.day_from != CALENDAR_NONE &&
           !(d->flags & (WHEN_DOCNO | WHEN_BLANK | WHEN_INVALID_DATE));
}

static void report_days(struct lint *l, const struct named_day *x)
{
    const struct lint_date *a = &l->dates.v[x->date];
    const struct lint_date *b = &l->dates.v[x->other];
    const struct block *block = &l->r->blocks.v[b->block];
    struct reg_src other = lint_around(l, &l->r->blocks.v[a->block], a->beg, a->end, 12, 0);
    struct reg_src src = lint_around(l, block, b->beg, b->end, 12, 0);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena, "「%.*s」の日が%.*sと%.*sの二通りに書かれている",
                                   STR_ARG(x->name), STR_ARG(lint_day_words(l, a->a.day_from)),
                                   STR_ARG(lint_day_words(l, b->a.day_from))),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sについて、別の箇所には「%.*s」とあります。どちらが正しいかご教示ください。",
                   STR_ARG(lint_named(l, block, src.quote)), STR_ARG(other.quote)),
           });
}

static void add_day(const struct lint *l, struct named_day *table, struct str name, uint32_t at)
{
    uint32_t slot = (uint32_t)str_hash(name) % SLOTS;

    for (uint32_t i = 0; i < 8; i++) {
        struct named_day *x = &table[(slot + i) % SLOTS];

        if (x->name.n == 0) {
            *x = (struct named_day){.name = name, .date = at, .other = UINT32_MAX};
            return;
        }
        if (!str_eq(x->name, name)) {
            continue;
        }
        int32_t day = l->dates.v[at].a.day_from;

        if (day == l->dates.v[x->date].a.day_from) {
            return;
        }
        if (x->other == UINT32_MAX) {
            const struct block *a = &l->r->blocks.v[l->dates.v[x->date].block];
            const struct block *b = &l->r->blocks.v[l->dates.v[at].block];

            x->other = at;
            x->many = a->node == b->node || block_top_node(l->r, a) == block_top_node(l->r, b);
        } else {
            x->many = x->many || day != l->dates.v[x->other].a.day_from;
        }
        return;
    }
}

void lint_day_twice(struct lint *l)
{
    struct named_day *table = ARENA_ARRAY(l->r->arena, SLOTS, struct named_day);

    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        const struct block *b = &l->r->blocks.v[d->block];
        struct str name = !is_day(d)      ? (struct str){}
                          : b->table != 0 ? name_of_row(l, d->block)
                                          : name_before(b->t.s, d->beg);

        if (name.n > 0) {
            add_day(l, table, name, i);
        }
    }
    for (uint32_t i = 0; i < SLOTS; i++) {
        if (table[i].name.n > 0 && table[i].other != UINT32_MAX && !table[i].many) {
            report_days(l, &table[i]);
        }
    }
}
