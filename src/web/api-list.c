/* /api/v1: occasions, meetings, questions, findings, deliverables, milestones; history and undo. */
#include "web/api-values.h"
#include "web/api.h"

#include "base/tr.h"

/* ---- occasions ---- */

static int show_occasions(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct occasion_views list;

    if (act_occasions(c->act, c->ids[0], &list, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_occasions_schema, &list, err);
}

static const struct page_input occasion_input[] = {
    {"id", INPUT_ID, .help = TR_ID("the occasion that is changed; absent = a new one")},
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"name", INPUT_TEXT, 100, true, .help = TR_ID("name, as the document calls it")},
    {"day", INPUT_DAY, .help = TR_ID("day")},
    {"minute", INPUT_INT, 1439, .help = TR_ID("minute of the day, Japan")},
    {"note", INPUT_LINES, 2000, .help = TR_ID("note")},
    {"preview", INPUT_FLAG, .help = TR_ID("tell which clocks would move, save nothing")},
    {},
};

static int save_occasion(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct occasion_typed t = {
        .id = page_int(c, "id"),
        .version = page_version(c),
        .name = page_text(c, "name"),
        .note = page_text(c, "note"),
        .day = page_day(c, "day"),
        .minute = page_text(c, "minute").n > 0 ? (int16_t)page_int(c, "minute") : -1,
    };
    struct clock_moves moves;
    int64_t id;

    if (page_flag(c, "preview")) {
        if (act_occasion_preview(c->act, c->ids[0], &t, &moves, err) < 0) {
            return -1;
        }
        return api_answer(c, r, &api_moves_schema, &moves, err);
    }
    if (act_occasion_set(c->act, c->ids[0], &t, &id, err) < 0) {
        return -1;
    }
    return api_made(c, r, id, t.id == 0 ? "occasions" : NULL, err);
}

const struct page api_occasions = {
    .path = "/api/v1/contracts/{id}/occasions",
    .may = MAY_WORK,
    .input = occasion_input,
    .show = show_occasions,
    .save = save_occasion,
    .save_methods = HTTP_POST,
    .help = "Days that clocks hang on; POST types one, or tells what that would move.",
    .answer = "occasions",
    .save_answer = "clock_moves",
};

/* ---- items ---- */

static const struct type *listed_type(struct str name)
{
    static const struct type *const listed[] = {&type_meeting, &type_question, &type_finding,
                                                &type_deliverable, &type_milestone};

    for (size_t i = 0; i < COUNT(listed); i++) {
        if (str_eq(name, str_of(listed[i]->name))) {
            return listed[i];
        }
    }
    return NULL;
}

static int type_of(struct str name, const struct type **ret, struct err *err)
{
    *ret = listed_type(name);
    if (*ret == NULL) {
        err_set(err, ERR_NOT_FOUND, "there is no list '%.*s'", STR_ARG(name));
        return err_hint(err, "meeting, question, finding, deliverable or milestone");
    }
    return 0;
}

static int show_items(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct type *type;
    struct item_list list;

    if (type_of(c->names[0], &type, err) < 0 ||
        act_items(c->act, c->ids[0], type, &list, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_items_schema, &list, err);
}

/* Fields of the types, as inputs: each type takes those that it has. */
static const struct page_input item_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"state", INPUT_TEXT, 40, .help = TR_ID("state of its type")},
    {"title", INPUT_TEXT, 400, .help = TR_ID("meeting, milestone: title")},
    {"name", INPUT_TEXT, 400, .help = TR_ID("deliverable: name")},
    {"text", INPUT_LINES, 4000, .help = TR_ID("question: text")},
    {"answer", INPUT_LINES, 4000, .help = TR_ID("question: answer")},
    {"answer_by", INPUT_TEXT, 100, .help = TR_ID("question: who answered")},
    {"answer_day", INPUT_DAY, .help = TR_ID("question: day of the answer")},
    {"sent_day", INPUT_DAY, .help = TR_ID("question: day it was sent")},
    {"day", INPUT_DAY, .help = TR_ID("meeting, deliverable: day")},
    {"minute", INPUT_INT, 1439, .help = TR_ID("meeting: minute of the day, Japan")},
    {"place", INPUT_TEXT, 200, .help = TR_ID("meeting: place")},
    {"minutes_day", INPUT_DAY, .help = TR_ID("meeting: day its minutes were handed in")},
    {"plan_first", INPUT_DAY, .help = TR_ID("milestone: planned from")},
    {"plan_last", INPUT_DAY, .help = TR_ID("milestone: planned to")},
    {"actual_first", INPUT_DAY, .help = TR_ID("milestone: begun on")},
    {"actual_last", INPUT_DAY, .help = TR_ID("milestone: finished on")},
    {"percent", INPUT_INT, 100, .help = TR_ID("milestone: done, per cent")},
    {"due_day", INPUT_DAY, .help = TR_ID("deliverable: due on")},
    {"note", INPUT_LINES, 4000, .help = TR_ID("note")},
    {},
};

