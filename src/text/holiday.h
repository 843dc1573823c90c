/* The table of national holidays, made at build time by tools/holiday-table.js; for calendar.c. */
#ifndef TEXT_HOLIDAY_H
#define TEXT_HOLIDAY_H

#include <stdint.h>

struct holiday {
    int32_t day;   /* days since 1970-01-01 */
    uint32_t name; /* where it begins in holiday_names: a pointer would be moved at each start */
};

extern const char holiday_names[];

/* Sorted by day. */
extern const struct holiday holiday_table[];
extern const uint32_t holiday_count;
extern const int16_t holiday_first_year, holiday_last_year, holiday_confirmed_year;

#endif
