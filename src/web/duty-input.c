/* Inputs of duties; see duty-input.h. */
#include "web/duty-input.h"

struct duty_text duty_input_text(const struct page_call *c)
{
    return (struct duty_text){
        .section = page_text(c, "section"),
        .quote = page_text(c, "quote"),
        .summary = page_text(c, "summary"),
        .modality = page_text(c, "modality"),
        .party = page_text(c, "party"),
        .condition = page_text(c, "condition"),
        .note = page_text(c, "note"),
        .time = page_text(c, "time"),
    };
}

struct duty_filter duty_input_filter(const struct page_call *c)
{
    return (struct duty_filter){
        .contract = c->ids[0],
        .party = page_text(c, "party"),
        .modality = page_text(c, "modality"),
        .section = page_text(c, "section"),
        .item = page_text(c, "item"),
        .state = page_text(c, "state"),
        .owner = page_text(c, "owner"),
        .words = page_text(c, "words"),
    };
}
