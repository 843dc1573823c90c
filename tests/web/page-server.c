/*
 * A server with pages of its own and no desk, for tests/web: every kind of input, a file, an error
 * of each kind, a slow page. usage: page-server FOLDER IDLE_SECONDS
 */
#include "web/page.h"
#include "web/server.h"
#include "web/view-inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct page_input all_inputs[] = {
    {"title", INPUT_TEXT, .max = 10, .is_required = true, .help = "Title"},
    {"note", INPUT_LINES, .max = 100, .help = "Note"},
    {"state", INPUT_WORD, .choices = "open|done", .help = "State"},
    {"record", INPUT_ID, .help = "Record"},
    {"count", INPUT_INT, .max = 99, .help = "Count"},
    {"day", INPUT_DAY, .help = "Day"},
    {"flag", INPUT_FLAG, .help = "Flag"},
    {"ids", INPUT_IDS, .max = 5, .help = "Records"},
    {"file", INPUT_FILE, .max = 3 << 20, .help = "File"},
    {"fail", INPUT_INT, .max = 9, .help = "Kind of error to fail with"},
    {},
};

static const struct page_input few_inputs[] = {
    {"days", INPUT_INT, .max = 400, .help = "Days"},
    {},
};

static int show_form(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);

    view_printf(v, "title", "form %d", (int)page_int(c, "days"));
    view_str(v, "in_title", STR("as stored"));
    view_str(v, "in_state", STR("open"));
    page_etag(r, 7);
    return page_render(c, "form", v, r, err);
}

static int save_form(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct http_file *file = page_file(c, "file");
    int kind = (int)page_int(c, "fail");

    if (kind > 0) {
        return err_set(err, (enum err_kind)kind, "failed as asked");
    }
    if (file != NULL) {
        http_header(r, "X-File",
                    arena_printf(c->q->arena, "%.*s %lld %02x%02x%02x%02x", STR_ARG(file->name),
                                 (long long)file->bytes, file->sha256[0], file->sha256[1],
                                 file->sha256[2], file->sha256[3]));
        r->status = 200;
        return 0;
    }
    return page_go(r, "Saved", "/form?days=%d", (int)page_int(c, "count"));
}

static struct str shown(const struct view *v, const char *name)
{
    return view_find(v, view_hash(str_of(name)), str_of(name))->text;
}

/* A record of version 9: says what its form would show. */
static int show_versioned(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);

    view_str(v, "in_version", STR("9"));
    view_str(v, "in_title", STR("theirs"));
    if (page_render(c, "csrf", v, r, err) < 0) {
        return -1;
    }
    buf_printf(&r->body, "version=%.*s title=%.*s", STR_ARG(shown(v, "in_version")),
               STR_ARG(shown(v, "in_title")));
    return 0;
}

static int save_versioned(const struct page_call *c, struct http_response *r, struct err *err)
{
    return page_version(c) == 9 ? page_go(r, "Saved", "/versioned")
                                : err_set(err, ERR_CONFLICT, "the record has moved on");
}

static int show_record(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct page_json out;

    page_etag(r, c->ids[0]);
    page_json_begin(&out);
    json_begin_object(&out.json);
    json_key(&out.json, "id");
    json_int(&out.json, c->ids[0]);
    json_member(&out.json, "word", c->names[0]);
    json_end(&out.json);
    return page_json_end(&out, r, err);
}

static int save_record(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (page_version(c) != c->ids[0]) {
        return err_set(err, ERR_CONFLICT, "the record has moved on");
    }
    return show_record(c, r, err);
}

static int show_slow(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct timespec wait = {.tv_sec = 1, .tv_nsec = 500 * 1000 * 1000};

    nanosleep(&wait, NULL);
    buf_add(&r->body, STR("slow"));
    return 0;
}

static const struct page form_page = {
    .path = "/form",
    .query = few_inputs,
    .input = all_inputs,
    .show = show_form,
    .save = save_form,
    .save_methods = HTTP_POST,
    .help = "A form with every kind of input.",
};
static const struct page action_page = {
    .path = "/action",
    .input = all_inputs,
    .save = save_form,
    .save_methods = HTTP_POST,
    .help = "An action without a page of its own.",
};
static const struct page_input versioned_inputs[] = {
    {"version", INPUT_INT, .help = "Version"},
    {"title", INPUT_TEXT, .max = 10, .help = "Title"},
    {},
};
static const struct page versioned_page = {
    .path = "/versioned",
    .input = versioned_inputs,
    .show = show_versioned,
    .save = save_versioned,
    .save_methods = HTTP_POST,
    .help = "A record with a version.",
};
static const struct page slow_page = {.path = "/slow", .show = show_slow, .help = "Slow."};
static const struct page record_page = {
    .path = "/api/v1/records/{id}",
    .query = few_inputs,
    .input = all_inputs,
    .show = show_record,
    .save = save_record,
    .save_methods = HTTP_POST | HTTP_PATCH,
    .help = "A record.",
};
static const struct page word_page = {
    .path = "/api/v1/words/{name:word}/{id}",
    .show = show_record,
    .help = "A word.",
};
static const struct page *const test_pages[] = {
    &form_page, &action_page, &slow_page, &record_page, &word_page, &versioned_page, NULL,
};

int main(int argc, char **argv)
{
    struct err err;
    struct server_options options = {
        .folder = argc > 1 ? argv[1] : "uploads",
        .idle_seconds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 30,
        .with_api_token = true,
        .pages = test_pages,
    };

    if (server_run(&options, &err) < 0) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    return 0;
}
