/*
 * Sentences into clauses; see clause.h.
 *
 * One pass over the characters cuts at commas (outside brackets) that follow a predicate: a verb
 * in its continuative form (…し、), or 終止形 + とともに, ほか, が, 上で. A second pass over the pieces
 * joins again what belongs together: pieces that only lead to the next one (協議し、), alternatives
 * (又は), pieces inside a condition or a reason (…し、…する場合は), "submit and get approval".
 * Then forces run from the last piece to the first: 行い takes its force from what follows.
 * Brackets that hold a predicate of their own give clauses after the clause they stand in.
 */
#include "spec/clause.h"

#include "text/chars.h"

enum {
    PIECE_MAX = 40,         /* clauses of one sentence; what follows stays one clause */
    SHORT_APPROVAL = 90,    /* bytes: 担当課室の同意を得ること */
    SHORT_SUBMISSION = 240, /* bytes of the piece an approval is joined to */
    SHORT_RESULT = 66,      /* bytes: 適切に管理すること */
    LONG_OBJECT = 45,       /* bytes of an object that stands for a duty of its own */
    TOPIC_REACH = 36,       /* bytes in which a clause names its topic */
    BARE_VERB = 18,         /* bytes: 運用し */
    SHORT_PIECE = 12,       /* bytes: too short to be a duty */
    BRACKET_DEPTH = 2,
};

struct piece {
    uint32_t beg, end;  /* end without the comma */
    uint32_t solid_end; /* end without brackets after the predicate */
    uint8_t joint;
    struct ending own; /* of pieces that end in 終止形 */
};

struct splitter {
    struct str s;
    const struct duty_words *words;
    bool ignore_brackets; /* they do not balance */
    struct piece pieces[PIECE_MAX];
    uint32_t n;
};

static bool brackets_balance(struct str s, uint32_t beg, uint32_t end)
{
    int depth = 0;

    for (size_t at = next_punctuation(s, beg); at < end && depth >= 0;
         at = next_punctuation(s, at)) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        depth += bracket_step(cp);
    }
    return depth == 0;
}

/* 受注者は、 */
static bool has_topic(struct str s)
{
    return str_has(s, STR("は、")) || str_has(s, STR("は,"));
}

static struct str cut_tail(struct str s, struct str tail)
{
    return str_ends(s, tail) ? str_sub(s, 0, s.n - tail.n) : (struct str){};
}

/* 行うとともに, 行うほか, 行うが: the tail after a predicate in 終止形; ret_own is its ending. */
static enum joint joint_after_verb(const struct duty_words *words, struct str s,
                                   struct ending *ret_own)
{
    static const struct {
        const char *tail;
        bool needs_force; /* the verb has a force said openly or is no fact */
    } tails[] = {
        {"とともに", false}, {"と共に", false}, {"ほか", false},
        {"と同時に", false}, {"が", true},      {"ものであり", true},
        {"けれども", true},  {"など", false},   {"等", false},
    };

    for (size_t i = 0; i < COUNT(tails); i++) {
        struct str stem = cut_tail(s, str_of(tails[i].tail));

        if (stem.n == 0) {
            continue;
        }
        struct ending e = duty_ending(words, stem);

        if (e.word.n == 0 || e.force == FORCE_NONE || e.force == FORCE_FACT || e.how == HOW_NOUN ||
            (tails[i].needs_force && e.how == HOW_POLITE)) {
            return JOINT_NONE;
        }
        if (tails[i].needs_force || e.force != FORCE_MUST) {
            *ret_own = e;
        }
        return JOINT_ACT;
    }
    return JOINT_NONE;
}

/* …の準備のほか, …を作成した上で: acts that stand before the main one. */
static enum joint joint_after_noun(struct str s)
{
    struct str noun = cut_tail(s, STR("のほか"));

    if (noun.n > 0) {
        struct str act = word_at_end(act_nouns, noun);

        return act.n > 0 && str_ends(str_sub(noun, 0, noun.n - act.n), STR("の")) ? JOINT_ACT
                                                                                  : JOINT_NONE;
    }
    struct str act = cut_tail(s, STR("上で"));

