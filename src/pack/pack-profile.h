/*
 * The profile of one contract: the shipped one that is nearest to what it asks for, with the limits
 * and wordings of its own sentences. What is found is proposed, each with its sentence; a person
 * confirms. The profile stays a text (inspect/deliver/profile.h), in which single values are set.
 */
#ifndef PACK_PACK_PROFILE_H
#define PACK_PACK_PROFILE_H

#include "inspect/deliver/profile.h"

/* What a contract settles most often. */
enum pack_setting {
    PACK_SET_BYTES,      /* of a PDF of the report, above which it is cut: "128MB" */
    PACK_SET_PAGES,      /* "1000" */
    PACK_SET_CHARACTERS, /* "4000000" */
    PACK_SET_TEXT,       /* a text layer on each page: "あり", "問わない" */
    PACK_SET_OUTLINE,    /* pages of 骨子 at most: "3" */
    PACK_SET_FIGURES,    /* in 骨子: "なし", "問わない" */
    PACK_SET_HEADINGS,   /* "目的 | 方法 | 結果", of 骨子, else of the report's source */
    PACK_SET_PICTURES,   /* of the report's source, at least: "4" */
    PACK_SET_MAIL,       /* a mail as it is sent: "10MB" */
    PACK_SETTINGS,
};

/* A sentence of the contract. */
struct pack_source {
    struct str section, quote;
    int64_t id; /* the caller's: a record */
};
struct pack_sources {
    VEC(struct pack_source) v;
};

/* Values by setting; an empty one is not settled. */
struct pack_settings {
    struct str values[PACK_SETTINGS];
    const struct pack_source *sources[PACK_SETTINGS]; /* where it was read; NULL = nowhere */
};

/* The text of the shipped profile that is nearest to what the deliverables are called. */
struct str pack_profile_nearest(const struct str *deliverables, size_t count);

/* What the sentences say. Values live in the arena; sources are borrowed. */
void pack_profile_propose(struct arena *a, const struct pack_sources *sources,
                          struct pack_settings *ret);

/* What the profile says. A setting that has no part to stand in is empty, and so is no limit. */
void pack_profile_settings(struct arena *a, const struct profile *p, struct pack_settings *ret);

/* Whether the profile has a part that the setting could stand in. */
bool pack_profile_has(const struct profile *p, enum pack_setting setting);

/*
 * The text with the value of the setting; empty takes it away. Other lines and remarks stay. A
 * setting without a part to stand in changes nothing. ERR_INVALID: no profile.
 */
int pack_profile_set(struct arena *a, struct str text, enum pack_setting setting, struct str value,
                     struct str *ret_text, struct err *err) MUST_USE;

#endif
