/* All contracts with what is due next, and where documents are dropped to open a new one. */
#include "web/opening.h"
#include "web/say.h"

static void add_contract(const struct page_call *c, struct view *v, const struct contract *one)
{
    bool is_closed = str_eq(one->state, STR("closed"));
    struct view *row = view_add(v, is_closed ? "closed" : "open");

    view_flag(v, is_closed ? "closed_there" : "open_there", true);
    view_int(row, "id", one->id);
    view_str(row, "name", one->title);
    view_str(row, "buyer", one->buyer);
    view_str(row, "buyer_office", one->buyer_office);
    view_str(row, "term", say_term(c, one));
    view_int(row, "duties", one->counts.duties);
    view_int(row, "done_count", one->counts.done);
    view_int(row, "late", one->counts.late);
    view_int(row, "soon", one->counts.soon);
    view_int(row, "to_agree", one->counts.to_agree);
    view_int(row, "unowned", one->counts.unowned);
    view_flag(row, "has_next", one->has_next);
    if (one->has_next) {
        say_due(c, row, &one->next);
    }
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract_list list;

    if (act_contracts(c->act, &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.n; i++) {
        add_contract(c, v, &list.v[i]);
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Contracts"))));
    view_flag(v, "nav_contracts", true);
    view_flag(v, "is_empty", list.n == 0);
    view_str(v, "today", say_day(c, act_today(c->act)));
    return page_render(c, "contracts", v, r, err);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    return opening_preview(c, 0, r, err);
}

static const struct page_input input[] = {
    {"files", INPUT_FILES, .max = 512 << 20, .is_required = true,
     .help = TR_ID("Documents. Specification and its annexes, together.")},
    {},
};

const struct page page_contracts = {
    .path = "/contracts",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "All contracts, what is due next, and where documents are opened.",
};
