/*
 * /api/v1/openapi.json: the OpenAPI 3.1 description, made from the page table and the schemas that
 * write the answers. What the server does is what it says.
 */
#include "web/api.h"
#include "web/dispatch.h"

#include <stdarg.h>
#include <string.h>

#define API_PREFIX "/api/v1"

/* ---- schemas ---- */

static const char *json_type(enum api_type type)
{
    switch (type) {
    case API_INT:
    case API_INT32:
    case API_UINT32:
    case API_MINUTE:
    case API_YEN:
        return "integer";
    case API_BOOL:
        return "boolean";
    case API_LIST:
    case API_SPAN:
        return "array";
    case API_OBJECT:
    case API_PAIRS:
        return "object";
    default:
        return "string";
    }
}

static bool may_be_null(enum api_type type)
{
    return type == API_STR || type == API_DAY || type == API_MINUTE || type == API_YEN;
}

static void write_ref(struct json *j, struct arena *a, const char *schema)
{
    json_begin_object(j);
    json_member(j, "$ref", arena_printf(a, "#/components/schemas/%s", schema));
    json_end(j);
}

static void write_type(struct json *j, const struct api_field *f)
{
    json_key(j, "type");
    if (!may_be_null(f->type)) {
        json_str(j, str_of(json_type(f->type)));
        return;
    }
    json_begin_array(j);
    json_str(j, str_of(json_type(f->type)));
    json_str(j, STR("null"));
    json_end(j);
}

static void write_property(struct json *j, struct arena *a, const struct api_field *f)
{
    if (f->type == API_OBJECT) {
        write_ref(j, a, f->of->name);
        return;
    }
    json_begin_object(j);
    write_type(j, f);
    json_member(j, "description", str_of(f->help));
    if (f->type == API_DAY) {
        json_member(j, "format", STR("date"));
    }
    if (f->type == API_TIME) {
        json_member(j, "format", STR("date-time"));
    }
    if (f->type == API_LIST || f->type == API_SPAN) {
        json_key(j, "items");
        write_ref(j, a, f->of->name);
    }
    if (f->type == API_PAIRS) {
        json_key(j, "additionalProperties");
        json_begin_object(j);
        json_key(j, "type");
        json_begin_array(j);
        json_str(j, STR("string"));
        json_str(j, STR("null"));
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void write_schema(struct json *j, struct arena *a, const struct api_schema *s)
{
    json_key(j, s->name);
    json_begin_object(j);
    json_member(j, "type", STR("object"));
    json_member(j, "description", str_of(s->help));
    json_key(j, "properties");
    json_begin_object(j);
    for (size_t i = 0; i < s->field_count; i++) {
        json_key(j, s->fields[i].name);
        write_property(j, a, &s->fields[i]);
    }
    json_end(j);
    json_key(j, "required");
    json_begin_array(j);
    for (size_t i = 0; i < s->field_count; i++) {
        json_str(j, str_of(s->fields[i].name));
    }
    json_end(j);
    json_key(j, "additionalProperties");
    json_bool(j, false);
    json_end(j);
}

/* "required": the names, NULL at the end. */
static void write_required(struct json *j, ...)
{
    va_list names;

    json_key(j, "required");
    json_begin_array(j);
    va_start(names, j);
    for (const char *name; (name = va_arg(names, const char *)) != NULL;) {
        json_str(j, str_of(name));
    }
    va_end(names);
    json_end(j);
}

/* RFC 9457, as problem.c writes it. */
static void write_problem(struct json *j)
{
    static const char *const reason[] = {"field", "text", "hint"};
    static const char *const texts[] = {"type", "title", "detail", "hint", "request"};

    json_key(j, "problem");
    json_begin_object(j);
    json_member(j, "type", STR("object"));
    json_member(j, "description", STR("Why it was refused (RFC 9457)."));
    json_key(j, "properties");
    json_begin_object(j);
    for (size_t i = 0; i < COUNT(texts); i++) {
        json_key(j, texts[i]);
        json_begin_object(j);
        json_member(j, "type", STR("string"));
        json_end(j);
    }
    json_key(j, "status");
    json_begin_object(j);
    json_member(j, "type", STR("integer"));
    json_end(j);
    json_key(j, "reasons");
    json_begin_object(j);
    json_member(j, "type", STR("array"));
    json_member(j, "description", STR("What stands in the way, each with what to do."));
    json_key(j, "items");
    json_begin_object(j);
    json_member(j, "type", STR("object"));
    json_key(j, "properties");
    json_begin_object(j);
    for (size_t i = 0; i < COUNT(reason); i++) {
        json_key(j, reason[i]);
        json_begin_object(j);
        json_member(j, "type", STR("string"));
        json_end(j);
    }
    json_end(j);
    write_required(j, "text", NULL);
    json_end(j);
    json_end(j);
    json_end(j);
    write_required(j, "type", "title", "status", "request", "reasons", NULL);
    json_end(j);
}

/* ---- inputs ---- */

static void write_choices(struct json *j, const char *choices)
{
    struct str rest = str_of(choices);

    json_key(j, "enum");
    json_begin_array(j);
    while (rest.n > 0) {
        ptrdiff_t bar = str_find(rest, STR("|"), 0);

        json_str(j, bar < 0 ? rest : str_sub(rest, 0, (size_t)bar));
        rest = bar < 0 ? (struct str){} : str_sub(rest, (size_t)bar + 1, rest.n);
    }
    json_end(j);
}

static void write_input_schema(struct json *j, const struct page_input *in)
{
    enum { TEXT_MAX = 200 };

    json_begin_object(j);
    switch (in->type) {
    case INPUT_ID:
    case INPUT_INT:
        json_member(j, "type", STR("integer"));
        if (in->max > 0) {
            json_key(j, "maximum");
            json_int(j, in->max);
        }
        break;
    case INPUT_FLAG:
        json_member(j, "type", STR("boolean"));
        break;
    case INPUT_IDS:
        json_member(j, "type", STR("array"));
        json_key(j, "items");
        json_begin_object(j);
        json_member(j, "type", STR("integer"));
        json_end(j);
        break;
    case INPUT_DAY:
        json_member(j, "type", STR("string"));
        json_member(j, "format", STR("date"));
        break;
    case INPUT_TIME:
        json_member(j, "type", STR("string"));
        json_member(j, "pattern", STR("^[0-2][0-9]:[0-5][0-9]$"));
        break;
    case INPUT_WORD:
        json_member(j, "type", STR("string"));
        write_choices(j, in->choices);
        break;
    default:
        json_member(j, "type", STR("string"));
        json_key(j, "maxLength");
        json_int(j, in->max > 0 ? in->max : TEXT_MAX);
        break;
    }
    json_member(j, "description", str_of(in->help));
    json_end(j);
}

/* {id} and {name:word} of the path; returns it as OpenAPI writes it. */
static struct str write_path_parameters(struct json *j, struct arena *a, struct str path)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, 400);
    for (size_t i = 0; i < path.n; i++) {
        ptrdiff_t close = path.p[i] == '{' ? str_find(path, STR("}"), i) : -1;

        if (close < 0) {
            buf_add_char(&out, path.p[i]);
            continue;
        }
        struct str inside = str_sub(path, i + 1, (size_t)close);
        ptrdiff_t colon = str_find(inside, STR(":"), 0);
        struct str name = colon < 0 ? inside : str_sub(inside, 0, (size_t)colon);

        buf_add_char(&out, '{');
        buf_add(&out, name);
        buf_add_char(&out, '}');
        i = (size_t)close;
        if (j != NULL) {
            json_begin_object(j);
            json_member(j, "name", name);
            json_member(j, "in", STR("path"));
            json_key(j, "required");
            json_bool(j, true);
            json_key(j, "schema");
            json_begin_object(j);
            json_member(j, "type", colon < 0 ? STR("integer") : STR("string"));
            json_end(j);
            json_end(j);
        }
    }
    return arena_str(a, buf_str(&out));
}

