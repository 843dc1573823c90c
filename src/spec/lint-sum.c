/*
 * Sums: a stated total against its stated parts, in a sentence and in a table; a stated count
 * against the items that follow.
 *
 * In a sentence the parts are the numbers with the total's unit right before it, separated by
 * commas: 漆芸４回、木工３回の計７回. In a table the row of the total is held against the rows above
 * it. A total that fits some plausible selection (all rows, those since the last subtotal, the
 * subtotals) is right.
 */
#include "spec/lint.h"

#include "text/chars.h"

#include <inttypes.h>

enum {
    MOST_PARTS = 16,
    LONGEST_UNIT = 9, /* bytes of a unit: 千円, 箇所 */
    LONGEST_GAP = 90, /* bytes between two parts */
};

struct number {
    int64_t value;   /* thousandths: 1.5 = 1500 */
    size_t beg, end; /* digits only */
};

/* Digits with separators that start at byte `at`. */
static bool read_number(struct str s, size_t at, struct number *ret)
{
    struct number n = {.beg = at};
    int decimals = -1;

    while (at < s.n && n.value < INT64_MAX / 100000) {
        char c = s.p[at];

        if (c >= '0' && c <= '9') {
            n.value = n.value * 10 + (c - '0');
            decimals += decimals >= 0;
        } else if (c == '.' && decimals < 0 && at + 1 < s.n && s.p[at + 1] >= '0' &&
                   s.p[at + 1] <= '9') {
            decimals = 0;
        } else if (c != ',' || at + 1 >= s.n || s.p[at + 1] < '0' || s.p[at + 1] > '9') {
            break;
        }
        at++;
    }
    if (at == n.beg || decimals > 3) {
        return false;
    }
    for (int i = MAX(decimals, 0); i < 3; i++) {
        n.value *= 10;
    }
    n.end = at;
    *ret = n;
    return true;
}

/* Kanji or katakana right after a number: its unit, as far as it goes. */
static struct str unit_after(struct str s, size_t at)
{
    size_t end = at;

    while (end < s.n && end - at < LONGEST_UNIT) {
        enum char_class class = char_class_at(s, end);

        if (class != CHAR_KANJI && class != CHAR_KATAKANA && class != CHAR_OTHER) {
            break;
        }
        uint32_t cp;

        end += utf8_decode(s, end, &cp);
    }
    return str_sub(s, at, end);
}

/* The unit of the total, cut to what the parts may share: 回 of 回とする is 回. */
static bool same_unit(struct str s, const struct number *n, struct str unit)
{
    return str_at(s, n->end, unit);
}

/* The last number that ends at or before byte `end`, not before `low`. */
static bool number_before(struct str s, size_t low, size_t end, struct number *ret)
{
    size_t at = end;

    while (at > low && !(s.p[at - 1] >= '0' && s.p[at - 1] <= '9')) {
        at--;
    }
    size_t stop = at;

    while (at > low && ((s.p[at - 1] >= '0' && s.p[at - 1] <= '9') ||
                        ((s.p[at - 1] == ',' || s.p[at - 1] == '.') && at < stop))) {
        at--;
    }
    return stop > low && read_number(s, at, ret) && ret->end == stop;
}

/* Between two parts of a sum stand a comma and the name of the next part, nothing else. */
static bool is_list_gap(struct str gap)
{
    return gap.n <= LONGEST_GAP && !str_has(gap, STR("。")) && !str_has(gap, STR("うち")) &&
           !str_has(gap, STR("各")) && !str_has(gap, STR("×")) && !str_has(gap, STR("以")) &&
           !str_has(gap, STR("~")) &&
           (str_has(gap, STR("、")) || str_has(gap, STR("及び")) || str_has(gap, STR("と")) ||
            str_has(gap, STR("・")) || str_has(gap, STR(",")) || str_has(gap, STR("+")) ||
            str_has(gap, STR("並びに")));
}

