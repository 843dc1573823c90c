/* Words of any length, in the duties of all contracts. */
#include "web/say.h"

enum { MOST_OF_ONE = 50 };

static int search_one(const struct page_call *c, struct view *v, const struct contract *one,
                      struct str words, int64_t *found, struct err *err)
{
    struct duty_filter filter = {.contract = one->id, .words = words, .limit = MOST_OF_ONE};
    struct duty_list duties;
    struct str cursor = {};

    if (act_duties(c->act, &filter, &duties, &cursor, err) < 0) {
        return -1;
    }
    if (duties.n == 0) {
        return 0;
    }
    struct view *row = view_add(v, "contracts");

    view_int(row, "contract_id", one->id);
    view_str(row, "name", one->title);
    view_flag(row, "has_more", cursor.n > 0);
    for (uint32_t i = 0; i < duties.n; i++) {
        say_duty(c, view_add(row, "duties"), &duties.v[i]);
    }
    *found += duties.n;
    return 0;
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct str words = str_trim(page_text(c, "words"));
    struct contract_list list = {};
    int64_t found = 0;

    if (words.n > 0 && act_contracts(c->act, &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.n; i++) {
        if (search_one(c, v, &list.v[i], words, &found, err) < 0) {
            return -1;
        }
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Search"))));
    view_str(v, "search", words);
    view_int(v, "found", found);
    return page_render(c, "search", v, r, err);
}

static const struct page_input query[] = {
    {"words", INPUT_TEXT, .max = 100, .help = TR_ID("Words to search")},
    {},
};

const struct page page_search = {
    .path = "/search",
    .may = MAY_READ,
    .query = query,
    .show = show,
    .help = "Finds words in the duties of all contracts.",
};
