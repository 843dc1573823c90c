/* What cannot be seen of shapes, and of words over them. */
#ifndef INSPECT_ODF_SCENE_JUDGE_H
#define INSPECT_ODF_SCENE_JUDGE_H

#include "inspect/office/odf-walk.h"

/* Words that are lost on the page, unless a shape that is painted lies under them. */
void odf_scene_faint(struct odf_walk *w, struct str words);

/* What cannot be seen of the shapes; they are dropped. */
void odf_scene_judge(struct odf_walk *w);

#endif