    act = act.n > 0 ? act : cut_tail(s, STR("うえで"));
    if (act.n == 0) {
        return JOINT_NONE;
    }
    struct str verb = cut_tail(act, STR("した"));

    if (verb.n == 0 || !str_has(s, STR("を"))) {
        return JOINT_NONE;
    }
    static const char *const consults[] = {"協議", "相談", "調整", "承知", "了解",
                                           "確認", "理解", "考慮", "検討"};

    for (size_t i = 0; i < COUNT(consults); i++) {
        if (str_ends(verb, str_of(consults[i]))) {
            return JOINT_NONE;
        }
    }
    return JOINT_ACT;
}

static enum joint joint_of(const struct duty_words *words, struct str s, struct ending *ret_own)
{
    enum joint joint = s.n < SHORT_PIECE / 2 ? JOINT_NONE : duty_joint(words, s);

    if (joint == JOINT_NONE && s.n > SHORT_PIECE) {
        joint = joint_after_verb(words, s, ret_own);
    }
    return joint != JOINT_NONE || s.n <= SHORT_PIECE ? joint : joint_after_noun(s);
}

static void add_piece(struct splitter *sp, uint32_t beg, uint32_t end, uint32_t solid_end,
                      enum joint joint, struct ending own)
{
    if (end > beg) {
        sp->pieces[sp->n++] = (struct piece){
            .beg = beg, .end = end, .solid_end = MAX(solid_end, beg), .joint = joint, .own = own};
    }
}

/* Whether the comma at `at` separates words (and not the digits of a number). */
static bool is_comma(struct str s, size_t at, uint32_t cp)
{
    return cp == 0x3001 || (cp == ',' && char_class_at(s, at + 1) != CHAR_DIGIT);
}

/* …した報告書、並びに…のデータを納入する: two long objects of one verb. */
static bool is_second_object(struct str before, struct str after)
{
    return before.n >= LONG_OBJECT && after.n >= LONG_OBJECT && str_starts(after, STR("並びに")) &&
           !has_topic(before);
}

static void cut_at_commas(struct splitter *sp, uint32_t beg, uint32_t end)
{
    struct str s = sp->s;
    uint32_t solid_end = beg;
    int depth = 0;

    for (size_t at = beg; at < end;) {
        size_t plain = MIN(next_punctuation(s, at), (size_t)end);

        while (depth == 0 && plain > at && s.p[plain - 1] == ' ') {
            plain--;
        }
        if (plain > at) { /* neither bracket nor comma, and no space at its end */
            solid_end = depth == 0 ? (uint32_t)plain : solid_end;
            at = plain;
            continue;
        }
        uint32_t cp;
        size_t next = at + utf8_decode(s, at, &cp);
        int step = sp->ignore_brackets ? 0 : bracket_step(cp);

        depth += step;
        if (depth == 0 && step == 0) {
            if (is_comma(s, at, cp) && sp->n + 2 < PIECE_MAX) {
                struct ending own = {};
                enum joint joint = joint_of(sp->words, str_sub(s, beg, solid_end), &own);

                if (joint == JOINT_NONE &&
                    is_second_object(str_sub(s, beg, at), str_sub(s, next, end))) {
                    joint = JOINT_ACT;
                }

                if (joint != JOINT_NONE) {
                    add_piece(sp, beg, (uint32_t)at, solid_end, joint, own);
                    beg = (uint32_t)next;
                }
            }
            solid_end = cp == ' ' ? solid_end : (uint32_t)next;
        } else if (depth == 0 && cp != ')' && cp != ']' && cp != 0x3015) {
            solid_end = (uint32_t)next; /* 」 and 】 belong to the words */
        }
        at = next;
    }
    add_piece(sp, beg, end, solid_end, JOINT_NONE, (struct ending){});
}