/* 計 as a word of its own with a number after it, not the end of 設計, 会計. */
static bool is_total(struct str s, const struct lint_hit *h, size_t *ret_word, size_t *ret_number)
{
    static const char *const heads[] = {"合", "総"};
    size_t beg = h->beg;

    for (size_t i = 0; i < COUNT(heads); i++) {
        if (beg >= 3 && str_at(s, beg - 3, str_of(heads[i]))) {
            beg -= 3;
            break;
        }
    }
    enum char_class before = char_class_before(s, beg);

    if (before == CHAR_KANJI || before == CHAR_KATAKANA) {
        return false;
    }
    size_t number = skip_spaces(s, h->end);

    *ret_word = beg;
    *ret_number = number;
    return number < s.n && s.p[number] >= '0' && s.p[number] <= '9';
}

/* What stands between the last part and 計: の, 、, で, brackets closed. */
static bool leads_to_total(struct str gap)
{
    return gap.n <= 12 && !str_has(gap, STR("。"));
}

static bool fits(const int64_t *parts, int n, int64_t total)
{
    int64_t sum = 0;

    for (int i = 0; i < n; i++) {
        sum += parts[i];
        if (i > 0 && sum == total) {
            return true;
        }
    }
    return false;
}

/* Parts of the sum before byte `end`, last first; returns how many. */
static int read_parts(struct str s, size_t end, struct str unit, int64_t *parts, size_t *ret_beg)
{
    size_t low = lint_clause_beg(s, end);
    struct number n;
    int count = 0;

    while (count < MOST_PARTS && number_before(s, low, end, &n)) {
        struct str gap = str_sub(s, n.end + unit.n, end);

        if (!same_unit(s, &n, unit) || !(count == 0 ? leads_to_total(gap) : is_list_gap(gap))) {
            break;
        }
        parts[count++] = n.value;
        end = n.beg;
        *ret_beg = n.beg;
    }
    return count;
}

static void report_sum(struct lint *l, const struct block *b, size_t beg, size_t end, int64_t sum,
                       struct str total)
{
    struct reg_src src = lint_around(l, b, beg, end, 4, 0);

    lint_report(l,
                &(struct lint_say){
                    .src = src,
                    .confidence = DEFINITE,
                    .why = arena_printf(l->r->arena,
                                        "内訳を足すと%" PRId64 "で、記載の計「%.*s」と合わない",
                                        sum / 1000, STR_ARG(total)),
                    .question = arena_printf(
                        l->r->arena,
                        "%.*sについて、内訳の和と計が合いません。どちらが正しいかご教示ください。",
                        STR_ARG(lint_named(l, b, src.quote))),
                });
}

static void check_sentence_sum(struct lint *l, const struct lint_hit *h)
{
    const struct block *b = &l->r->blocks.v[h->block];
    struct str s = b->t.s;
    size_t word;
    size_t at;
    struct number total;
    int64_t parts[MOST_PARTS];
    size_t beg = 0;

    if (!is_total(s, h, &word, &at) || !read_number(s, at, &total)) {
        return;
    }
    struct str unit = unit_after(s, total.end);

    /* The unit may run on (回開催): shorten it until the part before has it. */
    for (; unit.n > 0; unit.n = utf8_floor(s, total.end + unit.n - 1) - total.end) {
        int count = read_parts(s, word, unit, parts, &beg);

        if (count == 0) {
            continue;
        }
        if (count >= 2 && count < MOST_PARTS && !fits(parts, count, total.value)) {
            int64_t sum = 0;

            for (int i = 0; i < count; i++) {
                sum += parts[i];
            }
            report_sum(l, b, beg, total.end + unit.n, sum,
                       str_sub(s, total.beg, total.end + unit.n));
        }
        return;
    }
}

/* ---- tables ---- */

