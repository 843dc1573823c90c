/* Inside src/clean: what is known of a Word file while its parts are edited. */
#ifndef CLEAN_OFFICE_WORD_H
#define CLEAN_OFFICE_WORD_H

#include "clean/office/office-edit.h"

enum word_colour { WORD_UNSET, WORD_AUTO, WORD_BLACK, WORD_WHITE, WORD_OTHER };

/* What is said of a run; UNSET and -1 = nothing. As in inspect/office/ooxml-word.c. */
struct word_look {
    int8_t hidden;
    bool is_separator; /* specVanish */
    uint8_t text, ground, highlight;
    uint32_t text_rgb, ground_rgb;
    int16_t half_points;
};

struct word_style {
    struct str id, based_on;
    struct word_look look;
};

/* Words that nobody can read: in which paragraph of which part, from 1. */
struct word_unread {
    struct str part, words;
    bool is_cut; /* there are more */
    uint32_t paragraph;
};

struct office_word {
    VEC(struct word_style) styles;
    bool has_hidden_style;
    struct str default_style; /* id of that of paragraphs that name none */
    struct str default_table_style;
    struct word_look defaults;
    enum clean_tracked tracked; /* REFUSE: there are no changes, or they stay */
    bool drops_rsid, drops_comments, drops_properties;
    bool has_even_pages; /* even pages have headers and footers of their own */
    uint32_t shown_of;   /* the paragraph of the part at hand whose text is `shown` */
    struct str shown;
    enum cleaning_choice hidden;
    bool blanks_unreadable;             /* DOC-222 */
    VEC(struct word_unread) unreadable; /* where the inspector finds it */
    bool knows_all;                     /* they are all */
};

/* ---- office-word-node.c ---- */

/* Whether the element is of Word's own namespace (that of the root), of this name. */
bool office_word_is(const struct xml_tree *t, uint32_t node, const char *local);

/* Whether a paragraph may go: something that holds paragraphs must end with one. */
bool office_word_may_remove(const struct xml_tree *t, uint32_t paragraph);

/* ---- office-word.c ---- */

/* What goes in such a file; as clean(): 0, UNDECIDED, or <0. */
int office_word_plan(struct office *o, struct err *err) MUST_USE;
/* Whether a part is of Word's own and may need an edit. */
bool office_word_concerns(const struct office *o, const struct office_part *part);
/* Makes the edits of such a part. */
void office_word_edit(struct office_edit *e);

/* ---- office-word-look.c ---- */

/* Reads the styles. */
void office_word_look_styles(struct office *o);
/*
 * How the text of a run looks, by itself, its style, those of its paragraph and table, the
 * defaults.
 */
struct word_look office_word_look(const struct office *o, const struct xml_tree *t, uint32_t run);
/* Whether nobody can read it, by the rule DOC-222. */
bool office_word_is_unreadable(const struct xml_tree *t, uint32_t run,
                               const struct word_look *look);

/* ---- office-word-change.c: tracked changes ---- */

/* Whether the part has any. */
bool office_word_change_any(const struct xml_tree *t);
/*
 * Accepts or rejects at this node; true when the element goes with all that is in it. Counts what
 * was done.
 */
bool office_word_change_edit(struct office_edit *e, uint32_t node, uint32_t *count);

/* Takes a run of an equation out, or the equation when it is all of it. */
void office_word_change_remove_math(struct office_edit *e, uint32_t run);

/* ---- office-word-aside.c ---- */

/* The text of the paragraph around a node, or of its control, without codes of fields; decoded. */
struct str office_word_shown(struct office_edit *e, uint32_t node);
/* Words beside the text, at this node: DOC-223, OOX-201, 206, 215. True when it goes. */
bool office_word_aside_edit(struct office_edit *e, uint32_t node);
/* mc:Fallback: goes (DOC-221) when it says what the form of today does not; true then. */
bool office_word_fallback_edit(struct office_edit *e, uint32_t fallback);
/* Hidden bookmarks that no field of the part names go (DOC-223). */
void office_word_bookmark_edit(struct office_edit *e);

/* ---- office-word-section.c ---- */

/* Headers and footers that no section shows go. */
void office_word_section_plan(struct office *o);

/* ---- office-word-field.c ---- */

/* Fields that go by DOC-223, or that show what goes, become the text they show. */
void office_word_field_edit(struct office_edit *e);

#endif