/* The end of a noun that stands for a verb: …を実施, …に提出. */
static bool is_act_noun(struct str s)
{
    struct str noun = word_at_end(act_nouns, s);

    if (noun.n == 0) {
        return false;
    }
    struct str before = str_sub(s, 0, s.n - noun.n);
    static const char *const adverbs[] = {"再度",   "適宜",     "随時", "必ず",
                                          "併せて", "速やかに", "別途"};

    for (size_t i = 0; i < COUNT(adverbs); i++) {
        struct str cut = cut_tail(before, str_of(adverbs[i]));

        before = cut.n > 0 ? cut : before;
    }
    static const char *const particles[] = {"を", "に", "へ", "て", "より"};

    for (size_t i = 0; i < COUNT(particles); i++) {
        if (str_ends(before, str_of(particles[i]))) {
            return true;
        }
    }
    return false;
}

/* 存在しないか, 満たしているか */
static bool is_question(const struct duty_words *words, struct str s)
{
    struct str stem = cut_tail(s, STR("か"));

    return stem.n > SHORT_PIECE && duty_ending(words, stem).word.n > 0;
}

static struct ending final_ending(const struct duty_words *words, struct str s)
{
    while (str_ends(s, STR("。")) || str_ends(s, STR(":")) || str_ends(s, STR(" ")) ||
           str_ends(s, STR(";"))) {
        s.n -= str_ends(s, STR("。")) ? 3 : 1;
    }
    struct ending e = duty_ending(words, s);

    if (e.word.n == 0 && is_act_noun(s)) {
        e = (struct ending){.word = STR("実施"), .force = FORCE_MUST, .how = HOW_NOUN};
    }
    return e;
}

/* Where the first condition or reason of the piece ends, or 0. */
static size_t subordinate_end(struct str s)
{
    static const char *const reasons[] = {"ため、",     "ため,",       "ように、", "ように,",
                                          "よう、",     "よう,",       "ので、",   "ので,",
                                          "ことから、", "おそれがある"};
    ptrdiff_t first = -1;
    size_t from = 0;
    size_t beg;
    size_t end;

    /* 必要に応じて and その都度 govern nothing before them. */
    while (first < 0 && condition_find(str_sub(s, from, s.n), &beg, &end)) {
        if (!str_at(s, from + beg, STR("必要に応じ")) && !str_at(s, from + beg, STR("都度"))) {
            first = (ptrdiff_t)(from + beg);
        }
        from += end;
    }
    for (size_t i = 0; i < COUNT(reasons); i++) {
        ptrdiff_t at = str_find(s, str_of(reasons[i]), 0);

        if (at >= 0 && (first < 0 || at < first)) {
            first = at;
        }
    }
    return first < 0 ? 0 : (size_t)first;
}

/* The condition has a subject or topic of its own: it does not govern what stands before it. */
static bool has_own_subject(struct str s)
{
    return has_topic(s) || str_has(s, STR("が"));
}

static struct str text_of(const struct splitter *sp, const struct piece *p)
{
    return str_sub(sp->s, p->beg, p->end);
}

static bool is_approval(struct str s)
{
    return s.n <= SHORT_APPROVAL && word_inside(approvals, s) && !str_has(s, STR("作成")) &&
           subordinate_end(s) == 0;
}

/* 改修し、運用し、又は撤去する: `next` is a bare verb of a list that ends in 又は. */
static bool is_listed_alternative(const struct splitter *sp, const struct piece *next)
{
    if (next + 1 >= sp->pieces + sp->n || next->end - next->beg > BARE_VERB) {
        return false;
    }
    return word_at_start(alternatives, str_trim(text_of(sp, next + 1))).n > 0;
}

static bool ends_in_preparation(struct str s)
{
    return str_ends(s, STR("上で")) || str_ends(s, STR("うえで"));
}

