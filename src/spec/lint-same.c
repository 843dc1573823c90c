/*
 * The same length of time for the same thing, stated twice with different values: 事故の報告は30分以内
 * here, 事故が起きたときは1時間以内に報告 there; a length quoted from an item that has another one
 * (第8条第2項に規定する14日以内); opening hours.
 *
 * What a length is for is told by the words of its clause: runs of kanji, katakana and Latin
 * letters without parties and general words. Two clauses speak of the same thing when all words of
 * the one stand in the other and next to nothing is left over there. They are found by an index of
 * words that keeps a few clauses each, so the cost is linear.
 */
#include "spec/lint.h"

#include "text/calendar.h"
#include "text/chars.h"

#include <inttypes.h>

enum {
    SLOTS = 1 << 12,
    KEPT = 6,           /* clauses a word leads to */
    MOST_WORDS = 10,    /* of a clause; one with more is about too much */
    LEAST_CHARS = 2,    /* of a word */
    CLAUSE_BYTES = 150, /* looked at on each side of a value */
    QUOTED_BYTES = 36,  /* between a reference and the value quoted from it */
    MOST_HOURS = 24,
    LONGEST_NAME = 12, /* characters of 受付時間 */
};

/* ---- words of a clause ---- */

struct said {
    uint64_t words[MOST_WORDS];
    uint32_t n;
    uint32_t date; /* of l->dates */
};

struct said_index {
    struct said *list;
    uint32_t n, room;
    uint32_t (*slots)[KEPT]; /* index into list, plus one */
};

