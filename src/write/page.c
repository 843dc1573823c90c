/* Embedded pages; see page.h. */
#include "write/page.h"

void page_fill(struct html *html, struct str page, void (*fill)(void *user, struct str slot),
               void *user)
{
    size_t at = 0;
    ptrdiff_t open;

    while ((open = str_find(page, STR("{{"), at)) >= 0) {
        ptrdiff_t close = str_find(page, STR("}}"), (size_t)open);

        html_trusted(html, str_sub(page, at, (size_t)open));
        fill(user, str_sub(page, (size_t)open + 2, (size_t)close));
        at = (size_t)close + 2;
    }
    html_trusted(html, str_sub(page, at, page.n));
}
