/*
 * One thing stated twice with different numbers: 検討会を４回 here and 検討会（３回） there, 報告書３部
 * and 報告書５部, 運営スタッフ６名 and a row of a table with 運営スタッフ | ８名; addresses of mail that
 * differ by a letter.
 *
 * A count belongs to the noun right before it (in a row of a table: to the first cell), to 採択 where
 * that many are chosen, or, with a period (月４回投稿), to the noun after it. Two counts are held
 * against each other when noun, unit and period agree and they stand in different sections of the
 * first level, or one in a table: what repeats within a section is mostly another meeting. Bounds
 * are heard: 8名以上 and 10名 agree. A noun counted in three ways is several things.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    SLOTS = 1 << 11,
    SHORTEST_NOUN = 3, /* characters; 2 with a period */
    LONGEST_NOUN = 14,
    BRACKET_BYTES = 60, /* between noun and count: 報告書（Ａ４判）３部 */
    MOST_MAILS = 64,
    LEAST_MAIL = 10,
};

/* ---- counts ---- */

static const char *const counted_units[] = {
    "回", "部", "名", "人",   "件", "社",   "者",   "箇所", "か所",   "ページ",
    "台", "本", "校", "団体", "枚", "冊",   "言語", "地点", "施設",   "席",
    "室", "基", "店", "店舗", "戸", "世帯", "路線", "小間", "事業者",
};

enum bound { EXACT, AT_LEAST, AT_MOST };

struct count {
    const struct lint_quantity *q;
    struct str noun, unit, per;
    enum bound bound;
    int64_t value;
};

struct counted {
    struct count first, other; /* other: the first that contradicts */
    uint32_t uses, other_uses;
    bool many; /* a third value */
};

