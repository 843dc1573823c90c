/*
 * What a rule is cut from: the clause an expression stands in, the condition or event before it,
 * the words that follow it, and its entry in the register. No search goes farther than a few
 * hundred bytes, so that a sentence of any length costs its length.
 */
#include "spec/value.h"

#include "text/chars.h"

enum {
    SHORT_SENTENCE = 240,   /* bytes of a sentence that is quoted whole */
    QUOTE_AHEAD = 75,       /* bytes a quote goes on after the expression, at least */
    QUOTE_BACK = 120,       /* bytes it may begin before */
    QUOTE_WITH_TOPIC = 150, /* bytes up to which the clause before is taken in */
    LONGEST_CLAUSE = 600,
    WHAT_BYTES = 180,
    TRIGGER_BYTES = 150,
};

static const char *const condition_ends[] = {
    "場合には", "場合は", "場合において", "場合、", "ときには", "ときは", "とき、",
    "時には、", "際には", "際は",         "際、",   "たびに",   "都度",   "ば、",
};

/* Byte after the last 、 or 。 before `end`. */
size_t rule_clause_start(struct str s, size_t end)
{
    size_t from = end > LONGEST_CLAUSE ? utf8_floor(s, end - LONGEST_CLAUSE) : 0;
    ptrdiff_t comma = str_rfind(str_sub(s, from, end), STR("、"));
    /* Only a stop behind the comma counts. */
    size_t behind = comma < 0 ? from : from + (size_t)comma;
    ptrdiff_t stop = str_rfind(str_sub(s, behind, end), STR("。"));
    ptrdiff_t last = stop >= 0 ? (ptrdiff_t)(behind - from) + stop : comma;

    return last < 0 ? from : from + (size_t)last + 3;
}

/* Byte of the next 、 or 。 at or after `from`, else the end. */
size_t rule_clause_end(struct str s, size_t from)
{
    struct str rest = str_sub(s, from, from + LONGEST_CLAUSE);
    ptrdiff_t comma = str_find(rest, STR("、"), 0);
    ptrdiff_t stop = str_find(str_sub(rest, 0, comma < 0 ? rest.n : (size_t)comma), STR("。"), 0);

    comma = stop >= 0 ? stop : comma;
    return comma >= 0                 ? from + (size_t)comma
           : rest.n == LONGEST_CLAUSE ? utf8_floor(s, from + rest.n)
                                      : s.n;
}

/* Without what only leads in (また、, その場合であっても) and what a number left (者の of 10者の). */
static struct str clean_trigger(struct str s)
{
    static const char *const leads[] = {"また、",
                                        "なお、",
                                        "ただし、",
                                        "さらに、",
                                        "その際、",
                                        "その場合でも",
                                        "その場合であっても",
                                        "この場合であっても",
                                        "又は",
                                        "及び",
                                        "または",
                                        "若しくは"};
    static const char *const counters[] = {"者の",   "社の",   "名の",   "件の",
                                           "団体の", "か所の", "箇所の", "回の"};

    for (size_t i = 0; i < COUNT(leads); i++) {
        struct str lead = str_of(leads[i]);

        if (str_starts(s, lead) && s.n > lead.n + 6) {
            s = str_sub(s, lead.n, s.n);
            i = (size_t)-1;
        }
    }
    for (size_t i = 0; i < COUNT(counters); i++) {
        if (str_starts(s, str_of(counters[i]))) {
            s = str_sub(s, str_of(counters[i]).n, s.n);
            break;
        }
    }
    return str_starts(s, STR("、")) ? str_sub(s, 3, s.n) : s;
}

/* The condition that ends before `at`: …場合には, …したときは. */
struct str rule_condition(struct str s, size_t at)
{
    size_t best_end = 0;
    size_t from = at > TRIGGER_BYTES * 2 ? utf8_floor(s, at - TRIGGER_BYTES * 2) : 0;
    struct str before = str_sub(s, from, at);

    for (size_t i = 0; i < COUNT(condition_ends); i++) {
        struct str word = str_of(condition_ends[i]);
        ptrdiff_t found = str_rfind(before, word);

        if (found >= 0) {
            size_t whole = str_starts(word, STR("場合"))   ? 6
                           : str_starts(word, STR("とき")) ? 6
                           : str_starts(word, STR("時"))   ? 3
                           : str_starts(word, STR("際"))   ? 3
                                                           : 0;

            best_end = MAX(best_end, from + (size_t)found + whole);
        }
    }
    if (best_end == 0) {
        return (struct str){};
    }
    size_t beg = rule_clause_start(s, best_end);

