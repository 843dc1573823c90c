/*
 * iCalendar out (RFC 5545), the only writer of it: CRLF, lines folded at 75 octets between
 * characters, text escaped. Time is told by the caller, never by the clock.
 */
#ifndef WRITE_ICS_H
#define WRITE_ICS_H

#include "base/err.h"
#include "base/str.h"

#include <stdio.h>

/* BEGIN:VCALENDAR with version, product and the calendar's name. */
void ics_begin(FILE *file, struct str name);

/* One content line: NAME[;PARAMETERS]:value, the value as it is. */
void ics_line(FILE *file, const char *name, struct str value);

/* The same with a TEXT value, which is escaped (RFC 5545 3.3.11). Control characters are dropped.
 */
void ics_text(FILE *file, const char *name, struct str value);

/* END:VCALENDAR; says whether everything was written. ERR_IO. */
int ics_end(FILE *file, struct err *err) MUST_USE;

#endif
