/* For the opening files: records of what a register says. */
#ifndef ACT_OPENING_WRITE_H
#define ACT_OPENING_WRITE_H

#include "act/body.h"
#include "act/look.h"
#include "act/opening.h"

#include "base/buf.h"

/* Duties of the edition before, by their words. */
struct old_duty {
    struct record record;
    struct str normal;  /* the machine's quote, folded */
    uint32_t file, beg; /* place in the old edition */
    bool is_taken;
};
struct old_duties {
    struct old_duty *v;
    uint32_t n, room;
};

/* One opening being written. */
struct writing {
    struct act *act;
    struct opening *o;
    struct tx *tx;
    int64_t contract;
    int64_t *documents;          /* records, by index of the file */
    struct inspect_file *looked; /* what is in each file */
    int64_t order;               /* of the next duty */
    struct old_duties *old;      /* of the edition before; NULL for a new contract */
};

/* Adds the documents of the opening; sets w->documents. */
int opening_add_documents(struct writing *w, struct err *err) MUST_USE;

/* Body of the duty of an obligation, or of an item of the annex; caller frees. */
json_t *opening_duty_body(struct writing *w, uint32_t obligation);
json_t *opening_item_body(struct writing *w, uint32_t item);
/* Body of a duty for a day that no obligation holds. */
json_t *opening_dated_body(struct writing *w, const struct reg_src *src, struct str summary,
                           struct str value, struct str words);

/* The duties a machine read and that are in force, in order of their words. */
int opening_load_old(struct writing *w, struct old_duties *ret, struct err *err) MUST_USE;

/*
 * Adds the duty that was read at src, or lets that of the edition before go on in it. ret_id may be
 * NULL.
 */
int opening_put_duty(struct writing *w, json_t *read, const struct reg_src *src, int64_t *ret_id,
                     struct err *err) MUST_USE;
/* All duties of the register: obligations, then items of the annex. */
int opening_put_duties(struct writing *w, struct err *err) MUST_USE;

/* Adds a record of the contract. ret_id may be NULL. */
int opening_add(struct writing *w, const struct type *type, json_t *body, int64_t *ret_id,
                struct err *err) MUST_USE;

/* Facts, deliverables, findings, milestones of the register. */
int opening_add_facts(struct writing *w, struct err *err) MUST_USE;
int opening_add_lists(struct writing *w, struct err *err) MUST_USE;

/* `"source"` of a place. */
json_t *opening_source(const struct writing *w, const struct reg_src *src);

/* Writes the differences to a contract that is open; opening-revise.c. */
int opening_revise(struct writing *w, struct err *err) MUST_USE;

#endif