/* The inputs that were given, as values of the record; `version` and `state` are none. */
static struct item_value *given(const struct page_call *c, size_t *ret_n)
{
    struct item_value *values = ARENA_ARRAY(c->q->arena, COUNT(item_input), struct item_value);

    *ret_n = 0;
    for (size_t i = 2; item_input[i].name != NULL; i++) {
        if (http_pair_of(&c->q->form, item_input[i].name) != NULL) {
            values[(*ret_n)++] =
                (struct item_value){item_input[i].name, page_text(c, item_input[i].name)};
        }
    }
    return values;
}

static int add_item(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct type *type;
    size_t n;
    struct item_value *values = given(c, &n);
    int64_t id;

    if (type_of(c->names[0], &type, err) < 0 ||
        act_item_add(c->act, c->ids[0], type, page_text(c, "state"), values, n, &id, err) < 0) {
        return -1;
    }
    return api_made(c, r, id, "items", err);
}

const struct page api_items = {
    .path = "/api/v1/contracts/{id}/items/{type:word}",
    .may = MAY_WORK,
    .input = item_input,
    .show = show_items,
    .save = add_item,
    .save_methods = HTTP_POST,
    .help = "Meetings, questions, findings, deliverables or milestones; POST adds one.",
    .answer = "items",
};

static int show_item(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct item item;

    if (act_item(c->act, c->ids[0], &item, err) < 0) {
        return -1;
    }
    page_etag(r, item.version);
    return api_answer(c, r, &api_item_schema, &item, err);
}

static int change_item(const struct page_call *c, struct http_response *r, struct err *err)
{
    size_t n;
    struct item_value *values = given(c, &n);

    if (act_item_change(c->act, c->ids[0], page_version(c), page_text(c, "state"), values, n, err) <
        0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_item = {
    .path = "/api/v1/items/{id}",
    .may = MAY_WORK,
    .input = item_input,
    .show = show_item,
    .save = change_item,
    .save_methods = HTTP_PATCH,
    .help = "One of them; PATCH changes the values named.",
    .answer = "item",
};

/* ---- history ---- */

static const struct page_input history_query[] = {
    {"record", INPUT_ID, .help = TR_ID("of one record")},
    {"before", INPUT_INT, .help = TR_ID("older than this event")},
    {"limit", INPUT_INT, 1000, .help = TR_ID("at most so many; 100 when absent")},
    {},
};

static int show_history(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct history history;

    if (act_history(c->act, c->ids[0], page_int(c, "record"), page_int(c, "before"),
                    (int)page_int(c, "limit"), &history, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_history_schema, &history, err);
}

const struct page api_history = {
    .path = "/api/v1/contracts/{id}/history",
    .may = MAY_READ,
    .query = history_query,
    .show = show_history,
    .help = "What was done in a contract, newest first.",
    .answer = "history",
};

static const struct page_input undo_input[] = {
    {"seq", INPUT_ID, 0, true, .help = TR_ID("number of the event")},
    {},
};

static int save_undo(const struct page_call *c, struct http_response *r, struct err *err)
{
    int64_t contract;

    if (act_undo(c->act, page_int(c, "seq"), &contract, err) < 0) {
        return -1;
    }
    return api_made(c, r, contract, NULL, err);
}

const struct page api_undo = {
    .path = "/api/v1/undo",
    .may = MAY_WORK,
    .input = undo_input,
    .save = save_undo,
    .save_methods = HTTP_POST,
    .help = "Takes back the action an event belongs to, as a new change.",
    .answer = "made",
};
