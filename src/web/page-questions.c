/* Questions to the issuer, numbered, with their answers. */
#include "web/items.h"

static const struct items_page questions = {
    .type = &type_question,
    .path = "questions",
    .title = TR_ID("Questions"),
    .change_title = TR_ID("Change a question"),
    .added = TR_ID("The question is kept."),
    .changed = TR_ID("The question was changed."),
};

static const struct page_input input[] = {
    ITEMS_VERSION,
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
    .input = input + 1,
    .show = items_show,
    .save = items_add,
    .save_methods = HTTP_POST,
    .help = "Questions to the issuer, numbered, with their answers.",
    .items = &questions,
};

const struct page page_question = {
    .path = "/contracts/{id}/questions/{id}",
    .may = MAY_WORK,
    .input = input,
    .show = items_show_one,
    .save = items_change,
    .save_methods = HTTP_POST,
    .help = "Change a question.",
    .items = &questions,
};
