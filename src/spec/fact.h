/*
 * Facts about the contract itself: several places may state one; the best one counts.
 * Private to src/spec.
 */
#ifndef SPEC_FACT_H
#define SPEC_FACT_H

#include "spec/label.h"

enum fact_key {
    FACT_TITLE,
    FACT_BUYER,
    FACT_BUYER_OFFICE,
    FACT_NOTICE_DATE,
    FACT_CONTRACT_END,
    FACT_PERIOD_TEXT,
    FACT_SUBMISSION_DEADLINE,
    FACT_QUESTION_DEADLINE,
    FACT_BUDGET_CAP,
    FACT_CONTRACT_TYPE,
    FACT_ADOPTED_COUNT,
    FACT_DELIVERY_PLACE,
    FACT_CONTACT_PHONE,
    FACT_CONTACT_EMAIL,
    FACT_ELIGIBILITY,
    FACT_AWARD_RULE,
    FACT_FISCAL_YEAR,
    FACT_KEY_COUNT,
};

/* How sure a place makes us; the lowest wins. */
enum fact_rank {
    FACT_STATED = 1, /* under its own heading */
    FACT_SAID,       /* in a sentence about it */
    FACT_HEAD,       /* at the head of the document */
    FACT_IMPLIED,    /* follows from another fact */
    FACT_FORM,       /* in a form to be filled in */
};

struct fact_offer {
    enum fact_key key;
    uint8_t rank;
    bool per_type; /* one of several, a type of project each: kept beside the best */
    struct str value;
    struct reg_src src;
};

struct fact_maker {
    struct reading *r;
    const struct label_list *labels;
    VEC(struct fact_offer) offers;
    uint32_t counts[FACT_KEY_COUNT]; /* offers of each key */
};

/* Offers a value; kept in the register if no place with a better rank gives the same key. */
void fact_offer(struct fact_maker *m, enum fact_key key, enum fact_rank rank, struct str value,
                struct reg_src src);

/* Offers a value that holds for one type of project; each is kept, once. */
void fact_offer_of_type(struct fact_maker *m, enum fact_key key, struct str value,
                        struct reg_src src);

/* The best offer of a key so far; NULL when there is none. */
const struct fact_offer *fact_best(const struct fact_maker *m, enum fact_key key);

/* The text of a value without the words of the sentence around it (…は、 … とする). */
struct block_span fact_core(const struct reading *r, struct block_span value);

/* Each offers what it finds; they run in this order. */
void fact_find_title(struct fact_maker *m);   /* title, fiscal_year */
void fact_find_party(struct fact_maker *m);   /* buyer, buyer_office, delivery_place */
void fact_find_contact(struct fact_maker *m); /* contact_phone, contact_email */
void fact_find_terms(
    struct fact_maker *m); /* contract_type, adopted_count, eligibility, award_rule */
void fact_find_dates(struct fact_maker *m);  /* notice_date, period, deadlines */
void fact_find_budget(struct fact_maker *m); /* budget_cap_yen */
void fact_find_types(struct fact_maker *m);  /* caps and numbers in tables of types */

#endif
