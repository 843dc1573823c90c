/* Inside src/clean: the inspector's own findings of an office file being cleaned. */
#ifndef CLEAN_OFFICE_FOUND_H
#define CLEAN_OFFICE_FOUND_H

#include "clean/office/office-part.h"

/* The findings of a rule one by one: *at is 0 at first; false at the end. Not masked. */
bool office_found_next(struct office *o, const char *rule, uint32_t *at,
                       const struct inspect_finding **ret_finding);

/* Whether all of them are told; the inspector tells so many of a rule and counts the others. */
bool office_found_is_whole(struct office *o, const char *rule);

/* A text or value of XML with its five entities as characters. */
struct str office_found_decoded(struct arena *a, struct str s);

#endif
