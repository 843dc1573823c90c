/* Occasions: days that are typed once and that clocks hang on (契約締結日, 業務完了日 …). */
#ifndef ACT_OCCASION_H
#define ACT_OCCASION_H

#include "act/due.h"

struct occasion_view {
    int64_t id, version; /* id 0: named by duties, no day typed yet */
    struct str name, note;
    int32_t day;    /* CALENDAR_NONE = not yet */
    int16_t minute; /* -1 = not known */
    int64_t clocks; /* how many clocks hang on it */
};
struct occasion_views {
    struct occasion_view *v;
    uint32_t n, room;
};
/* Those with a record, then those that duties name and nobody has typed, by number of clocks. */
int act_occasions(struct act *act, int64_t contract, struct occasion_views *ret,
                  struct err *err) MUST_USE;

struct occasion_typed {
    int64_t id; /* 0 = new */
    int64_t version;
    struct str name, note;
    int32_t day;
    int16_t minute;
};

/* What would change: clocks before and after. */
struct clock_move {
    int64_t duty;
    struct str summary, key, why;
    int32_t before_from, before_to, after_from, after_to; /* CALENDAR_NONE = no day */
};
struct clock_moves {
    struct clock_move *v;
    uint32_t n, room;
};
/* Computes, saves nothing. */
int act_occasion_preview(struct act *act, int64_t contract, const struct occasion_typed *typed,
                         struct clock_moves *ret, struct err *err) MUST_USE;
int act_occasion_set(struct act *act, int64_t contract, const struct occasion_typed *typed,
                     int64_t *ret_id, struct err *err) MUST_USE;
int act_occasion_drop(struct act *act, int64_t id, int64_t version, struct err *err) MUST_USE;

#endif