/* Whether the piece and the one after it are one duty. */
static bool belongs_to_next(const struct splitter *sp, const struct piece *p,
                            const struct piece *next)
{
    struct str a = str_sub(sp->s, p->beg, p->solid_end);
    struct str b = str_sub(sp->s, next->beg, next->solid_end);

    b = str_sub(b, skip_spaces(b, 0), b.n);
    if (p->joint == JOINT_WEAK || p->joint == JOINT_STATE || word_at_start(alternatives, b).n > 0 ||
        is_listed_alternative(sp, next) || str_trim(a).n < SHORT_PIECE) {
        return true;
    }
    if (p->joint == JOINT_ACT &&
        ((is_approval(b) && word_at_end(submissions, a).n > 0 && a.n <= SHORT_SUBMISSION) ||
         ends_in_preparation(str_sub(sp->s, next->beg, next->solid_end)))) {
        return true;
    }
    if (p->joint == JOINT_MAY && str_ends(a, STR("ことができ"))) {
        return !str_has(str_sub(b, 0, TOPIC_REACH),
                        STR("は")); /* …することができ、相談も可能な窓口 */
    }
    if (p->joint == JOINT_COMPLY) {
        return b.n <= SHORT_RESULT;
    }
    size_t condition = subordinate_end(b);

    if (condition == 0 || (p->joint != JOINT_ACT && p->joint != JOINT_DEFINE) ||
        p->own.word.n > 0) {
        return false;
    }
    return !has_own_subject(str_sub(b, 0, condition)) && !has_topic(a) && subordinate_end(a) == 0;
}

static void join_pieces(struct splitter *sp)
{
    uint32_t out = 0;

    for (uint32_t i = 0; i < sp->n; i++) {
        struct piece p = sp->pieces[i];

        while (i + 1 < sp->n && belongs_to_next(sp, &p, &sp->pieces[i + 1])) {
            i++;
            p = (struct piece){.beg = p.beg,
                               .end = sp->pieces[i].end,
                               .solid_end = sp->pieces[i].solid_end,
                               .joint = sp->pieces[i].joint,
                               .own = sp->pieces[i].own};
        }
        sp->pieces[out++] = p;
    }
    sp->n = out;
}

/* Force of a piece that has one itself; FORCE_NONE when it takes that of the next. */
static struct ending own_force(const struct piece *p, struct ending next)
{
    switch ((enum joint)p->joint) {
    case JOINT_MUST:
        return (struct ending){.force = FORCE_MUST, .how = HOW_EXPLICIT};
    case JOINT_MUST_NOT:
        return (struct ending){.force = FORCE_MUST_NOT, .how = HOW_PLAIN};
    case JOINT_SHOULD:
        return (struct ending){.word = STR("努め"), .force = FORCE_SHOULD, .how = HOW_EXPLICIT};
    case JOINT_MAY:
        return (struct ending){.force = FORCE_MAY, .how = HOW_EXPLICIT};
    case JOINT_DEFINE:
        return next.force == FORCE_NONE || next.force == FORCE_FACT
                   ? next
                   : (struct ending){.force = FORCE_MUST, .how = HOW_DEFINE};
    default:
        return p->own;
    }
}

/* What a piece takes over from the force after it. */
static struct ending inherited(struct ending next)
{
    if (next.force == FORCE_MUST_NOT ||
        (next.force == FORCE_SHOULD && str_starts(next.word, STR("努め")))) {
        next.force = FORCE_MUST;
    }
    return next;
}

/*
 * …し、…することができる, …し、…することが望ましい: one permission, one wish. Returns the ending of
 * the last piece, which is the same before and after.
 */
static struct ending join_under_one_force(struct splitter *sp)
{
    struct piece *last = &sp->pieces[sp->n - 1];
    struct ending final = final_ending(sp->words, str_sub(sp->s, last->beg, last->solid_end));
    bool is_one = final.force == FORCE_MAY ||
                  (final.force == FORCE_SHOULD && !str_starts(final.word, STR("努め")));

    while (is_one && sp->n > 1 && sp->pieces[sp->n - 2].joint == JOINT_ACT &&
           sp->pieces[sp->n - 2].own.word.n == 0) {
        sp->pieces[sp->n - 2].end = sp->pieces[sp->n - 1].end;
        sp->pieces[sp->n - 2].solid_end = sp->pieces[sp->n - 1].solid_end;
        sp->pieces[sp->n - 2].joint = JOINT_NONE;
        sp->n--;
    }
    return final;
}

static void split_brackets(struct arena *a, struct str s, const struct piece *p, int depth,
                           struct clause_list *list);

