/*
 * What a person may do and see. Every command, page and API operation reaches the desk's data
 * through the functions of this folder; each takes a struct act: who asks, when, of which desk.
 *
 * Functions return 0, or <0 with err (ERR_NOT_FOUND, ERR_CONFLICT when the record has moved on
 * since it was shown, ERR_INVALID with what to mend, ERR_DENIED). What they return lives in the
 * arena. A function that changes something writes the change, its event and the recomputed clocks
 * in one transaction, and returns when that is on disk.
 */
#ifndef ACT_ACT_H
#define ACT_ACT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/store.h"

/* An open desk: its store and its settings. One a process. */
struct desk;

/* Errors are those of store_open(). Caller closes. */
int desk_open(const char *folder, bool read_only, struct desk **ret, struct err *err) MUST_USE;
void desk_close(struct desk *d);
struct store *desk_store(struct desk *d);
/* The folder it was opened with. */
const char *desk_folder(const struct desk *d);

struct act {
    struct desk *desk;
    struct arena *arena; /* of the request */
    struct str actor;    /* name shown in the history */
    int64_t now_ms;      /* when the request came, ms since 1970-01-01 UTC */
};

/* The day of the request in Japan. */
int32_t act_today(const struct act *act);

/* ---- history and undo (history.c) ---- */

/* What an action decided about the findings of a rule. */
struct history_decision {
    struct str rule, choice, by; /* "PDF-101"; allow, mend, none (taken back); who signed */
};

struct history_entry {
    int64_t seq, contract, record, version;
    struct str type; /* of the record */
    struct str kind; /* "duty.assign" */
    struct str actor;
    int64_t at_ms;
    struct str what; /* one line: summary of the duty, name of the occasion … */
    bool can_undo;   /* nothing that it touched has moved on since */
    VEC(struct history_decision) decided; /* by it, in a file that is to leave or in the sets */
    int64_t edition;                      /* of the file, when its bytes came anew; else 0 */
};
struct history {
    struct history_entry *v;
    uint32_t n, room;
};

/* Newest first. contract, record: 0 = any. before_seq: 0 = from the newest. */
int act_history(struct act *act, int64_t contract, int64_t record, int64_t before_seq, int limit,
                struct history *ret, struct err *err) MUST_USE;

/*
 * Takes back the action that event `seq` belongs to, all its changes, as a new change: nothing is
 * erased. ERR_CONFLICT when something it touched has been changed since.
 */
int act_undo(struct act *act, int64_t seq, int64_t *ret_contract, struct err *err) MUST_USE;

/* The head of the chain: "4812 3f9c…" , printed in the footer and in every paper. */
int act_head(struct act *act, struct event_head *ret, struct err *err) MUST_USE;

/*
 * All events of the desk, for an auditor: each with what its hash is made of. Bodies and salts of
 * other contracts are withheld as if erased, so that the chain still verifies.
 */
int act_events(struct act *act, int64_t contract,
               int (*each)(const struct event_proof *p, void *user, struct err *err), void *user,
               struct err *err) MUST_USE;

/* ---- answers to repeated requests of programs (answer.c) ---- */

/* The answer that was given to this key of this actor: 1 and the answer, 0 when there is none.
 * ERR_CONFLICT when the key came with another request. */
int act_recall(struct act *act, struct str key, const uint8_t request[32], struct str *ret_answer,
               struct err *err) MUST_USE;
/* Keeps an answer for 48 hours. */
int act_remember(struct act *act, struct str key, const uint8_t request[32], struct str answer,
                 struct err *err) MUST_USE;

#endif
