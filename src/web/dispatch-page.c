/*
 * The second half of dispatch.c: from a way that is allowed to the page's answer.
 *
 * Inputs are checked in a copy of the request, so what the person typed stays as it was for a form
 * that comes back.
 */
#include "web/dispatch-parts.h"
#include "web/problem.h"
#include "web/template.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

enum { MAX_KEY_BYTES = 200 };

static struct http_pairs copy_pairs(struct arena *a, const struct http_pairs *pairs)
{
    struct http_pairs copy = {};

    for (uint32_t i = 0; i < pairs->n; i++) {
        http_add(a, &copy, pairs->v[i].name, pairs->v[i].value);
    }
    return copy;
}

static void add_fault(struct arena *a, struct page_faults *faults, const char *text)
{
    *VEC_ADD(a, faults) = (struct page_fault){.text = str_of(text)};
}

/* The CSRF token fits: 1; a form of ours that is too old: 0; anything else: refused, -1. */
static int check_csrf(const struct dispatch_way *way, struct http_response *r)
{
    const struct http_request *q = way->q;
    struct str given = http_find(&q->headers, "x-csrf-token");

    if (way->is_program) {
        return 1;
    }
    if (given.n == 0) {
        given = http_find(&q->form, "csrf");
    }
    if (session_csrf_fits(&way->session, given)) {
        return 1;
    }
    if (way->is_same_origin && !q->is_json) {
        return 0;
    }
    enum tr_language language = template_language(way->server->lang);

    problem_answer(
        q, r, way->server->lang, 403,
        str_of(tr_in(language, TR_ID("the request does not carry the token of its form"))),
        str_of(tr_in(language, TR_ID("open the page of the desk and send the form from there"))),
        NULL);
    return -1;
}

/* Draws the form again with its faults, under this status. */
static void show_again(const struct dispatch_way *way, struct page_call *c, int status,
                       struct page_faults *faults, struct http_response *r)
{
    struct http_request q = *c->q;
    struct page_call again = *c;
    struct err err = {};
    int (*show)(const struct page_call *, struct http_response *, struct err *) =
        c->page->show != NULL ? c->page->show : way->server->form;

    if (q.is_json) {
        problem_answer(c->q, r, c->lang, status, (struct str){}, (struct str){}, faults);
        return;
    }
    http_response_reset(r);
    q.method = HTTP_GET;
    again.q = &q;
    again.faults = faults;
    if (show == NULL || show(&again, r, &err) < 0 || r->status != 200) {
        problem_answer(way->q, r, c->lang, status, str_of(faults->v[0].text.p), (struct str){},
                       faults);
        return;
    }
    r->status = status;
}

/* An error of a save: beside the form when the person can do something about it. */
static void save_failed(const struct dispatch_way *way, struct page_call *c,
                        struct page_faults *faults, const struct err *err, struct http_response *r)
{
    int status = problem_status(err->kind);

    if (c->q->is_json || status >= 500 || status == 404) {
        problem_of_err(way->q, r, c->lang, err);
        return;
    }
    faults->is_conflict = err->kind == ERR_CONFLICT;
    const char *join = err->hint[0] == '\0' ? "" : page_language(c) == TR_JA ? "。" : "; ";

    add_fault(c->q->arena, faults,
              arena_printf(c->q->arena, "%s%s%s", err->message, join, err->hint).p);
    show_again(way, c, status, faults, r);
}

/* JSON bodies become pairs, as a form's. */
static int read_json(const struct dispatch_way *way, struct http_request *q,
                     struct http_response *r)
{
    struct err err;

    if (q->body.n > 0 && input_json(q->arena, q->body, &q->form, &err) < 0) {
        problem_of_err(way->q, r, way->server->lang, &err);
        return -1;
    }
    return 0;
}

static void request_hash(const struct http_request *q, uint8_t hash[32])
{
    crypto_hash_sha256_state state;
    struct str method = http_method_name(q->method);

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const uint8_t *)method.p, method.n);
    crypto_hash_sha256_update(&state, (const uint8_t *)" ", 1);
    crypto_hash_sha256_update(&state, (const uint8_t *)q->path.p, q->path.n);
    crypto_hash_sha256_update(&state, (const uint8_t *)"", 1);
    crypto_hash_sha256_update(&state, (const uint8_t *)q->body.p, q->body.n);
    crypto_hash_sha256_final(&state, hash);
}

