/*
 * Who orders, and where it is handed over: buyer, buyer_office, delivery_place.
 *
 * The buyer is named where it is defined （以下「当局」という。）, at the head of the paper, in the
 * first sentence (…では、…を募集します), as the body its office belongs to, or as the addressee of
 * a form.
 */
#include "spec/fact.h"
#include "spec/org.h"

#include "text/chars.h"

enum {
    HEAD_BLOCKS = 15,  /* of a part: the lines before its text begins */
    LONGEST_LINE = 50, /* characters of a line that names a body */
    LONGEST_TERM_BYTES = 60,
};

static const char *const buyer_terms[] = {
    "当局",   "当省",   "当庁",     "当市",   "当町",       "当県",       "当府",
    "本市",   "本町",   "本県",     "県",     "市",         "町",         "村",
    "区",     "都",     "府",       "発注者", "委託者",     "甲",         "当機構",
    "機構",   "当法人", "当財団",   "財団",   "当協会",     "当センター", "当所",
    "当部",   "当院",   "注文者",   "本省",   "本庁",       "本局",       "当社",
    "当公社", "公社",   "当会議所", "本機構", "契約担当官", "主催者",
};

static const char *const officer_titles[] = {
    "支出負担行為担当官代理",
    "分任支出負担行為担当官",
    "支出負担行為担当官",
    "契約担当官",
    "分任契約担当官",
    "契約担当役",
    "契約担当者",
    "経理責任者",
    "委託者",
    "発注者",
    "注文者",
};

static const char *const placeholders[] = {"のとおり", "指示",   "別途", "指定する",
                                           "協議",     "による", "任意", "自由"};

static bool is_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

static bool has_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_has(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

/* Without 支出負担行為担当官 at its start. */
static struct str without_title(struct str s)
{
    for (size_t i = 0; i < COUNT(officer_titles); i++) {
        if (str_starts(s, str_of(officer_titles[i]))) {
            return str_trim(str_sub(s, str_of(officer_titles[i]).n, s.n));
        }
    }
    return s;
}

static void offer_body(struct fact_maker *m, enum fact_rank rank, uint32_t block, struct str name)
{
    size_t n = org_body(name);

    if (n > 0) {
        fact_offer(m, FACT_BUYER, rank, str_sub(name, 0, n),
                   span_src(m->r, span_of(m->r, block, name)));
    }
}

/* 当庁工芸課 with the buyer known: 工芸文化振興庁工芸課. */
static struct str spell_out(struct fact_maker *m, struct str name)
{
    const struct fact_offer *buyer = fact_best(m, FACT_BUYER);
    static const char *const self[] = {"当局",   "当省", "当庁", "当市", "当県",
                                       "当機構", "本市", "本県", "本庁", "本省"};

    for (size_t i = 0; i < COUNT(self) && buyer != NULL; i++) {
        if (str_starts(name, str_of(self[i])) && name.n > str_of(self[i]).n) {
            struct str rest = str_sub(name, str_of(self[i]).n, name.n);

            return arena_printf(m->r->arena, "%.*s%.*s", STR_ARG(buyer->value), STR_ARG(rest));
        }
    }
    return name;
}

static void offer_office(struct fact_maker *m, enum fact_rank rank, uint32_t block, struct str name)
{
    if (!org_is_office(name) || char_count(name) < 3) {
        return;
    }
    fact_offer(m, FACT_BUYER_OFFICE, rank, spell_out(m, name),
               span_src(m->r, span_of(m->r, block, name)));
    offer_body(m, FACT_IMPLIED, block, name);
}

/* X（以下「当局」という。） and Y室（以下「担当課室」という。） */
static void find_definitions(struct fact_maker *m, uint32_t index)
{
    struct str s = m->r->blocks.v[index].t.s;

    for (ptrdiff_t at = str_find(s, STR("(以下"), 0); at >= 0;
         at = str_find(s, STR("(以下"), (size_t)at + 7)) {
        struct str after = str_sub(s, (size_t)at + 7, (size_t)at + 7 + LONGEST_TERM_BYTES);
        ptrdiff_t open = str_find(after, STR("「"), 0);
        ptrdiff_t close = str_find(after, STR("」"), 0);

        if (open < 0 || close < open || open > 6) {
            continue;
        }
        struct str term = str_sub(after, (size_t)open + 3, (size_t)close);
        struct str name = without_title(str_trim(str_sub(s, org_start(s, (size_t)at), (size_t)at)));

        if (is_any(term, buyer_terms, COUNT(buyer_terms))) {
            offer_body(m, FACT_SAID, index, name);
            offer_office(m, FACT_SAID, index, name);
        } else if (org_body(name) > 0 && org_units(name) == name.n) {
            offer_office(m, FACT_SAID, index, name);
        }
    }
}

/* A line that is a name and nothing else; its bytes, 0 when it is not. */
static size_t name_line(struct str s)
{
    size_t n = org_units(s);

    if (n == 0 || char_count(s) > LONGEST_LINE) {
        return 0;
    }
    return n == s.n || s.p[n] == '(' || s.p[n] == ' ' ? n : 0;
}

/* Lines at the head of a part: 経済産業省 / 商務・サービスグループ / ヘルスケア産業課 is one name.
 */
static void find_head(struct fact_maker *m, const struct part *p)
{
    const struct reading *r = m->r;
    struct str joined = {};
    uint32_t first = REG_NO_INDEX;
    uint32_t last = 0;

    for (uint32_t i = p->block_first;
         i < p->block_first + p->block_count && i < p->block_first + HEAD_BLOCKS; i++) {
        const struct block *b = &r->blocks.v[i];
        struct str s = without_title(str_trim(b->t.s));

        if (marker_is_numbered(&b->marker)) {
            break;
        }
        size_t body = org_body(s);
        size_t n = b->kind == BLOCK_TITLE ? 0 : name_line(s);

        if (n > 0 && (body > 0 || (first != REG_NO_INDEX && last == i - 1))) {
            first = first == REG_NO_INDEX || last + 1 != i ? i : first;
            joined = first == i ? str_sub(s, 0, n)
                                : arena_printf(r->arena, "%.*s%.*s", STR_ARG(joined),
                                               STR_ARG(str_sub(s, 0, n)));
            last = i;
            offer_body(m, FACT_HEAD, i, body > 0 ? str_sub(s, 0, n) : (struct str){.p = s.p});
            continue;
        }
        if (body > 0 && (str_at(s, body, STR("では")) || str_at(s, body, STR("は、")) ||
                         str_at(s, body, STR("が")))) {
            offer_body(m, FACT_SAID, i, s);
        } else if (body > 0 && char_count(s) <= LONGEST_LINE && str_has(s, STR("長")) &&
                   b->kind != BLOCK_TITLE) {
            offer_body(m, FACT_HEAD, i, s);
        }
    }
    if (first != REG_NO_INDEX && org_is_office(joined)) {
        struct reg_src src = reading_src(r, r->blocks.v[first].beg, r->blocks.v[last].end);

        fact_offer(m, FACT_BUYER_OFFICE, FACT_HEAD, joined, src);
    }
}

/* 中小企業庁 あて in a form. */
static void find_addressee(struct fact_maker *m, uint32_t index)
{
    static const char *const ends[] = {"あて", "宛", "宛て", "殿", "御中", "様"};
    struct str s = without_title(m->r->blocks.v[index].t.s);

    if (char_count(s) > LONGEST_LINE) {
        return;
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(s, str_of(ends[i]))) {
            offer_body(m, FACT_FORM, index, s);
            return;
        }
    }
}

