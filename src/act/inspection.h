/*
 * Files that are to leave the office: each is kept, looked through by the inspector, and may go
 * when every grave finding (C, H) has a recorded decision. A decision is about one rule in one
 * file; who made it, when and why is an event of the contract. Findings are kept masked.
 *
 * A file that comes again under its name is a new edition of the same entry. What was decided about
 * the one before is proposed again, and holds when a person confirms it: the bytes are others, and
 * what is kept of them is masked. A proposal can be confirmed as it is only where the rule found
 * nothing that the edition before did not have (place and what is read); earlier editions stay in
 * the history.
 */
#ifndef ACT_INSPECTION_H
#define ACT_INSPECTION_H

#include "act/act.h"
#include "clean/clean.h"
#include "inspect/pdf/page-picture.h"

enum decision_choice { DECISION_NONE, DECISION_ALLOW, DECISION_MEND };

struct decision {
    enum decision_choice choice;
    struct str reason, by;
    int32_t day;
};

/* What was decided about the rule in the edition before. */
struct decision_proposal {
    struct decision decision; /* DECISION_NONE: nothing */
    uint32_t added;           /* places that it was not about; 0: it can be confirmed as it is */
};

/* What one rule found in the file. */
struct inspected_rule {
    const struct inspect_rule *rule; /* NULL: a rule that this program no longer has */
    struct str id;
    bool is_grave; /* stops the file from leaving until it is decided */
    struct decision decision;
    struct decision_proposal proposal; /* only while nothing is decided */
    VEC(struct inspect_finding) findings;
};

struct inspection {
    int64_t id, version, contract;
    struct str
        state; /* open: to be decided; ready: may leave; replaced: by a cleaned one; dropped */
    struct str name, kind;
    uint8_t sha256[32];
    int64_t bytes;
    enum inspect_state result;
    struct str why;                    /* of another result than inspected */
    int64_t cleaned_from, deliverable; /* records; 0 = none */
    int32_t day;                       /* it came in */
    uint32_t edition;                  /* from 1 */
    uint32_t undecided;                /* grave rules without a decision that lets them pass */
    uint32_t proposed;                 /* rules with a proposal that can be confirmed */
    VEC(struct inspected_rule) rules;  /* gravest first */
    VEC(struct clean_removed) removed; /* by cleaning, which made this file of cleaned_from */
};

struct inspection_list {
    VEC(struct inspection) v;
};

/* Those of the contract that are not dropped, newest first. */
int act_inspections(struct act *act, int64_t contract, struct inspection_list *ret,
                    struct err *err) MUST_USE;
int act_inspection(struct act *act, int64_t id, struct inspection *ret, struct err *err) MUST_USE;

/* What became of a file that came in. */
enum inspection_came {
    INSPECTION_CAME,       /* 0: a new entry */
    INSPECTION_CAME_ANEW,  /* a new edition of an entry */
    INSPECTION_CAME_AGAIN, /* the same bytes with the same findings: nothing was changed */
};

/*
 * Keeps the file at `path` under `name` and looks through it; `deliverable` 0 = none. What cannot
 * be read is kept too, as a file to be decided. An entry of the contract with this name that is
 * open or ready, and belongs to no other deliverable, gets a new edition. >=0: enum
 * inspection_came. ERR_INVALID (empty), ERR_IO.
 */
int act_inspection_add(struct act *act, int64_t contract, int64_t deliverable, struct str path,
                       struct str name, int64_t *ret_id, struct err *err) MUST_USE;

/*
 * The same as a new edition of this entry, whatever the file is called now. ERR_CONFLICT: the entry
 * was changed since `version`, or a cleaned file took its place. >=0 as above.
 */
int act_inspection_renew(struct act *act, int64_t id, int64_t version, struct str path,
                         struct str name, struct err *err) MUST_USE;

/* What becomes of findings: to let them pass needs a reason, and a person who signs by name. */
struct decision_call {
    enum decision_choice choice; /* DECISION_NONE takes the decision back */
    struct str reason, who;
};

/* ERR_INVALID: it lets something pass, and the reason or the name of a person is missing. */
int act_decision_check(const struct decision_call *call, struct err *err) MUST_USE;

/* The file as it was at a version of its record, now or before. ERR_NOT_FOUND. */
int act_inspection_at(struct act *act, int64_t id, int64_t version, struct inspection *ret,
                      struct err *err) MUST_USE;

/*
 * Makes decisions of all proposals that can be confirmed, in the name of `who`, with their reasons;
 * *ret_count is how many. ERR_INVALID: no name of a person, or nothing is proposed. ERR_CONFLICT.
 */
int act_inspection_confirm(struct act *act, int64_t id, int64_t version, struct str who,
                           uint32_t *ret_count, struct err *err) MUST_USE;

/* Decides what becomes of a rule's findings in the file. ERR_INVALID, ERR_CONFLICT. */
int act_inspection_decide(struct act *act, int64_t id, int64_t version, struct str rule,
                          const struct decision_call *call, struct err *err) MUST_USE;

/*
 * The same in several files of the contract at once, all of them or none; those that were replaced
 * or taken off the list meanwhile, or no longer have the rule, are passed over. *ret_count is how
 * many were decided. ERR_INVALID, ERR_NOT_FOUND: a file of another contract.
 */
int act_inspections_decide(struct act *act, int64_t contract, const int64_t *ids, size_t count,
                           struct str rule, const struct decision_call *call, uint32_t *ret_count,
                           struct err *err) MUST_USE;

/* What is told for all findings of a kind. */
struct inspection_cleaning {
    enum clean_tracked tracked;
    enum clean_hidden hidden; /* BY_RULE: what was decided to be mended goes */
};

/*
 * Cleans the file: what rules take out by themselves, and what was decided to be mended. The
 * cleaned file comes in in its place, inspected again, with the decisions that let findings pass.
 * ERR_INVALID (nothing to take out), ERR_UNSUPPORTED (it cannot be cleaned: why, and what to do),
 * ERR_CONFLICT, ERR_IO.
 */
int act_inspection_clean(struct act *act, int64_t id, int64_t version,
                         const struct inspection_cleaning *how, int64_t *ret_id,
                         struct err *err) MUST_USE;

/* Takes the file off the list; its bytes and its history stay. */
int act_inspection_drop(struct act *act, int64_t id, int64_t version, struct err *err) MUST_USE;

/* One page of a PDF as a picture to mark places on. ERR_NOT_FOUND: it has no such page. */
int act_inspection_page(struct act *act, int64_t id, uint32_t page, struct page_picture *ret,
                        struct err *err) MUST_USE;

#endif
