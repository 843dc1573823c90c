/* What the pages of the smaller records share; see items.h. */
#include "web/items.h"

#include "text/calendar.h"
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

void items_form(const struct page_call *c, struct view *v, const struct item *item)
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
static size_t collect(const struct page_call *c, const struct type *type,
                      struct item_value values[MOST_VALUES])
{
    size_t n = 0;

    for (const struct page_input *i = c->page->input; i->name != NULL && n < MOST_VALUES; i++) {
        struct str text = page_text(c, i->name);

        if (strcmp(i->name, "time") == 0) {
            int minute = say_minute_of(text);

            values[n++] = (struct item_value){
                "minute",
                minute < 0 ? (struct str){} : arena_printf(c->q->arena, "%d", minute)};
        } else if (strcmp(i->name, "state") != 0 && strcmp(i->name, "version") != 0 &&
                   type_field(type, str_of(i->name)) != NULL) {
            values[n++] = (struct item_value){i->name, text};
        }
    }
    return n;
}

int items_add(const struct page_call *c, int64_t contract, const struct type *type, struct err *err)
{
    struct item_value values[MOST_VALUES];
    size_t n = collect(c, type, values);

    return act_item_add(c->act, contract, type, page_text(c, "state"), values, n, NULL, err);
}

int items_change(const struct page_call *c, int64_t id, const struct type *type, struct err *err)
{
    struct item_value values[MOST_VALUES];
    size_t n = collect(c, type, values);

    return act_item_change(c->act, id, page_version(c), page_text(c, "state"), values, n, err);
}
