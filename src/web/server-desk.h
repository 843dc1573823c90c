/* The desk behind the pages: dispatch.h's hooks over src/act. */
#ifndef WEB_SERVER_DESK_H
#define WEB_SERVER_DESK_H

#include "web/dispatch.h"

struct desk;

/* Fills the hooks; the desk stays the caller's. */
void server_desk_fill(struct dispatch_desk *hooks, struct desk *desk);

#endif
