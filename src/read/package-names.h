/*
 * The entries of a package by their names, and what leads from one to another: what is the same for
 * all who read office files. Names are compared without regard to case (ECMA-376 part 2, 6.2.2).
 */
#ifndef READ_PACKAGE_NAMES_H
#define READ_PACKAGE_NAMES_H

#include "base/vec.h"
#include "read/package.h"

struct package_name {
    struct str name; /* without a "/" before it; lives as long as the package */
    uint32_t index;  /* in the package */
};

/* By name; of those of one name the first in the package first. */
struct package_names {
    VEC(struct package_name) all;
};

enum { PACKAGE_NO_NAME = UINT32_MAX };

/*
 * Lists the files of the package. ERR_INVALID: an entry of the directory is damaged; the others are
 * listed all the same.
 */
int package_names_list(struct package *p, struct arena *a, struct package_names *ret_names,
                       struct err *err) MUST_USE;

/* Which of them is the first of that name, or PACKAGE_NO_NAME. */
uint32_t package_names_find(const struct package_names *names, struct str name);

/* The same by the target of a relation, which may stand there with "%20" for a blank. */
uint32_t package_names_find_target(const struct package_names *names, struct str target);

/* Whether it is the name of a list of relations: "word/_rels/document.xml.rels". */
bool package_name_is_relations(struct str name);

/* The part that such a list belongs to: "word/document.xml"; "" = the package. Arena memory. */
struct str package_name_of_source(struct arena *a, struct str relations);

/* "word/document.xml" and "../customXml/item1.xml": "customXml/item1.xml". */
struct str package_name_of_target(struct arena *a, struct str source, struct str target);

#endif
