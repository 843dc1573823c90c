/*
 * Quantities: numbers that bound the work: how many, how much, how long, how big.
 *
 * Left out: sections about aims and their statistics, the annex (its numbers are recurrences, which
 * are rules), forms to be filled in, counts of a recurrence (年３回), 一式, and what has no number
 * (数名). Lengths of time come from the scanner of times, unless a rule counts with them
 * (３日以内に).
 */
#include "spec/value.h"

#include "text/chars.h"

enum { WHAT_CHARACTERS = 16 };

struct found {
    size_t beg, end;
    bool has_min, has_max;
    double min, max;
    struct str unit;
    bool approx;
    const char *tax;
};

static double number_of(struct quantity_number n)
{
    double value = (double)n.n;

    for (int i = 0; i < n.scale; i++) {
        value /= 10;
    }
    return n.over != 0 ? value / n.over : value;
}

static bool starts_with_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_starts(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

/* 1つのPDFファイル: counted are ファイル. */
static struct str counted_noun(struct str after)
{
    if (!str_starts(after, STR("の"))) {
        return (struct str){};
    }
    size_t beg = 3;

    while (beg < after.n && (unsigned char)after.p[beg] < 0x80) {
        beg++;
    }
    enum char_class class = char_class_at(after, beg);
    size_t end = beg;

    while (end < after.n && char_class_at(after, end) == class &&
           (class == CHAR_KATAKANA || class == CHAR_KANJI)) {
        uint32_t cp;

        end += utf8_decode(after, end, &cp);
    }
    return str_sub(after, beg, end);
}

static struct str unit_words(struct value_reader *v, const struct quantity *q)
{
    struct str unit = quantity_unit(v->r->arena, q);

    if (str_eq(unit, STR("つ"))) {
        struct str noun = counted_noun(str_sub(v->s, q->end, v->s.n));

        return noun.n > 0 ? noun : unit;
    }
    if (str_starts(unit, STR("JPY"))) {
        return arena_printf(v->r->arena, "円%.*s", STR_ARG(str_sub(unit, 3, unit.n)));
    }
    return unit;
}

/* The noun that is counted: what stands before the number. */
static struct str what_before(const struct value_reader *v, size_t beg)
{
    static const char *const particles[] = {"は、",   "は",     "が",     "を", "に", "で",
                                            "の",     "、",     "(",      "計", "各", ":",
                                            "につき", "あたり", "当たり", "と"};
    struct str before = str_trim(str_sub(v->s, 0, beg));

    for (size_t i = 0; i < COUNT(particles); i++) {
        if (str_ends(before, str_of(particles[i]))) {
            before = str_trim(str_sub(before, 0, before.n - str_of(particles[i]).n));
            i = (size_t)-1;
        }
    }
    size_t at = before.n;

    for (size_t n = 0; at > 0 && n < WHAT_CHARACTERS; n++) {
        enum char_class class = char_class_before(before, at);

        if (class == CHAR_COMMA || class == CHAR_STOP || class == CHAR_OPEN ||
            class == CHAR_SPACE || str_ends(str_sub(before, 0, at), STR("、")) ||
            str_ends(str_sub(before, 0, at), STR("は"))) {
            break;
        }
        at = char_before(before, at);
    }
    struct str what = str_sub(before, at, before.n);

    if (what.n == 0) {
        what = v->r->nodes.v[v->r->blocks.v[v->block].node].heading;
    }
    return what;
}

static enum reg_qualifier qualifier_of(const struct value_reader *v, const struct found *f)
{
    static const char *const expected[] = {"を想定", "を見込", "を予定", "を目安",
                                           "を目途", "を目処", "を目標", "と想定"};

    if (f->has_min && f->has_max && f->min < f->max) {
        return Q_RANGE;
    }
    if (!f->has_min || !f->has_max) {
        return f->has_min ? Q_AT_LEAST : Q_AT_MOST;
    }
    struct str after = str_sub(v->s, f->end, v->s.n);

    return f->approx || starts_with_any(after, expected, COUNT(expected)) ? Q_ABOUT : Q_EXACTLY;
}

static void add_quantity(struct value_reader *v, const struct found *f)
{
    struct reading *r = v->r;
    const struct block *b = &r->blocks.v[v->block];
    struct str what = what_before(v, f->beg);
    size_t beg = f->beg;

    /* The quote takes the noun along and what the number is said of. */
    if (what.n > 0 && what.p >= v->s.p && what.p < v->s.p + v->s.n) {
        beg = (size_t)(what.p - v->s.p);
    }
    size_t end = utf8_floor(v->s, MIN(v->s.n, f->end + 24));
    ptrdiff_t comma = str_find(str_sub(v->s, f->end, end), STR("、"), 0);

    end = comma >= 0 ? f->end + (size_t)comma : end;
    *VEC_ADD(r->arena, &r->reg->quantities) = (struct reg_quantity){
        .src = block_src(r, b, v->in_block + beg, v->in_block + end),
        .has_min = f->has_min,
        .has_max = f->has_max,
        .min = f->min,
        .max = f->max,
        .unit = f->unit,
        .qualifier = qualifier_of(v, f),
        .what = what,
        .tax = str_of(f->tax),
        .annex_item = v->annex_item,
    };
}

/* Stands in a time expression: 年３回, 月２回. */
static bool is_recurrence(const struct value_reader *v, const struct quantity *q)
{
    for (uint32_t i = 0; i < v->whens.n; i++) {
        const struct when *w = &v->whens.v[i];

        if (w->kind != WHEN_NONE && w->beg < q->end && q->beg < w->end) {
            return true;
        }
    }
    return false;
}

/* 128MB、1,000ページ又は400万文字を超過する場合: bounds what is handed in. */
static bool is_exceeded(const struct value_reader *v, size_t end)
{
    struct str rest = str_sub(v->s, end, end + 200);
    ptrdiff_t over = str_find(rest, STR("超過する場合"), 0);

    if (over < 0) {
        return false;
    }
    static const char *const verbs[] = {"する", "し、", "こと", "ます"};
    struct str between = str_sub(rest, 0, (size_t)over);

    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (str_has(between, str_of(verbs[i]))) {
            return false;
        }
    }
    return true;
}

