/*
 * Paths in the XML of office files, as the inspector finds them: where they stand, what they
 * become.
 */
#ifndef CLEAN_OFFICE_PATH_H
#define CLEAN_OFFICE_PATH_H

#include "read/xml-tree.h"

/* The innermost element around a place, or the one whose start tag it is in. */
uint32_t office_path_node(const struct xml_tree *t, size_t at);

/* A path in a start tag: only as far as its value goes; false: it stands in none. */
bool office_path_clip(const struct xml_tree *t, uint32_t node, struct str *path);

/* The name of the file at the end of a path: "C:\Users\x\a.docx" -> "a.docx". */
struct str office_path_name(struct str path);

#endif
