/* Lines that hold nothing but the number of a page. */
#ifndef READ_PAGE_NUMBER_H
#define READ_PAGE_NUMBER_H

#include "base/str.h"

enum page_number_form {
    PAGE_NUMBER_BARE,  /* 3 */
    PAGE_NUMBER_DASH,  /* - 3 -, ― 3 ― */
    PAGE_NUMBER_TOTAL, /* 3/12, 3 / 12 */
    PAGE_NUMBER_WORD,  /* p.3, Page 3 of 12, 3ページ, 3頁 */
    PAGE_NUMBER_FORMS,
};

struct page_number {
    enum page_number_form form;
    uint32_t value;
    uint32_t total; /* 0 = not written */
};

/* Whether the line (blanks around it do not matter) can be a page number. */
bool page_number_parse(struct str line, struct page_number *ret_number);

#endif
