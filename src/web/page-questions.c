/* Questions to the issuer, numbered, with their answers. */
#include "web/items.h"

/* ---- all of a contract ---- */

static int show_list(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item_list list;

    if (say_contract(c, v, c->ids[0], "questions", &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_question, &list, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Questions"))));
    for (uint32_t i = 0; i < list.n; i++) {
        struct view *row = view_add(v, "rows");

        items_row(c, row, &list.v[i]);
    }
    return page_render(c, "questions", v, r, err);
}

static int add(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_add(c, c->ids[0], &type_question, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The question is kept."),
                   "/contracts/%lld/questions", (long long)c->ids[0]);
}

static const struct page_input add_input[] = {
    {"number", INPUT_INT, .max = 9999, .help = TR_ID("Number. Empty is the next one")},
    {"section", INPUT_TEXT, .help = TR_ID("Section it is about")},
    {"quote", INPUT_LINES, .max = 2000, .help = TR_ID("Words of the document")},
    {"text", INPUT_LINES, .max = 4000, .is_required = true, .help = TR_ID("Question")},
    {"sent_day", INPUT_DAY, .help = TR_ID("Day it was sent")},
    {"answer", INPUT_LINES, .max = 8000, .help = TR_ID("Answer")},
    {"answer_day", INPUT_DAY, .help = TR_ID("Day of the answer")},
    {"answer_by", INPUT_TEXT, .help = TR_ID("Who answered")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"state", INPUT_WORD, .choices = "draft|sent|answered|dropped", .help = TR_ID("State")},
    {},
};

const struct page page_questions = {
    .path = "/contracts/{id}/questions",
    .may = MAY_WORK,
    .input = add_input,
    .show = show_list,
    .save = add,
    .save_methods = HTTP_POST,
    .help = "Questions to the issuer, numbered, with their answers.",
};

/* ---- one ---- */

static int show_one(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item item;

    if (say_contract(c, v, c->ids[0], "questions", &one, err) < 0 ||
        items_load(c, c->ids[0], c->ids[1], &item, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Questions"))), "/contracts/%lld/questions",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("Change a question"))));
    items_row(c, v, &item);
    items_form(c, v, &item);
    return page_render(c, "question", v, r, err);
}

static int change(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (items_change(c, c->ids[1], &type_question, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The question was changed."), "/contracts/%lld/questions",
                   (long long)c->ids[0]);
}

static const struct page_input change_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"number", INPUT_INT, .max = 9999, .help = TR_ID("Number. Empty is the next one")},
    {"section", INPUT_TEXT, .help = TR_ID("Section it is about")},
    {"quote", INPUT_LINES, .max = 2000, .help = TR_ID("Words of the document")},
    {"text", INPUT_LINES, .max = 4000, .is_required = true, .help = TR_ID("Question")},
    {"sent_day", INPUT_DAY, .help = TR_ID("Day it was sent")},
    {"answer", INPUT_LINES, .max = 8000, .help = TR_ID("Answer")},
    {"answer_day", INPUT_DAY, .help = TR_ID("Day of the answer")},
    {"answer_by", INPUT_TEXT, .help = TR_ID("Who answered")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"state", INPUT_WORD, .choices = "draft|sent|answered|dropped", .help = TR_ID("State")},
    {},
};

const struct page page_question = {
    .path = "/contracts/{id}/questions/{id}",
    .may = MAY_WORK,
    .input = change_input,
    .show = show_one,
    .save = change,
    .save_methods = HTTP_POST,
    .help = "Change a question.",
};
