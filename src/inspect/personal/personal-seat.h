/*
 * Seats: places that a text gives to one word after the other - the beginning of a line before the
 * time of a message, a line by itself above what is said, a column without a head. Whether people
 * sit there is told by all who do: a family name that is also a town or a noun counts for little
 * among towns and nouns, and for sure among people. What sat there before that is kept for later
 * (personal-later.h). Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_SEAT_H
#define INSPECT_PERSONAL_SEAT_H

#include "inspect/personal/personal-scan.h"

/* How much a word is a name by itself. */
enum personal_weight {
    PERSONAL_WEIGHT_NONE,     /* another word */
    PERSONAL_WEIGHT_PART,     /* the part of a person: 司会, 事務局 */
    PERSONAL_WEIGHT_HARDLY,   /* another noun, and the name of a few */
    PERSONAL_WEIGHT_DOUBTFUL, /* a family name that is also a place, a noun, or rare */
    PERSONAL_WEIGHT_SURE,
};

enum { PERSONAL_SEAT_WORDS = 8 /* words of a seat that are told apart */ };

struct personal_seat {
    uint32_t sure, doubtful, hardly, parts, others; /* how many of each weight sat here */
    uint32_t told;                                  /* of the sure, those that were told */
    uint32_t places;                                /* of the doubtful, those that are towns */
    uint32_t returns;                               /* of names, those that sat here before */
    uint64_t words[PERSONAL_SEAT_WORDS];            /* the first names */
    uint32_t word_count;
    bool is_of_people;
};

/* A word that may be told later. */
struct personal_kept {
    uint64_t word; /* its hash (personal-known.h) */
    struct str reads, place, prefix;
    const struct personal_seat *seat; /* where it sat; or NULL */
    bool is_sure;                     /* it is a name as soon as it is known as one */
};

/* What the units are as a whole: a family name. */
enum personal_weight personal_weigh(const struct personal_scan *s, size_t beg, size_t end);

/* The same, and they may be a full name. */
enum personal_weight personal_weigh_full(const struct personal_scan *s, size_t beg, size_t end);

/* The word as a hit that may be told. */
struct personal_hit personal_seat_hit(const struct personal_scan *s, size_t beg, size_t end,
                                      enum personal_weight weight);

/* One more word of the weight sat there. */
void personal_seat_take(struct personal_seat *seat, enum personal_weight weight,
                        const struct personal_hit *hit);

/* Whether it is of people, where every word is followed by what somebody says. */
bool personal_seat_speaks(const struct personal_seat *seat);

/* Whether nearly all who sat there have names, at least so many, and enough of them such as are no
 * other words: fewer when there is no doubt that people sit beside what stands there. */
bool personal_seat_is_full(const struct personal_seat *seat, uint32_t least, bool is_beside_people);

#endif
