/* Bodies of records as JSON values; see body.h. */
#include "act/body.h"

#include "text/calendar.h"

#include <stdlib.h>

void cleanup_json(json_t **j)
{
    json_decref(*j);
}

int body_of(const struct record *r, json_t **ret, struct err *err)
{
    json_error_t error;
    json_t *body = json_loadb(r->body.p, r->body.n, JSON_ALLOW_NUL, &error);

    if (!json_is_object(body)) {
        json_decref(body);
        return err_set(err, ERR_INTERNAL, "the body of record %lld is damaged: %s",
                       (long long)r->id, error.text);
    }
    *ret = body;
    return 0;
}

struct str body_str(struct arena *a, const json_t *body, const char *name)
{
    const json_t *member = json_object_get(body, name);

    if (!json_is_string(member)) {
        return (struct str){};
    }
    return arena_str(a, (struct str){json_string_value(member), json_string_length(member)});
}

int64_t body_int_or(const json_t *body, const char *name, int64_t otherwise)
{
    const json_t *member = json_object_get(body, name);

    return json_is_integer(member) ? json_integer_value(member) : otherwise;
}

int64_t body_int(const json_t *body, const char *name)
{
    return body_int_or(body, name, 0);
}

int32_t body_day(const json_t *body, const char *name)
{
    const json_t *member = json_object_get(body, name);

    return json_is_string(member) ? calendar_parse(str_of(json_string_value(member)))
                                  : CALENDAR_NONE;
}

void body_set(json_t *body, const char *name, json_t *value)
{
    if (value == NULL) {
        json_object_del(body, name);
        return;
    }
    if (json_object_set_new(body, name, value) != 0) {
        die_out_of_memory(0);
    }
}

void body_set_str(json_t *body, const char *name, struct str value)
{
    body_set(body, name, value.n == 0 ? NULL : json_stringn(value.p, value.n));
}

void body_set_int(json_t *body, const char *name, int64_t value)
{
    body_set(body, name, json_integer(value));
}

void body_set_day(json_t *body, const char *name, int32_t day)
{
    struct arena a CLEANUP(arena_done) = {};

    body_set_str(body, name, body_day_words(&a, day));
}

struct str body_day_words(struct arena *a, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return (struct str){};
    }
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

void body_store(struct arena *a, json_t *body, struct record *r)
{
    char *text = json_dumps(body, JSON_COMPACT);

    if (text == NULL) {
        die_out_of_memory(0);
    }
    r->body = arena_str(a, str_of(text));
    free(text);
}