/*
 * Whether a bracket after the predicate of clause `own` gave a duty: then it is not quoted twice.
 */
static bool says_a_duty_after(const struct clause_list *list, uint32_t own, uint32_t solid_end)
{
    for (uint32_t i = own + 1; i < list->all.n; i++) {
        const struct clause *c = &list->all.v[i];

        if (c->beg >= solid_end && c->force > FORCE_FACT && c->how == HOW_EXPLICIT) {
            return true;
        }
    }
    return false;
}

static void split_range(struct arena *a, struct str s, uint32_t beg, uint32_t end, int depth,
                        struct clause_list *list)
{
    struct splitter sp; /* pieces are set one by one; zeroing them all costs more than reading */
    struct ending forces[PIECE_MAX];

    sp.s = s;
    sp.words = list->words;
    sp.ignore_brackets = !brackets_balance(s, beg, end);
    sp.n = 0;
    cut_at_commas(&sp, beg, end);
    join_pieces(&sp);
    if (sp.n == 0) {
        return;
    }
    struct ending final = join_under_one_force(&sp);

    for (uint32_t i = sp.n; i-- > 0;) {
        struct piece *p = &sp.pieces[i];

        forces[i] = i + 1 == sp.n ? final : own_force(p, forces[i + 1]);
        if (i + 1 < sp.n && forces[i].force == FORCE_NONE) {
            forces[i] = inherited(forces[i + 1]);
        }
    }
    for (uint32_t i = 0; i < sp.n; i++) {
        struct piece *p = &sp.pieces[i];
        uint32_t from = (uint32_t)skip_spaces(s, p->beg);
        struct str text = str_sub(s, from, p->end);

        *VEC_ADD(a, &list->all) = (struct clause){
            .beg = from,
            .end = p->end,
            .force = forces[i].force,
            .how = forces[i].how,
            .joint = p->joint,
            .in_bracket = depth > 0,
            .is_exception = word_at_start(exceptions, text).n > 0,
            .is_question = i + 1 == sp.n && is_question(sp.words, str_sub(s, p->beg, p->solid_end)),
            .predicate_end = str_sub(s, from, p->solid_end),
        };
        if (!sp.ignore_brackets) {
            uint32_t own = list->all.n - 1;

            split_brackets(a, s, p, depth, list);
            if (says_a_duty_after(list, own, p->solid_end)) {
                list->all.v[own].end = p->solid_end;
            }
        }
    }
}

/* The sentences inside one bracket; only those with a force said openly are clauses. */
static void split_inner(struct arena *a, struct str s, uint32_t beg, uint32_t end, int depth,
                        struct clause_list *list)
{
    while (beg < end) {
        ptrdiff_t stop = str_find(str_sub(s, 0, end), STR("。"), beg);
        uint32_t to = stop < 0 ? end : (uint32_t)stop;

        if (to > beg + SHORT_PIECE) {
            split_range(a, s, beg, to, depth, list);
        }
        beg = to + 3;
    }
}

static void split_brackets(struct arena *a, struct str s, const struct piece *p, int depth,
                           struct clause_list *list)
{
    int level = 0;
    uint32_t open = 0;

    if (depth >= BRACKET_DEPTH) {
        return;
    }
    for (size_t at = next_punctuation(s, p->beg); at < p->end; at = next_punctuation(s, at)) {
        uint32_t cp;
        size_t next = at + utf8_decode(s, at, &cp);
        int step = bracket_step(cp);

        if (step > 0 && level++ == 0) {
            open = cp == '(' || cp == '[' || cp == 0x3014 ? (uint32_t)next : 0;
        } else if (step < 0 && --level == 0 && open > 0) {
            split_inner(a, s, open, (uint32_t)at, depth + 1, list);
            open = 0;
        }
        at = next;
    }
}

void clause_split(struct arena *a, struct str s, uint32_t beg, uint32_t end,
                  struct clause_list *list)
{
    if (list->words == NULL) {
        list->words = duty_words_new(a);
    }
    split_range(a, s, beg, end, 0, list);
}