/* 成果品は、○○課に納入する。 */
static void find_place_in_sentence(struct fact_maker *m, uint32_t index)
{
    struct str s = m->r->blocks.v[index].t.s;
    static const char *const verbs[] = {"に納入", "に納品", "へ納入", "へ納品"};

    for (size_t i = 0; i < COUNT(verbs); i++) {
        ptrdiff_t at = str_find(s, str_of(verbs[i]), 0);

        if (at <= 0) {
            continue;
        }
        struct str name = str_sub(s, org_start(s, (size_t)at), (size_t)at);

        if (org_units(name) == name.n && name.n > 0 &&
            (org_body(name) > 0 || org_is_office(name))) {
            fact_offer(m, FACT_DELIVERY_PLACE, FACT_SAID, spell_out(m, name),
                       span_src(m->r, span_of(m->r, index, name)));
            offer_office(m, FACT_SAID, index, name);
            return;
        }
    }
}

/* "…課に納品するもの": the place before its verb; 成果品は、…課: the place after the topic. */
static struct str place_of(struct str s)
{
    static const char *const verbs[] = {"に納入", "に納品", "へ納入",   "へ納品",
                                        "に提出", "へ提出", "に引き渡", "まで持参"};
    ptrdiff_t topic = str_find(str_sub(s, 0, 60), STR("は、"), 0);

    for (size_t i = 0; i < COUNT(verbs); i++) {
        ptrdiff_t at = str_find(s, str_of(verbs[i]), 0);

        if (at > 0) {
            size_t beg = topic >= 0 && topic < at ? (size_t)topic + 6 : 0;

            return str_sub(s, beg, (size_t)at);
        }
    }
    return s;
}

