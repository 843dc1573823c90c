/* Runs of a text that nobody can read by how they look. */
#ifndef INSPECT_OOXML_WORD_JUDGE_H
#define INSPECT_OOXML_WORD_JUDGE_H

#include "inspect/office/ooxml-word-walk.h"

/* How the run at hand looks, by itself and all styles. */
struct word_look word_judge_look(struct word_walk *w);
/* DOC-222: a run with text has ended that nobody can read; hidden ones are gathered for DOC-221. */
void word_judge_run(struct word_walk *w, const struct word_look *look, struct str text);
/* Something is seen again: what was hidden before it is told. */
void word_judge_end(struct word_walk *w);

#endif
