/*
 * The API's answers as tables: one table of a schema writes the JSON and describes it in OpenAPI,
 * so that the two cannot differ.
 */
#ifndef WEB_API_H
#define WEB_API_H

#include "web/page.h"

enum api_type {
    API_STR,    /* struct str; empty = null */
    API_INT,    /* int64_t */
    API_INT32,  /* int32_t */
    API_UINT32, /* uint32_t */
    API_MINUTE, /* int16_t; -1 = null */
    API_DAY,    /* int32_t day number as "YYYY-MM-DD"; CALENDAR_NONE = null */
    API_TIME,   /* int64_t milliseconds as an RFC 3339 instant in UTC */
    API_BOOL,
    API_YEN,    /* int64_t; -1 = null */
    API_HEX32,  /* uint8_t[32] in hexadecimal digits */
    API_LIST,   /* struct { T *v; uint32_t n, room; } of `of` */
    API_SPAN,   /* T * and, right behind, uint32_t count, of `of` */
    API_OBJECT, /* struct of `of`, in place */
    API_PAIRS,  /* struct item_value * and uint32_t: an object of strings */
    API_WORD,   /* int: enum due_state in words */
};

struct api_schema;

struct api_field {
    const char *name;
    enum api_type type;
    size_t offset;
    const struct api_schema *of; /* API_LIST, API_SPAN, API_OBJECT */
    const char *help;            /* English, for the description */
};

struct api_schema {
    const char *name; /* "duty" */
    const char *help;
    const struct api_field *fields;
    size_t field_count;
    size_t bytes; /* of the struct */
};

/* All schemas by their name, NULL at the end (api-schema.c). */
extern const struct api_schema *const api_schemas[];

/* One value by its schema. */
void api_write(struct json *j, struct arena *a, const struct api_schema *schema, const void *value);

/* The whole answer: the value, its type application/json. */
int api_answer(const struct page_call *c, struct http_response *r, const struct api_schema *schema,
               const void *value, struct err *err) MUST_USE;

extern const struct api_schema api_contract_schema, api_contracts_schema, api_duty_schema,
    api_duties_schema, api_due_schema, api_occasions_schema, api_occasion_schema, api_moves_schema,
    api_item_schema, api_items_schema, api_history_schema, api_made_schema, api_facts_schema,
    api_documents_schema, api_file_schema, api_files_schema, api_decided_schema;

/* Answer of an operation that made or changed something. */
struct api_made {
    int64_t id;
};
/* 201 with Location (a path of ours) and the id, or 200 when location is NULL. */
int api_made(const struct page_call *c, struct http_response *r, int64_t id, const char *location,
             struct err *err) MUST_USE;

#endif
