/*
 * What pages call: the values of their inputs, where to go next, their template inside the layout.
 */
#include "web/page.h"

#include "base/heap.h"

#include "text/calendar.h"
#include "web/dispatch.h"
#include "web/template.h"
#include "web/view-inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const struct http_pair *find(const struct page_call *c, const char *name)
{
    const struct http_pair *pair = NULL;

    if (c->q->method != HTTP_GET && c->q->method != HTTP_HEAD) {
        pair = http_pair_of(&c->q->form, name);
    }
    return pair != NULL ? pair : http_pair_of(&c->q->query, name);
}

struct str page_text(const struct page_call *c, const char *name)
{
    const struct http_pair *pair = find(c, name);

    return pair == NULL ? (struct str){} : pair->value;
}

int64_t page_int(const struct page_call *c, const char *name)
{
    int64_t value = 0;

    return input_number(page_text(c, name), &value) ? value : 0;
}

bool page_flag(const struct page_call *c, const char *name)
{
    return page_text(c, name).n > 0;
}

int32_t page_day(const struct page_call *c, const char *name)
{
    return calendar_parse(page_text(c, name));
}

const struct http_file *page_file(const struct page_call *c, const char *name)
{
    for (uint32_t i = 0; i < c->q->files.n; i++) {
        if (str_eq(c->q->files.v[i].field, str_of(name))) {
            return &c->q->files.v[i];
        }
    }
    return NULL;
}

int64_t page_id_at(const struct page_call *c, const char *name, uint32_t at)
{
    bool is_get = c->q->method == HTTP_GET || c->q->method == HTTP_HEAD;
    const struct http_pairs *pairs = is_get ? &c->q->query : &c->q->form;
    int64_t value = 0;

    for (uint32_t i = 0; i < pairs->n; i++) {
        if (str_eq(pairs->v[i].name, str_of(name)) && at-- == 0) {
            return input_number(pairs->v[i].value, &value) ? value : 0;
        }
    }
    return 0;
}

enum tr_language page_language(const struct page_call *c)
{
    return template_language(c->lang);
}

int64_t page_version(const struct page_call *c)
{
    struct str tag = http_find(&c->q->headers, "if-match");
    int64_t version = 0;

    if (tag.n > 2 && tag.p[0] == '"' && input_number(str_sub(tag, 1, tag.n - 1), &version)) {
        return version;
    }
    return page_int(c, "version");
}

void page_etag(struct http_response *r, int64_t version)
{
    http_header(r, "ETag", arena_printf(r->arena, "\"%lld\"", (long long)version));
}

int page_go(struct http_response *r, const char *message_id, const char *path_format, ...)
{
    va_list args;

    va_start(args, path_format);
    char *text = heap_vprintf(path_format, args);

    va_end(args);
    bool is_ours = text[0] == '/' && text[1] != '/' && text[1] != '\\';

    http_response_reset(r);
    r->status = 303;
    http_header(r, "Location", is_ours ? str_of(text) : STR("/"));
    if (message_id != NULL) {
        http_header(r, DISPATCH_MESSAGE_HEADER, str_of(message_id));
    }
    free(text);
    return 0;
}

/* in_NAME and in_NAME_is_WORD of one input. */
static void fill_input(const struct page_call *c, const struct page_input *input,
                       const struct http_pairs *typed, struct view *v)
{
    struct arena *a = c->q->arena;
    struct str name = arena_printf(a, "in_%s", input->name);
    const struct http_pair *pair = typed == NULL ? NULL : http_pair_of(typed, input->name);
    bool is_old =
        c->faults != NULL && c->faults->is_conflict && str_eq(str_of(input->name), STR("version"));

    if (pair != NULL && !is_old) {
        view_str(v, name.p, pair->value);
    } else if (typed != NULL && input->type == INPUT_FLAG) {
        view_str(v, name.p, (struct str){});
    }
    const struct view_value *value = view_find(v, view_hash(name), name);

    if (input->type == INPUT_WORD && value != NULL && value->text.n > 0) {
        struct str flag = arena_printf(a, "in_%s_is_%.*s", input->name, STR_ARG(value->text));

        view_flag(v, flag.p, true);
    }
}

static void fill_inputs(const struct page_call *c, struct view *v)
{
    enum tr_language language = page_language(c);
    const struct http_pairs *typed = c->faults == NULL ? NULL : c->faults->typed;

    for (const struct page_input *i = c->page->query; i != NULL && i->name != NULL; i++) {
        fill_input(c, i, c->faults == NULL ? &c->q->query : NULL, v);
    }
    for (const struct page_input *i = c->page->input; i != NULL && i->name != NULL; i++) {
        fill_input(c, i, typed, v);
    }
    for (uint32_t i = 0; c->faults != NULL && i < c->faults->n; i++) {
        const struct page_fault *fault = &c->faults->v[i];
        struct view *row = view_add(v, "faults");

        view_str(row, "name", fault->name);
        view_str(row, "label",
                 fault->input != NULL ? input_label(fault->input, language) : fault->name);
        view_str(row, "text", fault->text);
        if (fault->input != NULL) {
            view_str(v, arena_printf(c->q->arena, "error_%s", fault->input->name).p, fault->text);
        }
        view_flag(v, "is_faulty", true);
    }
}

static void fill_layout(const struct page_call *c, struct view *v)
{
    view_str(v, "csrf", c->csrf);
    view_str(v, "message", c->message);
    view_str(v, "path", c->q->path);
    view_flag(v, "lang_ja", strcmp(c->lang, "en") != 0);
    if (c->server != NULL && c->server->desk.fill != NULL) {
        c->server->desk.fill(c->server->desk.arg, c->act, v);
    }
}

int page_render(const struct page_call *c, const char *template, struct view *v,
                struct http_response *r, struct err *err)
{
    bool is_part = str_eq(http_find(&c->q->headers, "hx-request-type"), STR("partial"));

    fill_layout(c, v);
    fill_inputs(c, v);
    http_header(r, "Content-Type", STR("text/html; charset=utf-8"));
    if (is_part) {
        return template_render(template, v, c->lang, &r->body, err);
    }
    struct buf content CLEANUP(buf_done) = {};

    buf_init(&content, r->body.max_bytes);
    if (template_render(template, v, c->lang, &content, err) < 0) {
        return -1;
    }
    view_svg(v, "content", buf_str(&content));
    return template_render("layout", v, c->lang, &r->body, err);
}

void page_json_begin(struct page_json *out)
{
    *out = (struct page_json){};
    FILE *file = open_memstream(&out->text, &out->n);

    if (file == NULL) {
        die_out_of_memory(0);
    }
    json_init(&out->json, file, JSON_TIGHT);
}

int page_json_end(struct page_json *out, struct http_response *r, struct err *err)
{
    int status = json_finish(&out->json, err);

    if (fclose(out->json.file) != 0 && status == 0) {
        status = err_set(err, ERR_INTERNAL, "the answer could not be written");
    }
    if (status == 0) {
        http_header(r, "Content-Type", STR("application/json"));
        buf_clear(&r->body);
        buf_add(&r->body, (struct str){.p = out->text, .n = out->n});
    }
    free(out->text);
    out->text = NULL;
    return status;
}
