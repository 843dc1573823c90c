/* What the files of the terminal view share; private to reg-terminal*.c. */
#ifndef WRITE_REG_TERMINAL_PART_H
#define WRITE_REG_TERMINAL_PART_H

#include "base/arena.h"
#include "base/tr.h"
#include "spec/reg.h"
#include "write/screen.h"

enum {
    BRIEF_ENTRIES = 5,
    LABEL_COLUMN = 18,
    BODY = 4, /* indent of what stands under a heading */
    UNDER = 8,
};

struct view {
    struct screen screen;
    struct arena *arena;
    enum tr_language language;
    const struct reg *r;
    bool brief;
};

/* The heading of a part with its count; says so when there is nothing. */
void reg_terminal_heading(struct view *v, const char *title, uint32_t count);

/* "… and 12 more" when a brief view stops at `shown` of `count`. True = stop. */
bool reg_terminal_cut(struct view *v, uint32_t shown, uint32_t count);

/* The place behind an entry, dim: 〔3(2)・45行目〕 */
void reg_terminal_place(struct view *v, int indent, const struct reg_src *src, struct str section);

/* "label: text" below an entry, when there is text. */
void reg_terminal_detail(struct view *v, int indent, const char *label, struct str text,
                         enum screen_style style);

/* ---- reg-terminal-lists.c: the parts after the facts ---- */

/* Each shows its part from the heading on. */
void reg_terminal_duties(struct view *v);
void reg_terminal_annex(struct view *v);
void reg_terminal_deliverables(struct view *v);
void reg_terminal_forms(struct view *v);
void reg_terminal_findings(struct view *v);

/* One finding with its number. */
void reg_terminal_finding(struct view *v, uint32_t number, const struct reg_finding *f);
/* How many findings there are of each severity. */
void reg_terminal_count_findings(const struct reg *r, uint32_t counts[SEV_NOTE + 1]);

#endif