static void take_quantity(struct value_reader *v, const struct quantity *q)
{
    bool is_set = str_eq(q->unit, STR("式")) && str_has(str_sub(v->s, q->beg, q->end), STR("一式"));

    if (q->fuzzy || is_set || is_recurrence(v, q) || q->unit.n == 0) {
        return;
    }
    struct found f = {
        .beg = q->beg,
        .end = q->end,
        .has_min = q->has_lo,
        .has_max = q->has_hi,
        .approx = q->approx,
        .unit = unit_words(v, q),
        .tax = quantity_tax_name(q->tax),
    };

    f.min = q->has_lo ? number_of(q->lo) : 0;
    f.max = q->has_hi ? number_of(q->hi) : 0;
    if (f.has_min && f.has_max && is_exceeded(v, q->end)) {
        f.has_min = false;
    }
    add_quantity(v, &f);
}

/* ---- lengths of time ---- */

static const char *const length_units[WHEN_L_COUNT] = {"年",     "か月", "週間", "日",
                                                       "営業日", "時間", "分",   "秒"};

/* The one unit of a length; 1時間30分 in the larger one. -1 when there is none. */
static int length_value(const struct when_length *l, double *ret)
{
    int unit = -1;
    double value = 0;

    if (l->fuzzy != 0 || !l->is_set) {
        return -1;
    }
    for (int i = 0; i < WHEN_L_COUNT; i++) {
        if (l->n[i] == 0) {
            continue;
        }
        if (unit < 0) {
            unit = i;
            value = l->n[i] / 1000.0;
        } else if (unit == WHEN_L_HOUR && i == WHEN_L_MINUTE) {
            value += l->n[i] / 60000.0;
        } else if (unit == WHEN_L_YEAR && i == WHEN_L_MONTH) {
            value += l->n[i] / 12000.0;
        } else {
            return -1;
        }
    }
    *ret = value;
    return unit;
}

static void take_length(struct value_reader *v, const struct when *w)
{
    double low;
    double high;
    int unit = length_value(&w->lo, &low);

    if (unit < 0 || w->kind != WHEN_DURATION || rule_counts_with(v, w)) {
        return;
    }
    if (!w->hi.is_set || length_value(&w->hi, &high) != unit) {
        high = low;
    }
    struct found f = {
        .beg = w->beg,
        .end = w->end,
        .has_min = true,
        .has_max = true,
        .min = low,
        .max = high,
        .unit = str_of(length_units[unit]),
        .approx = (w->mods & WHEN_APPROX) != 0,
        .tax = "",
    };

    if (w->mods & (WHEN_EQUAL_OR_MORE | WHEN_MORE_THAN)) {
        f.has_max = false;
    } else if (w->mods & (WHEN_EQUAL_OR_LESS | WHEN_LESS_THAN)) {
        f.has_min = false;
    }
    add_quantity(v, &f);
}

void value_find_quantities(struct value_reader *v)
{
    enum part_kind kind = v->r->parts.v[v->r->blocks.v[v->block].part].kind;

    if (v->is_background || kind == PART_FORM || kind == PART_ANNEX || kind == PART_ANNEX_FORM) {
        return;
    }
    v->quantities.n = 0;
    quantity_scan(v->r->arena, v->s, &v->quantities);
    for (uint32_t i = 0; i < v->quantities.n; i++) {
        take_quantity(v, &v->quantities.v[i]);
    }
    for (uint32_t i = 0; i < v->whens.n; i++) {
        take_length(v, &v->whens.v[i]);
    }
}
