/*
 * What a contract wants to be handed in, and how: a text file that a clerk edits (docs/PACKAGE.md),
 * shipped ones in data/profiles/. All numbers stand there, with the day they are of.
 *
 *     題: 委託調査報告書
 *     名前の長さ: 60
 *     [報告書 調査報告書（PDF）]        the role, and what it is called
 *     ファイル: *報告書*.pdf            patterns of names, tried in the order of the file
 *     形式: pdf
 *     必要: はい
 */
#ifndef INSPECT_PROFILE_H
#define INSPECT_PROFILE_H

#include "base/err.h"
#include "base/vec.h"
#include "inspect/deliver/machine.h"

enum profile_role {
    PROFILE_REPORT,       /* 報告書: what is published */
    PROFILE_SOURCE,       /* 原稿: the report in a form that machines read */
    PROFILE_OUTLINE,      /* 骨子 */
    PROFILE_RAW,          /* 元データ */
    PROFILE_FIGURES,      /* 図表: data of figures and tables */
    PROFILE_BIBLIOGRAPHY, /* 書誌 */
    PROFILE_RIGHTS,       /* 権利: what may not be used further */
    PROFILE_OTHER,        /* その他 */
};

enum profile_set { PROFILE_INTERNAL, PROFILE_PUBLIC };

/* A thing to hand in. Numbers: 0 = no limit. */
struct profile_part {
    enum profile_role role;
    struct str title;
    enum profile_set set;
    VEC(struct str) patterns; /* of fnmatch(3), over the path in the folder */
    VEC(struct str) kinds;    /* "pdf", "csv"; empty = any */
    VEC(struct str) headings; /* in this order */
    bool is_required;
    bool is_made;         /* by `itaku package`, when it is not there */
    bool wants_text;      /* of a PDF: a text layer on each page */
    bool forbids_figures; /* pictures and tables */
    uint64_t max_bytes, max_pages, max_characters;
    uint32_t most_pages; /* more is an error, not a reason to split */
    uint32_t min_pictures;
};

struct profile {
    struct str name, title, source, as_of;
    struct machine machine; /* checks for the parts with data */
    uint32_t max_name_characters;
    uint64_t max_mail_bytes;
    struct str forbidden;      /* characters, by blanks */
    VEC(struct str) manifests; /* patterns */
    VEC(struct str) undrawn;   /* words of captions of what has no data */
    VEC(struct profile_part) parts;
};

/* The shipped ones, as text; generated. */
extern const struct str profile_texts[];
extern const size_t profile_text_count;

/* The one that holds where a contract says nothing else. */
#define PROFILE_DEFAULT "meti-report"

/* A shipped one by its name, never a path. Arena memory. ERR_NOT_FOUND with the names. */
int profile_shipped(struct arena *a, struct str name, struct profile *ret_profile,
                    struct err *err) MUST_USE;

/*
 * The profile of a name that is shipped, or of a file. Arena memory. ERR_NOT_FOUND with the names;
 * ERR_INVALID with the line.
 */
int profile_load(struct arena *a, const char *name_or_path, struct profile *ret_profile,
                 struct err *err) MUST_USE;

/* A profile from its text; `name` is for messages. ERR_INVALID with the line. */
int profile_parse(struct arena *a, struct str text, const char *name, struct profile *ret_profile,
                  struct err *err) MUST_USE;

/*
 * The part a file belongs to, by its path in the folder and its kind: the first that has both, or
 * whose folder it lies in; when there is none, the first that has the name. NULL = none.
 */
const struct profile_part *profile_part_of(const struct profile *p, struct str path,
                                           struct str kind);

/* Whether the kind is one of the part's. */
bool profile_part_takes(const struct profile_part *part, struct str kind);

/* Whether the path matches one of the patterns. */
bool profile_matches(struct str path, const struct str *patterns, uint32_t count);

/* The ending of a path, lower case; arena memory. */
struct str profile_ending(struct arena *a, struct str path);

/* Whether tables of this file are to be checked for machine readability. */
bool profile_wants_machine(const struct profile *p, struct str path);

#endif
