/*
 * What the answers of all confined children have in common. A child writes into a file that its
 * parent holds: a head of one page, the input, then records and their texts. It may have been taken
 * over by the file it read, so the parent takes nothing of it unchecked.
 */
#ifndef READ_CHILD_ANSWER_H
#define READ_CHILD_ANSWER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { CHILD_ANSWER_TEXT_BYTES = 4096 }; /* of one text */

/* A text of a record: where it stands among all texts of the answer. */
struct child_text {
    uint32_t at, n;
};

/* Child: all `n` bytes to the place `at` of the file. -1: not written; errno says why. */
int child_answer_put(int fd, const void *bytes, size_t n, uint64_t at) MUST_USE;

/* Child: adds a text, cut between two characters when it is too long. */
struct child_text child_answer_keep(struct buf *texts, struct str text);

/* Parent: the text in arena memory; false when it does not lie in the texts or is not UTF-8. */
bool child_answer_text(struct arena *a, struct str texts, struct child_text at, struct str *ret);

/*
 * Parent: the error a child told becomes the parent's; true. false, and nothing set, when what came
 * cannot be one.
 */
bool child_answer_error(const struct err *told, struct err *err);

#endif
