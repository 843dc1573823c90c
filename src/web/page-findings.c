/* What the reader wants a person to look at: accepted, set aside, or asked of the issuer. */
#include "web/items.h"

enum { MOST_AT_ONCE = 500 };

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item_list list;
    int64_t open = 0;

    if (say_contract(c, v, c->ids[0], "findings", &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_finding, &list, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Findings"))));
    for (uint32_t i = 0; i < list.n; i++) {
        bool is_open = str_eq(list.v[i].state, STR("open"));
        struct view *row = view_add(v, is_open ? "open" : "settled");

        items_row(c, row, &list.v[i]);
        view_str(row, "level_label", say_word(c, item_text(&list.v[i], "level")));
        open += is_open;
    }
    view_int(v, "open_count", open);
    return page_render(c, "findings", v, r, err);
}

/* Changes the state of the ticked findings, one after the other. */
static int settle(const struct page_call *c, struct str state, struct err *err)
{
    int64_t id;
    uint32_t n = 0;

    while ((id = page_id_at(c, "finding", n)) != 0) {
        struct item item;

        n++;
        if (items_load(c, c->ids[0], id, &item, err) < 0 ||
            act_item_change(c->act, id, item.version, state, NULL, 0, err) < 0) {
            return -1;
        }
    }
    return n > 0 ? 0 : err_set(err, ERR_INVALID, "no finding was ticked");
}

static int ask(const struct page_call *c, struct http_response *r, struct err *err)
{
    int64_t ids[MOST_AT_ONCE];
    size_t n = 0;
    int made;

    for (int64_t id; n < MOST_AT_ONCE && (id = page_id_at(c, "finding", (uint32_t)n)) != 0;) {
        ids[n++] = id;
    }
    if (n == 0) {
        return err_set(err, ERR_INVALID, "no finding was ticked");
    }
    if (act_findings_ask(c->act, c->ids[0], ids, n, &made, err) < 0) {
        return -1;
    }
    if (made == 0) {
        return page_go(r,
                       TR_ID("These findings concern the file, not the issuer: no question was "
                             "made of them."),
                       "/contracts/%lld/findings", (long long)c->ids[0]);
    }
    return page_go(r, TR_ID("Questions were made of the findings. Look through them, then send."),
                   "/contracts/%lld/questions", (long long)c->ids[0]);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct str what = page_text(c, "what");

    if (str_eq(what, STR("ask"))) {
        return ask(c, r, err);
    }
    struct str state = str_eq(what, STR("accept"))    ? STR("accepted")
                       : str_eq(what, STR("dismiss")) ? STR("dismissed")
                                                      : STR("open");

    if (settle(c, state, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The findings were marked. The history can undo it."),
                   "/contracts/%lld/findings", (long long)c->ids[0]);
}

static const struct page_input input[] = {
    {"finding", INPUT_IDS, .max = MOST_AT_ONCE, .help = TR_ID("Findings. Those that are ticked")},
    {"what", INPUT_WORD, .choices = "ask|accept|dismiss|reopen", .is_required = true,
     .help = TR_ID("What happens to them")},
    {},
};

const struct page page_findings = {
    .path = "/contracts/{id}/findings",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "What the documents leave unclear: accepted, set aside or asked.",
};
