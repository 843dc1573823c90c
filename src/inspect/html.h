/* HTML, pages and in mails: text that nobody sees, and comments. */
#ifndef INSPECT_HTML_H
#define INSPECT_HTML_H

#include "inspect/found.h"

/* Text in UTF-8 that begins as HTML does. */
bool html_recognise(struct str text);

/* How something goes so that all else stays where it is. */
enum html_mend {
    HTML_CUT,   /* it takes no room */
    HTML_BLANK, /* its letters become blanks */
};

/* What was found, and where it stands in the text. */
struct html_mark {
    const char *rule;
    struct str place;
    size_t beg, end;
    enum html_mend mend;
};

struct html_marks {
    VEC(struct html_mark) v; /* in the order of the text */
};

/*
 * DOC-221 for elements hidden by their own style, DOC-222 for words in the colour of what they
 * stand on or too small, TXT-291 for comments, words of templates and hidden values, and what a
 * style sheet hides, OOX-201 for authors in <meta> and in properties that Office keeps in
 * comments, OOX-210 for pictures that are fetched from outside, OOX-203 for places of a machine or
 * of the office in tags and style sheets; what is personal (personal.h) in its words, and beside
 * them. `ret_marks` gets one a finding of all but the latter, which are not looked for then; NULL:
 * none are wanted. Returns
 * whether all was read: no script, no style sheet of another file. Linear time.
 */
bool html_inspect(struct found *f, struct str text, struct html_marks *ret_marks);

/* Whether a comment of a page is a person's: more than one word, none for programs. */
bool html_is_remark(struct str comment);

/* … of a part of a document, where programs leave none: one word is enough. */
bool html_is_remark_in_part(struct str comment);

#endif
