/*
 * JSON out (RFC 8259), streamed, the only writer of JSON in the program. Reading is jansson's.
 *
 *     struct json j;
 *     json_init(&j, stdout, JSON_INDENTED);
 *     json_begin_object(&j);
 *     json_key(&j, "facts"); json_begin_array(&j); ... json_end(&j);
 *     json_end(&j);
 *     if (json_finish(&j, err) < 0) ...
 *
 * No name here is one of jansson's, so that a file may include both.
 *
 * What is written reaches the file when the outermost value is closed, or with json_finish().
 * Strings must be UTF-8; what is not becomes U+FFFD. Commas, colons and indentation are the
 * writer's business.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/err.h"
#include "base/str.h"

#include <stdio.h>

enum json_layout { JSON_TIGHT, JSON_INDENTED };

enum { JSON_MAX_DEPTH = 32 };

struct json {
    FILE *file;
    enum json_layout layout;
    int depth;
    bool is_object[JSON_MAX_DEPTH];
    bool has_member[JSON_MAX_DEPTH];
    bool after_key;
    size_t gathered_bytes; /* on their way to the file */
    char gathered[4096];
};

/* Writes to `file`, which stays the caller's. */
void json_init(struct json *j, FILE *file, enum json_layout layout);

/* Open an object or an array, as the value of the key before or as the next element. */
void json_begin_object(struct json *j);
void json_begin_array(struct json *j);
/* Closes the innermost object or array. */
void json_end(struct json *j);

/* A key of the open object; one value follows. */
void json_key(struct json *j, const char *key);
/* Each writes one value. */
void json_str(struct json *j, struct str value);
void json_int(struct json *j, int64_t value);
/* Whole numbers without a point; at most 15 significant digits. Not finite: null. */
void json_double(struct json *j, double value);
void json_bool(struct json *j, bool value);
void json_none(struct json *j);
/* A value that is JSON already, as it stands. */
void json_raw(struct json *j, struct str value);

/* Key and string; an empty string is written as null. */
void json_member(struct json *j, const char *key, struct str value);

/* Ends with a line break and says whether everything was written. ERR_IO. */
int json_finish(struct json *j, struct err *err) MUST_USE;

#endif
