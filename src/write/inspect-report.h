/*
 * What the inspector found: for people at a terminal, as a page and as a workbook; for programs as
 * JSON and SARIF 2.1.0.
 */
#ifndef WRITE_INSPECT_REPORT_H
#define WRITE_INSPECT_REPORT_H

#include "base/err.h"
#include "base/tr.h"
#include "inspect/pdf/page-picture.h"

#include <stdio.h>

/* Pages of a file, drawn. */
struct inspect_pages {
    struct page_picture *pictures;
    uint32_t count;
};

struct inspect_shown {
    const struct inspect_report *report;
    const struct inspect_pages *pages; /* one a file, for the page of HTML; may be NULL */
    bool is_revealed;                  /* readings are not masked */
    enum inspect_severity gate;        /* what is at or above it stops a delivery */
    const char *version;               /* of the program */
};

/* Files with their findings, gravest first, at 80 columns. Errors: ERR_IO. */
int inspect_terminal_write(FILE *file, const struct inspect_shown *shown, bool colour,
                           struct err *err) MUST_USE;

/* One file alone, its path behind `lead`, without what it comes to. Errors: ERR_IO. */
int inspect_terminal_file(FILE *file, const struct inspect_file *f, struct str lead, bool colour,
                          struct err *err) MUST_USE;

/* What it comes to: files, findings by severity, what cleaning would take out. Errors: ERR_IO. */
int inspect_terminal_sum(FILE *file, const struct inspect_shown *shown, bool colour,
                         struct err *err) MUST_USE;

/* One rule: what it is, what is seen, what mends it. Errors: ERR_IO. */
int inspect_terminal_explain(FILE *file, const struct inspect_rule *rule, bool colour,
                             struct err *err) MUST_USE;

/*
 * {"files":[{"path","sha256","state","findings":[{"rule","severity","place","sees","reads",
 * "basis","fix"}]}]}; besides "kind", "why" of a state, and "what", "clean", "count" of a
 * finding.
 */
int inspect_json_write(FILE *file, const struct inspect_shown *shown, struct err *err) MUST_USE;

/* {"rules":[{"rule","severity","clean","clause","what","example","sees","fix"}]}; texts as
 * {"ja","en"}. ERR_IO. */
int inspect_json_rules(FILE *file, const struct inspect_rule *rules, size_t count,
                       struct err *err) MUST_USE;

/* SARIF: C and H are errors, M a warning, L a note. */
int inspect_sarif_write(FILE *file, const struct inspect_shown *shown, struct err *err) MUST_USE;

/*
 * One page for a browser or paper. As long as nothing is revealed it may go to others: readings are
 * masked, pages blurred, paths without the folders that all files share. ERR_IO.
 */
int inspect_html_write(FILE *file, const struct inspect_shown *shown, struct err *err) MUST_USE;

/*
 * A workbook: files, and findings to be decided (who, what, when are columns to fill in). ERR_IO.
 */
int inspect_xlsx_write(const char *path, const struct inspect_shown *shown,
                       struct err *err) MUST_USE;

/* ---- words of the reports (inspect-words.c) ---- */

/*
 * "stop the delivery", "to be mended" …; "inspected" …; how it is known: in the process's language.
 */
const char *inspect_severity_title(enum inspect_severity severity);
const char *inspect_state_title(enum inspect_state state);
const char *inspect_basis_title(enum inspect_basis basis);
/* What `itaku clean` does about it. */
const char *inspect_cleaning_title(enum inspect_cleaning cleaning);

/*
 * What people call a kind of file ("Word document"): its message id, NULL when there is no word; in
 * the process's language, or the kind itself (inspect-kind.c).
 */
const char *inspect_kind_message(struct str kind);
struct str inspect_kind_title(struct str kind);

/*
 * A place in a file of that kind as people say it: "paragraph 5" for "word/document.xml ¶5",
 * "page 2" for "p2"; what has no words stays as it is (inspect-place.c). In arena memory.
 */
struct str inspect_place_title(struct arena *a, enum tr_language language, struct str kind,
                               struct str place);

/*
 * The same for who shall learn nothing of the file: names that its author gave (sheets, shapes,
 * fields, properties) are masked; names of files stay.
 */
struct str inspect_place_masked(struct arena *a, enum tr_language language, struct str kind,
                                struct str place);

/* Whether it is no file but the folder that was held against a profile, with what is missing. */
bool inspect_is_folder(const struct inspect_file *f);
/* How many files the report is about: without such a folder. */
uint32_t inspect_file_count(const struct inspect_report *report);

/* Whether the finding is about the file as a whole: its place, "-", says nothing to a person. */
bool inspect_is_of_whole_file(const struct inspect_finding *x);

/* Whether no finding of the file before this one is of its rule: reports say a rule once a file. */
bool inspect_is_first_of_rule(const struct inspect_file *f, uint32_t index);

/* Bytes of the folders that the paths of all files of the report share, with the last slash. */
size_t inspect_shared_bytes(const struct inspect_report *report);

/* A text of a rule in the language of the process. */
static inline const char *inspect_word(const char *ja, const char *en)
{
    return tr_language() == TR_JA ? ja : en;
}

#endif
