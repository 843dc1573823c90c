/*
 * Bodies of records as JSON values: reading members, changing them, turning them back to text.
 * Texts that are read live in the arena; a json_t is the caller's (AUTO_JSON).
 */
#ifndef ACT_BODY_H
#define ACT_BODY_H

#include "base/arena.h"
#include "base/err.h"
#include "store/store.h"

#include <jansson.h>

/* For AUTO_JSON: gives up the reference at this address. */
void cleanup_json(json_t **j);
#define AUTO_JSON CLEANUP(cleanup_json)

/* The body of a record; what the store holds is JSON, so that a failure is ERR_INTERNAL. */
int body_of(const struct record *r, json_t **ret, struct err *err) MUST_USE;

/* A member; empty, 0, CALENDAR_NONE when absent. */
struct str body_str(struct arena *a, const json_t *body, const char *name);
int64_t body_int(const json_t *body, const char *name);
int64_t body_int_or(const json_t *body, const char *name, int64_t otherwise);
int32_t body_day(const json_t *body, const char *name);

/* Sets a member, or removes it when the value is empty, 0 with `_or` left out, or no day. */
void body_set_str(json_t *body, const char *name, struct str value);
void body_set_int(json_t *body, const char *name, int64_t value);
void body_set_day(json_t *body, const char *name, int32_t day);
void body_set(json_t *body, const char *name, json_t *value); /* takes the value over */

/* "YYYY-MM-DD"; empty for CALENDAR_NONE. */
struct str body_day_words(struct arena *a, int32_t day);

/* Puts the JSON text into r->body. */
void body_store(struct arena *a, json_t *body, struct record *r);

#endif
