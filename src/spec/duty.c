/*
 * Duties: which clauses bind somebody, whom, how much, and under what condition.
 *
 * A clause is a duty by its ending (duty-ending.c). An openly said force (こと, てはならない, ください)
 * counts nearly everywhere; a plain verb counts only where duties stand: not under 目的 or 背景,
 * not in contact blocks, titles or heads. The actor is the subject the clause names, else the one
 * of the clause before in the same sentence, else the contractor (in a call written in です・ます
 * the one who speaks: the buyer). Skipped: the security annex and its report form (read by
 * annex.c), conditions of eligibility (facts), definitions.
 */
#include "spec/duty-actor.h"
#include "spec/label.h"

#include "text/chars.h"

enum section_kind {
    SECTION_WORK = 1 << 0,    /* says what is to be done */
    SECTION_PURPOSE = 1 << 1, /* tells why */
    SECTION_CONTACT = 1 << 2,
    SECTION_ELIGIBLE = 1 << 3, /* who may apply */
    SECTION_FRAME = 1 << 4,    /* states period, amount, name of the contract */
};

enum {
    LONGEST_QUOTE = 1200,    /* bytes: about 400 characters */
    LONGEST_SUMMARY = 60,    /* characters */
    LONGEST_BRACKET = 12,    /* characters a summary keeps inside brackets */
    LONGEST_TOPIC = 60,      /* bytes */
    LONGEST_CONDITION = 240, /* bytes */
    CALL_LINES = 8,          /* blocks in which a call says that it is one */
    CHECKS_REACH = 12,       /* blocks a list of checks goes on after its lead or last check */
};

struct duty_reader {
    struct reading *r;
    uint8_t *section_kinds;  /* by node, enum section_kind bits */
    struct clause_list list; /* of the sentence being read */
    uint32_t checks_lead;    /* block that led in a list of checks; REG_NO_INDEX = none */
    uint32_t last_duty;      /* index in the register */
    uint32_t last_duty_block;
    struct clause last_clause; /* it was made of */
    bool body_is_call;         /* the first lines say that PART_BODY is a call */
};

static uint8_t kind_of_heading(struct str heading)
{
    uint8_t kind = 0;

    kind |= word_inside(purpose_heads, heading) ? SECTION_PURPOSE : 0;
    kind |= word_inside(contact_heads, heading) ? SECTION_CONTACT : 0;
    kind |= word_inside(eligible_heads, heading) || label_lookup(heading) == LABEL_ELIGIBILITY
                ? SECTION_ELIGIBLE
                : 0;
    kind |= word_inside(work_heads, heading) ? SECTION_WORK : 0;
    kind |= word_at_end(frame_heads, heading).n > 0 ? SECTION_FRAME : 0;
    return kind;
}

/* A head without a kind of its own stands under the kind of its parent. */
static void find_section_kinds(struct duty_reader *d)
{
    const struct reading *r = d->r;

    d->section_kinds = ARENA_ARRAY(r->arena, r->nodes.n + 1, uint8_t);
    for (uint32_t i = 0; i < r->nodes.n; i++) {
        const struct node *n = &r->nodes.v[i];
        uint8_t own = kind_of_heading(n->heading);

        d->section_kinds[i] = own != 0 || n->parent >= i ? own : d->section_kinds[n->parent];
    }
}

/* 履行期間は…とする, 予算額：…とする: a fact of the contract. */
static bool fixes_the_frame(struct str clause)
{
    ptrdiff_t topic = str_find(clause, STR("は"), 0);
    ptrdiff_t label = str_find(clause, STR(":"), 0);

    if (label > 0 && word_at_end(frame_heads, str_trim(str_sub(clause, 0, (size_t)label))).n > 0) {
        return true;
    }

    return topic > 0 && word_inside(frame_topics, str_sub(clause, 0, (size_t)topic));
}

