/* All pages of the desk and operations of the API: one line each. */
#include "web/page.h"

extern const struct page page_help;

const struct page *const pages[] = {
    &page_help,
    NULL,
};
