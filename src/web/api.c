/* Answers of the API from tables; see api.h. */
#include "web/api.h"

#include "act/due.h"
#include "act/items.h"
#include "base/hex.h"
#include "text/calendar.h"

#include <string.h>

static struct str day_text(struct arena *a, int32_t day)
{
    if (day == CALENDAR_NONE) {
        return (struct str){};
    }
    struct ymd d = calendar_ymd(day);

    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static struct str time_text(struct arena *a, int64_t ms)
{
    enum { DAY_MS = 24 * 3600 * 1000 };
    struct ymd d = calendar_ymd((int32_t)(ms / DAY_MS));
    int in_day = (int)(ms % DAY_MS);

    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", d.year, d.month, d.day,
                        in_day / 3600000, in_day / 60000 % 60, in_day / 1000 % 60, in_day % 1000);
}

static void write_text(struct json *j, struct str s)
{
    if (s.n == 0) {
        json_none(j);
    } else {
        json_str(j, s);
    }
}

static void write_span(struct json *j, struct arena *a, const struct api_schema *of,
                       const void *elements, uint32_t n)
{
    json_begin_array(j);
    for (uint32_t i = 0; i < n; i++) {
        api_write(j, a, of, (const char *)elements + i * of->bytes);
    }
    json_end(j);
}

static void write_pairs(struct json *j, const struct item_value *values, uint32_t n)
{
    json_begin_object(j);
    for (uint32_t i = 0; i < n; i++) {
        json_key(j, values[i].field);
        write_text(j, values[i].text);
    }
    json_end(j);
}

/* A pointer, and the count that stands behind it: VEC and pointer-and-count alike. */
struct span {
    void *v;
    uint32_t n;
};

static void write_number(struct json *j, bool is_none, int64_t value)
{
    if (is_none) {
        json_none(j);
    } else {
        json_int(j, value);
    }
}

static void write_field(struct json *j, struct arena *a, const struct api_field *f, const char *at)
{
    const struct span *span = (const void *)at;

    switch (f->type) {
    case API_STR:
        write_text(j, *(const struct str *)(const void *)at);
        break;
    case API_INT:
        json_int(j, *(const int64_t *)(const void *)at);
        break;
    case API_YEN:
        write_number(j, *(const int64_t *)(const void *)at < 0, *(const int64_t *)(const void *)at);
        break;
    case API_INT32:
        json_int(j, *(const int32_t *)(const void *)at);
        break;
    case API_UINT32:
        json_int(j, *(const uint32_t *)(const void *)at);
        break;
    case API_MINUTE:
        write_number(j, *(const int16_t *)(const void *)at < 0, *(const int16_t *)(const void *)at);
        break;
    case API_DAY:
        write_text(j, day_text(a, *(const int32_t *)(const void *)at));
        break;
    case API_TIME:
        write_text(j, time_text(a, *(const int64_t *)(const void *)at));
        break;
    case API_BOOL:
        json_bool(j, *(const bool *)at);
        break;
    case API_HEX32:
        write_text(j, hex_of(a, (const uint8_t *)at, 32));
        break;
    case API_LIST:
    case API_SPAN:
        write_span(j, a, f->of, span->v, span->n);
        break;
    case API_OBJECT:
        api_write(j, a, f->of, at);
        break;
    case API_PAIRS:
        write_pairs(j, span->v, span->n);
        break;
    case API_WORD:
        json_str(j, str_of(due_state_word(*(const enum due_state *)(const void *)at)));
        break;
    }
}

void api_write(struct json *j, struct arena *a, const struct api_schema *schema, const void *value)
{
    json_begin_object(j);
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct api_field *f = &schema->fields[i];

        json_key(j, f->name);
        write_field(j, a, f, (const char *)value + f->offset);
    }
    json_end(j);
}

int api_answer(const struct page_call *c, struct http_response *r, const struct api_schema *schema,
               const void *value, struct err *err)
{
    struct page_json out;

    page_json_begin(&out);
    api_write(&out.json, c->q->arena, schema, value);
    return page_json_end(&out, r, err);
}

int api_made(const struct page_call *c, struct http_response *r, int64_t id, const char *location,
             struct err *err)
{
    struct api_made made = {.id = id};

    if (location != NULL) {
        r->status = 201;
        http_header(r, "Location",
                    arena_printf(c->q->arena, "/api/v1/%s/%lld", location, (long long)id));
    }
    return api_answer(c, r, &api_made_schema, &made, err);
}
