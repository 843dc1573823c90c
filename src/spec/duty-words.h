/*
 * The words duties are told by: endings of predicates, what joins two clauses, parties, heads.
 * Private to src/spec. All text is folded.
 */
#ifndef SPEC_DUTY_WORDS_H
#define SPEC_DUTY_WORDS_H

#include "base/arena.h"
#include "spec/reg.h"

/* What a predicate does to whom it speaks of. */
enum force {
    FORCE_NONE, /* no predicate: a noun, a heading */
    FORCE_FACT, /* tells how things are, what a word means, what happened */
    FORCE_MUST,
    FORCE_MUST_NOT,
    FORCE_SHOULD,
    FORCE_MAY,
};

/* How openly the force is said. */
enum force_how {
    HOW_EXPLICIT, /* こと, ものとする, なければならない, ください */
    HOW_DEFINE,   /* …とする: fixes a property */
    HOW_PLAIN,    /* 行う, 行わない: a duty only where duties stand */
    HOW_POLITE,   /* 行います: the same; in a call it is the buyer who speaks */
    HOW_NOUN,     /* …を実施: a verb without its ending */
};

struct ending {
    struct str word;
    uint8_t force; /* enum force */
    uint8_t how;   /* enum force_how */
};

/*
 * The words below, so ordered that a text meets only those that may end it. Lives with the arena.
 */
struct duty_words;
const struct duty_words *duty_words_new(struct arena *a);

/* What the end of a text says; the longest known ending counts. `word` is empty when none fits. */
struct ending duty_ending(const struct duty_words *w, struct str s);

enum joint {
    JOINT_NONE,         /* the sentence goes on with the same predicate */
    JOINT_VERB_OR_NOUN, /* 置き: in the table only */
    JOINT_ACT,      /* …し、 a predicate of its own that takes its force from what follows */
    JOINT_WEAK,     /* 協議し、 踏まえ、 only leads to what follows */
    JOINT_COMPLY,   /* 遵守し、 leads to what follows when that is short */
    JOINT_STATE,    /* …され、 …あり、 */
    JOINT_MUST,     /* …こととし、 has its force itself */
    JOINT_MUST_NOT, /* …せず、 */
    JOINT_SHOULD,   /* …に努め、 */
    JOINT_MAY,      /* …でき、 …可とし、 */
    JOINT_DEFINE,   /* …とし、 */
};

struct joint_word {
    struct str word;
    uint8_t joint; /* enum joint */
};

/* What stands before a comma (without the comma); the longest known word counts. */
enum joint duty_joint(const struct duty_words *w, struct str s);

/* A word of a plain list at the start or at the end of s; empty when none is there. */
struct word_list {
    const struct str *words;
    size_t count;
};
struct str word_at_start(struct word_list list, struct str s);
struct str word_at_end(struct word_list list, struct str s);
/* Whether one of the words occurs in s. */
bool word_inside(struct word_list list, struct str s);

/* Bytes of また、 なお、 … at the start of s, with the comma. */
size_t connective_bytes(struct str s);

/*
 * The first condition (場合には, に当たり, 必要に応じて …) of s; false when there is none.
 * ret_beg and ret_end are the bytes of its word.
 */
bool condition_find(struct str s, size_t *ret_beg, size_t *ret_end);

extern const struct word_list act_nouns;    /* 実施, 提出: verbs with する */
extern const struct word_list connectives;  /* また, なお */
extern const struct word_list exceptions;   /* ただし */
extern const struct word_list alternatives; /* 又は */
extern const struct word_list conditions; /* 場合には, ときは: to the end of the condition */
extern const struct word_list approvals; /* 承認を得 … end of "submit and have it approved" */
extern const struct word_list submissions;    /* 提出し … its start */
extern const struct word_list check_leads;    /* 注意, 確認: lead in a list of checks */
extern const struct word_list purpose_heads;  /* 目的, 背景 */
extern const struct word_list contact_heads;  /* 問合せ先 */
extern const struct word_list eligible_heads; /* 応募資格 */
extern const struct word_list work_heads;     /* 業務内容 */
extern const struct word_list frame_heads;    /* 予算額, 契約期間 */
extern const struct word_list frame_topics; /* 履行期間は, 納入場所は: facts of the contract */

extern const struct word_list buyer_acts;   /* 通知, 貸与: done to a contractor */
extern const struct word_list buyer_topics; /* 審査は, 開札は: in a call the buyer does it */
extern const struct word_list buyer_predicates; /* 返却しない, 選定する: likewise */
extern const struct word_list payment_topics;   /* 委託料は…支払う */
extern const struct word_list call_titles;      /* 募集, 公募: the text is a call */

struct party_word {
    struct str word;
    uint8_t actor; /* enum reg_actor */
};
extern const struct party_word party_words[];
extern const size_t party_word_count;

/* Endings of names of the buyer's offices (省, 局, 課 …) and words that only look like them. */
extern const struct word_list office_endings;
extern const struct word_list office_lookalikes;

#endif
