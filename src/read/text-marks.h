/* Marks that converters leave in text: tags, bookmarks, bullets, raised figures of footnotes. */
#ifndef READ_TEXT_MARKS_H
#define READ_TEXT_MARKS_H

#include "base/str.h"

enum text_tag {
    TEXT_TAG_NONE,
    TEXT_TAG_BREAK, /* begins or ends a paragraph: <p>, <br>, <li>, … */
    TEXT_TAG_TABLE,
    TEXT_TAG_TABLE_END,
    TEXT_TAG_ROW,
    TEXT_TAG_CELL,
};

/*
 * The tag of HTML at `at` (s.p[at] must be '<') and its length. Only tags that stand for
 * structure count; <b> or <http://…> do not.
 */
enum text_tag text_mark_tag(struct str s, size_t at, size_t *ret_bytes);

/* Length of "[bookmark: …]" at `at`, or 0. */
size_t text_mark_bookmark(struct str s, size_t at);

/*
 * Length of a mark of a footnote at `at` ("¹", "^{*1}", "^{1)}", "[^1]", "*1", "＊１"), or 0;
 * the number of the note in *ret_number (1-999).
 */
size_t text_mark_note(struct str s, size_t at, uint32_t *ret_number);

/* Length of blanks at `at`: space, tab, form feed, U+3000, U+00A0, byte order mark; 0 = none. */
size_t text_mark_blank(struct str s, size_t at);

/* Without blanks (as above) at the end. */
struct str text_mark_trim_end(struct str s);

/*
 * Length of an outline marker alone in a short text ("3", "（１）", "①", "第２条", "ア．", "-"): all of
 * `s` must be the marker. Used to tell "3<tab>heading" from a table row.
 */
bool text_mark_is_marker(struct str s);

#endif
