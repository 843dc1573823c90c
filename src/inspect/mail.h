/*
 * Inspector of mails as programs save them (.eml, .mht): RFC 5322 and MIME (RFC 2045 to 2047,
 * 2231).
 */
#ifndef INSPECT_MAIL_H
#define INSPECT_MAIL_H

#include "inspect/found.h"

enum mail_encoding { MAIL_PLAIN, MAIL_BASE64, MAIL_QUOTED };

/* A part that is no multipart, or text that stands beside the parts. */
struct mail_part {
    struct str name; /* of the file, or "part 2" */
    size_t beg, end; /* its body in the mail, encoded */
    enum mail_encoding encoding;
    bool is_beside; /* before the first part or behind the last one: no program shows it */
};

struct mail_parts {
    VEC(struct mail_part) v; /* as they stand in the mail */
    bool is_cut;             /* it ends before its last part */
    bool is_too_deep;        /* some were not followed */
    bool is_signed;          /* by S/MIME or OpenPGP (RFC 1847, RFC 8551) */
};

/* Fields of a mail at the start: From or Received, and one more that only mails have. */
bool mail_recognise(struct str bytes);

/* The parts of a mail; texts live in the arena. Linear time. */
void mail_parts_find(struct arena *a, struct str bytes, struct mail_parts *ret);

/* The body of a part, decoded; of one that is not encoded, the bytes of the mail. */
struct str mail_part_body(struct arena *a, struct str bytes, const struct mail_part *part);

/* Whether what stands beside the parts is a person's, and not what programs write there. */
bool mail_is_remark(struct str beside);

/* Its addresses and subject, its texts, and its attachments as files in the file. */
void mail_inspect(struct found *f, struct str bytes);

#endif
