/*
 * A folder to be handed in, against a profile (profile.h): whether the set is complete, its names,
 * forms, limits, and whether figures and their data agree. Works on the report of the inspection;
 * what must be read of a file is read in a confined child (read/read.h, deliver-facts.h).
 */
#ifndef INSPECT_DELIVER_H
#define INSPECT_DELIVER_H

#include "inspect/finding.h"
#include "inspect/deliver/profile.h"
#include "read/doc.h"

/* A caption of a figure or table: "図表1-2 事業所数の推移". */
struct deliver_caption {
    struct str key;   /* "図表1-2": kind and number in one writing */
    struct str title; /* may be empty */
    struct str other; /* another wording of it elsewhere (list of figures, caption); may be empty */
    uint32_t page;    /* from 1; 0 = unknown */
    bool has_data;    /* a file or sheet was found for it */
};

struct deliver_captions {
    VEC(struct deliver_caption) all;
};

/* A file of the folder and the part it belongs to. */
struct deliver_file {
    uint32_t index;                  /* in the report */
    struct str name;                 /* path in the folder */
    struct str kind;                 /* of its bytes; of its ending when they say nothing */
    const struct profile_part *part; /* NULL = none */
};

struct deliver {
    struct arena *arena;
    const struct profile *profile;
    struct inspect_report *report;
    struct str folder; /* with a slash at its end */
    VEC(struct deliver_file) files;
    struct deliver_captions captions;
    uint32_t folder_file; /* entry of the report that stands for the folder */
};

/* Cuts of a document at chapters so that no part is over a limit. */
struct deliver_cut {
    uint32_t first, last; /* pages */
    struct str chapter;   /* that it begins with; may be empty */
};

struct deliver_cuts {
    VEC(struct deliver_cut) parts; /* one = nothing needs to be cut */
    bool over_bytes, over_pages, over_characters;
    uint64_t bytes, characters; /* of the whole */
    uint32_t pages;
};

/*
 * Adds findings to the files of the report, and an entry for the folder with what concerns it as a
 * whole. `folder` is what was inspected. The result may be looked at by `itaku package`.
 */
int deliver_check(struct arena *a, const struct profile *profile, const char *folder,
                  struct inspect_report *report, struct deliver *ret_deliver,
                  struct err *err) MUST_USE;

/* Adds a finding about a file (its index in the report); the place is copied. */
void deliver_tell(struct deliver *d, uint32_t file, const char *rule, struct str place,
                  uint32_t count);

/*
 * Why a file could not be read, without the path it was read at: a report may be passed on, and
 * says the same wherever the folder lies. Borrowed from err.
 */
struct str deliver_why(const char *path, const struct err *err);

/* ---- deliver-caption.c ---- */

/* The captions of a document, in its order, each key once. */
void deliver_captions_find(struct arena *a, const struct doc *doc, struct deliver_captions *ret);

/*
 * The key of a figure in a name of a file or sheet, and the rest of the name ("売上"); false when
 * there is none. Arena memory.
 */
bool deliver_caption_in_name(struct arena *a, struct str name, struct str *ret_key,
                             struct str *ret_rest);

/* Whether two titles are one: equal without blanks and signs, or one the head of the other. */
bool deliver_same_title(struct arena *a, struct str x, struct str y);

/* Figures against their data: PKG-320, MRD-345. */
void deliver_check_figures(struct deliver *d);

/* ---- deliver-names.c ---- */

/* Names, doubles, lists of contents: PKG-321, 323, 324. */
void deliver_check_names(struct deliver *d);
void deliver_check_doubles(struct deliver *d);
void deliver_check_manifests(struct deliver *d);

/* ---- deliver-split.c ---- */

/*
 * Where to cut a document of so many bytes for the limits of the part. Chapters are the headings of
 * the file's outline, else lines like 第2章; a chapter over a limit is cut at a page.
 */
void deliver_split(struct arena *a, const struct doc *doc, uint64_t bytes,
                   const struct profile_part *part, struct deliver_cuts *ret_cuts);

#endif