    if (best_end - beg < 18 && beg > 3) {
        beg = rule_clause_start(s, beg - 3);
    }
    /* 事故が起き、又はそのおそれがあるとき: the second case leans on the first. */
    if (beg > 3 && (str_at(s, beg, STR("又は")) || str_at(s, beg, STR("若しくは")) ||
                    str_at(s, beg, STR("または")))) {
        beg = rule_clause_start(s, beg - 3);
    }
    ptrdiff_t topic = str_find(str_sub(s, beg, best_end), STR("は、"), 0);

    if (topic >= 0) {
        beg += (size_t)topic + 6;
    }
    return clean_trigger(str_sub(s, beg, best_end));
}

/* 契約締結後 right before the expression. */
struct str rule_event_before(struct str s, size_t at)
{
    size_t end = at;

    if (end >= 3 && str_at(s, end - 3, STR("、"))) {
        end -= 3;
    }
    if (end >= 3 && str_at(s, end - 3, STR("に"))) {
        end -= 3;
    }
    if (end < 6 || !str_at(s, end - 3, STR("後"))) {
        return (struct str){};
    }
    size_t beg = rule_clause_start(s, end);
    ptrdiff_t topic = str_rfind(str_sub(s, beg, end), STR("は"));

    return clean_trigger(str_trim(str_sub(s, topic < 0 ? beg : beg + (size_t)topic + 3, end)));
}

struct span {
    size_t beg, end;
};

/* Where the quote of an expression begins and ends: whole clauses, its condition included. */
static struct span quote_of(struct str s, size_t beg, size_t end, struct str trigger)
{
    struct span q = {.beg = rule_clause_start(s, beg), .end = rule_clause_end(s, end)};

    if (s.n <= SHORT_SENTENCE) {
        return (struct span){.beg = 0, .end = s.n};
    }
    if (beg - q.beg > QUOTE_BACK) {
        q.beg = utf8_floor(s, beg - QUOTE_BACK);
    }
    if (trigger.n > 0 && trigger.p >= s.p && trigger.p < s.p + beg &&
        beg - (size_t)(trigger.p - s.p) <= QUOTE_BACK * 2) {
        q.beg = MIN(q.beg, (size_t)(trigger.p - s.p));
    }
    while (q.end < s.n && q.end - end < QUOTE_AHEAD && !str_at(s, q.end, STR("。"))) {
        q.end = rule_clause_end(s, q.end + 3);
    }
    if (q.end - end > QUOTE_AHEAD * 2) {
        q.end = utf8_floor(s, end + QUOTE_AHEAD * 2);
    }
    if (q.beg > 3) {
        size_t topic = rule_clause_start(s, q.beg - 3);

        q.beg = q.end - topic <= QUOTE_WITH_TOPIC || q.end - q.beg < QUOTE_AHEAD ? topic : q.beg;
    }
    return q;
}

/* What is due: the words after the expression, without こと. */
struct str rule_what(struct str s, size_t end)
{
    size_t beg = str_at(s, end, STR("、")) ? end + 3 : end;

    if (str_at(s, beg, STR("て、"))) {
        beg += 6;
    } else if (str_at(s, beg, STR("て")) || str_at(s, beg, STR("に")) ||
               str_at(s, beg, STR("は"))) {
        beg += 3;
    }
    size_t stop = rule_clause_end(s, beg);

    while (stop < s.n && stop - beg < 24) {
        stop = rule_clause_end(s, stop + 3);
    }
    struct str what =
        str_trim(str_sub(s, beg, MIN(stop, utf8_floor(s, MIN(s.n, beg + WHAT_BYTES)))));

    return str_ends(what, STR("すること")) ? str_sub(what, 0, what.n - 12)
           : str_ends(what, STR("こと"))   ? str_sub(what, 0, what.n - 6)
                                           : what;
}

void rule_add(struct value_reader *v, size_t beg, size_t end, struct str rule, struct str trigger,
              struct str value)
{
    struct reading *r = v->r;
    const struct block *b = &r->blocks.v[v->block];
    struct span q = quote_of(v->s, beg, end, trigger);

    trigger = clean_trigger(trigger);
    struct str what = rule_what(v->s, end);

    if (char_count(what) < 3) {
        what = str_trim(str_sub(v->s, rule_clause_start(v->s, beg), beg));
    }
    *VEC_ADD(r->arena, &r->time_places) = (struct time_place){
        .block = v->block,
        .beg = v->in_block + (uint32_t)beg,
        .end = v->in_block + (uint32_t)end,
        .entry = r->reg->rules.n,
    };
    *VEC_ADD(r->arena, &r->reg->rules) = (struct reg_rule){
        .src = block_src(r, b, v->in_block + q.beg, v->in_block + q.end),
        .rule = rule,
        .trigger = trigger,
        .what = what,
        .value = value,
        .annex_item = v->annex_item,
        .at = block_src(r, b, v->in_block + beg, v->in_block + end),
    };
}