/* The number a cell holds and nothing else but a unit; false when it holds words. */
static bool cell_number(const struct block *b, int64_t *ret)
{
    struct str s = str_sub(b->t.s, b->body, b->t.s.n);
    size_t at = 0;
    struct number n;

    if (str_at(s, 0, STR("¥"))) {
        at = strlen("¥");
    }
    at = skip_spaces(s, at);
    if (at >= s.n || s.p[at] < '0' || s.p[at] > '9' || !read_number(s, at, &n)) {
        return false;
    }
    struct str rest = str_trim(str_sub(s, n.end, s.n));

    *ret = n.value;
    return char_count(rest) <= 3 && !str_has(rest, STR("/"));
}

static bool is_total_label(struct str s, bool *ret_is_sub)
{
    char bytes[16];
    size_t n = 0;

    for (size_t i = 0; i < s.n && n < sizeof(bytes); i++) {
        if (s.p[i] != ' ') {
            bytes[n++] = s.p[i];
        }
    }
    struct str word = {.p = bytes, .n = n};

    *ret_is_sub = str_eq(word, STR("小計"));
    return *ret_is_sub || str_eq(word, STR("合計")) || str_eq(word, STR("計")) ||
           str_eq(word, STR("総計")) || str_eq(word, STR("総額"));
}

/* One table: its blocks first..last, rows and columns as the reader saw them. */
struct table_view {
    struct lint *l;
    uint32_t first, last;
};

struct column_sum {
    int64_t all, since, subs; /* sums of all parts, since the last subtotal, of the subtotals */
    int count, since_count, sub_count;
    bool broken; /* a cell of the column holds words or the like */
};

static void add_part(struct column_sum *c, int64_t value, bool is_sub)
{
    if (is_sub) {
        c->subs += value;
        c->sub_count++;
        c->since = 0;
        c->since_count = 0;
    } else {
        c->all += value;
        c->since += value;
        c->count++;
        c->since_count++;
    }
}

static bool column_fits(const struct column_sum *c, int64_t total, bool is_sub)
{
    int count = is_sub ? c->since_count : c->count;

    return c->broken || count < 2 || total == c->all || total == c->since ||
           (c->sub_count > 0 && (total == c->subs || total == c->subs + c->since));
}

static void report_column(struct lint *l, const struct block *cell, const struct column_sum *c,
                          bool is_sub)
{
    int64_t sum = is_sub ? c->since : c->all;
    struct reg_src src = block_src(l->r, cell, cell->body, cell->t.s.n);

    lint_report(l,
                &(struct lint_say){
                    .src = src,
                    .confidence = DEFINITE,
                    .why = arena_printf(l->r->arena,
                                        "表の各行を足すと%" PRId64 "で、記載の計「%.*s」と合わない",
                                        sum / 1000, STR_ARG(src.quote)),
                    .question = arena_printf(
                        l->r->arena,
                        "%.*sについて、各行の和と計が合いません。どちらが正しいかご教示ください。",
                        STR_ARG(lint_named(l, cell, src.quote))),
                });
}

enum { MOST_COLUMNS = 24 };

/* Walks the cells of a table in order, row by row. */
static void check_table(struct table_view *t)
{
    struct column_sum columns[MOST_COLUMNS] = {};
    uint32_t row = UINT32_MAX;
    bool is_total_row = false;
    bool is_sub_row = false;

    for (uint32_t i = t->first; i <= t->last; i++) {
        const struct block *b = &t->l->r->blocks.v[i];
        int64_t value;

        if (b->row != row) {
            row = b->row;
            is_total_row = is_total_label(b->t.s, &is_sub_row);
        } else if (!is_total_row && b->col <= 1) {
            is_total_row = is_total_label(b->t.s, &is_sub_row);
        }
        if (b->col == 0 || b->col >= MOST_COLUMNS || b->t.s.n == b->body) {
            continue;
        }
        struct column_sum *c = &columns[b->col];

        if (!cell_number(b, &value)) {
            c->broken = c->broken || c->count > 0;
            continue;
        }
        if (is_total_row && !column_fits(c, value, is_sub_row)) {
            report_column(t->l, b, c, is_sub_row);
        }
        if (is_total_row && !is_sub_row) {
            c->broken = true; /* what follows a grand total (tax, rates) is another sum */
        }
        add_part(c, value, is_total_row && is_sub_row);
    }
}

