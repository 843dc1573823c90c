/*
 * What people write for a package: the facts of the contract (text, `key: value`), the ledger of
 * rights and the decisions (csv; columns are found by their names).
 */
#ifndef PACK_PACK_INPUT_H
#define PACK_PACK_INPUT_H

#include "base/err.h"
#include "base/vec.h"

/* The facts; empty = not said. */
struct pack_facts {
    struct str project;    /* 委託事業名 */
    struct str title;      /* 報告書の題名 */
    struct str contractor; /* 受注事業者名 */
    struct str office;     /* 担当課室名 */
    struct str month;      /* 作成年月 */
    struct str edition;    /* 版・言語 */
    struct str summary, keywords;
};

/* A thing of somebody else in the report. */
struct pack_right {
    struct str page, figure, title, owner, source;
    struct str consent; /* 承諾, 未承諾, 不明, 自社 */
    bool is_free;       /* it may be used further: not in the list */
};

struct pack_rights {
    VEC(struct pack_right) all;
};

/* Somebody has looked at a finding and lets it pass. */
struct pack_decision {
    struct str rule, sha256; /* sha256 "-": of the folder */
    struct str place;        /* "*": anywhere in the file */
    struct str who, when, reason;
    bool is_used;
};

struct pack_decisions {
    VEC(struct pack_decision) all;
};

/* Names of the columns of the lists, in their order; NULL at the end. */
extern const char *const pack_right_columns[];
extern const char *const pack_decision_columns[];
/* Keys of the facts, in their order; NULL at the end. */
extern const char *const pack_fact_keys[];

/* Each reads a file; `path` NULL gives an empty one. ERR_INVALID with the line. */
int pack_facts_read(struct arena *a, const char *path, struct pack_facts *ret_facts,
                    struct err *err) MUST_USE;
int pack_rights_read(struct arena *a, const char *path, struct pack_rights *ret_rights,
                     struct err *err) MUST_USE;

/* `date` is the day of the package: nobody decides later than that. */
int pack_decisions_read(struct arena *a, const char *path, struct str date,
                        struct pack_decisions *ret_decisions, struct err *err) MUST_USE;

/* A name, not a role: two characters at least, and none of the words for nobody. */
bool pack_is_person(struct str who);

/* How many items of the ledger go to the list of what may not be used further. */
uint32_t pack_rights_listed(const struct pack_rights *rights);

#endif
