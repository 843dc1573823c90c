/* Clocks as people see them: what is due, across contracts, and the calendar. */
#ifndef ACT_DUE_H
#define ACT_DUE_H

#include "act/act.h"

enum { DUE_SOON_DAYS = 14 }; /* what is due within so many days is soon */

enum due_state {
    DUE_LATE, /* past, no evidence */
    DUE_TODAY,
    DUE_SOON, /* within DUE_SOON_DAYS */
    DUE_LATER,
    DUE_WAITING, /* no day yet: the occasion is missing, or a reading is to be agreed */
    DUE_DONE,
    DUE_MISSED_TARGET, /* 目途: past, never "late" */
};

struct due_row {
    int64_t contract, duty;
    struct str contract_title;
    struct str summary, section, owner, modality;
    struct clock_row clock;
    enum due_state state;
    int32_t days_left; /* to clock.day_to; negative = past */
};
struct due_rows {
    struct due_row *v;
    uint32_t n, room;
};

struct due_filter {
    int64_t contract; /* 0 = all open contracts */
    int64_t duty;     /* 0 = all */
    int32_t from, to; /* CALENDAR_NONE = open; late ones always come when from is open */
    bool done_too;
    bool waiting_too; /* those without a day, at the end */
    struct str owner; /* empty = anybody */
    int limit;
};

/* In order of time. */
int act_due(struct act *act, const struct due_filter *filter, struct due_rows *ret,
            struct err *err) MUST_USE;

/* Word for the state, for classes and JSON: "late" "today" "soon" … */
const char *due_state_word(enum due_state s);

/* Recomputes all clocks of a contract inside a transaction (reckon.c); for the other files here. */
int act_reckon(struct tx *tx, struct arena *a, int64_t contract, struct err *err) MUST_USE;

#endif
