/* The security annex: its items as read, what differs from the known edition, and their duties. */
#include "web/items.h"

/* An item of the annex is shown even when only duties name it. */
struct annex_item {
    struct str number;
    struct view *row;
};
struct annex_items {
    struct annex_item *v;
    uint32_t n, room;
};

static struct view *row_of(const struct page_call *c, struct view *v, struct annex_items *items,
                           struct str number)
{
    for (uint32_t i = 0; i < items->n; i++) {
        if (str_eq(items->v[i].number, number)) {
            return items->v[i].row;
        }
    }
    struct annex_item *item = VEC_ADD(c->q->arena, items);

    item->number = number;
    item->row = view_add(v, "items");
    view_str(item->row, "number", number);
    return item->row;
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct item_list list;
    struct duty_list duties;
    struct annex_items items = {};
    struct duty_filter filter = {.contract = c->ids[0], .annex_only = true};

    if (say_contract(c, v, c->ids[0], "annex", &one, err) < 0 ||
        act_items(c->act, c->ids[0], &type_item, &list, err) < 0 ||
        act_duties(c->act, &filter, &duties, NULL, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Security annex"))));
    for (uint32_t i = 0; i < list.n; i++) {
        struct view *row = row_of(c, v, &items, item_text(&list.v[i], "number"));

        items_row(c, row, &list.v[i]);
        view_str(row, "modality_label", say_word(c, item_text(&list.v[i], "modality")));
        view_str(v, "edition", item_text(&list.v[i], "edition"));
    }
    for (uint32_t i = 0; i < duties.n; i++) {
        struct view *row = row_of(c, v, &items, duties.v[i].item);

        say_duty(c, view_add(row, "duties"), &duties.v[i]);
    }
    return page_render(c, "annex", v, r, err);
}

const struct page page_annex = {
    .path = "/contracts/{id}/annex",
    .may = MAY_READ,
    .show = show,
    .help = "Items of the security annex with their duties and what differs from the known edition.",
};
