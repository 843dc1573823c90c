/*
 * Terms of the contract and of the competition: contract_type, adopted_count, eligibility (one
 * entry per condition), award_rule.
 */
#include "spec/fact.h"

#include "text/chars.h"

enum { MOST_BLOCKS = 200 /* of a section of conditions */ };

static const char *const contract_words[] = {
    "業務委託契約", "準委任契約", "委託契約", "請負契約",   "確定契約",
    "概算契約",     "単価契約",   "売買契約", "賃貸借契約",
};

/* What must follow for the word to be said about this contract. */
static const char *const contract_verbs[] = {"を締結", "締結",     "とする", "であり",
                                             "です",   "とします", "である", "により",
                                             "を結ぶ", "を行",     "の締結"};

static const char *const award_how[] = {
    "最低の価格", "最低価格",   "最も低い", "最も高い", "高い順", "最高得点", "最高点",
    "上位",       "総合的に",   "総合的な", "総合評価", "合計点", "評価点",   "第一位",
    "1位",        "審査を行い", "審査を行", "審査の上", "審査し",
};
static const char *const award_what[] = {"採択",       "決定",     "落札",     "選定",
                                         "契約の相手", "契約候補", "者とする", "優先交渉",
                                         "評価を行",   "評価し"};

static bool has_any(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_has(s, str_of(list[i]))) {
            return true;
        }
    }
    return false;
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

/* 当局と委託契約を締結する: the first mention says it. */
static bool find_contract_type(struct fact_maker *m, uint32_t index)
{
    struct str s = m->r->blocks.v[index].t.s;
    ptrdiff_t any = str_find(s, STR("契約"), 0);

    for (size_t i = 0; i < COUNT(contract_words) && any >= 0; i++) {
        struct str word = str_of(contract_words[i]);
        ptrdiff_t at = str_find(s, word, 0);

        if (at >= 0 && starts_with_any(str_sub(s, (size_t)at + word.n, s.n), contract_verbs,
                                       COUNT(contract_verbs))) {
            struct str found = str_sub(s, (size_t)at, (size_t)at + word.n);

            fact_offer(m, FACT_CONTRACT_TYPE, FACT_SAID, found,
                       span_src(m->r, span_of(m->r, index, found)));
            return true;
        }
    }
    return false;
}

static struct str squeezed(struct arena *a, struct str s)
{
    char *bytes = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ') {
            bytes[n++] = s.p[i];
        }
    }
    return (struct str){.p = bytes, .n = n};
}

/* 業 務 委 託 契 約 書: the title of a contract names its type. */
static void find_type_in_title(struct fact_maker *m, const struct part *p)
{
    if (p->title_block == REG_NO_INDEX) {
        return;
    }
    struct str title = m->r->blocks.v[p->title_block].t.s;
    struct str s = squeezed(m->r->arena, title);

    for (size_t i = 0; i < COUNT(contract_words); i++) {
        struct str word = str_of(contract_words[i]);
        ptrdiff_t at = str_rfind(s, word);

        if (at >= 0 && str_starts(str_sub(s, (size_t)at + word.n, s.n), STR("書"))) {
            fact_offer(m, FACT_CONTRACT_TYPE, FACT_HEAD, word,
                       span_src(m->r, span_of(m->r, p->title_block, str_trim(title))));
            return;
        }
    }
}

static void take_contract_type(struct fact_maker *m, const struct labelled *l)
{
    struct block_span core = fact_core(m->r, l->value);
    struct str s = span_text(m->r, core);

    for (size_t i = 0; i < COUNT(contract_words); i++) {
        ptrdiff_t at = str_find(s, str_of(contract_words[i]), 0);

        if (at >= 0) {
            s = str_sub(s, (size_t)at, (size_t)at + str_of(contract_words[i]).n);
            break;
        }
    }
    if (char_count(s) <= 30) {
        fact_offer(m, FACT_CONTRACT_TYPE, FACT_STATED, s,
                   span_src(m->r, span_of(m->r, core.block, s)));
    }
}

/* "2件", "１者程度": the first number of the value. */
static void take_count(struct fact_maker *m, const struct labelled *l)
{
    static const char *const counters[] = {"件", "者", "社", "団体", "事業者"};
    struct str s = span_text(m->r, l->value);
    size_t i = 0;

    while (i < s.n && !(s.p[i] >= '0' && s.p[i] <= '9')) {
        i++;
    }
    size_t end = i;

    while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9') {
        end++;
    }
    if (end > i && end - i <= 6 &&
        starts_with_any(str_sub(s, end, s.n), counters, COUNT(counters))) {
        fact_offer(m, FACT_ADOPTED_COUNT, FACT_STATED, str_sub(s, i, end),
                   span_src(m->r, l->value));
    }
}

/* The first sentence of a condition. */
static void offer_condition(struct fact_maker *m, uint32_t index)
{
    const struct block *b = &m->r->blocks.v[index];

    if (b->sentence_count == 0) {
        return;
    }
    const struct sentence *first = &m->r->sentences.v[b->sentence_first];
    struct str s = sentence_text(m->r, first);

    if (char_count(s) >= 8) {
        fact_offer(m, FACT_ELIGIBILITY, FACT_STATED, s, block_src(m->r, b, first->beg, first->end));
    }
}

