/*
 * A package being made: what its parts share. In their order: choose says which file goes where,
 * gate what a person must have decided, report and form make files, seal the signed lists; place is
 * how all of it comes to be there. Private to the folder.
 */
#ifndef PACK_PACK_MAKING_H
#define PACK_PACK_MAKING_H

#include "pack/pack-gate.h"
#include "pack/pack-place.h"
#include "pack/pack-set.h"

struct making {
    struct arena *arena;
    const struct pack_call *call;
    const struct profile *profile;
    struct pack_facts facts;
    struct pack_rights rights;
    struct pack_decisions decisions;
    struct inspect_report report; /* of the folder */
    struct deliver deliver;
    struct pack_gate gate;
    struct pack_set sets[PACK_SIDES];
    struct pack_place place;
    struct pack_result *result;
};

/* ---- pack-choose.c ---- */

/* A PDF that is published anew. */
bool pack_choose_is_report(const struct deliver_file *file);

/* An edition beside the report: a summary, or in another language. */
bool pack_choose_is_beside(struct str name);

/* The name without folder and ending; borrowed from it. */
struct str pack_choose_stem(struct str name);

struct pack_volumes {
    VEC(const struct deliver_file *) all;
};

/* Reports, or with `beside` the editions beside them, in the order of their names. */
void pack_choose_reports(struct making *m, bool beside, struct pack_volumes *ret);

/* The part of a form that is to be made: the profile says so, and the folder has none. Or NULL. */
const struct profile_part *pack_choose_form(const struct making *m, enum profile_role role);

/* Copies every file that is no report into its set. ERR_CONFLICT, ERR_IO. */
int pack_choose_rest(struct making *m, struct err *err) MUST_USE;

/* ---- pack.c ---- */

/* The name in the package of what is called `name` in a set. */
struct str pack_name(struct making *m, enum pack_side side, struct str name);

/* Notes a file that was made, by its name in the set. ERR_IO. */
int pack_add(struct making *m, enum pack_side side, struct pack_item item,
             struct err *err) MUST_USE;

/* A file as it is; what is copied must be what was inspected. ERR_CONFLICT, ERR_IO. */
int pack_copy(struct making *m, const struct deliver_file *file, enum pack_side side,
              struct str name, struct err *err) MUST_USE;

/* ---- pack-gate.c, on what is made ---- */

/* Asks about each finding of C or H in the folder that nobody decided. */
void pack_gate_ask_folder(struct making *m);

/* What we made is inspected too: a finding passes when it was decided for a source. */
int pack_gate_inspect_made(struct making *m, struct err *err) MUST_USE;

/* No file of the one set is in the other, by its bytes or by its name. ERR_CONFLICT. */
int pack_gate_check_apart(struct making *m, struct err *err) MUST_USE;

/* ---- pack-report.c ---- */

/* Reports and editions beside them into both sets, cut where they are over a limit. */
int pack_report_put(struct making *m, struct err *err) MUST_USE;

/* ---- pack-form.c ---- */

/* The forms that are missing. ERR_INVALID: a fact is missing. */
int pack_form_put(struct making *m, struct err *err) MUST_USE;

/* ---- pack-seal.c ---- */

/* Lists of the sets, mails, the office's list; signed. ERR_LIMIT, ERR_IO. */
int pack_seal_put(struct making *m, struct err *err) MUST_USE;

#endif
