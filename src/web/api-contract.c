/* /api/v1: contracts, their facts and documents, what is due. */
#include "web/api-values.h"
#include "web/api.h"

#include "base/tr.h"
#include "text/calendar.h"

static int show_contracts(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct contract_list list;

    if (act_contracts(c->act, &list, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_contracts_schema, &list, err);
}

const struct page api_contracts = {
    .path = "/api/v1/contracts",
    .may = MAY_READ,
    .show = show_contracts,
    .help = "The contracts of the desk.",
    .answer = "contracts",
};

static int show_contract(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct contract contract;

    if (act_contract(c->act, c->ids[0], &contract, err) < 0) {
        return -1;
    }
    page_etag(r, contract.version);
    return api_answer(c, r, &api_contract_schema, &contract, err);
}

static const struct page_input contract_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"title", INPUT_TEXT, 400, true, .help = TR_ID("title")},
    {"buyer", INPUT_TEXT, 200, .help = TR_ID("ministry")},
    {"buyer_office", INPUT_TEXT, 200, .help = TR_ID("office in charge")},
    {"contract_type", INPUT_TEXT, 100, .help = TR_ID("kind of contract")},
    {"note", INPUT_LINES, 4000, .help = TR_ID("note")},
    {"term_first", INPUT_DAY, .help = TR_ID("first day of the term")},
    {"term_last", INPUT_DAY, .help = TR_ID("last day of the term")},
    {"closed", INPUT_FLAG, .help = TR_ID("closed contracts have no clocks")},
    {},
};

static int save_contract(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct contract_change change = {
        .title = page_text(c, "title"),
        .buyer = page_text(c, "buyer"),
        .buyer_office = page_text(c, "buyer_office"),
        .contract_type = page_text(c, "contract_type"),
        .note = page_text(c, "note"),
        .term_first = page_day(c, "term_first"),
        .term_last = page_day(c, "term_last"),
        .close = page_flag(c, "closed"),
    };

    if (act_contract_change(c->act, c->ids[0], page_version(c), &change, err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_contract = {
    .path = "/api/v1/contracts/{id}",
    .may = MAY_READ,
    .input = contract_input,
    .show = show_contract,
    .save = save_contract,
    .save_methods = HTTP_PUT,
    .help = "One contract with its figures; PUT writes all of its values.",
    .answer = "contract",
};

static int show_facts(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct fact_list list;

    if (act_facts(c->act, c->ids[0], &list, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_facts_schema, &list, err);
}

const struct page api_facts = {
    .path = "/api/v1/contracts/{id}/facts",
    .may = MAY_READ,
    .show = show_facts,
    .help = "The facts of a contract with their quotes.",
    .answer = "facts",
};

static int show_documents(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct document_list list;

    if (act_documents(c->act, c->ids[0], &list, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_documents_schema, &list, err);
}

const struct page api_documents = {
    .path = "/api/v1/contracts/{id}/documents",
    .may = MAY_READ,
    .show = show_documents,
    .help = "The documents of a contract.",
    .answer = "documents",
};

/* ---- due ---- */

static const struct page_input due_query[] = {
    {"contract", INPUT_ID, .help = TR_ID("of one contract")},
    {"from", INPUT_DAY,
     .help = TR_ID("due on this day or later; late ones come when it is absent")},
    {"to", INPUT_DAY, .help = TR_ID("due on this day or earlier")},
    {"owner", INPUT_TEXT, .help = TR_ID("of one person")},
    {"waiting", INPUT_FLAG, .help = TR_ID("also what has no day yet")},
    {"done", INPUT_FLAG, .help = TR_ID("also what is done")},
    {"limit", INPUT_INT, 10000, .help = TR_ID("at most so many")},
    {},
};

static int show_due(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct due_rows rows;
    struct due_filter f = {
        .contract = page_int(c, "contract"),
        .from = page_day(c, "from"),
        .to = page_day(c, "to"),
        .owner = page_text(c, "owner"),
        .waiting_too = page_flag(c, "waiting"),
        .done_too = page_flag(c, "done"),
        .limit = (int)page_int(c, "limit"),
    };

    if (act_due(c->act, &f, &rows, err) < 0) {
        return -1;
    }
    return api_answer(c, r, &api_due_schema, &rows, err);
}

const struct page api_due = {
    .path = "/api/v1/due",
    .may = MAY_READ,
    .query = due_query,
    .show = show_due,
    .help = "What is due over all open contracts, in order of time.",
    .answer = "due",
};