/* "STATUS LOCATION\nBODY": an answer as it is kept for a repeated request. */
static void answer_again(struct str kept, struct http_response *r)
{
    ptrdiff_t line = str_find(kept, STR("\n"), 0);
    int64_t status = 0;

    if (line < 4 || !input_number(str_sub(kept, 0, 3), &status)) {
        return;
    }
    r->status = (int)status;
    if (line > 4) {
        http_header(r, "Location", str_sub(kept, 4, (size_t)line));
    }
    http_header(r, "Content-Type", STR("application/json"));
    http_header(r, "Idempotency-Replayed", STR("true"));
    buf_add(&r->body, str_sub(kept, (size_t)line + 1, kept.n));
}

static int save_once(const struct dispatch_way *way, struct page_call *c, struct http_response *r,
                     struct err *err)
{
    const struct dispatch_desk *desk = &way->server->desk;
    struct str key = http_find(&c->q->headers, "idempotency-key");
    uint8_t hash[32];
    struct str kept;

    if (key.n == 0 || !c->q->is_json || desk->recall == NULL) {
        return c->page->save(c, r, err);
    }
    if (key.n > MAX_KEY_BYTES) {
        return err_set(err, ERR_INVALID, "the idempotency key is longer than %d characters",
                       MAX_KEY_BYTES);
    }
    request_hash(c->q, hash);
    int found = desk->recall(desk->arg, c->act, key, hash, &kept, err);

    if (found != 0) {
        if (found > 0) {
            answer_again(kept, r);
        }
        return found < 0 ? -1 : 0;
    }
    if (c->page->save(c, r, err) < 0) {
        return -1;
    }
    struct str answer =
        arena_printf(c->q->arena, "%d %.*s\n%.*s", r->status,
                     STR_ARG(http_find(&r->headers, "Location")), STR_ARG(buf_str(&r->body)));

    return r->status >= 300 ? 0 : desk->remember(desk->arg, c->act, key, hash, answer, err);
}

static void save(const struct dispatch_way *way, struct page_call *c, struct http_request *q,
                 struct http_response *r)
{
    struct page_faults faults = {};
    struct http_pairs typed;
    struct err err = {};
    int token = check_csrf(way, r);

    if (token < 0 || (q->is_json && read_json(way, q, r) < 0)) {
        return;
    }
    typed = q->form;
    faults.typed = &typed;
    q->form = copy_pairs(q->arena, &typed);
    if (token == 0) {
        add_fault(
            q->arena, &faults,
            tr_in(template_language(way->server->lang),
                  TR_ID("this form was opened in an earlier session: look through it and send "
                        "it again")));
    }
    input_check(q->arena, c->page->input, &q->form, &q->files, true,
                template_language(way->server->lang), &faults);
    if (faults.n > 0) {
        show_again(way, c, 422, &faults, r);
    } else if (save_once(way, c, r, &err) < 0) {
        save_failed(way, c, &faults, &err, r);
    }
}

static void show(const struct dispatch_way *way, struct page_call *c, struct http_request *q,
                 struct http_response *r)
{
    struct page_faults faults = {};
    struct err err = {};

    q->query = copy_pairs(q->arena, &q->query);
    input_check(q->arena, c->page->query, &q->query, NULL, q->is_json,
                template_language(way->server->lang), &faults);
    if (faults.n > 0) {
        problem_answer(way->q, r, c->lang, 422, (struct str){}, (struct str){}, &faults);
    } else if (c->page->show(c, r, &err) < 0) {
        problem_of_err(way->q, r, c->lang, &err);
    } else if (r->status == 200) {
        struct str tag = http_find(&r->headers, "ETag");

        if (tag.n > 0 && str_has(http_find(&q->headers, "if-none-match"), tag)) {
            http_response_reset(r);
            r->status = 304;
        }
    }
}

void dispatch_page(const struct dispatch_way *way, struct http_response *r)
{
    struct server *s = way->server;
    struct http_request q = *way->q;
    struct page_call c = {
        .q = &q,
        .page = way->route.page,
        .csrf = way->session.csrf,
        .lang = s->lang,
        .server = s,
    };

    memcpy(c.ids, way->route.ids, sizeof(c.ids));
    memcpy(c.names, way->route.names, sizeof(c.names));
    if (s->desk.begin != NULL) {
        c.act = s->desk.begin(s->desk.arg, q.arena, STR("desk"), q.now_ms);
    }
    if (q.method == HTTP_GET || q.method == HTTP_HEAD) {
        struct str id =
            q.is_json ? (struct str){} : session_told(s->sessions, q.arena, way->cookie);

        c.message = id.n == 0 ? id : str_of(tr_in(template_language(s->lang), id.p));
        show(way, &c, &q, r);
    } else {
        save(way, &c, &q, r);
    }
}
