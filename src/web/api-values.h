/* What the operations of the API answer with, for their schemas. */
#ifndef WEB_API_VALUES_H
#define WEB_API_VALUES_H

#include "act/contract.h"
#include "act/duty.h"
#include "act/items.h"
#include "act/occasion.h"

/* A page of duties. */
struct api_duties {
    struct duty_list list;
    struct str next;
};

#endif
