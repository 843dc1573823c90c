/*
 * Reading in a child process that can do nothing but compute: no network, no files, no new
 * processes, bounded memory, time and output. What comes back is checked (docmsg.h). A child that
 * dies, or is stopped, gives an error and nothing else.
 */
#ifndef READ_CONFINE_H
#define READ_CONFINE_H

#include "base/err.h"
#include "read/doc.h"
#include "read/bounds.h"

/*
 * Reads what the open descriptor gives (a file from its start, a pipe to its end). ret_doc->name
 * must be set. Errors of the readers, and ERR_LIMIT (time, memory, size), ERR_INTERNAL (the reader
 * died, or could not be confined).
 */
int confine_read(struct arena *a, int fd, const struct read_options *options, struct doc *ret_doc,
                 struct err *err) MUST_USE;

/*
 * Gives up, for this process and for good: files, network, processes, all system calls but those
 * of memory and of writing to `output_fd`. ERR_INTERNAL when the system cannot do that.
 */
int confine_enter(int output_fd, struct err *err) MUST_USE;

#endif