static void take_place(struct fact_maker *m, const struct labelled *l)
{
    struct block_span core = fact_core(m->r, l->value);
    struct str s = place_of(span_text(m->r, core));

    core = span_of(m->r, core.block, s);
    if (s.n == 0 || l->in_form || has_any(s, placeholders, COUNT(placeholders)) ||
        char_count(s) > 80) {
        return;
    }
    size_t n = org_units(s);

    fact_offer(m, FACT_DELIVERY_PLACE, FACT_STATED, spell_out(m, s), span_src(m->r, core));
    if (n > 0) {
        offer_office(m, FACT_STATED, core.block, str_sub(s, 0, n));
    }
}

/* The office lines of a section that says whom to ask. */
static void take_contact(struct fact_maker *m, const struct labelled *l)
{
    const struct reading *r = m->r;

    if (l->in_form) {
        return;
    }
    if (l->shape == LABEL_LINE || l->shape == LABEL_CELL) {
        struct str s = span_text(r, l->value);

        offer_office(m, FACT_STATED, l->value.block, str_sub(s, 0, org_units(s)));
    }
    for (uint32_t i = l->first; i < l->end && i < l->first + HEAD_BLOCKS; i++) {
        const struct block *b = &r->blocks.v[i];
        struct str s = str_sub(b->t.s, b->body, b->t.s.n);
        size_t n = org_units(s);

        if (n > 0 && (org_body(s) > 0 || str_starts(s, STR("当")))) {
            offer_office(m, FACT_STATED, i, str_sub(s, 0, n));
        }
    }
}

/* 提出先 under 成果品 is where they are handed over; elsewhere it is whom a bidder writes to. */
static void take_places(struct fact_maker *m)
{
    const struct labelled *results = NULL;

    for (uint32_t i = 0; i < m->labels->n; i++) {
        const struct labelled *l = &m->labels->v[i];
        bool among_results =
            results != NULL && l->block > results->block && l->block < results->end;

        if (l->key == LABEL_DELIVERABLES && l->shape == LABEL_HEADING && !among_results) {
            results = l;
        } else if (l->key == LABEL_PLACE ||
                   (l->key == LABEL_CONTACT && l->shape != LABEL_HEADING && among_results &&
                    str_has(str_sub(m->r->blocks.v[l->block].t.s, 0, 60), STR("提出先")))) {
            take_place(m, l);
        } else if (l->key == LABEL_CONTACT) {
            take_contact(m, l);
        }
    }
}

/* 雇用政策局 where 労働省雇用政策局 is said elsewhere: the ministry is the buyer. */
static void find_ministry_of_bureau(struct fact_maker *m)
{
    const struct fact_offer *best = fact_best(m, FACT_BUYER);

    if (best == NULL || !str_ends(best->value, STR("局"))) {
        return;
    }
    struct fact_offer bureau = *best;

    for (uint32_t i = 0; i < m->offers.n; i++) {
        const struct fact_offer *o = &m->offers.v[i];
        bool is_place = o->key == FACT_BUYER_OFFICE || o->key == FACT_DELIVERY_PLACE;
        ptrdiff_t at = is_place ? str_find(o->value, bureau.value, 0) : -1;

        if (at > 0 && org_body(o->value) == (size_t)at) {
            fact_offer(m, FACT_BUYER, bureau.rank - 1, str_sub(o->value, 0, (size_t)at), o->src);
            return;
        }
    }
}

void fact_find_party(struct fact_maker *m)
{
    const struct reading *r = m->r;

    for (uint32_t i = 0; i < m->labels->n; i++) {
        const struct labelled *l = &m->labels->v[i];

        if (l->key == LABEL_BUYER && !l->in_form && l->shape != LABEL_SENTENCE) {
            offer_body(m, FACT_STATED, l->value.block, span_text(r, l->value));
        }
    }
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        const struct block *b = &r->blocks.v[i];
        enum part_kind kind = r->parts.v[b->part].kind;

        if (kind == PART_FORM) {
            find_addressee(m, i);
        } else if (ftext_may_have(&b->t, STR("(以下")) && !block_in_annex(r, b)) {
            find_definitions(m, i);
        }
    }
    for (uint32_t i = 0; i < r->parts.n; i++) {
        if (r->parts.v[i].kind <= PART_SPEC) {
            find_head(m, &r->parts.v[i]);
        }
    }
    take_places(m);
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        const struct block *b = &r->blocks.v[i];

        if (ftext_may_have(&b->t, STR("納")) && r->parts.v[b->part].kind <= PART_CONTRACT) {
            find_place_in_sentence(m, i);
        }
    }
    find_ministry_of_bureau(m);
}
