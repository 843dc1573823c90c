/* Inspector of mails as programs save them (.eml, .mht): RFC 5322 and MIME (RFC 2045 to 2047, 2231). */
#ifndef INSPECT_MAIL_H
#define INSPECT_MAIL_H

#include "inspect/found.h"

/* Fields of a mail at the start: From or Received, and one more that only mails have. */
bool mail_recognise(struct str bytes);

/* Its addresses and subject, its texts, and its attachments as files in the file. */
void mail_inspect(struct found *f, struct str bytes);

#endif