static bool is_call(const struct duty_reader *d, const struct block *b)
{
    enum part_kind kind = d->r->parts.v[b->part].kind;

    return kind == PART_CALL || (kind == PART_BODY && d->body_is_call);
}

static bool is_filled_in(const struct part *p)
{
    return p->kind == PART_FORM;
}

/* Items under 応募資格 are conditions; only the sentence that leads them in is a duty. */
static bool is_eligibility_item(const struct duty_reader *d, const struct block *b,
                                const struct clause *c)
{
    const struct node *n = &d->r->nodes.v[b->node];
    bool is_first = b == &d->r->blocks.v[n->block] && b->sentence_count > 0 &&
                    c->beg < d->r->sentences.v[b->sentence_first].end;
    static const char *const acts[] = {"行うこと", "提出すること", "申請すること", "添付すること"};

    /* 登録された者であること。未登録の者は、手続を行うこと。: what follows the condition may ask. */
    for (size_t i = 0; i < COUNT(acts) && !is_first; i++) {
        if (str_ends(c->predicate_end, str_of(acts[i]))) {
            return false;
        }
    }
    return (d->section_kinds[b->node] & SECTION_ELIGIBLE) && n->heading.n == 0 &&
           c->force != FORCE_MAY && !str_ends(c->predicate_end, STR("ください"));
}

/* （…に限る。） （…をいい、…）: says what a word covers. */
static bool is_qualifier(const struct clause *c)
{
    return str_ends(c->predicate_end, STR("に限る")) || str_ends(c->predicate_end, STR("をいい"));
}

static bool says_a_fact(const struct clause *c)
{
    return c->force == FORCE_NONE || c->force == FORCE_FACT;
}

/* ¹ …, (注2) …: explains a word of the text. */
static bool is_numbered_note(const struct block *b)
{
    uint32_t cp = 0;

    if (b->t.s.n > 0) {
        utf8_decode(b->t.s, 0, &cp);
    }
    return cp == 0xB9 || cp == 0xB2 || cp == 0xB3 || (cp >= 0x2070 && cp <= 0x2079) ||
           b->marker.ordinal > 0;
}

/* Asks the reader to do something, where こと may only end an explanation. */
static bool asks_directly(const struct clause *c)
{
    static const char *const ends[] = {
        "ください",     "下さい",       "ならない",     "なりません", "明記すること",
        "提出すること", "記載すること", "記入すること", "記載",       "記入"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(c->predicate_end, str_of(ends[i]))) {
            return true;
        }
    }
    return c->force != FORCE_MUST && c->how == HOW_EXPLICIT;
}

/* Whether the clause is a duty where it stands. */
static bool is_duty(const struct duty_reader *d, const struct block *b, struct str text,
                    const struct clause *c)
{
    uint8_t section = d->section_kinds[b->node];
    bool is_open = c->how == HOW_EXPLICIT;
    bool is_weak = c->how == HOW_PLAIN || c->how == HOW_POLITE;

    if (c->is_exception && c->force == FORCE_FACT && str_ends(c->predicate_end, STR("除く"))) {
        return !c->in_bracket;
    }
    if (c->how == HOW_PLAIN && str_has(text, STR("により")) &&
        str_ends(text, STR("契約を締結する"))) {
        return false; /* the head of a contract */
    }
    if (says_a_fact(c) || ((section & SECTION_CONTACT) && !is_open && c->how != HOW_DEFINE)) {
        return false;
    }
    if ((section & SECTION_PURPOSE) && !is_open && d->r->parts.v[b->part].kind != PART_CONTRACT) {
        return false;
    }
    if (c->in_bracket && (is_weak || is_qualifier(c))) {
        return false;
    }
    if (c->how == HOW_DEFINE && ((section & SECTION_FRAME) || fixes_the_frame(text))) {
        return false;
    }
    if (b->kind == BLOCK_NOTE && is_numbered_note(b) && !asks_directly(c)) {
        return false;
    }
    if (is_call(d, b) && str_has(c->predicate_end, STR("予定し"))) {
        return false; /* what the buyer plans */
    }
    if (is_filled_in(&d->r->parts.v[b->part]) && is_weak) {
        return false;
    }
    return !is_eligibility_item(d, b, c);
}

