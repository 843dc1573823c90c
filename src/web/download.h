/* Files that leave the desk as they came. */
#ifndef WEB_DOWNLOAD_H
#define WEB_DOWNLOAD_H

#include "web/page.h"

/* A SHA-256 in hexadecimal digits; false when it is none. */
bool download_hash(struct str hex, uint8_t ret[32]);
/* Answers with the bytes of a blob, to be saved under its name, never shown by the browser. */
int download_blob(const struct page_call *c, const uint8_t hash[32], struct str name,
                  struct http_response *r, struct err *err) MUST_USE;
/* Says under which name the answer is saved (RFC 6266, the name in UTF-8). */
void download_name(struct http_response *r, struct str name);

#endif
