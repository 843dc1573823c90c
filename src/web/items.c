/* Pages of the smaller records; see items.h. */
#include "web/items.h"

#include "text/calendar.h"
#include "web/form.h"
#include "web/input.h"

enum { MOST_VALUES = 24 };

static int64_t number_of(struct str text)
{
    int64_t n = -1;

    return input_number(text, &n) ? n : -1;
}

void items_row(const struct page_call *c, struct view *row, const struct item *item)
{
    view_int(row, "id", item->id);
    view_int(row, "version", item->version);
    view_str(row, "state", item->state);
    view_str(row, "state_label", say_word(c, item->state));
    view_flag(row, arena_printf(c->q->arena, "is_%.*s", STR_ARG(item->state)).p, true);
    for (uint32_t i = 0; i < item->value_count; i++) {
        const struct item_value *value = &item->values[i];
        int32_t day = value->text.n == 10 ? calendar_parse(value->text) : CALENDAR_NONE;

        view_str(row, value->field, value->text);
        if (day != CALENDAR_NONE) {
            view_str(row, arena_printf(c->q->arena, "%s_day", value->field).p, say_day(c, day));
        }
        if (strcmp(value->field, "minute") == 0 && value->text.n > 0) {
            view_str(row, "time", say_minute(c, (int)number_of(value->text)));
        }
    }
}

/* The item as the values of a form (in_FIELD), its version, `is_moved`. */
static void fill_form(const struct page_call *c, struct view *v, const struct item *item)
{
    for (uint32_t i = 0; i < item->value_count; i++) {
        const struct item_value *value = &item->values[i];

        view_str(v, arena_printf(c->q->arena, "in_%s", value->field).p, value->text);
        if (strcmp(value->field, "minute") == 0 && value->text.n > 0) {
            view_str(v, "in_time", say_minute(c, (int)number_of(value->text)));
        }
    }
    view_str(v, "in_state", item->state);
    say_moved(c, v, item->version);
}

int items_load(const struct page_call *c, int64_t contract, int64_t id, struct item *ret,
               struct err *err)
{
    if (act_item(c->act, id, ret, err) < 0) {
        return -1;
    }
    return ret->contract == contract
               ? 0
               : err_set(err, ERR_NOT_FOUND, "the contract has nothing with the number %lld",
                         (long long)id);
}

/* The inputs that are fields of the type. */
static size_t collect(const struct page_call *c, struct item_value values[MOST_VALUES])
{
    size_t n = 0;

    for (const struct page_input *i = c->page->input; i->name != NULL && n < MOST_VALUES; i++) {
        struct str text = page_text(c, i->name);

        if (strcmp(i->name, "time") == 0) {
            int minute = input_minute(text);

            values[n++] = (struct item_value){
                "minute", minute < 0 ? (struct str){} : arena_printf(c->q->arena, "%d", minute)};
        } else if (strcmp(i->name, "state") != 0 && strcmp(i->name, "version") != 0 &&
                   type_field(c->page->items->type, str_of(i->name)) != NULL) {
            values[n++] = (struct item_value){i->name, text};
        }
    }
    return n;
}

static int go_to_all(const struct page_call *c, struct http_response *r, const char *message)
{
    return page_go(r, message, "/contracts/%lld/%s", (long long)c->ids[0], c->page->items->path);
}

int items_show(const struct page_call *c, struct http_response *r, struct err *err)
{
    return items_show_on(c, c->page, r, err);
}

int items_show_on(const struct page_call *c, const struct page *page, struct http_response *r,
                  struct err *err)
{
    const struct items_page *p = page->items;
    struct view *v = view_new(c->q->arena);
    struct contract contract;
    struct item_list list;

    if (say_contract(c, v, c->ids[0], p->path, &contract, err) < 0 ||
        act_items(c->act, c->ids[0], p->type, &list, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, p->title)));
    for (uint32_t i = 0; i < list.n; i++) {
        struct view *row = view_add(v, "rows");

        items_row(c, row, &list.v[i]);
        if (p->fill_row != NULL) {
            p->fill_row(c, row, &list.v[i]);
        }
    }
    if (p->fill_list != NULL && p->fill_list(c, v, &contract, &list, err) < 0) {
        return -1;
    }
    view_flag(v, "is_form_open", list.n == 0 || (c->faults != NULL && c->page == page));
    form_fields(c, page, v);
    return page_render(c, p->path, v, r, err);
}

int items_add(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct item_value values[MOST_VALUES];
    size_t n = collect(c, values);

    if (act_item_add(c->act, c->ids[0], c->page->items->type, page_text(c, "state"), values, n,
                     NULL, err) < 0) {
        return -1;
    }
    return go_to_all(c, r, c->page->items->added);
}

int items_show_one(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct items_page *p = c->page->items;
    struct view *v = view_new(c->q->arena);
    struct contract contract;
    struct item item;

    if (say_contract(c, v, c->ids[0], p->path, &contract, err) < 0 ||
        items_load(c, c->ids[0], c->ids[1], &item, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, p->title)), "/contracts/%lld/%s", (long long)c->ids[0], p->path);
    view_str(v, "title", str_of(SAY(c, p->change_title)));
    view_str(v, "list_path", str_of(p->path));
    items_row(c, v, &item);
    fill_form(c, v, &item);
    form_fields(c, c->page, v);
    return page_render(c, "item", v, r, err);
}

int items_change(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct item_value values[MOST_VALUES];
    size_t n = collect(c, values);

    if (act_item_change(c->act, c->ids[1], page_version(c), page_text(c, "state"), values, n, err) <
        0) {
        return -1;
    }
    return go_to_all(c, r, c->page->items->changed);
}