/* Words that say nothing about what is meant. */
static bool is_general(struct str word)
{
    static const char *const words[] = {
        "受注者",   "受託者", "発注者", "委託者", "請負者", "本市",   "当市",   "本県",
        "当県",     "当局",   "当省",   "本省",   "本町",   "担当者", "担当官", "担当課",
        "監督職員", "期間",   "場合",   "以内",   "以上",   "本人",   "書面",   "本業務",
        "業務",     "原則",   "必要",   "次",     "前項",   "同項",   "上記",   "下記",
        "規定",     "当該",   "発生",   "実施",   "間",     "速",     "遅滞",   "文書",
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(word, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* 保存期間, 終了後, 受付時: without the tail. */
static struct str bare_word(struct str word)
{
    static const char *const tails[] = {"期間", "期限", "後", "前", "時", "日", "等", "先"};

    for (size_t i = 0; i < COUNT(tails); i++) {
        struct str tail = str_of(tails[i]);

        if (str_ends(word, tail) && char_count(word) >= char_count(tail) + LEAST_CHARS) {
            return str_sub(word, 0, word.n - tail.n);
        }
    }
    return word;
}

static bool is_word_class(enum char_class class)
{
    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_LATIN;
}

/* Adds the words of s[beg, end); false when there are too many. */
static bool add_words(struct said *x, struct str s, size_t beg, size_t end)
{
    while (beg < end) {
        enum char_class class = char_class_at(s, beg);
        size_t stop = beg;
        uint32_t cp;

        while (stop < end && char_class_at(s, stop) == class) {
            stop += utf8_decode(s, stop, &cp);
        }
        struct str word = bare_word(str_sub(s, beg, stop));
        uint64_t hash = str_hash(word);
        /* 30|分以内: a unit is no word. */
        bool known = !is_word_class(class) || char_count(word) < LEAST_CHARS || is_general(word) ||
                     char_class_before(s, beg) == CHAR_DIGIT;

        for (uint32_t i = 0; i < x->n && !known; i++) {
            known = x->words[i] == hash;
        }
        if (!known && x->n == MOST_WORDS) {
            return false;
        }
        if (!known) {
            x->words[x->n++] = hash;
        }
        beg = stop;
    }
    return true;
}

static bool has_word(const struct said *x, uint64_t word)
{
    for (uint32_t i = 0; i < x->n; i++) {
        if (x->words[i] == word) {
            return true;
        }
    }
    return false;
}

/* All words of the one in the other; with two words nothing left over, with more one word. */
static bool is_same_thing(const struct said *a, const struct said *b)
{
    const struct said *less = a->n <= b->n ? a : b;
    const struct said *more = less == a ? b : a;

    if (less->n < 2 || more->n - less->n > (less->n >= 3 ? 1U : 0U)) {
        return false;
    }
    for (uint32_t i = 0; i < less->n; i++) {
        if (!has_word(more, less->words[i])) {
            return false;
        }
    }
    return true;
}

/* ---- lengths of the same thing ---- */

/* 年 or 月 = 0, days = 1, minutes = 2, days of business = 3; -1 = mixed or none. */
static int dimension(const struct lint_length *n, int64_t *ret_value)
{
    int64_t values[] = {n->months, n->days, n->minutes, n->open_days};
    int found = -1;

    for (int i = 0; i < 4; i++) {
        if (values[i] != 0) {
            if (found >= 0) {
                return -1;
            }
            found = i;
        }
    }
    *ret_value = found < 0 ? 0 : values[found];
    return found;
}

/* The value is a bound or a length, and it is the only one of its clause. */
static bool is_lone_length(const struct lint *l, uint32_t at, size_t beg, size_t end)
{
    const struct lint_date *d = &l->dates.v[at];
    bool before = at > 0 && l->dates.v[at - 1].block == d->block && l->dates.v[at - 1].end > beg &&
                  l->dates.v[at - 1].length.is_single;
    bool after = at + 1 < l->dates.n && l->dates.v[at + 1].block == d->block &&
                 l->dates.v[at + 1].beg < end && l->dates.v[at + 1].length.is_single;

    return !before && !after;
}

/* Words that make a clause one case of several. */
static bool is_one_of_several(struct str clause)
{
    static const char *const words[] = {"ただし", "除",   "場合は", "約",  "程度", "目安",
                                        "当たり", "各",   "ごと",   "毎",  "過去", "又は",
                                        "回目",   "以前", "前まで", "うち"};

    return lint_has_any(clause, words, COUNT(words));
}

/* What the clause around a length says; false when it is not one to be held against others. */
static bool read_said(const struct lint *l, uint32_t at, struct said *ret)
{
    const struct lint_date *d = &l->dates.v[at];
    const struct block *b = &l->r->blocks.v[d->block];
    struct str s = b->t.s;
    size_t low = d->beg > CLAUSE_BYTES ? d->beg - CLAUSE_BYTES : 0;
    size_t beg = MAX(MAX(utf8_floor(s, low), lint_clause_beg(s, d->beg)), b->body);
    size_t end = MIN(lint_clause_end(s, d->end), utf8_floor(s, MIN(s.n, d->end + CLAUSE_BYTES)));
    int64_t value;

    if (!d->length.is_single || b->table != 0 || dimension(&d->length, &value) < 0 ||
        beg > d->beg || end < d->end) {
        return false;
    }
    if (!is_lone_length(l, at, beg, end) || is_one_of_several(str_sub(s, beg, end))) {
        return false;
    }
    *ret = (struct said){.date = at};
    return add_words(ret, s, beg, d->beg) && add_words(ret, s, d->beg, d->end) &&
           add_words(ret, s, d->end, end) && ret->n >= 2;
}

static void report_two(struct lint *l, const struct reg_src *src, const struct reg_src *other,
                       const struct block *b, enum reg_confidence confidence, struct str what)
{
    lint_report(
        l, &(struct lint_say){
               .src = *src,
               .other = other,
               .confidence = confidence,
               .why = arena_printf(l->r->arena, "%.*sが「%.*s」と「%.*s」の二通りに書かれている",
                                   STR_ARG(what), STR_ARG(other->quote), STR_ARG(src->quote)),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sについて、別の箇所には「%.*s」とあります。どちらが正しいかご教示ください。",
                   STR_ARG(lint_named(l, b, src->quote)), STR_ARG(other->quote)),
           });
}

static void report_lengths(struct lint *l, const struct said *a, const struct said *b)
{
    const struct lint_date *x = &l->dates.v[a->date];
    const struct lint_date *y = &l->dates.v[b->date];
    const struct block *block = &l->r->blocks.v[y->block];
    struct reg_src other = lint_around(l, &l->r->blocks.v[x->block], x->beg, x->end, 16, 8);
    struct reg_src src = lint_around(l, block, y->beg, y->end, 16, 8);

    report_two(l, &src, &other, block, LIKELY, STR("同じ事柄の期間・時間"));
}

/* The length differs, in the same measure and with the same kind of bound. */
static bool lengths_differ(const struct lint_date *a, const struct lint_date *b)
{
    const uint16_t bounds =
        WHEN_EQUAL_OR_LESS | WHEN_EQUAL_OR_MORE | WHEN_LESS_THAN | WHEN_MORE_THAN;
    int64_t x = 0;
    int64_t y = 0;

    return dimension(&a->length, &x) == dimension(&b->length, &y) && x != y &&
           (a->mods & bounds) == (b->mods & bounds);
}

static uint32_t *word_slot(struct said_index *index, uint64_t word)
{
    return index->slots[word % SLOTS];
}

/* In sections of their own; in one section only where three words agree. */
static bool stand_apart(const struct lint *l, const struct said *a, const struct said *b)
{
    const struct block *x = &l->r->blocks.v[l->dates.v[a->date].block];
    const struct block *y = &l->r->blocks.v[l->dates.v[b->date].block];

    return block_top_node(l->r, x) != block_top_node(l->r, y) ||
           (MIN(a->n, b->n) > 2 && x->node != y->node);
}

/* The first clause before that says the same of another length, or NULL. */
static const struct said *rival_of(const struct lint *l, struct said_index *index,
                                   const struct said *x)
{
    for (uint32_t i = 0; i < x->n; i++) {
        const uint32_t *slot = word_slot(index, x->words[i]);

        for (uint32_t k = 0; k < KEPT && slot[k] != 0; k++) {
            const struct said *before = &index->list[slot[k] - 1];
            const struct lint_date *a = &l->dates.v[before->date];
            const struct lint_date *b = &l->dates.v[x->date];

            if (lengths_differ(a, b) && is_same_thing(before, x) && stand_apart(l, before, x)) {
                return before;
            }
        }
    }
    return NULL;
}

static void keep(struct said_index *index, const struct said *x)
{
    index->list[index->n++] = *x;
    for (uint32_t i = 0; i < x->n; i++) {
        uint32_t *slot = word_slot(index, x->words[i]);

        for (uint32_t k = 0; k < KEPT; k++) {
            if (slot[k] == 0) {
                slot[k] = index->n;
                break;
            }
        }
    }
}

void lint_same_length(struct lint *l)
{
    struct said_index index = {.slots = arena_alloc(l->r->arena, sizeof(uint32_t[SLOTS][KEPT]))};
    uint32_t durations = 0;

    memset(index.slots, 0, sizeof(uint32_t[SLOTS][KEPT]));
    for (uint32_t i = 0; i < l->dates.n; i++) {
        durations += l->dates.v[i].length.is_single;
    }
    index.list = ARENA_ARRAY(l->r->arena, durations + 1, struct said);
    for (uint32_t i = 0; i < l->dates.n; i++) {
        struct said x;

        if (!read_said(l, i, &x)) {
            continue;
        }
        const struct said *rival = rival_of(l, &index, &x);

        if (rival != NULL) {
            report_lengths(l, rival, &x);
        } else {
            keep(&index, &x);
        }
    }
}

/* ---- a length quoted from another item ---- */

/* The length follows 第8条第2項に規定する: the folded byte where the reference ends, 0 = none. */
static size_t quoted_from(const struct lint *l, const struct lint_date *d)
{
    static const char *const links[] = {"に規定する", "に定める", "で定める",
                                        "に規定した", "に定めた", "に示す"};
    struct str s = l->r->blocks.v[d->block].t.s;
    size_t low = d->beg > QUOTED_BYTES ? utf8_floor(s, d->beg - QUOTED_BYTES) : 0;

    for (size_t i = 0; i < COUNT(links); i++) {
        ptrdiff_t found = str_rfind(str_sub(s, low, d->beg), str_of(links[i]));

        if (found < 0) {
            continue;
        }
        struct str gap = str_sub(s, low + (size_t)found + strlen(links[i]), d->beg);

        if (gap.n == 0 || str_eq(gap, STR("期間(")) || str_eq(gap, STR("期限(")) ||
            str_eq(gap, STR("日数("))) {
            return low + (size_t)found;
        }
    }
    return 0;
}

/* The reference that ends at source byte `at`, or NULL; references stand in order of the text. */
static const struct reference *reference_ending(const struct lint *l, uint32_t block, uint32_t at)
{
    uint32_t lo = 0;
    uint32_t hi = l->r->references.n;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (l->r->references.v[mid].block < block) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    for (; lo < l->r->references.n && l->r->references.v[lo].block == block; lo++) {
        const struct reference *ref = &l->r->references.v[lo];

        if (ref->end <= at && at - ref->end <= 3 && ref->outcome == REFERENCE_FOUND &&
            ref->node != REG_NO_INDEX && ref->node_last == REG_NO_INDEX) {
            return ref;
        }
    }
    return NULL;
}

/* Holds a length against those of the item it is quoted from. */
static void check_quoted(struct lint *l, const struct lint_date *d, uint32_t node)
{
    const struct lint_date *first = NULL;
    const struct node *target = &l->r->nodes.v[node];
    int64_t value;
    int64_t other_value;
    int measure = dimension(&d->length, &value);

    if (target->block == REG_NO_INDEX || measure < 0) {
        return;
    }
    for (uint32_t i = lint_first_date(l, target->block, 0);
         i < l->dates.n && l->r->blocks.v[l->dates.v[i].block].node == node; i++) {
        const struct lint_date *x = &l->dates.v[i];

        if (!x->length.is_single || dimension(&x->length, &other_value) != measure) {
            continue;
        }
        if (other_value == value) {
            return;
        }
        first = first == NULL ? x : first;
    }
    if (first == NULL || first == d) {
        return;
    }
    const struct block *b = &l->r->blocks.v[d->block];
    struct reg_src src = lint_around(l, b, d->beg, d->end, 14, 4);
    struct reg_src other =
        lint_around(l, &l->r->blocks.v[first->block], first->beg, first->end, 12, 6);

    report_two(l, &src, &other, b, DEFINITE, STR("引用された期間"));
}

void lint_same_quoted(struct lint *l)
{
    for (uint32_t i = 0; i < l->dates.n; i++) {
        const struct lint_date *d = &l->dates.v[i];
        size_t end = d->length.is_single ? quoted_from(l, d) : 0;

        if (end == 0) {
            continue;
        }
        struct reg_src at = block_src(l->r, &l->r->blocks.v[d->block], end, d->beg);
        const struct reference *ref = reference_ending(l, d->block, at.beg);

        if (ref != NULL) {
            check_quoted(l, d, ref->node);
        }
    }
}

/* ---- hours ---- */

struct hours {
    struct str name; /* 受付時間 */
    uint32_t date;
    bool differs; /* reported, or said in more than two ways */
};

/* The name right before the hours: 受付時間(|, 開場時間　|, 受付時間は、|. Empty when none. */
static struct str hours_name(struct str s, size_t at)
{
    static const char *const links[] = {"は", "を", "(", ":", "、"};

    for (int i = 0; i < 3; i++) {
        while (at > 0 && s.p[at - 1] == ' ') {
            at--;
        }
        for (size_t k = 0; k < COUNT(links); k++) {
            if (at >= strlen(links[k]) && str_at(s, at - strlen(links[k]), str_of(links[k]))) {
                at -= strlen(links[k]);
                break;
            }
        }
    }
    size_t beg = at;

    while (char_class_before(s, beg) == CHAR_KANJI || char_class_before(s, beg) == CHAR_KATAKANA) {
        beg = char_before(s, beg);
    }
    struct str name = str_sub(s, beg, at);

    return str_ends(name, STR("時間")) && char_count(name) > 2 && char_count(name) <= LONGEST_NAME
               ? name
               : (struct str){};
}

/* Hours of some days only. */
static bool is_of_some_days(struct str near)
{
    static const char *const words[] = {"ただし", "最終日", "初日",   "土",   "日曜",
                                        "祝",     "休日",   "夏",     "冬",   "繁忙",
                                        "夜間",   "平日",   "月から", "初め", "のうち"};

    return lint_has_any(near, words, COUNT(words));
}

static bool is_hours(const struct lint_date *d)
{
    return d->kind == WHEN_RANGE && d->a.hour != WHEN_UNSET && d->b.hour != WHEN_UNSET &&
           d->a.month == WHEN_UNSET && d->a.day == WHEN_UNSET && d->a.weekday == WHEN_UNSET;
}

static bool hours_differ(const struct lint_date *a, const struct lint_date *b)
{
    return a->a.hour != b->a.hour || MAX(a->a.minute, 0) != MAX(b->a.minute, 0) ||
           a->b.hour != b->b.hour || MAX(a->b.minute, 0) != MAX(b->b.minute, 0);
}

static void add_hours(struct lint *l, struct hours *list, uint32_t *n, uint32_t at)
{
    const struct lint_date *d = &l->dates.v[at];
    const struct block *b = &l->r->blocks.v[d->block];
    struct str name = hours_name(b->t.s, d->beg);
    size_t low = d->beg > 60 ? utf8_floor(b->t.s, d->beg - 60) : 0;

    if (name.n == 0 ||
        is_of_some_days(lint_words(b, MAX(low, lint_clause_beg(b->t.s, d->beg)), d->beg))) {
        return;
    }
    for (uint32_t i = 0; i < *n; i++) {
        const struct lint_date *first = &l->dates.v[list[i].date];

        if (!str_eq(list[i].name, name)) {
            continue;
        }
        if (!list[i].differs && hours_differ(first, d) &&
            l->r->blocks.v[first->block].node != b->node) {
            struct reg_src src = lint_around(l, b, d->beg, d->end, 10, 0);
            struct reg_src other =
                lint_around(l, &l->r->blocks.v[first->block], first->beg, first->end, 10, 0);

            list[i].differs = true;
            report_two(l, &src, &other, b, LIKELY,
                       arena_printf(l->r->arena, "「%.*s」", STR_ARG(name)));
        }
        return;
    }
    if (*n < MOST_HOURS) {
        list[(*n)++] = (struct hours){.name = name, .date = at};
    }
}

void lint_same_hours(struct lint *l)
{
    struct hours list[MOST_HOURS];
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->dates.n; i++) {
        if (is_hours(&l->dates.v[i])) {
            add_hours(l, list, &n, i);
        }
    }
}