static void write_parameters(struct json *j, struct arena *a, const struct page *p, bool is_get)
{
    json_key(j, "parameters");
    json_begin_array(j);
    write_path_parameters(j, a, str_of(p->path));
    for (const struct page_input *in = p->query; is_get && in != NULL && in->name != NULL; in++) {
        json_begin_object(j);
        json_member(j, "name", str_of(in->name));
        json_member(j, "in", STR("query"));
        json_key(j, "required");
        json_bool(j, in->is_required);
        json_key(j, "schema");
        write_input_schema(j, in);
        json_end(j);
    }
    if (!is_get) {
        static const char *const headers[] = {"If-Match", "Idempotency-Key"};

        for (size_t i = 0; i < COUNT(headers); i++) {
            json_begin_object(j);
            json_member(j, "name", str_of(headers[i]));
            json_member(j, "in", STR("header"));
            json_key(j, "required");
            json_bool(j, false);
            json_key(j, "schema");
            json_begin_object(j);
            json_member(j, "type", STR("string"));
            json_end(j);
            json_end(j);
        }
    }
    json_end(j);
}

static void write_request(struct json *j, const struct page *p)
{
    if (p->input == NULL) {
        return;
    }
    json_key(j, "requestBody");
    json_begin_object(j);
    json_key(j, "required");
    json_bool(j, true);
    json_key(j, "content");
    json_begin_object(j);
    json_key(j, "application/json");
    json_begin_object(j);
    json_key(j, "schema");
    json_begin_object(j);
    json_member(j, "type", STR("object"));
    json_key(j, "properties");
    json_begin_object(j);
    for (const struct page_input *in = p->input; in->name != NULL; in++) {
        json_key(j, in->name);
        write_input_schema(j, in);
    }
    json_end(j);
    json_key(j, "required");
    json_begin_array(j);
    for (const struct page_input *in = p->input; in->name != NULL; in++) {
        if (in->is_required) {
            json_str(j, str_of(in->name));
        }
    }
    json_end(j);
    json_key(j, "additionalProperties");
    json_bool(j, false);
    json_end(j);
    json_end(j);
    json_end(j);
    json_end(j);
}

