/*
 * What an inspector writes its findings into, in the confined child, and how they get out of it.
 * Places and readings are made fit to be shown here: UTF-8, one line, bounded, masked.
 */
#ifndef INSPECT_FOUND_H
#define INSPECT_FOUND_H

#include "base/arena.h"
#include "base/err.h"
#include "inspect/finding.h"

struct jis;
struct machine;
struct machine_book;
struct personal;
struct personal_lists;
struct pdf_mupdf;
struct seven_zip_library;

enum {
    FOUND_MAX = 5000,        /* findings of a file */
    FOUND_MAX_OF_RULE = 200, /* of one rule; more are counted in the last */
    FOUND_MAX_READS = 80,    /* characters shown of what a machine reads */
    FOUND_MAX_PLACE = 160,
    FOUND_MAX_DEPTH = 3,      /* files in files */
    FOUND_MAX_MEMBERS = 2000, /* files in files, in all */
};

struct found_tally {
    uint32_t count; /* findings of the rule */
    uint32_t last;  /* index of the last one, when there are any */
};

/* A part of a file as people know it: "slide 3 (slide9.xml)" for "ppt/slides/slide9.xml". */
struct found_name {
    struct str part, name;
};

struct found {
    struct arena *arena;
    bool reveal;
    bool thorough; /* slow: nothing is taken for granted (PDF: every glyph is tried) */
    enum inspect_state state;
    struct str why;
    struct str kind;
    struct str prefix; /* of places: the file in the file; empty at the top */
    int depth;         /* 0 = the file itself */
    /* What looks through a file in the file (inspectors.h); NULL: none is. */
    void (*inspect)(struct found *f, struct str bytes, struct str name);
    bool in_document;      /* it is part of one: pixels of large pictures are not unpacked */
    uint32_t members;      /* files in files so far */
    struct str mapped;     /* the file itself, when its pages may be let go and come again */
    const struct jis *jis; /* tables of encodings, or NULL */
    struct pdf_mupdf *pdf; /* the PDF library made ready; NULL while in use, or not needed */
    const struct seven_zip_library *seven_zip; /* made ready (read/seven-zip.h), or NULL */
    const struct machine *machine;      /* checks of machine readability; NULL = not asked for */
    struct machine_book *machine_book;  /* of the workbook being read */
    const struct personal_lists *lists; /* of the office (personal-list.h); may be NULL */
    struct personal
        *personal; /* of the table or page that is gone through (personal.c); may be NULL */
    VEC(struct found_name) names;
    VEC(struct inspect_finding) findings;
    struct found_tally *of_rule; /* of each rule by its index in inspect_rules */
};

/* Nothing found, the file wholly inspected. Memory is of `a`. */
void found_init(struct found *f, struct arena *a, bool reveal);

/*
 * Adds a finding. A rule's finding of the same place and reading as its last one counts there, and
 * so do all behind FOUND_MAX_OF_RULE. `id` must be one of the table (tools/lint/rules).
 */
void found_add(struct found *f, const char *id, enum inspect_basis basis, struct str place,
               struct str reads);

/* The same for `count` things at one place. */
void found_add_many(struct found *f, const char *id, enum inspect_basis basis, struct str place,
                    struct str reads, uint32_t count);

/*
 * Gathers values that one finding is told of, with a blank between them, as long as there is room
 * for them in what it reads. The text is copied.
 */
void found_sample(struct arena *a, struct str *sample, struct str text);

/*
 * From here on to the reader of the answer, places in this part of the file begin with `name`;
 * findings keep the part until then, for who looks it up. Both are copied.
 */
void found_call(struct found *f, struct str part, struct str name);

/* How many findings there are of records in pictures (IMG-). */
uint32_t found_of_pictures(const struct found *f);

/* A file inside the file, at `place`: one level deeper, its findings behind its place. */
void found_member(struct found *f, struct str bytes, struct str place);

/* The file is not wholly inspected: the worst state and its first reason stay. */
void found_less(struct found *f, enum inspect_state state, const char *why);

/* ---- the answer of the child ---- */

/* Writes the answer behind the input of the shared file. ERR_IO. */
int found_write(int fd, const struct found *f, struct str input, struct err *err) MUST_USE;

/* Writes an error in place of the answer; <0: not even that. */
int found_write_error(int fd, const struct err *why) MUST_USE;

/*
 * Takes the answer in. What the child reported as an error is given back as one; ERR_INTERNAL: the
 * answer is damaged. In either case *ret_file stays as it was.
 */
int found_read(struct arena *a, int fd, struct inspect_file *ret_file, struct err *err) MUST_USE;

#endif
