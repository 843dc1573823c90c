/* The desk behind the pages; see server-desk.h. */
#include "web/server-desk.h"

void server_desk_fill(struct dispatch_desk *hooks, struct desk *desk)
{
    *hooks = (struct dispatch_desk){.arg = desk};
}
