/* Who a clause speaks of. Private to src/spec. */
#ifndef SPEC_DUTY_ACTOR_H
#define SPEC_DUTY_ACTOR_H

#include "spec/clause.h"
#include "spec/reading.h"

enum actor_named {
    ACTOR_UNNAMED,    /* the clause goes on with the subject before */
    ACTOR_AS_SUBJECT, /* 当局が行う: of this clause */
    ACTOR_AS_TOPIC,   /* 当局は: of this clause and those that follow */
};

/* The party a clause names as its subject (受注者は, 当局が行う, 当省にて実施する). */
enum actor_named duty_actor_named(const struct reading *r, struct str s, const struct clause *c,
                                  enum reg_actor *ret_actor);

#endif
