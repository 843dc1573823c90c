/* One fact of a contract with its sentence, to be corrected. */
#include "web/say.h"

static int find_fact(const struct page_call *c, struct fact *ret, struct err *err)
{
    struct fact_list facts;

    if (act_facts(c->act, c->ids[0], &facts, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < facts.n; i++) {
        if (facts.v[i].id == c->ids[1]) {
            *ret = facts.v[i];
            return 0;
        }
    }
    return err_set(err, ERR_NOT_FOUND, "the contract has no fact with the number %lld",
                   (long long)c->ids[1]);
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct fact f = {};

    if (say_contract(c, v, c->ids[0], NULL, &one, err) < 0 || find_fact(c, &f, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Correct a fact"))));
    view_str(v, "label", f.label != NULL ? str_of(f.label) : f.key);
    view_str(v, "now_value", f.value);
    view_str(v, "in_value", f.value);
    view_str(v, "quote", f.quote);
    view_int(v, "version", f.version);
    view_int(v, "id", f.id);
    say_moved(c, v, f.version);
    return page_render(c, "fact", v, r, err);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_fact_correct(c->act, c->ids[1], page_version(c), page_text(c, "value"), err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The fact was corrected."), "/contracts/%lld#facts",
                   (long long)c->ids[0]);
}

static const struct page_input input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"value", INPUT_TEXT, .max = 500, .is_required = true,
     .help = TR_ID("Right value. Days as 2026-04-01")},
    {},
};

const struct page page_fact = {
    .path = "/contracts/{id}/facts/{id}",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "Corrects a fact that was read wrongly.",
};
