/* All pages of the desk and operations of the API: one line each. */
#include "web/page.h"

extern const struct page page_help;
extern const struct page api_contracts;
extern const struct page api_contract;
extern const struct page api_facts;
extern const struct page api_documents;
extern const struct page api_due;
extern const struct page api_duties;
extern const struct page api_duty;
extern const struct page api_duty_owner;
extern const struct page api_duty_reading;
extern const struct page api_duty_evidence;
extern const struct page api_duty_drop;
extern const struct page api_occasions;
extern const struct page api_items;
extern const struct page api_item;
extern const struct page api_history;
extern const struct page api_undo;
extern const struct page api_openapi;

const struct page *const pages[] = {
    &page_help,
    &api_contracts,
    &api_contract,
    &api_facts,
    &api_documents,
    &api_due,
    &api_duties,
    &api_duty,
    &api_duty_owner,
    &api_duty_reading,
    &api_duty_evidence,
    &api_duty_drop,
    &api_occasions,
    &api_items,
    &api_item,
    &api_history,
    &api_undo,
    &api_openapi,
    NULL,
};