/* ---- operations ---- */

/* `or_schema` may be NULL. */
static void write_content(struct json *j, struct arena *a, const char *media, const char *schema,
                          const char *or_schema)
{
    json_key(j, "content");
    json_begin_object(j);
    json_key(j, media);
    json_begin_object(j);
    json_key(j, "schema");
    if (or_schema != NULL) {
        json_begin_object(j);
        json_key(j, "oneOf");
        json_begin_array(j);
        write_ref(j, a, schema);
        write_ref(j, a, or_schema);
        json_end(j);
        json_end(j);
    } else {
        write_ref(j, a, schema);
    }
    json_end(j);
    json_end(j);
}

static void write_answers(struct json *j, struct arena *a, const struct page *p, bool is_get)
{
    json_key(j, "responses");
    json_begin_object(j);
    json_key(j, is_get ? "200" : "2XX");
    json_begin_object(j);
    json_member(j, "description", STR("done"));
    /* A page that is shown has its own answer there; a change of it says what was made. */
    write_content(j, a, "application/json", is_get || p->show == NULL ? p->answer : "made",
                  is_get ? NULL : p->save_answer);
    json_end(j);
    json_key(j, "default");
    json_begin_object(j);
    json_member(j, "description", STR("refused"));
    write_content(j, a, "application/problem+json", "problem", NULL);
    json_end(j);
    json_end(j);
}

static void write_operation(struct json *j, struct arena *a, const struct page *p,
                            const char *method)
{
    bool is_get = strcmp(method, "get") == 0;

    json_key(j, method);
    json_begin_object(j);
    json_member(j, "summary", str_of(p->help));
    write_parameters(j, a, p, is_get);
    if (!is_get) {
        write_request(j, p);
    }
    write_answers(j, a, p, is_get);
    json_end(j);
}

static int show(const struct page_call *c, struct http_response *r, struct err *err);

static void write_paths(struct json *j, struct arena *a, const struct page *const *pages)
{
    static const struct {
        enum http_method method;
        const char *name;
    } methods[] = {
        {HTTP_POST, "post"}, {HTTP_PUT, "put"}, {HTTP_PATCH, "patch"}, {HTTP_DELETE, "delete"}};

    json_key(j, "paths");
    json_begin_object(j);
    for (size_t i = 0; pages[i] != NULL; i++) {
        const struct page *p = pages[i];

        if (!str_starts(str_of(p->path), STR(API_PREFIX "/")) || p->show == show) {
            continue; /* a page, or this description */
        }
        json_key(j, write_path_parameters(NULL, a, str_of(p->path)).p);
        json_begin_object(j);
        if (p->show != NULL) {
            write_operation(j, a, p, "get");
        }
        for (size_t m = 0; m < COUNT(methods); m++) {
            if (p->save_methods & methods[m].method) {
                write_operation(j, a, p, methods[m].name);
            }
        }
        json_end(j);
    }
    json_end(j);
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct arena *a = c->q->arena;
    struct page_json out;
    struct json *j = &out.json;

    page_json_begin(&out);
    json_begin_object(j);
    json_member(j, "openapi", STR("3.1.0"));
    json_key(j, "info");
    json_begin_object(j);
    json_member(j, "title", STR("itaku"));
    json_member(j, "version", STR("1"));
    json_end(j);
    write_paths(j, a, c->server->pages);
    json_key(j, "components");
    json_begin_object(j);
    json_key(j, "schemas");
    json_begin_object(j);
    for (size_t i = 0; api_schemas[i] != NULL; i++) {
        write_schema(j, a, api_schemas[i]);
    }
    write_problem(j);
    json_end(j);
    json_key(j, "securitySchemes");
    json_begin_object(j);
    json_key(j, "token");
    json_begin_object(j);
    json_member(j, "type", STR("http"));
    json_member(j, "scheme", STR("bearer"));
    json_end(j);
    json_end(j);
    json_end(j);
    json_key(j, "security");
    json_begin_array(j);
    json_begin_object(j);
    json_key(j, "token");
    json_begin_array(j);
    json_end(j);
    json_end(j);
    json_end(j);
    json_end(j);
    return page_json_end(&out, r, err);
}

const struct page api_openapi = {
    .path = API_PREFIX "/openapi.json",
    .may = MAY_READ,
    .show = show,
    .help = "This description.",
    .answer = "openapi",
};