/* The topic of a clause without its particle: 審査の結果 of 審査の結果は、… */
static struct str topic_of(struct str clause)
{
    ptrdiff_t at = str_find(clause, STR("は"), 0);

    return at > 0 ? str_sub(clause, connective_bytes(clause), (size_t)at) : (struct str){};
}

/* Who acts when no party is named: in a call the buyer does what is said in 行います. */
static bool buyer_speaks(const struct duty_reader *d, const struct block *b, struct str text,
                         const struct clause *c)
{
    struct str topic = topic_of(text);

    if (word_at_end(payment_topics, topic).n > 0 && str_has(text, STR("支払"))) {
        return true;
    }
    if (str_has(text, STR("概算払をする")) || str_has(text, STR("概算払を行う"))) {
        return true;
    }
    if ((!is_call(d, b) && d->r->parts.v[b->part].kind != PART_NOTICE) ||
        (d->section_kinds[b->node] & SECTION_WORK)) {
        return false;
    }
    if (c->how == HOW_POLITE) {
        return true;
    }
    if (word_at_end(buyer_predicates, c->predicate_end).n > 0) {
        return true;
    }
    return str_eq(word_at_start(buyer_topics, topic), topic) && topic.n > 0 &&
           (c->how == HOW_PLAIN ||
            (c->how == HOW_DEFINE && str_ends(c->predicate_end, STR("とおりとする"))));
}

static enum reg_actor actor_of(const struct duty_reader *d, const struct block *b, struct str text,
                               const struct clause *c, bool named, enum reg_actor subject)
{
    if (str_has(c->predicate_end, STR("を求め")) && (!named || subject == ACTOR_MINISTRY) &&
        c->force == FORCE_MUST) {
        return ACTOR_CONTRACTOR; /* the buyer asks, the contractor is bound */
    }
    if (named) {
        return subject;
    }
    return buyer_speaks(d, b, text, c) ? ACTOR_MINISTRY : ACTOR_CONTRACTOR;
}

/* The first condition outside brackets. */
static bool find_outer_condition(struct str clause, size_t *ret_end)
{
    size_t from = 0;
    size_t beg;
    size_t end;

    while (condition_find(str_sub(clause, from, clause.n), &beg, &end)) {
        int depth = 0;

        for (size_t i = 0; i < from + beg; i++) {
            depth += clause.p[i] == '(';
            depth -= clause.p[i] == ')';
        }
        if (depth <= 0) {
            *ret_end = from + end;
            return true;
        }
        from += end;
    }
    return false;
}

/* The condition of the clause as written: from its start (after また、 and a topic) to 場合は. */
static struct str condition_of(struct str clause)
{
    size_t end;

    clause = str_sub(clause, 0, utf8_floor(clause, MIN(clause.n, LONGEST_CONDITION)));
    if (!find_outer_condition(clause, &end)) {
        return (struct str){};
    }
    struct str condition = str_sub(clause, 0, end);

    condition = str_sub(condition, connective_bytes(condition), condition.n);
    ptrdiff_t topic = str_find(condition, STR("は"), 0);
    size_t comma = (size_t)topic + 3;

    if (topic > 0 && topic < LONGEST_TOPIC && comma < condition.n &&
        char_class_at(condition, comma) == CHAR_COMMA) {
        condition = str_sub(condition, comma + (condition.p[comma] == ',' ? 1 : 3), condition.n);
    }
    if (char_class_before(condition, condition.n) == CHAR_COMMA) {
        condition = str_sub(condition, 0, char_before(condition, condition.n));
    }
    return condition;
}

