/* The contract's own values in a form; closing it and opening it again. */
#include "text/calendar.h"
#include "web/say.h"

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;

    if (say_contract(c, v, c->ids[0], "edit", &one, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Change the contract"))));
    view_int(v, "version", one.version);
    view_str(v, "now_title", one.title);
    view_str(v, "in_name", one.title);
    view_str(v, "in_buyer", one.buyer);
    view_str(v, "in_buyer_office", one.buyer_office);
    view_str(v, "in_contract_type", one.contract_type);
    view_str(v, "in_term_first", say_iso(c, one.term_first));
    view_str(v, "in_term_last", say_iso(c, one.term_last));
    view_str(v, "in_note", one.note);
    view_str(v, "in_closed", str_eq(one.state, STR("closed")) ? STR("1") : (struct str){});
    say_view_day(c, v, "now_term_first", one.term_first);
    say_view_day(c, v, "now_term_last", one.term_last);
    say_moved(c, v, one.version);
    return page_render(c, "contract-edit", v, r, err);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct contract_change change = {
        .title = page_text(c, "name"),
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
    return page_go(r, TR_ID("The contract was changed."), "/contracts/%lld", (long long)c->ids[0]);
}

static const struct page_input input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"name", INPUT_TEXT, .max = 300, .is_required = true, .help = TR_ID("Title of the contract")},
    {"buyer", INPUT_TEXT, .help = TR_ID("Buyer. Ministry or city")},
    {"buyer_office", INPUT_TEXT, .help = TR_ID("Office in charge")},
    {"contract_type", INPUT_TEXT, .help = TR_ID("Kind of contract")},
    {"term_first", INPUT_DAY, .help = TR_ID("First day of the term")},
    {"term_last", INPUT_DAY, .help = TR_ID("Last day of the term")},
    {"note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")},
    {"closed", INPUT_FLAG, .help = TR_ID("Closed. Its deadlines count no more")},
    {},
};

const struct page page_contract_edit = {
    .path = "/contracts/{id}/edit",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "Changes title, buyer and term of a contract, or closes it.",
};
