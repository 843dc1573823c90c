/*
 * Filters of system calls for a confined child, made when itaku is built (tools/confine-filter.c).
 * What only the child knows, a stand-in holds the place of.
 */
#ifndef READ_CONFINE_FILTER_H
#define READ_CONFINE_FILTER_H

#include "base/common.h"

#include <linux/filter.h>

enum {
    CONFINE_OUTPUT_STAND_IN = 0x7FFF0001,  /* the descriptor that may be written to */
    CONFINE_PROCESS_STAND_IN = 0x7FFF0002, /* the child itself */
    CONFINE_MAX_STEPS = 256,
};

struct confine_filter {
    uint16_t count;
    struct sock_filter steps[CONFINE_MAX_STEPS];
};

extern const struct confine_filter confine_filter;

/* For builds with sanitizers (READ_IS_SANITIZED): forbids the network and new programs only. */
extern const struct confine_filter confine_filter_sanitized;

#endif
