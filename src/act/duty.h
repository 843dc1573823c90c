/* Duties: the register a person works off. */
#ifndef ACT_DUTY_H
#define ACT_DUTY_H

#include "act/due.h"

struct duty_time {
    struct str value; /* notation, docs/REGISTER.md */
    struct str words; /* of the document */
};

/* How the parties read a vague deadline, agreed with the officer. */
struct duty_reading {
    struct str value; /* notation; empty = none agreed */
    struct str words; /* as agreed: 「契約後5営業日以内」 */
    struct str by;    /* officer, by whom */
    int32_t day;      /* when it was agreed */
    struct str note;
};

struct duty {
    int64_t id, version, contract, document;
    struct str state; /* open done dropped replaced */
    struct str section, quote, summary;
    struct str modality; /* must must_not should may */
    struct str party;    /* contractor ministry subcontractor third_party */
    struct str condition, phase, item, due_words, owner, note;
    struct str origin; /* machine person */
    struct duty_time *times;
    uint32_t time_count;
    struct duty_reading reading;
    bool is_corrected; /* a person changed what the machine read; `machine` keeps that */
    struct str machine_quote, machine_summary, machine_modality, machine_party, machine_times;
    int64_t exception_of;          /* duty; 0 = none */
    uint32_t beg, end, line, page; /* in the document's text */
    struct due_rows clocks;        /* act_duty() only */
    struct evidence_list {
        struct evidence *v;
        uint32_t n, room;
    } evidence; /* act_duty() only */
};

struct evidence {
    int64_t id, version, duty;
    struct str clock_key, note, file_name, actor, state; /* given withdrawn */
    struct str blob;                                     /* SHA-256 in hex; empty = no file */
    struct str inspected; /* how far the file was looked through; empty = no file, or not at all */
    int64_t grave;        /* findings of C and H in it */
    int32_t day;
};

struct duty_list {
    struct duty *v;
    uint32_t n, room;
};

struct duty_filter {
    int64_t contract;                                        /* needed */
    struct str party, modality, section, item, state, owner; /* empty = any; section: prefix */
    bool unowned;                                            /* those without an owner */
    bool to_agree;                                           /* vague and without a reading */
    bool annex_only, body_only;
    struct str words; /* search */
    struct str cursor;
    int limit; /* 0 = all of the contract */
};

/* In order of the document. State empty means open and done. ret_cursor may be NULL. */
int act_duties(struct act *act, const struct duty_filter *filter, struct duty_list *ret,
               struct str *ret_cursor, struct err *err) MUST_USE;
int act_duty(struct act *act, int64_t id, struct duty *ret, struct err *err) MUST_USE;

/* Each of these changes one duty as it was shown (version): ERR_CONFLICT tells who was faster. */

/* owner empty = takes the owner away. */
int act_duty_assign(struct act *act, int64_t id, int64_t version, struct str owner,
                    struct err *err) MUST_USE;
/* ERR_INVALID when the value is no notation a clock can be made of. Empty value withdraws it. */
int act_duty_agree(struct act *act, int64_t id, int64_t version, const struct duty_reading *reading,
                   struct err *err) MUST_USE;

struct duty_done {
    struct str clock_key; /* instance; empty = the duty as a whole */
    struct str note;
    const struct blob *file; /* NULL = none; note or file is needed */
    int32_t day;             /* when it was done; CALENDAR_NONE = today */
};
/*
 * Records evidence. The duty as a whole is done when every clock has evidence, or without clocks.
 * A file is looked through by the inspector; what is found is told beside it and refuses nothing.
 */
int act_duty_done(struct act *act, int64_t id, int64_t version, const struct duty_done *done,
                  struct err *err) MUST_USE;
int act_evidence_withdraw(struct act *act, int64_t evidence, int64_t version, struct str why,
                          struct err *err) MUST_USE;

struct duty_text {
    struct str section, quote, summary, modality, party, condition, note;
    struct str time; /* notations, one a line */
};
/* Adds a duty by hand. */
int act_duty_add(struct act *act, int64_t contract, const struct duty_text *text, int64_t *ret_id,
                 struct err *err) MUST_USE;
/* Corrects one; what the machine read is kept beside. */
int act_duty_correct(struct act *act, int64_t id, int64_t version, const struct duty_text *text,
                     struct err *err) MUST_USE;
/*
 * Makes two or more of one; parts[] are the quotes or summaries. The first keeps clock and owner.
 */
int act_duty_split(struct act *act, int64_t id, int64_t version, const struct duty_text *parts,
                   size_t count, int64_t *ret_first, struct err *err) MUST_USE;
/* Makes one of several of the same contract; the first stays, the others are "replaced". */
int act_duty_join(struct act *act, const int64_t *ids, size_t count, struct err *err) MUST_USE;
/* "Not a duty": dropped with a reason; restored by undo or by act_duty_restore. */
int act_duty_drop(struct act *act, int64_t id, int64_t version, struct str why,
                  struct err *err) MUST_USE;
int act_duty_restore(struct act *act, int64_t id, int64_t version, struct err *err) MUST_USE;

#endif