static void check_tables(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->blocks.n;) {
        uint32_t last = i;
        uint16_t table = l->r->blocks.v[i].table;

        while (table != 0 && last + 1 < l->r->blocks.n && l->r->blocks.v[last + 1].table == table) {
            last++;
        }
        if (table != 0 && !block_in_annex(l->r, &l->r->blocks.v[i])) {
            check_table(&(struct table_view){.l = l, .first = i, .last = last});
        }
        i = last + 1;
    }
}

void lint_sum_total(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        if (l->hits.v[i].word->class == WORD_SUM) {
            check_sentence_sum(l, &l->hits.v[i]);
        }
    }
    check_tables(l);
}

/* ---- counts ---- */

/* 次の３点: the number stated, when a counter of listed things follows. */
static bool stated_count(struct str s, size_t at, int64_t *ret_count, size_t *ret_end)
{
    static const char *const counters[] = {"点",   "項目", "つ",   "事項", "種類", "区分",
                                           "要件", "分野", "業務", "書類", "条件"};
    struct number n;

    if (at >= s.n || s.p[at] < '0' || s.p[at] > '9' || !read_number(s, at, &n)) {
        return false;
    }
    for (size_t i = 0; i < COUNT(counters); i++) {
        if (str_at(s, n.end, str_of(counters[i]))) {
            *ret_count = n.value / 1000;
            *ret_end = n.end + strlen(counters[i]);
            return *ret_count >= 2;
        }
    }
    return false;
}

/* Items of one kind that follow block `at` without a break; 0 when none does. */
static int64_t following_items(const struct lint *l, uint32_t at)
{
    const struct block *first = at + 1 < l->r->blocks.n ? &l->r->blocks.v[at + 1] : NULL;
    int64_t count = 0;

    if (first == NULL || first->marker.class == MARK_NONE || first->marker.class == MARK_NOTE ||
        first->marker.class == MARK_HEAD ||
        (marker_is_numbered(&first->marker) && first->marker.ordinal != 1) ||
        first->marker.class == l->r->blocks.v[at].marker.class) {
        return 0;
    }
    for (uint32_t i = at + 1; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];

        if (b->part != first->part || b->kind == BLOCK_CELL) {
            break;
        }
        if (b->marker.class == first->marker.class && b->list_level == first->list_level) {
            if (marker_is_numbered(&b->marker) && (int64_t)b->marker.ordinal != count + 1) {
                break;
            }
            count++;
        } else if (b->marker.class != MARK_NONE &&
                   b->marker.class == l->r->blocks.v[at].marker.class) {
            break;
        } else if (!marker_is_numbered(&first->marker)) {
            break;
        }
    }
    return count;
}

void lint_sum_count(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        int64_t stated;
        size_t end;

        if (h->word->class != WORD_LIST || !lint_is_own_text(l, b) ||
            !stated_count(b->t.s, skip_spaces(b->t.s, h->end), &stated, &end)) {
            continue;
        }
        int64_t listed = following_items(l, h->block);

        if (listed < 2 || listed == stated) {
            continue;
        }
        struct reg_src src = lint_around(l, b, h->beg, end, 6, 6);

        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .confidence = LIKELY,
                   .why = arena_printf(l->r->arena, "「%.*s」とあるが、続く項目は%" PRId64 "である",
                                       STR_ARG(lint_words(b, h->beg, end)), listed),
                   .question = arena_printf(
                       l->r->arena,
                       "%.*sについて、列挙された項目の数と合いません。漏れがないかご教示くださ"
                       "い。",
                       STR_ARG(lint_named(l, b, src.quote))),
               });
    }
}
