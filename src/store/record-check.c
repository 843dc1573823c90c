/* What a record must be before it is written: known state, known fields, right JSON types. */
#include "store/inner.h"

#include "base/tr.h"
#include "text/calendar.h"

static const char *expected(enum field_type type)
{
    switch (type) {
    case FIELD_TEXT:
    case FIELD_WORD:
        return TR_ID("a text");
    case FIELD_INT:
        return TR_ID("a whole number");
    case FIELD_DAY:
        return TR_ID("a day (YYYY-MM-DD)");
    case FIELD_BOOL:
        return TR_ID("true or false");
    case FIELD_RECORD:
        return TR_ID("the number of a record");
    case FIELD_OTHER:
        return TR_ID("a list or an object");
    }
    return "";
}

static bool fits(const struct field *f, const json_t *value)
{
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_WORD:
        return json_is_string(value);
    case FIELD_INT:
    case FIELD_RECORD:
        return json_is_integer(value);
    case FIELD_BOOL:
        return json_is_boolean(value);
    case FIELD_OTHER:
        return json_is_array(value) || json_is_object(value);
    case FIELD_DAY:
        break;
    }
    struct str day = {.p = json_string_value(value), .n = json_string_length(value)};

    return json_is_string(value) && (day.n == 0 || calendar_parse(day) != CALENDAR_NONE);
}

static int check_fields(const struct type *type, json_t *body, struct err *err)
{
    const char *name;
    json_t *value;

    json_object_foreach(body, name, value)
    {
        const struct field *f = type_field(type, str_of(name));

        if (f == NULL) {
            return err_set(err, ERR_INVALID, "\"%s\" is no field of a %s", name, type->name);
        }
        if (!json_is_null(value) && !fits(f, value)) {
            return err_set(err, ERR_INVALID, "\"%s\" of a %s must be %s", name, type->name,
                           tr(expected(f->type)));
        }
    }
    return 0;
}

int record_check(const struct record *r, json_t **ret, struct err *err)
{
    json_error_t where;

    if (r->type == NULL) {
        return err_set(err, ERR_INVALID, "a record has no type");
    }
    if (!type_has_state(r->type, r->state)) {
        return err_set(err, ERR_INVALID, "\"%.*s\" is no state of a %s", STR_ARG(r->state),
                       r->type->name);
    }
    if (r->body.n > RECORD_MAX_BODY_BYTES) {
        return err_set(err, ERR_LIMIT, "a %s is larger than %d MiB", r->type->name,
                       RECORD_MAX_BODY_BYTES / 1024 / 1024);
    }
    json_t *body =
        json_loadb(r->body.n > 0 ? r->body.p : "", r->body.n, JSON_REJECT_DUPLICATES, &where);

    if (body == NULL || !json_is_object(body)) {
        json_decref(body);
        return err_set(err, ERR_INVALID, "the fields of a %s must be a JSON object", r->type->name);
    }
    if (check_fields(r->type, body, err) < 0) {
        json_decref(body);
        return -1;
    }
    *ret = body;
    return 0;
}