/* The items right below the label; without numbers its bullets. */
static void take_eligibility(struct fact_maker *m, const struct labelled *l)
{
    const struct reading *r = m->r;
    uint32_t end = MIN(l->end, l->first + MOST_BLOCKS);
    uint8_t level = UINT8_MAX;
    uint32_t found = 0;

    if (l->in_form || l->shape == LABEL_SENTENCE) {
        return;
    }
    for (uint32_t i = l->first; i < end; i++) {
        const struct node *n = &r->nodes.v[r->blocks.v[i].node];

        if (n->block == i) {
            level = MIN(level, n->level);
        }
    }
    for (uint32_t i = l->first; i < end; i++) {
        const struct block *b = &r->blocks.v[i];
        const struct node *n = &r->nodes.v[b->node];
        bool is_item = level != UINT8_MAX ? n->block == i && n->level == level
                                          : b->marker.class == MARK_BULLET || b->list_level > 0;

        if (is_item && b->kind != BLOCK_NOTE) {
            offer_condition(m, i);
            found++;
        }
    }
    if (found == 0 && l->value.end > l->value.beg && l->shape != LABEL_HEADING) {
        struct block_span core = fact_core(r, l->value);

        fact_offer(m, FACT_ELIGIBILITY, FACT_STATED, span_text(r, core), span_src(r, core));
    }
}

static bool offer_award(struct fact_maker *m, uint32_t index, enum fact_rank rank)
{
    const struct block *b = &m->r->blocks.v[index];

    for (uint32_t i = b->sentence_first; i < b->sentence_first + b->sentence_count; i++) {
        struct str s = sentence_text(m->r, &m->r->sentences.v[i]);

        /* 6割に満たない者は選定しない is a threshold, not the rule. */
        if (str_ends(s, STR("しない")) || str_ends(s, STR("しません"))) {
            continue;
        }
        if (has_any(s, award_what, COUNT(award_what)) && has_any(s, award_how, COUNT(award_how))) {
            const struct sentence *at = &m->r->sentences.v[i];

            fact_offer(m, FACT_AWARD_RULE, rank, s, block_src(m->r, b, at->beg, at->end));
            return true;
        }
    }
    return false;
}

static void take_award(struct fact_maker *m, const struct labelled *l)
{
    if (l->in_form) {
        return;
    }
    if (l->shape != LABEL_HEADING) {
        offer_award(m, l->value.block, FACT_STATED);
        return;
    }
    for (uint32_t i = l->first; i < l->end && i < l->first + MOST_BLOCKS; i++) {
        if (offer_award(m, i, FACT_STATED)) {
            return;
        }
    }
}

/* 合計点が最も高い者を採択する, wherever a call says so. */
static void find_award_in_sentences(struct fact_maker *m)
{
    static const char *const how[] = {"最低の価格",     "最低価格", "最も高い", "高い順",
                                      "最も得点の高い", "最高得点", "最高点",   "最も優れた"};
    static const char *const what[] = {"採択する",       "採択します", "落札者とする",
                                       "落札者とします", "選定する",   "選定します",
                                       "者とする",       "者とします", "者に決定"};
    /* Whom the contractor chooses is another matter. */
    static const char *const others[] = {"受託者は", "受注者は", "乙は", "委託先は",
                                         "受託事業者は"};
    const struct reading *r = m->r;

    for (uint32_t i = 0; i < r->sentences.n; i++) {
        const struct sentence *s = &r->sentences.v[i];
        const struct block *b = &r->blocks.v[s->block];
        struct str text = sentence_text(r, s);

        if (r->parts.v[b->part].kind <= PART_CALL &&
            !starts_with_any(text, others, COUNT(others)) && has_any(text, how, COUNT(how)) &&
            has_any(text, what, COUNT(what))) {
            fact_offer(m, FACT_AWARD_RULE, FACT_SAID, text, block_src(r, b, s->beg, s->end));
        }
    }
}

void fact_find_terms(struct fact_maker *m)
{
    const struct reading *r = m->r;
    bool typed = false;

    for (uint32_t i = 0; i < m->labels->n; i++) {
        const struct labelled *l = &m->labels->v[i];

        switch (l->key) {
        case LABEL_CONTRACT_TYPE:
            take_contract_type(m, l);
            break;
        case LABEL_ADOPTED:
            take_count(m, l);
            break;
        case LABEL_ELIGIBILITY:
            take_eligibility(m, l);
            break;
        case LABEL_AWARD:
            take_award(m, l);
            break;
        default:
            break;
        }
    }
    find_award_in_sentences(m);
    for (uint32_t i = 0; i < r->parts.n; i++) {
        if (r->parts.v[i].kind <= PART_CONTRACT) {
            find_type_in_title(m, &r->parts.v[i]);
        }
    }
    for (uint32_t i = 0; i < r->blocks.n && !typed; i++) {
        if (r->parts.v[r->blocks.v[i].part].kind <= PART_CONTRACT) {
            typed = find_contract_type(m, i);
        }
    }
}