/* Phase of a duty in a call: "bid" unless it binds the one who was chosen. */
static struct str phase_of(const struct duty_reader *d, const struct block *b, struct str sentence)
{
    static const char *const after[] = {"受託者", "受注者",     "乙は",
                                        "採択後", "契約締結後", "採択された"};

    if (!is_call(d, b) || (d->section_kinds[b->node] & SECTION_WORK)) {
        return (struct str){};
    }
    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_has(sentence, str_of(after[i]))) {
            return (struct str){};
        }
    }
    return STR("bid");
}

/* One line for lists: without connectives, long brackets left out, cut at LONGEST_SUMMARY. */
static struct str summary_of(struct arena *a, struct str clause)
{
    char *out = arena_alloc(a, LONGEST_SUMMARY * UTF8_MAX + 4);
    size_t n = 0;
    int characters = 0;

    for (size_t at = connective_bytes(clause); at < clause.n && characters < LONGEST_SUMMARY;) {
        uint32_t cp;
        size_t next = at + utf8_decode(clause, at, &cp);

        if (cp == '(') {
            ptrdiff_t close = str_find(clause, STR(")"), at);

            if (close > 0 && char_count(str_sub(clause, at, (size_t)close)) > LONGEST_BRACKET) {
                at = (size_t)close + 1;
                continue;
            }
        }
        memcpy(out + n, clause.p + at, next - at);
        n += next - at;
        characters++;
        at = next;
    }
    if (characters == LONGEST_SUMMARY) {
        memcpy(out + n, "…", 3);
        n += 3;
    }
    return (struct str){.p = out, .n = n};
}

/* 終了後も同様とする: as the duty before. */
static bool is_same_as_before(const struct duty_reader *d, uint32_t block, const struct clause *c)
{
    return d->last_duty_block != REG_NO_INDEX && block - d->last_duty_block <= 1 &&
           (str_ends(c->predicate_end, STR("同様とする")) ||
            str_ends(c->predicate_end, STR("同様とします")));
}

static enum reg_modality modality_of(const struct clause *c)
{
    switch ((enum force)c->force) {
    case FORCE_MUST_NOT:
        return MUST_NOT;
    case FORCE_SHOULD:
        return SHOULD;
    case FORCE_MAY:
        return MAY;
    case FORCE_FACT: /* ただし…を除く */
        return MAY;
    default:
        return MUST;
    }
}

/* What the buyer does is one entry a sentence: nobody has to prove its parts. */
static bool goes_on_with_buyer(const struct duty_reader *d, uint32_t block, const struct clause *c,
                               const struct reg_obligation *duty)
{
    if (d->last_duty_block != block || duty->actor != ACTOR_MINISTRY || c->in_bracket ||
        d->last_clause.in_bracket || d->last_clause.joint == JOINT_NONE) {
        return false;
    }
    const struct reg_obligation *last = &d->r->reg->obligations.v[d->last_duty];

    return last->actor == ACTOR_MINISTRY && last->modality == duty->modality &&
           d->last_clause.end + 3 >= c->beg && c->end - d->last_clause.beg <= LONGEST_QUOTE;
}

static void add_duty(struct duty_reader *d, uint32_t block, const struct clause *c,
                     enum reg_actor actor, struct str sentence)
{
    struct reading *r = d->r;
    const struct block *b = &r->blocks.v[block];
    uint32_t end =
        (uint32_t)MIN(c->end, utf8_floor(b->t.s, MIN((size_t)c->beg + LONGEST_QUOTE, b->t.s.n)));
    struct str text = str_sub(b->t.s, c->beg, end);
    uint32_t skip = c->is_exception ? 0 : (uint32_t)connective_bytes(text);
    bool is_exception = c->is_exception || (c->force == FORCE_MAY && str_has(text, STR("限りで")));

