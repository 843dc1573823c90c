/*
 * The subject of a clause; see duty-actor.h.
 *
 * Xは counts wherever it stands outside brackets; the last one wins. Xが, Xにて and Xにおいて
 * count only when nothing after them shows that they belong to a relative clause or a condition:
 * 当局が指定する会場を確保すること is no act of 当局.
 */
#include "spec/duty-actor.h"

#include "text/chars.h"

/* A verb in 終止形 before a noun: a relative clause ends here. */
static bool verb_meets_noun(struct str s, size_t at)
{
    static const char *const verbs[] = {"る", "う", "く", "す",   "つ",
                                        "む", "ぶ", "た", "ない", "べき"};
    enum char_class class = char_class_at(s, at);

    if (class != CHAR_KANJI && class != CHAR_KATAKANA && class != CHAR_OPEN &&
        class != CHAR_DIGIT) {
        return false;
    }
    struct str before = str_sub(s, 0, at);

    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (str_ends(before, str_of(verbs[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether what follows the subject is its predicate up to the end of the clause. */
static bool is_main_predicate(struct str rest)
{
    static const char *const subordinate[] = {"とき", "ため", "ので",   "までは",
                                              "こと", "もの", "ところ", "よう"};

    for (size_t at = 0; at < rest.n;) {
        uint32_t cp;

        if (verb_meets_noun(rest, at)) {
            return false;
        }
        at += utf8_decode(rest, at, &cp);
    }
    for (size_t i = 0; i < COUNT(subordinate); i++) {
        ptrdiff_t at = str_find(rest, str_of(subordinate[i]), 0);

        /* こと and ものとする may end the clause. */
        if (at >= 0 && rest.n - (size_t)at > STR("ものとすること").n) {
            return false;
        }
    }
    return true;
}

struct particle {
    struct str word;
    bool is_topic;
};

static const struct particle particles[] = {
    {{"は", 3}, true},    {{"では", 6}, true},       {{"においては", 15}, true},
    {{"にて", 6}, false}, {{"において", 12}, false}, {{"が", 3}, false},
    {{"より", 6}, false},
};

/* The characters they start with, and brackets. */
static const uint8_t starts[CHAR_TABLE_BYTES] = {
    [U'は'] = 1, [U'で'] = 1, [U'に'] = 1, [U'が'] = 1, [U'よ'] = 1, ['('] = 2,
    [')'] = 2,   ['['] = 2,   [']'] = 2,   ['{'] = 2,   ['}'] = 2,   [0x3008 ... 0x3015] = 2,
};

/* The particle at byte `at`; NULL when there is none. */
static const struct particle *particle_at(struct str s, size_t at)
{
    for (size_t i = COUNT(particles); i-- > 0;) {
        if (str_at(s, at, particles[i].word)) {
            return &particles[i];
        }
    }
    return NULL;
}

/* 落札者に通知する, 受注者に報告を求める: what the buyer does, though nobody says so. */
static bool is_given_to_contractor(const struct reading *r, struct str s, const struct clause *c)
{
    for (ptrdiff_t at = str_find(s, STR("に"), c->beg); at >= 0 && (size_t)at < c->end;
         at = str_find(s, STR("に"), (size_t)at + 3)) {
        enum reg_actor actor;
        size_t beg;

        if ((size_t)at > c->beg && term_party_before(r, s, (size_t)at, &actor, &beg) &&
            beg >= c->beg && actor == ACTOR_CONTRACTOR) {
            return word_inside(buyer_acts, str_sub(s, (size_t)at, c->end));
        }
    }
    return false;
}

/* 東都、南県及び西市において: where it happens, not who acts. A name of one character was defined. */
static bool is_place(struct str s, size_t at, const struct particle *p)
{
    static const char *const ends[] = {"都", "道", "府", "県", "市", "町", "村", "区"};
    struct str before = str_sub(s, 0, at);

    if (str_eq(p->word, STR("が")) || str_eq(p->word, STR("は")) || str_eq(p->word, STR("より"))) {
        return false;
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(before, str_of(ends[i])) && at > 3) {
            enum char_class class = char_class_before(s, at - 3);

            return (class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_HIRAGANA) &&
                   !str_ends(before, STR("本市")) && !str_ends(before, STR("当市")) &&
                   !str_ends(before, STR("本県")) && !str_ends(before, STR("当県"));
        }
    }
    return false;
}

enum actor_named duty_actor_named(const struct reading *r, struct str s, const struct clause *c,
                                  enum reg_actor *ret_actor)
{
    enum actor_named named = ACTOR_UNNAMED;
    int depth = 0;

    struct str text = str_sub(s, 0, c->end);
    struct char_walk walk;

    char_walk_begin(&walk, starts, text, c->beg);
    for (size_t at = char_walk_next(&walk, c->beg); at < text.n;
         at = char_walk_next(&walk, at + 1)) {
        uint32_t cp;

        utf8_decode(s, at, &cp);
        depth = MAX(depth + bracket_step(cp), 0);
        if (depth == 0 && at > c->beg && starts[char_table_place(cp)] == 1) {
            const struct particle *p = particle_at(s, at);
            enum reg_actor actor;
            size_t beg;

            if (p != NULL && !is_place(s, at, p) &&
                term_party_before(r, str_sub(s, 0, at), at, &actor, &beg) && beg >= c->beg) {
                if (p->is_topic) {
                    *ret_actor = actor;
                    named = ACTOR_AS_TOPIC;
                } else if (named != ACTOR_AS_TOPIC &&
                           is_main_predicate(str_sub(s, at + p->word.n, c->end))) {
                    *ret_actor = actor;
                    named = ACTOR_AS_SUBJECT;
                }
            }
        }
    }
    if (named == ACTOR_UNNAMED && is_given_to_contractor(r, s, c)) {
        *ret_actor = ACTOR_MINISTRY;
        named = ACTOR_AS_SUBJECT;
    }
    return named;
}
