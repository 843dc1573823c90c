/* The fields at the head of a mail, and those of them that no program shows. */
#ifndef INSPECT_MAIL_FIELD_H
#define INSPECT_MAIL_FIELD_H

#include "base/str.h"

/* A field with the lines it goes on in (RFC 5322 2.2.3). */
struct mail_field {
    struct str name, value; /* the value with its line ends */
    size_t beg, end;        /* all of it, with the line end behind */
};

/* Bytes of the fields, without the empty line behind them. */
size_t mail_head_bytes(struct str mail);

/* The next field of the head at or after *at, and *at behind it; false = none. */
bool mail_field_next(struct str head, size_t *at, struct mail_field *ret);

/*
 * The rule that such a field breaks, or NULL: EML-292 when it names a machine, a network, an
 * account or a person beside those whom the mail shows, EML-293 when only the way it took and
 * what it was written with. *ret_part is what tells so, in the value: all of it, or the first
 * host of a reference.
 */
const char *mail_field_rule(const struct mail_field *field, struct str *ret_part);

/* Whether it names mails by their numbers ("<1234@host>"), which hold mails together. */
bool mail_field_is_reference(const struct mail_field *field);

/*
 * The next host of such a number that only a network of its own knows, behind the last one (empty:
 * the first); empty = none.
 */
struct str mail_field_next_host(struct str value, struct str last);

#endif
