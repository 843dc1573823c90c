/* What the pages of the smaller records share (act/items.h): rows, forms, saving. */
#ifndef WEB_ITEMS_H
#define WEB_ITEMS_H

#include "act/items.h"
#include "web/say.h"

/* Fills a row: id, version, state, state_label, each FIELD, and FIELD_day in words where it is one. */
void items_row(const struct page_call *c, struct view *row, const struct item *item);

/* The item as the values of a form (in_FIELD), its version, `is_moved`. */
void items_form(const struct page_call *c, struct view *v, const struct item *item);

/* ERR_NOT_FOUND when the item is of another contract. */
int items_load(const struct page_call *c, int64_t contract, int64_t id, struct item *ret,
               struct err *err) MUST_USE;

/* Adds or changes one with the inputs of the page that are fields of the type, and the state of the
 * input `state`. A time of day comes as the input `time` and is kept as `minute`. */
int items_add(const struct page_call *c, int64_t contract, const struct type *type,
              struct err *err) MUST_USE;
int items_change(const struct page_call *c, int64_t id, const struct type *type,
                 struct err *err) MUST_USE;

#endif
