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

enum {
    WHAT_CHARACTERS = 16,
    QUOTE_BACK = 60,   /* bytes a quote begins before the number, where the sentence allows */
    QUOTE_AHEAD = 60,  /* and goes on behind it */
    SHORT_BYTES = 180, /* a sentence or row of a table that is quoted whole */
};

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
    return str_at_any(s, 0, list, n);
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

/* The counter as the text writes it: キロメートル, not km. */
static struct str written_unit(const struct value_reader *v, const struct quantity *q)
{
    static const char *const words[] = {"平方キロメートル",
                                        "キロメートル",
                                        "センチメートル",
                                        "ミリメートル",
                                        "平方メートル",
                                        "立方メートル",
                                        "メートル",
                                        "キログラム",
                                        "グラム",
                                        "キロリットル",
                                        "ミリリットル",
                                        "リットル",
                                        "ヘクタール",
                                        "テラバイト",
                                        "ギガバイト",
                                        "メガバイト",
                                        "キロバイト",
                                        "デシベル",
                                        "ミリ",
                                        "センチ",
                                        "キロ",
                                        "ルクス",
                                        "ワット",
                                        "ボルト",
                                        "ヘルツ"};
    struct str own = str_sub(v->s, q->beg, q->end);

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(own, str_of(words[i]))) {
            return str_of(words[i]);
        }
    }
    return (struct str){};
}

static struct str unit_words(struct value_reader *v, const struct quantity *q)
{
    struct str unit = quantity_unit(v->r->arena, q);
    struct str written = q->per.n == 0 ? written_unit(v, q) : (struct str){};

    if (written.n > 0) {
        return written;
    }

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

/* The row of the table that the present cell stands in, when it is short: what is counted stands
 * beside the number. */
static bool row_of(const struct value_reader *v, struct reg_src *ret)
{
    const struct reading *r = v->r;
    const struct block *b = &r->blocks.v[v->block];
    uint32_t first = v->block;
    uint32_t last = v->block;

    if (!v->in_table) {
        return false;
    }
    while (first > 0 && r->blocks.v[first - 1].table == b->table &&
           r->blocks.v[first - 1].row == b->row && first + 8 > v->block) {
        first--;
    }
    while (last + 1 < r->blocks.n && r->blocks.v[last + 1].table == b->table &&
           r->blocks.v[last + 1].row == b->row && last < v->block + 8) {
        last++;
    }
    if (r->blocks.v[first].beg >= b->end || r->blocks.v[last].end <= b->beg ||
        r->blocks.v[last].end - r->blocks.v[first].beg > SHORT_BYTES) {
        return false;
    }
    *ret = reading_src(r, r->blocks.v[first].beg, r->blocks.v[last].end);
    return true;
}

/* The clause of the number with its neighbours: a short sentence whole. */
static struct reg_src quote_of(const struct value_reader *v, const struct found *f, size_t beg)
{
    const struct block *b = &v->r->blocks.v[v->block];
    struct str s = v->s;
    struct reg_src row;

    if (s.n < SHORT_BYTES / 3 && row_of(v, &row)) {
        return row;
    }
    if (s.n <= SHORT_BYTES) {
        return block_src(v->r, b, v->in_block, v->in_block + s.n);
    }
    size_t from = beg > QUOTE_BACK ? utf8_floor(s, beg - QUOTE_BACK) : 0;
    size_t to = utf8_floor(s, MIN(s.n, f->end + QUOTE_AHEAD));
    ptrdiff_t comma = str_find(str_sub(s, from, beg), STR("、"), 0);
    ptrdiff_t stop = str_rfind(str_sub(s, f->end, to), STR("、"));

