/* What is due, as a calendar (RFC 5545). */
#ifndef WRITE_REG_ICS_H
#define WRITE_REG_ICS_H

#include "base/err.h"
#include "spec/reg.h"

#include <stdio.h>

/*
 * One event for each date that binds and each dated deliverable. A day is an all-day event; a day
 * with an hour is an event at that hour (Japanese time, written as UTC); an interval longer than
 * MANY_DAYS is two events, its first and its last day. What names only a year is left out, and so
 * are rules without a date: a calendar cannot hold "within three business days after".
 *
 * DTSTAMP is the date of the notice (1970-01-01 when there is none) and UID comes from the entry's
 * words and place, so the same document gives the same bytes. Errors: ERR_IO.
 */
int reg_ics_write(FILE *file, const struct reg *r, struct err *err) MUST_USE;

#endif
