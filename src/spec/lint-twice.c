/*
 * One thing stated twice with different numbers: 検討会を４回 here and 検討会（３回） there, 報告書３部
 * and 報告書５部; addresses of mail that differ by a letter.
 *
 * A count belongs to the noun right before it. Two counts are held against each other only when they
 * stand in different sections of the first level, the noun is counted nowhere else, and neither is a
 * share, a bound or a rough figure: what repeats within a section is mostly another meeting.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    SLOTS = 1 << 11,
    SHORTEST_NOUN = 3, /* characters */
    LONGEST_NOUN = 14,
    MOST_MAILS = 64,
    LEAST_MAIL = 10,
};

/* ---- counts ---- */

static const char *const counted_units[] = {
    "回", "部", "名", "人", "件", "社", "者", "箇所", "ページ", "台", "本", "校", "団体", "枚", "冊", "言語",
};

struct counted {
    struct str noun;
    const struct lint_quantity *first, *other; /* other: the first that differs */
    uint32_t uses;
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

/* The noun a count belongs to: 検討会を|４回, 検討会（|３回, 報告書  |３部. Empty when unclear. */
static struct str noun_of(const struct lint *l, const struct lint_quantity *q)
{
    static const char *const links[] = {"を", "は", "の", "が", "(", "計", ":", "、", "合計", "全", "・"};
    struct str s = l->r->blocks.v[q->block].t.s;
    size_t at = q->beg;

    for (int i = 0; i < 3; i++) {
        while (at > 0 && s.p[at - 1] == ' ') {
            at--;
        }
        for (size_t k = 0; k < COUNT(links); k++) {
            size_t n = strlen(links[k]);

            if (at >= n && str_at(s, at - n, str_of(links[k]))) {
                at -= n;
                break;
            }
        }
    }
    size_t beg = at;

    while (char_class_before(s, beg) == CHAR_KANJI || char_class_before(s, beg) == CHAR_KATAKANA) {
        beg = char_before(s, beg);
    }
    struct str noun = str_sub(s, beg, at);
    size_t count = char_count(noun);

    /* の before it: one of several, the noun alone says too little. */
    return count < SHORTEST_NOUN || count > LONGEST_NOUN ||
                   (beg >= 3 && str_at(s, beg - 3, STR("の"))) ||
                   char_class_before(s, beg) == CHAR_DIGIT || char_class_before(s, beg) == CHAR_LATIN
               ? (struct str){}
               : noun;
}

/* A share, a bound, a rough figure, one of several. */
static bool is_loose(const struct lint *l, const struct lint_quantity *q)
{
    static const char *const words[] = {"各", "毎", "ごと", "当たり", "あたり", "につき", "うち", "目標",
                                        "第", "月", "年", "週", "実績", "過去", "想定", "別に", "追加",
                                        "約", "程度", "内訳", "延べ", "前回", "又は", "以"};
    const struct block *b = &l->r->blocks.v[q->block];
    size_t low = q->beg > 60 ? utf8_floor(b->t.s, q->beg - 60) : 0;
    struct str near = lint_words(b, MAX(low, lint_clause_beg(b->t.s, q->beg)), q->end + 18);

    return !q->has_lo || !q->has_hi || q->lo != q->hi || q->approx ||
           lint_has_any(near, words, COUNT(words));
}

static struct counted *count_slot(struct counted *table, struct str noun, struct str unit)
{
    uint32_t at = (uint32_t)(str_hash(noun) ^ str_hash(unit)) % SLOTS;

    for (uint32_t i = 0; i < 16; i++) {
        struct counted *c = &table[(at + i) % SLOTS];

        if (c->noun.n == 0 || (str_eq(c->noun, noun) && str_eq(c->first->unit, unit))) {
            return c;
        }
    }
    return NULL;
}

static void report_count(struct lint *l, const struct counted *c)
{
    const struct block *a = &l->r->blocks.v[c->first->block];
    const struct block *b = &l->r->blocks.v[c->other->block];
    struct reg_src other = lint_around(l, a, c->first->beg, c->first->end, 10, 4);
    struct reg_src src = lint_around(l, b, c->other->beg, c->other->end, 10, 4);

    lint_report(l, &(struct lint_say){
                       .src = src,
                       .other = &other,
                       .confidence = LIKELY,
                       .why = arena_printf(l->r->arena,
                                           "「%.*s」の数が「%.*s」と「%.*s」の二通りに書かれている",
                                           STR_ARG(c->noun), STR_ARG(other.quote), STR_ARG(src.quote)),
                       .question = arena_printf(
                           l->r->arena,
                           "%.*sについて、別の箇所には「%.*s」とあります。どちらが正しいかご教示ください。",
                           STR_ARG(lint_named(l, b, src.quote)), STR_ARG(other.quote)),
                   });
}

void lint_twice_count(struct lint *l)
{
    struct counted *table = ARENA_ARRAY(l->r->arena, SLOTS, struct counted);

    for (uint32_t i = 0; i < l->quantities.n; i++) {
        const struct lint_quantity *q = &l->quantities.v[i];
        const struct block *b = &l->r->blocks.v[q->block];

        if (!is_counted_unit(q->unit) || b->table != 0 || is_loose(l, q)) {
            continue;
        }
        struct str noun = noun_of(l, q);
        struct counted *c = noun.n == 0 ? NULL : count_slot(table, noun, q->unit);

        if (c == NULL) {
            continue;
        }
        if (c->noun.n == 0) {
            *c = (struct counted){.noun = noun, .first = q, .uses = 1};
            continue;
        }
        c->uses++;
        if (c->other == NULL && q->lo != c->first->lo &&
            block_top_node(l->r, b) != block_top_node(l->r, &l->r->blocks.v[c->first->block])) {
            c->other = q;
        }
    }
    for (uint32_t i = 0; i < SLOTS; i++) {
        if (table[i].other != NULL && table[i].uses == 2) {
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

            lint_report(l, &(struct lint_say){
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