static bool is_counted_unit(struct str unit)
{
    for (size_t i = 0; i < COUNT(counted_units); i++) {
        if (str_eq(unit, str_of(counted_units[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_noun_class(enum char_class class)
{
    return class == CHAR_KANJI || class == CHAR_KATAKANA;
}

/* Byte before a link or a bracket that stands between noun and count. */
static size_t skip_links(struct str s, size_t at)
{
    static const char *const links[] = {
        "を",   "は", "の", "が",       "(",        "計",       ":",        "、",
        "合計", "全", "・", "会期中に", "期間中に", "期間内に", "年度内に", "少なくとも"};

    for (int i = 0; i < 3; i++) {
        while (at > 0 && s.p[at - 1] == ' ') {
            at--;
        }
        if (at > 0 && s.p[at - 1] == ')') {
            size_t low = at > BRACKET_BYTES ? utf8_floor(s, at - BRACKET_BYTES) : 0;
            ptrdiff_t open = str_rfind(str_sub(s, low, at), STR("("));

            return open < 0 ? at : low + (size_t)open;
        }
        for (size_t k = 0; k < COUNT(links); k++) {
            size_t n = strlen(links[k]);

            if (at >= n && str_at(s, at - n, str_of(links[k]))) {
                at -= n;
                break;
            }
        }
    }
    return at;
}

/* DVD-R, 電子媒体: one kind of thing, or empty. */
static struct str medium_before(struct str s, size_t at)
{
    static const char *const media[] = {"DVD-R",
                                        "DVD",
                                        "CD-R",
                                        "CD-ROM",
                                        "CD",
                                        "電子媒体",
                                        "電磁的記録媒体",
                                        "光ディスク",
                                        "USBメモリ",
                                        "ブルーレイディスク"};

    for (size_t i = 0; i < COUNT(media); i++) {
        size_t n = strlen(media[i]);

        if (at >= n && str_at(s, at - n, str_of(media[i]))) {
            return STR("電子媒体");
        }
    }
    return (struct str){};
}

/* The noun a count belongs to: 検討会を|４回, 検討会（|３回, 報告書  |３部. Empty when unclear. */
static struct str noun_before(struct str s, size_t end, size_t least)
{
    size_t at = skip_links(s, end);
    struct str medium = medium_before(s, at);
    size_t beg = at;

    if (medium.n > 0) {
        return medium;
    }
    while (is_noun_class(char_class_before(s, beg))) {
        beg = char_before(s, beg);
    }
    /* 調査票の|集計表: the noun alone says too little. */
    if (beg < at && beg >= 6 && str_at(s, beg - 3, STR("の")) &&
        is_noun_class(char_class_before(s, beg - 3))) {
        beg -= 3;
        while (is_noun_class(char_class_before(s, beg))) {
            beg = char_before(s, beg);
        }
    }
    struct str noun = str_sub(s, beg, at);
    size_t count = char_count(noun);

    return count < least || count > LONGEST_NOUN ||
                   (least >= SHORTEST_NOUN && beg >= 3 && str_at(s, beg - 3, STR("の"))) ||
                   char_class_before(s, beg) == CHAR_DIGIT ||
                   char_class_before(s, beg) == CHAR_LATIN
               ? (struct str){}
               : noun;
}

/* 月|４回: the period of the count, empty when none; at is moved before it. */
static struct str period_before(struct str s, size_t *at)
{
    static const char *const periods[] = {"毎月", "毎週", "毎日", "1日", "月", "週", "年"};

    for (size_t i = 0; i < COUNT(periods); i++) {
        size_t n = strlen(periods[i]);
        struct str kind = str_ends(str_of(periods[i]), STR("日"))  ? STR("日")
                          : str_has(str_of(periods[i]), STR("月")) ? STR("月")
                          : str_has(str_of(periods[i]), STR("週")) ? STR("週")
                                                                   : STR("年");

        if (*at >= n && str_at(s, *at - n, str_of(periods[i]))) {
            enum char_class before = char_class_before(s, *at - n);

            if (before == CHAR_DIGIT || before == CHAR_KANJI) {
                return (struct str){};
            }
            *at -= n;
            return kind;
        }
    }
    return (struct str){};
}

/* 回以上|投稿する: the noun after the count. */
static struct str noun_after(struct str s, size_t at)
{
    size_t end = at;

    while (is_noun_class(char_class_at(s, end))) {
        uint32_t cp;

        end += utf8_decode(s, end, &cp);
    }
    struct str noun = str_sub(s, at, end);

    return char_count(noun) >= 2 && char_count(noun) <= LONGEST_NOUN ? noun : (struct str){};
}

/* So many are chosen: 2者を採択, or stands under 採択件数. */
enum { HEAD_REACH = 300 }; /* bytes */

static bool is_adopted(const struct lint *l, const struct lint_quantity *q)
{
    static const char *const after[] = {"を採択", "程度を採択", "を選定する", "を選定します"};
    static const char *const heads[] = {"採択件数", "採択する件数", "採択予定件数",  "採択者数",
                                        "採択数",   "採択予定者数", "採択する者の数"};
    const struct block *b = &l->r->blocks.v[q->block];
    struct str heading = b->node != NODE_ROOT ? l->r->nodes.v[b->node].heading : (struct str){};

    if (!str_eq(q->unit, STR("件")) && !str_eq(q->unit, STR("者")) && !str_eq(q->unit, STR("社")) &&
        !str_eq(q->unit, STR("事業者")) && !str_eq(q->unit, STR("団体"))) {
        return false;
    }
    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_at(b->t.s, q->end, str_of(after[i]))) {
            return true;
        }
    }
    /* A line without an end must not be looked through again for each of its counts. */
    size_t near = q->beg > HEAD_REACH ? utf8_floor(b->t.s, q->beg - HEAD_REACH) : 0;

    return lint_has_any(str_sub(heading, 0, HEAD_REACH), heads, COUNT(heads)) ||
           lint_has_any(lint_words(b, near, q->beg), heads, COUNT(heads));
}

/* A share, a rough figure, one of several. */
static bool is_loose(const struct lint *l, const struct lint_quantity *q)
{
    static const char *const words[] = {"各",   "毎",   "ごと", "当たり",   "あたり", "につき",
                                        "うち", "目標", "実績", "過去",     "想定",   "別に",
                                        "追加", "昨年", "今回", "約",       "程度",   "内訳",
                                        "延べ", "前回", "又は", "若しくは", "予備"};
    const struct block *b = &l->r->blocks.v[q->block];
    size_t low = q->beg > 60 ? utf8_floor(b->t.s, q->beg - 60) : 0;
    struct str near = lint_words(b, MAX(low, lint_clause_beg(b->t.s, q->beg)), q->end + 18);

    return q->approx || str_at(b->t.s, q->end, STR("目")) || str_at(b->t.s, q->end, STR("分")) ||
           (q->beg >= 3 && str_at(b->t.s, q->beg - 3, STR("第"))) ||
           (q->has_lo && q->has_hi && q->lo != q->hi) || (!q->has_lo && !q->has_hi) ||
           lint_has_any(near, words, COUNT(words));
}

/*
 * The first cell of the row of a cell that holds nothing but its count; empty when it is not one.
 */
static struct str noun_of_row(const struct lint *l, const struct lint_quantity *q, size_t beg,
                              size_t least)
{
    const struct block *b = &l->r->blocks.v[q->block];
    uint32_t first = q->block;

    if (beg > b->body || q->end < b->t.s.n) {
        return (struct str){};
    }
    while (first > 0 && q->block - first < 4 && l->r->blocks.v[first - 1].table == b->table &&
           l->r->blocks.v[first - 1].row == b->row) {
        first--;
    }
    struct str cell = str_trim(l->r->blocks.v[first].t.s);

    return first == q->block ? (struct str){} : noun_before(cell, cell.n, least);
}

static bool read_count(const struct lint *l, const struct lint_quantity *q, struct count *ret)
{
    const struct block *b = &l->r->blocks.v[q->block];
    size_t at = q->beg;

    if (!is_counted_unit(q->unit) || is_loose(l, q)) {
        return false;
    }
    struct count c = {.q = q, .unit = q->unit};

    c.bound = !q->has_hi ? AT_LEAST : !q->has_lo ? AT_MOST : EXACT;
    c.value = q->has_lo ? q->lo : q->hi;
    c.per = period_before(b->t.s, &at);
    size_t least = c.per.n > 0 ? 2 : SHORTEST_NOUN;

    if (is_adopted(l, q)) {
        c.noun = STR("採択件数");
        c.unit = STR("件");
    } else if (b->table != 0) {
        c.noun = noun_of_row(l, q, at, least);
    } else {
        c.noun = noun_before(b->t.s, at, least);
        if (c.noun.n == 0 && c.per.n > 0) {
            c.noun = noun_after(b->t.s, q->end);
        }
    }
    *ret = c;
    return c.noun.n > 0;
}

static bool same_key(const struct count *a, const struct count *b)
{
    return str_eq(a->noun, b->noun) && str_eq(a->unit, b->unit) && str_eq(a->per, b->per);
}

static struct counted *count_slot(struct counted *table, const struct count *c)
{
    uint32_t at = (uint32_t)(str_hash(c->noun) ^ str_hash(c->unit)) % SLOTS;

    for (uint32_t i = 0; i < 16; i++) {
        struct counted *slot = &table[(at + i) % SLOTS];

        if (slot->uses == 0 || same_key(&slot->first, c)) {
            return slot;
        }
    }
    return NULL;
}

static bool contradicts(const struct count *a, const struct count *b)
{
    const struct count *exact = a->bound == EXACT ? a : b;
    const struct count *bound = exact == a ? b : a;

    if (a->bound == b->bound) {
        return a->value != b->value;
    }
    return exact->bound == EXACT &&
           (bound->bound == AT_LEAST ? exact->value < bound->value : exact->value > bound->value);
}

static bool stand_apart(const struct lint *l, const struct count *a, const struct count *b)
{
    const struct block *x = &l->r->blocks.v[a->q->block];
    const struct block *y = &l->r->blocks.v[b->q->block];

    /* Copies of one paper: its name is enough. */
    if (str_eq(a->unit, STR("部")) && char_count(a->noun) > SHORTEST_NOUN && x->node != y->node &&
        (str_ends(a->noun, STR("書")) || str_ends(a->noun, STR("集")))) {
        return true;
    }
    return (x->table != 0) != (y->table != 0) ||
           (x->table == 0 && block_top_node(l->r, x) != block_top_node(l->r, y));
}

static void add_count(const struct lint *l, struct counted *c, const struct count *x)
{
    if (c->uses == 0) {
        *c = (struct counted){.first = *x, .uses = 1};
    } else if (!contradicts(&c->first, x)) {
        c->uses++;
    } else if (c->other_uses == 0) {
        c->many = !stand_apart(l, &c->first, x);
        c->other = *x;
        c->other_uses = 1;
    } else {
        c->many = c->many || contradicts(&c->other, x);
        c->other_uses++;
    }
}

/* The place of a count with its noun; in a table with the cell before it. */
static struct reg_src count_src(const struct lint *l, const struct count *c)
{
    const struct block *b = &l->r->blocks.v[c->q->block];
    struct reg_src src = lint_around(l, b, c->q->beg, c->q->end, 10, 4);

    if (b->table != 0 && c->q->block > 0 && l->r->blocks.v[c->q->block - 1].row == b->row) {
        src = reading_src(l->r, l->r->blocks.v[c->q->block - 1].beg, src.end);
    }
    return src;
}

static void report_count(struct lint *l, const struct counted *c)
{
    bool first_is_odd = c->other_uses > c->uses;
    const struct count *odd = first_is_odd ? &c->first : &c->other;
    const struct count *usual = first_is_odd ? &c->other : &c->first;
    struct reg_src other = count_src(l, usual);
    struct reg_src src = count_src(l, odd);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = LIKELY,
               .why = arena_printf(
                   l->r->arena, "「%.*s」の数が「%.*s」と「%.*s」の二通りに書かれている",
                   STR_ARG(c->first.noun), STR_ARG(other.quote), STR_ARG(src.quote)),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sについて、別の箇所には「%.*s」とあります。どちらが正しいかご教示ください。",
                   STR_ARG(lint_named(l, &l->r->blocks.v[odd->q->block], src.quote)),
                   STR_ARG(other.quote)),
           });
}

void lint_twice_count(struct lint *l)
{
    struct counted *table = ARENA_ARRAY(l->r->arena, SLOTS, struct counted);

    for (uint32_t i = 0; i < l->quantities.n; i++) {
        struct count x;
        struct counted *c;

        if (read_count(l, &l->quantities.v[i], &x) && (c = count_slot(table, &x)) != NULL) {
            add_count(l, c, &x);
        }
    }
    for (uint32_t i = 0; i < SLOTS; i++) {
        if (table[i].other_uses > 0 && !table[i].many) {
            report_count(l, &table[i]);
        }
    }
}

/* ---- mail ---- */

struct mail {
    struct str text;
    uint32_t block;
    size_t beg;
};

static bool is_mail_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
}

