/*
 * A document, or the reason why there is none, as bytes in a shared file: what the confined child
 * hands to its parent. The child may have been taken over by the file it read, so the parent
 * believes nothing: every length, offset, text and number is checked before use.
 *
 * Layout: struct docmsg_header (one page), then the bytes of the input as they were read, then
 * the sections that the header names. A text that is the input (UTF-8) stays where it is.
 */
#ifndef READ_DOCMSG_H
#define READ_DOCMSG_H

#include "base/err.h"
#include "read/doc.h"

enum { DOCMSG_INPUT_AT = 4096 }; /* where the input stands in the file */

/* A section: bytes from the start of the file. */
struct docmsg_section {
    uint64_t at, count;
};

struct docmsg_header {
    uint32_t magic;
    uint32_t failed; /* 1 = err holds, 0 = the document */
    struct err err;
    uint32_t kind, pages;
    struct docmsg_section text, lines, notes, source_offsets, strings;
    struct str encoding; /* p = offset in strings */
};

/* Writes the document, whose text may lie in the input mapped at `input`. Child only: pointers in
 * *d become offsets. ERR_IO. */
int docmsg_write(int fd, struct doc *d, struct str input, struct err *err) MUST_USE;

/* Writes an error in place of a document. */
int docmsg_write_error(int fd, const struct err *why) MUST_USE;

/*
 * Takes the message in, once the child has ended. What the child reported as an error is an error
 * here. Small messages are copied to the arena, large ones stay mapped for good. The document's
 * name is not touched. ERR_INTERNAL: the message is not one.
 */
int docmsg_read(struct arena *a, int fd, struct doc *ret_doc, struct err *err) MUST_USE;

#endif
