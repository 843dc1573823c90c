/*
 * Pages of the smaller records (act/items.h): one with all of a contract, where one may be added,
 * and one to change one. They are alike but for what struct items_page says.
 */
#ifndef WEB_ITEMS_H
#define WEB_ITEMS_H

#include "act/items.h"
#include "web/say.h"

struct items_page {
    const struct type *type;
    const char *path; /* behind /contracts/{id}/; also the tab and the template of all of them */
    const char *title, *change_title; /* message ids */
    const char *added, *changed;      /* said when it is done; message ids */
    /* What the row of one shows besides its fields; NULL = nothing. */
    void (*fill_row)(const struct page_call *c, struct view *row, const struct item *item);
    /* What the page of all shows besides them; NULL = nothing. */
    int (*fill_list)(const struct page_call *c, struct view *v, const struct contract *contract,
                     const struct item_list *list, struct err *err);
};

/*
 * For struct page, of a page with `items`. All of a contract, and adding one; one, and changing it.
 * Fields of the record are the inputs of the page that are fields of the type, its state the input
 * `state`; a time of day comes as the input `time` and is kept as `minute`.
 */
int items_show(const struct page_call *c, struct http_response *r, struct err *err) MUST_USE;
int items_add(const struct page_call *c, struct http_response *r, struct err *err) MUST_USE;
int items_show_one(const struct page_call *c, struct http_response *r, struct err *err) MUST_USE;
int items_change(const struct page_call *c, struct http_response *r, struct err *err) MUST_USE;

/*
 * The page of all, when another page whose form stands on it has to show it again with its faults.
 */
int items_show_on(const struct page_call *c, const struct page *page, struct http_response *r,
                  struct err *err) MUST_USE;

/*
 * Fills a row: id, version, state, state_label, each FIELD, and FIELD_day in words where it is one.
 */
void items_row(const struct page_call *c, struct view *row, const struct item *item);

/* One item; ERR_NOT_FOUND when it is of another contract. */
int items_load(const struct page_call *c, int64_t contract, int64_t id, struct item *ret,
               struct err *err) MUST_USE;

/*
 * The first input of a page that changes one; the page that adds one takes the same list from its
 * second on.
 */
#define ITEMS_VERSION                                                                              \
    {                                                                                              \
        "version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")          \
    }

#endif