    struct reg_obligation duty = {
        .src = block_src(r, b, c->beg + skip, end),
        .section = block_section(r, b),
        .modality = modality_of(c),
        .actor = actor,
        .condition = condition_of(text),
        .exception_of =
            is_exception && d->last_duty_block != REG_NO_INDEX && block - d->last_duty_block <= 2
                ? d->last_duty
                : REG_NO_INDEX,
        .day_from = REG_NO_DAY,
        .day_to = REG_NO_DAY,
        .phase = phase_of(d, b, sentence),
        .summary = summary_of(r->arena, text),
    };

    if (is_same_as_before(d, block, c)) {
        duty.modality = r->reg->obligations.v[d->last_duty].modality;
    }
    if (goes_on_with_buyer(d, block, c, &duty)) {
        r->reg->obligations.v[d->last_duty].src = block_src(r, b, d->last_clause.beg, end);
        d->last_clause.end = c->end;
        return;
    }
    d->last_duty = r->reg->obligations.n;
    d->last_duty_block = block;
    d->last_clause = *c;
    d->last_clause.beg += skip;
    *VEC_ADD(r->arena, &r->reg->obligations) = duty;
}

/* 個人情報が残っていないか: a check when a sentence before said what to look at. */
static bool is_led_check(struct duty_reader *d, uint32_t block)
{
    if (d->checks_lead == REG_NO_INDEX || block - d->checks_lead > CHECKS_REACH) {
        return false;
    }
    d->checks_lead = block;
    return true;
}

static void read_sentence(struct duty_reader *d, const struct sentence *sentence)
{
    struct reading *r = d->r;
    const struct block *b = &r->blocks.v[sentence->block];
    struct str s = b->t.s;
    struct str whole = str_sub(s, sentence->beg, sentence->end);
    enum reg_actor subject = ACTOR_CONTRACTOR;
    enum actor_named named = ACTOR_UNNAMED;

    d->list.all.n = 0;
    clause_split(r->arena, s, sentence->beg, sentence->end, &d->list);
    for (uint32_t i = 0; i < d->list.all.n; i++) {
        struct clause *c = &d->list.all.v[i];
        struct str text = str_sub(s, c->beg, c->end);

        if (c->is_question && is_led_check(d, sentence->block)) {
            c->force = FORCE_MUST;
            c->how = HOW_EXPLICIT;
        }
        enum actor_named here = duty_actor_named(r, s, c, &subject);

        if (here != ACTOR_UNNAMED) {
            named = here;
        } else if (named == ACTOR_AS_SUBJECT && topic_of(text).n > 0) {
            named =
                ACTOR_UNNAMED; /* 教材は市が用意し、会場は…: the subject was of that topic only */
        }
        if (is_duty(d, b, text, c)) {
            add_duty(d, sentence->block, c,
                     actor_of(d, b, text, c, named != ACTOR_UNNAMED, subject), whole);
        }
    }
    if ((str_has(whole, STR("以下")) || str_has(whole, STR("次の"))) &&
        word_inside(check_leads, whole)) {
        d->checks_lead = sentence->block;
    }
}

/* A document without a title of its own kind is a call when its first lines say so. */
static bool starts_as_call(const struct reading *r)
{
    for (uint32_t i = 0; i < r->blocks.n && i < CALL_LINES; i++) {
        if (word_inside(call_titles, r->blocks.v[i].t.s)) {
            return true;
        }
    }
    return false;
}

static bool is_read(const struct reading *r, const struct block *b)
{
    return !block_in_annex(r, b) && b->kind != BLOCK_TITLE;
}

void duty_build(struct reading *r)
{
    struct duty_reader d = {.r = r, .checks_lead = REG_NO_INDEX, .last_duty_block = REG_NO_INDEX};

    d.body_is_call = starts_as_call(r);
    find_section_kinds(&d);
    for (uint32_t i = 0; i < r->sentences.n; i++) {
        if (is_read(r, &r->blocks.v[r->sentences.v[i].block])) {
            read_sentence(&d, &r->sentences.v[i]);
        }
    }
}
