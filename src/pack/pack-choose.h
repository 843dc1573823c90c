/* Which file of the folder goes where. */
#ifndef PACK_PACK_CHOOSE_H
#define PACK_PACK_CHOOSE_H

#include "pack/pack-making.h"

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

#endif
