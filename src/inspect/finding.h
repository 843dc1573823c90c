/* What inspecting answers: findings, file by file. */
#ifndef INSPECT_FINDING_H
#define INSPECT_FINDING_H

#include "base/str.h"
#include "base/vec.h"
#include "inspect/rules.h"

enum inspect_basis {
    INSPECT_PROVEN,     /* by the pixels of the page */
    INSPECT_STRUCTURAL, /* the file says so */
    INSPECT_HEURISTIC,  /* by the look of it: a person decides */
};

enum inspect_state { INSPECT_INSPECTED, INSPECT_PARTIAL, INSPECT_UNREADABLE, INSPECT_REFUSED };

struct inspect_finding {
    const struct inspect_rule *rule;
    enum inspect_basis basis;
    /* "名簿!B3", "word/document.xml ¶12", "p3": the notation of the kind, in no language of the
     * screen, for a decision names it. */
    struct str place;
    struct str reads; /* what a machine reads, masked unless asked for; may be empty */
    uint32_t count;   /* how many such things the finding stands for, at least 1 */
};

struct inspect_file {
    struct str path;
    struct str sha256; /* hexadecimal; empty when the file could not be opened */
    struct str kind;   /* "docx", "pdf" …; empty = unknown */
    enum inspect_state state;
    struct str why; /* of a state other than inspected; in the language of the process */
    VEC(struct inspect_finding) findings;
};

struct inspect_report {
    VEC(struct inspect_file) files;
};

/* "proven" …; "inspected" …: as reports have them, in no language. */
const char *inspect_basis_word(enum inspect_basis basis);
const char *inspect_state_word(enum inspect_state state);

#endif
