/*
 * Codes of fields of Word (ECMA-376-1 17.16.5): what they fetch, and which words in them nobody
 * sees. For the inspector and the cleaner alike.
 */
#ifndef INSPECT_OFFICE_OOXML_FIELD_H
#define INSPECT_OFFICE_OOXML_FIELD_H

#include "base/buf.h"

enum ooxml_field {
    OOXML_FIELD_SHOWN,   /* its words are what it shows, or say how */
    OOXML_FIELD_OUTSIDE, /* fetches from outside or runs something */
    OOXML_FIELD_CHOICE,  /* shows some of its words at most: IF, QUOTE */
    OOXML_FIELD_UNSEEN,  /* shows nothing, not even its result: SET, ASK, PRIVATE */
    OOXML_FIELD_ENTRY,   /* shows nothing here, but in an index or a table: XE, TC, TA */
    OOXML_FIELD_INDEX,   /* that index or table: entries are seen in it */
};

/* What kind of field the code is. */
enum ooxml_field ooxml_field_of(struct str code);

/*
 * Adds the words of a code that nobody sees, with a blank between them: those that do not stand in
 * the text that is `shown` beside it. Names of bookmarks, operators, formats and numbers are no
 * words.
 */
void ooxml_field_unseen(struct str code, struct str shown, struct buf *out);

#endif
