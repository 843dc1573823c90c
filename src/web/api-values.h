/* What the operations of the API answer with, for their schemas. */
#ifndef WEB_API_VALUES_H
#define WEB_API_VALUES_H

#include "act/contract.h"
#include "act/duty.h"
#include "act/inspection.h"
#include "act/items.h"
#include "act/occasion.h"

/* A page of duties. */
struct api_duties {
    struct duty_list list;
    struct str next;
};

/* What one rule found in a file, and what is decided about it. */
struct api_file_finding {
    struct str basis, place, reads;
    int64_t count;
};
struct api_file_rule {
    struct str id, severity, what;
    bool is_grave;
    struct str choice, reason, by;
    int32_t day; /* of the decision */
    struct str proposed, proposed_reason, proposed_by; /* of the edition before */
    int32_t proposed_day;
    int64_t added; /* places that it was not about */
    VEC(struct api_file_finding) findings;
};

/* A file that is to leave. */
struct api_file {
    struct inspection x;
    struct str result;
    VEC(struct api_file_rule) rules;
};
struct api_files {
    VEC(struct api_file) data;
};

/* A decision over several files. */
struct api_decided {
    int64_t decided, passed_over;
};

#endif
