/* Duties as the forms of pages and the operations of the API both take them in. */
#ifndef WEB_DUTY_INPUT_H
#define WEB_DUTY_INPUT_H

#include "act/duty.h"
#include "web/page.h"

/* The words of a duty, from the inputs `section`, `quote`, `summary` … `time` of the call. */
struct duty_text duty_input_text(const struct page_call *c);

/* The duties of the contract in the path, filtered by `party`, `modality` … `words`. */
struct duty_filter duty_input_filter(const struct page_call *c);

#endif
