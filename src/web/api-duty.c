/* /api/v1: duties and what people do with them. */
#include "base/tr.h"
#include "text/calendar.h"
#include "web/api-values.h"
#include "web/api.h"
#include "web/duty-input.h"

#define MODALITIES "must|must_not|should|may"
#define PARTIES    "contractor|ministry|subcontractor|third_party"

static const struct page_input duties_query[] = {
    {"party", INPUT_WORD, .choices = PARTIES, .help = TR_ID("whom it binds")},
    {"modality", INPUT_WORD, .choices = MODALITIES, .help = TR_ID("how it binds")},
    {"section", INPUT_TEXT, .help = TR_ID("path that the section begins with")},
    {"item", INPUT_TEXT, .help = TR_ID("item of the security annex")},
    {"state", INPUT_WORD, .choices = "open|done|dropped|replaced",
     .help = TR_ID("open and done when absent")},
    {"owner", INPUT_TEXT, .help = TR_ID("who sees to it")},
    {"words", INPUT_TEXT, .help = TR_ID("words that occur in it, of any length")},
    {"cursor", INPUT_TEXT, 400, .help = TR_ID("of the page before")},
    {"limit", INPUT_INT, 1000, .help = TR_ID("at most so many; 100 when absent")},
    {},
};

enum { DEFAULT_LIMIT = 100 };

static int show_duties(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct api_duties page;
    int64_t limit = page_int(c, "limit");
    struct duty_filter f = duty_input_filter(c);

    f.cursor = page_text(c, "cursor");
    f.limit = limit > 0 ? (int)limit : DEFAULT_LIMIT;
    if (act_duties(c->act, &f, &page.list, &page.next, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_duties_schema, &page, err);
}

static const struct page_input duty_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"section", INPUT_TEXT, .help = TR_ID("path in the document")},
    {"quote", INPUT_LINES, 4000, .help = TR_ID("words of the document")},
    {"summary", INPUT_TEXT, 400, .help = TR_ID("the duty in one line")},
    {"modality", INPUT_WORD, 0, true, MODALITIES, TR_ID("how it binds")},
    {"party", INPUT_WORD, 0, true, PARTIES, TR_ID("whom it binds")},
    {"condition", INPUT_LINES, 1000, .help = TR_ID("when it binds")},
    {"note", INPUT_LINES, 4000, .help = TR_ID("note")},
    {"time", INPUT_LINES, 2000, .help = TR_ID("notations of when it is due, one a line")},
    {},
};

static int add_duty(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_text text = duty_input_text(c);
    int64_t id;

    if (act_duty_add(c->act, c->ids[0], &text, &id, err) < 0) {
        return -1;
    }
    return api_made(c, r, id, "duties", err);
}

const struct page api_duties = {
    .path = "/api/v1/contracts/{id}/duties",
    .may = MAY_WORK,
    .query = duties_query,
    .input = duty_input,
    .show = show_duties,
    .save = add_duty,
    .save_methods = HTTP_POST,
    .help = "The duties of a contract, a page at a time; POST adds one by hand.",
    .answer = "duties",
};

/* ---- one ---- */

static int show_duty(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty duty;

    if (act_duty(c->act, c->ids[0], &duty, err) < 0) {
        return -1;
    }
    page_etag(r, duty.version);
    return api_answer(c, r, &api_duty_schema, &duty, err);
}

static int correct_duty(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_text text = duty_input_text(c);

    if (act_duty_correct(c->act, c->ids[0], page_version(c), &text, err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_duty = {
    .path = "/api/v1/duties/{id}",
    .may = MAY_WORK,
    .input = duty_input,
    .show = show_duty,
    .save = correct_duty,
    .save_methods = HTTP_PUT,
    .help = "One duty with its clocks and evidence; PUT corrects it, what was read is kept.",
    .answer = "duty",
};

static const struct page_input owner_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"owner", INPUT_TEXT, 100, .help = TR_ID("who sees to it; empty = nobody")},
    {},
};

static int save_owner(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_duty_assign(c->act, c->ids[0], page_version(c), page_text(c, "owner"), err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_duty_owner = {
    .path = "/api/v1/duties/{id}/owner",
    .may = MAY_WORK,
    .input = owner_input,
    .save = save_owner,
    .save_methods = HTTP_PUT,
    .help = "Says who sees to a duty.",
    .answer = "made",
};

static const struct page_input reading_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"value", INPUT_TEXT, 200, .help = TR_ID("notation of the agreed time; empty withdraws it")},
    {"words", INPUT_TEXT, 400, .help = TR_ID("as it was agreed")},
    {"by", INPUT_TEXT, 100, .help = TR_ID("with whom it was agreed")},
    {"day", INPUT_DAY, .help = TR_ID("on which day it was agreed")},
    {"note", INPUT_LINES, 2000, .help = TR_ID("note")},
    {},
};

static int save_reading(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_reading reading = {
        .value = page_text(c, "value"),
        .words = page_text(c, "words"),
        .by = page_text(c, "by"),
        .day = page_day(c, "day"),
        .note = page_text(c, "note"),
    };

    if (act_duty_agree(c->act, c->ids[0], page_version(c), &reading, err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_duty_reading = {
    .path = "/api/v1/duties/{id}/reading",
    .may = MAY_WORK,
    .input = reading_input,
    .save = save_reading,
    .save_methods = HTTP_PUT,
    .help = "Records how a vague deadline is read, as agreed with the officer.",
    .answer = "made",
};

static const struct page_input evidence_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"clock_key", INPUT_TEXT, .help = TR_ID("instance; absent = the duty as a whole")},
    {"note", INPUT_LINES, 4000, true, .help = TR_ID("how it was done")},
    {"day", INPUT_DAY, .help = TR_ID("when it was done; today when absent")},
    {},
};

static int save_evidence(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_done done = {
        .clock_key = page_text(c, "clock_key"),
        .note = page_text(c, "note"),
        .day = page_day(c, "day"),
    };

    if (act_duty_done(c->act, c->ids[0], page_version(c), &done, err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], "duties", err);
}

const struct page api_duty_evidence = {
    .path = "/api/v1/duties/{id}/evidence",
    .may = MAY_WORK,
    .input = evidence_input,
    .save = save_evidence,
    .save_methods = HTTP_POST,
    .help = "Records that a duty, or one instance of its clock, was done.",
    .answer = "made",
};

static const struct page_input drop_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"why", INPUT_TEXT, 400, true, .help = TR_ID("why it is no duty")},
    {},
};

static int save_drop(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_duty_drop(c->act, c->ids[0], page_version(c), page_text(c, "why"), err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_duty_drop = {
    .path = "/api/v1/duties/{id}/drop",
    .may = MAY_WORK,
    .input = drop_input,
    .save = save_drop,
    .save_methods = HTTP_POST,
    .help = "Says that this is no duty after all; undo brings it back.",
    .answer = "made",
};