    from = from > 0 && comma >= 0 ? from + (size_t)comma + 3 : from > 0 ? beg : from;
    to = to < s.n && stop > 0 ? f->end + (size_t)stop : to;
    return block_src(v->r, b, v->in_block + from, v->in_block + to);
}

static void add_quantity(struct value_reader *v, const struct found *f)
{
    struct reading *r = v->r;
    struct str what = what_before(v, f->beg);
    size_t beg = f->beg;

    /* The quote takes the noun along and what the number is said of. */
    if (what.n > 0 && what.p >= v->s.p && what.p < v->s.p + v->s.n) {
        beg = (size_t)(what.p - v->s.p);
    }
    *VEC_ADD(r->arena, &r->reg->quantities) = (struct reg_quantity){
        .src = quote_of(v, f, beg),
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
    for (uint32_t i = value_whens_from(v, q->beg); i < v->whens.n && v->whens.v[i].beg < q->end;
         i++) {
        const struct when *w = &v->whens.v[i];

        if (w->kind != WHEN_NONE && w->beg < q->end && q->beg < w->end && !rule_looks_back(v, w)) {
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

/* 1人当たり, 1棟につき, 1回2時間: says per what, not how many. */
static bool is_per(const struct value_reader *v, const struct quantity *q)
{
    static const char *const links[] = {"当たり", "あたり", "当り", "につき", "ごと", "毎"};
    struct str after = str_sub(v->s, q->end, v->s.n);

    if (!q->has_lo || !q->has_hi || q->lo.n != 1 || q->hi.n != 1 || q->lo.scale != 0 ||
        str_at(v->s, q->beg, STR("計"))) {
        return false;
    }
    bool is_each = str_starts(after, STR("が")) && /* 1者が提出できる提案 */
                   (str_eq(q->unit, STR("者")) || str_eq(q->unit, STR("社")) ||
                    str_eq(q->unit, STR("団体")) || str_eq(q->unit, STR("事業者")));

    if (str_starts(after, STR("ごと")) && (q->unit.p[0] & 0x80) == 0) {
        return false; /* 1mごとに: a distance */
    }
    return is_each || starts_with_any(after, links, COUNT(links)) ||
           (after.n > 0 && after.p[0] >= '0' && after.p[0] <= '9');
}

/* 三者, 一人でも, 取組の一つ: words in which a number stands. */
static bool is_word(const struct value_reader *v, const struct quantity *q)
{
    static const char *const words[] = {"三者",       "二者",     "四者",     "一者",
                                        "一人でも",   "一社でも", "一件でも", "一つでも",
                                        "一つひとつ", "一つ一つ"};
    struct str own = str_sub(v->s, q->beg, v->s.n);

    return (starts_with_any(own, words, COUNT(words)) && q->has_lo && q->has_hi) ||
           (str_starts(own, STR("一つ")) && str_ends(str_sub(v->s, 0, q->beg), STR("の")));
}

/* 「50%を超える理由書」: in the name of a paper. */
static bool in_title(const struct value_reader *v, const struct quantity *q)
{
    struct str before = str_sub(v->s, q->beg > 90 ? utf8_floor(v->s, q->beg - 90) : 0, q->beg);
    struct str after = str_sub(v->s, q->end, q->end + 90);
    ptrdiff_t open = str_rfind(before, STR("「"));
    ptrdiff_t close = str_find(after, STR("」"), 0);
    static const char *const papers[] = {"書", "表", "票", "簿", "集", "要領", "計画"};

    if (open < 0 || close < 0 || str_rfind(before, STR("」")) > open) {
        return false;
    }
    for (size_t i = 0; i < COUNT(papers); i++) {
        if (str_ends(str_sub(after, 0, (size_t)close), str_of(papers[i]))) {
            return true;
        }
    }
    return false;
}

/* 令和8年1月現在約240社: how many there are, not how many there must be. */
static bool is_count_of_now(const struct value_reader *v, const struct quantity *q)
{
    struct str before = str_sub(v->s, 0, q->beg);

    return str_ends(before, STR("現在")) || str_ends(before, STR("現在、")) ||
           str_ends(before, STR("現在で")) || str_ends(before, STR("時点で")) ||
           str_ends(before, STR("時点、"));
}

/* …人であった。 …が減った。: tells what was. */
static bool tells_past(struct str s)
{
    static const char *const ends[] = {"あった", "なった", "だった",   "減った",
                                       "増えた", "ました", "に達した", "占めた"};

    for (size_t i = 0; i < COUNT(ends) && str_ends(s, STR("た")); i++) {
        if (str_ends(s, str_of(ends[i]))) {
            return true;
        }
    }
    return str_ends(s, STR("にのぼる"));
}

/* The amount under 予算の上限, beside 提案上限額: the most, whatever its own words say. */
static bool is_capped_by_label(const struct value_reader *v, const struct quantity *q)
{
    static const char *const caps[] = {"上限", "限度額", "予算額", "予定価格"};
    const struct reading *r = v->r;
    const struct block *b = &r->blocks.v[v->block];
    struct str label = r->nodes.v[b->node].heading;

    if (v->in_block + q->beg > b->body + 12 || !str_eq(q->unit, STR("JPY"))) {
        return false;
    }
    if (v->in_table && v->block > 0 && r->blocks.v[v->block - 1].table == b->table &&
        r->blocks.v[v->block - 1].row == b->row) {
        label = r->blocks.v[v->block - 1].t.s;
    }
    for (size_t i = 0; i < COUNT(caps); i++) {
        if (label.n <= 60 && str_has(label, str_of(caps[i]))) {
            return true;
        }
    }
    return false;
}

/* (千円), 単位:百万円: no amount, but what the amounts of a table are written in. */
static bool is_unit_of_table(const struct value_reader *v, const struct quantity *q)
{
    struct str own = str_sub(v->s, q->beg, q->end);
    struct str after = str_sub(v->s, q->end, v->s.n);

    return str_eq(q->unit, STR("JPY")) && q->beg > 0 &&
           (after.n == 0 || str_starts(after, STR(")")) || str_starts(after, STR("、"))) &&
           (str_starts(own, STR("千円")) || str_starts(own, STR("百万円")) ||
            str_starts(own, STR("万円")));
}

static void take_quantity(struct value_reader *v, const struct quantity *q)
{
    /* 報告書等一式 is all of it; behind a gap or a format it counts: 写真データ  一式. */
    bool is_set = str_eq(q->unit, STR("式")) &&
                  str_has(str_sub(v->s, q->beg, q->end), STR("一式")) &&
                  !(q->beg > 0 && (v->s.p[q->beg - 1] == ' ' || v->s.p[q->beg - 1] == ')') &&
                    q->end == v->s.n) &&
                  !(v->in_table && q->beg == 0 && q->end == v->s.n);

    if (q->fuzzy || is_set || is_recurrence(v, q) || q->unit.n == 0 || is_per(v, q) ||
        is_unit_of_table(v, q) || is_word(v, q) || in_title(v, q) || is_count_of_now(v, q)) {
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
    if (f.has_min && f.has_max && (is_exceeded(v, q->end) || is_capped_by_label(v, q))) {
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

/*
 * 検知から30分以内, 8時間以内に90%以上 in a cell without a verb: the level a service must keep. Hours
 * and shorter only; a cell of days is a deadline.
 */
static bool is_service_level(const struct value_reader *v, const struct when *w)
{
    const struct when_length *l = w->kind == WHEN_REL ? &w->a.offset : &w->lo;
    bool is_short =
        l->is_set && (l->n[WHEN_L_HOUR] > 0 || l->n[WHEN_L_MINUTE] > 0 || l->n[WHEN_L_SECOND] > 0);
    bool counts = (w->kind == WHEN_REL && w->a.sign > 0 && (w->mods & WHEN_ON_OR_BEFORE)) ||
                  (w->kind == WHEN_DURATION && (w->mods & WHEN_EQUAL_OR_LESS));

    return v->in_table && is_short && counts && v->s.n <= SHORT_BYTES / 2 &&
           !str_has(v->s, STR("する")) && !str_has(v->s, STR("こと")) &&
           !str_has(v->s, STR("行う"));
}

static void take_service_level(struct value_reader *v, const struct when *w)
{
    double high;
    int unit = length_value(w->kind == WHEN_REL ? &w->a.offset : &w->lo, &high);

    if (unit >= 0) {
        add_quantity(v, &(struct found){.beg = w->beg,
                                        .end = w->end,
                                        .has_max = true,
                                        .max = high,
                                        .unit = str_of(length_units[unit]),
                                        .tax = ""});
    }
}

static void take_length(struct value_reader *v, const struct when *w)
{
    double low = 0;
    double high;
    int unit = length_value(&w->lo, &low);

    if (is_service_level(v, w) && (w->kind == WHEN_REL || rule_counts_with(v, w))) {
        take_service_level(v, w);
        return;
    }
    if (unit < 0 || w->kind != WHEN_DURATION || rule_counts_with(v, w)) {
        return;
    }
    size_t end = w->end;
    uint16_t mods = w->mods;

    if (str_at(v->s, end, STR("分以内")) || str_at(v->s, end, STR("分以下"))) { /* 24時間分以内 */
        mods |= WHEN_EQUAL_OR_LESS;
        end += 9;
    } else if (str_at(v->s, end, STR("分以上"))) {
        mods |= WHEN_EQUAL_OR_MORE;
        end += 9;
    }
    bool has_hi = w->hi.is_set && length_value(&w->hi, &high) == unit;
    struct found f = {
        .beg = w->beg,
        .end = end,
        .has_min = true,
        .has_max = true,
        .min = low,
        .max = has_hi ? high : low,
        .unit = str_of(length_units[unit]),
        .approx = (mods & WHEN_APPROX) != 0,
        .tax = "",
    };

    if (w->hi.is_set && !has_hi) { /* 2週間以上3か月以内: two units, two bounds */
        f.has_max = false;
        add_quantity(v, &f);
        unit = length_value(&w->hi, &high);
        if (unit < 0) {
            return;
        }
        f.unit = str_of(length_units[unit]);
        f.has_max = true;
        f.has_min = false;
        f.max = high;
    } else if (has_hi && high > low) {
        /* 15分以上30分未満: both are said */
    } else if (mods & (WHEN_EQUAL_OR_MORE | WHEN_MORE_THAN)) {
        f.has_max = false;
    } else if (mods & (WHEN_EQUAL_OR_LESS | WHEN_LESS_THAN)) {
        f.has_min = false;
    }
    add_quantity(v, &f);
}

void value_find_quantities(struct value_reader *v)
{
    enum part_kind kind = v->r->parts.v[v->r->blocks.v[v->block].part].kind;
    uint32_t w = 0;

    if (v->is_background || tells_past(v->s) || kind == PART_FORM || kind == PART_ANNEX ||
        kind == PART_ANNEX_FORM) {
        return;
    }
    v->quantities.n = 0;
    quantity_scan(v->r->arena, v->s, &v->quantities);
    for (uint32_t i = 0; i < v->quantities.n; i++) {
        for (; w < v->whens.n && v->whens.v[w].beg < v->quantities.v[i].beg; w++) {
            take_length(v, &v->whens.v[w]);
        }
        take_quantity(v, &v->quantities.v[i]);
    }
    for (; w < v->whens.n; w++) {
        take_length(v, &v->whens.v[w]);
    }
}