static uint32_t collect_mails(const struct lint *l, struct mail *list)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->r->blocks.n && n < MOST_MAILS; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!ftext_may_have(&b->t, STR("@"))) {
            continue;
        }
        for (const char *p = memchr(s.p, '@', s.n); p != NULL && n < MOST_MAILS;
             p = memchr(p + 1, '@', s.n - (size_t)(p + 1 - s.p))) {
            size_t beg = (size_t)(p - s.p);
            size_t end = beg + 1;

            while (beg > 0 && is_mail_char(s.p[beg - 1])) {
                beg--;
            }
            while (end < s.n && is_mail_char(s.p[end])) {
                end++;
            }
            if (end - beg >= LEAST_MAIL && lint_is_own_text(l, b)) {
                list[n++] = (struct mail){.text = str_sub(s, beg, end), .block = i, .beg = beg};
            }
        }
    }
    return n;
}

/* One letter left out, put in, changed or swapped; digits tell boxes apart. */
static bool is_slip(struct str a, struct str b)
{
    size_t head = 0;
    size_t tail = 0;
    size_t most = MIN(a.n, b.n);

    while (head < most && a.p[head] == b.p[head]) {
        head++;
    }
    while (tail < most - head && a.p[a.n - 1 - tail] == b.p[b.n - 1 - tail]) {
        tail++;
    }
    struct str x = str_sub(a, head, a.n - tail);
    struct str y = str_sub(b, head, b.n - tail);

    for (size_t i = 0; i < x.n + y.n; i++) {
        char c = i < x.n ? x.p[i] : y.p[i - x.n];

        if (!((c >= 'a' && c <= 'z') || c == '.' || c == '-')) {
            return false;
        }
    }
    return (x.n <= 1 && y.n <= 1 && x.n + y.n > 0) ||
           (x.n == 2 && y.n == 2 && x.p[0] == y.p[1] && x.p[1] == y.p[0]);
}

void lint_twice_mail(struct lint *l)
{
    struct mail list[MOST_MAILS];
    uint32_t n = collect_mails(l, list);

    for (uint32_t i = 1; i < n; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (!is_slip(list[k].text, list[i].text)) {
                continue;
            }
            const struct block *b = &l->r->blocks.v[list[i].block];
            struct reg_src src = block_src(l->r, b, list[i].beg, list[i].beg + list[i].text.n);
            struct reg_src other = block_src(l->r, &l->r->blocks.v[list[k].block], list[k].beg,
                                             list[k].beg + list[k].text.n);

            lint_report(
                l, &(struct lint_say){
                       .src = src,
                       .other = &other,
                       .confidence = DEFINITE,
                       .why = arena_printf(l->r->arena,
                                           "メールアドレスが「%.*s」と一字違いで、誤記と思われる",
                                           STR_ARG(other.quote)),
                       .question = arena_printf(
                           l->r->arena,
                           "メールアドレス「%.*s」と「%.*s」のどちらが正しいかご教示ください。",
                           STR_ARG(other.quote), STR_ARG(src.quote)),
                   });
            break;
        }
    }
}
