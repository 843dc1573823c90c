/* Contracts: the list, one with its facts and figures, its changes. */
#ifndef ACT_CONTRACT_H
#define ACT_CONTRACT_H

#include "act/due.h"

struct contract_counts {
    int64_t duties; /* open and done */
    int64_t done;
    int64_t late;      /* clocks past their day without evidence */
    int64_t soon;      /* due within 14 days */
    int64_t waiting;   /* clocks whose occasion has no day yet */
    int64_t to_agree;  /* vague: a reading is to be agreed */
    int64_t unowned;   /* open duties without an owner */
    int64_t findings;  /* open */
    int64_t questions; /* draft or sent, not answered */
};

struct contract {
    int64_t id, version;
    struct str state; /* open closed */
    struct str title, buyer, buyer_office, contract_type, note;
    int32_t term_first, term_last; /* CALENDAR_NONE = not known */
    int64_t fiscal_year;           /* 0 = not known */
    int64_t budget_cap_yen;        /* -1 = not stated */
    struct contract_counts counts;
    bool has_next;
    struct due_row next; /* the next open clock with a day */
};
struct contract_list {
    struct contract *v;
    uint32_t n, room;
};

/* All contracts, open ones first, by the day of what is due next. */
int act_contracts(struct act *act, struct contract_list *ret, struct err *err) MUST_USE;
/* The same without figures and next days, in order of their numbers: for choosing one. */
int act_contract_titles(struct act *act, struct contract_list *ret, struct err *err) MUST_USE;
int act_contract(struct act *act, int64_t id, struct contract *ret, struct err *err) MUST_USE;

/* New values of a contract; fields that stay are given as they were shown. */
struct contract_change {
    struct str title, buyer, buyer_office, contract_type, note;
    int32_t term_first, term_last;
    bool close; /* closed contracts count no clocks */
};
/* Changing the term recomputes the clocks. */
int act_contract_change(struct act *act, int64_t id, int64_t version,
                        const struct contract_change *change, struct err *err) MUST_USE;

struct fact {
    int64_t id, version;
    struct str key, value, quote;
    const char *label; /* what the key means, in the process's language; NULL = unknown */
    uint32_t beg, end; /* bytes of the document's text; both 0 = typed by a person */
    int64_t document;
};
struct fact_list {
    struct fact *v;
    uint32_t n, room;
};
/* Facts of the contract, in the order of the document. */
int act_facts(struct act *act, int64_t contract, struct fact_list *ret, struct err *err) MUST_USE;
/* Corrects the value of a fact; title, buyer and term of the contract follow. */
int act_fact_correct(struct act *act, int64_t id, int64_t version, struct str value,
                     struct err *err) MUST_USE;

struct document {
    int64_t id, version;
    struct str name, kind, state, edition;
    uint8_t sha256[32];
    int64_t bytes;
    struct str inspected; /* how far it was looked through; empty = it was not */
    int64_t grave;        /* findings of C and H in it */
    struct str text;      /* its text layer; empty when it was too large to keep beside */
    int64_t opened_ms;
};
struct document_list {
    struct document *v;
    uint32_t n, room;
};
/* Documents in force first. Without their text; act_document() gives it. */
int act_documents(struct act *act, int64_t contract, struct document_list *ret,
                  struct err *err) MUST_USE;
int act_document(struct act *act, int64_t id, struct document *ret, struct err *err) MUST_USE;

#endif
