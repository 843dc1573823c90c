/*
 * The kinds of office files (ECMA-376-1 part 1, and those with macros), by the type of their main
 * part.
 */
#ifndef INSPECT_OOXML_KIND_H
#define INSPECT_OOXML_KIND_H

#include "base/str.h"

enum ooxml_flavour { OOXML_WORD, OOXML_SHEET, OOXML_SLIDE };

struct ooxml_kind {
    struct str mark;  /* in the content type */
    const char *name; /* "docx", "xlsm" */
    enum ooxml_flavour flavour;
    const char *plain_name, *plain_type; /* what it is without its macros; NULL = it has none */
};

/*
 * The kind by what the list of content types says of the part `main`, by its name, else by its
 * ending. Other types of the list do not count: some programs list types of parts that are not
 * there. Where nothing is said of the main part, any of them does. NULL: none that is known.
 */
const struct ooxml_kind *ooxml_kind_of(struct str types, struct str main);

#endif
